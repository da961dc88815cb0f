//! Pages to content streams (ISO 32000-1 7.8.2), with marked content for the tags.
//!
//! In: pages, one after the other. Out: each page's operators as bytes, its links, and what the
//! structure tree needs. Lines go in logical order, each as one text object; a new sequence of
//! marked content begins only where the owner changes (text-layer rules R1, R10, R12). Whatever
//! stands outside the tags is an artifact.

use std::collections::BTreeSet;

use super::element::name;
use super::graphics::{self, Pen};
use super::logical;
use super::segment::{Around, Role, Segment, around};
use super::slots::{Row, Setter};
use super::syntax::{escaped, integer, number, numbers};
use super::tag::{ElementId, Structure};
use crate::geom::Point;
use crate::layout::frame::{FrameItem, Page, TagId, TagKind};
use crate::model::AssetId;
use crate::model::asset::Asset;
use crate::text::Line;

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
enum Open {
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
    /// The tags.
    pub(super) structure: Structure<'a>,
    /// The links so far.
    pub(super) links: Vec<LinkArea>,
    /// The pictures that pages show.
    pub(super) pictures: BTreeSet<AssetId>,
    /// The page's operators so far.
    pub(super) out: Vec<u8>,
    page: usize,
    /// The page's height in points.
    pub(super) height: f64,
    open: Open,
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
        structure: Structure<'a>,
    ) -> Self {
        Self {
            assets,
            setter,
            structure,
            links: vec![],
            pictures: BTreeSet::new(),
            out: vec![],
            page: 0,
            height: 0.0,
            open: Open::Nothing,
            begun: vec![],
            pen: Pen::default(),
            font: None,
        }
    }

    /// The content stream of the next page, not yet compressed.
    pub(super) fn page(&mut self, index: usize, page: &Page) -> Vec<u8> {
        self.structure.begin_page();
        (self.page, self.height) = (index, page.size.height.to_pt());
        self.open = Open::Nothing;
        self.pen = Pen::default();
        self.font = None;
        for (i, item) in page.items.iter().enumerate() {
            match item {
                FrameItem::Text { at, line, .. } => {
                    self.line(*at, line, around(&page.items, i, *at, line));
                }
                FrameItem::Shape { path, fill, stroke, even_odd } => {
                    self.mark(self.figure());
                    let fill = fill.map(|c| c.rgb);
                    let stroke = stroke.map(|(c, width)| (c.rgb, width));
                    let place = |p: Point| (p.x.to_pt(), self.height - p.y.to_pt());
                    self.pen.path(&mut self.out, path, fill, stroke, *even_odd, place);
                }
                FrameItem::Image { asset, rect, clip, mirrored, .. } => {
                    self.image(*asset, *rect, *clip, *mirrored);
                }
                FrameItem::TagStart(id) => {
                    let kind = self.structure.node(*id).map(|n| n.kind);
                    self.begun.push(Begun { id: *id, kind, area: None });
                }
                FrameItem::TagEnd => self.tag_end(),
            }
        }
        self.mark_end();
        for i in 0..self.begun.len() {
            self.link_tag(i);
        }
        std::mem::take(&mut self.out)
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
        let wanted = element.map_or(Open::Artifact, Open::Element);
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
        if self.open != Open::Nothing {
            self.out.extend_from_slice(b"EMC\n");
            self.open = Open::Nothing;
        }
    }

    /// Paints a line.
    fn line(&mut self, at: Point, line: &Line, around: Around) {
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
        let x = at.x + first.x;
        let y = self.height - at.y.to_pt();
        let last = &line.pieces[pieces.end - 1];
        let width = last.x + last.width - first.x;
        let rect =
            [x.to_pt(), y - LINK_BELOW * size, (x + width).to_pt(), y + LINK_ABOVE * size];
        let element =
            owner.map(|begun| self.structure.inline(begun.id, &role, &first.style.lang));
        self.mark(element);
        self.text(x.to_pt() - lead, y, line, n);
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
        if self.setter.stores_logically() {
            logical::show(out, &mut self.pen, row, segment, line, (x, y));
        } else {
            numbers(out, &[1.0, 0.0, 0.0, 1.0, x, y]);
            out.extend_from_slice(b"Tm\n");
            show(out, &mut self.pen, row, segment, line);
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

/// Writes a segment's codes; its colours change between two arrays (R9).
fn show(out: &mut Vec<u8>, pen: &mut Pen, row: &Row, segment: &Segment, line: &Line) {
    let mut piece = u32::MAX;
    let mut state = Show::Outside;
    for token in &row.tokens[segment.tokens.clone()] {
        if token.piece != piece {
            piece = token.piece;
            let style = &line.pieces[piece as usize].style;
            let blank = line.pieces[piece as usize].is_space();
            if !blank && !pen.fills(style.color.rgb) {
                state.leave(out);
                pen.fill(out, style.color.rgb);
            }
        }
        state.enter(out);
        escaped(out, &token.code.to_be_bytes());
        if token.shift != 0 {
            out.push(b')');
            number(out, -f64::from(token.shift));
            state = Show::Array;
        }
    }
    state.leave(out);
}

/// Where the writer is in a TJ array.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Show {
    Outside,
    Array,
    String,
}

impl Show {
    fn enter(&mut self, out: &mut Vec<u8>) {
        match self {
            Self::Outside => out.extend_from_slice(b"[("),
            Self::Array => out.push(b'('),
            Self::String => {}
        }
        *self = Self::String;
    }

    fn leave(&mut self, out: &mut Vec<u8>) {
        match self {
            Self::Outside => {}
            Self::Array => out.extend_from_slice(b"]TJ\n"),
            Self::String => out.extend_from_slice(b")]TJ\n"),
        }
        *self = Self::Outside;
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
