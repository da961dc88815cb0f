//! Pages of a layout, and the sheets of a print file, as pixels.

use super::canvas::{Canvas, Matrix, PDF_MITRE, after, outline};
use super::glyphs::Glyphs;
use super::picture::PagePictures;
use super::{Pixels, RasterError};
use crate::geom::{Path, Point, Rect, Size};
use crate::layout::frame::{FrameItem, Layout, Page};
use crate::layout::press::Sheet;
use crate::model::asset::Asset;
use crate::text::Line;
use crate::text::font::FontBook;

/// Pages with all that they are painted with.
#[derive(Debug)]
pub struct PagePainter {
    /// Each with the sheet that it stands on, where that is more than the page.
    pages: Vec<(Page, Option<Sheet>)>,
    glyphs: Glyphs,
    pictures: PagePictures,
}

impl PagePainter {
    /// The pages of a layout, cut off at their trim.
    pub fn new(layout: &Layout, assets: &[Asset], book: &FontBook) -> Self {
        Self::on_sheets(layout, &[], assets, book)
    }

    /// The pages of a layout on sheets, in the order of both; a page that has none is cut off at
    /// its trim.
    pub fn on_sheets(
        layout: &Layout,
        sheets: &[Sheet],
        assets: &[Asset],
        book: &FontBook,
    ) -> Self {
        let page = |(n, page): (usize, &Page)| (page.clone(), sheets.get(n).cloned());
        let pages: Vec<_> = layout.pages.iter().enumerate().map(page).collect();
        let items = pages.iter().flat_map(|(page, sheet)| {
            let marks = sheet.as_ref().map(|sheet| sheet.marks.as_slice());
            [page.items.as_slice(), marks.unwrap_or_default()]
        });
        let glyphs = Glyphs::of(items, book);
        Self { pages, glyphs, pictures: PagePictures::new(assets) }
    }

    /// Draws a page or its sheet, counted from 0, onto `width` × `height` white pixels. It is
    /// stretched to fill them.
    ///
    /// # Errors
    /// [`RasterError`] where there is no such page, the size is not usable, or a picture on it cannot
    /// be read.
    pub fn draw(&self, number: usize, width: u32, height: u32) -> Result<Pixels, RasterError> {
        let (page, sheet) = self.pages.get(number).ok_or(RasterError::NoPage)?;
        let media = sheet.as_ref().map_or(page.size, |sheet| sheet.media);
        let scale = |pixels: u32, length: f64| f64::from(pixels) / length;
        let (x, y) = (scale(width, media.width.to_pt()), scale(height, media.height.to_pt()));
        let mut brush = Brush {
            canvas: Canvas::new(width, height)?,
            all: self,
            matrix: [x, 0.0, 0.0, y, 0.0, 0.0],
        };
        match sheet {
            None => brush.items(&page.items)?,
            Some(sheet) => brush.sheet(page, sheet)?,
        }
        Ok(brush.canvas.on_white())
    }
}

/// Paints items; the matrix takes places on the page to pixels.
struct Brush<'p> {
    canvas: Canvas,
    all: &'p PagePainter,
    matrix: Matrix,
}

impl Brush<'_> {
    /// A page cut off at its bleed, and the marks around it.
    fn sheet(&mut self, page: &Page, sheet: &Sheet) -> Result<(), RasterError> {
        let (x, y) = (sheet.trim.x.to_pt(), sheet.trim.y.to_pt());
        self.matrix = after(self.matrix, [1.0, 0.0, 0.0, 1.0, x, y]);
        let (bleed, size) = (sheet.bleed, page.size);
        let both = bleed * 2.0;
        let inked = Rect {
            origin: Point::new(-bleed, -bleed),
            size: Size::new(size.width + both, size.height + both),
        };
        self.clipped(inked, |brush| brush.items(&page.items))?;
        self.items(&sheet.marks)
    }

    fn clipped(
        &mut self,
        rect: Rect,
        inside: impl FnOnce(&mut Self) -> Result<(), RasterError>,
    ) -> Result<(), RasterError> {
        self.canvas.clip(&outline(&Path::rect(rect)), false, self.matrix);
        let done = inside(self);
        self.canvas.unclip();
        done
    }

    fn items(&mut self, items: &[FrameItem]) -> Result<(), RasterError> {
        for item in items {
            match item {
                FrameItem::Text { at, line, .. } => self.line(*at, line),
                FrameItem::Shape { path, fill, stroke, even_odd } => {
                    let path = outline(path);
                    if let Some(color) = fill {
                        self.canvas.fill(&path, *even_odd, (color.rgb, 1.0), self.matrix);
                    }
                    if let Some((color, width)) = stroke {
                        let width = (width.to_pt(), PDF_MITRE);
                        self.canvas.stroke(&path, width, (color.rgb, 1.0), self.matrix);
                    }
                }
                FrameItem::Image { asset, rect, clip, mirrored, .. } => {
                    let (pictures, matrix) = (&self.all.pictures, self.matrix);
                    let paint = |brush: &mut Self| {
                        pictures.paint(&mut brush.canvas, *asset, *rect, *mirrored, matrix)
                    };
                    match clip {
                        Some(clip) => self.clipped(*clip, paint)?,
                        None => paint(self)?,
                    }
                }
                FrameItem::Turned { at, items } => self.turned(*at, items)?,
                FrameItem::TagStart(_) | FrameItem::TagEnd => {}
            }
        }
        Ok(())
    }

    fn turned(&mut self, at: Point, items: &[FrameItem]) -> Result<(), RasterError> {
        let kept = self.matrix;
        self.matrix = after(kept, [0.0, -1.0, 1.0, 0.0, at.x.to_pt(), at.y.to_pt()]);
        let done = self.items(items);
        self.matrix = kept;
        done
    }

    fn line(&mut self, at: Point, line: &Line) {
        let matrix = after(self.matrix, [1.0, 0.0, 0.0, 1.0, at.x.to_pt(), at.y.to_pt()]);
        for piece in line.pieces.iter().filter(|piece| !piece.is_space()) {
            let path = self.all.glyphs.piece(piece);
            self.canvas.fill(&path, false, (piece.style.color.rgb, 1.0), matrix);
        }
    }
}
