//! Tables: columns begin at the start side, the head repeats on the next page.

use std::sync::Arc;

use super::columns::Fit;
use super::context::Column;
use super::flow_box::{FlowBox, joined, shift};
use super::frame::{FrameItem, Scope, TagId, TagKind};
use super::paginate::Paginator;
use super::par::{FlowBuilder, ParagraphKind, level};
use super::section::Flow;
use crate::diag::{Diagnostic, Span};
use crate::geom::{Abs, Point};
use crate::model::style::{TableKind, TextStyle};
use crate::model::{CellAlign, Table, Text};
use crate::text::Alignment;

/// A table of so many rows may be parted between pages.
const LONG: usize = 10;

impl FlowBuilder<'_, '_> {
    /// Adds a table: over the whole text width, or inside a column of a block over that.
    pub(super) fn table(
        &mut self,
        table: &Table,
        span: Span,
        column: Column,
        before: Abs,
        parent: TagId,
    ) {
        let over = if column == self.cx.grid.main { self.cx.grid.text } else { column };
        let over = self.table_inside(over);
        let mut fit = self.fit(table, span, over);
        if (fit.fault.is_some() || fit.torn)
            && let Some(parts) = self.parts_of(table, span, over)
        {
            return self.table_parts(parts, span, before, parent);
        }
        let outer = std::mem::take(&mut self.sink);
        if fit.turned {
            self.turned_table(table, &fit, parent);
        } else {
            self.table_flow_boxes(table, &fit, before, parent);
        }
        let cells = std::mem::replace(&mut self.sink, outer);
        let failed = fit.fault.take();
        // One fault for the table, not one a cell.
        let mut torn = failed.is_some();
        for fault in cells.diagnostics() {
            let told = match fault.id {
                "overfull-line" => failed.is_some(),
                "parted-number" => std::mem::replace(&mut torn, true),
                _ => false,
            };
            if !told {
                self.sink.push(fault.clone());
            }
        }
        failed.into_iter().for_each(|fault| self.sink.push(fault));
    }

    /// Adds the parts of a table below one another, as tables of their own.
    fn table_parts(
        &mut self,
        parts: Vec<(Table, Fit)>,
        span: Span,
        before: Abs,
        parent: TagId,
    ) {
        let message = format!(
            "the table has more columns than fit: it is set in {} parts, the first column in each",
            parts.len()
        );
        self.sink.push(Diagnostic::note("parted-table", span, message));
        let mut above = before;
        for (table, fit) in parts {
            self.table_flow_boxes(&table, &fit, above, parent);
            above = self.cx.theme.space.block;
        }
    }

    /// Adds a table on pages of its own, turned a quarter to the left: its head lies at the left
    /// edge of every page, left or right, so that the book is turned one way only.
    fn turned_table(&mut self, table: &Table, fit: &Fit, parent: TagId) {
        let cx = self.cx;
        let mut rows = self.turned_leads();
        let outer = std::mem::take(&mut self.flow_boxes);
        self.table_flow_boxes(
            table,
            fit,
            if rows.is_empty() { Abs::ZERO } else { cx.theme.space.row },
            parent,
        );
        rows.append(&mut std::mem::replace(&mut self.flow_boxes, outer));
        let mut notes: Vec<usize> = rows.iter().flat_map(|row| &row.notes).copied().collect();
        notes.dedup();
        rows.iter_mut().for_each(|row| row.notes.clear());
        let mut pages = Paginator::new(cx, &[]).with_rooms(vec![cx.grid.text.width]);
        pages.section(0, Flow::Prose, rows);
        let drafts = pages.finish(&mut self.sink).0;
        for draft in drafts {
            let mut page = FlowBox::default();
            for (y, flow_box) in joined(draft.flow_boxes) {
                page.absorb(flow_box, y);
            }
            let at = Point::new(cx.grid.text.x, cx.room());
            let items = vec![FrameItem::Turned { at, items: std::mem::take(&mut page.items) }];
            let (begins, anchors) = (page.begins, page.anchors);
            let height = cx.room();
            let floats = true;
            self.flow_boxes.push(FlowBox {
                items,
                begins,
                anchors,
                height,
                floats,
                ..FlowBox::default()
            });
        }
        // The turned pages are full: the notes come on the page after them.
        if !notes.is_empty() {
            self.flow_boxes.push(FlowBox { notes, ..FlowBox::default() });
        }
    }

    /// What leads to a turned table is turned with it: no page holds the one upright and the other.
    /// A section's title stays upright.
    fn turned_leads(&mut self) -> Vec<FlowBox> {
        let (main, room) = (self.cx.grid.main, self.cx.room());
        let leads = |flow_box: &FlowBox| {
            let opens = flow_box.anchors.iter().any(|anchor| anchor.section.is_some());
            flow_box.keep && flow_box.repeat.is_none() && flow_box.notes.is_empty() && !opens
        };
        let first = self
            .flow_boxes
            .iter()
            .rposition(|flow_box| !leads(flow_box))
            .map_or(0, |last| last + 1);
        let mut led = self.flow_boxes.split_off(first);
        let x = if self.cx.dir.is_rtl() { room - main.x - main.width } else { -main.x };
        for (i, flow_box) in led.iter_mut().enumerate() {
            flow_box.items.iter_mut().for_each(|item| shift(item, x, Abs::ZERO));
            flow_box.before = if i == 0 { Abs::ZERO } else { flow_box.before };
        }
        led
    }

