//! Faults as values: what is wrong, where in which file, and what to type instead.
//!
//! A stage reports into a [`Sink`] and goes on; [`Failed`] says only that the sink holds an
//! error, so that no fault is told twice. The printers are in [`mod@print`].

pub mod arabic;
pub mod caught;
pub mod print;

use std::collections::HashSet;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A file known to the run, as an index into [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(u32);

/// A stretch of bytes in a source file, or nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Span {
    /// The file; `None` for what the program itself made.
    pub file: Option<FileId>,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A place in no file.
    pub const NONE: Self = Self { file: None, start: 0, end: 0 };

    /// A stretch of `file`.
    pub fn new(file: FileId, range: Range<usize>) -> Self {
        let clamp = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self { file: Some(file), start: clamp(range.start), end: clamp(range.end) }
    }

    /// The bytes as a range.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// How grave a fault is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; nothing is wrong.
    Note,
    /// The output is made, but someone should look.
    Warning,
    /// The edition is not made.
    Error,
}

impl Severity {
    /// The word that stands before a message.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One fault.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// Stable kebab-case name of the rule, such as `unknown-key`.
    pub id: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// Where it is.
    pub span: Span,
    /// What is wrong: lower case, no full stop, names in backticks.
    pub message: String,
    /// What was expected at the place, set beside the caret.
    pub expected: Option<String>,
    /// What to do next.
    pub hints: Vec<String>,
    /// Other places that belong to the fault, each with its remark.
    pub related: Vec<(Span, String)>,
}

impl Diagnostic {
    /// An error without hints.
    pub fn error(id: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self::new(id, Severity::Error, span, message)
    }

    /// A warning without hints.
    pub fn warning(id: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self::new(id, Severity::Warning, span, message)
    }

    /// A note without hints.
    pub fn note(id: &'static str, span: Span, message: impl Into<String>) -> Self {
        Self::new(id, Severity::Note, span, message)
    }

    fn new(
        id: &'static str,
        severity: Severity,
        span: Span,
        message: impl Into<String>,
    ) -> Self {
        let message = message.into();
        Self { id, severity, span, message, expected: None, hints: vec![], related: vec![] }
    }

    /// Says what was expected at the place.
    #[must_use]
    pub fn with_expected(mut self, expected: impl Into<String>) -> Self {
        self.expected = Some(expected.into());
        self
    }

    /// Adds a hint.
    #[must_use]
    pub fn with_hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// Adds a further place.
    #[must_use]
    pub fn with_related(mut self, span: Span, remark: impl Into<String>) -> Self {
        self.related.push((span, remark.into()));
        self
    }
}

/// At least one error lies in the sink.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Failed;

/// Collects the faults of a run, in the order in which they were found.
#[derive(Debug, Default)]
pub struct Sink {
    diagnostics: Vec<Diagnostic>,
}

impl Sink {
    /// Adds a fault.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.push(diagnostic);
    }

    /// Adds an error, and gives what to return for it.
    pub fn tell(&mut self, error: Diagnostic) -> Failed {
        self.push(error);
        Failed
    }

    /// Takes over another sink's faults.
    pub fn append(&mut self, other: Self) {
        self.diagnostics.extend(other.diagnostics);
    }

    /// Takes over those of another sink's faults that are not here yet.
    pub fn append_new(&mut self, other: Self) {
        let mut known: HashSet<&Diagnostic> = self.diagnostics.iter().collect();
        let new: Vec<bool> = other.diagnostics.iter().map(|f| known.insert(f)).collect();
        let faults = other.diagnostics.into_iter().zip(new);
        self.diagnostics.extend(faults.filter_map(|(fault, new)| new.then_some(fault)));
    }

    /// Adds a fault that is not here yet.
    pub fn push_new(&mut self, fault: &Diagnostic) {
        if !self.diagnostics.contains(fault) {
            self.diagnostics.push(fault.clone());
        }
    }

    /// Keeps the first of the faults of one kind that say the same.
    pub fn tell_once(&mut self, id: &str) {
        let mut told: HashSet<String> = HashSet::new();
        self.diagnostics.retain(|fault| fault.id != id || told.insert(fault.message.clone()));
    }

    /// All faults so far.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// How many faults have this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.diagnostics.iter().filter(|d| d.severity == severity).count()
    }

    /// Whether an error was found.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// `Err(Failed)` if an error was found.
    ///
    /// # Errors
    /// [`Failed`], when the sink holds an error.
    pub fn check(&self) -> Result<(), Failed> {
        if self.has_errors() { Err(Failed) } else { Ok(()) }
    }
}

/// The files of a run with their text, so that spans can be shown.
#[derive(Debug, Default, Clone)]
pub struct Sources {
    files: Vec<SourceFile>,
}

/// A file's path, as it is shown to people, and its text.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Path as given on the command line joined with the path inside the project.
    pub path: PathBuf,
    /// The text; empty where the file is not text.
    pub text: Arc<str>,
}

/// A line of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SourceLine<'a> {
    /// The file's path, as it is shown to people.
    pub path: &'a Path,
    /// Its number, from 1.
    pub number: usize,
    /// What stands there.
    pub text: &'a str,
}

impl Sources {
    /// Adds a file and returns its id.
    pub fn add(&mut self, path: impl Into<PathBuf>, text: impl Into<Arc<str>>) -> FileId {
        self.files.push(SourceFile { path: path.into(), text: text.into() });
        FileId(u32::try_from(self.files.len() - 1).unwrap_or(u32::MAX))
    }

    /// The file behind an id.
    pub fn get(&self, id: FileId) -> Option<&SourceFile> {
        self.files.get(id.0 as usize)
    }

    /// The line on which a span begins, if it lies in a known file.
    pub fn line(&self, span: Span) -> Option<SourceLine<'_>> {
        let file = self.get(span.file?)?;
        let before = file.text.get(..span.start as usize)?;
        let number = before.bytes().filter(|&byte| byte == b'\n').count() + 1;
        let text = file.text.lines().nth(number - 1).unwrap_or_default();
        Some(SourceLine { path: &file.path, number, text })
    }

    /// All files, in the order in which they were read.
    pub fn files(&self) -> impl Iterator<Item = &SourceFile> {
        self.files.iter()
    }

    /// The file of a path, if it was read.
    pub fn find(&self, path: &Path) -> Option<FileId> {
        let at = self.files.iter().position(|file| file.path == path)?;
        u32::try_from(at).ok().map(FileId)
    }

    /// The ids of all files, in the order in which they were read.
    pub fn ids(&self) -> impl Iterator<Item = FileId> + use<> {
        (0..u32::try_from(self.files.len()).unwrap_or(u32::MAX)).map(FileId)
    }

    /// The file's path, for messages.
    pub fn path(&self, id: FileId) -> Option<&Path> {
        self.get(id).map(|f| f.path.as_path())
    }
}
