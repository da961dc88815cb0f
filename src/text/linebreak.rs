//! Where lines end: the whole paragraph at once (Knuth and Plass), for flush and ragged lines.
//!
//! In: [`Candidate`]s, the places where a line may end, with the paragraph's width up to there;
//! a measure. Out: the chosen ones. The cost is defined for every line, so a break is always
//! found; work is linear in the paragraph, for a line holds only so many words. All lines of a
//! paragraph have one measure. Stretched joins are not weighed yet: a candidate line's cost is
//! computed in [`Search::line`] alone, which is where they will be offered.

/// A place where a line may end. Lengths are in points, from the paragraph's beginning, all set
/// on one endless line.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Candidate {
    /// First byte of the next line.
    pub(super) at: usize,
    /// One past the last byte that a line which ends here shows.
    pub(super) content: usize,
    /// Whether the line must end here.
    pub(super) forced: bool,
    /// Whether a hyphen is added.
    pub(super) hyphen: bool,
    /// Cost of its own.
    pub(super) cost: f64,
    /// Sums up to the end of a line that ends here, without the spaces at its end.
    pub(super) end: Sums,
    /// Sums that lie before a line that begins here.
    pub(super) start: Sums,
}

/// Sums over what stands before a place.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Sums {
    /// Natural width.
    pub(super) width: f64,
    /// Of it, spaces.
    pub(super) space: f64,
    /// What its spaces can give.
    pub(super) shrink: f64,
    /// Number of spaces.
    pub(super) gaps: u32,
    /// Number of words; a part of a word counts as one.
    pub(super) words: u32,
}

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
}

/// The lines that were chosen.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Broken {
    /// For each line the candidate at its end, and its ratio.
    pub(super) lines: Vec<(usize, f64)>,
    /// How many candidate lines were weighed: the work that was done.
    pub(super) weighed: usize,
}

/// Widths that differ by less are equal: a hundredth of the tolerance for flush lines.
const EPSILON: f64 = 1e-4;
/// Badness of a word that is wider than the measure (justification.md 4.1).
const OVERFULL: f64 = 1e5;
/// Ratio of a line of one word that does not fill the measure (justification.md 4.1).
const LONELY_RATIO: f64 = 20.0;
/// Demerits where fitness jumps by more than one class: half of `TeX`'s (justification.md 4.3).
const FITNESS_JUMP: f64 = 5000.0;
/// Demerits of a last line that is short or has one word, in ragged text (justification.md 4.7).
const POOR_LAST_LINE: f64 = 1e4;
/// A ragged last line is short under this share of the measure.
const SHORT: f64 = 0.2;
/// Demerits of a last line of one word, in flush text of 24 em and more, and under that.
const ONE_WORD: (f64, f64) = (1e6, 1e5);
const WIDE: f64 = 24.0;
/// Demerits that bind a lone و to the next word: more than any slack costs, less than a word
/// that sticks out.
pub(super) const LONE_WAW: f64 = 1e6;
/// Penalty of a hyphen, `TeX`'s: in ragged text it must save two thirds of a line.
const HYPHEN: f64 = 50.0;
/// Demerits of a hyphen under a hyphen, and of one before the last line; half of `TeX`'s.
const HYPHEN_AGAIN: f64 = 5000.0;
const HYPHEN_LAST: f64 = 2500.0;
/// Hyphens allowed in lines running.
const MOST_HYPHENS: u8 = 2;

/// The best way to reach a candidate, for one fitness class and number of hyphens running.
#[derive(Debug, Clone, Copy)]
struct Node {
    candidate: usize,
    previous: usize,
    demerits: f64,
    ratio: f64,
    fitness: u8,
    hyphens: u8,
}

/// What a line costs, before its neighbours are looked at.
#[derive(Debug, Clone, Copy)]
struct Cost {
    ratio: f64,
    fitness: u8,
    demerits: f64,
    last: bool,
}

struct Search<'c> {
    candidates: &'c [Candidate],
    goal: Goal,
    nodes: Vec<Node>,
    weighed: usize,
}

