//! Drawings as pixels, for a press: what shows through is mixed here, since a file for a press holds
//! no transparency.
//!
//! A drawing is laid on black and on white; from the two follow the colour of each pixel and how
//! much it hides.

use lopdf::{Dictionary, Object, dictionary};

use super::drawing;
use super::paint::Palette;
use super::raster::Pages;
use super::write::Store;
use crate::model::drawing::Drawing;

/// Most pixels on a side.
const LONGEST: f64 = 8_000.0;

/// The pixels of a drawing, row by row from the top.
pub(super) struct Flat {
    pub(super) width: u32,
    pub(super) height: u32,
    /// Three bytes each.
    pub(super) rgb: Vec<u8>,
    /// One byte each.
    pub(super) alpha: Vec<u8>,
}

/// Draws a drawing, so many pixels wide. `None` where it cannot be drawn.
pub(super) fn pixels(drawing: &Drawing, columns: f64) -> Option<Flat> {
    let (width, height) = (drawing.size.width.to_pt(), drawing.size.height.to_pt());
    let scale = (columns / width).min(LONGEST / width.max(height));
    let side = |n: f64| (n * scale).ceil().max(1.0) as u32;
    let (width, height) = (side(width), side(height));
    let [black, white] = [0.0, 1.0].map(|grey| {
        let file = page(drawing, grey, width, height);
        Some(Pages::new(file).ok()?.draw(0, width, height).ok()?.bytes)
    });
    let (black, white) = (black?, white?);
    let mut flat = Flat { width, height, rgb: vec![], alpha: vec![] };
    for (dark, light) in black.chunks_exact(3).zip(white.chunks_exact(3)) {
        // What a pixel lets through of white is what is not black on black.
        let through =
            dark.iter().zip(light).map(|(dark, light)| light.saturating_sub(*dark)).max();
        let alpha = u8::MAX - through.unwrap_or(0);
        flat.alpha.push(alpha);
        flat.rgb.extend(dark.iter().map(|&channel| {
            let whole = u32::from(channel) * 255 / u32::from(alpha).max(1);
            u8::try_from(whole).unwrap_or(u8::MAX)
        }));
    }
    Some(flat)
}

/// A file with one page, the drawing on a grey.
fn page(drawing: &Drawing, grey: f64, width: u32, height: u32) -> Vec<u8> {
    let mut store = Store::new(lopdf::Document::new(), "1.7");
    let form = drawing::write(drawing, &mut Palette::new(None), &mut store);
    let content =
        format!("{grey} g 0 0 {width} {height} re f {width} 0 0 {height} 0 0 cm /D Do");
    let content = store.add_stream(Dictionary::new(), content.as_bytes());
    let pages = store.reserve();
    let sides = [0, 0, width, height].map(|n| Object::from(i64::from(n)));
    let page = store.add(dictionary! {
        "Type" => "Page",
        "Parent" => (pages, 0),
        "MediaBox" => sides.to_vec(),
        "Contents" => (content, 0),
        "Resources" => dictionary! { "XObject" => dictionary! { "D" => (form, 0) } },
    });
    let tree = dictionary! { "Type" => "Pages", "Kids" => vec![Object::from((page, 0))], "Count" => 1 };
    store.doc.objects.insert((pages, 0), Object::Dictionary(tree));
    let catalog = store.add(dictionary! { "Type" => "Catalog", "Pages" => (pages, 0) });
    store.doc.trailer.set("Root", (catalog, 0));
    store.into_bytes()
}
