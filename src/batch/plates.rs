//! The art that languages share, and the black plate of each (co-edition).
//!
//! In: a [`Plan`]. Out: print files under `plates/` in a folder of their own for each set of
//! languages, since art fits those alone it was made with. A language whose art differs gets no
//! file, and loses an old one: it would no longer fit.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::edition::{BuildSession, LaidEdition};
use super::guard::guarded;
use super::open::Opened;
use super::plan::Plan;
use super::press::{EditionMaker, File, Prepared, Stopwatch};
use super::report::{Report, WrittenFile};
use super::session::Session;
use super::write::OutDir;
use super::{in_pool, run};
use crate::diag::{Diagnostic, Failed, Sink, Span};
use crate::model::lang::Lang;
use crate::model::print::{Print, PrintText};
use crate::pdf::Plate;

/// A file of plates.
#[derive(Debug)]
pub struct PlateFile {
    /// The language whose black it holds; `None` for the art of all of them.
    pub lang: Option<Lang>,
    /// The format's name; `None` for the first one.
    pub format: Option<String>,
    /// The file; `None` where it was not made.
    pub made: Option<WrittenFile>,
}

/// Makes and writes the plates of a plan's languages; its outputs do not matter.
pub fn plates(plan: &Plan) -> (Report, Vec<PlateFile>) {
    let mut files = vec![];
    let report = in_pool(plan, |report| {
        let opened = Session::default().open(plan, report)?.in_one_language();
        let print = opened.project.print();
        check_black(print).map_err(|fault| report.content.tell(fault))?;
        check_languages(&opened).map_err(|fault| report.content.tell(fault))?;
        let out = OutDir::open(&plan.out).map_err(|e| report.trouble.tell(e.into()))?;
        let session = opened.session(plan, &report.sources);
        let editions = prepare(&session, &opened.langs, &mut report.content);
        for format in 0..opened.project.formats().len() {
            let set = Set { session: &session, plan, out: &out, langs: &opened.langs, format };
            let (made, content, trouble) = set.make(&editions);
            files.extend(made);
            report.content.append_new(content);
            report.trouble.append(trouble);
        }
        out.commit().into_iter().for_each(|(_, error)| report.trouble.push(error.into()));
        Ok(())
    });
    (report, files)
}

/// Text has to be black, else it is on all plates.
fn check_black(print: &Print) -> Result<(), Diagnostic> {
    if print.text == PrintText::KOnly {
        return Ok(());
    }
    let message = "a black plate for each language needs text in black ink alone";
    Err(Diagnostic::error("text-off-black", print.span, message)
        .with_hint("write `print: { text: k-only }` in `brochure.yaml`"))
}

/// One language shares nothing.
fn check_languages(opened: &Opened) -> Result<(), Diagnostic> {
    if opened.langs.len() > 1 {
        return Ok(());
    }
    let message = "plates are shared by languages, and there is only one";
    Err(Diagnostic::error("plates-of-one", opened.project.print().span, message)
        .with_hint("name at least two, `--lang ar,fa`, or leave out `--plates`"))
}

/// The editions that have no faults, laid out in all formats.
fn prepare<'s, 'a>(
    session: &'s BuildSession<'a>,
    langs: &[Lang],
    sink: &mut Sink,
) -> Vec<(Lang, LaidEdition<'s, 'a>)> {
    let formats: BTreeSet<usize> = (0..session.project.formats().len()).collect();
    let prepared = langs.par_iter().map(|lang| {
        let (mut told, mut watch) = (Sink::default(), Stopwatch::default());
        let what = format!("the plates in `{lang}`");
        let made = guarded(&what, (&session).place(lang), &mut told, |told| {
            (&session).prepare(lang, &formats, &mut watch, told)
        });
        (made.map(|sheets| (lang.clone(), sheets)), told)
    });
    let prepared: Vec<_> = prepared.collect();
    let mut editions = vec![];
    for (made, told) in prepared {
        editions.extend(made);
        sink.append_new(told);
    }
    editions
}

