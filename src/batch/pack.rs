//! What goes out of the house: an archive for the print shop with a job sheet, one for a web
//! server, and of each language a small PDF for mail and a picture of the cover.
//!
//! In: a [`Plan`]. Out: the files that a build makes, and the parcels in the folder `pack` beside
//! them. The same source gives the same bytes. Where anything has an error, nothing is packed.

pub(super) mod archive;
mod sheet;

use rayon::prelude::*;

use super::edition::BuildSession;
use super::guard::guarded;
use super::manifest::{Entry, Manifest};
use super::offer::offered;
use super::plan::{Plan, name};
use super::report::{Outcome, Report, WrittenFile};
use super::run::Progress;
use super::session::Session;
use super::write::OutDir;
use super::{in_pool, index};
use crate::diag::{Diagnostic, Failed, Severity, Sink, Span};
use crate::model::asset::Resolution;
use crate::model::lang::Lang;
use crate::model::print::Format;
use crate::pdf::{PdfOptions, pdf};
use crate::source::Output;
use crate::web::{self, FileKind, OPDS, Offered};
use archive::{Files, zip};
use sheet::{JobFile, JobSheet};

/// The folder of the parcels.
const FOLDER: &str = "pack";
/// Pixels an inch of pictures in a PDF for mail.
const MAIL: f64 = 110.0;
/// Width of a cover for messengers in pixels.
const COVER: u32 = 1080;

/// Makes and writes a plan's files and packs them; what it makes are the project's own outputs and
/// the print files. Returns the parcels in order.
pub fn pack(plan: &Plan, progress: &dyn Progress) -> (Report, Vec<WrittenFile>) {
    let session = Session::default();
    let mut outputs = vec![];
    let mut report = in_pool(plan, |report| {
        outputs = session.open(plan, report)?.project.outputs();
        Ok(())
    });
    if report.outcome() != Outcome::Done {
        return (report, vec![]);
    }
    outputs.push(Output::Print);
    outputs.sort_unstable();
    outputs.dedup();
    report = session.build(&Plan { outputs, ..plan.clone() }, progress);
    if report.outcome() != Outcome::Done {
        return (report, vec![]);
    }
    let mut parcels = vec![];
    let packed = in_pool(plan, |report| {
        parcels = Packer::open(&session, plan, report)?;
        Ok(())
    });
    // What was told when the files were made is not told again.
    let errors = |sink: Sink, into: &mut Sink| {
        let errors = sink.diagnostics().iter().filter(|f| f.severity == Severity::Error);
        errors.for_each(|fault| into.push(fault.clone()));
    };
    errors(packed.content, &mut report.content);
    errors(packed.trouble, &mut report.trouble);
    (report, parcels)
}

/// Packs what a build has made.
struct Packer<'a> {
    session: &'a BuildSession<'a>,
    out: &'a OutDir,
    manifest: &'a Manifest,
}

