//! How the slack of one flush line is shared: spaces first, then stretched joins.
//!
//! In: a candidate line’s slack and sums, the joins in it. Out: the ratio of its spaces, and,
//! where they would grow too wide, the tatweels that make the line cheapest. The tatweels are
//! those of the page: what is weighed here is what is set. Specification:
//! docs/spec/justification.md, 4.1 and docs/spec/justification.md, 4.2.

use std::sync::Arc;

use super::breakpoint::Sums;
use super::itemize::UnitKind;
use super::kashida::{LONGEST, Limits, WordKashida};
use super::paragraph::Paragraph;
use super::words::Word;

/// Kashidas that a line can have: more than five never occur.
pub(super) const MOST: usize = 8;
/// A line with fewer words has no kashida.
const FEWEST_WORDS: u32 = 4;
/// Ratio of a line of one word that does not fill the measure.
const LONELY_RATIO: f64 = 20.0;
/// Widths that differ by less are equal: a hundredth of the tolerance for flush lines.
pub(super) const EPSILON: f64 = 1e-4;

/// A word whose join may be stretched. Lengths are in points, from the paragraph's beginning,
/// all set on one endless line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Stretchable {
    /// Its number among the paragraph's units.
    pub(super) unit: usize,
    /// How many words stand before it.
    pub(super) word: u32,
    /// Class of its join.
    pub(super) class: u8,
    /// What 1 to 8 tatweels add.
    pub(super) width: [f64; LONGEST],
    /// The longest stroke that it may have.
    pub(super) longest: f64,
    /// Penalty a point.
    pub(super) penalty: f64,
    /// Where its join lies.
    pub(super) x: f64,
    /// Spaces before it.
    pub(super) space: f64,
}

/// The tatweels of a line.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Strokes {
    count: usize,
    /// Index among the paragraph's stretchable words, and number of tatweels.
    picks: [(usize, u8); MOST],
    /// Middle of each stroke, from the line's start.
    places: [f64; MOST],
}

/// A flush line with kashida.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Variant {
    /// Ratio of its spaces.
    pub(super) ratio: f64,
    /// Badness and penalties.
    pub(super) cost: f64,
    /// Its tatweels.
    pub(super) strokes: Strokes,
}

/// A candidate line: its slack, what lies before it and in it, and its joins.
#[derive(Debug, Clone, Copy)]
pub(super) struct Slack<'s> {
    /// Measure less natural width.
    pub(super) width: f64,
    /// What lies before the line.
    pub(super) before: Sums,
    /// What lies in it.
    pub(super) sums: Sums,
    /// The paragraph's stretchable words.
    pub(super) all: &'s [Stretchable],
}

impl Paragraph<'_, '_> {
    /// Finds the words whose join may be stretched; without this there are none.
    pub(super) fn find_joins(&mut self) {
        let mut joins = vec![];
        for (i, unit) in self.units.iter().enumerate() {
            self.sums[i].joins = joins.len();
            let style = &self.run(unit).style;
            if let Some(limits) = Limits::of(style.kashida)
                && unit.kind == UnitKind::Word
                && let Some(join) = self.tools.shaper.join(&self.words[i], style)
            {
                joins.extend(self.stretchable(i, join, limits));
            }
        }
        if let Some(sums) = self.sums.last_mut() {
            sums.joins = joins.len();
        }
        self.joins = joins;
    }

    /// A word with its join in points, if the limits let it have even one tatweel.
    fn stretchable(
        &self,
        unit: usize,
        join: &WordKashida,
        limits: &Limits,
    ) -> Option<Stretchable> {
        let size = self.size(&self.units[unit]);
        let (em, points) = (size * join.scale, size * join.unit);
        let longest = limits.longest(join.elongation.curved, join.one_em()) * em;
        let longest = longest.min(limits.share * self.words[unit].width * size);
        let width = join.elongation.width.map(|units| f64::from(units) * points);
        let before = self.sums[unit];
        let fits = join.letters >= limits.letters && width[0] <= longest;
        fits.then(|| Stretchable {
            unit,
            word: before.words,
            class: join.class,
            width,
            longest,
            penalty: limits.class[usize::from(join.class)] / (Limits::PENALTY_EM * em),
            x: before.width + join.x * size,
            space: before.space,
        })
    }

    /// A word with tatweels in its join.
    pub(super) fn stretched(&self, unit: usize, count: usize) -> Arc<Word> {
        let style = &self.run(&self.units[unit]).style;
        self.tools.shaper.stretched(&self.words[unit], count, style)
    }
}

impl Strokes {
    /// Index among the paragraph's stretchable words, and number of tatweels.
    pub(super) fn picks(&self) -> &[(usize, u8)] {
        &self.picks[..self.count]
    }

    /// Middle of each stroke, from the line's start.
    pub(super) fn places(&self) -> &[f64] {
        &self.places[..self.count]
    }
}

