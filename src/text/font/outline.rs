//! The outlines of glyphs, and where they cross a horizontal band: what a rule under or over them
//! must skip.

use super::face::Face;
use super::ttf_parser::{GlyphId, OutlineBuilder};
use crate::geom::{Abs, Path, Point, Segment};

/// A curve is cut into so many straight pieces: within 0.01 em of the curve for any letter.
const PIECES: u8 = 8;
/// So many heights of a band are looked at for what lies inside an outline.
const SCANS: u8 = 3;

impl Face {
    /// Thickness of an underline in font units (OpenType `post`), if the face says it.
    pub fn rule_thickness(&self) -> Option<i16> {
        let metrics = self.parsed()?.underline_metrics()?;
        Some(metrics.thickness).filter(|&thickness| thickness > 0)
    }

    /// The stretches, in font units from the glyph's origin, in which its ink lies between two
    /// heights.
    pub fn crossings(&self, gid: u16, low: f64, high: f64) -> Vec<[f64; 2]> {
        let mut edges = Edges::default();
        if let Some(parsed) = self.parsed() {
            parsed.outline_glyph(GlyphId(gid), &mut edges);
        }
        let mut found: Vec<_> =
            edges.edges.iter().filter_map(|edge| clipped(edge, low, high)).collect();
        for i in 0..=SCANS {
            let y = low + (high - low) * f64::from(i) / f64::from(SCANS);
            inside(&edges.edges, y, &mut found);
        }
        merged(found)
    }

    /// The outlines of glyphs in font units, `y` upwards; those without ink are left out.
    pub fn outlines(
        &self,
        glyphs: impl Iterator<Item = u16>,
    ) -> impl Iterator<Item = (u16, Path)> {
        let parsed = self.parsed();
        glyphs.filter_map(move |gid| {
            let mut pen = Pen::default();
            parsed.as_ref()?.outline_glyph(GlyphId(gid), &mut pen)?;
            Some((gid, pen.path))
        })
    }
}

/// Draws an outline as a path; a quadratic curve is a cubic one whose guides lie two thirds of the
/// way to its own.
#[derive(Default)]
struct Pen {
    path: Path,
    at: Point,
}

impl Pen {
    fn to(&mut self, x: f32, y: f32, segment: impl FnOnce(Point) -> Segment) {
        self.at = point(x, y);
        self.path.segments.push(segment(self.at));
    }
}

fn point(x: f32, y: f32) -> Point {
    Point::new(Abs::pt(x.into()), Abs::pt(y.into()))
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.to(x, y, Segment::Move);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.to(x, y, Segment::Line);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let guide = point(x1, y1);
        let near = |end: Point| {
            let way = |from: Abs, to: Abs| from + (to - from) * (2.0 / 3.0);
            Point::new(way(end.x, guide.x), way(end.y, guide.y))
        };
        let first = near(self.at);
        self.to(x, y, |end| Segment::Cubic(first, near(end), end));
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.to(x, y, |end| Segment::Cubic(point(x1, y1), point(x2, y2), end));
    }

    fn close(&mut self) {
        self.path.segments.push(Segment::Close);
    }
}

/// An edge from one point to another.
type Edge = [(f64, f64); 2];

/// The part of an edge between two heights, as a stretch.
fn clipped(&[a, b]: &Edge, low: f64, high: f64) -> Option<[f64; 2]> {
    let (a, b) = if a.1 <= b.1 { (a, b) } else { (b, a) };
    if b.1 < low || a.1 > high {
        return None;
    }
    let at = |y: f64| {
        if b.1 - a.1 <= f64::EPSILON {
            a.0
        } else {
            a.0 + (b.0 - a.0) * (y - a.1) / (b.1 - a.1)
        }
    };
    let (one, two) = (at(low.max(a.1)), at(high.min(b.1)));
    // A level edge lies in the band from end to end.
    let (one, two) = if b.1 - a.1 <= f64::EPSILON { (a.0, b.0) } else { (one, two) };
    Some([one.min(two), one.max(two)])
}

