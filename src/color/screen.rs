//! Inks to screen colours: pictures that were separated for a press, shown on a screen.

use super::grid::byte;
use super::profile::{self, BadProfile, Transform, black_point, one};
use crate::model::style::{Cmyk, Rgb};

/// Nodes along an edge of the table for pixels.
const NODES: usize = 17;

/// Turns the inks of one press into screen colours (sRGB).
pub struct Screen {
    from_inks: Transform,
    to_srgb: Transform,
    /// Luminance of the darkest colour of the press.
    black: f32,
}

impl Screen {
    /// Shows what the press of a profile lays.
    ///
    /// # Errors
    /// [`BadProfile`], where the profile is not that of a press.
    pub fn new(press: &[u8]) -> Result<Self, BadProfile> {
        let press = profile::press(press)?;
        Ok(Self {
            from_inks: profile::to_linear(&press)?,
            to_srgb: profile::linear_to_srgb()?,
            black: black_point(&press)?,
        })
    }

    /// The colour of inks.
    pub fn rgb(&self, Cmyk(percent): Cmyk) -> Rgb {
        Rgb(self.shown(percent.map(|share| share / 100.0)).map(byte))
    }

    /// The colours of pixels, four bytes each (255 is solid ink), as three bytes each.
    pub fn pixels(&self, cmyk: &[u8]) -> Vec<u8> {
        let mut table = ColorTable { screen: self, nodes: vec![None; NODES.pow(4)] };
        let mut out = Vec::with_capacity(cmyk.len() / 4 * 3);
        let mut last: Option<([u8; 4], [u8; 3])> = None;
        for pixel in cmyk.chunks_exact(4) {
            let inks = [pixel[0], pixel[1], pixel[2], pixel[3]];
            let found = match last {
                Some((same, found)) if same == inks => found,
                _ => table.between(inks).map(byte),
            };
            last = Some((inks, found));
            out.extend_from_slice(&found);
        }
        out
    }

    fn shown(&self, shares: [f32; 4]) -> [f32; 3] {
        let linear: [f32; 3] = one(&self.from_inks, shares);
        let deep = linear.map(|channel| (channel - self.black) / (1.0 - self.black));
        one(&self.to_srgb, deep.map(|channel| channel.max(0.0)))
    }
}

/// Colours at the nodes, each asked for when it is needed: a picture needs few of them.
struct ColorTable<'a> {
    screen: &'a Screen,
    nodes: Vec<Option<[f32; 3]>>,
}

impl ColorTable<'_> {
    fn node(&mut self, n: usize) -> [f32; 3] {
        let share = |n: usize| (n % NODES) as f32 / (NODES - 1) as f32;
        let (c, m) = (n / NODES / NODES / NODES, n / NODES / NODES);
        let inks = [share(c), share(m), share(n / NODES), share(n)];
        let Self { screen, nodes } = self;
        *nodes[n].get_or_insert_with(|| screen.shown(inks))
    }

    /// The colour between the sixteen nodes around a pixel.
    fn between(&mut self, inks: [u8; 4]) -> [f32; 3] {
        let scaled = inks.map(|ink| f32::from(ink) * (NODES - 1) as f32 / 255.0);
        let low = scaled.map(|s| (s as usize).min(NODES - 2));
        let mut out = [0.0; 3];
        for corner in 0..16usize {
            let mut weight = 1.0;
            let mut at = 0;
            for axis in 0..4 {
                let upper = corner >> axis & 1;
                let part = scaled[axis] - low[axis] as f32;
                weight *= if upper == 1 { part } else { 1.0 - part };
                at = at * NODES + low[axis] + upper;
            }
            if weight > 0.0 {
                for (sum, value) in out.iter_mut().zip(self.node(at)) {
                    *sum += value * weight;
                }
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::super::profile::COATED;
    use super::*;

    #[test]
    fn paper_is_white_and_the_deepest_ink_black() {
        let screen = Screen::new(COATED).unwrap();
        assert_eq!(screen.rgb(Cmyk([0.0; 4])), Rgb([255; 3]));
        let Rgb(black) = screen.rgb(Cmyk([83.0, 72.0, 45.0, 100.0]));
        assert!(black.iter().all(|&channel| channel < 12), "{black:?}");
    }

    /// Saffron and night as they were matched, to a few steps (docs/spec/pages.md, 5.2).
    #[test]
    fn inks_look_as_they_were_matched() {
        let screen = Screen::new(COATED).unwrap();
        for (inks, rgb) in [
            ([4.0, 36.0, 84.0, 0.0], [0xF3, 0xAE, 0x3A]),
            ([92.0, 56.0, 44.0, 50.0], [0x0E, 0x3F, 0x4E]),
        ] {
            let Rgb(found) = screen.rgb(Cmyk(inks));
            for (a, b) in found.iter().zip(rgb) {
                assert!(a.abs_diff(b) <= 6, "{found:?} for {rgb:?}");
            }
        }
    }

    #[test]
    fn pixels_agree_with_single_colours() {
        let screen = Screen::new(COATED).unwrap();
        for inks in [[10u8, 90, 210, 0], [235, 143, 112, 128], [0, 0, 0, 255], [255, 0, 0, 20]]
        {
            let Rgb(single) = screen.rgb(Cmyk(inks.map(|ink| f32::from(ink) / 2.55)));
            let pixel = screen.pixels(&inks);
            for (a, b) in single.iter().zip(&pixel) {
                assert!(a.abs_diff(*b) <= 5, "{inks:?}: {single:?} {pixel:?}");
            }
        }
    }
}
