//! A text that is there, made into the draft of a brochure.
//!
//! In: the text of a file. Out: a [`Draft`], whose texts are Markdown, and what was guessed on the
//! way, by line. No word is left out, none changes its place, and none is added but a title and
//! the heading of an introduction where the text has none.

mod blocks;
mod docx;
mod escape;
mod lines;
mod markdown;
mod outline;
mod parts;
mod sections;

use super::shipped::RemarkLanguage;
use crate::diag::{Diagnostic, FileId, Span};
use crate::model::lang::Lang;

/// A brochure's text before it is written.
#[derive(Debug)]
pub struct Draft {
    pub(super) title: String,
    pub(super) subtitle: Option<String>,
    pub(super) sections: Vec<DraftSection>,
    /// What was guessed, in the order of the lines.
    pub guesses: Vec<Guess>,
    /// What the numbers of the guesses count: lines, or paragraphs where a file has no lines.
    pub unit: &'static str,
}

impl Default for Draft {
    fn default() -> Self {
        let (title, subtitle) = (String::new(), None);
        Self { title, subtitle, sections: vec![], guesses: vec![], unit: "line" }
    }
}

/// A section before it is written.
#[derive(Debug)]
pub(super) struct DraftSection {
    pub(super) id: String,
    pub(super) heading: String,
    pub(super) body: Vec<DraftPiece>,
}

/// A piece of a body; its texts are Markdown.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum DraftPiece {
    Prose(String),
    Heading(String),
    Terms(Vec<(String, String)>),
    List { start: Option<u32>, items: Vec<String> },
    Table(Vec<Vec<String>>),
}

/// What a line was taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guess {
    /// The line, from 1; 0 for what stands in none.
    pub line: usize,
    /// What it was taken for.
    pub what: String,
    /// Its first words.
    pub words: String,
}

/// Most characters of a guess's words.
const SHOWN: usize = 48;

impl Draft {
    fn guess(&mut self, line: usize, what: impl Into<String>, words: &str) {
        let mut shown: String = words.chars().take(SHOWN).collect();
        if shown.len() < words.len() {
            shown.push('…');
        }
        self.guesses.push(Guess { line, what: what.into(), words: shown });
    }
}

/// Reads plain text. `name` is what the brochure is called if the text does not say.
///
/// # Errors
/// The fault of a text without a word.
pub fn plain(text: &str, file: FileId, name: &str, lang: &Lang) -> Result<Draft, Diagnostic> {
    has_words(text, file)?;
    let blocks = blocks::blocks(&lines::lines(text));
    Ok(outline::draft(blocks, name, RemarkLanguage::of(lang).introduction()))
}

/// Reads Markdown, as [`plain()`] does plain text.
///
/// # Errors
/// The fault of a text without a word.
pub fn markdown(
    text: &str,
    file: FileId,
    name: &str,
    lang: &Lang,
) -> Result<Draft, Diagnostic> {
    has_words(text, file)?;
    Ok(markdown::draft(text, name, RemarkLanguage::of(lang).introduction()))
}

/// Reads a word processor's file, `.docx`.
///
/// # Errors
/// The fault of a file that is none, or has no words.
pub fn docx(bytes: &[u8], path: &str, name: &str, lang: &Lang) -> Result<Draft, Diagnostic> {
    docx::draft(bytes, name, RemarkLanguage::of(lang).introduction()).ok_or_else(|| {
        let message = format!("`{path}` is no `.docx` file with words in it");
        let hint = "save it again as `.docx`, or as plain text";
        Diagnostic::error("not-plain-text", Span::NONE, message).with_hint(hint)
    })
}

fn has_words(text: &str, file: FileId) -> Result<(), Diagnostic> {
    if text.contains(char::is_alphanumeric) {
        return Ok(());
    }
    let fault =
        Diagnostic::error("empty-file", Span::new(file, 0..0), "the file holds no words");
    Err(fault.with_hint("leave `--from` out to begin with an example"))
}
