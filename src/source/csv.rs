//! Comma-separated values (RFC 4180), and those that spreadsheets write with other signs between.
//!
//! In: the text of a table. Out: its rows, each field with the bytes that it comes from. The
//! separator is the sign that divides most lines alike.

use std::ops::Range;

/// A field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Field {
    /// Its text.
    pub(super) text: String,
    /// Where it stands in the whole, without its quotation marks.
    pub(super) place: Range<usize>,
}

/// The signs that divide fields; of two that divide as well, the first is taken.
const SEPARATORS: [char; 5] = ['\t', ';', ',', '\u{60c}', '|'];
/// How many rows are looked at to find the separator.
const SAMPLE: usize = 50;

/// The rows of a text; lines without any sign are none.
pub(super) fn rows(text: &str) -> Vec<Vec<Field>> {
    let mut best = vec![];
    for separator in SEPARATORS {
        let rows = split(text, separator);
        if best.is_empty() || score(&rows) > score(&best) {
            best = rows;
        }
    }
    best
}

/// How well a separator divides: the share of rows, in percent, that have the most usual number of
/// fields, where that is more than one; then that number.
fn score(rows: &[Vec<Field>]) -> (usize, usize) {
    let sample = &rows[..rows.len().min(SAMPLE)];
    let alike = |count: usize| sample.iter().filter(|row| row.len() == count).count();
    let counts = sample.iter().map(Vec::len).filter(|count| *count > 1);
    let usual = counts.max_by_key(|count| (alike(*count), *count));
    usual.map_or((0, 0), |count| (100 * alike(count) / sample.len(), count))
}

fn split(text: &str, separator: char) -> Vec<Vec<Field>> {
    let mut rows = vec![];
    let mut at = 0;
    while at < text.len() {
        let (row, next) = row(text, at, separator);
        if row.iter().any(|field| !field.text.trim().is_empty()) {
            rows.push(row);
        }
        at = next;
    }
    rows
}

/// The row that begins at a byte, and where the next one does.
fn row(text: &str, mut at: usize, separator: char) -> (Vec<Field>, usize) {
    let mut fields = vec![];
    loop {
        let (field, end) = field(text, at, separator);
        fields.push(field);
        let rest = &text[end..];
        if let Some(after) = rest.strip_prefix(separator) {
            at = text.len() - after.len();
            continue;
        }
        let line_end = rest.strip_prefix("\r\n").or_else(|| rest.strip_prefix(['\n', '\r']));
        return (fields, line_end.map_or(text.len(), |after| text.len() - after.len()));
    }
}

/// The field that begins at a byte, and where it ends.
fn field(text: &str, at: usize, separator: char) -> (Field, usize) {
    let rest = &text[at..];
    let blank = |c: char| c == ' ' && separator != ' ';
    let bare = rest.trim_start_matches(blank);
    if let Some(inner) = bare.strip_prefix('"') {
        let start = text.len() - inner.len();
        if let Some(length) = quoted_len(inner) {
            let after = start + length + 1;
            let tail = text[after..].trim_start_matches(blank);
            if tail.is_empty() || tail.starts_with([separator, '\n', '\r']) {
                let place = start..start + length;
                let text_of = inner[..length].replace("\"\"", "\"");
                return (Field { text: text_of, place }, text.len() - tail.len());
            }
        }
    }
    let length = rest.find([separator, '\n', '\r']).unwrap_or(rest.len());
    let inner = rest[..length].trim();
    let start = at + rest[..length].find(inner).unwrap_or(0);
    (Field { text: inner.to_owned(), place: start..start + inner.len() }, at + length)
}

/// Bytes up to the closing quotation mark; two of them are one that belongs to the text.
fn quoted_len(text: &str) -> Option<usize> {
    let mut at = 0;
    loop {
        let mark = at + text[at..].find('"')?;
        if !text[mark + 1..].starts_with('"') {
            return Some(mark);
        }
        at = mark + 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<Vec<String>> {
        let row = |row: Vec<Field>| row.into_iter().map(|field| field.text).collect();
        rows(text).into_iter().map(row).collect()
    }

    #[test]
    fn the_separator_is_found_by_what_it_divides() {
        for sign in [",", ";", "\t", "،", "|"] {
            let text = format!("البلد{sign}العدد\nمصر{sign}1\r\n\nتونس{sign}2\n");
            assert_eq!(
                texts(&text),
                [["البلد", "العدد"], ["مصر", "1"], ["تونس", "2"]],
                "{sign}"
            );
        }
        assert_eq!(texts("a;b\n1,5;2\n3;4,5"), [["a", "b"], ["1,5", "2"], ["3", "4,5"]]);
    }

    #[test]
    fn quotes_hold_separators_lines_and_quotes() {
        let text = "a,b\n\"x, \"\"y\"\"\",\"two\nlines\"\n,\"\"\n\"open,z\n";
        let found = texts(text);
        assert_eq!(found[1], ["x, \"y\"", "two\nlines"]);
        assert_eq!(found[2], ["\"open", "z"]);
        let field = &rows(text)[1][1];
        assert_eq!(&text[field.place.clone()], "two\nlines");
    }
}
