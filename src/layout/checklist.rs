//! Lines to tick, each with a box at its start.

use super::context::Column;
use super::flow_box::FlowBox;
use super::frame::{ListNumbering, TagId, TagKind};
use super::par::{FlowBuilder, ParagraphKind, SetText};
use crate::geom::{Abs, Rect};
use crate::model::Text;

impl FlowBuilder<'_, '_> {
    /// Adds a checklist; its boxes are drawn, and the list says that its lines are items.
    pub(super) fn checklist(
        &mut self,
        items: &[Text],
        column: Column,
        before: Abs,
        parent: TagId,
    ) {
        let list = self.tag(TagKind::L(ListNumbering::None), parent);
        let inner = self.beside_ticks(items, column);
        let style = self.cx.scale.check().clone();
        for (i, item) in items.iter().enumerate() {
            let row = self.tag(TagKind::Li, list);
            let body = self.tag(TagKind::LBody, row);
            let set = self.set(item, &style, inner.width, ParagraphKind::Aside);
            let mut flow_box = self.ticked(&set, (column, inner), body);
            flow_box.before = if i == 0 { before } else { self.cx.theme.checklist.gap };
            // Neither the first line nor the last stands alone on a page.
            flow_box.keep = i + 1 < items.len() && (i == 0 || i + 2 == items.len());
            self.flow_boxes.push(flow_box);
        }
    }

    /// The column of the text beside the boxes: past the theme's measure where ink reaches back.
    fn beside_ticks(&mut self, items: &[Text], column: Column) -> Column {
        let style = self.cx.scale.check();
        let reach = items.iter().map(|item| self.overhang(item, style));
        let overhang = reach.fold(Abs::ZERO, Abs::max);
        let theme = &self.cx.theme.checklist;
        let hang = theme.hang.max(theme.tick + overhang + self.cx.least_gap());
        column.inset(self.cx.dir, hang, Abs::ZERO)
    }

    /// A line, or several of one item, with the box in the middle of the first.
    fn ticked(&self, set: &SetText, (whole, inner): (Column, Column), body: TagId) -> FlowBox {
        let (cx, theme) = (self.cx, &self.cx.theme.checklist);
        let top = ((theme.tick - set.leading) / 2.0).max(Abs::ZERO);
        let height = cx.on_grid((top + set.height()).max(theme.tick));
        let mut flow_box = FlowBox::new(Abs::ZERO, height);
        let x = whole.at_start(cx.dir, Abs::ZERO, theme.tick);
        let y = top + (set.leading - theme.tick) / 2.0;
        let tick = Rect::new(x, y, theme.tick, theme.tick);
        flow_box.frame(tick, theme.radius, theme.stroke, cx.color(&theme.color));
        set.place_all(&mut flow_box, inner.x, top, body);
        flow_box
    }
}
