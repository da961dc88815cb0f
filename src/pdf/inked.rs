//! Pictures as a press gets them (ISO 15930-7, 6.2.4): in its inks, or with the profile that says
//! what their colours are.
//!
//! In: checked assets, the press. Out: image XObjects without a soft mask. JPEG files that are in
//! inks, or grey, stay as they are; other pictures are turned into inks through the profile,
//! those from JPEG become JPEG again. What shows through is laid flat on its ground.

use std::sync::Arc;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ExtendedColorType, ImageEncoder};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use lopdf::{Dictionary, Object};

use super::image::{Packed, Profiles, broken, decode, header};
use super::paint::{BLACK, Inks, PROCESS, Palette, Plate};
use super::write::Store;
use super::{drawing, icc};
use crate::color;
use crate::diag::Diagnostic;
use crate::model::asset::{Asset, AssetKind, Drawing, Pixels};
use crate::model::print::PrintPictures;
use crate::model::style::{Cmyk, Color};
use crate::raster::flat;

/// Quality of JPEG files that are made anew, of 100: with full chroma, so that little is lost a
/// second time.
const QUALITY: u8 = 92;

/// A picture on its way to a press.
#[derive(Debug, Clone, Copy)]
pub(super) struct Printed<'a> {
    /// The picture.
    pub(super) asset: &'a Asset,
    /// What it is laid flat on, where something shows through.
    pub(super) ground: Option<Color>,
    /// The inks of the file.
    pub(super) inks: Inks<'a>,
    /// Most columns that the file holds of it as it stands upright.
    pub(super) columns: f64,
}

/// Samples, one byte an ink, 255 is solid; black alone, or all four.
struct Samples {
    bytes: Vec<u8>,
    channels: u8,
}

