//! What surrounds the text of a page: grounds, bands, furniture; of two texts in columns once.

use super::assemble::Assembly;
use super::context::Context;
use super::cover::ground;
use super::frame::{FrameItem, TagKind};
use super::furniture::Side;
use super::ornament::filled;
use super::paginate::Draft;
use super::par::Builder;
use super::screens::PageItems;
use super::slab::Slab;
use crate::geom::{Abs, Path, Rect};
use crate::model::style::{Color, HeadKind};

/// Who draws what stands round a text.
#[derive(Clone, Copy)]
pub(super) enum Around<'a, 'f> {
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
            Around::Own | Around::Other => self.cx,
            Around::Whole(cx) => cx,
        }
    }

    /// What surrounds the text of a page.
    pub(super) fn around_body(&mut self, draft: &Draft, side: Side) -> PageItems {
        let cx = self.outer();
        let mut items = PageItems::new(vec![]);
        if !matches!(self.around, Around::Other) {
            let mut under: Vec<_> = draft.ground.map(|c| ground(cx, c)).into_iter().collect();
            under.extend(draft.slabs.iter().filter_map(|(y, slab)| band(cx, *y, slab)));
            items = PageItems::new(under);
            let mut builder = Builder::new(cx, TagKind::Div);
            items.count(self.count, |of| builder.furniture(draft, side, of));
            self.sink.append(std::mem::take(&mut builder.sink));
        }
        if self.cx.is_column() {
            items.extend(self.own_head(draft, side));
        }
        items
    }

    /// The running head of a column, in the language of its text.
    fn own_head(&mut self, draft: &Draft, side: Side) -> Vec<FrameItem> {
        if self.cx.theme.furniture.head != HeadKind::Axis || draft.opens {
            return vec![];
        }
        let mut builder = Builder::new(self.cx, TagKind::Div);
        if let Some(ground) = draft.ground {
            builder.stand_on(ground);
        }
        let items = builder.running_head(draft, side);
        self.sink.append(std::mem::take(&mut builder.sink));
        items
    }

    /// What surrounds a page of the contents.
    pub(super) fn around_contents(&mut self, color: Option<Color>, side: Side) -> PageItems {
        if matches!(self.around, Around::Other) {
            return PageItems::new(vec![]);
        }
        let cx = self.outer();
        let mut builder = Builder::new(cx, TagKind::Div);
        let ground = color.map(|c| ground(cx, c));
        let mut items = PageItems::new(ground.into_iter().collect());
        items.count(self.count, |of| builder.contents_furniture(side, of));
        self.sink.append(std::mem::take(&mut builder.sink));
        items
    }
}

/// The ground of an opener: from the head of the page to the slab's foot, into the bleed.
fn band(cx: &Context<'_, '_>, y: Abs, slab: &Slab) -> Option<FrameItem> {
    let color = slab.band?;
    let page = &cx.theme.page;
    let foot = page.top + y + slab.height;
    let width = page.width + page.bleed * 2.0;
    let rect = Rect::new(-page.bleed, -page.bleed, width, foot + page.bleed);
    Some(filled(Path::rect(rect), color))
}
