//! A folded sheet as its reader holds it, in pixels.
//!
//! In: a ground, both faces of the open sheet cut off at the trim, and which panels of them lie
//! where. Out: the ground with the panels on it, with a shade on what paper lies on and along
//! folds. All is drawn at one scale; whole numbers alone decide the shades.

use std::ops::Range;

use super::Pixels;
use crate::geom::{Abs, Point};
use crate::layout::leaflet::{View, ViewedPanel};

/// How far paper throws its shade, and a fold, in pixels.
const SHADE: u32 = 8;
const CREASE: u32 = 5;
/// How dark they are at the most, of 255: on the ground, on paper, along folds.
const SHADE_DEPTH: u32 = 60;
const INNER_DEPTH: u32 = 130;
const CREASE_DEPTH: u32 = 50;

/// A ground on which paper is laid.
#[derive(Debug)]
pub struct Mockup<'a> {
    /// The ground, and later what lies on it.
    pub ground: Pixels,
    /// Outside and inside of the open sheet.
    pub faces: [&'a Pixels; 2],
    /// Pixels a point.
    pub scale: f64,
}

impl Mockup<'_> {
    /// Lays what a view shows with its top left corner at a place.
    pub fn lay(&mut self, view: &View, place: Point) {
        let origin = (self.pixels(place.x), self.pixels(place.y));
        let paper = self.area(origin, 0..self.pixels(view.width));
        let top = view.pieces.iter().map(|piece| piece.layer).max().unwrap_or_default();
        for layer in 0..=top {
            let pieces = || view.pieces.iter().filter(|piece| piece.layer == layer);
            for reach in joined(pieces().map(|piece| self.reach(piece))) {
                let area = self.area(origin, reach);
                let around = area.grown(SHADE);
                match layer {
                    0 => self.shade(&area, &around, SHADE_DEPTH),
                    _ => self.shade(&area, &around.common(&paper), INNER_DEPTH),
                }
            }
            pieces().for_each(|piece| self.paste(origin, piece));
            // Folds between panels lie under all that is folded over them.
            for &fold in view.folds.iter().filter(|_| layer == 0) {
                self.crease(origin, self.pixels(fold));
            }
        }
    }

    /// A length in whole pixels.
    fn pixels(&self, length: Abs) -> u32 {
        pixels(length, self.scale)
    }

    /// The columns of a view that a piece covers. Neighbours meet, however they are rounded.
    fn reach(&self, piece: &ViewedPanel) -> Range<u32> {
        self.pixels(piece.x)..self.pixels(piece.x + piece.panel.width)
    }

    /// Copies a panel to its place.
    fn paste(&mut self, (left, top): (u32, u32), piece: &ViewedPanel) {
        let face = self.faces[piece.panel.face.page()];
        let reach = self.reach(piece);
        let count = (reach.end - reach.start).min(face.width);
        let from = self.pixels(piece.panel.x).min(face.width - count);
        for row in 0..face.height {
            let source = face.row(row, from, count);
            let target = self.ground.row(top + row, left + reach.start, count);
            let (Some(source), Some(target)) = (source, target) else { continue };
            self.ground.bytes[target].copy_from_slice(&face.bytes[source]);
        }
    }

    /// Where some columns of a view lie.
    fn area(&self, (left, top): (u32, u32), columns: Range<u32>) -> Area {
        let columns = left + columns.start..left + columns.end;
        Area { columns, rows: top..top + self.faces[0].height }
    }

    /// Darkens what of a place lies outside of paper that covers an area.
    fn shade(&mut self, paper: &Area, place: &Area, depth: u32) {
        for y in place.rows.clone() {
            for x in place.columns.clone() {
                let distance = paper.distance(x, y);
                if distance > 0 {
                    self.darken(x, y, fade(distance, SHADE, depth));
                }
            }
        }
    }

    /// Darkens both sides of a fold.
    fn crease(&mut self, (left, top): (u32, u32), fold: u32) {
        for away in 1..=CREASE {
            let depth = fade(away, CREASE, CREASE_DEPTH);
            for y in top..top + self.faces[0].height {
                self.darken((left + fold).saturating_sub(away), y, depth);
                self.darken(left + fold + away - 1, y, depth);
            }
        }
    }

    /// Takes a share, of 255, of a pixel's light away.
    fn darken(&mut self, x: u32, y: u32, share: u32) {
        let Some(pixel) = self.ground.row(y, x, 1) else { return };
        for channel in &mut self.ground.bytes[pixel] {
            let light = u32::from(*channel) * (255 - share) / 255;
            *channel = u8::try_from(light).unwrap_or(u8::MAX);
        }
    }
}

/// A length in whole pixels of a scale.
pub fn pixels(length: Abs, scale: f64) -> u32 {
    // Lengths of paper are few thousand pixels; what is negative becomes 0.
    (length.to_pt() * scale).round() as u32
}

/// Columns and rows of a picture.
struct Area {
    columns: Range<u32>,
    rows: Range<u32>,
}

impl Area {
    fn grown(&self, by: u32) -> Self {
        let grown = |range: &Range<u32>| range.start.saturating_sub(by)..range.end + by;
        Self { columns: grown(&self.columns), rows: grown(&self.rows) }
    }

    fn common(&self, other: &Self) -> Self {
        let common = |a: &Range<u32>, b: &Range<u32>| a.start.max(b.start)..a.end.min(b.end);
        let columns = common(&self.columns, &other.columns);
        Self { columns, rows: common(&self.rows, &other.rows) }
    }

