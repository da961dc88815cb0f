//! Options before the command: `warraq --ui-lang ar check` is `warraq check --ui-lang ar`.
//!
//! Without a command, the arguments are those of `build`, so that clap takes no option before
//! another one. Here the command is put first, wherever it stands among options.

use std::collections::BTreeSet;
use std::ffi::OsString;

use clap::{Arg, Command};

/// The arguments with the command first, as clap reads them. What stands behind a folder or a file
/// is none: it may have a command's name.
pub(super) fn command_first(app: &Command, args: Vec<OsString>) -> Vec<OsString> {
    let Some(at) = place(app, &args) else { return args };
    let mut args = args;
    let command = args.remove(at);
    args.insert(1.min(args.len()), command);
    args
}

/// Where the command stands, if only options stand before it.
fn place(app: &Command, args: &[OsString]) -> Option<usize> {
    let taking = taking(app);
    let mut at = 1;
    while let Some(word) = args.get(at) {
        let word = word.to_str()?;
        if app.get_subcommands().any(|command| command.get_name() == word) {
            return Some(at).filter(|&at| at > 1);
        }
        if word == "--" || !word.starts_with('-') {
            return None;
        }
        at += if taking.contains(word) { 2 } else { 1 };
    }
    None
}

/// The options of all commands that take the argument after them as their value.
fn taking(app: &Command) -> BTreeSet<String> {
    let all = app.get_subcommands().chain([app]).flat_map(Command::get_arguments);
    let takes = all.filter(|arg| arg.get_action().takes_values() && !arg.is_positional());
    takes.flat_map(names).collect()
}

fn names(arg: &Arg) -> Vec<String> {
    let long = arg.get_long().map(|name| format!("--{name}"));
    let short = arg.get_short().map(|name| format!("-{name}"));
    long.into_iter().chain(short).collect()
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::cli::Cli;

    fn ordered(line: &str) -> String {
        let args = line.split(' ').map(OsString::from).collect();
        let args = command_first(&Cli::command(), args);
        args.iter().map(|arg| arg.to_string_lossy()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn the_command_comes_first() {
        for (typed, meant) in [
            ("warraq --ui-lang ar check", "warraq check --ui-lang ar"),
            ("warraq --ui-lang=ar check x", "warraq check --ui-lang=ar x"),
            (
                "warraq --lang ar --deny-warnings build x",
                "warraq build --lang ar --deny-warnings x",
            ),
            ("warraq -j 2 build", "warraq build -j 2"),
            ("warraq --theme kitab new check", "warraq new --theme kitab check"),
            ("warraq check build", "warraq check build"),
            ("warraq folder check", "warraq folder check"),
            ("warraq --lang check", "warraq --lang check"),
            ("warraq -- check", "warraq -- check"),
            ("warraq", "warraq"),
        ] {
            assert_eq!(ordered(typed), meant);
        }
    }

    #[test]
    fn every_option_of_every_command_may_stand_before_it() {
        let app = Cli::command();
        let mut tried = 0;
        for command in app.get_subcommands().filter(|command| !command.has_subcommands()) {
            for arg in command.get_arguments().filter(|arg| !arg.is_positional()) {
                for option in names(arg) {
                    let value = if arg.get_action().takes_values() { " x" } else { "" };
                    let name = command.get_name();
                    let typed = format!("warraq {option}{value} {name}");
                    assert_eq!(ordered(&typed), format!("warraq {name} {option}{value}"));
                    tried += 1;
                }
            }
        }
        assert!(tried > 40, "{tried}");
    }
}
