//! Where lines end: the whole paragraph at once (Knuth and Plass), for flush and ragged lines.
//!
//! In: [`Breakpoint`]s, the places where a line may end, with the paragraph's width up to there;
//! a measure. Out: the chosen ones. The cost is defined for every line, so a break is always
//! found; work is linear in the paragraph, for a line holds only so many words. All lines of a
//! paragraph have one measure. A flush line whose spaces would grow too wide is weighed twice,
//! with stretched joins and without (`justify`); both are offered, so that kashida never makes
//! a paragraph worse. Specification: docs/spec/justification.md, 4.

mod demerits;

use super::breakpoint::{Breakpoint, Sums};
use super::justify::{self, EPSILON, Slack, Stretchable, Strokes, badness};
use super::kashida::Limits;
pub(super) use demerits::LONE_WAW;
use demerits::*;

/// What breaking goes by.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Goal {
    /// Width of the lines.
    pub(super) measure: f64,
    /// Size of the text.
    pub(super) em: f64,
    /// Whether lines are flush on both sides.
    pub(super) justify: bool,
    /// Whether the last line should be as long as the others.
    pub(super) balance: bool,
    /// How joins are stretched, where they are.
    pub(super) limits: Option<&'static Limits>,
}

/// The lines that were chosen.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Broken {
    /// The lines in order.
    pub(super) lines: Vec<LineBreak>,
    /// What they cost together.
    pub(super) demerits: f64,
    /// How many candidate lines were weighed: the work that was done.
    pub(super) weighed: usize,
}

/// A line that was chosen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct LineBreak {
    /// The breakpoint at its end.
    pub(super) to: usize,
    /// Ratio of its spaces.
    pub(super) ratio: f64,
    /// Its tatweels.
    pub(super) strokes: Strokes,
}

impl LineBreak {
    /// A line whose spaces are as wide as they are.
    pub(super) fn natural(to: usize) -> Self {
        Self { to, ratio: 0.0, strokes: Strokes::default() }
    }
}

/// The best way to reach a breakpoint, for one fitness class, with kashida in its line or not,
/// and one number of hyphens running.
#[derive(Debug, Clone, Copy)]
struct BreakNode {
    breakpoint: usize,
    previous: usize,
    demerits: f64,
    ratio: f64,
    fitness: u8,
    hyphens: u8,
    /// Index of the strokes of its line.
    strokes: Option<usize>,
}

/// How many nodes a breakpoint can have.
const STATES: usize = 4 * 2 * 3;

/// What a line costs, before its neighbours are looked at.
#[derive(Debug, Clone, Copy)]
struct Cost {
    ratio: f64,
    fitness: u8,
    demerits: f64,
    last: bool,
    /// Index of its strokes.
    strokes: Option<usize>,
}

/// The costs of one line: with its spaces alone, and with kashida where that is cheaper.
type Costs = [Option<Cost>; 2];

struct Search<'c> {
    breakpoints: &'c [Breakpoint],
    joins: &'c [Stretchable],
    goal: Goal,
    nodes: Vec<BreakNode>,
    /// Strokes of the lines that were weighed with kashida.
    strokes: Vec<Strokes>,
    /// The longest stroke of any word.
    longest: f64,
    /// Whether lines that cannot win are passed over.
    prune: bool,
    weighed: usize,
}

/// Chooses lines for a paragraph. The first breakpoint is its beginning, the last its end; a
/// forced one ends a stretch that is broken by itself.
pub(super) fn break_lines(
    breakpoints: &[Breakpoint],
    joins: &[Stretchable],
    goal: Goal,
) -> Broken {
    Search::new(breakpoints, joins, goal).run()
}

impl<'c> Search<'c> {
    fn new(breakpoints: &'c [Breakpoint], joins: &'c [Stretchable], goal: Goal) -> Self {
        Self {
            breakpoints,
            joins,
            goal,
            nodes: vec![],
            strokes: vec![],
            longest: joins.iter().map(|j| j.longest).fold(0.0, f64::max),
            prune: true,
            weighed: 0,
        }
    }

    fn run(mut self) -> Broken {
        let mut broken = Broken::default();
        let mut from = 0;
        while from + 1 < self.breakpoints.len() {
            let after = &self.breakpoints[from + 1..];
            let to = from + 1 + after.iter().position(|c| c.forced).unwrap_or(after.len() - 1);
            self.stretch(from, to, &mut broken);
            from = to;
        }
        broken.weighed = self.weighed;
        broken
    }

