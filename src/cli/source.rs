//! The arguments that name a project, shared by the commands that read one.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

use crate::batch::Plan;
use crate::diag::print::FaultFormat;
use crate::diag::{Diagnostic, Failed, Sink, Sources, Span};
use crate::model::lang::Lang;
use crate::source::{members, unknown_language};

/// The commands, for those who mistype one: a word that is none is taken for a folder.
const COMMANDS: [&str; 17] = [
    "build", "check", "doctor", "explain", "fmt", "fonts", "help", "i18n", "impose", "inspect",
    "new", "pack", "plan", "print", "schema", "theme", "watch",
];
/// What other programs call the command that shows a project.
const SHOW: [&str; 4] = ["serve", "preview", "dev", "live"];
/// What other programs call the command that begins a project.
const BEGIN: [&str; 4] = ["init", "create", "start", "generate"];

/// Which project, which languages, and how faults are told.
#[derive(Debug, Args)]
pub(super) struct SourceArgs {
    /// Folder with `brochure.yaml` or `workspace.yaml`, or several [default: `source` if there is one, else this folder]
    #[arg(value_name = "DIR")]
    pub(super) dirs: Vec<PathBuf>,

    /// Languages, by tag, with commas between [default: all under `languages`]
    #[arg(long, value_name = "TAG", value_delimiter = ',')]
    pub(super) lang: Vec<String>,

    /// Languages in work, too, those under `drafts`; a draft that `--lang` names is made anyway
    #[arg(long)]
    pub(super) drafts: bool,

    /// How much is done at once [default: as many as there are processors]
    #[arg(long, short, value_name = "N")]
    pub(super) jobs: Option<NonZeroUsize>,

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

impl From<MessageFormat> for FaultFormat {
    fn from(format: MessageFormat) -> Self {
        match format {
            MessageFormat::Human => Self::Human,
            MessageFormat::Short => Self::Short,
            MessageFormat::Json => Self::Json,
        }
    }
}

impl SourceArgs {
    /// What was typed to what it means, for commands that take one project; faults of usage go
    /// into `sink`.
    pub(super) fn plan(&self, sink: &mut Sink) -> Plan {
        if let [_, second, ..] = self.dirs.as_slice() {
            let message = format!(
                "this command takes one project, and `{}` is a second",
                second.display()
            );
            let fault = Diagnostic::error("wrong-usage", Span::NONE, message);
            sink.push(
                fault.with_hint(
                    "run it once for each; `build`, `check` and `plan` take several",
                ),
            );
        }
        self.plan_of(self.dirs.first().map(PathBuf::as_path), sink)
    }

    /// A plan for each project that was named, and for each one of a workspace that was.
    pub(super) fn plans(&self, sources: &mut Sources, sink: &mut Sink) -> Vec<Plan> {
        let named: Vec<Plan> = match self.dirs.as_slice() {
            [] => vec![self.plan_of(None, sink)],
            dirs => dirs.iter().map(|dir| self.plan_of(Some(dir), sink)).collect(),
        };
        let mut plans = vec![];
        for plan in named {
            match members(&plan.project, sources, sink) {
                Ok(Some(projects)) => plans.extend(projects.iter().map(|project| {
                    let Plan { project, out, .. } = Plan::of(project);
                    Plan { project, out, ..plan.clone() }
                })),
                Ok(None) => plans.push(plan),
                // The sink says why.
                Err(Failed) => {}
            }
        }
        plans
    }

    fn plan_of(&self, dir: Option<&Path>, sink: &mut Sink) -> Plan {
        let project = project(dir, sink);
        Plan {
            langs: self.langs(sink),
            drafts: self.drafts,
            jobs: self.jobs,
            deny_warnings: self.deny_warnings,
            timestamp: timestamp(std::env::var("SOURCE_DATE_EPOCH").ok(), sink),
            ..Plan::of(&project)
        }
    }

