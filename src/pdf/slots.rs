//! A line to codes: words, spaces and marks of direction in one row (text-layer rules R1, R7,
//! R8, R10).
//!
//! In: a [`Line`]. Out: a [`Row`], codes from left to right with what the pen moves after each,
//! in one [`Segment`], or several where links, notes or foreign phrases split it. Words are made
//! once for each shaped stretch and size, since long documents repeat them.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use unicode_normalization::char::is_combining_mark;

use super::TextMarks;
use super::codes::{Code, Codes, Slot, UNITS, clamp};
use super::word::{self, Stand, round};
use crate::model::lang::Lang;
use crate::text::font::FontBook;
use crate::text::{Line, Piece, RunRole, Shaped};

/// Widest gap that pdf.js does not take for a new column, 0.55 em (R7).
const WIDEST_GAP: f64 = 0.55 * UNITS;
/// Slot of a space beside a mark, 0.06 em (R7).
const THIN_SPACE: i32 = 123;
/// Step of what a letter takes over from a gap, 0.02 em, so that few codes arise (R7).
const STEP: i32 = 41;
/// Deviation that is worth a number in the row; below it the pen waits for the next one.
const TOLERANCE: f64 = 1.5;
/// A component's scale ends here (OpenType `glyf`, F2DOT14).
const LARGEST_SCALE: f64 = 1.99;

/// A code and what follows it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    /// The code.
    pub(super) code: Code,
    /// How far the pen moves to the right after it, in 1/1000 em.
    pub(super) shift: i32,
    /// Index of the piece that it came from.
    pub(super) piece: u32,
}

/// What a stretch of a line means to the tags.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Role {
    /// Part of the block.
    Plain,
    /// A phrase of another language.
    Foreign(Lang),
    /// A link.
    Link(u32),
    /// A note's mark.
    Note(u32),
}

/// A stretch of a row that is painted, and tagged, by itself.
#[derive(Debug)]
pub(super) struct Segment {
    /// Its tokens.
    pub(super) tokens: Range<usize>,
    /// Its pieces.
    pub(super) pieces: Range<usize>,
    /// What it means.
    pub(super) role: Role,
}

/// A line as codes.
#[derive(Debug, Default)]
pub(super) struct Row {
    /// Number of its font.
    pub(super) font: usize,
    /// Size at which the font is set, in points.
    pub(super) size: f64,
    /// Codes from left to right.
    pub(super) tokens: Vec<Token>,
    /// Its segments in logical order (R10).
    pub(super) segments: Vec<Segment>,
}

/// Whether a foreign phrase goes on beyond the ends of a line.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct RunsOn {
    /// It began on the line before.
    pub(super) before: bool,
    /// It goes on in the line after.
    pub(super) after: bool,
}

/// A word's codes.
#[derive(Debug)]
struct Word {
    codes: Box<[Code]>,
    width: i32,
    /// Its leftmost code is a mark.
    begins_with_mark: bool,
}

/// Turns lines into rows.
#[derive(Debug)]
pub(super) struct Setter<'a> {
    fonts: &'a FontBook,
    marks: TextMarks,
    /// The codes given so far.
    pub(super) codes: Codes,
    words: HashMap<(*const Shaped, Stand), Arc<Word>>,
    row: Row,
    pen: f64,
}

impl<'a> Setter<'a> {
    /// A setter without any code.
    pub(super) fn new(fonts: &'a FontBook, marks: TextMarks) -> Self {
        Self {
            fonts,
            marks,
            codes: Codes::default(),
            words: HashMap::new(),
            row: Row::default(),
            pen: 0.0,
        }
    }

    /// The row of a line; it is overwritten by the next one.
    pub(super) fn set(&mut self, line: &Line, runs_on: RunsOn) -> &Row {
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
        split(line, pieces, runs_on, &mut segments);
        for segment in &mut segments {
            let first = self.row.tokens.len();
            self.segment(line, segment.pieces.clone());
            segment.tokens = first..self.row.tokens.len();
        }
        let logical = |s: &Segment| {
            line.pieces[s.pieces.clone()].iter().map(|p| p.start).min().unwrap_or(0)
        };
        segments.sort_by_key(logical);
        self.row.segments = segments;
        &self.row
    }

