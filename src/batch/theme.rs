//! A theme before it is used: a sheet of the pages that it makes of a sample, in Arabic and English,
//! and the web page beside it.

mod sample;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::open;
use super::report::Report;
use super::write::write_file;
use crate::diag::{Diagnostic, Failed, Sink, Span};
use crate::geom::{Abs, Path as Outline, Point, Rect, Size};
use crate::layout::frame::{FrameItem, Layout, Page, TagId, TagKind};
use crate::layout::layout;
use crate::model::asset::{Asset, AssetKind, Pixels};
use crate::model::lang::Lang;
use crate::model::style::{Color, Rgb};
use crate::model::{AssetId, Document};
use crate::pdf::{PdfOptions, pdf};
use crate::raster::{PagePainter, RasterError};
use crate::source::theme_named;
use crate::text::font::FontBook;
use crate::text::{Typesetter, WordCache};
use crate::web::{self, WebFonts};

/// The sheet: A3, its margin, the white between pages.
const SHEET: Size = Size::new(Abs::mm(420.0), Abs::mm(297.0));
const MARGIN: Abs = Abs::mm(14.0);
const GAP: Abs = Abs::mm(5.0);
/// What lies under the pages.
const GROUND: Color = Color::new(Rgb([222, 222, 219]), None);
/// Pages beside one another, and rows of them.
const COLUMNS: usize = 4;
const ROWS: usize = 2;
/// Pixels a point of the pages on the sheet.
const SCALE: f64 = 200.0 / 72.0;

/// Writes the sheet of a theme, `NAME.pdf`, and a web page a language into a folder; returns the
/// files in order. `project` is the folder with the theme, where it is no shipped one.
///
/// # Errors
/// [`Failed`], with the faults in the report.
pub fn theme_preview(
    name: &str,
    project: Option<&Path>,
    out: &Path,
    report: &mut Report,
) -> Result<Vec<PathBuf>, Failed> {
    let theme = theme_named(project, name, &mut report.sources, &mut report.content)?;
    let book = super::fonts(project, report)?.book;
    open::unknown_families(std::iter::once(&theme), &book, &mut report.content);
    report.content.check()?;
    let theme = Arc::new(theme);
    let made: Vec<_> = sample::TEXTS
        .par_iter()
        .filter_map(|(tag, text)| Some(sample::document(&Lang::parse(tag)?, text, &theme)))
        .map(|document| {
            let mut sink = Sink::default();
            let made = made(&document, &book, &mut sink);
            (document, made, sink)
        })
        .collect();
    let mut sheet = SampleSheet::default();
    let mut files = vec![];
    for (document, made, sink) in made {
        report.content.append(sink);
        let Ok((pictures, page)) = made else { continue };
        let lang = document.lang.as_str();
        files.push((out.join(format!("{name}.{lang}.html")), page.into_bytes()));
        sheet.add(&document, pictures);
    }
    report.content.check()?;
    let sheet = sheet.pdf(&book, &mut report.content)?;
    files.insert(0, (out.join(format!("{name}.pdf")), sheet));
    let written = files
        .into_iter()
        .map(|(path, bytes)| write_file(&path, &bytes, &mut report.trouble).map(|()| path));
    written.collect()
}

/// The pages of a sample as pictures, and its web page.
fn made(
    document: &Document,
    book: &FontBook,
    sink: &mut Sink,
) -> Result<(Vec<Asset>, String), Failed> {
    let words = WordCache::new();
    let laid = layout(document, &Typesetter::new(book, &words), sink);
    let pages = laid.for_screens();
    let drawn = pictures(&pages, document, book);
    let pictures = drawn.map_err(|error| sink.tell(broken(&error.to_string())))?;
    let fonts = WebFonts::new(document, book).map_err(|fault| sink.tell(fault))?;
    Ok((pictures, web::html(document, &fonts, &[])))
}

