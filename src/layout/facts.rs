//! Big numbers in the cells of a frame, or one a row.

use super::context::Column;
use super::flow_box::FlowBox;
use super::frame::{TagId, TagKind};
use super::par::{FlowBuilder, ParagraphKind, level};
use crate::geom::{Abs, Rect};
use crate::model::Fact;
use crate::model::style::{FactsKind, TextStyle};
use crate::text::Alignment;

/// Most of the text's width that the numbers of a ledger take.
const MOST_NUMBER: f64 = 0.5;
/// Size of numbers that are made for a page, in rows.
const IN_ROWS: f64 = 0.4;

impl FlowBuilder<'_, '_> {
    /// Adds numbers in equal cells of one frame, in rows.
    pub(super) fn fact_cells(
        &mut self,
        facts: &[Fact],
        (columns, scale): (usize, f64),
        before: Abs,
        list: TagId,
    ) {
        let (cx, text) = (self.cx, self.cx.grid.text);
        let style = &cx.theme.facts;
        let (line, color) = (cx.theme.rules.frame, cx.color(&cx.scale.title.color));
        let count = f64::from(u32::try_from(columns).unwrap_or(1));
        let width = text.width / count;
        let rows = facts.len().div_ceil(columns);
        for (i, row) in facts.chunks(columns).enumerate() {
            let mut flow_box = FlowBox::new(if i == 0 { before } else { Abs::ZERO }, Abs::ZERO);
            for (column, fact) in (0_u32..).zip(row) {
                let x = text.at_start(cx.dir, width * f64::from(column), width);
                let inner = Column { x: x + style.gap / 2.0, width: width - style.gap };
                let cell = self.fact_text(fact, scale, inner, list);
                flow_box.height = flow_box.height.max(cell.height + style.padding * 2.0);
                flow_box.absorb(cell, style.padding);
            }
            flow_box.height = cx.on_grid(flow_box.height);
            flow_box = flow_box.contain(cx.scale.step);
            // The lower side lies where the next row begins, which draws it again.
            let frame = Rect::new(text.x, Abs::ZERO, text.width, flow_box.height + line);
            flow_box.outline(frame, line, color);
            for (column, _) in (1_u32..).zip(row.iter().skip(1)) {
                let start = width * f64::from(column);
                let x = text.at_start(cx.dir, start, Abs::ZERO) - line / 2.0;
                flow_box.sides(Rect::new(x, Abs::ZERO, line, flow_box.height), line, color);
            }
            flow_box.keep = i + 1 < rows && (i == 0 || i + 2 == rows);
            self.flow_boxes.push(flow_box);
        }
    }

    /// Adds numbers one a row, their words beside them, under the accent line.
    pub(super) fn ledger(&mut self, facts: &[Fact], before: Abs, list: TagId) {
        let cx = self.cx;
        let style = cx.scale.facts_number.clone();
        // Numbers that are made for a page are smaller in rows.
        let share = if cx.theme.facts.kind == FactsKind::Bands { IN_ROWS } else { 1.0 };
        let (size, leading) = (style.size * share, style.leading * share);
        let style = TextStyle { size, leading, ..style };
        let widths = facts.iter().map(|fact| self.natural_width(&fact.number, &style));
        let widest = widths.fold(Abs::ZERO, Abs::max) + Abs::pt(0.05);
        let most = cx.grid.text.width * MOST_NUMBER;
        let beside = cx.grid.side.width.max(widest.min(most));
        let share = (most / widest.max(Abs::pt(0.1))).min(1.0).max(cx.theme.lines.least_size);
        let number = TextStyle { size: style.size * share, ..style };
        self.accent(before);
        for (i, fact) in facts.iter().enumerate() {
            let mut flow_box = self.ledger_row(fact, &number, beside, list);
            if i > 0 {
                flow_box.joint.push(self.hair());
            }
            let last = i + 1 == facts.len();
            flow_box.keep = !last && (i == 0 || i + 2 == facts.len());
            self.flow_boxes.push(flow_box);
        }
    }

    fn ledger_row(
        &mut self,
        fact: &Fact,
        style: &TextStyle,
        width: Abs,
        list: TagId,
    ) -> FlowBox {
        let cx = self.cx;
        let item = self.tag(TagKind::Li, list);
        let (label, body) = (self.tag(TagKind::Lbl, item), self.tag(TagKind::LBody, item));
        let x = cx.grid.text.at_start(cx.dir, Abs::ZERO, width);
        let start = ParagraphKind::Label(Alignment::Start);
        let number = self.set(&fact.number, style, width, start);
        let gap = cx.theme.page.gutter.max(cx.least_gap());
        let rest = cx.grid.text.inset(cx.dir, width + gap, Abs::ZERO);
        let words =
            self.set(&fact.label, &cx.scale.facts_label, rest.width, ParagraphKind::Balanced);
        let (pad, level) = (cx.theme.facts.padding, level(&[&number, &words]));
        let mut flow_box = FlowBox::default();
        for (set, x, tag) in [(number, x, label), (words, rest.x, body)] {
            let top = pad + level - set.baseline;
            flow_box.height = flow_box.height.max(top + set.height() + pad);
            set.place_all(&mut flow_box, x, top, tag);
        }
        flow_box.height = cx.on_grid(flow_box.height);
        flow_box.contain(cx.scale.step)
    }
}
