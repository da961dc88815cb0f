//! The web page: colours of its two modes.

use schemars::JsonSchema;

use super::Rgb;

/// Colours and sizes of the web page.
#[derive(Debug, Clone, PartialEq, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub struct WebStyle {
    /// In light mode.
    pub light: WebColors,
    /// In dark mode.
    pub dark: WebColors,
    /// Reach of the light on the hero.
    pub hero_reach: f64,
}

/// Colours of one mode of the web page.
#[derive(Debug, Clone, Copy, PartialEq, JsonSchema)]
#[schemars(rename_all = "kebab-case", deny_unknown_fields)]
pub struct WebColors {
    /// Ground.
    #[schemars(with = "String")]
    pub bg: Rgb,
    /// Tinted ground.
    #[schemars(with = "String")]
    pub panel: Rgb,
    /// Text.
    #[schemars(with = "String")]
    pub ink: Rgb,
    /// Secondary text.
    #[schemars(with = "String")]
    pub soft: Rgb,
    /// Headings.
    #[schemars(with = "String")]
    pub head: Rgb,
    /// Links.
    #[schemars(with = "String")]
    pub link: Rgb,
    /// Hair rules.
    #[schemars(with = "String")]
    pub rule: Rgb,
    /// Accent.
    #[schemars(with = "String")]
    pub saffron: Rgb,
    /// Ground of the hero.
    #[schemars(with = "String")]
    pub hero: Rgb,
    /// Outlines of unlit stars.
    #[schemars(with = "String")]
    pub line: Rgb,
}

impl WebColors {
    /// Each colour with its key.
    pub fn each(&mut self) -> [(&'static str, &mut Rgb); 10] {
        [
            ("bg", &mut self.bg),
            ("panel", &mut self.panel),
            ("ink", &mut self.ink),
            ("soft", &mut self.soft),
            ("head", &mut self.head),
            ("link", &mut self.link),
            ("rule", &mut self.rule),
            ("saffron", &mut self.saffron),
            ("hero", &mut self.hero),
            ("line", &mut self.line),
        ]
    }
}
