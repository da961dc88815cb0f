//! What a run made and what was wrong.

use std::path::PathBuf;
use std::time::Duration;

use super::plan::Product;
use crate::diag::{Severity, Sink, Sources};
use crate::model::Status;
use crate::model::lang::Lang;

/// What a run made and what was wrong.
#[derive(Debug, Default)]
pub struct Report {
    /// The files that faults point into.
    pub sources: Sources,
    /// Faults of the content, in the project's order.
    pub content: Sink,
    /// Faults of the run itself: what was asked for, folders, the disk.
    pub trouble: Sink,
    /// The editions, in the project's order.
    pub editions: Vec<EditionReport>,
}

/// What became of one language.
#[derive(Debug)]
pub struct EditionReport {
    /// Its language.
    pub lang: Lang,
    /// How far a person has got with its text.
    pub status: Status,
    /// The files that it was made from, by name; none where it could not be read.
    pub inputs: Vec<PathBuf>,
    /// What became of each of its files, in the plan's order.
    pub jobs: Vec<Job>,
    /// How long each stage took; for people, never for outputs.
    pub stages: Vec<StageReport>,
}

/// A stage of the work on an edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StageReport {
    /// Its name.
    pub name: &'static str,
    /// How long it took.
    pub time: Duration,
}

/// What became of one file of an edition.
#[derive(Debug)]
pub struct Job {
    /// Which one.
    pub product: Product,
    /// The file; `None` where it was not made.
    pub made: Option<WrittenFile>,
    /// Whether it is as it was: nothing that it is made from changed.
    pub unchanged: bool,
    /// How long it took, reading and layout included.
    pub time: Duration,
}

/// A file that was written.
#[derive(Debug)]
pub struct WrittenFile {
    /// Where it lies.
    pub path: PathBuf,
    /// Its size in bytes.
    pub bytes: usize,
    /// How many pages it has or names; `None` where it knows none.
    pub pages: Option<usize>,
}

/// How a run ended; the program's exit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// All was made.
    Done,
    /// There are faults in the content.
    Faults,
    /// The run could not be done as asked.
    Trouble,
}

impl Report {
    /// How the run ended.
    pub fn outcome(&self) -> Outcome {
        if self.trouble.count(Severity::Error) > 0 {
            Outcome::Trouble
        } else if self.content.has_errors() {
            Outcome::Faults
        } else {
            Outcome::Done
        }
    }
}
