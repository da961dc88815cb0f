//! The document to web pages and books; never sees a laid-out page.
//!
//! In: a [`Document`] and the bytes of faces. Out: one EPUB 3.3 file
//! ([`epub()`]), one HTML file ([`html()`]), the page that leads to all editions ([`index()`]), and
//! the catalogue of them for reading apps ([`catalogue()`]).
//! Text keeps its logical order; sides are logical in the CSS too. What one output needs of the
//! paper edition comes in as values: the page map, the cover picture, the sizes of files.

mod addresses;
mod blocks;
mod build;
mod counters;
mod css;
mod drawing;
mod element;
mod encode;
mod epub;
mod face;
mod files;
mod fit;
mod fonts;
mod html;
mod index;
mod inline;
pub mod inspect;
mod linked;
mod notice;
mod notices;
mod numbers;
mod opds;
mod picture;
mod second;
mod sheet;
mod shown;
mod span;
mod svg;
mod voice;

pub use epub::{BOOK_CLAIMS, epub};
pub use files::{FileKind, Offered, Shape};
pub use fonts::WebFonts;
pub use html::html;
pub use index::{Listing, index};
pub use notice::Notice;
pub use opds::{OPDS, catalogue};

use crate::model::{Block, BlockKind, Document, ImprintLine, PageMap, Text};
use build::ElementBuilder;
use element::{Element, el};

/// Everything that the outputs of a document say, so that each face can be cut to it.
fn all_trees(doc: &Document) -> Vec<Element> {
    let mut trees = epub::trees(doc, &PageMap::default());
    trees.push(html::tree(doc));
    let said = counters::said(doc);
    // Markers of lists stand in no tree.
    let markers = [el("span"), el("strong"), el("span").class("n")];
    let marked = markers.map(|e| e.push(said.clone()));
    trees.push(el("p").extend(marked));
    trees
}

/// The files that may lie beside a page.
fn usual_downloads(doc: &Document) -> Vec<Offered> {
    // What a format may be called.
    let names = ["abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "0123456789-"];
    let file = |kind, bytes| Offered {
        kind,
        shape: Some(Shape { leaflet: true, name: Some(names.concat()) }),
        href: doc.slug.clone(),
        bytes: Some(bytes),
        pages: None,
    };
    vec![file(FileKind::Pdf, 1_000), file(FileKind::Epub, 1_000_000_000)]
}

/// The first paragraph of the text, for those who describe it.
fn first_paragraph(doc: &Document) -> Option<String> {
    let text = |block: &Block| match &block.kind {
        BlockKind::Paragraph(text) => Some(text.to_directed(doc.lang.dir())),
        _ => None,
    };
    doc.sections.iter().flat_map(|section| &section.body).find_map(text)
}

/// The imprint's lines.
fn imprint(builder: &mut ElementBuilder<'_>) -> Vec<Element> {
    let doc = builder.doc;
    let line = |(kind, text): &(ImprintLine, Text)| {
        let plain = text.to_plain();
        let p =
            inline::foreign_line(el("p").class("imprint"), None, &plain, doc.lang.writing());
        let said = builder.inlines(text);
        match (&doc.meta.date, kind) {
            (Some(date), ImprintLine::Date) => {
                p.push(el("time").with("datetime", date.clone()).extend(said))
            }
            _ => p.extend(said),
        }
    };
    doc.meta.imprint.iter().map(line).collect()
}
