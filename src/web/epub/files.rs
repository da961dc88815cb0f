//! The files of a book in reading order, and where each printed page begins in them.

use super::super::build::{Builder, NOTES_FILE, PageMark, draft_note, section_file};
use super::super::element::{Element, Node, el};
use super::super::face;
use super::super::html::{root, subtitle};
use crate::model::{Document, PageMap, PageStart};

/// A file of the book.
pub(super) struct BookFile {
    pub(super) name: String,
    pub(super) title: String,
    pub(super) body: Element,
}

/// The files, and what the navigation needs to know of them.
pub(super) struct Book {
    /// All files but the navigation, which is read after the first.
    pub(super) files: Vec<BookFile>,
    /// The head of the navigation's page: title, subtitle, marks of the contents' pages.
    pub(super) front: Element,
    /// Titles of the sections and notes with their files.
    pub(super) contents: Vec<(Vec<Node>, String)>,
    /// Label and target of each printed page, in order.
    pub(super) pages: Vec<(String, String)>,
}

/// The navigation's file.
pub(super) const NAV: &str = "nav.xhtml";
const COVER_FILE: &str = "cover.xhtml";
const CLOSING_FILE: &str = "closing.xhtml";

impl BookFile {
    /// The whole file.
    pub(super) fn page(&self, doc: &Document) -> Element {
        xhtml_page(doc, &self.title, self.body.clone())
    }
}

/// A page of the book around a body.
pub(super) fn xhtml_page(doc: &Document, title: &str, body: Element) -> Element {
    let head = el("head")
        .push(el("meta").with("charset", "utf-8"))
        .push(el("title").push(title))
        .push(
            el("link")
                .with("rel", "stylesheet")
                .with("type", "text/css")
                .with("href", "stylesheet.css"),
        );
    let mut html = root(doc.lang.as_str(), doc.lang.dir().as_str(), head, body);
    let namespaces = [
        ("xmlns", "http://www.w3.org/1999/xhtml"),
        ("xmlns:epub", "http://www.idpf.org/2007/ops"),
    ];
    html.attrs.splice(0..0, namespaces.map(|(name, value)| (name, value.to_owned())));
    html
}

impl Book {
    /// Builds all files of a document.
    pub(super) fn new(
        doc: &Document,
        map: &PageMap,
        assets: Vec<String>,
        has_cover: bool,
    ) -> Self {
        let mut builder = Builder::book(doc, map, assets);
        let cover = cover(doc, map, &mut builder, has_cover);
        let front = front(doc, map, &mut builder);
        let mut files = vec![cover];
        let mut contents = vec![];
        for (index, section) in doc.sections.iter().enumerate() {
            let name = section_file(index);
            builder.open_file(&name);
            let body = el("body").push(builder.section(index));
            contents.push((builder.label(&section.heading), name.clone()));
            files.push(BookFile {
                name,
                title: section.heading.to_directed(doc.lang.dir()),
                body,
            });
        }
        builder.open_file(NOTES_FILE);
        if let Some(notes) = builder.notes() {
            let title = doc.meta.words.notes.clone();
            contents.push((vec![title.as_str().into()], NOTES_FILE.to_owned()));
            let body = el("body").push(notes);
            files.push(BookFile { name: NOTES_FILE.to_owned(), title, body });
        }
        files.push(closing(doc, map, &mut builder));
        let pages = page_targets(map, &builder);
        Self { files, front, contents, pages }
    }
}

/// The marks of the pages that begin in a way.
fn marks(builder: &mut Builder<'_>, map: &PageMap, begins: PageStart) -> Vec<Element> {
    let pages = map.pages.iter().enumerate().filter(|(_, page)| page.begins == begins);
    let marks: Vec<PageMark> =
        pages.map(|(i, page)| builder.page_mark(i, &page.label, 0)).collect();
    for mark in &marks {
        builder.note_place(mark);
    }
    marks.iter().map(PageMark::element).collect()
}

fn cover(doc: &Document, map: &PageMap, builder: &mut Builder<'_>, picture: bool) -> BookFile {
    builder.open_file(COVER_FILE);
    let title = doc.title.to_directed(doc.lang.dir());
    let section = el("section").class("cover").with("epub:type", "cover");
    let section = section.extend(marks(builder, map, PageStart::Cover));
    let section = match picture {
        true => section.push(
            el("img")
                .with("src", super::COVER)
                .with("alt", title.clone())
                .with("role", "doc-cover"),
        ),
        false => section.push(el("p").class("name").extend(builder.label(&doc.title))),
    };
    BookFile { name: COVER_FILE.into(), title, body: el("body").push(section) }
}

/// What stands above the contents: the title, and what a draft says of itself.
fn front(doc: &Document, map: &PageMap, builder: &mut Builder<'_>) -> Element {
    builder.open_file(NAV);
    let title = el("h1").extend(builder.inlines(&doc.title));
    el("header")
        .push_some(face::in_book(builder))
        .push(title)
        .push_some(subtitle(doc, builder))
        .push(el("div").class("rule"))
        .push_some(draft_note(doc))
        .extend(marks(builder, map, PageStart::Contents))
}

fn closing(doc: &Document, map: &PageMap, builder: &mut Builder<'_>) -> BookFile {
    builder.open_file(CLOSING_FILE);
    let section = el("section")
        .class("closing")
        .with("role", "doc-colophon")
        .with("epub:type", "colophon")
        .with("aria-label", doc.meta.words.imprint.clone())
        .extend(marks(builder, map, PageStart::Closing))
        .push(el("p").class("name").extend(builder.label(&doc.title)))
        .push(el("div").class("rule"))
        .push_some(subtitle(doc, builder))
        .extend(super::super::imprint(builder))
        .push_some(draft_note(doc))
        .push_some(face::partners(builder));
    let title = doc.meta.words.imprint.clone();
    BookFile { name: CLOSING_FILE.into(), title, body: el("body").push(section) }
}

/// Where each printed page begins in the book. A page with nothing of its own leads to the next
/// one that has something, at last to the closing file.
fn page_targets(map: &PageMap, builder: &Builder<'_>) -> Vec<(String, String)> {
    let mut next = CLOSING_FILE.to_owned();
    let mut out: Vec<_> = map
        .pages
        .iter()
        .enumerate()
        .rev()
        .map(|(i, page)| {
            let id = builder.page_mark(i, &page.label, 0).id;
            if let Some(place) = builder.placed.get(&id) {
                next = place.clone();
            }
            (page.label.clone(), next.clone())
        })
        .collect();
    out.reverse();
    out
}