    /// How far a pixel lies outside; 0 inside.
    fn distance(&self, x: u32, y: u32) -> u32 {
        let outside = |range: &Range<u32>, at: u32| {
            range.start.saturating_sub(at).max((at + 1).saturating_sub(range.end))
        };
        let (dx, dy) = (outside(&self.columns, x), outside(&self.rows, y));
        (dx * dx + dy * dy).isqrt()
    }
}

/// A shade that is deepest at a distance of 1 and gone beyond `reach`.
fn fade(distance: u32, reach: u32, depth: u32) -> u32 {
    let left = (reach + 1).saturating_sub(distance);
    depth * left * left / (reach * reach)
}

/// Columns as few ranges as they make.
fn joined(ranges: impl Iterator<Item = Range<u32>>) -> Vec<Range<u32>> {
    let mut ranges: Vec<Range<u32>> = ranges.collect();
    ranges.sort_by_key(|range| range.start);
    let mut out: Vec<Range<u32>> = vec![];
    for range in ranges {
        match out.last_mut() {
            Some(last) if last.end >= range.start => last.end = last.end.max(range.end),
            _ => out.push(range),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::leaflet::{OpenSheetSide, Panel, PanelRole};

    /// A face whose columns are told apart by their red, 40 rows high.
    fn face(width: u32, green: u8) -> Pixels {
        let row = (0..width).flat_map(|x| [x as u8, green, 200]);
        let bytes: Vec<u8> = (0..40).flat_map(|_| row.clone()).collect();
        Pixels { width, height: 40, bytes }
    }

    fn piece(face: OpenSheetSide, at: f64, width: f64, x: f64, layer: usize) -> ViewedPanel {
        let (at, width) = (Abs::pt(at), Abs::pt(width));
        let panel = Panel { face, x: at, width, part: PanelRole::Text, tuck: Abs::ZERO };
        ViewedPanel { panel, x: Abs::pt(x), layer }
    }

    fn laid(pieces: Vec<ViewedPanel>, width: f64, folds: &[f64]) -> Pixels {
        let ground = Pixels { width: 120, height: 80, bytes: vec![220; 120 * 80 * 3] };
        let (outside, inside) = (face(90, 10), face(90, 20));
        let folds = folds.iter().map(|&x| Abs::pt(x)).collect();
        let view = View { title: "", width: Abs::pt(width), pieces, folds };
        let mut mockup = Mockup { ground, faces: [&outside, &inside], scale: 1.0 };
        mockup.lay(&view, Point::new(Abs::pt(20.0), Abs::pt(20.0)));
        mockup.ground
    }

    fn at(pixels: &Pixels, x: u32, y: u32) -> [u8; 3] {
        let place = pixels.row(y, x, 1).unwrap();
        pixels.bytes[place].try_into().unwrap()
    }

    #[test]
    fn panels_lie_at_their_places_and_the_upper_hides_the_lower() {
        let under = [
            piece(OpenSheetSide::Inside, 0.0, 30.0, 0.0, 0),
            piece(OpenSheetSide::Inside, 30.0, 30.0, 30.0, 0),
        ];
        let flap = piece(OpenSheetSide::Outside, 0.0, 27.0, 33.0, 1);
        let picture = laid([&under[..], &[flap]].concat(), 60.0, &[30.0]);
        assert_eq!(at(&picture, 20, 20), [0, 20, 200]);
        assert_eq!(at(&picture, 40, 59), [20, 20, 200]);
        assert_eq!(at(&picture, 53, 20), [0, 10, 200], "the flap's edge");
        assert_eq!(at(&picture, 79, 40), [26, 10, 200], "the flap's fold");
        let strip = at(&picture, 52, 40);
        assert!(strip[1] < 20 && strip[2] < 200, "the flap's shade: {strip:?}");
    }

    #[test]
    fn paper_throws_a_shade_and_ground_far_from_it_stays() {
        let picture = laid(vec![piece(OpenSheetSide::Inside, 0.0, 30.0, 0.0, 0)], 30.0, &[]);
        let ground = |x, y| at(&picture, x, y)[0];
        assert!(ground(19, 40) < ground(16, 40) && ground(16, 40) < 220);
        assert!(ground(50, 40) < 220 && ground(30, 60) < 220);
        assert_eq!((ground(0, 40), ground(70, 40), ground(30, 79)), (220, 220, 220));
    }

    #[test]
    fn panels_flat_beside_one_another_throw_no_shade_on_each_other() {
        let row = vec![
            piece(OpenSheetSide::Inside, 0.0, 30.4, 0.0, 0),
            piece(OpenSheetSide::Inside, 30.4, 29.6, 30.4, 0),
        ];
        let picture = laid(row.clone(), 60.0, &[]);
        for x in 0..60 {
            assert_eq!(at(&picture, 20 + x, 40), [x as u8, 20, 200]);
        }
        let folded = laid(row, 60.0, &[30.4]);
        assert!(at(&folded, 49, 40)[2] < 180 && at(&folded, 50, 40)[2] < 180);
        assert_eq!(at(&folded, 30, 40), [10, 20, 200]);
    }

    #[test]
    fn what_lies_beyond_the_ground_is_left_out() {
        let picture = laid(vec![piece(OpenSheetSide::Inside, 0.0, 80.0, 90.0, 0)], 170.0, &[]);
        assert_eq!(picture.bytes.len(), 120 * 80 * 3);
    }
}
