//! How the columns of a table share a width that does not hold every cell on one line.
//!
//! In: the least width of each column, and how wide each cell is on one line. Out: widths between
//! the least and the wished ones, with which the rows have as few lines as can be found, so that one
//! long cell does not part the short ones of the other columns.

use crate::geom::Abs;

/// Widths are moved from column to column by these shares of the room, in this order.
const MOVES: [f64; 3] = [1.0 / 12.0, 1.0 / 32.0, 1.0 / 96.0];
/// Lines are not filled to their ends.
const RAGGED: f64 = 1.06;
/// So many rounds at most for a share: each makes the table shorter.
const ROUNDS: usize = 24;

/// What is to be set in some columns.
pub(super) struct CellWidths<'a> {
    /// The least width of each column.
    pub(super) least: &'a [Abs],
    /// The widest cell of each column.
    pub(super) wish: &'a [Abs],
    /// Of each row, the width of its cells on one line.
    pub(super) rows: &'a [Vec<Abs>],
}

impl CellWidths<'_> {
    /// Shares `room` among the columns.
    pub(super) fn share(&self, room: Abs) -> Vec<Abs> {
        let wished: Abs = self.wish.iter().copied().sum();
        if wished <= room {
            let spare = (room - wished) / count(self.wish.len());
            return self.wish.iter().map(|&w| w + spare).collect();
        }
        // From one beginning alone the way may end early.
        let [(even, cost), (wide, other)] =
            [self.filled(room), self.by_widest(room)].map(|start| self.lowered(start, room));
        if cost <= other { even } else { wide }
    }

    /// Widths from which no move makes the rows lower, and what they cost.
    fn lowered(&self, mut widths: Vec<Abs>, room: Abs) -> (Vec<Abs>, (f64, f64)) {
        let mut best = self.cost(&widths);
        for share in MOVES {
            for _ in 0..ROUNDS {
                let Some((next, cost)) = self.better(&widths, room * share, best) else {
                    break;
                };
                (widths, best) = (next, cost);
            }
        }
        (widths, best)
    }

    /// Shares by the widest cell of each column.
    fn by_widest(&self, room: Abs) -> Vec<Abs> {
        let [needed, wished] =
            [self.least, self.wish].map(|widths| widths.iter().copied().sum::<Abs>());
        let part = ((room - needed) / (wished - needed).max(Abs::pt(0.01))).max(0.0);
        self.least.iter().zip(self.wish).map(|(&l, &w)| l + (w - l) * part).collect()
    }

    /// How many lines all rows have in columns of some widths.
    pub(super) fn lines(&self, widths: &[Abs]) -> f64 {
        self.rows.iter().map(|row| height(row, widths)).sum()
    }

    /// What is to be least: first the lines, then how full they are.
    fn cost(&self, widths: &[Abs]) -> (f64, f64) {
        let fullness = |row: &Vec<Abs>| {
            let shares = row.iter().zip(widths).map(|(&cell, &width)| (cell / width).powi(2));
            shares.sum::<f64>()
        };
        (self.lines(widths), self.rows.iter().map(fullness).sum())
    }

    /// The best of all ways to move a width from one column to another, if it is better.
    fn better(
        &self,
        widths: &[Abs],
        by: Abs,
        least_cost: (f64, f64),
    ) -> Option<(Vec<Abs>, (f64, f64))> {
        let mut best: Option<(Vec<Abs>, (f64, f64))> = None;
        for from in 0..widths.len() {
            let by = by.min(widths[from] - self.least[from]);
            if by <= Abs::ZERO {
                continue;
            }
            for to in (0..widths.len()).filter(|&to| to != from) {
                let mut next = widths.to_vec();
                next[from] -= by;
                next[to] += by;
                let cost = self.cost(&next);
                if cost < best.as_ref().map_or(least_cost, |(_, cost)| *cost) {
                    best = Some((next, cost));
                }
            }
        }
        best
    }

    /// The least widths, and of what is left as much for each column as it wishes for or as the
    /// others get.
    fn filled(&self, room: Abs) -> Vec<Abs> {
        let mut widths = self.least.to_vec();
        let mut left = (room - widths.iter().copied().sum::<Abs>()).max(Abs::ZERO);
        let mut open: Vec<usize> = (0..widths.len()).collect();
        while !open.is_empty() {
            let each = left / count(open.len());
            let (full, wanting): (Vec<usize>, Vec<usize>) =
                open.iter().partition(|&&i| self.wish[i] - widths[i] <= each);
            if full.is_empty() {
                open.iter().for_each(|&i| widths[i] += each);
                break;
            }
            for i in full {
                left -= (self.wish[i] - widths[i]).max(Abs::ZERO);
                widths[i] = widths[i].max(self.wish[i]);
            }
            open = wanting;
        }
        widths
    }
}

