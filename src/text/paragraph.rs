//! A paragraph, shaped and measured, before it is broken: its units with their words, and the
//! places where its lines may end.

use std::ops::Range;
use std::sync::Arc;

use unicode_script::Script;

use super::analyze::{Levels, Opportunity, opportunities, trim_end};
use super::breakpoint::{Breakpoint, Sums, insert};
use super::code::ends_in_own_hyphen;
use super::font::FontBook;
use super::itemize::{self, Item, UnitKind};
use super::justify::Stretchable;
use super::kern::Gap;
use super::linebreak::LONE_WAW;
use super::shape::{SOFT_HYPHEN, Shaper};
use super::words::{Hyphen, StyleId, Word, WordCache, WordKey};
use super::{Alignment, ParConfig, RichText, StyledRun, bound, hyphen};
use crate::geom::Dir;

/// What a paragraph needs of the outside.
#[derive(Clone, Copy)]
pub(super) struct Tools<'t, 'a> {
    pub(super) shaper: &'t Shaper<'a>,
    pub(super) words: &'t WordCache,
}

/// A paragraph's units with their shapes.
pub(super) struct Paragraph<'t, 'a> {
    pub(super) tools: Tools<'t, 'a>,
    /// The text and its styles.
    pub(super) text: &'t RichText,
    /// The units, in logical order.
    pub(super) units: Vec<Item>,
    /// Their words.
    pub(super) words: Vec<Arc<Word>>,
    styles: Vec<StyleId>,
    breaks: Vec<Opportunity>,
    /// Sums before each unit, and at the end.
    pub(super) sums: Vec<Sums>,
    /// The words whose join may be stretched.
    pub(super) joins: Vec<Stretchable>,
    /// The spaces that change something.
    pub(super) gaps: Vec<Gap>,
}

/// A word space may shrink to this share of an em (docs/spec/justification.md, 2.3).
const SPACE_FLOOR: f64 = 0.18;
/// A face whose own space is under the floor may shrink it to this share.
const NARROW_FLOOR: f64 = 0.80;
/// A word with more places to break than this is shaped piece by piece, so that work stays
/// linear where text has no spaces.
const MOST_INNER: usize = 16;

impl<'t, 'a> Paragraph<'t, 'a> {
    /// Analyses, divides and shapes a text.
    pub(super) fn new(text: &'t RichText, dir: Option<Dir>, tools: Tools<'t, 'a>) -> Self {
        let levels = Levels::new(&text.text, dir);
        let mut breaks = opportunities(&text.text, |at| text.hyphenates_joined(at));
        breaks.retain(|o| o.forced || !ends_in_own_hyphen(&text.text, o.at));
        let units = split_long(itemize::units(text, &levels), &breaks);
        let styles = text.runs.iter().map(|run| tools.words.style(&run.style)).collect();
        let words = Vec::with_capacity(units.len());
        let (sums, joins, gaps) = (vec![], vec![], vec![]);
        let mut paragraph =
            Self { tools, text, units, words, styles, breaks, sums, joins, gaps };
        paragraph.shape();
        paragraph.gaps = paragraph.find_gaps();
        paragraph.sums = paragraph.sum();
        paragraph
    }

    /// The faces.
    pub(super) fn book(&self) -> &FontBook {
        self.tools.shaper.book()
    }

    /// The part of a word between two of its edges.
    pub(super) fn slice(&self, word: &Word, range: Range<usize>) -> Word {
        self.tools.shaper.slice(word, range)
    }

