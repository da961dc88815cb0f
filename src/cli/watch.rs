//! `warraq watch`: a project, made anew whenever a file of it is saved.

use std::ffi::OsStr;
use std::io;
use std::time::Instant;

use clap::Args;

use super::console::Console;
use super::open::open;
use super::progress::Bar;
use super::source::SourceArgs;
use crate::batch::{Outcome, Plan, Preview, Session};
use crate::diag::print::{FaultFormat, one_line};
use crate::diag::{Diagnostic, Severity, Sink, Sources, Span};
use crate::serve::{self, Editor, Server, Watcher};

const EXAMPLES: &str = "\
Examples:
  warraq watch --serve            show the pages in the browser while you write; write no file
  warraq watch --serve --open     the same, and open the browser
  warraq watch --serve --editor code
                                  a click on a text opens its line in the editor
  warraq watch brochure           make the files of `brochure` anew whenever you save

The preview is on this machine alone. It shows pages side by side as they are bound, the leaflet as it
folds, and the web page; a click on a text says where it stands in the source. Faults are listed and end
nothing. Ctrl-C ends it.";

/// Make a project anew whenever it is saved, or show it in the browser.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct WatchArgs {
    #[command(flatten)]
    source: SourceArgs,

    /// Show the pages in the browser instead of writing files
    #[arg(long)]
    serve: bool,

    /// The port of the preview on this machine [default: a free one]
    #[arg(long, value_name = "N", requires = "serve")]
    port: Option<u16>,

    /// Open the browser, too
    #[arg(long, requires = "serve")]
    open: bool,

    /// Your editor: a click on a text opens its line there; `{file}` and `{line}` stand for the place
    #[arg(long, value_name = "COMMAND", requires = "serve")]
    editor: Option<String>,
}

/// Makes or shows the project, again and again, until the program is ended.
pub(super) fn run(args: &WatchArgs, console: &mut Console) -> io::Result<Outcome> {
    let format = FaultFormat::from(args.source.message_format);
    let mut sink = Sink::default();
    let plan = args.source.plan(&mut sink);
    if !sink.has_errors() && !plan.project.is_dir() {
        sink.push(absent(&plan));
    }
    if sink.has_errors() {
        console.report(&Sources::default(), format, &[&sink])?;
        return Ok(Outcome::Trouble);
    }
    if args.serve { show(args, &plan, format, console) } else { make(&plan, format, console) }
}

fn absent(plan: &Plan) -> Diagnostic {
    let message = format!("there is no folder `{}`", plan.project.display());
    Diagnostic::error("missing-project", Span::NONE, message)
        .with_hint("name the project's folder, or begin one with `warraq new library`")
}

/// Writes the files, and again after each change.
fn make(plan: &Plan, format: FaultFormat, console: &mut Console) -> io::Result<Outcome> {
    let session = Session::default();
    let mut watcher = Watcher::new(&plan.project, &plan.out);
    loop {
        let start = Instant::now();
        let bar = Bar::new(console.interactive && format == FaultFormat::Human);
        let report = session.build(plan, &bar);
        bar.clear();
        console.report(&report.sources, format, &[&report.content, &report.trouble])?;
        if format == FaultFormat::Human {
            let made = report.editions.iter().flat_map(|edition| &edition.jobs);
            let made = made.filter(|job| job.made.is_some() && !job.unchanged).count();
            let time = start.elapsed().as_secs_f64();
            console.say(&format!("{made} files made in {time:.2} s; waiting for a change"))?;
        }
        watcher.wait();
    }
}

/// Shows the pages, and again after each change.
fn show(
    args: &WatchArgs,
    plan: &Plan,
    format: FaultFormat,
    console: &mut Console,
) -> io::Result<Outcome> {
    let mut server =
        match serve::open(plan, args.port, args.editor.as_deref().and_then(Editor::new)) {
            Ok(server) => server,
            Err(error) => {
                let mut sink = Sink::default();
                sink.push(no_port(args.port, &error));
                console.report(&Sources::default(), format, &[&sink])?;
                return Ok(Outcome::Trouble);
            }
        };
    let mut watcher = Watcher::new(&plan.project, &plan.out);
    let address = server.address().to_owned();
    console.print(&format!("{address}\n"))?;
    if args.open {
        open(OsStr::new(&address), console)?;
    }
    loop {
        look(&mut server, plan, console)?;
        watcher.wait();
    }
}

/// Looks once, and says what came of it.
fn look(server: &mut Server, plan: &Plan, console: &mut Console) -> io::Result<()> {
    let start = Instant::now();
    let preview = server.look(plan);
    let time = start.elapsed().as_secs_f64() * 1000.0;
    console.say(&format!("set in {time:.0} ms; {}", said(&preview)))
}

/// How many faults there are, and the first.
fn said(preview: &Preview) -> String {
    let grave = preview.faults.iter().filter(|fault| fault.severity == Severity::Error);
    let Some(first) = grave.clone().next() else {
        return format!("{} remarks", preview.faults.len());
    };
    let place = first.place.as_ref().map(|(file, line, _)| format!("{file}:{line}: "));
    let message = format!("{}{}", place.unwrap_or_default(), first.message);
    format!("{} errors, the first: {}", grave.count(), one_line(&message))
}

fn no_port(port: Option<u16>, error: &io::Error) -> Diagnostic {
    let message = match port {
        Some(port) => format!("port {port} cannot be opened: {error}"),
        None => format!("no port can be opened: {error}"),
    };
    Diagnostic::error("no-port", Span::NONE, message)
        .with_hint("leave out `--port` for a free one, or name another")
}
