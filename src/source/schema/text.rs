//! `text/<language>.yaml`: the whole text of one language.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::brochure::{identifier, isbn};
use super::values::{Id, Mark, Prose, json_type};
use crate::diag::{Diagnostic, Span};
use crate::model::lang::Lang;
use crate::model::{CellAlign, FigureWidth, SectionStyle, Status};
use crate::source::decode::{Decode, Decoder, Str, choice, record};
use crate::source::node::{Kind, Node};

/// The whole text of one language.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub struct TextFile {
    /// The brochure's title.
    pub title: Title,
    /// The title in another language, or a second line.
    pub subtitle: Option<Title>,
    /// `draft` until a person has reviewed the text.
    pub status: Option<Status>,
    /// A sentence or two about the brochure, for catalogues and search engines.
    pub description: Option<Str>,
    /// The publishing organisation, in this language.
    pub publisher: Option<Str>,
    /// Licence line, in this language.
    pub licence: Option<Str>,
    /// This language's ISBN.
    pub isbn: Option<Str>,
    /// Edition statement, in this language.
    pub edition: Option<Str>,
    /// Stable identifier of this language's edition.
    pub identifier: Option<Str>,
    /// Words that the outputs say by themselves, where the usual ones do not fit.
    pub words: Option<WordsChange>,
    /// The sections in reading order.
    #[schemars(length(min = 1))]
    pub sections: Vec<Section>,
}

record!(TextFile {
    title,
    subtitle,
    status,
    description,
    publisher,
    licence,
    isbn,
    edition,
    identifier,
    words,
    sections,
});

/// A title: text, or text with its language.
#[derive(Debug, Clone)]
pub struct Title {
    /// The title, on one line; emphasis is allowed.
    pub text: Prose,
    /// Its language, where the script does not tell.
    pub lang: Option<Lang>,
}

/// The long form of a title.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct TitleMap {
    /// The title.
    text: Prose,
    /// Its language, where the script does not tell.
    lang: Option<Lang>,
}

record!(TitleMap { text, lang });

impl Decode for Title {
    fn decode(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Self> {
        if matches!(node.kind, Kind::Map(_)) {
            let TitleMap { text, lang } = TitleMap::decode(node, cx)?;
            return Some(Self { text, lang });
        }
        Some(Self { text: Prose::decode(node, cx)?, lang: None })
    }
}

/// Words that the outputs say by themselves.
#[derive(Debug, Clone, Default, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub struct WordsChange {
    /// Heading of the contents.
    pub contents: Option<Str>,
    /// Label of a figure.
    pub figure: Option<Str>,
    /// Label of a table.
    pub table: Option<Str>,
    /// Heading of the footnotes on the web.
    pub notes: Option<Str>,
    /// The cover.
    pub cover: Option<Str>,
    /// First link of a web page.
    pub skip: Option<Str>,
    /// Label of the language switcher.
    pub languages: Option<Str>,
    /// Label of a page number.
    pub page: Option<Str>,
    /// What a draft edition says of itself.
    pub draft: Option<Str>,
    /// Label of a link back from a note.
    pub back: Option<Str>,
    /// Label of the closing page.
    pub imprint: Option<Str>,
    /// Label of a list of files.
    pub files: Option<Str>,
}

record!(WordsChange {
    contents,
    figure,
    table,
    notes,
    cover,
    skip,
    languages,
    page,
    draft,
    back,
    imprint,
    files,
});

/// A section: a heading and what stands under it.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Section {
    /// Its name, the same in all languages; links say `#id`.
    pub id: Id,
    /// Its heading.
    pub heading: Prose,
    /// How it is set; by its content, where the key is left out.
    pub style: Option<SectionStyle>,
    /// What stands under the heading: Markdown, or a typed block.
    pub body: Option<Vec<Piece>>,
    /// Where it begins.
    #[schemars(skip)]
    pub span: Span,
}

record!(Section spanned { id, heading, style, body });

/// A piece of a body.
#[derive(Debug, Clone)]
pub enum Piece {
    /// Markdown.
    Markdown(Prose),
    /// A typed block.
    Typed(Box<TypedBlock>),
}

