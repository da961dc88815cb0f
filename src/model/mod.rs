//! What a brochure is, once read: one [`Document`] a language. No I/O, no layout.
//!
//! `source` makes it, `layout` and `web` read it. Text is in logical order; sides are logical;
//! colour is as authored. Every piece carries the [`Span`] it came from.

pub mod abreast;
pub mod asset;
mod block;
mod directed;
pub mod drawing;
mod face;
pub mod faces;
pub mod finished;
mod inline;
pub mod lang;
pub mod limits;
mod notice;
pub mod pdf;
mod pictogram;
pub mod print;
mod second;
pub mod style;
mod visit;
mod words;

use std::sync::Arc;

use crate::diag::Span;
use crate::geom::Dir;
use asset::{Asset, Resolution};
pub use block::*;
pub use directed::{directed, shortened};
pub use face::*;
pub use inline::*;
use lang::{Digits, Lang};
pub use notice::*;
pub use pictogram::{GRID, Pictogram};
use print::{Format, FormatKind, Print};
pub use second::{BilingualForm, Second};
use style::{Theme, ThemePlaces};
pub use words::Words;

/// One language of one brochure.
#[derive(Debug, Clone)]
pub struct Document {
    /// The edition's language.
    pub lang: Lang,
    /// File name of the outputs, without extension.
    pub slug: String,
    /// Facts about the publication.
    pub meta: Meta,
    /// The digits of its folios, lists, notes and other numbers that the program writes.
    pub digits: Digits,
    /// How far a person has got with this text.
    pub status: Status,
    /// The brochure's title.
    pub title: Text,
    /// The title in another language, or a second line; its language may differ from `lang`.
    pub subtitle: Option<Text>,
    /// The sections in reading order; sections without text are already left out.
    pub sections: Vec<Section>,
    /// Footnotes, in the order of their first marks; numbered from 1.
    pub notes: Vec<Note>,
    /// What its covers show of the house.
    pub face: Identity,
    /// Pictures, indexed by [`AssetId`].
    pub assets: Vec<Asset>,
    /// How many pixels of them outputs hold.
    pub resolution: Resolution,
    /// The format that it is laid out in.
    pub format: FormatKind,
    /// Where the project asks for that format.
    pub format_span: Span,
    /// How the pages look.
    pub theme: Arc<Theme>,
    /// Where that is said.
    pub places: Arc<ThemePlaces>,
    /// How it is printed.
    pub print: Arc<Print>,
    /// Faults of the pages that the project has looked at and allows.
    pub allow: Vec<Allowed>,
    /// How text is stored in PDF files.
    pub text_layer: pdf::TextLayer,
    /// The other editions of the same brochure, for language switchers: language and title.
    pub siblings: Vec<(Lang, String)>,
    /// How many [`TextId`]s the document has; they count up from 0 in reading order.
    pub text_count: u32,
    /// The text that stands beside this one, in editions in two languages.
    pub second: Option<Arc<Second>>,
}

/// A fault that a project may allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Allowed {
    /// Text that lies on other text, on a picture or across an ornament.
    Overlap,
    /// Phone numbers that differ between languages, as those of countries do.
    WrongPhone,
}

impl Document {
    /// The same text in another format of its project.
    #[must_use]
    pub fn in_format(&self, format: &Format) -> Self {
        let beside = self.second.as_deref().map(|second| Second {
            document: second.document.in_format(format),
            ..second.clone()
        });
        Self {
            format: format.kind,
            format_span: format.span,
            theme: style::suited(&format.theme, self.sections.len()),
            places: Arc::clone(&format.places),
            second: beside.map(Arc::new),
            ..self.clone()
        }
    }

    /// Whether a section is the closing statement: said so, or by its content the last of several,
    /// of nothing but paragraphs, and short. Every output asks here.
    pub fn is_statement(&self, index: usize) -> bool {
        let Some(section) = self.sections.get(index) else { return false };
        match section.style {
            SectionStyle::Statement => true,
            SectionStyle::Plain => false,
            SectionStyle::Auto => {
                let is_last = index > 0 && index + 1 == self.sections.len();
                let short = |words| (words as f64) < self.theme.statement.words;
                is_last && section.words_of_prose().is_some_and(short)
            }
        }
    }
}

/// Facts about the publication, the same in all languages unless a text file overrides them.
#[derive(Debug, Clone, Default)]
pub struct Meta {
    /// The publishing organisation, if the project names one.
    pub publisher: Option<String>,
    /// Place of publication.
    pub place: Option<String>,
    /// Date of publication, `YYYY-MM-DD`; also the only clock there is.
    pub date: Option<String>,
    /// Licence line, as it is to be printed.
    pub licence: Option<String>,
    /// ISBN, as it is to be printed.
    pub isbn: Option<String>,
    /// Edition statement, in words where the language has them.
    pub edition: Option<String>,
    /// A sentence or two about the brochure, for catalogues and search engines.
    pub description: Option<String>,
    /// Stable identifier of the edition (URN); where none is given, its ISBN or a UUID out of
    /// publisher, slug, language and first date.
    pub identifier: String,
    /// The address that the output folder has on the web, ended by `/`, where that is known.
    pub publish: Option<String>,
    /// Seconds since 1970 that stand for "now" in every output.
    pub timestamp: i64,
    /// Words that the outputs say by themselves, in the edition's language.
    pub words: Words,
    /// The number by which the document is cited.
    pub number: Option<Text>,
    /// What the imprint says, line by line.
    pub imprint: Vec<(ImprintLine, Text)>,
}

