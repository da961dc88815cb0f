//! The page: its grid, spaces and rules, the covers, and what stands round the text.

use schemars::JsonSchema;

use super::{ColorName, ContentsKind, CoverKind, FolioKind, HeadKind, LeaderKind};
use crate::geom::Abs;

/// The page and its grid.
#[derive(Debug, Clone, Copy, PartialEq, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub struct PageStyle {
    /// Trimmed width.
    #[schemars(with = "String")]
    pub width: Abs,
    /// Trimmed height.
    #[schemars(with = "String")]
    pub height: Abs,
    /// Margin at the spine; at the start side, where margins do not change sides.
    #[schemars(with = "String")]
    pub inside: Abs,
    /// Margin at the fore edge; at the end side, where margins do not change sides.
    #[schemars(with = "String")]
    pub outside: Abs,
    /// From the trim to the text block.
    #[schemars(with = "String")]
    pub top: Abs,
    /// Height of the text block in lines of 18 pt, whatever the language.
    pub lines: f64,
    /// Height of one of those lines.
    #[schemars(with = "String")]
    pub baseline: Abs,
    /// Width of the side column, right to left.
    #[schemars(with = "String")]
    pub side: Abs,
    /// Width of the side column, left to right.
    #[schemars(with = "String")]
    pub side_ltr: Abs,
    /// Between side and main column.
    #[schemars(with = "String")]
    pub gutter: Abs,
    /// How far colour runs past the trim.
    #[schemars(with = "String")]
    pub bleed: Abs,
    /// Pages are padded to a multiple of this.
    pub multiple: f64,
    /// Whether the margins change sides on facing pages.
    pub mirror: bool,
    /// What stands on pages that pad: `star`, `plain`, `lines` or `field`.
    pub pad: PadKind,
}

/// What stands on a page that fills the sheets of a binding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum PadKind {
    /// A star on a tint.
    Star,
    /// Nothing.
    Plain,
    /// Lines to write on.
    Lines,
    /// A colour other than that of the facing page, with a sentence of the text.
    Field,
}

/// Vertical distances.
#[derive(Debug, Clone, Copy, PartialEq, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Space {
    /// Title to lead.
    #[schemars(with = "String")]
    pub title_lead: Abs,
    /// Lead to the list's line.
    #[schemars(with = "String")]
    pub lead_list: Abs,
    /// Above and below a row.
    #[schemars(with = "String")]
    pub row: Abs,
    /// Block to block.
    #[schemars(with = "String")]
    pub block: Abs,
    /// Paragraph to paragraph.
    #[schemars(with = "String")]
    pub paragraph: Abs,
    /// Before a heading of level 3 or 4.
    #[schemars(with = "String")]
    pub before_heading: Abs,
    /// After it.
    #[schemars(with = "String")]
    pub after_heading: Abs,
    /// Section to section on one page.
    #[schemars(with = "String")]
    pub section: Abs,
}

/// Rules and lines.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Rules {
    /// Thickness of the accent line above lists, tables, callouts, contents, facts.
    #[schemars(with = "String")]
    pub accent: Abs,
    /// Its colour.
    #[schemars(with = "String")]
    pub accent_color: ColorName,
    /// Thickness of rules with titles and of what frames tables, registers and boxes of numbers.
    #[schemars(with = "String")]
    pub strong: Abs,
    /// Thickness of frames round boxes and big numbers.
    #[schemars(with = "String")]
    pub frame: Abs,
    /// Thickness of the hair rules between rows.
    #[schemars(with = "String")]
    pub hair: Abs,
    /// Their colour.
    #[schemars(with = "String")]
    pub hair_color: ColorName,
}

/// The star field.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Ornament {
    /// `khatam` or `none`.
    pub kind: OrnamentKind,
    /// Wished distance of star centres; the page's width is divided evenly near it.
    #[schemars(with = "String")]
    pub pitch: Abs,
    /// Share of the page's height that the field covers.
    pub share: f64,
    /// The lit star's column, counted from the end side: columns divided by this.
    pub lit_column: f64,
    /// The lit star's row: rows divided by this.
    pub lit_row: f64,
    /// Distance, in pitches, to which the light is full.
    pub light_from: f64,
    /// Further distance over which it fades.
    pub light_reach: f64,
    /// Stroke of the nearest stars.
    #[schemars(with = "String")]
    pub near: Abs,
    /// Stroke of the farthest.
    #[schemars(with = "String")]
    pub far: Abs,
    /// Colour of light.
    #[schemars(with = "String")]
    pub light: ColorName,
    /// Colour of the unlit.
    #[schemars(with = "String")]
    pub dark: ColorName,
    /// Ground behind the field.
    #[schemars(with = "String")]
    pub ground: ColorName,
    /// Stroke of the back cover's stars.
    #[schemars(with = "String")]
    pub back_stroke: Abs,
    /// Radius of the lit stars in their centres, as a share of the pitch.
    pub back_star: f64,
}

/// What the ornament is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum OrnamentKind {
    /// Plain grounds.
    None,
    /// The eight-pointed star {8/2}.
    Khatam,
}

