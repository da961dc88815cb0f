//! A line to codes: words, spaces and marks of direction in one row (text-layer rules R1, R7,
//! R8, R10).
//!
//! In: a [`Line`]. Out: a [`CodedLine`], codes from left to right with what the pen moves after each,
//! in one [`Segment`], or several where links, notes or foreign phrases split it. Words are made
//! once for each shaped stretch and size, since long documents repeat them.

use std::collections::HashMap;
use std::sync::Arc;

use super::codes::{CidGlyph, Code, CodeText, Codes, UNITS, clamp};
use super::logical;
use super::neighbours::{is_inside_number, parted, parts_numbers, runs_on};
use super::segment::{Neighbours, Segment, nominal_size, split, visible};
use super::word::{self, GlyphPlacement, round};
use crate::model::pdf::{TextLayer, TextOrder};
use crate::text::font::FontBook;
use crate::text::{GlyphRun, Line, PlacedRun};

/// Widest gap that pdf.js does not take for a new column, 0.55 em (text-layer rule R7).
const WIDEST_GAP: f64 = 0.55 * UNITS;
/// Width of a space beside a mark, 0.06 em (text-layer rule R7).
const THIN_SPACE: i32 = 123;
/// Step of what a letter takes over from a gap, 0.02 em, so that few codes arise (text-layer
/// rule R7).
const STEP: i32 = 41;
/// Deviation that is worth a number in the row; below it the pen waits for the next one.
const TOLERANCE: f64 = 1.5;

/// A code and what follows it.
#[derive(Debug, Clone, Copy)]
pub(super) struct CodeToken {
    /// The code.
    pub(super) code: Code,
    /// How far the pen moves to the right after it, in 1/1000 em.
    pub(super) shift: i32,
    /// Index of the piece that it came from.
    pub(super) piece: u32,
}

/// A line as codes.
#[derive(Debug, Default)]
pub(super) struct CodedLine {
    /// Number of its font.
    pub(super) font: usize,
    /// Size at which the font is set, in points.
    pub(super) size: f64,
    /// Codes from left to right.
    pub(super) tokens: Vec<CodeToken>,
    /// Its segments in logical order (text-layer rule R10).
    pub(super) segments: Vec<Segment>,
}

/// A word's codes.
#[derive(Debug)]
struct CodedWord {
    codes: Box<[Code]>,
    width: i32,
    /// Its leftmost code is a mark.
    begins_with_mark: bool,
}

/// What follows a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Seam {
    /// The end of the line.
    End,
    /// What is painted next stands further left on the same baseline, after a space.
    Back,
    /// The same, in the middle of a word.
    InWord,
    /// What is painted next stands further right.
    On,
}

/// Turns lines into rows.
#[derive(Debug)]
pub(super) struct Setter<'a> {
    fonts: &'a FontBook,
    layer: TextLayer,
    /// The codes given so far.
    pub(super) codes: Codes,
    words: HashMap<(*const GlyphRun, GlyphPlacement), Arc<CodedWord>>,
    row: CodedLine,
    pen: f64,
}

impl<'a> Setter<'a> {
    /// A setter without any code.
    pub(super) fn new(fonts: &'a FontBook, layer: TextLayer) -> Self {
        Self {
            fonts,
            layer,
            codes: Codes::default(),
            words: HashMap::new(),
            row: CodedLine::default(),
            pen: 0.0,
        }
    }

    /// The row of a line; it is overwritten by the next one.
    pub(super) fn set(&mut self, line: &Line, around: Neighbours) -> &CodedLine {
        let (font, begun) = self.codes.begin_line();
        if begun {
            self.words.clear();
        }
        self.row.font = font;
        self.row.size = nominal_size(line);
        self.row.tokens.clear();
        let mut segments = std::mem::take(&mut self.row.segments);
        segments.clear();
        let pieces = visible(line);
        split(line, pieces, around, &mut segments);
        let logical = |s: &Segment| {
            line.pieces[s.pieces.clone()].iter().map(|p| p.start).min().unwrap_or(0)
        };
        segments.sort_by_key(logical);
        for n in 0..segments.len() {
            let next = segments.get(n + 1).map(|next| next.pieces.clone());
            let segment = &mut segments[n];
            let seam = match &next {
                None if around.goes_back => Seam::Back,
                None => Seam::End,
                Some(next) if next.start >= segment.pieces.start => Seam::On,
                Some(next) if parted(line, &segment.pieces, next) => Seam::Back,
                Some(_) => Seam::InWord,
            };
            let first = self.row.tokens.len();
            self.segment(line, segment, seam);
            if self.stores_logically() {
                let tokens = &mut self.row.tokens;
                let at = logical::arrange(line, tokens, first, next.is_none(), &mut self.codes);
                segment.lead = -at * self.row.size / UNITS;
            }
            segment.tokens = first..self.row.tokens.len();
        }
        self.row.segments = segments;
        &self.row
    }

