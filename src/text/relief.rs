//! Places of last resort: where a word that is wider than its line may be broken after all.
//!
//! In: the places where lines may end, and the measure. Out: more of them, inside the stretches
//! that are wider than the measure and nowhere else. The ladder, each rung only where the one
//! before it was not enough: after a sign of an address or a code; at a hyphen of the language;
//! between any two clusters of a code; inside a number, which is told. A word of a language is
//! never broken without hyphen, and no join of cursive letters is ever opened.

use std::ops::Range;

use super::analyze::trim_end;
use super::balance::widest_box;
use super::breakpoint::Breakpoint;
use super::code::{CodeKind, Rung, is_address, is_code, may_cut, word_around};
use super::itemize::UnitKind;
use super::justify::EPSILON;
use super::paragraph::Paragraph;

/// How far a word that is wider than its place may be broken, each more than the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relief {
    /// Where any line may end.
    None,
    /// Also after signs of addresses and codes, and at hyphens.
    Signs,
    /// Also between any two clusters of a code.
    Clusters,
    /// Also after the separators of a number.
    Numbers,
}

/// The rungs in order.
const LADDER: [Rung; 5] =
    [Rung::Signs, Rung::Hyphens, Rung::Clusters, Rung::Separators, Rung::Digits];
/// The least piece of a code that is worth a line, in em.
const PIECE: f64 = 6.0;
/// What a kerning pair that is cut apart may add to a line, in em.
const KERN: f64 = 0.12;

impl Paragraph<'_, '_> {
    /// The breakpoints with those of last resort where a stretch is wider than the measure.
    pub(super) fn relieved(
        &self,
        breakpoints: Vec<Breakpoint>,
        measure: f64,
    ) -> Vec<Breakpoint> {
        let mut out = breakpoints;
        for rung in LADDER {
            if widest_box(&out) <= measure + EPSILON {
                break;
            }
            self.climb(rung, measure, &mut out);
        }
        out
    }

    /// The width of the widest stretch that stays whole under a relief.
    pub(super) fn least_width(&self, relief: Relief) -> f64 {
        let mut breakpoints = match relief {
            Relief::Numbers => self.breakpoints(),
            _ => self.unparted(f64::INFINITY),
        };
        if relief >= Relief::Signs {
            self.climb(Rung::Signs, 0.0, &mut breakpoints);
            self.climb(Rung::Hyphens, 0.0, &mut breakpoints);
        }
        if relief == Relief::Numbers {
            self.climb(Rung::Separators, 0.0, &mut breakpoints);
        }
        let widths = breakpoints.windows(2).map(|pair| {
            let width = pair[1].end.less(pair[0].start).width;
            let stretch = pair[0].at..pair[1].content.max(pair[0].at);
            let loose = is_code(&self.text.text[stretch.clone()])
                || is_address(word_around(&self.text.text, &stretch));
            let piece = PIECE * super::em(self.text);
            if relief >= Relief::Clusters && loose { width.min(piece) } else { width }
        });
        widths.fold(0.0, f64::max)
    }

    /// Adds the places of one rung to all stretches that are wider than the measure.
    fn climb(&self, rung: Rung, measure: f64, breakpoints: &mut Vec<Breakpoint>) {
        let mut more = vec![];
        let mut known = Clusters::default();
        for pair in breakpoints.windows(2) {
            let wide = pair[1].end.less(pair[0].start).width > measure + EPSILON;
            let stretch = pair[0].at..pair[1].content;
            if wide && !stretch.is_empty() {
                self.places(rung, stretch, &mut known, &mut more);
            }
        }
        if !more.is_empty() {
            breakpoints.extend(more);
            // The sort is stable: of two at one byte the older stays.
            breakpoints.sort_by_key(|c| c.at);
            breakpoints.dedup_by_key(|c| c.at);
        }
    }

