//! Cells on a sheet: how many across and down, how far reduced, and pages in them.

use super::order::Cells;
use super::plan::{Imposition, PlacedPage, Scheme};
use crate::geom::{Abs, Rect, Size};

/// Scales that differ by less are the same: it is rounding.
const ROUNDING: f64 = 1e-4;
/// Smaller than this, nobody reads a page: the sheet was meant otherwise.
const LEAST_SCALE: f64 = 0.05;

/// Cells on a sheet, in its middle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct CellGrid {
    pub(super) sheet: Size,
    pub(super) columns: usize,
    pub(super) rows: usize,
    /// A cell, reduced.
    pub(super) cell: Size,
    /// Room between cells.
    pub(super) gutter: Abs,
    pub(super) scale: f64,
}

impl CellGrid {
    /// The grid and the orientation of the sheet that leave the pages largest; among equals the
    /// sheet that lies as its cells do, then the squarest grid.
    pub(super) fn best(page: Size, how: &Imposition) -> Option<Self> {
        let (shapes, gutter) = match how.scheme {
            Scheme::Booklet { .. } => (vec![(2, 1)], Abs::ZERO),
            Scheme::NUp { pages, gutter } => (shapes(pages), gutter),
        };
        let all = shapes.iter().flat_map(|&(columns, rows)| {
            let whole = Size::new(page.width * columns as f64, page.height * rows as f64);
            let paper = how.paper.unwrap_or(match how.scheme {
                Scheme::Booklet { .. } => whole,
                Scheme::NUp { .. } => page,
            });
            let turned = Size::new(paper.height, paper.width);
            let landscape = |size: Size| size.width > size.height;
            let own = landscape(whole) == landscape(paper);
            let sheets = if own { [paper, turned] } else { [turned, paper] };
            sheets.map(|sheet| Self::on(sheet, page, [columns, rows], gutter))
        });
        let mut best: Option<Self> = None;
        for grid in all.filter(|grid| grid.scale >= LEAST_SCALE) {
            if best.is_none_or(|best| grid.scale > best.scale + ROUNDING) {
                best = Some(grid);
            }
        }
        best
    }

    /// A grid on a sheet, reduced until it fits.
    fn on(sheet: Size, page: Size, [columns, rows]: [usize; 2], gutter: Abs) -> Self {
        let share = |room: Abs, count: usize, extent: Abs| {
            (room - gutter * (count - 1) as f64) / (extent * count as f64)
        };
        let across = share(sheet.width, columns, page.width);
        let scale = across.min(share(sheet.height, rows, page.height));
        let scale = if scale > 1.0 - ROUNDING { 1.0 } else { scale };
        let cell = Size::new(page.width * scale, page.height * scale);
        Self { sheet, columns, rows, cell, gutter, scale }
    }

    /// The cells together.
    pub(super) fn bounds(&self) -> Rect {
        let extent =
            |cell: Abs, count: usize| cell * count as f64 + self.gutter * (count - 1) as f64;
        let width = extent(self.cell.width, self.columns);
        let height = extent(self.cell.height, self.rows);
        let (x, y) = ((self.sheet.width - width) / 2.0, (self.sheet.height - height) / 2.0);
        Rect::new(x, y, width, height)
    }

    /// A cell by its number, row by row from the left.
    fn rect(&self, nth: usize) -> Rect {
        let origin = self.bounds().origin;
        let step = |cell: Abs, n: usize| (cell + self.gutter) * n as f64;
        let at = origin.moved(
            step(self.cell.width, nth % self.columns),
            step(self.cell.height, nth / self.columns),
        );
        Rect { origin: at, size: self.cell }
    }

    /// What the page in a cell may ink: its cell; with its bleed, also what is cut off around.
    fn clip(&self, nth: usize, bleed: bool) -> Rect {
        let cell = self.rect(nth);
        if !bleed {
            return cell;
        }
        let (column, row) = (nth % self.columns, nth / self.columns);
        let half = self.gutter / 2.0;
        let edge = |outer: bool, sheet: Abs, inner: Abs| if outer { sheet } else { inner };
        let left = edge(column == 0, Abs::ZERO, cell.left() - half);
        let top = edge(row == 0, Abs::ZERO, cell.top() - half);
        let right = edge(column + 1 == self.columns, self.sheet.width, cell.right() + half);
        let bottom = edge(row + 1 == self.rows, self.sheet.height, cell.bottom() + half);
        Rect::new(left, top, right - left, bottom - top)
    }

    /// The pages of a side, in their cells.
    pub(super) fn side(
        &self,
        nth: usize,
        cells: &Cells,
        pages: &[Size],
        how: &Imposition,
    ) -> Vec<PlacedPage> {
        let creep = match how.scheme {
            Scheme::Booklet { creep } => creep * (nth / 2) as f64,
            Scheme::NUp { .. } => Abs::ZERO,
        };
        let placed = cells.iter().enumerate().filter_map(|(cell, &page)| {
            let page = page?;
            let size = pages.get(page)?;
            let size = Size::new(size.width * self.scale, size.height * self.scale);
            let rect = self.rect(cell);
            let slack = rect.size.width - size.width;
            let dx = match how.scheme {
                // At the spine; the first cell is left of it, the second right of it.
                Scheme::Booklet { .. } if cell == 0 => slack + creep,
                Scheme::Booklet { .. } => -creep,
                Scheme::NUp { .. } => slack / 2.0,
            };
            let dy = (rect.size.height - size.height) / 2.0;
            let trim = Rect { origin: rect.origin.moved(dx, dy), size };
            let clip = (how.marks || creep > Abs::ZERO).then(|| self.clip(cell, how.marks));
            Some(PlacedPage { page, trim, clip })
        });
        placed.collect()
    }
}

/// Columns and rows that hold a number of pages, the squarest first.
fn shapes(pages: usize) -> Vec<(usize, usize)> {
    let divisors = (1..=pages).filter(|columns| pages.is_multiple_of(*columns));
    let mut all: Vec<_> = divisors.map(|columns| (columns, pages / columns)).collect();
    all.sort_by_key(|&(columns, rows)| columns.abs_diff(rows));
    all
}
