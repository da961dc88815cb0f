//! Pages to content streams (ISO 32000-1 7.8.2), with marked content for the tags.
//!
//! In: pages, one after the other. Out: each page's operators as bytes, its links, and what the
//! structure tree needs. Lines go in logical order, each as one text object; a new sequence of
//! marked content begins only where the owner changes (text-layer rules R1, R10, R12). Whatever
//! stands outside the tags is an artifact.

use super::element::name;
use super::graphics::{self, Pen};
use super::logical;
use super::paint::Palette;
use super::picture::Picture;
use super::segment::{Neighbours, Role, around};
use super::show::{Brush, show};
use super::slots::Setter;
use super::syntax::{integer, number, numbers};
use super::tag::{ElementId, Structure};
use crate::geom::Point;
use crate::layout::frame::{FrameItem, Page, TagId, TagKind};
use crate::layout::press::Sheet;
use crate::model::asset::Asset;
use crate::text::{Line, PlacedRun};

/// Height of a link's area above and below the baseline, in em.
const LINK_ABOVE: f64 = 0.8;
const LINK_BELOW: f64 = 0.25;

/// A link's area on a page.
#[derive(Debug, Clone, Copy)]
pub(super) struct LinkArea {
    /// Index of the page.
    pub(super) page: usize,
    /// Left, bottom, right and top, `y` upwards.
    pub(super) rect: [f64; 4],
    /// Index into the layout's links.
    pub(super) link: u32,
    /// The `Link` element.
    pub(super) element: ElementId,
}

/// What marked content is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum OpenContent {
    Nothing,
    Artifact,
    Element(ElementId),
}

/// An element of the layout that has begun.
#[derive(Debug, Clone, Copy)]
struct Begun {
    id: TagId,
    kind: Option<TagKind>,
    /// What its lines cover, where it is a link.
    area: Option<[f64; 4]>,
}

/// Writes pages.
pub(super) struct Painter<'a> {
    /// The pictures that pages may show.
    pub(super) assets: &'a [Asset],
    /// Lines to codes.
    pub(super) setter: Setter<'a>,
    /// Colours to what the file calls them.
    pub(super) palette: Palette<'a>,
    /// The tags.
    pub(super) structure: Structure<'a>,
    /// Whether content is marked for the tags; paper has none.
    tagged: bool,
    /// The links so far.
    pub(super) links: Vec<LinkArea>,
    /// The pictures that pages show, by the numbers that name them.
    pub(super) pictures: Vec<Picture>,
    /// The page's operators so far.
    pub(super) out: Vec<u8>,
    page: usize,
    /// Where the trim's top left corner lies, `y` upwards.
    pub(super) corner: (f64, f64),
    /// Where the origin of the turned items lies that are being painted.
    turn: Option<(f64, f64)>,
    open: OpenContent,
    begun: Vec<Begun>,
    /// What paths are painted with.
    pub(super) pen: Pen,
    font: Option<(usize, f64)>,
}

impl<'a> Painter<'a> {
    /// A painter before the first page.
    pub(super) fn new(
        assets: &'a [Asset],
        setter: Setter<'a>,
        palette: Palette<'a>,
        structure: Structure<'a>,
        tagged: bool,
    ) -> Self {
        Self {
            assets,
            setter,
            palette,
            structure,
            tagged,
            links: vec![],
            pictures: vec![],
            out: vec![],
            page: 0,
            corner: (0.0, 0.0),
            turn: None,
            open: OpenContent::Nothing,
            begun: vec![],
            pen: Pen::default(),
            font: None,
        }
    }

    /// The content stream of the next page on its sheet, not yet compressed.
    pub(super) fn page(&mut self, index: usize, page: &Page, sheet: &Sheet) -> Vec<u8> {
        self.structure.begin_page();
        self.page = index;
        let height = sheet.media.height.to_pt();
        self.corner = (sheet.trim.x.to_pt(), height - sheet.trim.y.to_pt());
        self.open = OpenContent::Nothing;
        self.pen = Pen::default();
        self.font = None;
        if sheet.media == page.size {
            self.items(&page.items);
        } else {
            self.clipped(page, sheet);
            self.items(&sheet.marks);
        }
        self.mark_end();
        for i in 0..self.begun.len() {
            self.link_tag(i);
        }
        std::mem::take(&mut self.out)
    }

