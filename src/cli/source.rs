//! The arguments that name a project, shared by the commands that read one.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use crate::diag::print::Format;
use crate::diag::{Diagnostic, Sink, Span};
use crate::model::lang::Lang;

/// The file that makes a folder a project.
const PROJECT_FILE: &str = "brochure.yaml";
/// The commands, for those who mistype one: a word that is none is taken for a folder.
const COMMANDS: [&str; 5] = ["build", "check", "fonts", "help", "schema"];

/// Which project, which languages, and how faults are told.
#[derive(Debug, Args)]
pub(super) struct SourceArgs {
    /// Folder with `brochure.yaml` [default: `source` if there is one, else this folder]
    pub(super) dir: Option<PathBuf>,

    /// Languages, by tag, with commas between [default: all]
    #[arg(long, value_name = "TAG", value_delimiter = ',')]
    pub(super) lang: Vec<String>,

    /// How faults are written; `json` goes to standard output, one object a line
    #[arg(long, value_name = "FORMAT", value_enum, default_value = "human")]
    pub(super) message_format: MessageFormat,

    /// Treat warnings as errors
    #[arg(long)]
    pub(super) deny_warnings: bool,
}

/// How faults are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum MessageFormat {
    /// With the source line, a caret and hints
    Human,
    /// `path:line:column: error[id]: message`
    Short,
    /// One JSON object a line
    Json,
}

impl From<MessageFormat> for Format {
    fn from(format: MessageFormat) -> Self {
        match format {
            MessageFormat::Human => Self::Human,
            MessageFormat::Short => Self::Short,
            MessageFormat::Json => Self::Json,
        }
    }
}

impl SourceArgs {
    /// The project's folder. Without a project file in it, a fault says where one may be.
    pub(super) fn project(&self, sink: &mut Sink) -> PathBuf {
        let default = || {
            let source = Path::new("source");
            if source.is_dir() { source } else { Path::new(".") }.to_path_buf()
        };
        let dir = self.dir.clone().unwrap_or_else(default);
        if !dir.join(PROJECT_FILE).is_file() {
            sink.push(no_project(&dir));
        }
        dir
    }

    /// The languages asked for, in the order of asking.
    pub(super) fn langs(&self, sink: &mut Sink) -> Vec<Lang> {
        let mut langs = vec![];
        for tag in &self.lang {
            match Lang::parse(tag) {
                Some(lang) if !langs.contains(&lang) => langs.push(lang),
                Some(_) => {}
                None => sink.push(unknown_language(tag)),
            }
        }
        langs
    }
}

fn no_project(dir: &Path) -> Diagnostic {
    let shown = dir.display();
    let fault = |message: String| Diagnostic::error("no-project", Span::NONE, message);
    if dir.join("source").join(PROJECT_FILE).is_file() {
        let inner = dir.join("source");
        return fault(format!("there is no `{PROJECT_FILE}` in `{shown}`"))
            .with_hint(format!("did you mean `{}`?", inner.display()));
    }
    if dir.is_dir() {
        return fault(format!("there is no `{PROJECT_FILE}` in `{shown}`"))
            .with_hint("name the project's folder: `warraq build FOLDER`");
    }
    if dir.is_file() {
        return fault(format!("`{shown}` is a file, not a project's folder"))
            .with_hint("name the folder that it lies in");
    }
    let fault = fault(format!("there is no folder `{shown}`"));
    match near(&dir.to_string_lossy(), COMMANDS) {
        Some(command) => fault.with_hint(format!("did you mean the command `{command}`?")),
        None => fault.with_hint("name the project's folder: `warraq build FOLDER`"),
    }
}

fn unknown_language(tag: &str) -> Diagnostic {
    let message = format!("`{tag}` is not the tag of a language that warraq knows");
    let fault = Diagnostic::error("unknown-language", Span::NONE, message);
    match near(tag, Lang::known()) {
        Some(known) => fault.with_hint(format!("did you mean `{known}`?")),
        None => fault.with_hint(format!(
            "known are {}, each also with a region, as in `ar-EG`",
            Lang::known().collect::<Vec<_>>().join(", ")
        )),
    }
}

/// The word that was meant, where one is near.
fn near<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let distance = |k: &&str| strsim::damerau_levenshtein(word, k);
    let best = known.into_iter().min_by_key(distance)?;
    (distance(&best) <= word.chars().count().div_ceil(3)).then_some(best)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn args(dir: Option<&Path>, lang: &[&str]) -> SourceArgs {
        SourceArgs {
            dir: dir.map(Path::to_path_buf),
            lang: lang.iter().map(|&l| l.into()).collect(),
            message_format: MessageFormat::Human,
            deny_warnings: false,
        }
    }

    fn hint(sink: &Sink) -> &str {
        &sink.diagnostics()[0].hints[0]
    }

    #[test]
    fn a_mistyped_command_is_recognised() {
        let mut sink = Sink::default();
        args(Some(Path::new("chekc")), &[]).project(&mut sink);
        assert_eq!(hint(&sink), "did you mean the command `check`?");
    }

    #[test]
    fn the_folder_above_the_source_is_recognised() {
        let temp = tempfile_with("source/brochure.yaml");
        let mut sink = Sink::default();
        args(Some(temp.path()), &[]).project(&mut sink);
        assert!(hint(&sink).ends_with("source`?"), "{}", hint(&sink));
        let dir = temp.path().join("source");
        let mut sink = Sink::default();
        assert_eq!(args(Some(&dir), &[]).project(&mut sink), dir);
        assert_eq!(sink.diagnostics(), []);
    }

    #[test]
    fn languages_are_asked_for_once_and_by_tags_that_exist() {
        let mut sink = Sink::default();
        let langs = args(None, &["AR", "en", "ar"]).langs(&mut sink);
        assert_eq!(langs.iter().map(Lang::as_str).collect::<Vec<_>>(), ["ar", "en"]);
        args(None, &["arr"]).langs(&mut sink);
        assert_eq!(hint(&sink), "did you mean `ar`?");
    }

    fn tempfile_with(path: &str) -> tempfile::TempDir {
        let temp = tempfile::tempdir().unwrap();
        let file = temp.path().join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, "").unwrap();
        temp
    }
}
