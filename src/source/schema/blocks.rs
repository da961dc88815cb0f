//! The typed blocks of a text file.
//!
//! Several have a short form beside the long one: a list of items, or a text.

use schemars::JsonSchema;

use super::text::BodyPiece;
use super::values::{Prose, json_type, two_forms};
use crate::diag::{Diagnostic, Span};
use crate::model::CellAlign;
use crate::model::lang::Marker;
use crate::source::decode::{Decode, Decoder, Str, choice, record};
use crate::source::node::{Node, NodeKind};

/// A term with its description.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct TermRow {
    /// The term, without a colon.
    #[schemars(extend("x-also" = ["name", "word", "title", "key"]))]
    pub term: Prose,
    /// Its description: one paragraph or more.
    #[schemars(extend("x-also" = ["description", "definition", "desc", "value", "body"]))]
    pub text: Prose,
    /// Where the row begins.
    #[schemars(skip)]
    pub span: Span,
}

record!(TermRow spanned { term, text });

/// Bullets, or numbers.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct ListMap {
    /// Whether the items are numbered.
    #[schemars(extend("x-also" = ["ordered"]))]
    pub numbered: Option<bool>,
    /// The first number.
    pub start: Option<u32>,
    /// How the items are marked, such as `abjad` or `lower-latin`; numbered lists take the
    /// edition's digits, where the key is left out.
    pub marker: Option<Marker>,
    /// The items; each is Markdown and may hold nested lists.
    #[schemars(extend("x-also" = ["rows", "entries"]))]
    pub items: Vec<ListItem>,
}

/// An item of a list: Markdown, or text with a list of its own below it.
#[derive(Debug, Clone)]
pub struct ListItem {
    /// Its text.
    pub text: Prose,
    /// The list below it, with markers of its own.
    pub list: Option<ListBlock>,
}

/// The long form of an item.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct ItemMap {
    /// Its text.
    text: Prose,
    /// The list below it, with markers of its own.
    list: Option<ListBlock>,
}

record!(ItemMap { text, list });

impl Decode for ListItem {
    fn decode(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Self> {
        if matches!(node.kind, NodeKind::Map(_)) {
            let ItemMap { text, list } = ItemMap::decode(node, cx)?;
            return Some(Self { text, list });
        }
        Some(Self { text: Prose::decode(node, cx)?, list: None })
    }
}

record!(ListMap { numbered, start, marker, items });

/// A list in its short form, bullets, or in its long one.
#[derive(Debug, Clone)]
pub struct ListBlock(pub ListMap);

impl Decode for ListBlock {
    fn decode(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Self> {
        if matches!(node.kind, NodeKind::Map(_)) {
            return ListMap::decode(node, cx).map(Self);
        }
        let items = Decode::decode(node, cx)?;
        Some(Self(ListMap { numbered: None, start: None, marker: None, items }))
    }
}

/// A table: head and rows, or the text of a spreadsheet.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(
    rename_all = "kebab-case",
    deny_unknown_fields,
    extend("x-chief" = "csv", "x-list" = "lines")
)]
pub struct TableBlock {
    /// Its caption.
    #[schemars(extend("x-also" = ["title"]))]
    pub caption: Option<Prose>,
    /// The head row.
    #[schemars(extend("x-also" = ["header", "headers", "headings", "columns", "heads"]))]
    pub head: Option<Vec<CellText>>,
    /// How each column is aligned.
    pub align: Option<Vec<CellAlign>>,
    /// The rows, each with as many cells as the head.
    #[schemars(extend("x-also" = ["body", "data", "cells"]))]
    pub rows: Option<Vec<Vec<CellText>>>,
    /// Head and rows in one list; the first is the head.
    pub lines: Option<Vec<Vec<CellText>>>,
    /// A file of comma- or tab-separated values from the project's folder on, such as
    /// `assets/prices.csv`, or such values themselves; the first line is the head.
    #[schemars(extend("format" = "table", "examples" = ["assets/table.csv"], "x-also" = ["tsv", "file", "src", "path", "url", "href"]))]
    pub csv: Option<Prose>,
    /// Whether the first column names its row.
    pub row_heads: Option<bool>,
    /// Where the table begins.
    #[schemars(skip)]
    pub span: Span,
}

record!(TableBlock spanned { caption, head, align, rows, lines, csv, row_heads });

choice!(CellAlign { "start" => Start, "center" => Center, "end" => End });
json_type!(CellAlign, "CellAlign", { "enum": ["start", "center", "end"] });

/// A cell of a table; it may be empty.
#[derive(Debug, Clone)]
pub struct CellText {
    /// Its text.
    pub text: Option<Prose>,
    /// Where it stands.
    pub span: Span,
}

impl Decode for CellText {
    fn decode(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Self> {
        let empty = match &node.kind {
            NodeKind::Null => true,
            NodeKind::Scalar(scalar) => scalar.text.is_empty(),
            _ => false,
        };
        let text = if empty { None } else { Some(Prose::decode(node, cx)?) };
        Some(Self { text, span: node.span })
    }
}

json_type!(CellText, "Cell", { "not": { "type": ["array", "object"] } });

/// A tinted box.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct CalloutMap {
    /// Its title.
    #[schemars(extend("x-also" = ["heading"]))]
    pub title: Option<Prose>,
    /// What stands in it.
    #[schemars(extend("x-also" = ["text", "content", "pieces"]))]
    pub body: Vec<BodyPiece>,
}

