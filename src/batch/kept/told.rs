//! What was told of an output, so that it is told again where the output is not made again.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::diag::{Diagnostic, Severity, Sources, Span};
use crate::model::print::FINDINGS;

/// What pages may be told of while they are laid out and made, beside [`FINDINGS`]. An output of
/// which something else was told is made each time.
const TOLD: [&str; 22] = [
    "colour-font",
    "draft",
    "leaflet-overfull",
    "left-out",
    "missing-glyph",
    "missing-objects",
    "missing-script",
    "no-room-for-marks",
    "off-page",
    "overfull-line",
    "overfull-page",
    "overlap",
    "padded-pages",
    "parted-number",
    "parted-table",
    "reduced-pages",
    "tall-picture",
    "text-knocked-out",
    "text-off-black",
    "too-narrow-to-justify",
    "uneven-pages",
    "wide-table",
];

/// A remark, whichever way it has to a file of another run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct KeptRemark {
    id: String,
    warning: bool,
    at: Option<FileStretch>,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    expected: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    hints: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    related: Vec<(Option<FileStretch>, String)>,
}

/// A stretch of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct FileStretch {
    file: PathBuf,
    start: usize,
    end: usize,
}

/// The files of a run, and the project's folder, which files are named from.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct Files<'a> {
    pub(in super::super) sources: &'a Sources,
    pub(in super::super) dir: &'a Path,
}

impl Files<'_> {
    /// A place as it is written; `None` of one in a file that is not there.
    fn place(&self, span: Span) -> Option<Option<FileStretch>> {
        let Some(file) = span.file else { return Some(None) };
        let path = self.sources.path(file)?;
        let file = path.strip_prefix(self.dir).unwrap_or(path).to_path_buf();
        Some(Some(FileStretch { file, start: span.range().start, end: span.range().end }))
    }

    fn span(&self, place: Option<&FileStretch>) -> Option<Span> {
        let Some(FileStretch { file, start, end }) = place else { return Some(Span::NONE) };
        let inside = self.sources.find(&self.dir.join(file));
        let file = inside.or_else(|| self.sources.find(file))?;
        Some(Span::new(file, *start..*end))
    }
}

impl KeptRemark {
    /// A remark as it is written; `None` of what is told by making it again.
    pub(super) fn new(fault: &Diagnostic, files: Files<'_>) -> Option<Self> {
        known(fault.id)?;
        if fault.severity == Severity::Error {
            return None;
        }
        let related = fault.related.iter();
        let related = related.map(|(span, said)| Some((files.place(*span)?, said.clone())));
        Some(Self {
            id: fault.id.to_owned(),
            warning: fault.severity == Severity::Warning,
            at: files.place(fault.span)?,
            message: fault.message.clone(),
            expected: fault.expected.clone(),
            hints: fault.hints.clone(),
            related: related.collect::<Option<_>>()?,
        })
    }

    /// The remark; `None` where it is about a file that is gone.
    pub(super) fn fault(&self, files: Files<'_>) -> Option<Diagnostic> {
        let related = self.related.iter();
        let related =
            related.map(|(place, said)| Some((files.span(place.as_ref())?, said.clone())));
        Some(Diagnostic {
            id: known(&self.id)?,
            severity: if self.warning { Severity::Warning } else { Severity::Note },
            span: files.span(self.at.as_ref())?,
            message: self.message.clone(),
            expected: self.expected.clone(),
            hints: self.hints.clone(),
            related: related.collect::<Option<_>>()?,
        })
    }
}

/// A name of a remark as the program has it.
fn known(id: &str) -> Option<&'static str> {
    let findings = FINDINGS.iter().map(|(name, _)| *name);
    findings.chain(TOLD).find(|known| *known == id)
}
