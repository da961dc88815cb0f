//! What the back panel bears: a contact, else the closing words, else the names of the cover.

use super::super::assemble::Assembly;
use super::super::blocks::stack;
use super::super::closing::above_partners;
use super::super::context::Column;
use super::super::flow_box::{Anchor, FlowBox, shift};
use super::super::frame::{FrameItem, TagKind};
use super::super::logo::LogoVoice;
use super::super::ornament::{FieldSide, Plot, cells, field};
use super::super::par::{FlowBuilder, ParagraphKind};
use super::lines;
use super::panels::{Panel, PanelRole};
use super::sheet::OpenSheet;
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

impl OpenSheet<'_, '_, '_> {
    /// The back panel, and how much of its text does not fit.
    pub(super) fn back(
        &self,
        back: Back,
        assembly: &mut Assembly<'_, '_>,
    ) -> (FlowBox, Option<(u32, Span)>) {
        let Some(panel) = self.panels.of(PanelRole::Back).next() else {
            return (FlowBox::default(), None);
        };
        let cx = self.cx;
        let mut builder = FlowBuilder::new(cx, TagKind::Sect);
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
        let mut flow_box = FlowBox::default();
        flow_box.absorb(text, top);
        flow_box.items.extend(partners.items);
        assembly.adopt(builder, std::slice::from_mut(&mut flow_box));
        flow_box.items.splice(0..0, field(cx, plot, FieldSide::Back));
        (flow_box, over)
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

impl FlowBuilder<'_, '_> {
    fn back_text(&mut self, back: Back, column: Column) -> FlowBox {
        let mut flow_box = match back {
            Back::Contact(block) => self.back_contact(&block, column),
            Back::Section(section, index) => self.back_section(&section, index, column),
            Back::Names => self.back_names(column),
        };
        let imprint = self.imprint(column);
        if imprint.height > Abs::ZERO {
            let top = flow_box.height + self.cx.theme.cover.imprint_gap;
            flow_box.height = top + imprint.height;
            flow_box.absorb(imprint, top);
        }
        self.back_logo(&mut flow_box, column);
        flow_box
    }

    /// The logo at the end side of the last words, else below them.
    fn back_logo(&mut self, flow_box: &mut FlowBox, column: Column) {
        let Some(set) = self.closing_logo(column.width) else { return };
        let (mut at, below) =
            self.beside_ink_or_below(&set, column, &flow_box.ink, flow_box.height);
        at.origin.y += below;
        flow_box.height += below;
        self.place_logo(flow_box, &set, at, LogoVoice::Silent);
    }

    /// A contact in a tinted box, as in the text.
    fn back_contact(&mut self, block: &Block, column: Column) -> FlowBox {
        let root = self.root();
        let BlockKind::Contact(contact) = &block.kind else { return FlowBox::default() };
        self.contact(contact, Abs::ZERO, root);
        let boxed = stack(std::mem::take(&mut self.flow_boxes));
        // The box is laid out in the text's column, which has the same width or less.
        let dx = column.x - self.cx.grid.text.x;
        let mut flow_box = FlowBox { height: boxed.height, ..FlowBox::default() };
        flow_box.absorb(boxed, Abs::ZERO);
        // Nothing stands in the box beside its text.
        flow_box.ink.add(
            Rect::new(Abs::ZERO, Abs::ZERO, column.width, flow_box.height),
            column.x,
            Abs::ZERO,
        );
        flow_box.items.iter_mut().for_each(|item| shift(item, dx, Abs::ZERO));
        flow_box
    }

    /// The closing words: title, bar, paragraphs.
    fn back_section(&mut self, section: &Section, index: usize, column: Column) -> FlowBox {
        let cx = self.cx;
        let root = self.root();
        self.tags.get_mut(root).title = Some(section.heading.to_directed(cx.dir));
        let width = cx.theme.cover.closing_width.min(column.width);
        let style = cx.on_cover(&cx.scale.closing_name);
        let name = self.set(&section.heading, &style, width, ParagraphKind::Balanced);
        let tag = self.tag(TagKind::H(2), root);
        let x = column.at_start(cx.dir, Abs::ZERO, width);
        let mut flow_box = FlowBox::default();
        name.place_all(&mut flow_box, x, Abs::ZERO, tag);
        flow_box.anchors.push(Anchor {
            id: section.id.clone(),
            outline: Some((section.heading.to_directed(cx.dir), 1)),
            section: Some(index),
            y: Abs::ZERO,
        });
        let mut y = self.bar(&mut flow_box, column, name.height());
        let style = cx.on_cover(&cx.scale.statement);
        for (i, block) in section.body.iter().enumerate() {
            let BlockKind::Paragraph(text) = &block.kind else { continue };
            y += if i > 0 { cx.theme.space.paragraph } else { Abs::ZERO };
            let set = self.asking(block.lines, |builder| {
                builder.set(text, &style, column.width, ParagraphKind::Prose)
            });
            let tag = self.tag(TagKind::P, root);
            set.place_all(&mut flow_box, column.x, y, tag);
            y += set.height();
        }
        flow_box.height = y;
        flow_box
    }

    /// The names of the cover, smaller.
    fn back_names(&mut self, column: Column) -> FlowBox {
        let cx = self.cx;
        let root = self.root();
        let width = cx.theme.cover.closing_width.min(column.width);
        let title = &cx.document.title;
        let style = cx.on_cover(&cx.scale.closing_name);
        let name = self.set(title, &style, width, ParagraphKind::Balanced);
        let tag = self.tag(TagKind::P, root);
        let other = self.other_name(column.width, true);
        let mut flow_box = FlowBox::default();
        let x = column.at_start(cx.dir, Abs::ZERO, width);
        name.place_all(&mut flow_box, x, Abs::ZERO, tag);
        flow_box.height = self.bar(&mut flow_box, column, name.height());
        if let Some(other) = other {
            let tag = self.tag(TagKind::P, root);
            self.mark_language(tag);
            let top = flow_box.height;
            other.place_all(&mut flow_box, column.x, top, tag);
            flow_box.height = top + other.height();
        }
        flow_box
    }

    /// The bar under a title that ends at `y`; returns where the text under it begins.
    fn bar(&self, flow_box: &mut FlowBox, column: Column, y: Abs) -> Abs {
        let (cx, style) = (self.cx, &self.cx.theme.cover);
        let top = y + style.above_bar;
        let x = column.at_start(cx.dir, Abs::ZERO, style.bar);
        let color = cx.color(&cx.theme.rules.accent_color);
        flow_box.rule(x, top, style.bar, style.bar_thickness, color);
        top + style.bar_thickness + style.below_bar
    }
}

/// Where a flow box's first text stands in the source.
fn span(flow_box: &FlowBox) -> Span {
    let text = flow_box.items.iter().find_map(|item| match item {
        FrameItem::Text { span, .. } if *span != Span::NONE => Some(*span),
        _ => None,
    });
    text.unwrap_or_default()
}
