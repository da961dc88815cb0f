//! `warraq build`: a project to its finished files.

use std::io;
use std::path::{Component, Path, PathBuf};

use clap::{Args, ValueEnum};

use super::console::Console;
use super::deps::{self, DepsFormat};
use super::open::open;
use super::progress::Bar;
use super::source::SourceArgs;
use super::summary;
use crate::batch::{self, Outcome, OutputKind, Plan, Report};
use crate::diag::print::{FaultFormat, one_line};
use crate::diag::{Diagnostic, Sink, Sources, Span};
use crate::source::{FOLDERS, Output, around};

/// The file that makes a folder a project.
const BROCHURE: &str = "brochure.yaml";
const EXAMPLES: &str = "\
Examples:
  warraq build                      every language and format of `source` into `output`
  warraq build --lang ar,en         two languages; the files of the others stay
  warraq build --format pdf,print   only PDF, for screens and for the print shop
  warraq build --proof              pictures of the sheets, too, for the team to look at
  warraq build --force              make what did not change, too
  warraq build --open               look at it when it is done
  warraq build --report             a page for the accessibility officer, too
  warraq build --bundle             archives of what was made, too
  warraq build brochure --out web   the project in `brochure`, its files into `web`
  warraq build clinic school        two projects, each into its own folder `output`
  warraq build --deny-warnings --message-format short    for a build server

The same source gives the same bytes, however often and with however many jobs it is built.
`SOURCE_DATE_EPOCH` replaces the project's date as the time that is written into the files.";

/// Make the finished files of a project.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct BuildArgs {
    #[command(flatten)]
    pub(super) source: SourceArgs,

    /// What to make, with commas between [default: what the project asks for]
    #[arg(long, value_name = "FORMAT", value_enum, value_delimiter = ',')]
    pub(super) format: Vec<OutputArg>,

    /// Where the files go [default: `output` beside a folder named `source`, else in the project]
    #[arg(long, value_name = "FOLDER")]
    pub(super) out: Option<PathBuf>,

    /// Draw the sheets of all formats, too: PNG files with trim, bleed and folds, and what the
    /// reader of a leaflet holds, into the folder `proof` of each language
    #[arg(long)]
    pub(super) proof: bool,

    /// Make texts that nobody wrote instead, `en-XA` and `ar-XB`: with other letters and longer, to
    /// find what is wrong with pages before it is translated [into the folder `pseudo`]
    #[arg(long, conflicts_with_all = ["lang", "drafts"])]
    pub(super) pseudo: bool,

    /// Make print files of translations, too, that are older than their source
    #[arg(long)]
    pub(super) allow_stale: bool,

    /// Make outputs, too, whose sources, pictures, fonts and options did not change
    #[arg(long)]
    pub(super) force: bool,

    /// Take over what a run into another folder has made, where it is as it would be made here
    #[arg(long, value_name = "FOLDER")]
    pub(super) parts: Vec<PathBuf>,

    /// Say on standard output what each file was made from, instead of the table
    #[arg(long, value_name = "FORM", value_enum)]
    pub(super) deps: Option<DepsFormat>,

    /// Open what was made: the page that leads to all editions, or else the first file
    #[arg(long)]
    pub(super) open: bool,

    /// Write a page for the accessibility officer, too: what each file claims, what was checked, the
    /// text as it is heard
    #[arg(long)]
    report: bool,

    /// Pack what was made, too: an archive of everything and one for each language, into the folder
    /// `bundle`
    #[arg(long, conflicts_with = "deps")]
    pub(super) bundle: bool,

    /// Say where the time goes
    #[arg(long, hide = true)]
    pub(super) timings: bool,
}

/// A kind of output, as it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum OutputArg {
    /// For screens, mail and archives
    Pdf,
    /// For the print shop
    Print,
    /// For an office printer, to be folded
    Booklet,
    /// For e-book readers and stores
    Epub,
    /// A single web page
    Html,
    /// A picture of the cover for stores
    Cover,
}

impl From<OutputArg> for Output {
    fn from(output: OutputArg) -> Self {
        match output {
            OutputArg::Pdf => Self::Pdf,
            OutputArg::Print => Self::Print,
            OutputArg::Booklet => Self::Booklet,
            OutputArg::Epub => Self::Epub,
            OutputArg::Html => Self::Html,
            OutputArg::Cover => Self::Cover,
        }
    }
}

