//! Lengths, points, rectangles and paths, in points (1/72 inch).
//!
//! The page's origin is its top left corner, `y` grows downwards; only `pdf` turns it round.

mod brush;
mod path;
mod turn;

use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

pub use path::{Path, Segment};
pub use turn::PictureTurn;

/// A length in points.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default)]
pub struct Abs(f64);

impl Abs {
    /// No length.
    pub const ZERO: Self = Self(0.0);

    /// A length in points.
    pub const fn pt(pt: f64) -> Self {
        Self(pt)
    }

    /// A length in millimetres.
    pub const fn mm(mm: f64) -> Self {
        Self(mm * 72.0 / 25.4)
    }

    /// The units in which lengths are written, each in points.
    pub const UNITS: [(&str, f64); 4] =
        [("pt", 1.0), ("mm", 72.0 / 25.4), ("cm", 720.0 / 25.4), ("in", 72.0)];

    /// A length as people write it, such as `15mm`; a unit may be missing from `0` alone.
    pub fn parse(text: &str) -> Option<Self> {
        if text == "0" {
            return Some(Self::ZERO);
        }
        let points = Self::UNITS.iter().find_map(|(unit, points)| {
            let number = text.strip_suffix(unit)?.trim_end().parse::<f64>().ok()?;
            Some(number * points)
        });
        points.filter(|points| points.is_finite()).map(Self)
    }

    /// The length in points.
    pub const fn to_pt(self) -> f64 {
        self.0
    }

    /// The length in millimetres.
    pub fn to_mm(self) -> f64 {
        self.0 * 25.4 / 72.0
    }

    /// The longer of two lengths.
    #[must_use]
    pub fn max(self, other: Self) -> Self {
        Self(self.0.max(other.0))
    }

    /// The shorter of two lengths.
    #[must_use]
    pub fn min(self, other: Self) -> Self {
        Self(self.0.min(other.0))
    }

    /// The length without its sign.
    #[must_use]
    pub fn abs(self) -> Self {
        Self(self.0.abs())
    }

    /// The least multiple of `step` that is not shorter than this length (within 1/1000 pt).
    #[must_use]
    pub fn round_up_to(self, step: Self) -> Self {
        Self(((self.0 - 0.001) / step.0).ceil().max(0.0) * step.0)
    }
}

impl Add for Abs {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Abs {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Neg for Abs {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Mul<f64> for Abs {
    type Output = Self;
    fn mul(self, factor: f64) -> Self {
        Self(self.0 * factor)
    }
}

impl Div<f64> for Abs {
    type Output = Self;
    fn div(self, divisor: f64) -> Self {
        Self(self.0 / divisor)
    }
}

impl Div for Abs {
    type Output = f64;
    fn div(self, other: Self) -> f64 {
        self.0 / other.0
    }
}

impl AddAssign for Abs {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl SubAssign for Abs {
    fn sub_assign(&mut self, other: Self) {
        self.0 -= other.0;
    }
}

impl Sum for Abs {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self::ZERO, Add::add)
    }
}

/// A place on a page.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Point {
    /// Distance from the left edge.
    pub x: Abs,
    /// Distance from the top edge.
    pub y: Abs,
}

impl Point {
    /// A place by its two distances.
    pub const fn new(x: Abs, y: Abs) -> Self {
        Self { x, y }
    }

    /// The place moved by `dx` to the right and `dy` downwards.
    #[must_use]
    pub fn moved(self, dx: Abs, dy: Abs) -> Self {
        Self::new(self.x + dx, self.y + dy)
    }
}

/// A width and a height.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Size {
    /// Extent from left to right.
    pub width: Abs,
    /// Extent from top to bottom.
    pub height: Abs,
}

impl Size {
    /// A size by its two extents.
    pub const fn new(width: Abs, height: Abs) -> Self {
        Self { width, height }
    }
}

/// An upright rectangle.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rect {
    /// Its top left corner.
    pub origin: Point,
    /// Its extents.
    pub size: Size,
}

impl Rect {
    /// A rectangle by its left, top, width and height.
    pub const fn new(x: Abs, y: Abs, width: Abs, height: Abs) -> Self {
        Self { origin: Point::new(x, y), size: Size::new(width, height) }
    }

    /// The left edge.
    pub fn left(self) -> Abs {
        self.origin.x
    }

    /// The top edge.
    pub fn top(self) -> Abs {
        self.origin.y
    }

    /// The right edge.
    pub fn right(self) -> Abs {
        self.origin.x + self.size.width
    }

    /// The bottom edge.
    pub fn bottom(self) -> Abs {
        self.origin.y + self.size.height
    }

    /// What this rectangle and another have in common; without extent where that is nothing.
    #[must_use]
    pub fn common(self, other: Self) -> Self {
        let (x, y) = (self.left().max(other.left()), self.top().max(other.top()));
        let width = self.right().min(other.right()) - x;
        let height = self.bottom().min(other.bottom()) - y;
        Self::new(x, y, width.max(Abs::ZERO), height.max(Abs::ZERO))
    }

    /// Whether nothing of another rectangle sticks out of this one, but for a hair.
    pub fn covers(self, other: Self) -> bool {
        let hair = Abs::pt(0.01);
        self.left() <= other.left() + hair
            && self.top() <= other.top() + hair
            && self.right() >= other.right() - hair
            && self.bottom() >= other.bottom() - hair
    }
}

/// Reading direction of a language or a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Dir {
    /// Left to right.
    #[default]
    Ltr,
    /// Right to left.
    Rtl,
}

impl Dir {
    /// Whether the direction is right to left.
    pub const fn is_rtl(self) -> bool {
        matches!(self, Self::Rtl)
    }

    /// The other direction.
    pub const fn flipped(self) -> Self {
        if self.is_rtl() { Self::Ltr } else { Self::Rtl }
    }

    /// The value of HTML's `dir` attribute.
    pub const fn as_str(self) -> &'static str {
        if self.is_rtl() { "rtl" } else { "ltr" }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_height_is_rounded_up_to_the_grid_but_not_past_it() {
        let step = Abs::pt(9.0);
        assert_eq!(Abs::pt(18.0).round_up_to(step), Abs::pt(18.0));
        assert_eq!(Abs::pt(18.1).round_up_to(step), Abs::pt(27.0));
        assert_eq!(Abs::ZERO.round_up_to(step), Abs::ZERO);
    }

    #[test]
    fn lengths_are_a_number_and_a_unit() {
        assert_eq!(Abs::parse("1in"), Some(Abs::pt(72.0)));
        assert_eq!(Abs::parse("2.5 cm").map(Abs::to_mm), Some(25.0));
        assert_eq!(Abs::parse("0"), Some(Abs::ZERO));
        for wrong in ["", "12", "mm", "NaNmm", "infpt", "1e999pt", "1,5mm", "5 feet"] {
            assert_eq!(Abs::parse(wrong), None, "{wrong}");
        }
    }
}
