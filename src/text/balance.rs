//! Lines of like length, for titles and terms; and the widths that no break can lessen.

use super::breakpoint::Breakpoint;
use super::justify::EPSILON;
use super::linebreak::{Broken, Goal, LineBreak, break_lines};

/// Breaks into lines of like length, none of which ends with a word that leans on the next one,
/// if that takes no line more.
pub(super) fn balance(breakpoints: &[Breakpoint], goal: Goal) -> Broken {
    let end = breakpoints.len() - 1;
    let firm: Vec<usize> = (0..=end)
        .filter(|&i| i == end || breakpoints[i].forced || !breakpoints[i].leans)
        .collect();
    if firm.len() == breakpoints.len() {
        return even(breakpoints, goal);
    }
    let kept: Vec<Breakpoint> = firm.iter().map(|&i| breakpoints[i]).collect();
    let ragged = Goal { justify: false, balance: false, ..goal };
    let lines = |all: &[Breakpoint]| break_lines(all, &[], ragged).lines.len();
    if widest_box(&kept) > goal.measure + EPSILON || lines(&kept) > lines(breakpoints) {
        return even(breakpoints, goal);
    }
    let mut broken = even(&kept, goal);
    for line in &mut broken.lines {
        line.to = firm[line.to];
    }
    broken
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
