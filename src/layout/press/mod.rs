//! Pages to sheets: room for the bleed, and the marks around the trim.
//!
//! In: laid-out pages and what the project says of its printing. Out: a [`Sheet`] a page, whose
//! marks are items like those of the page, placed from the same corner. Nothing of a mark lies
//! inside the bleed.

mod label;
mod marks;

use super::frame::{FrameItem, Layout, Page};
use crate::geom::{Abs, Point, Size};
use crate::model::Document;
use crate::text::Typesetter;
pub(super) use label::label;
use marks::MarkContext;

/// What is printed on: a page with what stands round it.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// Extents of the whole sheet.
    pub media: Size,
    /// Where the trimmed page begins on it, from its top left corner.
    pub trim: Point,
    /// Extents of the trimmed page.
    pub size: Size,
    /// How far grounds and pictures run past the trim.
    pub bleed: Abs,
    /// Marks, placed from the trim's top left corner.
    pub marks: Vec<FrameItem>,
}

impl Sheet {
    /// The page alone, cut off at its trim.
    pub fn bare(page: &Page) -> Self {
        let (media, size) = (page.size, page.size);
        Self { media, trim: Point::default(), size, bleed: Abs::ZERO, marks: vec![] }
    }
}

/// The sheets of a print file, in the order of the pages; `file` is the name that the slug says.
pub fn sheets(
    layout: &Layout,
    document: &Document,
    setter: &Typesetter<'_>,
    file: &str,
) -> Vec<Sheet> {
    let around = MarkContext::new(document, setter);
    let count = layout.pages.len();
    let pages = layout.pages.iter().enumerate();
    pages
        .map(|(n, page)| {
            let margin = around.margin(page);
            let both = margin * 2.0;
            Sheet {
                media: Size::new(page.size.width + both, page.size.height + both),
                trim: Point::new(margin, margin),
                size: page.size,
                bleed: page.bleed,
                marks: around.marks(page, &format!("{file}   {}/{count}", n + 1)),
            }
        })
        .collect()
}
