//! A palette out of a house's colour.
//!
//! A theme has two families of colours: those of its ground (night, and its shades) and those of
//! its accent (saffron, and its tints). Each colour keeps its lightness and its place in its
//! family; the families get the hues of the house. A dark colour of a house is the ground; a light
//! one is the accent, and the ground a dark shade of it. Colours that text needs are then moved
//! until it can be read; the house's own are never moved.

use crate::model::style::{
    Brand, BrandColor, Cmyk, Color, LARGE_CONTRAST, Rgb, Shade, TEXT_CONTRAST,
};

/// Less chroma than this is grey, and belongs to no family.
const GREY: f64 = 0.012;
/// Greatest chroma of an accent that is made of the ground: more glares beside text.
const MOST_ACCENT: f64 = 0.13;
/// Lightness beyond which an accent can hardly be told from paper: there, large digits alone need to
/// be read in it.
const LIGHT_ACCENT: f64 = 0.84;
/// Lightness beyond which it cannot.
const LIGHTEST_ACCENT: f64 = 0.92;
/// Lightness and chroma of a ground that is made of the accent.
const GROUND: (f64, f64) = (0.34, 0.06);
/// Its darkest; below, one hue looks like another.
const DARKEST_GROUND: f64 = 0.24;
/// How a lightness is searched.
const STEP: f64 = 0.005;
/// A colour as dark as this against white is a ground.
const MIDDLE: f64 = 4.2;

/// A family's chief colour.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tone {
    /// The colour.
    pub(super) color: Color,
    shade: Shade,
    /// Whether its family is printed in its own inks: tints are shares of them.
    tinted: bool,
}

impl Tone {
    fn of(said: &BrandColor, color: Color) -> Self {
        let tinted = said.spot.is_some() || color.cmyk.is_some();
        Self { color, shade: Shade::of(color.rgb), tinted }
    }

    /// What a shade of the family is on screens and in print.
    fn member(&self, shade: Shade) -> Color {
        if !self.tinted {
            return Color::new(shade.rgb(), None);
        }
        if shade.light >= self.shade.light {
            return self.tint(shade.light);
        }
        // Darker than the ink itself: black falls upon it.
        let black = (1.0 - shade.light / self.shade.light.max(0.01)).clamp(0.0, 1.0) * 100.0;
        let own = self.color.cmyk.unwrap_or_default();
        #[expect(clippy::cast_possible_truncation, reason = "a percentage")]
        let more = Cmyk([own.0[0], own.0[1], own.0[2], own.0[3].max(black as f32).round()]);
        Color { spots: self.color.spots, ..Color::new(shade.rgb(), Some(more)) }
    }

    /// The share of the inks that is as light.
    pub(super) fn tint(&self, light: f64) -> Color {
        let (mut low, mut high) = (0.0, 1.0);
        for _ in 0..8 {
            let middle = f64::midpoint(low, high);
            let tint = Color::PAPER.toward(&self.color, middle);
            if Shade::of(tint.rgb).light > light { low = middle } else { high = middle }
        }
        let percent = (f64::midpoint(low, high) * 100.0).round() / 100.0;
        Color::PAPER.toward(&self.color, percent)
    }
}

/// The chief colours of a theme before and after.
#[derive(Debug, Clone, Copy)]
pub(super) struct Palette {
    from: [Shade; 2],
    /// The new ground.
    pub(super) ground: Tone,
    /// The new accent.
    pub(super) accent: Tone,
}

impl Palette {
    /// The families of a house; `ground` and `accent` are the theme's, as screens show them.
    /// The colours of the house come with the spot inks of the theme.
    pub(super) fn of(brand: &Brand, said: [Color; 2], theirs: [Rgb; 2]) -> Self {
        let from = theirs.map(Shade::of);
        let [main, second] = said;
        let own = Tone::of(&brand.main, main);
        let second = brand.accent.as_ref().map(|said| Tone::of(said, second));
        let is_ground = second.is_some() || main.rgb.contrast(Rgb::WHITE) >= MIDDLE;
        if is_ground {
            let accent = second.unwrap_or_else(|| accent_of(&own, from[1].light));
            return Self { from, ground: own, accent };
        }
        Self { from, ground: ground_of(&own), accent: own }
    }