/// The lines of the highest cell of a row.
fn height(row: &[Abs], widths: &[Abs]) -> f64 {
    let lines = |(&cell, &width): (&Abs, &Abs)| {
        if cell <= width { 1.0 } else { (cell * RAGGED / width).ceil() }
    };
    row.iter().zip(widths).map(lines).fold(1.0, f64::max)
}

fn count(columns: usize) -> f64 {
    f64::from(u32::try_from(columns.max(1)).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pt(v: &[f64]) -> Vec<Abs> {
        v.iter().map(|&x| Abs::pt(x)).collect()
    }

    fn shared(room: f64, least: &[f64], rows: &[&[f64]]) -> Vec<f64> {
        let rows: Vec<Vec<Abs>> = rows.iter().map(|row| pt(row)).collect();
        let wish: Vec<Abs> = (0..least.len())
            .map(|i| rows.iter().map(|row| row[i]).fold(Abs::ZERO, Abs::max))
            .collect();
        let cells = CellWidths { least: &pt(least), wish: &wish, rows: &rows };
        cells.share(Abs::pt(room)).iter().map(|w| w.to_pt().round()).collect()
    }

    #[test]
    fn what_is_there_is_shared_and_no_column_is_too_narrow() {
        assert_eq!(shared(100.0, &[10.0, 10.0], &[&[20.0, 40.0]]), [40.0, 60.0]);
        let widths = shared(100.0, &[20.0, 20.0], &[&[20.0, 140.0]]);
        assert!(widths[0] >= 20.0 && widths[1] >= 78.0, "{widths:?}");
        assert!(shared(100.0, &[60.0, 30.0], &[&[90.0, 90.0]])[0] >= 60.0);
    }

    #[test]
    fn one_long_cell_does_not_part_the_short_ones() {
        let mut rows: Vec<&[f64]> = vec![&[60.0, 30.0, 25.0]; 20];
        rows.push(&[400.0, 30.0, 25.0]);
        let widths = shared(140.0, &[20.0, 12.0, 12.0], &rows);
        assert!(widths[1] >= 30.0 && widths[2] >= 25.0 && widths[0] >= 60.0, "{widths:?}");
    }

    /// Numbers that look random and are the same on every machine.
    fn draw(state: &mut u64, most: u64) -> u32 {
        *state = state.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
        u32::try_from((*state >> 33) % most).unwrap()
    }

    /// The lines of rows of cells, counted apart from how widths are found.
    fn counted(rows: &[Vec<f64>], widths: &[f64]) -> f64 {
        let row = |row: &Vec<f64>| {
            let mut most: f64 = 1.0;
            for (cell, width) in row.iter().zip(widths) {
                most =
                    most.max(if cell <= width { 1.0 } else { (cell * RAGGED / width).ceil() });
            }
            most
        };
        rows.iter().map(row).sum()
    }

    #[test]
    fn no_table_is_higher_than_one_whose_columns_share_by_their_widest_cells() {
        let (mut lower, mut state) = (0, 7);
        for _ in 0..400 {
            let columns = 2 + draw(&mut state, 4) as usize;
            let least: Vec<f64> =
                (0..columns).map(|_| 10.0 + f64::from(draw(&mut state, 20))).collect();
            let rows: Vec<Vec<f64>> = (0..2 + draw(&mut state, 25) as usize)
                .map(|_| {
                    let cell = |least: &f64, state: &mut u64| {
                        let long = draw(state, 9) == 0;
                        least + f64::from(draw(state, if long { 400 } else { 40 }))
                    };
                    least.iter().map(|least| cell(least, &mut state)).collect()
                })
                .collect();
            let needed: f64 = least.iter().sum();
            let widest = |i: usize| rows.iter().map(|row| row[i]).fold(0.0, f64::max);
            let wish: Vec<f64> = (0..columns).map(widest).collect();
            let room = needed + 5.0 + f64::from(draw(&mut state, 200));
            let wished: f64 = wish.iter().sum();
            let part = ((room - needed) / (wished - needed).max(0.01)).min(1.0);
            let usual: Vec<f64> =
                (0..columns).map(|i| least[i] + (wish[i] - least[i]) * part).collect();
            let cells: Vec<Vec<Abs>> = rows.iter().map(|row| pt(row)).collect();
            let shared = CellWidths { least: &pt(&least), wish: &pt(&wish), rows: &cells };
            let widths: Vec<f64> =
                shared.share(Abs::pt(room)).iter().map(|w| w.to_pt()).collect();
            assert!((widths.iter().sum::<f64>() - room).abs() < 1e-6, "{widths:?} in {room}");
            assert!(widths.iter().zip(&least).all(|(width, least)| *width >= least - 1e-6));
            let (now, before) = (counted(&rows, &widths), counted(&rows, &usual));
            assert!(now <= before, "{now} lines, {before} before: {widths:?} {usual:?}");
            lower += u32::from(now < before);
        }
        assert!(lower > 100, "{lower} of 400 are lower");
    }
}
