//! One edition: its document, its pages, and the bytes of its outputs.

use std::sync::OnceLock;

use super::manifest::Entry;
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
use crate::text::WordCache;
use crate::web::{self, Download, WebFonts};

/// The cover picture of e-books, in pixels: what the stores ask for, at 2:3.
const COVER: (u32, u32) = (1600, 2400);

/// What all editions of a run share.
pub(super) struct Studio<'a> {
    pub(super) project: &'a Project,
    pub(super) sources: &'a Sources,
    pub(super) fonts: &'a FontBook,
    pub(super) words: &'a WordCache,
    pub(super) timestamp: Option<i64>,
}

/// An edition, read and laid out once for all its outputs.
pub(super) struct Sheets<'a> {
    document: Document,
    layout: Layout,
    studio: &'a Studio<'a>,
    /// Made by the first output that needs them.
    web_fonts: OnceLock<Result<WebFonts, Diagnostic>>,
}

impl<'a> Press for &'a Studio<'a> {
    type Prepared = Sheets<'a>;

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
    ) -> Result<Sheets<'a>, Failed> {
        let Studio { project, sources, timestamp, .. } = **self;
        let document =
            watch.time("document", || project.document(lang, sources, timestamp, sink))?;
        let layout = watch.time("layout", || layout(&document, &self.typesetter(), sink));
        sink.check()?;
        Ok(Sheets { document, layout, studio: self, web_fonts: OnceLock::new() })
    }
}

impl<'a> Studio<'a> {
    fn typesetter(&self) -> Typesetter<'a> {
        Typesetter::new(self.fonts, self.words)
    }
}

impl Prepared for Sheets<'_> {
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
            Output::Pdf => watch.time("pdf", || self.pdf(&self.layout, sink)),
            Output::Epub => {
                let cover = watch.time("cover picture", || self.cover(sink))?;
                let fonts = watch.time("web fonts", || self.web_fonts(sink))?;
                let made = watch.time("epub", || {
                    web::epub(&self.document, fonts, &self.layout.map, &cover)
                });
                made.map_err(|fault| tell(fault, sink))
            }
            Output::Html => {
                let fonts = watch.time("web fonts", || self.web_fonts(sink))?;
                let downloads: Vec<Download> = beside.iter().filter_map(download).collect();
                let page =
                    watch.time("html", || web::html(&self.document, fonts, &downloads));
                Ok(page.into_bytes())
            }
        }
    }
}

impl Sheets<'_> {
    fn pdf(&self, layout: &Layout, sink: &mut Sink) -> Result<Vec<u8>, Failed> {
        pdf(layout, &self.document, self.studio.fonts, &PdfOptions::default(), sink)
    }

    /// The front cover as a picture, laid out for its own format.
    fn cover(&self, sink: &mut Sink) -> Result<Vec<u8>, Failed> {
        let width = self.document.theme.page.width;
        let size = Size::new(width, width * (f64::from(COVER.1) / f64::from(COVER.0)));
        let page = cover(&self.document, &self.studio.typesetter(), size, sink);
        let page = self.pdf(&page, sink)?;
        raster(&page, 0, COVER.0, COVER.1).map_err(|error| {
            let message = format!("the cover picture cannot be drawn: {error}");
            tell(Diagnostic::error("broken-cover", Span::NONE, message), sink)
        })
    }

    fn web_fonts(&self, sink: &mut Sink) -> Result<&WebFonts, Failed> {
        let made =
            self.web_fonts.get_or_init(|| WebFonts::new(&self.document, self.studio.fonts));
        made.as_ref().map_err(|fault| tell(fault.clone(), sink))
    }
}

fn tell(fault: Diagnostic, sink: &mut Sink) -> Failed {
    sink.push(fault);
    Failed
}

/// A file beside the web page, as the page offers it.
fn download(entry: &Entry) -> Option<Download> {
    let (label, mime) = match entry.output.as_deref()? {
        "pdf" => ("PDF", "application/pdf"),
        "epub" => ("EPUB", "application/epub+zip"),
        _ => return None,
    };
    let href = entry.path.rsplit('/').next()?.to_string();
    let bytes = u64::try_from(entry.bytes).ok();
    Some(Download { label: label.into(), href, mime, bytes })
}
