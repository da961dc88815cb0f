//! Where each page lies on its sheet: paper, scale, creep, sides that are printed upside down.
//!
//! In: the trimmed sizes of the pages and an [`Imposition`]. Out: a [`SheetPlan`], in points, the
//! origin at the top left corner of a side as it is read. No PDF: [`super::write`] turns the
//! plan into one.

use super::grid::CellGrid;
use super::marks::{self, SheetMark};
use super::order::{self, Binding};
use crate::geom::{Abs, Rect, Size};

/// How many pages stand on a side, where it is not a booklet.
pub const N_UP: [usize; 6] = [2, 4, 6, 8, 9, 16];

/// What is to be made of the pages.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Imposition {
    /// How pages are put onto sheets.
    pub scheme: Scheme,
    /// The side of the spine, or of the first page in a row; the file's own where `None`.
    pub binding: Option<Binding>,
    /// The paper, in either orientation. Where `None`, a booklet's sheet is two pages wide, and
    /// n-up goes onto paper of the pages' own size.
    pub paper: Option<Size>,
    /// How the printer turns the paper; where `None`, as it turns a leaf of a book.
    pub flip: Option<Flip>,
    /// Whether marks say where to fold and cut. Then bleed is kept, too.
    pub marks: bool,
}

/// How pages are put onto sheets.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Scheme {
    /// Two pages a side; the sheets are laid into each other, stapled and folded.
    Booklet {
        /// Thickness of one sheet of paper. Each sheet's pages stand this much nearer to the
        /// spine than those of the sheet around it, as its outer edge is pushed out.
        creep: Abs,
    },
    /// Several pages a side, in reading order.
    NUp {
        /// Pages a side: one of [`N_UP`].
        pages: usize,
        /// Room between two pages.
        gutter: Abs,
    },
}

impl Imposition {
    /// A booklet bound as its pages are read, of paper without thickness.
    pub const BOOKLET: Self = Self {
        scheme: Scheme::Booklet { creep: Abs::ZERO },
        binding: None,
        paper: None,
        flip: None,
        marks: false,
    };
}

/// The edge about which a printer turns the paper between its sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flip {
    /// The short edge: a landscape sheet turns like a leaf of a book.
    Short,
    /// The long edge: a portrait sheet turns like a leaf of a book.
    Long,
}

impl Flip {
    /// The flip about an upright axis, by which both sides are printed the same way up.
    fn like_a_leaf(sheet: Size) -> Self {
        if sheet.width > sheet.height { Self::Short } else { Self::Long }
    }
}

/// Sheets with their pages.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetPlan {
    /// The sheet, as it is read.
    pub sheet: Size,
    /// How far the pages are reduced: 1 is full size; nothing is enlarged.
    pub scale: f64,
    /// Width and height of the largest page at full size: so much room each page has.
    pub page: Size,
    /// The edge about which the paper is turned.
    pub flip: Flip,
    /// The sides in the order of printing: front, back, front, back …
    pub sides: Vec<SheetSide>,
    /// Where to fold and cut, the same on each side; empty where none are wanted or none fit.
    pub marks: Vec<SheetMark>,
    /// Cells without a page.
    pub blanks: usize,
}

/// A side of a sheet.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetSide {
    /// Its pages, as they are read.
    pub pages: Vec<PlacedPage>,
    /// Whether the whole side is printed turned by 180°, so that it is upright once the printer
    /// has turned the paper about a level axis.
    pub turned: bool,
}

/// A page on a side.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PlacedPage {
    /// Which page, from 0.
    pub page: usize,
    /// The trimmed page.
    pub trim: Rect,
    /// The part of the sheet that it may ink, where it would ink more. Each clip softens an edge
    /// on screens, and pages that meet at a fold should show no seam.
    pub clip: Option<Rect>,
}

/// The sheet is too small for the pages to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooSmall;

impl SheetPlan {
    /// Plans the sheets for pages of these trimmed sizes, none of which is empty.
    ///
    /// # Errors
    /// [`TooSmall`] where the sheet leaves the pages less than a twentieth of their size.
    pub fn new(pages: &[Size], how: &Imposition, binding: Binding) -> Result<Self, TooSmall> {
        let widest =
            |a: Size, b: &Size| Size::new(a.width.max(b.width), a.height.max(b.height));
        let page = pages.iter().fold(Size::default(), widest);
        let grid = CellGrid::best(page, how).ok_or(TooSmall)?;
        let orders = match how.scheme {
            Scheme::Booklet { .. } => order::saddle(pages.len(), binding),
            Scheme::NUp { .. } => order::n_up(pages.len(), grid.columns, grid.rows, binding),
        };
        let flip = how.flip.unwrap_or(Flip::like_a_leaf(grid.sheet));
        let level = flip != Flip::like_a_leaf(grid.sheet);
        let sides = orders.iter().enumerate().map(|(nth, cells)| SheetSide {
            pages: grid.side(nth, cells, pages, how),
            turned: level && nth % 2 == 1,
        });
        Ok(Self {
            sheet: grid.sheet,
            scale: grid.scale,
            page,
            flip,
            sides: sides.collect(),
            marks: if how.marks { marks::marks(&grid, how.scheme) } else { vec![] },
            blanks: orders.iter().flatten().filter(|cell| cell.is_none()).count(),
        })
    }

    /// How many sheets of paper there are.
    pub fn sheets(&self) -> usize {
        self.sides.len().div_ceil(2)
    }
}