/// The cover and the back cover.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub struct CoverStyle {
    /// `field`, `type`, `form`, `sheet` or `poster`.
    pub kind: CoverKind,
    /// Width of a coloured strip along the spine of title sheets; none where 0.
    #[schemars(with = "String")]
    pub spine: Abs,
    /// Side of the square at the head of a poster; none where 0.
    #[schemars(with = "String")]
    pub slab: Abs,
    /// Letters of a line of a poster's title, which ends at a word before more of them.
    pub letters: f64,
    /// Thickness of the frame of a cover on paper; none where 0.
    #[schemars(with = "String")]
    pub frame: Abs,
    /// From the trim to that frame.
    #[schemars(with = "String")]
    pub inset: Abs,
    /// Whether a form has cells for the pen: date, copy, recipient.
    pub fields: bool,
    /// From the last line's box to the foot of the page.
    #[schemars(with = "String")]
    pub foot: Abs,
    /// From the spine edge to the title.
    #[schemars(with = "String")]
    pub start: Abs,
    /// Width of the title block.
    #[schemars(with = "String")]
    pub width: Abs,
    /// Length of the bar between title and subtitle.
    #[schemars(with = "String")]
    pub bar: Abs,
    /// Its thickness.
    #[schemars(with = "String")]
    pub bar_thickness: Abs,
    /// Title to bar.
    #[schemars(with = "String")]
    pub above_bar: Abs,
    /// Bar to subtitle.
    #[schemars(with = "String")]
    pub below_bar: Abs,
    /// Width of the name on the back cover.
    #[schemars(with = "String")]
    pub closing_width: Abs,
    /// Name block to imprint on the back cover.
    #[schemars(with = "String")]
    pub imprint_gap: Abs,
    /// Where the house's logo stands on the cover.
    pub logo: LogoPlace,
    /// Where it stands on the back cover.
    pub closing_logo: LogoPlace,
    /// Height of a square logo; those of other shapes take as much room.
    #[schemars(with = "String")]
    pub logo_height: Abs,
}

/// Where a logo stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum LogoPlace {
    /// Nowhere.
    None,
    /// At the foot: at the end side where the names leave room, else below them.
    Foot,
    /// At the head, where no ornament stands; else at the foot.
    Head,
}

/// The contents page.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ContentsStyle {
    /// `rows`, `register`, `tree` or `hung`.
    pub kind: ContentsKind,
    /// In how many columns a tree stands, where the page has room for them.
    pub columns: f64,
    /// What leads from a title to its page: `none` or `dots`.
    pub leader: LeaderKind,
    /// Ground of the page.
    #[schemars(with = "String")]
    pub ground: ColorName,
    /// Heading to the accent line.
    #[schemars(with = "String")]
    pub below_heading: Abs,
    /// Least height of a row.
    #[schemars(with = "String")]
    pub row_min: Abs,
    /// Greatest height of a row.
    #[schemars(with = "String")]
    pub row_max: Abs,
    /// More rows than this take two pages.
    pub rows_per_page: f64,
    /// Width of the folio column at the end side.
    #[schemars(with = "String")]
    pub folio: Abs,
}

/// The row of stars at the outer edge.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub struct IndexStyle {
    /// `stars`, `strip`, `tabs` or `none`.
    pub kind: IndexKind,
    /// Width of the strip or of the tabs at the trim.
    #[schemars(with = "String")]
    pub width: Abs,
    /// From the text block's top to the first centre.
    #[schemars(with = "String")]
    pub top: Abs,
    /// From the trim to the centres.
    #[schemars(with = "String")]
    pub edge: Abs,
    /// Centre to centre; height of a tab.
    #[schemars(with = "String")]
    pub pitch: Abs,
    /// Tip radius of the unlit.
    #[schemars(with = "String")]
    pub unlit: Abs,
    /// Their stroke.
    #[schemars(with = "String")]
    pub stroke: Abs,
    /// Their colour.
    #[schemars(with = "String")]
    pub unlit_color: ColorName,
    /// Tip radius of the lit one.
    #[schemars(with = "String")]
    pub lit: Abs,
    /// Its colour.
    #[schemars(with = "String")]
    pub lit_color: ColorName,
    /// With more sections than this the index is left out; tabs begin again at the head.
    pub most: f64,
}

/// What the index is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum IndexKind {
    /// Nothing.
    None,
    /// One star a section.
    Stars,
    /// The trim divided into one cell a section; that of the page's section is filled.
    Strip,
    /// A tab with the section's number, lower for each section than for the one before.
    Tabs,
}

/// Running heads and folios.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub struct FurnitureStyle {
    /// `axis`, `ruled`, `section` or `foot`.
    pub head: HeadKind,
    /// `margin`, `foot`, `head` or `trim`.
    pub folio: FolioKind,
    /// From the trim to the running head's line box.
    #[schemars(with = "String")]
    pub head_top: Abs,
    /// Colour of small secondary type on a tinted page.
    #[schemars(with = "String")]
    pub on_tint: ColorName,
    /// Whether pages of a draft say so at their foot.
    pub draft: bool,
}
