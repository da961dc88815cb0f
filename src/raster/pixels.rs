//! Pixels as files: PNG with a palette where they have few colours, else with the filter that makes the
//! smaller one; JPEG.

use std::ops::Range;

use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use png::{BitDepth, DeflateCompression, Filter};

use super::RasterError;
use super::palette::indexed;

/// Quality of JPEG files, of 100: with full chroma, so that saffron on green stays clean.
const QUALITY: u8 = 90;

/// How hard zlib looks for what repeats, of 9, for files and for trials.
const EFFORT: u8 = 7;
const TRIAL: u8 = 6;

/// From the first row of a band that is looked at to that of the next, and the rows of a band.
const STRIDE: usize = 128;
const BAND: usize = 8;

/// Pixels, row by row from the top, three bytes each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pixels {
    /// How many stand in a row.
    pub width: u32,
    /// How many rows there are.
    pub height: u32,
    /// Red, green and blue of each.
    pub(super) bytes: Vec<u8>,
}

impl Pixels {
    /// A PNG file.
    ///
    /// # Errors
    /// [`RasterError::Size`] where the file would be too large.
    pub fn to_png(&self) -> Result<Vec<u8>, RasterError> {
        match indexed(&self.bytes) {
            Some(found) => {
                let file = Png { palette: Some(&found.palette), bytes: &found.pixels };
                file.written((self.width, self.height), EFFORT, Filter::NoFilter)
            }
            None => self.whole().written((self.width, self.height), EFFORT, self.filter()),
        }
    }

    /// A JPEG file.
    ///
    /// # Errors
    /// [`RasterError::Size`] where the file would be too large.
    pub fn to_jpeg(&self) -> Result<Vec<u8>, RasterError> {
        let side = |n: u32| u16::try_from(n).map_err(|_| RasterError::Size);
        let mut out = vec![];
        let mut encoder = Encoder::new(&mut out, QUALITY);
        encoder.set_sampling_factor(SamplingFactor::R_4_4_4);
        encoder
            .encode(&self.bytes, side(self.width)?, side(self.height)?, ColorType::Rgb)
            .map_err(|_| RasterError::Size)?;
        Ok(out)
    }

    /// Where the bytes of `count` pixels of a row lie; `None` where it has not so many.
    pub(super) fn row(&self, y: u32, x: u32, count: u32) -> Option<Range<usize>> {
        let first = (y as usize * self.width as usize + x as usize) * 3;
        (y < self.height && x + count <= self.width).then(|| first..first + count as usize * 3)
    }

    /// The filter that makes the smaller file: photographs want one, grounds and letters none.
    /// Bands of rows tell; both for the whole picture would take most of a build.
    fn filter(&self) -> Filter {
        let row = self.width as usize * 3;
        let bands = self.bytes.chunks(row.max(1) * STRIDE);
        let bytes: Vec<u8> =
            bands.flat_map(|band| band.get(..row * BAND).unwrap_or(band)).copied().collect();
        let height = u32::try_from(bytes.len() / row.max(1)).unwrap_or(u32::MAX);
        let sample = Png { palette: None, bytes: &bytes };
        let size = |filter| {
            let file = sample.written((self.width, height), TRIAL, filter);
            file.map_or(usize::MAX, |file| file.len())
        };
        if size(Filter::Adaptive) < size(Filter::NoFilter) {
            Filter::Adaptive
        } else {
            Filter::NoFilter
        }
    }

    fn whole(&self) -> Png<'_> {
        Png { palette: None, bytes: &self.bytes }
    }
}

/// What a PNG file holds: three bytes a pixel, or one, the number of its colour.
struct Png<'b> {
    palette: Option<&'b [u8]>,
    bytes: &'b [u8],
}

impl Png<'_> {
    fn written(
        &self,
        (width, height): (u32, u32),
        effort: u8,
        filter: Filter,
    ) -> Result<Vec<u8>, RasterError> {
        let mut out = vec![];
        let mut encoder = png::Encoder::new(&mut out, width, height);
        encoder.set_depth(BitDepth::Eight);
        encoder.set_color(png::ColorType::Rgb);
        if let Some(palette) = self.palette {
            encoder.set_color(png::ColorType::Indexed);
            encoder.set_palette(palette);
        }
        encoder.set_deflate_compression(DeflateCompression::Level(effort));
        encoder.set_filter(filter);
        let mut writer = encoder.write_header().map_err(|_| RasterError::Size)?;
        writer.write_image_data(self.bytes).map_err(|_| RasterError::Size)?;
        writer.finish().map_err(|_| RasterError::Size)?;
        Ok(out)
    }
}
