//! Languages: direction, script, digits, quotes and names, by BCP 47 tag.

use std::fmt;
use std::sync::Arc;

use crate::geom::Dir;

/// A BCP 47 language tag (RFC 5646), such as `ar`, `ar-EG` or `ckb`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Lang(Arc<str>);

/// A family of scripts that share faces, sizes and habits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Writing {
    /// Arabic script in Naskh.
    Arabic,
    /// Arabic script of languages whose letters only the display face has (ckb, ug, ps, sd, ks).
    ArabicExtended,
    /// Arabic script in Nastaliq.
    Nastaliq,
    /// Hebrew.
    Hebrew,
    /// Latin, Greek, Cyrillic.
    Latin,
}

/// A set of decimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Digits {
    /// 0–9
    Latn,
    /// ٠–٩
    Arab,
    /// ۰–۹
    Arabext,
}

/// What is known of a language by default.
struct Row {
    tag: &'static str,
    name: &'static str,
    writing: Writing,
    digits: Digits,
    quotes: [&'static str; 4],
}

const GUILLEMETS: [&str; 4] = ["«", "»", "“", "”"];
const CURLY: [&str; 4] = ["“", "”", "‘", "’"];
const LOW: [&str; 4] = ["„", "“", "‚", "‘"];

const fn row(
    tag: &'static str,
    name: &'static str,
    writing: Writing,
    digits: Digits,
    quotes: [&'static str; 4],
) -> Row {
    Row { tag, name, writing, digits, quotes }
}

/// Names are autonyms as in CLDR; digits and quotes are CLDR's defaults.
const TABLE: &[Row] = &[
    row("ar", "العربية", Writing::Arabic, Digits::Arab, GUILLEMETS),
    row("bg", "български", Writing::Latin, Digits::Latn, LOW),
    row("ckb", "کوردیی ناوەندی", Writing::ArabicExtended, Digits::Arab, GUILLEMETS),
    row("cs", "čeština", Writing::Latin, Digits::Latn, LOW),
    row("de", "Deutsch", Writing::Latin, Digits::Latn, LOW),
    row("el", "Ελληνικά", Writing::Latin, Digits::Latn, GUILLEMETS),
    row("en", "English", Writing::Latin, Digits::Latn, CURLY),
    row("es", "español", Writing::Latin, Digits::Latn, GUILLEMETS),
    row("fa", "فارسی", Writing::Arabic, Digits::Arabext, GUILLEMETS),
    row("fr", "français", Writing::Latin, Digits::Latn, GUILLEMETS),
    row("he", "עברית", Writing::Hebrew, Digits::Latn, ["”", "”", "’", "’"]),
    row("id", "Indonesia", Writing::Latin, Digits::Latn, CURLY),
    row("it", "italiano", Writing::Latin, Digits::Latn, GUILLEMETS),
    row("ks", "کٲشُر", Writing::ArabicExtended, Digits::Arabext, CURLY),
    row("ku", "kurdî", Writing::Latin, Digits::Latn, GUILLEMETS),
    row("nl", "Nederlands", Writing::Latin, Digits::Latn, ["‘", "’", "“", "”"]),
    row("pl", "polski", Writing::Latin, Digits::Latn, ["„", "”", "«", "»"]),
    row("ps", "پښتو", Writing::ArabicExtended, Digits::Arabext, CURLY),
    row("pt", "português", Writing::Latin, Digits::Latn, CURLY),
    row("ro", "română", Writing::Latin, Digits::Latn, ["„", "”", "«", "»"]),
    row("ru", "русский", Writing::Latin, Digits::Latn, ["«", "»", "„", "“"]),
    row("sd", "سنڌي", Writing::ArabicExtended, Digits::Arab, CURLY),
    row("so", "Soomaali", Writing::Latin, Digits::Latn, CURLY),
    row("sv", "svenska", Writing::Latin, Digits::Latn, ["”", "”", "’", "’"]),
    row("sw", "Kiswahili", Writing::Latin, Digits::Latn, CURLY),
    row("tr", "Türkçe", Writing::Latin, Digits::Latn, CURLY),
    row("ug", "ئۇيغۇرچە", Writing::ArabicExtended, Digits::Latn, GUILLEMETS),
    row("uk", "українська", Writing::Latin, Digits::Latn, ["«", "»", "„", "“"]),
    row("ur", "اردو", Writing::Nastaliq, Digits::Latn, CURLY),
    row("vi", "Tiếng Việt", Writing::Latin, Digits::Latn, CURLY),
];

impl Lang {
    /// A language by its tag, if the program knows its primary subtag and the rest is
    /// well-formed; case is normalised as RFC 5646 section 2.1.1 advises.
    pub fn parse(tag: &str) -> Option<Self> {
        let mut parts = tag.split('-');
        let primary = parts.next()?.to_ascii_lowercase();
        TABLE.iter().find(|r| r.tag == primary)?;
        let mut out = primary;
        for part in parts {
            if part.is_empty()
                || part.len() > 8
                || !part.bytes().all(|b| b.is_ascii_alphanumeric())
            {
                return None;
            }
            out.push('-');
            match part.len() {
                2 => out.push_str(&part.to_ascii_uppercase()),
                4 if part.bytes().all(|b| b.is_ascii_alphabetic()) => {
                    out.push_str(&part[..1].to_ascii_uppercase());
                    out.push_str(&part[1..].to_ascii_lowercase());
                }
                _ => out.push_str(&part.to_ascii_lowercase()),
            }
        }
        Some(Self(out.into()))
    }

    /// The tags of all languages that the program knows, in order.
    pub fn known() -> impl Iterator<Item = &'static str> {
        TABLE.iter().map(|r| r.tag)
    }

    /// The whole tag.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The primary subtag (`ar` of `ar-EG`).
    pub fn primary(&self) -> &str {
        self.0.split('-').next().unwrap_or_default()
    }

    /// The two-letter region, where the tag has one.
    pub fn region(&self) -> Option<&str> {
        self.0.split('-').skip(1).find(|p| p.len() == 2)
    }

    /// The language's name in itself.
    pub fn name(&self) -> &'static str {
        self.row().name
    }

