//! One edition: its document, its pages, and the bytes of its outputs.

use std::sync::OnceLock;

use super::manifest::Entry;
use super::plan::extension;
use super::press::{Prepared, Press, Stopwatch};
use crate::diag::{Diagnostic, Failed, Sink, Sources, Span};
use crate::geom::Size;
use crate::layout::frame::Layout;
use crate::layout::{cover, layout};
use crate::model::lang::Lang;
use crate::model::{Document, Status};
use crate::pdf::raster::raster;
use crate::pdf::{PdfOptions, pdf};
use crate::source::{Output, Project};
use crate::text::Typesetter;
use crate::text::font::FontBook;
use crate::web::{self, Download, WebFonts};

/// The cover picture of e-books, in pixels: what the stores ask for, at 2:3.
const COVER: (u32, u32) = (1600, 2400);

/// What all editions of a run share.
pub(super) struct Studio<'a> {
    pub(super) project: &'a Project,
    pub(super) sources: &'a Sources,
    pub(super) setter: Typesetter<'a>,
    pub(super) timestamp: Option<i64>,
}

/// An edition, read and laid out once for all its outputs.
pub(super) struct Sheets<'s, 'a> {
    document: Document,
    layout: Layout,
    studio: &'s Studio<'a>,
    /// Made by the first output that needs them.
    web_fonts: OnceLock<Result<WebFonts, Diagnostic>>,
}

impl<'s, 'a> Press for &'s Studio<'a> {
    type Prepared = Sheets<'s, 'a>;

    fn slug(&self) -> &str {
        self.project.slug()
    }

    fn status(&self, lang: &Lang) -> Status {
        let edition = self.project.editions().iter().find(|e| e.lang == *lang);
        edition.and_then(|e| e.status()).unwrap_or_default()
    }

    fn prepare(
        &self,
        lang: &Lang,
        watch: &mut Stopwatch,
        sink: &mut Sink,
    ) -> Result<Sheets<'s, 'a>, Failed> {
        let document = watch.time("document", || self.document(lang, sink))?;
        let layout = watch.time("layout", || layout(&document, &self.setter, sink));
        sink.check()?;
        Ok(Sheets { document, layout, studio: self, web_fonts: OnceLock::new() })
    }
}

impl<'a> Studio<'a> {
    /// The document of one language.
    pub(super) fn document(&self, lang: &Lang, sink: &mut Sink) -> Result<Document, Failed> {
        self.project.document(lang, self.sources, self.timestamp, sink)
    }

    /// The front cover as a picture of so many pixels (PNG), laid out for its own format.
    pub(super) fn cover(
        &self,
        document: &Document,
        (columns, rows): (u32, u32),
        sink: &mut Sink,
    ) -> Result<Vec<u8>, Failed> {
        let width = document.theme.page.width;
        let size = Size::new(width, width * (f64::from(rows) / f64::from(columns)));
        let page = cover(document, &self.setter, size, sink);
        let page = pdf(&page, document, self.fonts(), &PdfOptions::default(), sink)?;
        raster(&page, 0, columns, rows).map_err(|error| {
            let message = format!("the cover picture cannot be drawn: {error}");
            sink.tell(Diagnostic::error("broken-cover", Span::NONE, message))
        })
    }

    /// The faces of the run.
    pub(super) fn fonts(&self) -> &'a FontBook {
        self.setter.book()
    }
}

impl Prepared for Sheets<'_, '_> {
    fn pages(&self) -> usize {
        self.layout.pages.len()
    }

    fn make(
        &self,
        output: Output,
        beside: &[Entry],
        watch: &mut Stopwatch,
        sink: &mut Sink,
    ) -> Result<Vec<u8>, Failed> {
        match output {
            Output::Pdf => {
                let (layout, fonts) = (&self.layout, self.studio.fonts());
                let text = self.document.text_layer;
                let options = PdfOptions { text, ..PdfOptions::default() };
                watch.time("pdf", || pdf(layout, &self.document, fonts, &options, sink))
            }
            Output::Epub => {
                let (studio, document) = (self.studio, &self.document);
                let cover = watch.time("cover", || studio.cover(document, COVER, sink))?;
                let fonts = watch.time("web fonts", || self.web_fonts(sink))?;
                let map = &self.layout.map;
                let made = watch.time("epub", || web::epub(document, map, fonts, Some(&cover)));
                made.map_err(|fault| sink.tell(fault))
            }
            Output::Html => {
                let fonts = watch.time("web fonts", || self.web_fonts(sink))?;
                let downloads: Vec<Download> = beside.iter().filter_map(download).collect();
                let page = watch.time("html", || web::html(&self.document, fonts, &downloads));
                Ok(page.into_bytes())
            }
        }
    }
}

impl Sheets<'_, '_> {
    fn web_fonts(&self, sink: &mut Sink) -> Result<&WebFonts, Failed> {
        let made =
            self.web_fonts.get_or_init(|| WebFonts::new(&self.document, self.studio.fonts()));
        made.as_ref().map_err(|fault| sink.tell(fault.clone()))
    }
}

/// A file beside the web page, as the page offers it.
fn download(entry: &Entry) -> Option<Download> {
    let (label, mime) = file_of(entry).filter(|_| !is_page(entry))?;
    let href = entry.path.rsplit('/').next()?.to_string();
    let bytes = u64::try_from(entry.bytes).ok();
    Some(Download { label: label.into(), href, mime, bytes })
}

fn is_page(entry: &Entry) -> bool {
    entry.output.as_deref() == Some(extension(Output::Html))
}

/// What a file is called, and its media type.
pub(super) fn file_of(entry: &Entry) -> Option<(&'static str, &'static str)> {
    match entry.output.as_deref()? {
        "pdf" => Some(("PDF", "application/pdf")),
        "epub" => Some(("EPUB", "application/epub+zip")),
        "html" => Some(("HTML", "text/html")),
        _ => None,
    }
}
