//! The display list: what stands where on each page, and what it means.
//!
//! Backends see only this. Items are in reading order of the tags, not in painting order of a
//! press: grounds come first because layout puts them first.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diag::Span;
use crate::geom::{Abs, Path, Point, Rect, Size};
use crate::model::lang::Lang;
use crate::model::style::Color;
use crate::model::{AssetId, PageMap};
use crate::text::Line;

/// A laid-out edition.
#[derive(Debug, Clone, Default)]
pub struct Layout {
    /// The pages, cover first.
    pub pages: Vec<Page>,
    /// The structure tree.
    pub tags: TagTree,
    /// The links, indexed by `RunRole::Link`.
    pub links: Vec<LinkTarget>,
    /// Entries of the outline, in order.
    pub outline: Vec<OutlineEntry>,
    /// The pages, for outputs without pages.
    pub map: PageMap,
    /// What stands on pages in the files for screens, by their indices, where that differs.
    pub on_screens: BTreeMap<usize, Vec<FrameItem>>,
}

/// A page.
#[derive(Debug, Clone)]
pub struct Page {
    /// Trimmed size.
    pub size: Size,
    /// How far grounds run past the trim.
    pub bleed: Abs,
    /// Where it is folded, from the left edge of the trim; the folds run from top to bottom.
    pub folds: Vec<Abs>,
    /// What the folio says or would say; the PDF's page label.
    pub label: String,
    /// What stands on it.
    pub items: Vec<FrameItem>,
}

/// A thing on a page. Positions are from the trim's top left corner.
#[derive(Debug, Clone)]
pub enum FrameItem {
    /// A line of text: the left end of its baseline (the line's own `offset` is already in it).
    Text {
        /// Left end of the baseline.
        at: Point,
        /// The line.
        line: Arc<Line>,
        /// Bytes of the line's pieces all belong to this text of the source.
        span: Span,
    },
    /// A filled or stroked outline. Always an artifact unless a figure's tag is open.
    Shape {
        /// The outline.
        path: Path,
        /// Its fill.
        fill: Option<Color>,
        /// Colour and width of its stroke; miter joins.
        stroke: Option<(Color, Abs)>,
        /// Whether the fill follows the even-odd rule.
        even_odd: bool,
    },
    /// A picture of pixels or a drawing, fitted to a rectangle: upright, whatever its file says.
    Image {
        /// The picture.
        asset: AssetId,
        /// Where the whole of it goes.
        rect: Rect,
        /// The visible part of the page; all of `rect` where `None`.
        clip: Option<Rect>,
        /// Whether left and right of the picture change places; neither `rect` nor `clip` do.
        mirrored: bool,
        /// Where the source describes the figure.
        span: Span,
    },
    /// Items with places of their own, turned a quarter to the left about a point of the page:
    /// what lies `x` to the right and `y` down in them lies `x` up and `y` to the right of it.
    Turned {
        /// Where their origin lies.
        at: Point,
        /// The items; their tags pair among themselves.
        items: Vec<FrameItem>,
    },
    /// What follows belongs to this structure element, until `TagEnd`; items outside any tag are
    /// artifacts. Pairs nest; content belongs to the innermost.
    TagStart(TagId),
    /// Ends the innermost tag.
    TagEnd,
}

/// A line of text where it stands.
#[derive(Debug, Clone, Copy)]
pub struct PlacedLine<'l> {
    /// Left end of its baseline; from `turned`, where that is something.
    pub at: Point,
    /// The line.
    pub line: &'l Arc<Line>,
    /// Its text in the source.
    pub span: Span,
    /// Where the turned items that it belongs to have their origin on the page.
    pub turned: Option<Point>,
}

impl PlacedLine<'_> {
    /// A rectangle that lies somewhere from the left end of the line's baseline, on the page.
    pub fn on_page(&self, rect: Rect) -> Rect {
        let near = Rect { origin: rect.origin.moved(self.at.x, self.at.y), size: rect.size };
        let Some(at) = self.turned else { return near };
        let (width, height) = (near.size.height, near.size.width);
        Rect::new(at.x + near.top(), at.y - near.right(), width, height)
    }
}

/// The lines among some items, also those in turned ones.
pub fn lines(items: &[FrameItem]) -> Vec<PlacedLine<'_>> {
    fn add<'l>(items: &'l [FrameItem], turned: Option<Point>, out: &mut Vec<PlacedLine<'l>>) {
        for item in items {
            match item {
                FrameItem::Text { at, line, span } => {
                    out.push(PlacedLine { at: *at, line, span: *span, turned });
                }
                FrameItem::Turned { at, items } => add(items, Some(*at), out),
                _ => {}
            }
        }
    }
    let mut out = vec![];
    add(items, None, &mut out);
    out
}

/// A structure element by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TagId(pub u32);

/// The structure tree (ISO 32000-1 14.7): nodes in creation order, children in reading order.
#[derive(Debug, Clone, Default)]
pub struct TagTree {
    /// The elements; the first is the `Document`.
    pub nodes: Vec<TagNode>,
}

