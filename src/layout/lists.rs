//! Bullets, numbers and steps.

use super::blocks::{centred, stack};
use super::context::Column;
use super::flow_box::FlowBox;
use super::frame::{ListNumbering, TagId, TagKind};
use super::ornament::stroked;
use super::par::{FlowBuilder, ParagraphKind, SetText};
use crate::geom::{Abs, Path, Point, Rect};
use crate::model::lang::Marker;
use crate::model::style::{BulletKind, StepMarker, TextStyle};
use crate::model::{Block, BlockKind, List, Step};
use crate::text::Alignment;

/// How items hang beside their markers.
#[derive(Clone, Copy)]
struct Hang {
    /// From the list's start edge to the text.
    width: Abs,
    /// From a number's end to the text.
    gap: Abs,
}

impl FlowBuilder<'_, '_> {
    /// Adds a list; `depth` counts the lists that it stands in.
    pub(super) fn list(
        &mut self,
        list: &List,
        column: Column,
        before: Abs,
        depth: usize,
        parent: TagId,
    ) {
        let tag = self.tag(TagKind::L(numbering(list)), parent);
        let hang = self.hang(list);
        let inner = column.inset(self.cx.dir, hang.width, Abs::ZERO);
        let gap = self.item_gap(list, inner);
        for (i, item) in list.items.iter().enumerate() {
            let first = self.flow_boxes.len();
            let li = self.tag(TagKind::Li, tag);
            let label = self.tag(TagKind::Lbl, li);
            let body = self.tag(TagKind::LBody, li);
            self.item(item, inner, depth, body);
            let before = if i == 0 { before } else { gap };
            if let Some(flow_box) = self.flow_boxes.get_mut(first) {
                flow_box.before = before;
            }
            let number = self.written(list, i);
            self.marker(first, number.as_deref(), column, hang, depth, label);
        }
    }

    /// How the number of an item is written; `None` for bullets.
    fn written(&self, list: &List, index: usize) -> Option<String> {
        let number = list.start? as usize + index;
        let digits = self.cx.digits;
        Some(list.marker.map_or_else(|| digits.format(number), |m| m.format(number, digits)))
    }

    /// How far the items hang: the theme's measure, or what the widest marker needs beside the ink
    /// that reaches furthest towards it.
    fn hang(&mut self, list: &List) -> Hang {
        let theme = &self.cx.theme.list;
        let overhang = self.items_overhang(list);
        let clear = overhang + self.cx.least_gap();
        if list.start.is_none() {
            let width = theme.hang.max(theme.bullet * 2.0 + clear);
            return Hang { width, gap: theme.number_gap };
        }
        let style = self.marker_style(self.cx.scale.term.weight);
        let kind = ParagraphKind::Label(Alignment::Start);
        let widths = (0..list.items.len()).filter_map(|i| {
            let set = self.set_plain(&self.written(list, i)?, &style, Abs::pt(1e4), kind);
            set.lines.first().map(|line| line.width)
        });
        let widest = widths.fold(Abs::ZERO, Abs::max);
        let gap = theme.number_gap.max(clear);
        Hang { width: theme.number_hang.max(widest + gap), gap }
    }

    /// How far the ink of any item passes the edge that it begins at.
    fn items_overhang(&mut self, list: &List) -> Abs {
        let style = &self.cx.scale.body;
        let first = list.items.iter().filter_map(|item| match &item.first()?.kind {
            BlockKind::Paragraph(text) => Some(text),
            _ => None,
        });
        first.map(|text| self.overhang(text, style)).fold(Abs::ZERO, Abs::max)
    }

    /// White between items: none where all are short.
    fn item_gap(&mut self, list: &List, column: Column) -> Abs {
        let style = &self.cx.scale.body;
        let long = self.cx.theme.list.long;
        let is_long = list.items.iter().flatten().any(|block| match &block.kind {
            BlockKind::Paragraph(text) => {
                self.natural_width(text, style) > column.width * (long - 1.0)
            }
            _ => false,
        });
        if is_long { self.cx.theme.list.item_gap } else { Abs::ZERO }
    }

    fn item(&mut self, blocks: &[Block], column: Column, depth: usize, body: TagId) {
        for block in blocks {
            match &block.kind {
                BlockKind::List(list) => {
                    self.list(list, column, Abs::ZERO, depth + 1, body);
                }
                _ => self.block(block, column, Abs::ZERO, body),
            }
        }
    }

