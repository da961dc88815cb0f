//! Which doubtful items of lists are items: those that follow each other.

use std::collections::BTreeMap;
use std::ops::Range;

use super::label::{Counted, Label};
use super::sign::Begins;
use super::typed::Edit;
use crate::model::lang::Marker;

/// Greatest number of an item that stands alone; greater ones are years.
const MOST_ALONE: usize = 999;

/// A line that perhaps begins an item.
pub(super) struct ListLine {
    /// Its line, from 1.
    pub(super) line: usize,
    /// How many characters stand before it.
    pub(super) column: usize,
    /// The bytes of its sign and the space after it.
    pub(super) range: Range<usize>,
    pub(super) what: Begins,
    /// The space after its sign, as it is to be written; empty where none is typed.
    pub(super) gap: String,
    /// Whether it stands right under a line of text.
    pub(super) under_text: bool,
}

/// Items that follow each other, by their places; what they count with, and their first number.
struct ListRun {
    items: Vec<usize>,
    ways: Vec<(Counted, usize)>,
}

/// Adds the edits of those that are items; returns the markers of their lists by line.
pub(super) fn accept(items: &[ListLine], edits: &mut Vec<Edit>) -> BTreeMap<usize, Marker> {
    dashes(items, edits);
    let mut markers = BTreeMap::new();
    for run in runs(items) {
        let Some((way, first)) = meant(&run, items) else { continue };
        for (i, &place) in run.items.iter().enumerate() {
            let Some(item) = items.get(place) else { continue };
            markers.extend(way.marker().map(|marker| (item.line, marker)));
            let Begins::Label(label) = &item.what else { continue };
            if !label.is_known() || item.gap != " " {
                edits.push((item.range.clone(), written(label, first + i, &item.gap)));
            }
        }
    }
    markers
}

/// Dashes are items where another line begins with the same.
fn dashes(items: &[ListLine], edits: &mut Vec<Edit>) {
    let dash = |item: &ListLine| match item.what {
        Begins::Dash(dash) => Some((dash, item.column)),
        Begins::Label(_) => None,
    };
    let mut counts: BTreeMap<(char, usize), usize> = BTreeMap::new();
    items.iter().filter_map(dash).for_each(|sign| *counts.entry(sign).or_default() += 1);
    for item in items {
        let Some(sign) = dash(item) else { continue };
        if counts.get(&sign).is_some_and(|count| *count > 1) {
            edits.push((item.range.clone(), format!("-{}", item.gap)));
        }
    }
}

fn written(label: &Label, number: usize, gap: &str) -> String {
    let sign = if matches!(label.sign, ')' | '(') { ')' } else { '.' };
    let gap = if gap.is_empty() { " " } else { gap };
    format!("{number}{sign}{gap}")
}

/// Items with labels, each with those that follow it at the same column and with the same sign.
fn runs(items: &[ListLine]) -> Vec<ListRun> {
    let (mut out, mut open): (Vec<ListRun>, Vec<usize>) = (vec![], vec![]);
    let last = |run: &ListRun| run.items.last().and_then(|&place| items.get(place));
    for (place, item) in items.iter().enumerate() {
        open.retain(|&run| last(&out[run]).is_some_and(|last| last.column <= item.column));
        let Begins::Label(label) = &item.what else { continue };
        let next = open.iter().copied().find_map(|run| {
            let before = last(&out[run])?;
            let near = before.column == item.column && alike(&before.what, label);
            let count = out[run].items.len();
            let follows = |&(way, first): &(Counted, usize)| {
                label.meanings.iter().any(|m| m.counted == way && m.number == first + count)
            };
            let ways: Vec<_> = out[run].ways.iter().copied().filter(follows).collect();
            (near && !ways.is_empty()).then_some((run, ways))
        });
        if let Some((run, ways)) = next {
            out[run].items.push(place);
            out[run].ways = ways;
        } else {
            // A run that this label does not go on with ends where one of its kind begins.
            open.retain(|&run| {
                last(&out[run])
                    .is_none_or(|last| last.column != item.column || !alike(&last.what, label))
            });
            open.push(out.len());
            let ways = label.meanings.iter().map(|m| (m.counted, m.number)).collect();
            out.push(ListRun { items: vec![place], ways });
        }
    }
    out
}

/// Whether two labels are of one kind: digits of one set or letters, with the same sign.
fn alike(what: &Begins, label: &Label) -> bool {
    let set = |label: &Label| {
        label.meanings.first().and_then(|meaning| match meaning.counted {
            Counted::Digits(digits) => Some(digits),
            Counted::Letters(_) => None,
        })
    };
    matches!(what, Begins::Label(of) if of.sign == label.sign && set(of) == set(label))
}

/// How a run counts, with its first number, if it is one of items.
fn meant(run: &ListRun, items: &[ListLine]) -> Option<(Counted, usize)> {
    let first = items.get(*run.items.first()?)?;
    let Begins::Label(label) = &first.what else { return None };
    let from_one = run.ways.iter().copied().find(|(_, first)| *first == 1);
    if run.items.len() > 1 && from_one.is_some() {
        return from_one;
    }
    let counted = matches!(label.sign, '.' | ')' | '۔') && !first.gap.is_empty();
    let alone = run.items.len() == 1;
    let way = run.ways.iter().copied().find(|(way, number)| {
        matches!(way, Counted::Digits(_)) && (!alone || *number <= MOST_ALONE)
    });
    way.filter(|_| counted && (!first.under_text || label.is_known()))
}
