//! Skylines: how far the ink of lines reaches up and down, column by column.
//!
//! Two lines may stand close where the deep letters of one meet the low ones of the other, so
//! lines and blocks are compared by columns, not by boxes: a slope of Nastaliq at one end does not
//! open the leading at the other. Every box of ink is widened by half of the least white between
//! two lines, so two skylines may touch.

use crate::geom::{Abs, Rect};
use crate::text::{Line, Typesetter};

/// The least white between the ink of two lines, in em (docs/spec/pages.md, 4.3).
const LEAST_WHITE: f64 = 0.06;
/// Width of a column, in points: narrower than any letter of text.
const COLUMN: f64 = 1.5;
/// No skyline is wider than this: ten metres, as a theme's longest length.
const MOST_COLUMNS: f64 = 20_000.0;
/// What arithmetic may leave between lines that touch.
const TOLERANCE: f32 = 1e-3;

/// The reach of ink in each column, from some origin: the least `y`, the greatest `y`.
#[derive(Debug, Clone, Default)]
pub(super) struct Skyline {
    /// Number of the first column.
    first: i32,
    columns: Vec<[f32; 2]>,
}

/// A column without ink.
const BLANK: [f32; 2] = [f32::INFINITY, f32::NEG_INFINITY];

impl Skyline {
    /// The skyline of a line, from the left end of its measure and its baseline.
    pub(super) fn of(line: &Line, setter: &Typesetter<'_>) -> Self {
        let mut out = Self::default();
        for piece in &line.pieces {
            let white = piece.style.size * (LEAST_WHITE / 2.0);
            for ink in setter.piece_glyph_ink(piece) {
                out.add(ink, line.offset, white);
            }
        }
        out
    }

    /// Adds a box of ink, `dx` to the right, with white around it.
    pub(super) fn add(&mut self, ink: Rect, dx: Abs, white: Abs) {
        let (left, right) = (column(ink.left() + dx - white), column(ink.right() + dx + white));
        let reach = [single(ink.top() - white), single(ink.bottom() + white)];
        for i in left..=right {
            self.raise(i, reach);
        }
    }

    /// Adds another skyline, moved.
    pub(super) fn join(&mut self, other: &Self, dx: Abs, dy: Abs) {
        let (columns, dy) = (dx.to_pt() / COLUMN, single(dy));
        let shift = column(dx);
        let split = columns.fract().abs() > 1e-6;
        for (i, &[top, foot]) in (other.first..).zip(&other.columns) {
            let reach = [top + dy, foot + dy];
            self.raise(i.saturating_add(shift), reach);
            if split {
                // The other's columns lie across two of these.
                self.raise(i.saturating_add(shift + 1), reach);
            }
        }
    }

    fn raise(&mut self, i: i32, [top, foot]: [f32; 2]) {
        if top > foot {
            return;
        }
        if self.columns.is_empty() {
            self.first = i;
        }
        if i < self.first {
            let more = usize::try_from(self.first - i).unwrap_or(0);
            self.columns.splice(0..0, std::iter::repeat_n(BLANK, more));
            self.first = i;
        }
        let at = usize::try_from(i - self.first).unwrap_or(0);
        if at >= self.columns.len() {
            self.columns.resize(at + 1, BLANK);
        }
        let there = &mut self.columns[at];
        *there = [there[0].min(top), there[1].max(foot)];
    }

    /// How far below this skyline's origin that of `below` must lie, so that no ink of the one
    /// touches ink of the other; `None` where they share no column.
    pub(super) fn clearance(&self, below: &Self) -> Option<Abs> {
        let start = self.first.max(below.first);
        let from = |sky: &Self| usize::try_from(start - sky.first).unwrap_or(0);
        let upper = self.columns.get(from(self)..)?;
        let lower = below.columns.get(from(below)..)?;
        let most = upper.iter().zip(lower).map(|(a, b)| a[1] - b[0]);
        let most = most.fold(f32::NEG_INFINITY, f32::max);
        most.is_finite().then(|| Abs::pt(f64::from(most - TOLERANCE)))
    }

    /// The greatest `y` of the columns between two edges.
    pub(super) fn foot_between(&self, left: Abs, right: Abs) -> Option<Abs> {
        let (left, right) = (column(left), column(right));
        let columns = (self.first..).zip(&self.columns);
        let inside = columns.filter(|(i, _)| (left..=right).contains(i));
        let foot = inside.map(|(_, reach)| reach[1]).fold(f32::NEG_INFINITY, f32::max);
        foot.is_finite().then(|| Abs::pt(f64::from(foot)))
    }

    /// The least and the greatest `y` of all columns.
    pub(super) fn extent(&self) -> Option<(Abs, Abs)> {
        let all = self.columns.iter().copied().reduce(|a, b| [a[0].min(b[0]), a[1].max(b[1])]);
        let [top, foot] = all.filter(|[top, foot]| top <= foot)?;
        Some((Abs::pt(f64::from(top)), Abs::pt(f64::from(foot))))
    }
}

fn column(x: Abs) -> i32 {
    let at = (x.to_pt() / COLUMN).floor().clamp(-MOST_COLUMNS, MOST_COLUMNS);
    #[expect(clippy::cast_possible_truncation, reason = "clamped")]
    let at = at as i32;
    at
}

fn single(y: Abs) -> f32 {
    #[expect(clippy::cast_possible_truncation, reason = "a thousandth of a point is enough")]
    let y = y.to_pt() as f32;
    y
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sky(boxes: &[[f64; 4]]) -> Skyline {
        let mut out = Skyline::default();
        for &[x, y, width, height] in boxes {
            let pt = Abs::pt;
            out.add(Rect::new(pt(x), pt(y), pt(width), pt(height)), Abs::ZERO, Abs::ZERO);
        }
        out
    }

    #[test]
    fn lines_interlock_where_their_ink_stands_apart() {
        let deep_at_left = sky(&[[0.0, -5.0, 10.0, 15.0], [20.0, -5.0, 10.0, 5.0]]);
        let high_at_right = sky(&[[0.0, -5.0, 10.0, 5.0], [20.0, -15.0, 10.0, 15.0]]);
        let need = deep_at_left.clearance(&high_at_right).map(|need| need.to_pt().round());
        assert_eq!(need, Some(15.0));
        let high_at_left = sky(&[[0.0, -15.0, 10.0, 15.0]]);
        let need = deep_at_left.clearance(&high_at_left).map(|need| need.to_pt().round());
        assert_eq!(need, Some(25.0));
        assert!(deep_at_left.clearance(&sky(&[[60.0, -5.0, 10.0, 5.0]])).is_none());
        assert!(deep_at_left.clearance(&Skyline::default()).is_none());
    }

    #[test]
    fn a_moved_skyline_covers_what_it_covered() {
        let mut moved = sky(&[[30.0, 0.0, 3.0, 1.0]]);
        moved.join(&sky(&[[0.0, -5.0, 10.0, 15.0]]), Abs::pt(0.7), Abs::pt(2.0));
        let extent = moved.extent().map(|(top, foot)| (top.to_pt(), foot.to_pt()));
        assert_eq!(extent, Some((-3.0, 12.0)));
        for x in [0.7, 5.0, 10.6] {
            assert!(moved.clearance(&sky(&[[x, 0.0, 0.1, 1.0]])).is_some(), "{x}");
        }
    }
}
