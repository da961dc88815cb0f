//! The merged TrueType font: the ink of all faces in one subset, a glyph for each code.
//!
//! In: the slots of a font and the faces. Out: a font file with the tables that ISO 32000-1
//! 9.9 asks of a CIDFontType2, without hinting, and the numbers of its descriptor. Glyph ids
//! equal codes; outlines that no slot shows as they are follow after them
//! (docs/spec/text-layer.md, 5.1; text-layer rule R9).

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use skrifa::Tag;
use write_fonts::FontBuilder;

use super::codes::{CidGlyph, UNITS, clamp};
use super::outline::{self, PlacedLeaf, SubsetOutlines, UnreadableOutlines};
use super::word::{GlyphPlacement, round};
use crate::diag::caught::within;
use crate::text::font::contours::{Contours, Dot, whole};
use crate::text::font::glyf::{self, Bbox, Component, Counts, ONE, put16};
use crate::text::font::{FontBook, FontId};

/// A finished font file with what its descriptor says of it.
#[derive(Debug)]
pub(super) struct Merged {
    /// The file.
    pub(super) file: Vec<u8>,
    /// Box around all glyphs, in units of the font.
    pub(super) bbox: Bbox,
    /// Ascent of the faces, in units of the font.
    pub(super) ascent: i32,
    /// Descent of the faces, negative.
    pub(super) descent: i32,
    /// Height of capitals.
    pub(super) cap_height: i32,
}

/// A face that cannot be embedded.
#[derive(Debug, Clone, Copy)]
pub(super) struct BadFace(pub(super) FontId);

/// An outline by its face and number.
type LeafId = (FontId, u16);

/// A leaf in a slot.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Use {
    leaf: LeafId,
    dx: i16,
    dy: i16,
    scale: u32,
}

impl Use {
    fn is_plain(&self) -> bool {
        self.dx == 0 && self.dy == 0 && self.scale == ONE
    }
}

/// Merges the ink of `slots` into one font.
pub(super) fn merge(slots: &[Arc<CidGlyph>], fonts: &FontBook) -> Result<Merged, BadFace> {
    let faces = read_faces(slots, fonts)?;
    let uses: Vec<Vec<Use>> = slots.iter().map(|slot| uses(slot, &faces)).collect();
    let mut glyphs = Glyphs::new(&faces, homes(&uses));
    glyphs.notdef();
    for (slot, uses) in slots.iter().zip(&uses) {
        glyphs.slot(slot.width, uses);
    }
    glyphs.rest();
    let number = |f: &dyn Fn(&crate::text::font::Face) -> i16| {
        let in_units = |id: &FontId| {
            let face = fonts.face(*id);
            round(f64::from(f(face)) * UNITS / f64::from(face.units_per_em.max(1)))
        };
        faces.keys().map(in_units).collect::<Vec<_>>()
    };
    let ascent = number(&|f| f.ascent).into_iter().max().unwrap_or(0);
    let descent = number(&|f| f.descent).into_iter().min().unwrap_or(0);
    let cap_height = number(&|f| f.cap_height).into_iter().max().unwrap_or(0);
    let bbox = glyphs.bbox;
    let file = glyphs.finish(slots.len(), ascent, descent);
    Ok(Merged { file, bbox, ascent, descent, cap_height })
}

/// Reads every face's wanted outlines.
fn read_faces(
    slots: &[Arc<CidGlyph>],
    fonts: &FontBook,
) -> Result<BTreeMap<FontId, SubsetOutlines>, BadFace> {
    let mut wanted: BTreeMap<FontId, BTreeSet<u16>> = BTreeMap::new();
    for part in slots.iter().flat_map(|s| s.ink.iter()) {
        wanted.entry(part.face).or_default().insert(part.glyph);
    }
    let read = |(id, glyphs): (FontId, BTreeSet<u16>)| {
        let face = fonts.face(id);
        let outlines = within(|| face.place(), || outline::read(face, &glyphs));
        outlines.map(|o| (id, o)).map_err(|UnreadableOutlines| BadFace(id))
    };
    wanted.into_iter().map(read).collect()
}

/// The leaves of a slot.
fn uses(slot: &CidGlyph, faces: &BTreeMap<FontId, SubsetOutlines>) -> Vec<Use> {
    let mut out = vec![];
    for part in &slot.ink {
        let scale = f64::from(part.scale) / GlyphPlacement::ONE;
        let place = |p: &PlacedLeaf| Use {
            leaf: (part.face, p.leaf),
            dx: clamp(i32::from(part.dx) + round(p.dx * scale)),
            dy: clamp(i32::from(part.dy) + round(p.dy * scale)),
            scale: part.scale,
        };
        let glyph = faces.get(&part.face).and_then(|f| f.glyphs.get(&part.glyph));
        out.extend(glyph.into_iter().flatten().map(place));
    }
    out
}

