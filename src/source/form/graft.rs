//! Blocks that a translation lacks: copied from its source, with their words translated, to the place
//! that they have there. What the translation holds stays as it is typed.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::STEP;
use super::bare::{bared, uncommented};
use super::lines::Line;
use super::nest::name;
use super::scan::scan;
use super::tree::{Block, Entry, Remark, Sheet, Value};
use super::write::written_block;
use crate::source::{Unit, units_of};

/// Why a piece found no place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// Its block is written otherwise in the translation, or between brackets.
    Form,
    /// Other pieces of its block are not translated yet.
    Half,
}

/// A translation with what it lacked.
#[derive(Debug)]
pub struct Grafted {
    /// Its text.
    pub text: String,
    /// Its pieces, each with the number of the source's piece that it belongs to.
    pub units: Vec<(Unit, Option<usize>)>,
    /// By number the pieces that found no place.
    pub refused: BTreeMap<usize, Refusal>,
}

/// Puts pieces of a source into a translation that has no place for them. `source` has the new words
/// already; `pairs` says of each piece of the translation to which of the source's it belongs, and
/// `wanted` which are to be put in. Nothing where one of the texts cannot be read.
pub fn graft(
    source: &str,
    target: &str,
    pairs: &[Option<usize>],
    wanted: &BTreeSet<usize>,
) -> Option<Grafted> {
    let source = Side::new(source, &[])?;
    let (mut text, mut pairs) = (target.to_owned(), pairs.to_vec());
    let mut refused = BTreeMap::new();
    loop {
        let side = Side::new(&text, &pairs)?;
        let is_left =
            |number: &usize| !refused.contains_key(number) && !pairs.contains(&Some(*number));
        let left: BTreeSet<usize> = wanted.iter().copied().filter(is_left).collect();
        if left.is_empty() {
            let units = side.units.into_iter().zip(pairs).collect();
            return Some(Grafted { text, units, refused });
        }
        let mut search = Search { source: &source, target: &side, wanted, left, refused };
        let grown = search.grown();
        refused = search.refused;
        if let Some(grown) = grown {
            (text, pairs) = grown;
        }
    }
}

/// A text with its lines and pieces.
struct Side<'t> {
    text: &'t str,
    sheet: Sheet<'t>,
    lines: Vec<Line<'t>>,
    end: &'t str,
    units: Vec<Unit>,
    /// The numbers of its pieces, as the source counts them.
    numbers: Vec<Option<usize>>,
}

/// An entry to be put in.
struct Cutting<'t> {
    entry: Entry<'t>,
    /// The pieces in it.
    numbers: Vec<usize>,
    /// The line before which it goes, and the column.
    line: usize,
    column: usize,
    is_item: bool,
    /// Whether the line before says that the list is empty.
    is_first: bool,
}

impl<'t> Side<'t> {
    /// A text whose pieces have these numbers, or their own.
    fn new(text: &'t str, numbers: &[Option<usize>]) -> Option<Self> {
        let (sheet, lines, end) = scan(text).ok()?;
        let units = units_of(text)?;
        let own = || (0..units.len()).map(Some).collect();
        let numbers = if numbers.is_empty() { own() } else { numbers.to_vec() };
        Some(Self { text, sheet, lines, end, units, numbers })
    }

    /// The numbers of the pieces in an entry.
    fn numbers(&self, entry: &Entry<'_>) -> Vec<usize> {
        let first = self.lines.get(entry.lines.start).map_or(0, |line| line.start);
        let behind = self.lines.get(entry.lines.end).map_or(self.text.len(), |line| line.start);
        let inside = |unit: &Unit| (first..behind).contains(&unit.span.range().start);
        let all = self.units.iter().zip(&self.numbers);
        all.filter(|(unit, _)| inside(unit)).filter_map(|(_, number)| *number).collect()
    }

    /// Whether a piece says the same in all languages.
    fn is_number(&self, number: usize) -> bool {
        let unit = self.units.get(number);
        unit.is_some_and(|unit| !unit.text.chars().any(char::is_alphabetic))
    }

