//! The book: one EPUB 3.3 file, packed in memory.
//!
//! epub-builder packs; the passes below it mend what it cannot do: the package document with
//! its directions, properties and metadata ([`package`]), the navigation with its page list
//! ([`nav`]), fixed times in the archive and no leftovers of EPUB 2 ([`archive`]). Left out:
//! media overlays, fixed layout.

mod archive;
mod files;
pub(super) mod metadata;
mod nav;
mod package;

use epub_builder::{EpubBuilder, EpubContent, EpubVersion, ZipLibrary};

use super::build::Medium;
use super::element::{Element, MarkupNode};
use super::encode;
use super::face;
use super::fonts::WebFonts;
use super::notices;
use super::second;
use super::shown::{ShownPicture, shown};
use super::{counters, css};
use crate::diag::{Diagnostic, Span};
use crate::model::{Document, PageMap};
use files::Book;

/// What a book claims to keep: the format, and what its package document says.
pub const BOOK_CLAIMS: [&str; 2] = ["EPUB 3.3", metadata::CONFORMS];
/// Where the cover picture lies in the book.
const COVER: &str = "images/cover.png";

/// An edition as an EPUB file.
///
/// `map` names the pages of the paper edition, for the page list (EPUB Accessibility 1.1,
/// section 4.2); it may be empty. `cover` is a PNG file.
///
/// # Errors
/// `epub`, when the archive cannot be made.
pub fn epub(
    doc: &Document,
    map: &PageMap,
    fonts: &WebFonts,
    cover: Option<&[u8]>,
) -> Result<Vec<u8>, Diagnostic> {
    let pictures = shown(doc, Medium::Book);
    let book = Book::new(doc, map, picture_paths(&pictures), cover.is_some());
    let fault = |why: String| {
        Diagnostic::error("epub", Span::NONE, format!("the EPUB cannot be packed: {why}"))
    };
    let packed = pack(doc, &book, &pictures, fonts, cover).map_err(|e| fault(e.to_string()))?;
    let with_svg =
        book.files.iter().filter(|f| f.body.contains("svg")).map(|f| f.name.as_str());
    let shape = package::Shape {
        metadata: metadata::metadata(doc, map, cover.is_some()),
        with_svg: with_svg.collect(),
    };
    archive::finish(&packed, doc, &shape, &encode::xhtml(&book.nav_page(doc)))
        .map_err(|e| fault(e.to_string()))
}

/// The bodies of a book's files, for those who want to know what is set in which face.
pub(super) fn trees(doc: &Document, map: &PageMap) -> Vec<Element> {
    let book = Book::new(doc, map, vec![], false);
    let mut trees = vec![book.nav_page(doc)];
    trees.extend(book.files.into_iter().map(|file| file.body));
    // Heads hold no text that is set.
    for tree in &mut trees {
        tree.children
            .retain(|node| !matches!(node, MarkupNode::Element(e) if e.name == "head"));
    }
    trees
}

/// Where each picture lies in the book.
fn picture_paths(pictures: &[Option<ShownPicture<'_>>]) -> Vec<String> {
    let name = |(i, file): (usize, &Option<ShownPicture<'_>>)| match file {
        Some(file) => format!("images/picture-{:02}.{}", i + 1, file.extension),
        None => String::new(),
    };
    pictures.iter().enumerate().map(name).collect()
}

/// What epub-builder makes of the files.
fn pack(
    doc: &Document,
    book: &Book,
    pictures: &[Option<ShownPicture<'_>>],
    fonts: &WebFonts,
    cover: Option<&[u8]>,
) -> epub_builder::Result<Vec<u8>> {
    let mut builder = EpubBuilder::new(ZipLibrary::new()?)?;
    builder.epub_version(EpubVersion::V33);
    builder.metadata("title", doc.full_title())?;
    builder.metadata("lang", doc.lang.as_str())?;
    let faces = fonts.linked();
    let own = face::style(doc, Medium::Book).to_owned() + &notices::style(doc, Medium::Book);
    let style =
        format!("{faces}{}{}{own}", counters::css(doc), css::book(&doc.theme, &doc.lang));
    builder.stylesheet(style.as_bytes())?;
    if let Some(other) = second::text(doc) {
        let look = css::book(&doc.theme, &other.lang);
        let style = format!("{}{}{look}{own}", fonts.linked(), counters::css(other));
        builder.add_resource(files::SECOND_STYLE, style.as_bytes(), "text/css")?;
    }
    for file in &book.files {
        let text = encode::xhtml(&file.page(doc));
        builder
            .add_content(EpubContent::new(&file.name, text.as_bytes()).title(&file.title))?;
    }
    for face in &fonts.faces {
        let path = format!("fonts/{}", face.file());
        builder.add_resource(path, face.ttf.as_slice(), "font/ttf")?;
    }
    for (path, file) in picture_paths(pictures).into_iter().zip(pictures) {
        if let Some(file) = file {
            builder.add_resource(path, &*file.bytes, file.media_type)?;
        }
    }
    if let Some(png) = cover {
        builder.add_cover_image(COVER, png, "image/png")?;
    }
    let mut out = vec![];
    builder.generate(&mut out)?;
    Ok(out)
}