/// For each leaf the glyph that holds its outline: the first slot that shows it as it is,
/// else a glyph after all slots; none where its only slot takes it in, moved and scaled.
fn homes(uses: &[Vec<Use>]) -> BTreeMap<LeafId, Option<u16>> {
    let mut counts: BTreeMap<LeafId, usize> = BTreeMap::new();
    let mut homes: BTreeMap<LeafId, Option<u16>> = BTreeMap::new();
    for (uses, code) in uses.iter().zip(1u16..) {
        for one in uses {
            *counts.entry(one.leaf).or_default() += if uses.len() == 1 { 1 } else { 2 };
        }
        if let [only] = uses.as_slice()
            && only.is_plain()
        {
            homes.entry(only.leaf).or_insert(Some(code));
        }
    }
    let mut next = u16::try_from(uses.len() + 1).unwrap_or(u16::MAX);
    for (&leaf, &count) in &counts {
        homes.entry(leaf).or_insert_with(|| {
            (count > 1).then(|| {
                next = next.saturating_add(1);
                next - 1
            })
        });
    }
    homes
}

/// The tables that grow glyph by glyph.
struct Glyphs<'a> {
    faces: &'a BTreeMap<FontId, SubsetOutlines>,
    homes: BTreeMap<LeafId, Option<u16>>,
    extents: BTreeMap<LeafId, (Bbox, Counts)>,
    glyf: Vec<u8>,
    ends: Vec<usize>,
    widths: Vec<u16>,
    lefts: Vec<i32>,
    bbox: Bbox,
    most: Counts,
    most_composed: Counts,
    most_parts: usize,
    least_right: i32,
}

impl<'a> Glyphs<'a> {
    fn new(
        faces: &'a BTreeMap<FontId, SubsetOutlines>,
        homes: BTreeMap<LeafId, Option<u16>>,
    ) -> Self {
        Self {
            faces,
            homes,
            extents: BTreeMap::new(),
            glyf: vec![],
            ends: vec![],
            widths: vec![],
            lefts: vec![],
            bbox: [0; 4],
            most: Counts::default(),
            most_composed: Counts::default(),
            most_parts: 0,
            least_right: 0,
        }
    }

