//! One paragraph to lines.
//!
//! In: [`RichText`], a string with resolved styles, and a [`ParConfig`]. Out: [`Line`]s, each a
//! row of shaped pieces in visual order. Nothing here knows of pages, themes or files.

pub mod analyze;
pub mod font;

use std::ops::Range;
use std::sync::Arc;

use crate::diag::Span;
use crate::geom::{Abs, Dir};
use crate::model::lang::Lang;
use crate::model::style::Color;
use font::{FontId, FontStack};

/// A paragraph's text with its styles, in logical order.
#[derive(Debug, Clone, Default)]
pub struct RichText {
    /// The characters: NFC, with the isolates (U+2066–U+2069) that the source asks for.
    /// `\n` is a forced line break.
    pub text: String,
    /// The styles; ranges ascend, do not overlap and cover `text`.
    pub runs: Vec<StyledRun>,
}

/// A stretch of text in one style.
#[derive(Debug, Clone)]
pub struct StyledRun {
    /// Bytes of [`RichText::text`].
    pub range: Range<usize>,
    /// How it looks and what it means.
    pub style: Arc<RunStyle>,
    /// Where it stands in the source, for faults.
    pub span: Span,
}

/// How a stretch of text looks and what it means; all looked up.
#[derive(Debug, Clone, PartialEq)]
pub struct RunStyle {
    /// Faces to try, best first, with their sizes.
    pub stack: Arc<FontStack>,
    /// Size of the type, before a face's own scale.
    pub size: Abs,
    /// Baseline raised by this much (note marks).
    pub rise: Abs,
    /// Colour.
    pub color: Color,
    /// Language.
    pub lang: Lang,
    /// What the stretch means to the tags.
    pub role: RunRole,
    /// Words of it may be hyphenated.
    pub hyphenate: bool,
}

/// What a stretch of text means to the tags.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum RunRole {
    /// Part of the paragraph.
    #[default]
    Plain,
    /// A phrase in another language; its tag carries `Lang`.
    Foreign,
    /// A link: index into the layout's link table.
    Link(u32),
    /// A footnote's mark: index of the note.
    NoteMark(u32),
}

/// How a paragraph is to be set.
#[derive(Debug, Clone, PartialEq)]
pub struct ParConfig {
    /// Width of its lines.
    pub measure: Abs,
    /// Base direction.
    pub dir: Dir,
    /// Where its lines end.
    pub align: Alignment,
    /// Whether its lines are made equally long (titles, terms).
    pub balance: bool,
}

/// Where lines end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alignment {
    /// At the start side, ragged at the end.
    Start,
    /// At the end side.
    End,
    /// In the middle.
    Center,
    /// Flush on both sides, the last line at the start side.
    Justify,
}

/// A line, ready to be placed: pieces from left to right.
#[derive(Debug, Clone)]
pub struct Line {
    /// Bytes of [`RichText::text`] that it covers, with the spaces or break at its end.
    pub range: Range<usize>,
    /// The pieces in visual order, left to right.
    pub pieces: Vec<Piece>,
    /// Paragraph's base direction.
    pub dir: Dir,
    /// Width of the pieces, without the spaces at its end.
    pub width: Abs,
    /// Where the line's left end lies in the measure; set by alignment.
    pub offset: Abs,
    /// Whether a hyphen stands at its end that the source does not have; the last logical
    /// piece is that hyphen, its text U+00AD.
    pub hyphen: bool,
    /// Natural gap stretched or shrunk: 0 natural, for reports.
    pub ratio: f64,
}

/// A word, a part of a word or a space: one face, one size, one style, one direction.
#[derive(Debug, Clone)]
pub struct Piece {
    /// Glyphs and text.
    pub shaped: Arc<Shaped>,
    /// Left edge, from the line's left end.
    pub x: Abs,
    /// Advance: the glyphs' own, or the gap's where the piece is a space.
    pub width: Abs,
    /// Size of the face (its stack's scale applied).
    pub size: Abs,
    /// Embedding level (UAX #9).
    pub level: u8,
    /// Style.
    pub style: Arc<RunStyle>,
    /// First byte in [`RichText::text`].
    pub start: usize,
    /// Where it stands in the source.
    pub span: Span,
}

impl Piece {
    /// Whether the piece is a word space.
    pub fn is_space(&self) -> bool {
        self.shaped.text.chars().all(|c| matches!(c, ' ' | '\u{a0}' | '\u{202f}'))
            && !self.shaped.text.is_empty()
    }

    /// Font units to length.
    pub fn scale(&self, units_per_em: u16) -> f64 {
        self.size.to_pt() / f64::from(units_per_em)
    }
}

/// A stretch of text shaped in one face: immutable, shared, cached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shaped {
    /// The source characters, in logical order; never holds an inserted tatweel.
    pub text: Box<str>,
    /// The face.
    pub font: FontId,
    /// Direction in which it was shaped.
    pub dir: Dir,
    /// Glyphs in visual order, left to right.
    pub glyphs: Box<[Glyph]>,
    /// Sum of the advances, in font units.
    pub width: i32,
}

/// A shaped glyph; lengths in font units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Glyph {
    /// Glyph id in its face.
    pub id: u16,
    /// First byte, in [`Shaped::text`], of the cluster it belongs to.
    pub cluster: u32,
    /// Advance to the right.
    pub advance: i32,
    /// Offset to the right, from the pen.
    pub dx: i32,
    /// Offset upwards, from the baseline.
    pub dy: i32,
}
