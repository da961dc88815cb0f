//! The pictures of figures: cut, turned and mirrored as on paper, by a drawing around a file that
//! stays as it is.
//!
//! A drawing shows the same everywhere; what `img` makes of a camera's note, and whether it can be
//! cut by CSS, differs from reader to reader.

use super::build::Medium;
use super::element::{Element, el};
use super::svg::{decoration, number};
use crate::geom::{PictureTurn, Rect};
use crate::model::Figure;
use crate::model::asset::Asset;

/// A figure's picture, whose file lies at `src`.
///
/// In the single page it is always a drawing: the Nu checker holds every `data:` address of an
/// `img` for forbidden, whatever the policy says; in a drawing it looks at none.
pub(super) fn picture(figure: &Figure, asset: &Asset, src: &str, medium: Medium) -> Element {
    let size = asset.size();
    let part = figure.part(size);
    let turn = asset.turn().and_mirrored(figure.mirrored);
    match medium {
        Medium::Book if part.size == size && turn == PictureTurn::NONE => {
            let (width, height) = (whole(size.width.to_pt()), whole(size.height.to_pt()));
            el("img")
                .with("src", src)
                .with("alt", figure.alt.clone().unwrap_or_default())
                .with("width", width.to_string())
                .with("height", height.to_string())
        }
        Medium::Book => {
            // Where a reader does not know CSS for it, the drawing has its natural size.
            let (width, height) =
                (whole(part.size.width.to_pt()), whole(part.size.height.to_pt()));
            let frame = named(figure.alt.as_deref())
                .with("xmlns:xlink", "http://www.w3.org/1999/xlink")
                .with("width", width.to_string())
                .with("height", height.to_string());
            let title = figure.alt.as_deref().map(|alt| el("title").push(alt));
            let image = image(asset, turn).with("xlink:href", src);
            shown(frame, figure, asset, part).push_some(title).push(image)
        }
        Medium::Page => {
            let frame = named(figure.alt.as_deref());
            shown(frame, figure, asset, part).push(image(asset, turn).with("href", src))
        }
    }
}

/// A whole picture that says nothing, `width` × `height` pixels.
pub(super) fn cover(src: &str, width: u32, height: u32) -> Element {
    let image = el("image")
        .with("href", src)
        .with("width", width.to_string())
        .with("height", height.to_string());
    let frame = decoration().class("picture");
    frame.with("viewBox", format!("0 0 {width} {height}")).push(image)
}

/// A drawing with its words, or one that readers pass over.
fn named(alt: Option<&str>) -> Element {
    match alt {
        Some(alt) => el("svg")
            .with("xmlns", "http://www.w3.org/2000/svg")
            .with("role", "img")
            .with("aria-label", alt),
        None => decoration(),
    }
}

/// A drawing that shows a part of a picture; what lies outside its view is cut off.
fn shown(frame: Element, figure: &Figure, asset: &Asset, part: Rect) -> Element {
    let size = asset.size();
    let left = if figure.mirrored { size.width - part.right() } else { part.left() };
    let view = [left, part.top(), part.size.width, part.size.height];
    frame.class("picture").with("viewBox", view.map(|n| number(n.to_pt())).join(" "))
}

/// The whole picture, turned.
fn image(asset: &Asset, turn: PictureTurn) -> Element {
    let stored = asset.stored_size();
    let image = el("image")
        .with("width", number(stored.width.to_pt()))
        .with("height", number(stored.height.to_pt()));
    if turn == PictureTurn::NONE {
        return image;
    }
    let matrix = turn.matrix(stored).map(number).join(" ");
    image.with("transform", format!("matrix({matrix})"))
}

/// A length as a whole number of pixels, at least one.
fn whole(length: f64) -> u32 {
    length.round().clamp(1.0, 100_000.0) as u32
}
