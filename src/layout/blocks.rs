//! Blocks to flow boxes: paragraphs, headings, quotations, columns; the others have files of their own.

use super::context::Column;
use super::flow_box::{Anchor, FlowBox, Lead, settle};
use super::frame::{FrameItem, TagId, TagKind};
use super::ornament::filled;
use super::par::{FlowBuilder, LEADING_STEP, ParagraphKind};
use crate::geom::{Abs, Path, Point, Rect};
use crate::model::style::TextStyle;
use crate::model::{Block, BlockKind, FigureWidth, LineChange, Text};
use crate::text::Alignment;

/// A heading of more lines steps down.
const MOST_LINES: f64 = 3.0;
/// Faults of what is too wide for its column.
pub(super) const TOO_WIDE: [&str; 3] = ["overfull-line", "parted-number", "wide-table"];
/// The least width of text beside a picture, in em: three or four words a line.
pub(super) const NARROWEST: f64 = 7.0;

impl FlowBuilder<'_, '_> {
    /// Adds blocks below one another.
    pub(super) fn blocks(&mut self, blocks: &[Block], column: Column, parent: TagId) {
        for (i, block) in blocks.iter().enumerate() {
            let before = if i == 0 { Abs::ZERO } else { self.space(&blocks[i - 1], block) };
            match under_its_heading(blocks, i) {
                Some(block) => self.block(&block, column, before, parent),
                None => self.block(block, column, before, parent),
            }
        }
    }

    /// The white between two blocks.
    pub(super) fn space(&self, above: &Block, below: &Block) -> Abs {
        let space = &self.cx.theme.space;
        match (&above.kind, &below.kind) {
            (BlockKind::Heading { .. }, _) => space.after_heading,
            (_, BlockKind::Heading { .. }) => space.before_heading,
            (BlockKind::Paragraph(_), BlockKind::Paragraph(_) | BlockKind::List(_)) => {
                space.paragraph
            }
            (BlockKind::PageBreak, _) => Abs::ZERO,
            _ => space.block,
        }
    }

    /// Adds a block.
    pub(super) fn block(&mut self, block: &Block, column: Column, before: Abs, parent: TagId) {
        let first = self.flow_boxes.len();
        self.asking(block.lines, |builder| {
            builder.kind(block, column, before, parent);
        });
        self.anchor(block.id.as_deref(), first);
    }

    /// Builds something under what its block asks for its lines, and blocks around that.
    pub(super) fn asking<T>(
        &mut self,
        lines: LineChange,
        build: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let outer = self.asked;
        self.asked = lines.within(outer);
        let out = build(self);
        self.asked = outer;
        out
    }

    fn kind(&mut self, block: &Block, column: Column, before: Abs, parent: TagId) {
        let scale = self.cx.scale;
        match &block.kind {
            BlockKind::Paragraph(text) => {
                self.paragraph(text, &scale.body, column, before, parent);
            }
            BlockKind::Heading { level, text } => {
                self.heading(*level, text, column, before, parent);
            }
            BlockKind::Terms(rows) => self.terms(rows, before, true, parent),
            BlockKind::List(list) => self.list(list, column, before, 0, parent),
            BlockKind::Figure(figure) => self.figure(figure, column, before, parent),
            BlockKind::Table(table) => self.table(table, block.span, column, before, parent),
            BlockKind::Callout { title, body } => {
                self.callout(title.as_ref(), body, before, parent);
            }
            BlockKind::Quote { body, attribution } => {
                self.quote(body, attribution.as_ref(), column, before, parent);
            }
            BlockKind::Facts(facts) => self.facts(facts, before, parent),
            BlockKind::Steps(steps) => self.steps(steps, before, parent),
            BlockKind::Checklist(items) => self.checklist(items, column, before, parent),
            BlockKind::Pairs(pairs) => self.pairs(pairs, column, before, parent),
            BlockKind::Hours(rows) => self.hours(rows, column, before, parent),
            BlockKind::Timeline(rows) => self.timeline(rows, column, before, parent),
            BlockKind::Help(help) => self.help(help, column, before, parent),
            BlockKind::Contact(contact) => self.contact(contact, before, parent),
            BlockKind::Qr(qr) => self.qr(qr, column, before, parent),
            BlockKind::Columns { columns, wide } => {
                let whole = if *wide { self.cx.grid.text } else { column };
                let is_narrow = whole.width / 2.0 < scale.body.size * NARROWEST;
                let room = self.cx.room();
                let beside = !(*wide && is_narrow)
                    && self.attempt(
                        |builder| builder.columns(columns, whole, before, parent),
                        |told, made| {
                            let narrow = told.iter().any(|fault| TOO_WIDE.contains(&fault.id));
                            !narrow
                                && !made.iter().any(|flow_box| loses_picture(flow_box, room))
                        },
                    );
                if !beside {
                    self.piled(columns, whole, before, parent);
                }
            }
            BlockKind::PageBreak => {
                self.flow_boxes.push(FlowBox { new_page: true, ..FlowBox::default() });
            }
            BlockKind::Toc => self.toc_block(before),
        }
    }

