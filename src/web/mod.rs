//! The document to web pages and books; never sees a laid-out page.
//!
//! In: a [`Document`] and the bytes of faces. Out: one EPUB 3.3 file
//! ([`epub()`]), one HTML file ([`html()`]), and the page that leads to all editions ([`index()`]).
//! Text keeps its logical order; sides are logical in the CSS too. What one output needs of the
//! paper edition comes in as values: the page map, the cover picture, the sizes of files.

mod blocks;
mod build;
mod css;
mod element;
mod encode;
mod epub;
mod fonts;
mod html;
mod index;
mod inline;
mod numbers;
mod span;
mod svg;
mod voice;

pub use epub::epub;
pub use fonts::WebFonts;
pub use html::{Download, html};
pub use index::{Listed, Listing, index};

use crate::geom::Dir;
use crate::model::{Block, BlockKind, Document, PageMap};
use element::{Element, el};

/// Everything that the outputs of a document say, so that each face can be cut to it.
fn all_trees(doc: &Document) -> Vec<Element> {
    let mut trees = epub::trees(doc, &PageMap::default());
    trees.push(html::tree(doc));
    let digits = doc.lang.digits().format(1_234_567_890);
    // Markers of lists stand in no tree.
    let markers = [el("span"), el("strong"), el("span").class("n")];
    let marked = markers.map(|e| e.push(format!("{digits}.\u{2002}")));
    trees.push(el("p").extend(marked));
    trees
}

/// The files that usually lie beside a page.
fn usual_downloads(doc: &Document) -> Vec<Download> {
    let file = |label: &str, ext: &str, mime| Download {
        label: label.to_owned(),
        href: format!("{}.{ext}", doc.slug),
        mime,
        bytes: Some(1_234_567_890_000),
    };
    vec![
        file("PDF KMB", "pdf", "application/pdf"),
        file("EPUB", "epub", "application/epub+zip"),
    ]
}

/// The first paragraph of the text, for those who describe it.
fn first_paragraph(doc: &Document) -> Option<String> {
    let text = |block: &Block| match &block.kind {
        BlockKind::Paragraph(text) => Some(text.to_plain()),
        _ => None,
    };
    doc.sections.iter().flat_map(|section| &section.body).find_map(text)
}

/// The imprint's lines: what is known of publisher, edition, date, ISBN and licence.
fn imprint(doc: &Document) -> Vec<Element> {
    let meta = &doc.meta;
    let w = doc.lang.writing();
    let line = |text: &String| inline::foreign_text(el("p").class("imprint"), None, text, w);
    let mut out: Vec<_> =
        [&meta.publisher, &meta.edition].into_iter().flatten().map(line).collect();
    out.extend(meta.date.as_ref().map(|date| {
        let time = el("time").with("datetime", date.clone()).with("dir", Dir::Ltr.as_str());
        el("p").class("imprint").push(time.push(in_digits(doc, date)))
    }));
    out.extend(meta.isbn.as_ref().map(|isbn| {
        let code = el("bdi").with("dir", Dir::Ltr.as_str()).push(isbn.as_str());
        el("p").class("imprint").push(code)
    }));
    out.extend(meta.licence.as_ref().map(line));
    out
}

/// ASCII digits of `text` in the edition's digits.
fn in_digits(doc: &Document, text: &str) -> String {
    let digits = doc.lang.digits();
    text.chars()
        .map(|c| match c.to_digit(10) {
            Some(d) => digits.format(d as usize),
            None => c.to_string(),
        })
        .collect()
}
