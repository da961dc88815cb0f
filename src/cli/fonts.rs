//! `warraq fonts`: which faces there are and what they cover.

use std::io;
use std::path::{Path, PathBuf};

use clap::Args;

use super::console::Console;
use crate::batch::{self, Outcome, Report};
use crate::diag::print::{FaultFormat, one_line};
use crate::text::font::{Face, FontBook};

const EXAMPLES: &str = "\
Examples:
  warraq fonts            the bundled families, and those in the folder `fonts/` of `source`
  warraq fonts brochure   the same for the project in `brochure`
  warraq fonts --specimen pages
                          pages of each script, at each kashida setting, into the folder `pages`

A theme names a family under `fonts`. A project's own faces go into its folder `fonts/`; those of
the system are never used, so that a brochure comes out the same on every machine.";

/// List the families and faces that can be set, or set a page of each script to be looked at.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct FontsArgs {
    /// Folder with `brochure.yaml` [default: `source` if it has one, else none]
    dir: Option<PathBuf>,
    /// Write pages of each script, at each kashida setting, into this folder: a PDF a language
    #[arg(long, value_name = "FOLDER")]
    specimen: Option<PathBuf>,
}

/// Prints the families with their faces.
pub(super) fn run(args: &FontsArgs, console: &mut Console) -> io::Result<Outcome> {
    let source = Path::new("source");
    let default = source.join("brochure.yaml").is_file().then_some(source);
    let mut report = Report::default();
    let found = batch::fonts(args.dir.as_deref().or(default), &mut report);
    let told = found.and_then(|faces| match &args.specimen {
        None => Ok(list(&faces.book)),
        Some(out) => batch::specimen(faces.theme, &faces.book, out, &mut report).map(named),
    });
    console.report(&report.sources, FaultFormat::Human, &[&report.content, &report.trouble])?;
    if let Ok(told) = told {
        console.print(&told)?;
    }
    Ok(report.outcome())
}

/// Files, a line each.
fn named(files: Vec<PathBuf>) -> String {
    files.iter().map(|file| one_line(&file.to_string_lossy()) + "\n").collect()
}

/// A family on a line, with its scripts; its faces beneath.
fn list(book: &FontBook) -> String {
    let faces: Vec<&Face> = book.ids().map(|id| book.face(id)).collect();
    let mut out = String::new();
    for family in book.families() {
        let own: Vec<&Face> = faces.iter().copied().filter(|f| f.family == family).collect();
        out += &format!("{}: {}\n", one_line(family), scripts(&own));
        let mut told = vec![];
        for face in own {
            // A weight axis is one font, whatever number of faces it offers.
            if face.weights.is_some() && told.contains(&&face.postscript_name) {
                continue;
            }
            told.push(&face.postscript_name);
            let weight = match face.weights {
                Some([least, most]) => format!("{least}–{most}"),
                None => face.weight.to_string(),
            };
            let slant = if face.italic { "italic" } else { "" };
            let (name, glyphs) = (one_line(&face.postscript_name), face.glyph_count);
            out += &format!("  {weight:7} {slant:6} {glyphs:5} glyphs  {name}\n");
        }
    }
    out
}

/// The scripts that any face of a family covers, the best covered first.
fn scripts(faces: &[&Face]) -> String {
    let mut names: Vec<&str> = vec![];
    for (script, _) in faces.iter().flat_map(|face| face.scripts()) {
        if !names.contains(&script.full_name()) {
            names.push(script.full_name());
        }
    }
    names.join(", ")
}