    /// The style of a unit.
    pub(super) fn run(&self, unit: &Item) -> &'t StyledRun {
        &self.text.runs[unit.run]
    }

    /// Points in an em of a unit.
    pub(super) fn size(&self, unit: &Item) -> f64 {
        self.run(unit).style.size.to_pt()
    }

    fn shape(&mut self) {
        let mut i = 0;
        while i < self.units.len() {
            let end = self.glued(i);
            if end == i + 1 {
                let unit = self.units[i];
                self.words.push(self.word(&unit, unit.start, unit.end));
            } else {
                self.shape_glued(i, end);
            }
            i = end;
        }
    }

    /// One past the last unit that is one word with this one though its style differs.
    fn glued(&self, first: usize) -> usize {
        let glue = |pair: &&[Item]| {
            let [a, b] = pair else { return false };
            a.end == b.start
                && a.run != b.run
                && a.level == b.level
                && a.kind == UnitKind::Word
                && b.kind == UnitKind::Word
        };
        first + 1 + self.units[first..].windows(2).take_while(glue).count()
    }

    /// A change of colour or weight inside a word is no change of shape: the whole is shaped in
    /// each of its styles and cut by cluster, so that joins, and in Nastaliq the slope, stay.
    fn shape_glued(&mut self, first: usize, end: usize) {
        let units: Vec<Item> = self.units[first..end].to_vec();
        let (from, to) = (units[0].start, units[units.len() - 1].end);
        let wholes: Vec<_> = units.iter().map(|unit| self.word(unit, from, to)).collect();
        let mut start = 0;
        for (i, whole) in wholes.iter().enumerate() {
            let edge = match wholes.get(i + 1) {
                Some(next) => common_edge(whole, next, units[i].end - from).max(start),
                None => to - from,
            };
            let unit = &mut self.units[first + i];
            (unit.start, unit.end) = (from + start, from + edge);
            self.words.push(Arc::new(self.tools.shaper.slice(whole, start..edge).rigid()));
            start = edge;
        }
    }

    fn key(&self, unit: &Item, start: usize, end: usize) -> WordKey<'t> {
        WordKey {
            style: self.styles[unit.run],
            around: unit.around,
            rtl: unit.level % 2 == 1,
            text: &self.text.text[start..end],
        }
    }

    /// The word of a part of a unit, shaped by itself.
    pub(super) fn word(&self, unit: &Item, start: usize, end: usize) -> Arc<Word> {
        let key = self.key(unit, start, end);
        self.tools.shaper.word(self.tools.words, key, &self.run(unit).style)
    }

    /// The hyphen that a line of this unit ends with.
    pub(super) fn hyphen(&self, unit: &Item) -> Arc<Word> {
        let key = WordKey { text: SOFT_HYPHEN, ..self.key(unit, unit.start, unit.end) };
        self.tools.shaper.word(self.tools.words, key, &self.run(unit).style)
    }

    fn sum(&self) -> Vec<Sums> {
        let mut sums = Vec::with_capacity(self.units.len() + 1);
        let mut sum = Sums::default();
        let mut in_word = None;
        for (i, (unit, word)) in self.units.iter().zip(&self.words).enumerate() {
            sums.push(sum);
            let width = word.width * self.size(unit);
            sum.width += width;
            if unit.kind == UnitKind::Space {
                sum.width += self.gap_at(i).map_or(0.0, |gap| gap.kern);
                sum.space += width;
                sum.shrink += shrink(word, self.size(unit));
                sum.gaps += 1;
                in_word = None;
            } else {
                let begins = in_word != Some(unit.start);
                sum.words += u32::from(begins);
                sum.arabic += u32::from(begins && unit.around == Script::Arabic);
                in_word = Some(unit.end);
            }
        }
        sums.push(sum);
        sums
    }

    /// The places where lines may end; where lines are flush, the joins are found, too.
    pub(super) fn breakpoints_for(&mut self, config: &ParConfig) -> Vec<Breakpoint> {
        if config.align == Alignment::Justify && !config.balance {
            self.find_joins();
        }
        self.unparted(config.measure.to_pt())
    }

    /// The breakpoints, but for those inside of stretches that stay whole on a line of this width.
    pub(super) fn unparted(&self, measure: f64) -> Vec<Breakpoint> {
        let mut breakpoints = self.breakpoints();
        if self.text.whole.is_empty() {
            return breakpoints;
        }
        let kept = self.text.whole.iter().filter(|range| self.width(range) <= measure);
        let kept: Vec<_> = kept.collect();
        breakpoints.retain(|breakpoint| {
            let after = kept.partition_point(|range| range.start < breakpoint.at);
            breakpoint.forced || after == 0 || kept[after - 1].end <= breakpoint.at
        });
        breakpoints
    }

    /// The width of a stretch as it is set by itself.
    fn width(&self, range: &Range<usize>) -> f64 {
        let first = self.units.partition_point(|unit| unit.start < range.start);
        let last = self.units.partition_point(|unit| unit.start < range.end);
        self.sums[last].width - self.sums[first].width
    }

    /// The places where lines may end, the paragraph's beginning first.
    pub(super) fn breakpoints(&self) -> Vec<Breakpoint> {
        let mut breakpoints = Vec::with_capacity(self.breaks.len() + 1);
        breakpoints.push(Breakpoint::default());
        // Hyphens come first in their word, so they are gathered on the way.
        let (mut unit, mut hyphenated) = (0, 0);
        for &Opportunity { at, forced } in &self.breaks {
            while unit < self.units.len() && self.units[unit].end < at {
                unit += 1;
            }
            while hyphenated <= unit && hyphenated < self.units.len() {
                self.hyphens(hyphenated, &mut breakpoints);
                hyphenated += 1;
            }
            let text = &self.text.text[..at];
            let content = trim_end(text);
            // A line of nothing but spaces is no line, unless it is all there is.
            if content == 0 && !forced && at < self.text.text.len() {
                continue;
            }
            let hyphen = !forced && text.ends_with(SOFT_HYPHEN);
            let breakpoint = self.breakpoint(at, content, hyphen, unit);
            insert(&mut breakpoints, Breakpoint { forced, ..breakpoint });
        }
        breakpoints
    }

    /// A breakpoint at a byte, whose line's content ends at `content`; the units around the byte
    /// are near `hint`.
    pub(super) fn breakpoint(
        &self,
        at: usize,
        content: usize,
        hyphen: bool,
        hint: usize,
    ) -> Breakpoint {
        let mut last = hint.min(self.units.len());
        while last > 0 && (last == self.units.len() || self.units[last].start >= content) {
            last -= 1;
        }
        let mut breakpoint = Breakpoint { at, content, hyphen, ..Breakpoint::default() };
        if let Some(unit) = self.units.get(last).filter(|u| u.start < content) {
            breakpoint.end = self.sums[last + 1];
            breakpoint.cost = if self.is_lone_waw(last) { LONE_WAW } else { 0.0 };
            let word = &self.text.text[unit.start..content];
            breakpoint.leans = bound::leans(word, &self.run(unit).style.lang)
                || content == at && word.ends_with(['-', '\u{5be}', '\u{2010}']);
            if content < unit.end {
                let part = self.part(last, unit.start..content);
                breakpoint.end.width += (part.width - self.words[last].width) * self.size(unit);
                // A word that is parted is not stretched.
                breakpoint.end.joins = self.sums[last].joins;
            }
            if hyphen {
                breakpoint.end.width += self.hyphen(unit).width * self.size(unit);
            }
        }
        let mut next = last;
        while next < self.units.len() && self.units[next].end <= at {
            next += 1;
        }
        breakpoint.start = self.sums[next];
        if let Some(unit) = self.units.get(next).filter(|u| u.start < at) {
            let part = self.part(next, at..unit.end);
            breakpoint.start.width += (self.words[next].width - part.width) * self.size(unit);
            breakpoint.start.joins = self.sums[next + 1].joins;
        }
        breakpoint
    }

    /// The part of a unit between two bytes. Letters that join keep the forms that they have in
    /// the whole word, other words are shaped anew.
    pub(super) fn part(&self, index: usize, range: Range<usize>) -> Arc<Word> {
        let (unit, word) = (&self.units[index], &self.words[index]);
        if range == (unit.start..unit.end) {
            return word.clone();
        }
        let text = &self.text.text;
        let joined = text[range.end..].starts_with(SOFT_HYPHEN)
            || text[..range.start].ends_with(SOFT_HYPHEN);
        if joined && unit.around == Script::Arabic && unit.level % 2 == 1 {
            let local = range.start - unit.start..range.end - unit.start;
            return Arc::new(self.slice(word, local).rigid());
        }
        self.word(unit, range.start, range.end)
    }

    /// Adds the places where a unit may be hyphenated.
    fn hyphens(&self, index: usize, breakpoints: &mut Vec<Breakpoint>) {
        if self.run(&self.units[index]).style.hyphenate {
            self.hyphen_places(index).for_each(|place| insert(breakpoints, place));
        }
    }

    /// The places where a unit can be hyphenated.
    pub(super) fn hyphen_places(&self, index: usize) -> impl Iterator<Item = Breakpoint> + '_ {
        let (unit, word) = (&self.units[index], &self.words[index]);
        let size = self.size(unit);
        let found = match unit.kind {
            UnitKind::Word => word.hyphens(|| self.find_hyphens(unit)),
            UnitKind::Space => &[],
        };
        found.iter().map(move |hyphen| {
            let at = unit.start + hyphen.at;
            let (mut end, mut start) = (self.sums[index + 1], self.sums[index]);
            (end.joins, start.joins) = (start.joins, end.joins);
            end.width += (hyphen.before - word.width) * size;
            start.width += (word.width - hyphen.after) * size;
            Breakpoint { at, content: at, hyphen: true, end, start, ..Breakpoint::default() }
        })
    }

    fn find_hyphens(&self, unit: &Item) -> Box<[Hyphen]> {
        let text = &self.text.text[unit.start..unit.end];
        let points = hyphen::points(text, &self.run(unit).style.lang);
        let measure = |point: usize| {
            let at = unit.start + point;
            Hyphen {
                at: point,
                before: self.word(unit, unit.start, at).width + self.hyphen(unit).width,
                after: self.word(unit, at, unit.end).width,
            }
        };
        points.into_iter().map(measure).collect()
    }

    /// Whether a unit is the word "and" of Arabic, Persian and Urdu, standing by itself.
    fn is_lone_waw(&self, index: usize) -> bool {
        let unit = &self.units[index];
        &self.text.text[unit.start..unit.end] == "و"
    }
}

