//! What a run is to make.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use crate::model::lang::Lang;
use crate::source::Output;

/// What a run is to make, from where, and where to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The project's folder: the one that holds `brochure.yaml`.
    pub project: PathBuf,
    /// The languages to make, in this order; all of the project's where empty.
    pub langs: Vec<Lang>,
    /// The outputs to make, ascending; what the project asks for where empty.
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

/// An output's name on the command line and in the manifest, and its file's extension.
pub const fn extension(output: Output) -> &'static str {
    match output {
        Output::Pdf => "pdf",
        Output::Epub => "epub",
        Output::Html => "html",
    }
}
