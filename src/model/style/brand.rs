//! A house's own colour, which a theme's palette is made of.

use schemars::JsonSchema;

use super::color::percentages;
use super::{Color, SpotInk};
use crate::diag::Span;

/// A house's colour, and a second one where it has two.
#[derive(Debug, Clone, PartialEq)]
pub struct Brand {
    /// The colour.
    pub main: BrandColor,
    /// What takes the place of the accent; a tint of the colour itself, where none is said.
    pub accent: Option<BrandColor>,
}

/// A colour of a house, as it says it.
#[derive(Debug, Clone, PartialEq)]
pub struct BrandColor {
    /// The colour; its inks are those that were said.
    pub color: Color,
    /// The spot ink that it is printed in.
    pub spot: Option<SpotInk>,
    /// Where it stands.
    pub span: Span,
}

const SCREEN: &str = "^#[0-9A-Fa-f]{6}$";

/// The forms of a colour: a screen colour, inks, or a map with the further `keys`.
fn forms(about: &str, further: &[(&str, serde_json::Value)]) -> schemars::Schema {
    let mut map = serde_json::json!({
        "type": "object",
        "properties": {
            "rgb": { "type": "string", "pattern": SCREEN, "description": "On screens; as its inks look, where it is left out.", "examples": ["#1F5C52"], "x-also": ["hex", "screen", "color"] },
            "cmyk": percentages("Its inks in percent; of a spot ink, those that stand for it."),
            "small": percentages("Inks of text under 15 pt in this colour."),
            "spot": { "type": "string", "description": "The spot ink that it is printed in." },
        },
        "additionalProperties": false
    });
    for (key, schema) in further {
        map["properties"][*key] = schema.clone();
    }
    schemars::json_schema!({
        "description": about,
        "anyOf": [
            { "type": "string", "pattern": SCREEN, "examples": ["#1F5C52"] },
            percentages("Its inks in percent."),
            map
        ]
    })
}

impl JsonSchema for Brand {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Brand".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let accent =
            "A second colour, for stars and lines, in any of these forms; a light one.";
        forms(
            "The house's colour, as \"#RRGGBB\", as [c, m, y, k] or as {spot: NAME, cmyk: its stand-in}",
            &[("accent", forms(accent, &[]).to_value())],
        )
    }
}
