//! Texts for translators and back: a row a piece, in the formats of their tools.
//!
//! Marks of Markdown go out as placeholders (`markup`). What comes back is checked row by row:
//! what is wrong is told with its row, what is sound is taken ([`import()`]).

mod docx;
mod grow;
mod import;
mod po;
mod sheet;
mod xliff;
mod xlsx;
mod xml;

pub use import::{Imported, Packet, import};

use super::board::{Board, LangBoard, StatusRow, TranslationState};
use super::markup::{Marks, MarkupPart};
use crate::diag::{Diagnostic, FileId, Sink, Span};
use crate::model::lang::Lang;

/// A format of translators' tools.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tool {
    /// gettext's PO.
    Po,
    /// XLIFF 2.1.
    Xliff,
    /// A spreadsheet.
    Xlsx,
    /// A table in a word processor's document.
    DocxTable,
}

impl Tool {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Po, Self::Xliff, Self::Xlsx, Self::DocxTable];

    /// Whether its files are text, and no archive.
    pub const fn is_text(self) -> bool {
        matches!(self, Self::Po | Self::Xliff)
    }

    /// How its files' names end.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Po => "po",
            Self::Xliff => "xlf",
            Self::Xlsx => "xlsx",
            Self::DocxTable => "docx",
        }
    }

    /// The format of a file, by its name.
    pub fn of(name: &str) -> Option<Self> {
        let ending = name.rsplit('.').next()?.to_lowercase();
        match ending.as_str() {
            "po" | "pot" => Some(Self::Po),
            "xlf" | "xliff" => Some(Self::Xliff),
            "xlsx" => Some(Self::Xlsx),
            "docx" => Some(Self::DocxTable),
            _ => None,
        }
    }
}

/// What one language's translators get.
pub(super) struct Job<'a> {
    pub(super) source: &'a Lang,
    pub(super) lang: &'a Lang,
    pub(super) title: &'a str,
    pub(super) rows: Vec<Entry<'a>>,
}

/// A piece for translators.
pub(super) struct Entry<'a> {
    pub(super) id: &'a str,
    pub(super) state: TranslationState,
    pub(super) marks: Marks,
    pub(super) source: Vec<MarkupPart>,
    /// Empty where it is not translated.
    pub(super) own: Vec<MarkupPart>,
    /// The words that the translation was made from, where the source has others now.
    pub(super) then: Option<&'a str>,
}

/// A piece that came back.
#[derive(Debug, Clone)]
pub(super) struct Back {
    pub(super) id: String,
    pub(super) source: Vec<MarkupPart>,
    pub(super) own: Vec<MarkupPart>,
    /// Whether the file says that the translation fits its source; where it says nothing, new
    /// words do.
    pub(super) reviewed: Option<bool>,
    /// Where it stands, if the file is text.
    pub(super) span: Span,
    /// The number of its row, if the file is a table.
    pub(super) row: Option<usize>,
}

/// A file that came back.
pub(super) struct Backs {
    /// The language that it says that it is in.
    pub(super) lang: Option<Lang>,
    pub(super) rows: Vec<Back>,
}

/// The file of a language for translators.
pub fn export(board: &Board, lang: &LangBoard, tool: Tool) -> Vec<u8> {
    let title = board.pieces.first().map(|(_, unit)| unit.text.as_str()).unwrap_or_default();
    let rows = lang.rows.iter().filter_map(entry).collect();
    let job = Job { source: &board.source, lang: &lang.lang, title, rows };
    match tool {
        Tool::Po => po::write(&job).into_bytes(),
        Tool::Xliff => xliff::write(&job).into_bytes(),
        Tool::Xlsx => xlsx::write(&job),
        Tool::DocxTable => docx::write(&job),
    }
}

/// A piece that the source has; others are no matter for translators.
fn entry(row: &StatusRow) -> Option<Entry<'_>> {
    let source = row.source.as_ref()?;
    let own = row.own.as_ref().filter(|_| row.state != TranslationState::Missing);
    let marks = Marks::of(&source.text, own.map(|own| own.text.as_str()));
    Some(Entry {
        id: &row.id,
        state: row.state,
        source: marks.parts(&source.text),
        own: own.map(|own| marks.parts(&own.text)).unwrap_or_default(),
        marks,
        then: row.then.as_deref().filter(|then| *then != source.text),
    })
}

/// Reads a file that came back; `text` is its text, where it is one, and `bytes` all of it.
pub(super) fn read(
    tool: Tool,
    bytes: &[u8],
    file: FileId,
    text: &str,
    sink: &mut Sink,
) -> Option<Backs> {
    match tool {
        Tool::Po => po::read(text, file, sink),
        Tool::Xliff => xliff::read(text, file, sink),
        Tool::Xlsx => sheet::read(bytes, file, sink),
        Tool::DocxTable => docx::read(bytes, file, sink),
    }
}

/// A fault of a row.
fn told(back: &Back, message: String) -> Diagnostic {
    broken(
        back.span,
        match back.row {
            Some(row) => format!("row {row}: {message}"),
            None => message,
        },
    )
}

/// A fault of a file of a tool.
pub(super) fn broken(span: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error("bad-exchange", span, message)
}