impl Packer<'_> {
    fn open(
        session: &Session,
        plan: &Plan,
        report: &mut Report,
    ) -> Result<Vec<WrittenFile>, Failed> {
        let opened = session.open(plan, report)?;
        let session = opened.session(plan, &report.sources);
        let out = OutDir::open(&plan.out).map_err(|e| report.trouble.tell(e.into()))?;
        let found = Manifest::read(&out).map_err(|fault| report.trouble.tell(fault))?;
        let mut manifest = found.manifest;
        let wanted = |entry: &Entry| opened.langs.iter().any(|lang| is_in(entry, lang));
        manifest.files.retain(wanted);
        let packer = Packer { session: &session, out: &out, manifest: &manifest };
        let parcels = packer.parcels(&opened.langs, &mut report.content)?;
        let write = |(path, bytes): (&String, &Vec<u8>)| {
            out.write(path, bytes).map_err(|e| report.trouble.tell(e.into()))?;
            Ok(WrittenFile { path: out.path(path), bytes: bytes.len(), pages: None })
        };
        parcels.iter().map(write).collect()
    }

    /// All parcels by their paths in the output folder.
    fn parcels(&self, langs: &[Lang], sink: &mut Sink) -> Result<Files, Failed> {
        let slug = self.session.project.slug();
        let mut parcels = Files::new();
        let mut add = |name: String, files: &Files, sink: &mut Sink| {
            let packed = zip(files).map_err(|error| {
                let message = format!("`{name}` cannot be packed: {error}");
                sink.tell(Diagnostic::error("broken-pack", Span::NONE, message))
            })?;
            parcels.insert(format!("{FOLDER}/{name}"), packed);
            Ok(())
        };
        add(format!("{slug}-print.zip"), &self.print(sink)?, sink)?;
        add(format!("{slug}-web.zip"), &self.web(sink)?, sink)?;
        let small = langs.par_iter().map(|lang| {
            let mut told = Sink::default();
            let what = format!("the PDF for mail in `{lang}`");
            let made = guarded(&what, Span::NONE, &mut told, |told| self.small(lang, told));
            (lang, made, told)
        });
        for (lang, made, told) in small.collect::<Vec<_>>() {
            sink.append_new(told);
            let (mail, cover) = made?;
            parcels.insert(format!("{FOLDER}/{slug}-{lang}-mail.pdf"), mail);
            parcels.insert(format!("{FOLDER}/{slug}-{lang}-cover.png"), cover);
        }
        Ok(parcels)
    }

    /// The print files with their job sheet.
    fn print(&self, sink: &mut Sink) -> Result<Files, Failed> {
        let project = self.session.project;
        let is_print = |entry: &&Entry| entry.output.as_deref() == Some(name(Output::Print));
        let mut files = Files::new();
        let mut sheets = vec![];
        for entry in self.manifest.files.iter().filter(is_print) {
            let lang = project.editions().iter().find(|e| is_in(entry, &e.lang));
            let (Some(edition), Some(format)) = (lang, self.format(entry)) else { continue };
            files.insert(entry.path.clone(), self.read(entry, sink)?);
            sheets.push(JobFile {
                file: entry.path.clone(),
                lang: &edition.lang,
                format,
                pages: entry.pages.unwrap_or_default(),
                sha256: &entry.sha256,
            });
        }
        let first = project.editions().first().map(|edition| &edition.lang);
        let title =
            first.and_then(|lang| self.session.document(lang, &mut Sink::default()).ok());
        let title = title.map(|document| document.title.to_plain()).unwrap_or_default();
        let (print, theme) = (project.print(), project.theme());
        let sheet = JobSheet { title, print, theme, sheets };
        files.insert("job-sheet.html".into(), sheet.html());
        Ok(files)
    }

    fn format(&self, entry: &Entry) -> Option<&Format> {
        let formats = self.session.project.formats();
        match &entry.format {
            None => formats.first(),
            Some(name) => formats.iter().find(|format| format.name == *name),
        }
    }

    /// The files for readers, and the page that leads to them.
    fn web(&self, sink: &mut Sink) -> Result<Files, Failed> {
        let is_for_readers = |entry: &&Entry| {
            let file = offered(self.session.project, entry);
            let is_cover = entry.output.as_deref() == Some(name(Output::Cover));
            let is_read = |file: Offered| {
                matches!(file.kind, FileKind::Page | FileKind::Pdf | FileKind::Epub)
            };
            is_cover || file.is_some_and(is_read)
        };
        let entries: Vec<Entry> =
            self.manifest.files.iter().filter(is_for_readers).cloned().collect();
        let mut files = Files::new();
        for entry in &entries {
            files.insert(entry.path.clone(), self.read(entry, sink)?);
        }
        let manifest = Manifest { files: entries, ..self.manifest.clone() };
        let listings = index::listings(self.session, &manifest);
        let page = index::html(self.session, &listings, sink)?;
        files.insert(index::PATH.into(), page.into_bytes());
        let feed = web::catalogue(&listings).map(|feed| (OPDS.into(), feed.into_bytes()));
        files.extend(feed);
        Ok(files)
    }

    /// The PDF for mail and the picture of the cover.
    fn small(&self, lang: &Lang, sink: &mut Sink) -> Result<(Vec<u8>, Vec<u8>), Failed> {
        let mut document = self.session.document(lang, sink)?;
        let screen = document.resolution.screen.min(MAIL);
        document.resolution = Resolution { screen, ..document.resolution };
        let laid = self.session.lay_out(&document, &[0].into());
        let laid = laid.get(&0).ok_or(Failed)?;
        let options = PdfOptions { text: document.text_layer, ..PdfOptions::default() };
        let pages = laid.layout.for_screens();
        let mail = pdf(&pages, &laid.document, self.session.fonts(), &options, sink)?;
        let page = &document.theme.page;
        // A cover is a few times as high as wide.
        let height = (f64::from(COVER) * (page.height / page.width)).round() as u32;
        let cover = self.session.cover(&document, (COVER, height), sink)?;
        Ok((mail, cover))
    }

    fn read(&self, entry: &Entry, sink: &mut Sink) -> Result<Vec<u8>, Failed> {
        self.out.read(&entry.path).ok_or_else(|| {
            let message = format!("`{}` is gone", self.out.path(&entry.path).display());
            sink.tell(Diagnostic::error("broken-pack", Span::NONE, message))
        })
    }
}

fn is_in(entry: &Entry, lang: &Lang) -> bool {
    entry.language.as_deref() == Some(lang.as_str())
}
