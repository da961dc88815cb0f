//! Term lists: the term in the side column, its description on the axis, or one above the other.

use icu_properties::CodePointSetData;
use icu_properties::props::TerminalPunctuation;
use rayon::prelude::*;

use super::context::{Column, Context};
use super::flow_box::FlowBox;
use super::frame::{FrameItem, ListNumbering, TagId, TagKind};
use super::ornament::filled;
use super::par::{FlowBuilder, ParagraphKind, SetText};
use crate::geom::{Abs, Path, Rect};
use crate::model::lang::Lang;
use crate::model::print::FormatKind;
use crate::model::style::{Kashida, TermsKind, TextStyle};
use crate::model::{BlockKind, Inline, Section, SpanStyle, TermRow, Text};

/// Side of a box to tick.
const TICK: Abs = Abs::pt(10.0);
/// From the start of the text to that beside a box.
const TICK_COLUMN: Abs = Abs::mm(8.0);

impl FlowBuilder<'_, '_> {
    /// Adds a term list; `ruled` draws the accent line above it (a band draws its own).
    pub(super) fn terms(&mut self, rows: &[TermRow], before: Abs, ruled: bool, parent: TagId) {
        let list = self.tag(TagKind::L(ListNumbering::None), parent);
        let kind = self.cx.terms;
        if kind == TermsKind::Clauses && !self.brief {
            return self.clauses(rows, before, list);
        }
        if kind == TermsKind::Headlines && !self.brief {
            return self.headlines(rows, before, list);
        }
        if ruled {
            self.accent(before);
        }
        for (i, row) in rows.iter().enumerate() {
            let first = self.flow_boxes.len();
            let item = self.tag(TagKind::Li, list);
            match kind {
                _ if self.brief => self.brief_row(row, item),
                TermsKind::Side => self.side_row(row, item),
                TermsKind::Stacked => self.stacked_row(row, item),
                TermsKind::RunIn | TermsKind::Clauses | TermsKind::Headlines => {
                    self.run_in_row(row, item);
                }
            }
            if i > 0 {
                let hair = self.hair();
                self.flow_boxes[first].joint.push(hair);
            }
            // The first two rows stay together; in a leaflet's short columns the last two.
            let leaflet = matches!(self.cx.document.format, FormatKind::Leaflet(_));
            let stays = if leaflet { i + 2 == rows.len() } else { i == 0 && rows.len() > 1 };
            if stays {
                for flow_box in &mut self.flow_boxes[first..] {
                    flow_box.keep = true;
                }
            }
        }
    }

    /// The hair rule between two rows, over the whole text width.
    pub(super) fn hair(&self) -> FrameItem {
        let (rules, text) = (&self.cx.theme.rules, self.cx.grid.text);
        let rect = Rect::new(text.x, Abs::ZERO, text.width, rules.hair);
        filled(Path::rect(rect), self.cx.color(&rules.hair_color))
    }

    /// Adds the accent line over the whole text width; what follows stays with it.
    pub(super) fn accent(&mut self, before: Abs) {
        self.accent_over(self.cx.grid.text, before);
    }

    /// Adds the accent line over a column; what follows stays with it.
    pub(super) fn accent_over(&mut self, column: Column, before: Abs) {
        let rules = &self.cx.theme.rules;
        let mut flow_box = FlowBox::new(before, Abs::ZERO);
        flow_box.keep = true;
        let color = self.cx.color(&rules.accent_color);
        flow_box.rule(column.x, Abs::ZERO, column.width, rules.accent, color);
        let rule = Rect::new(column.x, Abs::ZERO, column.width, rules.accent);
        flow_box.ink.add(rule, Abs::ZERO, Abs::ZERO);
        self.flow_boxes.push(flow_box);
    }

    /// Whether a term is too long for the side column.
    fn is_long(&mut self, term: &Text) -> bool {
        let (style, side) = (&self.cx.scale.term, self.cx.grid.side.width);
        self.longest_word(term, style) > side
            || self.trial(term, style, side).count() > self.cx.theme.terms.most_lines
    }

