//! One edition: its document, its pages, and the bytes of its outputs.

mod paper;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock};

use rayon::prelude::*;

use super::gate::Gate;
use super::kept::Inputs;
use super::manifest::{About, Entry};
use super::offer::offered;
use super::plan::{OutputKind, Product};
use super::press::{EditionMaker, File, Prepared, Stopwatch};
use super::proof::ProofPictures;
use super::run;
use super::session::Faces;
use crate::diag::{Diagnostic, Failed, Sink, Sources, Span};
use crate::geom::Size;
use crate::layout::frame::Layout;
use crate::layout::{cover, layout};
use crate::model::lang::Lang;
use crate::model::print::Format;
use crate::model::{Document, Status};
use crate::pdf::{PackedProfile, PdfOptions, pdf};
use crate::raster::{PagePainter, Pixels, RasterError};
use crate::source::{Output, Project};
use crate::text::Typesetter;
use crate::text::font::FontBook;
use crate::web::{self, Offered, WebFonts};

/// The cover picture of e-books, in pixels: what the stores ask for, at 2:3.
const COVER: (u32, u32) = (1600, 2400);
/// The cover picture beside them, as the stores ask for it.
const STORE_COVER: (u32, u32) = (1600, 2560);

/// What all editions of a run share.
pub(super) struct BuildSession<'a> {
    pub(super) project: &'a Project,
    pub(super) gate: &'a Gate,
    /// By language its phone numbers that are not those of the first.
    pub(super) phones: Mutex<BTreeMap<String, Vec<Diagnostic>>>,
    pub(super) sources: &'a Sources,
    pub(super) faces: &'a Faces,
    pub(super) setter: Typesetter<'a>,
    pub(super) timestamp: Option<i64>,
    /// The press's profile, packed for the first file that needs it.
    pub(super) profile: OnceLock<PackedProfile>,
}

/// An edition, read, and laid out once a format for all its outputs.
pub(super) struct LaidEdition<'s, 'a> {
    session: &'s BuildSession<'a>,
    /// The formats that were asked for, and the first, by their numbers.
    laid: BTreeMap<usize, FormatLayout>,
    /// Made by the first output that needs them.
    web_fonts: OnceLock<Result<WebFonts, Diagnostic>>,
}

/// An edition in one format.
pub(super) struct FormatLayout {
    pub(super) document: Document,
    pub(super) layout: Layout,
    /// What is wrong with its pages.
    pub(super) faults: Vec<Diagnostic>,
}

/// An edition, read, and everything that it is made from.
pub(super) struct Reading {
    pub(super) document: Document,
    pub(super) inputs: Inputs,
}

impl<'s, 'a> EditionMaker for &'s BuildSession<'a> {
    type Read = Reading;
    type Prepared = LaidEdition<'s, 'a>;

    fn slug(&self) -> &str {
        self.project.slug()
    }

    fn status(&self, lang: &Lang) -> Status {
        let langs = self.project.languages_of(lang);
        let editions = self.project.editions().iter().filter(|e| langs.contains(&e.lang));
        let mut statuses = editions.filter_map(|edition| edition.status());
        let draft = statuses.any(|status| status == Status::Draft);
        if draft { Status::Draft } else { Status::Final }
    }

    fn place(&self, lang: &Lang) -> Span {
        let edition = self.project.editions().iter().find(|e| e.lang == *lang);
        let pair = self.project.pairs().iter().find(|pair| pair.edition == *lang);
        let places = edition.map(|edition| edition.listed);
        places.or(pair.map(|pair| pair.span)).unwrap_or(Span::NONE)
    }

    fn read(
        &self,
        lang: &Lang,
        watch: &mut Stopwatch,
        sink: &mut Sink,
    ) -> Result<Reading, Failed> {
        let document = watch.time("document", || self.document(lang, sink))?;
        let inputs = watch.time("inputs", || self.inputs_of(&document));
        Ok(Reading { document, inputs })
    }

    fn inputs(&self, read: &Reading, product: &Product) -> Option<Inputs> {
        if product.kind == OutputKind::Output(Output::Print) {
            let mut told = Sink::default();
            self.project.printable(&mut told).ok()?;
            self.may_print_all(&read.document, &mut told).ok()?;
        }
        Some(read.inputs.clone().with("product", product.label()))
    }

