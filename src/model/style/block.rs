//! Blocks: lists, boxes, numbers, tables, notes; and how lines are broken.

use schemars::JsonSchema;

use super::{
    BulletKind, CalloutKind, ColorName, FactsKind, StatementKind, StepMarker, TableKind,
};
use crate::geom::Abs;

/// Term lists.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub struct TermsStyle {
    /// `side`, `stacked`, `run-in`, `clauses` or `headlines`.
    pub kind: TermsKind,
    /// In how many columns clauses stand, where the page has room for them.
    pub columns: f64,
    /// Width of the column of their numbers.
    #[schemars(with = "String")]
    pub number: Abs,
    /// A term with more lines than this stacks its list.
    pub most_lines: f64,
    /// A row with more lines than this may be split over pages.
    pub keep_lines: f64,
    /// Whether a box to tick stands before each term that stands above its description.
    pub boxes: bool,
}

/// Where a term stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum TermsKind {
    /// In the side column.
    Side,
    /// Above its description.
    Stacked,
    /// In the description's first line, with a colon.
    RunIn,
    /// Numbered by section and item, each under a rule, in columns that are read across.
    Clauses,
    /// Under a strong rule over the whole text, the description below in the main column.
    Headlines,
}

/// Bullets and numbers.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ListStyle {
    /// The bullets: `star`, `disc`, `dash` or `square`.
    pub marker: BulletKind,
    /// Tip radius of the bullet star, radius of the disc, half of the side of the square.
    #[schemars(with = "String")]
    pub bullet: Abs,
    /// Its centre above the baseline, in em.
    pub bullet_rise: f64,
    /// Its colour, and that of the numbers.
    #[schemars(with = "String")]
    pub color: ColorName,
    /// Hang of bulleted items.
    #[schemars(with = "String")]
    pub hang: Abs,
    /// Hang of numbered items.
    #[schemars(with = "String")]
    pub number_hang: Abs,
    /// Number to text.
    #[schemars(with = "String")]
    pub number_gap: Abs,
    /// Item to item, where one of them is long.
    #[schemars(with = "String")]
    pub item_gap: Abs,
    /// An item of this many lines is long.
    pub long: f64,
}

/// Steps.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub struct StepsStyle {
    /// What their numbers stand in: `star`, `box`, `band` or `none`.
    pub marker: StepMarker,
    /// Tip radius of the stars, half of the side of the boxes.
    #[schemars(with = "String")]
    pub star: Abs,
    /// Their stroke.
    #[schemars(with = "String")]
    pub stroke: Abs,
    /// Thickness of the line that joins them.
    #[schemars(with = "String")]
    pub line: Abs,
    /// Its colour.
    #[schemars(with = "String")]
    pub line_color: ColorName,
    /// Between a star and the line.
    #[schemars(with = "String")]
    pub clear: Abs,
    /// Step to step.
    #[schemars(with = "String")]
    pub gap: Abs,
    /// Size of the digit.
    #[schemars(with = "String")]
    pub digit: Abs,
}

/// Callouts.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub struct CalloutStyle {
    /// `panel`, `ruled`, `frame`, `side` or `block`; contacts stand alike.
    pub kind: CalloutKind,
    /// Ground of the box.
    #[schemars(with = "String")]
    pub ground: ColorName,
    /// How much wider than the text it is, on each side.
    #[schemars(with = "String")]
    pub outdent: Abs,
    /// Inside the box, above and below.
    #[schemars(with = "String")]
    pub padding: Abs,
    /// Tip radius of the star in the side column.
    #[schemars(with = "String")]
    pub star: Abs,
}

/// Quotations.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub struct QuoteStyle {
    /// `inline`, or `page`: short ones have a page of their own, of one colour.
    pub kind: QuoteKind,
    /// Size of an opening mark over the words in their column; none where 0.
    #[schemars(with = "String")]
    pub mark: Abs,
    /// Size of the one on a page.
    #[schemars(with = "String")]
    pub page_mark: Abs,
    /// The colour of that page.
    #[schemars(with = "String")]
    pub ground: ColorName,
    /// The words on it.
    #[schemars(with = "String")]
    pub color: ColorName,
    /// The mark on it.
    #[schemars(with = "String")]
    pub mark_color: ColorName,
    /// Thickness of the bar at the start side; none where 0.
    #[schemars(with = "String")]
    pub bar: Abs,
    /// From the start edge to the words.
    #[schemars(with = "String")]
    pub indent: Abs,
    /// Whether the opening mark hangs into the gutter.
    pub hang: bool,
    /// What stands before the attribution.
    pub dash: String,
}

