//! What lines cost: the weights of line breaking.

/// Badness of a word that is wider than the measure (docs/spec/justification.md, 4.1).
pub(super) const OVERFULL: f64 = 1e5;
/// Demerits where fitness jumps by more than one class: half of `TeX`'s
/// (docs/spec/justification.md, 4.3).
pub(super) const FITNESS_JUMP: f64 = 5000.0;
/// Demerits of two strokes within an em in lines running (docs/spec/justification.md, 4.3).
pub(super) const STACKED: f64 = 20_000.0;
/// Demerits of a ragged last line that is short or one word (docs/spec/justification.md, 4.7).
pub(super) const POOR_LAST_LINE: f64 = 1e4;
/// Demerits of a flush last line of several words that is short, and when it is that.
pub(super) const SHORT_LAST_LINE: f64 = 5000.0;
pub(super) const SHORT_FLUSH: f64 = 0.12;
/// A ragged last line is short under this share of the measure.
pub(super) const SHORT: f64 = 0.2;
/// Demerits of a last line of one word, in flush text of 24 em and more, and under that.
pub(super) const ONE_WORD: (f64, f64) = (1e6, 1e5);
pub(super) const WIDE: f64 = 24.0;
/// Demerits that bind a lone و to the next word: more than any slack costs, less than a word
/// that sticks out.
pub(in crate::text) const LONE_WAW: f64 = 1e6;
/// Penalty of a hyphen, `TeX`'s: in ragged text it must save two thirds of a line.
pub(super) const HYPHEN: f64 = 50.0;
/// Demerits of a hyphen under a hyphen; half of `TeX`'s.
pub(super) const HYPHEN_AGAIN: f64 = 5000.0;
/// Demerits of a hyphen before the last line: more than loose lines above it cost
/// (docs/spec/justification.md, 4.8).
pub(super) const HYPHEN_LAST: f64 = 1e5;
/// Hyphens allowed in lines running.
pub(super) const MOST_HYPHENS: u8 = 2;
