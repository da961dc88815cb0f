//! What holds of any paragraph of boxes, whatever its letters.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use super::super::kashida::LONGEST;
use super::*;
use crate::model::style::Kashida;

/// A small generator of numbers, the same in each run (xorshift64*).
struct Dice(u64);

impl Dice {
    fn of<'t, T>(&mut self, all: &'t [T]) -> &'t T {
        let count = f64::from(u32::try_from(all.len()).unwrap());
        let place = self.between(0.0, count);
        let below = |i: &usize| f64::from(u32::try_from(*i).unwrap()) <= place;
        &all[(0..all.len()).take_while(below).count() - 1]
    }

    fn between(&mut self, low: f64, high: f64) -> f64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let high_bits = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 40;
        low + (high - low) * f64::from(u32::try_from(high_bits).unwrap()) / f64::from(1 << 24)
    }
}

/// A paragraph of words as wide as Arabic ones at 12 pt, most of which may be stretched.
fn paragraph(dice: &mut Dice, words: u32) -> (Vec<Breakpoint>, Vec<Stretchable>) {
    let limits = Limits::of(Kashida::Full).unwrap();
    let mut sums = Sums::default();
    let (mut breakpoints, mut joins) = (vec![Breakpoint::default()], vec![]);
    for word in 0..words {
        let width = dice.between(6.0, 48.0);
        if dice.between(0.0, 1.0) < 0.7 {
            let class = *dice.of(&[0, 1, 1, 2, 2, 3, 3, 4]);
            let mut strokes = [0.0; LONGEST];
            for (i, w) in strokes.iter_mut().enumerate() {
                *w = 2.22 * f64::from(u32::try_from(i + 1).unwrap());
            }
            joins.push(Stretchable {
                unit: joins.len(),
                word,
                class,
                width: strokes,
                longest: (0.35 * width).min(10.8),
                penalty: limits.class[usize::from(class)] / 4.8,
                x: sums.width + width * 0.6,
                space: sums.space,
            });
        }
        sums.width += width;
        (sums.words, sums.arabic, sums.joins) = (word + 1, word + 1, joins.len());
        let end = sums;
        sums.width += 3.5;
        sums.space += 3.5;
        sums.shrink += 1.17;
        sums.gaps += 1;
        let at = usize::try_from(word + 1).unwrap();
        breakpoints.push(Breakpoint {
            at,
            content: at,
            end,
            start: sums,
            ..Breakpoint::default()
        });
    }
    (breakpoints, joins)
}

#[test]
fn passing_over_hopeless_lines_changes_nothing() {
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    for round in 0..600 {
        let (breakpoints, joins) = paragraph(&mut dice, 5 + round % 60);
        let measure = dice.between(60.0, 420.0);
        for mode in [Kashida::None, Kashida::Sparing, Kashida::Full] {
            let limits = Limits::of(mode);
            let goal = Goal { measure, em: 12.0, justify: true, balance: false, limits };
            let quick = Search::new(&breakpoints, &joins, goal).run();
            let slow = Search { prune: false, ..Search::new(&breakpoints, &joins, goal) }.run();
            assert_eq!(quick.lines, slow.lines, "{mode:?} {measure}");
        }
    }
}

#[test]
fn kashida_never_makes_a_paragraph_worse() {
    let mut dice = Dice(7);
    for round in 0..600 {
        let (breakpoints, joins) = paragraph(&mut dice, 5 + round % 60);
        let measure = dice.between(60.0, 420.0);
        let demerits = |mode| {
            let limits = Limits::of(mode);
            let goal = Goal { measure, em: 12.0, justify: true, balance: false, limits };
            break_lines(&breakpoints, &joins, goal).demerits
        };
        let none = demerits(Kashida::None);
        assert!(demerits(Kashida::Sparing) <= none + 1e-6, "{measure}");
        assert!(demerits(Kashida::Full) <= none + 1e-6, "{measure}");
    }
}
