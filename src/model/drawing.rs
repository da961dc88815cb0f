//! Drawings: what an SVG file shows, as paths, layers and gradients that every output can write.
//!
//! Transforms are applied, texts are outlines, what refers to nothing is gone. All lengths are the
//! drawing's own units, from its top left corner.

use std::sync::Arc;

use super::style::Rgb;
use crate::geom::{Abs, Path, Point, Size};

/// A drawing in its own units, origin at the top left.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    /// Its extents.
    pub size: Size,
    /// Its parts, lowest first.
    pub parts: Vec<DrawingPart>,
}

/// A part of a drawing.
#[derive(Debug, Clone, PartialEq)]
pub enum DrawingPart {
    /// A path.
    Path(DrawnPath),
    /// Parts that are painted as one.
    Layer(Layer),
}

/// One path of a drawing: filled, or stroked.
#[derive(Debug, Clone, PartialEq)]
pub struct DrawnPath {
    /// The outline.
    pub path: Path,
    /// Its fill.
    pub fill: Option<Paint>,
    /// Whether the fill follows the even-odd rule.
    pub even_odd: bool,
    /// Colour and width of its stroke.
    pub stroke: Option<(Rgb, Abs)>,
    /// How much it hides of what is beneath it, 0 to 1.
    pub opacity: f64,
}

/// What fills a path.
#[derive(Debug, Clone, PartialEq)]
pub enum Paint {
    /// One colour.
    Flat(Rgb),
    /// Colours that pass into one another.
    Gradient(Arc<Gradient>),
}

/// Colours along a line or between two circles (SVG 1.1, 13.2).
#[derive(Debug, Clone, PartialEq)]
pub struct Gradient {
    /// Where it begins and ends, in its own space.
    pub course: Course,
    /// What happens before its beginning and after its end.
    pub spread: Spread,
    /// Its colours, two or more, by their places.
    pub stops: Vec<Stop>,
    /// Takes its own space to the drawing's: `x' = a x + c y + e`, `y' = b x + d y + f`.
    pub matrix: [f64; 6],
}

/// Where a gradient runs.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Course {
    /// From a point to a point.
    Linear([(f64, f64); 2]),
    /// From a circle to a circle around it: centres and radii.
    Radial([((f64, f64), f64); 2]),
}

/// What a gradient does outside its course.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spread {
    /// Its last colour goes on.
    Pad,
    /// It begins anew, turned round each second time.
    Reflect,
    /// It begins anew.
    Repeat,
}

/// A colour at a place of a gradient.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stop {
    /// The place, 0 at the beginning and 1 at the end.
    pub at: f64,
    /// The colour.
    pub color: Rgb,
    /// How much it hides, 0 to 1.
    pub opacity: f64,
}

/// Parts that are painted as one, and cut or faded together.
#[derive(Debug, Clone, PartialEq)]
pub struct Layer {
    /// How much the whole hides, 0 to 1.
    pub opacity: f64,
    /// The outline outside of which nothing shows, and whether it follows the even-odd rule.
    pub clip: Option<(Path, bool)>,
    /// What fades it from place to place.
    pub mask: Option<Mask>,
    /// Its parts, lowest first.
    pub parts: Vec<DrawingPart>,
}

/// A drawing by which another is faded.
#[derive(Debug, Clone, PartialEq)]
pub struct Mask {
    /// Whether its lightness counts, or only how much it hides.
    pub by_lightness: bool,
    /// Its parts, lowest first.
    pub parts: Vec<DrawingPart>,
}

impl Drawing {
    /// Whether it is made of opaque paths in plain colours and nothing else.
    pub fn is_plain(&self) -> bool {
        self.parts.iter().all(|part| match part {
            DrawingPart::Path(path) => {
                path.is_opaque() && !matches!(path.fill, Some(Paint::Gradient(_)))
            }
            DrawingPart::Layer(_) => false,
        })
    }

    /// Whether something of it lets what is beneath show through.
    pub fn is_transparent(&self) -> bool {
        fn any(parts: &[DrawingPart]) -> bool {
            parts.iter().any(|part| match part {
                DrawingPart::Path(path) => !path.is_opaque(),
                DrawingPart::Layer(layer) => {
                    layer.opacity < 1.0 || layer.mask.is_some() || any(&layer.parts)
                }
            })
        }
        any(&self.parts)
    }

    /// The widths of its strokes.
    pub fn strokes(&self) -> Vec<Abs> {
        fn collect(parts: &[DrawingPart], out: &mut Vec<Abs>) {
            for part in parts {
                match part {
                    DrawingPart::Path(path) => out.extend(path.stroke.map(|(_, width)| width)),
                    DrawingPart::Layer(layer) => collect(&layer.parts, out),
                }
            }
        }
        let mut out = vec![];
        collect(&self.parts, &mut out);
        out
    }
}

impl DrawnPath {
    /// Whether nothing beneath it shows through.
    pub fn is_opaque(&self) -> bool {
        let fades = |paint: &Paint| match paint {
            Paint::Flat(_) => false,
            Paint::Gradient(gradient) => gradient.stops.iter().any(|stop| stop.opacity < 1.0),
        };
        self.opacity >= 1.0 && !self.fill.as_ref().is_some_and(fades)
    }

    /// The upper left and the lower right corner of the box around it; curves stay inside that of
    /// their control points.
    pub fn corners(&self) -> Option<(Point, Point)> {
        let mut points = self.path.points();
        let first = points.next()?;
        Some(points.fold((first, first), |(from, to), p| {
            (
                Point::new(from.x.min(p.x), from.y.min(p.y)),
                Point::new(to.x.max(p.x), to.y.max(p.y)),
            )
        }))
    }
}

