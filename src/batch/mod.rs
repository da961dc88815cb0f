//! Editions × outputs: makes them in parallel and writes them.
//!
//! In: a [`Plan`]. Out: files under its output folder, and a [`Report`]. An edition is laid out
//! once for all its outputs; one edition's faults never stop another's, and faults are told in
//! the project's order, whatever ran first. This is the one place that writes `output/`.

mod edition;
mod gate;
mod guard;
mod impose;
mod index;
mod manifest;
mod offer;
mod plan;
mod plates;
mod press;
mod proof;
mod report;
mod run;
mod specimen;
mod stale;
mod write;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex, OnceLock};

use rayon::ThreadPoolBuilder;
use rayon::prelude::*;

use crate::check;
use crate::diag::caught::caught;
use crate::diag::{Diagnostic, Failed, Severity, Sink, Sources, Span};
use crate::model::lang::Lang;
use crate::model::style::Theme;
use crate::source::{Drafts, LoadError, Output, Project, load_with, pseudo_languages};
use crate::text::font::FontBook;
use crate::text::{Typesetter, WordCache};
use edition::Studio;
use gate::Gate;
use guard::guarded;
use manifest::Manifest;
use press::{Prepared, Press, Stopwatch};
use run::{Done, Run};
use write::OutDir;

pub use impose::impose;
pub use plan::{Kind, Plan, Product, name};
pub use plates::{PlateFile, plates};
pub use report::{Edition, Job, Made, Outcome, Report, Stage};
pub use run::Progress;
pub use specimen::specimen;
pub use write::write_file;

/// Makes and writes what a plan asks for.
pub fn build(plan: &Plan, progress: &dyn Progress) -> Report {
    in_pool(plan, |report| {
        let opened = Opened::new(plan, report)?;
        let out = OutDir::open(&plan.out).map_err(|e| report.trouble.tell(e.into()))?;
        let outputs = match plan.outputs.as_slice() {
            [] => opened.project.outputs(),
            asked => asked.to_vec(),
        };
        let found = Manifest::read(&out).map_err(|fault| report.trouble.tell(fault))?;
        if found.healed > 0 {
            report.trouble.push(interrupted(found.healed));
        }
        let old = found.manifest;
        let studio = opened.studio(plan, &report.sources);
        check::sections(&opened.project, &mut report.content);
        let printed = outputs.contains(&Output::Print);
        parity(&studio, &opened.langs, printed, &mut report.content);
        opened.langs.iter().for_each(|lang| opened.gate.tell(lang, &mut report.content));
        if !run::passes(&mut report.content, plan) {
            return Err(Failed);
        }
        let mut products = Product::all(&opened.project, &outputs);
        if plan.proof {
            products.extend(Product::proofs(&opened.project));
        }
        let run =
            Run { press: &&studio, plan, products: &products, out: &out, old: &old, progress };
        let done = run.editions(&opened.langs);
        let mut all = opened.project.langs.clone();
        all.extend(
            opened.langs.iter().filter(|lang| !opened.project.langs.contains(lang)).cloned(),
        );
        let manifest = run::manifest(&run, &done, &all);
        let listed = manifest.clone();
        let with_index = outputs.contains(&Output::Html) || out.read(index::PATH).is_some();
        let (mut content, mut trouble) = (Sink::default(), Sink::default());
        let finished =
            index::finish(&studio, manifest, with_index, &out, &mut content, &mut trouble);
        for Done { edition, content, trouble, .. } in done {
            report.editions.push(edition);
            // What languages have in common is told once.
            report.content.append_new(content);
            report.trouble.append(trouble);
        }
        report.content.append_new(content);
        report.trouble.append(trouble);
        // What is stale goes last: until here it may be all that there is.
        finished.map(|()| stale::remove(&out, &old, &listed, &all, &mut report.content))
    })
}

/// Tells that files of a run that was cut off are known again.
fn interrupted(files: usize) -> Diagnostic {
    let message = "an earlier run was cut off while its files took their places";
    let hint = format!("{files} of them are in place and listed again; build all to be sure");
    Diagnostic::note("interrupted-run", Span::NONE, message).with_hint(hint)
}

