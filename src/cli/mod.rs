//! The command line: what was typed to what it means, and what people see.
//!
//! A file a command: its arguments, its help, and what it does. Faults go to standard error; as
//! JSON they go to standard output, where nothing else goes then. Only this layer asks for the
//! environment, the terminal and the arguments.

mod account;
mod build;
mod check;
mod complete;
mod console;
mod deps;
mod doctor;
mod explain;
mod faults;
mod fmt;
mod fonts;
mod help;
mod i18n;
mod impose;
mod inspect;
mod manual;
mod new;
mod open;
mod order;
mod pack;
mod plan;
mod print;
mod progress;
mod schema;
mod source;
mod speech;
mod summary;
mod theme;
mod usage;
mod watch;

use std::ffi::OsString;
use std::io;
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::batch::Outcome;
use crate::diag::caught::{Panicked, caught};
use crate::diag::print::{FaultFormat, one_line};
use crate::diag::{Sink, Sources};
use console::Console;

const EXAMPLES: &str = "\
Examples:
  warraq new library             begin a brochure in the folder `library`
  warraq                         make everything in `source` (or here) into `output`
  warraq build brochure          the same for the folder `brochure`
  warraq --lang ar --format pdf  only the Arabic PDF
  warraq check                   find every fault, write nothing
  warraq fmt                     order and align the YAML files, comments and all
  warraq doctor                  what can be made, and what is missing for the rest
  warraq print                   the print shop's files alone
  warraq pack                    archives for the print shop and the web
  warraq plan --format ninja     the same work as many small commands, for other machines
  warraq impose output/ar/x.pdf  sheets of a booklet, to be printed and folded
  warraq inspect file.pdf        what a finished file holds, whoever made it
  warraq i18n status             how old each translation is
  warraq explain terms           how a block is written, or what a fault means
  warraq watch --serve           the pages in the browser while you write
  warraq theme --preview kitab   what a theme looks like
  warraq completions bash        what a shell offers while a command is typed
  warraq schema text             what `text/<language>.yaml` may hold

Exit codes: 0 done; 1 faults in the content; 2 wrong usage, no project, or a fault of our own";

/// Make a folder of YAML into a finished brochure: PDF, EPUB and HTML, Arabic first.
///
/// Without a command, `build` is run.
#[derive(Debug, Parser)]
#[command(name = "warraq", version, after_help = EXAMPLES, args_conflicts_with_subcommands = true)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    build: build::BuildArgs,
    #[command(flatten)]
    speech: speech::SpeechArgs,
}

#[derive(Debug, Subcommand)]
enum Command {
    Build(build::BuildArgs),
    Check(check::CheckArgs),
    Completions(complete::CompletionsArgs),
    Doctor(doctor::DoctorArgs),
    Explain(explain::ExplainArgs),
    Fmt(fmt::FmtArgs),
    Fonts(fonts::FontsArgs),
    I18n(i18n::I18nArgs),
    Impose(impose::ImposeArgs),
    Inspect(inspect::InspectArgs),
    Man(manual::ManArgs),
    New(new::NewArgs),
    Pack(pack::PackArgs),
    Plan(plan::PlanArgs),
    Print(print::PrintArgs),
    Schema(schema::SchemaArgs),
    Theme(theme::ThemeArgs),
    Watch(watch::WatchArgs),
}

/// Runs the program on this process's arguments.
pub fn main() -> ExitCode {
    let mut console = Console::from_env();
    let ran = caught(|| run(std::env::args_os(), &mut console));
    ExitCode::from(match judge(ran, &mut console) {
        Outcome::Done => 0,
        Outcome::Faults => 1,
        Outcome::Trouble => 2,
    })
}

/// How the program ends, whatever became of the run.
fn judge(ran: Result<io::Result<Outcome>, Panicked>, console: &mut Console) -> Outcome {
    let message = match ran {
        Ok(Ok(outcome)) => return outcome,
        // Whoever reads our output has seen enough.
        Ok(Err(error)) if error.kind() == io::ErrorKind::BrokenPipe => return Outcome::Done,
        Ok(Err(error)) => format!("error: cannot write: {error}"),
        Err(panic) => {
            let said = one_line(&panic.to_string());
            format!(
                "error: this is a bug in warraq, not in your files; please report it: {said}"
            )
        }
    };
    // Where even standard error is gone, the exit code alone has to say it.
    let _ = console.say(&message);
    Outcome::Trouble
}

