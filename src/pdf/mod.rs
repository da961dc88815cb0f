//! Pages to a PDF file.
//!
//! In: a [`Layout`], its [`Document`], the faces. Out: the bytes of a file that obeys its
//! [`Profile`]. printpdf makes the skeleton (catalog, page tree, boxes); passes over its lopdf
//! document finish it: content, fonts, pictures, links, outline, tags, metadata. Pages are
//! encoded one after the other, since codes are numbered as they appear, and compressed in
//! parallel; no page ever exists as operators. No clock, no random number: the same layout
//! gives the same bytes.

mod codes;
mod conform;
mod content;
mod drawing;
mod element;
mod font;
mod graphics;
mod icc;
mod image;
pub mod impose;
mod inked;
pub mod inspect;
mod logical;
mod merge;
mod metadata;
mod navigate;
mod neighbours;
mod outline;
mod paint;
mod picture;
pub mod plates;
mod segment;
mod show;
mod skeleton;
mod slots;
mod spaces;
mod syntax;
mod tag;
mod word;
mod write;

use std::sync::Arc;

use lopdf::Dictionary;

pub use conform::{PackedProfile, Profile};
pub use paint::{Inks, Plate};

use crate::color;
use crate::diag::{Diagnostic, Failed, Sink};
use crate::layout::frame::Layout;
use crate::layout::press::Sheet;
use crate::model::asset::{Asset, AssetKind, Resolution};
use crate::model::lang::Lang;
use crate::model::pdf::TextLayer;
use crate::model::{Document, Meta};
use crate::text::font::FontBook;
use codes::CidGlyph;
use content::{LinkArea, Painter};
use image::Profiles;
use inked::Printed;
use merge::BadFace;
use paint::Palette;
use picture::Picture;
use slots::Setter;
use tag::{ElementId, Numbers, Structure};
use write::{Deflater, Store};

const POINTS_AN_INCH: f64 = 72.0;

/// How a PDF file is to be written.
#[derive(Debug, Clone, Copy)]
pub struct PdfOptions<'a> {
    /// What the file must obey.
    pub profile: Profile,
    /// How its text is stored.
    pub text: TextLayer,
    /// The sheets that the pages stand on, one each; bare pages where there are none.
    pub sheets: &'a [Sheet],
    /// The inks of its colours; those of screens where there are none.
    pub inks: Option<Inks<'a>>,
}

impl Default for PdfOptions<'_> {
    fn default() -> Self {
        let text = TextLayer::default();
        Self { profile: Profile::SCREEN, text, sheets: &[], inks: None }
    }
}

/// What a file needs to know of its edition beside the pages.
#[derive(Debug, Clone)]
pub struct About<'a> {
    /// The edition's language.
    pub lang: &'a Lang,
    /// Its second language, where it has two.
    pub also: Option<&'a Lang>,
    /// Its title.
    pub title: String,
    /// Facts about the publication.
    pub meta: &'a Meta,
    /// Pictures, indexed by [`AssetId`](crate::model::AssetId).
    pub assets: &'a [Asset],
    /// How many pixels of them the file holds.
    pub resolution: Resolution,
}

impl<'a> From<&'a Document> for About<'a> {
    fn from(document: &'a Document) -> Self {
        Self {
            lang: &document.lang,
            also: document.second.as_deref().map(|second| &second.document.lang),
            title: document.full_title(),
            meta: &document.meta,
            assets: &document.assets,
            resolution: document.resolution,
        }
    }
}

/// Writes a laid-out edition as a PDF file.
///
/// # Errors
/// [`Failed`], with `broken-font` or `broken-picture` in the sink, when a face or a picture
/// cannot be embedded.
pub fn pdf(
    layout: &Layout,
    document: &Document,
    fonts: &FontBook,
    options: &PdfOptions<'_>,
    sink: &mut Sink,
) -> Result<Vec<u8>, Failed> {
    write_file(layout, &document.into(), fonts, options, sink)
}

/// Writes pages as a PDF file, as [`pdf`] does for an edition.
///
/// # Errors
/// As [`pdf`].
pub fn write_file(
    layout: &Layout,
    about: &About<'_>,
    fonts: &FontBook,
    options: &PdfOptions<'_>,
    sink: &mut Sink,
) -> Result<Vec<u8>, Failed> {
    let bare: Vec<Sheet>;
    let sheets = match options.sheets {
        [] => {
            bare = layout.pages.iter().map(Sheet::bare).collect();
            &bare
        }
        sheets => sheets,
    };
    let (mut store, pages) = skeleton::make(sheets, options.profile.version);
    let mut painted = paint(layout, sheets, about, fonts, options);
    let font_ids = embed_fonts(&painted.fonts, fonts, &mut store, sink);
    let pictures = embed_pictures(&mut painted, about, &mut store, sink);
    sink.check()?;
    let resources = skeleton::resources(&font_ids, &pictures, &painted.palette, &mut store);
    let contents = painted.contents.into_iter().map(|packed| {
        let id = store.reserve();
        store.set_packed(id, Dictionary::new(), packed);
        id
    });
    let contents: Vec<u32> = contents.collect();
    skeleton::fill_pages(&pages, &contents, resources, &mut store);
    if options.inks.is_some() {
        skeleton::press_boxes(&pages, sheets, &mut store);
    }
    if options.profile.tagged {
        tag(layout, painted.structure, &painted.links, &pages, &mut store);
    }
    let labels = navigate::labels(layout, &mut store);
    let press = options.inks.map(|inks| (&inks.print.press, inks.profile));
    options.profile.apply(about, layout, press, labels, &mut store);
    Ok(store.into_bytes())
}

