//! Notes that one page cannot hold: parted where the page ends, the rest at the foot of the next.

use super::flow_box::FlowBox;
use super::notes;
use super::paginate::Paginator;
use crate::geom::Abs;

impl Paginator<'_, '_> {
    /// Puts notes at the foot of the page as far as they fit; what does not fit goes on.
    pub(super) fn take_notes(&mut self, wanted: &[usize]) {
        for &note in wanted {
            let Some(page) = self.pages.last() else { return };
            if page.notes.contains(&note) {
                continue;
            }
            let mut all = page.notes.clone();
            all.push(note);
            let room = self.room() - page.used;
            if self.carried.is_empty() && self.notes_height(&all) <= room + Abs::pt(0.01) {
                self.put_note(note);
            } else if self.carried.is_empty() {
                self.part_note(note);
            } else {
                self.carried.push(note);
            }
        }
    }

    fn put_note(&mut self, note: usize) {
        if let Some(page) = self.pages.last_mut() {
            page.notes.push(note);
        }
    }

    /// Parts a note where the page ends; where not a line of it fits, all of it goes on.
    fn part_note(&mut self, note: usize) {
        let taken = self.pages.last().map_or(Abs::ZERO, |page| {
            // A note of no height counts the rule above all of them.
            let all: Vec<usize> = page.notes.iter().copied().chain([usize::MAX]).collect();
            page.used + self.notes_height(&all)
        });
        let parted =
            self.note(note).and_then(|flow_box| flow_box.part(self.room() - taken, self.cx));
        let Some((here, rest)) = parted else {
            // On an empty page nothing is gained by going on.
            match self.pages.last() {
                Some(page) if page.used > Abs::ZERO || !page.notes.is_empty() => {
                    self.carried.push(note);
                }
                _ => self.put_note(note),
            }
            return;
        };
        let first = self.notes.len() + self.parts.len();
        self.parts.extend([here, rest]);
        self.put_note(first);
        self.carried.push(first + 1);
    }

    fn note(&self, note: usize) -> Option<&FlowBox> {
        self.notes.get(note).or_else(|| self.parts.get(note.checked_sub(self.notes.len())?))
    }

    /// The height that some notes take at a page's foot, their rule included.
    pub(super) fn notes_height(&self, wanted: &[usize]) -> Abs {
        let heights = wanted.iter().filter_map(|&i| self.note(i)).map(|note| note.height);
        notes::height(self.cx, heights.sum(), wanted.is_empty())
    }
}
