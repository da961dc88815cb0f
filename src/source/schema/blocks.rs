//! The typed blocks of a text file.
//!
//! Several have a short form beside the long one: a list of items, or a text.

use schemars::JsonSchema;

use super::text::Piece;
use super::values::{Prose, json_type, two_forms};
use crate::diag::{Diagnostic, Span};
use crate::model::CellAlign;
use crate::model::lang::Marker;
use crate::source::decode::{Decode, Decoder, Str, choice, record};
use crate::source::node::{Kind, Node};

/// A term with its description.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct TermRow {
    /// The term, without a colon.
    pub term: Prose,
    /// Its description: one paragraph or more.
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
    pub numbered: Option<bool>,
    /// The first number.
    pub start: Option<u32>,
    /// How the items are marked, such as `abjad` or `lower-latin`; numbered lists take the
    /// edition's digits, where the key is left out.
    pub marker: Option<Marker>,
    /// The items; each is Markdown and may hold nested lists.
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
        if matches!(node.kind, Kind::Map(_)) {
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
        if matches!(node.kind, Kind::Map(_)) {
            return ListMap::decode(node, cx).map(Self);
        }
        let items = Decode::decode(node, cx)?;
        Some(Self(ListMap { numbered: None, start: None, marker: None, items }))
    }
}

/// A table.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub struct TableBlock {
    /// Its caption.
    pub caption: Option<Prose>,
    /// The head row.
    pub head: Vec<Cell>,
    /// How each column is aligned.
    pub align: Option<Vec<CellAlign>>,
    /// The rows, each with as many cells as the head.
    pub rows: Vec<Vec<Cell>>,
    /// Whether the first column names its row.
    pub row_heads: Option<bool>,
    /// Where the table begins.
    #[schemars(skip)]
    pub span: Span,
}

record!(TableBlock spanned { caption, head, align, rows, row_heads });

choice!(CellAlign { "start" => Start, "center" => Center, "end" => End });
json_type!(CellAlign, "CellAlign", { "enum": ["start", "center", "end"] });

/// A cell of a table; it may be empty.
#[derive(Debug, Clone)]
pub struct Cell {
    /// Its text.
    pub text: Option<Prose>,
    /// Where it stands.
    pub span: Span,
}

impl Decode for Cell {
    fn decode(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Self> {
        let empty = match &node.kind {
            Kind::Null => true,
            Kind::Scalar(scalar) => scalar.text.is_empty(),
            _ => false,
        };
        let text = if empty { None } else { Some(Prose::decode(node, cx)?) };
        Some(Self { text, span: node.span })
    }
}

json_type!(Cell, "Cell", { "not": { "type": ["array", "object"] } });

/// A tinted box.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct CalloutMap {
    /// Its title.
    pub title: Option<Prose>,
    /// What stands in it.
    pub body: Vec<Piece>,
}

record!(CalloutMap { title, body });

/// A tinted box: Markdown, or its long form.
#[derive(Debug, Clone)]
pub struct CalloutBlock(pub CalloutMap);

impl Decode for CalloutBlock {
    fn decode(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Self> {
        if matches!(node.kind, Kind::Map(_)) {
            return CalloutMap::decode(node, cx).map(Self);
        }
        let body = vec![Piece::Markdown(Prose::decode(node, cx)?)];
        Some(Self(CalloutMap { title: None, body }))
    }
}

/// A quotation.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct QuoteMap {
    /// Its paragraphs.
    pub text: Prose,
    /// Who said it.
    pub attribution: Option<Prose>,
}

record!(QuoteMap { text, attribution });

/// A quotation: Markdown, or its long form.
#[derive(Debug, Clone)]
pub struct QuoteBlock(pub QuoteMap);

impl Decode for QuoteBlock {
    fn decode(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Self> {
        if matches!(node.kind, Kind::Map(_)) {
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
    pub number: Prose,
    /// What it counts.
    pub label: Prose,
}

record!(FactRow { number, label });

/// A step.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct StepRow {
    /// Its title.
    pub title: Prose,
    /// What is done: one paragraph or more.
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
    pub label: Prose,
    /// The number or address; Markdown makes it a link.
    pub value: Prose,
}

record!(ContactRow { label, value });

/// A QR code.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct QrBlock {
    /// What it encodes: an address, in most cases.
    pub data: Str,
    /// What it is for, in words.
    pub alt: Str,
}

record!(QrBlock { data, alt });

/// A heading inside a section.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct HeadingMap {
    /// Its text.
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
        if matches!(node.kind, Kind::Map(_)) {
            return HeadingMap::decode(node, cx).map(Self);
        }
        Some(Self(HeadingMap { text: Prose::decode(node, cx)?, level: None }))
    }
}

two_forms!(ListItem, "Item", ItemMap, { "type": ["string", "number"] });
two_forms!(ListBlock, "List", ListMap, { "type": "array" });
two_forms!(CalloutBlock, "Callout", CalloutMap, { "type": "string" });
two_forms!(QuoteBlock, "Quote", QuoteMap, { "type": "string" });
two_forms!(HeadingBlock, "Heading", HeadingMap, { "type": "string" });
