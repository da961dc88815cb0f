//! Languages: direction, script, digits, quotes and names, by BCP 47 tag.
//!
//! A script subtag (ISO 15924) chooses the writing where a language has several: `ur` is set in
//! Nastaliq, `ur-Arab` in Naskh, `fa-Aran` in Nastaliq, `ku-Arab` in Arabic letters.

mod date;
mod digits;
mod marker;
mod particle;

use std::fmt;
use std::sync::Arc;

use unicode_script::Script;

use crate::geom::Dir;
pub use digits::Digits;
pub use marker::Marker;

/// A BCP 47 language tag (RFC 5646), such as `ar`, `ar-EG` or `ckb`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Lang(Arc<str>);

/// A family of scripts that share faces, sizes and habits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Writing {
    /// Arabic script in Naskh.
    Arabic,
    /// Arabic script in Naskh, of languages to which the display face is foreign (fa, `ur-Arab`).
    Persian,
    /// Arabic script of languages whose letters only the display face has (ckb, ug, ps, sd, ks).
    ArabicExtended,
    /// Arabic script in Nastaliq.
    Nastaliq,
    /// Hebrew.
    Hebrew,
    /// Latin, Greek, Cyrillic.
    Latin,
    /// Han, kana, Hangul: scripts of square characters. No bundled face has them.
    EastAsian,
    /// Brahmic scripts (Devanagari, Thai and their kin) and Ethiopic: tall, with marks above and
    /// below. No bundled face has them.
    Brahmic,
}

/// What is known of a language by default.
struct Row {
    tag: &'static str,
    name: &'static str,
    writing: Writing,
    quotes: [&'static str; 4],
}

const GUILLEMETS: [&str; 4] = ["«", "»", "“", "”"];
const CURLY: [&str; 4] = ["“", "”", "‘", "’"];
const CORNERS: [&str; 4] = ["「", "」", "『", "』"];
const LOW: [&str; 4] = ["„", "“", "‚", "‘"];

const fn row(
    tag: &'static str,
    name: &'static str,
    writing: Writing,
    quotes: [&'static str; 4],
) -> Row {
    Row { tag, name, writing, quotes }
}

/// Names are autonyms as in CLDR 48. Quotes are those of printed books where CLDR has those of
/// keyboards (ar, es, fr).
const TABLE: &[Row] = &[
    row("am", "አማርኛ", Writing::Brahmic, ["«", "»", "‹", "›"]),
    row("ar", "العربية", Writing::Arabic, GUILLEMETS),
    row("bg", "български", Writing::Latin, LOW),
    row("bn", "বাংলা", Writing::Brahmic, CURLY),
    row("ckb", "کوردیی ناوەندی", Writing::ArabicExtended, GUILLEMETS),
    row("cs", "čeština", Writing::Latin, LOW),
    row("de", "Deutsch", Writing::Latin, LOW),
    row("el", "Ελληνικά", Writing::Latin, GUILLEMETS),
    row("en", "English", Writing::Latin, CURLY),
    row("es", "español", Writing::Latin, GUILLEMETS),
    row("fa", "فارسی", Writing::Persian, ["«", "»", "‹", "›"]),
    row("fr", "français", Writing::Latin, GUILLEMETS),
    row("he", "עברית", Writing::Hebrew, ["”", "”", "’", "’"]),
    row("hi", "हिन्दी", Writing::Brahmic, CURLY),
    row("id", "Indonesia", Writing::Latin, CURLY),
    row("it", "italiano", Writing::Latin, GUILLEMETS),
    row("ja", "日本語", Writing::EastAsian, CORNERS),
    row("km", "ខ្មែរ", Writing::Brahmic, CURLY),
    row("ko", "한국어", Writing::EastAsian, CURLY),
    row("ks", "کٲشُر", Writing::ArabicExtended, CURLY),
    row("ku", "kurdî", Writing::Latin, GUILLEMETS),
    row("lo", "ລາວ", Writing::Brahmic, CURLY),
    row("my", "မြန်မာ", Writing::Brahmic, CURLY),
    row("nl", "Nederlands", Writing::Latin, ["‘", "’", "“", "”"]),
    row("pl", "polski", Writing::Latin, ["„", "”", "«", "»"]),
    row("ps", "پښتو", Writing::ArabicExtended, CURLY),
    row("pt", "português", Writing::Latin, CURLY),
    row("ro", "română", Writing::Latin, ["„", "”", "«", "»"]),
    row("ru", "русский", Writing::Latin, ["«", "»", "„", "“"]),
    row("sd", "سنڌي", Writing::ArabicExtended, CURLY),
    row("so", "Soomaali", Writing::Latin, CURLY),
    row("sv", "svenska", Writing::Latin, ["”", "”", "’", "’"]),
    row("sw", "Kiswahili", Writing::Latin, CURLY),
    row("ta", "தமிழ்", Writing::Brahmic, CURLY),
    row("th", "ไทย", Writing::Brahmic, CURLY),
    row("tr", "Türkçe", Writing::Latin, CURLY),
    row("ug", "ئۇيغۇرچە", Writing::ArabicExtended, GUILLEMETS),
    row("uk", "українська", Writing::Latin, ["«", "»", "„", "“"]),
    row("ur", "اردو", Writing::Nastaliq, CURLY),
    row("vi", "Tiếng Việt", Writing::Latin, CURLY),
    row("zh", "中文", Writing::EastAsian, CURLY),
];

/// The row of English, for tags that have none.
const FALLBACK: usize = 8;

impl Writing {
    /// Reading direction.
    pub fn dir(self) -> Dir {
        if self.is_arabic() || self == Self::Hebrew { Dir::Rtl } else { Dir::Ltr }
    }

    /// Whether emphasis in it is slant; elsewhere it is weight.
    pub fn slants(self) -> bool {
        self == Self::Latin
    }

    /// Whether its letters are of Arabic script.
    pub fn is_arabic(self) -> bool {
        matches!(self, Self::Arabic | Self::Persian | Self::ArabicExtended | Self::Nastaliq)
    }
}

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

    /// The script subtag (`Latn`), where the tag has one.
    pub fn script_subtag(&self) -> Option<&str> {
        let alphabetic = |p: &&str| p.len() == 4 && p.bytes().all(|b| b.is_ascii_alphabetic());
        self.0.split('-').skip(1).find(alphabetic)
    }

    /// The language's name in itself.
    pub fn name(&self) -> &'static str {
        self.row().name
    }

