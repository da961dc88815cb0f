//! Pictures of pixels: decoded whole, to be sure that they are sound, within limits of size.
//!
//! Out: what the file is and how it must be turned, its colour profile, and a copy for screens
//! where they would show the file itself wrong. Refused: pictures that move. Paper does not, and
//! who reads a page must be able to stop what moves (WCAG 2.2, 2.2.2).

use std::io::Cursor;
use std::sync::Arc;

use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};

use super::parts::{self, marker};
use super::{Fault, Format, Picture, cmyk, exif, profile};
use crate::geom::Turn;
use crate::model::asset::{AssetKind, Pixels};

/// Most pixels of a picture: about 90 × 60 cm at 300 dpi would be 75 million.
const MAX_PIXELS: u64 = 80_000_000;
/// Most bytes that decoding may take.
const MAX_MEMORY: u64 = 1 << 30;

/// Reads a picture.
pub(super) fn picture(bytes: Arc<[u8]>, path: &str, format: Format) -> Result<Picture, Fault> {
    if moves(&bytes, format) {
        let message = format!("`{path}` is an animation, which paper cannot show");
        return Err(Fault::new("moving-picture", message)
            .hint("save one frame of it as a picture of its own"));
    }
    let (pixels, embedded) = decoded(&bytes, path, format)?;
    let (profile, remark) = profile::usable(embedded, pixels.channels, path);
    let screen = match pixels {
        Pixels { channels: 4, .. } => {
            let copy = cmyk::for_screens(&bytes, &pixels, profile.as_deref());
            Some(copy.ok_or_else(|| broken(path))?)
        }
        Pixels { turn: Turn::NONE, .. } => None,
        _ => Some(exif::without(&bytes, format)),
    };
    let kind = match format {
        Format::Png => AssetKind::Png(pixels),
        Format::Jpeg => AssetKind::Jpeg(pixels),
        Format::Webp => AssetKind::Webp(pixels),
        Format::Svg => return Err(broken(path)),
    };
    Ok(Picture { bytes, kind, screen, profile, remarks: remark.into_iter().collect() })
}

/// The fault of a file that cannot be decoded; what the decoder says of it would help nobody.
fn broken(path: &str) -> Fault {
    Fault::new("broken-picture", format!("`{path}` is broken: it cannot be decoded"))
}

/// What a file says of its pixels, and the profile in it, once the pixels have been read.
fn decoded(
    bytes: &[u8],
    path: &str,
    format: Format,
) -> Result<(Pixels, Option<Vec<u8>>), Fault> {
    let mut decoder = decoder(bytes, format).ok_or_else(|| broken(path))?;
    let pixels = pixels(&decoder, bytes, format);
    check_size(&pixels, path)?;
    let embedded = decoder.icc_profile().ok().flatten();
    // CMYK samples are decoded where their copy is made.
    if pixels.channels != 4 {
        DynamicImage::from_decoder(decoder).map_err(|_| broken(path))?;
    }
    Ok((pixels, embedded))
}

fn check_size(pixels: &Pixels, path: &str) -> Result<(), Fault> {
    let (width, height) = (pixels.width, pixels.height);
    if u64::from(width) * u64::from(height) <= MAX_PIXELS {
        return Ok(());
    }
    let message =
        format!("`{path}` has {width} × {height} pixels; at most {MAX_PIXELS} are read");
    Err(Fault::new("picture-too-large", message).hint("scale the picture down"))
}

fn decoder(bytes: &[u8], format: Format) -> Option<impl ImageDecoder> {
    let format = match format {
        Format::Png => ImageFormat::Png,
        Format::Jpeg => ImageFormat::Jpeg,
        Format::Webp => ImageFormat::WebP,
        Format::Svg => return None,
    };
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_MEMORY);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    reader.into_decoder().ok()
}

/// What the file says of its pixels.
fn pixels(decoder: &impl ImageDecoder, bytes: &[u8], format: Format) -> Pixels {
    let (width, height) = decoder.dimensions();
    let color = decoder.color_type();
    let alpha = color.has_alpha();
    let channels = match format {
        Format::Jpeg => jpeg_channels(bytes).unwrap_or(3),
        _ => color.channel_count() - u8::from(alpha),
    };
    let is_inverted = channels == 4 && is_adobe(bytes);
    Pixels { width, height, channels, alpha, is_inverted, turn: exif::turn(bytes, format) }
}

/// Whether a file is an animation: APNG (PNG, third edition, 11.3.6.1) or animated WebP (RFC 9649,
/// 2.7).
fn moves(bytes: &[u8], format: Format) -> bool {
    const ANIMATION: u8 = 0b10;
    match format {
        Format::Png => parts::png(bytes)
            .take_while(|part| part.name != *b"IDAT")
            .any(|part| part.name == *b"acTL"),
        Format::Webp => parts::webp(bytes).next().is_some_and(|part| {
            let flags = bytes[part.content].first().copied().unwrap_or_default();
            part.name == *b"VP8X" && flags & ANIMATION != 0
        }),
        Format::Jpeg | Format::Svg => false,
    }
}

/// Number of components in a JPEG's frame header (ITU-T T.81, B.2.2).
fn jpeg_channels(bytes: &[u8]) -> Option<u8> {
    let is_frame =
        |code: u8| (0xC0..=0xCF).contains(&code) && ![0xC4, 0xC8, 0xCC].contains(&code);
    let frame = parts::jpeg(bytes).find(|part| is_frame(part.name[1]))?;
    bytes[frame.content].get(5).copied()
}

/// Whether a JPEG file says that it is Adobe's (ITU-T T.872, 6.5.3).
fn is_adobe(bytes: &[u8]) -> bool {
    parts::jpeg(bytes)
        .any(|part| part.name == marker(0xEE) && bytes[part.content].starts_with(b"Adobe"))
}
