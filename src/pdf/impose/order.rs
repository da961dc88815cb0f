//! Which page stands where on which side of which sheet.
//!
//! In: a number of pages. Out: sides in the order in which they are printed (front of the first
//! sheet, its back, front of the second …), each the pages of its cells, row by row from the left,
//! as someone sees them who turns the sheet like a leaf of a book. Pages count from 0; `None` is
//! a cell that stays empty. Numbers only: no lengths.

use crate::geom::Dir;

/// A side of a sheet: the pages of its cells, row by row from the left.
pub type Cells = Vec<Option<usize>>;

/// The side of the spine of a closed booklet that lies face up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Binding {
    /// The spine is on the left, as for Latin script.
    Left,
    /// The spine is on the right, as for Arabic script.
    Right,
}

impl From<Dir> for Binding {
    /// The side on which text of this direction begins.
    fn from(dir: Dir) -> Self {
        if dir.is_rtl() { Self::Right } else { Self::Left }
    }
}

/// Saddle stitch: sheets folded once, laid into each other, stapled through the fold. Each side
/// has two cells. The pages are filled up to a multiple of four with empty ones at the end.
pub fn saddle(pages: usize, binding: Binding) -> Vec<Cells> {
    let total = pages.next_multiple_of(4);
    let cell = |page: usize| (page < pages).then_some(page);
    let sides = (0..total / 2).map(|side| {
        // The outermost sheet has the first and the last page on its front, the second and the
        // last but one on its back; each sheet inside goes on from there.
        let (early, late) = (cell(side), cell(total - 1 - side));
        let early_right = (side % 2 == 0) == (binding == Binding::Left);
        if early_right { vec![late, early] } else { vec![early, late] }
    });
    sides.collect()
}

/// Pages in reading order on sides of `columns` × `rows` cells, each row filled from the side on
/// which reading begins. Without cells there are no sides.
pub fn n_up(pages: usize, columns: usize, rows: usize, binding: Binding) -> Vec<Cells> {
    let each = columns * rows;
    let sides = (0..pages.checked_div(each).map_or(0, |_| pages.div_ceil(each))).map(|side| {
        let cells = (0..each).map(|cell| {
            let (row, column) = (cell / columns, cell % columns);
            let nth = match binding {
                Binding::Left => column,
                Binding::Right => columns - 1 - column,
            };
            let page = side * each + row * columns + nth;
            (page < pages).then_some(page)
        });
        cells.collect()
    });
    sides.collect()
}
