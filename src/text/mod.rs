//! One paragraph to lines.
//!
//! In: [`RichText`], a string with resolved styles, and a [`ParConfig`]. Out: [`Line`]s, each a
//! row of shaped pieces in visual order. Nothing here knows of pages, themes or files.
//!
//! The stages, each a file: levels, scripts and breaks (`analyze`), of scripts without spaces by
//! dictionary (`complex`); units and faces (`itemize`); glyphs (`shape`) and their cache (`words`);
//! joins that stretch (`joint`, `kashida`); what spaces change (`kern`); the measured whole
//! (`paragraph`, `breakpoint`); the choice of lines (`linebreak`, `justify`, `balance`, `bound`,
//! `hyphen`), words that are wider than their line (`relief`, `code`); a
//! line's pieces (`line`) and its ink (`ink`). What no face has is told in `missing`, all other
//! faults in `faults`.

pub mod analyze;
mod balance;
mod bound;
mod breakpoint;
mod code;
mod complex;
mod faults;
pub mod font;
mod hyphen;
mod ink;
mod itemize;
mod joint;
mod justify;
mod kashida;
mod kern;
mod line;
mod linebreak;
mod mirror;
mod missing;
mod paragraph;
mod relief;
mod shape;
mod words;

use std::ops::Range;
use std::sync::Arc;

use crate::diag::{Sink, Span};
use crate::geom::{Abs, Dir, Rect};
use crate::model::lang::Lang;
use crate::model::style::{Color, Kashida};
use breakpoint::Breakpoint;
use font::{FontBook, FontId, FontStack};
use justify::Stretchable;
use kashida::Limits;
use linebreak::{Broken, Goal};
use paragraph::{Paragraph, Tools};
pub use relief::Relief;
use shape::Shaper;
pub use words::WordCache;

/// A paragraph's text with its styles, in logical order.
#[derive(Debug, Clone, Default)]
pub struct RichText {
    /// The characters: NFC, with the isolates (U+2066–U+2069) that the source asks for.
    /// `\n` is a forced line break.
    pub text: String,
    /// The styles; ranges ascend, do not overlap and cover `text`.
    pub runs: Vec<StyledRun>,
    /// Stretches that stay on one line where the measure allows it: numbers with spaces or hyphens
    /// in them. They ascend and do not overlap.
    pub whole: Vec<Range<usize>>,
}

impl RichText {
    /// Whether the language at a byte parts words whose letters join: Uyghur does, with a hyphen
    /// at the line's end, and the letters keep their forms (ALREQ, Arabic script text layout);
    /// no other language of Arabic script does.
    fn hyphenates_joined(&self, byte: usize) -> bool {
        let run = self.runs.iter().find(|run| run.range.contains(&byte));
        run.is_some_and(|run| run.style.lang.primary() == "ug")
    }
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
    /// How far its joins may be stretched where lines are flush.
    pub kashida: Kashida,
    /// Rules that go with it.
    pub decoration: Decoration,
}

/// Rules that go with a stretch of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Decoration {
    /// A rule below the ink.
    pub under: bool,
    /// A rule above the marks.
    pub over: bool,
    /// A rule through the letters.
    pub through: bool,
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
    pub pieces: Vec<PlacedRun>,
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
    /// The words whose join is stretched, in logical order.
    pub stretched: Vec<Stretched>,
}

/// A join that may be stretched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StretchableJoin {
    /// Byte of [`RichText::text`] where a stroke would stand: between two letters.
    pub at: usize,
    /// How well it looks there: from 0, the best, to 4 (docs/spec/justification.md, 3.2).
    pub class: u8,
}

/// A stretched join.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretched {
    /// Byte of [`RichText::text`] where the stroke stands: between two letters.
    pub at: usize,
    /// How many tatweels it is long.
    pub count: u8,
}

/// A word, a part of a word or a space: one face, one size, one style, one direction.
#[derive(Debug, Clone)]
pub struct PlacedRun {
    /// Glyphs and text.
    pub shaped: Arc<GlyphRun>,
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

impl PlacedRun {
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
pub struct GlyphRun {
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
    /// First byte, in [`GlyphRun::text`], of the cluster it belongs to.
    pub cluster: u32,
    /// Advance to the right.
    pub advance: i32,
    /// Offset to the right, from the pen.
    pub dx: i32,
    /// Offset upwards, from the baseline.
    pub dy: i32,
}

/// Sets paragraphs with a book's faces; shared by threads.
pub struct Typesetter<'a> {
    book: &'a FontBook,
    words: &'a WordCache,
    shaper: Shaper<'a>,
}

impl<'a> Typesetter<'a> {
    /// A typesetter for a book. The cache belongs to that book alone.
    pub fn new(book: &'a FontBook, words: &'a WordCache) -> Self {
        Self { book, words, shaper: Shaper::new(book) }
    }

    /// The faces.
    pub fn book(&self) -> &'a FontBook {
        self.book
    }