impl BuildArgs {
    /// What was typed to what it means, a plan a project; every fault of usage is found here.
    fn plans(&self, sources: &mut Sources) -> Result<Vec<Plan>, Sink> {
        let mut sink = Sink::default();
        let plans = self.source.plans(sources, &mut sink);
        let several = plans.len() > 1;
        let plans: Vec<Plan> =
            plans.into_iter().map(|plan| self.complete(plan, several, &mut sink)).collect();
        for (n, plan) in plans.iter().enumerate() {
            if plans.iter().take(n).any(|other| other.out == plan.out) {
                let message = format!("two projects write to `{}`", plan.out.display());
                sink.push(
                    Diagnostic::error("shared-output", Span::NONE, message)
                        .with_hint("name each project once, and each with a folder of its own"),
                );
            }
        }
        sink.check().map(|()| plans).map_err(|_| sink)
    }

    /// The plan of a project, with what else was typed.
    fn complete(&self, mut plan: Plan, several: bool, sink: &mut Sink) -> Plan {
        plan.outputs = self.format.iter().map(|&format| format.into()).collect();
        plan.outputs.sort_unstable();
        plan.outputs.dedup();
        plan.proof = self.proof;
        plan.allow_stale = self.allow_stale;
        plan.force = self.force;
        plan.parts.clone_from(&self.parts);
        plan.pseudo = self.pseudo;
        if self.pseudo {
            plan.out.push("pseudo");
        }
        if let Some(out) = &self.out {
            plan.out.clone_from(out);
            if several {
                plan.out.push(inner(&plan.project));
            }
        }
        check_out(&plan, sink);
        plan
    }
}

/// What is wrong with the place that a plan writes to.
fn check_out(plan: &Plan, sink: &mut Sink) {
    let taken = taken(&plan.out, &plan.project).or_else(|| elsewhere(&plan.out, &plan.project));
    if let Some(what) = taken {
        let message = format!("`{}` is {what}", plan.out.display());
        sink.push(
            Diagnostic::error("output-in-source", Span::NONE, message)
                .with_hint("name another folder with `--out`"),
        );
    }
    if let Some(file) = plan.out.ancestors().find(|path| path.is_file()) {
        let message = format!("cannot write `{}`: it is a file, no folder", file.display());
        sink.push(
            Diagnostic::error("unwritable-output", Span::NONE, message)
                .with_hint("choose another folder with `--out`"),
        );
    }
}

/// The folders on the way to a project, without those that lead upwards.
fn inner(project: &Path) -> PathBuf {
    let names = project.components().filter_map(|part| match part {
        Component::Normal(name) => Some(name),
        _ => None,
    });
    names.collect()
}

/// What an output folder is, where it must be none: the project, or what it is read from.
fn taken(out: &Path, project: &Path) -> Option<String> {
    let (out, project) = (real(out)?, real(project)?);
    let inner = out.strip_prefix(&project).ok()?;
    let Some(first) = inner.iter().next() else { return Some("the project itself".into()) };
    let own = FOLDERS.iter().find(|folder| first == **folder)?;
    Some(format!("in the project's folder `{own}`, which is read"))
}

/// The same of other projects, and of what a workspace shares.
fn elsewhere(out: &Path, project: &Path) -> Option<String> {
    // What is no project is told as such.
    if !project.join(BROCHURE).is_file() {
        return None;
    }
    let (out, own) = (real(out)?, real(project)?);
    let read = |dir: &Path| {
        let first = out.strip_prefix(dir).ok()?.iter().next();
        let folder = first.map(|first| FOLDERS.iter().find(|folder| first == **folder));
        match folder {
            None => Some(None),
            Some(folder) => Some(Some(*folder?)),
        }
    };
    let is_other = |dir: &&Path| **dir != own && dir.join(BROCHURE).is_file();
    let other = out.ancestors().filter(is_other).find_map(read);
    let shared = around(project);
    let shared =
        shared.iter().filter_map(|dir| dir.canonicalize().ok()).find_map(|dir| read(&dir));
    match (other, shared) {
        (Some(None), _) => Some("another project".into()),
        (Some(Some(folder)), _) => {
            Some(format!("in the folder `{folder}` of another project, which is read"))
        }
        (None, Some(None)) => Some("the folder that the workspace shares".into()),
        (None, Some(Some(folder))) => {
            Some(format!("in the folder `{folder}` that the workspace shares"))
        }
        (None, None) => None,
    }
}

/// A path whose links are followed, as far as it is there.
fn real(path: &Path) -> Option<PathBuf> {
    let there = path.ancestors().find_map(|part| {
        let part_or_here = if part.as_os_str().is_empty() { Path::new(".") } else { part };
        Some((part, part_or_here.canonicalize().ok()?))
    });
    let (part, real) = there?;
    Some(real.join(path.strip_prefix(part).ok()?))
}

/// The plans of what was typed; where that makes none, the faults are told.
pub(super) fn plans(args: &BuildArgs, console: &mut Console) -> io::Result<Option<Vec<Plan>>> {
    let mut sources = Sources::default();
    match args.plans(&mut sources) {
        Ok(plans) => Ok(Some(plans)),
        Err(sink) => {
            let format = FaultFormat::from(args.source.message_format);
            console.report(&sources, format, &[&sink])?;
            Ok(None)
        }
    }
}

