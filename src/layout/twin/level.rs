//! Two rows of pages, or two columns of the same pages: where a row of blocks has no room in one text,
//! both go on on the next page.

use super::super::context::Context;
use super::super::flow_box::FlowBox;
use super::super::paginate::{PageContent, Paginator, groups};
use super::super::section::Flow;
use super::rows::TwinRow;
use crate::diag::Sink;
use crate::geom::Abs;

/// How the rows of two texts stand to one another.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Rows {
    /// They begin level: the texts stand side by side on a page.
    Level,
    /// They stand on the same opening, each text on its own page.
    Together,
}

/// Fills pages with rows.
pub(super) struct Leveller<'a, 'f> {
    columns: [Paginator<'a, 'f>; 2],
    rows: Rows,
}

impl<'a, 'f> Leveller<'a, 'f> {
    /// One without pages; `notes` are the footnotes of both texts as set.
    pub(super) fn new(
        contexts: [&'a Context<'a, 'f>; 2],
        notes: [&'a [FlowBox]; 2],
        rows: Rows,
    ) -> Self {
        let [first, second] = contexts;
        let columns = [Paginator::new(first, notes[0]), Paginator::new(second, notes[1])];
        Self { columns, rows }
    }

    /// How many pages there are so far.
    pub(super) fn pages(&self) -> usize {
        self.columns.iter().map(|column| column.pages.len()).max().unwrap_or(0)
    }

    /// Adds a section.
    pub(super) fn section(&mut self, index: usize, flow: Flow, rows: Vec<TwinRow>) {
        self.even();
        self.columns.iter_mut().for_each(|column| column.open(index, flow));
        let mut run = vec![];
        for row in rows {
            let keeps = row.keeps() && !row.breaks();
            run.push(row);
            if !keeps {
                self.run(std::mem::take(&mut run));
            }
        }
        self.run(run);
    }

    /// The pages of both columns, with the parts of notes that they name after the notes.
    pub(super) fn finish(self, sink: &mut Sink) -> [(Vec<PageContent>, Vec<FlowBox>); 2] {
        self.columns.map(|column| column.finish(sink))
    }

    /// Places rows that belong together.
    fn run(&mut self, rows: Vec<TwinRow>) {
        if rows.iter().any(TwinRow::breaks) {
            self.even();
            if !self.is_bare() {
                self.new_pages();
            }
            return;
        }
        self.even();
        if !self.is_bare() && !self.holds(&rows) {
            self.new_pages();
        }
        for (placed, row) in rows.into_iter().enumerate() {
            self.even();
            // What leads to a row stays with it: only what stands below others moves on.
            if placed > 1 && !self.holds(std::slice::from_ref(&row)) {
                self.new_pages();
            }
            for (column, flow_boxes) in self.columns.iter_mut().zip(row.flow_boxes) {
                for group in groups(flow_boxes) {
                    let rest = column.group(group);
                    rest.into_iter().for_each(|flow_box| column.place_parted(flow_box));
                }
            }
        }
    }

    /// Whether the page has room for all of some rows but the last, and for the beginning of that.
    fn holds(&self, rows: &[TwinRow]) -> bool {
        let Some((last, leads)) = rows.split_last() else { return true };
        (0..2).all(|n| {
            let mut strips: Vec<FlowBox> = vec![];
            for row in leads {
                let heights = row.flow_boxes.each_ref().map(|flow_boxes| height(flow_boxes));
                strips.extend(row.flow_boxes[n].iter().map(light));
                if self.rows == Rows::Level {
                    let lack = heights[0].max(heights[1]) - heights[n];
                    strips.push(FlowBox::new(Abs::ZERO, lack));
                }
            }
            let begins = last.flow_boxes[n].iter().position(|flow_box| !flow_box.keep);
            let first = begins.map_or(last.flow_boxes[n].len(), |at| at + 1);
            strips.extend(last.flow_boxes[n][..first].iter().map(light));
            self.columns[n].fits(&strips)
        })
    }

    /// Whether nothing stands on the page yet.
    fn is_bare(&self) -> bool {
        self.columns.iter().all(|column| column.is_fresh())
    }

    fn new_pages(&mut self) {
        self.columns.iter_mut().for_each(Paginator::new_page);
    }

    /// Brings both columns to one height of one page.
    fn even(&mut self) {
        let count = self.pages();
        for column in &mut self.columns {
            while column.pages.len() < count {
                column.new_page();
            }
        }
        if self.rows == Rows::Together {
            return;
        }
        let used = |column: &Paginator<'_, '_>| column.pages.last().map(|page| page.used);
        let most = self.columns.iter().filter_map(used).fold(Abs::ZERO, Abs::max);
        for page in self.columns.iter_mut().filter_map(|column| column.pages.last_mut()) {
            if page.used < most {
                // What stands beside it has been used up, though nothing stands in it.
                page.flow_boxes.push((most, FlowBox::default()));
                page.used = most;
            }
        }
    }
}

/// The height of strips below one another.
fn height(flow_boxes: &[FlowBox]) -> Abs {
    flow_boxes.iter().map(|flow_box| flow_box.before + flow_box.height).sum()
}

/// A strip without what it holds, to see whether it fits.
fn light(flow_box: &FlowBox) -> FlowBox {
    FlowBox {
        before: flow_box.before,
        height: flow_box.height,
        rise: flow_box.rise,
        overhang: flow_box.overhang,
        notes: flow_box.notes.clone(),
        bleeds: flow_box.bleeds,
        repeat: flow_box.repeat.clone(),
        ..FlowBox::default()
    }
}
