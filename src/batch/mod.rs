//! Editions × outputs: makes them in parallel and writes them.
//!
//! In: a [`Plan`]. Out: files under its output folder, and a [`Report`]. An edition is laid out
//! once for all its outputs; one edition's faults never stop another's, and faults are told in
//! the project's order, whatever ran first. This is the one place that writes `output/`.

mod bundle;
mod doctor;
mod edition;
mod gate;
mod graph;
mod growth;
mod guard;
mod impose;
mod index;
mod inspect;
mod kept;
mod manifest;
mod offer;
mod officer;
mod open;
mod pack;
mod plan;
mod plates;
mod press;
mod preview;
mod proof;
mod report;
mod run;
mod session;
mod specimen;
mod stale;
mod theme;
mod write;

use std::path::Path;
use std::sync::Arc;

use rayon::ThreadPoolBuilder;
use rayon::prelude::*;

use crate::check;
use crate::diag::{Diagnostic, Failed, Sink, Span};
use crate::model::BilingualForm;
use crate::model::lang::Lang;
use crate::model::style::Theme;
use crate::source::{Drafts, Output};
use crate::text::font::FontBook;
use edition::BuildSession;
use guard::guarded;
use index::Finish;
use kept::{Files, Kept};
use manifest::Manifest;
use press::{EditionMaker, Prepared, Stopwatch};
use run::{BuildRun, Done};
use write::OutDir;

pub use bundle::bundle;
pub use doctor::{Health, LanguageHealth, OutputHealth, doctor};
pub use graph::{Command, graph};
pub use growth::{BlockPath, GrownBlock, Matrix, growth, growth_page};
pub use impose::impose;
pub use inspect::inspect;
pub use officer::{OFFICER, officer};
pub use open::unlisted;
pub use pack::pack;
pub use plan::{OutputKind, Plan, Product, name};
pub use plates::{PlateFile, plates};
pub use preview::{
    FaultMark, Preview, Previewer, Seen, ShownFormat, ShownLanguage, ShownPage, Spot,
};
pub use report::{EditionReport, Job, Outcome, Report, StageReport, WrittenFile};
pub use run::Progress;
pub use session::Session;
pub use specimen::specimen;
pub use theme::theme_preview;
pub use write::write_file;

/// Makes and writes what a plan asks for.
pub fn build(plan: &Plan, progress: &dyn Progress) -> Report {
    Session::default().build(plan, progress)
}

/// How many projects are worked on at once: what is told of them waits in the memory.
pub const AT_ONCE: usize = 8;

/// Makes and writes what some plans ask for, side by side; the reports are in their order.
pub fn build_all(plans: &[Plan], progress: &dyn Progress) -> Vec<Report> {
    if let [plan] = plans {
        return vec![build(plan, progress)];
    }
    let session = Session::default();
    let work = || {
        let each = plans.par_iter().map(|plan| {
            let plan = Plan { jobs: None, ..plan.clone() };
            session.build(&plan, progress)
        });
        each.collect()
    };
    let jobs = plans.first().and_then(|plan| plan.jobs);
    let pool =
        jobs.and_then(|jobs| ThreadPoolBuilder::new().num_threads(jobs.get()).build().ok());
    pool.map_or_else(work, |pool| pool.install(work))
}

/// Reads and lays out what a plan asks for, and writes nothing.
pub fn check(plan: &Plan) -> Report {
    Session::default().check(plan)
}

fn build_in(session: &Session, plan: &Plan, progress: &dyn Progress) -> Report {
    in_pool(plan, |report| {
        let opened = session.open(plan, report)?;
        let out = OutDir::open_keeping(&plan.out, |out| {
            kept::parts(&out.read(kept::JOURNAL).unwrap_or_default())
        });
        let out = out.map_err(|e| report.trouble.tell(e.into()))?;
        let outputs = match plan.outputs.as_slice() {
            [] => opened.project.outputs(),
            asked => asked.to_vec(),
        };
        let found = Manifest::read(&out).map_err(|fault| report.trouble.tell(fault))?;
        if found.healed > 0 {
            report.trouble.push(interrupted(found.healed));
        }
        let old = stale::still_made(&found.manifest, &opened.project, plan);
        let session = opened.session(plan, &report.sources);
        check::sections(&opened.project, &mut report.content);
        let printed = outputs.contains(&Output::Print);
        parity(&session, &opened.langs, printed, &mut report.content);
        opened.langs.iter().for_each(|lang| opened.gate.tell(lang, &mut report.content));
        if !run::passes(&mut report.content, plan) {
            return Err(Failed);
        }
        let mut products = Product::all(&opened.project, &outputs);
        if plan.proof {
            products.extend(Product::proofs(&opened.project));
        }
        let files = Files { sources: &report.sources, dir: &opened.project.dir };
        let known = Kept::read(&out, files, plan);
        let (press, products) = (&&session, products.as_slice());
        let run =
            BuildRun { press, plan, products, out: &out, old: &old, known: &known, progress };
        let done = run.editions(&opened.langs);
        let mut all = opened.project.langs.clone();
        all.extend(opened.project.pairs().iter().map(|pair| pair.edition.clone()));
        all.extend(
            opened.langs.iter().filter(|lang| !opened.project.langs.contains(lang)).cloned(),
        );
        let manifest = run::manifest(&run, &done, &all);
        let listed = manifest.clone();
        let with_index = outputs.contains(&Output::Html) || out.read(index::PATH).is_some();
        let deny_warnings = plan.deny_warnings;
        let mut finish = Finish::new(&session, (&out, &old), &known, deny_warnings);
        let (mut content, mut trouble) = (Sink::default(), Sink::default());
        for Done { edition, content, trouble, inputs, .. } in done {
            finish.editions.extend(inputs.map(|inputs| (edition.lang.to_string(), inputs)));
            report.editions.push(edition);
            // What languages have in common is told once.
            report.content.append_new(content);
            report.trouble.append(trouble);
        }
        let finished = finish.run(manifest, with_index, &mut content, &mut trouble);
        report.content.append_new(content);
        report.trouble.append(trouble);
        // What is stale goes last: until here it may be all that there is.
        let stale = (&found.manifest, &old);
        finished.map(|()| stale::remove(&out, stale, &listed, &all, &mut report.content))
    })
}

