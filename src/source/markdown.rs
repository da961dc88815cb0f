//! Markdown to inline content and simple blocks.
//!
//! In: the text of one scalar with its [`PlaceMap`]. Out: paragraphs, headings of level 3 and
//! 4, nested lists, tables, quotations and footnotes, as CommonMark 0.31 with the tables and
//! footnotes of GitHub's dialect reads them (comrak). What a brochure cannot hold, above all
//! raw HTML and pictures, is refused at its place. A link to `lang:fr` says the language of a
//! foreign stretch; brackets with braces after them are a span (`span`), `~~` strikes out. What
//! authors type otherwise than CommonMark reads it is made into what it reads (`typed`, `flank`).

mod dialect;
mod flank;
mod label;
mod leftover;
mod refuse;
mod runs;
mod sign;
mod text;
mod typed;
mod verse;

use std::collections::BTreeMap;
use std::ops::Range;

use comrak::nodes::{
    ListType, Node, NodeList, NodeTable, NodeValue, Sourcepos, TableAlignment,
};
use comrak::{Arena, Options, parse_document};

use super::bracket::Frames;
use super::letters::{self, Oddity};
use super::link;
use super::parsed::{
    MarkdownBlock, Parsed, ParsedLine, ParsedNote, begins_block, composed, is_plain, join,
    plain_line, unguard,
};
use super::place::PlaceMap;
use super::rewrite::{Rewriter, Rewritten, Way};
use crate::diag::{Diagnostic, Sink, Span};
use crate::model::lang::Marker;
use crate::model::style::Colors;
use crate::model::{CellAlign, Inline};

/// Deepest nesting of lists and quotations.
const MAX_DEPTH: usize = 16;

/// What a text may name that lies outside of it.
#[derive(Clone, Copy)]
pub(super) struct References<'a> {
    /// The theme's colours.
    pub(super) colors: &'a Colors,
    /// The number of its first footnote.
    pub(super) first_note: usize,
}

/// Reads a scalar as blocks.
pub(super) fn blocks(
    text: &str,
    places: &PlaceMap,
    around: References<'_>,
    sink: &mut Sink,
) -> Parsed {
    leftover::before(text, places, sink);
    dialect::tell(text, places, sink);
    dialect::tell_lines(text, places, sink);
    let (meant, odd) = letters::meant(text);
    let way = Way::new(places).after(meant.changes);
    tell(&odd, places, sink);
    let typed = typed::blocks(&meant.text);
    let way = way.after(typed.markdown.changes);
    let body = typed.markdown.text.trim_end();
    if is_plain(body) && !begins_block(body) {
        let piece = MarkdownBlock::Paragraph(plain_line(body, &way));
        return Parsed { blocks: vec![piece], notes: vec![] };
    }
    let Rewritten { text, changes } = flank::emphasis(&typed.markdown.text);
    MarkdownReader::new(&text, way.after(changes), typed.markers, around, sink).read()
}

/// Reads a scalar as one line or paragraph of inline content.
pub(super) fn inline(
    text: &str,
    places: &PlaceMap,
    around: References<'_>,
    sink: &mut Sink,
) -> (ParsedLine, Vec<ParsedNote>) {
    let (meant, odd) = letters::meant(text);
    let way = Way::new(places).after(meant.changes);
    tell(&odd, places, sink);
    dialect::tell(text, places, sink);
    let body = meant.text.trim_end();
    if is_plain(body) {
        return (plain_line(body, &way), vec![]);
    }
    // A full stop in front keeps `1.`, `#` or `-` from beginning a block.
    let mut guard = Rewriter::new(&meant.text);
    guard.replace(0..body.len() - body.trim_start().len(), ".");
    let Rewritten { text: guarded, changes } = guard.finish();
    let (whole, way) = (way.span(0..body.len()), way.after(changes));
    let Rewritten { text, changes } = flank::emphasis(&guarded);
    let mut reader =
        MarkdownReader::new(&text, way.after(changes), BTreeMap::new(), around, sink);
    reader.guard = 1;
    let mut parsed = reader.read();
    let mut found = parsed.blocks.drain(..);
    let mut inlines = match found.next() {
        Some(MarkdownBlock::Paragraph(line)) => line.inlines,
        _ => vec![],
    };
    if let Some(more) = found.next() {
        let message = "this must be one line of text, without paragraphs, lists or tables";
        sink.push(Diagnostic::error("one-line", more.span(), message));
    }
    drop(found);
    unguard(&mut inlines);
    (ParsedLine { inlines, span: whole }, parsed.notes)
}

/// Tells what was odd about the characters of a text: of each kind the first.
fn tell(odd: &[Oddity], places: &PlaceMap, sink: &mut Sink) {
    for oddity in letters::firsts(odd) {
        sink.push(letters::remark(oddity.kind, places.span(oddity.range.clone())));
    }
}