impl Decode for Piece {
    fn decode(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Self> {
        match node.kind {
            Kind::Map(_) => Decode::decode(node, cx).map(Self::Typed),
            Kind::Scalar(_) => Decode::decode(node, cx).map(Self::Markdown),
            _ => {
                cx.mismatch(node, "text or one typed block");
                None
            }
        }
    }
}

impl JsonSchema for Piece {
    fn schema_name() -> Cow<'static, str> {
        "Piece".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let typed = generator.subschema_for::<TypedBlock>();
        json_schema!({
            "description": "Markdown, or one typed block",
            "anyOf": [{ "type": ["string", "number"] }, typed]
        })
    }
}

/// One typed block: exactly one key besides `id`.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub struct TypedBlock {
    /// Its name, for links; the same in all languages.
    pub id: Option<Id>,
    /// Terms with their descriptions.
    pub terms: Option<Vec<TermRow>>,
    /// Bullets or numbers.
    pub list: Option<ListBlock>,
    /// A picture.
    pub figure: Option<Box<FigureBlock>>,
    /// A table.
    pub table: Option<Box<TableBlock>>,
    /// A tinted box.
    pub callout: Option<Box<CalloutBlock>>,
    /// A quotation.
    pub quote: Option<Box<QuoteBlock>>,
    /// Two to four big numbers.
    #[schemars(length(min = 2, max = 4))]
    pub facts: Option<Vec<FactRow>>,
    /// Numbered steps.
    pub steps: Option<Vec<StepRow>>,
    /// Ways to reach the organisation.
    pub contact: Option<Box<ContactBlock>>,
    /// A QR code.
    pub qr: Option<Box<QrBlock>>,
    /// Two or three columns side by side, each a list of pieces.
    #[schemars(length(min = 2, max = 3))]
    pub columns: Option<Vec<Vec<Piece>>>,
    /// A new page begins here.
    pub pagebreak: Mark,
    /// The contents stand here.
    pub toc: Mark,
    /// A heading inside the section.
    pub heading: Option<HeadingBlock>,
    /// Where the block begins.
    #[schemars(skip)]
    pub span: Span,
}

record!(TypedBlock spanned {
    id, terms, list, figure, table, callout, quote, facts, steps, contact, qr, columns, pagebreak,
    toc, heading,
});

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
    /// The items; each is Markdown and may hold nested lists.
    pub items: Vec<Prose>,
}

record!(ListMap { numbered, start, items });

/// A list in its short form, bullets, or in its long one.
#[derive(Debug, Clone)]
pub struct ListBlock(pub ListMap);

impl Decode for ListBlock {
    fn decode(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Self> {
        if matches!(node.kind, Kind::Map(_)) {
            return ListMap::decode(node, cx).map(Self);
        }
        Some(Self(ListMap { numbered: None, start: None, items: Decode::decode(node, cx)? }))
    }
}

/// A picture with what belongs to it.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct FigureBlock {
    /// The file, PNG, JPEG or SVG, from the project's folder on: `assets/map.svg`.
    pub file: Str,
    /// What the picture shows, in words, for those who do not see it.
    pub alt: Option<Str>,
    /// Whether it is decoration only and needs no `alt`.
    pub decorative: Option<bool>,
    /// Its caption.
    pub caption: Option<Prose>,
    /// Who made it.
    pub credit: Option<Prose>,
    /// How wide it is set.
    pub width: Option<FigureWidth>,
    /// Where the figure begins.
    #[schemars(skip)]
    pub span: Span,
}

record!(FigureBlock spanned { file, alt, decorative, caption, credit, width });

choice!(FigureWidth { "column" => Column, "text" => Text, "bleed" => Bleed });
json_type!(FigureWidth, "FigureWidth", { "enum": ["column", "text", "bleed"] });

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

json_type!(Cell, "Cell", { "type": ["string", "number", "null"] });

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

record!(HeadingMap { text, level });

fn level(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Option<u32>> {
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

/// Gives a type with a short and a long form the schema of both.
macro_rules! two_forms {
    ($type:ty, $name:literal, $long:ty, $short:tt) => {
        impl JsonSchema for $type {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                $name.into()
            }

            fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                let long = generator.subschema_for::<$long>();
                json_schema!({ "anyOf": [$short, long] })
            }
        }
    };
}

two_forms!(Title, "Title", TitleMap, { "type": ["string", "number"] });
two_forms!(ListBlock, "List", ListMap, {
    "type": "array", "items": { "type": ["string", "number"] }
});
two_forms!(CalloutBlock, "Callout", CalloutMap, { "type": "string" });
two_forms!(QuoteBlock, "Quote", QuoteMap, { "type": "string" });
two_forms!(HeadingBlock, "Heading", HeadingMap, { "type": "string" });
