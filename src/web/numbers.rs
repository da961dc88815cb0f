//! Numbers in stars, centred by their ink: the digits of a script sit at very different heights.

use std::fmt::Write;

use super::voice::Family;
use crate::model::{Block, BlockKind, Document};
use crate::text::font::{Face, FontBook};

/// Less than this, in em, nobody sees.
const SEEN: f64 = 0.01;

/// The class of a number in a star.
pub(super) fn class(number: usize) -> String {
    format!("n n{number}")
}

/// A rule for each number of a section or step that must move up or down.
pub(super) fn css(doc: &Document, book: &FontBook) -> String {
    let style = &doc.theme.scale_for(doc.lang.writing()).number;
    let fonts = &doc.theme.fonts;
    let family = Family::of(fonts, doc.lang.writing(), style.font).font(fonts);
    let Some(id) = book.find(family, style.weight.round() as u16, style.italic) else {
        return String::new();
    };
    let mut out = String::new();
    for number in 1..=greatest(doc) {
        let shift = shift(book.face(id), &doc.digits.format(number));
        if shift.abs() >= SEEN {
            let _ = writeln!(out, ".n{number}{{translate:0 {shift:.2}em}}");
        }
    }
    out
}

/// The greatest number that stands in a star.
fn greatest(doc: &Document) -> usize {
    let steps = |block: &Block| match &block.kind {
        BlockKind::Steps(steps) => steps.len(),
        _ => 0,
    };
    let all = doc.sections.iter().flat_map(|section| &section.body).map(steps);
    all.max().unwrap_or(0).max(doc.sections.len())
}

/// How far down, in em, a number's ink must go to stand in the middle of its line.
fn shift(face: &Face, number: &str) -> f64 {
    let inks = number.chars().filter_map(|c| face.ink(face.glyph(c)?));
    let (low, high) = inks
        .fold((i16::MAX, i16::MIN), |(low, high), [_, y0, _, y1]| (low.min(y0), high.max(y1)));
    if low > high {
        return 0.0;
    }
    let middle = |a: i16, b: i16| (f64::from(a) + f64::from(b)) / 2.0;
    (middle(low, high) - middle(face.ascent, face.descent)) / f64::from(face.units_per_em)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_one_face_move_by_different_lengths() {
        let book = FontBook::bundled();
        let face = book.face(book.find("Amiri", 700, false).expect("bundled"));
        let (zero, one) = (shift(face, "٠"), shift(face, "١"));
        assert!((zero - one).abs() > 0.02, "{zero} {one}");
        assert!(shift(face, "\u{e000}").abs() < f64::EPSILON, "no ink, no move");
    }
}
