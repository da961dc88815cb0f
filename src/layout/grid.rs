//! Tables whose every cell is framed.

use super::columns::Fit;
use super::context::Column;
use super::flow_box::FlowBox;
use super::par::FlowBuilder;
use crate::geom::{Abs, Path, Rect};
use crate::model::style::TableKind;

impl FlowBuilder<'_, '_> {
    /// The column that the cells of a table have: inside its frame, where it has one.
    pub(super) fn table_inside(&self, over: Column) -> Column {
        let table = &self.cx.theme.table;
        match table.kind {
            TableKind::Ruled | TableKind::Heavy => over,
            TableKind::Grid | TableKind::Tinted => {
                over.inset(self.cx.dir, table.gap / 2.0, table.gap / 2.0)
            }
        }
    }

    /// Puts the ground of a tinted head under a row, between its two rules.
    pub(super) fn tinted_head(&self, row: &mut FlowBox, fit: &Fit) {
        let (cx, rules) = (self.cx, &self.cx.theme.rules);
        let frame = self.table_frame(fit);
        let content = std::mem::take(row);
        row.height = cx.on_grid(content.height + rules.accent + rules.frame);
        let ground = Rect::new(frame.x, Abs::ZERO, frame.width, row.height);
        row.fill(Path::rect(ground), cx.color(&cx.theme.table.ground));
        let color = cx.color(&rules.accent_color);
        row.rule(frame.x, Abs::ZERO, frame.width, rules.accent, color);
        row.rule(frame.x, row.height - rules.frame, frame.width, rules.frame, color);
        row.absorb(content, rules.accent);
    }

    /// The rule below a row of a table that has none at its sides; the last one closes the table.
    pub(super) fn row_rule(&self, row: &mut FlowBox, fit: &Fit, closes: bool) {
        let (cx, rules) = (self.cx, &self.cx.theme.rules);
        let tinted = cx.theme.table.kind == TableKind::Tinted;
        let frame = if tinted { self.table_frame(fit) } else { fit.over };
        let (line, color) = match closes && tinted {
            true => (rules.frame, &rules.accent_color),
            false => (rules.hair, &rules.hair_color),
        };
        // The ink of a row keeps clear of a hair rule at its foot.
        let top = row.height - rules.hair;
        row.rule(frame.x, top, frame.width, line, cx.color(color));
    }

    /// What the rules of a table with white at its sides run over.
    fn table_frame(&self, fit: &Fit) -> Column {
        let gap = self.cx.theme.table.gap * fit.scale;
        Column { x: fit.over.x - gap / 2.0, width: fit.over.width + gap }
    }

    /// Draws the sides of the cells of a row and what closes it; the head also opens the table.
    pub(super) fn grid_cells(
        &self,
        row: &mut FlowBox,
        columns: &[Column],
        fit: &Fit,
        (opens, closes): (bool, bool),
    ) {
        let gap = self.cx.theme.table.gap * fit.scale;
        let frame = self.table_frame(fit);
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
        row: &mut FlowBox,
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
    pub(super) fn opens(&self, row: &mut FlowBox, frame: Column) {
        let rules = &self.cx.theme.rules;
        let color = self.cx.color(&rules.accent_color);
        row.rule(frame.x, -rules.strong / 2.0, frame.width, rules.strong, color);
    }
}
