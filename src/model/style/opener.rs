//! How sections begin, and the colours that they take in turn.

use std::collections::BTreeMap;

use schemars::JsonSchema;

use super::{ColorName, Colors, NumberKind, TitleRules};
use crate::geom::Abs;

/// How sections begin.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub struct OpenerStyle {
    /// `band`, `plain` or `page`.
    pub kind: OpenerKind,
    /// How a section's number stands: `star`, `box`, `above`, `beside`, `giant` or `none`.
    pub number: NumberKind,
    /// Width of the column of a number that stands beside title and lead.
    #[schemars(with = "String")]
    pub number_width: Abs,
    /// Size of the title as a share, where sections share a page.
    pub shared: f64,
    /// Rules with the title: `none`, `above`, `below` or `double`, which is below.
    pub rules: TitleRules,
    /// Between title and rule.
    #[schemars(with = "String")]
    pub rule_gap: Abs,
    /// Whether a section with a list begins a page.
    pub new_page: bool,
    /// Ground of the band, or of the page.
    #[schemars(with = "String")]
    pub ground: ColorName,
    /// Title, rule and lead on a page of colour.
    #[schemars(with = "String")]
    pub color: ColorName,
    /// What colours stand for others in the sections with lists, one after the other, again and again.
    pub cycle: Vec<Hue>,
    /// The same in sections of prose alone, which then have a page of colour, too.
    pub prose: Hue,
    /// Tip radius of the number star; half of the side of its box.
    #[schemars(with = "String")]
    pub star: Abs,
    /// How far the star hangs out of the side column at the start.
    #[schemars(with = "String")]
    pub star_hang: Abs,
    /// From the text block's top to the star's top, for left-to-right titles.
    #[schemars(with = "String")]
    pub star_rise_ltr: Abs,
    /// Fill of the star; colour of a giant number.
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
    /// On a page of one colour that faces the first page of its text.
    Page,
}

/// Names of colours, each with that of the colour that stands for it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Hue(pub BTreeMap<String, ColorName>);

impl JsonSchema for Hue {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Hue".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "object",
            "description": "Names of colours, each with the name of the colour that stands for it.",
            "additionalProperties": { "type": "string" }
        })
    }
}

impl Hue {
    /// The colours of a theme with those that stand for others in their place.
    pub fn apply(&self, colors: &Colors) -> Colors {
        let mut out = colors.clone();
        for (name, other) in &self.0 {
            if let Some(color) = colors.named.get(&other.0) {
                out.named.insert(name.clone(), *color);
            }
        }
        out
    }
}