    /// Lets links lead to the block whose first flow box is `first`.
    fn anchor(&mut self, id: Option<&str>, first: usize) {
        if let (Some(id), Some(flow_box)) = (id, self.flow_boxes.get_mut(first)) {
            flow_box.anchors.push(Anchor {
                id: id.to_owned(),
                outline: None,
                section: None,
                y: Abs::ZERO,
            });
        }
    }

    fn heading(&mut self, level: u8, text: &Text, column: Column, before: Abs, parent: TagId) {
        let style = if level <= 3 { &self.cx.scale.h3 } else { &self.cx.scale.h4 };
        let set = self.set_stepped(text, style, column.width, |set| set.count() <= MOST_LINES);
        let tag = self.tag(TagKind::H(level), parent);
        let mut flow_box = FlowBox::new(before, self.cx.on_grid(set.height()));
        flow_box.keep = true;
        // The slack of a heading lies above it, so that it stands close to its text.
        let y = flow_box.height - set.height();
        set.place_all(&mut flow_box, column.x, y, tag);
        flow_box.anchors.push(Anchor {
            id: String::new(),
            outline: Some((text.to_directed(self.cx.dir), level - 1)),
            section: None,
            y,
        });
        self.flow_boxes.push(flow_box);
    }

    fn quote(
        &mut self,
        body: &[Text],
        attribution: Option<&Text>,
        column: Column,
        before: Abs,
        parent: TagId,
    ) {
        if self.quote_page(body, attribution, column, parent) {
            return;
        }
        let tag = self.tag(TagKind::BlockQuote, parent);
        let (start, whole) = (self.flow_boxes.len(), column);
        let column = whole.inset(self.cx.dir, self.cx.theme.quote.indent, Abs::ZERO);
        let mut before = before;
        for (i, text) in body.iter().enumerate() {
            let first = self.flow_boxes.len();
            let p = TagKind::P;
            if i == 0 && self.is_called(body) {
                let p = self.tag(p, tag);
                if let Some(rest) = self.mark_over(text, column, before, p) {
                    let set = self.set(
                        &rest,
                        &self.cx.scale.quote,
                        column.width,
                        ParagraphKind::Balanced,
                    );
                    self.flow(&set, column.x, Abs::ZERO, p);
                    let said = self.flow_boxes.iter_mut().skip(first);
                    said.for_each(|flow_box| {
                        flow_box.starts.clear();
                        flow_box.begins = flow_box.begins.map(|(id, _)| (id, 0));
                    });
                }
                before = self.cx.theme.space.paragraph;
                continue;
            }
            self.paragraph(text, &self.cx.scale.quote, column, before, tag);
            self.hang_quote(text, first);
            before = self.cx.theme.space.paragraph;
        }
        if let Some(attribution) = attribution {
            if let Some(last) = self.flow_boxes.last_mut() {
                last.keep = true;
            }
            self.attribution(attribution, column, tag);
        }
        self.quote_bar(start, whole);
    }

    /// Draws a bar at the start side of the flow boxes from `first` on, whole over the white between
    /// them.
    fn quote_bar(&mut self, first: usize, column: Column) {
        let (cx, width) = (self.cx, self.cx.theme.quote.bar);
        if width <= Abs::ZERO {
            return;
        }
        let x = column.at_start(cx.dir, Abs::ZERO, width);
        let color = cx.color(&cx.theme.rules.accent_color);
        for (i, flow_box) in self.flow_boxes.iter_mut().enumerate().skip(first) {
            if i > first {
                let over = Rect::new(
                    x,
                    -flow_box.before - LEADING_STEP,
                    width,
                    flow_box.before + LEADING_STEP * 2.0,
                );
                flow_box.joint.push(filled(Path::rect(over), color));
            }
            flow_box.fill(Path::rect(Rect::new(x, Abs::ZERO, width, flow_box.height)), color);
        }
    }

    /// Hangs an opening quotation mark into the gutter, so that the words begin on the axis.
    fn hang_quote(&mut self, text: &Text, first: usize) {
        let plain = text.to_plain();
        let opens = plain.chars().next().is_some_and(|c| "«“„‘‹".contains(c));
        if !self.cx.theme.quote.hang || !opens {
            return;
        }
        let style = &self.cx.scale.quote;
        let mark: String = plain.chars().take(1).collect();
        let width = self
            .set_plain(&mark, style, Abs::pt(1e4), ParagraphKind::Label(Alignment::Start))
            .lines
            .first()
            .map_or(Abs::ZERO, |l| l.width);
        let shift = if self.cx.dir.is_rtl() { width } else { -width };
        let items = self.flow_boxes.get_mut(first).map(|s| &mut s.items);
        let line = items.and_then(|items| {
            items.iter_mut().find_map(|item| match item {
                FrameItem::Text { at, .. } => Some(at),
                _ => None,
            })
        });
        if let Some(at) = line {
            *at = at.moved(shift, Abs::ZERO);
        }
    }