struct MarkdownReader<'a, 's> {
    markdown: &'a str,
    /// From the Markdown to the file.
    way: Way<'a>,
    /// Markers of lists, by the lines of their first items.
    markers: BTreeMap<usize, Marker>,
    /// First bytes of the Markdown's lines.
    lines: Vec<usize>,
    around: References<'a>,
    /// Labels of the notes in the order of their first marks.
    labels: Vec<String>,
    in_note: bool,
    /// Bytes at the start that the text does not have.
    guard: usize,
    /// Where the last block with HTML begins: one is told once.
    html: Option<usize>,
    sink: &'s mut Sink,
}

impl<'a, 's> MarkdownReader<'a, 's> {
    fn new(
        markdown: &'a str,
        way: Way<'a>,
        markers: BTreeMap<usize, Marker>,
        around: References<'a>,
        sink: &'s mut Sink,
    ) -> Self {
        let ends =
            markdown.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i + 1);
        let lines = std::iter::once(0).chain(ends).collect();
        Self {
            markdown,
            way,
            markers,
            lines,
            around,
            labels: vec![],
            in_note: false,
            guard: 0,
            html: None,
            sink,
        }
    }

    fn read(&mut self) -> Parsed {
        let arena = Arena::new();
        let root = parse_document(&arena, self.markdown, &options());
        let blocks = self.pieces(root, 0);
        let notes = self.notes(root);
        Parsed { blocks, notes }
    }

    /// Block content of `parent`, without the definitions of footnotes.
    fn pieces(&mut self, parent: Node<'_>, depth: usize) -> Vec<MarkdownBlock> {
        if depth > MAX_DEPTH {
            let span = self.span(parent);
            let message = format!("lists and quotations are nested more than {MAX_DEPTH} deep");
            self.sink.push(Diagnostic::error("too-deep", span, message));
            return vec![];
        }
        parent.children().filter_map(|child| self.piece(child, depth)).collect()
    }

    fn piece(&mut self, node: Node<'_>, depth: usize) -> Option<MarkdownBlock> {
        let span = self.span(node);
        match &node.data().value {
            NodeValue::Paragraph => {
                self.lost_block(node);
                Some(MarkdownBlock::Paragraph(self.line(node)))
            }
            NodeValue::Heading(heading) if (3..=4).contains(&heading.level) => {
                Some(MarkdownBlock::Heading(heading.level, self.line(node)))
            }
            NodeValue::List(list) => Some(self.list(node, list, depth)),
            NodeValue::Table(table) => Some(self.table(node, table)),
            NodeValue::BlockQuote => {
                Some(MarkdownBlock::Quote(self.pieces(node, depth + 1), span))
            }
            NodeValue::FootnoteDefinition(_) => None,
            other => {
                self.refuse(other, node);
                None
            }
        }
    }

    fn list(&mut self, node: Node<'_>, list: &NodeList, depth: usize) -> MarkdownBlock {
        let span = self.span(node);
        let start = match list.list_type {
            ListType::Ordered => Some(u32::try_from(list.start).unwrap_or(1)),
            ListType::Bullet => None,
        };
        let line = node.data().sourcepos.start.line;
        let marker = start.and_then(|_| self.markers.get(&line).copied());
        let items = node.children().map(|item| self.pieces(item, depth + 1)).collect();
        MarkdownBlock::List { start, marker, items, span }
    }

    fn table(&mut self, node: Node<'_>, table: &NodeTable) -> MarkdownBlock {
        let span = self.span(node);
        let align = table.alignments.iter().map(|align| match align {
            TableAlignment::Center => CellAlign::Center,
            TableAlignment::Right => CellAlign::End,
            TableAlignment::None | TableAlignment::Left => CellAlign::Start,
        });
        let align = align.collect();
        let mut rows =
            node.children().map(|row| row.children().map(|cell| self.line(cell)).collect());
        let head = rows.next().unwrap_or_default();
        let rows = rows.collect();
        MarkdownBlock::Table { head, align, rows, span }
    }

    /// The footnotes that have marks; those that have none are reported.
    fn notes(&mut self, root: Node<'_>) -> Vec<ParsedNote> {
        let defined: Vec<_> = root
            .descendants()
            .filter_map(|node| match &node.data().value {
                NodeValue::FootnoteDefinition(note) => Some((note.name.clone(), node)),
                _ => None,
            })
            .collect();
        for (name, node) in defined.iter().filter(|(name, _)| !self.labels.contains(name)) {
            let message = format!("the footnote `{name}` has no mark in the text");
            let fault = Diagnostic::error("unused-note", self.span(node), message);
            self.sink.push(fault.with_hint(format!("write `[^{name}]` where it belongs")));
        }
        self.in_note = true;
        let labels = self.labels.clone();
        labels
            .into_iter()
            .filter_map(|label| {
                let (_, node) = defined.iter().find(|(name, _)| *name == label)?;
                let span = self.span(node);
                Some(ParsedNote { body: self.note_body(node), label, span })
            })
            .collect()
    }

    fn note_body(&mut self, note: Node<'_>) -> Vec<ParsedLine> {
        let pieces = self.pieces(note, 1);
        pieces
            .into_iter()
            .filter_map(|piece| match piece {
                MarkdownBlock::Paragraph(line) => Some(line),
                other => {
                    let message = "a footnote can hold paragraphs only";
                    self.sink.push(Diagnostic::error("note-content", other.span(), message));
                    None
                }
            })
            .collect()
    }

    fn line(&mut self, node: Node<'_>) -> ParsedLine {
        let span = self.span(node);
        self.leftovers(node);
        ParsedLine { inlines: self.inlines(node, 0), span }
    }

    fn inlines(&mut self, parent: Node<'_>, depth: usize) -> Vec<Inline> {
        if depth > MAX_DEPTH {
            let span = self.span(parent);
            self.sink.push(Diagnostic::error("too-deep", span, "emphasis is nested too deep"));
            return vec![];
        }
        let is_verse = verse::is_verse(self.typed(parent));
        let mut frames = Frames::default();
        for node in parent.children() {
            let span = self.span(node);
            match &node.data().value {
                NodeValue::Text(text) => self.text(&mut frames, text, node),
                NodeValue::Escaped => self.escaped(&mut frames, node),
                NodeValue::SoftBreak if is_verse => frames.out().push(Inline::Break),
                NodeValue::SoftBreak => join(frames.out(), " ", span),
                NodeValue::LineBreak => frames.out().push(Inline::Break),
                NodeValue::Code(code) => {
                    let text = text::unmarked(&code.literal).replace(letters::LINE_END, " ");
                    let text = composed(text.into());
                    frames.out().push(Inline::Code { text, span });
                }
                NodeValue::Strikethrough => {
                    let content = self.inlines(node, depth + 1);
                    frames.out().extend(self.struck(content, node));
                }
                NodeValue::Emph => {
                    let content = self.inlines(node, depth + 1);
                    frames.out().push(Inline::Emphasis(content));
                }
                NodeValue::Strong => {
                    let content = self.inlines(node, depth + 1);
                    frames.out().push(Inline::Strong(content));
                }
                NodeValue::Link(target) => {
                    if !target.title.is_empty() {
                        let message = "a link's title is not used";
                        self.sink.push(
                            Diagnostic::error("link-title", span, message)
                                .with_hint("remove the words in quotation marks"),
                        );
                    }
                    let url = text::unmarked(&target.url);
                    let content = self.inlines(node, depth + 1);
                    frames.out().extend(link::link(&url, content, span, self.sink));
                }
                NodeValue::FootnoteReference(mark) => {
                    let mark = self.mark(&mark.name, span);
                    frames.out().extend(mark);
                }
                other => self.refuse(other, node),
            }
        }
        frames.finish()
    }

    /// The lines that a paragraph is written in.
    fn typed(&self, node: Node<'_>) -> &'a str {
        let data = node.data();
        if !matches!(data.value, NodeValue::Paragraph) {
            return "";
        }
        let start = |line: usize| self.lines.get(line).copied().unwrap_or(self.markdown.len());
        let place = data.sourcepos;
        &self.markdown[start(place.start.line.saturating_sub(1))..start(place.end.line)]
    }

    fn mark(&mut self, name: &str, span: Span) -> Option<Inline> {
        if self.in_note {
            let message = "a footnote cannot have a footnote";
            self.sink.push(Diagnostic::error("note-content", span, message));
            return None;
        }
        let place = self.labels.iter().position(|label| label == name).unwrap_or_else(|| {
            self.labels.push(name.to_owned());
            self.labels.len() - 1
        });
        Some(Inline::NoteMark { note: self.around.first_note + place, span })
    }

    fn span(&self, node: Node<'_>) -> Span {
        self.way.span(self.range(node.data().sourcepos))
    }

    /// Bytes of the Markdown.
    fn range(&self, at: Sourcepos) -> Range<usize> {
        let byte = |line: usize, column: usize| {
            let start =
                self.lines.get(line.saturating_sub(1)).copied().unwrap_or(self.markdown.len());
            (start + column.saturating_sub(1)).min(self.markdown.len())
        };
        let start = byte(at.start.line, at.start.column);
        let end = byte(at.end.line, at.end.column) + 1;
        start..end.max(start)
    }
}

fn options() -> Options<'static> {
    let mut options = Options::default();
    options.extension.table = true;
    options.extension.footnotes = true;
    options.extension.strikethrough = true;
    options.parse.leave_footnote_definitions = true;
    options.parse.escaped_char_spans = true;
    options
}
