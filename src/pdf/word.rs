//! A shaped word to slots: one for each character, side by side (text-layer rules R2 to R6).
//!
//! In: a [`GlyphRun`] and the scale at which it stands on its line. Out: [`GlyphPlacement`]s from left to
//! right, whose widths tile the word and whose ink lies where the shaper put it. Spaces and
//! what depends on a word's neighbours are in `slots`.

use unicode_normalization::char::is_combining_mark;

use super::codes::{CidGlyph, CodeText, InkPart, UNITS, clamp, clamp_width};
pub(super) use crate::text::font::contours::round;
use crate::text::{Glyph, GlyphRun};

/// Narrowest slot of a letter, 0.12 em: Poppler drops a mark when the same mark stands within
/// 0.1 em (text-layer rule R5).
const LEAST: i32 = 246;

/// How a word stands on its line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct GlyphPlacement {
    /// Its size as a share of the line's, in 1/16384.
    pub(super) scale: u32,
    /// Baseline raised by this much, in units of the merged font.
    pub(super) rise: i16,
}

impl GlyphPlacement {
    /// One in [`GlyphPlacement::scale`].
    pub(super) const ONE: f64 = 16384.0;
}

/// What a character is to its word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum CharacterRole {
    /// It has a width.
    Letter,
    /// It stands on a letter and has none.
    Mark,
    /// A joiner: no width, no ink.
    Joiner,
}

/// A character of the word while its slot is made.
#[derive(Debug)]
struct SlotCharacter {
    ch: char,
    kind: CharacterRole,
    /// In units of the face; shares of a ligature are not whole.
    advance: f64,
    /// Indices of the glyphs that are its ink.
    ink: Vec<usize>,
}

/// Makes the slots of a word, from left to right; `has_ink` says whether a glyph draws.
///
/// `units_per_em` is the face's. Σ widths is the word's advance to one unit, unless the word
/// as a whole runs backwards, which no slot can.
pub(super) fn slots(
    shaped: &GlyphRun,
    units_per_em: u16,
    stand: GlyphPlacement,
    has_ink: impl Fn(u16) -> bool,
) -> Vec<CidGlyph> {
    let per_unit =
        f64::from(stand.scale) / GlyphPlacement::ONE * UNITS / f64::from(units_per_em.max(1));
    let mut cells = cells(shaped, &has_ink);
    give_to_letters(&mut cells);
    let mut widths = widths(&cells, shaped.dir.is_rtl(), per_unit);
    widen_narrow(&cells, &mut widths);
    let mut out: Vec<CidGlyph> = Vec::with_capacity(cells.len());
    let pens = pens(&shaped.glyphs);
    let mut left = 0;
    let mut place = |(cell, width): (&SlotCharacter, &i32)| {
        let part = |&g: &usize| {
            let glyph = &shaped.glyphs[g];
            let x = round(f64::from(pens[g] + glyph.dx) * per_unit);
            let y = round(f64::from(glyph.dy) * per_unit);
            InkPart {
                face: shaped.font,
                glyph: glyph.id,
                dx: clamp(x - left),
                dy: clamp(y + i32::from(stand.rise)),
                scale: stand.scale,
            }
        };
        let ink = cell.ink.iter().map(part).collect();
        let width = clamp_width(*width);
        left += i32::from(width);
        out.push(CidGlyph { says: CodeText::Char(cell.ch), width, ink });
    };
    if shaped.dir.is_rtl() {
        cells.iter().zip(&widths).rev().for_each(&mut place);
    } else {
        cells.iter().zip(&widths).for_each(&mut place);
    }
    out
}

/// Left edge of each glyph's advance, in units of the face.
fn pens(glyphs: &[Glyph]) -> Vec<i32> {
    let mut pen = 0;
    glyphs
        .iter()
        .map(|g| {
            pen += g.advance;
            pen - g.advance
        })
        .collect()
}

/// The characters in logical order, each with its ink and its advance.
fn cells(shaped: &GlyphRun, has_ink: &impl Fn(u16) -> bool) -> Vec<SlotCharacter> {
    let mut starts: Vec<u32> = shaped.glyphs.iter().map(|g| g.cluster).collect();
    starts.sort_unstable();
    starts.dedup();
    let mut out = Vec::new();
    for (i, &start) in starts.iter().enumerate() {
        let from = if i == 0 { 0 } else { start as usize };
        let to = starts.get(i + 1).map_or(shaped.text.len(), |&next| next as usize);
        let Some(text) = shaped.text.get(from..to) else { continue };
        let mut glyphs: Vec<usize> =
            (0..shaped.glyphs.len()).filter(|&g| shaped.glyphs[g].cluster == start).collect();
        if shaped.dir.is_rtl() {
            glyphs.reverse();
        }
        cluster(text, &glyphs, shaped, has_ink, &mut out);
    }
    out
}

