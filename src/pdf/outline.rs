//! Outlines of the glyphs that a document uses, in units of the merged font.
//!
//! In: faces and the glyphs wanted of them. Out: simple outlines (leaves) and, for each glyph,
//! the leaves that it is made of. TrueType faces are subset first (subsetter), and composites
//! that only move their components keep sharing them; other composites are drawn flat. Faces
//! with PostScript outlines (CFF) are turned into quadratic curves (text-layer section 5), and
//! variable ones are drawn at the point of their axes where they are set.

use std::collections::{BTreeMap, BTreeSet};

use skrifa::instance::LocationRef;
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::raw::tables::glyf::{Anchor, CompositeGlyph, CompositeGlyphFlags, Glyf, Glyph};
use skrifa::raw::tables::loca::Loca;
use skrifa::raw::{FontRef, TableProvider};
use skrifa::{GlyphId, MetadataProvider, Tag};
use subsetter::GlyphRemapper;

use super::codes::UNITS;
use super::word::round;
use crate::text::font::Face;

/// Composites nest no deeper than this; anything deeper is a broken font.
const DEEPEST: u8 = 8;
/// How far a quadratic curve may lie from its cubic one, in units of the merged font.
const TOLERANCE: f64 = 0.5;

/// A point of an outline, in units of the merged font.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Dot {
    /// Distance to the right.
    pub(super) x: f64,
    /// Distance upwards.
    pub(super) y: f64,
    /// Whether the outline goes through it.
    pub(super) on: bool,
}

/// The closed contours of an outline.
pub(super) type Contours = Vec<Vec<Dot>>;

/// A leaf and where it stands in a glyph.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placed {
    /// Key of [`Outlines::leaves`].
    pub(super) leaf: u16,
    /// Offset to the right, in units of the merged font.
    pub(super) dx: f64,
    /// Offset upwards.
    pub(super) dy: f64,
}

/// The outlines of one face.
#[derive(Debug, Default)]
pub(super) struct Outlines {
    /// Simple outlines by a number of their own.
    pub(super) leaves: BTreeMap<u16, Contours>,
    /// What each wanted glyph is made of; those without ink are absent.
    pub(super) glyphs: BTreeMap<u16, Vec<Placed>>,
}

/// A face's outlines cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unreadable;

/// Reads the outlines of `wanted` glyphs.
pub(super) fn read(face: &Face, wanted: &BTreeSet<u16>) -> Result<Outlines, Unreadable> {
    let mut remapper = GlyphRemapper::new();
    for &glyph in wanted {
        remapper.remap(glyph);
    }
    let whole = FontRef::from_index(face.data(), face.index).map_err(|_| Unreadable)?;
    if whole.glyf().is_err() || !face.variations.is_empty() {
        return draw_all(&whole, face, wanted);
    }
    let subset =
        subsetter::subset(face.data(), face.index, &remapper).map_err(|_| Unreadable)?;
    let font = FontRef::new(&subset).map_err(|_| Unreadable)?;
    let reader = Reader {
        loca: font.loca(None).map_err(|_| Unreadable)?,
        glyf: font.glyf().map_err(|_| Unreadable)?,
        per_unit: UNITS / f64::from(face.units_per_em.max(1)),
    };
    let mut out = Outlines::default();
    for &glyph in wanted {
        let id = remapper.get(glyph).ok_or(Unreadable)?;
        let placed = reader.place(id, DEEPEST, &mut out.leaves)?;
        if !placed.is_empty() {
            out.glyphs.insert(glyph, placed);
        }
    }
    Ok(out)
}

/// A subset's `glyf` table.
struct Reader<'a> {
    loca: Loca<'a>,
    glyf: Glyf<'a>,
    per_unit: f64,
}

