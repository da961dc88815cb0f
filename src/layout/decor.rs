//! Rules under, over and through stretches of a paragraph, placed by the ink that is really there.
//!
//! In: the lines of a paragraph. Out: for each line, rectangles with their colours, from the
//! left end of its baseline. An underline lies below the deepest ink of all that the paragraph
//! underlines, an overline above the highest, so that rules of one paragraph lie level
//! (docs/spec/arabic.md, 5.3); where ink of other letters crosses a rule, the rule leaves a
//! gap. A rule that strikes letters out goes through them, at the height of a small letter's
//! middle.

use crate::geom::{Abs, Rect};
use crate::model::style::Color;
use crate::text::{Line, PlacedRun, Typesetter};

/// Between ink and rule, in em.
const WHITE: f64 = 0.07;
/// An underline lies at least this far below the baseline, in em, whatever the letters.
const LEAST_DROP: f64 = 0.12;
/// Height of the middle of letters without ascender, in em: that of x in Latin faces, of a tooth's
/// upper half in Arabic ones.
const MIDDLE: f64 = 0.24;
/// A piece of a rule shorter than this, in em, is a dot rather than a rule.
const LEAST_PIECE: f64 = 0.12;

/// A rule of a line.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rule {
    /// Where it lies, from the left end of the baseline.
    pub(super) rect: Rect,
    /// The colour of its text.
    pub(super) color: Color,
}

/// Which side of the text a rule lies on.
#[derive(Clone, Copy, PartialEq)]
enum RuleSide {
    Under,
    Over,
    Through,
}

/// The rules of each line.
pub(super) fn rules(lines: &[Line], setter: &Typesetter<'_>) -> Vec<Vec<Rule>> {
    let mut out = vec![vec![]; lines.len()];
    for side in [RuleSide::Under, RuleSide::Over, RuleSide::Through] {
        let Some(level) = level(lines, side, setter) else { continue };
        for (line, rules) in lines.iter().zip(&mut out) {
            for run in runs(line, side) {
                rule(line, run, level, side, setter, rules);
            }
        }
    }
    out
}

impl RuleSide {
    fn has(self, piece: &PlacedRun) -> bool {
        match self {
            Self::Under => piece.style.decoration.under,
            Self::Over => piece.style.decoration.over,
            Self::Through => piece.style.decoration.through,
        }
    }
}

/// How far from the baseline the rules of a paragraph begin: past all ink that they go with.
fn level(lines: &[Line], side: RuleSide, setter: &Typesetter<'_>) -> Option<Abs> {
    let pieces = lines.iter().flat_map(|line| &line.pieces).filter(|piece| side.has(piece));
    let reach = pieces.map(|piece| {
        let ink = setter.piece_glyph_ink(piece);
        let reach = match side {
            RuleSide::Under => {
                ink.map(Rect::bottom).fold(piece.style.size * (LEAST_DROP - WHITE), Abs::max)
            }
            RuleSide::Over => ink.map(|ink| -ink.top()).fold(Abs::ZERO, Abs::max),
            RuleSide::Through => return piece.style.size * MIDDLE,
        };
        reach + piece.style.size * WHITE
    });
    reach.reduce(Abs::max)
}

/// Neighbouring pieces of one colour that have the rule; spaces at their ends have none.
fn runs(line: &Line, side: RuleSide) -> Vec<&[PlacedRun]> {
    let alike = |a: &PlacedRun, b: &PlacedRun| {
        side.has(a) == side.has(b) && a.style.color == b.style.color
    };
    let ruled = line.pieces.chunk_by(alike).filter(|run| side.has(&run[0]));
    let trimmed = ruled.filter_map(|run| {
        let first = run.iter().position(|piece| !piece.is_space())?;
        let last = run.iter().rposition(|piece| !piece.is_space())?;
        run.get(first..=last)
    });
    trimmed.collect()
}

/// Adds the pieces of a rule between the ink that crosses it.
fn rule(
    line: &Line,
    run: &[PlacedRun],
    level: Abs,
    side: RuleSide,
    setter: &Typesetter<'_>,
    out: &mut Vec<Rule>,
) {
    let (Some(first), Some(last)) = (run.first(), run.last()) else { return };
    let size = first.style.size;
    let thickness = setter.rule_thickness(first);
    let white = size * WHITE;
    let top = match side {
        RuleSide::Under => level,
        RuleSide::Over => -level - thickness,
        RuleSide::Through => -level - thickness / 2.0,
    };
    let (left, right) = (first.x.to_pt(), (last.x + last.width).to_pt());
    let crossings = match side {
        RuleSide::Through => vec![],
        _ => setter.crossings(line, top - white / 2.0, top + thickness + white / 2.0),
    };
    let mut from = left;
    let mut put = |from: f64, to: f64| {
        if to - from >= (size * LEAST_PIECE).to_pt() {
            let rect = Rect::new(Abs::pt(from), top, Abs::pt(to - from), thickness);
            out.push(Rule { rect, color: first.style.color });
        }
    };
    for [start, end] in crossings {
        if end + white.to_pt() <= left || start - white.to_pt() >= right {
            continue;
        }
        put(from, (start - white.to_pt()).min(right));
        from = from.max(end + white.to_pt());
    }
    put(from, right);
}
