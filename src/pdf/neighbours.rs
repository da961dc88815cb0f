//! What stands beside a piece on its line, as far as readers of the text layer are led by it.

use std::ops::Range;

use crate::text::{Line, PlacedRun};

/// Whether a sign that runs from the right stands between the ends of a range.
pub(super) fn parts_numbers(line: &Line, sign: usize) -> bool {
    let is_number = |piece: &PlacedRun, at: fn(&str) -> Option<char>| {
        runs_from_left(piece) && at(&piece.shaped.text).is_some_and(char::is_numeric)
    };
    let before = sign.checked_sub(1).and_then(|i| line.pieces.get(i));
    let after = line.pieces.get(sign + 1);
    before.is_some_and(|piece| is_number(piece, |text| text.chars().next_back()))
        && after.is_some_and(|piece| is_number(piece, |text| text.chars().next()))
}

/// Whether a space stands between groups of one number that runs from the left, in a line from
/// the right: a phone number, an amount.
pub(super) fn is_inside_number(line: &Line, space: usize) -> bool {
    let is_group = |piece: &PlacedRun| {
        let digits = |c: char| c.is_numeric() || "+()-.,/".contains(c);
        runs_from_left(piece) && piece.shaped.text.chars().all(digits)
    };
    let before = space.checked_sub(1).and_then(|i| line.pieces.get(i));
    let groups = [before, line.pieces.get(space + 1)];
    line.dir.is_rtl()
        && runs_from_left(&line.pieces[space])
        && groups.into_iter().all(|piece| piece.is_some_and(is_group))
}

/// Whether a segment is a phrase that runs from left to right: what follows it is then stored
/// last. Digits alone do not count, since Poppler takes what follows them into their run.
pub(super) fn runs_on(pieces: &[PlacedRun]) -> bool {
    pieces.iter().all(runs_from_left)
        && pieces.iter().any(|p| p.shaped.text.contains(char::is_alphabetic))
}

/// Whether a space stands between two segments, the first one first in logical order.
pub(super) fn parted(line: &Line, before: &Range<usize>, after: &Range<usize>) -> bool {
    let last = line.pieces[before.clone()].iter().max_by_key(|p| p.start);
    let first = line.pieces[after.clone()].iter().min_by_key(|p| p.start);
    last.into_iter().chain(first).any(PlacedRun::is_space)
}

fn runs_from_left(piece: &PlacedRun) -> bool {
    piece.level.is_multiple_of(2)
}