impl Printed<'_> {
    /// Writes it and returns its number; the fault where it cannot be read.
    pub(super) fn write(
        self,
        palette: &mut Palette<'_>,
        profiles: &mut Profiles,
        store: &mut Store,
    ) -> Result<u32, Diagnostic> {
        if let AssetKind::Svg(drawing) = &self.asset.kind {
            return self.drawing(drawing, palette, store);
        }
        let pixels = self.asset.pixels().ok_or_else(|| broken(self.asset))?;
        let whole = self.inks.plate == Plate::All;
        let size = color::fitting(pixels, self.columns);
        match &self.asset.kind {
            AssetKind::Jpeg(pixels) if size.is_none() && whole && self.may_pass(pixels) => {
                Ok(self.as_it_is(pixels, profiles, store))
            }
            _ if whole && self.keeps() && !pixels.alpha && pixels.channels == 3 => {
                self.kept(size, profiles, store)
            }
            _ => {
                let samples = self.separated(pixels, size, palette)?;
                let samples = on_plate(samples, self.inks.plate);
                let size = size.unwrap_or((pixels.width, pixels.height));
                self.store(size, samples, store)
            }
        }
    }

    fn keeps(self) -> bool {
        self.inks.print.pictures == PrintPictures::Keep
    }

    /// Whether a JPEG file can go to the press without being touched.
    fn may_pass(self, pixels: &Pixels) -> bool {
        pixels.channels != 3 || self.keeps()
    }

    /// A JPEG file as it is.
    fn as_it_is(self, pixels: &Pixels, profiles: &mut Profiles, store: &mut Store) -> u32 {
        let space = match pixels.channels {
            1 => "DeviceGray".into(),
            4 => self.ink_space(profiles, store),
            _ => self.screen_space(profiles, store),
        };
        let mut dict = header(pixels.width, pixels.height, space);
        if pixels.is_inverted {
            dict.set("Decode", inverted());
        }
        put_jpeg(dict, self.asset.bytes.to_vec(), store)
    }

    /// Inks are those of the press, unless the project keeps profiles and the picture has another.
    fn ink_space(self, profiles: &mut Profiles, store: &mut Store) -> Object {
        let press = &self.inks.print.press.profile;
        match self.asset.profile.as_ref().filter(|own| self.keeps() && *own != press) {
            Some(own) => profiles.based(own, 4, store),
            None => "DeviceCMYK".into(),
        }
    }

    /// A profile says what RGB means; without one it is sRGB.
    fn screen_space(self, profiles: &mut Profiles, store: &mut Store) -> Object {
        let own = self.asset.profile.clone();
        let profile: Arc<[u8]> = own.unwrap_or_else(|| icc::srgb().into());
        profiles.based(&profile, 3, store)
    }

    /// Pixels that stay in RGB, for the print shop to convert.
    fn kept(
        self,
        size: Option<(u32, u32)>,
        profiles: &mut Profiles,
        store: &mut Store,
    ) -> Result<u32, Diagnostic> {
        let image = self.image(size)?.into_rgb8();
        let (width, height) = (image.width(), image.height());
        let dict = header(width, height, self.screen_space(profiles, store));
        if matches!(self.asset.kind, AssetKind::Jpeg(_)) {
            let jpeg = rgb_jpeg(image.as_raw(), width, height);
            return Ok(put_jpeg(dict, jpeg.ok_or_else(|| broken(self.asset))?, store));
        }
        self.pack(image.as_raw(), (width, height), 3, dict, store)
    }

    /// The pixels of a picture that is not in inks, no more than fit.
    fn image(self, size: Option<(u32, u32)>) -> Result<DynamicImage, Diagnostic> {
        let image = decode(self.asset)?;
        let shrunk = match size {
            Some(size) => color::shrunk(image, size),
            None => Some(image),
        };
        shrunk.ok_or_else(|| broken(self.asset))
    }

    /// A drawing: a form in the press's inks; pixels, where something shows through, laid flat on
    /// their ground.
    fn drawing(
        self,
        drawing: &Drawing,
        palette: &mut Palette<'_>,
        store: &mut Store,
    ) -> Result<u32, Diagnostic> {
        if !drawing.is_transparent() {
            return Ok(drawing::write(drawing, palette, store));
        }
        let fault = || broken(self.asset);
        let flat = flat(drawing, self.columns).map_err(|_| fault())?;
        let separator = palette.separator().ok_or_else(fault)?;
        let mut inks = separator.pixels(&flat.rgb, None).map_err(|_| fault())?;
        let ground = self.ground.unwrap_or(Color::PAPER);
        flatten(&mut inks, &flat.alpha, palette.process(ground));
        let samples = on_plate(Samples { bytes: inks, channels: 4 }, self.inks.plate);
        self.store((flat.width, flat.height), samples, store)
    }

    /// The picture in the press's inks.
    fn separated(
        self,
        pixels: &Pixels,
        size: Option<(u32, u32)>,
        palette: &mut Palette<'_>,
    ) -> Result<Samples, Diagnostic> {
        let fault = || broken(self.asset);
        if pixels.channels == 4 {
            let mut inks = color::inks(&self.asset.bytes, pixels).ok_or_else(fault)?;
            if let Some(size) = size {
                let stored = (pixels.width, pixels.height);
                inks = color::reduced(&inks, PROCESS, false, stored, size);
            }
            return Ok(Samples { bytes: inks, channels: 4 });
        }
        let image = self.image(size)?;
        if pixels.channels == 1 && matches!(self.asset.kind, AssetKind::Jpeg(_)) {
            // As the file's own samples are, where they go to the press untouched.
            let blacks = image.into_luma8().into_raw().into_iter().map(|grey| u8::MAX - grey);
            let bytes = blacks.flat_map(|black| [0, 0, 0, black]).collect();
            return Ok(Samples { bytes, channels: 4 });
        }
        let alpha = pixels.alpha.then(|| alpha(&image));
        // A grey picture's profile is none of RGB; its greys are taken for those of screens.
        let profile = self.asset.profile.as_deref().filter(|_| pixels.channels == 3);
        let rgb = image.into_rgb8().into_raw();
        let separator = palette.separator().ok_or_else(fault)?;
        let mut inks = separator.pixels(&rgb, profile).map_err(|_| fault())?;
        if let (Some(alpha), Some(ground)) = (alpha, self.ground) {
            flatten(&mut inks, &alpha, palette.process(ground));
        }
        Ok(Samples { bytes: inks, channels: 4 })
    }

    fn store(
        self,
        (width, height): (u32, u32),
        samples: Samples,
        store: &mut Store,
    ) -> Result<u32, Diagnostic> {
        let Samples { bytes, channels } = samples;
        let space = if channels == 1 { "DeviceGray" } else { "DeviceCMYK" };
        let mut dict = header(width, height, space.into());
        if !matches!(self.asset.kind, AssetKind::Jpeg(_)) {
            return self.pack(&bytes, (width, height), channels, dict, store);
        }
        let jpeg = match channels {
            1 => grey_jpeg(&bytes, width, height),
            _ => {
                // The encoder writes CMYK as Adobe's programs do.
                dict.set("Decode", inverted());
                ink_jpeg(&bytes, width, height)
            }
        };
        let jpeg = jpeg.ok_or_else(|| broken(self.asset))?;
        Ok(put_jpeg(dict, jpeg, store))
    }

    fn pack(
        self,
        samples: &[u8],
        (width, height): (u32, u32),
        channels: u8,
        dict: Dictionary,
        store: &mut Store,
    ) -> Result<u32, Diagnostic> {
        let packed = Packed::new(samples, width, height, channels);
        let packed = packed.ok_or_else(|| broken(self.asset))?;
        let id = store.reserve();
        packed.store(id, dict, store);
        Ok(id)
    }
}

fn put_jpeg(mut dict: Dictionary, bytes: Vec<u8>, store: &mut Store) -> u32 {
    dict.set("Filter", "DCTDecode");
    let id = store.reserve();
    store.set_raw(id, dict, bytes);
    id
}