    /// The languages asked for, in the order of asking.
    fn langs(&self, sink: &mut Sink) -> Vec<Lang> {
        let mut langs = vec![];
        for tag in &self.lang {
            match Lang::parse_edition(tag) {
                Some(lang) if !langs.contains(&lang) => langs.push(lang),
                Some(_) => {}
                None => sink.push(unknown_language(tag, Span::NONE)),
            }
        }
        langs
    }
}

/// The project's folder. A word that is no folder but nearly a command is told as such.
fn project(dir: Option<&Path>, sink: &mut Sink) -> PathBuf {
    let Some(dir) = dir else {
        let source = Path::new("source");
        return if source.is_dir() { source } else { Path::new(".") }.to_path_buf();
    };
    let typed = dir.to_string_lossy();
    let command = BEGIN.contains(&&*typed).then_some("new");
    let command = command.or_else(|| SHOW.contains(&&*typed).then_some("watch --serve"));
    let command = command.or_else(|| near(&typed, COMMANDS));
    if let (false, Some(command)) = (dir.exists(), command) {
        let message = format!("there is no folder `{typed}`");
        sink.push(Diagnostic::error("unknown-command", Span::NONE, message).with_hint(
            if command == typed {
                format!("write the command first: `warraq {command} …`")
            } else {
                format!("did you mean the command `{command}`?")
            },
        ));
    }
    if dir.is_file() { folder_of(dir) } else { dir.to_path_buf() }
}

/// The folder of the project that a file belongs to: the nearest around it with `brochure.yaml`,
/// else its own.
fn folder_of(file: &Path) -> PathBuf {
    let named = |folder: &Path| match folder.as_os_str().is_empty() {
        true => PathBuf::from("."),
        false => folder.to_path_buf(),
    };
    let mut around = file.ancestors().skip(1).map(named);
    let found = around.find(|folder| folder.join("brochure.yaml").is_file());
    found.unwrap_or_else(|| named(file.parent().unwrap_or(Path::new(""))))
}

/// The value of `SOURCE_DATE_EPOCH` (<https://reproducible-builds.org/specs/source-date-epoch/>).
fn timestamp(value: Option<String>, sink: &mut Sink) -> Option<i64> {
    let value = value?;
    let seconds = value.parse().ok().filter(|&s: &i64| s >= 0);
    if seconds.is_none() {
        let message = format!("`SOURCE_DATE_EPOCH` is `{value}`");
        sink.push(
            Diagnostic::error("bad-timestamp", Span::NONE, message)
                .with_expected("seconds since 1970 as a whole number")
                .with_hint("unset it, or set it with `date +%s`"),
        );
    }
    seconds
}

/// The word that was meant, where one is near.
pub(super) fn near<'a>(
    word: &str,
    known: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let distance = |k: &&str| strsim::damerau_levenshtein(word, k);
    let best = known.into_iter().min_by_key(distance)?;
    (distance(&best) <= word.chars().count().div_ceil(3)).then_some(best)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn args(dir: Option<&Path>, lang: &[&str]) -> SourceArgs {
        SourceArgs {
            dirs: dir.map(Path::to_path_buf).into_iter().collect(),
            lang: lang.iter().map(|&l| l.into()).collect(),
            drafts: false,
            jobs: None,
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
        project(Some(Path::new("chekc")), &mut sink);
        assert_eq!(hint(&sink), "did you mean the command `check`?");
        let mut sink = Sink::default();
        project(Some(Path::new("check")), &mut sink);
        assert_eq!(hint(&sink), "write the command first: `warraq check …`");
    }

    #[test]
    fn a_file_stands_for_its_project() {
        let temp = tempfile::tempdir().unwrap();
        let text = temp.path().join("text/ar.yaml");
        std::fs::create_dir(temp.path().join("text")).unwrap();
        std::fs::write(&text, "").unwrap();
        let project = |path: &Path| project(Some(path), &mut Sink::default());
        assert_eq!(project(&text), temp.path().join("text"));
        std::fs::write(temp.path().join("brochure.yaml"), "").unwrap();
        assert_eq!(project(&text), temp.path());
        assert_eq!(project(&temp.path().join("brochure.yaml")), temp.path());
    }

    #[test]
    fn languages_are_asked_for_once_and_by_tags_that_exist() {
        let mut sink = Sink::default();
        let langs = args(None, &["AR", "en", "ar"]).langs(&mut sink);
        assert_eq!(langs.iter().map(Lang::as_str).collect::<Vec<_>>(), ["ar", "en"]);
        args(None, &["Arabich"]).langs(&mut sink);
        assert_eq!(hint(&sink), "did you mean `ar` (Arabic)?");
    }

    #[test]
    fn outputs_of_neighbours_do_not_meet() {
        let out = |project: &str| Plan::of(Path::new(project)).out;
        assert_eq!(out("source"), Path::new("output"));
        assert_eq!(out("a/source"), Path::new("a/output"));
        assert_eq!(out("."), Path::new("./output"));
        assert_eq!(out("spring"), Path::new("spring/output"));
    }

    #[test]
    fn a_timestamp_is_seconds_or_a_fault() {
        let read = |value: &str| {
            let mut sink = Sink::default();
            (timestamp(Some(value.into()), &mut sink), sink.has_errors())
        };
        assert_eq!(read("1700000000"), (Some(1_700_000_000), false));
        assert_eq!(read("yesterday"), (None, true));
        assert_eq!(read("-5"), (None, true));
        assert_eq!(timestamp(None, &mut Sink::default()), None);
    }
}
