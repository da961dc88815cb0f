//! The strip at the outer trim: a cell a section, that of the page's own filled.

use super::flow_box::FlowBox;
use super::frame::{FrameItem, TagKind};
use super::furniture::PageSide;
use super::ornament::filled;
use super::paginate::PageContent;
use super::par::FlowBuilder;
use crate::geom::{Abs, Path, Point, Rect};
use crate::model::style::{ColorName, TextStyle};

/// What stands in a filled cell.
const ON_CELL: &str = "paper";
/// Least size of light type on a dark ground, and white between it and the edge of its cell.
const LEAST_TYPE: Abs = Abs::pt(9.0);
const CLEAR: Abs = Abs::pt(1.0);

impl FlowBuilder<'_, '_> {
    /// The cells of a page; none where a picture lies there that runs to the edges.
    pub(super) fn edge_strip(&mut self, draft: &PageContent, side: PageSide) -> Vec<FrameItem> {
        let (cx, style) = (self.cx, &self.cx.theme.index);
        let count = u32::try_from(cx.document.sections.len()).unwrap_or(u32::MAX);
        let page = &cx.theme.page;
        let covered = draft.covers(-page.top, page.height - page.top);
        if f64::from(count) > style.most || count < 2 || covered {
            return vec![];
        }
        let height = page.height / f64::from(count);
        let left = if side.outer_left { Abs::ZERO } else { page.width - style.width };
        let mut items = vec![];
        for cell in 1..count {
            let top = height * f64::from(cell) - style.stroke / 2.0;
            let rect = Rect::new(left, top, style.width, style.stroke);
            items.push(filled(Path::rect(rect), cx.color(&style.unlit_color)));
        }
        let own = draft.section.and_then(|index| u32::try_from(index).ok());
        if let Some(index) = own.filter(|index| *index < count) {
            let cell = Rect::new(left, height * f64::from(index), style.width, height);
            items.extend(self.lit_cell(cell, index, side));
        }
        items
    }

    /// The filled cell, into the bleed, with the number of its section.
    fn lit_cell(&mut self, cell: Rect, index: u32, side: PageSide) -> Vec<FrameItem> {
        let (cx, page) = (self.cx, &self.cx.theme.page);
        let bleed = page.bleed;
        let top = if index == 0 { -bleed } else { cell.top() };
        let foot = cell.bottom() + bleed;
        let foot = if foot >= page.height + bleed { foot } else { cell.bottom() };
        let left = if side.outer_left { -bleed } else { cell.left() };
        let ground = Rect::new(left, top, cell.size.width + bleed, foot - top);
        let color = cx.color(&cx.theme.index.lit_color);
        let mut flow_box = FlowBox::default();
        flow_box.fill(Path::rect(ground), color);
        let style = TextStyle {
            weight: cx.scale.term.weight,
            color: ColorName(ON_CELL.into()),
            size: cx.scale.running_head.size.max(LEAST_TYPE),
            ..cx.scale.running_head.clone()
        };
        let paper = self.stand_on(color);
        let digits = cx.digits.format(usize::try_from(index).unwrap_or_default() + 1);
        // As far from the trim as a cut may miss it; without room for that, the cell speaks alone.
        let set = self.one_label(&digits, &style, Abs::pt(1e4));
        let ink = set.lines.first().and_then(|line| cx.setter.ink(line)).unwrap_or_default();
        let half = ink.size.width / 2.0;
        let safe = (cx.document.print.trim_safe + half + CLEAR).max(cell.size.width / 2.0);
        if safe + half + CLEAR > cell.size.width {
            self.stand_on(paper);
            return flow_box.items;
        }
        let x = if side.outer_left { safe } else { page.width - safe };
        let middle = Point::new(x, cell.top() + cell.size.height / 2.0);
        let tag = self.tag(TagKind::P, self.root());
        self.centred_label(&mut flow_box, &digits, &style, middle, tag);
        self.stand_on(paper);
        // What surrounds the text is no part of it.
        flow_box.copied().items
    }
}