    /// The families of two colours that a theme's own became.
    pub(super) fn between(from: [Rgb; 2], to: [Color; 2]) -> Self {
        let tone = |color: Color| Tone { color, shade: Shade::of(color.rgb), tinted: false };
        Self { from: from.map(Shade::of), ground: tone(to[0]), accent: tone(to[1]) }
    }

    /// A colour of the pages in the house's hues; greys stay. What lies close to the ground keeps its
    /// distance from it.
    pub(super) fn member(&self, rgb: Rgb) -> Option<Color> {
        let by = Shade::of(rgb).light - self.from[0].light;
        self.in_family(rgb, (by.abs() < 0.15).then_some(self.ground.shade.light + by))
    }

    /// A colour of the web page in the house's hues, as light as it was; greys stay.
    pub(super) fn on_screen(&self, rgb: Rgb) -> Rgb {
        self.in_family(rgb, None).map_or(rgb, |color| color.rgb)
    }

    fn in_family(&self, rgb: Rgb, beside_ground: Option<f64>) -> Option<Color> {
        let old = Shade::of(rgb);
        if old.chroma() < GREY {
            return None;
        }
        let family = usize::from(self.is_accent(&old));
        let (from, to) = (self.from[family], [self.ground, self.accent][family]);
        let grown = (to.shade.chroma() / from.chroma().max(GREY)).min(1.5);
        let light = beside_ground.filter(|_| family == 0).unwrap_or(old.light);
        Some(to.member(to.shade.with(light, old.chroma() * grown)))
    }

    /// Whether a colour's hue is nearer to that of the accent.
    fn is_accent(&self, shade: &Shade) -> bool {
        let along = |other: &Shade| {
            let chroma = other.chroma().max(1e-6);
            (shade.a * other.a + shade.b * other.b) / chroma
        };
        self.from[0].chroma() < GREY || along(&self.from[1]) > along(&self.from[0])
    }
}

/// A light tint of a ground, such that its stars shine and digits in them can be read.
fn accent_of(ground: &Tone, light: f64) -> Tone {
    let chroma = ground.shade.chroma().min(MOST_ACCENT);
    let tone = |light| {
        let color = ground.member(ground.shade.with(light, chroma));
        Tone { color, shade: Shade::of(color.rgb), tinted: ground.tinted }
    };
    let found = |light| tone(light).color.rgb.contrast(ground.color.rgb);
    let mut light = light;
    while found(light) < LARGE_CONTRAST && light + STEP <= LIGHTEST_ACCENT
        || found(light) < TEXT_CONTRAST && light + STEP <= LIGHT_ACCENT
    {
        light += STEP;
    }
    tone(light)
}

/// A dark shade of an accent, such that the accent can be read upon it.
fn ground_of(accent: &Tone) -> Tone {
    let chroma = accent.shade.chroma().min(GROUND.1);
    let tone = |light| {
        let color = accent.member(accent.shade.with(light, chroma));
        Tone { color, shade: Shade::of(color.rgb), tinted: accent.tinted }
    };
    let mut light = GROUND.0;
    let readable = |tone: &Tone| tone.color.rgb.contrast(accent.color.rgb) >= TEXT_CONTRAST;
    while !readable(&tone(light)) && light - STEP >= DARKEST_GROUND {
        light -= STEP;
    }
    tone(light)
}

/// A colour moved away from a ground, lighter or darker, until text in it can be read.
pub(super) fn readable(rgb: Rgb, grounds: &[Rgb], least: f64) -> Rgb {
    rgb.readable_on(grounds, least)
}

/// A tint lightened until text can be read upon it.
pub(super) fn lighter(tone: &Palette, color: Color, texts: &[Rgb]) -> Color {
    let mut light = Shade::of(color.rgb).light;
    let mut found = color;
    let holds = |ground: Rgb| texts.iter().all(|text| text.contrast(ground) >= TEXT_CONTRAST);
    while !holds(found.rgb) && light < 0.995 {
        light += STEP;
        let shade = Shade::of(color.rgb);
        found = match color.cmyk {
            Some(_) => tone.accent.tint(light),
            None => Color::new(shade.with(light, shade.chroma()).rgb(), None),
        };
    }
    found
}

/// Whether digits of a star need another colour than the ground's.
pub(super) fn needs_ink(text: Rgb, star: Rgb, large: bool) -> bool {
    text.contrast(star) < if large { LARGE_CONTRAST } else { TEXT_CONTRAST }
}
