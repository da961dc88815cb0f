//! Files of pictures that hold no more pixels than their place shows.

use std::io::Cursor;
use std::sync::Arc;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{
    ColorType, DynamicImage, ExtendedColorType, ImageEncoder, ImageFormat, ImageReader,
};

use super::reduce::reduced;
use crate::geom::{Abs, Size};
use crate::model::asset::{Asset, AssetKind, Pixels};

/// Quality of JPEG files that are made smaller, of 100.
const QUALITY: u8 = 86;

/// Columns and rows of a picture that is to have at most `columns` as it stands upright; `None`
/// where it has no more than that.
pub fn fitting(pixels: &Pixels, columns: f64) -> Option<(u32, u32)> {
    let stored = (f64::from(pixels.width), f64::from(pixels.height));
    let size = Size::new(Abs::pt(stored.0), Abs::pt(stored.1));
    let upright = pixels.turn.size(size);
    let share = columns / upright.width.to_pt().max(1.0);
    let side = |n: f64| (n * share).ceil().max(1.0) as u32;
    (share < 1.0).then(|| (side(stored.0), side(stored.1)))
}

/// The pixels of what screens show of a picture; a camera's note is not heeded. `None` for drawings
/// and for files that are broken.
pub fn decoded(asset: &Asset) -> Option<DynamicImage> {
    let format = match &asset.kind {
        AssetKind::Jpeg(_) => ImageFormat::Jpeg,
        AssetKind::Png(_) => ImageFormat::Png,
        AssetKind::Webp(_) => ImageFormat::WebP,
        AssetKind::Svg(_) => return None,
    };
    let mut reader = ImageReader::with_format(Cursor::new(asset.for_screens()), format);
    // Its size was checked when it was read.
    reader.no_limits();
    reader.decode().ok()
}

/// An image with fewer pixels, 8 bits a channel.
pub fn shrunk(image: DynamicImage, to: (u32, u32)) -> Option<DynamicImage> {
    let from = (image.width(), image.height());
    let less = |samples: &[u8], channels, alpha| reduced(samples, channels, alpha, from, to);
    let color = image.color();
    Some(match (color.has_color(), color.has_alpha()) {
        (false, false) => {
            let grey = less(image.into_luma8().as_raw(), 1, false);
            image::GrayImage::from_raw(to.0, to.1, grey)?.into()
        }
        (true, false) => {
            let rgb = less(image.into_rgb8().as_raw(), 3, false);
            image::RgbImage::from_raw(to.0, to.1, rgb)?.into()
        }
        (_, true) => {
            let rgba = less(image.into_rgba8().as_raw(), 4, true);
            image::RgbaImage::from_raw(to.0, to.1, rgba)?.into()
        }
    })
}

/// The same picture for screens with at most `columns` as it stands upright; `None` where it has no
/// more. It is a JPEG file unless it was PNG or lets something show through; it keeps its profile,
/// and is to be turned as before.
pub fn smaller(asset: &Asset, columns: f64) -> Option<Asset> {
    let pixels = *asset.pixels()?;
    let to = fitting(&pixels, columns)?;
    let image = shrunk(decoded(asset)?, to)?;
    let channels = if image.color().has_color() { 3 } else { 1 };
    // Inks have become colours of sRGB.
    let profile = asset.profile.clone().filter(|_| pixels.channels == channels);
    let alpha = image.color().has_alpha();
    let is_png = alpha || matches!(asset.kind, AssetKind::Png(_));
    let bytes = encoded(&image, is_png, profile.as_deref())?;
    let made = Pixels {
        width: to.0,
        height: to.1,
        channels,
        alpha,
        is_inverted: false,
        turn: pixels.turn,
        most_ink: None,
    };
    let kind = if is_png { AssetKind::Png(made) } else { AssetKind::Jpeg(made) };
    let bytes: Arc<[u8]> = bytes.into();
    Some(Asset { bytes, screen: None, kind, profile, ..asset.clone() })
}

fn encoded(image: &DynamicImage, is_png: bool, profile: Option<&[u8]>) -> Option<Vec<u8>> {
    let mut out = vec![];
    let color: ExtendedColorType = match image.color() {
        ColorType::L8 => ExtendedColorType::L8,
        ColorType::Rgb8 => ExtendedColorType::Rgb8,
        _ => ExtendedColorType::Rgba8,
    };
    let (width, height) = (image.width(), image.height());
    if is_png {
        let (effort, filter) = (CompressionType::Best, FilterType::Adaptive);
        let mut encoder = PngEncoder::new_with_quality(&mut out, effort, filter);
        profile.map(|own| encoder.set_icc_profile(own.to_vec())).transpose().ok()?;
        encoder.write_image(image.as_bytes(), width, height, color).ok()?;
    } else {
        let mut encoder = JpegEncoder::new_with_quality(&mut out, QUALITY);
        profile.map(|own| encoder.set_icc_profile(own.to_vec())).transpose().ok()?;
        encoder.write_image(image.as_bytes(), width, height, color).ok()?;
    }
    Some(out)
}
