//! The files of a book in reading order, and where each printed page begins in them.

use std::collections::BTreeMap;

use super::super::build::{ElementBuilder, NOTES_FILE, PageMark, draft_note, section_file};
use super::super::element::{Element, MarkupNode, el};
use super::super::face;
use super::super::html::{root, subtitle};
use super::super::second;
use crate::model::{Document, PageMap, PageStart};

/// A line of the contents, and the file that it leads to.
type Listed = (Vec<MarkupNode>, String);

/// A file of the book.
pub(super) struct BookFile {
    pub(super) name: String,
    pub(super) title: String,
    pub(super) body: Element,
    /// Whether it is in the second language.
    pub(super) second: bool,
}

/// The files, and what the navigation needs to know of them.
pub(super) struct Book {
    /// All files but the navigation, which is read after the first.
    pub(super) files: Vec<BookFile>,
    /// The head of the navigation's page: title, subtitle, marks of the contents' pages.
    pub(super) front: Element,
    /// Titles of the sections and notes with their files.
    pub(super) contents: Vec<(Vec<MarkupNode>, String)>,
    /// The title of the second text with its file, and its contents.
    pub(super) second: Option<(Listed, Vec<Listed>)>,
    /// Label and target of each printed page, in order.
    pub(super) pages: Vec<(String, String)>,
}

/// The styles of the first text and of the second.
pub(super) const STYLE: &str = "stylesheet.css";
pub(super) const SECOND_STYLE: &str = "second.css";
/// The navigation's file.
pub(super) const NAV: &str = "nav.xhtml";
const COVER_FILE: &str = "cover.xhtml";
const CLOSING_FILE: &str = "closing.xhtml";
const TITLE_FILE: &str = "title.xhtml";

impl BookFile {
    /// The whole file.
    pub(super) fn page(&self, doc: &Document) -> Element {
        match second::text(doc).filter(|_| self.second) {
            Some(other) => xhtml_page(other, (&self.title, SECOND_STYLE), self.body.clone()),
            None => xhtml_page(doc, (&self.title, STYLE), self.body.clone()),
        }
    }
}

/// A page of the book around a body.
pub(super) fn xhtml_page(
    doc: &Document,
    (title, style): (&str, &str),
    body: Element,
) -> Element {
    let head = el("head")
        .push(el("meta").with("charset", "utf-8"))
        .push(el("title").push(title))
        .push(
            el("link").with("rel", "stylesheet").with("type", "text/css").with("href", style),
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
        let mut other = second::text(doc)
            .map(|text| ElementBuilder::second_book(text, map, assets.clone()));
        let mut builder = ElementBuilder::book(doc, map, assets);
        let cover = cover(doc, map, &mut builder, has_cover);
        let front = front(doc, map, &mut builder);
        let mut files = vec![cover];
        let contents = text(&mut builder, &mut files, false);
        let second = other.as_mut().map(|other| {
            let title = title_page(other, &mut files);
            (title, text(other, &mut files, true))
        });
        files.push(closing(doc, map, &mut builder));
        if let Some(file) = other.as_mut().and_then(|other| second_closing(doc, other)) {
            files.push(file);
        }
        let placed = builder.placed.iter().chain(other.iter().flat_map(|other| &other.placed));
        let placed: BTreeMap<&str, &str> =
            placed.map(|(id, place)| (id.as_str(), place.as_str())).collect();
        let ids = |page: &PageMark| {
            let other = other.as_ref().map(|other| other.free_id(&page.id));
            std::iter::once(page.id.clone()).chain(other).collect::<Vec<_>>()
        };
        let mark = |i: usize, label: &str| ids(&builder.page_mark(i, label, 0));
        let pages = page_targets(map, &mark, &placed);
        Self { files, front, contents, second, pages }
    }
}

