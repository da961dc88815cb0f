//! Sections to slabs: opener with band, prose, closing statement.

use super::blocks::under_its_heading;
use super::context::{Column, Context};
use super::frame::{LinkTarget, TagId, TagKind, TagTree};
use super::hues::is_list;
use super::opener::Stand;
use super::paginate::fits_a_page;
use super::par::{Builder, Manner, SetText};
use super::slab::{Slab, forget_ink, settle};
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

/// A section's slabs with its tags, links and faults.
pub(super) struct Built {
    pub(super) flow: Flow,
    pub(super) slabs: Vec<Slab>,
    /// The same without a colour of its own, where it has one that the facing page may have, too.
    pub(super) white: Option<Box<Self>>,
    /// The leading that the ink of its prose needs.
    pub(super) leading: Abs,
    pub(super) tags: TagTree,
    pub(super) links: Vec<LinkTarget>,
    pub(super) sink: Sink,
}

/// Builds a section's slabs; `index` counts from 0, `notes` are the footnotes as set.
pub(super) fn section(cx: &Context<'_, '_>, index: usize, notes: &[Slab]) -> Built {
    let flow = flow(cx, index);
    let built = build(cx, index, flow);
    let fits = match flow {
        Flow::Statement => {
            let tall = built.slabs.iter().fold(Abs::ZERO, |h, s| h + s.before + s.height);
            let is_field = cx.theme.statement.kind == StatementKind::Field;
            let plain = built.slabs.iter().all(|slab| slab.notes.is_empty());
            tall <= if is_field { cx.grid.height } else { cx.room() } && (plain || !is_field)
        }
        // An opener is one slab, which no page break can part.
        Flow::Opener => built.slabs.first().is_none_or(|slab| fits_a_page(cx, notes, slab)),
        Flow::Field => built.slabs.len() == 1,
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

/// Builds a section's slabs in one way.
pub(super) fn build(cx: &Context<'_, '_>, index: usize, flow: Flow) -> Built {
    let section = &cx.document.sections[index];
    let mut builder = Builder::new(cx, TagKind::Sect);
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
                builder.slabs.clear();
            }
        }
    }
    settle(&mut builder.slabs, cx.scale.step);
    forget_ink(&mut builder.slabs);
    let links = builder.take_links();
    let Builder { slabs, leading, tags, sink, .. } = builder;
    Built { flow, slabs, white: None, leading, tags, links, sink }
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

impl Builder<'_, '_> {
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
        let first = self.slabs.len();
        let rest = section.body.get(held..).unwrap_or_default();
        self.body(rest, held, Abs::ZERO, root);
        // A page of colour has no footnotes: those of its title stand on the page that it faces.
        let (before, after) = self.slabs.split_at_mut(first);
        if let (Some(page), Some(next)) = (before.last_mut(), after.first_mut()) {
            next.notes.splice(0..0, std::mem::take(&mut page.notes));
        }
    }

    fn opener(&mut self, section: &Section, leads: &[Block], index: usize, root: TagId) {
        let cx = self.cx;
        let space = &cx.theme.space;
        let mut slab = self.title(section, index, Stand::Alone, root);
        if cx.is_column() {
            return self.opener_in_parts(slab, leads, root);
        }
        let column = self.lead_column();
        let mut y = slab.height;
        for (i, block) in leads.iter().enumerate() {
            let BlockKind::Paragraph(text) = &block.kind else { continue };
            y += if i == 0 { space.title_lead } else { space.paragraph };
            let tag = self.tag(TagKind::P, root);
            let set = self.set_lead(text, block.lines, column);
            y = slab.clear(&set, column.x, y, cx.scale.step);
            set.place_all(&mut slab, column.x, y, tag);
            y += set.height();
        }
        let y = y.max(self.number_foot());
        slab.height = cx.on_grid(y + space.lead_list);
        slab.keep = true;
        slab.band = cx.band();
        self.slabs.push(slab);
    }

    /// Blocks of a section after so many others; a paragraph before a term list is set as its lead.
    fn body(&mut self, blocks: &[Block], count: usize, before: Abs, root: TagId) {
        let mut before = before;
        let mut done = self.slabs.len();
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

    /// Notes of the slabs from `done` on which block they belong to.
    pub(super) fn belong(&mut self, done: &mut usize, block: Option<usize>) {
        self.slabs.iter_mut().skip(*done).for_each(|slab| slab.block = block);
        *done = self.slabs.len();
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
        let mut slab = Slab::new(before, height);
        slab.keep = true;
        set.place_all(&mut slab, column.x, Abs::ZERO, tag);
        self.slabs.push(slab);
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
            true => builder.ragged(|builder| builder.set(text, style, width, Manner::Prose)),
            false => builder.set(text, style, width, Manner::Prose),
        })
    }

    /// Title and blocks without a band; short enough, they stay on one page.
    fn prose_section(&mut self, section: &Section, index: usize, root: TagId) {
        let columns = self.prose_columns(section);
        let stand = if columns > 1 { Stand::OverColumns } else { Stand::OverText };
        let mut slab = self.title(section, index, stand, root);
        slab.before = self.cx.theme.space.section;
        slab.height = self.cx.on_grid(slab.height + self.cx.theme.space.title_lead);
        slab.keep = true;
        let room = self.cx.grid.height - slab.height;
        self.slabs.push(slab);
        match (columns > 1).then(|| self.in_columns(section, columns, room, root)).flatten() {
            Some(set) => self.slabs.push(set),
            None => self.body(&section.body, 0, Abs::ZERO, root),
        }
        settle(&mut self.slabs, self.cx.scale.step);
        let tall: Abs = self.slabs.iter().map(|s| s.before + s.height).sum();
        let parted = self.slabs.iter().any(|s| s.new_page);
        let last = self.slabs.len() - 1;
        let prose = !section.body.iter().any(is_list);
        if prose && tall <= self.cx.room() && !parted {
            for slab in &mut self.slabs[..last] {
                slab.keep = true;
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
        let mut slab = self.title(section, index, Stand::Alone, root);
        slab.height += self.cx.theme.space.title_lead;
        slab.keep = true;
        if ruled {
            slab.before = self.cx.theme.space.block;
        }
        self.slabs.push(slab);
        let style = self.cx.scale.statement.clone();
        let mut before = Abs::ZERO;
        for (i, block) in section.body.iter().enumerate() {
            let mut first = self.slabs.len();
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
            self.slabs.last_mut().into_iter().for_each(|last| last.keep = true);
            self.accent(self.cx.theme.space.block);
            self.slabs.last_mut().into_iter().for_each(|last| last.keep = false);
        }
    }
}

/// How many paragraphs lead a section's first list.
fn leads(body: &[Block]) -> usize {
    body.iter().take_while(|b| matches!(b.kind, BlockKind::Paragraph(_))).count()
}
