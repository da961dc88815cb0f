//! Markers of lists: how the number of an item is written.
//!
//! The styles are those of CSS Counter Styles 3 (sections 6 and 7) and of W3C's Ready-made Counter
//! Styles. A number outside a style's range is written in the edition's own digits, as CSS falls
//! back to `decimal`. The `ه` carries a ZWJ (U+200D), so that it does not look like the digit `٥`. The first
//! letter of the Arabs' own orders bears its hamza, as it is written and printed; CSS leaves it bare.

use unicode_script::Script;

use super::{Digits, Lang};

/// How the items of a list are marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Marker {
    /// A bullet: the theme's.
    Disc,
    /// 1, 2, 3 whatever the edition's digits are.
    Decimal,
    /// ١، ٢، ٣
    ArabicIndic,
    /// ۱، ۲، ۳
    Persian,
    /// أبجد as the Mashriq orders it, 1–28.
    Abjad,
    /// أبجد as the Maghreb orders it, 1–28.
    MaghrebiAbjad,
    /// أ، ب، ت: the order of the alphabet, 1–28.
    Hijai,
    /// ابجد in Persian letters, 1–28.
    PersianAbjad,
    /// ا، ب، پ: the order of the Persian alphabet, 1–32.
    PersianAlphabetic,
    /// א, ב, ג: Hebrew numerals, 1–10999.
    Hebrew,
    /// a, b, c … z, aa.
    LowerLatin,
    /// A, B, C.
    UpperLatin,
    /// i, ii, iii, 1–3999.
    LowerRoman,
    /// I, II, III, 1–3999.
    UpperRoman,
    /// α, β, γ.
    LowerGreek,
    /// а, б, в: the Russian alphabet without ё, й, ъ, ы, ь.
    LowerRussian,
}

const ABJAD: &str = "أ ب ج د ه\u{200d} و ز ح ط ي ك ل م ن س ع ف ص ق ر ش ت ث خ ذ ض ظ غ";
/// The order صعفض قرست ثخذ ظغش.
const MAGHREBI: &str = "أ ب ج د ه\u{200d} و ز ح ط ي ك ل م ن ص ع ف ض ق ر س ت ث خ ذ ظ غ ش";
const HIJAI: &str = "أ ب ت ث ج ح خ د ذ ر ز س ش ص ض ط ظ ع غ ف ق ك ل م ن ه\u{200d} و ي";
const PERSIAN_ABJAD: &str = "ا ب ج د ه\u{200d} و ز ح ط ی ک ل م ن س ع ف ص ق ر ش ت ث خ ذ ض ظ غ";
const PERSIAN_ALPHABET: &str =
    "ا ب پ ت ث ج چ ح خ د ذ ر ز ژ س ش ص ض ط ظ ع غ ف ق ک گ ل م ن و ه\u{200d} ی";
const LATIN: &str = "abcdefghijklmnopqrstuvwxyz";
const GREEK: &str = "αβγδεζηθικλμνξοπρστυφχψω";
const RUSSIAN: &str = "абвгдежзиклмнопрстуфхцчшщэюя";
#[rustfmt::skip]
const ROMAN: &[(usize, &str)] = &[
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
];
/// Hebrew numerals; 15 and 16 avoid the letters of a holy name.
#[rustfmt::skip]
const HEBREW: &[(usize, &str)] = &[
    (400, "ת"), (300, "ש"), (200, "ר"), (100, "ק"), (90, "צ"), (80, "פ"), (70, "ע"),
    (60, "ס"), (50, "נ"), (40, "מ"), (30, "ל"), (20, "כ"), (19, "יט"), (18, "יח"),
    (17, "יז"), (16, "טז"), (15, "טו"), (10, "י"), (9, "ט"), (8, "ח"), (7, "ז"),
    (6, "ו"), (5, "ה"), (4, "ד"), (3, "ג"), (2, "ב"), (1, "א"),
];

