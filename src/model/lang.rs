//! Languages: direction, script, digits, quotes and names, by BCP 47 tag.
//!
//! Any well-formed tag is a language. Its script and, by it, its direction are the likely ones of
//! CLDR where the tag does not say them, so are its digits. What the program knows of some
//! languages only (quotation marks, dates, words) a language takes from the nearest one that has it:
//! from its parents in CLDR, then from the language that is most written in its script in its
//! region, then from that of the script anywhere, at last from English.
//!
//! A script subtag (ISO 15924) chooses the writing where a language has several: `ur` is set in
//! Nastaliq, `ur-Arab` in Naskh, `fa-Aran` in Nastaliq, `ku-Arab` in Arabic letters.

mod cldr;
mod date;
mod digits;
mod joined;
mod marker;
mod named;
mod particle;
mod quotes;
mod solar;
mod tag;
mod writing;

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, OnceLock};

use unicode_script::Script;

use crate::geom::Dir;
use cldr::Likely;
use tag::TagParts;

pub use digits::Digits;
pub use marker::Marker;
pub use writing::Writing;

/// A BCP 47 language tag (RFC 5646), such as `ar`, `ar-EG` or `ckb`, with what follows from it.
#[derive(Clone)]
pub struct Lang(Arc<Facts>);

/// A language's tag and what follows from it.
struct Facts {
    tag: String,
    parts: TagParts,
    /// `None` where nobody knows the script.
    likely: Option<Likely>,
    writing: Writing,
    script: Script,
    /// Found when they are first asked for: most tags are those of single words.
    digits: OnceLock<Digits>,
    /// The nearest languages, itself first; likewise.
    kin: OnceLock<Vec<String>>,
}

impl Facts {
    fn new(parts: TagParts) -> Self {
        let likely = Likely::of(&parts);
        let code = likely.as_ref().map_or_else(|| "Latn".to_owned(), Likely::script);
        let rtl = likely.as_ref().is_some_and(Likely::is_rtl);
        let writing = Writing::of(&parts.language, parts.script.as_deref(), &code, rtl);
        Self {
            tag: parts.to_string(),
            writing,
            script: writing::script(&code),
            digits: OnceLock::new(),
            kin: OnceLock::new(),
            likely,
            parts,
        }
    }
}

impl Lang {
    /// A language by its tag, in any case and with `_` for `-`, or by its name in English or in
    /// itself. The tag becomes the one that is preferred: `iw` is `he`, `arabic` is `ar`. `None`
    /// where it is neither well-formed nor the name of a language.
    pub fn parse(text: &str) -> Option<Self> {
        let parts = tag::parse(text).or_else(|| tag::parse(&named::tag(text)?))?;
        Some(Self(Arc::new(Facts::new(cldr::canonical(parts)))))
    }

    /// The whole tag.
    pub fn as_str(&self) -> &str {
        &self.0.tag
    }

    /// The primary subtag (`ar` of `ar-EG`).
    pub fn primary(&self) -> &str {
        &self.0.parts.language
    }

    /// The region, where the tag has one: two letters or three digits.
    pub fn region(&self) -> Option<&str> {
        self.0.parts.region.as_deref()
    }

    /// The script subtag (`Latn`), where the tag has one.
    pub fn script_subtag(&self) -> Option<&str> {
        self.0.parts.script.as_deref()
    }

    /// Whether the script is known: said by the tag, or likely. Otherwise it is taken for Latin.
    pub fn has_known_script(&self) -> bool {
        self.0.likely.is_some()
    }

    /// The tags of the nearest languages in the same script, itself first; English is not among
    /// them unless it is near.
    pub fn kin(&self) -> impl Iterator<Item = &str> {
        let find = || self.0.likely.as_ref().map(Likely::kin).unwrap_or_default();
        self.0.kin.get_or_init(find).iter().map(String::as_str)
    }

    /// The language's name in itself; in English or as its tag where it is not known.
    pub fn name(&self) -> String {
        let own = self.0.likely.as_ref().and_then(Likely::own_name);
        own.unwrap_or_else(|| self.english_name())
    }

    /// The language's name in English, or its tag.
    pub fn english_name(&self) -> String {
        cldr::english_name(self.primary()).unwrap_or_else(|| self.to_string())
    }

    /// Family of scripts that it is set in.
    pub fn writing(&self) -> Writing {
        self.0.writing
    }

    /// The script that its letters are of; of several (Japanese) the one that tells it.
    pub fn script(&self) -> Script {
        self.0.script
    }

    /// Reading direction.
    pub fn dir(&self) -> Dir {
        self.writing().dir()
    }