/// A structure element.
#[derive(Debug, Clone)]
pub struct TagNode {
    /// Its type.
    pub kind: TagKind,
    /// Its parent; `None` for the root.
    pub parent: Option<TagId>,
    /// Its children, in reading order. Marked content of the element itself comes where the
    /// frames put it: before, between or after children, by order of appearance.
    pub children: Vec<TagId>,
    /// Its language, where it differs from its parent's.
    pub lang: Option<Lang>,
    /// What it shows (figures, formulas).
    pub alt: Option<String>,
    /// A title (`T`), for sections.
    pub title: Option<String>,
    /// Unique id (`ID`), compulsory for notes.
    pub id: Option<String>,
    /// Whether its text runs from right to left (`WritingMode /RlTb`).
    pub rtl: bool,
    /// Where it fills its page's area (`BBox`, figures): page index and rectangle.
    pub bbox: Option<(usize, Rect)>,
}

/// Structure types of ISO 32000-1 14.8.4.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TagKind {
    /// The root.
    Document,
    /// One of the texts of a file that holds several.
    Part,
    /// A section.
    Sect,
    /// A heading, 1 to 6.
    H(u8),
    /// A paragraph.
    P,
    /// A list.
    L(ListNumbering),
    /// A list item.
    Li,
    /// Its label.
    Lbl,
    /// Its body.
    LBody,
    /// A table.
    Table,
    /// A row.
    Tr,
    /// A head cell, of a column or of a row.
    Th(Scope),
    /// A cell.
    Td,
    /// A figure.
    Figure,
    /// A caption.
    Caption,
    /// A contents list.
    Toc,
    /// An item of it.
    Toci,
    /// A reference, as of a contents item or a note mark.
    Reference,
    /// A footnote.
    Note,
    /// A quotation of paragraphs.
    BlockQuote,
    /// A division.
    Div,
    /// A part of a paragraph.
    Span,
    /// A link; its annotation's `Contents` is the text.
    Link(u32),
}

/// `ListNumbering` of a list (ISO 32000-1 14.8.5.5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ListNumbering {
    /// No marker, as in term lists.
    None,
    /// Bullets.
    Disc,
    /// Numbers.
    Decimal,
    /// Small Roman numerals.
    LowerRoman,
    /// Large Roman numerals.
    UpperRoman,
    /// Letters, of whichever alphabet; there is no other value for them.
    LowerAlpha,
    /// Capitals.
    UpperAlpha,
}

/// `Scope` of a head cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scope {
    /// It names its column.
    Column,
    /// It names its row.
    Row,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq)]
pub enum LinkTarget {
    /// An address.
    Url {
        /// The address.
        url: String,
        /// What a reader is told (`Contents`).
        text: String,
        /// Where the source has it.
        span: Span,
    },
    /// A place in the document, known after layout.
    Place {
        /// Page index.
        page: usize,
        /// Height on it.
        y: Abs,
        /// What a reader is told.
        text: String,
    },
}

/// An entry of the outline.
#[derive(Debug, Clone, PartialEq)]
pub struct OutlineEntry {
    /// What it says.
    pub title: String,
    /// 1 is the top level.
    pub level: u8,
    /// Page index.
    pub page: usize,
    /// Height on it.
    pub y: Abs,
}

impl TagTree {
    /// Takes back all elements but the first `count`.
    pub fn forget(&mut self, count: usize) {
        self.nodes.truncate(count);
        for node in &mut self.nodes {
            node.children.retain(|child| (child.0 as usize) < count);
        }
    }

    /// Adds an element as the last child of `parent` and returns its number.
    pub fn add(&mut self, kind: TagKind, parent: Option<TagId>) -> TagId {
        let id = TagId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        self.nodes.push(TagNode {
            kind,
            parent,
            children: vec![],
            lang: None,
            alt: None,
            title: None,
            id: None,
            rtl: false,
            bbox: None,
        });
        if let Some(parent) = parent {
            self.nodes[parent.0 as usize].children.push(id);
        }
        id
    }

    /// Takes over another tree, its root as the last child of `parent`; links in it are numbered
    /// on from `link_base`. Returns what to add to the other tree's numbers.
    pub fn adopt(&mut self, other: Self, parent: TagId, link_base: usize) -> u32 {
        let base = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
        let links = u32::try_from(link_base).unwrap_or(u32::MAX);
        self.get_mut(parent).children.push(TagId(base));
        for mut node in other.nodes {
            node.parent = Some(node.parent.map_or(parent, |p| TagId(p.0 + base)));
            for child in &mut node.children {
                child.0 += base;
            }
            if let TagKind::Link(number) = &mut node.kind {
                *number += links;
            }
            self.nodes.push(node);
        }
        base
    }

    /// The element behind a number.
    pub fn get_mut(&mut self, id: TagId) -> &mut TagNode {
        &mut self.nodes[id.0 as usize]
    }
}
