//! `warraq build`: a project to its finished files.

use std::io;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use super::console::Console;
use super::progress::Bar;
use super::source::SourceArgs;
use super::summary;
use crate::batch::{self, Outcome, Plan};
use crate::diag::print::Format;
use crate::diag::{Diagnostic, Sink, Sources, Span};
use crate::source::Output;

const EXAMPLES: &str = "\
Examples:
  warraq build                      every language and format of `source` into `output`
  warraq build --lang ar,en         two languages; the files of the others stay
  warraq build --format pdf         only PDF
  warraq build brochure --out web   the project in `brochure`, its files into `web`
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

    /// How much is done at once [default: as many as there are processors]
    #[arg(long, short, value_name = "N")]
    pub(super) jobs: Option<NonZeroUsize>,
}

/// A kind of output, as it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum OutputArg {
    /// For screens, mail and archives
    Pdf,
    /// For e-book readers and stores
    Epub,
    /// A single web page
    Html,
}

impl From<OutputArg> for Output {
    fn from(output: OutputArg) -> Self {
        match output {
            OutputArg::Pdf => Self::Pdf,
            OutputArg::Epub => Self::Epub,
            OutputArg::Html => Self::Html,
        }
    }
}

impl TryFrom<&BuildArgs> for Plan {
    type Error = Sink;

    /// What was typed to what it means; every fault of usage is found here.
    fn try_from(args: &BuildArgs) -> Result<Self, Sink> {
        let mut sink = Sink::default();
        let project = args.source.project(&mut sink);
        let langs = args.source.langs(&mut sink);
        let out = args.out.clone().unwrap_or_else(|| default_out(&project));
        if same(&out, &project) {
            let message = format!("`{}` is the project itself", out.display());
            sink.push(
                Diagnostic::error("output-in-source", Span::NONE, message)
                    .with_hint("name another folder with `--out`"),
            );
        }
        let mut outputs: Vec<Output> = args.format.iter().map(|&f| f.into()).collect();
        outputs.sort_unstable();
        outputs.dedup();
        let timestamp = timestamp(std::env::var("SOURCE_DATE_EPOCH").ok(), &mut sink);
        if sink.has_errors() {
            return Err(sink);
        }
        let (jobs, deny_warnings) = (args.jobs, args.source.deny_warnings);
        Ok(Self { project, langs, outputs, out, jobs, deny_warnings, timestamp })
    }
}

/// Beside a folder named `source`, else inside the project: two projects side by side never
/// share a folder.
fn default_out(project: &Path) -> PathBuf {
    if project.file_name().is_some_and(|name| name == "source") {
        project.with_file_name("output")
    } else {
        project.join("output")
    }
}

fn same(a: &Path, b: &Path) -> bool {
    matches!((a.canonicalize(), b.canonicalize()), (Ok(a), Ok(b)) if a == b)
}

/// The value of `SOURCE_DATE_EPOCH` (<https://reproducible-builds.org/specs/source-date-epoch/>).
pub(super) fn timestamp(value: Option<String>, sink: &mut Sink) -> Option<i64> {
    let value = value?;
    let seconds = value.parse().ok().filter(|&s: &i64| s >= 0);
    if seconds.is_none() {
        let message = format!("`SOURCE_DATE_EPOCH` is `{value}`");
        sink.push(
            Diagnostic::error("bad-timestamp", Span::NONE, message)
                .with_expected("seconds since 1970 as a whole number")
                .with_hint("unset it, or set it with `date +%s`"),
        );
    }
    seconds
}

/// Makes the files, tells the faults, and sums up.
pub(super) fn run(args: &BuildArgs, console: &mut Console) -> io::Result<Outcome> {
    let format = Format::from(args.source.message_format);
    let plan = match Plan::try_from(args) {
        Ok(plan) => plan,
        Err(sink) => {
            console.report(&Sources::default(), format, &[&sink])?;
            return Ok(Outcome::Trouble);
        }
    };
    let bar = Bar::new(console.interactive && format == Format::Human);
    let report = batch::run(&plan, &bar);
    bar.clear();
    console.report(&report.sources, format, &[&report.content, &report.trouble])?;
    if format == Format::Human && !report.editions.is_empty() {
        console.print(&summary::table(&report))?;
    }
    Ok(report.outcome())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outputs_of_neighbours_do_not_meet() {
        assert_eq!(default_out(Path::new("source")), Path::new("output"));
        assert_eq!(default_out(Path::new("a/source")), Path::new("a/output"));
        assert_eq!(default_out(Path::new(".")), Path::new("./output"));
        assert_eq!(default_out(Path::new("spring")), Path::new("spring/output"));
    }

    #[test]
    fn a_timestamp_is_seconds_or_a_fault() {
        let read = |value: &str| {
            let mut sink = Sink::default();
            (timestamp(Some(value.into()), &mut sink), sink.has_errors())
        };
        assert_eq!(read("1700000000"), (Some(1_700_000_000), false));
        assert_eq!(read("yesterday"), (None, true));
        assert_eq!(read("-5"), (None, true));
        assert_eq!(timestamp(None, &mut Sink::default()), None);
    }
}
