//! What several builders made is brought together under one numbering of tags and links.

use std::sync::Arc;

use super::assemble::Assembly;
use super::contents::SectionStart;
use super::flow_box::FlowBox;
use super::frame::{FrameItem, LinkTarget, TagId, TagTree};
use super::par::FlowBuilder;
use super::section::{Built, Flow};
use crate::diag::{Diagnostic, Sink};
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

impl Assembly<'_, '_> {
    /// Takes over a section's tags, links and faults.
    pub(super) fn adopt_section(&mut self, built: Built) -> (Flow, Vec<FlowBox>) {
        let Built { flow, mut flow_boxes, tags, links, sink, .. } = built;
        self.merge(tags, links, sink, &mut flow_boxes);
        (flow, flow_boxes)
    }

    /// Takes over the footnotes; without any, no element is left behind.
    pub(super) fn adopt_notes(
        &mut self,
        builder: FlowBuilder<'_, '_>,
        mut notes: Vec<FlowBox>,
    ) -> Vec<FlowBox> {
        if !notes.is_empty() {
            self.adopt(builder, &mut notes);
        }
        notes
    }

    /// Takes over what a builder made, and renumbers it in its flow boxes.
    pub(super) fn adopt(
        &mut self,
        mut builder: FlowBuilder<'_, '_>,
        flow_boxes: &mut [FlowBox],
    ) {
        let links = builder.take_links();
        self.merge(builder.tags, links, builder.sink, flow_boxes);
    }

    fn merge(
        &mut self,
        tags: TagTree,
        links: Vec<LinkTarget>,
        sink: Sink,
        flow_boxes: &mut [FlowBox],
    ) {
        let tag_base = self.layout.tags.adopt(tags, TagId(0), self.layout.links.len());
        let link_base = u32::try_from(self.layout.links.len()).unwrap_or(u32::MAX);
        let link_base = if links.is_empty() { 0 } else { link_base };
        for flow_box in flow_boxes.iter_mut() {
            renumber_items(&mut flow_box.items, tag_base, link_base);
        }
        self.layout.links.extend(links);
        self.sink.append(sink);
    }

    /// Links inside the document become places; their ids were checked when they were read.
    pub(super) fn resolve_links(&mut self) {
        for link in &mut self.layout.links {
            let LinkTarget::Url { url, text, span } = link else { continue };
            let Some(id) = url.strip_prefix('#') else { continue };
            let Some(&SectionStart { page, y }) = self.places.named.get(id) else {
                let message = format!("no section or block has the id `{id}`");
                self.sink.push(Diagnostic::error("unknown-anchor", *span, message));
                continue;
            };
            *link = LinkTarget::Place { page, y, text: std::mem::take(text) };
        }
    }
}
