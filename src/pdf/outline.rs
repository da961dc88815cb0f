//! Outlines of the glyphs that a document uses, in units of the merged font.
//!
//! In: faces and the glyphs wanted of them. Out: simple outlines (leaves) and, for each glyph,
//! the leaves that it is made of. TrueType faces are subset first (subsetter), and composites
//! that only move their components keep sharing them; other composites are drawn flat. Variable
//! fonts are drawn at the point of their axes where they are set.

use std::collections::{BTreeMap, BTreeSet};

use skrifa::instance::LocationRef;
use skrifa::outline::DrawSettings;
use skrifa::raw::tables::glyf::{Anchor, CompositeGlyph, CompositeGlyphFlags, Glyf, Glyph};
use skrifa::raw::tables::loca::Loca;
use skrifa::raw::{FontRef, TableProvider};
use skrifa::{GlyphId, MetadataProvider, Tag};
use subsetter::GlyphRemapper;

use super::codes::UNITS;
use crate::text::font::Face;
use crate::text::font::contours::{ContourPen, Contours, Dot};

/// Composites nest no deeper than this; anything deeper is a broken font.
const DEEPEST: u8 = 8;

/// A leaf and where it stands in a glyph.
#[derive(Debug, Clone, Copy)]
pub(super) struct PlacedLeaf {
    /// Key of [`SubsetOutlines::leaves`].
    pub(super) leaf: u16,
    /// Offset to the right, in units of the merged font.
    pub(super) dx: f64,
    /// Offset upwards.
    pub(super) dy: f64,
}

/// The outlines of one face.
#[derive(Debug, Default)]
pub(super) struct SubsetOutlines {
    /// Simple outlines by a number of their own.
    pub(super) leaves: BTreeMap<u16, Contours>,
    /// What each wanted glyph is made of; those without ink are absent.
    pub(super) glyphs: BTreeMap<u16, Vec<PlacedLeaf>>,
}

/// A face's outlines cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct UnreadableOutlines;

/// Reads the outlines of `wanted` glyphs.
pub(super) fn read(
    face: &Face,
    wanted: &BTreeSet<u16>,
) -> Result<SubsetOutlines, UnreadableOutlines> {
    let mut remapper = GlyphRemapper::new();
    for &glyph in wanted {
        remapper.remap(glyph);
    }
    let whole = FontRef::from_index(face.data(), face.index).map_err(|_| UnreadableOutlines)?;
    if !face.variations.is_empty() {
        return draw_all(&whole, face, wanted);
    }
    let subset = subsetter::subset(face.data(), face.index, &remapper)
        .map_err(|_| UnreadableOutlines)?;
    let font = FontRef::new(&subset).map_err(|_| UnreadableOutlines)?;
    let reader = GlyfReader {
        loca: font.loca(None).map_err(|_| UnreadableOutlines)?,
        glyf: font.glyf().map_err(|_| UnreadableOutlines)?,
        per_unit: UNITS / f64::from(face.units_per_em.max(1)),
    };
    let mut out = SubsetOutlines::default();
    for &glyph in wanted {
        let id = remapper.get(glyph).ok_or(UnreadableOutlines)?;
        let placed = reader.place(id, DEEPEST, &mut out.leaves)?;
        if !placed.is_empty() {
            out.glyphs.insert(glyph, placed);
        }
    }
    Ok(out)
}

/// A subset's `glyf` table.
struct GlyfReader<'a> {
    loca: Loca<'a>,
    glyf: Glyf<'a>,
    per_unit: f64,
}

