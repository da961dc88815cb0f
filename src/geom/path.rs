//! Outlines: straight lines and cubic curves.
//!
//! Trigonometry lives here alone, as constants: the C library's `sin` differs by platform,
//! and the same input must give the same bytes everywhere.

use super::{Abs, Point, Rect};

/// A step of a path, with absolute coordinates.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Segment {
    /// Lift the pen and set it down.
    Move(Point),
    /// A straight line.
    Line(Point),
    /// A cubic curve by its two control points and its end.
    Cubic(Point, Point, Point),
    /// Back to the last `Move`.
    Close,
}

/// An outline to fill or to stroke.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Path {
    /// The steps in drawing order; the first is a `Move`.
    pub segments: Vec<Segment>,
}

impl Path {
    /// A closed polygon through `points`.
    pub fn polygon(points: &[Point]) -> Self {
        let mut segments: Vec<_> = points
            .iter()
            .enumerate()
            .map(|(i, &p)| if i == 0 { Segment::Move(p) } else { Segment::Line(p) })
            .collect();
        segments.push(Segment::Close);
        Self { segments }
    }

    /// A rectangle's outline.
    pub fn rect(r: Rect) -> Self {
        Self::polygon(&[
            r.origin,
            Point::new(r.right(), r.top()),
            Point::new(r.right(), r.bottom()),
            Point::new(r.left(), r.bottom()),
        ])
    }

    /// The outline of a rectangle with round corners; with square ones where `radius` is nothing.
    pub fn rounded(r: Rect, radius: Abs) -> Self {
        let most = r.size.width.min(r.size.height) / 2.0;
        let radius = radius.min(most);
        if radius <= Abs::ZERO {
            return Self::rect(r);
        }
        let (x, y) = ([r.left(), r.right()], [r.top(), r.bottom()]);
        // From the upper left corner on, clockwise: the corner and the way that leads into it.
        let corners = [
            (Point::new(x[1], y[0]), [1.0, 0.0], [0.0, 1.0]),
            (Point::new(x[1], y[1]), [0.0, 1.0], [-1.0, 0.0]),
            (Point::new(x[0], y[1]), [-1.0, 0.0], [0.0, -1.0]),
            (Point::new(x[0], y[0]), [0.0, -1.0], [1.0, 0.0]),
        ];
        let mut segments = vec![Segment::Move(Point::new(x[0] + radius, y[0]))];
        for (corner, [u, v], [s, t]) in corners {
            let (from, to) =
                (corner.moved(radius * -u, radius * -v), corner.moved(radius * s, radius * t));
            let guide = radius * CIRCLE;
            segments.push(Segment::Line(from));
            segments.push(Segment::Cubic(
                from.moved(guide * u, guide * v),
                to.moved(guide * -s, guide * -t),
                to,
            ));
        }
        segments.push(Segment::Close);
        Self { segments }
    }

    /// The rectangle whose outline this is; see [`Path::rect`].
    pub fn as_rect(&self) -> Option<Rect> {
        let [Segment::Move(from), _, Segment::Line(to), _, Segment::Close] = self.segments[..]
        else {
            return None;
        };
        let rect = Rect::new(from.x, from.y, to.x - from.x, to.y - from.y);
        (Self::rect(rect) == *self).then_some(rect)
    }

    /// A straight line.
    pub fn line(from: Point, to: Point) -> Self {
        Self { segments: vec![Segment::Move(from), Segment::Line(to)] }
    }