    /// The text and its numbers with an entry of the source; nothing where the text would not hold
    /// that and what it held.
    fn grown(
        &self,
        source: &Side<'_>,
        cutting: &Cutting<'_>,
    ) -> Option<(String, Vec<Option<usize>>)> {
        let (text, new) = self.text_with(cutting);
        let (mut inner, mut outer) =
            (cutting.numbers.iter(), self.units.iter().zip(&self.numbers));
        let mut numbers = vec![];
        for unit in &units_of(&text)? {
            let (wanted, number) = if new.contains(&unit.span.range().start) {
                let number = *inner.next()?;
                (source.units.get(number)?, Some(number))
            } else {
                let (unit, number) = outer.next()?;
                (unit, *number)
            };
            numbers.push(number);
            (unit.text == wanted.text).then_some(())?;
        }
        (inner.next().is_none() && outer.next().is_none()).then_some((text, numbers))
    }

    /// The text with an entry of the source, and the bytes that this has there.
    fn text_with(&self, cutting: &Cutting<'_>) -> (String, Range<usize>) {
        let at = self.lines.get(cutting.line).map_or(self.text.len(), |line| line.start);
        let mut text = self.text[..at].to_owned();
        if cutting.is_first
            && let Some(open) = text.rfind("[]")
        {
            text.replace_range(open..open + 2, "");
        }
        if !text.ends_with(['\n', '\r']) {
            text.push_str(self.end);
        }
        let start = text.len();
        if cutting.entry.lead.first() == Some(&Remark::Blank) {
            text.push_str(self.end);
        }
        let entries = vec![bared(cutting.entry.clone())];
        let (is_list, column) = (cutting.is_item, cutting.column);
        let block = Block { is_list, column, entries, tail: vec![] };
        text.push_str(&written_block(&block, self.end));
        let new = start..text.len();
        text.push_str(&self.text[at..]);
        (text, new)
    }
}

/// Looks for the first entry of the source that the translation lacks.
struct Search<'a, 't> {
    source: &'a Side<'t>,
    target: &'a Side<'a>,
    wanted: &'a BTreeSet<usize>,
    left: BTreeSet<usize>,
    refused: BTreeMap<usize, Refusal>,
}

