//! The house's logo in the head of the page and of the book, and the picture in that of the page.

use super::build::{ElementBuilder, Medium};
use super::element::{Element, el};
use super::inline::in_its_faces;
use super::picture::picture;
use crate::model::style::LogoPlace;
use crate::model::{AssetId, Document, Logo, Partner};

const PAGE: &str = include_str!("css/face.css");
const BOOK: &str = include_str!("css/face-book.css");

/// The style that page or book need beside their own.
pub(super) fn style(doc: &Document, medium: Medium) -> &'static str {
    let in_both = logo(doc).is_some() || !doc.face.partners.is_empty();
    let style = match medium {
        Medium::Page if in_both || doc.face.cover.is_some() => PAGE,
        Medium::Book if in_both => BOOK,
        _ => "",
    };
    // Checkers of the policy's hash leave out white at the end.
    style.trim_end()
}

/// The logo, where the edition has one and its theme shows it.
fn logo(doc: &Document) -> Option<&Logo> {
    doc.face.logo.as_ref().filter(|_| doc.theme.cover.logo != LogoPlace::None)
}

/// Widest logo (`.logo` in `face.css`) and emblem (`.partners`), and extents of the picture (`.photo`), in inches of 96 pixels
/// of CSS.
const LOGO: f64 = 20.0 / 6.0;
const EMBLEM: f64 = 10.0 / 6.0;
const PHOTO: (f64, f64) = (42.5 / 6.0, 36.0 / 6.0);

/// The pictures that page or book show of the house, and how wide all of each would be, in inches.
pub(super) fn pictures(doc: &Document, medium: Medium) -> Vec<(AssetId, f64)> {
    let logo = logo(doc).into_iter().flat_map(|logo| match medium {
        Medium::Page => vec![logo.picture, logo.on(doc.theme.web.light.hero).0],
        Medium::Book => vec![logo.picture],
    });
    let mut out: Vec<_> = logo.map(|picture| (picture, LOGO)).collect();
    let cover = doc.face.cover.as_ref().filter(|_| medium == Medium::Page);
    let emblems = doc.face.partners.iter().filter_map(|partner| partner.emblem.as_ref());
    out.extend(emblems.map(|emblem| (emblem.picture, EMBLEM)));
    out.extend(cover.and_then(|cover| {
        let size = doc.assets.get(cover.picture.0 as usize)?.size();
        Some((cover.picture, PHOTO.0.max(PHOTO.1 * (size.width / size.height))))
    }));
    out
}

/// The picture of the cover in the head of the page, in the place of the ornament: as much of it as
/// the head's shape lets be seen, the nearest to its focus.
pub(super) fn photo(builder: &ElementBuilder<'_>) -> Option<Element> {
    let cover = builder.doc.face.cover.as_ref()?;
    let index = cover.picture.0 as usize;
    let asset = builder.doc.assets.get(index)?;
    let src = builder.assets.get(index).map(String::as_str).unwrap_or_default();
    let (across, down) = cover.focus.shares();
    let side = |share: f64| match share {
        ..0.34 => "Min",
        ..0.67 => "Mid",
        _ => "Max",
    };
    let stays = format!("x{}Y{} slice", side(across), side(down));
    let picture = picture(&cover.figure(), asset, src, builder.medium);
    Some(el("div").class("photo").push(picture.with("preserveAspectRatio", stays)))
}

/// The logo on the coloured head of the page; on paper, where that is white, as for light grounds.
pub(super) fn on_hero(builder: &ElementBuilder<'_>) -> Vec<Element> {
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
pub(super) fn in_book(builder: &ElementBuilder<'_>) -> Option<Element> {
    let logo = logo(builder.doc)?;
    drawn(builder, logo, logo.picture, "plate")
}

/// The emblems of the partners, each leading to its address.
pub(super) fn partners(builder: &ElementBuilder<'_>) -> Option<Element> {
    let partners = &builder.doc.face.partners;
    if partners.is_empty() {
        return None;
    }
    let item = |partner: &Partner| {
        let shown = match &partner.emblem {
            Some(emblem) => drawn(builder, emblem, emblem.picture, "emblem")?.children,
            None => in_its_faces(&partner.name, builder.doc.lang.writing()),
        };
        let item = el("li");
        Some(match &partner.url {
            Some(url) => item.push(el("a").with("href", url.clone()).extend(shown)),
            None => item.extend(shown),
        })
    };
    Some(el("ul").class("partners").extend(partners.iter().filter_map(item)))
}

/// The logo in a line of its own; wide ones are lower, so that all look as large.
fn drawn(
    builder: &ElementBuilder<'_>,
    logo: &Logo,
    shown: AssetId,
    ground: &str,
) -> Option<Element> {
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
