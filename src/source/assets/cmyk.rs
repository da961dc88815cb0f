//! CMYK pictures: their samples as inks, and the RGB copy of them for screens.
//!
//! E-readers and browsers show CMYK files wrong or not at all, and a screen PDF's colours are sRGB
//! (ISO 19005-2 6.2.4.3). JPEG is the only format here that has CMYK; the copy is JPEG again.

use std::sync::Arc;

use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, ImageEncoder};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use crate::color::{COATED, Screen};
use crate::model::asset::Pixels;

/// Quality of the copy, of 100: with full chroma, so that little is lost a second time.
const QUALITY: u8 = 92;

/// The copy for screens, through the file's profile, or as on coated paper where it has none;
/// `None` where the file cannot be decoded.
pub(super) fn for_screens(
    bytes: &[u8],
    pixels: &Pixels,
    profile: Option<&[u8]>,
) -> Option<Arc<[u8]>> {
    let press = Screen::new(profile.unwrap_or(COATED)).ok()?;
    let rgb = press.pixels(&inks(bytes, pixels)?);
    let mut out = vec![];
    JpegEncoder::new_with_quality(&mut out, QUALITY)
        .write_image(&rgb, pixels.width, pixels.height, ExtendedColorType::Rgb8)
        .ok()?;
    Some(out.into())
}

/// How much of each ink is laid, four bytes a pixel; 255 is solid.
fn inks(bytes: &[u8], pixels: &Pixels) -> Option<Vec<u8>> {
    let (mut samples, space) = samples(bytes)?;
    let count = pixels.width as usize * pixels.height as usize;
    if samples.len() != count * 4 {
        return None;
    }
    if space == ColorSpace::YCCK {
        samples.chunks_exact_mut(4).for_each(from_luma);
    }
    if pixels.is_inverted {
        samples.iter_mut().for_each(|sample| *sample = 255 - *sample);
    }
    Some(samples)
}

/// The samples as the file has them, and what they are.
fn samples(bytes: &[u8]) -> Option<(Vec<u8>, ColorSpace)> {
    // The decoder counts in whole numbers, so every SIMD level gives the same samples.
    let options = DecoderOptions::default()
        .set_max_width(usize::from(u16::MAX))
        .set_max_height(usize::from(u16::MAX));
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().ok()?;
    let space = decoder.input_colorspace()?;
    if !matches!(space, ColorSpace::CMYK | ColorSpace::YCCK) {
        return None;
    }
    decoder.set_options(options.jpeg_set_out_colorspace(space));
    Some((decoder.decode().ok()?, space))
}

/// Luma and chroma to cyan, magenta and yellow, as they would be without: the complement of what
/// ITU-T T.871 makes of them (ITU-T T.872, 6.5.3), in steps of 1/65,536.
fn from_luma(pixel: &mut [u8]) {
    let [y, cb, cr, _] = pixel else { return };
    let (luma, blue, red) = (i32::from(*y) << 16, i32::from(*cb) - 128, i32::from(*cr) - 128);
    let channel = |scaled: i32| {
        let rounded = (scaled + (1 << 15)) >> 16;
        255 - u8::try_from(rounded.clamp(0, 255)).unwrap_or(0)
    };
    *y = channel(luma + 91_881 * red);
    *cb = channel(luma - 22_554 * blue - 46_802 * red);
    *cr = channel(luma + 116_130 * blue);
}
