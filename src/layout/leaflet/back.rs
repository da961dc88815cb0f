//! What the back panel bears: a contact, else the closing words, else the names of the cover.

use super::super::assemble::Assembly;
use super::super::blocks::stack;
use super::super::closing::above_partners;
use super::super::context::Column;
use super::super::frame::{FrameItem, TagKind};
use super::super::logo::Voice;
use super::super::ornament::{Plot, Side, cells, field};
use super::super::par::{Builder, Manner};
use super::super::slab::{Anchor, Slab, shift};
use super::lines;
use super::panels::{Panel, Part};
use super::sheet::Open;
use crate::diag::Span;
use crate::geom::{Abs, Rect, Size};
use crate::model::{Block, BlockKind, Document, Section};

/// What the back panel bears.
pub(super) enum Back {
    /// Ways to reach the organisation.
    Contact(Block),
    /// The last section, its number among all, counted from 0.
    Section(Section, usize),
    /// The names that the cover bears.
    Names,
}

/// Takes out of an edition what its back panel bears: a contact wherever it stands, unless it is
/// to `stay` in the text, else a last section of prose alone.
pub(super) fn take(mut document: Document, stays: bool) -> (Document, Back) {
    let is_contact = |block: &Block| matches!(block.kind, BlockKind::Contact(_));
    for at in 0..document.sections.len() {
        let body = &mut document.sections[at].body;
        // What is all that there is stays in the text.
        let alone = body.len() == 1 && document.sections.len() == 1;
        let body = &mut document.sections[at].body;
        if let Some(found) = body.iter().position(is_contact).filter(|_| !alone && !stays) {
            let contact = body.remove(found);
            if body.is_empty() {
                document.sections.remove(at);
            }
            return (document, Back::Contact(contact));
        }
    }
    let is_prose = |block: &Block| matches!(block.kind, BlockKind::Paragraph(_));
    let closes = document.sections.len() > 1
        && document.sections.last().is_some_and(|last| last.body.iter().all(is_prose));
    match closes.then(|| document.sections.pop()).flatten() {
        Some(last) => {
            let index = document.sections.len();
            (document, Back::Section(last, index))
        }
        None => (document, Back::Names),
    }
}

/// The widest text on a back panel that is as wide as two.
const WIDEST: Abs = Abs::mm(105.0);

impl Open<'_, '_, '_> {
    /// The back panel, and how much of its text does not fit.
    pub(super) fn back(
        &self,
        back: Back,
        assembly: &mut Assembly<'_, '_>,
    ) -> (Slab, Option<(u32, Span)>) {
        let Some(panel) = self.panels.of(Part::Back).next() else {
            return (Slab::default(), None);
        };
        let cx = self.cx;
        let mut builder = Builder::new(cx, TagKind::Sect);
        builder.stand_on(cx.theme.cover_ground());
        let margin = cx.theme.leaflet.margin;
        let width = (panel.width - margin * 2.0).min(WIDEST);
        let whole = Column { x: Abs::ZERO, width: panel.width };
        let column = Column { x: whole.at_start(cx.dir, margin, width), width };
        let height = self.leaflet.paper.height;
        let text = builder.back_text(back, column);
        let partners = builder.partners(whole, column, height, self.edges(panel));
        let foot = above_partners(cx, height, &partners);
        let top = foot - text.height;
        let plot = self.back_plot(panel, top);
        let room = Abs::pt(0.0).max(cx.theme.page.top - top);
        let span = span(&text);
        let over = (room > Abs::pt(0.01)).then(|| (lines(cx, room), span));
        let mut slab = Slab::default();
        slab.absorb(text, top);
        slab.items.extend(partners.items);
        assembly.adopt(builder, std::slice::from_mut(&mut slab));
        slab.items.splice(0..0, field(cx, plot, Side::Back));
        (slab, over)
    }

    /// The stars of the back panel, in as many rows as leave its text room.
    fn back_plot(&self, panel: Panel, text: Abs) -> Plot {
        let size = Size::new(panel.width, self.leaflet.paper.height);
        let plot = Plot {
            size,
            from: Abs::ZERO,
            to: panel.width,
            bleeds: self.edges(panel),
            rows: i32::MAX,
        };
        let (_, rows, pitch) = cells(self.cx, plot);
        let free = text - self.cx.theme.leaflet.back_gap;
        #[expect(clippy::cast_possible_truncation, reason = "a panel holds few stars")]
        let most = (free / pitch).floor() as i32;
        Plot { rows: rows.min(most), ..plot }
    }

    /// Whether a panel ends at the trim, at the left and at the right.
    pub(super) fn edges(&self, panel: Panel) -> [bool; 2] {
        let little = Abs::pt(0.01);
        [panel.x <= little, panel.right() >= self.panels.width - little]
    }
}

