//! Places inside a scalar: from its text, as YAML has read it, back to the file.
//!
//! YAML folds lines, strips indentation and resolves escapes, so byte 40 of a text is not
//! byte 40 of what stands in the file. A [`PlaceMap`] is made by walking both side by side:
//! characters that are not white space are found again in order, one for one; white space
//! and line ends between them may differ.

use std::ops::Range;

use super::node::ScalarStyle;
use crate::diag::{FileId, Span};

/// Finds places of a scalar's text in its file.
#[derive(Debug, Clone)]
pub(super) struct PlaceMap {
    file: Option<FileId>,
    /// Places where the distance between text and file changes: (byte in text, byte in file);
    /// from each on, both count alike. Never empty; ascends.
    steps: Vec<(usize, usize)>,
    /// Where the scalar ends in the file.
    end: usize,
}

impl PlaceMap {
    /// The map of a scalar that stands at `span` as `raw` and was read as `text`.
    pub(super) fn new(span: Span, raw: &str, text: &str, style: ScalarStyle) -> Self {
        let start = span.start as usize;
        let steps = if raw == text { vec![(0, start)] } else { walk(start, raw, text, style) };
        Self { file: span.file, steps, end: span.end as usize }
    }

    /// The stretch of the file behind a stretch of the text.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        let Some(file) = self.file else { return Span::NONE };
        let start = self.byte(range.start);
        // The last byte is looked up, not the end: a fold or an escape may follow it.
        let end = if range.is_empty() { start } else { self.byte(range.end - 1) + 1 };
        Span::new(file, start..end.max(start))
    }

    /// Bytes of the text at which it stops to follow the file: after a fold, an escape, an indent.
    pub(super) fn turns(&self) -> impl Iterator<Item = usize> + '_ {
        self.steps.iter().map(|&(text, _)| text).filter(|&text| text > 0)
    }

    fn byte(&self, at: usize) -> usize {
        let next = self.steps.partition_point(|&(text, _)| text <= at);
        let (text, file) = self.steps[next.saturating_sub(1)];
        (file + at.saturating_sub(text)).min(self.end)
    }
}

const BLANK: [char; 4] = [' ', '\t', '\n', '\r'];

fn walk(start: usize, raw: &str, text: &str, style: ScalarStyle) -> Vec<(usize, usize)> {
    let mut at = usize::from(style != ScalarStyle::Bare).min(raw.len());
    let mut steps = vec![(0, start + at)];
    let mut delta = (start + at).wrapping_sub(0);
    for (i, c) in text.char_indices() {
        if !BLANK.contains(&c) {
            at += blank_len(&raw[at..], style);
        }
        if (start + at).wrapping_sub(i) != delta {
            delta = (start + at).wrapping_sub(i);
            steps.push((i, start + at));
        }
        at += written_len(&raw[at..], c, style);
    }
    steps
}

/// Bytes of white space, and of escaped line ends, at the start of `rest`.
fn blank_len(rest: &str, style: ScalarStyle) -> usize {
    let mut len = 0;
    loop {
        let left = &rest[len..];
        len += left.len() - left.trim_start_matches(BLANK).len();
        let left = &rest[len..];
        let escaped = left.starts_with("\\\n") || left.starts_with("\\\r");
        if !(escaped && style == ScalarStyle::DoubleQuoted) {
            return len;
        }
        len += 2;
    }
}

/// Bytes that `c` takes at the start of `rest`.
fn written_len(rest: &str, c: char, style: ScalarStyle) -> usize {
    match style {
        ScalarStyle::SingleQuoted if rest.starts_with("''") => return 2,
        ScalarStyle::DoubleQuoted if rest.starts_with('\\') => return escape_len(rest),
        _ => {}
    }
    match rest.chars().next() {
        Some(found) if found == c => found.len_utf8(),
        // A folded line end is read as one space, `\r\n` as one line end.
        Some('\r') if rest.starts_with("\r\n") => 2,
        Some(found) if BLANK.contains(&found) => 1,
        _ => 0,
    }
}

/// Bytes of an escape sequence (YAML 1.2, 5.7).
fn escape_len(rest: &str) -> usize {
    let digits = match rest.as_bytes().get(1) {
        Some(b'x') => 2,
        Some(b'u') => 4,
        Some(b'U') => 8,
        _ => 0,
    };
    let sign = rest.chars().nth(1).map_or(0, char::len_utf8);
    let len = (1 + sign + digits).min(rest.len());
    if rest.is_char_boundary(len) { len } else { rest.len() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Sources;

    /// Where each word of `text` is found in `file`, as the words that stand there.
    fn words(before: &str, raw: &str, text: &str, style: ScalarStyle) -> Vec<String> {
        let whole = format!("{before}{raw}");
        let id = Sources::default().add("x", whole.as_str());
        let span = Span::new(id, before.len()..whole.len());
        let map = PlaceMap::new(span, raw, text, style);
        text.split_whitespace()
            .map(|word| {
                let at = word.as_ptr() as usize - text.as_ptr() as usize;
                whole[map.span(at..at + word.len()).range()].to_owned()
            })
            .collect()
    }

    #[test]
    fn a_plain_scalar_maps_one_to_one() {
        assert_eq!(words("a: ", "نص one", "نص one", ScalarStyle::Bare), ["نص", "one"]);
    }

    #[test]
    fn folded_and_indented_lines_are_found_again() {
        let raw = "one\n    two\n\n    three\n";
        assert_eq!(
            words("a: >\n    ", raw, "one two\nthree\n", ScalarStyle::Bare),
            ["one", "two", "three"]
        );
        let raw = "- x\r\n      - نص\r\n";
        let found = words("a: |\r\n    ", raw, "- x\n  - نص\n", ScalarStyle::Bare);
        assert_eq!(found, ["-", "x", "-", "نص"]);
    }

    #[test]
    fn quotes_and_escapes_are_found_again() {
        assert_eq!(
            words("a: ", "'it''s so'", "it's so", ScalarStyle::SingleQuoted),
            ["it''s", "so"]
        );
        let raw = "\"a\\u0041 \\\n   b\\tc\"";
        assert_eq!(words("a: ", raw, "aA b\tc", ScalarStyle::DoubleQuoted), ["a\\", "b", "c"]);
    }
}