    /// Family of scripts that it is set in.
    pub fn writing(&self) -> Writing {
        self.row().writing
    }

    /// Reading direction.
    pub fn dir(&self) -> Dir {
        if self.writing() == Writing::Latin { Dir::Ltr } else { Dir::Rtl }
    }

    /// Digits of folios, lists and notes: CLDR's default by language and region.
    pub fn digits(&self) -> Digits {
        const MAGHREB: [&str; 5] = ["MA", "DZ", "TN", "LY", "EH"];
        match self.region() {
            Some(region) if self.primary() == "ar" && MAGHREB.contains(&region) => Digits::Latn,
            _ => self.row().digits,
        }
    }

    /// Outer opening, outer closing, inner opening and inner closing quotation mark.
    pub fn quotes(&self) -> [&'static str; 4] {
        self.row().quotes
    }

    fn row(&self) -> &'static Row {
        TABLE.iter().find(|r| r.tag == self.primary()).unwrap_or(&TABLE[6])
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Digits {
    /// A number in these digits.
    pub fn format(self, number: usize) -> String {
        let zero = match self {
            Self::Latn => '0',
            Self::Arab => '٠',
            Self::Arabext => '۰',
        };
        let digit = |c: char| c.to_digit(10).and_then(|d| char::from_u32(zero as u32 + d));
        number.to_string().chars().filter_map(digit).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_normalised_and_unknown_ones_refused() {
        let tag = |t: &str| Lang::parse(t).map(|l| l.to_string());
        assert_eq!(tag("AR-eg"), Some("ar-EG".into()));
        assert_eq!(tag("uz-latn"), None);
        assert_eq!(tag("ar-"), None);
    }

    #[test]
    fn digits_follow_language_and_region() {
        let say = |t: &str| Lang::parse(t).map(|l| l.digits().format(2026)).unwrap_or_default();
        assert_eq!(say("ar-EG"), "٢٠٢٦");
        assert_eq!(say("ar-MA"), "2026");
        assert_eq!(say("fa"), "۲۰۲۶");
    }

    #[test]
    fn the_fallback_row_is_english() {
        assert_eq!(TABLE[6].tag, "en");
    }
}
