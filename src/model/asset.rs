//! Pictures, read and checked; whoever draws them need not look at a file again.

use std::sync::Arc;

use crate::diag::Span;
use crate::geom::{Abs, PictureTurn, Size};

pub use super::drawing::Drawing;

/// How many pixels an inch outputs hold at most, at the size at which they show a picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Resolution {
    /// Of outputs for screens.
    pub screen: f64,
    /// Of those for the print shop.
    pub print: f64,
}

impl Default for Resolution {
    /// More than eyes tell apart on a screen held in the hand, and on paper.
    fn default() -> Self {
        Self { screen: 220.0, print: 450.0 }
    }
}

/// A picture of the brochure.
#[derive(Debug, Clone)]
pub struct Asset {
    /// Path inside the project, for names in the outputs.
    pub path: String,
    /// The file's bytes, unchanged; those of SVG are in no output, which writes the drawing anew.
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
    pub turn: PictureTurn,
    /// The most ink at one place of a CMYK file, in percent.
    pub most_ink: Option<u16>,
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
    pub fn turn(&self) -> PictureTurn {
        self.pixels().map_or(PictureTurn::NONE, |pixels| pixels.turn)
    }

    /// Whether something of it lets what is beneath show through.
    pub fn is_transparent(&self) -> bool {
        match &self.kind {
            AssetKind::Jpeg(p) | AssetKind::Png(p) | AssetKind::Webp(p) => p.alpha,
            AssetKind::Svg(drawing) => drawing.is_transparent(),
        }
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
