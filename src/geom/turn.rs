//! How a picture is turned: the eight symmetries of a rectangle.

use super::{Abs, Size};

/// A turn of a picture: over its diagonal first, then over its middle lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PictureTurn {
    /// Rows become columns; the top left corner stays.
    pub is_transposed: bool,
    /// Left and right change places, after that.
    pub is_mirrored: bool,
    /// Top and bottom change places, after that.
    pub is_upside_down: bool,
}

impl PictureTurn {
    /// A picture as it is.
    pub const NONE: Self =
        Self { is_transposed: false, is_mirrored: false, is_upside_down: false };

    /// What a camera's note asks for (Exif 2.32, 4.6.4, tag 274 `Orientation`): where the first
    /// row and the first column belong. `None` for a value that the standard does not know.
    pub const fn from_exif(value: u16) -> Option<Self> {
        let (is_transposed, is_mirrored, is_upside_down) = match value {
            1 => (false, false, false),
            2 => (false, true, false),
            3 => (false, true, true),
            4 => (false, false, true),
            5 => (true, false, false),
            6 => (true, true, false),
            7 => (true, true, true),
            8 => (true, false, true),
            _ => return None,
        };
        Some(Self { is_transposed, is_mirrored, is_upside_down })
    }

    /// This turn, and after it left and right change places, if `mirrored`.
    #[must_use]
    pub const fn and_mirrored(self, mirrored: bool) -> Self {
        Self { is_mirrored: self.is_mirrored != mirrored, ..self }
    }

    /// Where a place of the picture comes to lie; both as shares of the width from the left and
    /// of the height from the top.
    pub fn place(self, (x, y): (f64, f64)) -> (f64, f64) {
        let (x, y) = if self.is_transposed { (y, x) } else { (x, y) };
        let flip = |n: f64, flipped: bool| if flipped { 1.0 - n } else { n };
        (flip(x, self.is_mirrored), flip(y, self.is_upside_down))
    }

    /// The extents of a picture of `size` once it is turned.
    #[must_use]
    pub const fn size(self, size: Size) -> Size {
        if self.is_transposed { Size::new(size.height, size.width) } else { size }
    }

    /// The matrix that turns a picture of `size`, `y` downwards, into its own turned extents:
    /// `x' = a·x + c·y + e`, `y' = b·x + d·y + f`, in the order a to f.
    pub fn matrix(self, size: Size) -> [f64; 6] {
        let turned = self.size(size);
        let at = |x: f64, y: f64| {
            let (x, y) = self.place((x, y));
            (turned.width * x, turned.height * y)
        };
        let (origin, right, down) = (at(0.0, 0.0), at(1.0, 0.0), at(0.0, 1.0));
        let along = |from: Abs, to: Abs, length: Abs| (to - from) / length;
        [
            along(origin.0, right.0, size.width),
            along(origin.1, right.1, size.width),
            along(origin.0, down.0, size.height),
            along(origin.1, down.1, size.height),
            origin.0.to_pt(),
            origin.1.to_pt(),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cameras_notes_bring_the_first_row_and_column_where_they_belong() {
        // Where the middle of the first row and that of the first column come to lie (Exif 2.32).
        let (top, bottom) = ((0.5, 0.0), (0.5, 1.0));
        let (left, right) = ((0.0, 0.5), (1.0, 0.5));
        let wanted = [
            (top, left),
            (top, right),
            (bottom, right),
            (bottom, left),
            (left, top),
            (right, top),
            (right, bottom),
            (left, bottom),
        ];
        for (value, wanted) in (1..).zip(wanted) {
            let turn = PictureTurn::from_exif(value).expect("a known value");
            assert_eq!((turn.place((0.5, 0.0)), turn.place((0.0, 0.5))), wanted, "{value}");
        }
        assert_eq!((PictureTurn::from_exif(0), PictureTurn::from_exif(9)), (None, None));
    }

    #[test]
    fn a_quarter_turn_as_a_matrix() {
        let size = Size::new(Abs::pt(40.0), Abs::pt(30.0));
        let turn = PictureTurn::from_exif(6).expect("a known value");
        assert_eq!(turn.size(size), Size::new(Abs::pt(30.0), Abs::pt(40.0)));
        assert_eq!(turn.matrix(size), [0.0, 1.0, -1.0, 0.0, 30.0, 0.0]);
        assert_eq!(turn.and_mirrored(true).matrix(size), [0.0, 1.0, 1.0, 0.0, 0.0, 0.0]);
        assert_eq!(PictureTurn::NONE.matrix(size), [1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);
    }
}