    /// Whether codes stand in logical order.
    pub(super) fn stores_logically(&self) -> bool {
        self.layer.order == TextOrder::Logical
    }

    /// The row of the last line that was set.
    pub(super) fn row(&self) -> &CodedLine {
        &self.row
    }

    /// Sets the pieces of a segment.
    fn segment(&mut self, line: &Line, segment: &mut Segment, seam: Seam) {
        let pieces = segment.pieces.clone();
        let origin = line.pieces[pieces.start].x.to_pt();
        let unit = self.row.size / UNITS;
        let first = self.row.tokens.len();
        let rtl = line.dir.is_rtl() && !runs_on(&line.pieces[pieces.clone()]);
        if rtl {
            self.pen = 0.0;
            self.end(line, segment, seam);
            segment.lead = self.pen * unit;
        }
        self.pen = 0.0;
        for i in pieces.clone() {
            let piece = &line.pieces[i];
            let target = (piece.x.to_pt() - origin) / unit;
            self.move_to(target, first);
            self.direction_mark(line, i);
            if piece.is_space() {
                let end = line.pieces.get(i + 1).map_or(piece.x + piece.width, |next| next.x);
                let gap = (end.to_pt() - origin) / unit - self.pen;
                self.space(line, i, gap, first);
            } else {
                let word = self.word(piece);
                self.pen += f64::from(word.width);
                let piece = number(i);
                let token = |&code| CodeToken { code, shift: 0, piece };
                self.row.tokens.extend(word.codes.iter().map(token));
            }
        }
        if !rtl {
            self.end(line, segment, seam);
        }
    }

    /// Moves the pen to where a piece begins, if it is not there already.
    fn move_to(&mut self, target: f64, first: usize) {
        let by = target - self.pen;
        if by.abs() >= TOLERANCE && self.row.tokens.len() > first {
            self.shift(by);
        }
    }

    /// Moves the pen after the last code.
    fn shift(&mut self, by: f64) {
        let shift = round(by * 1000.0 / UNITS);
        if let Some(last) = self.row.tokens.last_mut() {
            last.shift += shift;
            self.pen += f64::from(shift) * UNITS / 1000.0;
        }
    }

    /// Sets a space over a gap (text-layer rule R7).
    fn space(&mut self, line: &Line, i: usize, gap: f64, first: usize) {
        let piece = &line.pieces[i];
        let beside_mark = match line.pieces.get(i + 1) {
            Some(next) if !next.is_space() => {
                next.level % 2 == piece.level % 2 && self.word(next).begins_with_mark
            }
            _ => false,
        };
        let (width, left) = if self.stores_logically() {
            (self.word(piece).width, 0)
        } else if beside_mark && gap > f64::from(THIN_SPACE + STEP) {
            (THIN_SPACE, steps((gap - f64::from(THIN_SPACE)) / f64::from(STEP), f64::floor))
        } else {
            let natural = self.word(piece).width;
            (natural, steps((gap - WIDEST_GAP) / f64::from(STEP), f64::ceil))
        };
        let left = if left > 0 && self.widen_left(first, left) { left } else { 0 };
        // PDFium turns the groups of a number round at a plain space.
        let kept = self.has_marks() && is_inside_number(line, i);
        let space = if kept { '\u{a0}' } else { ' ' };
        let code = self.codes.code(CidGlyph::empty(CodeText::Char(space), width));
        self.row.tokens.push(CodeToken { code, shift: 0, piece: number(i) });
        self.pen += f64::from(width);
        let rest = gap - f64::from(left) - f64::from(width);
        if rest.abs() >= TOLERANCE {
            self.shift(rest);
        }
    }

    /// Makes the last letter's slot wider; the marks that follow it keep their ink's place.
    fn widen_left(&mut self, first: usize, by: i32) -> bool {
        let has_width = |t: &CodeToken| self.codes.slot(t.code).width > 0;
        let Some(letter) = self.row.tokens[first..].iter().rposition(has_width) else {
            return false;
        };
        let letter = first + letter;
        for at in letter..self.row.tokens.len() {
            let (wider, shift) = if at == letter { (by, 0) } else { (0, -by) };
            let code = self.row.tokens[at].code;
            self.row.tokens[at].code = self.codes.moved(code, wider, shift);
        }
        self.pen += f64::from(by);
        true
    }

    /// Puts a mark of direction before piece `i` where a run ends there (text-layer rule R8).
    fn direction_mark(&mut self, line: &Line, i: usize) {
        if !self.has_marks() || i == 0 {
            return;
        }
        let (before, piece) = (&line.pieces[i - 1], &line.pieces[i]);
        let rtl = line.dir.is_rtl();
        let follows = if rtl { before } else { piece };
        let seam = !before.level.is_multiple_of(2) && piece.level.is_multiple_of(2);
        let is_joint = follows.shaped.text.starts_with(['-', '.', '/', ':', ',']);
        if seam && (!is_joint || rtl && parts_numbers(line, i - 1)) {
            let ch = if rtl { '\u{200f}' } else { '\u{200e}' };
            self.put(CidGlyph::empty(CodeText::Char(ch), 0), i);
        }
    }