/// The stretches inside an outline at a height (non-zero winding, as fonts are filled).
fn inside(edges: &[Edge], y: f64, found: &mut Vec<[f64; 2]>) {
    let crossing = |&[a, b]: &Edge| {
        let (down, up) = (a.1 <= y && b.1 > y, b.1 <= y && a.1 > y);
        let x = a.0 + (b.0 - a.0) * (y - a.1) / (b.1 - a.1);
        (down || up).then_some((x, if down { 1 } else { -1 }))
    };
    let mut crossings: Vec<(f64, i32)> = edges.iter().filter_map(crossing).collect();
    crossings.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (mut winding, mut start) = (0, 0.0);
    for (x, turn) in crossings {
        if winding == 0 {
            start = x;
        }
        winding += turn;
        if winding == 0 {
            found.push([start, x]);
        }
    }
}

/// Stretches in order, those that touch as one.
pub(in super::super) fn merged(mut all: Vec<[f64; 2]>) -> Vec<[f64; 2]> {
    all.sort_by(|a, b| a[0].total_cmp(&b[0]));
    let mut out: Vec<[f64; 2]> = vec![];
    for [from, to] in all {
        match out.last_mut() {
            Some(last) if from <= last[1] => last[1] = last[1].max(to),
            _ => out.push([from, to]),
        }
    }
    out
}

/// An outline as straight edges.
#[derive(Default)]
struct Edges {
    edges: Vec<Edge>,
    start: (f64, f64),
    at: (f64, f64),
}

impl Edges {
    fn to(&mut self, point: (f64, f64)) {
        self.edges.push([self.at, point]);
        self.at = point;
    }

    /// Follows a curve that is given by its weights at a share of the way.
    fn curve(&mut self, point: impl Fn(f64) -> (f64, f64)) {
        for i in 1..=PIECES {
            self.to(point(f64::from(i) / f64::from(PIECES)));
        }
    }
}

fn pair(x: f32, y: f32) -> (f64, f64) {
    (f64::from(x), f64::from(y))
}

impl OutlineBuilder for Edges {
    fn move_to(&mut self, x: f32, y: f32) {
        self.start = pair(x, y);
        self.at = self.start;
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.to(pair(x, y));
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let (a, b, c) = (self.at, pair(x1, y1), pair(x, y));
        let mix = |a: f64, b: f64, c: f64, t: f64| {
            let s = 1.0 - t;
            a * s * s + b * 2.0 * s * t + c * t * t
        };
        self.curve(|t| (mix(a.0, b.0, c.0, t), mix(a.1, b.1, c.1, t)));
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let (a, b, c, d) = (self.at, pair(x1, y1), pair(x2, y2), pair(x, y));
        let mix = |a: f64, b: f64, c: f64, d: f64, t: f64| {
            let s = 1.0 - t;
            a * s * s * s + b * 3.0 * s * s * t + c * 3.0 * s * t * t + d * t * t * t
        };
        self.curve(|t| (mix(a.0, b.0, c.0, d.0, t), mix(a.1, b.1, c.1, d.1, t)));
    }

    fn close(&mut self) {
        self.to(self.start);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_square_crosses_a_band_over_its_whole_width() {
        let mut square = Edges::default();
        square.move_to(10.0, 0.0);
        square.line_to(30.0, 0.0);
        square.line_to(30.0, 20.0);
        square.line_to(10.0, 20.0);
        square.close();
        let mut found = vec![];
        inside(&square.edges, 5.0, &mut found);
        assert_eq!(found, [[10.0, 30.0]]);
        assert_eq!(clipped(&square.edges[1], 5.0, 8.0), Some([30.0, 30.0]));
        assert_eq!(clipped(&square.edges[0], 5.0, 8.0), None);
        assert_eq!(merged(vec![[5.0, 9.0], [0.0, 2.0], [1.0, 3.0]]), [[0.0, 3.0], [5.0, 9.0]]);
    }
}
