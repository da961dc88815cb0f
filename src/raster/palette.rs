//! Pixels that are few colours: drawings and letters, whose edges alone are shades between them. One
//! byte a pixel is packed in a third of the time, and the file is smaller.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

/// Most colours of a palette.
const MOST: usize = 256;
/// More colours than this are a photograph's.
const MOST_SHADES: usize = 4096;
/// How far a channel of a shade may lie from the nearest colour of the palette, of 255: less than a
/// twentieth, on single pixels along edges, is not seen.
const FAR: u8 = 12;

type Rgb = [u8; 3];

/// Pixels by the numbers of their colours.
pub(super) struct Indexed {
    /// The colours.
    pub(super) palette: Vec<u8>,
    /// A byte a pixel.
    pub(super) pixels: Vec<u8>,
}

/// Pixels of one colour that follow one another, and how many they are.
type PixelRun = (Rgb, usize);

/// Pixels, three bytes each, as numbers of a palette; `None` where they have more colours than that.
pub(super) fn indexed(rgb: &[u8]) -> Option<Indexed> {
    let runs = runs(rgb);
    let counts = counted(&runs)?;
    let numbers = numbered(&counts)?;
    let mut palette = vec![[0; 3]; counts.len().min(MOST)];
    for (color, &(number, _)) in numbers.iter().filter(|(_, (_, is_own))| *is_own) {
        palette[usize::from(number)] = *color;
    }
    let mut pixels = Vec::with_capacity(rgb.len() / 3);
    for (color, count) in runs {
        let (number, _) = numbers.get(&color)?;
        pixels.resize(pixels.len() + count, *number);
    }
    Some(Indexed { palette: palette.concat(), pixels })
}

fn runs(rgb: &[u8]) -> Vec<PixelRun> {
    let mut runs = vec![];
    let mut rest = rgb;
    while let Some((&color, _)) = rest.split_first_chunk::<3>() {
        let same = rest.chunks_exact(3).take_while(|pixel| **pixel == color).count();
        runs.push((color, same));
        rest = &rest[same * 3..];
    }
    runs
}

/// How many pixels each colour has.
fn counted(runs: &[PixelRun]) -> Option<BTreeMap<Rgb, usize>> {
    let mut counts: FxHashMap<Rgb, usize> = FxHashMap::default();
    for &(color, count) in runs {
        *counts.entry(color).or_default() += count;
        if counts.len() > MOST_SHADES {
            return None;
        }
    }
    Some(counts.into_iter().collect())
}

/// The number of each colour in the palette of the most frequent ones, and whether it is one of them.
fn numbered(counts: &BTreeMap<Rgb, usize>) -> Option<FxHashMap<Rgb, (u8, bool)>> {
    let mut colors: Vec<(Rgb, usize)> = counts.iter().map(|(&c, &n)| (c, n)).collect();
    colors.sort_by_key(|&(color, count)| (std::cmp::Reverse(count), color));
    let own: Vec<Rgb> = colors.iter().take(MOST).map(|&(color, _)| color).collect();
    let number = |(n, &(color, _)): (usize, &(Rgb, usize))| {
        if n < MOST {
            return Some((color, (u8::try_from(n).ok()?, true)));
        }
        let (distance, nearest) =
            (0..=u8::MAX).zip(&own).map(|(n, &other)| (apart(color, other), n)).min()?;
        (distance <= FAR).then_some((color, (nearest, false)))
    };
    colors.iter().enumerate().map(number).collect()
}

/// How far the channels of two colours lie apart at most.
fn apart(a: Rgb, b: Rgb) -> u8 {
    a.into_iter().zip(b).map(|(a, b)| a.abs_diff(b)).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pixels(colors: impl Iterator<Item = Rgb>) -> Vec<u8> {
        colors.flatten().collect()
    }

    fn unpacked(found: &Indexed) -> Vec<u8> {
        let color = |&n: &u8| found.palette[usize::from(n) * 3..][..3].to_vec();
        found.pixels.iter().flat_map(color).collect()
    }

    #[test]
    fn few_colours_stay_as_they_are() {
        for count in [1_u16, 2, 100, 256] {
            let shade = |n: u16| [(n % 7 * 30) as u8, (n % 256) as u8, (n / 2) as u8];
            let rgb = pixels((0..count * 3).map(|n| shade(n % count)));
            let found = indexed(&rgb).unwrap();
            assert_eq!(unpacked(&found), rgb, "{count} colours");
        }
    }

    #[test]
    fn shades_of_edges_take_the_nearest_colour() {
        let ramp = (0..=255).map(|n| [n, n, n]);
        let rgb = pixels(ramp.clone().chain(ramp).chain([[100, 101, 99]]));
        let found = indexed(&rgb).unwrap();
        let last = &unpacked(&found)[512 * 3..];
        assert!(apart([last[0], last[1], last[2]], [100, 101, 99]) <= 1, "{last:?}");
    }

    #[test]
    fn photographs_have_no_palette() {
        let far = (0..600_u32)
            .map(|n| [(n % 9 * 31) as u8, (n / 9 % 9 * 31) as u8, (n / 81 * 31) as u8]);
        assert!(indexed(&pixels(far)).is_none());
        let many = (0..6000_u32).map(|n| [(n % 256) as u8, (n / 256) as u8, 7]);
        assert!(indexed(&pixels(many)).is_none());
    }
}
