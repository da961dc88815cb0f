//! `text/<language>.yaml`: the whole text of one language.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::blocks::*;
use super::brochure::{good_identifier, good_isbn};
use super::figure::FigureBlock;
use super::notice::{HelpBlock, MomentRow, OpeningRow, PairRow};
use super::values::{Flag, Id, Prose, json_type, two_forms};
pub use super::words::WordsChange;
use crate::diag::{Diagnostic, Span};
use crate::model::lang::{Digits, Lang};
use crate::model::style::{Align, Kashida};
use crate::model::{SectionStyle, Status};
use crate::source::decode::{Decode, Decoder, Str, choice, is_key, listed, nearest, record};
use crate::source::node::{Key, Node, NodeKind};

/// The whole text of one language.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub struct TextFile {
    /// The brochure's title.
    #[schemars(extend("x-also" = ["name", "العنوان", "عنوان"]))]
    pub title: Title,
    /// The title in another language, or a second line.
    #[schemars(extend("x-also" = ["العنوان الفرعي", "عنوان فرعي"]))]
    pub subtitle: Option<Title>,
    /// `draft` until a person has reviewed the text.
    pub status: Option<Status>,
    /// A sentence or two about the brochure, for catalogues and search engines.
    pub description: Option<Str>,
    /// The publishing organisation, in this language.
    pub publisher: Option<Str>,
    /// Place of publication, in this language.
    #[schemars(extend("x-also" = ["city"]))]
    pub place: Option<Str>,
    /// Licence line, in this language.
    pub licence: Option<Str>,
    /// This language's ISBN.
    #[schemars(extend("format" = "isbn"))]
    pub isbn: Option<Str>,
    /// Number of the document in this language.
    pub number: Option<Str>,
    /// Edition statement, in this language: its number, or words.
    pub edition: Option<Str>,
    /// Stable identifier of this language's edition.
    #[schemars(extend("format" = "uri"))]
    pub identifier: Option<Str>,
    /// Digits of this edition's folios, lists, notes and other numbers of the program; the
    /// language's own, where the key is left out.
    pub digits: Option<Digits>,
    /// Whether the numbers in the text are written in these digits, too. Phone numbers,
    /// addresses, codes and words in Latin letters stay as they are.
    pub digits_in_text: Option<DigitsInText>,
    /// Words that the outputs say by themselves, where the usual ones do not fit.
    pub words: Option<WordsChange>,
    /// The sections in reading order.
    #[schemars(length(min = 1), extend("x-also" = ["chapters", "content", "parts", "الأقسام", "أقسام", "الفصول"]))]
    pub sections: Vec<Section>,
}

record!(TextFile {
    title,
    subtitle,
    status,
    description,
    publisher,
    place,
    licence,
    isbn: good_isbn,
    number,
    edition,
    identifier: good_identifier,
    digits,
    digits_in_text,
    words,
    sections,
});

/// What becomes of the digits that the author typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DigitsInText {
    /// They stay.
    #[default]
    Keep,
    /// Those of numbers are written in the edition's digits.
    Convert,
}

choice!(DigitsInText { "keep" => Keep, "convert" => Convert });
json_type!(DigitsInText, "DigitsInText", { "enum": ["keep", "convert"] });

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
        if matches!(node.kind, NodeKind::Map(_)) {
            let TitleMap { text, lang } = TitleMap::decode(node, cx)?;
            return Some(Self { text, lang });
        }
        Some(Self { text: Prose::decode(node, cx)?, lang: None })
    }

    fn stand_in() -> Option<Self> {
        Some(Self { text: Prose::stand_in()?, lang: None })
    }
}

/// A section: a heading and what stands under it.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(
    rename_all = "kebab-case",
    deny_unknown_fields,
    extend("x-first" = { "body": ["lead", "intro", "introduction", "summary"] })
)]
pub struct Section {
    /// Its name, the same in all languages; links say `#id`. The second section is `section-2`, where
    /// the key is left out.
    #[schemars(with = "Option<Id>", extend("x-also" = ["anchor", "slug", "key", "name"]))]
    pub id: Id,
    /// Its heading.
    #[schemars(extend("x-also" = ["title", "head", "العنوان", "عنوان"]))]
    pub heading: Prose,
    /// How it is set; by its content, where the key is left out.
    pub style: Option<SectionStyle>,
    /// How a leaflet has it: `brief` leaves out the descriptions of its terms.
    pub leaflet: Option<InLeaflet>,
    /// What stands under the heading: Markdown, or a typed block.
    #[schemars(extend("x-also" = ["content", "text", "blocks", "pieces", "النص", "نص", "المحتوى"]))]
    pub body: Option<Vec<BodyPiece>>,
    /// Where it begins.
    #[schemars(skip)]
    pub span: Span,
}

