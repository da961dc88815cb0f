//! What a finished file holds, whoever made it: what `warraq inspect` tells.

use serde::Serialize;

/// A finished file.
#[derive(Debug, Clone, PartialEq, Serialize, Default)]
#[serde(rename_all = "camelCase")]
pub struct Finished {
    /// `PDF`, `EPUB` or `HTML`.
    pub kind: &'static str,
    /// Version of the format, where the file says it.
    pub version: Option<String>,
    /// How many bytes it has.
    pub bytes: usize,
    /// Its title.
    pub title: Option<String>,
    /// Who wrote or published it.
    pub author: Option<String>,
    /// The program that made it.
    pub program: Option<String>,
    /// What it claims to keep: `PDF/UA-1`, `EPUB Accessibility 1.1 AA`. Nothing proves a claim here.
    pub claims: Vec<String>,
    /// Whether its text has an order and roles for those who hear it.
    pub tagged: bool,
    /// Languages that it names, the first of all of it.
    pub languages: Vec<String>,
    /// `rtl` or `ltr`, where the file says it.
    pub direction: Option<&'static str>,
    /// Pages that are alike, in order; none in formats without pages.
    pub pages: Vec<PageRun>,
    /// Its fonts.
    pub fonts: Vec<FinishedFont>,
    /// Inks and colour spaces.
    pub inks: Vec<String>,
    /// What links lead to.
    pub links: Vec<FinishedLink>,
    /// Pictures with the words that stand for them.
    pub pictures: Vec<FinishedPicture>,
    /// The text in the order in which it is read.
    pub text: Vec<Read>,
}

/// Consecutive pages of one size.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PageRun {
    /// The first and the last one, from 1.
    pub first: usize,
    /// The last one.
    pub last: usize,
    /// Boxes by name, each with left, bottom, right and top in points.
    pub boxes: Vec<(&'static str, [f64; 4])>,
    /// Quarter turns clockwise when they are shown.
    pub turned: u8,
}

/// A font of a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FinishedFont {
    /// Its name, without the letters that mark a part of a font.
    pub name: String,
    /// What kind it is, in the format's own word.
    pub kind: String,
    /// Whether the file holds it.
    pub embedded: bool,
    /// Whether it says which characters its codes mean.
    pub says_text: bool,
}

/// A link of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FinishedLink {
    /// What it leads to.
    pub to: String,
    /// What is said of it, or its own words.
    pub says: Option<String>,
}

/// A picture of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct FinishedPicture {
    /// The words that stand for it; empty words mark decoration.
    pub alt: Option<String>,
}

/// A piece of text as it is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Default)]
#[serde(rename_all = "camelCase")]
pub struct Read {
    /// Its role, in the format's own word: `H1`, `p`; none in a file without structure.
    pub role: Option<String>,
    /// Its language, where it is another one than that of the file.
    pub language: Option<String>,
    /// The page where it begins, from 1.
    pub page: Option<usize>,
    /// The words.
    pub text: String,
}

impl Finished {
    /// How many pages it has.
    pub fn page_count(&self) -> usize {
        self.pages.last().map_or(0, |pages| pages.last)
    }
}
