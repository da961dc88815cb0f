//! Pictures made smaller: each pixel is the mean of the area that it covers.
//!
//! Whole numbers only, so that every processor gives the same bytes. Colours weigh as much as they
//! hide, so that what does not show lends no colour to its neighbours.

/// Parts into which the side of a pixel is cut.
const PARTS: u64 = 256;

/// What one pixel of the smaller picture takes from a row or a column.
struct Share {
    at: usize,
    weight: u64,
}

/// The pixels of a row that each of `to` pixels covers, of `from`.
fn shares(from: u32, to: u32) -> Vec<Vec<Share>> {
    let (from, to) = (u64::from(from), u64::from(to.max(1)));
    let share = |n: u64| {
        // In parts of a pixel times `to`, so that nothing is rounded before the end.
        let (start, end) = (n * from * PARTS / to, (n + 1) * from * PARTS / to);
        let pixels = start / PARTS..=(end.max(start + 1) - 1) / PARTS;
        pixels
            .map(|at| {
                let (left, right) = (start.max(at * PARTS), end.min((at + 1) * PARTS));
                Share { at: at as usize, weight: right.saturating_sub(left).max(1) }
            })
            .collect()
    };
    (0..to).map(share).collect()
}

/// Samples of `from` (columns, rows), of `channels` bytes a pixel, as `to` has them; with `alpha`
/// the last channel says how much a pixel hides.
pub fn reduced(
    samples: &[u8],
    channels: usize,
    alpha: bool,
    from: (u32, u32),
    to: (u32, u32),
) -> Vec<u8> {
    let (columns, rows) = (shares(from.0, to.0), shares(from.1, to.1));
    let stride = from.0 as usize * channels;
    let mut out = Vec::with_capacity(to.0 as usize * to.1 as usize * channels);
    // Sums of one row of the smaller picture: colours times alpha, then alpha, then weight.
    let mut sums = vec![0u64; columns.len() * channels];
    for row in &rows {
        sums.fill(0);
        let height: u64 = row.iter().map(|share| share.weight).sum();
        for &Share { at, weight: vertical } in row {
            let Some(line) = samples.get(at * stride..(at + 1) * stride) else { continue };
            for (column, sum) in columns.iter().zip(sums.chunks_exact_mut(channels)) {
                for &Share { at, weight } in column {
                    let Some(pixel) = line.get(at * channels..(at + 1) * channels) else {
                        continue;
                    };
                    add(sum, pixel, weight * vertical, alpha);
                }
            }
        }
        for (column, sum) in columns.iter().zip(sums.chunks_exact(channels)) {
            let width: u64 = column.iter().map(|share| share.weight).sum();
            put(&mut out, sum, width * height, alpha);
        }
    }
    out
}

fn add(sum: &mut [u64], pixel: &[u8], weight: u64, alpha: bool) {
    let last = pixel.len() - 1;
    let own = if alpha { u64::from(pixel[last]) } else { 1 };
    for (n, (sum, &sample)) in sum.iter_mut().zip(pixel).enumerate() {
        let is_color = !(alpha && n == last);
        *sum += u64::from(sample) * weight * if is_color { own } else { 1 };
    }
}

fn put(out: &mut Vec<u8>, sum: &[u64], weight: u64, alpha: bool) {
    let last = sum.len() - 1;
    for (n, &sample) in sum.iter().enumerate() {
        let whole = if alpha && n != last { sum[last] } else { weight };
        let mean = (sample + whole / 2).checked_div(whole).unwrap_or(0);
        out.push(u8::try_from(mean).unwrap_or(u8::MAX));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pixel_is_the_mean_of_what_it_covers() {
        let greys: Vec<u8> = vec![0, 100, 200, 100, 0, 100];
        assert_eq!(reduced(&greys, 1, false, (6, 1), (3, 1)), [50, 150, 50]);
        assert_eq!(reduced(&greys, 1, false, (6, 1), (2, 1)), [100, 67]);
        assert_eq!(reduced(&greys, 1, false, (3, 2), (1, 1)), [83]);
        // A pixel and a half each.
        assert_eq!(reduced(&[0, 90, 240], 1, false, (3, 1), (2, 1)), [30, 190]);
    }

    #[test]
    fn what_does_not_show_lends_no_colour() {
        let pixels = [255, 0, 0, 255, 0, 255, 0, 0];
        assert_eq!(reduced(&pixels, 4, true, (2, 1), (1, 1)), [255, 0, 0, 128]);
        assert_eq!(reduced(&[9, 9, 9, 0, 7, 7, 7, 0], 4, true, (2, 1), (1, 1)), [0, 0, 0, 0]);
    }

    #[test]
    fn one_colour_stays_itself_at_every_size() {
        for side in 1..40 {
            let from = (41, 23);
            let flat = [77, 200, 3].repeat(41 * 23);
            let small = reduced(&flat, 3, false, from, (side, 1 + side / 2));
            assert!(small.chunks(3).all(|pixel| pixel == [77, 200, 3]), "{side}");
        }
    }
}
