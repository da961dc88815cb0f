//! Screen colours to inks.
//!
//! Neutral colours become black ink alone, so that a shade of the register tints no grey and no
//! thin line; all others go through the press's profile, with black-point compensation, and lose
//! cyan, magenta and yellow where the total would pass the limit.

use super::grid::{ColorGrid, byte};
use super::profile::{self, BadProfile, Transform, luminance, one};
use crate::model::style::{Cmyk, Rgb};

/// Channels that differ by no more than this are one grey.
const NEUTRAL: u8 = 3;
/// Points of the black ramp.
const RAMP: usize = 101;

/// Turns screen colours into the inks of one press.
pub struct Separator {
    to_linear: Transform,
    to_inks: Transform,
    /// Luminance of the darkest colour of the press.
    black: f32,
    /// Luminance of black ink by percent, from paper (1) to solid (0).
    ramp: Vec<f32>,
    /// Most ink in percent.
    limit: f64,
}

impl Separator {
    /// A separator for the press of a profile, with at most `limit` percent of ink in total.
    ///
    /// # Errors
    /// [`BadProfile`], where the profile is not that of a press.
    pub fn new(press: &[u8], limit: f64) -> Result<Self, BadProfile> {
        let press = profile::press(press)?;
        let from_inks = profile::to_linear(&press)?;
        let shade = |k: usize| {
            let share = [0.0, 0.0, 0.0, k as f32 / (RAMP - 1) as f32];
            luminance(one(&from_inks, share))
        };
        let (paper, solid) = (shade(0), shade(RAMP - 1));
        let ramp = (0..RAMP).map(|k| (shade(k) - solid) / (paper - solid).max(1e-6)).collect();
        Ok(Self {
            to_linear: profile::srgb_to_linear()?,
            to_inks: profile::from_linear(&press)?,
            black: profile::black_point(&press)?,
            ramp,
            limit,
        })
    }

    /// The inks of a colour.
    pub fn inks(&self, Rgb(channels): Rgb) -> Cmyk {
        let shares = channels.map(|channel| f32::from(channel) / 255.0);
        let linear: [f32; 3] = one(&self.to_linear, shares);
        if is_neutral(channels) {
            return Cmyk([0.0, 0.0, 0.0, self.black_ink(luminance(linear))]);
        }
        Cmyk(self.limited(self.mixed(linear)).map(|share| (share * 1000.0).round() / 10.0))
    }

    /// The inks of pixels, three bytes each, as four bytes each (255 is solid). Their colours are
    /// those of `profile`, sRGB where it says none. A picture that is grey throughout becomes black
    /// ink alone; greys of other pictures stay a mixture, as their neighbours are.
    ///
    /// # Errors
    /// [`BadProfile`], where the profile is not one of RGB.
    pub fn pixels(&self, rgb: &[u8], profile: Option<&[u8]>) -> Result<Vec<u8>, BadProfile> {
        if rgb.chunks_exact(3).all(|pixel| is_neutral([pixel[0], pixel[1], pixel[2]])) {
            return Ok(self.greys(rgb));
        }
        let own = profile.map(profile::rgb_to_linear).transpose()?;
        let to_linear = own.as_ref().unwrap_or(&self.to_linear);
        let inks = |shares| self.limited(self.mixed(one(to_linear, shares)));
        Ok(ColorGrid::new(inks).pixels(rgb))
    }

    fn greys(&self, rgb: &[u8]) -> Vec<u8> {
        let shade = |grey: u8| {
            let Cmyk([.., black]) = self.inks(Rgb([grey; 3]));
            byte(black / 100.0)
        };
        let shades: Vec<u8> = (0..=u8::MAX).map(shade).collect();
        rgb.chunks_exact(3).flat_map(|pixel| [0, 0, 0, shades[usize::from(pixel[1])]]).collect()
    }

    /// Shares of inks for a linear colour, the darkest of the screen on the darkest of the press.
    fn mixed(&self, linear: [f32; 3]) -> [f32; 4] {
        let lifted = linear.map(|channel| channel * (1.0 - self.black) + self.black);
        one(&self.to_inks, lifted).map(|share: f32| share.clamp(0.0, 1.0))
    }

    /// Shares with at most as much ink as is allowed; black stays, since it carries the drawing.
    fn limited(&self, shares: [f32; 4]) -> [f32; 4] {
        let [c, m, y, k] = shares;
        let colours = c + m + y;
        let room = (self.limit / 100.0) as f32 - k;
        if colours <= room || colours <= 0.0 {
            return shares;
        }
        let part = room.max(0.0) / colours;
        [c * part, m * part, y * part, k]
    }

