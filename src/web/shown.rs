//! The files of pictures as books and pages hold them: no more pixels than the widest place that
//! shows them, drawings written anew.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rayon::prelude::*;

use super::build::{Medium, inner_blocks};
use super::drawing;
use super::face;
use crate::color;
use crate::model::asset::{Asset, AssetKind};
use crate::model::{Block, BlockKind, Document, Figure, FigureWidth};

/// Widest place of a picture in a column, and of one over the text or to the edges: those of the
/// page's columns (`main` in `page.css`), in inches of 96 pixels of CSS. Books take the same.
const COLUMN: f64 = 35.5 / 6.0;
const TEXT: f64 = 48.0 / 6.0;

/// A picture's file.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ShownPicture<'a> {
    pub(super) bytes: Cow<'a, [u8]>,
    pub(super) media_type: &'static str,
    /// The ending of its name.
    pub(super) extension: &'static str,
}

/// The files of a document's pictures, indexed as they are; `None` of those that page or book do not show.
pub(super) fn shown(doc: &Document, medium: Medium) -> Vec<Option<ShownPicture<'_>>> {
    let places = places(doc, medium);
    let pictures = doc.assets.par_iter().enumerate();
    let file = pictures.map(|(i, asset)| {
        places.get(&i).map(|inches| of(asset, inches * doc.resolution.screen))
    });
    file.collect()
}

/// The file of a picture that is shown with at most so many columns.
fn of(asset: &Asset, columns: f64) -> ShownPicture<'_> {
    let smaller = color::smaller(asset, columns);
    let (media_type, extension) = kind(smaller.as_ref().unwrap_or(asset));
    let bytes = match (&asset.kind, &smaller) {
        (AssetKind::Svg(drawing), _) => Cow::Owned(drawing::file(drawing).into_bytes()),
        (_, Some(smaller)) => Cow::Owned(smaller.bytes.to_vec()),
        (_, None) => Cow::Borrowed(asset.for_screens()),
    };
    ShownPicture { bytes, media_type, extension }
}

const fn kind(asset: &Asset) -> (&'static str, &'static str) {
    match asset.kind {
        AssetKind::Jpeg(_) => ("image/jpeg", "jpg"),
        AssetKind::Png(_) => ("image/png", "png"),
        AssetKind::Webp(_) => ("image/webp", "webp"),
        AssetKind::Svg(_) => ("image/svg+xml", "svg"),
    }
}

/// How wide each picture that page or book shows would be, all of it, in inches.
fn places(doc: &Document, medium: Medium) -> BTreeMap<usize, f64> {
    fn look(blocks: &[Block], doc: &Document, found: &mut BTreeMap<usize, f64>) {
        for block in blocks {
            if let BlockKind::Figure(figure) = &block.kind {
                let index = figure.asset.0 as usize;
                let width = doc.assets.get(index).map_or(0.0, |asset| width(figure, asset));
                let widest = found.entry(index).or_insert(width);
                *widest = widest.max(width);
            }
            for inner in inner_blocks(&block.kind) {
                look(inner, doc, found);
            }
        }
    }
    let mut found = BTreeMap::new();
    doc.sections.iter().for_each(|section| look(&section.body, doc, &mut found));
    for (picture, width) in face::pictures(doc, medium) {
        let widest = found.entry(picture.0 as usize).or_insert(width);
        *widest = widest.max(width);
    }
    found
}

fn width(figure: &Figure, asset: &Asset) -> f64 {
    let place = match figure.width {
        FigureWidth::Column => COLUMN,
        FigureWidth::Text | FigureWidth::Bleed | FigureWidth::Page => TEXT,
    };
    let size = asset.size();
    place * (size.width / figure.part(size).size.width)
}
