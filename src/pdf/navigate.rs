//! Ways through the document: link annotations, outline, page labels (ISO 32000-1 12).

use lopdf::Object;

use super::content::{LinkArea, coordinates};
use super::syntax::{bytes, integer, number, reference, text};
use super::tag::number_tree;
use super::write::Store;
use crate::layout::frame::{Layout, LinkTarget, OutlineEntry, Page};

/// Numbers of the pages.
pub(super) type PageIds<'a> = &'a [u32];

/// Writes a link's annotation: no border, printed with the page, described for those who do
/// not see it (ISO 14289-1 7.18.5, ISO 19005-2 6.3.2).
pub(super) fn annotation(
    id: u32,
    area: &LinkArea,
    key: usize,
    layout: &Layout,
    pages: PageIds<'_>,
    store: &mut Store,
) {
    store.put(id, |out| {
        out.extend_from_slice(b"<</Type/Annot/Subtype/Link/Rect[");
        coordinates(out, &area.rect);
        out.extend_from_slice(b"]/Border[0 0 0]/F 4/StructParent ");
        integer(out, key as u64);
        match layout.links.get(area.link as usize) {
            Some(LinkTarget::Url { url, text: said, .. }) => {
                out.extend_from_slice(b"/A<</S/URI/URI");
                bytes(out, ascii_address(url).as_bytes());
                out.extend_from_slice(b">>/Contents");
                text(out, if said.is_empty() { url } else { said });
            }
            Some(LinkTarget::Place { page, y, text: said }) => {
                let to = layout.pages.get(*page);
                let top = to.map(|p| (p.size.height - *y).to_pt());
                destination(out, pages, *page, top.unwrap_or_default());
                out.extend_from_slice(b"/Contents");
                let label = to.map_or(" ", |p| p.label.as_str());
                text(out, if said.is_empty() { label } else { said });
            }
            None => out.extend_from_slice(b"/Contents( )"),
        }
        out.extend_from_slice(b">>");
    });
}

/// Writes a place to go to.
fn destination(out: &mut Vec<u8>, pages: PageIds<'_>, page: usize, top: f64) {
    let Some(&id) = pages.get(page) else { return };
    out.extend_from_slice(b"/Dest[");
    reference(out, id);
    out.extend_from_slice(b"/XYZ null ");
    number(out, top);
    out.extend_from_slice(b" null]");
}

/// An address in ASCII (RFC 3987 3.1): other characters as percent-encoded UTF-8.
fn ascii_address(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for byte in url.bytes() {
        if byte.is_ascii_graphic() {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// Writes the outline; `None` where there is none (12.3.3).
pub(super) fn outline(layout: &Layout, pages: PageIds<'_>, store: &mut Store) -> Option<u32> {
    let entries = &layout.outline;
    if entries.is_empty() {
        return None;
    }
    let root = store.reserve();
    let first = store.reserve_many(entries.len());
    let id = |n: usize| first + u32::try_from(n).unwrap_or(0);
    let parents = parents(entries);
    let of = |parent: Option<usize>| {
        (0..entries.len()).filter(|&n| parents[n] == parent).collect::<Vec<_>>()
    };
    let mut children: Vec<Vec<usize>> = vec![vec![]; entries.len()];
    for (n, parent) in parents.iter().enumerate() {
        if let Some(parent) = parent {
            children[*parent].push(n);
        }
    }
    let top = of(None);
    store.put(root, |out| {
        out.extend_from_slice(b"<</Type/Outlines");
        family(out, &top, id, top.len() as i64);
        out.extend_from_slice(b">>");
    });
    for (n, entry) in entries.iter().enumerate() {
        let parent = parents[n];
        let at_top = layout.pages.get(entry.page).map(|p: &Page| p.size.height - entry.y);
        let siblings = parent.map_or(&top, |p| &children[p]);
        let place = siblings.partition_point(|&s| s < n);
        store.put(id(n), |out| {
            out.extend_from_slice(b"<</Title");
            text(out, &entry.title);
            out.extend_from_slice(b"/Parent ");
            reference(out, parent.map_or(root, id));
            let neighbours = [("/Prev ", place.checked_sub(1)), ("/Next ", Some(place + 1))];
            for (key, at) in neighbours {
                if let Some(&sibling) = at.and_then(|at| siblings.get(at)) {
                    out.extend_from_slice(key.as_bytes());
                    reference(out, id(sibling));
                }
            }
            // A negative count: closed until the reader opens it.
            family(out, &children[n], id, -(children[n].len() as i64));
            destination(out, pages, entry.page, at_top.unwrap_or_default().to_pt());
            out.extend_from_slice(b">>");
        });
    }
    Some(root)
}

/// Writes an entry's children.
fn family(out: &mut Vec<u8>, children: &[usize], id: impl Fn(usize) -> u32, count: i64) {
    if let (Some(&first), Some(&last)) = (children.first(), children.last()) {
        out.extend_from_slice(b"/First ");
        reference(out, id(first));
        out.extend_from_slice(b"/Last ");
        reference(out, id(last));
        out.extend_from_slice(format!("/Count {count}").as_bytes());
    }
}

/// The entry above each: the nearest earlier one of a lower level.
fn parents(entries: &[OutlineEntry]) -> Vec<Option<usize>> {
    let mut above: Vec<usize> = vec![];
    let mut out = vec![];
    for (n, entry) in entries.iter().enumerate() {
        while above.last().is_some_and(|&a| entries[a].level >= entry.level) {
            above.pop();
        }
        out.push(above.last().copied());
        above.push(n);
    }
    out
}

/// Writes the page labels: each page says its own, since PDF counts in few scripts (12.4.2).
pub(super) fn labels(layout: &Layout, store: &mut Store) -> u32 {
    let label = |page: &Page| {
        let mut out = b"<</P".to_vec();
        text(&mut out, &page.label);
        out.extend_from_slice(b">>");
        out
    };
    let entries: Vec<Vec<u8>> = layout.pages.iter().map(label).collect();
    number_tree(store, &entries)
}

/// References as an array.
pub(super) fn references(ids: impl Iterator<Item = u32>) -> Object {
    Object::Array(ids.map(|id| Object::Reference((id, 0))).collect())
}
