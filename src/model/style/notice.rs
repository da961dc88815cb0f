//! Blocks of notices: what readers tick, do and leave, when a door is open, whom to call.

use schemars::JsonSchema;

use super::{ColorName, TextStyle, TypeScale};
use crate::geom::Abs;

/// Checklists.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub struct ChecklistStyle {
    /// Side of the boxes.
    #[schemars(with = "String")]
    pub tick: Abs,
    /// Thickness of their sides.
    #[schemars(with = "String")]
    pub stroke: Abs,
    /// Radius of their corners.
    #[schemars(with = "String")]
    pub radius: Abs,
    /// Their colour.
    #[schemars(with = "String")]
    pub color: ColorName,
    /// From the start edge to the text.
    #[schemars(with = "String")]
    pub hang: Abs,
    /// Line to line.
    #[schemars(with = "String")]
    pub gap: Abs,
}

/// What to do and what not to do, in two halves.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub struct PairsStyle {
    /// Thickness of the frames.
    #[schemars(with = "String")]
    pub stroke: Abs,
    /// Radius of their corners.
    #[schemars(with = "String")]
    pub radius: Abs,
    /// Inside the frames.
    #[schemars(with = "String")]
    pub padding: Abs,
    /// Between the halves.
    #[schemars(with = "String")]
    pub gap: Abs,
    /// Across the discs of tick and cross.
    #[schemars(with = "String")]
    pub sign: Abs,
    /// Frame, sign and head of what to do.
    #[schemars(with = "String")]
    pub do_color: ColorName,
    /// What it stands on.
    #[schemars(with = "String")]
    pub do_ground: ColorName,
    /// Frame, sign and head of what not to do.
    #[schemars(with = "String")]
    pub dont_color: ColorName,
    /// What it stands on.
    #[schemars(with = "String")]
    pub dont_ground: ColorName,
}

impl PairsStyle {
    /// Colour and ground of what to do, or of what not to do.
    pub fn colors(&self, good: bool) -> [&ColorName; 2] {
        match good {
            true => [&self.do_color, &self.do_ground],
            false => [&self.dont_color, &self.dont_ground],
        }
    }
}

/// Opening hours.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub struct HoursStyle {
    /// What each row stands on; rows on paper are ruled.
    #[schemars(with = "String")]
    pub ground: ColorName,
    /// What a closed day stands on, where the others stand on a ground.
    #[schemars(with = "String")]
    pub closed_ground: ColorName,
    /// Colour of a closed day.
    #[schemars(with = "String")]
    pub closed_color: ColorName,
    /// Radius of the corners of the grounds.
    #[schemars(with = "String")]
    pub radius: Abs,
    /// Inside a row, above and below.
    #[schemars(with = "String")]
    pub padding: Abs,
    /// Inside a ground, at its sides.
    #[schemars(with = "String")]
    pub inset: Abs,
    /// Ground to ground.
    #[schemars(with = "String")]
    pub gap: Abs,
}

/// Timelines.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub struct TimelineStyle {
    /// Radius of the dots.
    #[schemars(with = "String")]
    pub dot: Abs,
    /// Their colour.
    #[schemars(with = "String")]
    pub color: ColorName,
    /// Thickness of the line that joins them.
    #[schemars(with = "String")]
    pub line: Abs,
    /// Its colour.
    #[schemars(with = "String")]
    pub line_color: ColorName,
    /// From the start edge to the text.
    #[schemars(with = "String")]
    pub hang: Abs,
    /// Row to row.
    #[schemars(with = "String")]
    pub gap: Abs,
}

/// The bar of a number to call for help.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub struct HelpStyle {
    /// What it stands on; on paper it has a frame.
    #[schemars(with = "String")]
    pub ground: ColorName,
    /// Its colour.
    #[schemars(with = "String")]
    pub color: ColorName,
    /// Radius of its corners.
    #[schemars(with = "String")]
    pub radius: Abs,
    /// Inside it.
    #[schemars(with = "String")]
    pub padding: Abs,
    /// Side of the telephone before the number; none where 0.
    #[schemars(with = "String")]
    pub sign: Abs,
}

impl TypeScale {
    /// The title of a statement on a field of colour.
    pub fn statement_head(&self) -> &TextStyle {
        self.statement_head.as_ref().unwrap_or(&self.title)
    }

    /// The title of the contents.
    pub fn contents_head(&self) -> &TextStyle {
        self.contents_head.as_ref().unwrap_or(&self.title)
    }

    /// A number to call.
    pub fn phone(&self) -> &TextStyle {
        self.phone.as_ref().unwrap_or(&self.contact_title)
    }

    /// Opening hours.
    pub fn hours(&self) -> &TextStyle {
        self.hours.as_ref().unwrap_or(&self.body)
    }

    /// The head of what to do and what not to do.
    pub fn pair_head(&self) -> &TextStyle {
        self.pair_head.as_ref().unwrap_or(&self.term)
    }

    /// What stands under it.
    pub fn pair_text(&self) -> &TextStyle {
        self.pair_text.as_ref().unwrap_or(&self.body)
    }

    /// What is set in lines to tick.
    pub fn check(&self) -> &TextStyle {
        self.check.as_ref().unwrap_or(&self.body)
    }
}
