//! Outlines as TrueType has them: closed contours of points, with quadratic curves.
//!
//! In: drawing commands of any outline format. Out: [`Contours`]. A cubic curve becomes as many
//! quadratic ones as keep within half a unit of it.

use skrifa::outline::OutlinePen;

/// How far a quadratic curve may lie from its cubic one, in units of the result.
const TOLERANCE: f64 = 0.5;

/// A point of an outline.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Dot {
    /// Distance to the right.
    pub x: f64,
    /// Distance upwards.
    pub y: f64,
    /// Whether the outline goes through it.
    pub on: bool,
}

/// The closed contours of an outline.
pub type Contours = Vec<Vec<Dot>>;

/// Collects contours, cubic curves as quadratic ones.
#[derive(Debug, Default)]
pub struct ContourPen {
    per_unit: f64,
    /// What has been drawn so far.
    pub contours: Contours,
}

impl ContourPen {
    /// A pen that multiplies each coordinate by `per_unit`.
    pub fn new(per_unit: f64) -> Self {
        Self { per_unit, contours: vec![] }
    }

    fn dot(&mut self, x: f64, y: f64, on: bool) {
        if let Some(contour) = self.contours.last_mut() {
            contour.push(Dot { x, y, on });
        }
    }

    fn to_units(&self, x: f32, y: f32) -> (f64, f64) {
        (f64::from(x) * self.per_unit, f64::from(y) * self.per_unit)
    }
}

impl OutlinePen for ContourPen {
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

type Interval = (f64, f64);

/// Quadratic curves along a cubic one, each as control point and end.
///
/// A cubic's distance from its mid-point quadratic is √3/36 of its third difference, and falls
/// with the cube of the number of parts.
fn quadratics(p: [Interval; 4]) -> Vec<(Interval, Interval)> {
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
pub fn whole(dot: &Dot) -> (i32, i32) {
    (round(dot.x), round(dot.y))
}

/// The nearest whole number.
pub fn round(x: f64) -> i32 {
    x.round().clamp(f64::from(i32::MIN), f64::from(i32::MAX)) as i32
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
