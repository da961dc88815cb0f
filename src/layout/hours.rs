//! Opening hours: a table without a head, days at the start and hours at the end of each row.

use std::sync::Arc;

use super::context::Column;
use super::flow_box::FlowBox;
use super::frame::{Scope, TagId, TagKind};
use super::par::{FlowBuilder, ParagraphKind, SetText, level};
use crate::geom::{Abs, Path, Rect};
use crate::model::style::{Color, TextStyle};
use crate::model::{Opening, Text};
use crate::text::Alignment;

/// So many rows may be parted between pages.
const LONG: usize = 10;
/// White between days and hours on one line, in em.
const BETWEEN: f64 = 1.0;

impl FlowBuilder<'_, '_> {
    /// Adds opening hours, all rows alike: on one line each, or the hours under their days.
    pub(super) fn hours(
        &mut self,
        rows: &[Opening],
        column: Column,
        before: Abs,
        parent: TagId,
    ) {
        let over = if column == self.cx.grid.main { self.cx.grid.text } else { column };
        let (cx, theme) = (self.cx, &self.cx.theme.hours);
        let ground = cx.theme.tint(&theme.ground);
        let inset = if ground.is_some() { theme.inset } else { Abs::ZERO };
        let inner = over.inset(cx.dir, inset, inset);
        let beside = self.on_one_line(rows, inner.width);
        let table = self.tag(TagKind::Table, parent);
        let mut above = before;
        if ground.is_none() {
            self.accent_over(over, before);
            above = Abs::ZERO;
        }
        let nothing = Arc::new(FlowBox::default());
        for (i, row) in rows.iter().enumerate() {
            let tr = self.tag(TagKind::Tr, table);
            let mut flow_box = self.opening(row, inner, beside, tr);
            self.ground_of(&mut flow_box, row, over, ground);
            flow_box.before = above;
            above = if ground.is_some() { theme.gap } else { Abs::ZERO };
            let count = rows.len();
            flow_box.keep = i + 1 < count && (count < LONG || i == 0 || i + 2 == count);
            // Rows lead to no other row, though they stand together.
            flow_box.repeat = Some(Arc::clone(&nothing));
            self.flow_boxes.push(flow_box);
        }
    }

    /// Whether each row has room for both of its texts on one line.
    fn on_one_line(&mut self, rows: &[Opening], width: Abs) -> bool {
        let (days, hours) = (self.days_style(false), self.cx.scale.hours().clone());
        rows.iter().all(|row| {
            let both =
                self.natural_width(&row.days, &days) + self.natural_width(&row.hours, &hours);
            both + hours.size * BETWEEN <= width
        })
    }

    fn days_style(&self, closed: bool) -> TextStyle {
        let weight = self.cx.scale.term.weight;
        TextStyle { weight, ..self.hours_style(closed) }
    }

    fn hours_style(&self, closed: bool) -> TextStyle {
        let style = self.cx.scale.hours().clone();
        match closed {
            true => TextStyle { color: self.cx.theme.hours.closed_color.clone(), ..style },
            false => style,
        }
    }

    fn opening(&mut self, row: &Opening, inner: Column, beside: bool, tr: TagId) -> FlowBox {
        let (days, hours) = (self.days_style(row.closed), self.hours_style(row.closed));
        let tags = [TagKind::Th(Scope::Row), TagKind::Td].map(|kind| self.tag(kind, tr));
        let pad = self.cx.theme.hours.padding;
        let end = if beside { Alignment::End } else { Alignment::Start };
        let days = self.hours_text(&row.days, &days, inner, Alignment::Start);
        let hours = self.hours_text(&row.hours, &hours, inner, end);
        let mut flow_box = FlowBox::default();
        let level = level(&[&days, &hours]);
        let tops = match beside {
            true => [pad + level - days.baseline, pad + level - hours.baseline],
            false => [pad, pad + days.height()],
        };
        days.place_all(&mut flow_box, inner.x, tops[0], tags[0]);
        let second = if beside {
            tops[1]
        } else {
            flow_box.clear(&hours, inner.x, tops[1], self.cx.scale.step)
        };
        hours.place_all(&mut flow_box, inner.x, second, tags[1]);
        let foot = (tops[0] + days.height()).max(second + hours.height());
        // What the grid adds lies above and below alike.
        let height = self.cx.on_grid(foot + pad);
        let mut row = FlowBox::new(Abs::ZERO, height);
        row.absorb(flow_box, (height - foot - pad) / 2.0);
        row.contain(self.cx.scale.step)
    }

    fn hours_text(
        &mut self,
        text: &Text,
        style: &TextStyle,
        inner: Column,
        align: Alignment,
    ) -> SetText {
        self.set(text, style, inner.width, ParagraphKind::Label(align))
    }

    /// A ground under a row, or a hair rule below it.
    fn ground_of(
        &self,
        flow_box: &mut FlowBox,
        row: &Opening,
        over: Column,
        ground: Option<Color>,
    ) {
        let (cx, theme) = (self.cx, &self.cx.theme.hours);
        let Some(ground) = ground else {
            let rules = &cx.theme.rules;
            let y = flow_box.height - rules.hair;
            flow_box.rule(over.x, y, over.width, rules.hair, cx.color(&rules.hair_color));
            return;
        };
        let color = if row.closed { cx.color(&theme.closed_ground) } else { ground };
        let area = Rect::new(over.x, Abs::ZERO, over.width, flow_box.height);
        let content = std::mem::take(flow_box);
        *flow_box = FlowBox::new(Abs::ZERO, content.height);
        flow_box.fill(Path::rounded(area, theme.radius), color);
        flow_box.ink.add(area, Abs::ZERO, Abs::ZERO);
        flow_box.absorb(content, Abs::ZERO);
    }
}
