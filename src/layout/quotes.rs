//! Quotations under a mark as large as a sign: in their column, or on a page of their own.

use super::context::Column;
use super::flow_box::FlowBox;
use super::frame::{TagId, TagKind};
use super::par::{FlowBuilder, ParagraphKind, SetText};
use crate::geom::{Abs, Rect};
use crate::model::style::{ColorName, QuoteKind, TextStyle};
use crate::model::{Inline, Text};

/// From the trim to the mark on a page.
const TOP: Abs = Abs::mm(14.0);
/// Least white between the mark and the words.
const APART: Abs = Abs::pt(27.0);
/// Between a mark and the words in a column.
const UNDER: Abs = Abs::pt(11.25);
/// A quotation of more words stands in its column.
const MOST_WORDS: usize = 40;
/// Signs that open quotations.
const OPENING: &str = "«“„‘‹\"";

impl FlowBuilder<'_, '_> {
    /// Adds a quotation on a page of its own, where the theme has such pages and the words have room;
    /// whether they do.
    pub(super) fn quote_page(
        &mut self,
        body: &[Text],
        attribution: Option<&Text>,
        column: Column,
        parent: TagId,
    ) -> bool {
        let cx = self.cx;
        let style = &cx.theme.quote;
        let words: usize = body.iter().map(|t| t.to_plain().split_whitespace().count()).sum();
        let stands = style.kind == QuoteKind::Page && self.turns && column == cx.grid.main;
        if !stands || self.is_headed() || words > MOST_WORDS {
            return false;
        }
        let ground = cx.color(&style.ground);
        let paper = self.stand_on(ground);
        let (tags, links) = (self.tags.nodes.len(), self.links());
        let tag = self.tag(TagKind::BlockQuote, parent);
        let words = self.quote_on_page(body, attribution, tag);
        self.stand_on(paper);
        if words.notes.is_empty() && words.height <= cx.grid.height {
            let mut flow_box = FlowBox::new(Abs::ZERO, cx.grid.height);
            (flow_box.whole_page, flow_box.floats, flow_box.ground) =
                (true, true, Some(ground));
            flow_box.absorb(words, Abs::ZERO);
            flow_box.ink = super::ink::Skyline::default();
            self.flow_boxes.push(flow_box);
            return true;
        }
        self.tags.forget(tags);
        self.forget_links(links);
        false
    }

    /// Whether a quotation is short enough for a mark that is seen from afar.
    pub(super) fn is_called(&self, body: &[Text]) -> bool {
        let words: usize = body.iter().map(|t| t.to_plain().split_whitespace().count()).sum();
        self.cx.theme.quote.mark > Abs::ZERO && words <= MOST_WORDS && !self.is_headed()
    }

    /// Mark, words and source on the foot of a page.
    fn quote_on_page(&mut self, body: &[Text], from: Option<&Text>, tag: TagId) -> FlowBox {
        let cx = self.cx;
        let (text, color) = (cx.grid.text, &cx.theme.quote.color);
        let in_color = |style: &TextStyle| TextStyle { color: color.clone(), ..style.clone() };
        let style = in_color(&cx.scale.quote);
        let mut words = FlowBox::default();
        let mut mark = None;
        for (i, said) in body.iter().enumerate() {
            let p = self.tag(TagKind::P, tag);
            let cut = if i == 0 { opening(said) } else { None };
            let said = cut.as_ref().map_or(said, |(_, rest)| rest);
            let above = if i == 0 { Abs::ZERO } else { cx.theme.space.paragraph };
            let set = self.set(said, &style, text.width, ParagraphKind::Balanced);
            if i == 0 {
                mark = Some((cut.as_ref().map(|(mark, _)| *mark), p));
            }
            let y = words.clear(&set, text.x, words.height + above, cx.scale.step);
            set.place_all(&mut words, text.x, y, p);
            words.height = y + set.height();
        }
        if let Some(from) = from {
            let style = in_color(&cx.scale.attribution);
            let set = self.set(from, &style, text.width, ParagraphKind::Balanced);
            let p = self.tag(TagKind::P, tag);
            let y = words.height + cx.theme.space.paragraph;
            let y = words.clear(&set, text.x, y, cx.scale.step);
            set.place_all(&mut words, text.x, y, p);
            words.height = y + set.height();
        }
        words.starts.clear();
        let at = cx.grid.height - words.height;
        let top = TOP - cx.theme.page.top;
        let room = Rect::new(text.x, top, text.width, at - APART - top);
        let mut flow_box = FlowBox::default();
        if let Some(mark) = mark {
            let color = &cx.theme.quote.mark_color;
            self.quote_mark(&mut flow_box, mark, (cx.theme.quote.page_mark, color), room);
        }
        flow_box.begins = words.begins.map(|(id, _)| (id, 0));
        flow_box.height = words.height + (top - at).max(Abs::ZERO);
        flow_box.absorb(words, at);
        flow_box
    }

