//! `warraq fonts`: which faces there are and what they cover.

use std::io;

use clap::Args;

use super::console::Console;
use crate::batch::Outcome;
use crate::text::font::{Face, FontBook};

const EXAMPLES: &str = "\
Examples:
  warraq fonts              every family, its faces, and the scripts that it covers
  warraq fonts --lang fa    only families that have the letters of a language's script

A face of the system is never used. A project's own go into its folder `fonts/`.";

/// List the families and faces that can be set, with the scripts that they cover.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct FontsArgs {}

/// Prints the families with their faces.
pub(super) fn run(_args: &FontsArgs, console: &mut Console) -> io::Result<Outcome> {
    let book = FontBook::bundled();
    console.print(&list(&book))?;
    Ok(Outcome::Done)
}

/// A family on a line, with its scripts; its faces beneath.
fn list(book: &FontBook) -> String {
    let faces: Vec<&Face> = book.ids().map(|id| book.face(id)).collect();
    let mut out = String::new();
    for family in book.families() {
        let own: Vec<&&Face> = faces.iter().filter(|f| f.family == family).collect();
        out += &format!("{family}: {}\n", own.first().map_or(String::new(), |f| scripts(f)));
        for face in own {
            let slant = if face.italic { " italic" } else { "" };
            let (name, glyphs) = (&face.postscript_name, face.glyph_count);
            out += &format!("  {:4}{slant:7}  {glyphs:5} glyphs  {name}\n", face.weight);
        }
    }
    out
}

fn scripts(face: &Face) -> String {
    let names = face.scripts();
    let names: Vec<&str> = names.iter().map(|(script, _)| script.full_name()).collect();
    names.join(", ")
}
