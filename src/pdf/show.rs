//! Codes as strings with their colours (ISO 32000-1 9.4.3).
//!
//! In: a segment's codes. Out: TJ arrays, as few as the colours allow; in print each piece says
//! whether it lies upon what is beneath it.

use super::graphics::Pen;
use super::paint::Palette;
use super::segment::Segment;
use super::slots::CodedLine;
use super::syntax::{escaped, number};
use crate::text::Line;

/// Gives the pieces of a line their colours.
pub(super) struct Brush<'p, 'a> {
    pen: &'p mut Pen,
    palette: &'p mut Palette<'a>,
    line: &'p Line,
}

impl<'p, 'a> Brush<'p, 'a> {
    /// A brush for a line.
    pub(super) fn new(pen: &'p mut Pen, palette: &'p mut Palette<'a>, line: &'p Line) -> Self {
        Self { pen, palette, line }
    }

    /// Takes up the colour of a piece, after `leave` has closed what is open; nothing is closed
    /// where the colour is that of the piece before. Spaces have none.
    pub(super) fn take(
        &mut self,
        out: &mut Vec<u8>,
        piece: u32,
        leave: impl FnOnce(&mut Vec<u8>),
    ) {
        let piece = &self.line.pieces[piece as usize];
        if piece.is_space() {
            return;
        }
        let Some((paint, over)) = self.palette.text(piece.style.color, piece.style.size) else {
            return;
        };
        if self.pen.fills(paint) && self.pen.overprints() == over {
            return;
        }
        leave(out);
        self.pen.overprint(out, over);
        self.pen.fill(out, paint, self.palette);
    }
}

/// Writes a segment's codes; its colours change between two arrays (text-layer rule R9).
pub(super) fn show(
    out: &mut Vec<u8>,
    brush: &mut Brush<'_, '_>,
    row: &CodedLine,
    segment: &Segment,
) {
    let mut piece = u32::MAX;
    let mut state = Show::Outside;
    for token in &row.tokens[segment.tokens.clone()] {
        if token.piece != piece {
            piece = token.piece;
            brush.take(out, piece, |out| state.leave(out));
        }
        state.enter(out);
        escaped(out, &token.code.to_be_bytes());
        if token.shift != 0 {
            out.push(b')');
            number(out, -f64::from(token.shift));
            state = Show::Array;
        }
    }
    state.leave(out);
}

/// Where the writer is in a TJ array.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Show {
    Outside,
    Array,
    String,
}

impl Show {
    fn enter(&mut self, out: &mut Vec<u8>) {
        match self {
            Self::Outside => out.extend_from_slice(b"[("),
            Self::Array => out.push(b'('),
            Self::String => {}
        }
        *self = Self::String;
    }

    fn leave(&mut self, out: &mut Vec<u8>) {
        match self {
            Self::Outside => {}
            Self::Array => out.extend_from_slice(b"]TJ\n"),
            Self::String => out.extend_from_slice(b")]TJ\n"),
        }
        *self = Self::Outside;
    }
}
