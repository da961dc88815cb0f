//! Numbered clauses: each under a rule of its own, in columns that are read across.

use super::blocks::TOO_WIDE;
use super::context::Column;
use super::flow_box::{Anchor, FlowBox};
use super::frame::{TagId, TagKind};
use super::par::{FlowBuilder, ParagraphKind};
use super::terms::run_in;
use crate::geom::{Abs, Rect};
use crate::model::print::FormatKind;
use crate::model::style::{Align, TextStyle};
use crate::model::{Inline, LineChange, TermRow, Text};
use crate::text::Alignment;

/// Least width of a clause's text, in em of it: five or six words a line.
const NARROWEST: f64 = 12.0;
/// Least white between a clause's term and its text.
const UNDER_TERM: Abs = Abs::pt(3.0);

impl FlowBuilder<'_, '_> {
    /// Adds terms as clauses, in as many columns as have room for their words.
    pub(super) fn clauses(&mut self, rows: &[TermRow], before: Abs, list: TagId) {
        if matches!(self.cx.document.format, FormatKind::Leaflet(_)) {
            return self.short_clauses(rows, before, list);
        }
        let from = self.clause;
        let most = count(self.cx.theme.terms.columns);
        for columns in (1..=most).rev() {
            self.clause = from;
            let wide = self.columns_of_text(columns).0 - self.cx.theme.terms.number;
            if columns > 1 && wide < self.cx.scale.body.size * NARROWEST {
                continue;
            }
            let has_room = self.attempt(
                |builder| builder.clause_rows(rows, columns, before, list),
                |told, _| {
                    columns == 1 || !told.iter().any(|fault| TOO_WIDE.contains(&fault.id))
                },
            );
            if has_room {
                return;
            }
        }
    }

    /// Clauses of a leaflet: number, term and text on one line, hair rules between them.
    fn short_clauses(&mut self, rows: &[TermRow], before: Abs, list: TagId) {
        let (cx, column) = (self.cx, self.cx.grid.main);
        let number = self.clause_number_width(rows.len());
        self.accent(before);
        for (i, row) in rows.iter().enumerate() {
            self.clause += 1;
            let written = cx.digits.clause(self.section, self.clause);
            let item = self.tag(TagKind::Li, list);
            let (label, body) = (self.tag(TagKind::Lbl, item), self.tag(TagKind::LBody, item));
            let inner = column.inset(cx.dir, number, Abs::ZERO);
            let joined = run_in(row, &cx.scale.term, &cx.document.lang);
            let texts = self.ragged(|builder| builder.descriptions(&joined, inner));
            let digits = self.clause_digits(&written);
            let first = texts.first().map_or(digits.baseline, |text| text.baseline);
            let level = first.max(digits.baseline);
            let pad = cx.theme.space.row;
            let mut flow_box = FlowBox::default();
            let x = column.at_start(cx.dir, Abs::ZERO, digits.measure);
            digits.place_all(&mut flow_box, x, pad + level - digits.baseline, label);
            flow_box.begins = None;
            let foot =
                self.place_texts(&texts, &mut flow_box, (inner, pad + level - first), body);
            flow_box.height = cx.on_grid(foot + pad);
            let mut flow_box = flow_box.contain(cx.scale.step);
            if i > 0 {
                flow_box.joint.push(self.hair());
            }
            // In short columns the last two rows stay together.
            flow_box.keep = i + 2 == rows.len();
            flow_box.anchors.push(self.clause_anchor(&row.term, &written));
            self.flow_boxes.push(flow_box);
        }
    }

    /// Width of each of some columns of the text, and where one begins, from its start edge.
    pub(super) fn columns_of_text(&self, columns: usize) -> (Abs, Abs) {
        let count = f64::from(u32::try_from(columns.max(1)).unwrap_or(1));
        let gap = self.cx.theme.facts.gap;
        let width = (self.cx.grid.text.width - gap * (count - 1.0)) / count;
        (width, width + gap)
    }

    fn clause_rows(&mut self, rows: &[TermRow], columns: usize, before: Abs, list: TagId) {
        let (cx, text) = (self.cx, self.cx.grid.text);
        let (width, pitch) = self.columns_of_text(columns);
        let number = self.clause_number_width(rows.len());
        let count = rows.len().div_ceil(columns);
        for (i, row) in rows.chunks(columns).enumerate() {
            let above = if i == 0 { before } else { cx.theme.space.block };
            let mut flow_box = FlowBox::new(above, Abs::ZERO);
            for (place, row) in (0_u32..).zip(row) {
                let x = text.at_start(cx.dir, pitch * f64::from(place), width);
                let cell = self.clause_cell(row, Column { x, width }, number, list);
                flow_box.height = flow_box.height.max(cell.height);
                flow_box.absorb(cell, Abs::ZERO);
            }
            flow_box.height = cx.on_grid(flow_box.height);
            // The last row does not stand alone on a page.
            flow_box.keep = i + 2 == count;
            self.flow_boxes.push(flow_box);
        }
    }