record!(Section spanned { id, heading, style, leaflet, body });

/// How a leaflet has a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum InLeaflet {
    /// As it is.
    #[default]
    Whole,
    /// Terms without their descriptions.
    Brief,
}

choice!(InLeaflet { "whole" => Whole, "brief" => Brief });
json_type!(InLeaflet, "InLeaflet", { "enum": ["whole", "brief"] });

/// A piece of a body.
#[derive(Debug, Clone)]
pub enum BodyPiece {
    /// Markdown.
    Markdown(Prose),
    /// A typed block.
    Typed(Box<TypedBlock>),
}

impl Decode for BodyPiece {
    fn decode(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Self> {
        match &node.kind {
            NodeKind::Map(entries) if !entries.iter().any(|(key, _)| is_block(&key.text)) => {
                refuse_unknown(node, entries, cx);
                None
            }
            NodeKind::Map(_) => Decode::decode(node, cx).map(Self::Typed),
            NodeKind::Scalar(_) => Decode::decode(node, cx).map(Self::Markdown),
            NodeKind::Null => {
                let message =
                    "nothing stands after this hyphen: YAML takes `# …` for a comment";
                let fault = Diagnostic::error("empty-item", node.span, message);
                cx.sink.push(fault.with_hint(
                    "write `- heading: …`, put text with `#` between quotation marks, or remove the hyphen",
                ));
                None
            }
            NodeKind::Seq(_) | NodeKind::Told => {
                cx.mismatch(node, "text or one typed block");
                None
            }
        }
    }
}

/// Keys that say something of a block, but not what it is.
pub(in crate::source) const SETTINGS: [&str; 3] = ["id", "align", "kashida"];

fn is_block(key: &str) -> bool {
    TypedBlock::FIELDS.iter().any(|field| is_key(field, key) && !SETTINGS.contains(&key))
}

/// Tells of a map that is no block: a mistyped one, or text with a colon in it.
fn refuse_unknown(node: &Node<'_>, entries: &[(Key<'_>, Node<'_>)], cx: &mut Decoder<'_>) {
    let Some((key, value)) = entries.iter().find(|(key, _)| !SETTINGS.contains(&&*key.text))
    else {
        let hint = "write text, or a block such as `- list: [a, b]`, or remove the line";
        cx.error_with_hint("block-kind", node.span, "the block says nothing", hint);
        return;
    };
    let message = format!("unknown block `{}`", key.text);
    let fault = Diagnostic::error("unknown-key", key.span, message);
    cx.sink.push(match nearest(&key.text, TypedBlock::FIELDS.iter().copied()) {
        Some(near) => fault.with_hint(format!("did you mean `{near}`?")),
        None if key.text.is_ascii() && !is_words(&key.text, value) => {
            let known = TypedBlock::FIELDS.iter().filter(|field| !SETTINGS.contains(field));
            fault.with_hint(format!(
                "blocks are {}",
                listed(&known.copied().collect::<Vec<_>>())
            ))
        }
        None => {
            let text = match &value.kind {
                NodeKind::Scalar(scalar) => scalar.text.trim(),
                _ => "…",
            };
            let hint = "put text that has a `: ` in it between quotation marks";
            fault.with_hint(format!("{hint}: `- \"{}: {text}\"`", key.text))
        }
    });
}

/// Whether a key and what follows it are running text: several words, or one before several.
fn is_words(key: &str, value: &Node<'_>) -> bool {
    let runs = |text: &str| text.trim().contains(' ');
    runs(key) || matches!(&value.kind, NodeKind::Scalar(scalar) if runs(&scalar.text))
}

impl JsonSchema for BodyPiece {
    fn schema_name() -> Cow<'static, str> {
        "Piece".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let typed = generator.subschema_for::<TypedBlock>();
        json_schema!({
            "description": "Markdown, with spans such as [text]{color=night weight=700 \
                opacity=60% kashida=none digits=latn lang=fr dir=ltr .underline .overline .strike \
                .italic}; or one typed block",
            "anyOf": [{ "type": ["string", "number"], "format": "markdown" }, typed]
        })
    }
}