/// What a line of the imprint is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImprintLine {
    /// The publishing organisation.
    Publisher,
    /// The place of publication.
    Place,
    /// The edition statement.
    Edition,
    /// The date of publication, in words.
    Date,
    /// The number of the document, with its label.
    Number,
    /// The licence line.
    Licence,
    /// The ISBN, with those letters before it.
    Isbn,
}

/// How far a person has got with a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Status {
    /// Reviewed by a person.
    #[default]
    Final,
    /// Not yet reviewed; pages say so.
    Draft,
}

/// A section: a heading and its blocks.
#[derive(Debug, Clone)]
pub struct Section {
    /// Unique, stable, the same in all languages; also the anchor on the web.
    pub id: String,
    /// Its heading.
    pub heading: Text,
    /// How it is set.
    pub style: SectionStyle,
    /// Whether leaflets leave out the descriptions of its terms.
    pub brief: bool,
    /// Its blocks; never empty.
    pub body: Vec<Block>,
    /// Where it begins.
    pub span: Span,
}

impl Section {
    /// How many words it has; `None` where it has more than paragraphs.
    pub fn words_of_prose(&self) -> Option<usize> {
        let words = |block: &Block| match &block.kind {
            BlockKind::Paragraph(text) => Some(text.to_plain().split_whitespace().count()),
            _ => None,
        };
        self.body.iter().map(words).sum()
    }
}

/// How a section is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SectionStyle {
    /// By its content: opener band where it has a list, statement where it is last and short.
    #[default]
    Auto,
    /// As the closing statement, large on a tinted page.
    Statement,
    /// Never as a statement.
    Plain,
}

/// Number of a [`Text`] in its document, counting from 0 in reading order.
///
/// Title, subtitle, then each section: heading, blocks in order (a row's term before its
/// description, a figure's caption after its picture); notes come last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct TextId(pub u32);

/// Number of an [`Asset`] in its document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AssetId(pub u32);

/// One paragraph's worth of inline content.
#[derive(Debug, Clone, Default)]
pub struct Text {
    /// Its number; page breaks inside it are named by it.
    pub id: TextId,
    /// Its content in logical order.
    pub inlines: Vec<Inline>,
    /// Where it begins.
    pub span: Span,
}

impl Default for Span {
    fn default() -> Self {
        Self::NONE
    }
}

/// A footnote.
#[derive(Debug, Clone)]
pub struct Note {
    /// Its label in the source; unique.
    pub label: String,
    /// Its paragraphs.
    pub body: Vec<Text>,
    /// Where it stands.
    pub span: Span,
}

/// The pages of the laid-out edition, for those outputs that have none of their own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageMap {
    /// The pages in order.
    pub pages: Vec<PageEntry>,
    /// Where a second text begins that has folios of its own.
    pub second: Option<SecondPart>,
}

/// Where a second text lies that begins from the other cover, or after the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SecondPart {
    /// The place of its first page on paper among all.
    pub at: usize,
    /// Whether its pages lie on paper the last one first.
    pub backwards: bool,
}

impl PageMap {
    /// The pages of files for screens, which do without those that pad a binding, and have each text
    /// from its beginning on; each has the label of the page that it becomes.
    #[must_use]
    pub fn for_screens(&self) -> Self {
        let label = |place: usize| self.pages[place].label.clone();
        let parts = self.parts().into_iter().flat_map(|part| {
            let kept: Vec<usize> =
                part.iter().copied().filter(|&at| self.is_kept(at)).collect();
            let moved = move |(at, before): (usize, usize)| (at, label(before));
            kept.into_iter().zip(part).map(moved).collect::<Vec<_>>()
        });
        let entry =
            |(at, label): (usize, String)| PageEntry { label, begins: self.pages[at].begins };
        Self { pages: parts.map(entry).collect(), second: None }
    }

    /// The places of those pages on paper, in the order of files for screens.
    pub fn on_screens(&self) -> Vec<usize> {
        self.parts().into_iter().flatten().filter(|&at| self.is_kept(at)).collect()
    }

    /// The places of the pages of each text in the order in which they are read.
    fn parts(&self) -> Vec<Vec<usize>> {
        let Some(SecondPart { at, backwards }) = self.second else {
            return vec![(0..self.pages.len()).collect()];
        };
        let mut second: Vec<usize> = (at..self.pages.len()).collect();
        if backwards {
            second.reverse();
        }
        vec![(0..at).collect(), second]
    }

    fn is_kept(&self, at: usize) -> bool {
        self.pages[at].begins != PageStart::Padding
    }
}

/// A page of the laid-out edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageEntry {
    /// What the folio says or would say, in the edition's digits.
    pub label: String,
    /// What stands first on the page.
    pub begins: PageStart,
}

/// What stands first on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageStart {
    /// The front cover.
    Cover,
    /// The contents.
    Contents,
    /// A text, from a byte of its plain form (see [`plain`]) on.
    Text {
        /// Which text.
        id: TextId,
        /// First byte on the page.
        offset: usize,
    },
    /// Nothing that the other outputs hold.
    Blank,
    /// Nothing at all: a page that fills the sheets of a binding, before the back cover. Files for
    /// screens do without.
    Padding,
    /// The back cover.
    Closing,
}

impl Text {
    /// The plain characters, see [`plain`].
    pub fn to_plain(&self) -> String {
        plain(&self.inlines)
    }

    /// The same for where no markup reaches, see [`directed()`].
    pub fn to_directed(&self, dir: Dir) -> String {
        directed(&self.inlines, dir)
    }
}
