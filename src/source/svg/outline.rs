//! Paths of SVG as the program has them, and strokes as the outlines of what they cover.

use usvg::tiny_skia_path::{
    Path as SkiaPath, PathSegment, PathStroker, Point as SkiaPoint, Transform,
};

use crate::geom::{Abs, Path, Point, Segment};

/// A path with its transform applied; quadratic curves become cubic ones.
pub(super) fn outline(path: &SkiaPath, transform: Transform) -> Path {
    let at = |p: SkiaPoint| {
        let mut p = p;
        transform.map_point(&mut p);
        Point::new(Abs::pt(f64::from(p.x)), Abs::pt(f64::from(p.y)))
    };
    let mut last = SkiaPoint::zero();
    let mut segments = Vec::with_capacity(path.len());
    for segment in path.segments() {
        match segment {
            PathSegment::MoveTo(p) => {
                segments.push(Segment::Move(at(p)));
                last = p;
            }
            PathSegment::LineTo(p) => {
                segments.push(Segment::Line(at(p)));
                last = p;
            }
            PathSegment::QuadTo(c, p) => {
                let toward = |from: SkiaPoint| {
                    let third = |a: f32, b: f32| a + (b - a) * (2.0 / 3.0);
                    SkiaPoint::from_xy(third(from.x, c.x), third(from.y, c.y))
                };
                segments.push(Segment::Cubic(at(toward(last)), at(toward(p)), at(p)));
                last = p;
            }
            PathSegment::CubicTo(c, d, p) => {
                segments.push(Segment::Cubic(at(c), at(d), at(p)));
                last = p;
            }
            PathSegment::Close => segments.push(Segment::Close),
        }
    }
    Path { segments }
}

/// The width on the drawing of a stroke that needs no more than a colour and a width.
pub(super) fn plain_width(stroke: &usvg::Stroke, transform: Transform) -> Option<Abs> {
    let is_simple = stroke.dasharray().is_none()
        && stroke.linecap() == usvg::LineCap::Butt
        && stroke.linejoin() == usvg::LineJoin::Miter
        && (stroke.miterlimit().get() - 4.0).abs() < 1e-3;
    let scale = even_scale(transform).filter(|_| is_simple)?;
    Some(Abs::pt(f64::from(stroke.width().get() * scale)))
}

/// By how much a transform scales lengths, where it does so alike in all directions.
fn even_scale(t: Transform) -> Option<f32> {
    let (a, b) = ((t.sx * t.sx + t.ky * t.ky).sqrt(), (t.kx * t.kx + t.sy * t.sy).sqrt());
    let skew = (t.sx * t.kx + t.ky * t.sy).abs();
    let tolerance = 1e-4 * a.max(b);
    ((a - b).abs() <= tolerance && skew <= tolerance * a.max(b)).then_some(a)
}

/// What a stroke covers; `None` where that is nothing.
pub(super) fn covered(
    path: &SkiaPath,
    stroke: &usvg::Stroke,
    transform: Transform,
) -> Option<Path> {
    let style = stroke.to_tiny_skia();
    let dashed = style.dash.as_ref().and_then(|dash| path.dash(dash, 1.0));
    let line = dashed.as_ref().unwrap_or(path);
    let scale = PathStroker::compute_resolution_scale(&transform);
    let area = PathStroker::new().stroke(line, &style, scale)?;
    Some(outline(&area, transform))
}

/// About how many dashes a stroke is cut into.
pub(super) fn dashes(path: &SkiaPath, stroke: &usvg::Stroke) -> usize {
    let Some(array) = stroke.dasharray() else { return 0 };
    let period: f32 = array.iter().sum();
    // A curve is no longer than the way along its control points.
    let (mut length, mut start, mut last) = (0.0, SkiaPoint::zero(), SkiaPoint::zero());
    for segment in path.segments() {
        let way = match segment {
            PathSegment::MoveTo(p) => {
                (start, last) = (p, p);
                continue;
            }
            PathSegment::LineTo(p) => vec![p],
            PathSegment::QuadTo(c, p) => vec![c, p],
            PathSegment::CubicTo(c, d, p) => vec![c, d, p],
            PathSegment::Close => vec![start],
        };
        for to in way {
            length += last.distance(to);
            last = to;
        }
    }
    ((length / period.max(f32::MIN_POSITIVE)) as usize).saturating_mul(array.len().div_ceil(2))
}
