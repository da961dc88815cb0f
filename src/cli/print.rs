//! `warraq print`: a project to the files of its print shop.

use std::io;

use clap::{Args, ValueEnum};

use super::build::{self, BuildArgs};
use super::console::Console;
use super::summary;
use crate::batch::{self, Outcome};
use crate::diag::print::FaultFormat;
use crate::diag::{Diagnostic, Sink, Sources, Span};

const EXAMPLES: &str = "\
Examples:
  warraq print                       the print files of all languages (PDF/X-4)
  warraq print --lang ar,en          of two languages
  warraq print --plates black-per-language --lang ar,fa
                                     the art that two languages share, and the black of each

Plates are for a run of many languages that changes the black plate alone: cyan, magenta, yellow and
spot inks come from `….art.pdf`, black from `….ar.black.pdf`. That needs `print: { text: k-only }`
in `brochure.yaml`, and pages that break alike; a language whose art differs is told.";

/// Make the print shop's files of a project.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct PrintArgs {
    #[command(flatten)]
    build: BuildArgs,

    /// Write plates that languages share, instead of whole files
    #[arg(long, value_name = "HOW", value_enum, conflicts_with_all = ["format", "proof", "bundle"])]
    plates: Option<Plates>,
}

/// Which plates languages have for themselves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Plates {
    /// Black; they share all others
    BlackPerLanguage,
}

/// Makes the files, tells the faults, and sums up.
pub(super) fn run(mut args: PrintArgs, console: &mut Console) -> io::Result<Outcome> {
    match args.plates {
        None if !args.build.format.is_empty() => {
            let message = "`print` makes print files alone: `--format` is for `build`";
            let fault = Diagnostic::error("wrong-usage", Span::NONE, message);
            let mut sink = Sink::default();
            sink.push(fault.with_hint("leave it out, or write `warraq build --format …`"));
            let format = FaultFormat::from(args.build.source.message_format);
            console.report(&Sources::default(), format, &[&sink])?;
            Ok(Outcome::Trouble)
        }
        None => {
            args.build.format = vec![build::OutputArg::Print];
            build::run(&args.build, console)
        }
        Some(Plates::BlackPerLanguage) => plates(&args.build, console),
    }
}

fn plates(args: &BuildArgs, console: &mut Console) -> io::Result<Outcome> {
    let format = FaultFormat::from(args.source.message_format);
    let Some(plan) = build::plan(args, console)? else { return Ok(Outcome::Trouble) };
    let (report, files) = batch::plates(&plan);
    console.report(&report.sources, format, &[&report.content, &report.trouble])?;
    if format == FaultFormat::Human && !files.is_empty() {
        console.print(&summary::plates(&files, &console.voice()))?;
    }
    Ok(report.outcome())
}