    /// Breaks the stretch between two breakpoints where lines must end.
    fn stretch(&mut self, from: usize, to: usize, broken: &mut Broken) {
        self.nodes.clear();
        self.strokes.clear();
        self.nodes.push(BreakNode {
            breakpoint: from,
            previous: 0,
            demerits: 0.0,
            ratio: 0.0,
            fitness: 1,
            hyphens: 0,
            strokes: None,
        });
        // Nodes stand in the order of their breakpoints: the window is a range of them.
        let mut window = 0;
        for at in from + 1..=to {
            while window + 1 < self.nodes.len()
                && self.nodes[window].breakpoint + 1 < at
                && self.is_too_wide(self.nodes[window].breakpoint, at)
            {
                window += 1;
            }
            self.extend(window, from, at, to);
        }
        let Some(last) = self.best_of(to) else { return };
        let first_line = broken.lines.len();
        let mut node = self.nodes[last];
        broken.demerits += node.demerits;
        while node.breakpoint != from {
            let strokes = node.strokes.map(|i| self.strokes[i]).unwrap_or_default();
            broken.lines.push(LineBreak { to: node.breakpoint, ratio: node.ratio, strokes });
            node = self.nodes[node.previous];
        }
        broken.lines[first_line..].reverse();
    }

    /// Finds the best nodes at a breakpoint.
    fn extend(&mut self, window: usize, from: usize, at: usize, to: usize) {
        let mut best: [Option<BreakNode>; STATES] = [None; STATES];
        let mut least = f64::INFINITY;
        let mut costs: Option<(usize, Costs)> = None;
        for index in window..self.nodes.len() {
            let node = self.nodes[index];
            // Nodes of one breakpoint are neighbours: their line is weighed once.
            if costs.is_none_or(|(breakpoint, _)| breakpoint != node.breakpoint) {
                let hopeless = self.prune && self.is_hopeless(index, at, to, least);
                let found =
                    if hopeless { [None; 2] } else { self.line(node.breakpoint, from, at, to) };
                costs = Some((node.breakpoint, found));
                self.weighed += 1;
            }
            let Some((_, found)) = costs else { continue };
            for line in found.into_iter().flatten() {
                let Some(next) = self.join(index, node, at, line) else { continue };
                least = least.min(next.demerits);
                let state = usize::from(next.fitness) * 2 + usize::from(next.strokes.is_some());
                let place = &mut best[state * 3 + usize::from(next.hyphens)];
                // Ties go to the earlier start.
                if place.is_none_or(|b| next.demerits < b.demerits - 1e-9) {
                    *place = Some(next);
                }
            }
        }
        self.nodes.extend(best.into_iter().flatten());
    }

    /// Whether a line from a node's breakpoint cannot be part of the best way, whatever
    /// kashida does for it (docs/spec/justification.md, 4.4).
    fn is_hopeless(&self, index: usize, at: usize, to: usize, least: f64) -> bool {
        if !self.goal.justify || at == to || least.is_infinite() {
            return false;
        }
        let breakpoint = self.nodes[index].breakpoint;
        let sums = self.between(breakpoint, at);
        let most = self.goal.limits.map_or(0.0, |limits| f64::from(limits.most) * self.longest);
        let ratio = justify::ratio(self.goal.measure - sums.width - most, sums, false);
        if ratio <= 1.0 {
            return false;
        }
        let nodes = self.nodes[index..].iter().take_while(|n| n.breakpoint == breakpoint);
        let before = nodes.map(|n| n.demerits).fold(f64::INFINITY, f64::min);
        let running = self.goal.limits.map_or(0.0, |limits| limits.running);
        before + square(10.0 + badness(ratio)) > least + FITNESS_JUMP + running + STACKED
    }

    /// A node reached through a line, if hyphens allow it.
    fn join(&self, index: usize, node: BreakNode, at: usize, line: Cost) -> Option<BreakNode> {
        let hyphen = self.breakpoints[at].hyphen;
        let hyphens = if hyphen { node.hyphens + 1 } else { 0 };
        if hyphens > MOST_HYPHENS && node.breakpoint + 1 < at {
            return None;
        }
        let mut demerits = node.demerits + line.demerits;
        if line.fitness.abs_diff(node.fitness) > 1 && !line.last {
            demerits += FITNESS_JUMP;
        }
        if hyphens > 1 {
            demerits += HYPHEN_AGAIN;
        }
        if line.last && node.hyphens > 0 {
            demerits += HYPHEN_LAST;
        }
        if let (Some(above), Some(below)) = (node.strokes, line.strokes) {
            demerits += self.running(above, below);
        }
        Some(BreakNode {
            breakpoint: at,
            previous: index,
            demerits,
            ratio: line.ratio,
            fitness: line.fitness,
            hyphens: hyphens.min(MOST_HYPHENS),
            strokes: line.strokes,
        })
    }

    /// Demerits of two lines running that both have kashida.
    fn running(&self, above: usize, below: usize) -> f64 {
        let (above, below) = (&self.strokes[above], &self.strokes[below]);
        let near =
            |x: &f64| above.places().iter().filter(|y| (*y - x).abs() < self.goal.em).count();
        let stacked: usize = below.places().iter().map(near).sum();
        let stacked = f64::from(u32::try_from(stacked).unwrap_or(u32::MAX));
        self.goal.limits.map_or(0.0, |limits| limits.running) + stacked * STACKED
    }

