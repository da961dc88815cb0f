//! Lines of like length, for titles and terms; and the widths that no break can lessen.

use super::breakpoint::Breakpoint;
use super::justify::EPSILON;
use super::linebreak::{Broken, Goal, LineBreak, break_lines};

/// Breaks into lines of like length; as few of them as can be end with a word that leans on the next
/// one, without a line more.
pub(super) fn balance(breakpoints: &[Breakpoint], goal: Goal) -> Broken {
    let leans: Vec<bool> = breakpoints.iter().map(|b| b.leans && !b.forced).collect();
    let usual = even(breakpoints, goal);
    if !leans.contains(&true) {
        return usual;
    }
    let lines = usual.lines.len();
    let mut barred = leans.clone();
    if let Some(best) = without(breakpoints, &barred, goal, lines) {
        return best;
    }
    // All at once is too much: those at which lines do end, one after the other.
    let (mut best, mut tried) = (usual, vec![false; barred.len()]);
    barred.fill(false);
    while let Some(at) =
        best.lines.iter().map(|line| line.to).find(|&at| leans[at] && !tried[at])
    {
        (barred[at], tried[at]) = (true, true);
        match without(breakpoints, &barred, goal, lines) {
            Some(better) => best = better,
            None => barred[at] = false,
        }
    }
    best
}

/// The same without some breakpoints; `None` where that takes more than so many lines, or one that is
/// too wide.
fn without(
    breakpoints: &[Breakpoint],
    barred: &[bool],
    goal: Goal,
    lines: usize,
) -> Option<Broken> {
    let end = breakpoints.len() - 1;
    let firm: Vec<usize> = (0..=end).filter(|&i| i == end || !barred[i]).collect();
    let kept: Vec<Breakpoint> = firm.iter().map(|&i| breakpoints[i]).collect();
    if widest_box(&kept) > goal.measure + EPSILON {
        return None;
    }
    let mut broken = even(&kept, goal);
    for line in &mut broken.lines {
        line.to = firm[line.to];
    }
    (broken.lines.len() <= lines).then_some(broken)
}

/// Breaks into lines of like length: as many as the measure needs, each as short as that allows.
fn even(breakpoints: &[Breakpoint], goal: Goal) -> Broken {
    let ragged = Goal { justify: false, balance: false, ..goal };
    let free = break_lines(breakpoints, &[], ragged);
    if free.lines.len() < 2 {
        return free;
    }
    let (mut low, mut high) = (widest_box(breakpoints), goal.measure);
    if low >= high {
        return free;
    }
    let fits = |measure: f64| first_fit(breakpoints, measure).len() <= free.lines.len();
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
    let mut even = break_lines(breakpoints, &[], narrow);
    if even.lines.len() > free.lines.len() {
        even.lines = first_fit(breakpoints, high).into_iter().map(LineBreak::natural).collect();
    }
    even.weighed += free.weighed;
    even
}

/// The widest stretch that cannot be broken.
pub(super) fn widest_box(breakpoints: &[Breakpoint]) -> f64 {
    let widths = breakpoints.windows(2).map(|w| w[1].end.less(w[0].start).width);
    widths.fold(0.0, f64::max)
}

/// Lines filled one after the other: the fewest that there can be.
fn first_fit(breakpoints: &[Breakpoint], measure: f64) -> Vec<usize> {
    let mut lines = vec![];
    let mut start = 0;
    for at in 1..breakpoints.len() {
        let width = breakpoints[at].end.less(breakpoints[start].start).width;
        if width > measure + EPSILON && start + 1 < at {
            lines.push(at - 1);
            start = at - 1;
        }
        if breakpoints[at].forced || at + 1 == breakpoints.len() {
            lines.push(at);
            start = at;
        }
    }
    lines
}