/// Reads and lays out what a plan asks for, and writes nothing.
pub fn check(plan: &Plan) -> Report {
    in_pool(plan, |report| {
        let opened = Opened::new(plan, report)?;
        let studio = opened.studio(plan, &report.sources);
        let formats = (0..opened.project.formats().len()).collect();
        check::rules(&opened.project, &mut report.content);
        let printed = opened.project.outputs().contains(&Output::Print);
        parity(&studio, &opened.langs, printed, &mut report.content);
        opened.langs.iter().for_each(|lang| opened.gate.tell(lang, &mut report.content));
        if printed {
            for lang in &opened.langs {
                // What is wrong lies in the sink.
                let _ = studio.may_print(lang, &mut report.content);
            }
            // What is wrong lies in the sink.
            let _ = opened.project.printable(&mut report.content);
        }
        let checked = opened.langs.par_iter().map(|lang| {
            let mut sink = Sink::default();
            let (what, place) = (format!("the pages in `{lang}`"), (&studio).place(lang));
            let made = guarded(&what, place, &mut sink, |sink| {
                let edition =
                    (&studio).prepare(lang, &formats, &mut Stopwatch::default(), sink)?;
                for &format in &formats {
                    sink.append_new(edition.faults(format));
                    if printed {
                        sink.append_new(edition.preflight(format));
                    }
                }
                Ok(())
            });
            // The sink says why.
            let _ = made;
            run::passes(&mut sink, plan);
            sink
        });
        let sinks: Vec<Sink> = checked.collect();
        sinks.into_iter().for_each(|sink| report.content.append_new(sink));
        Ok(())
    })
}

/// Compares the texts of `langs` with that of the first language. Those that cannot be made are
/// told where they are made; where files are printed, so are wrong phone numbers.
fn parity(studio: &Studio<'_>, langs: &[Lang], printed: bool, sink: &mut Sink) {
    let editions = studio.project.editions();
    let Some((first, others)) = editions.split_first() else { return };
    let others: Vec<_> = others.iter().filter(|other| langs.contains(&other.lang)).collect();
    if others.is_empty() {
        return;
    }
    let document = |lang: &Lang| studio.document(lang, &mut Sink::default()).ok();
    let (first, others) = rayon::join(
        || document(&first.lang),
        || others.par_iter().map(|other| document(&other.lang)).collect::<Vec<_>>(),
    );
    let Some(first) = first else { return };
    for other in others.iter().flatten() {
        check::parity(&first, other, sink);
        let mut facts = Sink::default();
        check::facts(&first, other, &mut facts);
        studio.phones(&other.lang, facts, printed, sink);
    }
}

/// What text is set in: faces, and the theme where a project has one.
#[derive(Debug)]
pub struct Type {
    /// The bundled faces, then a project's own.
    pub book: FontBook,
    /// The project's theme.
    pub theme: Option<Arc<Theme>>,
}

/// The bundled faces and, where a folder is given, those of the project in it, with its theme.
///
/// # Errors
/// [`Failed`] where there is no project in the folder; what is wrong lies in the report.
pub fn fonts(project: Option<&Path>, report: &mut Report) -> Result<Type, Failed> {
    let Some(dir) = project else {
        return Ok(Type { book: FontBook::bundled(), theme: None });
    };
    let project = open(dir, &Drafts::None, report)?;
    let theme = Some(Arc::clone(project.theme()));
    Ok(Type { book: font_book(&project, report), theme })
}

/// Runs `work` on as many threads as the plan allows.
fn in_pool(plan: &Plan, work: impl FnOnce(&mut Report) -> Result<(), Failed> + Send) -> Report {
    let mut report = Report::default();
    // Where the work failed, the report says why.
    let _ = match plan.jobs {
        None => work(&mut report),
        Some(jobs) => match ThreadPoolBuilder::new().num_threads(jobs.get()).build() {
            Ok(pool) => pool.install(|| work(&mut report)),
            Err(error) => {
                let message = format!("cannot start {jobs} threads: {error}");
                let fault = Diagnostic::error("no-threads", Span::NONE, message);
                Err(report.trouble.tell(fault.with_hint("ask for fewer with `--jobs`")))
            }
        },
    };
    report
}

