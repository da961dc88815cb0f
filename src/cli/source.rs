//! The arguments that name a project, shared by the commands that read one.

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use crate::diag::print::Format;
use crate::diag::{Diagnostic, Sink, Span};
use crate::model::lang::Lang;

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
    /// The project's folder. A word that is no folder but nearly a command is told as such.
    pub(super) fn project(&self, sink: &mut Sink) -> PathBuf {
        let Some(dir) = &self.dir else {
            let source = Path::new("source");
            return if source.is_dir() { source } else { Path::new(".") }.to_path_buf();
        };
        let command = near(&dir.to_string_lossy(), COMMANDS);
        if let (false, Some(command)) = (dir.exists(), command) {
            let message = format!("there is no command and no folder `{}`", dir.display());
            sink.push(
                Diagnostic::error("unknown-command", Span::NONE, message)
                    .with_hint(format!("did you mean the command `{command}`?")),
            );
        }
        dir.clone()
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
    fn languages_are_asked_for_once_and_by_tags_that_exist() {
        let mut sink = Sink::default();
        let langs = args(None, &["AR", "en", "ar"]).langs(&mut sink);
        assert_eq!(langs.iter().map(Lang::as_str).collect::<Vec<_>>(), ["ar", "en"]);
        args(None, &["arr"]).langs(&mut sink);
        assert_eq!(hint(&sink), "did you mean `ar`?");
    }
}