    fn contours(&self, leaf: LeafId) -> &'a Contours {
        const NONE: &Contours = &vec![];
        self.faces.get(&leaf.0).and_then(|f| f.leaves.get(&leaf.1)).unwrap_or(NONE)
    }

    /// Glyph 0, which nothing shows.
    fn notdef(&mut self) {
        self.end(0, [0; 4]);
    }

    /// A slot's glyph.
    fn slot(&mut self, width: u16, uses: &[Use]) {
        let code = u16::try_from(self.ends.len()).unwrap_or(u16::MAX);
        let home = |one: &Use| self.homes.get(&one.leaf).copied().flatten();
        match uses {
            [] => self.end(width, [0; 4]),
            [only] if home(only) == Some(code) => self.outline(width, self.contours(only.leaf)),
            [only] if home(only).is_none() => {
                let contours = moved(self.contours(only.leaf), only);
                self.outline(width, &contours);
            }
            _ => self.composite(width, uses),
        }
    }

    fn outline(&mut self, width: u16, contours: &Contours) {
        let (bbox, counts) = glyf::simple(contours, &mut self.glyf);
        self.most.points = self.most.points.max(counts.points);
        self.most.contours = self.most.contours.max(counts.contours);
        self.end(width, bbox);
    }

    fn composite(&mut self, width: u16, uses: &[Use]) {
        let mut corners = vec![];
        let mut counts = Counts::default();
        let mut parts = vec![];
        for one in uses {
            let (bbox, inner) = self.extent(one.leaf);
            let share = f64::from(one.scale) / GlyphPlacement::ONE;
            let x = |n: i32| round(f64::from(n) * share) + i32::from(one.dx);
            let y = |n: i32| round(f64::from(n) * share) + i32::from(one.dy);
            corners.extend([(x(bbox[0]), y(bbox[1])), (x(bbox[2]), y(bbox[3]))]);
            counts.points = counts.points.saturating_add(inner.points);
            counts.contours = counts.contours.saturating_add(inner.contours);
            let glyph = self.homes.get(&one.leaf).copied().flatten().unwrap_or(0);
            parts.push(Component { glyph, dx: one.dx, dy: one.dy, scale: one.scale });
        }
        let bbox = glyf::around(corners.into_iter());
        glyf::composite(&parts, bbox, &mut self.glyf);
        self.most_composed.points = self.most_composed.points.max(counts.points);
        self.most_composed.contours = self.most_composed.contours.max(counts.contours);
        self.most_parts = self.most_parts.max(parts.len());
        self.end(width, bbox);
    }

    /// Box and size of a leaf's outline.
    fn extent(&mut self, leaf: LeafId) -> (Bbox, Counts) {
        if let Some(&known) = self.extents.get(&leaf) {
            return known;
        }
        let contours = self.contours(leaf);
        let bbox = glyf::around(contours.iter().flatten().map(whole));
        let count = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        let counts = Counts {
            points: count(contours.iter().map(Vec::len).sum()),
            contours: count(contours.len()),
        };
        self.extents.insert(leaf, (bbox, counts));
        (bbox, counts)
    }

    /// The outlines that no slot holds.
    fn rest(&mut self) {
        let first = u16::try_from(self.ends.len()).unwrap_or(u16::MAX);
        let mut rest: Vec<(u16, LeafId)> = self
            .homes
            .iter()
            .filter_map(|(&leaf, &home)| home.filter(|&h| h >= first).map(|h| (h, leaf)))
            .collect();
        rest.sort_unstable();
        for (_, leaf) in rest {
            self.outline(0, self.contours(leaf));
        }
    }

    /// Ends a glyph.
    fn end(&mut self, width: u16, bbox: Bbox) {
        if self.glyf.len() % 2 == 1 {
            self.glyf.push(0);
        }
        self.ends.push(self.glyf.len());
        self.widths.push(width);
        self.lefts.push(bbox[0]);
        self.least_right = self.least_right.min(i32::from(width) - bbox[2]);
        let both = [(bbox[0], bbox[1]), (bbox[2], bbox[3])];
        let sofar = [(self.bbox[0], self.bbox[1]), (self.bbox[2], self.bbox[3])];
        self.bbox = glyf::around(both.into_iter().chain(sofar));
    }

    /// Puts the tables together; the first `slots` glyphs after 0 have widths that count.
    fn finish(self, slots: usize, ascent: i32, descent: i32) -> Vec<u8> {
        let long = self.glyf.len() > 0x1_fffe;
        let metrics = (slots + 2).min(self.widths.len());
        let mut builder = FontBuilder::new();
        builder
            .add_raw(Tag::new(b"head"), head(self.bbox, long))
            .add_raw(Tag::new(b"hhea"), self.hhea(ascent, descent, metrics))
            .add_raw(Tag::new(b"hmtx"), self.hmtx(metrics))
            .add_raw(Tag::new(b"maxp"), self.maxp())
            .add_raw(Tag::new(b"loca"), self.loca(long))
            .add_raw(Tag::new(b"glyf"), self.glyf);
        builder.build()
    }

    fn hhea(&self, ascent: i32, descent: i32, metrics: usize) -> Vec<u8> {
        let mut out = vec![0, 1, 0, 0];
        let widest = self.widths.iter().max().copied().unwrap_or(0);
        let least_left = self.lefts.iter().min().copied().unwrap_or(0);
        let head = [ascent, descent, 0, i32::from(widest), least_left, self.least_right];
        head.iter().for_each(|&n| put16(&mut out, n));
        [self.bbox[2], 1, 0, 0, 0, 0, 0, 0, 0].iter().for_each(|&n| put16(&mut out, n));
        put16(&mut out, i32::try_from(metrics).unwrap_or(0));
        out
    }

    /// Full metrics up to the last slot; the outlines after it share one width.
    fn hmtx(&self, metrics: usize) -> Vec<u8> {
        let mut out = vec![];
        for (i, (&width, &left)) in self.widths.iter().zip(&self.lefts).enumerate() {
            if i < metrics {
                out.extend_from_slice(&width.to_be_bytes());
            }
            put16(&mut out, left);
        }
        out
    }

    fn maxp(&self) -> Vec<u8> {
        let mut out = vec![0, 1, 0, 0];
        let count = |n: usize| i32::try_from(n).unwrap_or(0xffff);
        put16(&mut out, count(self.widths.len()));
        let Counts { points, contours } = self.most;
        let composed = self.most_composed;
        let depth = i32::from(self.most_parts > 0);
        let rest = [
            i32::from(points),
            i32::from(contours),
            i32::from(composed.points),
            i32::from(composed.contours),
            1,
            0,
            0,
            0,
            0,
            0,
            0,
            count(self.most_parts),
            depth,
        ];
        rest.iter().for_each(|&n| put16(&mut out, n));
        out
    }

    fn loca(&self, long: bool) -> Vec<u8> {
        let mut out = vec![];
        for &offset in [0].iter().chain(&self.ends) {
            if long {
                out.extend_from_slice(&u32::try_from(offset).unwrap_or(u32::MAX).to_be_bytes());
            } else {
                put16(&mut out, i32::try_from(offset / 2).unwrap_or(0xffff));
            }
        }
        out
    }
}

/// An outline as its only slot shows it.
fn moved(contours: &Contours, by: &Use) -> Contours {
    let share = f64::from(by.scale) / GlyphPlacement::ONE;
    let dot = |d: &Dot| Dot {
        x: d.x * share + f64::from(by.dx),
        y: d.y * share + f64::from(by.dy),
        on: d.on,
    };
    contours.iter().map(|c| c.iter().map(dot).collect()).collect()
}

/// `head`: baseline at y = 0, left side bearing at x = 0, no dates.
fn head(bbox: Bbox, long: bool) -> Vec<u8> {
    let mut out = vec![0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0x5f, 0x0f, 0x3c, 0xf5, 0, 3];
    put16(&mut out, round(UNITS));
    out.extend_from_slice(&[0; 16]);
    bbox.iter().for_each(|&side| put16(&mut out, side));
    [0, 6, 2, i32::from(long), 0].iter().for_each(|&n| put16(&mut out, n));
    out
}