record!(CalloutMap { title, body });

/// A tinted box: Markdown, or its long form.
#[derive(Debug, Clone)]
pub struct CalloutBlock(pub CalloutMap);

impl Decode for CalloutBlock {
    fn decode(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Self> {
        if matches!(node.kind, NodeKind::Map(_)) {
            return CalloutMap::decode(node, cx).map(Self);
        }
        let body = vec![BodyPiece::Markdown(Prose::decode(node, cx)?)];
        Some(Self(CalloutMap { title: None, body }))
    }
}

/// A quotation.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct QuoteMap {
    /// Its paragraphs.
    #[schemars(extend("x-also" = ["quote", "body"]))]
    pub text: Prose,
    /// Who said it.
    #[schemars(extend("x-also" = ["author", "by", "cite", "source", "who"]))]
    pub attribution: Option<Prose>,
}

record!(QuoteMap { text, attribution });

/// A quotation: Markdown, or its long form.
#[derive(Debug, Clone)]
pub struct QuoteBlock(pub QuoteMap);

impl Decode for QuoteBlock {
    fn decode(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Self> {
        if matches!(node.kind, NodeKind::Map(_)) {
            return QuoteMap::decode(node, cx).map(Self);
        }
        Some(Self(QuoteMap { text: Prose::decode(node, cx)?, attribution: None }))
    }
}

/// A big number.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct FactRow {
    /// The number, as it is to be printed.
    #[schemars(extend("x-also" = ["value", "figure", "count"]))]
    pub number: Prose,
    /// What it counts.
    #[schemars(extend("x-also" = ["text", "caption", "title"]))]
    pub label: Prose,
}

record!(FactRow { number, label });

/// A step.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct StepRow {
    /// Its title.
    #[schemars(extend("x-also" = ["heading", "name", "step"]))]
    pub title: Prose,
    /// What is done: one paragraph or more.
    #[schemars(extend("x-also" = ["description", "body"]))]
    pub text: Option<Prose>,
}

record!(StepRow { title, text });

/// Ways to reach the organisation.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct ContactBlock {
    /// Its title.
    pub title: Option<Prose>,
    /// The ways.
    #[schemars(extend("x-also" = ["items", "entries", "ways"]))]
    pub rows: Vec<ContactRow>,
    /// A QR code beside them.
    pub qr: Option<QrBlock>,
}

record!(ContactBlock { title, rows, qr });

/// A way to reach the organisation.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct ContactRow {
    /// What it is, such as «telephone».
    #[schemars(extend("x-also" = ["name", "title", "type"]))]
    pub label: Prose,
    /// The number or address; Markdown makes it a link.
    #[schemars(extend("x-also" = ["text", "address"]))]
    pub value: Prose,
}

record!(ContactRow { label, value });

/// A QR code.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct QrBlock {
    /// What it encodes: an address, in most cases.
    #[schemars(extend("format" = "uri", "examples" = ["https://example.org/"], "x-also" = ["url", "link", "href", "text", "content", "address"]))]
    pub data: Str,
    /// What it is for, in words.
    #[schemars(extend("x-also" = ["label", "description", "caption"]))]
    pub alt: Str,
}

record!(QrBlock { data, alt });

/// A heading inside a section.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct HeadingMap {
    /// Its text.
    #[schemars(extend("x-also" = ["title", "heading"]))]
    pub text: Prose,
    /// 3, where the key is left out, or 4.
    #[schemars(range(min = 3, max = 4))]
    pub level: Option<u32>,
}

record!(HeadingMap { text, level: good_level });

fn good_level(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Option<u32>> {
    let level = Option::<u32>::decode(node, cx)?;
    if level.is_none_or(|level| level == 3 || level == 4) {
        return Some(level);
    }
    cx.sink.push(
        Diagnostic::error(
            "bad-level",
            node.span,
            "headings inside a section are of level 3 or 4",
        )
        .with_hint("level 1 is the title, level 2 are the sections"),
    );
    None
}

/// A heading: text, or its long form.
#[derive(Debug, Clone)]
pub struct HeadingBlock(pub HeadingMap);

impl Decode for HeadingBlock {
    fn decode(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Self> {
        if matches!(node.kind, NodeKind::Map(_)) {
            return HeadingMap::decode(node, cx).map(Self);
        }
        Some(Self(HeadingMap { text: Prose::decode(node, cx)?, level: None }))
    }
}

two_forms!(ListItem, "Item", ItemMap, { "type": ["string", "number"], "format": "markdown" });
two_forms!(ListBlock, "List", ListMap, {
    "type": "array",
    "items": {
        "anyOf": [
            { "type": ["string", "number"], "format": "markdown" },
            { "$ref": "#/$defs/ItemMap" }
        ]
    }
});
two_forms!(CalloutBlock, "Callout", CalloutMap, { "type": "string", "format": "markdown" });
two_forms!(QuoteBlock, "Quote", QuoteMap, { "type": "string", "format": "markdown" });
two_forms!(HeadingBlock, "Heading", HeadingMap, { "type": "string", "format": "markdown" });