/// Writes links, tags and outline.
fn tag(
    layout: &Layout,
    structure: Structure<'_>,
    links: &[LinkArea],
    pages: &[u32],
    store: &mut Store,
) {
    let annotations = store.reserve_many(links.len());
    for ((n, area), id) in links.iter().enumerate().zip(annotations..) {
        navigate::annotation(id, area, pages.len() + n, layout, pages, store);
    }
    skeleton::tag_pages(pages, links, annotations, store);
    let links: Vec<ElementId> = links.iter().map(|l| l.element).collect();
    let numbers = Numbers { pages, layout: &layout.pages, annotations, links: &links };
    let tree = structure.write(store, &numbers);
    let outline = navigate::outline(layout, pages, store);
    skeleton::tag_catalog(tree, outline, store);
}

/// So many pages are compressed by one compressor.
const BATCH: usize = 6;

/// Everything that the pages gave.
struct Painted<'a> {
    /// Content streams, compressed.
    contents: Vec<Vec<u8>>,
    fonts: Vec<Vec<Arc<CidGlyph>>>,
    links: Vec<LinkArea>,
    pictures: Vec<Picture>,
    palette: Palette<'a>,
    structure: Structure<'a>,
}

/// Encodes the pages in order and compresses each as soon as it is there.
fn paint<'a>(
    layout: &'a Layout,
    sheets: &[Sheet],
    about: &'a About<'_>,
    fonts: &'a FontBook,
    options: &PdfOptions<'a>,
) -> Painted<'a> {
    let setter = Setter::new(fonts, options.text);
    let palette = Palette::new(options.inks);
    let structure = Structure::new(&layout.tags, about.lang);
    let tagged = options.profile.tagged;
    let mut painter = Painter::new(about.assets, setter, palette, structure, tagged);
    let mut contents = vec![vec![]; layout.pages.len()];
    rayon::in_place_scope(|scope| {
        let pages = layout.pages.iter().zip(sheets).enumerate();
        let mut batch = vec![];
        for ((index, (page, sheet)), packed) in pages.zip(&mut contents) {
            batch.push((painter.page(index, page, sheet), packed));
            if batch.len() == BATCH {
                let full = std::mem::take(&mut batch);
                scope.spawn(move |_| compress(full));
            }
        }
        compress(batch);
    });
    Painted {
        contents,
        fonts: painter.setter.codes.into_fonts(),
        links: painter.links,
        pictures: painter.pictures,
        palette: painter.palette,
        structure: painter.structure,
    }
}

/// Compresses pages, each to its place.
fn compress(pages: Vec<(Vec<u8>, &mut Vec<u8>)>) {
    let mut deflater = Deflater::default();
    for (plain, packed) in pages {
        *packed = deflater.pack(&plain);
    }
}

/// Writes the fonts; a face that cannot be read is a fault.
fn embed_fonts(
    all: &[Vec<Arc<CidGlyph>>],
    fonts: &FontBook,
    store: &mut Store,
    sink: &mut Sink,
) -> Vec<u32> {
    let mut ids = vec![];
    for slots in all {
        match font::write(slots, fonts, store) {
            Ok(id) => ids.push(id),
            Err(BadFace(face)) => {
                let (name, span) = fonts.face(face).place();
                let message = format!("the outlines of {name} cannot be read");
                let fault = Diagnostic::error("broken-font", span, message)
                    .with_hint("download the font again, or choose another one");
                sink.push(fault);
            }
        }
    }
    ids
}

/// Writes the pictures; returns the number of each one's object.
fn embed_pictures(
    painted: &mut Painted<'_>,
    about: &About<'_>,
    store: &mut Store,
    sink: &mut Sink,
) -> Vec<u32> {
    let mut ids = vec![];
    let mut profiles = Profiles::default();
    for &Picture { asset, ground, width } in &painted.pictures {
        let Some(asset) = about.assets.get(asset.0 as usize) else { continue };
        let inches = width.to_pt() / POINTS_AN_INCH;
        let palette = &mut painted.palette;
        let written = match (palette.inks, &asset.kind) {
            (None, AssetKind::Svg(drawing)) => Ok(drawing::write(drawing, palette, store)),
            (None, _) => {
                let smaller = color::smaller(asset, about.resolution.screen * inches);
                image::write(smaller.as_ref().unwrap_or(asset), &mut profiles, store)
            }
            (Some(inks), _) => {
                let columns = about.resolution.print * inches;
                Printed { asset, ground, inks, columns }.write(palette, &mut profiles, store)
            }
        };
        match written {
            Ok(id) => ids.push(id),
            Err(fault) => sink.push(fault),
        }
    }
    ids
}
