//! Pictures, read and checked; whoever draws them need not look at a file again.

use std::sync::Arc;

use crate::diag::Span;
use crate::geom::{Abs, Path, Size, Turn};

use super::style::Rgb;

/// A picture of the brochure.
#[derive(Debug, Clone)]
pub struct Asset {
    /// Path inside the project, for names in the outputs.
    pub path: String,
    /// The file's bytes, unchanged; SVG is checked to hold no script and no outside reference.
    pub bytes: Arc<[u8]>,
    /// A file of the same format for screens, where they would show `bytes` wrong: RGB instead of
    /// CMYK, and without the camera's note that readers obey or not; see [`Pixels::turn`].
    pub screen: Option<Arc<[u8]>>,
    /// What it is.
    pub kind: AssetKind,
    /// The ICC profile of `bytes`, sound and of as many channels as the picture; `None` for sRGB
    /// too, which is what pictures without a profile are taken for.
    pub profile: Option<Arc<[u8]>>,
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
    /// A WebP file that does not move.
    Webp(Pixels),
    /// An SVG file, already turned into paths.
    Svg(Drawing),
}

/// Size and kind of a picture of pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Pixels {
    /// Columns of the file.
    pub width: u32,
    /// Rows of the file.
    pub height: u32,
    /// Colour channels of the file: 1 grey, 3 RGB, 4 CMYK; alpha not counted.
    pub channels: u8,
    /// Whether the file has an alpha channel.
    pub alpha: bool,
    /// Whether the file's CMYK samples say how much paper shows, not how much ink there is: Adobe's
    /// programs write them so.
    pub is_inverted: bool,
    /// How the picture must be turned to stand upright.
    pub turn: Turn,
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
    pub stroke: Option<(Rgb, Abs)>,
}

impl Asset {
    /// The picture's pixels; `None` for a drawing.
    pub const fn pixels(&self) -> Option<&Pixels> {
        match &self.kind {
            AssetKind::Jpeg(p) | AssetKind::Png(p) | AssetKind::Webp(p) => Some(p),
            AssetKind::Svg(_) => None,
        }
    }

    /// How the picture must be turned to stand upright.
    pub fn turn(&self) -> Turn {
        self.pixels().map_or(Turn::NONE, |pixels| pixels.turn)
    }

    /// Its extents as it lies in the file, in its own units: pixels, or those of a drawing.
    pub fn stored_size(&self) -> Size {
        match &self.kind {
            AssetKind::Jpeg(p) | AssetKind::Png(p) | AssetKind::Webp(p) => {
                Size::new(Abs::pt(f64::from(p.width)), Abs::pt(f64::from(p.height)))
            }
            AssetKind::Svg(drawing) => drawing.size,
        }
    }

    /// Its extents as it stands upright, in its own units.
    pub fn size(&self) -> Size {
        self.turn().size(self.stored_size())
    }

    /// The bytes that screens show right.
    pub fn for_screens(&self) -> &[u8] {
        self.screen.as_deref().unwrap_or(&self.bytes)
    }
}