    fn table_flow_boxes(&mut self, table: &Table, fit: &Fit, before: Abs, parent: TagId) {
        let tag = self.tag(TagKind::Table, parent);
        let before = match &table.caption {
            Some(caption) => {
                self.table_caption(caption, fit.over, before, tag);
                self.cx.theme.space.row
            }
            None => before,
        };
        let kind = self.cx.theme.table.kind;
        let grid = kind == TableKind::Grid;
        let mut above = before;
        if matches!(kind, TableKind::Ruled | TableKind::Heavy) {
            self.accent_over(fit.over, before);
            above = Abs::ZERO;
        }
        let columns = self.columns_of(fit);
        let row = self.tag(TagKind::Tr, tag);
        let mut head = self.table_row(table, &table.head, &columns, row, (true, fit));
        if grid {
            self.grid_cells(&mut head, &columns, fit, (true, true));
        } else if kind == TableKind::Tinted {
            self.tinted_head(&mut head, fit);
        } else {
            self.row_rule(&mut head, fit, false);
        }
        head.before = above;
        let repeat = Arc::new(head.copied());
        self.flow_boxes.push(FlowBox { keep: true, ..head });
        let count = table.rows.len();
        for (i, cells) in table.rows.iter().enumerate() {
            let row = self.tag(TagKind::Tr, tag);
            let mut flow_box = self.table_row(table, cells, &columns, row, (false, fit));
            if grid {
                self.grid_cells(&mut flow_box, &columns, fit, (false, i + 1 == count));
            } else {
                self.row_rule(&mut flow_box, fit, i + 1 == count);
            }
            // Neither the first row nor the last stands alone on a page, and a short table is whole.
            let keep = i + 1 < count && (count < LONG || i == 0 || i + 2 == count);
            self.flow_boxes.push(FlowBox {
                repeat: Some(Arc::clone(&repeat)),
                keep,
                ..flow_box
            });
        }
    }

    fn table_caption(&mut self, caption: &Text, over: Column, before: Abs, table: TagId) {
        let tag = self.tag(TagKind::Caption, table);
        let style = &self.cx.scale.caption;
        let mut flow_box = self.boxed(caption, style, over, ParagraphKind::Aside, tag);
        flow_box.before = before;
        flow_box.keep = true;
        self.flow_boxes.push(flow_box);
    }

    /// Where the columns of a table begin, from the start side.
    fn columns_of(&self, fit: &Fit) -> Vec<Column> {
        let gap = self.cx.theme.table.gap * fit.scale;
        let mut start = Abs::ZERO;
        let place = |&width: &Abs| {
            let x = fit.over.at_start(self.cx.dir, start, width);
            start += width + gap;
            Column { x, width }
        };
        fit.widths.iter().map(place).collect()
    }

    /// The style of a column's cells, at a share of its size.
    pub(super) fn cell_style(
        &self,
        table: &Table,
        column: usize,
        style: &TextStyle,
        scale: f64,
    ) -> TextStyle {
        let bold = table.row_heads && column == 0;
        let weight = if bold { self.cx.scale.term.weight } else { style.weight };
        let (size, leading) = (style.size * scale, style.leading * scale);
        TextStyle { weight, size, leading, ..style.clone() }
    }

    fn table_row(
        &mut self,
        table: &Table,
        cells: &[Text],
        columns: &[Column],
        row: TagId,
        (head, fit): (bool, &Fit),
    ) -> FlowBox {
        let (cx, scale) = (self.cx, fit.scale);
        let style = if head { &cx.scale.table_head } else { &cx.scale.table_cell };
        let padding = cx.theme.table.padding * scale;
        let mut flow_box = FlowBox::default();
        let mut set = Vec::with_capacity(cells.len());
        for (i, (text, column)) in cells.iter().zip(columns).enumerate() {
            let kind = match (head, i == 0 && table.row_heads) {
                (true, _) => TagKind::Th(Scope::Column),
                (false, true) => TagKind::Th(Scope::Row),
                (false, false) => TagKind::Td,
            };
            let tag = self.tag(kind, row);
            let style = self.cell_style(table, i, style, scale);
            let kind = ParagraphKind::Label(alignment(table, i));
            set.push((self.set(text, &style, column.width, kind), column, tag));
        }
        let texts: Vec<_> = set.iter().map(|(text, ..)| text).collect();
        let level = level(&texts);
        for (text, column, tag) in &set {
            let top = padding + level - text.baseline;
            flow_box.height = flow_box.height.max(top + text.height() + padding);
            text.place_all(&mut flow_box, column.x, top, *tag);
        }
        flow_box.height = cx.on_grid(flow_box.height);
        flow_box.contain(cx.scale.step).middled()
    }
}

fn alignment(table: &Table, column: usize) -> Alignment {
    match table.align.get(column) {
        Some(CellAlign::End) => Alignment::End,
        Some(CellAlign::Center) => Alignment::Center,
        _ => Alignment::Start,
    }
}