    fn files(&self, read: &Reading) -> Vec<PathBuf> {
        let inputs = self.project.inputs(&read.document, self.sources).into_iter();
        let fonts = self.faces.files().iter().map(|font| font.file.clone());
        let files: BTreeSet<PathBuf> =
            inputs.filter_map(|input| input.file).chain(fonts).collect();
        files.into_iter().collect()
    }

    fn about(&self, read: &Reading) -> Option<About> {
        let Document { status, meta, .. } = &read.document;
        let titles = read.document.texts_in_order().map(|text| text.title.to_plain());
        Some(About {
            language: read.document.edition().to_string(),
            title: titles.collect::<Vec<_>>().join(" — "),
            status: run::status(*status).into(),
            identifier: meta.identifier.clone(),
            date: meta.date.clone(),
            licence: meta.licence.clone(),
        })
    }

    fn page_inputs(&self, read: &Reading) -> Option<Inputs> {
        Some(read.inputs.clone())
    }

    fn lay_out(
        &self,
        read: &Reading,
        formats: &BTreeSet<usize>,
        watch: &mut Stopwatch,
        sink: &mut Sink,
    ) -> Result<LaidEdition<'s, 'a>, Failed> {
        // E-books take their page numbers from the first format.
        let mut wanted = formats.clone();
        wanted.insert(0);
        let laid =
            watch.time("layout", || BuildSession::lay_out(self, &read.document, &wanted));
        if let Some(first) = laid.get(&0) {
            first.faults.iter().for_each(|fault| sink.push(fault.clone()));
        }
        sink.check()?;
        Ok(LaidEdition { session: self, laid, web_fonts: OnceLock::new() })
    }
}

impl<'a> BuildSession<'a> {
    /// The document of one language.
    pub(super) fn document(&self, lang: &Lang, sink: &mut Sink) -> Result<Document, Failed> {
        let mut document = self.project.document(lang, self.sources, self.timestamp, sink)?;
        self.gate.mark(&mut document);
        if let Some(second) = &mut document.second {
            self.gate.mark(&mut Arc::make_mut(second).document);
        }
        Ok(document)
    }

    /// Everything that an edition is made from.
    fn inputs_of(&self, document: &Document) -> Inputs {
        let first = self.project.editions().first().map(|first| first.lang.as_str());
        let said = format!("{:?} {:?}", document.meta, document.siblings);
        let mut inputs = Inputs::new()
            .with("language", document.edition().as_str())
            .with("first", first.unwrap_or_default())
            .with("said", said)
            .with("marked", self.gate.marked(document));
        if let Some(second) = &document.second {
            inputs = inputs
                .with("form", second.form.name())
                .with("said", format!("{:?}", second.document.meta))
                .with("marked", self.gate.marked(&second.document));
        }
        let files = self.project.inputs(document, self.sources);
        let inputs = files.iter().fold(inputs, |all, file| all.with(&file.name, file.bytes));
        let fonts = self.faces.files().iter();
        fonts.fold(inputs, |all, font| all.with(&font.path, &font.bytes))
    }

    /// The front cover as a picture of so many pixels (PNG), laid out for its own format.
    pub(super) fn cover(
        &self,
        document: &Document,
        size: (u32, u32),
        sink: &mut Sink,
    ) -> Result<Vec<u8>, Failed> {
        let pixels = self.cover_page(document, size, sink)?;
        pixels.to_png().map_err(|error| broken_cover(&error, sink))
    }

    /// The same for stores: a JPEG file.
    fn store_cover(&self, document: &Document, sink: &mut Sink) -> Result<Vec<u8>, Failed> {
        let pixels = self.cover_page(document, STORE_COVER, sink)?;
        pixels.to_jpeg().map_err(|error| broken_cover(&error, sink))
    }

    /// The front cover, so many pixels wide and high.
    fn cover_page(
        &self,
        document: &Document,
        (columns, rows): (u32, u32),
        sink: &mut Sink,
    ) -> Result<Pixels, Failed> {
        let width = document.theme.page.width;
        let size = Size::new(width, width * (f64::from(rows) / f64::from(columns)));
        let page = cover(document, &self.setter, size, sink);
        let pages = PagePainter::new(&page, &document.assets, self.fonts());
        pages.draw(0, columns, rows).map_err(|error| broken_cover(&error, sink))
    }

