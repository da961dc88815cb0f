//! What a project says of its printing, and the formats that it is made in.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::style::{Theme, ThemePlaces};
use crate::diag::{Severity, Span};
use crate::geom::{Abs, Size};

/// How an edition is prepared for a press.
#[derive(Debug, Clone, PartialEq)]
pub struct Print {
    /// The press and paper that it is printed on.
    pub press: Press,
    /// Most ink at one place, all inks together, in percent.
    pub ink_limit: f64,
    /// What stands round the trimmed page.
    pub marks: Marks,
    /// What colours text is printed in.
    pub text: PrintText,
    /// Whether addresses behind links are printed after them.
    pub urls: bool,
    /// What becomes of pictures in RGB.
    pub pictures: PrintPictures,
    /// Least resolution of a picture at its size on paper, in pixels an inch.
    pub resolution: f64,
    /// Text keeps this far from the trim.
    pub trim_safe: Abs,
    /// Text keeps this far from a fold.
    pub fold_safe: Abs,
    /// How the pages are held together.
    pub binding: Option<Binding>,
    /// The sheets of an office printer.
    pub office: Office,
    /// How grave the findings before printing are, where the project says so; `None` is never told.
    pub levels: BTreeMap<String, Option<Severity>>,
    /// Where the project speaks of printing; its first line, where it does not.
    pub span: Span,
}

/// What is found before printing, by the ids of the findings, and how grave it is where a project
/// says nothing else.
pub const FINDINGS: [(&str, Severity); 11] = [
    ("image-low-resolution", Severity::Warning),
    ("rgb-in-print", Severity::Note),
    ("total-ink", Severity::Warning),
    ("hairline", Severity::Warning),
    ("near-trim", Severity::Warning),
    ("near-fold", Severity::Warning),
    ("small-type", Severity::Warning),
    ("small-knockout", Severity::Warning),
    ("page-count", Severity::Warning),
    ("too-many-pages", Severity::Error),
    ("blank-page", Severity::Note),
];

/// A press with its paper, as its profile describes it.
#[derive(Debug, Clone, PartialEq)]
pub struct Press {
    /// The ICC profile.
    pub profile: Arc<[u8]>,
    /// The characterised condition (ISO 15930-7, `OutputConditionIdentifier`): `FOGRA39`.
    pub condition: String,
    /// The same for people.
    pub name: String,
    /// Whether `condition` stands in the ICC's registry.
    pub registered: bool,
}

/// What stands round the trimmed page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Marks {
    /// Lines at the corners of the trim.
    pub crop: bool,
    /// Dashes where the sheet is folded.
    pub fold: bool,
    /// Crosses that show whether the plates lie on one another.
    pub registration: bool,
    /// Fields of each ink.
    pub bar: bool,
    /// A line that says file, language, date and sheet.
    pub slug: bool,
}

impl Marks {
    /// All of them.
    pub const ALL: Self =
        Self { crop: true, fold: true, registration: true, bar: true, slug: true };

    /// Whether there are any.
    pub fn any(self) -> bool {
        self != Self::default()
    }
}

/// What colours text is printed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PrintText {
    /// Those of the theme.
    #[default]
    Theme,
    /// Black ink alone; what is lighter than its ground stays as it is.
    KOnly,
}

/// What becomes of pictures in RGB.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PrintPictures {
    /// They are turned into the press's inks.
    #[default]
    Convert,
    /// They stay in RGB with their profile, for the print shop to convert.
    Keep,
}

/// How the pages are held together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Binding {
    /// Folded sheets, stapled in the fold.
    SaddleStitch,
    /// Single leaves, glued at the spine.
    Perfect,
    /// Single leaves on wire or a spiral.
    Wire,
}

impl Binding {
    /// As a project writes it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::SaddleStitch => "saddle-stitch",
            Self::Perfect => "perfect",
            Self::Wire => "wire",
        }
    }

    /// How so many pages are bound where nobody says it: stapled as far as staples hold, else glued.
    pub const fn of(pages: usize) -> Self {
        if pages <= Self::SaddleStitch.pages().1 { Self::SaddleStitch } else { Self::Perfect }
    }

    /// The number of pages is a multiple of this.
    pub const fn multiple(self) -> usize {
        match self {
            Self::SaddleStitch => 4,
            Self::Perfect | Self::Wire => 2,
        }
    }

    /// Fewest and most pages that print shops bind so in the usual papers.
    pub const fn pages(self) -> (usize, usize) {
        match self {
            Self::SaddleStitch => (4, 64),
            Self::Perfect => (32, 600),
            Self::Wire => (2, 300),
        }
    }
}

/// The sheets that an office printer makes a booklet of.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Office {
    /// The paper; two pages side by side where `None`.
    pub sheet: Option<Size>,
    /// The edge about which the printer turns it; as a leaf of a book is turned where `None`.
    pub flip: Option<Flip>,
    /// Thickness of a sheet: inner sheets creep by it.
    pub paper: Abs,
    /// Whether marks say where to fold and cut.
    pub marks: bool,
}

/// The edge about which a printer turns the paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flip {
    /// The shorter one.
    Short,
    /// The longer one.
    Long,
}

/// A format that a brochure is made in.
#[derive(Debug, Clone)]
pub struct Format {
    /// Its name, which the names of its files hold.
    pub name: String,
    /// What it is.
    pub kind: FormatKind,
    /// How its pages look.
    pub theme: Arc<Theme>,
    /// Where that is said.
    pub places: Arc<ThemePlaces>,
    /// Where the project asks for it.
    pub span: Span,
}

/// What a format is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum FormatKind {
    /// Pages that are bound; their size is the theme's.
    Booklet,
    /// One sheet that is folded.
    Leaflet(Leaflet),
}

/// One sheet that is folded.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Leaflet {
    /// How it is folded.
    pub fold: FoldScheme,
    /// The open sheet, trimmed; its folds run from top to bottom.
    pub paper: Size,
    /// Whether the text has one side of the sheet alone, its cover included.
    pub one_side: bool,
}

/// How a sheet is folded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FoldScheme {
    /// Once in the middle: four panels.
    Bifold,
    /// Twice, the flap tucked in: six panels.
    LetterFold,
    /// Twice, in opposite directions: six panels.
    ZFold,
    /// Both sides folded to the middle: six panels, the inner one as wide as two.
    GateFold,
}

impl FoldScheme {
    /// All of them, as projects write them.
    pub const ALL: [(&'static str, Self); 4] = [
        ("bifold", Self::Bifold),
        ("letter", Self::LetterFold),
        ("z", Self::ZFold),
        ("gate", Self::GateFold),
    ];

    /// As a project writes it.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, scheme)| *scheme == self).map_or("", |(name, _)| name)
    }
}
