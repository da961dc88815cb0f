//! Colours as eyes see them: contrast, and lightness and hue apart from one another.
//!
//! Roots are found by Newton's method, so that every machine gives the same bytes; those of the
//! system's mathematics differ in their last digits.

use super::Rgb;

/// Least contrast of text (WCAG 2.2, 1.4.3).
pub const TEXT_CONTRAST: f64 = 4.5;
/// Least contrast of large text: 18 pt, or 14 pt and bold.
pub const LARGE_CONTRAST: f64 = 3.0;
/// How a lightness is searched.
const STEP: f64 = 0.005;

impl Rgb {
    /// White.
    pub const WHITE: Self = Self([255; 3]);

    /// Relative luminance (WCAG 2.2), from 0 to 1.
    pub fn luminance(self) -> f64 {
        let [r, g, b] = self.0.map(linear);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    /// Contrast ratio with another colour (WCAG 2.2), from 1 to 21.
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    /// This colour, as much darker or lighter as some grounds need.
    #[must_use]
    pub fn readable_on(self, grounds: &[Self], least: f64) -> Self {
        let holds = |rgb: Self| grounds.iter().all(|ground| rgb.contrast(*ground) >= least);
        let shade = Shade::of(self);
        let dark = grounds.iter().all(|ground| ground.luminance() < 0.18);
        let way = if dark { STEP } else { -STEP };
        let mut light = shade.light;
        while !holds(shade.with(light, shade.chroma()).rgb()) && (0.0..=1.0).contains(&light) {
            light += way;
        }
        let moved = light.clamp(0.0, 1.0);
        if (moved - shade.light).abs() < STEP {
            self
        } else {
            shade.with(moved, shade.chroma()).rgb()
        }
    }
}

/// A colour in `OKLab` (Ottosson, 2020; CSS Color 4, 9.2): equal steps look equal.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shade {
    /// Lightness, from black, 0, to white, 1.
    pub light: f64,
    /// From green to red; with `b` a vector whose direction is the hue.
    pub a: f64,
    /// From blue to yellow.
    pub b: f64,
}

impl Shade {
    /// How a screen colour looks.
    pub fn of(Rgb(channels): Rgb) -> Self {
        let [r, g, b] = channels.map(linear);
        let l = root(0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b, 3);
        let m = root(0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b, 3);
        let s = root(0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b, 3);
        Self {
            light: 0.210_454_255_3 * l + 0.793_617_785 * m - 0.004_072_046_8 * s,
            a: 1.977_998_495_1 * l - 2.428_592_205 * m + 0.450_593_709_9 * s,
            b: 0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766 * s,
        }
    }

    /// How far it is from grey.
    pub fn chroma(&self) -> f64 {
        (self.a * self.a + self.b * self.b).sqrt()
    }

    /// The same hue in another lightness and chroma; grey stays grey.
    #[must_use]
    pub fn with(&self, light: f64, chroma: f64) -> Self {
        let own = self.chroma();
        let by = if own > 1e-4 { chroma / own } else { 0.0 };
        Self { light: light.clamp(0.0, 1.0), a: self.a * by, b: self.b * by }
    }

    /// The screen colour; what no screen shows becomes greyer, never lighter or darker.
    pub fn rgb(&self) -> Rgb {
        let (mut low, mut high) = (0.0, 1.0);
        if self.linear().iter().all(|&channel| is_shown(channel)) {
            low = 1.0;
        }
        while high - low > 0.002 {
            let middle = f64::midpoint(low, high);
            let greyer = Self { a: self.a * middle, b: self.b * middle, ..*self };
            if greyer.linear().iter().all(|&channel| is_shown(channel)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        let kept = Self { a: self.a * low, b: self.b * low, ..*self };
        Rgb(kept.linear().map(byte))
    }

    /// Its channels as shares of light; outside of 0 to 1 where no screen shows it.
    fn linear(&self) -> [f64; 3] {
        let cube = |n: f64| n * n * n;
        let l = cube(self.light + 0.396_337_777_4 * self.a + 0.215_803_757_3 * self.b);
        let m = cube(self.light - 0.105_561_345_8 * self.a - 0.063_854_172_8 * self.b);
        let s = cube(self.light - 0.089_484_177_5 * self.a - 1.291_485_548 * self.b);
        [
            4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
            -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
            -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701 * s,
        ]
    }
}

/// Whether screens show a share of light; a rounding error more is no matter.
fn is_shown(share: f64) -> bool {
    (-0.0005..=1.0005).contains(&share)
}

/// A channel as a share of light (IEC 61966-2-1).
fn linear(byte: u8) -> f64 {
    let share = f64::from(byte) / 255.0;
    if share <= 0.04045 {
        return share / 12.92;
    }
    let base = (share + 0.055) / 1.055;
    let square = base * base;
    square * root(square, 5)
}

/// The channel whose light comes nearest to a share.
fn byte(share: f64) -> u8 {
    let (mut low, mut high) = (0u8, 255u8);
    while low < high {
        let middle = low + (high - low) / 2;
        // A share between two channels goes to the nearer one.
        let between = f64::midpoint(linear(middle), linear(middle.saturating_add(1)));
        if share > between { low = middle + 1 } else { high = middle }
    }
    low
}

/// A root of a share, by Newton's method from above.
fn root(share: f64, degree: i32) -> f64 {
    if share <= 0.0 {
        return 0.0;
    }
    let n = f64::from(degree);
    let mut found = 1.0_f64.max(share);
    for _ in 0..64 {
        let next = ((n - 1.0) * found + share / power(found, degree - 1)) / n;
        if next >= found {
            break;
        }
        found = next;
    }
    found
}

/// A small whole power, always multiplied in the same order.
fn power(base: f64, degree: i32) -> f64 {
    (0..degree).fold(1.0, |product, _| product * base)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_the_standard() {
        assert!((Rgb([0; 3]).contrast(Rgb::WHITE) - 21.0).abs() < 1e-9);
        assert!((Rgb([7; 3]).contrast(Rgb([7; 3])) - 1.0).abs() < 1e-9);
        // #767676 is the lightest grey that holds 4.5 on white (WCAG techniques, G18).
        assert!(Rgb([0x76; 3]).contrast(Rgb::WHITE) >= TEXT_CONTRAST);
        assert!(Rgb([0x77; 3]).contrast(Rgb::WHITE) < TEXT_CONTRAST);
    }

    #[test]
    fn a_colour_comes_back_from_its_shade() {
        for n in 0..=0xFFFu32 {
            let channel = |shift: u32| u8::try_from((n >> shift & 15) * 17).unwrap();
            let rgb = Rgb([channel(8), channel(4), channel(0)]);
            let Rgb(back) = Shade::of(rgb).rgb();
            assert!(
                back.iter().zip(rgb.0).all(|(a, b)| a.abs_diff(b) <= 1),
                "{rgb:?} {back:?}"
            );
        }
    }

    #[test]
    fn what_no_screen_shows_keeps_its_lightness() {
        let shade = Shade { light: 0.6, a: 0.4, b: 0.1 };
        let shown = Shade::of(shade.rgb());
        assert!((shown.light - 0.6).abs() < 0.01, "{shown:?}");
        assert!(shown.chroma() > 0.15 && (shown.b / shown.a - 0.25).abs() < 0.05, "{shown:?}");
    }
}
