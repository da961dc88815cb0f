//! Sections to flow boxes: opener with band, prose, closing statement.

use super::blocks::under_its_heading;
use super::context::{Column, Context};
use super::flow_box::{FlowBox, forget_ink, settle};
use super::frame::{LinkTarget, TagId, TagKind, TagTree};
use super::hues::is_list;
use super::opener::TitlePosition;
use super::paginate::fits_a_page;
use super::par::{FlowBuilder, ParagraphKind, SetText};
use crate::diag::Sink;
use crate::geom::Abs;
use crate::model::print::FormatKind;
use crate::model::style::{NumberKind, StatementKind};
use crate::model::{Block, BlockKind, LineChange, Section, Text};

/// How a section takes its pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Flow {
    /// It begins a page, with the band where the theme has one.
    Opener,
    /// Prose only: it may share a page with its like.
    Prose,
    /// A page of its own, tinted, large.
    Statement,
    /// A page of its own, of one colour, that holds all of its prose.
    Field,
}

/// A section's flow boxes with its tags, links and faults.
pub(super) struct Built {
    pub(super) flow: Flow,
    pub(super) flow_boxes: Vec<FlowBox>,
    /// The same without a colour of its own, where it has one that the facing page may have, too.
    pub(super) white: Option<Box<Self>>,
    /// The leading that the ink of its prose needs.
    pub(super) leading: Abs,
    pub(super) tags: TagTree,
    pub(super) links: Vec<LinkTarget>,
    pub(super) sink: Sink,
}

/// Builds a section's flow boxes; `index` counts from 0, `notes` are the footnotes as set.
pub(super) fn section(cx: &Context<'_, '_>, index: usize, notes: &[FlowBox]) -> Built {
    let flow = flow(cx, index);
    let built = build(cx, index, flow);
    let fits = match flow {
        Flow::Statement => {
            let tall = built.flow_boxes.iter().fold(Abs::ZERO, |h, s| h + s.before + s.height);
            let is_field = cx.theme.statement.kind == StatementKind::Field;
            let plain = built.flow_boxes.iter().all(|flow_box| flow_box.notes.is_empty());
            tall <= if is_field { cx.grid.height } else { cx.room() } && (plain || !is_field)
        }
        // An opener is one flow box, which no page break can part.
        Flow::Opener => {
            built.flow_boxes.first().is_none_or(|flow_box| fits_a_page(cx, notes, flow_box))
        }
        Flow::Field => built.flow_boxes.len() == 1,
        Flow::Prose => true,
    };
    match (fits, flow) {
        (true, Flow::Field) => {
            let white = Some(Box::new(build(cx, index, Flow::Prose)));
            Built { white, ..built }
        }
        (true, _) => built,
        (false, _) => build(cx, index, Flow::Prose),
    }
}

/// Builds a section's flow boxes in one way.
pub(super) fn build(cx: &Context<'_, '_>, index: usize, flow: Flow) -> Built {
    let section = &cx.document.sections[index];
    let mut builder = FlowBuilder::new(cx, TagKind::Sect);
    builder.brief = section.brief && matches!(cx.document.format, FormatKind::Leaflet(_));
    builder.section = index + 1;
    let root = builder.root();
    builder.tags.get_mut(root).title = Some(section.heading.to_directed(cx.dir));
    match flow {
        Flow::Opener => builder.opener_section(section, index, root),
        Flow::Prose => builder.prose_section(section, index, root),
        Flow::Statement => builder.statement(section, index, root),
        Flow::Field => {
            if builder.prose_field(section, index, root).is_none() {
                builder.flow_boxes.clear();
            }
        }
    }
    settle(&mut builder.flow_boxes, cx.scale.step);
    forget_ink(&mut builder.flow_boxes);
    let links = builder.take_links();
    let FlowBuilder { flow_boxes, leading, tags, sink, .. } = builder;
    Built { flow, flow_boxes, white: None, leading, tags, links, sink }
}

fn flow(cx: &Context<'_, '_>, index: usize) -> Flow {
    let section = &cx.document.sections[index];
    let is_field = cx.theme.statement.kind == StatementKind::Field;
    // A field holds paragraphs alone.
    let bears = !is_field || section.words_of_prose().is_some();
    if cx.document.is_statement(index) && bears {
        Flow::Statement
    } else if cx.theme.opener.new_page && section.body.iter().any(is_list) {
        Flow::Opener
    } else if cx.opening().is_some() && section.words_of_prose().is_some() {
        Flow::Field
    } else {
        Flow::Prose
    }
}

