//! Type: families by role, how they are matched, and the scale of each family of scripts.

use std::ops::Deref;

use schemars::JsonSchema;

use super::ColorName;
use crate::diag::Span;
use crate::geom::Abs;

/// Font families by role.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Fonts {
    /// Arabic-script text.
    #[schemars(with = "String")]
    pub body: FamilyName,
    /// Arabic-script titles, statements, quotes and big numbers.
    #[schemars(with = "String")]
    pub display: FamilyName,
    /// Latin, Greek and Cyrillic.
    #[schemars(with = "String")]
    pub latin: FamilyName,
    /// Urdu.
    #[schemars(with = "String")]
    pub urdu: FamilyName,
    /// Hebrew.
    #[schemars(with = "String")]
    pub hebrew: FamilyName,
    /// What has the letters that the Latin face lacks.
    pub other: Option<OtherFont>,
    /// What Latin titles are set in; as Latin text, where the key is left out.
    pub latin_display: Option<TitleFont>,
    /// Arabic script with letters of its own (ckb, ug, ps, sd, ks), and letters that the other faces
    /// lack; the display face, where the key is left out.
    pub extended: Option<OtherFont>,
}

/// A family for Latin titles.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub struct TitleFont {
    /// The family.
    #[schemars(with = "String")]
    pub family: FamilyName,
    /// How large the Arabic display face is set inside it.
    pub arabic: f64,
}

/// A family that stands in for another one.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub struct OtherFont {
    /// The family.
    #[schemars(with = "String")]
    pub family: FamilyName,
    /// How large it is set beside the face of the text: the Latin one, or for `extended` the body
    /// face.
    pub scale: f64,
}

impl Fonts {
    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = &FamilyName> {
        let own = [&self.body, &self.display, &self.latin, &self.urdu, &self.hebrew];
        let others = [&self.other, &self.extended].into_iter().flatten();
        let titles = self.latin_display.as_ref().map(|titles| &titles.family);
        own.into_iter().chain(others.map(|other| &other.family)).chain(titles)
    }
}

/// The name of a family with its place, for faults.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FamilyName {
    /// The name.
    pub name: String,
    /// Where it stands.
    pub span: Span,
}

impl Deref for FamilyName {
    type Target = str;

    fn deref(&self) -> &str {
        &self.name
    }
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
    /// The same for languages to which the display face is foreign (Persian); what it does not
    /// say is as in `arabic`.
    pub persian: TypeScale,
    /// Arabic script set in the display face throughout.
    pub arabic_extended: TypeScale,
    /// Arabic script in Nastaliq.
    pub nastaliq: TypeScale,
    /// Hebrew.
    pub hebrew: TypeScale,
    /// Latin, Greek, Cyrillic.
    pub latin: TypeScale,
    /// Han, kana and Hangul, in a face of the project; what it does not say is as in `latin`.
    pub east_asian: TypeScale,
    /// Devanagari, Thai and their kin, and Ethiopic, in a face of the project; what it does not
    /// say is as in `latin`.
    pub brahmic: TypeScale,
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
    /// Lines to tick; as prose, where the key is left out.
    pub check: Option<TextStyle>,
    /// Head of what to do and what not to do; as terms, where the key is left out.
    pub pair_head: Option<TextStyle>,
    /// What stands under it; as prose, where the key is left out.
    pub pair_text: Option<TextStyle>,
    /// Opening hours; as prose, where the key is left out.
    pub hours: Option<TextStyle>,
    /// A number to call; as the title of a contact, where the key is left out.
    pub phone: Option<TextStyle>,
    /// The closing statement.
    pub statement: TextStyle,
    /// Its title on a field of colour; as of sections, where the key is left out.
    pub statement_head: Option<TextStyle>,
    /// Title of the contents; as of sections, where the key is left out.
    pub contents_head: Option<TextStyle>,
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

impl TypeScale {
    /// The styles of what stands in the text: all but those of covers and margins.
    pub fn of_text(&mut self) -> Vec<&mut TextStyle> {
        let own = [
            &mut self.check,
            &mut self.pair_head,
            &mut self.pair_text,
            &mut self.hours,
            &mut self.phone,
            &mut self.statement_head,
            &mut self.contents_head,
        ]
        .into_iter()
        .flatten();
        let all = [
            &mut self.title,
            &mut self.h3,
            &mut self.h4,
            &mut self.lead,
            &mut self.body,
            &mut self.term,
            &mut self.statement,
            &mut self.quote,
            &mut self.attribution,
            &mut self.facts_number,
            &mut self.facts_label,
            &mut self.caption,
            &mut self.footnote,
            &mut self.table_head,
            &mut self.table_cell,
        ];
        all.into_iter().chain(own).collect()
    }
}