impl Gradient {
    /// Its course and its colours over a part of the plane, as if it knew only to go on with its
    /// last colour: what is repeated is written out, at most [`MOST_TURNS`] times.
    pub fn unrolled(&self, corners: (Point, Point)) -> (Course, Vec<Stop>) {
        let (first, last) = match self.spread {
            Spread::Pad => (0, 1),
            _ => self.turns(corners),
        };
        if (first, last) == (0, 1) {
            return (self.course, self.stops.clone());
        }
        let count = f64::from(last - first);
        let mut stops = vec![];
        for turn in first..last {
            let is_turned = self.spread == Spread::Reflect && turn.rem_euclid(2) == 1;
            let place = |stop: &Stop| {
                let at = if is_turned { 1.0 - stop.at } else { stop.at };
                Stop { at: (f64::from(turn - first) + at) / count, ..*stop }
            };
            match is_turned {
                true => stops.extend(self.stops.iter().rev().map(place)),
                false => stops.extend(self.stops.iter().map(place)),
            }
        }
        (self.course.between(f64::from(first), f64::from(last)), stops)
    }

    /// Between which whole numbers of courses the corners lie.
    fn turns(&self, (from, to): (Point, Point)) -> (i32, i32) {
        let Some(back) = inverse(self.matrix) else { return (0, 1) };
        let [x0, y0, x1, y1] = [from.x, from.y, to.x, to.y].map(Abs::to_pt);
        let places = [(x0, y0), (x1, y0), (x0, y1), (x1, y1)]
            .map(|(x, y)| self.course.at(applied(back, (x, y))));
        let least = places.into_iter().fold(f64::INFINITY, f64::min);
        let most = places.into_iter().fold(f64::NEG_INFINITY, f64::max);
        let first = match self.course {
            Course::Linear(_) => least.floor().clamp(-f64::from(MOST_TURNS), 0.0) as i32,
            Course::Radial(_) => 0,
        };
        let last = most.ceil().clamp(1.0, f64::from(MOST_TURNS)) as i32;
        (first, last)
    }
}

/// How often a gradient is repeated to each side; beyond, its last colour goes on.
pub const MOST_TURNS: i32 = 64;

impl Course {
    /// How far along the course a point is; of a radial one, at least so far.
    fn at(self, (x, y): (f64, f64)) -> f64 {
        match self {
            Self::Linear([(x0, y0), (x1, y1)]) => {
                let (dx, dy) = (x1 - x0, y1 - y0);
                ((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy).max(1e-12)
            }
            Self::Radial([((x0, y0), r0), ((x1, y1), r1)]) => {
                let (dx, dy) = (x - x0, y - y0);
                // Circles grow by the difference of the radii, and move by that of the centres.
                let shift = ((x1 - x0) * (x1 - x0) + (y1 - y0) * (y1 - y0)).sqrt();
                let growth = (r1 - r0 - shift).max((r1 - r0) / f64::from(MOST_TURNS));
                ((dx * dx + dy * dy).sqrt() - r0) / growth.max(1e-12)
            }
        }
    }

    /// The course from one place on it to another.
    fn between(self, from: f64, to: f64) -> Self {
        let mix = |a: f64, b: f64, t: f64| a + (b - a) * t;
        match self {
            Self::Linear([a, b]) => {
                Self::Linear([from, to].map(|t| (mix(a.0, b.0, t), mix(a.1, b.1, t))))
            }
            Self::Radial([(a, r), (b, s)]) => Self::Radial(
                [from, to].map(|t| ((mix(a.0, b.0, t), mix(a.1, b.1, t)), mix(r, s, t))),
            ),
        }
    }
}

/// A point taken through a matrix.
fn applied([a, b, c, d, e, f]: [f64; 6], (x, y): (f64, f64)) -> (f64, f64) {
    (a * x + c * y + e, b * x + d * y + f)
}

/// The matrix that undoes another; `None` where that flattens the plane.
fn inverse([a, b, c, d, e, f]: [f64; 6]) -> Option<[f64; 6]> {
    let det = a * d - b * c;
    (det.abs() > 1e-18).then(|| {
        let (a, b, c, d) = (d / det, -b / det, -c / det, a / det);
        [a, b, c, d, -(a * e + c * f), -(b * e + d * f)]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gradient(spread: Spread) -> Gradient {
        let stop = |at, grey| Stop { at, color: Rgb([grey; 3]), opacity: 1.0 };
        Gradient {
            course: Course::Linear([(0.0, 0.0), (10.0, 0.0)]),
            spread,
            stops: vec![stop(0.0, 0), stop(1.0, 200)],
            matrix: [1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
        }
    }

    #[test]
    fn what_is_repeated_is_written_out_as_far_as_it_is_seen() {
        let corners = |from: f64, to: f64| {
            (Point::new(Abs::pt(from), Abs::ZERO), Point::new(Abs::pt(to), Abs::pt(5.0)))
        };
        let greys = |stops: &[Stop]| stops.iter().map(|s| s.color.0[0]).collect::<Vec<_>>();
        let (course, stops) = gradient(Spread::Reflect).unrolled(corners(-5.0, 18.0));
        assert_eq!(course, Course::Linear([(-10.0, 0.0), (20.0, 0.0)]));
        assert_eq!(greys(&stops), [200, 0, 0, 200, 200, 0]);
        let (_, stops) = gradient(Spread::Repeat).unrolled(corners(0.0, 20.0));
        assert_eq!(greys(&stops), [0, 200, 0, 200]);
        let (_, stops) = gradient(Spread::Pad).unrolled(corners(-50.0, 180.0));
        assert_eq!(stops.len(), 2);
        let (_, stops) = gradient(Spread::Repeat).unrolled(corners(-1e9, 1e9));
        assert_eq!(stops.len(), 4 * MOST_TURNS as usize);
    }
}