    /// Family of scripts that it is set in.
    pub fn writing(&self) -> Writing {
        let usual = self.row().writing;
        match (self.script_subtag(), usual) {
            (Some("Aran"), _) => Writing::Nastaliq,
            (Some("Arab"), Writing::Nastaliq) => Writing::Persian,
            (Some("Arab"), Writing::Latin) => Writing::ArabicExtended,
            (Some("Latn" | "Cyrl" | "Grek"), _) => Writing::Latin,
            (Some("Deva"), _) => Writing::Brahmic,
            _ => usual,
        }
    }

    /// The script that its letters are of; of several (Japanese) the one that tells it.
    pub fn script(&self) -> Script {
        match (self.writing(), self.script_subtag(), self.primary()) {
            (Writing::Hebrew, ..) => Script::Hebrew,
            (Writing::Latin, Some("Cyrl"), _) => Script::Cyrillic,
            (Writing::Latin, None, "bg" | "ru" | "uk") => Script::Cyrillic,
            (Writing::Latin, None, "el") => Script::Greek,
            (Writing::Latin, ..) => Script::Latin,
            (Writing::EastAsian, _, "ja") => Script::Hiragana,
            (Writing::EastAsian, _, "ko") => Script::Hangul,
            (Writing::EastAsian, ..) => Script::Han,
            (Writing::Brahmic, _, "am") => Script::Ethiopic,
            (Writing::Brahmic, _, "bn") => Script::Bengali,
            (Writing::Brahmic, _, "km") => Script::Khmer,
            (Writing::Brahmic, _, "lo") => Script::Lao,
            (Writing::Brahmic, _, "my") => Script::Myanmar,
            (Writing::Brahmic, _, "ta") => Script::Tamil,
            (Writing::Brahmic, _, "th") => Script::Thai,
            (Writing::Brahmic, ..) => Script::Devanagari,
            _ => Script::Arabic,
        }
    }

    /// Reading direction.
    pub fn dir(&self) -> Dir {
        self.writing().dir()
    }

    /// Digits of folios, lists and notes: CLDR's default by language and region.
    pub fn digits(&self) -> Digits {
        Digits::of(self)
    }

    /// A date `YYYY-MM-DD` in words, as the language writes it; as it stands where the program
    /// does not know how, or where it is no such date.
    pub fn date(&self, iso: &str, digits: Digits) -> String {
        let mut parts = iso.split('-').map(|part| part.parse().ok());
        let long = match (parts.next(), parts.next(), parts.next(), parts.next()) {
            (Some(Some(year)), Some(Some(month)), Some(Some(day)), None) => {
                date::long(self, (year, month, day), digits)
            }
            _ => None,
        };
        long.unwrap_or_else(|| digits.convert(iso))
    }

    /// Outer opening, outer closing, inner opening and inner closing quotation mark.
    pub fn quotes(&self) -> [&'static str; 4] {
        let traditional = matches!(self.region(), Some("TW" | "HK" | "MO"));
        if self.script_subtag() == Some("Hant") || self.primary() == "zh" && traditional {
            return CORNERS;
        }
        self.row().quotes
    }

    fn row(&self) -> &'static Row {
        TABLE.iter().find(|r| r.tag == self.primary()).unwrap_or(&TABLE[FALLBACK])
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
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
    fn a_script_subtag_chooses_the_writing() {
        let lang = |t: &str| Lang::parse(t).unwrap();
        for (tag, writing, script) in [
            ("ur", Writing::Nastaliq, Script::Arabic),
            ("ur-aran", Writing::Nastaliq, Script::Arabic),
            ("ur-arab", Writing::Persian, Script::Arabic),
            ("fa", Writing::Persian, Script::Arabic),
            ("fa-Aran", Writing::Nastaliq, Script::Arabic),
            ("ku", Writing::Latin, Script::Latin),
            ("ku-Arab", Writing::ArabicExtended, Script::Arabic),
            ("ks-Deva", Writing::Brahmic, Script::Devanagari),
            ("ug-Latn", Writing::Latin, Script::Latin),
            ("ru", Writing::Latin, Script::Cyrillic),
            ("zh-Hant", Writing::EastAsian, Script::Han),
            ("ja", Writing::EastAsian, Script::Hiragana),
            ("th", Writing::Brahmic, Script::Thai),
        ] {
            assert_eq!((lang(tag).writing(), lang(tag).script()), (writing, script), "{tag}");
        }
        assert!(lang("ku-Arab").dir().is_rtl() && !lang("ug-Latn").dir().is_rtl());
        assert_eq!(lang("zh-Hant-TW").quotes()[0], "「");
    }

    #[test]
    fn the_fallback_row_is_english() {
        assert_eq!(TABLE[FALLBACK].tag, "en");
        assert!(TABLE.windows(2).all(|pair| pair[0].tag < pair[1].tag));
    }
}
