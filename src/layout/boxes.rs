//! Boxes and numbers: callouts, contacts, QR codes, facts.

use super::blocks::stack;
use super::context::Column;
use super::flow_box::FlowBox;
use super::frame::{ListNumbering, TagId, TagKind};
use super::par::{FlowBuilder, LEADING_STEP, ParagraphKind, level};
use crate::geom::{Abs, Path, Point, Rect};
use crate::model::style::{CalloutKind, Color, FactsKind, TextStyle};
use crate::model::{Block, Contact, Fact, Qr, Text};
use crate::text::Alignment;

/// Most of a contact's width that its labels take.
const MOST_LABEL: f64 = 0.4;

/// Most numbers that stand side by side.
const MOST_FACTS: usize = 4;

impl FlowBuilder<'_, '_> {
    /// Adds a callout in what the theme has for it.
    pub(super) fn callout(
        &mut self,
        title: Option<&Text>,
        body: &[Block],
        before: Abs,
        parent: TagId,
    ) {
        let div = self.tag(TagKind::Div, parent);
        let outer = std::mem::take(&mut self.flow_boxes);
        let turns = std::mem::replace(&mut self.turns, false);
        let kind = self.cx.theme.callout.kind;
        let paper = self.stand_on(self.box_ground());
        let star = self.cx.theme.callout.star;
        let (x, column) = match kind {
            CalloutKind::Panel => self.cx.beside(star * 2.0),
            CalloutKind::Ruled => (self.cx.grid.main.x, self.cx.grid.main),
            CalloutKind::Side => (self.cx.grid.main.x, self.box_column()),
            CalloutKind::Frame | CalloutKind::Block => (self.cx.grid.text.x, self.box_column()),
        };
        let mut head = None;
        if let Some(title) = title {
            let style = self.night(&self.cx.scale.term);
            let tag = self.tag(TagKind::P, div);
            if kind == CalloutKind::Frame {
                head = self.frame_title(title, &style, column, tag);
            } else {
                let flow_box = self.boxed(title, &style, column, ParagraphKind::Balanced, tag);
                self.flow_boxes.push(flow_box);
            }
        }
        let is_boxed =
            matches!(kind, CalloutKind::Frame | CalloutKind::Side | CalloutKind::Block);
        let beside_star = title.is_none() || is_boxed;
        let main = if beside_star { column } else { self.cx.grid.main };
        self.blocks(body, main, div);
        self.turns = turns;
        self.stand_on(paper);
        let content = stack(std::mem::replace(&mut self.flow_boxes, outer));
        let flow_box = match kind {
            CalloutKind::Panel => {
                let padding = self.cx.theme.callout.padding;
                let mut flow_box = self.panel(before, content, padding);
                self.callout_star(&mut flow_box, x, padding);
                flow_box
            }
            CalloutKind::Ruled => self.between_rules(before, content),
            CalloutKind::Frame => self.framed(before, content, head),
            CalloutKind::Side => self.beside_rule(before, content),
            CalloutKind::Block => self.on_block(before, content),
        };
        self.flow_boxes.push(flow_box);
    }

    fn callout_star(&self, flow_box: &mut FlowBox, x: Abs, padding: Abs) {
        let cx = self.cx;
        let star = cx.theme.callout.star;
        let centre = Point::new(x + star, padding + cx.scale.body.leading / 2.0);
        // The star is painted over the ground but under no text, so it goes right after it.
        flow_box.fill(Path::khatam(centre, star), cx.color(&cx.theme.opener.star_color));
    }

    /// A tinted panel wider than the text, the accent line on top, around some content.
    fn panel(&self, before: Abs, content: FlowBox, padding: Abs) -> FlowBox {
        let (cx, style) = (self.cx, &self.cx.theme.callout);
        let height = cx.on_grid(content.height + padding * 2.0);
        let text = cx.grid.text;
        let (x, width) = (text.x - style.outdent, text.width + style.outdent * 2.0);
        let mut flow_box = FlowBox::new(before, height);
        let ground = Path::rect(Rect::new(x, Abs::ZERO, width, height));
        flow_box.fill(ground, cx.color(&style.ground));
        let rules = &cx.theme.rules;
        flow_box.rule(x, Abs::ZERO, width, rules.accent, cx.color(&rules.accent_color));
        flow_box.ink.add(Rect::new(x, Abs::ZERO, width, height), Abs::ZERO, Abs::ZERO);
        let slack = (height - content.height) / 2.0;
        flow_box.absorb(content, slack);
        flow_box
    }

