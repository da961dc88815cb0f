//! Pictures as image XObjects (ISO 32000-1 8.9).
//!
//! In: checked assets. Out: JPEG files as they are (`DCTDecode`), PNG pixels compressed anew,
//! their alpha as a soft mask. CMYK pictures become RGB: the screen profile's intent is sRGB
//! (ISO 19005-2 6.2.4.3). Drawings (SVG) are painted as paths and do not come here.

use std::io::Cursor;

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{DynamicImage, ExtendedColorType, ImageEncoder, ImageFormat, ImageReader};
use lopdf::{Dictionary, dictionary};

use super::write::Store;
use crate::diag::Diagnostic;
use crate::model::asset::{Asset, AssetKind};

/// Writes a picture and returns its number; the fault where it cannot be read.
pub(super) fn write(asset: &Asset, store: &mut Store) -> Result<u32, Diagnostic> {
    match &asset.kind {
        AssetKind::Jpeg(pixels) if pixels.channels != 4 => {
            let mut dict = header(pixels.width, pixels.height, pixels.channels == 1);
            dict.set("Filter", "DCTDecode");
            let id = store.reserve();
            store.set_raw(id, dict, asset.bytes.to_vec());
            Ok(id)
        }
        AssetKind::Jpeg(_) => decoded(asset, ImageFormat::Jpeg, store),
        AssetKind::Png(_) => decoded(asset, ImageFormat::Png, store),
        AssetKind::Svg(_) => Err(broken(asset)),
    }
}

fn decoded(asset: &Asset, format: ImageFormat, store: &mut Store) -> Result<u32, Diagnostic> {
    let reader = ImageReader::with_format(Cursor::new(&asset.bytes), format);
    let image = reader.decode().map_err(|_| broken(asset))?;
    let (width, height) = (image.width(), image.height());
    let grey = !image.color().has_color();
    let mut dict = header(width, height, grey);
    if image.color().has_alpha() {
        let alpha: Vec<u8> = image.to_rgba8().pixels().map(|p| p.0[3]).collect();
        if alpha.iter().any(|&a| a != u8::MAX) {
            let id = store.reserve();
            let packed =
                Packed::new(&alpha, width, height, true).ok_or_else(|| broken(asset))?;
            packed.store(id, header(width, height, true), store);
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

fn header(width: u32, height: u32, grey: bool) -> Dictionary {
    dictionary! {
        "Type" => "XObject",
        "Subtype" => "Image",
        "Width" => i64::from(width),
        "Height" => i64::from(height),
        "ColorSpace" => if grey { "DeviceGray" } else { "DeviceRGB" },
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
        .with_hint("open it in a picture editor and save it again as PNG or JPEG")
}
