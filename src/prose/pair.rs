//! Brackets and quotation marks that belong together.

use std::ops::Range;

/// An opening mark and its closing one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct MarkPair {
    /// Byte of the opening mark.
    pub(super) open: usize,
    /// Byte of the closing mark.
    pub(super) close: usize,
    /// Bytes of the closing mark.
    pub(super) width: usize,
    /// Whether they are quotation marks.
    pub(super) quotes: bool,
}

/// Marks that pair, each with its partner; the first four are brackets.
const MARKS: [(char, char); 13] = [
    ('(', ')'),
    ('[', ']'),
    ('{', '}'),
    ('⟨', '⟩'),
    ('«', '»'),
    ('‹', '›'),
    ('“', '”'),
    ('„', '“'),
    ('‘', '’'),
    ('‚', '‘'),
    ('「', '」'),
    ('『', '』'),
    ('”', '”'),
];
const BRACKETS: usize = 4;
/// Pairs nest no deeper; what lies deeper is left alone.
const DEEPEST: usize = 32;

impl MarkPair {
    /// What stands between the marks.
    pub(super) fn inside(&self, text: &str) -> Range<usize> {
        let width = text[self.open..].chars().next().map_or(0, char::len_utf8);
        self.open + width..self.close
    }

    /// The pair with all that stands in it.
    pub(super) fn whole(&self) -> Range<usize> {
        self.open..self.close + self.width
    }
}

/// The pairs of a part of a text, by their opening marks.
pub(super) fn pairs(text: &str, part: Range<usize>) -> Vec<MarkPair> {
    let mut out = vec![];
    let mut open: Vec<(usize, usize)> = vec![];
    let mut before = None;
    for (i, c) in text[part.clone()].char_indices() {
        let at = part.start + i;
        let awaited = open.iter().rposition(|&(mark, _)| closes(mark, c, before));
        if let Some(level) = awaited {
            let (mark, start) = open[level];
            open.truncate(level);
            let quotes = mark >= BRACKETS;
            out.push(MarkPair { open: start, close: at, width: c.len_utf8(), quotes });
        } else if let Some(mark) = MARKS.iter().position(|(opens, _)| *opens == c)
            && open.len() < DEEPEST
        {
            open.push((mark, at));
        }
        before = Some(c);
    }
    out.sort_unstable_by_key(|pair| pair.open);
    out
}

/// Whether a character closes what a mark has opened. The same one twice closes after a word only.
fn closes(mark: usize, c: char, before: Option<char>) -> bool {
    let (opens, wanted) = MARKS[mark];
    wanted == c && (opens != wanted || before.is_some_and(|c| !c.is_whitespace()))
}
