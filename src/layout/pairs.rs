//! What to do and what not to do: two halves of one height, or one below the other where there is no
//! room for both.

use super::blocks::{NARROWEST, TOO_WIDE, stack};
use super::context::Column;
use super::flow_box::FlowBox;
use super::frame::{TagId, TagKind};
use super::par::{FlowBuilder, ParagraphKind};
use crate::geom::{Abs, Path, Point, Rect};
use crate::model::style::TextStyle;
use crate::model::{DoDont, GRID, Pictogram, Text};

/// Stroke of tick and cross, in units of their grid.
const SIGN_STROKE: f64 = 5.5;
/// From a sign to its word, as a share of the sign.
const SIGN_GAP: f64 = 0.4;

/// Neither the first pair nor the last stands alone on a page, where two together are no higher than
/// `most`.
fn keep_company(rows: &mut [FlowBox], most: Abs) {
    for i in 1..rows.len() {
        let is_end = i == 1 || i + 1 == rows.len();
        let fits = rows[i - 1].height + rows[i].before + rows[i].height <= most;
        rows[i - 1].keep = is_end && fits;
    }
}

impl FlowBuilder<'_, '_> {
    /// Adds pairs, all of them side by side or none.
    pub(super) fn pairs(
        &mut self,
        pairs: &[DoDont],
        column: Column,
        before: Abs,
        parent: TagId,
    ) {
        let over = if column == self.cx.grid.main { self.cx.grid.text } else { column };
        let half = (over.width - self.cx.theme.pairs.gap) / 2.0;
        let text = half - self.cx.theme.pairs.padding * 2.0;
        let wide = text >= self.cx.scale.pair_text().size * NARROWEST;
        let beside = wide
            && self.attempt(
                |builder| builder.pair_rows(pairs, over, before, parent, true),
                |told, _| !told.iter().any(|fault| TOO_WIDE.contains(&fault.id)),
            );
        if !beside {
            self.pair_rows(pairs, over, before, parent, false);
        }
    }

    fn pair_rows(
        &mut self,
        pairs: &[DoDont],
        over: Column,
        before: Abs,
        parent: TagId,
        beside: bool,
    ) {
        let gap = self.cx.theme.pairs.gap;
        let first = self.flow_boxes.len();
        for (i, pair) in pairs.iter().enumerate() {
            let above = if i == 0 { before } else { gap };
            let row = self.tag(TagKind::Div, parent);
            if beside {
                self.pair_beside(pair, over, above, row);
            } else {
                for (good, texts, above) in [(true, &pair.good, above), (false, &pair.bad, gap)]
                {
                    let content = self.half(good, texts, over, row);
                    let mut flow_box = self.framed_half(good, content, over, Abs::ZERO);
                    flow_box.before = above;
                    // What not to do never stands alone.
                    flow_box.keep = good;
                    self.flow_boxes.push(flow_box);
                }
            }
        }
        if beside {
            keep_company(&mut self.flow_boxes[first..], self.cx.grid.height / 2.0);
        }
    }

    fn pair_beside(&mut self, pair: &DoDont, over: Column, before: Abs, row: TagId) {
        let (dir, gap) = (self.cx.dir, self.cx.theme.pairs.gap);
        let width = (over.width - gap) / 2.0;
        let place = |start| Column { x: over.at_start(dir, start, width), width };
        let columns = [place(Abs::ZERO), place(width + gap)];
        let good = self.half(true, &pair.good, columns[0], row);
        let bad = self.half(false, &pair.bad, columns[1], row);
        let height = good.height.max(bad.height);
        let mut flow_box = FlowBox::new(before, Abs::ZERO);
        for (is_good, content, column) in [(true, good, columns[0]), (false, bad, columns[1])] {
            let half = self.framed_half(is_good, content, column, height);
            flow_box.height = half.height;
            flow_box.absorb(half, Abs::ZERO);
        }
        self.flow_boxes.push(flow_box);
    }

    /// Sign and word, then the paragraphs.
    fn half(&mut self, good: bool, texts: &[Text], column: Column, row: TagId) -> FlowBox {
        let cx = self.cx;
        let div = self.tag(TagKind::Div, row);
        let padding = cx.theme.pairs.padding;
        let inner = column.inset(cx.dir, padding, padding);
        let [_, ground] = cx.theme.pairs.colors(good);
        let paper = self.stand_on(cx.color(ground));
        let mut parts = vec![self.pair_head(good, inner, div)];
        for (i, text) in texts.iter().enumerate() {
            let tag = self.tag(TagKind::P, div);
            let style = cx.scale.pair_text();
            let mut part = self.boxed(text, style, inner, ParagraphKind::Aside, tag);
            part.before = if i == 0 { Abs::ZERO } else { cx.theme.space.paragraph };
            parts.push(part);
        }
        self.stand_on(paper);
        stack(parts)
    }

    fn pair_head(&mut self, good: bool, inner: Column, div: TagId) -> FlowBox {
        let cx = self.cx;
        let [color, ground] = cx.theme.pairs.colors(good);
        let words = &cx.document.meta.words;
        let word = if good { &words.pair_do } else { &words.pair_dont };
        let sign = cx.theme.pairs.sign;
        let beside = inner.inset(cx.dir, sign * (1.0 + SIGN_GAP), Abs::ZERO);
        let style = TextStyle { color: color.clone(), ..cx.scale.pair_head().clone() };
        let set = self.set_plain(word, &style, beside.width, ParagraphKind::Balanced);
        let tag = self.tag(TagKind::P, div);
        let top = ((sign - set.leading) / 2.0).max(Abs::ZERO);
        let mut flow_box = FlowBox::new(Abs::ZERO, (top + set.height()).max(sign));
        let x = inner.at_start(cx.dir, Abs::ZERO, sign);
        let place = Point::new(x, top + (set.leading - sign) / 2.0);
        let centre = place.moved(sign / 2.0, sign / 2.0);
        let kind = if good { Pictogram::Yes } else { Pictogram::No };
        let mark = kind.path(SIGN_STROKE).placed(place, sign.to_pt() / GRID, false);
        flow_box.fill(Path::circle(centre, sign / 2.0), cx.color(color));
        flow_box.fill(mark, cx.color(ground));
        set.place_all(&mut flow_box, beside.x, top, tag);
        flow_box.begins = None;
        flow_box
    }

    /// A half in its frame, as high as `least` asks of its content.
    fn framed_half(&self, good: bool, content: FlowBox, column: Column, least: Abs) -> FlowBox {
        let (cx, style) = (self.cx, &self.cx.theme.pairs);
        let [color, ground] = style.colors(good).map(|name| cx.color(name));
        let inner = content.height.max(least);
        let height = cx.on_grid(inner + style.padding * 2.0);
        let mut flow_box = FlowBox::new(Abs::ZERO, height);
        let frame = Rect::new(column.x, Abs::ZERO, column.width, height);
        flow_box.panel(frame, (style.radius, style.stroke), color, ground);
        let slack = (height - inner) / 2.0;
        flow_box.absorb(content, slack);
        flow_box
    }
}