    /// A style in the colour of titles.
    pub(super) fn night(&self, style: &TextStyle) -> TextStyle {
        TextStyle { color: self.cx.scale.h3.color.clone(), ..style.clone() }
    }

    /// Adds a contact box: title, labels with values, a QR code at the end side.
    pub(super) fn contact(&mut self, contact: &Contact, before: Abs, parent: TagId) {
        let div = self.tag(TagKind::Div, parent);
        let cx = self.cx;
        let side = cx.theme.contact.qr;
        let text = self.box_column();
        let taken = if contact.qr.is_some() { side + cx.theme.page.gutter } else { Abs::ZERO };
        let column = text.inset(cx.dir, Abs::ZERO, taken);
        let paper = self.stand_on(self.box_ground());
        let mut parts = Vec::new();
        if let Some(title) = &contact.title {
            let tag = self.tag(TagKind::P, div);
            let style = &cx.scale.contact_title;
            parts.push(self.boxed(title, style, column, ParagraphKind::Balanced, tag));
        }
        let list = self.tag(TagKind::L(ListNumbering::None), div);
        let width = self.label_width(contact, column);
        let stacked = self.parts_a_value(contact, column, width);
        for (label, value) in &contact.rows {
            parts.push(if stacked {
                let above = if parts.is_empty() { Abs::ZERO } else { cx.theme.space.row };
                self.contact_pile(label, value, column, above, list)
            } else {
                self.contact_row((label, width), value, column, list)
            });
        }
        self.stand_on(paper);
        let mut content = stack(parts);
        if let Some(qr) = &contact.qr {
            content.height = content.height.max(side);
            let x = text.at_start(cx.dir, text.width - side, side);
            self.draw_qr(&mut content, qr, Point::new(x, Abs::ZERO), div);
        }
        let flow_box = match cx.theme.callout.kind {
            CalloutKind::Panel => self.panel(before, content, cx.theme.callout.padding),
            CalloutKind::Ruled => self.between_rules(before, content),
            CalloutKind::Frame => self.framed(before, content, None),
            CalloutKind::Side => self.beside_rule(before, content),
            CalloutKind::Block => self.on_block(before, content),
        };
        self.flow_boxes.push(flow_box);
    }

    /// How wide the column of the labels is: as the theme says, or as the longest of them needs,
    /// but no more than a share of the whole.
    fn label_width(&mut self, contact: &Contact, column: Column) -> Abs {
        let style = self.night(&self.cx.scale.term);
        let labels = contact.rows.iter().map(|(label, _)| self.natural_width(label, &style));
        let longest = labels.fold(Abs::ZERO, Abs::max) + Abs::pt(0.05);
        let usual = self.cx.theme.contact.label;
        usual.max(longest.min(column.width * MOST_LABEL))
    }

    /// Whether a number or an address would be parted beside the labels: all values then stand
    /// under theirs.
    fn parts_a_value(&mut self, contact: &Contact, column: Column, label: Abs) -> bool {
        let room = column.width - label - self.cx.theme.page.gutter;
        let style = &self.cx.scale.body;
        contact.rows.iter().any(|(_, value)| self.widest_word(value, style) > room)
    }

    /// A label with its value below.
    fn contact_pile(
        &mut self,
        label: &Text,
        value: &Text,
        column: Column,
        above: Abs,
        list: TagId,
    ) -> FlowBox {
        let item = self.tag(TagKind::Li, list);
        let (lbl, body) = (self.tag(TagKind::Lbl, item), self.tag(TagKind::LBody, item));
        let style = self.night(&self.cx.scale.term);
        let label = self.set(label, &style, column.width, ParagraphKind::Balanced);
        let value = self.set(value, &self.cx.scale.body, column.width, ParagraphKind::Aside);
        let mut row = FlowBox::default();
        label.place_all(&mut row, column.x, above, lbl);
        let y = row.clear(&value, column.x, above + label.height(), LEADING_STEP);
        value.place_all(&mut row, column.x, y, body);
        row.height = y + value.height();
        row
    }

