//! A table of colours over a cube, for pictures: a transform is asked at the nodes only.
//!
//! Between the nodes colours are interpolated in tetrahedra, which keeps the grey axis free of
//! the tint that trilinear interpolation gives it.

/// Nodes along an edge: one every fifth step of a byte.
const NODES: usize = 52;
/// Steps of a byte between two nodes.
const STEP: f32 = 255.0 / (NODES - 1) as f32;

/// A table from three channels to `M`, as shares from 0 to 1.
pub(super) struct ColorGrid<const M: usize> {
    nodes: Vec<[f32; M]>,
}

impl<const M: usize> ColorGrid<M> {
    /// Asks `color` at every node.
    pub(super) fn new(color: impl Fn([f32; 3]) -> [f32; M]) -> Self {
        let share = |n: usize| n as f32 / (NODES - 1) as f32;
        let node = |n: usize| {
            color([share(n / NODES / NODES), share(n / NODES % NODES), share(n % NODES)])
        };
        Self { nodes: (0..NODES * NODES * NODES).map(node).collect() }
    }

    /// Pixels of three bytes to pixels of `M` bytes.
    pub(super) fn pixels(&self, from: &[u8]) -> Vec<u8> {
        let mut out = Vec::with_capacity(from.len() / 3 * M);
        let mut last: Option<([u8; 3], [u8; M])> = None;
        for pixel in from.chunks_exact(3) {
            let channels = [pixel[0], pixel[1], pixel[2]];
            let found = match last {
                // Neighbours are often alike.
                Some((same, found)) if same == channels => found,
                _ => self.at(channels).map(byte),
            };
            last = Some((channels, found));
            out.extend_from_slice(&found);
        }
        out
    }

    /// The colour between the nodes around a pixel.
    fn at(&self, channels: [u8; 3]) -> [f32; M] {
        let scaled = channels.map(|channel| f32::from(channel) / STEP);
        let low = scaled.map(|s| (s as usize).min(NODES - 2));
        let mut axes: [(f32, usize); 3] =
            std::array::from_fn(|axis| (scaled[axis] - low[axis] as f32, axis));
        // The way from the lowest corner to the highest leads along the longest share first.
        axes.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut corner = low;
        let mut out = self.node(corner).map(|share| share * (1.0 - axes[0].0));
        for (n, &(share, axis)) in axes.iter().enumerate() {
            corner[axis] += 1;
            let weight = share - axes.get(n + 1).map_or(0.0, |next| next.0);
            let node = self.node(corner);
            for (sum, value) in out.iter_mut().zip(node) {
                *sum += value * weight;
            }
        }
        out
    }

    fn node(&self, [a, b, c]: [usize; 3]) -> [f32; M] {
        self.nodes[(a * NODES + b) * NODES + c]
    }
}

/// A share as a byte.
pub(super) fn byte(share: f32) -> u8 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
    let byte = (share.clamp(0.0, 1.0) * 255.0).round() as u8;
    byte
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_linear_comes_back_exactly() {
        let grid = ColorGrid::new(|[r, g, b]| [r, g, b, (r + g + b) / 3.0]);
        let pixels: Vec<u8> = vec![0, 0, 0, 255, 255, 255, 1, 128, 254, 77, 78, 79];
        let out = grid.pixels(&pixels);
        for (from, to) in pixels.chunks(3).zip(out.chunks(4)) {
            assert_eq!(from, &to[..3]);
        }
    }

    #[test]
    fn greys_stay_between_grey_nodes() {
        // Grey nodes are 0.5, all others far away: a grey pixel must not see them.
        let grid = ColorGrid::new(|[r, g, b]| [if r == g && g == b { 0.5 } else { 1.0 }]);
        assert!(grid.pixels(&[100, 100, 100, 3, 3, 3]).iter().all(|&b| b == byte(0.5)));
    }
}
