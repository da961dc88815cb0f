//! What several builders made is brought together under one numbering of tags and links.

use std::sync::Arc;

use super::frame::FrameItem;
use crate::text::{Line, RunRole};

/// Numbers tags and links on, also in turned items.
pub(super) fn renumber_items(items: &mut [FrameItem], tags: u32, links: u32) {
    for item in items {
        match item {
            FrameItem::TagStart(tag) => tag.0 += tags,
            FrameItem::Text { line, .. } if links > 0 => renumber(line, links),
            FrameItem::Turned { items, .. } => renumber_items(items, tags, links),
            _ => {}
        }
    }
}

/// Numbers a line's links on from `base`.
fn renumber(line: &mut Arc<Line>, base: u32) {
    if !line.pieces.iter().any(|p| matches!(p.style.role, RunRole::Link(_))) {
        return;
    }
    for piece in &mut Arc::make_mut(line).pieces {
        if let RunRole::Link(number) = piece.style.role {
            Arc::make_mut(&mut piece.style).role = RunRole::Link(number + base);
        }
    }
}