    /// Sets a paragraph. The lines cover the text once, in order; an empty text has none.
    ///
    /// Faults: `missing-glyph` for each character that no face of its stack has, and
    /// `missing-script` for all those of a script that none of them is made for;
    /// `overfull-line` where a word is wider than the measure, `parted-number` where a number
    /// that is wider had to be broken.
    pub fn set(&self, text: &RichText, config: &ParConfig, sink: &mut Sink) -> Vec<Line> {
        let mut paragraph = self.paragraph(text, Some(config.dir));
        missing::report(&paragraph, sink);
        let breakpoints = paragraph.breakpoints_for(config);
        let breakpoints = paragraph.relieved(breakpoints, config.measure.to_pt());
        let broken = choose(&breakpoints, &paragraph.joins, text, config);
        let mut from = 0;
        let mut lines = Vec::with_capacity(broken.lines.len());
        for chosen in broken.lines {
            let ends = (&breakpoints[from], &breakpoints[chosen.to]);
            lines.push(line::build(&paragraph, ends, &chosen, config));
            if breakpoints[chosen.to].torn {
                faults::report_torn(&paragraph, breakpoints[chosen.to].at, sink);
            }
            from = chosen.to;
        }
        faults::report_overfull(&lines, text, config, sink);
        lines
    }

    /// The width of the widest stretch that cannot be broken.
    pub fn longest_word(&self, text: &RichText) -> Abs {
        self.least_width(text, Relief::None)
    }

    /// The width of the widest stretch that stays whole where words wider than their place may
    /// be broken so far.
    pub fn least_width(&self, text: &RichText, relief: Relief) -> Abs {
        Abs::pt(self.paragraph(text, None).least_width(relief))
    }

    /// The width of the text on lines that end only where they must.
    pub fn natural_width(&self, text: &RichText) -> Abs {
        let mut breakpoints = self.paragraph(text, None).breakpoints();
        let last = breakpoints.len() - 1;
        let mut index = 0;
        breakpoints.retain(|c| {
            index += 1;
            c.forced || index == 1 || index == last + 1
        });
        Abs::pt(balance::widest_box(&breakpoints))
    }

    /// How many candidate lines are weighed to set a paragraph: a measure of the work.
    pub fn effort(&self, text: &RichText, config: &ParConfig) -> usize {
        let mut paragraph = self.paragraph(text, Some(config.dir));
        let breakpoints = paragraph.breakpoints_for(config);
        choose(&breakpoints, &paragraph.joins, text, config).weighed
    }

    /// The join that may be stretched in each word of a text that has one: the best that its
    /// face allows, whatever the limits of a mode.
    pub fn joins(&self, text: &RichText) -> Vec<StretchableJoin> {
        let paragraph = self.paragraph(text, None);
        let join = |(unit, word): (&itemize::Item, &Arc<words::Word>)| {
            let join = self.shaper.join(word, &paragraph.run(unit).style)?;
            Some(StretchableJoin { at: unit.start + join.at(), class: join.class })
        };
        paragraph.units.iter().zip(&paragraph.words).filter_map(join).collect()
    }

    /// What the lines of a paragraph cost together, as the breaker weighs them.
    pub fn demerits(&self, text: &RichText, config: &ParConfig) -> f64 {
        let mut paragraph = self.paragraph(text, Some(config.dir));
        let breakpoints = paragraph.breakpoints_for(config);
        choose(&breakpoints, &paragraph.joins, text, config).demerits
    }

    /// The box around a line's ink; its origin is the left end of the baseline, so the top is
    /// negative above it. `None` where nothing is drawn.
    pub fn ink(&self, line: &Line) -> Option<Rect> {
        self.glyph_ink(line).reduce(|a, b| {
            let (left, top) = (a.left().min(b.left()), a.top().min(b.top()));
            let (right, bottom) = (a.right().max(b.right()), a.bottom().max(b.bottom()));
            Rect::new(left, top, right - left, bottom - top)
        })
    }

    fn paragraph<'t>(&'t self, text: &'t RichText, dir: Option<Dir>) -> Paragraph<'t, 'a> {
        Paragraph::new(text, dir, Tools { shaper: &self.shaper, words: self.words })
    }
}

/// The size of a paragraph's text.
fn em(text: &RichText) -> f64 {
    text.runs.first().map_or(0.0, |run| run.style.size.to_pt())
}

fn choose(
    breakpoints: &[Breakpoint],
    joins: &[Stretchable],
    text: &RichText,
    config: &ParConfig,
) -> Broken {
    let justify = config.align == Alignment::Justify;
    let limits = mode(text).filter(|_| justify);
    let (measure, em) = (config.measure.to_pt(), em(text));
    let goal = Goal { measure, em, justify, balance: false, limits };
    if config.balance {
        balance::balance(breakpoints, goal)
    } else {
        linebreak::break_lines(breakpoints, joins, goal)
    }
}

/// What a paragraph's lines may do with kashida: as much as the freest of its styles.
fn mode(text: &RichText) -> Option<&'static Limits> {
    let modes = text.runs.iter().map(|run| run.style.kashida);
    modes.max().and_then(Limits::of)
}
