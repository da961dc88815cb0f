//! Where a word may be hyphenated: hypher's patterns (those of `TeX`), by language.
//!
//! At least three letters stay on either side; words in capitals, addresses and scripts without
//! hyphens (Arabic, Hebrew) are left whole.

use unicode_script::Script;

use super::analyze::strong_script;
use super::code::is_address;
use crate::model::lang::Lang;

/// Letters that stay before and after a hyphen (docs/spec/pages.md, 4.2).
const LEAST: usize = 3;

/// Longer words are no words.
const LONGEST: usize = 128;

/// Byte offsets at which a hyphen may part a word, in order.
pub(super) fn points(word: &str, lang: &Lang) -> Vec<usize> {
    if word.len() > LONGEST || is_address(word) {
        return vec![];
    }
    let Some(patterns) = patterns(lang) else { return vec![] };
    let (left, right) = patterns.bounds();
    let mut points = vec![];
    for (start, letters) in stretches(word) {
        if !may_hyphenate(letters) {
            continue;
        }
        let mut at = start;
        for syllable in
            hypher::hyphenate_bounded(letters, patterns, left.max(LEAST), right.max(LEAST))
        {
            at += syllable.len();
            if at < start + letters.len() {
                points.push(at);
            }
        }
    }
    points
}

/// The patterns of a language; those of another one would part its words wrongly, but Norwegian
/// and its two forms share theirs.
fn patterns(lang: &Lang) -> Option<hypher::Lang> {
    let of = |tag: &str| hypher::Lang::from_iso(tag.as_bytes().try_into().ok()?);
    let tags = match lang.primary() {
        "no" => ["nb", "nn"],
        own => [own, own],
    };
    tags.into_iter().find_map(of)
}

/// The stretches of letters in a word, with their places.
fn stretches(word: &str) -> impl Iterator<Item = (usize, &str)> {
    word.split(|c: char| !c.is_alphabetic())
        .filter(|letters| !letters.is_empty())
        .map(move |letters| (letters.as_ptr().addr() - word.as_ptr().addr(), letters))
}

/// Whether the letters are long enough, not all capitals, and of a script that hyphenates.
fn may_hyphenate(letters: &str) -> bool {
    let hyphenates =
        |c| matches!(strong_script(c), Some(Script::Latin | Script::Greek | Script::Cyrillic));
    letters.chars().nth(2 * LEAST - 1).is_some()
        && letters.chars().all(hyphenates)
        && letters.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(word: &str, lang: &str) -> String {
        let mut out = word.to_owned();
        for at in points(word, &Lang::parse(lang).unwrap()).into_iter().rev() {
            out.insert(at, '-');
        }
        out
    }

    #[test]
    fn words_part_by_language_with_three_letters_on_either_side() {
        assert_eq!(split("extensive,", "en"), "exten-sive,");
        assert_eq!(split("“international", "en"), "“inter-na-tional");
        assert_eq!(split("Kinderschutz", "de"), "Kin-der-schutz");
        assert_eq!(split("about", "en"), "about");
    }

    #[test]
    fn capitals_arabic_and_unknown_languages_stay_whole() {
        assert_eq!(split("INTERNATIONAL", "en"), "INTERNATIONAL");
        assert_eq!(split("المستغلين", "ar"), "المستغلين");
        assert_eq!(split("international", "so"), "international");
    }
}
