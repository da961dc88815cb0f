//! The blocks of a section: paragraphs, lists, figures, tables, boxes.

use super::lang::Marker;
use super::style::{Align, Kashida};
use super::{AssetId, DoDont, Help, Moment, Opening, Text};
use crate::diag::Span;
use crate::geom::{Point, Rect, Size};

/// A block of a section. `id` is said by the author or derived; it is unique in the document.
#[derive(Debug, Clone)]
pub struct Block {
    /// Unique, stable; the anchor on the web.
    pub id: Option<String>,
    /// What it is.
    pub kind: BlockKind,
    /// How its prose is set, where that is not as the theme says.
    pub lines: LineChange,
    /// Where it begins.
    pub span: Span,
}

/// How prose is set where an author asks for it; what is not asked for stays as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LineChange {
    /// Where its lines end.
    pub align: Option<Align>,
    /// How far joins may be stretched in its flush lines.
    pub kashida: Option<Kashida>,
}

impl LineChange {
    /// These changes, and around them those of `outer`.
    pub fn within(self, outer: Self) -> Self {
        Self { align: self.align.or(outer.align), kashida: self.kashida.or(outer.kashida) }
    }
}

/// What a block is.
#[derive(Debug, Clone)]
pub enum BlockKind {
    /// A paragraph.
    Paragraph(Text),
    /// A heading inside a section: level 3 or 4.
    Heading {
        /// 3 or 4.
        level: u8,
        /// Its text.
        text: Text,
    },
    /// A definition list.
    Terms(Vec<TermRow>),
    /// Bullets or numbers.
    List(List),
    /// A picture.
    Figure(Figure),
    /// A table.
    Table(Table),
    /// A tinted box.
    Callout {
        /// Its title.
        title: Option<Text>,
        /// Its blocks.
        body: Vec<Block>,
    },
    /// A quotation.
    Quote {
        /// Its paragraphs.
        body: Vec<Text>,
        /// Who said it.
        attribution: Option<Text>,
    },
    /// Two to four big numbers.
    Facts(Vec<Fact>),
    /// Numbered steps.
    Steps(Vec<Step>),
    /// Lines to tick.
    Checklist(Vec<Text>),
    /// What to do, each with what not to do.
    Pairs(Vec<DoDont>),
    /// When a door is open.
    Hours(Vec<Opening>),
    /// What came when.
    Timeline(Vec<Moment>),
    /// A number to call for help.
    Help(Help),
    /// Ways to reach the organisation, optionally with a QR code.
    Contact(Contact),
    /// A QR code by itself.
    Qr(Qr),
    /// Columns side by side, in reading order.
    Columns {
        /// What stands in each of them.
        columns: Vec<Vec<Block>>,
        /// Whether they share the whole text block, not the main column.
        wide: bool,
    },
    /// A forced page break.
    PageBreak,
    /// The contents, at a place of the author's choice.
    Toc,
}

/// A term and its description.
#[derive(Debug, Clone)]
pub struct TermRow {
    /// The term, without its colon.
    pub term: Text,
    /// The description; its first paragraph and any further ones.
    pub text: Vec<Text>,
    /// Where the row begins.
    pub span: Span,
}

/// Bullets or numbers.
#[derive(Debug, Clone)]
pub struct List {
    /// `Some(first number)` where the items are numbered.
    pub start: Option<u32>,
    /// How the numbers are written; in the edition's digits, where it is not said.
    pub marker: Option<Marker>,
    /// The items; each begins with a paragraph and may hold nested lists.
    pub items: Vec<Vec<Block>>,
}

/// A picture with what belongs to it.
#[derive(Debug, Clone)]
pub struct Figure {
    /// The picture.
    pub asset: AssetId,
    /// What it shows, for those who do not see it; `None` where it is decoration only.
    pub alt: Option<String>,
    /// Its caption.
    pub caption: Option<Text>,
    /// Who made it.
    pub credit: Option<Text>,
    /// Where it stands.
    pub width: FigureWidth,
    /// Width over height of the part that is shown; the whole picture where `None`.
    pub crop: Option<f64>,
    /// Which part stays where some is cut off.
    pub focus: Focus,
    /// Whether left and right change places, after it is cut.
    pub mirrored: bool,
    /// Where it stands when its place has no room for it.
    pub place: FigurePlace,
    /// Its number among the captioned figures, from 1; 0 without a caption.
    pub number: u32,
    /// Where the source describes it.
    pub span: Span,
}

impl Figure {
    /// The part that is shown of a picture whose upright extents are `size`.
    pub fn part(&self, size: Size) -> Rect {
        match self.crop {
            Some(ratio) => self.focus.part(size, ratio),
            None => Rect { origin: Point::default(), size },
        }
    }
}

/// Where a figure stands when its place has no room for it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum FigurePlace {
    /// At the head of the next page, while the text goes on.
    #[default]
    Float,
    /// Where the text names it, on the next page with what follows.
    Here,
}

