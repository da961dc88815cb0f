//! How a table fits: the widths of its columns, the size of its type, how far its cells may be
//! broken, which way up it stands.
//!
//! The ladder, each rung only where the one before it was not enough: columns by content; type and
//! gaps down in small steps; cells broken at signs and hyphens, then inside codes; the table
//! turned; the table in parts, below one another; numbers broken. Widths are shared as by CSS 2.2,
//! 17.5.2.2: each column has a least width, its widest unbreakable stretch, and a wished one, its
//! text on one line; what they get between the two makes the rows as low as can be ([`widths`]).
//!
//! [`widths`]: super::widths

use std::ops::Range;

use super::context::Column;
use super::par::FlowBuilder;
use super::widths::CellWidths;
use crate::diag::{Diagnostic, Span};
use crate::geom::Abs;
use crate::model::style::TextStyle;
use crate::model::{Table, Text};
use crate::text::Relief;

/// Type goes down by so much at a time.
const STEP: Abs = Abs::pt(0.25);
/// A column whose widest unbreakable stretch is shorter, in em, is broken after any character.
const TIGHT: f64 = 3.2;
/// What such a column is wide at least, in em.
const FEW: f64 = 4.0;
/// Columns of one alignment whose wishes differ by no more than this share look alike.
const ALIKE: f64 = 0.12;

/// How a table fits.
pub(super) struct Fit {
    /// The widths of its columns.
    pub(super) widths: Vec<Abs>,
    /// Size of its type, and its gaps, as a share of the theme's.
    pub(super) scale: f64,
    /// Where it stands: over this column of its page, or of the page turned.
    pub(super) over: Column,
    /// Whether it stands turned on pages of its own.
    pub(super) turned: bool,
    /// Whether numbers are broken in it.
    pub(super) torn: bool,
    /// What no rung could mend.
    pub(super) fault: Option<Diagnostic>,
}

/// What the columns of a table need, at the full size of its type.
struct Needs {
    least: Vec<Abs>,
    wish: Vec<Abs>,
    /// Share of the full size that the type may go down to.
    floor: f64,
    /// Share of the full size of one step.
    step: f64,
    /// All gaps between columns.
    gaps: Abs,
    /// Of each row, the width of its cells on one line.
    rows: Vec<Vec<Abs>>,
}

impl Needs {
    /// The largest size at which the columns have room, as a share of the full one.
    fn scale(&self, room: Abs) -> Option<f64> {
        let total: Abs = self.least.iter().copied().sum::<Abs>() + self.gaps;
        let share = room / total.max(Abs::pt(0.01)) + 1e-9;
        if share >= 1.0 {
            return Some(1.0);
        }
        let steps = ((1.0 - share) / self.step).ceil();
        Some(1.0 - steps * self.step).filter(|&scale| scale >= self.floor - 1e-9)
    }

    /// The widths of the columns at a size.
    fn widths(&self, room: Abs, scale: f64, table: &Table) -> Vec<Abs> {
        let scaled = |widths: &[Abs]| widths.iter().map(|&w| w * scale).collect::<Vec<_>>();
        let (least, wish) = (scaled(&self.least), scaled(&self.wish));
        let rows: Vec<Vec<Abs>> = self.rows.iter().map(|row| scaled(row)).collect();
        let cells = CellWidths { least: &least, wish: &wish, rows: &rows };
        let widths = cells.share(room - self.gaps * scale);
        let equal = alike(widths.clone(), &least, &wish, table);
        if cells.lines(&equal) <= cells.lines(&widths) { equal } else { widths }
    }
}

impl FlowBuilder<'_, '_> {
    /// Fits a table to a column, or to the page turned where that may be.
    pub(super) fn fit(&mut self, table: &Table, span: Span, column: Column) -> Fit {
        let upright = column;
        let sideways = Column { x: Abs::ZERO, width: self.cx.room() };
        let turns = self.turns && sideways.width > upright.width;
        let ways = [
            (Relief::None, upright, false),
            (Relief::Signs, upright, false),
            (Relief::Clusters, upright, false),
            (Relief::None, sideways, true),
            (Relief::Signs, sideways, true),
            (Relief::Clusters, sideways, true),
            (Relief::Numbers, upright, false),
        ];
        let rows = self.widths_of_cells(table);
        let mut last = None;
        for (relief, over, turned) in ways.into_iter().filter(|way| turns || !way.2) {
            let needs = self.needs(table, &rows, relief);
            if let Some(scale) = needs.scale(over.width) {
                let widths = needs.widths(over.width, scale, table);
                let torn = relief == Relief::Numbers;
                return Fit { widths, scale, over, turned, torn, fault: None };
            }
            last = Some(needs);
        }
        let scale = self.cx.theme.table.least_size.min(1.0);
        let widths = last.as_ref().map(|needs| needs.widths(column.width, scale, table));
        let fault = last.map(|needs| too_wide(table, span, &needs, column.width));
        let widths = widths.unwrap_or_default();
        Fit { widths, scale, over: column, turned: false, torn: false, fault }
    }

