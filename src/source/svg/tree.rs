//! What usvg has read, as parts of a drawing: transforms applied, clips and masks as layers, tiles
//! of patterns written out, each step counted before it is made.

use std::sync::Arc;

use usvg::tiny_skia_path::{Path as SkiaPath, Transform};
use usvg::{ClipPath, Group, Node, PaintOrder, Pattern, Text};

use super::outline::{covered, dashes, outline, plain_width};
use crate::geom::{Abs, Path, Point, Rect, Size};
use crate::model::drawing::{
    Course, DrawingPart, DrawnPath, Gradient, Layer, Mask, Paint, Spread, Stop,
};
use crate::model::style::Rgb;

/// Most path steps of a drawing.
pub(super) const MAX_STEPS: usize = 500_000;
/// Path steps that a dash becomes, at least.
const DASH: usize = 5;

/// Why a drawing is not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Refusal {
    /// What it holds, and the property or element by which that is found in the file.
    Content(&'static str, &'static str),
    /// It has more than [`MAX_STEPS`].
    TooLarge,
}

/// The parts of a drawing of a size.
pub(super) fn parts(tree: &usvg::Tree, size: Size) -> Result<Vec<DrawingPart>, Refusal> {
    let whole = Rect { origin: Point::default(), size };
    let mut reader = SvgReader { left: MAX_STEPS, whole };
    reader.group(tree.root(), Transform::identity())
}

struct SvgReader {
    /// Steps that may still be made.
    left: usize,
    /// The drawing's extents.
    whole: Rect,
}

impl SvgReader {
    fn spend(&mut self, steps: usize) -> Result<(), Refusal> {
        self.left = self.left.checked_sub(steps).ok_or(Refusal::TooLarge)?;
        Ok(())
    }

    /// The parts of a group; `root` takes the places of its tree to those of the drawing.
    fn group(&mut self, group: &Group, root: Transform) -> Result<Vec<DrawingPart>, Refusal> {
        if !group.filters().is_empty() {
            return Err(Refusal::Content("a filter, such as a shadow or a blur", "filter"));
        }
        if group.blend_mode() != usvg::BlendMode::Normal {
            return Err(Refusal::Content("a blend mode", "mix-blend-mode"));
        }
        self.spend(1)?;
        let mut parts = vec![];
        for node in group.children() {
            match node {
                Node::Group(inner) => parts.extend(self.group(inner, root)?),
                Node::Path(path) if path.is_visible() => self.path(path, root, &mut parts)?,
                Node::Path(_) => {}
                Node::Image(_) => return Err(Refusal::Content("a picture", "image")),
                Node::Text(text) => parts.extend(self.text(text, root)?),
            }
        }
        let at = root.pre_concat(group.abs_transform());
        if let Some(clip) = group.clip_path() {
            parts = self.clipped(clip, at, parts)?;
        }
        let mask = group.mask().map(|mask| self.mask(mask, at)).transpose()?;
        let opacity = f64::from(group.opacity().get());
        if opacity >= 1.0 && mask.is_none() || parts.is_empty() {
            return Ok(parts);
        }
        Ok(vec![DrawingPart::Layer(Layer { opacity, clip: None, mask, parts })])
    }

    /// Parts of which only what lies in a clip is left.
    fn clipped(
        &mut self,
        clip: &ClipPath,
        at: Transform,
        mut parts: Vec<DrawingPart>,
    ) -> Result<Vec<DrawingPart>, Refusal> {
        if let Some(other) = clip.clip_path() {
            parts = self.clipped(other, at, parts)?;
        }
        let mut shapes = self.group(clip.root(), at.pre_concat(clip.transform()))?;
        if shapes.is_empty() || parts.is_empty() {
            return Ok(vec![]);
        }
        let one = match shapes.as_slice() {
            [DrawingPart::Path(path)] if path.is_opaque() => {
                Some((path.path.clone(), path.even_odd))
            }
            _ => None,
        };
        let covers = |path: &Path| path.as_rect().is_some_and(|area| area.covers(self.whole));
        if one.as_ref().is_some_and(|(path, _)| covers(path)) {
            return Ok(parts);
        }
        let parts_of = std::mem::take(&mut shapes);
        let mask = one.is_none().then_some(Mask { by_lightness: false, parts: parts_of });
        Ok(vec![DrawingPart::Layer(Layer { opacity: 1.0, clip: one, mask, parts })])
    }

