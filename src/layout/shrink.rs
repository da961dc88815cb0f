//! Pictures that give way: made a little smaller where that keeps them on their page, or put at the
//! head of the next one while the text goes on.

use super::context::Context;
use super::flow_box::{FlowBox, shift};
use super::frame::FrameItem;
use super::paginate::Paginator;
use crate::geom::{Abs, Point, Rect, Size};

/// Least share of its size to which a picture shrinks so as to stand where it is named.
pub(super) const USUAL: f64 = 0.8;
/// The same where its title would stay alone on a page.
pub(super) const UTMOST: f64 = 0.45;
/// The same at the end of a section, where no text would follow its title instead.
pub(super) const LAST: f64 = 0.35;

/// A picture in a flow box that may become smaller.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shrink {
    /// The picture.
    pub(super) frame: Rect,
    /// How it becomes smaller.
    pub(super) way: Reduction,
    /// Where the caption begins.
    pub(super) caption: Abs,
}

/// How a picture becomes smaller.
#[derive(Debug, Clone, Copy)]
pub(super) enum Reduction {
    /// Whole, about what stays where it is: an edge, or the middle.
    Whole(Abs),
    /// From edge to edge, cut at head and foot; so much of what is cut goes at its head.
    Cut(f64),
}

impl Shrink {
    /// Whether the picture stays whole as it becomes smaller.
    pub(super) fn is_whole(&self) -> bool {
        matches!(self.way, Reduction::Whole(_))
    }
}

impl FlowBox {
    /// The flow box with its picture at a share of its height, the caption moved up with the foot of it.
    pub(super) fn at_share(&self, share: f64, cx: &Context<'_, '_>) -> Self {
        let Some(Shrink { frame, way, caption }) = self.shrink else { return self.clone() };
        let less = frame.size.height * (1.0 - share);
        let up = less.min(caption);
        let mut out = self.clone();
        let mut foot = frame.size.height - less;
        for item in &mut out.items {
            match item {
                FrameItem::Image { rect, clip, .. } => match way {
                    Reduction::Whole(anchor) => {
                        *rect = scaled(*rect, anchor, share);
                        *clip = clip.map(|clip| scaled(clip, anchor, share));
                    }
                    Reduction::Cut(head) => {
                        let size = Size::new(frame.size.width, foot);
                        *clip = Some(Rect { origin: frame.origin, size });
                        rect.origin.y -= less * head;
                    }
                },
                item => shift(item, Abs::ZERO, -up),
            }
        }
        let below = (self.height - caption).max(Abs::ZERO);
        if caption < self.height {
            foot = foot.max(caption - up + below);
        }
        out.height = cx.on_grid(foot.min(self.height));
        out.starts.iter_mut().for_each(|start| start.y -= up);
        out
    }
}

/// A rectangle at a share of its size, its head and an anchor in place.
fn scaled(rect: Rect, anchor: Abs, share: f64) -> Rect {
    let x = anchor + (rect.left() - anchor) * share;
    let size = Size::new(rect.size.width * share, rect.size.height * share);
    Rect { origin: Point::new(x, rect.top() * share), size }
}

impl Paginator<'_, '_> {
    /// A group with its pictures so much smaller that it has room on the page; `None` where a
    /// share of their size is not enough for that.
    pub(super) fn with_smaller(&self, group: &[FlowBox], least: f64) -> Option<Vec<FlowBox>> {
        // What is cut loses something: only where nothing else keeps a title from standing alone.
        let may = |shrink: &Shrink| shrink.is_whole() || least < USUAL;
        let pictures = group.iter().filter_map(|flow_box| flow_box.shrink.filter(may));
        let total: Abs = pictures.map(|shrink| shrink.frame.size.height).sum();
        if total <= Abs::ZERO {
            return None;
        }
        // Heights are whole steps of the grid: what is rounded up may need a step more.
        let step = self.cx.scale.step / total;
        let exact = 1.0 - self.excess(group) / total;
        let shares = (0..3u8).map(|steps| exact - f64::from(steps) * step);
        shares.take_while(|&share| share >= least).find_map(|share| {
            let smaller: Vec<FlowBox> =
                group.iter().map(|flow_box| flow_box.at_share(share, self.cx)).collect();
            self.fits(&smaller).then_some(smaller)
        })
    }

    /// Puts the pictures that wait at the head of a new page, as many as it holds.
    pub(super) fn land(&mut self) {
        for flow_box in std::mem::take(&mut self.floating) {
            if self.floating.is_empty() && self.fits(std::slice::from_ref(&flow_box)) {
                self.place(flow_box);
                if let Some(page) = self.pages.last_mut() {
                    page.owed = self.cx.theme.space.block;
                }
            } else {
                self.floating.push(flow_box);
            }
        }
    }
}
