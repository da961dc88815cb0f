//! Outlines and colours as operators (ISO 32000-1 8.5 and 8.6).
//!
//! In: paths with their paint. Out: operators, as few as say it. What colours mean is the
//! business of [`Palette`].

use super::paint::{Paint, Palette, overprint};
use super::syntax::{number, numbers};
use crate::geom::{Abs, Path, Point, Segment};

/// The part of the graphics state that pages change; all starts as ISO 32000-1 8.4.1 says.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Pen {
    fill: Option<Paint>,
    stroke: Option<(Paint, Abs)>,
    over: bool,
}

impl Pen {
    /// Whether the fill colour is this one already.
    pub(super) fn fills(&self, paint: Paint) -> bool {
        self.fill == Some(paint)
    }

    /// Whether what follows is laid upon what is beneath it.
    pub(super) fn overprints(&self) -> bool {
        self.over
    }

    /// Sets the fill colour.
    pub(super) fn fill(&mut self, out: &mut Vec<u8>, paint: Paint, palette: &Palette<'_>) {
        if !self.fills(paint) {
            self.fill = Some(paint);
            palette.choose(out, paint, false);
        }
    }

    /// Lays what follows upon what is beneath it, or knocks that out.
    pub(super) fn overprint(&mut self, out: &mut Vec<u8>, over: bool) {
        if self.over != over {
            self.over = over;
            overprint(out, over);
        }
    }

    /// Sets colour and width of strokes.
    fn stroke(&mut self, out: &mut Vec<u8>, paint: Paint, width: Abs, palette: &Palette<'_>) {
        if self.stroke != Some((paint, width)) {
            self.stroke = Some((paint, width));
            palette.choose(out, paint, true);
            number(out, width.to_pt());
            out.extend_from_slice(b" w\n");
        }
    }

    /// Paints an outline; `place` turns its points into the page's, `y` upwards.
    pub(super) fn path(
        &mut self,
        out: &mut Vec<u8>,
        (path, even_odd): (&Path, bool),
        fill: Option<Paint>,
        stroke: Option<(Paint, Abs)>,
        palette: &Palette<'_>,
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
        self.overprint(out, false);
        if let Some(paint) = fill {
            self.fill(out, paint, palette);
        }
        if let Some((paint, width)) = stroke {
            self.stroke(out, paint, width, palette);
        }
        outline(out, path, place);
        out.extend_from_slice(operator);
    }
}

/// Writes the steps of a path.
pub(super) fn outline(out: &mut Vec<u8>, path: &Path, place: impl Fn(Point) -> (f64, f64)) {
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
