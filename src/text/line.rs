//! A chosen stretch of a paragraph to a [`Line`]: cut, trimmed, put in visual order, spaced.
//!
//! In: the paragraph and two breakpoints. Out: pieces from left to right (UAX #9, L1 and L2).
//! Glyphs inside a piece are in visual order already, and mirrored by the shaper where the
//! piece runs from right to left (L4).

use std::ops::Range;
use std::sync::Arc;

use super::analyze::visual_order;
use super::breakpoint::Breakpoint;
use super::itemize::{Item, UnitKind};
use super::linebreak::LineBreak;
use super::paragraph::{Paragraph, shrink};
use super::words::Word;
use super::{Alignment, Line, ParConfig, PlacedRun, Stretched};
use crate::geom::Abs;

/// A unit, or the part of one, that stands on a line.
struct LineItem {
    unit: Item,
    /// Its number among the paragraph's units.
    index: usize,
    word: Arc<Word>,
    start: usize,
    /// Added to its width, where it is a space.
    extra: f64,
}

/// Sets the line between two breakpoints as it was chosen.
pub(super) fn build(
    paragraph: &Paragraph<'_, '_>,
    (from, to): (&Breakpoint, &Breakpoint),
    chosen: &LineBreak,
    config: &ParConfig,
) -> Line {
    let range = from.at..to.at;
    let mut items = cut(paragraph, from.at..to.content.max(from.at));
    kern(&mut items, paragraph);
    let stretched = stretch(&mut items, chosen.strokes.picks(), paragraph);
    if to.hyphen
        && let Some(last) = items.last()
    {
        let word = paragraph.hyphen(&last.unit);
        items.push(LineItem {
            unit: last.unit,
            index: last.index,
            word,
            start: to.at,
            extra: 0.0,
        });
    }
    let ratio = chosen.ratio;
    space(&mut items, ratio, paragraph);
    // What is shaped anew where a word is broken may be wider or narrower than was weighed.
    let rest = config.measure.to_pt() - natural(&items, paragraph);
    let broken =
        from.loose || to.loose || config.align == Alignment::Justify && rest.abs() > REST;
    let inner = !to.forced && to.at < paragraph.text.text.len();
    let loose = broken && (ratio != 0.0 || inner && rest.abs() < MOST_REST);
    if !stretched.is_empty() || loose {
        share_rest(&mut items, config.measure, paragraph);
    }
    let pieces = arrange(&items, paragraph);
    let width: Abs = pieces.iter().map(|p| p.width).sum();
    let slack = match config.measure - width {
        // A flush line has no slack; what arithmetic leaves is no offset.
        slack if slack.abs() < Abs::pt(1e-6) => Abs::ZERO,
        slack => slack,
    };
    let offset = match (config.align, config.dir.is_rtl()) {
        (Alignment::Center, _) => slack / 2.0,
        (Alignment::Start | Alignment::Justify, false) | (Alignment::End, true) => Abs::ZERO,
        (Alignment::Start | Alignment::Justify, true) | (Alignment::End, false) => slack,
    };
    let hyphen = to.hyphen && !items.is_empty();
    Line { range, pieces, dir: config.dir, width, offset, hyphen, ratio, stretched }
}

/// A flush line may miss its measure by this much, in points.
const REST: f64 = 0.005;

/// More than this is no rest of a word that was broken, in points.
const MOST_REST: f64 = 3.0;

/// The width of items as they stand.
fn natural(items: &[LineItem], paragraph: &Paragraph<'_, '_>) -> f64 {
    items.iter().map(|item| item.word.width * paragraph.size(&item.unit) + item.extra).sum()
}

/// The units between two bytes; a unit that lies across an edge is shaped anew.
fn cut(paragraph: &Paragraph<'_, '_>, range: Range<usize>) -> Vec<LineItem> {
    let first = paragraph.units.partition_point(|u| u.end <= range.start);
    let inside = paragraph.units[first..].iter().take_while(|u| u.start < range.end);
    let mut items = Vec::with_capacity(32);
    for (index, unit) in (first..).zip(inside) {
        let (start, end) = (unit.start.max(range.start), unit.end.min(range.end));
        let word = paragraph.part(index, start..end);
        items.push(LineItem { unit: *unit, index, word, start, extra: 0.0 });
    }
    items
}