impl<'t> Search<'_, 't> {
    fn refuse(&mut self, numbers: impl IntoIterator<Item = usize>, why: Refusal) {
        for number in numbers.into_iter().filter(|number| self.left.contains(number)) {
            self.refused.entry(number).or_insert(why);
        }
    }

    /// The translation with the first entry that it lacks; what finds no place is refused.
    fn grown(&mut self) -> Option<(String, Vec<Option<usize>>)> {
        let Some(cutting) = self.sheet() else {
            self.refuse(self.left.clone(), Refusal::Form);
            return None;
        };
        let grown = self.target.grown(self.source, &cutting);
        if grown.is_none() {
            self.refuse(cutting.numbers, Refusal::Form);
        }
        grown
    }

    fn sheet(&mut self) -> Option<Cutting<'t>> {
        let (source, target) = (self.source, self.target);
        self.block(source.sheet.block.as_ref()?, target.sheet.block.as_ref()?, None, 0)
    }

    /// The same for a map or a list. `head` is the line below the one that it belongs to, `depth` how
    /// many lists are around it.
    fn block(
        &mut self,
        own: &Block<'t>,
        other: &Block<'_>,
        head: Option<usize>,
        depth: usize,
    ) -> Option<Cutting<'t>> {
        let mut before = None;
        for entry in &own.entries {
            let numbers = self.source.numbers(entry);
            let twin = self.twin(entry, &numbers, other);
            if numbers.iter().any(|n| self.left.contains(n) && !self.refused.contains_key(n)) {
                let line = before.map(|before: &Entry<'_>| before.lines.end);
                let first = other.entries.first().filter(|_| !other.is_list);
                let line = line.or(first.map(|first| first.lines.end)).or(head);
                let found = match twin {
                    Some(twin) => self.inner(entry, twin, other.column, depth),
                    None => self.outer(entry, line, other.column, depth),
                };
                if found.is_some() {
                    return found;
                }
            }
            before = twin.or(before);
        }
        None
    }

    /// The entry of the translation that an entry of the source belongs to.
    fn twin<'o>(
        &self,
        entry: &Entry<'_>,
        numbers: &[usize],
        other: &'o Block<'o>,
    ) -> Option<&'o Entry<'o>> {
        let key = entry.key.map(name);
        let same = |other: &&Entry<'_>| key.is_some() && other.key.map(name) == key;
        let shares = |other: &&Entry<'_>| {
            self.target.numbers(other).iter().any(|number| numbers.contains(number))
        };
        let mut others = other.entries.iter();
        others.clone().find(same).or_else(|| others.find(shares))
    }

    /// What an entry lacks that both have.
    fn inner(
        &mut self,
        own: &Entry<'t>,
        other: &Entry<'_>,
        column: usize,
        depth: usize,
    ) -> Option<Cutting<'t>> {
        let below = other.lines.start + 1;
        let is_bare = |text: &str| text.trim().is_empty() || text == "[]";
        let (own_block, other_block) = (own.value.block(), other.value.block());
        match (own_block, other_block, &other.value) {
            (Some(inner), Some(twin), value) if inner.is_list == twin.is_list => {
                let head = matches!(value, Value::Block(..)).then_some(below);
                self.block(inner, twin, head, depth + usize::from(inner.is_list))
            }
            (Some(inner), _, Value::Empty(text)) if inner.is_list && is_bare(text) => {
                let found = inner.entries.iter().find_map(|entry| self.whole(entry, depth + 1));
                self.cut(found, own, Some(below), column + STEP, true)
            }
            (Some(inner), _, Value::Leaf(leaf))
                if inner.is_list && is_bare(uncommented(leaf.first)) =>
            {
                let found = inner.entries.iter().find_map(|entry| self.whole(entry, depth + 1));
                let cutting = self.cut(found, own, Some(below), column + STEP, true)?;
                Some(Cutting { is_first: true, ..cutting })
            }
            _ => {
                self.refuse(self.source.numbers(own), Refusal::Form);
                None
            }
        }
    }

    /// A whole entry that the translation lacks.
    fn outer(
        &mut self,
        own: &Entry<'t>,
        line: Option<usize>,
        column: usize,
        depth: usize,
    ) -> Option<Cutting<'t>> {
        let found = self.whole(own, depth);
        self.cut(found, own, line, column, own.key.is_none())
    }

    /// An entry on its way to a line; where it has none, its pieces are refused.
    fn cut(
        &mut self,
        found: Option<Entry<'t>>,
        own: &Entry<'t>,
        line: Option<usize>,
        column: usize,
        is_item: bool,
    ) -> Option<Cutting<'t>> {
        let why = if found.is_some() { Refusal::Form } else { Refusal::Half };
        let (Some(entry), Some(line)) = (found, line) else {
            self.refuse(self.source.numbers(own), why);
            return None;
        };
        let numbers = self.kept(&entry);
        Some(Cutting { entry, numbers, line, column, is_item, is_first: false })
    }

    /// The pieces of an entry from which others may have been taken out.
    fn kept(&self, entry: &Entry<'_>) -> Vec<usize> {
        match entry.value.block() {
            Some(block) => {
                let mut all: Vec<usize> =
                    block.entries.iter().flat_map(|entry| self.kept(entry)).collect();
                all.sort_unstable();
                all
            }
            None => self.source.numbers(entry),
        }
    }

    /// An entry whose pieces are all translated; of a section, which `depth` tells, those blocks alone.
    fn whole(&self, own: &Entry<'t>, depth: usize) -> Option<Entry<'t>> {
        let is_whole = |entry: &Entry<'_>| {
            let mut numbers = self.source.numbers(entry).into_iter();
            numbers.all(|number| self.wanted.contains(&number) || self.source.is_number(number))
        };
        if is_whole(own) {
            return Some(own.clone());
        }
        let mut section = own.clone();
        for entry in &mut section.value.block_mut().filter(|_| depth == 1)?.entries {
            if is_whole(entry) {
                continue;
            }
            let blocks = &mut entry.value.block_mut().filter(|block| block.is_list)?.entries;
            blocks.retain(is_whole);
            (!blocks.is_empty()).then_some(())?;
        }
        Some(section)
    }
}
