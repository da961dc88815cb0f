//! Tables whose every cell is framed.

use super::columns::Fit;
use super::context::Column;
use super::par::Builder;
use super::slab::Slab;
use crate::geom::{Abs, Path, Rect};
use crate::model::style::TableKind;

impl Builder<'_, '_> {
    /// The column that the cells of a table have: inside its frame, where it has one.
    pub(super) fn table_inside(&self, over: Column) -> Column {
        let table = &self.cx.theme.table;
        match table.kind {
            TableKind::Ruled => over,
            TableKind::Grid => over.inset(self.cx.dir, table.gap / 2.0, table.gap / 2.0),
        }
    }

    /// Draws the sides of the cells of a row and what closes it; the head also opens the table.
    pub(super) fn grid_cells(
        &self,
        row: &mut Slab,
        columns: &[Column],
        fit: &Fit,
        (opens, closes): (bool, bool),
    ) {
        let gap = self.cx.theme.table.gap * fit.scale;
        let frame = Column { x: fit.over.x - gap / 2.0, width: fit.over.width + gap };
        let uprights: Vec<Abs> = columns
            .iter()
            .skip(1)
            .map(|column| column.at_start(self.cx.dir, -gap / 2.0, Abs::ZERO))
            .collect();
        if opens {
            self.opens(row, frame);
        }
        self.cell_rules(row, frame, &uprights, closes);
    }

    /// Draws the rules of a row of cells in a frame: its sides, what parts the cells, what closes
    /// the row. Lines lie on the edges of what they part, half on either side.
    pub(super) fn cell_rules(
        &self,
        row: &mut Slab,
        frame: Column,
        uprights: &[Abs],
        closes: bool,
    ) {
        let rules = &self.cx.theme.rules;
        let color = self.cx.color(&rules.accent_color);
        let height = row.height;
        let mut upright = |x: Abs, width: Abs| {
            let rect = Rect::new(x - width / 2.0, Abs::ZERO, width, height);
            row.fill(Path::rect(rect), color);
        };
        upright(frame.x + rules.strong / 2.0, rules.strong);
        upright(frame.x + frame.width - rules.strong / 2.0, rules.strong);
        uprights.iter().for_each(|&x| upright(x, rules.hair));
        let foot = if closes { rules.strong } else { rules.hair };
        row.rule(frame.x, height - foot / 2.0, frame.width, foot, color);
    }

    /// The rule that opens a table of cells.
    pub(super) fn opens(&self, row: &mut Slab, frame: Column) {
        let rules = &self.cx.theme.rules;
        let color = self.cx.color(&rules.accent_color);
        row.rule(frame.x, -rules.strong / 2.0, frame.width, rules.strong, color);
    }
}
