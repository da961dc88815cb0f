//! A page of a PDF file to pixels, through hayro.
//!
//! In: a PDF file. Out: a PNG file, for covers, thumbnails and pixel tests. Drawing uses no SIMD
//! level beyond the portable one, so every processor gives the same bytes.

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::kurbo::Affine;
use hayro::vello_cpu::{
    Level, Pixmap, RasterizerSettings, RenderContext, RenderSettings, Resources, TargetInit,
    color::palette::css::WHITE,
};
use hayro::{RenderCache, RenderSettings as PageSettings, render_into};
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};

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

/// Draws a page, counted from 0, onto `width` × `height` white pixels, as a PNG file. The page
/// is stretched to fill them.
///
/// # Errors
/// [`RasterError`] where the file, the page or the size is not usable.
pub fn raster(
    pdf: &[u8],
    page: usize,
    width: u32,
    height: u32,
) -> Result<Vec<u8>, RasterError> {
    let side = |n: u32| u16::try_from(n).ok().filter(|&n| n > 0).ok_or(RasterError::Size);
    let pixels = draw(pdf, page, side(width)?, side(height)?)?;
    encode(&pixels, width, height).ok_or(RasterError::Size)
}

/// The pixels, three bytes each.
fn draw(pdf: &[u8], page: usize, width: u16, height: u16) -> Result<Vec<u8>, RasterError> {
    let pdf = Pdf::new(pdf.to_vec()).map_err(|_| RasterError::Unreadable)?;
    let page = pdf.pages().get(page).ok_or(RasterError::NoPage)?;
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
    Ok(pixmap.data().iter().flat_map(|p| [p.r, p.g, p.b]).collect())
}

/// A PNG file, as small as it goes.
fn encode(pixels: &[u8], width: u32, height: u32) -> Option<Vec<u8>> {
    let filters = [FilterType::NoFilter, FilterType::Adaptive];
    let files = filters.iter().filter_map(|&filter| {
        let mut out = vec![];
        PngEncoder::new_with_quality(&mut out, CompressionType::Best, filter)
            .write_image(pixels, width, height, ExtendedColorType::Rgb8)
            .ok()?;
        Some(out)
    });
    files.min_by_key(Vec::len)
}
