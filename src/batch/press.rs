//! What a run asks of the stages below it.

use std::time::{Duration, Instant};

use super::manifest::Entry;
use super::report::Stage;
use crate::diag::{Failed, Sink};
use crate::model::Status;
use crate::model::lang::Lang;
use crate::source::Output;

/// Makes editions of a project.
pub(super) trait Press: Sync {
    /// An edition, read and laid out.
    type Prepared: Prepared;

    /// File name of the outputs, without extension.
    fn slug(&self) -> &str;

    /// How far a person has got with a language's text, as far as it can be read.
    fn status(&self, lang: &Lang) -> Status;

    /// Reads and lays out one language.
    fn prepare(
        &self,
        lang: &Lang,
        watch: &mut Stopwatch,
        sink: &mut Sink,
    ) -> Result<Self::Prepared, Failed>;
}

/// An edition, read and laid out.
pub(super) trait Prepared: Sync {
    /// How many pages it has.
    fn pages(&self) -> usize;

    /// The bytes of one output; `beside` are the edition's other files, for those that name them.
    fn make(
        &self,
        output: Output,
        beside: &[Entry],
        watch: &mut Stopwatch,
        sink: &mut Sink,
    ) -> Result<Vec<u8>, Failed>;
}

/// Measures stages, for people; no output ever knows a duration.
#[derive(Debug, Default)]
pub(super) struct Stopwatch(pub(super) Vec<Stage>);

impl Stopwatch {
    /// Does `work` and notes how long it took.
    pub(super) fn time<T>(&mut self, name: &'static str, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let result = work();
        self.0.push(Stage { name, time: start.elapsed() });
        result
    }

    /// The time of all stages.
    pub(super) fn total(&self) -> Duration {
        self.0.iter().map(|stage| stage.time).sum()
    }
}