/// Ratio of a flush line that fits, by its spaces alone.
pub(super) fn ratio(slack: f64, sums: Sums, last: bool) -> f64 {
    let stretch = sums.space / 2.0;
    if slack < -EPSILON {
        slack / sums.shrink
    } else if last {
        0.0
    } else if sums.gaps == 0 || stretch <= 0.0 {
        if slack > EPSILON { LONELY_RATIO } else { 0.0 }
    } else {
        slack.max(0.0) / stretch
    }
}

/// How bad a ratio looks; not capped, so that bad and hopeless are told apart.
pub(super) fn badness(ratio: f64) -> f64 {
    100.0 * (ratio * ratio * ratio).abs()
}

/// The cheapest way to stretch joins in a line whose spaces alone would have `ratio`; `None`
/// where nothing is cheaper than the spaces.
pub(super) fn stretch(line: Slack<'_>, ratio: f64, limits: &Limits) -> Option<Variant> {
    if ratio <= limits.threshold || line.sums.words < FEWEST_WORDS || line.sums.gaps == 0 {
        return None;
    }
    let mut picked = [0; MOST];
    let count = pick(line, limits, &mut picked);
    let mut best: Option<(f64, StretchTrial)> = None;
    for many in 1..=count {
        lengths(line, &picked[..many], limits, |trial| {
            let cost = badness(trial.ratio) + trial.penalty;
            if cost < best.map_or(badness(ratio), |(least, _)| least) {
                best = Some((cost, trial));
            }
        });
    }
    let (cost, trial) = best?;
    let strokes = strokes(line, &picked, trial);
    Some(Variant { ratio: trial.ratio, cost, strokes })
}

/// What some tatweels make of a line: the first `longer` of `many` words get one more.
#[derive(Debug, Clone, Copy)]
struct StretchTrial {
    many: usize,
    tatweels: usize,
    longer: usize,
    ratio: f64,
    penalty: f64,
}

/// Chooses words, the best joins first and of equal ones the later, no two side by side.
fn pick(line: Slack<'_>, limits: &Limits, picked: &mut [usize; MOST]) -> usize {
    let range = line.before.joins..line.before.joins + line.sums.joins;
    let wanted = (limits.density * f64::from(line.sums.arabic)).round();
    let wanted = wanted.clamp(1.0, f64::from(limits.most));
    let mut count = 0;
    for class in 0..5 {
        for index in range.clone().rev() {
            if f64::from(u32::try_from(count).unwrap_or(u32::MAX)) >= wanted || count == MOST {
                return count;
            }
            let Some(word) = line.all.get(index).filter(|w| w.class == class) else { continue };
            let near = |&other: &usize| line.all[other].word.abs_diff(word.word) <= 1;
            if !picked[..count].iter().any(near) {
                picked[count] = index;
                count += 1;
            }
        }
    }
    count
}

/// Tries lengths for some words: as equal as integers allow, since equal ones look calm.
fn lengths(
    line: Slack<'_>,
    words: &[usize],
    limits: &Limits,
    mut see: impl FnMut(StretchTrial),
) {
    let stretch = line.sums.space / 2.0;
    for tatweels in 1..=LONGEST {
        for longer in 0..words.len() {
            let (mut sum, mut penalty) = (0.0, 0.0);
            for (i, &index) in words.iter().enumerate() {
                let word = &line.all[index];
                let count = tatweels + usize::from(i < longer);
                let width = word.width.get(count - 1).copied().unwrap_or(f64::INFINITY);
                if width > word.longest {
                    return;
                }
                sum += width;
                penalty += limits.each + word.penalty * width;
            }
            // Kashida never makes a line tight.
            if sum > line.width {
                return;
            }
            let ratio = (line.width - sum) / stretch;
            see(StretchTrial { many: words.len(), tatweels, longer, ratio, penalty });
        }
    }
}

/// The strokes of a trial in the order of their words, with their places.
fn strokes(line: Slack<'_>, picked: &[usize; MOST], trial: StretchTrial) -> Strokes {
    let mut strokes = Strokes { count: trial.many, ..Strokes::default() };
    for (i, &index) in picked[..trial.many].iter().enumerate() {
        let count = trial.tatweels + usize::from(i < trial.longer);
        strokes.picks[i] = (index, u8::try_from(count).unwrap_or(u8::MAX));
    }
    strokes.picks[..trial.many].sort_unstable();
    let mut earlier = 0.0;
    for i in 0..trial.many {
        let (index, count) = strokes.picks[i];
        let word = &line.all[index];
        let width = word.width[usize::from(count) - 1];
        let gaps = (word.space - line.before.space) * trial.ratio / 2.0;
        strokes.places[i] = word.x - line.before.width + gaps + earlier + width / 2.0;
        earlier += width;
    }
    strokes
}
