//! The theme: every number of how the pages look, read from a YAML file.
//!
//! Keys are the field names in kebab-case. The shipped themes hold every key; a project's
//! `theme.yaml` changes some of them.

mod block;
mod brand;
mod color;
mod grammar;
mod leaflet;
mod notice;
mod opener;
mod page;
mod shade;
mod text;
mod web;

use std::collections::BTreeMap;
use std::sync::Arc;

use schemars::JsonSchema;

use super::lang::Writing;
use crate::diag::Span;
use crate::geom::Abs;

pub use block::*;
pub use brand::*;
pub use color::*;
pub use grammar::*;
pub use leaflet::*;
pub use notice::*;
pub use opener::*;
pub use page::*;
pub use shade::*;
pub use text::*;
pub use web::*;

/// A theme as it is for so many sections: one alone has no number, since there is nothing to count.
pub fn suited(theme: &Arc<Theme>, sections: usize) -> Arc<Theme> {
    if sections != 1 || theme.opener.number == NumberKind::None {
        return Arc::clone(theme);
    }
    let mut alone = Theme::clone(theme);
    alone.opener.number = NumberKind::None;
    Arc::new(alone)
}

/// A whole theme.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Theme {
    /// The theme's name.
    pub name: String,
    /// The house's own colour: grounds, headings, stars, tints and the web page follow it. A dark one
    /// is the ground of covers and the colour of headings; a light one is that of stars and lines.
    pub brand: Option<Brand>,
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
    /// Checklists.
    pub checklist: ChecklistStyle,
    /// What to do and what not to do.
    pub pairs: PairsStyle,
    /// Opening hours.
    pub hours: HoursStyle,
    /// Timelines.
    pub timeline: TimelineStyle,
    /// The bar of a number to call.
    pub help: HelpStyle,
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
    /// Leaflets.
    pub leaflet: LeafletStyle,
    /// Colours of the web page.
    pub web: WebStyle,
}

impl Theme {
    /// The keys of all strokes and rules, in the order of [`Self::strokes`].
    pub const STROKES: [&str; 17] = [
        "rules.accent",
        "rules.hair",
        "ornament.near",
        "ornament.far",
        "ornament.back-stroke",
        "cover.bar-thickness",
        "index.stroke",
        "steps.stroke",
        "steps.line",
        "notes.thickness",
        "cover.frame",
        "rules.strong",
        "rules.frame",
        "quote.bar",
        "checklist.stroke",
        "pairs.stroke",
        "timeline.line",
    ];

    /// The widths of all strokes and rules.
    pub fn strokes(&self) -> [Abs; 17] {
        [
            self.rules.accent,
            self.rules.hair,
            self.ornament.near,
            self.ornament.far,
            self.ornament.back_stroke,
            self.cover.bar_thickness,
            self.index.stroke,
            self.steps.stroke,
            self.steps.line,
            self.notes.thickness,
            self.cover.frame,
            self.rules.strong,
            self.rules.frame,
            self.quote.bar,
            self.checklist.stroke,
            self.pairs.stroke,
            self.timeline.line,
        ]
    }

    /// The styles of a family of scripts.
    pub fn scale_for(&self, writing: Writing) -> &TypeScale {
        match writing {
            Writing::Arabic => &self.text.arabic,
            Writing::Persian => &self.text.persian,
            Writing::ArabicExtended => &self.text.arabic_extended,
            Writing::Nastaliq => &self.text.nastaliq,
            Writing::Hebrew => &self.text.hebrew,
            Writing::Latin => &self.text.latin,
            Writing::EastAsian => &self.text.east_asian,
            Writing::Brahmic => &self.text.brahmic,
        }
    }

    /// The same, to be changed.
    pub fn scale_for_mut(&mut self, writing: Writing) -> &mut TypeScale {
        match writing {
            Writing::Arabic => &mut self.text.arabic,
            Writing::Persian => &mut self.text.persian,
            Writing::ArabicExtended => &mut self.text.arabic_extended,
            Writing::Nastaliq => &mut self.text.nastaliq,
            Writing::Hebrew => &mut self.text.hebrew,
            Writing::Latin => &mut self.text.latin,
            Writing::EastAsian => &mut self.text.east_asian,
            Writing::Brahmic => &mut self.text.brahmic,
        }
    }

    /// A named colour; the decoder has checked that each name exists.
    pub fn color(&self, name: &ColorName) -> Color {
        self.colors.named.get(&name.0).copied().unwrap_or_default()
    }
}

/// Where a theme says some of its values: `colors.night`, `rules.hair`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ThemePlaces(pub BTreeMap<String, Span>);

impl ThemePlaces {
    /// Where the value of a key stands.
    pub fn of(&self, key: &str) -> Span {
        self.0.get(key).copied().unwrap_or_default()
    }
}
