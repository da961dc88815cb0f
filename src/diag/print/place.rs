//! Bytes of a file to lines and columns.

use std::ops::Range;

use super::super::{SourceFile, Span};

/// Where the lines of a text begin, and how many characters stand before every block of it: a
/// file may be one line, and faults may be many.
pub(super) struct LineIndex {
    starts: Vec<usize>,
    chars: Vec<usize>,
}

/// Bytes of a block.
const BLOCK: usize = 256;

impl LineIndex {
    /// Reads a text once.
    pub(super) fn new(text: &str) -> Self {
        let ends = text.bytes().enumerate().filter(|&(_, b)| b == b'\n');
        let starts = std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect();
        let blocks = text.as_bytes().chunks(BLOCK).scan(0, |before, block| {
            let chars = *before;
            *before += chars_in(block);
            Some(chars)
        });
        Self { starts, chars: blocks.collect() }
    }

    /// The line that holds a byte, counting from 0.
    fn line_of(&self, byte: usize) -> usize {
        self.starts.partition_point(|&start| start <= byte).saturating_sub(1)
    }

    /// The bytes of a line, without its end.
    fn line(&self, text: &str, line: usize) -> Range<usize> {
        let end = self.starts.get(line + 1).map_or(text.len(), |next| next - 1);
        self.starts[line]..end
    }

    /// How many characters begin before a byte.
    fn chars_before(&self, text: &str, byte: usize) -> usize {
        let block = byte / BLOCK;
        let before = self.chars.get(block).copied();
        // The end of the text may begin a block that is not there.
        let (start, chars) = match before {
            Some(chars) => (block * BLOCK, chars),
            None => match self.chars.last() {
                Some(&chars) => ((self.chars.len() - 1) * BLOCK, chars),
                None => (0, 0),
            },
        };
        chars + chars_in(&text.as_bytes()[start..byte])
    }

    /// The column of a byte of a line, from 1, in characters.
    fn column(&self, text: &str, line_start: usize, byte: usize) -> usize {
        let before = |byte| self.chars_before(text, byte);
        before(byte).saturating_sub(before(line_start)) + 1
    }
}

/// How many characters begin in bytes of UTF-8.
fn chars_in(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xc0 != 0x80).count()
}

/// A span as people name it.
pub(super) struct NamedPlace<'a> {
    /// The file's path as it is shown.
    pub(super) path: String,
    /// First line, from 1.
    pub(super) line: usize,
    /// First column, from 1, in characters.
    pub(super) column: usize,
    /// Line of the end, from 1.
    pub(super) end_line: usize,
    /// Column one past the end, from 1, in characters.
    pub(super) end_column: usize,
    /// The first line's text, without its end and without a byte order mark.
    pub(super) source: &'a str,
    /// The part of `source` that the span covers.
    pub(super) marked: Range<usize>,
    /// Whether the file is empty or no text, and has no lines to be shown.
    pub(super) textless: bool,
}

impl<'a> NamedPlace<'a> {
    /// Looks a span up; one that lies outside the text is cut to it.
    pub(super) fn new(file: &'a SourceFile, index: &LineIndex, span: Span) -> Self {
        let text: &'a str = &file.text;
        let start = floor(text, span.range().start);
        let end = floor(text, span.range().end).max(start);
        let (first, last) = (index.line_of(start), index.line_of(end));
        let line = index.line(text, first);
        let from = visible(text, line.start);
        let column = index.column(text, from, start);
        let end_column = index.column(text, visible(text, index.starts[last]), end);
        let source = text.get(from..line.end).unwrap_or_default();
        let source = source.strip_suffix('\r').unwrap_or(source);
        let within = |byte: usize| byte.saturating_sub(from).min(source.len());
        Self {
            path: file.path.display().to_string(),
            line: first + 1,
            column,
            end_line: last + 1,
            end_column,
            source,
            marked: within(start)..within(end),
            textless: text.is_empty(),
        }
    }

    /// `path:line:column`.
    pub(super) fn to_short(&self) -> String {
        format!("{}:{}:{}", self.path, self.line, self.column)
    }
}

/// Where the visible part of a line begins: a byte order mark is none.
fn visible(text: &str, line_start: usize) -> usize {
    let skip = if line_start == 0 && text.starts_with('\u{feff}') { 3 } else { 0 };
    line_start + skip
}

/// The character boundary at or before a byte.
fn floor(text: &str, byte: usize) -> usize {
    text.floor_char_boundary(byte.min(text.len()))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::super::Sources;
    use super::*;

    fn at(text: &str, range: Range<usize>) -> (String, usize, usize, usize, usize) {
        let file = SourceFile { path: "a.yaml".into(), text: Arc::from(text) };
        let id = Sources::default().add("a.yaml", "");
        let place = NamedPlace::new(&file, &LineIndex::new(text), Span::new(id, range));
        let source = place.source.to_string();
        (source, place.line, place.column, place.end_line, place.end_column)
    }

    #[test]
    fn columns_count_characters_not_bytes() {
        let text = "a: ب\nword: كلمة\n";
        let start = text.find("كلمة").unwrap();
        let found = at(text, start + 2..start + 4);
        assert_eq!(found, ("word: كلمة".into(), 2, 8, 2, 9));
    }

    #[test]
    fn a_byte_order_mark_takes_no_column() {
        assert_eq!(at("\u{feff}title: x\r\n", 3..8), ("title: x".into(), 1, 1, 1, 6));
    }

    #[test]
    fn a_column_far_out_on_a_line_is_found_without_walking_it() {
        let text = format!("a\n{}b", "كلمة ".repeat(1000));
        let found = at(&text, text.len() - 1..text.len());
        assert_eq!((found.1, found.2, found.3, found.4), (2, 5001, 2, 5002));
        for byte in (0..text.len()).filter(|&byte| text.is_char_boundary(byte)) {
            let index = LineIndex::new(&text);
            assert_eq!(index.chars_before(&text, byte), text[..byte].chars().count());
        }
    }

    #[test]
    fn a_span_past_the_end_or_inside_a_character_is_cut() {
        assert_eq!(at("ab\n", 90..99), (String::new(), 2, 1, 2, 1));
        assert_eq!(at("ب", 1..2), ("ب".into(), 1, 1, 1, 2));
        assert_eq!(at("", 0..0), (String::new(), 1, 1, 1, 1));
    }

    #[test]
    fn a_span_over_lines_names_both_and_shows_the_first() {
        assert_eq!(at("one\ntwo\nthree", 1..9), ("one".into(), 1, 2, 3, 2));
    }
}
