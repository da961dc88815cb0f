//! Two rows of pages, or two columns of the same pages: where a row of blocks has no room in one text,
//! both go on on the next page.

use super::super::context::Context;
use super::super::paginate::{Draft, Paginator, groups};
use super::super::section::Flow;
use super::super::slab::Slab;
use super::rows::Row;
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
        notes: [&'a [Slab]; 2],
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
    pub(super) fn section(&mut self, index: usize, flow: Flow, rows: Vec<Row>) {
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
    pub(super) fn finish(self, sink: &mut Sink) -> [(Vec<Draft>, Vec<Slab>); 2] {
        self.columns.map(|column| column.finish(sink))
    }

    /// Places rows that belong together.
    fn run(&mut self, rows: Vec<Row>) {
        if rows.iter().any(Row::breaks) {
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
            for (column, slabs) in self.columns.iter_mut().zip(row.slabs) {
                for group in groups(slabs) {
                    let rest = column.group(group);
                    rest.into_iter().for_each(|slab| column.place_parted(slab));
                }
            }
        }
    }

    /// Whether the page has room for all of some rows but the last, and for the beginning of that.
    fn holds(&self, rows: &[Row]) -> bool {
        let Some((last, leads)) = rows.split_last() else { return true };
        (0..2).all(|n| {
            let mut strips: Vec<Slab> = vec![];
            for row in leads {
                let heights = row.slabs.each_ref().map(|slabs| height(slabs));
                strips.extend(row.slabs[n].iter().map(light));
                if self.rows == Rows::Level {
                    let lack = heights[0].max(heights[1]) - heights[n];
                    strips.push(Slab::new(Abs::ZERO, lack));
                }
            }
            let begins = last.slabs[n].iter().position(|slab| !slab.keep);
            let first = begins.map_or(last.slabs[n].len(), |at| at + 1);
            strips.extend(last.slabs[n][..first].iter().map(light));
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
                page.slabs.push((most, Slab::default()));
                page.used = most;
            }
        }
    }
}

/// The height of strips below one another.
fn height(slabs: &[Slab]) -> Abs {
    slabs.iter().map(|slab| slab.before + slab.height).sum()
}

/// A strip without what it holds, to see whether it fits.
fn light(slab: &Slab) -> Slab {
    Slab {
        before: slab.before,
        height: slab.height,
        rise: slab.rise,
        overhang: slab.overhang,
        notes: slab.notes.clone(),
        bleeds: slab.bleeds,
        repeat: slab.repeat.clone(),
        ..Slab::default()
    }
}