    /// A text as outlines: all of it, or it is refused.
    fn text(&mut self, text: &Text, root: Transform) -> Result<Vec<DrawingPart>, Refusal> {
        let glyphs = || text.layouted().iter().flat_map(|span| &span.positioned_glyphs);
        let said = text.chunks().iter().any(|chunk| !chunk.text().trim().is_empty());
        let lacks = glyphs().any(|glyph| glyph.id.0 == 0);
        if lacks || said && glyphs().next().is_none() {
            return Err(Refusal::Content("letters that no font has", "text"));
        }
        self.group(text.flattened(), root)
    }

    fn mask(&mut self, mask: &usvg::Mask, at: Transform) -> Result<Mask, Refusal> {
        let mut parts = self.group(mask.root(), at)?;
        let area = rect(mask.rect().to_rect(), at);
        let other = mask.mask().map(|other| self.mask(other, at)).transpose()?;
        let is_open = area.as_rect().is_some_and(|area| area.covers(self.whole));
        if !is_open || other.is_some() {
            let clip = (!is_open).then_some((area, false));
            parts = vec![DrawingPart::Layer(Layer { opacity: 1.0, clip, mask: other, parts })];
        }
        Ok(Mask { by_lightness: mask.kind() == usvg::MaskType::Luminance, parts })
    }

    fn path(
        &mut self,
        path: &usvg::Path,
        root: Transform,
        out: &mut Vec<DrawingPart>,
    ) -> Result<(), Refusal> {
        let at = root.pre_concat(path.abs_transform());
        match path.paint_order() {
            PaintOrder::FillAndStroke => {
                self.fill(path, at, out)?;
                self.stroke(path, at, out)
            }
            PaintOrder::StrokeAndFill => {
                self.stroke(path, at, out)?;
                self.fill(path, at, out)
            }
        }
    }

    fn fill(
        &mut self,
        path: &usvg::Path,
        at: Transform,
        out: &mut Vec<DrawingPart>,
    ) -> Result<(), Refusal> {
        let Some(fill) = path.fill() else { return Ok(()) };
        let even_odd = fill.rule() == usvg::FillRule::EvenOdd;
        let outline = self.outline(path.data(), at)?;
        // A fill without area shows nothing in SVG, and a hairline in PDF (ISO 32000-1 8.5.3.3.1).
        if outline.is_flat() {
            return Ok(());
        }
        let opacity = f64::from(fill.opacity().get());
        self.painted((outline, even_odd), fill.paint(), opacity, at, out)
    }

    fn stroke(
        &mut self,
        path: &usvg::Path,
        at: Transform,
        out: &mut Vec<DrawingPart>,
    ) -> Result<(), Refusal> {
        let Some(stroke) = path.stroke() else { return Ok(()) };
        let opacity = f64::from(stroke.opacity().get());
        if let (usvg::Paint::Color(color), Some(width)) =
            (stroke.paint(), plain_width(stroke, at))
        {
            let path = self.outline(path.data(), at)?;
            let stroke = Some((rgb(*color), width));
            let drawn = DrawnPath { path, fill: None, even_odd: false, stroke, opacity };
            out.push(DrawingPart::Path(drawn));
            return Ok(());
        }
        // Counted before they are there; what they become is counted afterwards.
        let dashes = dashes(path.data(), stroke).saturating_mul(DASH);
        if dashes > self.left {
            return Err(Refusal::TooLarge);
        }
        let Some(area) = covered(path.data(), stroke, at) else { return Ok(()) };
        self.spend(area.segments.len())?;
        self.painted((area, false), stroke.paint(), opacity, at, out)
    }

    fn outline(&mut self, path: &SkiaPath, at: Transform) -> Result<Path, Refusal> {
        self.spend(path.len())?;
        Ok(outline(path, at))
    }

    /// An outline filled with a paint; `at` takes the paint's places to those of the drawing.
    fn painted(
        &mut self,
        (path, even_odd): (Path, bool),
        paint: &usvg::Paint,
        opacity: f64,
        at: Transform,
        out: &mut Vec<DrawingPart>,
    ) -> Result<(), Refusal> {
        let fill = match paint {
            usvg::Paint::Color(color) => Paint::Flat(rgb(*color)),
            usvg::Paint::LinearGradient(gradient) => {
                let points = [(gradient.x1(), gradient.y1()), (gradient.x2(), gradient.y2())];
                let course = Course::Linear(points.map(wide));
                Paint::Gradient(Arc::new(self::gradient(gradient, course, at)))
            }
            usvg::Paint::RadialGradient(gradient) => {
                let from = (wide((gradient.fx(), gradient.fy())), gradient.fr().get().into());
                let to = (wide((gradient.cx(), gradient.cy())), gradient.r().get().into());
                Paint::Gradient(Arc::new(self::gradient(
                    gradient,
                    Course::Radial([from, to]),
                    at,
                )))
            }
            usvg::Paint::Pattern(pattern) => {
                let drawn = DrawnPath { path, fill: None, even_odd, stroke: None, opacity };
                let parts = self.tiles(pattern, &drawn, at)?;
                let clip = Some((drawn.path, even_odd));
                if !parts.is_empty() {
                    out.push(DrawingPart::Layer(Layer { opacity, clip, mask: None, parts }));
                }
                return Ok(());
            }
        };
        let fill = Some(fill);
        out.push(DrawingPart::Path(DrawnPath { path, fill, even_odd, stroke: None, opacity }));
        Ok(())
    }

