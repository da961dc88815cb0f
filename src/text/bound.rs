//! Words that lean on the next one: a line of a title never ends with them where that costs no
//! line more.

use crate::model::lang::Lang;

/// Articles, prepositions and conjunctions that stand by themselves, by language.
fn words(lang: &Lang) -> &'static [&'static str] {
    match lang.primary() {
        "ar" => &[
            "في", "من", "إلى", "على", "عن", "مع", "بين", "أو", "أن", "لا", "غير", "ثم", "حتى",
            "منذ", "عند", "لدى", "بعد", "قبل",
        ],
        "fa" => &["از", "به", "در", "با", "بر", "تا", "یا", "که", "برای", "بی"],
        "ur" => &["اور", "یا", "بہ"],
        "he" => &["של", "את", "על", "עם", "אל", "מן", "בין", "או", "לא", "כל", "עד"],
        "en" => &[
            "a", "an", "the", "of", "for", "and", "or", "nor", "in", "on", "to", "with", "by",
            "at", "from", "as", "into",
        ],
        "de" => &[
            "der", "die", "das", "den", "dem", "des", "ein", "eine", "einen", "einem", "einer",
            "und", "oder", "von", "vom", "zu", "zum", "zur", "für", "mit", "im", "in", "am",
            "an", "auf", "aus", "bei",
        ],
        "fr" => &[
            "le", "la", "les", "un", "une", "des", "du", "de", "et", "ou", "à", "au", "aux",
            "en", "pour", "par", "sur", "avec", "dans",
        ],
        "es" => &[
            "el", "la", "los", "las", "un", "una", "de", "del", "y", "e", "o", "u", "en",
            "con", "por", "para", "a", "al",
        ],
        "it" => &[
            "il", "lo", "la", "i", "gli", "le", "un", "una", "di", "del", "della", "dei", "e",
            "ed", "o", "in", "con", "per", "a", "al", "da",
        ],
        "pt" => &[
            "o", "a", "os", "as", "um", "uma", "de", "do", "da", "dos", "das", "e", "ou", "em",
            "no", "na", "com", "por", "para",
        ],
        "nl" => &["de", "het", "een", "en", "of", "van", "voor", "met", "in", "op", "te"],
        "pl" => &["i", "w", "we", "z", "ze", "na", "o", "od", "do", "dla", "za", "u", "a"],
        "ru" => {
            &["и", "в", "во", "на", "с", "со", "к", "о", "об", "от", "до", "из", "по", "для"]
        }
        _ => &[],
    }
}

/// Whether a word leans on the next one.
pub(super) fn leans(word: &str, lang: &Lang) -> bool {
    word == "&" || word == "و" || words(lang).contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

    use super::*;

    #[test]
    fn little_words_lean_in_their_own_language() {
        let lang = |tag: &str| Lang::parse(tag).unwrap();
        assert!(leans("&", &lang("de")));
        assert!(leans("The", &lang("en-GB")));
        assert!(leans("في", &lang("ar")));
        assert!(!leans("في", &lang("en")));
        assert!(!leans("Children", &lang("en")));
    }
}