    /// Whether no line from `start` can end at `at` or later.
    fn is_too_wide(&self, start: usize, at: usize) -> bool {
        let sums = self.between(start, at);
        let shrink = if self.goal.justify { sums.shrink } else { 0.0 };
        // The hyphen goes away where the word does not end at it; it is never wider than an em.
        let hyphen = if self.breakpoints[at].hyphen { self.goal.em } else { 0.0 };
        sums.width - shrink - hyphen > self.goal.measure + EPSILON
    }

    fn between(&self, start: usize, at: usize) -> Sums {
        self.breakpoints[at].end.less(self.breakpoints[start].start)
    }

    /// What the line between two breakpoints costs; nothing where it cannot be set.
    fn line(&mut self, start: usize, from: usize, at: usize, to: usize) -> Costs {
        let sums = self.between(start, at);
        let (breakpoint, last) = (self.breakpoints[at], at == to);
        let slack = self.goal.measure - sums.width;
        let overfull = slack < -EPSILON && !self.can_shrink(slack, sums);
        if overfull && start + 1 != at {
            return [None; 2];
        }
        let spaces = self.goal.justify && !overfull;
        let ratio = if spaces { justify::ratio(slack, sums, last) } else { 0.0 };
        let bad = match (overfull, self.goal.justify) {
            (true, _) => OVERFULL,
            (_, true) => badness(ratio),
            (_, false) => self.raggedness(slack, last),
        };
        let penalty = if breakpoint.hyphen { HYPHEN } else { 0.0 };
        let own = if last { self.last_line(sums, start == from) } else { breakpoint.cost };
        let cost = |ratio: f64, bad: f64, strokes| {
            let demerits = square(10.0 + bad + penalty) + own;
            Cost { ratio, fitness: fitness(ratio), demerits, last, strokes }
        };
        let plain = cost(ratio, bad, None);
        let stretched = self.stretched(start, sums, ratio, last || overfull);
        [Some(plain), stretched.map(|(ratio, bad, strokes)| cost(ratio, bad, Some(strokes)))]
    }

    /// The line with kashida, where that is cheaper: ratio, badness with penalties, strokes.
    fn stretched(
        &mut self,
        start: usize,
        sums: Sums,
        ratio: f64,
        never: bool,
    ) -> Option<(f64, f64, usize)> {
        let limits = self.goal.limits.filter(|_| !never && sums.joins > 0)?;
        let before = self.breakpoints[start].start;
        let width = self.goal.measure - sums.width;
        let slack = Slack { width, before, sums, all: self.joins };
        let variant = justify::stretch(slack, ratio, limits)?;
        self.strokes.push(variant.strokes);
        Some((variant.ratio, variant.cost, self.strokes.len() - 1))
    }

    fn can_shrink(&self, slack: f64, sums: Sums) -> bool {
        self.goal.justify && sums.shrink > 0.0 && -slack <= sums.shrink + EPSILON
    }

    /// Badness of a ragged line (docs/spec/justification.md, 4.7).
    fn raggedness(&self, slack: f64, last: bool) -> f64 {
        if last && !self.goal.balance {
            return 0.0;
        }
        let share = 100.0 * slack.max(0.0) / self.goal.measure.max(EPSILON);
        share * share / 100.0
    }

    /// Demerits of a last line that is short or has one word, where it is not the only line.
    fn last_line(&self, sums: Sums, only: bool) -> f64 {
        if only {
            return 0.0;
        }
        let Goal { measure, em, justify, .. } = self.goal;
        let one_word = sums.words < 2;
        if justify {
            let cost = if measure >= WIDE * em { ONE_WORD.0 } else { ONE_WORD.1 };
            let short = if sums.width < SHORT_FLUSH * measure { SHORT_LAST_LINE } else { 0.0 };
            return if one_word { cost } else { short };
        }
        let short = sums.width < SHORT * measure;
        f64::from(u8::from(one_word) + u8::from(short)) * POOR_LAST_LINE
    }

    /// The cheapest node at a breakpoint.
    fn best_of(&self, at: usize) -> Option<usize> {
        (0..self.nodes.len())
            .rev()
            .take_while(|&i| self.nodes[i].breakpoint == at)
            .min_by(|&a, &b| self.nodes[a].demerits.total_cmp(&self.nodes[b].demerits))
    }
}

fn square(x: f64) -> f64 {
    x * x
}

fn fitness(ratio: f64) -> u8 {
    match ratio {
        r if r < -0.5 => 0,
        r if r <= 0.5 => 1,
        r if r <= 1.0 => 2,
        _ => 3,
    }
}

#[cfg(test)]
mod tests;
