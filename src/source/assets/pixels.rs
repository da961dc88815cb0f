//! Pictures of pixels: decoded whole, to be sure that they are sound, within limits of size.
//!
//! Out: what the file is and how it must be turned, its colour profile, and a copy for screens
//! where they would show the file itself wrong. Refused: pictures that move. Paper does not, and
//! who reads a page must be able to stop what moves (WCAG 2.2, 2.2.2).

use std::io::Cursor;
use std::sync::Arc;

use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};

use super::format::PictureFormat;
use super::parts::{self, marker};
use super::{Picture, PictureFault, cmyk, exif, limits, profile};
use crate::color::{inks, is_whole, most_ink};
use crate::geom::PictureTurn;
use crate::model::asset::{AssetKind, Pixels};

/// Most bytes that decoding may take.
const MAX_MEMORY: u64 = 1 << 30;

/// Reads a picture.
pub(super) fn picture(
    bytes: Arc<[u8]>,
    path: &str,
    format: PictureFormat,
) -> Result<Picture, PictureFault> {
    if moves(&bytes, format) {
        let message = format!("`{path}` is an animation, which paper cannot show");
        return Err(PictureFault::new("moving-picture", message)
            .hint("save one frame of it as a picture of its own"));
    }
    let (mut pixels, embedded) = decoded(&bytes, path, format)?;
    let (profile, remark) = profile::usable(embedded, pixels.channels, path);
    let screen = match pixels {
        Pixels { channels: 4, .. } => {
            let inks = inks(&bytes, &pixels).ok_or_else(|| broken(path))?;
            pixels.most_ink = Some(most_ink(&inks));
            let copy = cmyk::for_screens(&inks, &pixels, profile.as_deref());
            Some(copy.ok_or_else(|| broken(path))?)
        }
        Pixels { turn: PictureTurn::NONE, .. } => None,
        _ => Some(exif::without(&bytes, format)),
    };
    let kind = match format {
        PictureFormat::Png => AssetKind::Png(pixels),
        PictureFormat::Jpeg => AssetKind::Jpeg(pixels),
        PictureFormat::Webp => AssetKind::Webp(pixels),
        PictureFormat::Svg | PictureFormat::Svgz => return Err(broken(path)),
    };
    Ok(Picture { bytes, kind, screen, profile, remarks: remark.into_iter().collect() })
}

/// The fault of a file that cannot be decoded; what the decoder says of it would help nobody.
fn broken(path: &str) -> PictureFault {
    PictureFault::new("broken-picture", format!("`{path}` is broken: it cannot be decoded"))
}

/// What a file says of its pixels, and the profile in it, once the pixels have been read.
fn decoded(
    bytes: &[u8],
    path: &str,
    format: PictureFormat,
) -> Result<(Pixels, Option<Vec<u8>>), PictureFault> {
    if !parts::is_whole(bytes, format) {
        let message = format!("`{path}` is broken: it ends in the middle of the picture");
        let hint = "copy it again from where it comes from, and wait until all of it is there";
        return Err(PictureFault::new("broken-picture", message).hint(hint));
    }
    limits::check_profile(bytes, path, format)?;
    let mut decoder = decoder(bytes, format).ok_or_else(|| broken(path))?;
    let pixels = pixels(&decoder, bytes, format);
    limits::check_size(&pixels, decoder.total_bytes(), path)?;
    let embedded = decoder.icc_profile().ok().flatten();
    let is_sound = match format {
        // CMYK samples are decoded where their copy is made.
        PictureFormat::Jpeg => pixels.channels == 4 || is_whole(bytes),
        _ => DynamicImage::from_decoder(decoder).is_ok(),
    };
    if is_sound { Ok((pixels, embedded)) } else { Err(broken(path)) }
}

fn decoder(bytes: &[u8], format: PictureFormat) -> Option<impl ImageDecoder> {
    let format = match format {
        PictureFormat::Png => ImageFormat::Png,
        PictureFormat::Jpeg => ImageFormat::Jpeg,
        PictureFormat::Webp => ImageFormat::WebP,
        PictureFormat::Svg | PictureFormat::Svgz => return None,
    };
    let mut limits = Limits::default();
    limits.max_alloc = Some(MAX_MEMORY);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    reader.into_decoder().ok()
}

/// What the file says of its pixels.
fn pixels(decoder: &impl ImageDecoder, bytes: &[u8], format: PictureFormat) -> Pixels {
    let (width, height) = decoder.dimensions();
    let color = decoder.color_type();
    let alpha = color.has_alpha();
    let channels = match format {
        PictureFormat::Jpeg => jpeg_channels(bytes).unwrap_or(3),
        _ => color.channel_count() - u8::from(alpha),
    };
    let is_inverted = channels == 4 && is_adobe(bytes);
    let turn = exif::turn(bytes, format);
    Pixels { width, height, channels, alpha, is_inverted, turn, most_ink: None }
}

/// Whether a file is an animation: APNG (PNG, third edition, 11.3.6.1) or animated WebP (RFC 9649,
/// 2.7).
fn moves(bytes: &[u8], format: PictureFormat) -> bool {
    const ANIMATION: u8 = 0b10;
    match format {
        PictureFormat::Png => parts::png(bytes)
            .take_while(|part| part.name != *b"IDAT")
            .any(|part| part.name == *b"acTL"),
        PictureFormat::Webp => parts::webp(bytes).next().is_some_and(|part| {
            let flags = bytes[part.content].first().copied().unwrap_or_default();
            part.name == *b"VP8X" && flags & ANIMATION != 0
        }),
        PictureFormat::Jpeg | PictureFormat::Svg | PictureFormat::Svgz => false,
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