    /// The fewest parts into which a table falls so that each fits as it stands, the first column in
    /// all of them and no number broken; `None` where not even two columns fit.
    pub(super) fn parts_of(
        &mut self,
        table: &Table,
        span: Span,
        column: Column,
    ) -> Option<Vec<(Table, Fit)>> {
        let turns = std::mem::replace(&mut self.turns, false);
        let columns = table.head.len();
        let found = (2..columns).find_map(|count| {
            let each = (columns - 1).div_ceil(count);
            let starts = (1..columns).step_by(each);
            let parts = starts.map(|from| {
                let part = part(table, from..(from + each).min(columns));
                let fit = self.fit(&part, span, column);
                (fit.fault.is_none() && !fit.torn).then_some((part, fit))
            });
            parts.collect()
        });
        self.turns = turns;
        found
    }

    /// How wide the cells of each row are on one line, those of the head first.
    fn widths_of_cells(&mut self, table: &Table) -> Vec<Vec<Abs>> {
        self.measured(table, |builder, text, style| builder.natural_width(text, style))
    }

    fn needs(&mut self, table: &Table, rows: &[Vec<Abs>], relief: Relief) -> Needs {
        let wish = widest(rows, table.head.len());
        let least = self
            .measured(table, |builder, text, style| builder.least_width(text, style, relief));
        let least = widest(&least, table.head.len());
        let style = &self.cx.theme.table;
        let between = u32::try_from(wish.len().saturating_sub(1)).unwrap_or(u32::MAX);
        let size = self.cx.scale.table_cell.size.max(STEP);
        let few = |(least, &wish): (Abs, &Abs)| {
            // Where a line may end after any character, one or two a line are no column.
            let is_tight = least < size * TIGHT && relief != Relief::Numbers;
            if is_tight { least.max(wish.min(size * FEW)) } else { least }
        };
        let least: Vec<Abs> = least.into_iter().zip(&wish).map(few).collect();
        Needs {
            // Rounding must not break a line that was measured whole.
            wish: wish.iter().map(|&w| w + Abs::pt(0.05)).collect(),
            least: least.into_iter().map(|w| w + Abs::pt(0.05)).collect(),
            floor: style.least_size.min(1.0),
            step: STEP / size,
            gaps: style.gap * f64::from(between),
            rows: rows.to_vec(),
        }
    }

    /// The widths of the cells of each row, however that is measured.
    fn measured(
        &mut self,
        table: &Table,
        measure: impl Fn(&mut Self, &Text, &TextStyle) -> Abs,
    ) -> Vec<Vec<Abs>> {
        let (cell, head) = (self.cx.scale.table_cell.clone(), self.cx.scale.table_head.clone());
        let rows = table.rows.iter().map(|row| (row, &cell));
        let all = std::iter::once((&table.head, &head)).chain(rows);
        let measured = all.map(|(row, style)| {
            let cells = row.iter().enumerate().map(|(i, text)| {
                let style = self.cell_style(table, i, style, 1.0);
                measure(self, text, &style)
            });
            cells.collect()
        });
        measured.collect()
    }
}

/// The widest cell of each column.
fn widest(rows: &[Vec<Abs>], columns: usize) -> Vec<Abs> {
    let mut widest = vec![Abs::ZERO; columns.max(1)];
    for row in rows {
        row.iter().zip(&mut widest).for_each(|(cell, widest)| *widest = widest.max(*cell));
    }
    widest
}

