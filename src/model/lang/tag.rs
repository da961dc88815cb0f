//! The grammar of language tags (RFC 5646, section 2.1), and their canonical form.
//!
//! Case, `_` for `-`, extended languages and the tags that are older than the grammar are brought
//! to the form that the RFC prefers; what a tag says is not looked at here.

/// Tags of the registry that do not follow the grammar, or whose parts do not say what they mean
/// (RFC 5646, section 2.2.8), with what UTS #35, annex C, writes for them. The list is closed.
const GRANDFATHERED: [(&str, &str); 26] = [
    ("art-lojban", "jbo"),
    ("cel-gaulish", "xtg"),
    ("en-gb-oed", "en-GB-oxendict"),
    ("i-ami", "ami"),
    ("i-bnn", "bnn"),
    ("i-default", "en"),
    ("i-enochian", "und-x-i-enochian"),
    ("i-hak", "hak"),
    ("i-klingon", "tlh"),
    ("i-lux", "lb"),
    ("i-mingo", "see-x-i-mingo"),
    ("i-navajo", "nv"),
    ("i-pwn", "pwn"),
    ("i-tao", "tao"),
    ("i-tay", "tay"),
    ("i-tsu", "tsu"),
    ("no-bok", "nb"),
    ("no-nyn", "nn"),
    ("sgn-be-fr", "sfb"),
    ("sgn-be-nl", "vgt"),
    ("sgn-ch-de", "sgg"),
    ("zh-guoyu", "zh"),
    ("zh-hakka", "hak"),
    ("zh-min", "nan-x-zh-min"),
    ("zh-min-nan", "nan"),
    ("zh-xiang", "hsn"),
];

/// The parts of a tag.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct TagParts {
    /// Two or three small letters (ISO 639); `und` where the tag is for private use alone.
    pub(super) language: String,
    /// Four letters (ISO 15924), the first a capital.
    pub(super) script: Option<String>,
    /// Two capitals (ISO 3166-1) or three digits (UN M.49).
    pub(super) region: Option<String>,
    /// Variants, extensions and private use, in small letters, each after a hyphen.
    pub(super) rest: String,
}

/// The parts of a well-formed tag; `None` for anything else. Languages of four to eight letters,
/// of which the registry has none, are not taken: who writes `arabic` means a name.
pub(super) fn parse(text: &str) -> Option<TagParts> {
    let tag = text.trim().replace('_', "-").to_ascii_lowercase();
    let old = GRANDFATHERED.iter().find(|(old, _)| *old == tag);
    let tag = old.map_or(tag.as_str(), |(_, new)| new);
    let tag = &tag.to_ascii_lowercase();
    if tag.starts_with("x-") {
        let rest: Vec<&str> = tag.split('-').collect();
        return rest_is_good(&rest).then(|| TagParts {
            language: "und".to_owned(),
            rest: format!("-{tag}"),
            ..TagParts::default()
        });
    }
    let subtags: Vec<&str> = tag.split('-').collect();
    let (first, mut left) = subtags.split_first()?;
    let mut language = is_alpha(first, 2..=3).then_some(*first)?;
    for place in 0..3 {
        let Some(extended) = left.first().filter(|next| is_alpha(next, 3..=3)) else { break };
        // The first extended language is the language (section 4.1.2); the others are reserved.
        language = if place == 0 { extended } else { language };
        left = &left[1..];
    }
    let mut take = |good: fn(&str) -> bool| {
        let (next, others) = left.split_first().filter(|(next, _)| good(next))?;
        left = others;
        Some((*next).to_owned())
    };
    let script = take(|next| is_alpha(next, 4..=4)).map(|script| capital(&script));
    let region = take(|next| is_alpha(next, 2..=2) || is_number(next));
    rest_is_good(left).then(|| TagParts {
        language: language.to_owned(),
        script,
        region: region.map(|region| region.to_ascii_uppercase()),
        rest: left.iter().map(|subtag| format!("-{subtag}")).collect(),
    })
}

/// Whether the subtags after the region are variants, extensions and private use.
fn rest_is_good(mut left: &[&str]) -> bool {
    while left.first().is_some_and(|next| is_variant(next)) {
        left = &left[1..];
    }
    while let Some((&single, others)) = left.split_first() {
        let least = if single == "x" { 1 } else { 2 };
        let count = others.iter().take_while(|next| is_alnum(next, least..=8)).count();
        let private_ends = single != "x" || count == others.len();
        if !is_alnum(single, 1..=1) || count == 0 || !private_ends {
            return false;
        }
        left = &others[count..];
    }
    true
}

/// Five to eight letters or digits, or four that begin with a digit.
fn is_variant(subtag: &str) -> bool {
    is_alnum(subtag, 5..=8)
        || is_alnum(subtag, 4..=4) && subtag.starts_with(|c: char| c.is_ascii_digit())
}

fn is_number(subtag: &str) -> bool {
    subtag.len() == 3 && subtag.bytes().all(|b| b.is_ascii_digit())
}

fn is_alpha(subtag: &str, length: std::ops::RangeInclusive<usize>) -> bool {
    length.contains(&subtag.len()) && subtag.bytes().all(|b| b.is_ascii_alphabetic())
}

fn is_alnum(subtag: &str, length: std::ops::RangeInclusive<usize>) -> bool {
    length.contains(&subtag.len()) && subtag.bytes().all(|b| b.is_ascii_alphanumeric())
}

fn capital(subtag: &str) -> String {
    let (first, rest) = subtag.split_at(1);
    first.to_ascii_uppercase() + rest
}

impl std::fmt::Display for TagParts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.language == "und" && self.rest.starts_with("-x-") && self.script.is_none() {
            return f.write_str(self.rest.trim_start_matches('-'));
        }
        f.write_str(&self.language)?;
        for part in [&self.script, &self.region].into_iter().flatten() {
            write!(f, "-{part}")?;
        }
        f.write_str(&self.rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn well_formed_tags_are_read_and_brought_to_their_form() {
        for (typed, tag) in [
            ("AR-eg", "ar-EG"),
            ("ar_EG", "ar-EG"),
            ("uz-cyrl", "uz-Cyrl"),
            ("zh-hans-cn", "zh-Hans-CN"),
            ("ES-419", "es-419"),
            ("de-ch-1996", "de-CH-1996"),
            ("sl-rozaj-biske-1994", "sl-rozaj-biske-1994"),
            ("ca-valencia", "ca-valencia"),
            ("ar-u-nu-latn", "ar-u-nu-latn"),
            ("de-x-goethe", "de-x-goethe"),
            ("x-whatever", "x-whatever"),
            ("zh-yue-HK", "yue-HK"),
            ("ar-arz", "arz"),
            ("i-klingon", "tlh"),
            ("I-LUX", "lb"),
            ("en-GB-oed", "en-GB-oxendict"),
        ] {
            assert_eq!(parse(typed).map(|parts| parts.to_string()).as_deref(), Some(tag));
        }
    }

    #[test]
    fn what_breaks_the_grammar_is_no_tag() {
        for typed in [
            "",
            "a",
            "ar-",
            "-ar",
            "ar--EG",
            "arabic",
            "ar-E",
            "ar-EG-SA",
            "ar-u",
            "ar-x",
            "ar EG",
            "عربي",
            "en-a-b",
            "123",
            "ar-abcdefghi",
            "x",
            "x-",
        ] {
            assert_eq!(parse(typed), None, "{typed}");
        }
    }
}