    /// Takes the opening mark from the first words of a quotation and adds it over them, large;
    /// returns the words that are left, or nothing where the theme has no such marks.
    pub(super) fn mark_over(
        &mut self,
        text: &Text,
        column: Column,
        before: Abs,
        tag: TagId,
    ) -> Option<Text> {
        let cx = self.cx;
        let size = cx.theme.quote.mark;
        if size <= Abs::ZERO {
            return None;
        }
        let cut = opening(text);
        let room = Rect::new(column.x, Abs::ZERO, column.width, size);
        let mut flow_box = FlowBox::new(before, Abs::ZERO);
        let mark = (cut.as_ref().map(|(mark, _)| *mark), tag);
        let color = &cx.theme.rules.accent_color;
        let foot = self.quote_mark(&mut flow_box, mark, (size, color), room);
        flow_box.height = cx.on_grid(foot + UNDER);
        flow_box.keep = true;
        self.flow_boxes.push(flow_box);
        Some(cut.map_or_else(|| text.clone(), |(_, rest)| rest))
    }

    /// Adds a mark, its ink at the start and at the head of a room; one that no text has is for eyes
    /// alone. Returns where its ink ends.
    fn quote_mark(
        &mut self,
        flow_box: &mut FlowBox,
        (mark, tag): (Option<char>, TagId),
        (size, color): (Abs, &ColorName),
        room: Rect,
    ) -> Abs {
        let cx = self.cx;
        let sign = mark.unwrap_or_else(|| {
            let quotes = cx.document.lang.quotes();
            quotes[0].chars().next().unwrap_or('“')
        });
        let style = TextStyle { size, color: color.clone(), ..cx.scale.quote.clone() };
        let (set, ink) = self.sign(sign, &style);
        let high = room.size.height / ink.size.height;
        let share = high.min(room.size.width / ink.size.width).min(1.0);
        if share <= 0.1 {
            return room.top();
        }
        let size = style.size * share;
        let (set, ink) = match share < 1.0 {
            true => self.sign(sign, &TextStyle { size, ..style }),
            false => (set, ink),
        };
        let left = match cx.dir.is_rtl() {
            true => room.right() - ink.right(),
            false => room.left() - ink.left(),
        };
        let mut drawn = FlowBox::default();
        let y = room.top() - ink.top() - set.baseline;
        let offset = set.lines.first().map_or(Abs::ZERO, |line| line.offset);
        set.place_all(&mut drawn, left - offset, y, tag);
        let drawn = if mark.is_some() { drawn } else { drawn.copied() };
        flow_box.items.extend(drawn.items);
        room.top() + ink.size.height
    }

    fn sign(&mut self, sign: char, style: &TextStyle) -> (SetText, Rect) {
        let set = self.one_label(&sign.to_string(), style, Abs::pt(1e4));
        let ink = set.lines.first().and_then(|line| self.cx.setter.ink(line));
        let size = style.size;
        (set, ink.unwrap_or(Rect::new(Abs::ZERO, -size, size, size)))
    }
}

/// The mark that opens a text, and the rest of it.
fn opening(text: &Text) -> Option<(char, Text)> {
    let (first, others) = text.inlines.split_first()?;
    let Inline::Text { text: said, span } = first else { return None };
    let mut chars = said.chars();
    let mark = chars.next().filter(|&c| OPENING.contains(c))?;
    let rest = chars.as_str().trim_start().to_owned();
    let mut inlines = vec![Inline::Text { text: rest, span: *span }];
    inlines.extend(others.iter().cloned());
    Some((mark, Text { inlines, ..text.clone() }))
}
