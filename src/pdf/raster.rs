//! A page of a PDF file to pixels, through hayro.
//!
//! In: a PDF file. Out: pixels or a PNG file, for covers, proofs and pixel tests. Drawing uses no
//! SIMD level beyond the portable one, so every processor gives the same bytes.

use std::ops::Range;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::page::Page;
use hayro::kurbo::Affine;
use hayro::vello_cpu::{
    Level, Pixmap, RasterizerSettings, RenderContext, RenderSettings, Resources, TargetInit,
    color::palette::css::WHITE,
};
use hayro::{RenderCache, RenderSettings as PageSettings, render_into};
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

/// Quality of JPEG files, of 100: with full chroma, so that saffron on green stays clean.
const QUALITY: u8 = 90;

/// From the first row of a band that is looked at to that of the next, and the rows of a band.
const STRIDE: usize = 128;
const BAND: usize = 8;

/// A page could not be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RasterError {
    /// The bytes are not a PDF file that can be read.
    Unreadable,
    /// The file has no such page.
    NoPage,
    /// The picture is empty or larger than 65,535 pixels on a side.
    Size,
}

impl std::fmt::Display for RasterError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Unreadable => "the PDF file cannot be read",
            Self::NoPage => "the PDF file has no such page",
            Self::Size => "the picture is empty or too large",
        })
    }
}

impl std::error::Error for RasterError {}

/// Draws a page, counted from 0, onto `width` × `height` white pixels, as a PNG file. The page is
/// stretched to fill them.
///
/// # Errors
/// [`RasterError`] where the file, the page or the size is not usable.
pub fn raster(
    pdf: &[u8],
    page: usize,
    width: u32,
    height: u32,
) -> Result<Vec<u8>, RasterError> {
    Pages::new(pdf.to_vec())?.draw(page, width, height)?.to_png()
}

/// A PDF file, read once, whose pages are drawn one by one.
pub struct Pages(Pdf);

impl Pages {
    /// Reads a PDF file.
    ///
    /// # Errors
    /// [`RasterError::Unreadable`] where it is none.
    pub fn new(pdf: Vec<u8>) -> Result<Self, RasterError> {
        Pdf::new(pdf).map(Self).map_err(|_| RasterError::Unreadable)
    }

    /// Draws a page, counted from 0, onto `width` × `height` white pixels. It is stretched to
    /// fill them.
    ///
    /// # Errors
    /// [`RasterError`] where there is no such page or the size is not usable.
    pub fn draw(&self, page: usize, width: u32, height: u32) -> Result<Pixels, RasterError> {
        let side = |n: u32| u16::try_from(n).ok().filter(|&n| n > 0).ok_or(RasterError::Size);
        let page = self.0.pages().get(page).ok_or(RasterError::NoPage)?;
        let bytes = draw(page, side(width)?, side(height)?);
        Ok(Pixels { width, height, bytes })
    }
}

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
        self.encode(CompressionType::Level(7), self.filter())
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
    fn filter(&self) -> FilterType {
        let row = self.width as usize * 3;
        let bands = self.bytes.chunks(row.max(1) * STRIDE);
        let bytes: Vec<u8> =
            bands.flat_map(|band| band.get(..row * BAND).unwrap_or(band)).copied().collect();
        let height = u32::try_from(bytes.len() / row.max(1)).unwrap_or(u32::MAX);
        let sample = Self { width: self.width, height, bytes };
        let size = |filter| {
            sample
                .encode(CompressionType::Default, filter)
                .map_or(usize::MAX, |file| file.len())
        };
        if size(FilterType::Adaptive) < size(FilterType::NoFilter) {
            FilterType::Adaptive
        } else {
            FilterType::NoFilter
        }
    }

    fn encode(
        &self,
        effort: CompressionType,
        filter: FilterType,
    ) -> Result<Vec<u8>, RasterError> {
        let mut out = vec![];
        PngEncoder::new_with_quality(&mut out, effort, filter)
            .write_image(&self.bytes, self.width, self.height, ExtendedColorType::Rgb8)
            .map_err(|_| RasterError::Size)?;
        Ok(out)
    }
}

/// The bytes of a page's pixels.
fn draw(page: &Page<'_>, width: u16, height: u16) -> Vec<u8> {
    let settings = RenderSettings { level: Level::fallback(), num_threads: 0 };
    let mut context = RenderContext::new_with(width, height, settings);
    let (page_width, page_height) = page.render_dimensions();
    let scale = Affine::scale_non_uniform(
        f64::from(width) / f64::from(page_width),
        f64::from(height) / f64::from(page_height),
    );
    let coefficients = page.initial_transform(true);
    let transform = scale * hayro::hayro_interpret::util::TransformExt::to_kurbo(&coefficients);
    let page_settings = PageSettings { hinting: false, ..PageSettings::default() };
    let interpreter = InterpreterSettings::default();
    let cache = RenderCache::new();
    render_into(page, &cache, &interpreter, &page_settings, &mut context, transform);
    context.flush();
    let mut pixmap = Pixmap::new(width, height);
    let target =
        RasterizerSettings { target_init: TargetInit::Clear(WHITE), ..Default::default() };
    context.render_with(&mut pixmap, &mut Resources::default(), target);
    pixmap.data().iter().flat_map(|p| [p.r, p.g, p.b]).collect()
}
