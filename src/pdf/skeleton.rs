//! The document around the pages: printpdf makes it, lopdf changes it.
//!
//! printpdf writes catalog, page tree, pages and boxes; its pages stay empty, because it would
//! hold all operators of all pages at once. Its resources and content of each page are replaced
//! by ours.

use lopdf::{Dictionary, Object};
use printpdf::{Mm, PdfDocument, PdfPage, PdfSaveOptions, Pt, Rect};

use super::content::LinkArea;
use super::navigate::references;
use super::paint::{Palette, graphics_states};
use super::write::Store;
use crate::geom::Abs;
use crate::layout::press::Sheet;

/// A document with an empty page a sheet, and the pages' numbers.
pub(super) fn make(sheets: &[Sheet], version: &'static str) -> (Store, Vec<u32>) {
    let mut skeleton = PdfDocument::new("");
    skeleton.pages = sheets.iter().map(page).collect();
    let mut warnings = vec![];
    let doc = printpdf::to_lopdf_doc(&skeleton, &PdfSaveOptions::default(), &mut warnings);
    let mut store = Store::new(doc, version);
    let ids: Vec<u32> = page_ids(&store.doc);
    forget(&mut store, &ids);
    (store, ids)
}

/// A page without content.
fn page(sheet: &Sheet) -> PdfPage {
    let points = |length: Abs| Pt(length.to_pt() as f32);
    let mut out = PdfPage::new(Mm(0.0), Mm(0.0), vec![]);
    let media = Rect::from_wh(points(sheet.media.width), points(sheet.media.height));
    (out.media_box, out.trim_box, out.crop_box) = (media.clone(), media.clone(), media);
    out
}

/// Gives the pages of a press their boxes: media around bleed around trim (ISO 32000-1 14.11.2,
/// ISO 15930-7 6.4), and no crop box, which would hide the marks.
pub(super) fn press_boxes(pages: &[u32], sheets: &[Sheet], store: &mut Store) {
    for (&id, sheet) in pages.iter().zip(sheets) {
        let Ok(page) = store.doc.get_dictionary_mut((id, 0)) else { continue };
        page.remove(b"CropBox");
        page.set("TrimBox", corners(sheet, Abs::ZERO));
        page.set("BleedBox", corners(sheet, sheet.bleed));
    }
}

/// The trimmed page, widened on all sides: left, bottom, right and top.
fn corners(sheet: &Sheet, wider: Abs) -> Object {
    let (left, top) = (sheet.trim.x - wider, sheet.trim.y - wider);
    let (width, height) = (sheet.size.width + wider * 2.0, sheet.size.height + wider * 2.0);
    let foot = sheet.media.height - top - height;
    let sides = [left, foot, left + width, foot + height];
    Object::Array(sides.map(|side| Object::Real(side.to_pt() as f32)).to_vec())
}

/// The pages in order. lopdf's own iterator looks at each object of the document.
fn page_ids(doc: &lopdf::Document) -> Vec<u32> {
    let kids = || {
        let pages = doc.catalog().ok()?.get(b"Pages").ok()?.as_reference().ok()?;
        doc.get_dictionary(pages).ok()?.get(b"Kids").ok()?.as_array().ok()
    };
    let number = |o: &Object| o.as_reference().ok().map(|id| id.0);
    kids().map(|kids| kids.iter().filter_map(number).collect()).unwrap_or_default()
}

/// Drops what will be replaced: every object but the catalog, the page tree and the pages.
fn forget(store: &mut Store, pages: &[u32]) {
    let doc = &mut store.doc;
    let root = doc.trailer.get(b"Root").and_then(Object::as_reference).map(|id| id.0);
    let tree = doc
        .catalog()
        .and_then(|c| c.get(b"Pages"))
        .and_then(Object::as_reference)
        .map(|id| id.0);
    let kept: std::collections::BTreeSet<u32> =
        pages.iter().copied().chain(root).chain(tree).collect();
    doc.objects.retain(|(id, _), _| kept.contains(id));
    doc.trailer.remove(b"Info");
}

/// The resources that all pages share: fonts `F0` …, pictures `I0` …, colour spaces and graphics
/// states.
pub(super) fn resources(
    fonts: &[u32],
    pictures: &[u32],
    palette: &Palette<'_>,
    store: &mut Store,
) -> u32 {
    let mut out = Dictionary::new();
    let mut font_dict = Dictionary::new();
    for (n, &id) in fonts.iter().enumerate() {
        font_dict.set(format!("F{n}"), (id, 0));
    }
    let mut picture_dict = Dictionary::new();
    for (n, &id) in pictures.iter().enumerate() {
        picture_dict.set(format!("I{n}"), (id, 0));
    }
    let spaces = palette.resources(store);
    let states = if palette.is_print() { graphics_states() } else { Dictionary::new() };
    let all = [
        ("Font", font_dict),
        ("XObject", picture_dict),
        ("ColorSpace", spaces),
        ("ExtGState", states),
    ];
    for (key, dict) in all {
        if !dict.is_empty() {
            out.set(key, dict);
        }
    }
    store.add(out)
}

/// Gives each page its content and resources.
pub(super) fn fill_pages(pages: &[u32], contents: &[u32], resources: u32, store: &mut Store) {
    for (&id, &content) in pages.iter().zip(contents) {
        let Ok(page) = store.doc.get_dictionary_mut((id, 0)) else { continue };
        page.set("Contents", (content, 0));
        page.set("Resources", (resources, 0));
        page.remove(b"Annots");
    }
}

/// Gives each page its links and its place in the tags.
pub(super) fn tag_pages(
    pages: &[u32],
    links: &[LinkArea],
    annotations: u32,
    store: &mut Store,
) {
    let mut ids = annotations..;
    let mut links = links.iter().peekable();
    for (n, &id) in pages.iter().enumerate() {
        let mut mine = vec![];
        while links.next_if(|l| l.page == n).is_some() {
            mine.extend(ids.next());
        }
        let Ok(page) = store.doc.get_dictionary_mut((id, 0)) else { continue };
        page.set("StructParents", n as i64);
        if !mine.is_empty() {
            page.set("Annots", references(mine.into_iter()));
        }
        // ISO 14289-1 7.18.3: tab order follows the structure.
        page.set("Tabs", "S");
    }
}

/// Hangs tags and outline on the catalog.
pub(super) fn tag_catalog(tree: u32, outline: Option<u32>, store: &mut Store) {
    let Ok(catalog) = store.doc.catalog_mut() else { return };
    catalog.set("StructTreeRoot", (tree, 0));
    if let Some(outline) = outline {
        catalog.set("Outlines", (outline, 0));
    }
}
