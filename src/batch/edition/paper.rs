//! The files of an edition that go onto paper: for a print shop, plate by plate, and for an office
//! printer.

use super::{BuildSession, FormatLayout, LaidEdition};
use crate::batch::plan::Product;
use crate::batch::press::File;
use crate::check::preflight;
use crate::diag::{Diagnostic, Failed, Sink};
use crate::layout::frame::FrameItem;
use crate::layout::press::{Sheet, sheets};
use crate::model::Document;
use crate::model::print as model;
use crate::pdf::impose::{Flip, Imposed, Imposition, Scheme, impose};
use crate::pdf::{Inks, PackedProfile, PdfOptions, Plate, Profile, pdf, plates};
use crate::source::Output;

impl FormatLayout {
    fn edition(&self) -> plates::PlatedEdition<'_> {
        plates::PlatedEdition { document: &self.document, layout: &self.layout }
    }

    /// The inks that it is printed in.
    fn inks<'i>(&'i self, session: &'i BuildSession<'_>, plate: Plate) -> Inks<'i> {
        let Document { print, theme, .. } = &self.document;
        let profile = session.profile.get_or_init(|| PackedProfile::new(&print.press));
        Inks { print, profile, spots: &theme.colors.spots, plate }
    }
}

impl LaidEdition<'_, '_> {
    /// What a print shop would ask about a format's pages.
    pub(in super::super) fn preflight(&self, format: usize) -> Sink {
        let mut sink = Sink::default();
        if let Some(laid) = self.laid.get(&format) {
            preflight(&laid.document, &laid.layout, &self.session.setter, &mut sink);
        }
        sink
    }

    /// A file of plates in a format; `file` is its name.
    pub(in super::super) fn plate(
        &self,
        format: usize,
        plate: Plate,
        file: &str,
        sink: &mut Sink,
    ) -> Result<File, Failed> {
        self.session.project.printable(sink)?;
        let laid = self.laid.get(&format).ok_or(Failed)?;
        self.session.may_print_all(&laid.document, sink)?;
        let bytes = self.inked(laid, plate, file, sink)?;
        Ok(File { bytes, pages: Some(laid.layout.pages.len()) })
    }

    /// Tells where another edition cannot share this one's plates.
    pub(in super::super) fn compare(&self, other: &Self, format: usize, sink: &mut Sink) {
        if let (Some(own), Some(others)) = (self.laid.get(&format), other.laid.get(&format)) {
            plates::compare(
                own.edition(),
                others.edition(),
                own.inks(self.session, Plate::Art),
                sink,
            );
        }
    }

    /// The file for the print shop.
    pub(super) fn print(
        &self,
        laid: &FormatLayout,
        product: &Product,
        sink: &mut Sink,
    ) -> Result<Vec<u8>, Failed> {
        self.inked(laid, Plate::All, &self.print_name(product), sink)
    }

    /// The sheets of that file.
    pub(super) fn print_sheets(&self, laid: &FormatLayout, product: &Product) -> Vec<Sheet> {
        self.sheets(laid, Plate::All, &self.print_name(product))
    }

    fn print_name(&self, product: &Product) -> String {
        product.file(self.session.project.slug(), Output::Print)
    }

    /// The plates that are asked for, as a file of a name.
    fn inked(
        &self,
        laid: &FormatLayout,
        plate: Plate,
        file: &str,
        sink: &mut Sink,
    ) -> Result<Vec<u8>, Failed> {
        let FormatLayout { document, layout, .. } = laid;
        let sheets = self.sheets(laid, plate, file);
        let options = PdfOptions {
            profile: Profile::PRINT,
            text: document.text_layer,
            sheets: &sheets,
            inks: Some(laid.inks(self.session, plate)),
        };
        pdf(layout, document, self.session.fonts(), &options, sink)
    }

    fn sheets(&self, laid: &FormatLayout, plate: Plate, file: &str) -> Vec<Sheet> {
        let FormatLayout { document, layout, .. } = laid;
        // The slug of the art names no language.
        let edition = document.edition();
        let lang = (plate != Plate::Art).then_some(edition.as_str());
        let said = [lang, document.meta.date.as_deref()];
        let slug = said
            .into_iter()
            .flatten()
            .fold(file.to_owned(), |slug, word| format!("{slug}   {word}"));
        let mut sheets = sheets(layout, document, &self.session.setter, &slug);
        if plate == Plate::Black {
            sheets.iter_mut().for_each(beside_the_arts);
        }
        sheets
    }

    /// The sheets for an office printer.
    pub(super) fn booklet(
        &self,
        laid: &FormatLayout,
        sink: &mut Sink,
    ) -> Result<Imposed, Failed> {
        let document = &laid.document;
        let options = PdfOptions {
            profile: Profile::OFFICE,
            text: document.text_layer,
            ..PdfOptions::default()
        };
        let pages = pdf(&laid.layout, document, self.session.fonts(), &options, sink)?;
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
}

/// Moves the slug of a black plate, which would lie upon that of the art, to the head's other half.
fn beside_the_arts(sheet: &mut Sheet) {
    let half = sheet.size.width / 2.0;
    for mark in &mut sheet.marks {
        if let FrameItem::Text { at, .. } = mark {
            at.x += half;
        }
    }
}