    /// The row of the last line that was set.
    pub(super) fn row(&self) -> &Row {
        &self.row
    }

    /// Sets the pieces of a segment.
    fn segment(&mut self, line: &Line, pieces: Range<usize>) {
        let origin = line.pieces[pieces.start].x.to_pt();
        let unit = self.row.size / UNITS;
        let first = self.row.tokens.len();
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
                let token = |&code| Token { code, shift: 0, piece };
                self.row.tokens.extend(word.codes.iter().map(token));
            }
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

    /// Sets a space over a gap (R7).
    fn space(&mut self, line: &Line, i: usize, gap: f64, first: usize) {
        let piece = &line.pieces[i];
        let beside_mark = match line.pieces.get(i + 1) {
            Some(next) if !next.is_space() => {
                next.level % 2 == piece.level % 2 && self.word(next).begins_with_mark
            }
            _ => false,
        };
        let (width, left) = if beside_mark && gap > f64::from(THIN_SPACE + STEP) {
            (THIN_SPACE, steps((gap - f64::from(THIN_SPACE)) / f64::from(STEP), f64::floor))
        } else {
            let natural = self.word(piece).width;
            (natural, steps((gap - WIDEST_GAP) / f64::from(STEP), f64::ceil))
        };
        let left = if left > 0 && self.widen_left(first, left) { left } else { 0 };
        let slot = Slot { ch: ' ', width: super::codes::clamp_width(width), ink: [].into() };
        let code = self.codes.code(slot);
        self.row.tokens.push(Token { code, shift: 0, piece: number(i) });
        self.pen += f64::from(width);
        let rest = gap - f64::from(left) - f64::from(width);
        if rest.abs() >= TOLERANCE {
            self.shift(rest);
        }
    }

