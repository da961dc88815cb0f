//! `warraq i18n`: translations and their source, kept in step.

mod exchange;
mod review;
mod room;

use std::io;
use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::console::Console;
use super::source::{MessageFormat, SourceArgs};
use crate::batch::Outcome;
use crate::diag::print::FaultFormat;
use crate::diag::{Failed, Sink, Sources};
use crate::i18n::{self, Board, Lock};
use crate::model::lang::Lang;
use crate::source::{Drafts, LoadError, Project, load_with};

const EXAMPLES: &str = "\
Examples:
  warraq i18n status                        how far each language has got
  warraq i18n status --format html --out status.html    a page to be sent
  warraq i18n diff --lang fr                what has changed in the source since, word by word
  warraq i18n accept history/heading        this piece was reviewed and fits its source
  warraq i18n accept --all --lang en        all of a language's
  warraq i18n new fr                        begin French with a copy of the source
  warraq i18n export --to xlsx --lang fr    for translators: also `po`, `xliff`, `docx-table`
  warraq i18n room                          what pages do when texts grow by 30 to 60 %
  warraq i18n import translate/small.fr.xlsx    what they bring back

The first language of `brochure.yaml` is the source. What was reviewed is recorded in
`text/i18n.lock`; a project without that file is built as if this command did not exist.";

/// Keep translations in step with their source.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct I18nArgs {
    #[command(subcommand)]
    command: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    Status(review::StatusArgs),
    Diff(review::DiffArgs),
    Accept(review::AcceptArgs),
    Export(exchange::ExportArgs),
    Import(exchange::ImportArgs),
    New(exchange::NewArgs),
    Room(room::RoomArgs),
}

/// Which project and languages.
#[derive(Debug, Args)]
struct Where {
    /// Folder with `brochure.yaml` [default: `source` if there is one, else this folder]
    #[arg(long, value_name = "FOLDER")]
    project: Option<PathBuf>,

    /// Languages, by tag, with commas between [default: all]
    #[arg(long, value_name = "TAG", value_delimiter = ',')]
    lang: Vec<String>,
}

/// A project that was opened for a task.
struct Opened {
    project: Project,
    lock: Lock,
    board: Board,
    sources: Sources,
    sink: Sink,
}

/// Runs a task.
pub(super) fn run(args: &I18nArgs, console: &mut Console) -> io::Result<Outcome> {
    match &args.command {
        Task::Status(args) => review::status(args, console),
        Task::Diff(args) => review::diff(args, console),
        Task::Accept(args) => review::accept(args, console),
        Task::Export(args) => exchange::export(args, console),
        Task::Import(args) => exchange::import(args, console),
        Task::New(args) => exchange::begin(args, console),
        Task::Room(args) => room::room(args, console),
    }
}

impl Where {
    /// The same project with all its languages.
    fn all(&self) -> Self {
        Self { project: self.project.clone(), lang: vec![] }
    }

    /// Opens the project; where that fails, the faults are told and what ends the run is given.
    fn open(&self, console: &mut Console) -> io::Result<Result<Opened, Outcome>> {
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let opened = self.opened(&mut sources, &mut sink);
        match opened {
            Ok((project, lock, board)) => {
                Ok(Ok(Opened { project, lock, board, sources, sink }))
            }
            Err(outcome) => {
                console.report(&sources, FaultFormat::Human, &[&sink])?;
                Ok(Err(outcome))
            }
        }
    }

    fn opened(
        &self,
        sources: &mut Sources,
        sink: &mut Sink,
    ) -> Result<(Project, Lock, Board), Outcome> {
        let typed = SourceArgs {
            dirs: self.project.iter().cloned().collect(),
            lang: self.lang.clone(),
            drafts: true,
            jobs: None,
            message_format: MessageFormat::Human,
            deny_warnings: false,
        };
        let plan = typed.plan(sink);
        sink.check().map_err(|Failed| Outcome::Trouble)?;
        let project = load_with(&plan.project, &Drafts::All, sources, sink).map_err(
            |error| match error {
                LoadError::Absent => Outcome::Trouble,
                LoadError::Failed => Outcome::Faults,
            },
        )?;
        self.unlisted(&project, &plan.langs, sink)?;
        // Remarks on the project are for those who build it.
        *sink = Sink::default();
        let (lock, _) =
            i18n::lock(&project, sources, sink).map_err(|Failed| Outcome::Faults)?;
        let Some(mut board) = Board::new(&project, &lock) else {
            for edition in project.editions().iter().take(1) {
                // The faults are in the sink.
                let _ = project.document(&edition.lang, sources, None, sink);
            }
            return Err(Outcome::Faults);
        };
        board.keep(&plan.langs);
        Ok((project, lock, board))
    }

    fn unlisted(
        &self,
        project: &Project,
        langs: &[Lang],
        sink: &mut Sink,
    ) -> Result<(), Outcome> {
        let known: Vec<&Lang> =
            project.editions().iter().map(|edition| &edition.lang).collect();
        for lang in langs.iter().filter(|lang| !known.contains(lang)) {
            sink.push(crate::batch::unlisted(lang, known.iter().copied()));
        }
        sink.check().map_err(|Failed| Outcome::Trouble)
    }
}
