//! `warraq completions`: what a shell offers while a command is typed, from the table of commands that
//! `--help` is made of.

use std::fmt::Write;
use std::io;

use clap::{Arg, Args, Command, CommandFactory, ValueEnum, ValueHint};

use super::console::Console;
use super::{Cli, help};
use crate::batch::Outcome;

const EXAMPLES: &str = "\
Examples:
  warraq completions bash > ~/.local/share/bash-completion/completions/warraq
  warraq completions zsh > ~/.zfunc/_warraq        with `fpath+=~/.zfunc` before `compinit` in `.zshrc`
  warraq completions fish > ~/.config/fish/completions/warraq.fish";

/// Write what a shell offers while a command is typed.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Shell {
    Bash,
    Zsh,
    Fish,
}

/// A command with what may follow it.
struct Offer {
    /// The command as it is typed, with those that it belongs to.
    way: String,
    /// Its commands and options, each with what it does.
    words: Vec<(String, String)>,
    /// Options that take a value.
    values: Vec<Values>,
    /// The commands among the words.
    inner: Vec<String>,
    /// Values that stand by themselves.
    plain: Vec<String>,
}

/// An option that takes a value.
struct Values {
    option: String,
    /// What is offered for it; files where that is nothing.
    known: Vec<String>,
    /// Whether it takes several, with commas between.
    several: bool,
}

/// Writes the script to standard output.
pub(super) fn run(args: &CompletionsArgs, console: &mut Console) -> io::Result<Outcome> {
    let mut app = help::told(Cli::command(), &console.voice());
    app.build();
    let mut offers = vec![];
    collect(&app, "warraq", &mut offers);
    console.print(&match args.shell {
        Shell::Bash => bash(&offers),
        Shell::Zsh => zsh(&offers),
        Shell::Fish => fish(&offers),
    })?;
    Ok(Outcome::Done)
}

fn collect(app: &Command, way: &str, out: &mut Vec<Offer>) {
    let commands: Vec<&Command> =
        app.get_subcommands().filter(|inner| inner.get_name() != "help").collect();
    let about = |text: Option<String>| {
        text.unwrap_or_default().lines().next().unwrap_or_default().trim().to_owned()
    };
    let mut offer = Offer {
        way: way.to_owned(),
        words: vec![],
        values: vec![],
        inner: commands.iter().map(|inner| inner.get_name().to_owned()).collect(),
        plain: vec![],
    };
    for inner in &commands {
        let said = about(inner.get_about().map(ToString::to_string));
        offer.words.push((inner.get_name().to_owned(), said));
    }
    for arg in app.get_arguments().filter(|arg| !arg.is_hide_set()) {
        let values = values(arg);
        let Some(long) = arg.get_long() else {
            offer.plain.extend(values);
            continue;
        };
        let said = about(arg.get_help().map(ToString::to_string));
        offer.words.push((format!("--{long}"), said));
        if arg.get_action().takes_values() {
            let several = arg.get_value_delimiter() == Some(',');
            offer.values.push(Values { option: format!("--{long}"), known: values, several });
        }
    }
    out.push(offer);
    for inner in commands {
        collect(inner, &format!("{way} {}", inner.get_name()), out);
    }
}

/// The values that an argument knows by name.
fn values(arg: &Arg) -> Vec<String> {
    if !arg.get_action().takes_values() || arg.get_value_hint() == ValueHint::AnyPath {
        return vec![];
    }
    arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect()
}

/// The lines of a `case` that follow the commands that are typed.
fn ways(offers: &[Offer], word: &str) -> String {
    let mut out = String::new();
    for offer in offers {
        for inner in &offer.inner {
            let way = &offer.way;
            let _ = writeln!(out, "      \"{way} {inner}\") {word}=\"{way} {inner}\" ;;");
        }
    }
    out
}

