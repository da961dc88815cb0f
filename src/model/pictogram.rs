//! Pictograms, drawn in code on a grid of 48 units with strokes that are round at their ends.

use crate::geom::{Abs, Path, Point};

/// Side of the grid.
pub const GRID: f64 = 48.0;

/// A pictogram.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pictogram {
    /// A tick.
    Yes,
    /// A cross.
    No,
    /// The receiver of a telephone.
    Phone,
}

impl Pictogram {
    /// Its outline on the grid, with strokes of so many units; all that is wound round is filled.
    pub fn path(self, stroke: f64) -> Path {
        let mut path = Path::default();
        for line in self.lines() {
            let points: Vec<Point> =
                line.iter().map(|&(x, y)| Point::new(Abs::pt(x), Abs::pt(y))).collect();
            path.brush(&points, Abs::pt(stroke));
        }
        path
    }

    fn lines(self) -> &'static [&'static [(f64, f64)]] {
        match self {
            Self::Yes => &[&[(12.0, 25.0), (20.5, 33.5), (37.0, 16.0)]],
            Self::Phone => &[
                &[
                    (11.0, 10.0),
                    (11.5, 16.0),
                    (14.0, 23.0),
                    (18.5, 29.5),
                    (25.0, 34.0),
                    (32.0, 36.5),
                    (38.0, 37.0),
                ],
                &[(11.0, 10.0), (15.5, 9.0), (18.0, 16.5), (14.0, 18.5)],
                &[(38.0, 37.0), (39.0, 32.5), (31.5, 30.0), (29.5, 34.0)],
            ],
            Self::No => &[&[(15.0, 15.0), (33.0, 33.0)], &[(33.0, 15.0), (15.0, 33.0)]],
        }
    }
}
