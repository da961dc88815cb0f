//! The theme: every number of how the pages look, read from a YAML file.
//!
//! Keys are the field names in kebab-case. The shipped themes hold every key; a project's
//! `theme.yaml` changes some of them.

use std::collections::BTreeMap;

use schemars::JsonSchema;

use super::lang::Writing;
use crate::geom::Abs;

/// A colour on screens (sRGB).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, PartialOrd, Ord)]
pub struct Rgb(pub [u8; 3]);

/// A colour in print: cyan, magenta, yellow, black, in percent.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Cmyk(pub [f64; 4]);

/// A colour as authored: what screens get, and what presses get where the theme says it.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Color {
    /// For screens.
    pub rgb: Rgb,
    /// For print.
    pub cmyk: Option<Cmyk>,
}

/// A colour by its name in [`Theme::colors`].
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ColorName(pub String);

/// A whole theme.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Theme {
    /// The theme's name.
    pub name: String,
    /// Font families by role.
    pub fonts: Fonts,
    /// How large a face is set inside another one.
    pub scale: Scale,
    /// How far a face's middle lies above its baseline, in em; lines are placed by it.
    pub middle: Middle,
    /// The page and its grid.
    pub page: PageStyle,
    /// Named colours; `ink`, `soft`, `night`, `saffron` and the others that styles name.
    pub colors: Colors,
    /// Text styles by family of scripts.
    pub text: TextStyles,
    /// Vertical distances.
    pub space: Space,
    /// Rules and lines.
    pub rules: Rules,
    /// The star field.
    pub ornament: Ornament,
    /// The cover and the back cover.
    pub cover: CoverStyle,
    /// The contents page.
    pub contents: ContentsStyle,
    /// How sections begin.
    pub opener: OpenerStyle,
    /// The row of stars at the outer edge.
    pub index: IndexStyle,
    /// Term lists.
    pub terms: TermsStyle,
    /// Bullets and numbers.
    pub list: ListStyle,
    /// Steps.
    pub steps: StepsStyle,
    /// Callouts.
    pub callout: CalloutStyle,
    /// Quotations.
    pub quote: QuoteStyle,
    /// Big numbers.
    pub facts: FactsStyle,
    /// Tables.
    pub table: TableStyle,
    /// Contacts and QR codes.
    pub contact: ContactStyle,
    /// Footnotes.
    pub notes: NotesStyle,
    /// Running heads and folios.
    pub furniture: FurnitureStyle,
    /// When the last section becomes a statement.
    pub statement: StatementStyle,
    /// How lines are broken.
    pub lines: LineStyle,
    /// Colours of the web page.
    pub web: WebStyle,
}

/// Font families by role.
#[derive(Debug, Clone, PartialEq, Eq, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Fonts {
    /// Arabic-script text.
    pub body: String,
    /// Arabic-script titles, statements, quotes and big numbers.
    pub display: String,
    /// Latin, Greek and Cyrillic.
    pub latin: String,
    /// Urdu.
    pub urdu: String,
    /// Hebrew.
    pub hebrew: String,
}

/// How large a face is set inside another one, as a share of the size asked for.
#[derive(Debug, Clone, Copy, PartialEq, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Scale {
    /// Latin inside the body face.
    pub latin_in_body: f64,
    /// Latin inside the display face.
    pub latin_in_display: f64,
    /// Latin inside the display face where that is the body (ckb, ug, ps, sd, ks).
    pub latin_in_display_body: f64,
    /// The body face inside Latin.
    pub body_in_latin: f64,
    /// Hebrew inside the body face.
    pub hebrew_in_body: f64,
    /// The display face where it stands in for a glyph that the body face lacks.
    pub display_in_body: f64,
}

/// Middle of a face above its baseline, in em: half of ascent less descent.
#[derive(Debug, Clone, Copy, PartialEq, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Middle {
    /// Of the body face.
    pub body: f64,
    /// Of the display face.
    pub display: f64,
    /// Of the Latin face.
    pub latin: f64,
    /// Of the Urdu face.
    pub urdu: f64,
    /// Of the Hebrew face.
    pub hebrew: f64,
}

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
    /// Margin at the spine.
    #[schemars(with = "String")]
    pub inside: Abs,
    /// Margin at the fore edge.
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
}

