//! SVG files to paths.
//!
//! In: the file's bytes. Out: a [`Drawing`] of filled and stroked paths in plain colours, with
//! transforms applied. Refused: scripts, event handlers and animations, references to other
//! files, and what the outputs could not draw alike: text, pictures, gradients, patterns,
//! filters, masks, clips, transparency. Strokes with dashes, round ends or bent widths are
//! turned into their outlines, so that each output draws them the same.

use usvg::tiny_skia_path::{
    Path as SkiaPath, PathSegment, PathStroker, Point as SkiaPoint, Transform,
};
use usvg::{Group, Node, Paint, PaintOrder, roxmltree};

use super::assets::Fault;
use crate::geom::{Abs, Path, Point, Segment, Size};
use crate::model::asset::{Drawing, DrawnPath};
use crate::model::style::Rgb;

/// Most path steps of a drawing.
const MAX_STEPS: usize = 500_000;

/// Reads a drawing.
pub(super) fn drawing(bytes: &[u8], path: &str) -> Result<Drawing, Fault> {
    let broken = |what: String| {
        Fault::new("broken-picture", format!("`{path}` is not an SVG file: {what}"))
    };
    let text = std::str::from_utf8(bytes).map_err(|error| broken(error.to_string()))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let xml = roxmltree::Document::parse(text).map_err(|error| match error {
        roxmltree::Error::DtdDetected => {
            refused(path, "a document type with entities", "remove the lines `<!DOCTYPE …>`")
        }
        error => broken(error.to_string()),
    })?;
    refuse_active(&xml, path)?;
    let tree = usvg::Tree::from_xmltree(&xml, &usvg::Options::default())
        .map_err(|error| broken(error.to_string()))?;
    let mut paths = vec![];
    group(tree.root(), &mut paths).map_err(|what| {
        refused(path, what, "in the drawing program, turn it into plain paths and colours")
    })?;
    let steps: usize = paths.iter().map(|drawn| drawn.path.segments.len()).sum();
    if steps > MAX_STEPS {
        let message = format!("`{path}` has {steps} path steps; at most {MAX_STEPS} are drawn");
        return Err(Fault::new("picture-too-large", message));
    }
    let length = |n: f32| Abs::pt(f64::from(n));
    let size = Size::new(length(tree.size().width()), length(tree.size().height()));
    Ok(Drawing { size, paths })
}

fn refused(path: &str, what: &str, hint: &str) -> Fault {
    Fault::new("svg-content", format!("`{path}` holds {what}")).hint(hint)
}

/// Refuses what is active, what leads outside, and text, which would be lost without a word.
fn refuse_active(xml: &roxmltree::Document<'_>, path: &str) -> Result<(), Fault> {
    for node in xml.descendants() {
        if node.is_pi() {
            return Err(refused(path, "a processing instruction", "remove the line `<?…?>`"));
        }
        let Some(what) = active(&node) else { continue };
        let at = xml.text_pos_at(node.range().start);
        let hint = match what {
            "text" => "turn the text into paths, or write it into the caption",
            _ => "save the drawing as plain SVG",
        };
        return Err(refused(path, &format!("{what}, in its line {}", at.row), hint));
    }
    Ok(())
}

fn active(node: &roxmltree::Node<'_, '_>) -> Option<&'static str> {
    match node.tag_name().name() {
        "script" => return Some("a script"),
        "text" => return Some("text"),
        "image" | "feImage" => return Some("a picture"),
        "foreignObject" => return Some("foreign content"),
        "animate" | "set" | "animateMotion" | "animateTransform" | "animateColor" => {
            return Some("an animation");
        }
        "style" if node.text().is_some_and(leads_out) => {
            return Some("a reference to another file");
        }
        _ => {}
    }
    node.attributes().find_map(|attribute| {
        let value = attribute.value().trim();
        match attribute.name() {
            name if name.len() > 2 && name.starts_with("on") => Some("a script"),
            "href" if value.to_ascii_lowercase().starts_with("javascript:") => Some("a script"),
            "href" if !value.starts_with('#') => Some("a reference to another file"),
            _ if leads_out(value) => Some("a reference to another file"),
            _ => None,
        }
    })
}

/// Whether CSS refers to anything but a part of the same file.
fn leads_out(css: &str) -> bool {
    let lower = css.to_ascii_lowercase();
    let urls = lower.match_indices("url(").any(|(at, found)| {
        let target = lower[at + found.len()..].trim_start().trim_start_matches(['"', '\'']);
        !target.trim_start().starts_with('#')
    });
    urls || lower.contains("@import")
}

