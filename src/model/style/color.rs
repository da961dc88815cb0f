//! Colours as authored: for screens and for presses, by name.

use std::collections::BTreeMap;

use schemars::JsonSchema;

/// A colour on screens (sRGB).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, PartialOrd, Ord)]
pub struct Rgb(pub [u8; 3]);

/// A colour in print: cyan, magenta, yellow, black, in percent.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Cmyk(pub [f32; 4]);

/// How many spot inks a theme may have.
pub const MOST_SPOTS: usize = 4;

/// Tints of the theme's spot inks in percent, in the order of [`Colors::spots`].
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Spots(pub [f32; MOST_SPOTS]);

/// A colour as authored: what screens get, and what presses get where the theme says it.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Color {
    /// For screens.
    pub rgb: Rgb,
    /// For print, beside the spot inks; `None` where the theme leaves it to the press's profile.
    pub cmyk: Option<Cmyk>,
    /// For text below [`SMALL_TYPE`] in print, where the black plate should carry its shape.
    pub small: Option<Cmyk>,
    /// Spot inks in print.
    pub spots: Spots,
}

/// Type below this size is printed in a colour's `small` inks, where it has them: a misregistered
/// sheet stays legible (docs/spec/pages.md, 5.1).
pub const SMALL_TYPE: crate::geom::Abs = crate::geom::Abs::pt(15.0);

impl Color {
    /// White, bare paper.
    pub const PAPER: Self = Self::new(Rgb([255; 3]), Some(Cmyk([0.0; 4])));

    /// Every ink in full, for marks that show whether the plates lie on one another.
    pub const REGISTRATION: Self = Self {
        spots: Spots([100.0; MOST_SPOTS]),
        ..Self::new(Rgb([0; 3]), Some(Cmyk([100.0; 4])))
    };

    /// A colour without spot inks.
    pub const fn new(rgb: Rgb, cmyk: Option<Cmyk>) -> Self {
        Self { rgb, cmyk, small: None, spots: Spots([0.0; MOST_SPOTS]) }
    }

    /// This colour, laid over a flat ground so that `share` of it shows.
    #[must_use]
    pub fn over(&self, ground: &Self, share: f64) -> Self {
        ground.toward(self, share.clamp(0.0, 1.0))
    }

    /// The colour that lies `share` of the way to another: between the sRGB values on screens,
    /// between the authored inks in print, by straight interpolation.
    #[must_use]
    pub fn toward(&self, other: &Self, share: f64) -> Self {
        let rgb = std::array::from_fn(|i| {
            let (from, to) = (f64::from(self.rgb.0[i]), f64::from(other.rgb.0[i]));
            let value = (from + (to - from) * share).round().clamp(0.0, 255.0);
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "clamped to a byte"
            )]
            let byte = value as u8;
            byte
        });
        let cmyk = self.cmyk.zip(other.cmyk);
        // Where one side says no inks, the profile chooses those of the whole mixture.
        let spots = cmyk.map(|_| Spots(between(self.spots.0, other.spots.0, share)));
        Self {
            rgb: Rgb(rgb),
            cmyk: cmyk.map(|(from, to)| Cmyk(between(from.0, to.0, share))),
            small: None,
            spots: spots.unwrap_or_default(),
        }
    }
}

/// Percentages between two others.
fn between<const N: usize>(from: [f32; N], to: [f32; N], share: f64) -> [f32; N] {
    std::array::from_fn(|i| {
        let (from, to) = (f64::from(from[i]), f64::from(to[i]));
        #[expect(clippy::cast_possible_truncation, reason = "percentages")]
        let percent = (from + (to - from) * share) as f32;
        percent
    })
}

/// A colour by its name in the theme's `colors`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ColorName(pub String);

/// Named colours.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Colors {
    /// The colours by name.
    pub named: BTreeMap<String, Color>,
    /// The spot inks that they are printed in; at most [`MOST_SPOTS`].
    pub spots: Vec<SpotInk>,
}

/// A spot ink.
#[derive(Debug, Clone, PartialEq)]
pub struct SpotInk {
    /// The name that the printer knows it by.
    pub name: String,
    /// The process inks that stand for it at full tint, where it is not printed as a spot ink.
    pub alternate: Cmyk,
}

impl JsonSchema for Colors {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Colors".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "object",
            "description": "Named colours, each as {cmyk: [c, m, y, k], rgb: \"#RRGGBB\"} or {spot: NAME, tint: 100, cmyk: its stand-in, rgb: …}",
            "additionalProperties": {
                "type": "object",
                "properties": {
                    "rgb": { "type": "string", "pattern": "^#[0-9A-Fa-f]{6}$", "examples": ["#0E3F4E"], "x-also": ["hex", "screen", "color"] },
                    "cmyk": percentages("Inks in percent; of a spot colour, those that stand for it."),
                    "small": percentages("Inks of text under 15 pt in this colour."),
                    "spot": { "type": "string", "description": "The spot ink that it is printed in." },
                    "tint": {
                        "type": "number",
                        "minimum": 0,
                        "maximum": 100,
                        "description": "How much of the spot ink, in percent."
                    }
                },
                "required": ["rgb"],
                "additionalProperties": false
            },
            "examples": ["night"]
        })
    }
}

/// Four percentages.
pub(super) fn percentages(description: &str) -> serde_json::Value {
    serde_json::json!({
        "type": "array",
        "items": { "type": "number", "minimum": 0, "maximum": 100 },
        "minItems": 4,
        "maxItems": 4,
        "description": description
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_of_ink_over_a_ground_is_flat() {
        let black = Color::new(Rgb([0; 3]), Some(Cmyk([0.0, 0.0, 0.0, 100.0])));
        let half = black.over(&Color::PAPER, 0.5);
        assert_eq!(half, Color::new(Rgb([128; 3]), Some(Cmyk([0.0, 0.0, 0.0, 50.0]))));
        assert_eq!(black.over(&Color::PAPER, 1.0), black);
        let screen = Color { cmyk: None, ..black };
        assert_eq!(screen.over(&Color::PAPER, 0.0).cmyk, None);
    }

    #[test]
    fn colours_mix_in_every_space() {
        let a = Color::new(Rgb([0; 3]), Some(Cmyk([0.0; 4])));
        let inks = Some(Cmyk([100.0, 50.0, 0.0, 20.0]));
        let spots = Spots([0.0, 80.0, 0.0, 0.0]);
        let b = Color { spots, ..Color::new(Rgb([200, 100, 50]), inks) };
        let half = a.toward(&b, 0.5);
        assert_eq!(half.rgb, Rgb([100, 50, 25]));
        assert_eq!(half.cmyk, Some(Cmyk([50.0, 25.0, 0.0, 10.0])));
        assert_eq!(half.spots, Spots([0.0, 40.0, 0.0, 0.0]));
    }
}
