//! Inline content: what a paragraph is made of.

use super::lang::{Digits, Lang};
use super::style::{ColorName, Kashida};
use crate::diag::Span;
use crate::geom::Dir;

/// A piece of inline content.
#[derive(Debug, Clone, PartialEq)]
pub enum Inline {
    /// Plain text.
    Text {
        /// The characters, as authored.
        text: String,
        /// Where they stand in the source.
        span: Span,
    },
    /// Emphasis: slant in scripts that have one, weight in the others.
    Emphasis(Vec<Inline>),
    /// Strong emphasis: a real bold.
    Strong(Vec<Inline>),
    /// A stretch that the author asks to look otherwise.
    Styled {
        /// What is asked for.
        style: Box<SpanStyle>,
        /// What stands in it.
        content: Vec<Inline>,
        /// Where it stands.
        span: Span,
    },
    /// Code, set left to right and never broken at spaces only.
    Code {
        /// The characters.
        text: String,
        /// Where they stand.
        span: Span,
    },
    /// A link to an address or, with a leading `#`, to a section of the brochure.
    Link {
        /// `https:`, `http:`, `mailto:`, `tel:` or `#id`.
        url: String,
        /// What is shown.
        content: Vec<Inline>,
        /// Where the link stands.
        span: Span,
    },
    /// A forced line break.
    Break,
    /// The mark of a footnote: index into [`Document::notes`](super::Document::notes).
    NoteMark {
        /// Index into [`Document::notes`](super::Document::notes).
        note: usize,
        /// Where the mark stands.
        span: Span,
    },
    /// A stretch of another language or direction: foreign words, numbers with signs, phone
    /// numbers, addresses. It is a bidi isolate and, where `lang` is said, carries it.
    Isolate {
        /// The stretch's language, where it is one.
        lang: Option<Lang>,
        /// The stretch's direction.
        dir: Dir,
        /// How its characters are held together.
        kind: IsolateKind,
        /// What stands in it.
        content: Vec<Inline>,
    },
}

/// How the characters of an isolate are held together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum IsolateKind {
    /// As words are: UAX #9 orders them inside, and lines may end between them.
    #[default]
    Phrase,
    /// As one token: it stays on one line where the measure allows it.
    Token,
    /// As one token whose characters stand in the order they were typed in, whatever their own
    /// directions (an override, UAX #9, 2.2): digits of Arabic script with signs between them.
    TypedToken,
}

/// What an author asks of a stretch inside a paragraph; what is not asked for stays as it is.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SpanStyle {
    /// A colour of the theme.
    pub color: Option<ColorName>,
    /// A weight, as OpenType counts them; the nearest real face is taken.
    pub weight: Option<f64>,
    /// Slant from a real italic; scripts without one stay upright.
    pub italic: bool,
    /// A rule below the ink.
    pub underline: bool,
    /// A rule above the marks.
    pub overline: bool,
    /// A rule through the letters: what is no longer so.
    pub strike: bool,
    /// Share of the colour over its ground, from 0 to 1.
    pub opacity: Option<f64>,
    /// How far joins may be stretched in it.
    pub kashida: Option<Kashida>,
    /// Digits that its numbers are written in.
    pub digits: Option<Digits>,
    /// It stays on one line: what `prose` finds to be one piece.
    pub whole: bool,
}

impl Inline {
    /// What stands in a node that has content.
    pub fn content_mut(&mut self) -> Option<&mut Vec<Self>> {
        match self {
            Self::Emphasis(content)
            | Self::Strong(content)
            | Self::Styled { content, .. }
            | Self::Link { content, .. }
            | Self::Isolate { content, .. } => Some(content),
            Self::Text { .. } | Self::Code { .. } | Self::Break | Self::NoteMark { .. } => None,
        }
    }
}

/// The plain characters of `inlines`, in order: what `offset`s in [`PageStart`](super::PageStart) count in.
/// Line breaks are `\n`; note marks give nothing.
pub fn plain(inlines: &[Inline]) -> String {
    let mut out = String::new();
    collect_plain(inlines, &mut out);
    out
}

fn collect_plain(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text { text, .. } | Inline::Code { text, .. } => out.push_str(text),
            Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::Styled { content, .. }
            | Inline::Link { content, .. }
            | Inline::Isolate { content, .. } => collect_plain(content, out),
            Inline::Break => out.push('\n'),
            Inline::NoteMark { .. } => {}
        }
    }
}