    fn attribution(&mut self, text: &Text, column: Column, parent: TagId) {
        let style = &self.cx.scale.attribution;
        let dash = format!("{} ", self.cx.theme.quote.dash);
        let mut said = text.clone();
        let span = said.span;
        said.inlines.insert(0, crate::model::Inline::Text { text: dash, span });
        let set = self.set(&said, style, column.width, ParagraphKind::Aside);
        let tag = self.tag(TagKind::P, parent);
        let mut flow_box = FlowBox::new(Abs::ZERO, self.cx.on_grid(set.height()));
        set.place_all(&mut flow_box, column.x, Abs::ZERO, tag);
        self.flow_boxes.push(flow_box);
    }

    /// Columns side by side, each a stack of its own; they stay on one page.
    fn columns(&mut self, columns: &[Vec<Block>], whole: Column, before: Abs, parent: TagId) {
        let count = f64::from(u32::try_from(columns.len().max(1)).unwrap_or(1));
        let gap = self.cx.theme.facts.gap;
        let width = (whole.width - gap * (count - 1.0)) / count;
        let outer = std::mem::take(&mut self.flow_boxes);
        let turns = std::mem::replace(&mut self.turns, false);
        let mut joined = FlowBox::new(before, Abs::ZERO);
        let mut start = Abs::ZERO;
        for blocks in columns {
            let x = whole.at_start(self.cx.dir, start, width);
            self.blocks(blocks, Column { x, width }, parent);
            let stack = stack(std::mem::take(&mut self.flow_boxes));
            joined.height = joined.height.max(stack.height);
            joined.absorb(stack, Abs::ZERO);
            start += width + gap;
        }
        (self.flow_boxes, self.turns) = (outer, turns);
        self.flow_boxes.push(joined);
    }

    /// What has no room side by side, below one another.
    fn piled(&mut self, columns: &[Vec<Block>], whole: Column, before: Abs, parent: TagId) {
        let mut above = before;
        for blocks in columns {
            let first = self.flow_boxes.len();
            self.blocks(blocks, whole, parent);
            if let Some(flow_box) = self.flow_boxes.get_mut(first) {
                flow_box.before = above;
            }
            above = self.cx.theme.space.block;
        }
    }

    /// The height that a text takes, and the text as one flow box, for boxes.
    pub(super) fn boxed(
        &mut self,
        text: &Text,
        style: &TextStyle,
        column: Column,
        kind: ParagraphKind,
        tag: TagId,
    ) -> FlowBox {
        let set = self.set(text, style, column.width, kind);
        let mut flow_box = FlowBox::new(Abs::ZERO, set.height());
        set.place_all(&mut flow_box, column.x, Abs::ZERO, tag);
        flow_box
    }
}

/// Whether a flow box would be parted between pages, and its picture from what stands beside it.
fn loses_picture(flow_box: &FlowBox, room: Abs) -> bool {
    let is_picture = |item: &FrameItem| matches!(item, FrameItem::Image { .. });
    flow_box.height > room && flow_box.items.iter().any(is_picture)
}

/// A picture that would take the page after its heading's, though nothing else stands under that:
/// as wide as the page, on the same one.
pub(super) fn under_its_heading(blocks: &[Block], at: usize) -> Option<Block> {
    let whole = |block: &&Block| match &block.kind {
        BlockKind::Figure(figure) => figure.width == FigureWidth::Page,
        _ => false,
    };
    let heads = |block: &Block| matches!(block.kind, BlockKind::Heading { .. });
    let before = blocks[..at].iter().rev().find(|block| !whole(block));
    let after = blocks[at + 1..].iter().find(|block| !whole(block));
    let block = blocks.get(at).filter(whole)?;
    let first = at == 0 || heads(&blocks[at - 1]);
    if !first || !before.is_none_or(heads) || after.is_some_and(|block| !heads(block)) {
        return None;
    }
    let mut block = block.clone();
    if let BlockKind::Figure(figure) = &mut block.kind {
        figure.width = FigureWidth::Bleed;
    }
    Some(block)
}

/// One flow box of many, below one another.
pub(super) fn stack(mut flow_boxes: Vec<FlowBox>) -> FlowBox {
    settle(&mut flow_boxes, LEADING_STEP);
    let mut out = FlowBox::default();
    let mut led = None;
    for (i, flow_box) in flow_boxes.into_iter().enumerate() {
        let top = out.height + if i == 0 { Abs::ZERO } else { flow_box.before };
        out.leads.extend(led.map(|lead| Lead { top: lead, next: top }));
        led = flow_box.keep.then_some(top);
        out.height = top + flow_box.height;
        out.absorb(flow_box, top);
    }
    out
}

/// Left end of a baseline that centres an ink box about a point.
pub(super) fn centred(ink: Rect, centre: Point) -> Point {
    Point::new(
        centre.x - (ink.left() + ink.right()) / 2.0,
        centre.y - (ink.top() + ink.bottom()) / 2.0,
    )
}
