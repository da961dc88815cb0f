//! One edition: its document, its pages, and the bytes of its outputs.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use rayon::prelude::*;

use super::manifest::Entry;
use super::plan::{Product, name};
use super::press::{File, Prepared, Press, Stopwatch};
use super::proof::Pictures;
use crate::check::preflight;
use crate::diag::{Diagnostic, Failed, Sink, Sources, Span};
use crate::geom::Size;
use crate::layout::frame::Layout;
use crate::layout::press::Sheet;
use crate::layout::{cover, layout, press};
use crate::model::lang::Lang;
use crate::model::print::{self as model, Format};
use crate::model::{Document, Status};
use crate::pdf::impose::{Flip, Imposed, Imposition, Scheme, impose};
use crate::pdf::raster::raster;
use crate::pdf::{Inks, PdfOptions, Plate, Profile, pdf, plates};
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

/// An edition, read, and laid out once a format for all its outputs.
pub(super) struct Sheets<'s, 'a> {
    studio: &'s Studio<'a>,
    /// The formats that were asked for, and the first, by their numbers.
    laid: BTreeMap<usize, Laid>,
    /// Made by the first output that needs them.
    web_fonts: OnceLock<Result<WebFonts, Diagnostic>>,
}

/// An edition in one format.
pub(super) struct Laid {
    pub(super) document: Document,
    pub(super) layout: Layout,
    /// What is wrong with its pages.
    faults: Vec<Diagnostic>,
}

impl Laid {
    fn edition(&self) -> plates::Edition<'_> {
        plates::Edition { document: &self.document, layout: &self.layout }
    }

    /// The inks that it is printed in.
    fn inks(&self, plate: Plate) -> Inks<'_> {
        Inks { print: &self.document.print, spots: &self.document.theme.colors.spots, plate }
    }
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
        formats: &BTreeSet<usize>,
        watch: &mut Stopwatch,
        sink: &mut Sink,
    ) -> Result<Sheets<'s, 'a>, Failed> {
        let document = watch.time("document", || self.document(lang, sink))?;
        // E-books take their page numbers from the first format.
        let mut wanted = formats.clone();
        wanted.insert(0);
        let laid = watch.time("layout", || self.lay_out(&document, &wanted));
        if let Some(first) = laid.get(&0) {
            first.faults.iter().for_each(|fault| sink.push(fault.clone()));
        }
        sink.check()?;
        Ok(Sheets { studio: self, laid, web_fonts: OnceLock::new() })
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

    /// Pages on sheets in the colours of screens, with nothing but what is seen.
    pub(super) fn plain(
        &self,
        layout: &Layout,
        document: &Document,
        sheets: &[Sheet],
        sink: &mut Sink,
    ) -> Result<Vec<u8>, Failed> {
        let options = PdfOptions {
            profile: Profile::OFFICE,
            text: document.text_layer,
            sheets,
            ..PdfOptions::default()
        };
        pdf(layout, document, self.fonts(), &options, sink)
    }

    /// Lays a document out in several formats.
    fn lay_out(&self, document: &Document, formats: &BTreeSet<usize>) -> BTreeMap<usize, Laid> {
        let formats: Vec<(usize, &Format)> =
            formats.iter().filter_map(|&n| Some((n, self.project.formats().get(n)?))).collect();
        let laid = formats.into_par_iter().map(|(n, format)| {
            let document = document.in_format(format);
            let mut sink = Sink::default();
            let layout = layout(&document, &self.setter, &mut sink);
            (n, Laid { document, layout, faults: sink.diagnostics().to_vec() })
        });
        laid.collect()
    }

    /// The faces of the run.
    pub(super) fn fonts(&self) -> &'a FontBook {
        self.setter.book()
    }
}

impl Prepared for Sheets<'_, '_> {
    type Proof = Pictures;

    fn faults(&self, format: usize) -> Sink {
        let mut sink = Sink::default();
        let faults = self.laid.get(&format).map(|laid| laid.faults.as_slice());
        faults.unwrap_or_default().iter().for_each(|fault| sink.push(fault.clone()));
        sink
    }

    fn make(
        &self,
        product: &Product,
        output: Output,
        beside: &[Entry],
        watch: &mut Stopwatch,
        sink: &mut Sink,
    ) -> Result<File, Failed> {
        let laid = self.laid.get(&product.format).ok_or(Failed)?;
        let document = &laid.document;
        let pages = Some(laid.layout.pages.len());
        match output {
            Output::Pdf => {
                let bytes = watch.time("pdf", || self.screen(laid, sink))?;
                Ok(File { bytes, pages })
            }
            Output::Print => {
                sink.append_new(self.preflight(product.format));
                let file = self.print_name(product);
                let bytes =
                    watch.time("print", || self.print(laid, Plate::All, &file, sink))?;
                Ok(File { bytes, pages })
            }
            Output::Booklet => {
                let sheets = watch.time("booklet", || self.booklet(laid, sink))?;
                Ok(File { bytes: sheets.bytes, pages: Some(sheets.sheets * 2) })
            }
            Output::Epub => {
                let cover = watch.time("cover", || self.studio.cover(document, COVER, sink))?;
                let fonts = watch.time("web fonts", || self.web_fonts(sink))?;
                let map = &laid.layout.map;
                let made = watch.time("epub", || web::epub(document, map, fonts, Some(&cover)));
                Ok(File { bytes: made.map_err(|fault| sink.tell(fault))?, pages })
            }
            Output::Html => {
                let fonts = watch.time("web fonts", || self.web_fonts(sink))?;
                let downloads: Vec<Download> = beside.iter().filter_map(download).collect();
                let page = watch.time("html", || web::html(document, fonts, &downloads));
                Ok(File { bytes: page.into_bytes(), pages: None })
            }
        }
    }

