//! Terms as headlines: each under a strong rule over the whole text, its description in the main column.

use super::flow_box::FlowBox;
use super::frame::{TagId, TagKind};
use super::par::{FlowBuilder, SetText};
use crate::geom::{Abs, Rect};
use crate::model::TermRow;
use crate::model::style::TextStyle;

/// A headline of more lines steps down.
const MOST_LINES: f64 = 3.0;
/// Share of their size at which all headlines of a list may have one line each.
const SMALLER: f64 = 0.9;
/// Shares of the white between rows that are tried where a list then stands on one page.
const TIGHTER: [f64; 3] = [1.0, 0.75, 0.5];

impl FlowBuilder<'_, '_> {
    /// Adds a list of terms as headlines; one that a little less white brings onto one page has that.
    pub(super) fn headlines(&mut self, rows: &[TermRow], before: Abs, list: TagId) {
        let style = self.headline_style(rows);
        let first = self.flow_boxes.len();
        let fresh = self.flow_boxes.last().is_none_or(|flow_box| flow_box.whole_page);
        let gap = self.cx.theme.space.paragraph;
        for (i, row) in rows.iter().enumerate() {
            let item = self.tag(TagKind::Li, list);
            let at = self.flow_boxes.len();
            self.headline_row(row, if i == 0 { before } else { gap }, &style, item);
            // Neither the first row nor the last stands alone on a page.
            let last = i + 1 == rows.len();
            if !last && (i == 0 || i + 2 == rows.len()) {
                self.flow_boxes.iter_mut().skip(at).for_each(|flow_box| flow_box.keep = true);
            }
        }
        let added = self.flow_boxes.get_mut(first..).unwrap_or_default();
        let height: Abs = added.iter().map(|flow_box| flow_box.height).sum();
        let gaps = f64::from(u32::try_from(rows.len().saturating_sub(1)).unwrap_or(0));
        let room = self.cx.room();
        let fits = |share: &&f64| height + gap * gaps * **share <= room;
        let share = TIGHTER.iter().find(fits).filter(|_| fresh).copied().unwrap_or(1.0);
        for flow_box in added.iter_mut().skip(1).filter(|flow_box| flow_box.before == gap) {
            flow_box.before = gap * share;
        }
    }

    /// The style of a list's headlines: a little smaller where that brings each onto one line.
    fn headline_style(&mut self, rows: &[TermRow]) -> TextStyle {
        let (style, width) = (self.cx.scale.term.clone(), self.cx.grid.text.width);
        let widths = rows.iter().map(|row| self.natural_width(&row.term, &style));
        let widest = widths.fold(Abs::ZERO, Abs::max);
        if widest <= width || widest * SMALLER > width {
            return style;
        }
        TextStyle { size: style.size * (width / widest * 0.995), ..style }
    }

    /// Adds a rule, a term and its description; a long one may be parted between its lines.
    fn headline_row(&mut self, row: &TermRow, before: Abs, style: &TextStyle, item: TagId) {
        let cx = self.cx;
        let (text, main) = (cx.grid.text, cx.grid.main);
        let (line, pad) = (cx.theme.rules.accent, cx.theme.space.row);
        let label = self.tag(TagKind::Lbl, item);
        let style = self.whole_words(&row.term, style, text.width);
        let term = self.set_stepped(&row.term, &style, text.width, |set| {
            set.count() <= MOST_LINES && !set.is_too_wide()
        });
        let mut flow_box = FlowBox::new(before, Abs::ZERO);
        flow_box.rule(
            text.x,
            Abs::ZERO,
            text.width,
            line,
            cx.color(&cx.theme.rules.accent_color),
        );
        let rule = Rect::new(text.x, Abs::ZERO, text.width, line);
        flow_box.ink.add(rule, Abs::ZERO, Abs::ZERO);
        let top = flow_box.clear(&term, text.x, line + pad, cx.scale.step);
        term.place_all(&mut flow_box, text.x, top, label);
        let body = self.tag(TagKind::LBody, item);
        let texts = self.descriptions(&row.text, main);
        let y = top + term.height();
        let lines: f64 = texts.iter().map(SetText::count).sum();
        if let ([long], true) = (texts.as_slice(), lines > cx.theme.terms.keep_lines) {
            flow_box.height = cx.on_grid(y);
            flow_box.keep = true;
            self.flow_boxes.push(flow_box);
            self.flow(long, main.x, Abs::ZERO, body);
            return;
        }
        let foot = self.place_texts(&texts, &mut flow_box, (main, y), body);
        flow_box.height = cx.on_grid(foot);
        self.flow_boxes.push(flow_box.contain(cx.scale.step));
    }
}
