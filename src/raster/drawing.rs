//! Drawings (SVG) on a canvas: paths, gradients, layers, masks.

use super::RasterError;
use super::canvas::{Canvas, Matrix, SVG_MITRE, outline};
use crate::geom::{Path, Point, Rect};
use crate::model::drawing::{Drawing, DrawingPart, DrawnPath, Layer, Paint};

/// Most pixels on a side.
const LONGEST: f64 = 8_000.0;

/// The pixels of a drawing, row by row from the top.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flat {
    /// How many stand in a row.
    pub width: u32,
    /// How many rows there are.
    pub height: u32,
    /// Three bytes each.
    pub rgb: Vec<u8>,
    /// How much each hides, one byte each.
    pub alpha: Vec<u8>,
}

/// Draws a drawing, so many pixels wide, on nothing.
///
/// # Errors
/// [`RasterError::Size`] where it has no extents.
pub fn flat(drawing: &Drawing, columns: f64) -> Result<Flat, RasterError> {
    let (width, height) = (drawing.size.width.to_pt(), drawing.size.height.to_pt());
    let scale = (columns / width).min(LONGEST / width.max(height));
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "at most `LONGEST`"
    )]
    let side = |n: f64| (n * scale).ceil().max(1.0) as u32;
    let (columns, rows) = (side(width), side(height));
    let mut canvas = Canvas::new(columns, rows)?;
    let matrix = [f64::from(columns) / width, 0.0, 0.0, f64::from(rows) / height, 0.0, 0.0];
    draw(&mut canvas, drawing, matrix);
    let (rgb, alpha) = canvas.apart();
    Ok(Flat { width: columns, height: rows, rgb, alpha })
}

/// Paints a drawing, cut off at its extents; the matrix takes its units to pixels.
pub(super) fn draw(canvas: &mut Canvas, drawing: &Drawing, matrix: Matrix) {
    let whole = Rect { origin: Point::default(), size: drawing.size };
    canvas.clip(&outline(&Path::rect(whole)), false, matrix);
    parts(canvas, &drawing.parts, matrix);
    canvas.unclip();
}

fn parts(canvas: &mut Canvas, parts: &[DrawingPart], matrix: Matrix) {
    for part in parts {
        match part {
            DrawingPart::Path(path) => drawn_path(canvas, path, matrix),
            DrawingPart::Layer(layer) => self::layer(canvas, layer, matrix),
        }
    }
}

fn drawn_path(canvas: &mut Canvas, drawn: &DrawnPath, matrix: Matrix) {
    let path = outline(&drawn.path);
    match &drawn.fill {
        Some(Paint::Flat(rgb)) => {
            canvas.fill(&path, drawn.even_odd, (*rgb, drawn.opacity), matrix);
        }
        Some(Paint::Gradient(gradient)) => {
            canvas.shade(&path, drawn.even_odd, (gradient, drawn.opacity), matrix);
        }
        None => {}
    }
    if let Some((rgb, width)) = drawn.stroke {
        canvas.stroke(&path, (width.to_pt(), SVG_MITRE), (rgb, drawn.opacity), matrix);
    }
}

fn layer(canvas: &mut Canvas, layer: &Layer, matrix: Matrix) {
    if let Some((path, even_odd)) = &layer.clip {
        canvas.clip(&outline(path), *even_odd, matrix);
    }
    let mask = layer.mask.as_ref().map(|mask| {
        (mask.by_lightness, move |canvas: &mut Canvas| parts(canvas, &mask.parts, matrix))
    });
    match &mask {
        None if layer.opacity >= 1.0 => parts(canvas, &layer.parts, matrix),
        mask => {
            let mask = mask
                .as_ref()
                .map(|(by_lightness, paint)| (*by_lightness, paint as &dyn Fn(&mut Canvas)));
            canvas.layer(layer.opacity, mask, |canvas| parts(canvas, &layer.parts, matrix));
        }
    }
    if layer.clip.is_some() {
        canvas.unclip();
    }
}