/// Named colours.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Colors(pub BTreeMap<String, Color>);

/// A text style.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub struct TextStyle {
    /// `body` or `display`.
    pub font: Role,
    /// Size of the type.
    #[schemars(with = "String")]
    pub size: Abs,
    /// From baseline to baseline.
    #[schemars(with = "String")]
    pub leading: Abs,
    /// 400, 600 or 700.
    pub weight: f64,
    /// Slanted, from a real italic.
    pub italic: bool,
    /// Name of its colour.
    #[schemars(with = "String")]
    pub color: ColorName,
}

/// Which face a style asks for; the writing system decides the family.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum Role {
    /// For reading.
    Body,
    /// For showing.
    Display,
}

/// Text styles by family of scripts.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub struct TextStyles {
    /// Arabic script in Naskh.
    pub arabic: TypeScale,
    /// Arabic script set in the display face throughout.
    pub arabic_extended: TypeScale,
    /// Arabic script in Nastaliq.
    pub nastaliq: TypeScale,
    /// Hebrew.
    pub hebrew: TypeScale,
    /// Latin, Greek, Cyrillic.
    pub latin: TypeScale,
}

/// The styles of one family of scripts.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub struct TypeScale {
    /// Blocks end on multiples of this.
    #[schemars(with = "String")]
    pub step: Abs,
    /// Cover title, largest step first; the first that fits is taken.
    pub cover_title: Vec<TextStyle>,
    /// How many lines the cover title may have.
    pub cover_lines: f64,
    /// Cover subtitle, in this writing, under a title in another one.
    pub cover_subtitle: TextStyle,
    /// The organisation's name on the back cover.
    pub closing_name: TextStyle,
    /// The same in the other language, in this writing.
    pub closing_other: TextStyle,
    /// Imprint lines on the back cover.
    pub imprint: TextStyle,
    /// Section title.
    pub title: TextStyle,
    /// The digit in the number star.
    pub number: TextStyle,
    /// The same for two digits.
    pub number_small: TextStyle,
    /// Heading of level 3.
    pub h3: TextStyle,
    /// Heading of level 4.
    pub h4: TextStyle,
    /// The paragraph before a list.
    pub lead: TextStyle,
    /// Prose.
    pub body: TextStyle,
    /// The term of a term list.
    pub term: TextStyle,
    /// The closing statement.
    pub statement: TextStyle,
    /// A quotation.
    pub quote: TextStyle,
    /// Who said it.
    pub attribution: TextStyle,
    /// A big number.
    pub facts_number: TextStyle,
    /// What it counts.
    pub facts_label: TextStyle,
    /// A row of the contents.
    pub contents_row: TextStyle,
    /// Number and folio of a row of the contents.
    pub contents_number: TextStyle,
    /// Captions and credits.
    pub caption: TextStyle,
    /// Footnotes.
    pub footnote: TextStyle,
    /// Head row of a table.
    pub table_head: TextStyle,
    /// Cells of a table.
    pub table_cell: TextStyle,
    /// Title of a contact box.
    pub contact_title: TextStyle,
    /// Running head.
    pub running_head: TextStyle,
    /// Folio.
    pub folio: TextStyle,
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
}

/// The contents page.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ContentsStyle {
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

/// How sections begin.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub struct OpenerStyle {
    /// `band` or `plain`.
    pub kind: OpenerKind,
    /// Ground of the band.
    #[schemars(with = "String")]
    pub ground: ColorName,
    /// Tip radius of the number star.
    #[schemars(with = "String")]
    pub star: Abs,
    /// How far the star hangs out of the side column at the start.
    #[schemars(with = "String")]
    pub star_hang: Abs,
    /// From the text block's top to the star's top, for left-to-right titles.
    #[schemars(with = "String")]
    pub star_rise_ltr: Abs,
    /// Fill of the star.
    #[schemars(with = "String")]
    pub star_color: ColorName,
}

/// How a section with a list begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, JsonSchema)]
#[schemars(rename_all = "kebab-case")]
pub enum OpenerKind {
    /// On a new page with a tinted band.
    Band,
    /// On a new page, white.
    Plain,
}

