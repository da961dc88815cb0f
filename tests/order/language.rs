//! The languages whose readers judge: their words, digits and signs.

/// A system of decimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Digits {
    /// 0–9.
    Latin,
    /// ٠–٩.
    Arabic,
    /// ۰–۹.
    Persian,
}

impl Digits {
    /// A number that is written with 0–9 in these digits, with their separators.
    pub(super) fn write(self, text: &str) -> String {
        let zero = match self {
            Self::Latin => return text.to_owned(),
            Self::Arabic => 0x660,
            Self::Persian => 0x6f0,
        };
        let write = |c: char| match c {
            '0'..='9' => char::from_u32(zero + u32::from(c) - 0x30).unwrap(),
            '.' => '٫',
            ',' => '٬',
            '%' => '٪',
            c => c,
        };
        text.chars().map(write).collect()
    }

    /// The digits alone; separators stay.
    pub(super) fn write_digits(self, text: &str) -> String {
        let kept =
            |c: char| if c.is_ascii_digit() { self.write(&c.to_string()) } else { c.into() };
        text.chars().map(kept).collect()
    }
}

/// A language that is written from right to left.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Language {
    pub(super) tag: &'static str,
    /// Words without a letter in common with another text of a sample.
    pub(super) words: [&'static str; 2],
    /// What is written onto the word after it.
    pub(super) attached: &'static [&'static str],
    pub(super) digits: &'static [Digits],
    pub(super) comma: char,
    pub(super) question: char,
}

const ATTACHED: &[&str] = &["و", "ف", "ب", "ل", "ك", "ال", "بـ", "وب"];

pub(super) const LANGUAGES: [Language; 4] = [
    Language {
        tag: "ar",
        words: ["كان", "هنا"],
        attached: ATTACHED,
        digits: &[Digits::Latin, Digits::Arabic, Digits::Persian],
        comma: '،',
        question: '؟',
    },
    Language {
        tag: "fa",
        words: ["سال", "گذشت"],
        attached: ATTACHED,
        digits: &[Digits::Latin, Digits::Persian, Digits::Arabic],
        comma: '،',
        question: '؟',
    },
    Language {
        tag: "ur",
        words: ["سال", "میں"],
        attached: ATTACHED,
        digits: &[Digits::Latin, Digits::Persian, Digits::Arabic],
        comma: '،',
        question: '؟',
    },
    Language {
        tag: "he",
        words: ["היה", "כאן"],
        attached: &["ב-", "ה-", "ו-", "מ-"],
        digits: &[Digits::Latin, Digits::Arabic],
        comma: ',',
        question: '?',
    },
];

impl Language {
    pub(super) fn is_hebrew(&self) -> bool {
        self.tag == "he"
    }
}