    /// Digits of folios, lists and notes: CLDR's default by language and region.
    pub fn digits(&self) -> Digits {
        let find = || match &self.0.likely {
            Some(likely) => Digits::of(&self.0.parts.rest, likely),
            None => Digits::Latn,
        };
        *self.0.digits.get_or_init(find)
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

    /// A colon behind a word, with the white that stands before it in French.
    pub fn colon(&self) -> &'static str {
        if matches!(self.primary(), "fr" | "br") { "\u{a0}:" } else { ":" }
    }

    /// Outer opening, outer closing, inner opening and inner closing quotation mark.
    pub fn quotes(&self) -> [&'static str; 4] {
        quotes::quotes(self.kin())
    }
}

impl fmt::Debug for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Lang").field(&self.as_str()).finish()
    }
}

impl PartialEq for Lang {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for Lang {}

impl Hash for Lang {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_str().hash(state);
    }
}

impl PartialOrd for Lang {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Lang {
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_normalised_and_broken_ones_refused() {
        let tag = |t: &str| Lang::parse(t).map(|l| l.to_string());
        assert_eq!(tag("AR-eg"), Some("ar-EG".into()));
        assert_eq!(tag("uz-latn"), Some("uz-Latn".into()));
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
    fn every_language_of_cldr_has_a_script_and_a_direction() {
        use icu_locale::{Direction, LanguageIdentifier, LocaleDirectionality};
        let directions = LocaleDirectionality::new_extended();
        let languages = cldr::languages();
        assert!(languages.len() > 7000, "{}", languages.len());
        for tag in languages {
            let lang = Lang::parse(&tag).unwrap();
            let likely = lang.0.likely.as_ref().unwrap();
            assert_ne!(lang.script(), Script::Unknown, "{tag} in {}", likely.script());
            let id: LanguageIdentifier = tag.parse().unwrap();
            let rtl = directions.get(&id) == Some(Direction::RightToLeft);
            assert_eq!(lang.dir().is_rtl(), rtl, "{tag}");
        }
    }

    #[test]
    fn a_script_subtag_tells_the_direction_of_any_language() {
        for (script, rtl) in [
            ("Arab", true),
            ("Aran", true),
            ("Hebr", true),
            ("Thaa", true),
            ("Syrc", true),
            ("Nkoo", true),
            ("Adlm", true),
            ("Rohg", true),
            ("Latn", false),
            ("Cyrl", false),
            ("Armn", false),
            ("Hans", false),
            ("Mong", false),
            ("Tibt", false),
        ] {
            for language in ["az", "la", "sr", "ff", "xyz", "tlh", "und"] {
                let lang = Lang::parse(&format!("{language}-{script}")).unwrap();
                assert_eq!(lang.dir().is_rtl(), rtl, "{lang}");
            }
        }
    }

    #[test]
    fn names_are_those_of_cldr() {
        for (tag, name) in [
            ("ar-EG", "العربية"),
            ("ckb", "کوردیی ناوەندی"),
            ("fr", "français"),
            ("sr", "српски"),
            ("sr-Latn", "srpski"),
            ("nn", "norsk nynorsk"),
            ("dv", "Divehi"),
            ("arz", "Egyptian Arabic"),
            ("xyz", "xyz"),
        ] {
            assert_eq!(Lang::parse(tag).unwrap().name(), name, "{tag}");
        }
    }

    #[test]
    fn tags_that_are_out_of_use_become_the_ones_that_are_preferred() {
        for (typed, tag) in [
            ("iw", "he"),
            ("in", "id"),
            ("ji", "yi"),
            ("prs", "fa-AF"),
            ("sh", "sr-Latn"),
            ("arb", "ar"),
            ("cmn-Hant", "zh-Hant"),
            ("arabic", "ar"),
            ("no", "no"),
            ("nb", "nb"),
        ] {
            assert_eq!(Lang::parse(typed).unwrap().as_str(), tag, "{typed}");
        }
    }

    #[test]
    fn quotation_marks_are_those_of_the_nearest_language() {
        for (tag, open) in [
            ("ar-EG", "«"),
            ("arz", "«"),
            ("nb", "«"),
            ("fi", "”"),
            ("hu", "„"),
            ("uz-Cyrl", "“"),
            ("tg", "«"),
            ("ha", "“"),
            ("zh-Hant", "「"),
            ("zh-TW", "「"),
            ("zh", "“"),
            ("oc", "«"),
            ("xyz", "“"),
        ] {
            assert_eq!(Lang::parse(tag).unwrap().quotes()[0], open, "{tag}");
        }
    }
}