    /// Lays a document out in several formats.
    pub(super) fn lay_out(
        &self,
        document: &Document,
        formats: &BTreeSet<usize>,
    ) -> BTreeMap<usize, FormatLayout> {
        let formats: Vec<(usize, &Format)> =
            formats.iter().filter_map(|&n| Some((n, self.project.formats().get(n)?))).collect();
        let laid = formats.into_par_iter().map(|(n, format)| {
            let document = document.in_format(format);
            let mut sink = Sink::default();
            let layout = layout(&document, &self.setter, &mut sink);
            (n, FormatLayout { document, layout, faults: sink.diagnostics().to_vec() })
        });
        laid.collect()
    }

    /// The faces of the run.
    pub(super) fn fonts(&self) -> &'a FontBook {
        self.setter.book()
    }
}

fn broken_cover(error: &RasterError, sink: &mut Sink) -> Failed {
    let message = format!("the cover picture cannot be drawn: {error}");
    sink.tell(Diagnostic::error("broken-cover", Span::NONE, message))
}

impl Prepared for LaidEdition<'_, '_> {
    type Proof = ProofPictures;

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
        let map = laid.layout.map.for_screens();
        let screens = Some(map.pages.len());
        match output {
            Output::Pdf => {
                let bytes = watch.time("pdf", || self.screen(laid, sink))?;
                Ok(File { bytes, pages: screens })
            }
            Output::Print => {
                self.session.project.printable(sink)?;
                self.session.may_print_all(document, sink)?;
                let found = watch.time("preflight", || self.preflight(product.format));
                sink.append_new(found);
                let bytes = watch.time("print", || self.print(laid, product, sink))?;
                Ok(File { bytes, pages })
            }
            Output::Booklet => {
                let sheets = watch.time("booklet", || self.booklet(laid, sink))?;
                Ok(File { bytes: sheets.bytes, pages: Some(sheets.sheets * 2) })
            }
            Output::Epub => {
                let cover =
                    watch.time("cover", || self.session.cover(document, COVER, sink))?;
                let fonts = watch.time("web fonts", || self.web_fonts(sink))?;
                let made =
                    watch.time("epub", || web::epub(document, &map, fonts, Some(&cover)));
                Ok(File { bytes: made.map_err(|fault| sink.tell(fault))?, pages: screens })
            }
            Output::Html => {
                let fonts = watch.time("web fonts", || self.web_fonts(sink))?;
                let downloads: Vec<Offered> =
                    beside.iter().filter_map(|entry| self.beside(entry)).collect();
                let page = watch.time("html", || web::html(document, fonts, &downloads));
                Ok(File { bytes: page.into_bytes(), pages: None })
            }
            Output::Cover => {
                let bytes = watch.time("cover", || self.session.store_cover(document, sink))?;
                Ok(File { bytes, pages: None })
            }
        }
    }

    fn proof(
        &self,
        product: &Product,
        watch: &mut Stopwatch,
        _: &mut Sink,
    ) -> Result<ProofPictures, Failed> {
        let laid = self.laid.get(&product.format).ok_or(Failed)?;
        watch.time("proof", || {
            let sheets = self.print_sheets(laid, product);
            Ok(ProofPictures::new(self.session, laid, sheets))
        })
    }
}

impl LaidEdition<'_, '_> {
    /// The file for screens.
    fn screen(&self, laid: &FormatLayout, sink: &mut Sink) -> Result<Vec<u8>, Failed> {
        let options = PdfOptions { text: laid.document.text_layer, ..PdfOptions::default() };
        let pages = laid.layout.for_screens();
        pdf(&pages, &laid.document, self.session.fonts(), &options, sink)
    }

    /// A file beside the web page, as the page offers it; what is for printing is not for readers.
    fn beside(&self, entry: &Entry) -> Option<Offered> {
        let file = offered(self.session.project, entry)?;
        let href = entry.path.rsplit('/').next()?.to_owned();
        let wanted = matches!(file.kind, web::FileKind::Pdf | web::FileKind::Epub);
        wanted.then_some(Offered { href, ..file })
    }

    fn web_fonts(&self, sink: &mut Sink) -> Result<&WebFonts, Failed> {
        let first = self.laid.get(&0).ok_or(Failed)?;
        let make = || WebFonts::new(&first.document, self.session.fonts());
        let made = self.web_fonts.get_or_init(make);
        made.as_ref().map_err(|fault| sink.tell(fault.clone()))
    }
}