    /// Rule, number and term, text.
    fn clause_cell(
        &mut self,
        row: &TermRow,
        column: Column,
        number: Abs,
        list: TagId,
    ) -> FlowBox {
        let cx = self.cx;
        self.clause += 1;
        let written = cx.digits.clause(self.section, self.clause);
        let item = self.tag(TagKind::Li, list);
        let (label, body) = (self.tag(TagKind::Lbl, item), self.tag(TagKind::LBody, item));
        let inner = column.inset(cx.dir, number, Abs::ZERO);
        let top = cx.theme.rules.frame + cx.theme.space.row;
        let mut flow_box = FlowBox::default();
        let color = cx.color(&cx.theme.rules.accent_color);
        flow_box.rule(column.x, Abs::ZERO, column.width, cx.theme.rules.frame, color);
        let rule = Rect::new(column.x, Abs::ZERO, column.width, cx.theme.rules.frame);
        flow_box.ink.add(rule, Abs::ZERO, Abs::ZERO);
        let digits = self.clause_digits(&written);
        let term = self.set(&row.term, &cx.scale.term, inner.width, ParagraphKind::Balanced);
        let start = Column { x: column.at_start(cx.dir, Abs::ZERO, number), width: number };
        let level = digits.baseline.max(term.baseline);
        digits.place_all(&mut flow_box, start.x, top + level - digits.baseline, label);
        flow_box.begins = None;
        let under = top + level - term.baseline;
        term.place_all(&mut flow_box, inner.x, under, label);
        let texts = self.ragged(|builder| builder.descriptions(&row.text, inner));
        let below = cx.on_grid(under + term.height() + UNDER_TERM);
        flow_box.height = self.place_texts(&texts, &mut flow_box, (inner, below), body);
        flow_box.anchors.push(self.clause_anchor(&row.term, &written));
        flow_box
    }

    /// Prose whose lines end where they end, unless its block asks for something else.
    pub(super) fn ragged<T>(&mut self, set: impl FnOnce(&mut Self) -> T) -> T {
        let align = self.asked.align.or(Some(Align::Start));
        self.asking(LineChange { align, ..self.asked }, set)
    }

    /// The number of a clause as it is set, at the start of its column.
    fn clause_digits(&mut self, written: &str) -> super::par::SetText {
        let cx = self.cx;
        let style = TextStyle { color: cx.scale.number.color.clone(), ..cx.scale.term.clone() };
        let width = self.cx.theme.terms.number;
        let kind = ParagraphKind::Label(Alignment::Start);
        let natural = self.set_plain(written, &style, Abs::pt(1e4), kind);
        let wide = natural.lines.first().map_or(Abs::ZERO, |line| line.width);
        self.set_plain(written, &style, width.max(wide + Abs::pt(0.05)), kind)
    }

    /// Width of the column of the numbers of a list: the theme's, or what the widest needs.
    fn clause_number_width(&mut self, rows: usize) -> Abs {
        let widest = (1..=rows).map(|row| {
            let written = self.cx.digits.clause(self.section, self.clause + row);
            let set = self.clause_digits(&written);
            set.lines.first().map_or(Abs::ZERO, |line| line.width)
        });
        let widest = widest.fold(Abs::ZERO, Abs::max);
        self.cx.theme.terms.number.max(widest + self.cx.theme.list.number_gap)
    }

    fn clause_anchor(&self, term: &Text, written: &str) -> Anchor {
        let said = format!("{written} ");
        let mut titled = term.clone();
        titled.inlines.insert(0, Inline::Text { text: said, span: term.span });
        Anchor {
            id: clause_id(self.section, self.clause),
            outline: Some((titled.to_directed(self.cx.dir), 2)),
            section: None,
            y: Abs::ZERO,
        }
    }
}

/// What links call a clause.
pub(super) fn clause_id(section: usize, clause: usize) -> String {
    format!("clause-{section}-{clause}")
}

/// A number of columns that a theme says.
pub(super) fn count(columns: f64) -> usize {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
    let count = columns.round().clamp(1.0, 6.0) as usize;
    count
}