/// Where a quotation stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum QuoteKind {
    /// In its column.
    Inline,
    /// On a page of its own where it is short.
    Page,
}

/// Big numbers.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub struct FactsStyle {
    /// `columns`, `cells`, `ledger` or `bands`.
    pub kind: FactsKind,
    /// Between the columns.
    #[schemars(with = "String")]
    pub gap: Abs,
    /// Accent line to number.
    #[schemars(with = "String")]
    pub padding: Abs,
}

/// Tables.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub struct TableStyle {
    /// `ruled`, `grid`, `tinted` or `heavy`.
    pub kind: TableKind,
    /// Ground of a tinted head.
    #[schemars(with = "String")]
    pub ground: ColorName,
    /// Inside a cell, above and below.
    #[schemars(with = "String")]
    pub padding: Abs,
    /// Between columns.
    #[schemars(with = "String")]
    pub gap: Abs,
    /// Share of its size that the type of a wide table may go down to.
    pub least_size: f64,
}

/// Contacts and QR codes.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ContactStyle {
    /// Width of the labels' column.
    #[schemars(with = "String")]
    pub label: Abs,
    /// Side of the QR code.
    #[schemars(with = "String")]
    pub qr: Abs,
    /// Its quiet zone, in modules.
    pub quiet: f64,
}

/// Footnotes.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub struct NotesStyle {
    /// Length of the rule above them.
    #[schemars(with = "String")]
    pub rule: Abs,
    /// Its thickness.
    #[schemars(with = "String")]
    pub thickness: Abs,
    /// Its colour, and that of the marks.
    #[schemars(with = "String")]
    pub color: ColorName,
    /// Rule to first note.
    #[schemars(with = "String")]
    pub gap: Abs,
    /// Size of a mark, as a share of the text's.
    pub mark_size: f64,
    /// How far a mark is raised, in em of the text.
    pub mark_rise: f64,
}

/// When the last section becomes a statement.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub struct StatementStyle {
    /// `page`, `ruled` or `field`.
    pub kind: StatementKind,
    /// Ground of the page.
    #[schemars(with = "String")]
    pub ground: ColorName,
    /// A prose-only last section of fewer words is a statement.
    pub words: f64,
}

/// How lines are broken.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub struct LineStyle {
    /// `start` or `justify`.
    pub align: Align,
    /// In how many columns paragraphs of a section of prose alone stand, where they fit a page.
    pub columns: f64,
    /// `none`, `sparing` or `full`: how far joins of Arabic letters may be stretched in flush
    /// lines. Urdu has none unless a block asks for it.
    pub kashida: Kashida,
    /// `paragraph` or `document`: what has one leading where ink needs more than the theme's.
    pub leading: LeadingScope,
    /// `slant` or `weight`: what emphasis is in Latin text; a face without an italic has weight.
    pub emphasis: Emphasis,
    /// Whether Latin text may hyphenate in the main column.
    pub hyphenate: bool,
    /// Least lines of a paragraph at a page's foot.
    pub orphans: f64,
    /// Least lines of a paragraph at a page's head.
    pub widows: f64,
    /// A justified paragraph needs this many lines.
    pub justify_lines: f64,
    /// A justified paragraph needs this many words a line.
    pub justify_words: f64,
    /// Share of its size that the type of a text may go down to for a word wider than its place.
    pub least_size: f64,
}

/// What has one leading where the ink of some lines needs more than the theme's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum LeadingScope {
    /// Each paragraph by itself.
    Paragraph,
    /// All prose of the edition.
    Document,
}

/// How far the joins of Arabic letters may be stretched in justified lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum Kashida {
    /// Not at all.
    #[default]
    None,
    /// Where spaces would pass one and a half times their natural width.
    Sparing,
    /// Sooner, longer and more often.
    Full,
}

/// What emphasis is in writings that slant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum Emphasis {
    /// The italic.
    Slant,
    /// The bold.
    Weight,
}

/// Where lines end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum Align {
    /// Ragged at the end.
    Start,
    /// Flush on both sides.
    Justify,
}