    /// Makes the last letter's slot wider; the marks that follow it keep their ink's place.
    fn widen_left(&mut self, first: usize, by: i32) -> bool {
        let has_width = |t: &Token| self.codes.slot(t.code).width > 0;
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

    /// Puts a mark of direction before piece `i` where a run ends there, or where the line ends
    /// in a mark (R8). There a space without width comes too, against R7: pdf.js appends a
    /// mark that opens a line to the line before, and the space keeps it off that line's first
    /// word. Measured on 83 vowelled words: pdf.js 71 and 73 without, 76 and 77 with it; Poppler,
    /// PDFium, MuPDF and pypdf read all 83 either way.
    fn direction_mark(&mut self, line: &Line, i: usize) {
        if self.marks == TextMarks::None {
            return;
        }
        let piece = &line.pieces[i];
        let rtl = line.dir.is_rtl();
        let before = i.checked_sub(1).map(|b| &line.pieces[b]).filter(|_| i > 0);
        let needed = match before {
            Some(before) => {
                let follows = if rtl { before } else { piece };
                let seam = !before.level.is_multiple_of(2) && piece.level.is_multiple_of(2);
                seam && !follows.shaped.text.starts_with(['-', '.', '/', ':', ','])
            }
            None => {
                rtl && piece.level % 2 == 1
                    && !piece.is_space()
                    && self.word(piece).begins_with_mark
            }
        };
        if !needed {
            return;
        }
        if before.is_none() {
            self.invisible(' ', i);
        }
        self.invisible(if rtl { '\u{200f}' } else { '\u{200e}' }, i);
    }

    /// Puts a code without width and ink.
    fn invisible(&mut self, ch: char, i: usize) {
        let code = self.codes.code(Slot { ch, width: 0, ink: [].into() });
        self.row.tokens.push(Token { code, shift: 0, piece: number(i) });
    }

    /// A piece's codes, made once.
    fn word(&mut self, piece: &Piece) -> Arc<Word> {
        let size = self.row.size;
        let stand = Stand {
            scale: round(piece.size.to_pt() / size * Stand::ONE).max(1).unsigned_abs(),
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
        let begins_with_mark =
            slots.first().is_some_and(|s| s.width == 0 && is_combining_mark(s.ch));
        let width = slots.iter().map(|s| i32::from(s.width)).sum();
        check_ink(&piece.shaped, &slots, face.units_per_em, stand);
        let codes = slots.into_iter().map(|slot| self.codes.code(slot)).collect();
        let word = Arc::new(Word { codes, width, begins_with_mark });
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

/// The pieces of a line without the spaces at its ends (R7).
fn visible(line: &Line) -> Range<usize> {
    let ink = |p: &Piece| !p.is_space();
    let first = line.pieces.iter().position(ink);
    let last = line.pieces.iter().rposition(ink);
    match (first, last) {
        (Some(first), Some(last)) => first..last + 1,
        _ => 0..0,
    }
}

/// The size at which a line's font is set: the one that most of its styles ask for, so that a
/// face keeps its share from line to line; where no piece has just that size, the commonest
/// one; the largest, where that is twice as large.
fn nominal_size(line: &Line) -> f64 {
    let words = || line.pieces.iter().filter(|p| !p.is_space());
    let asked = commonest(words().map(|p| (p.style.size.to_pt(), p.shaped.glyphs.len())));
    let sizes = || words().map(|p| (p.size.to_pt(), p.shaped.glyphs.len()));
    let largest = sizes().fold(0.0, |a: f64, b| a.max(b.0));
    let size = if sizes().any(|(size, _)| size == asked) { asked } else { commonest(sizes()) };
    let size = if largest / size >= LARGEST_SCALE { largest } else { size };
    if size > 0.0 { size } else { 1.0 }
}

/// The size that most glyphs have, the larger of two alike.
fn commonest(all: impl Iterator<Item = (f64, usize)>) -> f64 {
    let mut sums: Vec<(f64, usize)> = vec![];
    for (size, count) in all {
        match sums.iter_mut().find(|(s, _)| *s == size) {
            Some((_, sum)) => *sum += count,
            None => sums.push((size, count)),
        }
    }
    let larger = |best: (f64, usize), next: (f64, usize)| {
        if (next.1, next.0) > (best.1, best.0) { next } else { best }
    };
    sums.into_iter().fold((0.0, 0), larger).0
}

/// Splits a line where its tags do (R10).
fn split(line: &Line, pieces: Range<usize>, runs_on: RunsOn, out: &mut Vec<Segment>) {
    let mut at = pieces.start;
    while at < pieces.end {
        let key = tag_of(&line.pieces[at]);
        let run = line.pieces[at..pieces.end].iter().take_while(|p| tag_of(p) == key).count();
        let range = at..at + run;
        at = range.end;
        let role = match key {
            RunRole::Plain => Role::Plain,
            RunRole::Link(link) => Role::Link(link),
            RunRole::NoteMark(note) => Role::Note(note),
            RunRole::Foreign => foreign(line, &range, &pieces, runs_on),
        };
        match out.last_mut() {
            Some(last) if last.role == role => last.pieces.end = range.end,
            _ => out.push(Segment { tokens: 0..0, pieces: range, role }),
        }
    }
}

fn tag_of(piece: &Piece) -> RunRole {
    piece.style.role
}

/// A foreign run is a phrase of its own if it has two words or more; a lone word does not
/// split its line (R10).
fn foreign(line: &Line, run: &Range<usize>, all: &Range<usize>, runs_on: RunsOn) -> Role {
    let pieces = &line.pieces[run.clone()];
    let inner = &pieces[1..pieces.len().max(2) - 1];
    let (left, right) = if line.dir.is_rtl() {
        (runs_on.after, runs_on.before)
    } else {
        (runs_on.before, runs_on.after)
    };
    let words = inner.iter().any(Piece::is_space)
        || (run.start == all.start && left)
        || (run.end == all.end && right);
    if words || run == all { Role::Foreign(pieces[0].style.lang.clone()) } else { Role::Plain }
}

/// Checks, in debug builds, that each glyph's ink stands where the shaper put it, to one unit.
fn check_ink(shaped: &Shaped, slots: &[Slot], units_per_em: u16, stand: Stand) {
    if !cfg!(debug_assertions) {
        return;
    }
    let per_unit = f64::from(stand.scale) / Stand::ONE * UNITS / f64::from(units_per_em);
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
