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

impl Color {
    /// White, bare paper.
    pub const PAPER: Self = Self { rgb: Rgb([255; 3]), cmyk: Some(Cmyk([0.0; 4])) };

    /// This colour, laid over a flat ground so that `share` of it shows: between the sRGB values
    /// on screens, between the authored inks in print.
    #[must_use]
    pub fn over(&self, ground: &Self, share: f64) -> Self {
        let share = share.clamp(0.0, 1.0);
        let mix = |top: f64, under: f64| top * share + under * (1.0 - share);
        let rgb = std::array::from_fn(|i| {
            let value = mix(f64::from(self.rgb.0[i]), f64::from(ground.rgb.0[i])).round();
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "between two bytes"
            )]
            let byte = value as u8;
            byte
        });
        let cmyk = self.cmyk.zip(ground.cmyk);
        let cmyk =
            cmyk.map(|(top, under)| Cmyk(std::array::from_fn(|i| mix(top.0[i], under.0[i]))));
        Self { rgb: Rgb(rgb), cmyk }
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_of_ink_over_a_ground_is_flat() {
        let black = Color { rgb: Rgb([0; 3]), cmyk: Some(Cmyk([0.0, 0.0, 0.0, 100.0])) };
        let half = black.over(&Color::PAPER, 0.5);
        assert_eq!(half, Color { rgb: Rgb([128; 3]), cmyk: Some(Cmyk([0.0, 0.0, 0.0, 50.0])) });
        assert_eq!(black.over(&Color::PAPER, 1.0), black);
        let screen = Color { cmyk: None, ..black };
        assert_eq!(screen.over(&Color::PAPER, 0.0).cmyk, None);
    }
}
