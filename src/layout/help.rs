//! A number to call for help, in a bar over the whole width: number first, what it is beside or under
//! it.

use super::context::Column;
use super::flow_box::FlowBox;
use super::frame::TagId;
use super::frame::TagKind;
use super::par::{FlowBuilder, ParagraphKind, SetText, level};
use crate::geom::{Abs, Path, Point, Rect};
use crate::model::style::TextStyle;
use crate::model::{GRID, Help, Pictogram};
use crate::text::Alignment;

/// Stroke of the telephone, in units of its grid.
const STROKE: f64 = 6.0;
/// White between the parts of a bar, as a share of the number's size.
const BETWEEN: f64 = 0.5;

/// What of its place a number may fill whose size is made for it.
const NEARLY: f64 = 0.995;

impl FlowBuilder<'_, '_> {
    /// Adds the bar of a number.
    pub(super) fn help(&mut self, help: &Help, column: Column, before: Abs, parent: TagId) {
        let over = if column == self.cx.grid.main { self.cx.grid.text } else { column };
        let (cx, theme) = (self.cx, &self.cx.theme.help);
        let inner = over.inset(cx.dir, theme.padding, theme.padding);
        let div = self.tag(TagKind::Div, parent);
        let paper = self.stand_on(cx.color(&theme.ground));
        let content = self.help_text(help, inner, div);
        self.stand_on(paper);
        let height = cx.on_grid(content.height + theme.padding * 2.0);
        let mut flow_box = FlowBox::new(before, height);
        let area = Rect::new(over.x, Abs::ZERO, over.width, height);
        match cx.theme.tint(&theme.ground) {
            Some(ground) => {
                flow_box.fill(Path::rounded(area, theme.radius), ground);
                flow_box.ink.add(area, Abs::ZERO, Abs::ZERO);
            }
            None => {
                flow_box.frame(
                    area,
                    theme.radius,
                    cx.theme.rules.frame,
                    cx.color(&theme.color),
                );
            }
        }
        let slack = (height - content.height) / 2.0;
        flow_box.absorb(content, slack);
        self.flow_boxes.push(flow_box);
    }

    /// Telephone, number and label.
    fn help_text(&mut self, help: &Help, inner: Column, div: TagId) -> FlowBox {
        let cx = self.cx;
        let color = cx.theme.help.color.clone();
        let phone = TextStyle { color: color.clone(), ..cx.scale.phone().clone() };
        let words = TextStyle { color, ..cx.scale.body.clone() };
        let (between, sign) = (phone.size * BETWEEN, cx.theme.help.sign);
        let taken = if sign > Abs::ZERO { sign + between } else { Abs::ZERO };
        let beside = inner.inset(cx.dir, taken, Abs::ZERO);
        let start = ParagraphKind::Label(Alignment::Start);
        // A number stays on one line, whatever its size.
        let natural = self.natural_width(&help.number, &phone);
        let share = (beside.width / natural.max(Abs::pt(0.1)) * NEARLY).min(1.0);
        let phone = match natural > beside.width {
            true => {
                TextStyle { size: phone.size * share, leading: phone.leading * share, ..phone }
            }
            false => phone,
        };
        let number = self.set(&help.number, &phone, beside.width, start);
        let wide = number.lines.first().map_or(Abs::ZERO, |line| line.width);
        let label = self.natural_width(&help.label, &words);
        let one_line = wide + between + label <= beside.width;
        let at = if one_line { wide + between } else { Abs::ZERO };
        let rest = beside.inset(cx.dir, at, Abs::ZERO);
        let label = self.set(&help.label, &words, rest.width, ParagraphKind::Balanced);
        let tags = [self.tag(TagKind::P, div), self.tag(TagKind::P, div)];
        let mut flow_box = self.telephone(&number, inner);
        let top = (flow_box.height - number.height()).max(Abs::ZERO) / 2.0;
        let below = match one_line {
            true => top + level(&[&number, &label]) - label.baseline,
            false => top + number.height(),
        };
        number.place_all(&mut flow_box, beside.x, top, tags[0]);
        let y =
            if one_line { below } else { flow_box.clear(&label, rest.x, below, cx.scale.step) };
        label.place_all(&mut flow_box, rest.x, y, tags[1]);
        flow_box.height = flow_box.height.max(top + number.height()).max(y + label.height());
        flow_box
    }

    /// The sign at the start of a bar, in the middle of the number's line.
    fn telephone(&self, number: &SetText, inner: Column) -> FlowBox {
        let (cx, theme) = (self.cx, &self.cx.theme.help);
        let height = number.leading.max(theme.sign);
        let mut flow_box = FlowBox::new(Abs::ZERO, height);
        if theme.sign > Abs::ZERO {
            let x = inner.at_start(cx.dir, Abs::ZERO, theme.sign);
            let place = Point::new(x, (height - theme.sign) / 2.0);
            let drawn = Pictogram::Phone.path(STROKE);
            let drawn = drawn.placed(place, theme.sign.to_pt() / GRID, false);
            flow_box.fill(drawn, cx.color(&theme.color));
        }
        flow_box
    }
}
