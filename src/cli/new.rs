//! `warraq new`: a project that builds at once, to be written over.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use clap::Args;

use super::console::Console;
use crate::batch::{self, Outcome};
use crate::diag::print::{FaultFormat, isolate, one_line};
use crate::diag::{Diagnostic, Sink, Sources, Span};
use crate::model::lang::Lang;
use crate::model::limits::OUTPUT_BYTES;
use crate::source::input::{self, reason};
use crate::source::{named_text, unknown_language};
use crate::starter::import::{self, Draft, Guess};
use crate::starter::{self, NewFile, Template, Wanted};

const EXAMPLES: &str = "\
Examples:
  warraq new library                          an Arabic booklet in the folder `library`
  warraq new library --lang ar,en             the same with an English edition
  warraq new library --template leaflet       one sheet, folded
  warraq new library --from text.txt          out of a text that you have
  warraq new library --theme kitab            another look, and a file to change its colours

Templates: booklet, leaflet, report, invitation. Themes: najma, kitab, maktab, taqrir, jari. A
folder that holds anything is left as it is.";

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

    /// How it looks: najma, kitab, maktab, taqrir or jari; with a file for changes to it [default: as suits the template]
    #[arg(long, value_name = "NAME")]
    theme: Option<String>,

    /// Your text: plain, Markdown (`.md`) or `.docx`; headings, terms and lists in it are found
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,
}

/// What to do with the texts of a new project.
const WRITE: &str = "Write your own words into";
const READ: &str = "Look through what your text has become in";

/// Writes the project, and says what to do next.
pub(super) fn run(args: &NewArgs, console: &mut Console) -> io::Result<Outcome> {
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let folder = args.folder(&mut sink);
    let made = args.files(&mut sources, &mut sink);
    if let Some((folder, (files, draft))) = folder.zip(made).filter(|_| !sink.has_errors()) {
        let advice = if args.from.is_some() { READ } else { WRITE };
        for file in &files {
            // Each is tried; what failed lies in the sink.
            let _ =
                batch::write_file(&folder.join(&file.path), file.text.as_bytes(), &mut sink);
        }
        if !sink.has_errors() {
            let guessed = draft.as_ref().map(guessed).unwrap_or_default();
            console.print(&(guessed + &said(folder, &files, advice)))?;
        }
    }
    console.report(&sources, FaultFormat::Human, &[&sink])?;
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

    /// The files of what was asked for, and what was guessed of a text that is there.
    fn files(
        &self,
        sources: &mut Sources,
        sink: &mut Sink,
    ) -> Option<(Vec<NewFile>, Option<Draft>)> {
        let template = Template::named(&self.template, sink);
        let langs = langs(&self.lang, sink);
        let asked = self.theme.as_deref().map(|name| starter::theme_named(name, sink));
        let draft = match (&self.from, langs.first()) {
            (Some(path), Some(lang)) => Some(draft(path, lang, sources, sink)?),
            _ => None,
        };
        let template = template?;
        let folder = self.folder.as_deref().and_then(Path::file_name).unwrap_or_default();
        let files = starter::files(&Wanted {
            template,
            langs: &langs,
            theme: asked.flatten().unwrap_or(template.theme()),
            own_theme: asked.is_some(),
            slug: &starter::slug(&folder.to_string_lossy(), template),
            draft: draft.as_ref(),
        });
        Some((files, draft))
    }
}

/// Endings of files that hold text in ways that are not read.
const OTHERS: [&str; 8] = ["doc", "odt", "rtf", "pdf", "pages", "html", "htm", "epub"];

/// The fault of a file of another kind.
fn other_kind(path: &Path) -> Option<Diagnostic> {
    let end = path.extension()?.to_string_lossy().to_lowercase();
    let fault = OTHERS.contains(&&*end).then(|| {
        let message =
            format!("`{}` is neither plain text nor Markdown nor `.docx`", path.display());
        Diagnostic::error("not-plain-text", Span::NONE, message)
    });
    let hint = "save it as plain text in UTF-8, with the ending `.txt`, and name that file";
    fault.map(|fault| fault.with_hint(hint))
}

/// The draft out of a file.
fn draft(path: &Path, lang: &Lang, sources: &mut Sources, sink: &mut Sink) -> Option<Draft> {
    if let Some(fault) = other_kind(path) {
        sink.push(fault);
        return None;
    }
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    let end = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let made = match &*end {
        "docx" => read_docx(path, &name, lang),
        "md" | "markdown" => named_text(path, sources)
            .map_err(|fault| *fault)
            .and_then(|(file, text)| import::markdown(&text, file, &name, lang)),
        _ => named_text(path, sources)
            .map_err(|fault| *fault)
            .and_then(|(file, text)| import::plain(&text, file, &name, lang)),
    };
    made.map_err(|fault| sink.push(fault)).ok()
}

fn read_docx(path: &Path, name: &str, lang: &Lang) -> Result<Draft, Diagnostic> {
    let shown = path.display().to_string();
    let bytes = input::read(path, OUTPUT_BYTES).map_err(|refused| {
        let message = format!("`{shown}` {}", refused.what());
        Diagnostic::error(refused.id(), Span::NONE, message)
    })?;
    import::docx(&bytes, &shown, name, lang)
}

/// What the lines of a text were taken for.
fn guessed(Draft { unit, guesses, .. }: &Draft) -> String {
    let Some(last) = guesses.last() else { return String::new() };
    let numbers = last.line.to_string().len().max(unit.len());
    let widths = guesses.iter().map(|guess| guess.what.chars().count());
    let width = widths.max().unwrap_or(0).max("taken for".len());
    let mut out = format!("{unit:>numbers$}  {:<width$}  text\n", "taken for");
    for Guess { line, what, words } in guesses {
        let line = if *line == 0 { "–".to_owned() } else { line.to_string() };
        let words = isolate(&one_line(words));
        out += format!("{line:>numbers$}  {what:<width$}  {words}").trim_end();
        out.push('\n');
    }
    out + "\n"
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
fn said(folder: &Path, files: &[NewFile], advice: &str) -> String {
    let shown = isolate(&one_line(&folder.to_string_lossy()));
    let texts = files.iter().filter(|file| file.path.starts_with("text/"));
    let texts: Vec<_> = texts.map(|file| format!("  {}\n", file.path)).collect();
    let typed = quoted(&one_line(&folder.to_string_lossy()));
    let typed = isolate(&typed);
    format!(
        "made {shown}: {} files\n\n{advice}\n{}then type\n  warraq build {typed}\n",
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
        let said = said(Path::new("مكتبتي الصغيرة"), &[], WRITE);
        assert!(said.contains("warraq build \u{2068}\"مكتبتي الصغيرة\"\u{2069}\n"), "{said}");
        assert!(said.starts_with("made \u{2068}مكتبتي الصغيرة\u{2069}:"), "{said}");
    }
}