fn bash(offers: &[Offer]) -> String {
    let mut out = format!(
        "# Completions of warraq for bash.\n_warraq() {{\n  local cur prev at=warraq i words= head=\n  cur=${{COMP_WORDS[COMP_CWORD]}}\n  \
         prev=${{COMP_WORDS[COMP_CWORD-1]}}\n  [[ $cur == *,* ]] && head=${{cur%,*}},\n  for ((i = 1; i < COMP_CWORD; i++)); do\n    case \"$at ${{COMP_WORDS[i]}}\" in\n{}    \
         esac\n  done\n  case \"$at $prev\" in\n",
        ways(offers, "at")
    );
    for offer in offers {
        for Values { option, known, several } in &offer.values {
            let words = known.join(" ");
            let offered = match (known.is_empty(), several) {
                (true, _) => "compgen -f -- \"$cur\"".to_owned(),
                (false, true) => {
                    format!("compgen -P \"$head\" -W \"{words}\" -- \"${{cur##*,}}\"")
                }
                (false, false) => format!("compgen -W \"{words}\" -- \"$cur\""),
            };
            let way = &offer.way;
            let _ =
                writeln!(out, "    \"{way} {option}\") COMPREPLY=($({offered})); return ;;");
        }
    }
    out.push_str("  esac\n  case $at in\n");
    for offer in offers {
        let words = offer.words.iter().map(|(word, _)| word).chain(&offer.plain);
        let words: Vec<&str> = words.map(String::as_str).collect();
        let _ = writeln!(out, "    \"{}\") words=\"{}\" ;;", offer.way, words.join(" "));
    }
    out + "  esac\n  COMPREPLY=($(compgen -W \"$words\" -- \"$cur\") $(compgen -f -- \"$cur\"))\n}\n\
           complete -o filenames -F _warraq warraq\n"
}

/// Text between apostrophes, which no shell reads.
fn quoted(text: &str, escape: &str) -> String {
    format!("'{}'", text.replace('\'', escape))
}

fn zsh(offers: &[Offer]) -> String {
    let mut out = format!(
        "#compdef warraq\n# Completions of warraq for zsh.\n_warraq() {{\n  local at=warraq i\n  local -a offered\n  \
         for ((i = 2; i < CURRENT; i++)); do\n    case \"$at ${{words[i]}}\" in\n{}    esac\n  done\n  \
         case \"$at ${{words[CURRENT-1]}}\" in\n",
        ways(offers, "at")
    );
    for offer in offers {
        for Values { option, known, several } in &offer.values {
            let before = if *several { "compset -P '*,'; " } else { "" };
            let offered = match known.as_slice() {
                [] => "_files".to_owned(),
                known => format!("{before}compadd -- {}", known.join(" ")),
            };
            let _ = writeln!(out, "    \"{} {option}\") {offered}; return ;;", offer.way);
        }
    }
    out.push_str("  esac\n  case $at in\n");
    for offer in offers {
        let words = offer.words.iter().map(|(word, said)| {
            quoted(&format!("{word}:{}", said.replace(':', "\\:")), "'\\''")
        });
        let plain = offer.plain.iter().map(|word| quoted(word, "'\\''"));
        let words: Vec<String> = words.chain(plain).collect();
        let _ = writeln!(out, "    \"{}\") offered=({}) ;;", offer.way, words.join(" "));
    }
    out + "  esac\n  _describe -t words word offered\n  _files\n}\n_warraq \"$@\"\n"
}

/// What the lines for fish ask: which command is typed, and what stands before the last comma.
const FISH: &str = "\
function __warraq_list
    set -l before (string match -r '^.*,' -- (commandline -ct | string replace -r '^--[a-z-]*=' ''))
    printf '%s\\n' \"$before\"$argv
end
";

fn fish(offers: &[Offer]) -> String {
    let mut out = String::from("# Completions of warraq for fish.\n");
    out.push_str(
        "function __warraq_at\n    set -l at warraq\n    set -l typed (commandline -opc)\n",
    );
    out.push_str(
        "    for word in $typed[2..-1]\n        switch \"$at $word\"\n            case",
    );
    for offer in offers {
        offer.inner.iter().for_each(|inner| {
            let _ = write!(out, " '{} {inner}'", offer.way);
        });
    }
    out.push_str("\n                set at \"$at $word\"\n        end\n    end\n");
    out.push_str("    test \"$at\" = \"$argv\"\nend\n");
    out.push_str(FISH);
    for offer in offers {
        let test = quoted(&format!("__warraq_at {}", offer.way), "\\'");
        for (word, said) in &offer.words {
            let line = match word.strip_prefix("--") {
                None => format!("-f -a {word}"),
                Some(long) => {
                    fish_option(long, offer.values.iter().find(|v| v.option == *word))
                }
            };
            let said = quoted(said, "\\'");
            let _ = writeln!(out, "complete -c warraq -n {test} {line} -d {said}");
        }
        if !offer.plain.is_empty() {
            let plain = quoted(&offer.plain.join(" "), "\\'");
            let _ = writeln!(out, "complete -c warraq -n {test} -a {plain}");
        }
    }
    out
}

/// An option with what is offered for its value.
fn fish_option(long: &str, values: Option<&Values>) -> String {
    let Some(Values { known, several, .. }) = values else { return format!("-l {long}") };
    let words = known.join(" ");
    let offered = match (known.is_empty(), several) {
        (true, _) => return format!("-l {long} -r"),
        (false, true) => format!("(__warraq_list {words})"),
        (false, false) => words,
    };
    format!("-l {long} -x -a {}", quoted(&offered, "\\'"))
}