/// One typed block: exactly one key besides `id`, `align` and `kashida`.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub struct TypedBlock {
    /// Its name, for links; the same in all languages.
    pub id: Option<Id>,
    /// Where the lines of its prose end on pages; as the theme says, where the key is left out.
    pub align: Option<Align>,
    /// How far joins may be stretched where its lines are flush.
    pub kashida: Option<Kashida>,
    /// Markdown, where `align` or `kashida` is to be said of it.
    #[schemars(extend("x-also" = ["paragraph", "markdown", "p"]))]
    pub text: Option<Prose>,
    /// Terms with their descriptions.
    #[schemars(extend("x-also" = ["definitions", "glossary"]))]
    pub terms: Option<Vec<TermRow>>,
    /// Bullets or numbers.
    #[schemars(extend("x-also" = ["bullets", "ul"]))]
    pub list: Option<ListBlock>,
    /// A picture.
    #[schemars(extend("x-also" = ["image", "img", "photo", "picture", "pic"]))]
    pub figure: Option<Box<FigureBlock>>,
    /// A table.
    pub table: Option<Box<TableBlock>>,
    /// A tinted box.
    #[schemars(extend("x-also" = ["box", "note", "info", "warning", "tip"]))]
    pub callout: Option<Box<CalloutBlock>>,
    /// A quotation.
    #[schemars(extend("x-also" = ["quotation", "blockquote"]))]
    pub quote: Option<Box<QuoteBlock>>,
    /// Big numbers, side by side.
    #[schemars(length(min = 1), extend("x-also" = ["numbers", "stats", "statistics"]))]
    pub facts: Option<Vec<FactRow>>,
    /// Numbered steps.
    pub steps: Option<Vec<StepRow>>,
    /// Lines to tick, each with a box.
    #[schemars(extend("x-also" = ["check-list", "todo", "checks"]))]
    pub checklist: Option<Vec<Prose>>,
    /// What to do and what not to do, side by side under a tick and a cross.
    #[schemars(extend("x-also" = ["dos-and-donts", "do-dont", "pair"]))]
    pub pairs: Option<Vec<PairRow>>,
    /// When a door is open: days with their hours.
    #[schemars(extend("x-also" = ["opening-hours", "opening"]))]
    pub hours: Option<Vec<OpeningRow>>,
    /// What came when, along a line.
    #[schemars(extend("x-also" = ["time-line", "history", "milestones"]))]
    pub timeline: Option<Vec<MomentRow>>,
    /// A number to call for help, in a bar.
    #[schemars(extend("x-also" = ["hotline", "helpline", "help-line"]))]
    pub help: Option<Box<HelpBlock>>,
    /// Ways to reach the organisation.
    pub contact: Option<Box<ContactBlock>>,
    /// A QR code.
    #[schemars(extend("x-also" = ["qr-code"]))]
    pub qr: Option<Box<QrBlock>>,
    /// Two or three columns side by side, each a list of pieces.
    #[schemars(length(min = 2, max = 3))]
    pub columns: Option<Vec<Vec<BodyPiece>>>,
    /// A new page begins here.
    #[schemars(with = "Option<Flag>", extend("x-also" = ["new-page"]))]
    pub pagebreak: Flag,
    /// The contents stand here.
    #[schemars(with = "Option<Flag>", extend("x-also" = ["contents", "table-of-contents"]))]
    pub toc: Flag,
    /// A heading inside the section.
    #[schemars(extend("x-also" = ["subheading", "h3"]))]
    pub heading: Option<HeadingBlock>,
    /// Where the block begins.
    #[schemars(skip)]
    pub span: Span,
}

record!(TypedBlock spanned {
    id, align, kashida, text, terms, list, figure, table, callout, quote, facts, steps, checklist, pairs, hours, timeline, help, contact, qr,
    columns, pagebreak, toc, heading,
});

two_forms!(Title, "Title", TitleMap, { "type": ["string", "number"], "format": "markdown" });
