//! The outlines of the glyphs that stand on pages, in units of their faces.

use std::collections::{BTreeMap, BTreeSet};

use vello_cpu::kurbo::{Affine, BezPath};

use super::canvas::outline;
use crate::layout::frame::{FrameItem, lines};
use crate::text::PlacedRun;
use crate::text::font::{FontBook, FontId};

/// Outlines by face and glyph.
#[derive(Debug, Default)]
pub(super) struct Glyphs {
    outlines: BTreeMap<(FontId, u16), BezPath>,
    /// Units of an em by face.
    units: BTreeMap<FontId, u16>,
}

impl Glyphs {
    /// Those of the texts among some items.
    pub(super) fn of<'i>(
        items: impl Iterator<Item = &'i [FrameItem]>,
        book: &FontBook,
    ) -> Self {
        let mut wanted: BTreeMap<FontId, BTreeSet<u16>> = BTreeMap::new();
        for placed in items.flat_map(lines) {
            for piece in placed.line.pieces.iter().filter(|piece| !piece.is_space()) {
                let ids = piece.shaped.glyphs.iter().map(|glyph| glyph.id);
                wanted.entry(piece.shaped.font).or_default().extend(ids);
            }
        }
        let mut out = Self::default();
        for (font, ids) in wanted {
            let face = book.face(font);
            out.units.insert(font, face.units_per_em);
            let paths = face.outlines(ids.into_iter());
            out.outlines.extend(paths.map(|(id, path)| ((font, id), outline(&path))));
        }
        out
    }

    /// The outline of a piece of a line, in points from the left end of the line's baseline.
    pub(super) fn piece(&self, piece: &PlacedRun) -> BezPath {
        let font = piece.shaped.font;
        let scale = piece.scale(self.units.get(&font).copied().unwrap_or(1));
        let mut pen = 0;
        let mut out = BezPath::new();
        for glyph in &piece.shaped.glyphs {
            let (x, y) = (f64::from(pen + glyph.dx), f64::from(glyph.dy));
            pen += glyph.advance;
            let Some(path) = self.outlines.get(&(font, glyph.id)) else { continue };
            let x = piece.x.to_pt() + x * scale;
            let y = -piece.style.rise.to_pt() - y * scale;
            let place = Affine::new([scale, 0.0, 0.0, -scale, x, y]);
            out.extend(path.iter().map(|element| place * element));
        }
        out
    }
}
