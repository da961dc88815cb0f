//! Fold and crop marks: short lines outside the pages, in line with their edges.

use super::grid::CellGrid;
use super::plan::Scheme;
use crate::geom::{Abs, Point};

/// Room between a page's edge and a mark, so that a cut a little off leaves no ink.
const GAP: Abs = Abs::mm(3.0);
/// Length of a mark, where the sheet has room for all of it.
const LENGTH: Abs = Abs::mm(5.0);
/// A shorter mark is no help.
const SHORTEST: Abs = Abs::mm(1.0);

/// A line on a sheet.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SheetMark {
    /// One end.
    pub from: Point,
    /// The other.
    pub to: Point,
    /// Whether the sheet is folded here; else it is cut.
    pub fold: bool,
}

/// The marks of a grid: above, below and beside it, where the sheet leaves room.
pub(super) fn marks(grid: &CellGrid, scheme: Scheme) -> Vec<SheetMark> {
    let bounds = grid.bounds();
    let (mut out, booklet) = (vec![], matches!(scheme, Scheme::Booklet { .. }));
    let uprights = edges(bounds.left(), grid.cell.width, grid.columns, grid.gutter);
    for (nth, x) in uprights.into_iter().enumerate() {
        let fold = booklet && nth == 1;
        for [near, far] in ends(bounds.top(), bounds.bottom(), grid.sheet.height) {
            out.push(SheetMark { from: Point::new(x, near), to: Point::new(x, far), fold });
        }
    }
    for y in edges(bounds.top(), grid.cell.height, grid.rows, grid.gutter) {
        for [near, far] in ends(bounds.left(), bounds.right(), grid.sheet.width) {
            out.push(SheetMark {
                from: Point::new(near, y),
                to: Point::new(far, y),
                fold: false,
            });
        }
    }
    out
}

/// Where the cells of a row or column begin and end; cells that touch share an edge.
fn edges(start: Abs, cell: Abs, count: usize, gutter: Abs) -> Vec<Abs> {
    let of_one = |n: usize| {
        let edge = start + (cell + gutter) * n as f64;
        [edge, edge + cell]
    };
    let mut all: Vec<Abs> = (0..count).flat_map(of_one).collect();
    if gutter == Abs::ZERO {
        // The end of a cell is the beginning of the next, up to rounding.
        all.dedup_by(|b, a| (*b - *a).to_pt() < 0.001);
    }
    all
}

/// The ends of a mark before the pages and of one after them, along one axis.
fn ends(first: Abs, last: Abs, sheet: Abs) -> Vec<[Abs; 2]> {
    let length = LENGTH.min(first - GAP);
    if length < SHORTEST {
        return vec![];
    }
    let before = [first - GAP - length, first - GAP];
    // The pages lie in the middle, so that there is as much room after them.
    vec![before, [last + GAP, (last + GAP + length).min(sheet)]]
}
