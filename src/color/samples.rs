//! CMYK pictures' samples as inks. JPEG is the only format here that has CMYK.

use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use crate::model::asset::Pixels;

/// How much of each ink a CMYK picture lays, four bytes a pixel; 255 is solid. `None` where the
/// file cannot be decoded.
pub fn inks(bytes: &[u8], pixels: &Pixels) -> Option<Vec<u8>> {
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

/// Whether all samples of a JPEG file are there: a decoder that meets the end too early, or what it
/// cannot read, fills the rest with grey, as browsers do.
pub fn is_whole(bytes: &[u8]) -> bool {
    let mut decoder = decoder(bytes);
    let Ok(()) = decoder.decode_headers() else { return false };
    let Some(space) = decoder.input_colorspace() else { return false };
    // As the file has them, so that nothing is spent on colours.
    decoder.set_options(options().jpeg_set_out_colorspace(space));
    decoder.decode().is_ok()
}

/// The samples as the file has them, and what they are.
fn samples(bytes: &[u8]) -> Option<(Vec<u8>, ColorSpace)> {
    let mut decoder = decoder(bytes);
    decoder.decode_headers().ok()?;
    let space = decoder.input_colorspace()?;
    if !matches!(space, ColorSpace::CMYK | ColorSpace::YCCK) {
        return None;
    }
    decoder.set_options(options().jpeg_set_out_colorspace(space));
    Some((decoder.decode().ok()?, space))
}

fn decoder(bytes: &[u8]) -> JpegDecoder<ZCursor<&[u8]>> {
    JpegDecoder::new_with_options(ZCursor::new(bytes), options())
}

/// The decoder counts in whole numbers, so every SIMD level gives the same samples.
fn options() -> DecoderOptions {
    DecoderOptions::default()
        .set_max_width(usize::from(u16::MAX))
        .set_max_height(usize::from(u16::MAX))
        .set_strict_mode(true)
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

/// The most ink that lies at one place, all inks together, in percent; samples as of [`inks`].
pub fn most_ink(inks: &[u8]) -> u16 {
    let sums = inks.chunks_exact(4).map(|pixel| pixel.iter().map(|&ink| u32::from(ink)).sum());
    let most: u32 = sums.max().unwrap_or(0);
    u16::try_from(most * 100 / 255).unwrap_or(u16::MAX)
}