    /// Puts an item's marker beside its first line.
    fn marker(
        &mut self,
        first: usize,
        number: Option<&str>,
        column: Column,
        hang: Hang,
        depth: usize,
        label: TagId,
    ) {
        let (cx, style) = (self.cx, &self.cx.scale.body);
        let usual = cx.styles.baseline(style, cx.writing, style.leading);
        let baseline =
            self.flow_boxes.get(first).and_then(FlowBox::first_baseline).unwrap_or(usual);
        let mut mark = FlowBox::default();
        match number {
            Some(written) => self.number(&mut mark, written, column, hang, baseline, label),
            None if depth == 0 && self.cx.theme.list.marker != BulletKind::Dash => {
                self.bullet(&mut mark, column, baseline, label);
            }
            None => self.dash(&mut mark, column, hang.width, baseline, label),
        }
        if let Some(flow_box) = self.flow_boxes.get_mut(first) {
            let content = std::mem::take(&mut flow_box.items);
            flow_box.items = mark.items;
            flow_box.items.extend(content);
        }
    }

    /// A filled star or disc; the label's text for readers is the bullet character, set without ink.
    fn bullet(&self, mark: &mut FlowBox, column: Column, baseline: Abs, label: TagId) {
        let (style, dir) = (&self.cx.theme.list, self.cx.dir);
        let rise = self.cx.scale.body.size * style.bullet_rise;
        let x = column.at_start(dir, Abs::ZERO, style.bullet * 2.0) + style.bullet;
        let centre = Point::new(x, baseline - rise);
        let sign = match style.marker {
            BulletKind::Star | BulletKind::Dash => Path::khatam(centre, style.bullet),
            BulletKind::Disc => Path::circle(centre, style.bullet),
            BulletKind::Square => {
                let side = style.bullet * 2.0;
                let corner = centre.moved(-style.bullet, -style.bullet);
                Path::rect(Rect::new(corner.x, corner.y, side, side))
            }
        };
        let color = match style.marker {
            BulletKind::Square => &self.cx.theme.rules.accent_color,
            _ => &style.color,
        };
        mark.tagged(label, |mark| mark.fill(sign, self.cx.color(color)));
    }

    fn dash(
        &mut self,
        mark: &mut FlowBox,
        column: Column,
        hang: Abs,
        baseline: Abs,
        label: TagId,
    ) {
        let style = self.marker_style(self.cx.scale.body.weight);
        let set = self.set_plain("–", &style, hang, ParagraphKind::Label(Alignment::Start));
        let x = column.at_start(self.cx.dir, Abs::ZERO, hang);
        set.place_all(mark, x, baseline - set.baseline, label);
        mark.begins = None;
    }

    fn number(
        &mut self,
        mark: &mut FlowBox,
        written: &str,
        column: Column,
        hang: Hang,
        baseline: Abs,
        label: TagId,
    ) {
        let style = self.marker_style(self.cx.scale.term.weight);
        let width = hang.width - hang.gap;
        let set = self.set_plain(written, &style, width, ParagraphKind::Label(Alignment::End));
        let x = column.at_start(self.cx.dir, Abs::ZERO, width);
        set.place_all(mark, x, baseline - set.baseline, label);
        mark.begins = None;
    }

    fn marker_style(&self, weight: f64) -> TextStyle {
        let color = self.cx.theme.list.color.clone();
        TextStyle { weight, color, ..self.cx.scale.body.clone() }
    }

    /// Adds steps: stars with digits in the side column, joined by a line.
    pub(super) fn steps(&mut self, steps: &[Step], before: Abs, parent: TagId) {
        let list = self.tag(TagKind::L(ListNumbering::Decimal), parent);
        if self.cx.theme.steps.marker == StepMarker::Band {
            return self.step_bands(steps, before, list);
        }
        let titles = steps.iter().map(|step| self.overhang(&step.title, &self.cx.scale.term));
        let overhang = titles.fold(Abs::ZERO, Abs::max);
        let (_, main) = self.cx.beside_ink(self.cx.theme.steps.star * 2.0, overhang);
        for (i, step) in steps.iter().enumerate() {
            let li = self.tag(TagKind::Li, list);
            let label = self.tag(TagKind::Lbl, li);
            let body = self.tag(TagKind::LBody, li);
            let mut content = self.step_text(step, main, body);
            let last = i + 1 == steps.len();
            content.height = self.cx.on_grid(content.height)
                + if last { Abs::ZERO } else { self.cx.theme.steps.gap };
            let mut flow_box =
                FlowBox::new(if i == 0 { before } else { Abs::ZERO }, content.height);
            let above = self.flow_boxes.last().filter(|_| i > 0).map(|s| s.height);
            self.step_star(&mut flow_box, i, above, label);
            flow_box.absorb(content, Abs::ZERO);
            flow_box.keep = i == 0 && !last;
            self.flow_boxes.push(flow_box);
        }
    }