/// Tells that files of a run that was cut off are known again.
fn interrupted(files: usize) -> Diagnostic {
    let message = "an earlier run was cut off while its files took their places";
    let hint = format!("{files} of them are in place and listed again; build all to be sure");
    Diagnostic::note("interrupted-run", Span::NONE, message).with_hint(hint)
}

fn check_in(session: &Session, plan: &Plan) -> Report {
    in_pool(plan, |report| {
        let opened = session.open(plan, report)?;
        let session = opened.session(plan, &report.sources);
        let formats = (0..opened.project.formats().len()).collect();
        check::rules(&opened.project, &mut report.content);
        let printed = opened.project.outputs().contains(&Output::Print);
        parity(&session, &opened.langs, printed, &mut report.content);
        opened.langs.iter().for_each(|lang| opened.gate.tell(lang, &mut report.content));
        if printed {
            for lang in opened.langs.iter().filter(|lang| !lang.is_joined()) {
                // What is wrong lies in the sink.
                let _ = session.may_print(lang, &mut report.content);
            }
            // What is wrong lies in the sink.
            let _ = opened.project.printable(&mut report.content);
        }
        let checked = opened.langs.par_iter().map(|lang| {
            let mut sink = Sink::default();
            let (what, place) = (format!("the pages in `{lang}`"), (&session).place(lang));
            let made = guarded(&what, place, &mut sink, |sink| {
                let edition =
                    (&session).prepare(lang, &formats, &mut Stopwatch::default(), sink)?;
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
fn parity(session: &BuildSession<'_>, langs: &[Lang], printed: bool, sink: &mut Sink) {
    pairs(session, langs, sink);
    // What an edition in two languages is made of is compared, too.
    let langs: Vec<Lang> = langs.iter().flat_map(Lang::parts).collect();
    let editions = session.project.editions();
    let Some((first, others)) = editions.split_first() else { return };
    let others: Vec<_> = others.iter().filter(|other| langs.contains(&other.lang)).collect();
    if others.is_empty() {
        return;
    }
    let document = |lang: &Lang| session.document(lang, &mut Sink::default()).ok();
    let (first, others) = rayon::join(
        || document(&first.lang),
        || others.par_iter().map(|other| document(&other.lang)).collect::<Vec<_>>(),
    );
    let Some(first) = first else { return };
    for other in others.iter().flatten() {
        let mut told = Sink::default();
        check::parity(&first, other, &mut told);
        sink.append_new(told);
        let mut facts = Sink::default();
        check::facts(&first, other, &mut facts);
        session.phones(&other.lang, facts, printed, sink);
    }
}

/// Compares the two texts of editions in two languages, where blocks stand beside their
/// counterparts: a block that one of them lacks leaves a hole in the pages.
fn pairs(session: &BuildSession<'_>, langs: &[Lang], sink: &mut Sink) {
    let pairs = session.project.pairs().iter();
    let asked = pairs.filter(|pair| langs.contains(&pair.edition));
    for pair in asked.filter(|pair| pair.form == BilingualForm::Columns) {
        let [first, second] = &pair.langs;
        let document = |lang: &Lang| session.document(lang, &mut Sink::default()).ok();
        let (Some(first), Some(second)) = (document(first), document(second)) else { continue };
        let mut told = Sink::default();
        check::parity(&first, &second, &mut told);
        check::parity(&second, &first, &mut told);
        sink.append_new(told);
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
    let project = open::project(dir, &Drafts::None, report)?;
    let theme = Some(Arc::clone(project.theme()));
    Ok(Type { book: open::font_book(&project, report), theme })
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