    /// All its points, those that guide curves too.
    pub fn points(&self) -> impl Iterator<Item = Point> + '_ {
        self.segments.iter().flat_map(|segment| {
            let points = match *segment {
                Segment::Move(p) | Segment::Line(p) => [Some(p), None, None],
                Segment::Cubic(a, b, p) => [Some(a), Some(b), Some(p)],
                Segment::Close => [None; 3],
            };
            points.into_iter().flatten()
        })
    }

    /// Whether all its points lie on one upright or level line.
    pub fn is_flat(&self) -> bool {
        let Some(first) = self.points().next() else { return true };
        self.points().all(|p| p.x == first.x) || self.points().all(|p| p.y == first.y)
    }

    /// Moves the outline by `dx` to the right and `dy` downwards.
    pub fn translate(&mut self, dx: Abs, dy: Abs) {
        for segment in &mut self.segments {
            *segment = match *segment {
                Segment::Move(p) => Segment::Move(p.moved(dx, dy)),
                Segment::Line(p) => Segment::Line(p.moved(dx, dy)),
                Segment::Cubic(a, b, p) => {
                    Segment::Cubic(a.moved(dx, dy), b.moved(dx, dy), p.moved(dx, dy))
                }
                Segment::Close => Segment::Close,
            };
        }
    }

    /// Draws what lies above `y` down to it.
    pub fn keep_below(&mut self, y: Abs) {
        let low = |p: Point| Point::new(p.x, p.y.max(y));
        for segment in &mut self.segments {
            *segment = match *segment {
                Segment::Move(p) => Segment::Move(low(p)),
                Segment::Line(p) => Segment::Line(low(p)),
                Segment::Cubic(a, b, p) => Segment::Cubic(low(a), low(b), low(p)),
                Segment::Close => Segment::Close,
            };
        }
    }

    /// A circle about `centre`, of four curves.
    pub fn circle(centre: Point, radius: Abs) -> Self {
        let guide = radius * CIRCLE;
        let at = |x: f64, y: f64| centre.moved(radius * x, radius * y);
        let quarter = |[x, y]: [f64; 2], [u, v]: [f64; 2]| {
            let (from, to) = (at(x, y), at(u, v));
            Segment::Cubic(from.moved(guide * u, guide * v), to.moved(guide * x, guide * y), to)
        };
        let ends = [[1.0, 0.0], [0.0, 1.0], [-1.0, 0.0], [0.0, -1.0], [1.0, 0.0]];
        let mut segments = vec![Segment::Move(at(1.0, 0.0))];
        segments.extend(ends.windows(2).map(|pair| quarter(pair[0], pair[1])));
        segments.push(Segment::Close);
        Self { segments }
    }

    /// The khatam {8/2} about `centre`: eight tips at distance `tip`, the first on the x axis.
    pub fn khatam(centre: Point, tip: Abs) -> Self {
        let points: Vec<_> = (0..16)
            .map(|k| {
                let reach = if k % 2 == 0 { tip } else { tip * KHATAM_NOTCH };
                let (cos, sin) = EIGHTH_TURNS[k];
                centre.moved(reach * cos, reach * sin)
            })
            .collect();
        Self::polygon(&points)
    }
}

/// Length of a curve's guides for a quarter of a circle, in radii: 4/3 · (√2 − 1).
const CIRCLE: f64 = 0.552_284_749_830_793_4;
/// Notch radius over tip radius of the khatam {8/2}: cos 45° / cos 22.5°.
const KHATAM_NOTCH: f64 = 0.765_366_864_730_179_5;
const C1: f64 = 0.923_879_532_511_286_7;
const C2: f64 = std::f64::consts::FRAC_1_SQRT_2;
const C3: f64 = 0.382_683_432_365_089_8;

