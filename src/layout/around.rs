//! What surrounds the text of a page: grounds, bands, furniture; of two texts in columns once.

use super::assemble::Assembly;
use super::context::Context;
use super::cover::ground;
use super::flow_box::FlowBox;
use super::frame::{FrameItem, TagKind};
use super::furniture::PageSide;
use super::ornament::filled;
use super::paginate::PageContent;
use super::par::FlowBuilder;
use super::screens::PageItems;
use crate::geom::{Abs, Path, Rect};
use crate::model::style::{Color, HeadKind};

/// Who draws what stands round a text.
#[derive(Clone, Copy)]
pub(super) enum Decorator<'a, 'f> {
    /// The text itself.
    Own,
    /// A page that holds two texts in columns; this one's column is not all of it.
    Whole(&'a Context<'a, 'f>),
    /// The other text.
    Other,
}

impl<'a, 'f> Assembly<'a, 'f> {
    /// What the page knows as a whole.
    pub(super) fn outer(&self) -> &'a Context<'a, 'f> {
        match self.around {
            Decorator::Own | Decorator::Other => self.cx,
            Decorator::Whole(cx) => cx,
        }
    }

    /// What surrounds the text of a page.
    pub(super) fn around_body(&mut self, draft: &PageContent, side: PageSide) -> PageItems {
        let cx = self.outer();
        let mut items = PageItems::new(vec![]);
        if !matches!(self.around, Decorator::Other) {
            let mut under: Vec<_> = draft.ground.map(|c| ground(cx, c)).into_iter().collect();
            under.extend(
                draft.flow_boxes.iter().filter_map(|(y, flow_box)| band(cx, *y, flow_box)),
            );
            items = PageItems::new(under);
            let mut builder = FlowBuilder::new(cx, TagKind::Div);
            items.count(self.count, |of| builder.furniture(draft, side, of));
            self.sink.append(std::mem::take(&mut builder.sink));
        }
        if self.cx.is_column() {
            items.extend(self.own_head(draft, side));
        }
        items
    }

    /// The running head of a column, in the language of its text.
    fn own_head(&mut self, draft: &PageContent, side: PageSide) -> Vec<FrameItem> {
        if self.cx.theme.furniture.head != HeadKind::Axis || draft.opens {
            return vec![];
        }
        let mut builder = FlowBuilder::new(self.cx, TagKind::Div);
        if let Some(ground) = draft.ground {
            builder.stand_on(ground);
        }
        let items = builder.running_head(draft, side);
        self.sink.append(std::mem::take(&mut builder.sink));
        items
    }

    /// What surrounds a page of the contents.
    pub(super) fn around_contents(
        &mut self,
        color: Option<Color>,
        side: PageSide,
    ) -> PageItems {
        if matches!(self.around, Decorator::Other) {
            return PageItems::new(vec![]);
        }
        let cx = self.outer();
        let mut builder = FlowBuilder::new(cx, TagKind::Div);
        let ground = color.map(|c| ground(cx, c));
        let mut items = PageItems::new(ground.into_iter().collect());
        items.count(self.count, |of| builder.contents_furniture(side, of));
        self.sink.append(std::mem::take(&mut builder.sink));
        items
    }
}

/// The ground of an opener: from the head of the page to the flow box's foot, into the bleed.
fn band(cx: &Context<'_, '_>, y: Abs, flow_box: &FlowBox) -> Option<FrameItem> {
    let color = flow_box.band?;
    let page = &cx.theme.page;
    let foot = page.top + y + flow_box.height;
    let width = page.width + page.bleed * 2.0;
    let rect = Rect::new(-page.bleed, -page.bleed, width, foot + page.bleed);
    Some(filled(Path::rect(rect), color))
}