    /// Paints a page cut off at its bleed, so that nothing of it lies among the marks.
    fn clipped(&mut self, page: &Page, sheet: &Sheet) {
        self.out.extend_from_slice(b"q\n");
        let bleed = sheet.bleed.to_pt();
        let (left, foot) =
            (self.corner.0 - bleed, self.corner.1 - page.size.height.to_pt() - bleed);
        let width = page.size.width.to_pt() + bleed * 2.0;
        let height = page.size.height.to_pt() + bleed * 2.0;
        coordinates(&mut self.out, &[left, foot, width, height]);
        self.out.extend_from_slice(b"re W n\n");
        self.items(&page.items);
        self.mark_end();
        self.out.extend_from_slice(b"Q\n");
        (self.pen, self.font) = (Pen::default(), None);
    }

    fn items(&mut self, items: &[FrameItem]) {
        for (i, item) in items.iter().enumerate() {
            match item {
                FrameItem::Text { at, line, .. } => {
                    self.line(*at, line, around(items, i, *at, line));
                }
                FrameItem::Shape { path, fill, stroke, even_odd } => {
                    self.mark(self.figure());
                    let fill = fill.and_then(|color| self.palette.shape(color));
                    let stroke = stroke.and_then(|(color, width)| {
                        self.palette.shape(color).map(|paint| (paint, width))
                    });
                    let (x, y) = self.corner;
                    let place = |p: Point| (x + p.x.to_pt(), y - p.y.to_pt());
                    let (out, palette) = (&mut self.out, &self.palette);
                    self.pen.path(out, (path, *even_odd), fill, stroke, palette, place);
                }
                FrameItem::Image { asset, rect, clip, mirrored, .. } => {
                    self.image(*asset, *rect, *clip, *mirrored, &items[..i]);
                }
                FrameItem::Turned { at, items } => self.turned(*at, items),
                FrameItem::TagStart(id) => {
                    let kind = self.structure.node(*id).map(|n| n.kind);
                    self.begun.push(Begun { id: *id, kind, area: None });
                }
                FrameItem::TagEnd => self.tag_end(),
            }
        }
    }

    /// Paints items that are turned a quarter to the left: a matrix does it, so that they stay
    /// text, and their places their own (ISO 32000-1 8.3.4).
    fn turned(&mut self, at: Point, items: &[FrameItem]) {
        self.mark_end();
        let (corner, pen, font) = (self.corner, self.pen, self.font);
        let (x, y) = (corner.0 + at.x.to_pt(), corner.1 - at.y.to_pt());
        self.out.extend_from_slice(b"q\n");
        coordinates(&mut self.out, &[0.0, 1.0, -1.0, 0.0, x, y]);
        self.out.extend_from_slice(b"cm\n");
        (self.corner, self.turn) = ((0.0, 0.0), Some((x, y)));
        self.items(items);
        self.mark_end();
        self.out.extend_from_slice(b"Q\n");
        (self.corner, self.turn, self.pen, self.font) = (corner, None, pen, font);
    }

    /// Ends the innermost element.
    fn tag_end(&mut self) {
        if let Some(last) = self.begun.len().checked_sub(1) {
            self.link_tag(last);
            self.structure.end(self.begun[last].id);
            self.begun.truncate(last);
        }
    }

    /// Adds the area of a link that the layout has tagged as a whole.
    fn link_tag(&mut self, i: usize) {
        let begun = &mut self.begun[i];
        if let (Some(TagKind::Link(link)), Some(rect)) = (begun.kind, begun.area.take()) {
            let element = ElementId(begun.id.0);
            self.link(link, rect, element);
        }
    }

    fn link(&mut self, link: u32, rect: [f64; 4], element: ElementId) {
        let rect = match self.turn {
            Some((x, y)) => [x - rect[3], y + rect[0], x - rect[1], y + rect[2]],
            None => rect,
        };
        self.structure.annotate(element, self.links.len());
        self.links.push(LinkArea { page: self.page, rect, link, element });
    }

    /// The figure that is open, if the innermost element is one.
    pub(super) fn figure(&self) -> Option<ElementId> {
        let begun = self.begun.last()?;
        (begun.kind == Some(TagKind::Figure)).then_some(ElementId(begun.id.0))
    }