fn group(group: &Group, out: &mut Vec<DrawnPath>) -> Result<(), &'static str> {
    if group.clip_path().is_some() {
        return Err("a clipping path");
    }
    if group.mask().is_some() {
        return Err("a mask");
    }
    if !group.filters().is_empty() {
        return Err("a filter");
    }
    if group.opacity().get() < 1.0 || group.blend_mode() != usvg::BlendMode::Normal {
        return Err("transparency");
    }
    for node in group.children() {
        match node {
            Node::Group(inner) => self::group(inner, out)?,
            Node::Path(path) if path.is_visible() => draw(path, out)?,
            Node::Path(_) => {}
            Node::Image(_) => return Err("a picture"),
            Node::Text(_) => return Err("text"),
        }
    }
    Ok(())
}

fn draw(path: &usvg::Path, out: &mut Vec<DrawnPath>) -> Result<(), &'static str> {
    let filled = fill(path)?;
    let stroked = stroke(path)?;
    match path.paint_order() {
        PaintOrder::FillAndStroke => out.extend(filled.into_iter().chain(stroked)),
        PaintOrder::StrokeAndFill => out.extend(stroked.into_iter().chain(filled)),
    }
    Ok(())
}

fn fill(path: &usvg::Path) -> Result<Option<DrawnPath>, &'static str> {
    let Some(fill) = path.fill() else { return Ok(None) };
    if fill.opacity().get() < 1.0 {
        return Err("transparency");
    }
    Ok(Some(DrawnPath {
        path: outline(path.data(), path.abs_transform()),
        fill: Some(plain(fill.paint())?),
        even_odd: fill.rule() == usvg::FillRule::EvenOdd,
        stroke: None,
    }))
}

fn stroke(path: &usvg::Path) -> Result<Option<DrawnPath>, &'static str> {
    let Some(stroke) = path.stroke() else { return Ok(None) };
    if stroke.opacity().get() < 1.0 {
        return Err("transparency");
    }
    let color = plain(stroke.paint())?;
    let transform = path.abs_transform();
    if let Some(scale) = even_scale(transform).filter(|_| is_simple(stroke)) {
        let width = Abs::pt(f64::from(stroke.width().get() * scale));
        let outline = outline(path.data(), transform);
        return Ok(Some(DrawnPath {
            path: outline,
            fill: None,
            even_odd: false,
            stroke: Some((color, width)),
        }));
    }
    let style = stroke.to_tiny_skia();
    let dashed = style.dash.as_ref().and_then(|dash| path.data().dash(dash, 1.0));
    let line = dashed.as_ref().unwrap_or(path.data());
    let scale = PathStroker::compute_resolution_scale(&transform);
    let Some(area) = PathStroker::new().stroke(line, &style, scale) else { return Ok(None) };
    Ok(Some(DrawnPath {
        path: outline(&area, transform),
        fill: Some(color),
        even_odd: false,
        stroke: None,
    }))
}

/// Whether a stroke needs no more than a colour and a width.
fn is_simple(stroke: &usvg::Stroke) -> bool {
    stroke.dasharray().is_none()
        && stroke.linecap() == usvg::LineCap::Butt
        && stroke.linejoin() == usvg::LineJoin::Miter
        && (stroke.miterlimit().get() - 4.0).abs() < 1e-3
}

/// By how much a transform scales lengths, where it does so alike in all directions.
fn even_scale(t: Transform) -> Option<f32> {
    let (a, b) = ((t.sx * t.sx + t.ky * t.ky).sqrt(), (t.kx * t.kx + t.sy * t.sy).sqrt());
    let skew = (t.sx * t.kx + t.ky * t.sy).abs();
    let tolerance = 1e-4 * a.max(b);
    ((a - b).abs() <= tolerance && skew <= tolerance * a.max(b)).then_some(a)
}

fn plain(paint: &Paint) -> Result<Rgb, &'static str> {
    match paint {
        Paint::Color(color) => Ok(Rgb([color.red, color.green, color.blue])),
        Paint::LinearGradient(_) | Paint::RadialGradient(_) => Err("a gradient"),
        Paint::Pattern(_) => Err("a pattern"),
    }
}

/// A path with its transform applied; quadratic curves become cubic ones.
fn outline(path: &SkiaPath, transform: Transform) -> Path {
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
