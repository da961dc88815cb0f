//! Leaflets: one sheet, folded; its panels, their margins, and how type is fitted to them.

use schemars::JsonSchema;

use super::ColorName;
use crate::geom::Abs;

/// Leaflets.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub struct LeafletStyle {
    /// Margin of a panel at trim and fold.
    #[schemars(with = "String")]
    pub margin: Abs,
    /// Between two columns of one panel.
    #[schemars(with = "String")]
    pub gap: Abs,
    /// Wished width of a column; a panel holds as many as come near it.
    #[schemars(with = "String")]
    pub measure: Abs,
    /// How much narrower a panel is that is tucked in; its margin at the trim gives as much.
    #[schemars(with = "String")]
    pub tuck: Abs,
    /// How much narrower a gate is than half of what it covers.
    #[schemars(with = "String")]
    pub gate_tuck: Abs,
    /// From the strip of stars to the text inside.
    #[schemars(with = "String")]
    pub top: Abs,
    /// From the trim to the text outside.
    #[schemars(with = "String")]
    pub outside_top: Abs,
    /// From the text to the foot of a panel.
    #[schemars(with = "String")]
    pub foot: Abs,
    /// Stars of the strip across the inside, which is as high as one of them; none where 0.
    pub strip: f64,
    /// Ground of text outside.
    #[schemars(with = "String")]
    pub outside_ground: ColorName,
    /// From the stars of the back panel to its title.
    #[schemars(with = "String")]
    pub back_gap: Abs,
    /// Size of prose at the least, as a share of its full size.
    pub floor_size: f64,
    /// Its leading at the least, as a share of the full one.
    pub floor_leading: f64,
}