impl Marker {
    /// All markers, with the names that the source and CSS give them.
    pub const ALL: [(&'static str, Self); 16] = [
        ("disc", Self::Disc),
        ("decimal", Self::Decimal),
        ("arabic-indic", Self::ArabicIndic),
        ("persian", Self::Persian),
        ("abjad", Self::Abjad),
        ("maghrebi-abjad", Self::MaghrebiAbjad),
        ("hijai", Self::Hijai),
        ("persian-abjad", Self::PersianAbjad),
        ("persian-alphabetic", Self::PersianAlphabetic),
        ("hebrew", Self::Hebrew),
        ("lower-latin", Self::LowerLatin),
        ("upper-latin", Self::UpperLatin),
        ("lower-roman", Self::LowerRoman),
        ("upper-roman", Self::UpperRoman),
        ("lower-greek", Self::LowerGreek),
        ("lower-russian", Self::LowerRussian),
    ];

    /// The marker's name.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, marker)| *marker == self).map_or("decimal", |(name, _)| name)
    }

    /// The letters of a style of letters, in order.
    pub fn letters(self) -> Option<Vec<String>> {
        let words = |list: &str| list.split(' ').map(str::to_owned).collect();
        let chars = |list: &str| list.chars().map(String::from).collect();
        Some(match self {
            Self::Abjad => words(ABJAD),
            Self::MaghrebiAbjad => words(MAGHREBI),
            Self::Hijai => words(HIJAI),
            Self::PersianAbjad => words(PERSIAN_ABJAD),
            Self::PersianAlphabetic => words(PERSIAN_ALPHABET),
            Self::LowerLatin => chars(LATIN),
            Self::UpperLatin => chars(&LATIN.to_ascii_uppercase()),
            Self::LowerGreek => chars(GREEK),
            Self::LowerRussian => chars(RUSSIAN),
            _ => return None,
        })
    }

    /// Whether letters go on with two of them after the last (CSS `alphabetic`); the others of
    /// them end (CSS `fixed`).
    pub fn goes_on(self) -> bool {
        matches!(
            self,
            Self::LowerLatin | Self::UpperLatin | Self::LowerGreek | Self::LowerRussian
        )
    }

    /// The marker of an item, without a suffix; `digits` serve where the style ends.
    pub fn format(self, number: usize, digits: Digits) -> String {
        let written = match self {
            Self::Disc => Some("•".to_owned()),
            Self::Decimal => Some(Digits::Latn.format(number)),
            Self::ArabicIndic => Some(Digits::Arab.format(number)),
            Self::Persian => Some(Digits::Arabext.format(number)),
            Self::LowerRoman => (1..4000).contains(&number).then(|| additive(number, ROMAN)),
            Self::UpperRoman => {
                let roman = (1..4000).contains(&number).then(|| additive(number, ROMAN));
                roman.map(|roman| roman.to_ascii_uppercase())
            }
            Self::Hebrew => hebrew(number),
            _ => self.letters().and_then(|letters| {
                if self.goes_on() {
                    alphabetic(number, &letters)
                } else {
                    letters.get(number.checked_sub(1)?).cloned()
                }
            }),
        };
        written.unwrap_or_else(|| digits.format(number))
    }

    /// The marker of a numbered list in an edition: its digits.
    pub fn of(digits: Digits) -> Self {
        match digits {
            Digits::Arab => Self::ArabicIndic,
            Digits::Arabext => Self::Persian,
            _ => Self::Decimal,
        }
    }

    /// The same order in a language's own letters: languages that borrowed the Arabs' letters count
    /// with ک and ی, and write the first of them bare.
    pub fn suited(self, lang: &Lang) -> Self {
        match self {
            Self::Abjad if lang.script() == Script::Arabic && lang.primary() != "ar" => {
                Self::PersianAbjad
            }
            other => other,
        }
    }
}

/// CSS Counter Styles 3, 3.1.4 (`alphabetic`): a number system without a zero.
fn alphabetic(number: usize, letters: &[String]) -> Option<String> {
    let mut rest = number;
    let mut out: Vec<&str> = vec![];
    while rest > 0 {
        rest -= 1;
        out.push(&letters[rest % letters.len()]);
        rest /= letters.len();
    }
    out.reverse();
    (number > 0).then(|| out.concat())
}

/// CSS Counter Styles 3, 3.1.6 (`additive`): weights from the greatest on.
fn additive(number: usize, weights: &[(usize, &str)]) -> String {
    let mut rest = number;
    let mut out = String::new();
    for (weight, sign) in weights {
        while rest >= *weight {
            out.push_str(sign);
            rest -= weight;
        }
    }
    out
}

