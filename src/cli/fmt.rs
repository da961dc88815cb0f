//! `warraq fmt`: the YAML files of a project in one form.

use std::io;
use std::path::{Path, PathBuf};

use clap::Args;

use super::console::Console;
use super::source::MessageFormat;
use crate::batch::{self, Outcome};
use crate::diag::print::{FaultFormat, one_line};
use crate::diag::{Diagnostic, Failed, Sink, Sources, Span};
use crate::source::{YamlFile, reformed, yaml_file, yaml_files};

const EXAMPLES: &str = "\
Examples:
  warraq fmt                       the files of `source` (or of this folder)
  warraq fmt brochure              those of the project or the workspace in `brochure`
  warraq fmt source/text/ar.yaml   one file
  warraq fmt --check               list those that would change, write nothing

Keys stand in the order of the schema, each step two spaces further in. Comments, quotation marks and
the words of every text stay as they are typed; a file that could come to mean something else stays as it is.";

/// Order and align the YAML files of a project, comments and all.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct FmtArgs {
    /// Folders with `brochure.yaml` or `workspace.yaml`, or files [default: `source` if there is one, else this folder]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// List the files that would change, and write nothing; exit code 1 where there is one
    #[arg(long)]
    check: bool,

    /// How faults are written; `json` goes to standard output, one object a line
    #[arg(long, value_name = "FORMAT", value_enum, default_value = "human")]
    message_format: MessageFormat,
}

/// Brings files into form, or lists them.
pub(super) fn run(args: &FmtArgs, console: &mut Console) -> io::Result<Outcome> {
    let format = FaultFormat::from(args.message_format);
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let files = named(&args.paths, &mut sources, &mut sink);
    if sink.has_errors() {
        console.report(&sources, format, &[&sink])?;
        return Ok(Outcome::Trouble);
    }
    let (mut changed, mut trouble) = (vec![], Sink::default());
    for file in &files {
        let Ok(Some(text)) = reformed(file, &mut sources, &mut sink) else { continue };
        if args.check || write(&file.path, &text, &mut trouble).is_ok() {
            changed.push(one_line(&file.path.to_string_lossy()));
        }
    }
    console.report(&sources, format, &[&sink, &trouble])?;
    let is_silent = changed.is_empty() && (sink.has_errors() || trouble.has_errors());
    if format != FaultFormat::Json && !is_silent {
        tell(&changed, args.check, console)?;
    }
    Ok(match (trouble.has_errors(), sink.has_errors() || args.check && !changed.is_empty()) {
        (true, _) => Outcome::Trouble,
        (false, true) => Outcome::Faults,
        (false, false) => Outcome::Done,
    })
}

/// Says what was changed, or lists what would be.
fn tell(changed: &[String], check: bool, console: &mut Console) -> io::Result<()> {
    if check {
        let lines: String = changed.iter().map(|path| format!("{path}\n")).collect();
        console.print(&lines)?;
    }
    match (changed, check) {
        ([], _) => console.say("no file had to be changed"),
        (_, true) => console.say("these files would be changed by `warraq fmt`"),
        (_, false) => {
            changed.iter().try_for_each(|path| console.say(&format!("`{path}` is in form")))
        }
    }
}

/// Writes a file where it lies, though a link leads there.
fn write(path: &Path, text: &str, sink: &mut Sink) -> Result<(), Failed> {
    let real = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    batch::write_file(&real, text.as_bytes(), sink)
}

/// The files that were named, each once; faults of usage go into `sink`.
fn named(paths: &[PathBuf], sources: &mut Sources, sink: &mut Sink) -> Vec<YamlFile> {
    let source = Path::new("source");
    let here = if source.is_dir() { source } else { Path::new(".") };
    let usual = [here.to_path_buf()];
    let paths = if paths.is_empty() { &usual } else { paths };
    let mut out: Vec<YamlFile> = vec![];
    for path in paths {
        let found = match path.is_dir() {
            true => yaml_files(path, sources, sink),
            false => yaml_file(path, sources, sink).map(|file| file.into_iter().collect()),
        };
        let Ok(found) = found else { continue };
        if found.is_empty() {
            sink.push(none(path));
        }
        out.extend(found);
    }
    let mut known = vec![];
    out.retain(|file| {
        !known.contains(&file.path) && {
            known.push(file.path.clone());
            true
        }
    });
    out
}

/// The fault of a path that leads to no file of a project.
fn none(path: &Path) -> Diagnostic {
    let shown = path.display();
    let (id, message) = if path.is_dir() {
        ("missing-project", format!("there is no `brochure.yaml` in `{shown}`"))
    } else if path.exists() {
        ("no-member", format!("`{shown}` is no YAML file of a project"))
    } else {
        ("missing-project", format!("there is no file or folder `{shown}`"))
    };
    Diagnostic::error(id, Span::NONE, message).with_hint(
        "name the project's folder, or a file such as `brochure.yaml` or `text/ar.yaml` in it",
    )
}
