//! What of a line is painted and tagged by itself (text-layer rule R10), and in which size.

use std::ops::Range;

use crate::geom::{Abs, Point};
use crate::layout::frame::FrameItem;
use crate::model::lang::Lang;
use crate::text::{Line, PlacedRun, RunRole};

/// A component's scale ends here (OpenType `glyf`, F2DOT14).
const LARGEST_SCALE: f64 = 1.99;

/// What a stretch of a line means to the tags.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Role {
    /// Part of the block.
    Plain,
    /// A phrase of another language.
    Foreign(Lang),
    /// A link.
    Link(u32),
    /// A note's mark.
    Note(u32),
}

/// A stretch of a row that is painted, and tagged, by itself.
#[derive(Debug)]
pub(super) struct Segment {
    /// Its tokens.
    pub(super) tokens: Range<usize>,
    /// Its pieces.
    pub(super) pieces: Range<usize>,
    /// How far it begins to the left of its first piece, in points.
    pub(super) lead: f64,
    /// What it means.
    pub(super) role: Role,
}

/// What a line must know of its neighbours.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Neighbours {
    /// A foreign phrase began on the line before.
    pub(super) before: bool,
    /// A foreign phrase goes on in the line after.
    pub(super) after: bool,
    /// What is painted next begins further left on the same baseline.
    pub(super) goes_back: bool,
}

/// What the line at `i` must know of its neighbours.
pub(super) fn around(items: &[FrameItem], i: usize, at: Point, line: &Line) -> Neighbours {
    let next = items[i + 1..].iter().find_map(|item| match item {
        FrameItem::Text { at, .. } => Some(*at),
        _ => None,
    });
    let height = line.pieces.iter().fold(Abs::ZERO, |height, p| height.max(p.size));
    let goes_back = next
        .is_some_and(|next| (next.y - at.y).abs() < height / 2.0 && next.x < at.x + line.width);
    let foreign = |p: &PlacedRun| p.style.role == RunRole::Foreign;
    if !line.pieces.iter().any(foreign) {
        return Neighbours { goes_back, ..Neighbours::default() };
    }
    let text = |n: usize| match items.get(n) {
        Some(FrameItem::Text { line, .. }) => Some(line),
        _ => None,
    };
    Neighbours {
        before: i.checked_sub(1).and_then(text).is_some_and(|before| crosses(before, line)),
        after: text(i + 1).is_some_and(|after| crosses(line, after)),
        goes_back,
    }
}

/// Whether a foreign phrase goes on from one line to the next.
fn crosses(first: &Line, second: &Line) -> bool {
    let last = words(first).max_by_key(|p| p.start);
    let next = words(second).min_by_key(|p| p.start);
    last.zip(next).is_some_and(|(a, b)| {
        let foreign = |p: &PlacedRun| p.style.role == RunRole::Foreign;
        foreign(a) && foreign(b) && a.style.lang == b.style.lang && a.start < b.start
    })
}

fn words(line: &Line) -> impl Iterator<Item = &PlacedRun> {
    line.pieces.iter().filter(|p| !p.is_space())
}

/// The pieces of a line without the spaces at its ends (text-layer rule R7).
pub(super) fn visible(line: &Line) -> Range<usize> {
    let ink = |p: &PlacedRun| !p.is_space();
    let first = line.pieces.iter().position(ink);
    let last = line.pieces.iter().rposition(ink);
    match (first, last) {
        (Some(first), Some(last)) => first..last + 1,
        _ => 0..0,
    }
}

/// Splits a line where its tags do (text-layer rule R10).
pub(super) fn split(
    line: &Line,
    pieces: Range<usize>,
    around: Neighbours,
    out: &mut Vec<Segment>,
) {
    let mut at = pieces.start;
    while at < pieces.end {
        let key = tag_of(&line.pieces[at]);
        let run = line.pieces[at..pieces.end].iter().take_while(|p| tag_of(p) == key).count();
        let range = at..at + run;
        at = range.end;
        let role = match key {
            RunRole::Plain => Role::Plain,
            RunRole::Link(link) => Role::Link(link),
            RunRole::NoteMark(note) => Role::Note(note),
            RunRole::Foreign => foreign(line, &range, &pieces, around),
        };
        match out.last_mut() {
            Some(last) if last.role == role => last.pieces.end = range.end,
            _ => out.push(Segment { tokens: 0..0, pieces: range, lead: 0.0, role }),
        }
    }
}

fn tag_of(piece: &PlacedRun) -> RunRole {
    piece.style.role
}

/// A foreign run is a phrase of its own if it has two words or more; a lone word does not
/// split its line (text-layer rule R10).
fn foreign(line: &Line, run: &Range<usize>, all: &Range<usize>, around: Neighbours) -> Role {
    let pieces = &line.pieces[run.clone()];
    let inner = &pieces[1..pieces.len().max(2) - 1];
    let (left, right) = if line.dir.is_rtl() {
        (around.after, around.before)
    } else {
        (around.before, around.after)
    };
    let words = inner.iter().any(PlacedRun::is_space)
        || (run.start == all.start && left)
        || (run.end == all.end && right);
    if words || run == all { Role::Foreign(pieces[0].style.lang.clone()) } else { Role::Plain }
}

/// The size at which a line's font is set: the one that most of its styles ask for, so that a
/// face keeps its share from line to line; where no piece has just that size, the commonest
/// one; the largest, where that is twice as large.
pub(super) fn nominal_size(line: &Line) -> f64 {
    let words = || line.pieces.iter().filter(|p| !p.is_space());
    let asked = commonest(words().map(|p| (p.style.size.to_pt(), p.shaped.glyphs.len())));
    let sizes = || words().map(|p| (p.size.to_pt(), p.shaped.glyphs.len()));
    let largest = sizes().fold(0.0, |a: f64, b| a.max(b.0));
    let size = if sizes().any(|(size, _)| size == asked) { asked } else { commonest(sizes()) };
    let size = if largest / size >= LARGEST_SCALE { largest } else { size };
    if size > 0.0 { size } else { 1.0 }
}

/// The size that most glyphs have, the larger of two alike.
fn commonest(all: impl Iterator<Item = (f64, usize)>) -> f64 {
    let mut sums: Vec<(f64, usize)> = vec![];
    for (size, count) in all {
        match sums.iter_mut().find(|(s, _)| *s == size) {
            Some((_, sum)) => *sum += count,
            None => sums.push((size, count)),
        }
    }
    let larger = |best: (f64, usize), next: (f64, usize)| {
        if (next.1, next.0) > (best.1, best.0) { next } else { best }
    };
    sums.into_iter().fold((0.0, 0), larger).0
}