/// The nearest place at or after a byte where both words can be cut: a ligature goes with the
/// style in which it begins.
fn common_edge(a: &Word, b: &Word, byte: usize) -> usize {
    let mut edge = byte;
    loop {
        let next = b.edge(a.edge(edge));
        if next == edge {
            return edge;
        }
        edge = next;
    }
}

/// Divides units that could be broken in very many places (scripts without spaces).
fn split_long(units: Vec<Item>, breaks: &[Opportunity]) -> Vec<Item> {
    let inner = |unit: &Item| {
        let first = breaks.partition_point(|b| b.at <= unit.start);
        let count = breaks[first..].iter().take_while(|b| b.at < unit.end).count();
        first..first + count
    };
    if units.iter().all(|unit| inner(unit).len() <= MOST_INNER) {
        return units;
    }
    let mut split = vec![];
    for mut unit in units {
        let places = inner(&unit);
        if places.len() > MOST_INNER {
            for place in &breaks[places] {
                split.push(Item { end: place.at, ..unit });
                (unit.start, unit.seam) = (place.at, u8::MAX);
            }
        }
        split.push(unit);
    }
    split
}

/// How much a space may shrink, in points.
pub(super) fn shrink(space: &Word, size: f64) -> f64 {
    let scale = space.parts.first().map_or(1.0, |p| p.scale);
    let (natural, floor) = (space.width * size, SPACE_FLOOR * scale * size);
    if natural <= floor {
        natural * (1.0 - NARROW_FLOOR)
    } else {
        (natural / 3.0).min(natural - floor)
    }
}
