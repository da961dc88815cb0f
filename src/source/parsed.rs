//! What Markdown is read into, and the plain text that needs no reader.

use std::borrow::Cow;

use super::letters::LINE_END;
use super::rewrite::Way;
use crate::diag::Span;
use crate::model::lang::Marker;
use crate::model::{CellAlign, Inline};

/// The content of one scalar.
#[derive(Debug, Default)]
pub(super) struct Parsed {
    /// Its blocks.
    pub(super) blocks: Vec<MarkdownBlock>,
    /// Its footnotes, in the order of their first marks.
    pub(super) notes: Vec<ParsedNote>,
}

/// A block of Markdown.
#[derive(Debug)]
pub(super) enum MarkdownBlock {
    Paragraph(ParsedLine),
    Heading(u8, ParsedLine),
    List {
        start: Option<u32>,
        marker: Option<Marker>,
        items: Vec<Vec<MarkdownBlock>>,
        span: Span,
    },
    Table {
        head: Vec<ParsedLine>,
        align: Vec<CellAlign>,
        rows: Vec<Vec<ParsedLine>>,
        span: Span,
    },
    Quote(Vec<MarkdownBlock>, Span),
}

/// Inline content with its place.
#[derive(Debug)]
pub(super) struct ParsedLine {
    pub(super) inlines: Vec<Inline>,
    pub(super) span: Span,
}

/// A footnote with its paragraphs.
#[derive(Debug)]
pub(super) struct ParsedNote {
    pub(super) label: String,
    pub(super) body: Vec<ParsedLine>,
    pub(super) span: Span,
}

impl MarkdownBlock {
    /// Where the block begins.
    pub(super) fn span(&self) -> Span {
        match self {
            Self::Paragraph(line) | Self::Heading(_, line) => line.span,
            Self::List { span, .. } | Self::Table { span, .. } | Self::Quote(_, span) => *span,
        }
    }
}

/// Takes off the full stop that [`super::markdown::inline`] put in front.
pub(super) fn unguard(inlines: &mut Vec<Inline>) {
    let Some(Inline::Text { text, .. }) = inlines.first_mut() else { return };
    if let Some(rest) = text.strip_prefix('.') {
        *text = rest.to_owned();
    }
    if text.is_empty() {
        inlines.remove(0);
    }
}

/// Whether nothing in `text` can mean anything in Markdown after the start of a line.
pub(super) fn is_plain(text: &str) -> bool {
    let special = |b: u8| {
        matches!(
            b,
            b'\n' | b'\r' | b'\t' | b'\\' | b'`' | b'*' | b'_' | b'[' | b']' | b'<' | b'&'
        )
    };
    !text.bytes().any(special) && !text.contains("~~") && !text.contains(LINE_END)
}

pub(super) fn begins_block(text: &str) -> bool {
    let starts = |b: &u8| {
        b.is_ascii_digit() || matches!(b, b'#' | b'>' | b'-' | b'+' | b'=' | b'~' | b'|' | b' ')
    };
    text.as_bytes().first().is_some_and(starts)
}

pub(super) fn plain_line(text: &str, way: &Way<'_>) -> ParsedLine {
    let trimmed = text.trim_start();
    let span = way.span(text.len() - trimmed.len()..text.len());
    ParsedLine { inlines: vec![Inline::Text { text: composed(trimmed.into()), span }], span }
}

/// The text in NFC (UAX #15): fonts and searches expect composed letters.
pub(super) fn composed(text: Cow<'_, str>) -> String {
    use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};
    // Nothing below U+0300 is ever decomposed; plain Arabic letters are asked for first.
    let plain = |c: char| matches!(c, '\0'..='\u{2FF}' | '\u{621}'..='\u{64A}' | '\u{2018}'..='\u{201F}');
    if text.chars().all(plain) || is_nfc_quick(text.chars()) == IsNormalized::Yes {
        text.into_owned()
    } else {
        text.nfc().collect()
    }
}

/// Adds text, in one piece with text before it: words may go on from node to node.
pub(super) fn join(out: &mut Vec<Inline>, more: &str, place: Span) {
    if let Some(Inline::Text { text, span }) = out.last_mut() {
        text.push_str(more);
        // What begins with ASCII composes with nothing before it.
        if more.is_ascii() {
            span.end = span.end.max(place.end);
            return;
        }
        *text = composed(std::mem::take(text).into());
        span.end = span.end.max(place.end);
    } else {
        out.push(Inline::Text { text: composed(more.into()), span: place });
    }
}
