//! Languages by their names, in English and in themselves.

use super::{Lang, cldr};

/// The names of languages, each with its tag: the English ones, then those in the languages
/// themselves. It takes a while to gather them, so this is for what is no tag.
fn names() -> Vec<(String, String)> {
    let languages = cldr::languages();
    let english =
        languages.iter().filter_map(|tag| Some((cldr::english_name(tag)?, tag.clone())));
    let own = languages.iter().filter_map(|tag| Some((cldr::own_name(tag)?, tag.clone())));
    english.chain(own).collect()
}

/// The tag of the language of a name, whatever its case.
pub(super) fn tag(name: &str) -> Option<String> {
    let name = folded(name);
    if name.chars().filter(|c| c.is_alphabetic()).count() < 3 {
        return None;
    }
    names().into_iter().find(|(known, _)| folded(known) == name).map(|(_, tag)| tag)
}

impl Lang {
    /// The languages that have a name, in English and in themselves, each with its tag.
    pub fn named() -> Vec<(String, String)> {
        names()
    }

    /// Whether the language has a name in English: a typing error has mostly none.
    pub fn has_name(&self) -> bool {
        cldr::english_name(self.primary()).is_some()
    }
}

fn folded(name: &str) -> String {
    name.trim().to_lowercase().replace(['_', '-'], " ")
}

#[cfg(test)]
mod tests {
    #[test]
    fn languages_are_found_by_name_in_english_and_in_themselves() {
        for (name, tag) in [
            ("arabic", "ar"),
            ("English", "en"),
            ("FRENCH", "fr"),
            ("Central Kurdish", "ckb"),
            ("العربية", "ar"),
            ("فارسی", "fa"),
            ("français", "fr"),
            ("norwegian", "no"),
        ] {
            assert_eq!(super::tag(name).as_deref(), Some(tag), "{name}");
        }
        assert_eq!(super::tag("arabish"), None);
        assert_eq!(super::tag("--"), None);
    }
}
