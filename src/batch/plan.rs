//! What a run is to make.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use crate::model::lang::Lang;

/// What a run is to make, from where, and where to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The project's folder: the one that holds `brochure.yaml`.
    pub project: PathBuf,
    /// The languages to make, in this order; all of the project's where empty.
    pub langs: Vec<Lang>,
    /// The outputs to make; ascending, never empty.
    pub outputs: Vec<Output>,
    /// Where the outputs go.
    pub out: PathBuf,
    /// Threads; as many as there are processors where `None`.
    pub jobs: Option<NonZeroUsize>,
    /// Whether a warning stops an edition as an error does.
    pub deny_warnings: bool,
    /// Seconds since 1970 that stand for "now" in the outputs, instead of the project's date.
    pub timestamp: Option<i64>,
}

/// A kind of output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Output {
    /// PDF for screens and archives.
    Pdf,
    /// EPUB.
    Epub,
    /// A single web page.
    Html,
}

impl Output {
    /// All kinds, in the order in which they are listed.
    pub const ALL: [Self; 3] = [Self::Pdf, Self::Epub, Self::Html];

    /// Its name on the command line, in the manifest, and its file's extension.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Epub => "epub",
            Self::Html => "html",
        }
    }
}