    fn contact_row(
        &mut self,
        (label, width): (&Text, Abs),
        value: &Text,
        column: Column,
        list: TagId,
    ) -> FlowBox {
        let cx = self.cx;
        let item = self.tag(TagKind::Li, list);
        let (lbl, body) = (self.tag(TagKind::Lbl, item), self.tag(TagKind::LBody, item));
        let style = self.night(&cx.scale.term);
        let left = Column { x: column.at_start(cx.dir, Abs::ZERO, width), width };
        let rest = column.inset(cx.dir, width + cx.theme.page.gutter, Abs::ZERO);
        let label = self.set(label, &style, left.width, ParagraphKind::Balanced);
        let value = self.set(value, &cx.scale.body, rest.width, ParagraphKind::Aside);
        let level = level(&[&label, &value]);
        let mut row = FlowBox::default();
        for (set, column, tag) in [(label, left, lbl), (value, rest, body)] {
            let top = level - set.baseline;
            row.height = row.height.max(top + set.height());
            set.place_all(&mut row, column.x, top, tag);
        }
        row
    }

    /// Adds a QR code by itself, at the start of a column.
    pub(super) fn qr(&mut self, qr: &Qr, column: Column, before: Abs, parent: TagId) {
        let side = self.cx.theme.contact.qr;
        let mut flow_box = FlowBox::new(before, self.cx.on_grid(side));
        let x = column.at_start(self.cx.dir, Abs::ZERO, side);
        self.draw_qr(&mut flow_box, qr, Point::new(x, Abs::ZERO), parent);
        self.flow_boxes.push(flow_box);
    }

    /// Draws a QR code with its quiet zone on white: one path, so that no seams show.
    fn draw_qr(&mut self, flow_box: &mut FlowBox, qr: &Qr, at: Point, parent: TagId) {
        let cx = self.cx;
        let side = cx.theme.contact.qr;
        let quiet = cx.theme.contact.quiet;
        let count = f64::from(u32::try_from(qr.modules.len()).unwrap_or(u32::MAX));
        let module = side / (count + quiet * 2.0);
        let tag = self.tag(TagKind::Figure, parent);
        self.tags.get_mut(tag).alt = Some(qr.alt.clone());
        let ground = Path::rect(Rect::new(at.x, at.y, side, side));
        let mut dark = Path::default();
        for (row, modules) in (0u32..).zip(&qr.modules) {
            for (column, _) in (0u32..).zip(modules).filter(|&(_, &dark)| dark) {
                let x = at.x + module * (f64::from(column) + quiet);
                let y = at.y + module * (f64::from(row) + quiet);
                dark.segments.extend(Path::rect(Rect::new(x, y, module, module)).segments);
            }
        }
        let ink = cx.color(&cx.scale.body.color);
        flow_box.tagged(tag, |flow_box| {
            // Whatever the theme calls paper: scanners need the contrast.
            flow_box.fill(ground, Color::PAPER);
            flow_box.fill(dark, ink);
        });
    }