impl FlowBuilder<'_, '_> {
    /// Title, leads and band, then the blocks.
    fn opener_section(&mut self, section: &Section, index: usize, root: TagId) {
        let count = leads(&section.body);
        let (leads, rest) = section.body.split_at(count);
        if self.cx.opening().is_some() {
            return self.opener_page(section, leads, index, root);
        }
        let paper = self.cx.band().map(|ground| self.stand_on(ground));
        self.opener(section, leads, index, root);
        paper.map(|paper| self.stand_on(paper));
        // The band ends at a term list's own accent line; everything else needs air.
        let before = match rest.first().map(|b| &b.kind) {
            Some(BlockKind::Terms(_)) => Abs::ZERO,
            Some(BlockKind::List(_)) => {
                self.accent(Abs::ZERO);
                self.cx.theme.space.paragraph
            }
            // A number beside its title ends with white of its own.
            _ if self.cx.theme.opener.number == NumberKind::Beside => Abs::ZERO,
            _ => self.cx.theme.space.block,
        };
        self.body(rest, count, before, root);
    }

    /// A page of colour, then the blocks on pages of their own.
    fn opener_page(&mut self, section: &Section, leads: &[Block], index: usize, root: TagId) {
        let held = self.opening_page(section, leads, index, root);
        let first = self.flow_boxes.len();
        let rest = section.body.get(held..).unwrap_or_default();
        self.body(rest, held, Abs::ZERO, root);
        // A page of colour has no footnotes: those of its title stand on the page that it faces.
        let (before, after) = self.flow_boxes.split_at_mut(first);
        if let (Some(page), Some(next)) = (before.last_mut(), after.first_mut()) {
            next.notes.splice(0..0, std::mem::take(&mut page.notes));
        }
    }

    fn opener(&mut self, section: &Section, leads: &[Block], index: usize, root: TagId) {
        let cx = self.cx;
        let space = &cx.theme.space;
        let mut flow_box = self.title(section, index, TitlePosition::Alone, root);
        if cx.is_column() {
            return self.opener_in_parts(flow_box, leads, root);
        }
        let column = self.lead_column();
        let mut y = flow_box.height;
        for (i, block) in leads.iter().enumerate() {
            let BlockKind::Paragraph(text) = &block.kind else { continue };
            y += if i == 0 { space.title_lead } else { space.paragraph };
            let tag = self.tag(TagKind::P, root);
            let set = self.set_lead(text, block.lines, column);
            y = flow_box.clear(&set, column.x, y, cx.scale.step);
            set.place_all(&mut flow_box, column.x, y, tag);
            y += set.height();
        }
        let y = y.max(self.number_foot());
        flow_box.height = cx.on_grid(y + space.lead_list);
        flow_box.keep = true;
        flow_box.band = cx.band();
        self.flow_boxes.push(flow_box);
    }

    /// Blocks of a section after so many others; a paragraph before a term list is set as its lead.
    fn body(&mut self, blocks: &[Block], count: usize, before: Abs, root: TagId) {
        let mut before = before;
        let mut done = self.flow_boxes.len();
        for (i, block) in blocks.iter().enumerate() {
            self.belong(&mut done, (count + i).checked_sub(1));
            let next = blocks.get(i + 1);
            let leads = next.is_some_and(|b| matches!(b.kind, BlockKind::Terms(_)));
            match &block.kind {
                BlockKind::Paragraph(text) if leads => {
                    let above = self.space_above_lead(blocks, i, before);
                    self.lead(text, block.lines, above, root);
                    before = Abs::ZERO;
                    continue;
                }
                _ => match under_its_heading(blocks, i) {
                    Some(block) => self.block(&block, self.cx.grid.main, before, root),
                    None => self.block(block, self.cx.grid.main, before, root),
                },
            }
            if let Some(next) = next {
                before = self.space(block, next);
            }
        }
        self.belong(&mut done, (count + blocks.len()).checked_sub(1));
    }

    /// Notes of the flow boxes from `done` on which block they belong to.
    pub(super) fn belong(&mut self, done: &mut usize, block: Option<usize>) {
        self.flow_boxes.iter_mut().skip(*done).for_each(|flow_box| flow_box.block = block);
        *done = self.flow_boxes.len();
    }

