//! The picture of the front cover: from the head of the page to a little above the names, into the
//! bleed. Names never stand on it: they keep the cover's ground.

use super::context::Context;
use super::flow_box::FlowBox;
use super::frame::{FrameItem, TagId, TagKind};
use super::ornament::{Plot, ground};
use super::par::FlowBuilder;
use crate::diag::Diagnostic;
use crate::geom::{Abs, Rect};
use crate::model::CoverPicture;
use crate::model::style::CoverKind;

/// Most of a page's height that the picture takes.
const TALLEST: f64 = 0.72;
/// Least of it; where long names leave less, nothing of a picture can be seen.
const LOWEST: f64 = 0.18;
/// Fewer pixels an inch than this look broken.
const COARSE: f64 = 150.0;

/// Faults of a cover's picture, whichever place they are found at.
pub(super) const FAULTS: [&str; 2] = ["coarse-cover", "no-room-for-picture"];

/// Whether covers show a picture, and no ornament.
pub(super) fn has(cx: &Context<'_, '_>) -> bool {
    cx.document.face.cover.is_some()
}

impl FlowBuilder<'_, '_> {
    /// A cover's items with the element of its picture, where that says something.
    pub(super) fn told_photo(&mut self, items: Vec<FrameItem>) -> Vec<FrameItem> {
        if !items.iter().any(|item| matches!(item, FrameItem::Image { .. })) {
            return items;
        }
        let Some(tag) = self.photo_tag() else { return items };
        let told = items.into_iter().flat_map(|item| match item {
            FrameItem::Image { .. } => vec![FrameItem::TagStart(tag), item, FrameItem::TagEnd],
            item => vec![item],
        });
        told.collect()
    }

    fn photo_tag(&mut self) -> Option<TagId> {
        let alt = self.cx.document.face.cover.as_ref()?.alt.clone()?;
        let root = self.root();
        let tag = self.tag(TagKind::Figure, root);
        self.tags.get_mut(tag).alt = Some(alt);
        Some(tag)
    }

    /// The ground of a cover and the picture on it, above the names; nothing where it has none.
    pub(super) fn photo(&mut self, plot: Plot, names: &FlowBox) -> Option<Vec<FrameItem>> {
        let cx = self.cx;
        let cover = cx.document.face.cover.as_ref().filter(|_| !cx.theme.has_paper_covers())?;
        let asset = cx.document.assets.get(cover.picture.0 as usize)?;
        let mut items = vec![ground(cx, plot)];
        let Some(frame) = self.frame(cover, plot, names) else { return Some(items) };
        let size = asset.size();
        let part = cover.focus.part(size, frame.size.width / frame.size.height);
        let scale = frame.size.width / part.size.width;
        let rect = Rect::new(
            frame.left() - part.left() * scale,
            frame.top() - part.top() * scale,
            size.width * scale,
            size.height * scale,
        );
        self.check_photo(cover, rect, part);
        let moved =
            |rect: Rect| Rect { origin: rect.origin.moved(-plot.from, Abs::ZERO), ..rect };
        items.push(FrameItem::Image {
            asset: cover.picture,
            rect: moved(rect),
            clip: Some(moved(frame.common(plot.drawn(cx)))),
            mirrored: false,
            span: cover.span,
        });
        Some(items)
    }

    /// Where the picture lies on the whole of a cover.
    fn frame(&mut self, cover: &CoverPicture, plot: Plot, names: &FlowBox) -> Option<Rect> {
        let cx = self.cx;
        let bleed = cx.theme.page.bleed;
        let height = plot.size.height;
        if cx.theme.cover.kind == CoverKind::Poster {
            let (width, height) = (plot.size.width + bleed * 2.0, height + bleed * 2.0);
            return Some(Rect::new(-bleed, -bleed, width, height));
        }
        let top = names.ink.extent().map_or(height, |(top, _)| top);
        let gap = cx.theme.cover.imprint_gap.max(cx.theme.cover.above_bar * 2.0);
        let foot = (top - gap).min(height * TALLEST);
        if foot < height * LOWEST {
            let message = "the names leave no room for a picture on the cover";
            let fault = Diagnostic::warning("no-room-for-picture", cover.span, message);
            self.sink.push(fault.with_hint("shorten the title, or take a larger page"));
            return None;
        }
        Some(Rect::new(-bleed, -bleed, plot.size.width + bleed * 2.0, foot + bleed))
    }

    /// Tells of a picture that would be printed in visible squares.
    fn check_photo(&mut self, cover: &CoverPicture, rect: Rect, part: Rect) {
        let cx = self.cx;
        let Some(asset) = cx.document.assets.get(cover.picture.0 as usize) else { return };
        let inches = rect.size.width.to_pt() / 72.0;
        if asset.pixels().is_none() || asset.size().width.to_pt() >= inches * COARSE {
            return;
        }
        let shown = part.size.width.to_pt() / asset.size().width.to_pt() * inches;
        let message = format!(
            "`{}` has {:.0} × {:.0} pixels, too few for a cover of {:.0} mm",
            asset.path,
            asset.size().width.to_pt(),
            asset.size().height.to_pt(),
            shown * 25.4
        );
        let least = cx.document.print.resolution;
        let height = rect.size.height.to_pt() / 72.0;
        let hint = format!(
            "take a picture of at least {:.0} × {:.0} pixels",
            (inches * least).ceil(),
            (height * least).ceil()
        );
        self.sink.push(Diagnostic::error("coarse-cover", cover.span, message).with_hint(hint));
    }
}