/// Chooses lines for a paragraph. The first candidate is its beginning, the last its end; a
/// forced one ends a stretch that is broken by itself.
pub(super) fn break_lines(candidates: &[Candidate], goal: Goal) -> Broken {
    let mut search = Search { candidates, goal, nodes: vec![], weighed: 0 };
    let mut broken = Broken::default();
    let mut from = 0;
    while from + 1 < candidates.len() {
        let after = &candidates[from + 1..];
        let to = from + 1 + after.iter().position(|c| c.forced).unwrap_or(after.len() - 1);
        search.stretch(from, to, &mut broken.lines);
        from = to;
    }
    broken.weighed = search.weighed;
    broken
}

impl Search<'_> {
    /// Breaks the stretch between two candidates where lines must end.
    fn stretch(&mut self, from: usize, to: usize, lines: &mut Vec<(usize, f64)>) {
        self.nodes.clear();
        self.nodes.push(Node {
            candidate: from,
            previous: 0,
            demerits: 0.0,
            ratio: 0.0,
            fitness: 1,
            hyphens: 0,
        });
        // Nodes stand in the order of their candidates: the window is a range of them.
        let mut window = 0;
        for at in from + 1..=to {
            while window + 1 < self.nodes.len()
                && self.nodes[window].candidate + 1 < at
                && self.is_too_wide(self.nodes[window].candidate, at)
            {
                window += 1;
            }
            self.extend(window, from, at, to);
        }
        let Some(last) = self.best_of(to) else { return };
        let first_line = lines.len();
        let mut node = self.nodes[last];
        while node.candidate != from {
            lines.push((node.candidate, node.ratio));
            node = self.nodes[node.previous];
        }
        lines[first_line..].reverse();
    }

    /// Finds the best nodes at a candidate.
    fn extend(&mut self, window: usize, from: usize, at: usize, to: usize) {
        let mut best: [Option<Node>; 12] = [None; 12];
        let mut cost = None;
        for index in window..self.nodes.len() {
            let node = self.nodes[index];
            // Nodes of one candidate are neighbours: their line is weighed once.
            if cost.as_ref().is_none_or(|&(c, _)| c != node.candidate) {
                cost = Some((node.candidate, self.line(node.candidate, from, at, to)));
                self.weighed += 1;
            }
            let Some((_, Some(line))) = cost else { continue };
            let Some(next) = self.join(index, node, at, line) else { continue };
            let place = usize::from(next.fitness) * 3 + usize::from(next.hyphens);
            // Ties go to the earlier start.
            if best[place].is_none_or(|b| next.demerits < b.demerits - 1e-9) {
                best[place] = Some(next);
            }
        }
        self.nodes.extend(best.into_iter().flatten());
    }

    /// A node reached through a line, if hyphens allow it.
    fn join(&self, index: usize, node: Node, at: usize, line: Cost) -> Option<Node> {
        let hyphen = self.candidates[at].hyphen;
        let hyphens = if hyphen { node.hyphens + 1 } else { 0 };
        if hyphens > MOST_HYPHENS && node.candidate + 1 < at {
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
        Some(Node {
            candidate: at,
            previous: index,
            demerits,
            ratio: line.ratio,
            fitness: line.fitness,
            hyphens: hyphens.min(MOST_HYPHENS),
        })
    }

    /// Whether no line from `start` can end at `at` or later.
    fn is_too_wide(&self, start: usize, at: usize) -> bool {
        let sums = self.between(start, at);
        let shrink = if self.goal.justify { sums.shrink } else { 0.0 };
        // The hyphen goes away where the word does not end at it; it is never wider than an em.
        let hyphen = if self.candidates[at].hyphen { self.goal.em } else { 0.0 };
        sums.width - shrink - hyphen > self.goal.measure + EPSILON
    }

    fn between(&self, start: usize, at: usize) -> Sums {
        self.candidates[at].end.less(self.candidates[start].start)
    }

    /// What the line between two candidates costs; `None` where it cannot be set.
    fn line(&self, start: usize, from: usize, at: usize, to: usize) -> Option<Cost> {
        let sums = self.between(start, at);
        let (candidate, last) = (&self.candidates[at], at == to);
        let slack = self.goal.measure - sums.width;
        let (ratio, badness) = if slack < -EPSILON && !self.can_shrink(slack, sums) {
            (start + 1 == at).then_some((0.0, OVERFULL))?
        } else if self.goal.justify {
            flush(slack, sums, last)
        } else {
            (0.0, self.raggedness(slack, last))
        };
        let penalty = if candidate.hyphen { HYPHEN } else { 0.0 };
        let demerits = (10.0 + badness + penalty) * (10.0 + badness + penalty)
            + if last { self.last_line(sums, start == from) } else { candidate.cost };
        Some(Cost { ratio, fitness: fitness(ratio), demerits, last })
    }

    fn can_shrink(&self, slack: f64, sums: Sums) -> bool {
        self.goal.justify && sums.shrink > 0.0 && -slack <= sums.shrink + EPSILON
    }

    /// Badness of a ragged line (justification.md 4.7).
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
            return if one_word { cost } else { 0.0 };
        }
        let short = sums.width < SHORT * measure;
        f64::from(u8::from(one_word) + u8::from(short)) * POOR_LAST_LINE
    }

    /// The cheapest node at a candidate.
    fn best_of(&self, at: usize) -> Option<usize> {
        (0..self.nodes.len())
            .rev()
            .take_while(|&i| self.nodes[i].candidate == at)
            .min_by(|&a, &b| self.nodes[a].demerits.total_cmp(&self.nodes[b].demerits))
    }
}

