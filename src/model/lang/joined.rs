//! Two languages under one name, as editions in both of them are called: `ar+en`.

use std::sync::{Arc, OnceLock};

use super::{Facts, Lang};

/// What stands between the two.
const AND: char = '+';

impl Lang {
    /// The name of what is in two languages. It reads as the first does: direction, digits and words
    /// are that language's.
    #[must_use]
    pub fn joined(first: &Self, second: &Self) -> Self {
        Self(Arc::new(Facts {
            tag: format!("{first}{AND}{second}"),
            parts: first.0.parts.clone(),
            likely: first.0.likely.clone(),
            writing: first.writing(),
            script: first.script(),
            digits: OnceLock::new(),
            kin: OnceLock::new(),
        }))
    }

    /// A language, or two with `+` between them.
    pub fn parse_edition(text: &str) -> Option<Self> {
        match text.split_once(AND) {
            Some((first, second)) => {
                let (first, second) = (Self::parse(first.trim())?, Self::parse(second.trim())?);
                Some(Self::joined(&first, &second))
            }
            None => Self::parse(text),
        }
    }

    /// The languages of a name that stands for one or for two.
    pub fn parts(&self) -> Vec<Self> {
        match self.is_joined() {
            true => self.as_str().split(AND).filter_map(Self::parse).collect(),
            false => vec![self.clone()],
        }
    }

    /// Whether it stands for two languages.
    pub fn is_joined(&self) -> bool {
        self.as_str().contains(AND)
    }

    /// The names of its languages in themselves, the first one first.
    pub fn names(&self) -> String {
        let names: Vec<String> = self.parts().iter().map(Self::name).collect();
        names.join(" + ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_languages_have_one_name() {
        let pair = Lang::parse_edition("AR+en-gb").unwrap();
        assert_eq!(pair.as_str(), "ar+en-GB");
        assert!(pair.is_joined() && pair.dir().is_rtl());
        let tags: Vec<String> = pair.parts().iter().map(ToString::to_string).collect();
        assert_eq!(tags, ["ar", "en-GB"]);
        assert_eq!(pair.names(), "العربية + English");
        assert_eq!(Lang::parse_edition("ar"), Lang::parse("ar"));
        assert_eq!(Lang::parse_edition("ar+"), None);
        assert_eq!(Lang::parse("ar+en"), None);
    }
}