    /// Opens marked content for an element, or an artifact.
    pub(super) fn mark(&mut self, element: Option<ElementId>) {
        if !self.tagged {
            return;
        }
        let wanted = element.map_or(OpenContent::Artifact, OpenContent::Element);
        if self.open == wanted {
            return;
        }
        self.mark_end();
        match element {
            None => self.out.extend_from_slice(b"/Artifact BMC\n"),
            Some(element) => {
                let mcid = self.structure.content(element);
                self.out.push(b'/');
                self.out.extend_from_slice(self.structure.type_of(element).as_bytes());
                self.out.extend_from_slice(b"<</MCID ");
                integer(&mut self.out, u64::from(mcid));
                self.out.extend_from_slice(b">>BDC\n");
            }
        }
        self.open = wanted;
    }

    fn mark_end(&mut self) {
        if self.open != OpenContent::Nothing {
            self.out.extend_from_slice(b"EMC\n");
            self.open = OpenContent::Nothing;
        }
    }

    /// Paints a line, or what of it is on the file's plates.
    fn line(&mut self, at: Point, line: &Line, around: Neighbours) {
        let mut on = |p: &PlacedRun| self.palette.has_text(p.style.color, p.style.size);
        if line.pieces.iter().all(&mut on) {
            self.whole_line(at, line, around);
            return;
        }
        let pieces = line.pieces.iter().filter(|p| on(p)).cloned().collect();
        self.whole_line(at, &Line { pieces, ..line.clone() }, around);
    }

    fn whole_line(&mut self, at: Point, line: &Line, around: Neighbours) {
        let row = self.setter.set(line, around);
        let owner = self.begun.last().copied();
        for n in 0..row.segments.len() {
            self.segment(at, line, owner, n);
        }
    }

    fn segment(&mut self, at: Point, line: &Line, owner: Option<Begun>, n: usize) {
        let segment = &self.setter.row().segments[n];
        if segment.tokens.is_empty() {
            return;
        }
        let (role, pieces) = (segment.role.clone(), segment.pieces.clone());
        let (size, lead) = (self.setter.row().size, segment.lead);
        let first = &line.pieces[pieces.start];
        let x = self.corner.0 + (at.x + first.x).to_pt();
        let y = self.corner.1 - at.y.to_pt();
        if !self.tagged {
            self.text(x - lead, y, line, n);
            return;
        }
        let last = &line.pieces[pieces.end - 1];
        let right = x + (last.x + last.width - first.x).to_pt();
        let rect = [x, y - LINK_BELOW * size, right, y + LINK_ABOVE * size];
        let element =
            owner.map(|begun| self.structure.inline(begun.id, &role, &first.style.lang));
        self.mark(element);
        self.text(x - lead, y, line, n);
        if let (Some(element), Role::Link(link)) = (element, role) {
            self.link(link, rect, element);
        }
        let tagged = |b: &&mut Begun| matches!(b.kind, Some(TagKind::Link(_)));
        if let Some(begun) = self.begun.iter_mut().rev().find(tagged) {
            begun.area = Some(begun.area.map_or(rect, |area| both(area, rect)));
        }
    }

    /// Writes a text object: one row, one colour after the other.
    fn text(&mut self, x: f64, y: f64, line: &Line, n: usize) {
        let row = self.setter.row();
        let segment = &row.segments[n];
        let out = &mut self.out;
        out.extend_from_slice(b"BT\n");
        if self.font != Some((row.font, row.size)) {
            self.font = Some((row.font, row.size));
            out.extend_from_slice(b"/F");
            integer(out, row.font as u64);
            out.push(b' ');
            number(out, row.size);
            out.extend_from_slice(b" Tf\n");
        }
        let mut brush = Brush::new(&mut self.pen, &mut self.palette, line);
        if self.setter.stores_logically() {
            logical::show(out, &mut brush, row, segment, (x, y));
        } else {
            numbers(out, &[1.0, 0.0, 0.0, 1.0, x, y]);
            out.extend_from_slice(b"Tm\n");
            show(out, &mut brush, row, segment);
        }
        out.extend_from_slice(b"ET\n");
    }
}

impl Structure<'_> {
    /// The structure type of an element, which its marked content repeats.
    fn type_of(&self, id: ElementId) -> &'static str {
        self.node(TagId(id.0)).map_or("Span", |node| name(node.kind))
    }
}

/// The box around two boxes.
fn both(a: [f64; 4], b: [f64; 4]) -> [f64; 4] {
    [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]
}

/// Writes a rectangle or any other number list.
pub(super) fn coordinates(out: &mut Vec<u8>, all: &[f64]) {
    let rounded: Vec<f64> = all.iter().map(|&n| graphics::hundredth(n)).collect();
    numbers(out, &rounded);
}
