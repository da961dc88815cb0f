//! Pages of finished PDF files as pixels, drawn by hayro: the tests' eye, which knows no frame.

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_interpret::util::TransformExt;
use hayro::hayro_syntax::Pdf;
use hayro::kurbo::Affine;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::vello_cpu::{
    Level, Pixmap, RasterizerSettings, RenderContext, RenderSettings, Resources, TargetInit,
};
use hayro::{RenderCache, RenderSettings as PageSettings, render_into};
use image::RgbImage;
use warraq::diag::Sink;
use warraq::geom::Abs;
use warraq::layout::frame::Layout;
use warraq::model::Document;
use warraq::pdf::{PdfOptions, pdf};
use warraq::raster::PagePainter;
use warraq::text::font::FontBook;

/// Draws a page, counted from 0, stretched onto `width` × `height` white pixels.
#[track_caller]
pub fn drawn(pdf: &[u8], page: usize, width: u32, height: u32) -> RgbImage {
    let file = Pdf::new(pdf.to_vec()).expect("a PDF file");
    let page = file.pages().get(page).expect("the page");
    let side = |n: u32| u16::try_from(n).expect("a side");
    let settings = RenderSettings { level: Level::fallback(), num_threads: 0 };
    let mut context = RenderContext::new_with(side(width), side(height), settings);
    let (page_width, page_height) = page.render_dimensions();
    let scale = Affine::scale_non_uniform(
        f64::from(width) / f64::from(page_width),
        f64::from(height) / f64::from(page_height),
    );
    let transform = scale * page.initial_transform(true).to_kurbo();
    let page_settings = PageSettings { hinting: false, ..PageSettings::default() };
    let (cache, interpreter) = (RenderCache::new(), InterpreterSettings::default());
    render_into(page, &cache, &interpreter, &page_settings, &mut context, transform);
    context.flush();
    let mut pixmap = Pixmap::new(side(width), side(height));
    let target =
        RasterizerSettings { target_init: TargetInit::Clear(WHITE), ..Default::default() };
    context.render_with(&mut pixmap, &mut Resources::default(), target);
    let bytes = pixmap.data().iter().flat_map(|p| [p.r, p.g, p.b]).collect();
    RgbImage::from_raw(width, height, bytes).expect("three bytes a pixel")
}

/// Holds all pages of an edition, painted from frames as covers and previews are, against those of its
/// file.
#[track_caller]
pub fn painted_as_filed(name: &str, document: &Document, layout: &Layout, book: &FontBook) {
    let file = pdf(layout, document, book, &PdfOptions::default(), &mut Sink::default());
    let file = file.unwrap_or_else(|_| panic!("{name} has no file"));
    let pages = PagePainter::new(layout, &document.assets, book);
    for (n, page) in layout.pages.iter().enumerate() {
        let side = |length: Abs| (length.to_pt() * 1.5) as u32;
        let (width, height) = (side(page.size.width), side(page.size.height));
        let painted = pages.draw(n, width, height).expect("pixels").to_png().expect("a file");
        let painted = image::load_from_memory(&painted).expect("a PNG file").into_rgb8();
        let found = differences(&painted, &drawn(&file, n, width, height), 20.0);
        assert_eq!(found, [], "{name}, page {n}");
    }
}

/// Where two pictures differ in more than the edges of what is drawn: the places of squares whose mean
/// colours are further apart than `most` (of 255), even where one picture is moved by a pixel.
pub fn differences(a: &RgbImage, b: &RgbImage, most: f64) -> Vec<(u32, u32)> {
    const SQUARE: u32 = 6;
    assert_eq!(a.dimensions(), b.dimensions());
    let mean = |image: &RgbImage, (left, top): (u32, u32)| -> [f64; 3] {
        let mut sums = [0.0; 3];
        for n in 0..SQUARE * SQUARE {
            let pixel = image.get_pixel(left + n % SQUARE, top + n / SQUARE);
            sums.iter_mut().zip(pixel.0).for_each(|(sum, part)| *sum += f64::from(part));
        }
        sums.map(|sum| sum / f64::from(SQUARE * SQUARE))
    };
    let is_near = |place, (x, y): (u32, u32)| {
        let (one, other) = (mean(a, place), mean(b, (x, y)));
        one.iter().zip(other).all(|(one, other)| (one - other).abs() <= most)
    };
    let inside = |length: u32| (1..length / SQUARE - 1).map(|n| n * SQUARE);
    let places = inside(a.height()).flat_map(|y| inside(a.width()).map(move |x| (x, y)));
    let moved = |(x, y): (u32, u32)| {
        (0..9).map(move |n| (x + n % 3 - 1, y + n / 3 - 1)).collect::<Vec<_>>()
    };
    places
        .filter(|&place| !is_near(place, place))
        .filter(|&place| !moved(place).into_iter().any(|other| is_near(place, other)))
        .collect()
}