impl<'a> Reader<'a> {
    fn glyph(&self, id: u16) -> Result<Option<Glyph<'a>>, Unreadable> {
        self.loca.get_glyf(GlyphId::from(id), &self.glyf).map_err(|_| Unreadable)
    }

    /// The leaves of a glyph; new ones are added to `leaves`.
    fn place(
        &self,
        id: u16,
        depth: u8,
        leaves: &mut BTreeMap<u16, Contours>,
    ) -> Result<Vec<Placed>, Unreadable> {
        let at_origin = vec![Placed { leaf: id, dx: 0.0, dy: 0.0 }];
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
                    out.extend(inner.into_iter().map(|p| Placed {
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
    fn flat(&self, id: u16, depth: u8) -> Result<Contours, Unreadable> {
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
            Some(Glyph::Composite(_)) if depth == 0 => Err(Unreadable),
            Some(Glyph::Composite(composite)) => {
                let mut out = vec![];
                for c in composite.components() {
                    let Anchor::Offset { x, y } = c.anchor else { return Err(Unreadable) };
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

/// Draws the glyphs of a face that has no `glyf` table, or another one at each point of its axes.
fn draw_all(
    font: &FontRef<'_>,
    face: &Face,
    wanted: &BTreeSet<u16>,
) -> Result<Outlines, Unreadable> {
    let upem = font.head().map_err(|_| Unreadable)?.units_per_em();
    let at = face.variations.iter().map(|&(tag, value)| (Tag::new(&tag), value));
    let location = font.axes().location(at);
    let mut out = Outlines::default();
    for &glyph in wanted {
        let Some(outline) = font.outline_glyphs().get(GlyphId::from(glyph)) else { continue };
        let mut pen = Pen { per_unit: UNITS / f64::from(upem.max(1)), contours: vec![] };
        let settings = DrawSettings::unhinted(
            skrifa::instance::Size::unscaled(),
            LocationRef::from(&location),
        );
        outline.draw(settings, &mut pen).map_err(|_| Unreadable)?;
        if !pen.contours.is_empty() {
            out.leaves.insert(glyph, pen.contours);
            out.glyphs.insert(glyph, vec![Placed { leaf: glyph, dx: 0.0, dy: 0.0 }]);
        }
    }
    Ok(out)
}

/// Collects contours, cubic curves as quadratic ones.
struct Pen {
    per_unit: f64,
    contours: Contours,
}

impl Pen {
    fn dot(&mut self, x: f64, y: f64, on: bool) {
        if let Some(contour) = self.contours.last_mut() {
            contour.push(Dot { x, y, on });
        }
    }

    fn to_units(&self, x: f32, y: f32) -> (f64, f64) {
        (f64::from(x) * self.per_unit, f64::from(y) * self.per_unit)
    }
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.contours.push(vec![]);
        self.line_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.to_units(x, y);
        self.dot(x, y, true);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        let (cx, cy) = self.to_units(cx, cy);
        self.dot(cx, cy, false);
        self.line_to(x, y);
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        let Some(&start) = self.contours.last().and_then(|c| c.last()) else { return };
        let (a, b, end) = (self.to_units(ax, ay), self.to_units(bx, by), self.to_units(x, y));
        let points = [(start.x, start.y), a, b, end];
        for (control, to) in quadratics(points) {
            self.dot(control.0, control.1, false);
            self.dot(to.0, to.1, true);
        }
    }

    fn close(&mut self) {
        let Some(contour) = self.contours.last_mut() else { return };
        if contour.len() > 1 && contour.first() == contour.last() {
            contour.pop();
        }
    }
}

type Pair = (f64, f64);

/// Quadratic curves along a cubic one, each as control point and end.
///
/// A cubic's distance from its mid-point quadratic is √3/36 of its third difference, and falls
/// with the cube of the number of parts.
fn quadratics(p: [Pair; 4]) -> Vec<(Pair, Pair)> {
    let third = |n: [f64; 4]| n[3] - 3.0 * n[2] + 3.0 * n[1] - n[0];
    let (dx, dy) = (third(p.map(|q| q.0)), third(p.map(|q| q.1)));
    let error = (dx * dx + dy * dy).sqrt() * 0.048_112_522;
    let mut parts = 1;
    while f64::from(parts * parts * parts) * TOLERANCE < error && parts < 16 {
        parts += 1;
    }
    (0..parts)
        .map(|k| {
            let at = |k: i32| f64::from(k) / f64::from(parts);
            let (from, to) = (at(k), at(k + 1));
            let third = (to - from) / 3.0;
            let axis = |n: [f64; 4]| {
                let (start, end) = (cubic(n, from), cubic(n, to));
                let inner = [start + slope(n, from) * third, end - slope(n, to) * third];
                ((3.0 * (inner[0] + inner[1]) - start - end) / 4.0, end)
            };
            let (x, y) = (axis(p.map(|q| q.0)), axis(p.map(|q| q.1)));
            ((x.0, y.0), (x.1, y.1))
        })
        .collect()
}

/// A cubic's value at `t`.
fn cubic(n: [f64; 4], t: f64) -> f64 {
    let s = 1.0 - t;
    s * s * s * n[0] + 3.0 * s * s * t * n[1] + 3.0 * s * t * t * n[2] + t * t * t * n[3]
}

/// A cubic's derivative at `t`.
fn slope(n: [f64; 4], t: f64) -> f64 {
    let s = 1.0 - t;
    3.0 * (s * s * (n[1] - n[0]) + 2.0 * s * t * (n[2] - n[1]) + t * t * (n[3] - n[2]))
}

/// A dot as whole units.
pub(super) fn whole(dot: &Dot) -> (i32, i32) {
    (round(dot.x), round(dot.y))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quadratics_stay_beside_their_cubic() {
        let p = [(0.0, 0.0), (0.0, 1131.0), (917.0, 2048.0), (2048.0, 2048.0)];
        let parts = quadratics(p);
        let mut from = p[0];
        for (k, &(control, to)) in parts.iter().enumerate() {
            let t = (k as f64 + 0.5) / parts.len() as f64;
            let middle = |a: f64, c: f64, b: f64| a / 4.0 + c / 2.0 + b / 4.0;
            let x = middle(from.0, control.0, to.0) - cubic(p.map(|q| q.0), t);
            let y = middle(from.1, control.1, to.1) - cubic(p.map(|q| q.1), t);
            assert!(x.abs() < 1.0 && y.abs() < 1.0, "part {k} is off by {x}, {y}");
            from = to;
        }
        assert_eq!(from, p[3], "ends where the cubic ends");
    }
}
