//! Two laid-out texts brought into one file: under one tree of tags, each a part with its language.

use super::super::frame::{Layout, OutlineEntry, Page, TagId, TagKind};
use super::super::renumber::renumber_items;
use crate::model::{Document, PageEntry, SecondPart};

/// A text in its own pages.
pub(super) struct TwinText<'d> {
    pub(super) document: &'d Document,
    pub(super) layout: Layout,
    /// The places of its pages in the file.
    pub(super) places: Vec<usize>,
}

/// The pages of two texts in one file. Pages of one place become one, the first text's below.
pub(super) fn join(parts: [TwinText<'_>; 2], second: Option<SecondPart>) -> Layout {
    let mut out = Layout::default();
    out.tags.add(TagKind::Document, None);
    let mut pages: Vec<Option<(Page, PageEntry)>> = vec![];
    for part in parts {
        add(&mut out, &mut pages, part);
    }
    for (page, entry) in pages.into_iter().flatten() {
        out.pages.push(page);
        out.map.pages.push(entry);
    }
    out.map.second = second;
    out
}

fn add(out: &mut Layout, pages: &mut Vec<Option<(Page, PageEntry)>>, part: TwinText<'_>) {
    let TwinText { document, mut layout, places } = part;
    let link_base = out.links.len();
    tell_apart(&mut layout, document);
    let tags = std::mem::take(&mut layout.tags);
    let tag_base = out.tags.adopt(tags, TagId(0), link_base);
    let links = if layout.links.is_empty() { 0 } else { link_base };
    let links = u32::try_from(links).unwrap_or(u32::MAX);
    out.outline.push(OutlineEntry {
        title: document.title.to_directed(document.lang.dir()),
        level: 1,
        page: places.first().copied().unwrap_or_default(),
        y: crate::geom::Abs::ZERO,
    });
    let below = |entry: OutlineEntry| OutlineEntry { level: entry.level + 1, ..entry };
    out.outline.extend(layout.outline.into_iter().map(below));
    out.links.extend(layout.links);
    for (index, mut items) in layout.on_screens {
        renumber_items(&mut items, tag_base, links);
        let place = places.get(index).copied().unwrap_or(index);
        out.on_screens.entry(place).or_default().extend(items);
    }
    let entries = layout.map.pages.into_iter();
    for ((mut page, entry), place) in layout.pages.into_iter().zip(entries).zip(places) {
        renumber_items(&mut page.items, tag_base, links);
        if pages.len() <= place {
            pages.resize_with(place + 1, || None);
        }
        match &mut pages[place] {
            Some((below, _)) => {
                if let Some(screens) = out.on_screens.get_mut(&place) {
                    screens.extend(page.items.iter().cloned());
                }
                below.items.extend(page.items);
            }
            empty => *empty = Some((page, entry)),
        }
    }
}

/// Gives a text's elements their language, and ids that no other text of the file has.
fn tell_apart(layout: &mut Layout, document: &Document) {
    let lang = &document.lang;
    for node in &mut layout.tags.nodes {
        if let Some(id) = &mut node.id {
            id.insert_str(0, &format!("{lang}-"));
        }
    }
    if let Some(root) = layout.tags.nodes.first_mut() {
        root.kind = TagKind::Part;
        root.lang = Some(lang.clone());
        root.rtl = lang.dir().is_rtl();
        root.title = Some(document.title.to_directed(lang.dir()));
    }
}

/// Gives the pages that something leads to other numbers.
pub(super) fn moved(mut layout: Layout, to: impl Fn(usize) -> usize) -> Layout {
    layout.renumber(to);
    layout
}
