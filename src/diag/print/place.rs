//! Bytes of a file to lines and columns.

use std::ops::Range;

use super::super::{SourceFile, Span};

/// Where the lines of a text begin.
pub(super) struct LineIndex(Vec<usize>);

impl LineIndex {
    /// Reads a text once.
    pub(super) fn new(text: &str) -> Self {
        let ends = text.bytes().enumerate().filter(|&(_, b)| b == b'\n');
        Self(std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect())
    }

    /// The line that holds a byte, counting from 0.
    fn line_of(&self, byte: usize) -> usize {
        self.0.partition_point(|&start| start <= byte).saturating_sub(1)
    }
}

/// A span as people name it.
pub(super) struct Place<'a> {
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

impl<'a> Place<'a> {
    /// Looks a span up; one that lies outside the text is cut to it.
    pub(super) fn new(file: &'a SourceFile, index: &LineIndex, span: Span) -> Self {
        let text: &'a str = &file.text;
        let start = floor(text, span.range().start);
        let end = floor(text, span.range().end).max(start);
        let (first, last) = (index.line_of(start), index.line_of(end));
        let (from, column) = column(text, index.0[first], start);
        let (_, end_column) = self::column(text, index.0[last], end);
        let source = text[from..].split('\n').next().unwrap_or_default();
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

/// Where the visible part of a line begins, and the column of one of its bytes.
fn column(text: &str, line_start: usize, byte: usize) -> (usize, usize) {
    let skip = if line_start == 0 && text.starts_with('\u{feff}') { 3 } else { 0 };
    let from = line_start + skip;
    (from, text.get(from..byte).map_or(0, |before| before.chars().count()) + 1)
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
        let place = Place::new(&file, &LineIndex::new(text), Span::new(id, range));
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