/// Lets spaces change the words around them; a word that is parted keeps its form.
fn kern(items: &mut [LineItem], paragraph: &Paragraph<'_, '_>) {
    for i in 1..items.len().saturating_sub(1) {
        let Some(gap) = paragraph.gap_at(items[i].index) else { continue };
        let size = paragraph.size(&items[i].unit);
        let mut extra = gap.kern;
        for (place, form) in [(i - 1, &gap.before), (i + 1, &gap.after)] {
            let item = &mut items[place];
            let whole = item.word.text.len() == item.unit.end - item.unit.start;
            if let Some(form) = form.as_ref().filter(|_| whole) {
                extra += (item.word.width - form.width) * size;
                item.word = form.clone();
            }
        }
        items[i].extra = extra;
    }
}

/// Puts tatweels into the words that were picked.
fn stretch(
    items: &mut [LineItem],
    picks: &[(usize, u8)],
    paragraph: &Paragraph<'_, '_>,
) -> Vec<Stretched> {
    let mut stretched = Vec::with_capacity(picks.len());
    for &(index, count) in picks {
        let Some(join) = paragraph.joins.get(index) else { continue };
        let start = paragraph.units[join.unit].start;
        let Some(item) = items.iter_mut().find(|item| item.unit.start == start) else {
            continue;
        };
        item.word = paragraph.stretched(join.unit, usize::from(count));
        if let Some(join) = paragraph.words[join.unit].found_join() {
            stretched.push(Stretched { at: start + join.at(), count });
        }
    }
    stretched
}

/// Gives the gaps what real widths leave: a stroke may differ by a unit from what was weighed.
fn share_rest(items: &mut [LineItem], measure: Abs, paragraph: &Paragraph<'_, '_>) {
    let rest = measure.to_pt() - natural(items, paragraph);
    let gaps = items.iter().filter(|item| item.unit.kind == UnitKind::Space).count();
    let share = rest / f64::from(u32::try_from(gaps.max(1)).unwrap_or(1));
    for item in items.iter_mut().filter(|item| item.unit.kind == UnitKind::Space) {
        item.extra += share;
    }
}

/// Stretches or shrinks the spaces of a line by a ratio.
fn space(items: &mut [LineItem], ratio: f64, paragraph: &Paragraph<'_, '_>) {
    if ratio == 0.0 {
        return;
    }
    for item in items.iter_mut().filter(|i| i.unit.kind == UnitKind::Space) {
        let size = paragraph.size(&item.unit);
        let give =
            if ratio > 0.0 { item.word.width * size / 2.0 } else { shrink(&item.word, size) };
        item.extra += ratio * give;
    }
}

/// The pieces of a line from left to right.
fn arrange(items: &[LineItem], paragraph: &Paragraph<'_, '_>) -> Vec<PlacedRun> {
    let mut pieces = Vec::with_capacity(items.len() + 4);
    let mut x = 0.0;
    let put = |item: &LineItem| {
        let parts = item.word.parts.len();
        for i in 0..parts {
            let part = if item.unit.level % 2 == 1 { parts - 1 - i } else { i };
            let piece = piece(item, part, x, paragraph);
            x += piece.width.to_pt();
            pieces.push(piece);
        }
    };
    let Some(level) = items.first().map(|i| i.unit.level) else { return vec![] };
    if items.iter().any(|i| i.unit.level != level || i.unit.seam < level) {
        in_order(items).into_iter().for_each(put);
    } else if level % 2 == 1 {
        items.iter().rev().for_each(put);
    } else {
        items.iter().for_each(put);
    }
    pieces
}

/// The items from left to right. The controls between two of them count by their level (UAX #9,
/// L2), though nothing is drawn for them.
fn in_order(items: &[LineItem]) -> Vec<&LineItem> {
    let mut parts: Vec<Option<&LineItem>> = Vec::with_capacity(items.len() + 8);
    let mut levels = Vec::with_capacity(items.len() + 8);
    for item in items {
        if item.unit.seam < u8::MAX && !parts.is_empty() {
            parts.push(None);
            levels.push(item.unit.seam);
        }
        parts.push(Some(item));
        levels.push(item.unit.level);
    }
    visual_order(&levels).into_iter().filter_map(|i| parts[i]).collect()
}

fn piece(item: &LineItem, part: usize, x: f64, paragraph: &Paragraph<'_, '_>) -> PlacedRun {
    let run = paragraph.run(&item.unit);
    let part_of_word = &item.word.parts[part];
    let extra = if part == 0 { item.extra } else { 0.0 };
    PlacedRun {
        shaped: part_of_word.shaped.clone(),
        x: Abs::pt(x),
        width: run.style.size * part_of_word.width + Abs::pt(extra),
        size: run.style.size * part_of_word.scale,
        level: item.unit.level,
        style: run.style.clone(),
        start: item.start + part_of_word.start as usize,
        span: run.span,
    }
}
