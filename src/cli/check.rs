//! `warraq check`: every fault of a project, and nothing written.

use std::io;

use clap::Args;

use super::console::Console;
use super::source::{MessageFormat, SourceArgs};
use crate::batch::{self, Outcome};
use crate::diag::print::{FaultFormat, one_line};
use crate::diag::{Sink, Sources};

const EXAMPLES: &str = "\
Examples:
  warraq check                          every fault of `source` (or of this folder)
  warraq check brochure --lang ar       only the Arabic text of the project in `brochure`
  warraq check --message-format short   one line a fault, for an editor
  warraq check --format json            one JSON object a line, for a tool

The text is read and laid out, as for a build, and looked through as a print shop would; no file
is written. How grave each finding is says `print: { preflight: { hairline: error } }`.";

/// Find every fault of a project, without writing anything.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct CheckArgs {
    #[command(flatten)]
    source: SourceArgs,

    /// The same as `--message-format`
    #[arg(long, value_name = "FORMAT", value_enum, conflicts_with = "message_format")]
    format: Option<MessageFormat>,
}

/// Tells the faults.
pub(super) fn run(args: &CheckArgs, console: &mut Console) -> io::Result<Outcome> {
    let format = FaultFormat::from(args.format.unwrap_or(args.source.message_format));
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let plans = args.source.plans(&mut sources, &mut sink);
    if sink.has_errors() {
        console.report(&sources, format, &[&sink])?;
        return Ok(Outcome::Trouble);
    }
    let mut all = Outcome::Done;
    for plan in &plans {
        let report = batch::check(plan);
        console.report(&report.sources, format, &[&report.content, &report.trouble])?;
        let outcome = report.outcome();
        if outcome == Outcome::Done && format == FaultFormat::Human {
            let project = one_line(&plan.project.to_string_lossy());
            console.say(&format!("no errors in `{project}`"))?;
        }
        all = all.max(outcome);
    }
    Ok(all)
}
