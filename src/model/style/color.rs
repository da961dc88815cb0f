//! Colours as authored: for screens and for presses, by name.

use std::collections::BTreeMap;

use schemars::JsonSchema;

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

/// A colour by its name in the theme's `colors`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ColorName(pub String);

/// Named colours.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Colors(pub BTreeMap<String, Color>);

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