    /// Whether codes may stand in the row that the source does not have.
    fn has_marks(&self) -> bool {
        self.layer == TextLayer::default()
    }

    /// Puts a code for the end of a segment, where one is needed: after a mark at a line's end,
    /// and where the next word is painted further left on the same baseline.
    ///
    /// pdf.js appends a mark that opens a line to the line before, and joins two words where it
    /// has to go back on a baseline. This code (see [`CodeText::End`]) is none of what it skips, so
    /// it parts both. Measured: 83 vowelled words in nine lines, pdf.js 71 to 83; the brochure
    /// with its terms beside their texts, pdf.js 876 to 933 of 934 and pypdf 853 to 914. After
    /// every line it would cost Poppler 8 words of the brochure. Inside a word, as at a note's
    /// mark, it would part the word for all.
    fn end(&mut self, line: &Line, segment: &Segment, seam: Seam) {
        if !self.has_marks() {
            return;
        }
        let rtl = line.dir.is_rtl();
        let outer = if rtl { segment.pieces.start } else { segment.pieces.end - 1 };
        let piece = &line.pieces[outer];
        let mark = seam == Seam::End
            && rtl
            && !piece.level.is_multiple_of(2)
            && !piece.is_space()
            && self.word(piece).begins_with_mark;
        if seam == Seam::Back || mark {
            self.put(CidGlyph::empty(CodeText::End(line.dir), THIN_SPACE), outer);
        }
    }

    fn put(&mut self, slot: CidGlyph, i: usize) {
        self.pen += f64::from(slot.width);
        let code = self.codes.code(slot);
        self.row.tokens.push(CodeToken { code, shift: 0, piece: number(i) });
    }

    /// A piece's codes, made once.
    fn word(&mut self, piece: &PlacedRun) -> Arc<CodedWord> {
        let size = self.row.size;
        let stand = GlyphPlacement {
            scale: round(piece.size.to_pt() / size * GlyphPlacement::ONE).max(1).unsigned_abs(),
            rise: clamp(round(piece.style.rise.to_pt() / size * UNITS)),
        };
        let key = (Arc::as_ptr(&piece.shaped), stand);
        if let Some(word) = self.words.get(&key) {
            return Arc::clone(word);
        }
        let face = self.fonts.face(piece.shaped.font);
        let slots = word::slots(&piece.shaped, face.units_per_em, stand, |glyph| {
            face.ink(glyph).is_some()
        });
        let begins_with_mark = slots.first().is_some_and(CidGlyph::is_mark);
        let width = slots.iter().map(|s| i32::from(s.width)).sum();
        check_ink(&piece.shaped, &slots, face.units_per_em, stand);
        let codes = slots.into_iter().map(|slot| self.codes.code(slot)).collect();
        let word = Arc::new(CodedWord { codes, width, begins_with_mark });
        self.words.insert(key, Arc::clone(&word));
        word
    }
}

/// Whole steps of a share, none if it is below 0.
fn steps(share: f64, whole: impl Fn(f64) -> f64) -> i32 {
    round(whole(share).max(0.0)) * STEP
}

fn number(i: usize) -> u32 {
    u32::try_from(i).unwrap_or(u32::MAX)
}

/// Checks, in debug builds, that each glyph's ink stands where the shaper put it, to one unit.
fn check_ink(shaped: &GlyphRun, slots: &[CidGlyph], units_per_em: u16, stand: GlyphPlacement) {
    if !cfg!(debug_assertions) {
        return;
    }
    let per_unit =
        f64::from(stand.scale) / GlyphPlacement::ONE * UNITS / f64::from(units_per_em);
    let mut left = 0;
    let mut drawn: Vec<(u16, i32)> = vec![];
    for slot in slots {
        drawn.extend(slot.ink.iter().map(|p| (p.glyph, left + i32::from(p.dx))));
        left += i32::from(slot.width);
    }
    let mut pen = 0;
    for glyph in &shaped.glyphs {
        let x = round(f64::from(pen + glyph.dx) * per_unit);
        let at = drawn.iter().position(|&(id, at)| id == glyph.id && (at - x).abs() <= 1);
        if let Some(at) = at {
            drawn.swap_remove(at);
        }
        pen += glyph.advance;
    }
    debug_assert!(drawn.is_empty(), "ink of `{}` moved: {drawn:?}", shaped.text);
    let advance = f64::from(shaped.width) * per_unit;
    let fits = (f64::from(left) - advance).abs() <= 1.0;
    debug_assert!(fits || advance < 0.0, "slots of `{}`: {left} for {advance}", shaped.text);
}
