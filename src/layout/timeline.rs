//! What came when: a dot for each moment at the start, a line from dot to dot.

use super::blocks::stack;
use super::context::Column;
use super::flow_box::FlowBox;
use super::frame::{ListNumbering, TagId, TagKind};
use super::ornament::stroked;
use super::par::{FlowBuilder, ParagraphKind};
use crate::geom::{Abs, Path, Point, Rect};
use crate::model::Moment;

/// White between a dot and the line, as a share of its radius.
const CLEAR: f64 = 1.0;

impl FlowBuilder<'_, '_> {
    /// Adds a timeline.
    pub(super) fn timeline(
        &mut self,
        moments: &[Moment],
        column: Column,
        before: Abs,
        parent: TagId,
    ) {
        let list = self.tag(TagKind::L(ListNumbering::None), parent);
        let inner = self.beside_dots(moments, column);
        let mut above: Option<Abs> = None;
        for (i, moment) in moments.iter().enumerate() {
            let last = i + 1 == moments.len();
            let row = self.tag(TagKind::Li, list);
            let content = self.moment(moment, inner, row);
            let gap = if last { Abs::ZERO } else { self.cx.theme.timeline.gap };
            let height = self.cx.on_grid(content.height + gap);
            let mut flow_box = FlowBox::new(if i == 0 { before } else { Abs::ZERO }, height);
            self.dot(&mut flow_box, column, above);
            flow_box.absorb(content, Abs::ZERO);
            // Neither the first moment nor the last stands alone on a page.
            flow_box.keep = !last && (i == 0 || i + 2 == moments.len());
            above = Some(height);
            self.flow_boxes.push(flow_box);
        }
    }

    /// The column of the text beside the dots.
    fn beside_dots(&mut self, moments: &[Moment], column: Column) -> Column {
        let (term, body) = (&self.cx.scale.term, &self.cx.scale.body);
        let mut reach = Abs::ZERO;
        for moment in moments {
            reach = reach.max(self.overhang(&moment.when, term));
            reach = moment.what.iter().fold(reach, |most, t| most.max(self.overhang(t, body)));
        }
        let theme = &self.cx.theme.timeline;
        let hang = theme.hang.max(theme.dot * 2.0 + reach + self.cx.least_gap());
        column.inset(self.cx.dir, hang, Abs::ZERO)
    }

    fn moment(&mut self, moment: &Moment, inner: Column, row: TagId) -> FlowBox {
        let (label, body) = (self.tag(TagKind::Lbl, row), self.tag(TagKind::LBody, row));
        let style = &self.cx.scale.term;
        let mut parts =
            vec![self.boxed(&moment.when, style, inner, ParagraphKind::Balanced, label)];
        for (i, text) in moment.what.iter().enumerate() {
            let tag = self.tag(TagKind::P, body);
            let style = &self.cx.scale.body;
            let mut part = self.boxed(text, style, inner, ParagraphKind::Prose, tag);
            part.before = if i == 0 { Abs::ZERO } else { self.cx.theme.space.paragraph };
            parts.push(part);
        }
        stack(parts)
    }

    /// The dot of a row, joined to that of the row above, which is `above` high.
    fn dot(&self, flow_box: &mut FlowBox, column: Column, above: Option<Abs>) {
        let (cx, theme) = (self.cx, &self.cx.theme.timeline);
        let x = column.at_start(cx.dir, Abs::ZERO, theme.dot * 2.0) + theme.dot;
        let centre = Point::new(x, cx.scale.term.leading / 2.0);
        flow_box.fill(Path::circle(centre, theme.dot), cx.color(&theme.color));
        let (corner, side) = (centre.moved(-theme.dot, -theme.dot), theme.dot * 2.0);
        flow_box.ink.add(Rect::new(corner.x, corner.y, side, side), Abs::ZERO, Abs::ZERO);
        if let Some(above) = above {
            let clear = theme.dot * (1.0 + CLEAR);
            let (top, foot) = (centre.y - above + clear, centre.y - clear);
            let line = Path::line(Point::new(x, top), Point::new(x, foot));
            flow_box.joint.push(stroked(line, cx.color(&theme.line_color), theme.line));
        }
    }
}
