//! Pictures as image XObjects (ISO 32000-1 8.9).
//!
//! In: checked assets. Out: JPEG files as they are (`DCTDecode`), pixels of PNG and WebP compressed
//! anew, their alpha as a soft mask. What carries a profile gets its colour space from it
//! (`ICCBased`, 8.6.5.5); without one, samples are DeviceRGB or DeviceGray, which the sRGB intent
//! gives their meaning (ISO 19005-2 6.2.4.3). CMYK files have an RGB copy for screens.

use std::io::Cursor;
use std::sync::Arc;

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{DynamicImage, ExtendedColorType, ImageEncoder, ImageFormat, ImageReader};
use lopdf::{Dictionary, Object, dictionary};

use super::write::Store;
use crate::diag::Diagnostic;
use crate::model::asset::{Asset, AssetKind, Pixels};

/// The ICC profiles that pictures carry, each written once.
#[derive(Debug, Default)]
pub(super) struct Profiles(Vec<(Arc<[u8]>, u32)>);

impl Profiles {
    /// The colour space of a picture's samples.
    fn space(&mut self, asset: &Asset, is_grey: bool, store: &mut Store) -> Object {
        let channels: u8 = if is_grey { 1 } else { 3 };
        let fits = asset.pixels().is_some_and(|pixels| pixels.channels == channels);
        match asset.profile.as_ref().filter(|_| fits) {
            Some(profile) => {
                let id = self.stream(profile, channels, store);
                vec!["ICCBased".into(), Object::Reference((id, 0))].into()
            }
            None => (if is_grey { "DeviceGray" } else { "DeviceRGB" }).into(),
        }
    }

    fn stream(&mut self, profile: &Arc<[u8]>, channels: u8, store: &mut Store) -> u32 {
        if let Some((_, id)) = self.0.iter().find(|(known, _)| known == profile) {
            return *id;
        }
        let id = store.add_stream(dictionary! { "N" => i64::from(channels) }, profile);
        self.0.push((Arc::clone(profile), id));
        id
    }
}

/// Writes a picture and returns its number; the fault where it cannot be read.
pub(super) fn write(
    asset: &Asset,
    profiles: &mut Profiles,
    store: &mut Store,
) -> Result<u32, Diagnostic> {
    match &asset.kind {
        AssetKind::Jpeg(pixels) => jpeg(asset, pixels, profiles, store),
        AssetKind::Png(_) => decoded(asset, ImageFormat::Png, profiles, store),
        AssetKind::Webp(_) => decoded(asset, ImageFormat::WebP, profiles, store),
        AssetKind::Svg(_) => Err(broken(asset)),
    }
}

/// Writes a JPEG file as it is; of a CMYK one the copy for screens, which is RGB.
fn jpeg(
    asset: &Asset,
    pixels: &Pixels,
    profiles: &mut Profiles,
    store: &mut Store,
) -> Result<u32, Diagnostic> {
    if pixels.channels == 4 && asset.screen.is_none() {
        return Err(broken(asset));
    }
    let space = profiles.space(asset, pixels.channels == 1, store);
    let mut dict = header(pixels.width, pixels.height, space);
    dict.set("Filter", "DCTDecode");
    let id = store.reserve();
    store.set_raw(id, dict, asset.for_screens().to_vec());
    Ok(id)
}

/// Writes a file's pixels.
fn decoded(
    asset: &Asset,
    format: ImageFormat,
    profiles: &mut Profiles,
    store: &mut Store,
) -> Result<u32, Diagnostic> {
    let mut reader = ImageReader::with_format(Cursor::new(&asset.bytes), format);
    // Its size was checked when it was read.
    reader.no_limits();
    let image = reader.decode().map_err(|_| broken(asset))?;
    let (width, height) = (image.width(), image.height());
    let grey = !image.color().has_color();
    let mut dict = header(width, height, profiles.space(asset, grey, store));
    if image.color().has_alpha() {
        let alpha: Vec<u8> = image.to_rgba8().pixels().map(|p| p.0[3]).collect();
        if alpha.iter().any(|&a| a != u8::MAX) {
            let id = store.reserve();
            let packed =
                Packed::new(&alpha, width, height, true).ok_or_else(|| broken(asset))?;
            packed.store(id, header(width, height, "DeviceGray".into()), store);
            dict.set("SMask", (id, 0));
        }
    }
    let samples = samples(image, grey);
    let packed = Packed::new(&samples, width, height, grey).ok_or_else(|| broken(asset))?;
    let id = store.reserve();
    packed.store(id, dict, store);
    Ok(id)
}

fn samples(image: DynamicImage, grey: bool) -> Vec<u8> {
    if grey { image.into_luma8().into_raw() } else { image.into_rgb8().into_raw() }
}

fn header(width: u32, height: u32, space: Object) -> Dictionary {
    dictionary! {
        "Type" => "XObject",
        "Subtype" => "Image",
        "Width" => i64::from(width),
        "Height" => i64::from(height),
        "ColorSpace" => space,
        "BitsPerComponent" => 8,
    }
}

/// Samples with PNG's filters, compressed (7.4.4.4).
struct Packed {
    bytes: Vec<u8>,
    colors: i64,
    columns: i64,
}

impl Packed {
    /// The encoder of the `image` crate chooses the filters; its `IDAT` chunks are the stream.
    fn new(samples: &[u8], width: u32, height: u32, grey: bool) -> Option<Self> {
        let mut png = vec![];
        let color = if grey { ExtendedColorType::L8 } else { ExtendedColorType::Rgb8 };
        PngEncoder::new_with_quality(&mut png, CompressionType::Best, FilterType::Adaptive)
            .write_image(samples, width, height, color)
            .ok()?;
        let colors = if grey { 1 } else { 3 };
        Some(Self { bytes: idat(&png)?, colors, columns: i64::from(width) })
    }

    fn store(self, id: u32, mut dict: Dictionary, store: &mut Store) {
        dict.set(
            "DecodeParms",
            dictionary! {
                "Predictor" => 15,
                "Colors" => self.colors,
                "BitsPerComponent" => 8,
                "Columns" => self.columns,
            },
        );
        store.set_packed(id, dict, self.bytes);
    }
}

/// The data of a PNG file's `IDAT` chunks.
fn idat(png: &[u8]) -> Option<Vec<u8>> {
    let mut out = vec![];
    let mut rest = png.get(8..)?;
    while let Some((head, tail)) = rest.split_at_checked(8) {
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]) as usize;
        if &head[4..] == b"IDAT" {
            out.extend_from_slice(tail.get(..length)?);
        }
        rest = tail.get(length + 4..)?;
    }
    Some(out)
}

fn broken(asset: &Asset) -> Diagnostic {
    let message = format!("the picture `{}` cannot be read", asset.path);
    Diagnostic::error("broken-picture", asset.span, message)
        .with_hint("open it in a picture editor and save it again as PNG, JPEG or WebP")
}
