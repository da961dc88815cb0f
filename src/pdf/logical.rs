//! Codes in the order in which text is read, each at its own place
//! (docs/spec/text-layer.md, 7).
//!
//! In: a segment's codes from left to right. Out: the same codes in logical order, and the
//! operators that place each by itself: moves inside a string would lead most programs to
//! separate the letters. For programs that take text as it is stored; readers of pages lose.

use super::codes::{CidGlyph, CodeText, Codes, UNITS};
use super::segment::Segment;
use super::show::Brush;
use super::slots::{CodeToken, CodedLine};
use super::syntax::{escaped, numbers};
use super::word::round;
use crate::text::Line;

/// Width of a mark's slot, 0.02 em: readers of the stored order drop what has none.
const MARK: i32 = 41;
/// Width of the space after a line, a quarter of an em; nothing stands there.
const SPACE: u16 = 512;

/// Reorders a segment's codes, those from `first` on, each with the way to the next one as its
/// shift; returns where the first one stands, in units of the font. After the `last` segment
/// of a line comes a space, since the tags run lines together.
pub(super) fn arrange(
    line: &Line,
    tokens: &mut Vec<CodeToken>,
    first: usize,
    last: bool,
    codes: &mut Codes,
) -> f64 {
    let mut pen = 0.0;
    let mut placed: Vec<(CodeToken, f64)> = Vec::with_capacity(tokens.len() - first);
    for token in tokens.drain(first..) {
        placed.push((token, pen));
        pen += f64::from(codes.slot(token.code).width);
        pen += f64::from(token.shift) * UNITS / 1000.0;
    }
    let mut pieces: Vec<&mut [(CodeToken, f64)]> =
        placed.chunk_by_mut(|a, b| a.0.piece == b.0.piece).collect();
    pieces.sort_by_key(|piece| line.pieces[piece[0].0.piece as usize].start);
    for piece in &mut pieces {
        if !line.pieces[piece[0].0.piece as usize].level.is_multiple_of(2) {
            piece.reverse();
        }
    }
    let mut placed: Vec<(CodeToken, f64)> =
        pieces.into_iter().flat_map(|piece| piece.to_vec()).collect();
    if let (Some(&(end, at)), true) = (placed.last(), last && !line.hyphen) {
        let wide = f64::from(codes.slot(end.code).width);
        let code = codes.code(CidGlyph::empty(CodeText::Char(' '), i32::from(SPACE)));
        let at = if line.dir.is_rtl() { at - f64::from(SPACE) } else { at + wide };
        placed.push((CodeToken { code, ..end }, at));
    }
    let Some(&(_, start)) = placed.first() else { return 0.0 };
    let mut pen = start;
    for (n, &(mut token, _)) in placed.iter().enumerate() {
        if codes.slot(token.code).is_mark() {
            token.code = codes.moved(token.code, MARK, 0);
        }
        let way = placed.get(n + 1).map_or(0.0, |next| next.1 - pen);
        token.shift = round(way * 1000.0 / UNITS);
        pen += f64::from(token.shift) * UNITS / 1000.0;
        tokens.push(token);
    }
    start
}

/// Writes a segment's codes one by one, the first at `x`.
pub(super) fn show(
    out: &mut Vec<u8>,
    brush: &mut Brush<'_, '_>,
    row: &CodedLine,
    segment: &Segment,
    (mut x, y): (f64, f64),
) {
    for token in &row.tokens[segment.tokens.clone()] {
        brush.take(out, token.piece, |_| ());
        numbers(out, &[1.0, 0.0, 0.0, 1.0, x, y]);
        out.extend_from_slice(b"Tm(");
        escaped(out, &token.code.to_be_bytes());
        out.extend_from_slice(b")Tj\n");
        x += f64::from(token.shift) * row.size / 1000.0;
    }
}