/// The row of stars at the outer edge.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub struct IndexStyle {
    /// `stars` or `none`.
    pub kind: IndexKind,
    /// From the text block's top to the first centre.
    #[schemars(with = "String")]
    pub top: Abs,
    /// From the trim to the centres.
    #[schemars(with = "String")]
    pub edge: Abs,
    /// Centre to centre.
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
    /// With more sections than this the index is left out.
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
}

/// Term lists.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub struct TermsStyle {
    /// `side`, `stacked` or `run-in`.
    pub kind: TermsKind,
    /// A term with more lines than this stacks its list.
    pub most_lines: f64,
    /// A row with more lines than this may be split over pages.
    pub keep_lines: f64,
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
}

/// Bullets and numbers.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ListStyle {
    /// Tip radius of the bullet star.
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
    /// Tip radius of the stars.
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
    /// Whether the opening mark hangs into the gutter.
    pub hang: bool,
    /// What stands before the attribution.
    pub dash: String,
}

/// Big numbers.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub struct FactsStyle {
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
    /// Inside a cell, above and below.
    #[schemars(with = "String")]
    pub padding: Abs,
    /// Between columns.
    #[schemars(with = "String")]
    pub gap: Abs,
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

/// Running heads and folios.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub struct FurnitureStyle {
    /// From the trim to the running head's line box.
    #[schemars(with = "String")]
    pub head_top: Abs,
    /// Colour of small secondary type on a tinted page.
    #[schemars(with = "String")]
    pub on_tint: ColorName,
    /// Whether pages of a draft say so at their foot.
    pub draft: bool,
}

/// When the last section becomes a statement.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub struct StatementStyle {
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

/// Colours and sizes of the web page.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub struct WebStyle {
    /// In light mode.
    pub light: WebColors,
    /// In dark mode.
    pub dark: WebColors,
    /// Reach of the light on the hero.
    pub hero_reach: f64,
}

/// Colours of one mode of the web page.
#[derive(Debug, Clone, Copy, PartialEq, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub struct WebColors {
    /// Ground.
    #[schemars(with = "String")]
    pub bg: Rgb,
    /// Tinted ground.
    #[schemars(with = "String")]
    pub panel: Rgb,
    /// Text.
    #[schemars(with = "String")]
    pub ink: Rgb,
    /// Secondary text.
    #[schemars(with = "String")]
    pub soft: Rgb,
    /// Headings.
    #[schemars(with = "String")]
    pub head: Rgb,
    /// Links.
    #[schemars(with = "String")]
    pub link: Rgb,
    /// Hair rules.
    #[schemars(with = "String")]
    pub rule: Rgb,
    /// Accent.
    #[schemars(with = "String")]
    pub saffron: Rgb,
    /// Ground of the hero.
    #[schemars(with = "String")]
    pub hero: Rgb,
    /// Outlines of unlit stars.
    #[schemars(with = "String")]
    pub line: Rgb,
}

impl Theme {
    /// The styles of a family of scripts.
    pub fn scale_for(&self, writing: Writing) -> &TypeScale {
        match writing {
            Writing::Arabic => &self.text.arabic,
            Writing::ArabicExtended => &self.text.arabic_extended,
            Writing::Nastaliq => &self.text.nastaliq,
            Writing::Hebrew => &self.text.hebrew,
            Writing::Latin => &self.text.latin,
        }
    }

    /// A named colour; the decoder has checked that each name exists.
    pub fn color(&self, name: &ColorName) -> Color {
        self.colors.0.get(&name.0).copied().unwrap_or_default()
    }
}

impl JsonSchema for Colors {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Colors".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "object",
            "description": "Named colours, each as {cmyk: [c, m, y, k], rgb: \"#RRGGBB\"}",
            "additionalProperties": {
                "type": "object",
                "properties": {
                    "rgb": { "type": "string", "pattern": "^#[0-9A-Fa-f]{6}$" },
                    "cmyk": {
                        "type": "array",
                        "items": { "type": "number", "minimum": 0, "maximum": 100 },
                        "minItems": 4,
                        "maxItems": 4
                    }
                },
                "required": ["rgb"],
                "additionalProperties": false
            }
        })
    }
}
