//! Sentences of a document that may stand alone on a page.
//!
//! In: a [`Document`]. Out: whole sentences, the first of their paragraphs, the shortest of them
//! first. Where it is not sure that one ends, as after an abbreviation, there is none.

use super::furniture::{bare, first_words};
use crate::model::{BlockKind, Document, Text};

/// Words of such a sentence.
const WORDS: std::ops::RangeInclusive<usize> = 4..=18;
/// Most bytes that its letters have.
const LETTERS: usize = 320;
/// Signs that end sentences and nothing else.
const STOPS: [char; 8] = ['!', '?', '؟', '۔', '。', '！', '？', '։'];
/// What may follow them.
const CLOSERS: [char; 9] = ['»', '”', '’', '"', ')', ']', '」', '』', '\''];
/// A word of so many letters before a full stop is no abbreviation.
const LONG: usize = 4;

/// All of them.
pub(super) fn all(document: &Document) -> Vec<Text> {
    let blocks = document.sections.iter().flat_map(|section| &section.body);
    let first = blocks.filter_map(|block| match &block.kind {
        BlockKind::Paragraph(text) => first(text),
        _ => None,
    });
    let mut all: Vec<Text> = first.collect();
    // The shortest says most from afar.
    all.sort_by_key(|text| text.to_plain().split_whitespace().count());
    all
}

/// The first sentence of a text, where that is neither a word or two nor half a page.
fn first(text: &Text) -> Option<Text> {
    let bare = bare(text);
    let plain = bare.to_plain();
    let words: Vec<&str> = plain.split_whitespace().collect();
    let count = length(&words)?;
    let letters: usize = words[..count].iter().map(|word| word.len()).sum();
    if !WORDS.contains(&count) || letters > LETTERS || !is_closed(&words[..count]) {
        return None;
    }
    let inlines = first_words(&bare.inlines, &mut count.clone());
    let sentence = Text { inlines, ..bare };
    // Words that change their looks in their middle are counted twice, and the end would be lost.
    let said = sentence.to_plain();
    said.split_whitespace().eq(words[..count].iter().copied()).then_some(sentence)
}

/// How many words the first sentence has; `None` where that cannot be told.
fn length(words: &[&str]) -> Option<usize> {
    for (i, word) in words.iter().enumerate() {
        let stem = word.trim_end_matches(CLOSERS);
        if stem.ends_with(STOPS) {
            return Some(i + 1);
        }
        let Some(stem) = stem.strip_suffix('.') else { continue };
        let ends = words.get(i + 1).is_none_or(|next| begins(next));
        return (ends && is_word(stem)).then_some(i + 1);
    }
    None
}

/// Whether what stands before a full stop is a word and no abbreviation, number or ellipsis.
fn is_word(stem: &str) -> bool {
    let word = stem.trim_matches(|c: char| !c.is_alphanumeric());
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    letters >= LONG && stem.ends_with(word) && !word.contains(['.', '/', '@'])
}

/// Whether a sentence may begin with a word: where letters have cases, with a great one.
fn begins(word: &str) -> bool {
    word.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase())
}

/// Whether what is opened in a sentence is closed in it.
fn is_closed(words: &[&str]) -> bool {
    let count = |signs: [char; 4]| {
        words.iter().flat_map(|word| word.chars()).filter(|c| signs.contains(c)).count()
    };
    count(['«', '(', '[', '“']) == count(['»', ')', ']', '”'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn end(text: &str) -> Option<usize> {
        length(&text.split_whitespace().collect::<Vec<_>>())
    }

    #[test]
    fn sentences_end_where_that_is_sure_or_not_at_all() {
        for (text, words) in [
            ("Children have rights. They know them.", Some(3)),
            ("Who asks? We do.", Some(2)),
            ("للطفل حق في الحماية. وهو حق أصيل.", Some(4)),
            ("ہر بچے کا حق ہے۔ اور", Some(5)),
            ("We met Dr. Smith there.", None),
            ("Siehe z. B. die Liste.", None),
            ("سنة ١٤٤٧ هـ. وبعدها", None),
            ("They paid 3.5. Then", None),
            ("No end here", None),
        ] {
            assert_eq!(end(text), words, "{text}");
        }
        assert!(!is_closed(&["«قال", "نعم."]));
    }
}