/// The first column of a table and some others; the caption stands above the first part.
fn part(table: &Table, columns: Range<usize>) -> Table {
    let cells = |row: &[Text]| {
        let others = row.get(columns.clone()).unwrap_or_default();
        row.iter().take(1).chain(others).cloned().collect::<Vec<_>>()
    };
    let aligned = columns.clone().map(|i| table.align.get(i).copied().unwrap_or_default());
    let first = table.align.first().copied().unwrap_or_default();
    Table {
        caption: table.caption.clone().filter(|_| columns.start == 1),
        head: cells(&table.head),
        align: std::iter::once(first).chain(aligned).collect(),
        rows: table.rows.iter().map(|row| cells(row)).collect(),
        row_heads: table.row_heads,
    }
}

/// The one fault of a table that nothing makes fit: it names the columns that take more than an
/// even share.
fn too_wide(table: &Table, span: Span, needs: &Needs, room: Abs) -> Diagnostic {
    let total = (needs.least.iter().copied().sum::<Abs>() + needs.gaps) * needs.floor;
    let even = room / f64::from(u32::try_from(needs.least.len().max(1)).unwrap_or(u32::MAX));
    let wide = needs.least.iter().enumerate().filter(|(_, w)| **w * needs.floor >= even * 0.9);
    let named: Vec<String> = wide
        .map(|(i, _)| match table.head.get(i).map(Text::to_plain) {
            Some(head) if !head.trim().is_empty() => format!("{} (`{}`)", i + 1, head.trim()),
            _ => (i + 1).to_string(),
        })
        .collect();
    let columns = match named.as_slice() {
        [] => format!("its {} columns", needs.least.len()),
        [one] => format!("column {one}"),
        [first @ .., last] => format!("columns {} and {last}", first.join(", ")),
    };
    let message = format!(
        "the table is {:.0} pt wider than its place, even in its least type: {columns} cannot be \
         narrower",
        (total - room).to_pt().max(1.0)
    );
    Diagnostic::error("wide-table", span, message)
        .with_hint("make several tables of it, or let rows and columns change places")
        .with_hint("a larger format has room for more, and a narrower one for less")
}

/// Columns that look alike become equal, where none of them is then too narrow.
fn alike(widths: Vec<Abs>, least: &[Abs], wish: &[Abs], table: &Table) -> Vec<Abs> {
    let mut out = widths;
    let mut order: Vec<usize> = (0..out.len()).collect();
    let align = |i: usize| table.align.get(i).copied().unwrap_or_default() as u8;
    order.sort_by(|&a, &b| {
        (align(a), wish[a].to_pt())
            .partial_cmp(&(align(b), wish[b].to_pt()))
            .unwrap_or(a.cmp(&b))
    });
    let mut rest = order.as_slice();
    while let [first, ..] = rest {
        let like = |&&i: &&usize| {
            align(i) == align(*first) && wish[i] <= wish[*first] * (1.0 + ALIKE) + Abs::pt(0.01)
        };
        let (group, others) = rest.split_at(rest.iter().take_while(like).count().max(1));
        let count = f64::from(u32::try_from(group.len()).unwrap_or(1));
        let mean = group.iter().map(|&i| out[i]).sum::<Abs>() / count;
        if group.iter().all(|&i| least[i] <= mean) {
            group.iter().for_each(|&i| out[i] = mean);
        }
        rest = others;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pt(v: &[f64]) -> Vec<Abs> {
        v.iter().map(|&x| Abs::pt(x)).collect()
    }

    #[test]
    fn columns_that_look_alike_are_equal() {
        let table = Table {
            caption: None,
            head: vec![],
            align: vec![],
            rows: vec![],
            row_heads: false,
        };
        let wish = pt(&[50.0, 20.0, 22.0, 21.0]);
        let widths = alike(wish.clone(), &pt(&[9.0; 4]), &wish, &table);
        assert_eq!(widths, pt(&[50.0, 21.0, 21.0, 21.0]));
        let narrow = alike(wish.clone(), &wish, &wish, &table);
        assert_eq!(narrow, wish, "never narrower than its widest word");
    }

    #[test]
    fn type_goes_down_in_steps_to_its_floor() {
        let needs = |width: f64| Needs {
            least: pt(&[width, width]),
            wish: pt(&[width, width]),
            floor: 0.75,
            step: 0.05,
            gaps: Abs::pt(10.0),
            rows: vec![],
        };
        assert_eq!(needs(45.0).scale(Abs::pt(100.0)), Some(1.0));
        let less = needs(50.0).scale(Abs::pt(100.0));
        assert!(less.is_some_and(|scale| (scale - 0.9).abs() < 1e-9), "{less:?}");
        assert_eq!(needs(80.0).scale(Abs::pt(100.0)), None);
    }
}
