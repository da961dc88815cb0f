//! Sections of prose alone in columns that are read downwards, as high as one another.

use super::clauses::count;
use super::flow_box::FlowBox;
use super::par::{FlowBuilder, ParagraphKind, SetText};
use crate::geom::Abs;
use crate::layout::frame::{TagId, TagKind};
use crate::model::{Block, BlockKind, Section};

/// Least width of a column, in em: some eight words a line.
const NARROWEST: f64 = 14.0;
/// Columns of fewer lines look like an accident: all of them stand in the first one.
const LEAST_LINES: usize = 3;

/// What is told of prose that is too narrow to end flush.
const NARROW: &str = "too-narrow-to-justify";

/// A line of a paragraph: which one, and which of its lines.
type LinePlace = (usize, usize);

impl FlowBuilder<'_, '_> {
    /// In how many columns a section is set; 1 where it has more than paragraphs.
    pub(super) fn prose_columns(&self, section: &Section) -> usize {
        let is_prose = |block: &Block| {
            matches!(block.kind, BlockKind::Paragraph(_))
                && block.id.is_none()
                && block.lines == crate::model::LineChange::default()
        };
        let most = if self.cx.is_column() { 1 } else { count(self.cx.theme.lines.columns) };
        let least = self.cx.scale.body.size * NARROWEST;
        let has_room = |columns: &usize| self.columns_of_text(*columns).0 >= least;
        let found = (1..=most).rev().find(has_room).unwrap_or(1);
        if section.body.iter().all(is_prose) { found } else { 1 }
    }

    /// The paragraphs of a section in columns, as one flow box; nothing where that would be higher
    /// than `room`.
    pub(super) fn in_columns(
        &mut self,
        section: &Section,
        columns: usize,
        room: Abs,
        root: TagId,
    ) -> Option<FlowBox> {
        let cx = self.cx;
        let (width, pitch) = self.columns_of_text(columns);
        let texts = section.body.iter().filter_map(|block| match &block.kind {
            BlockKind::Paragraph(text) => Some(text),
            _ => None,
        });
        let mark = (self.tags.nodes.len(), self.links());
        let outer = std::mem::take(&mut self.sink);
        let set = |text| self.set(text, &cx.scale.body, width, ParagraphKind::Prose);
        let sets: Vec<SetText> = texts.map(set).collect();
        // Narrow columns are the theme's choice: nobody needs to be told that they end ragged.
        let told = std::mem::replace(&mut self.sink, outer);
        let faults = told.diagnostics().iter().filter(|fault| fault.id != NARROW);
        faults.for_each(|fault| self.sink.push(fault.clone()));
        let lines: Vec<LinePlace> = (0..)
            .zip(&sets)
            .flat_map(|(i, set)| (0..set.lines.len()).map(move |line| (i, line)))
            .collect();
        let cuts = match lines.len() < columns * LEAST_LINES {
            true => vec![0, lines.len()],
            false => cuts(&lines, columns),
        };
        let mut flow_box = FlowBox::default();
        let tags: Vec<TagId> = sets.iter().map(|_| self.tag(TagKind::P, root)).collect();
        for (place, column) in (0_u32..).zip(cuts.windows(2)) {
            let x = cx.grid.text.at_start(cx.dir, pitch * f64::from(place), width);
            let part = lines.get(column[0]..column[1]).unwrap_or_default();
            let foot = self.column(&mut flow_box, part, (&sets, &tags), x);
            flow_box.height = flow_box.height.max(foot);
        }
        flow_box.height = cx.on_grid(flow_box.height);
        if flow_box.height > room {
            self.tags.forget(mark.0);
            self.forget_links(mark.1);
            return None;
        }
        Some(flow_box)
    }

    /// Puts lines below one another; returns where they end.
    fn column(
        &self,
        flow_box: &mut FlowBox,
        lines: &[LinePlace],
        (sets, tags): (&[SetText], &[TagId]),
        x: Abs,
    ) -> Abs {
        let mut y = Abs::ZERO;
        for part in lines.chunk_by(|a, b| a.0 == b.0) {
            let Some(&(paragraph, from)) = part.first() else { continue };
            let (Some(set), Some(&tag)) = (sets.get(paragraph), tags.get(paragraph)) else {
                continue;
            };
            if y > Abs::ZERO {
                y += self.cx.theme.space.paragraph;
            }
            set.place(flow_box, from..from + part.len(), x, y, tag);
            y += set.leading * f64::from(u32::try_from(part.len()).unwrap_or(0));
        }
        y
    }
}

/// Where columns begin among lines, and where the last one ends: each has as many as the next, or one
/// more, but no line of a paragraph stands alone where that can be helped.
fn cuts(lines: &[LinePlace], columns: usize) -> Vec<usize> {
    let mut out = vec![0];
    for column in 1..columns {
        let begun = out.last().copied().unwrap_or_default();
        let left = lines.len() - begun;
        let usual = begun + left.div_ceil(columns - column + 1);
        let near = [usual, usual + 1];
        let cut = near.into_iter().find(|&cut| parts_well(lines, cut)).unwrap_or(usual);
        out.push(cut.min(lines.len()));
    }
    out.push(lines.len());
    out
}

/// Whether a column that begins with a line leaves no line of its paragraph alone.
fn parts_well(lines: &[LinePlace], cut: usize) -> bool {
    let Some(&(paragraph, line)) = lines.get(cut) else { return false };
    let is_last = lines.get(cut + 1).is_none_or(|next| next.0 != paragraph);
    line != 1 && !is_last
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(paragraphs: &[usize]) -> Vec<LinePlace> {
        let all = (0..).zip(paragraphs);
        all.flat_map(|(i, &count)| (0..count).map(move |line| (i, line))).collect()
    }

    #[test]
    fn columns_are_alike_and_leave_no_line_alone() {
        assert_eq!(cuts(&lines(&[10]), 2), [0, 5, 10]);
        assert_eq!(cuts(&lines(&[11]), 2), [0, 6, 11]);
        assert_eq!(cuts(&lines(&[6, 4]), 2), [0, 6, 10], "five and five would part one line");
        assert_eq!(cuts(&lines(&[4, 6]), 2), [0, 6, 10]);
        assert_eq!(cuts(&lines(&[9]), 3), [0, 3, 6, 9]);
        assert_eq!(cuts(&lines(&[1]), 2), [0, 1, 1]);
    }
}
