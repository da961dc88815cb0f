//! Families of scripts, and the script of a code.

use unicode_script::Script;

use crate::geom::Dir;

/// A family of scripts that share faces, sizes and habits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Writing {
    /// Arabic script in Naskh.
    Arabic,
    /// Arabic script in Naskh, of languages to which the display face is foreign (fa, `ur-Arab`).
    Persian,
    /// Arabic script of all other languages: the display face alone has their letters (ckb, ug,
    /// ps, `az-Arab`).
    ArabicExtended,
    /// Arabic script in Nastaliq.
    Nastaliq,
    /// Hebrew, and other scripts from right to left (Thaana, Syriac, N’Ko, Adlam), of which no
    /// bundled face has the letters.
    Hebrew,
    /// Latin, Greek, Cyrillic, and other alphabets from left to right (Armenian, Georgian), of
    /// which no bundled face has the letters.
    Latin,
    /// Han, kana, Hangul: scripts of square characters. No bundled face has them.
    EastAsian,
    /// Brahmic scripts (Devanagari, Thai and their kin) and Ethiopic: tall, with marks above and
    /// below. No bundled face has them.
    Brahmic,
}

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

    /// The family of a language, by its primary subtag, the script that its tag says and the one
    /// that it most likely has.
    pub(super) fn of(language: &str, said: Option<&str>, script: &str, rtl: bool) -> Self {
        match (script, language) {
            ("Aran", _) => Self::Nastaliq,
            ("Arab", "ur") if said.is_none() => Self::Nastaliq,
            ("Arab", "fa" | "ur") => Self::Persian,
            ("Arab", _) if language == "ar" || ARABIC.contains(&language) => Self::Arabic,
            ("Arab", _) => Self::ArabicExtended,
            _ if rtl => Self::Hebrew,
            _ if ALPHABETS.contains(&script) => Self::Latin,
            _ if SQUARE.contains(&script) => Self::EastAsian,
            _ => Self::Brahmic,
        }
    }
}

/// The languages that ISO 639-3 counts to Arabic, apart from `arb`, which is `ar`.
const ARABIC: [&str; 29] = [
    "aao", "abh", "abv", "acm", "acq", "acw", "acx", "acy", "adf", "aeb", "aec", "afb", "apc",
    "apd", "ajp", "arq", "ars", "ary", "arz", "auz", "avl", "ayh", "ayl", "ayn", "ayp", "pga",
    "shu", "ssh", "xaa",
];

/// Alphabets from left to right that stand on a baseline as Latin does.
const ALPHABETS: [&str; 16] = [
    "Latn", "Grek", "Cyrl", "Armn", "Geor", "Copt", "Cher", "Tfng", "Glag", "Goth", "Latf",
    "Latg", "Osge", "Dsrt", "Shaw", "Cyrs",
];

/// Scripts of square characters.
const SQUARE: [&str; 13] = [
    "Hans", "Hant", "Hani", "Hanb", "Jpan", "Hira", "Kana", "Hrkt", "Kore", "Hang", "Bopo",
    "Yiii", "Tang",
];

/// The script that a code of ISO 15924 means; of several (Japanese) the one that tells it.
pub(super) fn script(code: &str) -> Script {
    match code {
        "Aran" => Script::Arabic,
        "Cyrs" => Script::Cyrillic,
        "Geok" => Script::Georgian,
        "Hanb" | "Hans" | "Hant" => Script::Han,
        "Hrkt" | "Jpan" => Script::Hiragana,
        "Jamo" | "Kore" => Script::Hangul,
        "Latf" | "Latg" => Script::Latin,
        "Syre" | "Syrj" | "Syrn" => Script::Syriac,
        _ => Script::from_short_name(code).unwrap_or(Script::Unknown),
    }
}
