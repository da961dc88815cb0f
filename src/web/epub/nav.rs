//! The navigation document (EPUB 3.3, section 7): contents, landmarks, page list.

use super::super::element::{Element, MarkupNode, el};
use super::super::second;
use super::files::{Book, NAV, STYLE, xhtml_page};
use crate::model::Document;

impl Book {
    /// The navigation's page; it stands in the reading order, after the cover.
    pub(super) fn nav_page(&self, doc: &Document) -> Element {
        let words = &doc.meta.words;
        let body =
            el("body").push(self.front.clone()).push(self.toc(doc)).push(self.landmarks(doc));
        let body = body.push_some(self.page_list(&words.page));
        xhtml_page(doc, (&doc.full_title(), STYLE), body)
    }

    fn toc(&self, doc: &Document) -> Element {
        let heading = doc.meta.words.contents.as_str();
        let mut rows: Vec<Element> = self.contents.iter().map(row).collect();
        if let (Some((title, inner)), Some(other)) = (&self.second, second::text(doc)) {
            let list = el("ol").extend(inner.iter().map(row));
            rows.push(second::mark(row(title).push(list), &other.lang));
        }
        el("nav")
            .with("epub:type", "toc")
            .with("role", "doc-toc")
            .with("id", "toc")
            .with("aria-labelledby", "toc-title")
            .push(el("h2").with("id", "toc-title").push(heading))
            .push(el("ol").extend(rows))
    }

    fn landmarks(&self, doc: &Document) -> Element {
        let words = &doc.meta.words;
        let first = self.contents.first();
        let row = |kind: &'static str, href: &str, label: &str| {
            let link = el("a").with("epub:type", kind).with("href", href);
            el("li").push(link.push(label))
        };
        let mut rows = vec![row("cover", "cover.xhtml", &words.cover)];
        rows.push(row("toc", &format!("{NAV}#toc"), &words.contents));
        if let (Some((_, file)), Some(section)) = (first, doc.sections.first()) {
            rows.push(row("bodymatter", file, &section.heading.to_directed(doc.lang.dir())));
        }
        if !doc.notes.is_empty() {
            let file = super::super::build::NOTES_FILE;
            rows.push(row("endnotes", file, &words.notes));
        }
        rows.push(row("colophon", "closing.xhtml", &words.imprint));
        el("nav")
            .with("epub:type", "landmarks")
            .with("hidden", "hidden")
            .with("aria-label", doc.title.to_directed(doc.lang.dir()))
            .push(el("ol").extend(rows))
    }

    fn page_list(&self, label: &str) -> Option<Element> {
        let rows = self
            .pages
            .iter()
            .map(|(label, href)| {
                el("li").push(el("a").with("href", href.clone()).push(label.as_str()))
            })
            .collect::<Vec<_>>();
        (!rows.is_empty()).then(|| {
            el("nav")
                .with("epub:type", "page-list")
                .with("role", "doc-pagelist")
                .with("hidden", "hidden")
                .with("aria-label", label)
                .push(el("ol").extend(rows))
        })
    }
}

/// A row of the contents.
fn row((title, file): &(Vec<MarkupNode>, String)) -> Element {
    el("li").push(el("a").with("href", file.clone()).extend(title.iter().cloned()))
}