/// The plan of what was typed, for commands that take one project.
pub(super) fn plan(args: &BuildArgs, console: &mut Console) -> io::Result<Option<Plan>> {
    let mut sink = Sink::default();
    args.source.plan(&mut sink);
    if sink.has_errors() {
        let format = FaultFormat::from(args.source.message_format);
        console.report(&Sources::default(), format, &[&sink])?;
        return Ok(None);
    }
    Ok(plans(args, console)?.and_then(|plans| plans.into_iter().next()))
}

/// Whether archives were asked of a command that writes no files; tells it.
pub(super) fn refuses_bundle(args: &BuildArgs, console: &mut Console) -> io::Result<bool> {
    if args.bundle {
        let message = "`plan` writes commands that make files, and packs none";
        let hint = "leave out `--bundle`; `warraq build --bundle` packs what the commands made";
        let mut sink = Sink::default();
        sink.push(Diagnostic::error("wrong-usage", Span::NONE, message).with_hint(hint));
        let format = FaultFormat::from(args.source.message_format);
        console.report(&Sources::default(), format, &[&sink])?;
    }
    Ok(args.bundle)
}

/// Makes the files, tells the faults, and sums up.
pub(super) fn run(args: &BuildArgs, console: &mut Console) -> io::Result<Outcome> {
    let format = FaultFormat::from(args.source.message_format);
    let Some(plans) = plans(args, console)? else { return Ok(Outcome::Trouble) };
    let mut outcome = Outcome::Done;
    for some in plans.chunks(batch::AT_ONCE) {
        let bar = Bar::new(console.interactive && format == FaultFormat::Human);
        let reports = batch::build_all(some, &bar);
        bar.clear();
        for (plan, report) in some.iter().zip(&reports) {
            console.report(&report.sources, format, &[&report.content, &report.trouble])?;
            sum_up(args, plan, report, console)?;
            if let Some(first) = first(plan, report).filter(|_| args.open) {
                open(first.as_os_str(), console)?;
            }
            outcome = outcome.max(report.outcome());
        }
    }
    Ok(outcome)
}

/// Says what became of a project.
fn sum_up(
    args: &BuildArgs,
    plan: &Plan,
    report: &Report,
    console: &mut Console,
) -> io::Result<()> {
    let format = FaultFormat::from(args.source.message_format);
    if let Some(form) = args.deps {
        console.print(&deps::deps(report, form))?;
    } else if format == FaultFormat::Human && !report.editions.is_empty() {
        console.print(&summary::table(report, &console.voice()))?;
        summary::unchanged(report).map_or(Ok(()), |said| console.say(&said))?;
    }
    if args.report && !report.editions.is_empty() {
        let mut told = Report::default();
        // What is wrong lies in the report.
        if let Ok(path) = batch::officer(plan, report, &console.unordered(), &mut told) {
            console.print(&format!("{}\n", one_line(&path.to_string_lossy())))?;
        }
        console.report(&told.sources, format, &[&told.content, &told.trouble])?;
    }
    if args.bundle {
        bundle(plan, report, format, console)?;
    }
    if args.timings {
        console.say(&summary::stages(report))?;
    }
    Ok(())
}

/// Packs what was made, where all was; says so where it was not.
fn bundle(
    plan: &Plan,
    report: &Report,
    format: FaultFormat,
    console: &mut Console,
) -> io::Result<()> {
    let mut told = Report::default();
    let made = match report.outcome() {
        Outcome::Done => batch::bundle(plan, &mut told),
        _ => {
            let message = "nothing is packed: files are missing";
            let fault = Diagnostic::note("no-bundle", Span::NONE, message);
            told.trouble.push(fault.with_hint("mend what is told above, then build again"));
            vec![]
        }
    };
    console.report(&told.sources, format, &[&told.content, &told.trouble])?;
    if format == FaultFormat::Human && !made.is_empty() {
        console.print(&summary::parcels(&made, &console.voice()))?;
    }
    Ok(())
}

/// What a person would look at first: the page of all editions, where this run made a page, or
/// else the first file.
fn first(plan: &Plan, report: &Report) -> Option<PathBuf> {
    let jobs = || report.editions.iter().flat_map(|edition| &edition.jobs);
    let made = || jobs().filter_map(|job| Some((job.product.kind, job.made.as_ref()?)));
    let index = plan.out.join("index.html");
    let page = made().any(|(kind, _)| kind == OutputKind::Output(Output::Html));
    if page && index.is_file() {
        return Some(index);
    }
    made().find(|(kind, _)| *kind != OutputKind::Proof).map(|(_, made)| made.path.clone())
}
