//! Where a set line's ink lies: the box of each glyph, what crosses a band.
//!
//! All lengths are from the left end of the line's baseline, `y` downwards, so that what stands
//! above the baseline is negative.

use super::font::merged;
use super::{Line, PlacedRun, Typesetter};
use crate::geom::{Abs, Rect};

impl Typesetter<'_> {
    /// The boxes around the ink of a line's glyphs, piece by piece.
    pub fn glyph_ink<'l>(&'l self, line: &'l Line) -> impl Iterator<Item = Rect> + 'l {
        line.pieces.iter().flat_map(|piece| self.piece_glyph_ink(piece))
    }

    /// The boxes around the ink of a piece's glyphs.
    pub fn piece_glyph_ink<'l>(
        &'l self,
        piece: &'l PlacedRun,
    ) -> impl Iterator<Item = Rect> + 'l {
        let face = self.book().face(piece.shaped.font);
        let scale = piece.scale(face.units_per_em);
        let mut pen = 0;
        piece.shaped.glyphs.iter().filter_map(move |glyph| {
            let (x, y) = (pen + glyph.dx, glyph.dy);
            pen += glyph.advance;
            let [left, low, right, high] = face.ink(glyph.id)?.map(i32::from);
            let length = |units: i32| Abs::pt(f64::from(units) * scale);
            Some(Rect::new(
                piece.x + length(left + x),
                -length(high + y) - piece.style.rise,
                length(right - left),
                length(high - low),
            ))
        })
    }

    /// The stretches in which a line's ink lies between two heights, in order.
    pub fn crossings(&self, line: &Line, top: Abs, foot: Abs) -> Vec<[f64; 2]> {
        let mut found = vec![];
        for piece in &line.pieces {
            let face = self.book().face(piece.shaped.font);
            let scale = piece.scale(face.units_per_em).max(f64::MIN_POSITIVE);
            let mut pen = 0;
            for glyph in &piece.shaped.glyphs {
                let (x, y) = (f64::from(pen + glyph.dx), f64::from(glyph.dy));
                pen += glyph.advance;
                let height = |at: Abs| (-at - piece.style.rise).to_pt() / scale - y;
                let (low, high) = (height(foot), height(top));
                let reaches = face.ink(glyph.id).is_some_and(|[_, least, _, most]| {
                    f64::from(least) <= high && f64::from(most) >= low
                });
                if !reaches {
                    continue;
                }
                let crossings = face.crossings(glyph.id, low, high);
                let place = |units: f64| piece.x.to_pt() + (units + x) * scale;
                found.extend(crossings.into_iter().map(|stretch| stretch.map(place)));
            }
        }
        merged(found)
    }

    /// Thickness of a rule that goes with a piece: the face's own, else a twentieth of its size.
    pub fn rule_thickness(&self, piece: &PlacedRun) -> Abs {
        /// Share of the size, where the face says nothing.
        const USUAL: f64 = 0.05;
        let face = self.book().face(piece.shaped.font);
        let units = face.rule_thickness().map(f64::from);
        let own = units.map(|units| Abs::pt(units * piece.scale(face.units_per_em)));
        own.unwrap_or(piece.size * USUAL)
    }
}
