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

impl TypeScale {
    /// What is set in lines to tick.
    pub fn check(&self) -> &TextStyle {
        self.check.as_ref().unwrap_or(&self.body)
    }
}