/// Shares the glyphs of a cluster, in logical order, among its characters (text-layer rule R3).
fn cluster(
    text: &str,
    glyphs: &[usize],
    shaped: &GlyphRun,
    has_ink: &impl Fn(u16) -> bool,
    out: &mut Vec<SlotCharacter>,
) {
    let first = out.len();
    let advance: i32 = glyphs.iter().map(|&g| shaped.glyphs[g].advance).sum();
    let inked: Vec<usize> =
        glyphs.iter().copied().filter(|&g| has_ink(shaped.glyphs[g].id)).collect();
    let lone = text.chars().nth(1).is_none();
    for ch in text.chars() {
        let kind = match ch {
            '\u{200c}' | '\u{200d}' => CharacterRole::Joiner,
            _ if is_control(ch) && !(lone && (advance > 0 || !inked.is_empty())) => continue,
            _ if is_combining_mark(ch) => CharacterRole::Mark,
            _ => CharacterRole::Letter,
        };
        out.push(SlotCharacter { ch, kind, advance: 0.0, ink: vec![] });
    }
    let new = &mut out[first..];
    if new.is_empty() {
        return;
    }
    share_ink(new, &inked, shaped);
    let letters = new.iter().filter(|c| c.kind == CharacterRole::Letter).count();
    if letters == 0 {
        new[0].advance = f64::from(advance);
    }
    for cell in new.iter_mut().filter(|c| c.kind == CharacterRole::Letter) {
        cell.advance = f64::from(advance) / letters as f64;
    }
}

/// Gives each mark of a cluster its own glyph where there is one for each, and the rest of
/// the ink to the first letter.
fn share_ink(cells: &mut [SlotCharacter], inked: &[usize], shaped: &GlyphRun) {
    let is_mark = |g: &usize| shaped.glyphs[*g].advance == 0;
    let marks: Vec<usize> =
        (0..cells.len()).filter(|&i| cells[i].kind == CharacterRole::Mark).collect();
    let letter = cells.iter().position(|c| c.kind == CharacterRole::Letter);
    let mark_glyphs = inked.iter().copied().filter(is_mark).count();
    let own = letter.is_none() || mark_glyphs == marks.len();
    let (mut next_mark, home) = (0, letter.unwrap_or(0));
    for &g in inked {
        let to = if own && (letter.is_none() || is_mark(&g)) && next_mark < marks.len() {
            next_mark += 1;
            marks[next_mark - 1]
        } else {
            home
        };
        cells[to].ink.push(g);
    }
}

/// Controls of direction and breaking leave no code of their own.
fn is_control(ch: char) -> bool {
    matches!(ch, '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Moves the advance of marks and joiners to the letter before, else to the one after; a mark
/// without any letter becomes one (text-layer rule R4).
fn give_to_letters(cells: &mut [SlotCharacter]) {
    for i in 0..cells.len() {
        if cells[i].kind == CharacterRole::Letter || cells[i].advance == 0.0 {
            continue;
        }
        let letter = |c: &SlotCharacter| c.kind == CharacterRole::Letter;
        let before = cells[..i].iter().rposition(letter);
        let after = || cells[i..].iter().position(letter).map(|n| i + n);
        match before.or_else(after) {
            Some(to) => cells[to].advance += std::mem::take(&mut cells[i].advance),
            None => cells[i].kind = CharacterRole::Letter,
        }
    }
}

/// Widths in units of the merged font; edges are rounded, so that no rounding adds up.
fn widths(cells: &[SlotCharacter], rtl: bool, per_unit: f64) -> Vec<i32> {
    let mut out = vec![0; cells.len()];
    let (mut edge, mut whole) = (0.0, 0);
    let mut step = |i: usize| {
        edge += cells[i].advance * per_unit;
        let next = round(edge);
        out[i] = next - whole;
        whole = next;
    };
    if rtl {
        (0..cells.len()).rev().for_each(&mut step);
    } else {
        (0..cells.len()).for_each(&mut step);
    }
    out
}

/// Brings each letter to [`LEAST`], from the next letter's slot, then from the one before
/// (text-layer rule R5).
fn widen_narrow(cells: &[SlotCharacter], widths: &mut [i32]) {
    let letters: Vec<usize> =
        (0..cells.len()).filter(|&i| cells[i].kind == CharacterRole::Letter).collect();
    for (n, &i) in letters.iter().enumerate() {
        let next = letters.get(n + 1).copied();
        let before = n.checked_sub(1).map(|n| letters[n]);
        for from in [next, before].into_iter().flatten() {
            let take = (LEAST - widths[i]).min(widths[from] - LEAST).max(0);
            widths[i] += take;
            widths[from] -= take;
        }
    }
}