    fn proof(
        &self,
        product: &Product,
        watch: &mut Stopwatch,
        sink: &mut Sink,
    ) -> Result<Pictures, Failed> {
        let laid = self.laid.get(&product.format).ok_or(Failed)?;
        watch.time("proof", || {
            let sheets = self.sheets(laid, Plate::All, &self.print_name(product));
            Pictures::new(self.studio, laid, sheets, sink)
        })
    }
}

impl Sheets<'_, '_> {
    /// What a print shop would ask about a format's pages.
    pub(super) fn preflight(&self, format: usize) -> Sink {
        let mut sink = Sink::default();
        if let Some(laid) = self.laid.get(&format) {
            preflight(&laid.document, &laid.layout, &self.studio.setter, &mut sink);
        }
        sink
    }

    /// The file for screens.
    fn screen(&self, laid: &Laid, sink: &mut Sink) -> Result<Vec<u8>, Failed> {
        let options = PdfOptions { text: laid.document.text_layer, ..PdfOptions::default() };
        pdf(&laid.layout, &laid.document, self.studio.fonts(), &options, sink)
    }

    /// A file of plates in a format; `file` is its name.
    pub(super) fn plate(
        &self,
        format: usize,
        plate: Plate,
        file: &str,
        sink: &mut Sink,
    ) -> Result<File, Failed> {
        let laid = self.laid.get(&format).ok_or(Failed)?;
        let bytes = self.print(laid, plate, file, sink)?;
        Ok(File { bytes, pages: Some(laid.layout.pages.len()) })
    }

    /// Tells where another edition cannot share this one's plates.
    pub(super) fn compare(&self, other: &Self, format: usize, sink: &mut Sink) {
        if let (Some(own), Some(others)) = (self.laid.get(&format), other.laid.get(&format)) {
            plates::compare(own.edition(), others.edition(), own.inks(Plate::Art), sink);
        }
    }

    fn print_name(&self, product: &Product) -> String {
        product.file(self.studio.project.slug(), Output::Print)
    }

    /// The sheets of a print file, or of plates of it; `file` is its name.
    fn sheets(&self, laid: &Laid, plate: Plate, file: &str) -> Vec<Sheet> {
        let document = &laid.document;
        // The art is of no language.
        let lang = (plate != Plate::Art).then_some(document.lang.as_str());
        let said = [lang, document.meta.date.as_deref()];
        let slug = said
            .into_iter()
            .flatten()
            .fold(file.to_owned(), |slug, word| format!("{slug}   {word}"));
        press::sheets(&laid.layout, document, &self.studio.setter, &slug)
    }

    /// The file for the print shop, or the plates of it that are asked for; `file` is its name.
    fn print(
        &self,
        laid: &Laid,
        plate: Plate,
        file: &str,
        sink: &mut Sink,
    ) -> Result<Vec<u8>, Failed> {
        let Laid { document, layout, .. } = laid;
        let sheets = self.sheets(laid, plate, file);
        let options = PdfOptions {
            profile: Profile::PRINT,
            text: document.text_layer,
            sheets: &sheets,
            inks: Some(laid.inks(plate)),
        };
        pdf(layout, document, self.studio.fonts(), &options, sink)
    }

    /// The sheets for an office printer.
    fn booklet(&self, laid: &Laid, sink: &mut Sink) -> Result<Imposed, Failed> {
        let document = &laid.document;
        let pages = self.studio.plain(&laid.layout, document, &[], sink)?;
        let office = document.print.office;
        let how = Imposition {
            scheme: Scheme::Booklet { creep: office.paper },
            binding: Some(document.lang.dir().into()),
            paper: office.sheet,
            flip: office.flip.map(|flip| match flip {
                model::Flip::Short => Flip::Short,
                model::Flip::Long => Flip::Long,
            }),
            marks: office.marks,
        };
        let mut told = Sink::default();
        let made = impose(&pages, &how, &mut told);
        for fault in told.diagnostics() {
            sink.push(Diagnostic { span: document.print.span, ..fault.clone() });
        }
        made
    }

    fn web_fonts(&self, sink: &mut Sink) -> Result<&WebFonts, Failed> {
        let first = self.laid.get(&0).ok_or(Failed)?;
        let make = || WebFonts::new(&first.document, self.studio.fonts());
        let made = self.web_fonts.get_or_init(make);
        made.as_ref().map_err(|fault| sink.tell(fault.clone()))
    }
}

/// A file beside the web page, as the page offers it; what is for the print shop is not for
/// readers.
fn download(entry: &Entry) -> Option<Download> {
    let is = |output| entry.output.as_deref() == Some(name(output));
    let (label, mime) = file_of(entry).filter(|_| is(Output::Pdf) || is(Output::Epub))?;
    let href = entry.path.rsplit('/').next()?.to_string();
    let bytes = u64::try_from(entry.bytes).ok();
    Some(Download { label, href, mime, bytes })
}

/// What a file is called, and its media type.
pub(super) fn file_of(entry: &Entry) -> Option<(String, &'static str)> {
    let (label, mime) = match entry.output.as_deref()? {
        "pdf" => ("PDF", "application/pdf"),
        "print" => ("PDF/X", "application/pdf"),
        "booklet" => ("PDF 2-up", "application/pdf"),
        "epub" => ("EPUB", "application/epub+zip"),
        "html" => ("HTML", "text/html"),
        _ => return None,
    };
    let format = entry.format.as_ref();
    let label = format.map_or_else(|| label.to_owned(), |format| format!("{label} {format}"));
    Some((label, mime))
}
