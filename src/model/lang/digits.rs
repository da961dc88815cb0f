//! Sets of decimal digits, and which one a language and region writes by default.
//!
//! The sets are the decimal ones of CLDR 48 that some language takes as its own; which language
//! takes which is asked of [`cldr`](super::cldr).

use super::cldr::Likely;

/// A set of decimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Digits {
    /// 0–9
    Latn,
    /// ٠–٩
    Arab,
    /// ۰–۹
    Arabext,
    /// Adlam.
    Adlm,
    /// ০–৯
    Beng,
    /// Chakma.
    Cakm,
    /// ०–९
    Deva,
    /// Gujarati.
    Gujr,
    /// Gurmukhi.
    Guru,
    /// Khmer.
    Khmr,
    /// Kannada.
    Knda,
    /// Lao.
    Laoo,
    /// Malayalam.
    Mlym,
    /// ၀–၉
    Mymr,
    /// N’Ko.
    Nkoo,
    /// Ol Chiki.
    Olck,
    /// Odia.
    Orya,
    /// Tamil.
    Tamldec,
    /// Telugu.
    Telu,
    /// Thai.
    Thai,
    /// Tibetan.
    Tibt,
}

impl Digits {
    /// All sets, with their names in CLDR and their zeros; the other digits follow the zero.
    pub const ALL: [(&'static str, Self, char); 21] = [
        ("latn", Self::Latn, '0'),
        ("arab", Self::Arab, '٠'),
        ("arabext", Self::Arabext, '۰'),
        ("adlm", Self::Adlm, '\u{1e950}'),
        ("beng", Self::Beng, '০'),
        ("cakm", Self::Cakm, '\u{11136}'),
        ("deva", Self::Deva, '०'),
        ("gujr", Self::Gujr, '૦'),
        ("guru", Self::Guru, '੦'),
        ("khmr", Self::Khmr, '០'),
        ("knda", Self::Knda, '೦'),
        ("laoo", Self::Laoo, '໐'),
        ("mlym", Self::Mlym, '൦'),
        ("mymr", Self::Mymr, '၀'),
        ("nkoo", Self::Nkoo, '\u{7c0}'),
        ("olck", Self::Olck, '᱐'),
        ("orya", Self::Orya, '୦'),
        ("tamldec", Self::Tamldec, '௦'),
        ("telu", Self::Telu, '౦'),
        ("thai", Self::Thai, '๐'),
        ("tibt", Self::Tibt, '༠'),
    ];

    /// The names of all sets.
    pub const NAMES: [&'static str; 21] = {
        let mut names = [""; 21];
        let mut at = 0;
        while at < names.len() {
            names[at] = Self::ALL[at].0;
            at += 1;
        }
        names
    };

    /// The set of a name (`arabext`).
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(known, ..)| *known == name).map(|(_, digits, _)| *digits)
    }

    /// The digits of a language: those that its tag asks for (`-u-nu-latn`), or CLDR's.
    pub(super) fn of(rest: &str, likely: &Likely) -> Self {
        let asked = rest.split_once("-u-").and_then(|(_, keys)| keys.split_once("nu-"));
        let asked = asked.and_then(|(_, value)| Self::named(value.split('-').next()?));
        asked.or_else(|| Self::named(&likely.digits()?)).unwrap_or(Self::Latn)
    }

    /// Its name in CLDR.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, digits, _)| *digits == self).map_or("latn", |row| row.0)
    }

    /// The digit zero; the others follow it.
    pub fn zero(self) -> char {
        Self::ALL.iter().find(|(_, digits, _)| *digits == self).map_or('0', |row| row.2)
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

    /// The number of an item of a section, with the decimal sign of these digits between the two.
    pub fn clause(self, section: usize, item: usize) -> String {
        let sign = match self {
            Self::Arab | Self::Arabext => '\u{66b}',
            _ => '.',
        };
        format!("{}{sign}{}", self.format(section), self.format(item))
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
        if !c.is_numeric() {
            return None;
        }
        Self::ALL.iter().find_map(|&(_, set, zero)| {
            let value = u32::from(c).checked_sub(u32::from(zero))?;
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
    use super::super::Lang;
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
        for tag in [
            "ur",
            "ur-PK",
            "ug",
            "he",
            "en",
            "ru",
            "hi",
            "th",
            "zh",
            "sd-Deva",
            "la",
            "ar-u-nu-latn",
        ] {
            assert_eq!(say(tag), "2026", "{tag}");
        }
        assert_eq!((say("bn"), say("my")), ("২০২৬".to_owned(), "၂၀၂၆".to_owned()));
    }

    #[test]
    fn digits_of_all_sets_are_read_back() {
        for (_, set, _) in Digits::ALL {
            for value in 0..10 {
                assert_eq!(Digits::read(set.digit(value)), Some((set, value)));
            }
        }
        assert_eq!(Digits::read('a'), None);
        assert_eq!(Digits::Arab.convert("10:30"), "١٠:٣٠");
    }
}
