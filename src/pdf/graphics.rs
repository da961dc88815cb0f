//! Outlines and colours as operators (ISO 32000-1 8.5 and 8.6).
//!
//! In: paths with their paint. Out: operators, as few as say it. Colours are DeviceRGB, which
//! the sRGB output intent gives its meaning (ISO 19005-2 6.2.4.3).

use super::syntax::{number, numbers};
use crate::geom::{Abs, Path, Point, Segment};
use crate::model::style::Rgb;

/// The part of the graphics state that pages change; all starts as ISO 32000-1 8.4.1 says.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Pen {
    fill: Option<Rgb>,
    stroke: Option<(Rgb, Abs)>,
}

impl Pen {
    /// Whether the fill colour is this one already.
    pub(super) fn fills(&self, color: Rgb) -> bool {
        self.fill == Some(color)
    }

    /// Sets the fill colour.
    pub(super) fn fill(&mut self, out: &mut Vec<u8>, color: Rgb) {
        if !self.fills(color) {
            self.fill = Some(color);
            rgb(out, color, b"rg\n");
        }
    }

    /// Sets colour and width of strokes.
    fn stroke(&mut self, out: &mut Vec<u8>, color: Rgb, width: Abs) {
        if self.stroke != Some((color, width)) {
            self.stroke = Some((color, width));
            rgb(out, color, b"RG\n");
            number(out, width.to_pt());
            out.extend_from_slice(b" w\n");
        }
    }

    /// Paints an outline; `place` turns its points into the page's, `y` upwards.
    pub(super) fn path(
        &mut self,
        out: &mut Vec<u8>,
        path: &Path,
        fill: Option<Rgb>,
        stroke: Option<(Rgb, Abs)>,
        even_odd: bool,
        place: impl Fn(Point) -> (f64, f64),
    ) {
        let operator: &[u8] = match (fill.is_some(), stroke.is_some(), even_odd) {
            (true, true, false) => b"B\n",
            (true, true, true) => b"B*\n",
            (true, false, false) => b"f\n",
            (true, false, true) => b"f*\n",
            (false, true, _) => b"S\n",
            (false, false, _) => return,
        };
        if let Some(color) = fill {
            self.fill(out, color);
        }
        if let Some((color, width)) = stroke {
            self.stroke(out, color, width);
        }
        outline(out, path, place);
        out.extend_from_slice(operator);
    }
}

/// Writes the steps of a path.
fn outline(out: &mut Vec<u8>, path: &Path, place: impl Fn(Point) -> (f64, f64)) {
    let mut put = |points: &[Point], operator: &[u8]| {
        for &point in points {
            let (x, y) = place(point);
            numbers(out, &[hundredth(x), hundredth(y)]);
        }
        out.extend_from_slice(operator);
    };
    for segment in &path.segments {
        match *segment {
            Segment::Move(to) => put(&[to], b"m\n"),
            Segment::Line(to) => put(&[to], b"l\n"),
            Segment::Cubic(a, b, to) => put(&[a, b, to], b"c\n"),
            Segment::Close => put(&[], b"h\n"),
        }
    }
}

/// A coordinate to 1/100 pt, which is finer than any press.
pub(super) fn hundredth(n: f64) -> f64 {
    (n * 100.0).round() / 100.0
}

fn rgb(out: &mut Vec<u8>, Rgb(channels): Rgb, operator: &[u8]) {
    numbers(out, &channels.map(|c| f64::from(c) / 255.0));
    out.extend_from_slice(operator);
}