    /// Adds big numbers in equal columns, each under its own accent line, all in one size: as many
    /// side by side as that size leaves room for, in rows that are alike.
    pub(super) fn facts(&mut self, facts: &[Fact], before: Abs, parent: TagId) {
        let cx = self.cx;
        let list = self.tag(TagKind::L(ListNumbering::None), parent);
        if cx.theme.facts.kind == FactsKind::Ledger {
            return self.ledger(facts, before, list);
        }
        if cx.theme.facts.kind == FactsKind::Bands {
            return match self.turns && !self.is_headed() && self.bands_hold(facts, list) {
                true => self.fact_bands(facts, list),
                false => self.ledger(facts, before, list),
            };
        }
        let (columns, scale) = self.fact_columns(facts);
        if cx.theme.facts.kind == FactsKind::Cells {
            return self.fact_cells(facts, (columns, scale), before, list);
        }
        let (gap, width) = (cx.theme.facts.gap, self.fact_width(columns));
        let rows = facts.len().div_ceil(columns);
        for (i, row) in facts.chunks(columns).enumerate() {
            let above = if i == 0 { before } else { cx.theme.space.paragraph };
            let mut flow_box = FlowBox::new(above, Abs::ZERO);
            let mut start = Abs::ZERO;
            for fact in row {
                let x = cx.grid.text.at_start(cx.dir, start, width);
                let cell = self.fact(fact, scale, Column { x, width }, list);
                flow_box.height = flow_box.height.max(cell.height);
                flow_box.absorb(cell, Abs::ZERO);
                start += width + gap;
            }
            flow_box.height = cx.on_grid(flow_box.height);
            // Neither the first row nor the last stands alone on a page.
            flow_box.keep = i + 1 < rows && (i == 0 || i + 2 == rows);
            self.flow_boxes.push(flow_box);
        }
    }

    /// How many numbers stand side by side, and in which share of their size: the fewest rows
    /// in which every number, and every word under it, has room.
    fn fact_columns(&mut self, facts: &[Fact]) -> (usize, f64) {
        let scale = self.cx.scale;
        let mut widest = |text: fn(&Fact) -> &Text, style: &TextStyle| {
            let words = facts.iter().map(|fact| self.longest_word(text(fact), style));
            words.fold(Abs::pt(0.1), Abs::max)
        };
        let number = widest(|fact| &fact.number, &scale.facts_number);
        let label = widest(|fact| &fact.label, &scale.facts_label);
        let floor = self.cx.theme.lines.least_size.min(1.0);
        let count = facts.len().max(1);
        let ways = (count.div_ceil(MOST_FACTS)..=count).map(|rows| {
            let columns = count.div_ceil(rows);
            let room = self.fact_width(columns) - Abs::pt(0.05);
            (columns, (room / number).min(1.0), label <= room)
        });
        let mut last = 1.0;
        for (columns, share, has_label) in ways {
            if share >= floor && has_label {
                return (columns, share);
            }
            last = share;
        }
        (1, last.max(floor))
    }

    fn fact_width(&self, columns: usize) -> Abs {
        let count = f64::from(u32::try_from(columns).unwrap_or(1));
        if self.cx.theme.facts.kind == FactsKind::Cells {
            return self.cx.grid.text.width / count - self.cx.theme.facts.gap;
        }
        (self.cx.grid.text.width - self.cx.theme.facts.gap * (count - 1.0)) / count
    }

    fn fact(&mut self, fact: &Fact, scale: f64, column: Column, list: TagId) -> FlowBox {
        let cx = self.cx;
        let mut content = self.fact_text(fact, scale, column, list);
        let rules = &cx.theme.rules;
        let padding = cx.theme.facts.padding + rules.accent;
        let mut flow_box = FlowBox::new(Abs::ZERO, content.height + padding);
        let color = cx.color(&rules.accent_color);
        flow_box.rule(column.x, Abs::ZERO, column.width, rules.accent, color);
        let rule = Rect::new(column.x, Abs::ZERO, column.width, rules.accent);
        flow_box.ink.add(rule, Abs::ZERO, Abs::ZERO);
        content.before = Abs::ZERO;
        flow_box.absorb(content, padding);
        flow_box
    }

    /// A number over its words.
    pub(super) fn fact_text(
        &mut self,
        fact: &Fact,
        scale: f64,
        column: Column,
        list: TagId,
    ) -> FlowBox {
        let cx = self.cx;
        let style = &cx.scale.facts_number;
        let style = TextStyle { size: style.size * scale, ..style.clone() };
        let item = self.tag(TagKind::Li, list);
        let (number, label) = (self.tag(TagKind::Lbl, item), self.tag(TagKind::LBody, item));
        let start = ParagraphKind::Label(Alignment::Start);
        let big = self.boxed(&fact.number, &style, column, start, number);
        let small = &cx.scale.facts_label;
        let small = self.boxed(&fact.label, small, column, ParagraphKind::Balanced, label);
        stack(vec![big, small])
    }
}
