//! `warraq new`: a project that builds at once, to be written over.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::Args;

use super::console::Console;
use crate::batch::{self, Outcome};
use crate::diag::print::{Format, isolate, one_line};
use crate::diag::{Diagnostic, Sink, Sources, Span};
use crate::model::lang::Lang;
use crate::source::input::reason;
use crate::source::unknown_language;
use crate::starter::{self, NewFile, Template, Wanted};

const EXAMPLES: &str = "\
Examples:
  warraq new library                          an Arabic booklet in the folder `library`
  warraq new library --lang ar,en             the same with an English edition
  warraq new library --template leaflet       one sheet, folded
  warraq new library --theme kitab            another look, and a file to change its colours

Templates: booklet, leaflet, report, invitation. Themes: najma, kitab. A folder that holds
anything is left as it is.";

/// Begin a project: a folder with an example that builds at once.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct NewArgs {
    /// The folder to be made
    folder: Option<PathBuf>,

    /// Languages, by tag, with commas between; the first is the one that you write in
    #[arg(long, value_name = "TAG", value_delimiter = ',', default_value = "ar")]
    lang: Vec<String>,

    /// What it becomes: booklet, leaflet, report or invitation
    #[arg(long, value_name = "NAME", default_value = "booklet")]
    template: String,

    /// How it looks: najma or kitab; with a file for changes to it [default: as suits the template]
    #[arg(long, value_name = "NAME")]
    theme: Option<String>,
}

/// Writes the project, and says what to do next.
pub(super) fn run(args: &NewArgs, console: &mut Console) -> io::Result<Outcome> {
    let mut sink = Sink::default();
    let made = args.folder(&mut sink).zip(args.files(&mut sink));
    if let Some((folder, files)) = made.filter(|_| !sink.has_errors()) {
        for file in &files {
            // Each is tried; what failed lies in the sink.
            let _ =
                batch::write_file(&folder.join(&file.path), file.text.as_bytes(), &mut sink);
        }
        if !sink.has_errors() {
            console.print(&said(folder, &files))?;
        }
    }
    console.report(&Sources::default(), Format::Human, &[&sink])?;
    Ok(if sink.has_errors() { Outcome::Trouble } else { Outcome::Done })
}

impl NewArgs {
    /// The folder, if it is there to be filled.
    fn folder(&self, sink: &mut Sink) -> Option<&Path> {
        let fault = match &self.folder {
            None => {
                Diagnostic::error("missing-folder", Span::NONE, "the new folder has no name")
                    .with_hint(
                        "write `warraq new library`, or another name in place of `library`",
                    )
            }
            Some(folder) => match taken(folder) {
                None => return Some(folder),
                Some(fault) => fault,
            },
        };
        sink.push(fault);
        None
    }

    /// The files of what was asked for.
    fn files(&self, sink: &mut Sink) -> Option<Vec<NewFile>> {
        let template = Template::named(&self.template, sink);
        let langs = langs(&self.lang, sink);
        let asked = self.theme.as_deref().map(|name| starter::theme_named(name, sink));
        let template = template?;
        let folder = self.folder.as_deref().and_then(Path::file_name).unwrap_or_default();
        Some(starter::files(&Wanted {
            template,
            langs: &langs,
            theme: asked.flatten().unwrap_or(template.theme()),
            own_theme: asked.is_some(),
            slug: &starter::slug(&folder.to_string_lossy(), template),
        }))
    }
}

/// The languages in the order of asking, each once.
fn langs(tags: &[String], sink: &mut Sink) -> Vec<Lang> {
    let mut langs = vec![];
    for tag in tags {
        match Lang::parse(tag) {
            Some(lang) if !langs.contains(&lang) => langs.push(lang),
            Some(_) => {}
            None => sink.push(unknown_language(tag, Span::NONE)),
        }
    }
    langs
}

/// Why a folder cannot be filled.
fn taken(folder: &Path) -> Option<Diagnostic> {
    let shown = folder.display();
    let (id, message) = match fs::read_dir(folder).map(Iterator::count) {
        Ok(0) => return None,
        Ok(_) => ("folder-not-empty", format!("the folder `{shown}` is not empty")),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return None,
        Err(_) if folder.exists() && !folder.is_dir() => {
            ("folder-not-empty", format!("`{shown}` is a file"))
        }
        Err(error) => {
            ("unwritable-output", format!("cannot look into `{shown}`: {}", reason(&error)))
        }
    };
    let fault = Diagnostic::error(id, Span::NONE, message);
    Some(fault.with_hint("name a folder that is not there yet: nothing is written over"))
}

/// What was written, and what to type next.
fn said(folder: &Path, files: &[NewFile]) -> String {
    let shown = isolate(&one_line(&folder.to_string_lossy()));
    let texts = files.iter().filter(|file| file.path.starts_with("text/"));
    let texts: Vec<_> = texts.map(|file| format!("  {}\n", file.path)).collect();
    let typed = quoted(&one_line(&folder.to_string_lossy()));
    let typed = isolate(&typed);
    format!(
        "made {shown}: {} files\n\nWrite your own words into\n{}then type\n  warraq build {typed}\n",
        files.len(),
        texts.concat(),
    )
}

/// A path as a shell takes it.
fn quoted(path: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "/._-\\:".contains(c);
    if path.chars().all(plain) { path.to_owned() } else { format!("\"{path}\"") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_taken_when_it_holds_anything() {
        let temp = tempfile::tempdir().unwrap();
        assert!(taken(temp.path()).is_none());
        assert!(taken(&temp.path().join("new")).is_none());
        fs::write(temp.path().join(".hidden"), "").unwrap();
        assert_eq!(taken(temp.path()).unwrap().id, "folder-not-empty");
        let file = taken(&temp.path().join(".hidden")).unwrap();
        assert!(file.message.ends_with("is a file"), "{}", file.message);
    }

    #[test]
    fn what_is_to_be_typed_is_isolated_and_quoted() {
        let said = said(Path::new("مكتبتي الصغيرة"), &[]);
        assert!(said.contains("warraq build \u{2068}\"مكتبتي الصغيرة\"\u{2069}\n"), "{said}");
        assert!(said.starts_with("made \u{2068}مكتبتي الصغيرة\u{2069}:"), "{said}");
    }
}
