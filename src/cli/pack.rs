//! `warraq pack`: what goes to the print shop, to the web and into mail.

use std::io;

use clap::Args;

use super::build;
use super::build::BuildArgs;
use super::console::Console;
use super::progress::Bar;
use super::summary;
use crate::batch::{self, Outcome};
use crate::diag::print::FaultFormat;
use crate::diag::{Diagnostic, Sink, Sources, Span};

const EXAMPLES: &str = "\
Examples:
  warraq pack                 everything of `source` (or of this folder)
  warraq pack --lang ar,en    two languages

Into the folder `output/pack` go
  NAME-print.zip         the print files, with a job sheet in Arabic and English: size, pages, paper,
                         bleed, binding, folds, inks
  NAME-web.zip           what a web server shows: unpack it there
  NAME-LANG-mail.pdf     a small PDF for mail
  NAME-LANG-cover.png    a picture of the cover, for messengers";

/// Pack what goes out: archives for the print shop and the web, a small PDF, the cover.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct PackArgs {
    #[command(flatten)]
    build: BuildArgs,
}

/// Makes the files and packs them.
pub(super) fn run(args: &PackArgs, console: &mut Console) -> io::Result<Outcome> {
    let args = &args.build;
    let format = FaultFormat::from(args.source.message_format);
    if !args.format.is_empty() || args.proof || args.bundle {
        let message = "`pack` makes what the project asks for, and print files";
        let fault = Diagnostic::error("wrong-usage", Span::NONE, message);
        let mut sink = Sink::default();
        sink.push(fault.with_hint("leave out `--format`, `--proof` and `--bundle`"));
        console.report(&Sources::default(), format, &[&sink])?;
        return Ok(Outcome::Trouble);
    }
    let Some(plan) = build::plan(args, console)? else { return Ok(Outcome::Trouble) };
    let bar = Bar::new(console.interactive && format == FaultFormat::Human);
    let (report, parcels) = batch::pack(&plan, &bar);
    bar.clear();
    console.report(&report.sources, format, &[&report.content, &report.trouble])?;
    if format == FaultFormat::Human && !parcels.is_empty() {
        console.print(&summary::parcels(&parcels, &console.voice()))?;
    }
    if args.open && !parcels.is_empty() {
        super::open::open(plan.out.join("pack").as_os_str(), console)?;
    }
    Ok(report.outcome())
}
