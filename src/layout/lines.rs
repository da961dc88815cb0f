//! The lines of one text, set, and how they come into a flow box.

use std::sync::Arc;

use super::decor::Rule;
use super::flow_box::{FlowBox, Start};
use super::frame::TagId;
use super::ink::Skyline;
use crate::diag::Span;
use crate::geom::{Abs, Point};
use crate::model::TextId;
use crate::text::Line;

/// The baseline on which first lines that stand beside one another are level.
pub(super) fn level(texts: &[&SetText]) -> Abs {
    texts.iter().map(|text| text.baseline).fold(Abs::ZERO, Abs::max)
}

/// Lines of one paragraph with what is needed to place them.
pub(super) struct SetText {
    /// The lines.
    pub(super) lines: Vec<Arc<Line>>,
    /// From baseline to baseline; the style's own or more.
    pub(super) leading: Abs,
    /// From the top of a line's box to its baseline.
    pub(super) baseline: Abs,
    /// The width that the lines were set for.
    pub(super) measure: Abs,
    /// The reach of each line's ink, from the left end of its measure and its baseline.
    pub(super) skylines: Vec<Skyline>,
    /// The rules of each line.
    pub(super) rules: Vec<Vec<Rule>>,
    /// Where it stands in the source.
    pub(super) span: Span,
    /// The text of the source.
    pub(super) id: TextId,
    /// First byte of each line in the plain form.
    pub(super) offsets: Vec<usize>,
    /// Notes and the line in which their mark stands.
    pub(super) notes: Vec<(usize, usize)>,
}

impl SetText {
    /// Height of all lines.
    pub(super) fn height(&self) -> Abs {
        self.leading * self.count()
    }

    /// Whether a word is wider than the measure.
    pub(super) fn is_too_wide(&self) -> bool {
        self.lines.iter().any(|line| line.width - self.measure > Abs::pt(0.01))
    }

    /// The same with other lines in the place of its own.
    pub(super) fn with_lines(&self, lines: Vec<Arc<Line>>) -> Self {
        Self {
            lines,
            skylines: self.skylines.clone(),
            rules: vec![vec![]; self.rules.len()],
            offsets: self.offsets.clone(),
            notes: self.notes.clone(),
            ..*self
        }
    }

    /// How many lines there are.
    pub(super) fn count(&self) -> f64 {
        f64::from(u32::try_from(self.lines.len()).unwrap_or(u32::MAX))
    }

    /// Puts lines `range` into a flow box, the first line's box at `y`, in the column at `x`.
    pub(super) fn place(
        &self,
        flow_box: &mut FlowBox,
        range: std::ops::Range<usize>,
        x: Abs,
        y: Abs,
        tag: TagId,
    ) {
        if flow_box.begins.is_none() && !range.is_empty() {
            flow_box.begins = Some((self.id, self.offsets[range.start]));
        }
        let marks = self.notes.iter().filter(|(_, line)| range.contains(line));
        flow_box.notes.extend(marks.map(|&(note, _)| note));
        let first = Point::new(x, y + self.baseline);
        self.draw_rules(flow_box, range.clone(), first);
        flow_box.tagged(tag, |flow_box| {
            let mut at = first;
            for i in range {
                let line = &self.lines[i];
                flow_box.starts.push(Start { y: at.y, id: self.id, offset: self.offsets[i] });
                flow_box.ink.join(&self.skylines[i], at.x, at.y);
                flow_box.text(at.moved(line.offset, Abs::ZERO), Arc::clone(line), self.span);
                at.y += self.leading;
            }
        });
    }

    /// Draws the rules of some lines: before their text, so that its tag stays in one piece.
    fn draw_rules(&self, flow_box: &mut FlowBox, range: std::ops::Range<usize>, first: Point) {
        let mut y = first.y;
        for i in range {
            for rule in &self.rules[i] {
                let at = rule.rect.origin.moved(first.x + self.lines[i].offset, y);
                let size = rule.rect.size;
                flow_box.rule(at.x, at.y, size.width, size.height, rule.color);
            }
            y += self.leading;
        }
    }

    /// The reach of all its ink, its box at a place.
    pub(super) fn skyline(&self, x: Abs, y: Abs) -> Skyline {
        let mut out = Skyline::default();
        let mut at = y + self.baseline;
        for line in &self.skylines {
            out.join(line, x, at);
            at += self.leading;
        }
        out
    }

    /// Puts all lines into a flow box.
    pub(super) fn place_all(&self, flow_box: &mut FlowBox, x: Abs, y: Abs, tag: TagId) {
        self.place(flow_box, 0..self.lines.len(), x, y, tag);
    }
}