fn broken(why: &str) -> Diagnostic {
    let message = format!("the sheet cannot be drawn: {why}");
    Diagnostic::error("broken-cover", Span::NONE, message)
}

fn pictures(
    layout: &Layout,
    document: &Document,
    book: &FontBook,
) -> Result<Vec<Asset>, RasterError> {
    let pages = PagePainter::new(layout, &document.assets, book);
    let draw = |(n, page): (usize, &Page)| {
        let scale = room().width.to_pt() / page.size.width.to_pt() * SCALE;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a picture"
        )]
        let pixels = |length: Abs| (length.to_pt() * scale).round().max(1.0) as u32;
        let (width, height) = (pixels(page.size.width), pixels(page.size.height));
        let bytes = pages.draw(n, width, height)?.to_png()?;
        let kind = Pixels { width, height, channels: 3, ..Pixels::default() };
        Ok(Asset {
            path: format!("page-{}.png", n + 1),
            bytes: bytes.into(),
            screen: None,
            kind: AssetKind::Png(kind),
            profile: None,
            span: Span::NONE,
        })
    };
    layout.pages.iter().enumerate().map(draw).collect()
}

/// The room of a page on the sheet.
fn room() -> Size {
    let share = |whole: Abs, count: f64| (whole - MARGIN * 2.0 - GAP * (count - 1.0)) / count;
    Size::new(share(SHEET.width, 4.0), share(SHEET.height, 2.0))
}

/// The sheets of all samples.
#[derive(Default)]
struct SampleSheet {
    document: Option<Document>,
    layout: Layout,
}

impl SampleSheet {
    /// Adds a sheet with the first pages of a sample, in the order in which they are read.
    fn add(&mut self, document: &Document, pictures: Vec<Asset>) {
        let whole = self.document.get_or_insert_with(|| document.clone());
        let root = match self.layout.tags.nodes.is_empty() {
            true => self.layout.tags.add(TagKind::Document, None),
            false => TagId(0),
        };
        let ground = Outline::rect(Rect { origin: Point::default(), size: SHEET });
        let fill = Some(GROUND);
        let mut items =
            vec![FrameItem::Shape { path: ground, fill, stroke: None, even_odd: false }];
        for (n, picture) in pictures.into_iter().take(COLUMNS * ROWS).enumerate() {
            let size = picture.size();
            let fit = (room().width / size.width).min(room().height / size.height);
            let column = if document.lang.dir().is_rtl() {
                COLUMNS - 1 - n % COLUMNS
            } else {
                n % COLUMNS
            };
            let rect = Rect::new(
                MARGIN + (room().width + GAP) * step(column),
                MARGIN + (room().height + GAP) * step(n / COLUMNS),
                size.width * fit,
                size.height * fit,
            );
            let tag = self.layout.tags.add(TagKind::Figure, Some(root));
            let node = self.layout.tags.get_mut(tag);
            node.alt = Some(picture.path.clone());
            node.bbox = Some((self.layout.pages.len(), rect));
            let asset = AssetId(u32::try_from(whole.assets.len()).unwrap_or(u32::MAX));
            whole.assets.push(picture);
            let image =
                FrameItem::Image { asset, rect, clip: None, mirrored: false, span: Span::NONE };
            items.extend([FrameItem::TagStart(tag), image, FrameItem::TagEnd]);
        }
        let label = (self.layout.pages.len() + 1).to_string();
        self.layout.pages.push(Page {
            size: SHEET,
            bleed: Abs::ZERO,
            folds: vec![],
            label,
            items,
        });
    }

    fn pdf(&self, book: &FontBook, sink: &mut Sink) -> Result<Vec<u8>, Failed> {
        let document = self.document.as_ref().ok_or(Failed)?;
        pdf(&self.layout, document, book, &PdfOptions::default(), sink)
    }
}

fn step(n: usize) -> f64 {
    f64::from(u32::try_from(n).unwrap_or(0))
}
