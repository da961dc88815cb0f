//! The items of a page as a whole: stretches of one element joined, the box round a figure.

use super::frame::FrameItem;
use crate::geom::{Point, Rect, Segment};

/// Joins neighbouring stretches of one structure element.
pub(super) fn joined(items: Vec<FrameItem>) -> Vec<FrameItem> {
    let mut out: Vec<FrameItem> = Vec::with_capacity(items.len());
    let mut last = None;
    for item in items {
        if let FrameItem::TagStart(tag) = item {
            let goes_on = last == Some(tag) && matches!(out.last(), Some(FrameItem::TagEnd));
            last = Some(tag);
            if goes_on {
                out.pop();
                continue;
            }
        }
        out.push(item);
    }
    out
}

/// The box round shapes and pictures.
pub(super) fn extent<'a>(items: impl Iterator<Item = &'a FrameItem>) -> Option<Rect> {
    let mut corners: Option<(Point, Point)> = None;
    let mut grow = |p: Point| {
        let (low, high) = corners.unwrap_or((p, p));
        let low = Point::new(low.x.min(p.x), low.y.min(p.y));
        corners = Some((low, Point::new(high.x.max(p.x), high.y.max(p.y))));
    };
    for item in items {
        match item {
            FrameItem::Shape { path, .. } => path.segments.iter().for_each(|s| match *s {
                Segment::Move(p) | Segment::Line(p) => grow(p),
                Segment::Cubic(a, b, p) => [a, b, p].into_iter().for_each(&mut grow),
                Segment::Close => {}
            }),
            FrameItem::Image { rect, clip, .. } => {
                let shown = clip.unwrap_or(*rect);
                grow(shown.origin);
                grow(Point::new(shown.right(), shown.bottom()));
            }
            _ => {}
        }
    }
    corners.map(|(low, high)| Rect::new(low.x, low.y, high.x - low.x, high.y - low.y))
}