    fn side_row(&mut self, row: &TermRow, item: TagId) {
        let (side, main) = (self.cx.grid.side, self.cx.grid.main);
        let term =
            self.set(&row.term, &self.cx.scale.term, side.width, ParagraphKind::Balanced);
        let label = self.tag(TagKind::Lbl, item);
        let texts = self.descriptions(&row.text, main);
        let body = self.tag(TagKind::LBody, item);
        let lines: f64 = texts.iter().map(SetText::count).sum();
        if lines > self.cx.theme.terms.keep_lines && texts.len() == 1 {
            self.parted_row(&term, label, &texts[0], body);
            return;
        }
        let pad = self.cx.theme.space.row;
        let mut flow_box = FlowBox::default();
        let first = texts.first().map_or(term.baseline, |text| text.baseline);
        let level = first.max(term.baseline);
        let drop = level - term.baseline;
        term.place_all(&mut flow_box, side.x, pad + drop, label);
        let foot = self.place_texts(&texts, &mut flow_box, (main, pad + level - first), body);
        let height = foot.max(pad + drop + term.height()) + pad;
        flow_box.height = self.cx.on_grid(height);
        self.push_row(flow_box);
    }

    /// Adds a row whose ink stays clear of the rules above and below it.
    fn push_row(&mut self, row: FlowBox) {
        self.flow_boxes.push(row.contain(self.cx.scale.step));
    }

    /// Puts descriptions below one another; returns where they end.
    pub(super) fn place_texts(
        &mut self,
        texts: &[SetText],
        flow_box: &mut FlowBox,
        (main, top): (Column, Abs),
        body: TagId,
    ) -> Abs {
        let mut y = top;
        for (i, text) in texts.iter().enumerate() {
            if i > 0 {
                y += self.cx.theme.space.paragraph;
            }
            y = flow_box.clear(text, main.x, y, self.cx.scale.step);
            let tag = if texts.len() == 1 { body } else { self.tag(TagKind::P, body) };
            text.place_all(flow_box, main.x, y, tag);
            y += text.height();
        }
        y
    }

    pub(super) fn descriptions(&mut self, texts: &[Text], column: Column) -> Vec<SetText> {
        let style = &self.cx.scale.body;
        texts.iter().map(|t| self.set(t, style, column.width, ParagraphKind::Prose)).collect()
    }

    /// A long row, which may be parted between pages after the lines beside its term.
    fn parted_row(&mut self, term: &SetText, label: TagId, text: &SetText, body: TagId) {
        let (side, main) = (self.cx.grid.side, self.cx.grid.main);
        let pad = self.cx.theme.space.row;
        let first = self.flow_boxes.len();
        self.flow(text, main.x, Abs::ZERO, body);
        let end = self.flow_boxes.len() - 1;
        self.flow_boxes[end].height += pad * 2.0;
        for (i, flow_box) in self.flow_boxes[first..].iter_mut().enumerate() {
            if i == 0 {
                let content = std::mem::take(flow_box);
                flow_box.height = content.height + if first == end { Abs::ZERO } else { pad };
                let drop = (text.baseline - term.baseline).max(Abs::ZERO);
                term.place_all(flow_box, side.x, pad + drop, label);
                flow_box.absorb(content, pad);
            }
        }
        if first != end {
            self.flow_boxes[end].height -= pad;
        }
        // The lines that stand beside the term stay with it.
        let mut covered = self.flow_boxes[first].height;
        let mut i = first;
        while covered < pad + term.height() && i < end {
            self.flow_boxes[i].keep = true;
            i += 1;
            covered += self.flow_boxes[i].height;
        }
    }

    fn stacked_row(&mut self, row: &TermRow, item: TagId) {
        let whole = self.cx.grid.main;
        let boxed = self.cx.theme.terms.boxes;
        let beside = if boxed { TICK_COLUMN } else { Abs::ZERO };
        let main = whole.inset(self.cx.dir, beside, Abs::ZERO);
        let pad = self.cx.theme.space.row;
        let term =
            self.set(&row.term, &self.cx.scale.term, main.width, ParagraphKind::Balanced);
        let label = self.tag(TagKind::Lbl, item);
        let texts = self.descriptions(&row.text, main);
        let body = self.tag(TagKind::LBody, item);
        let mut flow_box = FlowBox::default();
        if boxed {
            self.tick_box(&mut flow_box, whole, pad + term.baseline);
        }
        term.place_all(&mut flow_box, main.x, pad, label);
        let foot = self.place_texts(&texts, &mut flow_box, (main, pad + term.height()), body);
        flow_box.height = self.cx.on_grid(foot + pad);
        self.push_row(flow_box);
    }