/// CSS Counter Styles 3, 6.1 (`hebrew`): thousands are set apart by a geresh.
fn hebrew(number: usize) -> Option<String> {
    if !(1..=10_999).contains(&number) {
        return None;
    }
    let (thousands, rest) = (number / 1000, number % 1000);
    let mut out = String::new();
    if thousands > 0 {
        out = additive(thousands, HEBREW);
        out.push('׳');
    }
    Some(out + &additive(rest, HEBREW))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first_thirty(marker: Marker) -> String {
        let written = (1..=30).map(|n| marker.format(n, Digits::Arab).replace('\u{200d}', ""));
        written.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn letters_of_the_arabs_end_where_their_alphabet_does() {
        for (marker, written) in [
            (Marker::Abjad, "أ ب ج د ه و ز ح ط ي ك ل م ن س ع ف ص ق ر ش ت ث خ ذ ض ظ غ ٢٩ ٣٠"),
            (
                Marker::MaghrebiAbjad,
                "أ ب ج د ه و ز ح ط ي ك ل م ن ص ع ف ض ق ر س ت ث خ ذ ظ غ ش ٢٩ ٣٠",
            ),
            (Marker::Hijai, "أ ب ت ث ج ح خ د ذ ر ز س ش ص ض ط ظ ع غ ف ق ك ل م ن ه و ي ٢٩ ٣٠"),
            (
                Marker::PersianAbjad,
                "ا ب ج د ه و ز ح ط ی ک ل م ن س ع ف ص ق ر ش ت ث خ ذ ض ظ غ ٢٩ ٣٠",
            ),
            (
                Marker::PersianAlphabetic,
                "ا ب پ ت ث ج چ ح خ د ذ ر ز ژ س ش ص ض ط ظ ع غ ف ق ک گ ل م ن و",
            ),
        ] {
            assert_eq!(first_thirty(marker), written, "{}", marker.name());
        }
        assert_eq!(Marker::Abjad.format(5, Digits::Arab), "ه\u{200d}", "no digit five");
    }

    #[test]
    fn numbers_and_letters_of_others() {
        for (marker, written) in [
            (
                Marker::ArabicIndic,
                "١ ٢ ٣ ٤ ٥ ٦ ٧ ٨ ٩ ١٠ ١١ ١٢ ١٣ ١٤ ١٥ ١٦ ١٧ ١٨ ١٩ ٢٠ ٢١ ٢٢ ٢٣ ٢٤ ٢٥ ٢٦ ٢٧ ٢٨ ٢٩ ٣٠",
            ),
            (
                Marker::Persian,
                "۱ ۲ ۳ ۴ ۵ ۶ ۷ ۸ ۹ ۱۰ ۱۱ ۱۲ ۱۳ ۱۴ ۱۵ ۱۶ ۱۷ ۱۸ ۱۹ ۲۰ ۲۱ ۲۲ ۲۳ ۲۴ ۲۵ ۲۶ ۲۷ ۲۸ ۲۹ ۳۰",
            ),
            (
                Marker::Decimal,
                "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30",
            ),
            (
                Marker::LowerLatin,
                "a b c d e f g h i j k l m n o p q r s t u v w x y z aa ab ac ad",
            ),
            (
                Marker::LowerGreek,
                "α β γ δ ε ζ η θ ι κ λ μ ν ξ ο π ρ σ τ υ φ χ ψ ω αα αβ αγ αδ αε αζ",
            ),
            (
                Marker::LowerRussian,
                "а б в г д е ж з и к л м н о п р с т у ф х ц ч ш щ э ю я аа аб",
            ),
            (
                Marker::Hebrew,
                "א ב ג ד ה ו ז ח ט י יא יב יג יד טו טז יז יח יט כ כא כב כג כד כה כו כז כח כט ל",
            ),
            (
                Marker::LowerRoman,
                "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx xxi xxii \
                 xxiii xxiv xxv xxvi xxvii xxviii xxix xxx",
            ),
        ] {
            assert_eq!(first_thirty(marker), written, "{}", marker.name());
        }
        assert_eq!(Marker::UpperRoman.format(1999, Digits::Latn), "MCMXCIX");
        assert_eq!(Marker::UpperRoman.format(4000, Digits::Latn), "4000");
        assert_eq!(Marker::Hebrew.format(5784, Digits::Latn), "ה׳תשפד");
        assert_eq!(Marker::LowerLatin.format(0, Digits::Latn), "0");
    }
}