    /// Percent of black ink of a luminance.
    fn black_ink(&self, luminance: f32) -> f32 {
        let darker = self.ramp.partition_point(|&shade| shade > luminance);
        let (Some(&dark), Some(before)) = (self.ramp.get(darker), darker.checked_sub(1)) else {
            return if darker == 0 { 0.0 } else { 100.0 };
        };
        let light = self.ramp[before];
        let part = (light - luminance) / (light - dark).max(1e-6);
        ((before as f32 + part) * 10.0).round() / 10.0
    }
}

/// Whether three channels are one grey.
pub(super) fn is_neutral(channels: [u8; 3]) -> bool {
    let [r, g, b] = channels;
    r.max(g).max(b) - r.min(g).min(b) <= NEUTRAL
}

#[cfg(test)]
mod tests {
    use super::super::profile::{COATED, UNCOATED};
    use super::*;

    fn total(Cmyk(inks): Cmyk) -> f32 {
        inks.iter().sum()
    }

    #[test]
    fn black_and_greys_are_black_ink_alone() {
        let press = Separator::new(COATED, 300.0).unwrap();
        assert_eq!(press.inks(Rgb([0; 3])), Cmyk([0.0, 0.0, 0.0, 100.0]));
        assert_eq!(press.inks(Rgb([255; 3])), Cmyk([0.0; 4]));
        let mut before = 101.0;
        for grey in (0..=255).step_by(5) {
            let Cmyk([c, m, y, k]) = press.inks(Rgb([grey; 3]));
            assert_eq!([c, m, y], [0.0; 3]);
            assert!(k < before, "{grey}: {k} after {before}");
            before = k;
        }
    }

    /// The theme's colours were matched by hand through the same profile: the conversion must
    /// come near them where no choice of black generation lies between
    /// (docs/spec/pages.md, 5.2).
    #[test]
    fn colours_come_near_those_that_were_matched_by_hand() {
        let press = Separator::new(COATED, 300.0).unwrap();
        for (rgb, inks) in [
            ([0xF3, 0xAE, 0x3A], [4.0, 36.0, 84.0, 0.0]),
            ([0xF9, 0xF2, 0xE5], [3.0, 5.0, 12.0, 0.0]),
            ([0xDC, 0xCF, 0xB6], [17.0, 18.0, 31.0, 0.0]),
            ([0xA9, 0xB8, 0xB8], [37.0, 20.0, 25.0, 4.0]),
        ] {
            let Cmyk(found) = press.inks(Rgb(rgb));
            for (a, b) in found.iter().zip(inks) {
                assert!((a - b).abs() <= 2.0, "{rgb:?}: {found:?} for {inks:?}");
            }
        }
    }

    #[test]
    fn no_colour_passes_the_limit() {
        for (profile, limit) in [(COATED, 300.0), (UNCOATED, 280.0), (COATED, 180.0)] {
            let press = Separator::new(profile, limit).unwrap();
            for n in 0..512u32 {
                let rgb = [n / 64 * 36, n / 8 % 8 * 36, n % 8 * 36];
                let rgb = rgb.map(|channel| u8::try_from(channel).unwrap());
                let ink = total(press.inks(Rgb(rgb)));
                assert!(f64::from(ink) <= limit + 0.3, "{rgb:?}: {ink} of {limit}");
            }
        }
    }

    #[test]
    fn a_grey_picture_is_black_ink_alone_and_a_grey_pixel_is_not() {
        let press = Separator::new(COATED, 300.0).unwrap();
        let greys = press.pixels(&[0, 0, 0, 128, 128, 129, 255, 255, 255], None).unwrap();
        assert_eq!(greys[..4], [0, 0, 0, 255]);
        assert_eq!(greys[4..7], [0; 3]);
        assert_eq!(greys[8..], [0; 4]);
        let mixed = press.pixels(&[90, 90, 90, 200, 30, 60], None).unwrap();
        assert!(mixed[..3].iter().all(|&ink| ink > 0), "{mixed:?}");
    }

    #[test]
    fn pixels_agree_with_single_colours() {
        let press = Separator::new(COATED, 300.0).unwrap();
        for rgb in [[200, 30, 60], [10, 120, 80], [250, 250, 90], [14, 63, 78]] {
            let Cmyk(single) = press.inks(Rgb(rgb));
            let pixel = press.pixels(&rgb, None).unwrap();
            for (a, b) in single.iter().zip(&pixel) {
                assert!((a - f32::from(*b) / 2.55).abs() < 4.0, "{rgb:?} {single:?} {pixel:?}");
            }
        }
    }
}