fn run(args: impl IntoIterator<Item = OsString>, console: &mut Console) -> io::Result<Outcome> {
    let args = order::command_first(&Cli::command(), args.into_iter().collect());
    console.speak(&speech::SpeechArgs::guessed(&args));
    let app = help::told(Cli::command(), &console.voice());
    let parsed = app.try_get_matches_from(args);
    let cli = match parsed.and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => cli,
        Err(error) => return unparsed(&error, console),
    };
    console.speak(&cli.speech);
    match cli.command {
        None => build::run(&cli.build, console),
        Some(Command::Build(args)) => build::run(&args, console),
        Some(Command::Check(args)) => check::run(&args, console),
        Some(Command::Completions(args)) => complete::run(&args, console),
        Some(Command::Doctor(args)) => doctor::run(&args, console),
        Some(Command::Explain(args)) => explain::run(&args, console),
        Some(Command::Fmt(args)) => fmt::run(&args, console),
        Some(Command::Fonts(args)) => fonts::run(&args, console),
        Some(Command::I18n(args)) => i18n::run(&args, console),
        Some(Command::Impose(args)) => impose::run(&args, console),
        Some(Command::Inspect(args)) => inspect::run(&args, console),
        Some(Command::Man(args)) => manual::run(&args, console),
        Some(Command::New(args)) => new::run(&args, console),
        Some(Command::Pack(args)) => pack::run(&args, console),
        Some(Command::Plan(args)) => plan::run(&args, console),
        Some(Command::Print(args)) => print::run(args, console),
        Some(Command::Schema(args)) => schema::run(&args, console),
        Some(Command::Theme(args)) => theme::run(&args, console),
        Some(Command::Watch(args)) => watch::run(&args, console),
    }
}

/// Help where it was asked for, else the fault of what was typed.
fn unparsed(error: &clap::Error, console: &mut Console) -> io::Result<Outcome> {
    let help = [
        ErrorKind::DisplayHelp,
        ErrorKind::DisplayVersion,
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand,
    ];
    if help.contains(&error.kind()) {
        error.print()?;
        return Ok(if error.use_stderr() { Outcome::Trouble } else { Outcome::Done });
    }
    let mut sink = Sink::default();
    sink.push(usage::fault(error));
    console.report(&Sources::default(), FaultFormat::Human, &[&sink])?;
    Ok(Outcome::Trouble)
}

/// Everything that `--help` says, piece by piece, for whoever translates it.
pub fn help_texts() -> Vec<String> {
    let mut app = Cli::command();
    app.build();
    help::texts(&app)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verify_app() {
        Cli::command().debug_assert();
    }

    #[test]
    fn a_panic_is_trouble_and_a_closed_pipe_is_none() {
        let mut console = Console::from_env();
        let panicked = caught(|| -> io::Result<Outcome> { panic!("on purpose") });
        assert_eq!(judge(panicked, &mut console), Outcome::Trouble);
        let failed = |kind: io::ErrorKind| Ok(Err(kind.into()));
        assert_eq!(judge(failed(io::ErrorKind::BrokenPipe), &mut console), Outcome::Done);
        assert_eq!(judge(failed(io::ErrorKind::StorageFull), &mut console), Outcome::Trouble);
        assert_eq!(judge(Ok(Ok(Outcome::Faults)), &mut console), Outcome::Faults);
    }

    #[test]
    fn without_a_command_the_arguments_are_those_of_build() {
        let cli = Cli::try_parse_from(["warraq", "folder", "--lang", "ar,en"]).unwrap();
        assert!(cli.command.is_none());
        assert_eq!(cli.build.source.dirs, [std::path::Path::new("folder")]);
        assert_eq!(cli.build.source.lang, ["ar", "en"]);
    }
}
