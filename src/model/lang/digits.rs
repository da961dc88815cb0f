//! Sets of decimal digits, and which one a language and region writes by default.
//!
//! The defaults are those of CLDR 48 (`defaultNumberingSystem`). A bare `ar` counts as `ar-EG`,
//! as CLDR's likely subtags have it; `ar-001` and regions that CLDR does not list take `latn`.

use super::{Lang, Writing};

/// A set of decimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Digits {
    /// 0–9
    Latn,
    /// ٠–٩
    Arab,
    /// ۰–۹
    Arabext,
    /// ০–৯
    Beng,
    /// ၀–၉
    Mymr,
}

/// Regions whose Arabic is written with ٠–٩ (CLDR 48, `ar-XX`); AE, DZ, EH, LY, MA and TN, and
/// regions that CLDR does not list, write 0–9.
const ARAB_REGIONS: [&str; 21] = [
    "BH", "DJ", "EG", "ER", "IL", "IQ", "JO", "KM", "KW", "LB", "MR", "OM", "PS", "QA", "SA",
    "SD", "SO", "SS", "SY", "TD", "YE",
];

impl Digits {
    /// The digits of a language and region.
    pub(super) fn of(lang: &Lang) -> Self {
        let latin = lang.writing() == Writing::Latin || lang.script_subtag() == Some("Deva");
        match (lang.primary(), lang.region()) {
            _ if latin => Self::Latn,
            ("ar", None) if lang.as_str().contains("-001") => Self::Latn,
            ("ar", None) => Self::Arab,
            ("ar", Some(region)) if ARAB_REGIONS.contains(&region) => Self::Arab,
            ("ckb" | "sd", _) => Self::Arab,
            ("fa" | "ks" | "ps", _) | ("ur", Some("IN")) => Self::Arabext,
            ("bn", _) => Self::Beng,
            ("my", _) => Self::Mymr,
            _ => Self::Latn,
        }
    }

    /// The digit zero; the others follow it.
    pub fn zero(self) -> char {
        match self {
            Self::Latn => '0',
            Self::Arab => '٠',
            Self::Arabext => '۰',
            Self::Beng => '০',
            Self::Mymr => '၀',
        }
    }

    /// One digit, from 0 to 9; other numbers give the replacement character.
    pub fn digit(self, value: u32) -> char {
        let code = u32::from(self.zero()) + value;
        char::from_u32(code).filter(|_| value < 10).unwrap_or(char::REPLACEMENT_CHARACTER)
    }

    /// A number in these digits.
    pub fn format(self, number: usize) -> String {
        self.convert(&number.to_string())
    }

    /// A text whose digits 0–9 are replaced by these; the rest stays as it is.
    pub fn convert(self, text: &str) -> String {
        text.chars().map(|c| c.to_digit(10).map_or(c, |value| self.digit(value))).collect()
    }

    /// The value of a decimal digit of any of these sets, with its set.
    pub fn read(c: char) -> Option<(Self, u32)> {
        if c.is_ascii_digit() {
            return c.to_digit(10).map(|value| (Self::Latn, value));
        }
        if c.is_ascii() {
            return None;
        }
        let sets = [Self::Arab, Self::Arabext, Self::Beng, Self::Mymr];
        sets.into_iter().find_map(|set| {
            let value = u32::from(c).checked_sub(u32::from(set.zero()))?;
            (value < 10).then_some((set, value))
        })
    }

    /// Whether these digits have separators of their own: `٫` and `٬`, and the signs `٪` and `؉`.
    pub fn is_arabic(self) -> bool {
        matches!(self, Self::Arab | Self::Arabext)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn say(tag: &str) -> String {
        Lang::parse(tag).map(|l| l.digits().format(2026)).unwrap_or_default()
    }

    #[test]
    fn digits_follow_language_and_region() {
        for tag in ["ar", "ar-EG", "ar-SA", "ar-IQ", "ar-MR", "ar-SD", "ckb", "ckb-IR", "sd"] {
            assert_eq!(say(tag), "٢٠٢٦", "{tag}");
        }
        for tag in ["fa", "fa-AF", "ps", "ps-PK", "ks", "ur-IN"] {
            assert_eq!(say(tag), "۲۰۲۶", "{tag}");
        }
        for tag in ["ar-AE", "ar-DZ", "ar-EH", "ar-LY", "ar-MA", "ar-TN", "ar-001", "ar-DE"] {
            assert_eq!(say(tag), "2026", "{tag}");
        }
        for tag in ["ur", "ur-PK", "ug", "he", "en", "ru", "hi", "th", "zh", "sd-Deva"] {
            assert_eq!(say(tag), "2026", "{tag}");
        }
        assert_eq!((say("bn"), say("my")), ("২০২৬".to_owned(), "၂၀၂၆".to_owned()));
    }

    #[test]
    fn digits_of_all_sets_are_read_back() {
        for set in [Digits::Latn, Digits::Arab, Digits::Arabext, Digits::Beng, Digits::Mymr] {
            for value in 0..10 {
                assert_eq!(Digits::read(set.digit(value)), Some((set, value)));
            }
        }
        assert_eq!(Digits::read('a'), None);
        assert_eq!(Digits::Arab.convert("10:30"), "١٠:٣٠");
    }
}
