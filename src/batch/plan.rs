//! What a run is to make.

use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use crate::model::lang::Lang;
use crate::model::print::FormatKind;
use crate::pdf::Profile;
use crate::source::{Drafts, Output, Project};
use crate::web;

/// What a run is to make, from where, and where to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The project's folder: the one that holds `brochure.yaml`.
    pub project: PathBuf,
    /// The languages to make, in this order; all of the project's where empty.
    pub langs: Vec<Lang>,
    /// Whether languages in work are made, too, where none is named.
    pub drafts: bool,
    /// Whether texts that nobody wrote are made instead, to find what is wrong with pages.
    pub pseudo: bool,
    /// By how many percent every text is made longer, to find what pages do then.
    pub grown: Option<u32>,
    /// The outputs to make, ascending; what the project asks for where empty.
    pub outputs: Vec<Output>,
    /// Whether the sheets of all formats are drawn as pictures, too.
    pub proof: bool,
    /// Where the outputs go.
    pub out: PathBuf,
    /// Threads; as many as there are processors where `None`.
    pub jobs: Option<NonZeroUsize>,
    /// Whether a warning stops an edition as an error does.
    pub deny_warnings: bool,
    /// Whether print files are made of translations that are older than their source.
    pub allow_stale: bool,
    /// Whether outputs are made, too, whose inputs did not change.
    pub force: bool,
    /// Output folders of other runs, whose files are taken over where they are as they would be
    /// made.
    pub parts: Vec<PathBuf>,
    /// Seconds since 1970 that stand for "now" in the outputs, instead of the project's date.
    pub timestamp: Option<i64>,
}

impl Plan {
    /// Everything of the project in a folder, as it is without any option.
    pub fn of(project: &Path) -> Self {
        Self {
            project: project.to_path_buf(),
            langs: vec![],
            drafts: false,
            pseudo: false,
            grown: None,
            outputs: vec![],
            proof: false,
            out: default_out(project),
            jobs: None,
            deny_warnings: false,
            allow_stale: false,
            force: false,
            parts: vec![],
            timestamp: None,
        }
    }

    /// Which of the languages in work are read.
    pub(super) fn drafts(&self) -> Drafts {
        if let Some(share) = self.grown {
            return Drafts::Grown(share);
        }
        if self.pseudo {
            return Drafts::Pseudo;
        }
        match (self.drafts, self.langs.as_slice()) {
            (true, _) => Drafts::All,
            (false, []) => Drafts::None,
            (false, langs) => Drafts::Of(langs.iter().flat_map(Lang::parts).collect()),
        }
    }
}

/// Beside a folder named `source`, else inside the project: two projects side by side never
/// share a folder.
fn default_out(project: &Path) -> PathBuf {
    if project.file_name().is_some_and(|name| name == "source") {
        project.with_file_name("output")
    } else {
        project.join("output")
    }
}

/// The folder of an edition's pictures.
pub(super) const PROOFS: &str = "proof";

/// What is made of an edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutputKind {
    /// A finished file.
    Output(Output),
    /// Pictures of the sheets, for the team.
    Proof,
}

impl OutputKind {
    /// Its name in the manifest and in the summary.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Output(output) => name(output),
            Self::Proof => "proof",
        }
    }
}

/// A part of an edition's files: an output, or the pictures, in one of the project's formats.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Product {
    /// What it is.
    pub kind: OutputKind,
    /// Number of the format among the project's.
    pub format: usize,
    /// The format's name; `None` for the first one, whose files do not bear it.
    pub name: Option<String>,
}

impl Product {
    /// The products of a project's outputs, by output, then by format. What is folded anyway is
    /// no booklet; what has no pages is made once.
    pub(super) fn all(project: &Project, outputs: &[Output]) -> Vec<Self> {
        let formats = || project.formats().iter().enumerate();
        let mut products = vec![];
        for &output in outputs {
            let fits = |(format, kind): (usize, FormatKind)| match output {
                Output::Pdf | Output::Print => true,
                Output::Booklet => kind == FormatKind::Booklet,
                Output::Epub | Output::Html | Output::Cover => format == 0,
            };
            for (format, said) in formats().filter(|(n, said)| fits((*n, said.kind))) {
                let name = (format > 0).then(|| said.name.clone());
                products.push(Self { kind: OutputKind::Output(output), format, name });
            }
        }
        products
    }

    /// The pictures of all of a project's formats.
    pub(super) fn proofs(project: &Project) -> Vec<Self> {
        let formats = project.formats().iter().enumerate();
        let name = |format: usize, name: &String| (format > 0).then(|| name.clone());
        formats
            .map(|(format, said)| Self {
                kind: OutputKind::Proof,
                format,
                name: name(format, &said.name),
            })
            .collect()
    }

    /// A file's name inside its edition's folder, for brochures of a name.
    pub(super) fn file(&self, slug: &str, output: Output) -> String {
        format!("{}.{}", self.stem(slug), ending(output))
    }

    /// The same for a picture.
    pub(super) fn picture(&self, slug: &str, name: &str) -> String {
        format!("{PROOFS}/{}-{name}.png", self.stem(slug))
    }

    fn stem(&self, slug: &str) -> String {
        let name = self.name.as_ref().map(|name| format!(".{name}")).unwrap_or_default();
        format!("{slug}{name}")
    }

    /// As people read it: the output, and the format where it is not the first.
    pub fn label(&self) -> String {
        match &self.name {
            None => self.kind.name().to_owned(),
            Some(format) => format!("{} {format}", self.kind.name()),
        }
    }
}

/// An output's name on the command line and in the manifest.
pub const fn name(output: Output) -> &'static str {
    match output {
        Output::Pdf => "pdf",
        Output::Print => "print",
        Output::Booklet => "booklet",
        Output::Epub => "epub",
        Output::Html => "html",
        Output::Cover => "cover",
    }
}

/// What the files of an output claim to keep; validators say whether they do.
pub(super) fn claims(output: Output) -> Vec<String> {
    match output {
        Output::Pdf => Profile::SCREEN.claims(),
        Output::Print => Profile::PRINT.claims(),
        Output::Epub => web::BOOK_CLAIMS.map(str::to_owned).to_vec(),
        Output::Booklet | Output::Html | Output::Cover => vec![],
    }
}

/// How the names of files end that are outputs.
pub(super) const ENDINGS: [&str; 4] = ["pdf", "epub", "html", "cover.jpg"];

/// How the names of its files end.
const fn ending(output: Output) -> &'static str {
    match output {
        Output::Pdf => "pdf",
        Output::Print => "print.pdf",
        Output::Booklet => "booklet.pdf",
        Output::Epub => "epub",
        Output::Html => "html",
        Output::Cover => "cover.jpg",
    }
}
