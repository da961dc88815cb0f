//! `warraq plan`: the work of a build as small commands, for a program that spreads them.

use std::io;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use serde_json::json;

use super::build::{BuildArgs, plans, refuses_bundle};
use super::console::Console;
use crate::batch::{self, Command, Outcome};
use crate::diag::print::FaultFormat;

const EXAMPLES: &str = "\
Examples:
  warraq plan > build.ninja && ninja        every output of every edition as a command of its own
  warraq plan --as json                     the same for the matrix of a build server
  warraq plan clinic school > build.ninja   two projects in one batch

Each command makes one output of one language into a folder beside the output folder; the last puts
them together, page of all editions and manifest included, and makes what is missing. The bytes are those
of `warraq build`. After a change, only commands run whose sources changed.";

/// Show the work of a build as commands that run apart from each other, on many machines.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct PlanArgs {
    #[command(flatten)]
    build: BuildArgs,

    /// How the commands are written
    #[arg(long = "as", value_name = "FORM", value_enum, default_value = "ninja")]
    form: PlanFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum PlanFormat {
    /// A file of Ninja (<https://ninja-build.org>)
    Ninja,
    /// One JSON object
    Json,
}

/// Writes the commands to standard output.
pub(super) fn run(args: &PlanArgs, console: &mut Console) -> io::Result<Outcome> {
    let format = FaultFormat::from(args.build.source.message_format);
    if refuses_bundle(&args.build, console)? {
        return Ok(Outcome::Trouble);
    }
    let Some(plans) = plans(&args.build, console)? else { return Ok(Outcome::Trouble) };
    let (mut commands, mut outcome) = (vec![], Outcome::Done);
    for plan in &plans {
        let (report, own) = batch::graph(plan, commands.len());
        console.report(&report.sources, format, &[&report.content, &report.trouble])?;
        outcome = outcome.max(report.outcome());
        commands.extend(own);
    }
    if outcome == Outcome::Done {
        console.print(&match args.form {
            PlanFormat::Ninja => ninja(&commands),
            PlanFormat::Json => as_json(&commands),
        })?;
    }
    Ok(outcome)
}

/// A file of Ninja.
fn ninja(commands: &[Command]) -> String {
    let mut out = "\
ninja_required_version = 1.8
warraq = warraq

rule warraq
  command = $warraq $arguments
  description = $id
  restat = 1
"
    .to_owned();
    for command in commands {
        let after = command.after.iter().filter_map(|&place| commands.get(place));
        let after = after.map(|command| &command.output);
        let inputs = command.inputs.iter().chain(after).map(|input| path(input));
        let arguments: Vec<String> =
            command.arguments.iter().map(|argument| value(&quoted(argument))).collect();
        out += &format!("\nbuild {}: warraq", path(&command.output));
        inputs.for_each(|input| out += &format!(" $\n    {input}"));
        let id = value(&command.id);
        out += &format!("\n  id = {id}\n  arguments = {}\n", arguments.join(" "));
    }
    out
}

/// A path in a list of Ninja's.
fn path(path: &Path) -> String {
    value(&path.to_string_lossy()).replace(' ', "$ ").replace(':', "$:")
}

/// A value of Ninja's.
fn value(text: &str) -> String {
    text.replace('$', "$$")
}

/// An argument as a shell takes it.
fn quoted(text: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "/._-,+=@".contains(c);
    match !text.is_empty() && text.chars().all(plain) {
        true => text.to_owned(),
        false => format!("'{}'", text.replace('\'', r"'\''")),
    }
}

/// The commands as JSON.
fn as_json(commands: &[Command]) -> String {
    let texts = |paths: &[PathBuf]| -> Vec<String> {
        paths.iter().map(|path| path.to_string_lossy().into_owned()).collect()
    };
    let all: Vec<_> = commands
        .iter()
        .map(|command| {
            let run: Vec<&str> = std::iter::once("warraq")
                .chain(command.arguments.iter().map(String::as_str))
                .collect();
            let after = command.after.iter().filter_map(|&place| commands.get(place));
            json!({
                "id": command.id,
                "command": run,
                "inputs": texts(&command.inputs),
                "output": command.output.to_string_lossy(),
                "after": after.map(|command| command.id.as_str()).collect::<Vec<_>>(),
            })
        })
        .collect();
    format!("{:#}\n", json!({ "commands": all }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_all_kinds_reach_the_program() {
        for (name, shell, file) in [
            ("a/b.yaml", "a/b.yaml", "a/b.yaml"),
            ("a b", "'a b'", "a$ b"),
            ("it's", r"'it'\''s'", "it's"),
            ("c:$d", "'c:$d'", "c$:$$d"),
            ("كتيب", "كتيب", "كتيب"),
            ("", "''", ""),
        ] {
            assert_eq!((quoted(name).as_str(), path(Path::new(name)).as_str()), (shell, file));
        }
    }
}
