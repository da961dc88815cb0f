//! `warraq inspect`: what a finished file holds, whoever made it.

use std::io;
use std::path::PathBuf;

use clap::Args;

use super::account::{account, plain};
use super::console::Console;
use super::source::MessageFormat;
use crate::batch::{self, Outcome, Report};
use crate::diag::print::FaultFormat;

const EXAMPLES: &str = "\
Examples:
  warraq inspect output/ar/brochure.pdf    size, pages, fonts, claims, and the text as it is heard
  warraq inspect book.epub --text          the text alone, in the order in which it is read
  warraq inspect page.html --json          everything, for a program

The file may be of any program. What it claims is told, not proved: validators do that.";

/// Look into a finished PDF, EPUB or HTML file.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct InspectArgs {
    /// The file
    file: PathBuf,

    /// The text alone, a piece a line, in the order in which it is read
    #[arg(long, conflicts_with = "json")]
    text: bool,

    /// Everything as one JSON object
    #[arg(long)]
    json: bool,
}

/// Tells what the file holds.
pub(super) fn run(args: &InspectArgs, console: &mut Console) -> io::Result<Outcome> {
    let mut report = Report::default();
    let found = batch::inspect(&args.file, &mut report);
    let format = if args.json { MessageFormat::Json } else { MessageFormat::Human };
    console.report(
        &report.sources,
        FaultFormat::from(format),
        &[&report.content, &report.trouble],
    )?;
    let Ok(found) = found else { return Ok(report.outcome()) };
    if args.json {
        let json = serde_json::to_string_pretty(&found).map_err(io::Error::other)?;
        console.print(&format!("{json}\n"))?;
    } else if args.text {
        let lines = found.text.iter().map(|read| format!("{}\n", plain(&read.text)));
        console.print(&lines.collect::<String>())?;
    } else {
        console.print(&account(&found, &console.voice()))?;
    }
    Ok(report.outcome())
}
