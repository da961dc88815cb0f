//! Where lines may end in scripts that UAX #14 leaves to others: Thai, Lao, Khmer and Burmese, which
//! are written without spaces, by a dictionary of words; Korean by word, as print sets it.
//!
//! In: a paragraph's characters. Out: places by byte, for `analyze` to add or to take away. The
//! rules of UAX #14 themselves stay as they are.

use icu_properties::props::LineBreak;
use icu_properties::{CodePointMapData, CodePointMapDataBorrowed};
use icu_segmenter::LineSegmenter;
use icu_segmenter::options::LineBreakOptions;
use unicode_script::{Script, UnicodeScript};

use super::analyze::is_mark;

/// The first letter of these scripts; what stands before it needs no look into the tables.
const FIRST: char = '\u{e00}';

/// Whether a character is of class SA (UAX #14): lines end between its words, not by rules.
pub(super) fn is_complex(c: char) -> bool {
    const CLASS: CodePointMapDataBorrowed<'static, LineBreak> = CodePointMapData::new();
    c >= FIRST && CLASS.get(c) == LineBreak::ComplexContext
}

/// Places between the words of Thai and its kin, in order.
pub(super) fn word_breaks(text: &str) -> Vec<usize> {
    if !text.chars().any(is_complex) {
        return vec![];
    }
    let segmenter = LineSegmenter::new_dictionary(LineBreakOptions::default());
    let mut found = vec![];
    let mut start = None;
    let end = std::iter::once((text.len(), '\0'));
    for (i, c) in text.char_indices().chain(end) {
        match (start, is_complex(c)) {
            (None, true) => start = Some(i),
            (Some(from), false) => {
                let breaks = segmenter.segment_str(&text[from..i]).map(|at| from + at);
                found.extend(breaks.filter(|&at| from < at && at < i));
                start = None;
            }
            _ => {}
        }
    }
    found
}

/// Whether a text has Korean letters.
pub(super) fn has_hangul(text: &str) -> bool {
    text.chars().any(|c| c >= '\u{1100}' && c.script() == Script::Hangul)
}

/// Whether a byte stands inside a Korean word: between its syllables, or between one and a
/// number or a letter of another alphabet.
pub(super) fn is_inside_korean(text: &str, at: usize) -> bool {
    let before = text[..at].chars().rev().find(|c| !is_mark(*c));
    let (Some(before), Some(after)) = (before, text[at..].chars().next()) else { return false };
    let hangul = |c: char| c.script() == Script::Hangul;
    let ideographic =
        |c: char| matches!(c.script(), Script::Han | Script::Hiragana | Script::Katakana);
    let word = |c: char| c.is_alphanumeric() && !ideographic(c);
    (hangul(before) || hangul(after)) && word(before) && word(after)
}