    pub(super) fn step_text(&mut self, step: &Step, main: Column, body: TagId) -> FlowBox {
        let title = self.tag(TagKind::P, body);
        let style = &self.cx.scale.term;
        let mut parts =
            vec![self.boxed(&step.title, style, main, ParagraphKind::Balanced, title)];
        for text in &step.text {
            let tag = self.tag(TagKind::P, body);
            let style = &self.cx.scale.body;
            parts.push(self.boxed(text, style, main, ParagraphKind::Prose, tag));
        }
        stack(parts)
    }

    /// A step's star, joined to the one in the flow box above, which is `above` high.
    fn step_star(
        &mut self,
        flow_box: &mut FlowBox,
        index: usize,
        above: Option<Abs>,
        label: TagId,
    ) {
        let cx = self.cx;
        let style = &cx.theme.steps;
        let x = cx.beside(style.star * 2.0).0 + style.star;
        let centre = Point::new(x, cx.scale.term.leading / 2.0);
        let color = cx.color(&cx.theme.list.color);
        let digits = cx.digits.format(index + 1);
        match style.marker {
            StepMarker::Star => {
                flow_box.stroke(Path::khatam(centre, style.star), color, style.stroke);
            }
            StepMarker::Box => {
                let side = style.star * 2.0;
                let corner = centre.moved(-style.star, -style.star);
                let stroke = cx.theme.rules.frame;
                flow_box.outline(Rect::new(corner.x, corner.y, side, side), stroke, color);
            }
            StepMarker::None | StepMarker::Band => {
                return self.bare_number(flow_box, &digits, label);
            }
        }
        if let (Some(above), StepMarker::Star) = (above, style.marker) {
            let clear = style.star + style.clear;
            let (top, foot) = (centre.y - above + clear, centre.y - clear);
            let line = Path::line(Point::new(x, top), Point::new(x, foot));
            flow_box.joint.push(stroked(line, cx.color(&style.line_color), style.line));
        }
        let number = TextStyle { size: style.digit, ..cx.scale.number.clone() };
        self.centred_label(flow_box, &digits, &number, centre, label);
    }

    /// The number of a step on the line of its title, at the start.
    fn bare_number(&mut self, flow_box: &mut FlowBox, digits: &str, label: TagId) {
        let cx = self.cx;
        let style = TextStyle { color: cx.theme.list.color.clone(), ..cx.scale.term.clone() };
        let width = cx.theme.steps.star * 2.0;
        let set = self.set_plain(digits, &style, width, ParagraphKind::Label(Alignment::Start));
        set.place_all(flow_box, cx.beside(width).0, Abs::ZERO, label);
        flow_box.begins = None;
    }

    /// A short label whose ink is centred about a point.
    pub(super) fn centred_label(
        &mut self,
        flow_box: &mut FlowBox,
        label: &str,
        style: &TextStyle,
        centre: Point,
        tag: TagId,
    ) {
        let set: SetText =
            self.set_plain(label, style, Abs::pt(1e4), ParagraphKind::Label(Alignment::Start));
        let Some(line) = set.lines.first() else { return };
        let ink = self.cx.setter.ink(line).unwrap_or_default();
        let mut line = crate::text::Line::clone(line);
        line.offset = Abs::ZERO;
        let at = centred(ink, centre);
        flow_box
            .tagged(tag, |flow_box| flow_box.text(at, line.into(), crate::diag::Span::NONE));
    }
}

/// What the tags say of a list's markers.
fn numbering(list: &List) -> ListNumbering {
    match (list.start, list.marker) {
        (None, _) => ListNumbering::Disc,
        (_, Some(Marker::LowerRoman)) => ListNumbering::LowerRoman,
        (_, Some(Marker::UpperRoman)) => ListNumbering::UpperRoman,
        (_, Some(Marker::UpperLatin)) => ListNumbering::UpperAlpha,
        (_, Some(marker)) if marker.letters().is_some() || marker == Marker::Hebrew => {
            ListNumbering::LowerAlpha
        }
        _ => ListNumbering::Decimal,
    }
}