    /// A box to tick at the start of a column, on a baseline.
    fn tick_box(&self, flow_box: &mut FlowBox, column: Column, baseline: Abs) {
        let cx = self.cx;
        let x = column.at_start(cx.dir, Abs::ZERO, TICK);
        let rect = Rect::new(x, baseline - TICK, TICK, TICK);
        flow_box.outline(rect, cx.theme.rules.frame, cx.color(&cx.scale.term.color));
    }

    /// The term alone.
    fn brief_row(&mut self, row: &TermRow, item: TagId) {
        let column = self.cx.grid.main;
        let pad = self.cx.theme.space.row;
        let style = &self.cx.scale.term;
        let term = self.set(&row.term, style, column.width, ParagraphKind::Balanced);
        let body = self.tag(TagKind::LBody, item);
        let mut flow_box = FlowBox::new(Abs::ZERO, self.cx.on_grid(term.height() + pad * 2.0));
        term.place_all(&mut flow_box, column.x, pad, body);
        self.push_row(flow_box);
    }

    /// Term, colon and description in one paragraph over the text width.
    fn run_in_row(&mut self, row: &TermRow, item: TagId) {
        let column = self.cx.grid.main;
        let pad = self.cx.theme.space.row;
        let body = self.tag(TagKind::LBody, item);
        let joined = run_in(row, &self.cx.scale.term, &self.cx.document.lang);
        let texts = self.descriptions(&joined, column);
        let mut flow_box = FlowBox::default();
        let foot = self.place_texts(&texts, &mut flow_box, (column, pad), body);
        flow_box.height = self.cx.on_grid(foot + pad);
        self.push_row(flow_box);
    }
}

/// How the term lists of an edition stand: beside their descriptions, where the theme has them
/// there, unless a term of any list is too long for that. Lists of two kinds would look like a slip.
pub(super) fn kind(cx: &Context<'_, '_>) -> TermsKind {
    let usual = cx.theme.terms.kind;
    if usual != TermsKind::Side {
        return usual;
    }
    let is_long = |section: &Section| {
        let mut builder = FlowBuilder::new(cx, TagKind::Div);
        let lists = section.body.iter().filter_map(|block| match &block.kind {
            BlockKind::Terms(rows) => Some(rows),
            _ => None,
        });
        lists.flatten().any(|row| builder.is_long(&row.term))
    };
    let stacked = cx.document.sections.par_iter().any(is_long);
    if stacked { TermsKind::Stacked } else { TermsKind::Side }
}

/// Whether a term ends with a mark of its own, closed by quotation marks or brackets or not: a
/// question needs no colon.
fn ends_with_mark(term: &str) -> bool {
    let closes =
        |c: char| matches!(c, '"' | '\'' | '»' | '«' | '”' | '“' | '’' | '›' | ')' | ']');
    let rest = term.trim_end().trim_end_matches(closes);
    let is_mark = |c| c == '…' || CodePointSetData::new::<TerminalPunctuation>().contains(c);
    rest.chars().next_back().is_some_and(is_mark)
}

/// A row's texts with the term, in its own weight and colour, and its colon before the first of
/// them.
pub(super) fn run_in(row: &TermRow, term: &TextStyle, lang: &Lang) -> Vec<Text> {
    let mut texts = row.text.clone();
    if let Some(first) = texts.first_mut() {
        let span = row.term.span;
        let inline = |text: &str| Inline::Text { text: text.into(), span };
        let style = SpanStyle {
            color: Some(term.color.clone()),
            weight: Some(term.weight),
            // A term is a title: its joins are not stretched.
            kashida: Some(Kashida::None),
            ..SpanStyle::default()
        };
        let mut content = row.term.inlines.clone();
        if !ends_with_mark(&row.term.to_plain()) {
            content.push(inline(lang.colon()));
        }
        let term = Inline::Styled { style: Box::new(style), content, span: row.span };
        let mut inlines = vec![term, inline(" ")];
        inlines.append(&mut first.inlines);
        first.inlines = inlines;
    }
    texts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_with_marks_of_their_own_get_no_colon() {
        for marked in
            ["آمن؟", "Why?", "«لماذا؟»", "Stop!", "何ですか？", "one…", "كلمة:", "(a.)"]
        {
            assert!(ends_with_mark(marked), "{marked}");
        }
        for bare in ["الوقاية", "C++", "(CBC)", "Hb ≥ 12", "«كلمة»", "12%", ""] {
            assert!(!ends_with_mark(bare), "{bare}");
        }
    }
}
