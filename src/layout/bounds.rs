//! The last look at finished pages: no text may lie past the trim.
//!
//! What is wider than its column or taller than its page is told where it is set, with its place.
//! This is the net under all of that: one pass over the frames, one fault a block.

use std::collections::BTreeSet;

use super::frame::{FrameItem, Layout, Page, PlacedLine, TagId, TagKind, TagTree, lines};
use crate::diag::{Diagnostic, Severity, Sink, Span};
use crate::geom::{Abs, Rect};
use crate::text::{Line, Typesetter};

/// What arithmetic may leave.
const TOLERANCE: Abs = Abs::pt(0.5);
/// Type of which the trim may take some, and the share of the width of its ink.
const GIANT: Abs = Abs::pt(90.0);
const MOST_CUT: f64 = 0.08;

/// Reports text that lies past the trim of its page, unless something was said of it before.
pub(super) fn check(layout: &Layout, setter: &Typesetter<'_>, sink: &mut Sink) {
    let mut told: BTreeSet<Option<TagId>> = BTreeSet::new();
    for (number, page) in (1..).zip(&layout.pages) {
        for (text, owner) in owned(&page.items) {
            if !is_past(page, &text, setter) {
                continue;
            }
            let block = owner.map(|tag| block(&layout.tags, tag));
            // The repeated head of a table belongs to no block.
            let table = block.is_none_or(|tag| is_table(&layout.tags, tag));
            if told.insert(block) && !is_known(sink, text.span, table) {
                let message = format!("text runs off page {number}");
                let fault = Diagnostic::error("off-page", text.span, message);
                sink.push(fault.with_hint("shorten it, or give it more room"));
            }
        }
    }
}

/// The lines among some items, each with the outermost element that is open around it.
pub(super) fn owned(items: &[FrameItem]) -> Vec<(PlacedLine<'_>, Option<TagId>)> {
    let (mut out, mut open) = (vec![], vec![]);
    for item in items {
        match item {
            FrameItem::TagStart(tag) => open.push(*tag),
            FrameItem::TagEnd => {
                open.pop();
            }
            FrameItem::Turned { items, .. } => {
                let first = items.iter().find_map(|item| match item {
                    FrameItem::TagStart(tag) => Some(*tag),
                    _ => None,
                });
                out.extend(lines(std::slice::from_ref(item)).into_iter().map(|l| (l, first)));
            }
            _ => out.extend(
                lines(std::slice::from_ref(item))
                    .into_iter()
                    .map(|l| (l, open.first().copied())),
            ),
        }
    }
    out
}

/// Whether a line leaves its page at any side: its letters along the baseline, and the baseline.
fn is_past(page: &Page, text: &PlacedLine<'_>, setter: &Typesetter<'_>) -> bool {
    let stroke = text.on_page(Rect::new(Abs::ZERO, Abs::ZERO, text.line.width, Abs::ZERO));
    let beside = TOLERANCE.max(cut_of(text.line, setter));
    stroke.left() < -beside
        || stroke.top() < -TOLERANCE
        || stroke.right() > page.size.width + beside
        || stroke.bottom() > page.size.height + TOLERANCE
}

/// How far the trim may lie inside of the stroke of a line: nowhere, but in numbers as large as a hand,
/// whose shape still names them where it takes a little of their ink.
fn cut_of(line: &Line, setter: &Typesetter<'_>) -> Abs {
    let is_giant = line.pieces.iter().all(|piece| piece.size >= GIANT);
    let Some(ink) = setter.ink(line).filter(|_| is_giant) else { return Abs::ZERO };
    // The stroke is longer than the ink by what is white on either side.
    let white = ink.left().max(line.width - ink.right()).max(Abs::ZERO);
    ink.size.width * MOST_CUT + white
}

/// The block that an element belongs to: the one right below its section.
fn block(tags: &TagTree, tag: TagId) -> TagId {
    let mut at = tag;
    while let Some(node) = tags.nodes.get(at.0 as usize)
        && let Some(parent) = node.parent
    {
        let above = tags.nodes.get(parent.0 as usize).map(|node| node.kind);
        if matches!(above, None | Some(TagKind::Sect | TagKind::Part | TagKind::Document)) {
            break;
        }
        at = parent;
    }
    at
}

fn is_table(tags: &TagTree, tag: TagId) -> bool {
    tags.nodes.get(tag.0 as usize).is_some_and(|node| node.kind == TagKind::Table)
}

/// Whether an error was told of a place or of something around it; a table's own fault stands
/// where the table begins.
fn is_known(sink: &Sink, span: Span, table: bool) -> bool {
    sink.diagnostics().iter().any(|known| {
        let around = known.span.start <= span.start && span.end <= known.span.end;
        known.severity == Severity::Error
            && known.span.file == span.file
            && (around || table && known.id == "wide-table")
    })
}