/// The plates of one format.
struct Set<'s, 'a> {
    session: &'s BuildSession<'a>,
    plan: &'s Plan,
    out: &'s OutDir,
    langs: &'s [Lang],
    format: usize,
}

impl Set<'_, '_> {
    fn make(&self, editions: &[(Lang, LaidEdition<'_, '_>)]) -> (Vec<PlateFile>, Sink, Sink) {
        let (mut content, mut trouble) = (Sink::default(), Sink::default());
        let agreed = self.agreed(editions, &mut content);
        let art = std::iter::once((None, agreed.first().map(|(_, sheets)| *sheets)));
        let blacks = self.langs.iter().map(|lang| {
            let sheets = agreed.iter().find(|(known, _)| *known == lang);
            (Some(lang.clone()), sheets.map(|(_, sheets)| *sheets))
        });
        let wanted: Vec<_> = art.chain(blacks).collect();
        let done = wanted.into_par_iter().map(|(lang, sheets)| {
            let (mut told, mut failed) = (Sink::default(), Sink::default());
            let path = self.path(lang.as_ref());
            let plate = lang.as_ref().map_or(Plate::Art, |_| Plate::Black);
            let file = sheets.and_then(|sheets| {
                let made = guarded(&format!("`{path}`"), Span::NONE, &mut told, |told| {
                    self.file(sheets, plate, &path, told)
                });
                made.ok()
            });
            let made = match file {
                Some(file) => self.write(&path, &file, &mut failed),
                None => {
                    // What an earlier run left would fit the others' plates no more.
                    self.out.stage_removal(&path);
                    None
                }
            };
            (PlateFile { lang, format: self.format_name(), made }, told, failed)
        });
        let done: Vec<_> = done.collect();
        let files = done.into_iter().map(|(file, told, failed)| {
            content.append_new(told);
            trouble.append(failed);
            file
        });
        (files.collect(), content, trouble)
    }

    /// The editions that can share the art of the first.
    fn agreed<'e, 's, 'a>(
        &self,
        editions: &'e [(Lang, LaidEdition<'s, 'a>)],
        sink: &mut Sink,
    ) -> Vec<(&'e Lang, &'e LaidEdition<'s, 'a>)> {
        let mut agreed: Vec<(&Lang, &LaidEdition<'s, 'a>)> = vec![];
        for (lang, sheets) in editions {
            let mut told = sheets.faults(self.format);
            told.append_new(sheets.preflight(self.format));
            if let Some((_, first)) = agreed.first() {
                first.compare(sheets, self.format, &mut told);
            }
            if run::passes(&mut told, self.plan) {
                agreed.push((lang, sheets));
            }
            sink.append_new(told);
        }
        agreed
    }

    fn file(
        &self,
        sheets: &LaidEdition<'_, '_>,
        plate: Plate,
        path: &str,
        sink: &mut Sink,
    ) -> Result<File, Failed> {
        let name = path.rsplit('/').next().unwrap_or(path);
        sheets.plate(self.format, plate, name, sink)
    }

    fn write(&self, path: &str, file: &File, trouble: &mut Sink) -> Option<WrittenFile> {
        match self.out.stage(path, &file.bytes) {
            Ok(_) => Some(WrittenFile {
                path: self.out.path(path),
                bytes: file.bytes.len(),
                pages: file.pages,
            }),
            Err(error) => {
                trouble.push(error.into());
                None
            }
        }
    }

    fn format_name(&self) -> Option<String> {
        let formats = self.session.project.formats();
        formats.get(self.format).filter(|_| self.format > 0).map(|format| format.name.clone())
    }

    /// Where a file goes: `plates/ar+fa/slug.ar.black.pdf`.
    fn path(&self, lang: Option<&Lang>) -> String {
        let langs: Vec<&str> = self.langs.iter().map(Lang::as_str).collect();
        let slug = self.session.project.slug();
        let format = self.format_name().map(|name| format!(".{name}")).unwrap_or_default();
        let folder = format!("plates/{}/{slug}{format}", langs.join("+"));
        match lang {
            None => format!("{folder}.art.pdf"),
            Some(lang) => format!("{folder}.{lang}.black.pdf"),
        }
    }
}
