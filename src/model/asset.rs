//! Pictures, read and checked; whoever draws them need not look at a file again.

use std::sync::Arc;

use crate::diag::Span;
use crate::geom::{Path, Size};

use super::style::Rgb;

/// A picture of the brochure.
#[derive(Debug, Clone)]
pub struct Asset {
    /// Path inside the project, for names in the outputs.
    pub path: String,
    /// The file's bytes, unchanged; SVG is checked to hold no script and no outside reference.
    pub bytes: Arc<[u8]>,
    /// What it is.
    pub kind: AssetKind,
    /// Where the source names it.
    pub span: Span,
}

/// What a picture is.
#[derive(Debug, Clone)]
pub enum AssetKind {
    /// A JPEG file.
    Jpeg(Pixels),
    /// A PNG file.
    Png(Pixels),
    /// An SVG file, already turned into paths.
    Svg(Drawing),
}

/// Size and kind of a picture of pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pixels {
    /// Columns.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Colour channels of the file: 1 grey, 3 RGB, 4 CMYK; alpha not counted.
    pub channels: u8,
    /// Whether the file has an alpha channel.
    pub alpha: bool,
}

/// A drawing as paths, in its own units, origin at the top left.
#[derive(Debug, Clone, PartialEq)]
pub struct Drawing {
    /// Its extents.
    pub size: Size,
    /// Its paths, lowest first.
    pub paths: Vec<DrawnPath>,
}

/// One path of a drawing.
#[derive(Debug, Clone, PartialEq)]
pub struct DrawnPath {
    /// The outline.
    pub path: Path,
    /// Its fill.
    pub fill: Option<Rgb>,
    /// Whether the fill follows the even-odd rule.
    pub even_odd: bool,
    /// Colour and width of its stroke.
    pub stroke: Option<(Rgb, crate::geom::Abs)>,
}

impl Asset {
    /// Width over height.
    pub fn aspect(&self) -> f64 {
        match &self.kind {
            AssetKind::Jpeg(p) | AssetKind::Png(p) => f64::from(p.width) / f64::from(p.height),
            AssetKind::Svg(d) => d.size.width / d.size.height,
        }
    }
}
