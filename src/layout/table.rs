//! Tables: columns begin at the start side, the head repeats on the next page.

use std::sync::Arc;

use super::context::Column;
use super::frame::{Scope, TagId, TagKind};
use super::par::{Builder, Manner, level};
use super::slab::Slab;
use crate::geom::Abs;
use crate::model::style::TextStyle;
use crate::model::{CellAlign, Table, Text};
use crate::text::Alignment;

impl Builder<'_, '_> {
    /// Adds a table over the whole text width.
    pub(super) fn table(&mut self, table: &Table, before: Abs, parent: TagId) {
        let tag = self.tag(TagKind::Table, parent);
        let before = match &table.caption {
            Some(caption) => {
                self.table_caption(caption, before, tag);
                self.cx.theme.space.row
            }
            None => before,
        };
        self.accent(before);
        let columns = self.column_widths(table);
        let row = self.tag(TagKind::Tr, tag);
        let head = self.table_row(table, &table.head, &columns, row, true);
        let repeat = Arc::new(head.copied());
        self.slabs.push(Slab { keep: true, ..head });
        for cells in &table.rows {
            let row = self.tag(TagKind::Tr, tag);
            let slab = self.table_row(table, cells, &columns, row, false);
            self.slabs.push(Slab { repeat: Some(Arc::clone(&repeat)), ..slab });
        }
    }

    fn table_caption(&mut self, caption: &Text, before: Abs, table: TagId) {
        let text = self.cx.grid.text;
        let tag = self.tag(TagKind::Caption, table);
        let style = &self.cx.scale.caption;
        let mut slab = self.boxed(caption, style, text, Manner::Aside, tag);
        slab.before = before;
        slab.keep = true;
        self.slabs.push(slab);
    }

    /// Shares the width: each column what its longest cell asks for, in proportion if that is
    /// too much, but never less than its longest word.
    fn column_widths(&mut self, table: &Table) -> Vec<Column> {
        let gap = self.cx.theme.table.gap;
        let count = table.head.len().max(1);
        let gaps = gap * f64::from(u32::try_from(count - 1).unwrap_or(0));
        let room = self.cx.grid.text.width - gaps;
        let cell = self.cx.scale.table_cell.clone();
        let head = self.cx.scale.table_head.clone();
        let (mut least, mut wish) = (vec![Abs::ZERO; count], vec![Abs::ZERO; count]);
        let rows = std::iter::once((&table.head, &head))
            .chain(table.rows.iter().map(|row| (row, &cell)));
        for (row, style) in rows {
            for (i, text) in row.iter().enumerate().take(count) {
                let bold = self.cell_style(table, i, style);
                least[i] = least[i].max(self.longest_word(text, &bold));
                wish[i] = wish[i].max(self.natural_width(text, &bold));
            }
        }
        let widths = share(room, &least, &wish);
        let mut start = Abs::ZERO;
        let mut columns = Vec::with_capacity(count);
        for width in widths {
            let x = self.cx.grid.text.at_start(self.cx.dir, start, width);
            columns.push(Column { x, width });
            start += width + gap;
        }
        columns
    }

    fn cell_style(&self, table: &Table, column: usize, style: &TextStyle) -> TextStyle {
        let bold = table.row_heads && column == 0;
        let weight = if bold { self.cx.scale.term.weight } else { style.weight };
        TextStyle { weight, ..style.clone() }
    }

    fn table_row(
        &mut self,
        table: &Table,
        cells: &[Text],
        columns: &[Column],
        row: TagId,
        head: bool,
    ) -> Slab {
        let cx = self.cx;
        let style = if head { &cx.scale.table_head } else { &cx.scale.table_cell };
        let padding = cx.theme.table.padding;
        let mut slab = Slab::default();
        let mut set = Vec::with_capacity(cells.len());
        for (i, (text, column)) in cells.iter().zip(columns).enumerate() {
            let kind = match (head, i == 0 && table.row_heads) {
                (true, _) => TagKind::Th(Scope::Column),
                (false, true) => TagKind::Th(Scope::Row),
                (false, false) => TagKind::Td,
            };
            let tag = self.tag(kind, row);
            let style = self.cell_style(table, i, style);
            let manner = Manner::Label(alignment(table, i));
            set.push((self.set(text, &style, column.width, manner), column, tag));
        }
        let texts: Vec<_> = set.iter().map(|(text, ..)| text).collect();
        let level = level(&texts);
        for (text, column, tag) in &set {
            let top = padding + level - text.baseline;
            slab.height = slab.height.max(top + text.height() + padding);
            text.place_all(&mut slab, column.x, top, *tag);
        }
        slab.height = cx.on_grid(slab.height);
        slab = slab.contain(cx.scale.step);
        let rules = &cx.theme.rules;
        let (text, color) = (cx.grid.text, cx.color(&rules.hair_color));
        slab.rule(text.x, slab.height - rules.hair, text.width, rules.hair, color);
        slab
    }
}

fn alignment(table: &Table, column: usize) -> Alignment {
    match table.align.get(column) {
        Some(CellAlign::End) => Alignment::End,
        Some(CellAlign::Center) => Alignment::Center,
        _ => Alignment::Start,
    }
}

/// Shares `room` among columns that need `least` and wish for `wish`.
fn share(room: Abs, least: &[Abs], wish: &[Abs]) -> Vec<Abs> {
    let needed: Abs = least.iter().copied().sum();
    let wished: Abs = wish.iter().copied().sum();
    if wished <= room {
        let spare = (room - wished) / f64::from(u32::try_from(wish.len()).unwrap_or(1));
        return wish.iter().map(|&w| w + spare).collect();
    }
    let over = (wished - needed).max(Abs::pt(0.01));
    let part = ((room - needed) / over).max(0.0);
    least.iter().zip(wish).map(|(&l, &w)| l + (w - l) * part).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_share_what_is_there() {
        let pt = |v: &[f64]| v.iter().map(|&x| Abs::pt(x)).collect::<Vec<_>>();
        let wide = share(Abs::pt(100.0), &pt(&[10.0, 10.0]), &pt(&[20.0, 40.0]));
        assert_eq!(wide, pt(&[40.0, 60.0]));
        let tight = share(Abs::pt(100.0), &pt(&[20.0, 20.0]), &pt(&[20.0, 140.0]));
        assert_eq!(tight, pt(&[20.0, 80.0]));
    }
}
