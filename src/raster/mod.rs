//! Pages to pixels, straight from what stands on them: covers, proofs, previews.
//!
//! In: pages of a layout with their pictures and faces. Out: [`Pixels`], as PNG or JPEG files. Drawing uses
//! no SIMD level beyond the portable one, so every processor gives the same bytes.

mod canvas;
mod drawing;
mod glyphs;
mod mockup;
mod pages;
mod palette;
mod picture;
mod pixels;

pub use drawing::{Flat, flat};
pub use mockup::{Mockup, pixels};
pub use pages::PagePainter;
pub use pixels::Pixels;

/// A page could not be drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RasterError {
    /// There is no such page.
    NoPage,
    /// The picture is empty or larger than 65,535 pixels on a side.
    Size,
    /// The file of a picture on the page cannot be read.
    Picture(String),
}

impl std::fmt::Display for RasterError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoPage => f.write_str("there is no such page"),
            Self::Size => f.write_str("the picture is empty or too large"),
            Self::Picture(path) => write!(f, "the picture `{path}` cannot be read"),
        }
    }
}

impl std::error::Error for RasterError {}
