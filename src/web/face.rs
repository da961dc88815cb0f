//! The house's logo in the head of the page and of the book.

use super::build::{Builder, Medium};
use super::element::{Element, el};
use super::picture::picture;
use crate::model::style::LogoPlace;
use crate::model::{AssetId, Document, Logo};

const PAGE: &str = include_str!("css/face.css");
const BOOK: &str = include_str!("css/face-book.css");

/// The style that page or book need beside their own.
pub(super) fn style(doc: &Document, medium: Medium) -> &'static str {
    match (logo(doc), medium) {
        (None, _) => "",
        (Some(_), Medium::Page) => PAGE,
        (Some(_), Medium::Book) => BOOK,
    }
}

/// The logo, where the edition has one and its theme shows it.
fn logo(doc: &Document) -> Option<&Logo> {
    doc.face.logo.as_ref().filter(|_| doc.theme.cover.logo != LogoPlace::None)
}

/// The pictures that head and book show of the house.
pub(super) fn pictures(doc: &Document) -> Vec<AssetId> {
    let Some(logo) = logo(doc) else { return vec![] };
    let on_hero = logo.on(doc.theme.web.light.hero).0;
    vec![logo.picture, on_hero]
}

/// The logo on the coloured head of the page; on paper, where that is white, as for light grounds.
pub(super) fn on_hero(builder: &Builder<'_>) -> Vec<Element> {
    let Some(logo) = logo(builder.doc) else { return vec![] };
    let (shown, plated) = logo.on(builder.doc.theme.web.light.hero);
    if shown == logo.picture {
        let ground = if plated { "plate" } else { "bare" };
        return drawn(builder, logo, shown, ground).into_iter().collect();
    }
    let screen = drawn(builder, logo, shown, "on-screen");
    let paper = drawn(builder, logo, logo.picture, "on-paper");
    screen.into_iter().chain(paper).collect()
}

/// The logo in the book, whose ground is the reader's: on a plate of its own.
pub(super) fn in_book(builder: &Builder<'_>) -> Option<Element> {
    let logo = logo(builder.doc)?;
    drawn(builder, logo, logo.picture, "plate")
}

/// The logo in a line of its own; wide ones are lower, so that all look as large.
fn drawn(builder: &Builder<'_>, logo: &Logo, shown: AssetId, ground: &str) -> Option<Element> {
    let asset = builder.doc.assets.get(shown.0 as usize)?;
    let src = builder.assets.get(shown.0 as usize).map(String::as_str).unwrap_or_default();
    let size = asset.size();
    let shape = match size.width / size.height {
        ..1.4 => "square",
        ..3.2 => "broad",
        _ => "long",
    };
    let picture = picture(&logo.figure(shown), asset, src, builder.medium);
    Some(el("p").class(format!("logo {shape} {ground}")).push(picture))
}
