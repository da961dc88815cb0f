//! `--help` in Arabic, through the same catalogue as faults.
//!
//! clap writes help; the words come from the doc comments of the arguments. For Arabic each of them
//! is replaced by its row. Names of commands, options and values stay as they are typed.

use clap::{Arg, Command};

use crate::diag::arabic::table;
use crate::diag::print::Voice;

/// What stands around the options of a command.
const TEMPLATE: &str = "{about-with-newline}\n{usage-is} {usage}\n\n{all-args}{after-help}\n";

/// The program's commands, told in the language of a voice.
pub(super) fn told(app: Command, voice: &Voice) -> Command {
    if !voice.is_arabic() {
        return app;
    }
    let mut app = app;
    // What clap adds of its own is there only then.
    app.build();
    command(app, voice)
}

fn command(app: Command, voice: &Voice) -> Command {
    let template = TEMPLATE.replace("{usage-is}", &voice.say("Usage:"));
    let about = app.get_about().map(|about| voice.say(&about.to_string()));
    let after = app.get_after_help().map(|after| lines(&after.to_string(), voice));
    let names: Vec<String> =
        app.get_subcommands().map(|inner| inner.get_name().to_owned()).collect();
    let mut app = app
        .help_template(template)
        .subcommand_help_heading(heading("Commands"))
        .mut_args(|arg| argument(arg, voice));
    if let Some(about) = about {
        app = app.about(about.clone()).long_about(about);
    }
    if let Some(after) = after {
        app = app.after_help(after);
    }
    names
        .into_iter()
        .fold(app, |app, name| app.mut_subcommand(name, |inner| command(inner, voice)))
}

/// The Arabic of a heading, which clap keeps for as long as the program runs.
fn heading(english: &'static str) -> &'static str {
    table().find(|row| row.0 == english).map_or(english, |row| row.1)
}

fn argument(arg: Arg, voice: &Voice) -> Arg {
    let above = if arg.is_positional() { "Arguments" } else { "Options" };
    let mut said = arg.get_help().map(|help| voice.say(&help.to_string())).unwrap_or_default();
    let values = arg.get_possible_values();
    let values: Vec<_> = values.iter().map(|value| format!("`{}`", value.get_name())).collect();
    if !values.is_empty() && arg.get_action().takes_values() {
        said += &format!(" {}", voice.say(&format!("[values: {}]", values.join(", "))));
    }
    let default =
        arg.get_default_values().first().map(|value| value.to_string_lossy().into_owned());
    if let Some(default) = default.filter(|_| arg.get_action().takes_values()) {
        said += &format!(" {}", voice.say(&format!("[default: `{default}`]")));
    }
    arg.help(said.clone())
        .long_help(said)
        .help_heading(heading(above))
        .hide_possible_values(true)
        .hide_default_value(true)
}

/// Lines of examples: what is typed stays, what is said of it is told.
fn lines(text: &str, voice: &Voice) -> String {
    let line = |line: &str| match parted(line) {
        Some((typed, said)) => format!("{typed}{}", voice.say(said)),
        None if is_typed(line) => line.to_owned(),
        None => {
            let indent = line.len() - line.trim_start().len();
            format!("{:indent$}{}", "", voice.say(line.trim()))
        }
    };
    paragraphs(text).iter().map(|text| line(text)).collect::<Vec<_>>().join("\n")
}

/// What is typed with the spaces after it, and what is said of it.
fn parted(line: &str) -> Option<(&str, &str)> {
    let inner = line.trim_start();
    if inner.len() == line.len() {
        return None;
    }
    let at = line.len() - inner.len() + inner.find("  ")?;
    let said = line[at..].trim_start();
    Some((&line[..line.len() - said.len()], said)).filter(|_| !said.is_empty())
}

/// Whether a line is a command alone, or empty; what is said of one stands further in.
fn is_typed(line: &str) -> bool {
    let indent = line.len() - line.trim_start().len();
    line.trim().is_empty() || (1..=4).contains(&indent)
}

/// Lines of examples one by one, those of running text joined.
fn paragraphs(text: &str) -> Vec<String> {
    let mut out: Vec<String> = vec![];
    for line in text.lines() {
        let runs_on = !line.is_empty() && !line.starts_with(' ');
        match out
            .last_mut()
            .filter(|last| runs_on && !last.is_empty() && !last.starts_with(' '))
        {
            Some(last) if !last.ends_with(':') => {
                last.push(' ');
                last.push_str(line);
            }
            _ => out.push(line.to_owned()),
        }
    }
    out
}

/// Everything that help says, in English, piece by piece, for whoever translates it.
pub(super) fn texts(app: &Command) -> Vec<String> {
    let about = app.get_about().map(ToString::to_string);
    let helps = app.get_arguments().filter_map(|arg| arg.get_help().map(ToString::to_string));
    let after = app.get_after_help().map(ToString::to_string).unwrap_or_default();
    let after = paragraphs(&after).into_iter();
    let after = after.filter(|line| parted(line).is_some() || !is_typed(line));
    let after = after.map(|line| match parted(&line) {
        Some((_, said)) => said.to_owned(),
        None => line.trim().to_owned(),
    });
    let inner = app.get_subcommands().flat_map(texts);
    let mut out: Vec<String> =
        about.into_iter().chain(helps).chain(after).chain(inner).collect();
    out.sort();
    out.dedup();
    out
}