    /// The tiles of a pattern that cover a path.
    fn tiles(
        &mut self,
        pattern: &Pattern,
        covered: &DrawnPath,
        at: Transform,
    ) -> Result<Vec<DrawingPart>, Refusal> {
        let at = at.pre_concat(pattern.transform());
        let tile = pattern.rect();
        let Some((columns, rows)) = grid(covered, tile.to_rect(), at) else {
            return Ok(vec![]);
        };
        let count = columns.clone().count().saturating_mul(rows.clone().count());
        if count > self.left {
            return Err(Refusal::TooLarge);
        }
        let inside = tile.to_rect();
        let drawn = pattern.root().abs_stroke_bounding_box();
        let is_inside = inside.left() <= drawn.left()
            && inside.top() <= drawn.top()
            && inside.right() >= drawn.right()
            && inside.bottom() >= drawn.bottom();
        let mut out = vec![];
        for row in rows {
            for column in columns.clone() {
                let (dx, dy) = (tile.width() * column as f32, tile.height() * row as f32);
                let at = at.pre_translate(dx, dy);
                let parts = self.group(pattern.root(), at)?;
                if is_inside {
                    out.extend(parts);
                    continue;
                }
                self.spend(4)?;
                let clip = Some((rect(inside, at), false));
                out.push(DrawingPart::Layer(Layer { opacity: 1.0, clip, mask: None, parts }));
            }
        }
        Ok(out)
    }
}

/// The columns and rows of tiles that a path touches.
fn grid(
    covered: &DrawnPath,
    tile: usvg::Rect,
    at: Transform,
) -> Option<(std::ops::Range<i64>, std::ops::Range<i64>)> {
    let back = at.invert()?;
    let (from, to) = covered.corners()?;
    let [x0, y0, x1, y1] = [from.x, from.y, to.x, to.y].map(|n| n.to_pt() as f32);
    let corners = usvg::Rect::from_ltrb(x0, y0, x1, y1)?;
    let area = corners.transform(back)?;
    let range = |from: f32, to: f32, start: f32, step: f32| {
        ((from - start) / step).floor() as i64..((to - start) / step).ceil() as i64
    };
    Some((
        range(area.left(), area.right(), tile.left(), tile.width()),
        range(area.top(), area.bottom(), tile.top(), tile.height()),
    ))
}

fn rect(area: usvg::Rect, at: Transform) -> Path {
    let corners = [
        (area.left(), area.top()),
        (area.right(), area.top()),
        (area.right(), area.bottom()),
        (area.left(), area.bottom()),
    ];
    let points = corners.map(|(x, y)| {
        let mut point = usvg::tiny_skia_path::Point::from_xy(x, y);
        at.map_point(&mut point);
        Point::new(Abs::pt(f64::from(point.x)), Abs::pt(f64::from(point.y)))
    });
    Path::polygon(&points)
}

fn gradient(base: &usvg::BaseGradient, course: Course, at: Transform) -> Gradient {
    let t = at.pre_concat(base.transform());
    let stops = base.stops().iter().map(|stop| Stop {
        at: f64::from(stop.offset().get()),
        color: rgb(stop.color()),
        opacity: f64::from(stop.opacity().get()),
    });
    Gradient {
        course,
        spread: match base.spread_method() {
            usvg::SpreadMethod::Pad => Spread::Pad,
            usvg::SpreadMethod::Reflect => Spread::Reflect,
            usvg::SpreadMethod::Repeat => Spread::Repeat,
        },
        stops: stops.collect(),
        matrix: [t.sx, t.ky, t.kx, t.sy, t.tx, t.ty].map(f64::from),
    }
}

fn wide((x, y): (f32, f32)) -> (f64, f64) {
    (f64::from(x), f64::from(y))
}

fn rgb(color: usvg::Color) -> Rgb {
    Rgb([color.red, color.green, color.blue])
}