/// Samples that say how much paper shows (ISO 32000-1 8.9.5.2).
fn inverted() -> Object {
    [1, 0].repeat(PROCESS).into_iter().map(Object::from).collect::<Vec<_>>().into()
}

fn alpha(image: &DynamicImage) -> Vec<u8> {
    image.to_rgba8().pixels().map(|pixel| pixel.0[3]).collect()
}

/// Lays inks on a ground that shows through where alpha says so.
fn flatten(inks: &mut [u8], alpha: &[u8], Cmyk(ground): Cmyk) {
    let ground = ground.map(|percent| percent * 2.55);
    for (pixel, &alpha) in inks.chunks_exact_mut(PROCESS).zip(alpha) {
        let own = f32::from(alpha) / 255.0;
        for (ink, under) in pixel.iter_mut().zip(ground) {
            let mixed = f32::from(*ink) * own + under * (1.0 - own);
            *ink = mixed.round().clamp(0.0, 255.0) as u8;
        }
    }
}

/// What of a picture is on a plate. What is black alone needs no other samples, which count from
/// black to white then (DeviceGray).
fn on_plate(samples: Samples, plate: Plate) -> Samples {
    let Samples { mut bytes, .. } = samples;
    let pixels = || bytes.chunks_exact(PROCESS);
    let is_black = pixels().all(|pixel| pixel[..BLACK].iter().all(|&ink| ink == 0));
    if plate == Plate::Black || (plate == Plate::All && is_black) {
        let bytes = pixels().map(|pixel| u8::MAX - pixel[BLACK]).collect();
        return Samples { bytes, channels: 1 };
    }
    if plate == Plate::Art {
        bytes.chunks_exact_mut(PROCESS).for_each(|pixel| pixel[BLACK] = 0);
    }
    Samples { bytes, channels: 4 }
}

fn grey_jpeg(grey: &[u8], width: u32, height: u32) -> Option<Vec<u8>> {
    let mut out = vec![];
    JpegEncoder::new_with_quality(&mut out, QUALITY)
        .write_image(grey, width, height, ExtendedColorType::L8)
        .ok()?;
    Some(out)
}

fn rgb_jpeg(rgb: &[u8], width: u32, height: u32) -> Option<Vec<u8>> {
    let mut out = vec![];
    JpegEncoder::new_with_quality(&mut out, QUALITY)
        .write_image(rgb, width, height, ExtendedColorType::Rgb8)
        .ok()?;
    Some(out)
}

/// `None` where the sides are longer than JPEG can say.
fn ink_jpeg(inks: &[u8], width: u32, height: u32) -> Option<Vec<u8>> {
    let (width, height) = (u16::try_from(width).ok()?, u16::try_from(height).ok()?);
    let mut out = vec![];
    let mut encoder = Encoder::new(&mut out, QUALITY);
    encoder.set_sampling_factor(SamplingFactor::R_4_4_4);
    encoder.encode(inks, width, height, ColorType::Cmyk).ok()?;
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn samples(bytes: &[u8]) -> Samples {
        Samples { bytes: bytes.to_vec(), channels: 4 }
    }

    #[test]
    fn each_plate_has_its_part_of_a_picture() {
        let mixed = [10, 20, 30, 40, 0, 0, 0, 255];
        let all = on_plate(samples(&mixed), Plate::All);
        assert_eq!((all.channels, all.bytes.as_slice()), (4, &mixed[..]));
        let art = on_plate(samples(&mixed), Plate::Art);
        assert_eq!((art.channels, art.bytes), (4, vec![10, 20, 30, 0, 0, 0, 0, 0]));
        let black = on_plate(samples(&mixed), Plate::Black);
        assert_eq!((black.channels, black.bytes), (1, vec![215, 0]));
    }

    #[test]
    fn what_is_black_alone_is_grey() {
        let grey = on_plate(samples(&[0, 0, 0, 100, 0, 0, 0, 0]), Plate::All);
        assert_eq!((grey.channels, grey.bytes), (1, vec![155, 255]));
    }

    #[test]
    fn what_shows_through_is_laid_on_its_ground() {
        let mut inks = [100, 0, 0, 200].repeat(3);
        flatten(&mut inks, &[255, 0, 51], Cmyk([0.0, 100.0, 20.0, 0.0]));
        assert_eq!(inks, [100, 0, 0, 200, 0, 255, 51, 0, 20, 204, 41, 40]);
    }

    #[test]
    fn an_inked_jpeg_says_that_it_is_inverted() {
        let jpeg = ink_jpeg(&[255, 0, 0, 0].repeat(64), 8, 8).unwrap();
        assert!(jpeg.windows(5).any(|bytes| bytes == b"Adobe"));
        let pixels =
            Pixels { width: 8, height: 8, channels: 4, is_inverted: true, ..Pixels::default() };
        let inks = color::inks(&jpeg, &pixels).unwrap();
        for (ink, wanted) in inks[..4].iter().zip([255u8, 0, 0, 0]) {
            assert!(ink.abs_diff(wanted) < 4, "{inks:?}");
        }
    }
}
