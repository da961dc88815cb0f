//! The RGB copy of CMYK pictures for screens.
//!
//! E-readers and browsers show CMYK files wrong or not at all, and a screen PDF's colours are sRGB
//! (ISO 19005-2 6.2.4.3). The copy is JPEG, as the file is.

use std::sync::Arc;

use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, ImageEncoder};

use crate::color::{COATED, Screen};
use crate::model::asset::Pixels;

/// Quality of the copy, of 100: with full chroma, so that little is lost a second time.
const QUALITY: u8 = 92;

/// The copy for screens of a picture with these inks, through the file's profile, or as on coated
/// paper where it has none.
pub(super) fn for_screens(
    inks: &[u8],
    pixels: &Pixels,
    profile: Option<&[u8]>,
) -> Option<Arc<[u8]>> {
    let press = Screen::new(profile.unwrap_or(COATED)).ok()?;
    let rgb = press.pixels(inks);
    let mut out = vec![];
    JpegEncoder::new_with_quality(&mut out, QUALITY)
        .write_image(&rgb, pixels.width, pixels.height, ExtendedColorType::Rgb8)
        .ok()?;
    Some(out.into())
}