    fn space_above_lead(&self, blocks: &[Block], i: usize, before: Abs) -> Abs {
        let after_list = i > 0 && is_list(&blocks[i - 1]);
        if after_list { self.cx.theme.space.block.max(before) } else { before }
    }

    /// A lead without a band: it stays with its list's first rows.
    fn lead(&mut self, text: &Text, lines: LineChange, before: Abs, root: TagId) {
        let cx = self.cx;
        let tag = self.tag(TagKind::P, root);
        let column = self.lead_column();
        let set = self.set_lead(text, lines, column);
        let height = cx.on_grid(set.height() + cx.theme.space.lead_list);
        let mut flow_box = FlowBox::new(before, height);
        flow_box.keep = true;
        set.place_all(&mut flow_box, column.x, Abs::ZERO, tag);
        self.flow_boxes.push(flow_box);
    }

    pub(super) fn set_lead(
        &mut self,
        text: &Text,
        lines: LineChange,
        column: Column,
    ) -> SetText {
        let (style, width) = (&self.cx.scale.lead, column.width);
        let beside = self.cx.theme.opener.number == NumberKind::Beside;
        self.asking(lines, |builder| match beside {
            true => {
                builder.ragged(|builder| builder.set(text, style, width, ParagraphKind::Prose))
            }
            false => builder.set(text, style, width, ParagraphKind::Prose),
        })
    }

    /// Title and blocks without a band; short enough, they stay on one page.
    fn prose_section(&mut self, section: &Section, index: usize, root: TagId) {
        let columns = self.prose_columns(section);
        let stand =
            if columns > 1 { TitlePosition::OverColumns } else { TitlePosition::OverText };
        let mut flow_box = self.title(section, index, stand, root);
        flow_box.before = self.cx.theme.space.section;
        flow_box.height = self.cx.on_grid(flow_box.height + self.cx.theme.space.title_lead);
        flow_box.keep = true;
        let room = self.cx.grid.height - flow_box.height;
        self.flow_boxes.push(flow_box);
        match (columns > 1).then(|| self.in_columns(section, columns, room, root)).flatten() {
            Some(set) => self.flow_boxes.push(set),
            None => self.body(&section.body, 0, Abs::ZERO, root),
        }
        settle(&mut self.flow_boxes, self.cx.scale.step);
        let tall: Abs = self.flow_boxes.iter().map(|s| s.before + s.height).sum();
        let parted = self.flow_boxes.iter().any(|s| s.new_page);
        let last = self.flow_boxes.len() - 1;
        let prose = !section.body.iter().any(is_list);
        if prose && tall <= self.cx.room() && !parted {
            for flow_box in &mut self.flow_boxes[..last] {
                flow_box.keep = true;
            }
        }
    }

    fn statement(&mut self, section: &Section, index: usize, root: TagId) {
        if self.cx.theme.statement.kind == StatementKind::Field {
            return self.statement_field(section, index, root);
        }
        let ruled = self.cx.theme.statement.kind == StatementKind::Ruled;
        if ruled {
            self.accent(Abs::ZERO);
        } else {
            self.stand_on(self.cx.color(&self.cx.theme.statement.ground));
        }
        let mut flow_box = self.title(section, index, TitlePosition::Alone, root);
        flow_box.height += self.cx.theme.space.title_lead;
        flow_box.keep = true;
        if ruled {
            flow_box.before = self.cx.theme.space.block;
        }
        self.flow_boxes.push(flow_box);
        let style = self.cx.scale.statement.clone();
        let mut before = Abs::ZERO;
        for (i, block) in section.body.iter().enumerate() {
            let mut first = self.flow_boxes.len();
            match &block.kind {
                BlockKind::Paragraph(text) => {
                    self.asking(block.lines, |builder| {
                        builder.paragraph(text, &style, builder.cx.grid.main, before, root);
                    });
                }
                _ => self.block(block, self.cx.grid.main, before, root),
            }
            self.belong(&mut first, Some(i));
            before = self.cx.theme.space.paragraph;
        }
        if ruled {
            self.flow_boxes.last_mut().into_iter().for_each(|last| last.keep = true);
            self.accent(self.cx.theme.space.block);
            self.flow_boxes.last_mut().into_iter().for_each(|last| last.keep = false);
        }
    }
}

/// How many paragraphs lead a section's first list.
fn leads(body: &[Block]) -> usize {
    body.iter().take_while(|b| matches!(b.kind, BlockKind::Paragraph(_))).count()
}