    /// The places of one rung in a stretch.
    fn places(
        &self,
        rung: Rung,
        stretch: Range<usize>,
        known: &mut Clusters,
        out: &mut Vec<Breakpoint>,
    ) {
        let text = &self.text.text[stretch.clone()];
        let whole = is_address(word_around(&self.text.text, &stretch));
        let kind = if whole { CodeKind::Code } else { CodeKind::of(text) };
        let first = self.units.partition_point(|u| u.end <= stretch.start);
        let inside = self.units[first..].iter().take_while(|u| u.start < stretch.end);
        for index in first..first + inside.count() {
            match (rung, kind) {
                (Rung::Hyphens, CodeKind::Word) => {
                    let (start, end) = (stretch.start, stretch.end);
                    let places = self.hyphen_places(index);
                    out.extend(places.filter(|c| start < c.at && c.at < end));
                }
                (Rung::Signs | Rung::Clusters, CodeKind::Code)
                | (Rung::Separators | Rung::Digits, CodeKind::Number) => {
                    if self.units[index].kind == UnitKind::Space {
                        out.extend(self.group_end(rung, index, &stretch));
                    } else {
                        self.look_up(index, known);
                        self.cuts(rung, &stretch, known, out);
                    }
                }
                _ => {}
            }
        }
    }

    /// The place after a space that keeps the groups of a number together.
    fn group_end(
        &self,
        rung: Rung,
        index: usize,
        stretch: &Range<usize>,
    ) -> Option<Breakpoint> {
        let unit = &self.units[index];
        let inner = stretch.start < unit.start && unit.end < stretch.end;
        (rung == Rung::Separators && inner).then(|| {
            let content = trim_end(&self.text.text[..unit.end]);
            Breakpoint { torn: true, ..self.breakpoint(unit.end, content, false, index) }
        })
    }

    /// The places of one rung in the part of a unit that lies in a stretch.
    fn cuts(
        &self,
        rung: Rung,
        stretch: &Range<usize>,
        known: &Clusters,
        out: &mut Vec<Breakpoint>,
    ) {
        let unit = &self.units[known.unit];
        let (word, size) = (&self.words[known.unit], self.size(unit));
        let text = &self.text.text[stretch.clone()];
        let torn = matches!(rung, Rung::Separators | Rung::Digits);
        let first =
            known.starts.partition_point(|&(byte, _)| unit.start + byte <= stretch.start);
        for &(byte, before) in &known.starts[first..] {
            let at = unit.start + byte;
            if at >= stretch.end {
                break;
            }
            if byte > 0 && may_cut(rung, text, at - stretch.start) {
                let (mut end, mut start) = (self.sums[known.unit + 1], self.sums[known.unit]);
                (end.joins, start.joins) = (start.joins, end.joins);
                end.width += (before - word.width + KERN) * size;
                start.width += before * size;
                out.push(Breakpoint {
                    at,
                    content: at,
                    torn,
                    loose: true,
                    end,
                    start,
                    ..Breakpoint::default()
                });
            }
        }
    }

    /// Finds the clusters of a unit, unless they are known.
    fn look_up(&self, index: usize, known: &mut Clusters) {
        if known.unit == index && !known.starts.is_empty() {
            return;
        }
        let parts = self.words[index].parts.iter();
        let mut widths: Vec<(usize, f64)> = parts
            .flat_map(|part| {
                part.shaped.glyphs.iter().map(move |glyph| {
                    let byte = (part.start + glyph.cluster) as usize;
                    (byte, f64::from(glyph.advance) * part.unit)
                })
            })
            .collect();
        widths.sort_by_key(|&(byte, _)| byte);
        known.unit = index;
        known.starts.clear();
        let mut before = 0.0;
        for (byte, width) in widths {
            if known.starts.last().is_none_or(|&(last, _)| last < byte) {
                known.starts.push((byte, before));
            }
            before += width;
        }
    }
}

/// The clusters of one unit in logical order: the byte at which each begins, and the width of
/// what stands before it, in ems of the style.
#[derive(Default)]
struct Clusters {
    unit: usize,
    starts: Vec<(usize, f64)>,
}