/// Cosine and sine of k · 22.5°.
const EIGHTH_TURNS: [(f64, f64); 16] = [
    (1.0, 0.0),
    (C1, C3),
    (C2, C2),
    (C3, C1),
    (0.0, 1.0),
    (-C3, C1),
    (-C2, C2),
    (-C1, C3),
    (-1.0, 0.0),
    (-C1, -C3),
    (-C2, -C2),
    (-C3, -C1),
    (0.0, -1.0),
    (C3, -C1),
    (C2, -C2),
    (C1, -C3),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rectangle_is_known_by_its_outline_and_covers_what_lies_inside() {
        let (mm, rect) =
            (Abs::mm, |x, y, w, h| Rect::new(Abs::mm(x), Abs::mm(y), Abs::mm(w), Abs::mm(h)));
        let area = rect(1.0, 2.0, 30.0, 40.0);
        let found = Path::rect(area).as_rect().unwrap();
        assert!(found.covers(area) && area.covers(found));
        assert!(area.covers(rect(5.0, 2.0, 26.0, 10.0)));
        assert!(!area.covers(rect(5.0, 2.0, 27.0, 10.0)));
        assert_eq!(Path::khatam(Point::default(), mm(3.0)).as_rect(), None);
        let leaning = [(0.0, 0.0), (4.0, 1.0), (4.0, 4.0), (0.0, 4.0)];
        let leaning = leaning.map(|(x, y)| Point::new(mm(x), mm(y)));
        assert_eq!(Path::polygon(&leaning).as_rect(), None);
    }

    #[test]
    fn a_rounded_rectangle_keeps_its_extents_and_turns_round_at_each_corner() {
        let r = Rect::new(Abs::pt(1.0), Abs::pt(2.0), Abs::pt(30.0), Abs::pt(20.0));
        let path = Path::rounded(r, Abs::pt(5.0));
        let (mut curves, mut at) = (0, Point::default());
        for segment in &path.segments {
            if let Segment::Cubic(a, b, p) = *segment {
                curves += 1;
                // The middle of a corner lies a radius from its centre.
                let middle = |of: fn(Point) -> Abs| {
                    (of(at) + of(a) * 3.0 + of(b) * 3.0 + of(p)).to_pt() / 8.0
                };
                let x = middle(|p| p.x).clamp(6.0, 26.0) - middle(|p| p.x);
                let y = middle(|p| p.y).clamp(7.0, 17.0) - middle(|p| p.y);
                assert!((x.hypot(y) - 5.0).abs() < 2e-3, "{x} {y}");
                at = p;
            } else if let Segment::Move(p) | Segment::Line(p) = *segment {
                at = p;
            }
        }
        assert_eq!(curves, 4);
        let (xs, ys): (Vec<f64>, Vec<f64>) =
            path.points().map(|p| (p.x.to_pt(), p.y.to_pt())).unzip();
        let ends = |all: &[f64]| {
            let least = all.iter().copied().fold(f64::INFINITY, f64::min);
            (least, all.iter().copied().fold(f64::NEG_INFINITY, f64::max))
        };
        assert_eq!((ends(&xs), ends(&ys)), ((1.0, 31.0), (2.0, 22.0)));
        assert_eq!(Path::rounded(r, Abs::ZERO), Path::rect(r));
    }

    #[test]
    fn a_circle_is_round() {
        let circle = Path::circle(Point::default(), Abs::pt(1.0));
        let mut at = Point::default();
        for segment in circle.segments {
            match segment {
                Segment::Move(p) => at = p,
                Segment::Cubic(a, b, p) => {
                    // The middle of a curve by de Casteljau.
                    let middle = |of: fn(Point) -> Abs| {
                        (of(at) + of(a) * 3.0 + of(b) * 3.0 + of(p)).to_pt() / 8.0
                    };
                    let (x, y) = (middle(|p| p.x), middle(|p| p.y));
                    assert!((x.hypot(y) - 1.0).abs() < 3e-4, "{x} {y}");
                    at = p;
                }
                _ => {}
            }
        }
    }

    #[test]
    fn the_notches_of_the_khatam_lie_on_two_crossed_squares() {
        let star = Path::khatam(Point::default(), Abs::pt(1.0));
        let Segment::Line(notch) = star.segments[1] else { panic!("a polygon") };
        assert!((notch.x.to_pt() - C2).abs() < 1e-12, "on the upright square's edge");
    }
}
