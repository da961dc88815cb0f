//! `warraq theme`: which themes there are, what one looks like, and a file for one of your own.

use std::io;
use std::path::{Path, PathBuf};

use clap::Args;

use super::console::Console;
use crate::batch::{self, Outcome, Report};
use crate::diag::print::{FaultFormat, one_line};
use crate::diag::{Diagnostic, Span};
use crate::source::{Listed, new_theme, themes};

const EXAMPLES: &str = "\
Examples:
  warraq theme                          the themes, with those of `source`, a line each
  warraq theme --preview kitab          its pages on a sheet, and a web page, into `output`
  warraq theme --new house              `source/themes/house.yaml`: every key with its value
  warraq theme --new house --base kitab the same upon another theme

`theme: house` in brochure.yaml asks for a theme. A file that is there is never written over.";

/// List the themes, look at one, or begin one of your own.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ThemeArgs {
    /// Folder with `brochure.yaml` [default: `source` if it has one, else none]
    dir: Option<PathBuf>,

    /// Say which themes there are, a line each; what is done without another option
    #[arg(long)]
    list: bool,

    /// Write a sheet of a theme's pages, in Arabic and English, and a web page beside it
    #[arg(long, value_name = "NAME", conflicts_with = "list")]
    preview: Option<String>,

    /// Where the sheet goes
    #[arg(long, value_name = "FOLDER", default_value = "output", requires = "preview")]
    out: PathBuf,

    /// Write a theme of your own into the project's folder `themes`
    #[arg(long, value_name = "NAME", conflicts_with_all = ["list", "preview"])]
    new: Option<String>,

    /// The theme that the new one is laid upon
    #[arg(long, value_name = "NAME", default_value = "najma", requires = "new")]
    base: String,
}

/// Does what was asked for.
pub(super) fn run(args: &ThemeArgs, console: &mut Console) -> io::Result<Outcome> {
    let source = Path::new("source");
    let default = source.join("brochure.yaml").is_file().then_some(source);
    let project = args.dir.as_deref().or(default);
    let mut report = Report::default();
    let told = match (&args.preview, &args.new) {
        (Some(name), _) => preview(name, project, &args.out, &mut report),
        (_, Some(name)) => new(name, &args.base, project, &mut report),
        _ => Some(listed(&themes(project))),
    };
    console.report(&report.sources, FaultFormat::Human, &[&report.content, &report.trouble])?;
    if let Some(told) = told {
        console.print(&told)?;
    }
    Ok(report.outcome())
}

fn preview(
    name: &str,
    project: Option<&Path>,
    out: &Path,
    report: &mut Report,
) -> Option<String> {
    let files = batch::theme_preview(name, project, out, report).ok()?;
    Some(files.iter().map(|file| one_line(&file.to_string_lossy()) + "\n").collect())
}

/// Writes the file of a new theme, and says how to ask for it.
fn new(name: &str, base: &str, project: Option<&Path>, report: &mut Report) -> Option<String> {
    let Some(dir) = project else {
        let message = "there is no project that the theme could belong to";
        let fault = Diagnostic::error("missing-project", Span::NONE, message);
        report.trouble.push(fault.with_hint(
            "name its folder: `warraq theme --new house brochure`, or begin one with `warraq new`",
        ));
        return None;
    };
    let made = new_theme(dir, name, base, &mut report.sources, &mut report.trouble);
    let (path, text) = made.ok()?;
    let path = dir.join(path);
    batch::write_file(&path, text.as_bytes(), &mut report.trouble).ok()?;
    let path = one_line(&path.to_string_lossy());
    Some(format!("{path}\nAsk for it in brochure.yaml: `theme: {name}`\n"))
}

/// A theme a line: its name, what it is, and whether it is a file of the project.
fn listed(themes: &[Listed]) -> String {
    let width = themes.iter().map(|theme| theme.name.chars().count()).max().unwrap_or_default();
    let line = |theme: &Listed| {
        let place = if theme.is_own { " (of the project)" } else { "" };
        format!("{:width$}  {}{place}\n", one_line(&theme.name), one_line(&theme.about))
    };
    themes.iter().map(line).collect()
}
