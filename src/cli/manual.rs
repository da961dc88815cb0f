//! `warraq man`: the manual page (man(7)), from the table of commands that `--help` is made of.

use std::fmt::Write;
use std::io;

use clap::{Arg, Args, Command, CommandFactory};

use super::console::Console;
use super::{Cli, help};
use crate::batch::Outcome;

const EXAMPLES: &str = "\
Examples:
  warraq man > warraq.1       write it into a file
  warraq man | man -l -       read it";

/// Write the manual page of all commands.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ManArgs {}

/// Writes the page to standard output.
pub(super) fn run(_: &ManArgs, console: &mut Console) -> io::Result<Outcome> {
    let voice = console.voice();
    let mut app = help::told(Cli::command(), &voice);
    app.build();
    let mut out = format!(
        ".TH WARRAQ 1 \"\" \"warraq {}\" \"\"\n.SH {}\nwarraq \\- {}\n",
        env!("CARGO_PKG_VERSION"),
        voice.say("NAME"),
        plain(&app.get_about().map(ToString::to_string).unwrap_or_default())
    );
    let _ = write!(
        out,
        ".SH {}\n.B warraq\n[\\fIcommand\\fR] [\\fIoptions\\fR]\n",
        voice.say("SYNOPSIS")
    );
    command(&app, "warraq", &mut out);
    console.print(&out)?;
    Ok(Outcome::Done)
}

/// A section for each command, its arguments and its examples.
fn command(app: &Command, way: &str, out: &mut String) {
    let _ = writeln!(out, ".SH {}", plain(way).to_uppercase());
    out.push_str(&paragraph(&app.get_about().map(ToString::to_string).unwrap_or_default()));
    for arg in app.get_arguments().filter(|arg| !arg.is_hide_set()) {
        argument(arg, out);
    }
    if let Some(after) = app.get_after_help() {
        // Examples stand as they are typed.
        let _ = write!(out, ".PP\n.nf\n{}\n.fi\n", verbatim(&after.to_string()));
    }
    for inner in app.get_subcommands().filter(|inner| inner.get_name() != "help") {
        command(inner, &format!("{way} {}", inner.get_name()), out);
    }
}

fn argument(arg: &Arg, out: &mut String) {
    let names: Vec<String> =
        arg.get_value_names().unwrap_or_default().iter().map(ToString::to_string).collect();
    let value = names.join(" ");
    let takes = arg.get_action().takes_values();
    let short = arg.get_short().map(|short| format!("-{short}, ")).unwrap_or_default();
    let typed = match arg.get_long() {
        Some(long) if takes => {
            format!("\\fB{}\\fR \\fI{}\\fR", plain(&format!("{short}--{long}")), plain(&value))
        }
        Some(long) => format!("\\fB{}\\fR", plain(&format!("{short}--{long}"))),
        None => format!("\\fI{}\\fR", plain(&value)),
    };
    let _ = write!(
        out,
        ".TP\n{typed}\n{}",
        paragraph(&arg.get_help().map(ToString::to_string).unwrap_or_default())
    );
    let values: Vec<String> =
        arg.get_possible_values().iter().map(|value| plain(value.get_name())).collect();
    if takes && !values.is_empty() && !arg.is_hide_possible_values_set() {
        let _ = writeln!(out, "[{}]", values.join(", "));
    }
}

/// Running text, a line.
fn paragraph(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.is_empty() {
        String::new()
    } else {
        format!("{}\n", line(&plain(&words.join(" "))))
    }
}

fn verbatim(text: &str) -> String {
    text.lines().map(|text| line(&plain(text))).collect::<Vec<_>>().join("\n")
}

/// Text that troff sets as it is: a backslash begins a command of its own, a hyphen is a dash.
fn plain(text: &str) -> String {
    text.replace('\\', "\\e").replace('-', "\\-")
}

/// A line that begins no request.
fn line(text: &str) -> String {
    if text.starts_with(['.', '\'']) { format!("\\&{text}") } else { text.to_owned() }
}
