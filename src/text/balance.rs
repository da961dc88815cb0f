//! Lines of like length, for titles and terms; and the widths that no break can lessen.

use super::candidate::Candidate;
use super::justify::EPSILON;
use super::linebreak::{Broken, Chosen, Goal, break_lines};

/// Breaks into lines of like length: as many as the measure needs, each as short as that allows.
pub(super) fn balance(candidates: &[Candidate], goal: Goal) -> Broken {
    let ragged = Goal { justify: false, balance: false, ..goal };
    let free = break_lines(candidates, &[], ragged);
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
    let mut even = break_lines(candidates, &[], narrow);
    if even.lines.len() > free.lines.len() {
        even.lines = first_fit(candidates, high).into_iter().map(Chosen::natural).collect();
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