impl Builder<'_, '_> {
    fn back_text(&mut self, back: Back, column: Column) -> Slab {
        let mut slab = match back {
            Back::Contact(block) => self.back_contact(&block, column),
            Back::Section(section, index) => self.back_section(&section, index, column),
            Back::Names => self.back_names(column),
        };
        let imprint = self.imprint(column);
        if imprint.height > Abs::ZERO {
            let top = slab.height + self.cx.theme.cover.imprint_gap;
            slab.height = top + imprint.height;
            slab.absorb(imprint, top);
        }
        self.back_logo(&mut slab, column);
        slab
    }

    /// The logo at the end side of the last words, else below them.
    fn back_logo(&mut self, slab: &mut Slab, column: Column) {
        let Some(set) = self.closing_logo(column.width) else { return };
        let (mut at, below) = self.beside_ink_or_below(&set, column, &slab.ink, slab.height);
        at.origin.y += below;
        slab.height += below;
        self.place_logo(slab, &set, at, Voice::Silent);
    }

    /// A contact in a tinted box, as in the text.
    fn back_contact(&mut self, block: &Block, column: Column) -> Slab {
        let root = self.root();
        let BlockKind::Contact(contact) = &block.kind else { return Slab::default() };
        self.contact(contact, Abs::ZERO, root);
        let boxed = stack(std::mem::take(&mut self.slabs));
        // The box is laid out in the text's column, which has the same width or less.
        let dx = column.x - self.cx.grid.text.x;
        let mut slab = Slab { height: boxed.height, ..Slab::default() };
        slab.absorb(boxed, Abs::ZERO);
        // Nothing stands in the box beside its text.
        slab.ink.add(
            Rect::new(Abs::ZERO, Abs::ZERO, column.width, slab.height),
            column.x,
            Abs::ZERO,
        );
        slab.items.iter_mut().for_each(|item| shift(item, dx, Abs::ZERO));
        slab
    }

    /// The closing words: title, bar, paragraphs.
    fn back_section(&mut self, section: &Section, index: usize, column: Column) -> Slab {
        let cx = self.cx;
        let root = self.root();
        self.tags.get_mut(root).title = Some(section.heading.to_directed(cx.dir));
        let width = cx.theme.cover.closing_width.min(column.width);
        let style = cx.on_cover(&cx.scale.closing_name);
        let name = self.set(&section.heading, &style, width, Manner::Balanced);
        let tag = self.tag(TagKind::H(2), root);
        let x = column.at_start(cx.dir, Abs::ZERO, width);
        let mut slab = Slab::default();
        name.place_all(&mut slab, x, Abs::ZERO, tag);
        slab.anchors.push(Anchor {
            id: section.id.clone(),
            outline: Some((section.heading.to_directed(cx.dir), 1)),
            section: Some(index),
            y: Abs::ZERO,
        });
        let mut y = self.bar(&mut slab, column, name.height());
        let style = cx.on_cover(&cx.scale.statement);
        for (i, block) in section.body.iter().enumerate() {
            let BlockKind::Paragraph(text) = &block.kind else { continue };
            y += if i > 0 { cx.theme.space.paragraph } else { Abs::ZERO };
            let set = self.asking(block.lines, |builder| {
                builder.set(text, &style, column.width, Manner::Prose)
            });
            let tag = self.tag(TagKind::P, root);
            set.place_all(&mut slab, column.x, y, tag);
            y += set.height();
        }
        slab.height = y;
        slab
    }

    /// The names of the cover, smaller.
    fn back_names(&mut self, column: Column) -> Slab {
        let cx = self.cx;
        let root = self.root();
        let width = cx.theme.cover.closing_width.min(column.width);
        let title = &cx.document.title;
        let style = cx.on_cover(&cx.scale.closing_name);
        let name = self.set(title, &style, width, Manner::Balanced);
        let tag = self.tag(TagKind::P, root);
        let other = self.other_name(column.width, true);
        let mut slab = Slab::default();
        let x = column.at_start(cx.dir, Abs::ZERO, width);
        name.place_all(&mut slab, x, Abs::ZERO, tag);
        slab.height = self.bar(&mut slab, column, name.height());
        if let Some(other) = other {
            let tag = self.tag(TagKind::P, root);
            self.mark_language(tag);
            let top = slab.height;
            other.place_all(&mut slab, column.x, top, tag);
            slab.height = top + other.height();
        }
        slab
    }

    /// The bar under a title that ends at `y`; returns where the text under it begins.
    fn bar(&self, slab: &mut Slab, column: Column, y: Abs) -> Abs {
        let (cx, style) = (self.cx, &self.cx.theme.cover);
        let top = y + style.above_bar;
        let x = column.at_start(cx.dir, Abs::ZERO, style.bar);
        let color = cx.color(&cx.theme.rules.accent_color);
        slab.rule(x, top, style.bar, style.bar_thickness, color);
        top + style.bar_thickness + style.below_bar
    }
}

/// Where a slab's first text stands in the source.
fn span(slab: &Slab) -> Span {
    let text = slab.items.iter().find_map(|item| match item {
        FrameItem::Text { span, .. } if *span != Span::NONE => Some(*span),
        _ => None,
    });
    text.unwrap_or_default()
}
