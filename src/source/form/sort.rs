//! Entries in the order in which the schema has their keys.

use super::lines::Line;
use super::nest::name;
use super::tree::{Block, Entry, Remark};
use crate::source::shape::Place;

/// What is known of a file whose entries are sorted.
pub(super) struct Sorter<'a, 't> {
    pub(super) lines: &'a [Line<'t>],
}

impl<'t> Sorter<'_, 't> {
    /// Brings the entries of a map, and of all inside of it, into their order.
    pub(super) fn block(&self, block: &mut Block<'t>, place: &Place<'_>) {
        let mut ranks = vec![];
        let keys = place.keys();
        for entry in &mut block.entries {
            let (rank, inner) = match entry.key {
                Some(key) => keys.key(name(key)),
                None => (0, place.item()),
            };
            ranks.push(rank);
            if let Some(block) = entry.value.block_mut() {
                self.block(block, &inner);
            }
        }
        if !block.is_list && !ranks.is_sorted() {
            self.sort(block, &ranks);
        }
        part(&mut block.entries);
    }

    /// Sorts the entries of a map, unless an alias would come to stand before its anchor.
    fn sort(&self, block: &mut Block<'t>, ranks: &[usize]) {
        let mut order: Vec<usize> = (0..ranks.len()).collect();
        order.sort_by_key(|&number| ranks[number]);
        if self.loses_anchor(&block.entries, &order) {
            return;
        }
        swap_blank(&mut block.entries, order[0]);
        let mut entries: Vec<Option<Entry<'t>>> =
            std::mem::take(&mut block.entries).into_iter().map(Some).collect();
        block.entries = order.into_iter().filter_map(|number| entries[number].take()).collect();
    }

    fn loses_anchor(&self, entries: &[Entry<'_>], order: &[usize]) -> bool {
        let marks = |number: usize, sign| self.marked(&entries[number], sign);
        order.iter().enumerate().any(|(at, &number)| {
            let later = &order[at + 1..];
            let before = later.iter().filter(|&&other| other < number);
            let mut anchors = before.flat_map(|&other| marks(other, '&')).peekable();
            anchors.peek().is_some() && {
                let aliases = marks(number, '*');
                anchors.any(|anchor| aliases.contains(&anchor))
            }
        })
    }

    /// The names behind a sign in the lines of an entry.
    fn marked(&self, entry: &Entry<'_>, sign: char) -> Vec<&'t str> {
        let ends = |c: char| c.is_whitespace() || matches!(c, ',' | ']' | '}');
        let lines = self.lines.get(entry.lines.clone()).unwrap_or_default().iter();
        let found = lines.flat_map(|line| line.text.split(sign).skip(1));
        found
            .filter_map(|rest| rest.split(ends).next())
            .filter(|name| !name.is_empty())
            .collect()
    }
}

/// Leaves an empty line before the first entry, or none, as it was, though another becomes the first.
fn swap_blank(entries: &mut [Entry<'_>], first: usize) {
    let leads = |entry: &Entry<'_>| entry.lead.first() == Some(&Remark::Blank);
    if first == 0 || leads(&entries[0]) == leads(&entries[first]) {
        return;
    }
    for number in [0, first] {
        match leads(&entries[number]) {
            true => drop(entries[number].lead.remove(0)),
            false => entries[number].lead.insert(0, Remark::Blank),
        }
    }
}

/// Puts an empty line behind remarks that belong to what stands above them.
fn part(entries: &mut [Entry<'_>]) {
    for at in 1..entries.len() {
        let is_parted = entries[at].lead.first() == Some(&Remark::Blank);
        if !entries[at - 1].trail.is_empty() && !is_parted {
            entries[at].lead.insert(0, Remark::Blank);
        }
    }
}
