//! What a run asks of the stages below it.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use super::kept::Inputs;
use super::manifest::{About, Entry};
use super::plan::Product;
use super::report::StageReport;
use crate::diag::{Diagnostic, Failed, Sink, Span};
use crate::model::Status;
use crate::model::lang::Lang;
use crate::source::Output;

/// Makes editions of a project.
pub(super) trait EditionMaker: Sync {
    /// An edition, read.
    type Read: Sync;
    /// An edition, read and laid out.
    type Prepared: Prepared;

    /// File name of the outputs, without extension.
    fn slug(&self) -> &str;

    /// How far a person has got with a language's text, as far as it can be read.
    fn status(&self, lang: &Lang) -> Status;

    /// Where the project names a language.
    fn place(&self, _: &Lang) -> Span {
        Span::NONE
    }

    /// Reads one language; its faults go into `sink`.
    fn read(
        &self,
        lang: &Lang,
        watch: &mut Stopwatch,
        sink: &mut Sink,
    ) -> Result<Self::Read, Failed>;

    /// What a product is made from, but for the files beside it; `None` where it has to be made,
    /// for its faults to be told.
    fn inputs(&self, read: &Self::Read, product: &Product) -> Option<Inputs>;

    /// The files that an edition is made from.
    fn files(&self, read: &Self::Read) -> Vec<PathBuf>;

    /// What an edition is, for the manifest.
    fn about(&self, _: &Self::Read) -> Option<About> {
        None
    }

    /// What an edition's part of the page of all editions is made from, but for its files.
    fn page_inputs(&self, read: &Self::Read) -> Option<Inputs>;

    /// Lays an edition out in some of the project's formats; the faults of the first go into
    /// `sink`.
    fn lay_out(
        &self,
        read: &Self::Read,
        formats: &BTreeSet<usize>,
        watch: &mut Stopwatch,
        sink: &mut Sink,
    ) -> Result<Self::Prepared, Failed>;

    /// Reads one language and lays it out.
    fn prepare(
        &self,
        lang: &Lang,
        formats: &BTreeSet<usize>,
        watch: &mut Stopwatch,
        sink: &mut Sink,
    ) -> Result<Self::Prepared, Failed> {
        let read = self.read(lang, watch, sink)?;
        self.lay_out(&read, formats, watch, sink)
    }
}

/// An edition, read and laid out.
pub(super) trait Prepared: Sync {
    /// Pictures of its sheets.
    type Proof: Proof;

    /// What is wrong with the pages of a format beyond what is wrong with the edition.
    fn faults(&self, format: usize) -> Sink;

    /// One file: an output of a product; `beside` are the edition's other files, for those that
    /// name them.
    fn make(
        &self,
        product: &Product,
        output: Output,
        beside: &[Entry],
        watch: &mut Stopwatch,
        sink: &mut Sink,
    ) -> Result<File, Failed>;

    /// The pictures of a product, not yet drawn.
    fn proof(
        &self,
        product: &Product,
        watch: &mut Stopwatch,
        sink: &mut Sink,
    ) -> Result<Self::Proof, Failed>;
}

/// Pictures that are drawn one by one: all of a long edition's would fill the memory.
pub(super) trait Proof: Sync {
    /// What tells their file names apart, in order.
    fn names(&self) -> &[String];

    /// Draws one of them, by its number among the names, as a PNG file.
    fn draw(&self, number: usize) -> Result<Vec<u8>, Diagnostic>;
}

/// A file that is not yet written.
#[derive(Debug)]
pub(super) struct File {
    /// Its content.
    pub(super) bytes: Vec<u8>,
    /// How many pages it has or, without pages of its own, names.
    pub(super) pages: Option<usize>,
}

/// Measures stages, for people; no output ever knows a duration.
#[derive(Debug, Default)]
pub(super) struct Stopwatch(pub(super) Vec<StageReport>);

impl Stopwatch {
    /// Does `work` and notes how long it took.
    pub(super) fn time<T>(&mut self, name: &'static str, work: impl FnOnce() -> T) -> T {
        let start = Instant::now();
        let result = work();
        self.0.push(StageReport { name, time: start.elapsed() });
        result
    }

    /// The time of all stages.
    pub(super) fn total(&self) -> Duration {
        self.0.iter().map(|stage| stage.time).sum()
    }
}
