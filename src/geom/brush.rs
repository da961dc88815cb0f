//! Strokes with round ends as outlines: what is drawn with them needs no caps and joins of a format.

use super::{Abs, Path, Point, Segment};

/// Length of a curve's guides for a quarter of a circle, in radii.
const QUARTER: f64 = 0.552_284_749_830_793_4;

impl Path {
    /// Adds a stroke of a width from point to point, round at its ends and corners. Its parts lie
    /// on one another and turn the same way round: they are one shape where all that is wound
    /// round is filled.
    pub fn brush(&mut self, points: &[Point], width: Abs) {
        match points {
            [] => {}
            [point] => self.segments.extend(Self::circle(*point, width / 2.0).segments),
            _ => points.windows(2).for_each(|ends| self.capsule(ends[0], ends[1], width / 2.0)),
        }
    }

    fn capsule(&mut self, a: Point, b: Point, radius: Abs) {
        let (dx, dy) = ((b.x - a.x).to_pt(), (b.y - a.y).to_pt());
        let length = (dx * dx + dy * dy).sqrt();
        if length <= 0.0 {
            return self.segments.extend(Self::circle(a, radius).segments);
        }
        let along = [dx / length, dy / length];
        let aside = [-along[1], along[0]];
        let at =
            |p: Point, [x, y]: [f64; 2], by: f64| p.moved(radius * (x * by), radius * (y * by));
        let turn = |p: Point, [u, v]: [[f64; 2]; 2]| {
            let (from, to) = (at(p, u, 1.0), at(p, v, 1.0));
            Segment::Cubic(at(from, v, QUARTER), at(to, u, QUARTER), to)
        };
        let back = |[x, y]: [f64; 2]| [-x, -y];
        self.segments.extend([
            Segment::Move(at(a, aside, 1.0)),
            Segment::Line(at(b, aside, 1.0)),
            turn(b, [aside, along]),
            turn(b, [along, back(aside)]),
            Segment::Line(at(a, aside, -1.0)),
            turn(a, [back(aside), back(along)]),
            turn(a, [back(along), aside]),
            Segment::Close,
        ]);
    }

    /// The outline as it is around another origin, at another size, its sides changed where it is
    /// `mirrored` about `x = 0`.
    #[must_use]
    pub fn placed(&self, origin: Point, scale: f64, mirrored: bool) -> Self {
        let side = if mirrored { -scale } else { scale };
        let at = |p: Point| origin.moved(p.x * side, p.y * scale);
        let segments = self.segments.iter().map(|segment| match *segment {
            Segment::Move(p) => Segment::Move(at(p)),
            Segment::Line(p) => Segment::Line(at(p)),
            Segment::Cubic(a, b, p) => Segment::Cubic(at(a), at(b), at(p)),
            Segment::Close => Segment::Close,
        });
        Self { segments: segments.collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stroke_reaches_half_its_width_past_its_points() {
        let pt = |x: f64, y: f64| Point::new(Abs::pt(x), Abs::pt(y));
        let mut path = Path::default();
        path.brush(&[pt(0.0, 0.0), pt(30.0, 40.0), pt(60.0, 0.0)], Abs::pt(10.0));
        let reach = |of: fn(Point) -> Abs| {
            let all = path.points().map(|p| of(p).to_pt());
            all.fold((f64::MAX, f64::MIN), |(low, high), n| (low.min(n), high.max(n)))
        };
        let ((left, right), (top, foot)) = (reach(|p| p.x), reach(|p| p.y));
        for (found, wanted) in [(left, -5.0), (right, 65.0), (top, -5.0), (foot, 45.0)] {
            // Guides of a slanting end stand out a little.
            assert!((found - wanted).abs() < 1.0, "{found} for {wanted}");
        }
        let mirrored = path.placed(pt(100.0, 0.0), 2.0, true);
        let first = |path: &Path| path.points().next().map(|p| (p.x.to_pt(), p.y.to_pt()));
        let (x, y) = first(&path).unwrap_or_default();
        assert_eq!(first(&mirrored), Some((100.0 - 2.0 * x, 2.0 * y)));
    }
}