/// The files of a text's sections and notes; returns its contents.
fn text(
    builder: &mut ElementBuilder<'_>,
    files: &mut Vec<BookFile>,
    second: bool,
) -> Vec<(Vec<MarkupNode>, String)> {
    let doc = builder.doc;
    let own = |body: Element| if second { body.class(second::CLASS) } else { body };
    let mut contents = vec![];
    for (index, section) in doc.sections.iter().enumerate() {
        let name = builder.file_of(&section_file(index));
        builder.open_file(&name);
        let body = own(el("body")).push(builder.section(index));
        contents.push((builder.label(&section.heading), name.clone()));
        let title = section.heading.to_directed(doc.lang.dir());
        files.push(BookFile { name, title, body, second });
    }
    let name = builder.file_of(NOTES_FILE);
    builder.open_file(&name);
    if let Some(notes) = builder.notes() {
        let title = doc.meta.words.notes.clone();
        contents.push((vec![title.as_str().into()], name.clone()));
        files.push(BookFile { name, title, body: own(el("body")).push(notes), second });
    }
    contents
}

/// The page that begins the second text: its title.
fn title_page(
    builder: &mut ElementBuilder<'_>,
    files: &mut Vec<BookFile>,
) -> (Vec<MarkupNode>, String) {
    let doc = builder.doc;
    let name = builder.file_of(TITLE_FILE);
    builder.open_file(&name);
    let head = el("section")
        .push(el("h1").extend(builder.inlines(&doc.title)))
        .push_some(subtitle(doc, builder))
        .push_some(draft_note(doc));
    let title = doc.title.to_directed(doc.lang.dir());
    let body = el("body").class(second::CLASS).push(head);
    files.push(BookFile { name: name.clone(), title, body, second: true });
    (builder.label(&doc.title), name)
}

/// The imprint of the second text, where the first's does not hold it.
fn second_closing(doc: &Document, builder: &mut ElementBuilder<'_>) -> Option<BookFile> {
    let name = builder.file_of(CLOSING_FILE);
    builder.open_file(&name);
    let imprint = second::imprint(doc, builder)?;
    let title = builder.doc.meta.words.imprint.clone();
    let body = el("body").class(second::CLASS).push(el("section").push(imprint));
    Some(BookFile { name, title, body, second: true })
}

/// The marks of the pages that begin in a way.
fn marks(builder: &mut ElementBuilder<'_>, map: &PageMap, begins: PageStart) -> Vec<Element> {
    let pages = map.pages.iter().enumerate().filter(|(_, page)| page.begins == begins);
    let marks: Vec<PageMark> =
        pages.map(|(i, page)| builder.page_mark(i, &page.label, 0)).collect();
    for mark in &marks {
        builder.note_place(mark);
    }
    marks.iter().map(PageMark::element).collect()
}

fn cover(
    doc: &Document,
    map: &PageMap,
    builder: &mut ElementBuilder<'_>,
    picture: bool,
) -> BookFile {
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
    BookFile { name: COVER_FILE.into(), title, body: el("body").push(section), second: false }
}

/// What stands above the contents: the title, and what a draft says of itself.
fn front(doc: &Document, map: &PageMap, builder: &mut ElementBuilder<'_>) -> Element {
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

fn closing(doc: &Document, map: &PageMap, builder: &mut ElementBuilder<'_>) -> BookFile {
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
    BookFile { name: CLOSING_FILE.into(), title, body: el("body").push(section), second: false }
}

/// Where each printed page begins in the book. A page with nothing of its own leads to the next
/// one that has something, at last to the closing file.
fn page_targets(
    map: &PageMap,
    ids: &dyn Fn(usize, &str) -> Vec<String>,
    placed: &BTreeMap<&str, &str>,
) -> Vec<(String, String)> {
    let mut next = CLOSING_FILE.to_owned();
    let mut out: Vec<_> = map
        .pages
        .iter()
        .enumerate()
        .rev()
        .map(|(i, page)| {
            let ids = ids(i, &page.label);
            if let Some(place) = ids.iter().find_map(|id| placed.get(id.as_str())) {
                next = (*place).to_owned();
            }
            (page.label.clone(), next.clone())
        })
        .collect();
    out.reverse();
    out
}