/// Ratio and badness of a flush line that fits.
fn flush(slack: f64, sums: Sums, last: bool) -> (f64, f64) {
    let stretch = sums.space / 2.0;
    let ratio = if slack < -EPSILON {
        slack / sums.shrink
    } else if last {
        0.0
    } else if sums.gaps == 0 || stretch <= 0.0 {
        if slack > EPSILON { LONELY_RATIO } else { 0.0 }
    } else {
        slack.max(0.0) / stretch
    };
    (ratio, 100.0 * (ratio * ratio * ratio).abs())
}

fn fitness(ratio: f64) -> u8 {
    match ratio {
        r if r < -0.5 => 0,
        r if r <= 0.5 => 1,
        r if r <= 1.0 => 2,
        _ => 3,
    }
}

impl Sums {
    /// What lies between two places.
    pub(super) fn less(self, before: Self) -> Self {
        Self {
            width: self.width - before.width,
            space: self.space - before.space,
            shrink: self.shrink - before.shrink,
            gaps: self.gaps.saturating_sub(before.gaps),
            words: self.words.saturating_sub(before.words),
        }
    }
}

/// Breaks into lines of like length: as many as the measure needs, each as short as that allows.
pub(super) fn balance(candidates: &[Candidate], goal: Goal) -> Broken {
    let ragged = Goal { justify: false, balance: false, ..goal };
    let free = break_lines(candidates, ragged);
    if free.lines.len() < 2 {
        return free;
    }
    let (mut low, mut high) = (widest_box(candidates), goal.measure);
    if low >= high {
        return free;
    }
    let fits = |measure: f64| first_fit(candidates, measure).len() <= free.lines.len();
    if !fits(high) {
        return free;
    }
    if fits(low) {
        high = low;
    }
    // To a thousandth of a point.
    while high - low > 1e-3 {
        let middle = (low + high) / 2.0;
        if fits(middle) { high = middle } else { low = middle }
    }
    let narrow = Goal { measure: high, balance: true, ..ragged };
    let mut even = break_lines(candidates, narrow);
    if even.lines.len() > free.lines.len() {
        even.lines = first_fit(candidates, high).into_iter().map(|at| (at, 0.0)).collect();
    }
    even.weighed += free.weighed;
    even
}

/// The widest stretch that cannot be broken.
pub(super) fn widest_box(candidates: &[Candidate]) -> f64 {
    let widths = candidates.windows(2).map(|w| w[1].end.less(w[0].start).width);
    widths.fold(0.0, f64::max)
}

/// Lines filled one after the other: the fewest that there can be.
fn first_fit(candidates: &[Candidate], measure: f64) -> Vec<usize> {
    let mut lines = vec![];
    let mut start = 0;
    for at in 1..candidates.len() {
        let width = candidates[at].end.less(candidates[start].start).width;
        if width > measure + EPSILON && start + 1 < at {
            lines.push(at - 1);
            start = at - 1;
        }
        if candidates[at].forced || at + 1 == candidates.len() {
            lines.push(at);
            start = at;
        }
    }
    lines
}