/// How wide a figure is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FigureWidth {
    /// The main column, the caption beside it.
    #[default]
    Column,
    /// The whole text block, the caption below it.
    Text,
    /// To the edges of the page.
    Bleed,
    /// A page of its own, to all its edges.
    Page,
}

/// At which side of what stands beside it a figure stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum FigureSide {
    /// Where lines begin.
    #[default]
    Start,
    /// Where lines end.
    End,
}

/// Which part of a picture stays when some is cut off; sides as in the file, upright.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Focus {
    /// The middle.
    #[default]
    Center,
    /// The middle of the upper edge.
    Top,
    /// The middle of the lower edge.
    Bottom,
    /// The middle of the left edge.
    Left,
    /// The middle of the right edge.
    Right,
    /// The upper left corner.
    TopLeft,
    /// The upper right corner.
    TopRight,
    /// The lower left corner.
    BottomLeft,
    /// The lower right corner.
    BottomRight,
    /// So many percent from the left and from the top.
    At(u8, u8),
}

impl Focus {
    /// The largest part of a picture of `size` that is `ratio` times as wide as high and lies
    /// nearest to the focus.
    pub fn part(self, size: Size, ratio: f64) -> Rect {
        let width = size.width.min(size.height * ratio);
        let height = size.height.min(size.width / ratio);
        let (across, down) = self.shares();
        let (x, y) = ((size.width - width) * across, (size.height - height) * down);
        Rect::new(x, y, width, height)
    }

    /// How much of what is cut off lies at the left and at the top.
    pub fn shares(self) -> (f64, f64) {
        match self {
            Self::Center => (0.5, 0.5),
            Self::Top => (0.5, 0.0),
            Self::Bottom => (0.5, 1.0),
            Self::Left => (0.0, 0.5),
            Self::Right => (1.0, 0.5),
            Self::TopLeft => (0.0, 0.0),
            Self::TopRight => (1.0, 0.0),
            Self::BottomLeft => (0.0, 1.0),
            Self::BottomRight => (1.0, 1.0),
            Self::At(across, down) => (f64::from(across) / 100.0, f64::from(down) / 100.0),
        }
    }
}

/// A table.
#[derive(Debug, Clone)]
pub struct Table {
    /// Its caption.
    pub caption: Option<Text>,
    /// The head row.
    pub head: Vec<Text>,
    /// How each column is aligned.
    pub align: Vec<CellAlign>,
    /// Rows of cells, each as long as `head`.
    pub rows: Vec<Vec<Text>>,
    /// Whether the first column names its row.
    pub row_heads: bool,
}

/// How a column's cells are aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CellAlign {
    /// At the start side.
    #[default]
    Start,
    /// In the middle.
    Center,
    /// At the end side, as numbers are.
    End,
}

/// A big number.
#[derive(Debug, Clone)]
pub struct Fact {
    /// The number, as text.
    pub number: Text,
    /// What it counts.
    pub label: Text,
}

/// A step.
#[derive(Debug, Clone)]
pub struct Step {
    /// Its title.
    pub title: Text,
    /// Its text.
    pub text: Vec<Text>,
}

/// Ways to reach the organisation.
#[derive(Debug, Clone)]
pub struct Contact {
    /// Its title.
    pub title: Option<Text>,
    /// Label and value of each way.
    pub rows: Vec<(Text, Text)>,
    /// A QR code at the end side.
    pub qr: Option<Qr>,
}

/// A QR code.
#[derive(Debug, Clone)]
pub struct Qr {
    /// What it encodes.
    pub data: String,
    /// What it is for, in words.
    pub alt: String,
    /// Rows of modules, `true` is dark; a square without the quiet zone.
    pub modules: Vec<Vec<bool>>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::Abs;

    #[test]
    fn a_part_has_its_ratio_and_lies_at_its_focus() {
        let size = |w, h| Size::new(Abs::pt(w), Abs::pt(h));
        let part = |focus: Focus, size, ratio| {
            let part = focus.part(size, ratio);
            [part.left(), part.top(), part.size.width, part.size.height].map(Abs::to_pt)
        };
        let wide = size(300.0, 100.0);
        assert_eq!(part(Focus::Center, wide, 1.0), [100.0, 0.0, 100.0, 100.0]);
        assert_eq!(part(Focus::Top, wide, 1.0), [100.0, 0.0, 100.0, 100.0]);
        assert_eq!(part(Focus::BottomLeft, wide, 2.0), [0.0, 0.0, 200.0, 100.0]);
        let tall = size(100.0, 300.0);
        assert_eq!(part(Focus::Right, tall, 1.0), [0.0, 100.0, 100.0, 100.0]);
        assert_eq!(part(Focus::TopRight, tall, 1.0), [0.0, 0.0, 100.0, 100.0]);
        assert_eq!(part(Focus::Bottom, tall, 0.5), [0.0, 100.0, 100.0, 200.0]);
        assert_eq!(part(Focus::Center, wide, 3.0), [0.0, 0.0, 300.0, 100.0]);
    }
}