impl<'a> GlyfReader<'a> {
    fn glyph(&self, id: u16) -> Result<Option<Glyph<'a>>, UnreadableOutlines> {
        self.loca.get_glyf(GlyphId::from(id), &self.glyf).map_err(|_| UnreadableOutlines)
    }

    /// The leaves of a glyph; new ones are added to `leaves`.
    fn place(
        &self,
        id: u16,
        depth: u8,
        leaves: &mut BTreeMap<u16, Contours>,
    ) -> Result<Vec<PlacedLeaf>, UnreadableOutlines> {
        let at_origin = vec![PlacedLeaf { leaf: id, dx: 0.0, dy: 0.0 }];
        if leaves.contains_key(&id) {
            return Ok(at_origin);
        }
        match self.glyph(id)? {
            None => Ok(vec![]),
            Some(Glyph::Composite(composite)) if only_moves(&composite) && depth > 0 => {
                let mut out = vec![];
                for component in composite.components() {
                    let Anchor::Offset { x, y } = component.anchor else { continue };
                    let inner = self.place(component.glyph.to_u16(), depth - 1, leaves)?;
                    out.extend(inner.into_iter().map(|p| PlacedLeaf {
                        leaf: p.leaf,
                        dx: p.dx + f64::from(x) * self.per_unit,
                        dy: p.dy + f64::from(y) * self.per_unit,
                    }));
                }
                Ok(out)
            }
            Some(_) => {
                leaves.insert(id, self.flat(id, depth)?);
                Ok(at_origin)
            }
        }
    }

    /// A glyph as plain contours.
    fn flat(&self, id: u16, depth: u8) -> Result<Contours, UnreadableOutlines> {
        match self.glyph(id)? {
            None => Ok(vec![]),
            Some(Glyph::Simple(simple)) => {
                let mut points = simple.points();
                let mut contours = vec![];
                let mut from = 0;
                for end in simple.end_pts_of_contours() {
                    let count = (usize::from(end.get()) + 1).saturating_sub(from);
                    let dots = points.by_ref().take(count).map(|p| Dot {
                        x: f64::from(p.x) * self.per_unit,
                        y: f64::from(p.y) * self.per_unit,
                        on: p.on_curve,
                    });
                    contours.push(dots.collect());
                    from += count;
                }
                Ok(contours)
            }
            Some(Glyph::Composite(_)) if depth == 0 => Err(UnreadableOutlines),
            Some(Glyph::Composite(composite)) => {
                let mut out = vec![];
                for c in composite.components() {
                    let Anchor::Offset { x, y } = c.anchor else {
                        return Err(UnreadableOutlines);
                    };
                    let (dx, dy) = (f64::from(x) * self.per_unit, f64::from(y) * self.per_unit);
                    let t = c.transform;
                    let [xx, yx, xy, yy] =
                        [t.xx, t.yx, t.xy, t.yy].map(|n| f64::from(n.to_f32()));
                    let turn = |d: Dot| Dot {
                        x: xx * d.x + xy * d.y + dx,
                        y: yx * d.x + yy * d.y + dy,
                        on: d.on,
                    };
                    for contour in self.flat(c.glyph.to_u16(), depth - 1)? {
                        out.push(contour.into_iter().map(turn).collect());
                    }
                }
                Ok(out)
            }
        }
    }
}

/// Whether a composite moves its components and does nothing else to them.
fn only_moves(composite: &CompositeGlyph<'_>) -> bool {
    let scaled = CompositeGlyphFlags::WE_HAVE_A_SCALE
        | CompositeGlyphFlags::WE_HAVE_AN_X_AND_Y_SCALE
        | CompositeGlyphFlags::WE_HAVE_A_TWO_BY_TWO;
    composite
        .components()
        .all(|c| !c.flags.intersects(scaled) && matches!(c.anchor, Anchor::Offset { .. }))
}

/// Draws the glyphs of a variable font at a point of its axes.
fn draw_all(
    font: &FontRef<'_>,
    face: &Face,
    wanted: &BTreeSet<u16>,
) -> Result<SubsetOutlines, UnreadableOutlines> {
    let upem = font.head().map_err(|_| UnreadableOutlines)?.units_per_em();
    let at = face.variations.iter().map(|&(tag, value)| (Tag::new(&tag), value));
    let location = font.axes().location(at);
    let mut out = SubsetOutlines::default();
    for &glyph in wanted {
        let Some(outline) = font.outline_glyphs().get(GlyphId::from(glyph)) else { continue };
        let mut pen = ContourPen::new(UNITS / f64::from(upem.max(1)));
        let settings = DrawSettings::unhinted(
            skrifa::instance::Size::unscaled(),
            LocationRef::from(&location),
        );
        outline.draw(settings, &mut pen).map_err(|_| UnreadableOutlines)?;
        if !pen.contours.is_empty() {
            out.leaves.insert(glyph, pen.contours);
            out.glyphs.insert(glyph, vec![PlacedLeaf { leaf: glyph, dx: 0.0, dy: 0.0 }]);
        }
    }
    Ok(out)
}