/// A project with what its editions share.
struct Opened {
    project: Project,
    fonts: FontBook,
    words: WordCache,
    langs: Vec<Lang>,
    gate: Gate,
}

impl Opened {
    /// Reads the project; what concerns all its languages is told here.
    fn new(plan: &Plan, report: &mut Report) -> Result<Self, Failed> {
        let project = open(&plan.project, &plan.drafts(), report)?;
        let before = report.content.count(Severity::Error);
        let fonts = font_book(&project, report);
        // A family may be missing because its file is broken: that is told once.
        if report.content.count(Severity::Error) == before {
            unknown_families(&project, &fonts, &mut report.content);
        }
        let langs = langs(&project, plan, report)?;
        let gate = Gate::new(&project, plan, report)?;
        if !run::passes(&mut report.content, plan) {
            return Err(Failed);
        }
        Ok(Self { project, fonts, words: WordCache::new(), langs, gate })
    }

    fn studio<'a>(&'a self, plan: &Plan, sources: &'a Sources) -> Studio<'a> {
        Studio {
            project: &self.project,
            gate: &self.gate,
            phones: Mutex::new(BTreeMap::new()),
            sources,
            setter: Typesetter::new(&self.fonts, &self.words),
            timestamp: plan.timestamp,
            profile: OnceLock::new(),
        }
    }
}

fn open(dir: &Path, drafts: &Drafts, report: &mut Report) -> Result<Project, Failed> {
    let mut sink = Sink::default();
    let loaded = caught(|| load_with(dir, drafts, &mut report.sources, &mut sink))
        .unwrap_or_else(|panic| {
            sink.push(guard::fault("the project", Span::NONE, &panic));
            Err(LoadError::Failed)
        });
    match loaded {
        Err(LoadError::Absent) => report.trouble.append(sink),
        Err(LoadError::Failed) | Ok(_) => report.content.append(sink),
    }
    loaded.map_err(|_| Failed)
}

fn font_book(project: &Project, report: &mut Report) -> FontBook {
    let mut book = FontBook::bundled();
    for font in project.fonts(&mut report.sources, &mut report.content) {
        book.add(&font.path, font.bytes, font.span, &mut report.content);
    }
    book
}

/// Tells of families that the themes name and nobody has.
fn unknown_families(project: &Project, fonts: &FontBook, sink: &mut Sink) {
    let themes = project.formats().iter().map(|format| &format.theme);
    let mut told = Sink::default();
    for family in themes.flat_map(|theme| theme.fonts.all()) {
        if fonts.find(family, 400, false).is_none() {
            let known: Vec<_> = fonts.families().iter().map(|f| format!("`{f}`")).collect();
            let message = format!("no font has the family `{}`", family.name);
            let mut fault = Sink::default();
            fault.push(
                Diagnostic::error("unknown-family", family.span, message)
                    .with_hint(format!("known are {}", known.join(", ")))
                    .with_hint("a font of your own goes into the folder `fonts/`"),
            );
            // Formats share most of their theme.
            told.append_new(fault);
        }
    }
    sink.append(told);
}

/// The languages that the plan asks for, each of which the project has to have.
fn langs(project: &Project, plan: &Plan, report: &mut Report) -> Result<Vec<Lang>, Failed> {
    let known: Vec<Lang> = project.editions().iter().map(|e| e.lang.clone()).collect();
    if plan.pseudo {
        return Ok(pseudo_languages());
    }
    if plan.langs.is_empty() {
        return Ok(known);
    }
    for lang in plan.langs.iter().filter(|lang| !known.contains(lang)) {
        report.trouble.push(unlisted(lang, &project.langs));
    }
    report.trouble.check()?;
    Ok(plan.langs.clone())
}

/// The fault of a language that a project does not have; `known` are those that it has.
pub fn unlisted<'l>(lang: &Lang, known: impl IntoIterator<Item = &'l Lang>) -> Diagnostic {
    let names: Vec<String> = known.into_iter().map(|lang| format!("`{lang}`")).collect();
    let message = format!("the project has no language `{lang}`");
    Diagnostic::error("unlisted-language", Span::NONE, message)
        .with_hint(format!("it has {}", names.join(", ")))
}
