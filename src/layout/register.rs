//! Contents beside their plain rows: a ruled register, and dots that lead to the page.

use super::contents::SectionStart;
use super::context::Column;
use super::flow_box::FlowBox;
use super::frame::{FrameItem, LinkTarget, TagId, TagKind};
use super::par::{FlowBuilder, LEADING_STEP, ParagraphKind, SetText};
use crate::geom::{Abs, Path, Point};
use crate::model::Section;
use crate::text::Alignment;

/// From the middle of a leader's dot to that of the next.
const PITCH: Abs = Abs::pt(5.0);
/// Radius of a dot.
const DOT: Abs = Abs::pt(0.45);
/// White between a leader and what it leads from and to.
const CLEAR: Abs = Abs::pt(4.0);

/// The columns of a register.
#[derive(Clone, Copy)]
struct Columns {
    number: Column,
    title: Column,
    page: Column,
}

impl FlowBuilder<'_, '_> {
    /// The contents as a register: a head, and a row of cells for each section.
    pub(super) fn register(
        &mut self,
        sections: &[Section],
        first: usize,
        places: &[SectionStart],
        pitch: Abs,
        toc: TagId,
    ) -> Vec<FlowBox> {
        let columns = self.register_columns();
        let mut flow_boxes = vec![self.register_head(columns)];
        for (i, section) in sections.iter().enumerate() {
            let index = first + i;
            let place = places.get(index).copied().unwrap_or_default();
            let mut row = self.register_row(section, index, place, (columns, pitch), toc);
            self.register_rules(&mut row, columns, i + 1 == sections.len());
            flow_boxes.push(row);
        }
        flow_boxes
    }

    /// The columns: those of the numbers are as wide as the theme says, and at least as wide as
    /// the words over them.
    fn register_columns(&mut self) -> Columns {
        let (text, dir) = (self.cx.grid.text, self.cx.dir);
        let words = &self.cx.document.meta.words;
        let (start, end) =
            (self.numbers_width(&words.section), self.numbers_width(&words.page));
        let number = Column { x: text.at_start(dir, Abs::ZERO, start), width: start };
        let page = Column { x: text.at_start(dir, text.width - end, end), width: end };
        Columns { number, title: text.inset(dir, start, end), page }
    }

    /// How wide a column of numbers is below a word.
    fn numbers_width(&mut self, word: &str) -> Abs {
        let cx = self.cx;
        let set = self.one_label(word, &cx.scale.table_head, Abs::pt(1e4));
        let width = set.lines.first().map_or(Abs::ZERO, |line| line.width);
        cx.theme.contents.folio.max(width + cx.theme.table.gap)
    }

    /// Where titles stand in their cells.
    fn inset_cell(&self, cell: Column) -> Column {
        let gap = self.cx.theme.table.gap / 2.0;
        cell.inset(self.cx.dir, gap, gap)
    }

    /// The words over the columns: what a sighted reader needs, and nobody else.
    fn register_head(&mut self, columns: Columns) -> FlowBox {
        let cx = self.cx;
        let (words, style) = (&cx.document.meta.words, &cx.scale.table_head);
        let start = ParagraphKind::Label(Alignment::Start);
        let middle = ParagraphKind::Label(Alignment::Center);
        let cells = [
            (words.section.as_str(), columns.number, middle),
            (words.title.as_str(), self.inset_cell(columns.title), start),
            (words.page.as_str(), columns.page, middle),
        ];
        let padding = cx.theme.table.padding;
        let mut flow_box = FlowBox::default();
        let root = self.root();
        for (word, cell, kind) in cells {
            let cell = cell.inset(cx.dir, cx.least_gap(), cx.least_gap());
            let set = self.set_plain(word, style, cell.width, kind);
            flow_box.height = flow_box.height.max(set.height() + padding * 2.0);
            set.place_all(&mut flow_box, cell.x, padding, root);
        }
        let ink = std::mem::take(&mut flow_box.ink);
        let mut head = FlowBox { ink, ..flow_box.copied() };
        head.height = cx.on_grid(head.height);
        self.opens(&mut head, cx.grid.text);
        self.register_rules(&mut head, columns, true);
        head.keep = true;
        head
    }

    fn register_rules(&self, row: &mut FlowBox, columns: Columns, closes: bool) {
        let dir = self.cx.dir;
        let uprights =
            [columns.title, columns.page].map(|c| c.at_start(dir, Abs::ZERO, Abs::ZERO));
        self.cell_rules(row, self.cx.grid.text, &uprights, closes);
    }

    fn register_row(
        &mut self,
        section: &Section,
        index: usize,
        place: SectionStart,
        (columns, pitch): (Columns, Abs),
        toc: TagId,
    ) -> FlowBox {
        let cx = self.cx;
        let item = self.tag(TagKind::Toci, toc);
        let text = section.heading.to_directed(cx.dir);
        let link = self.add_link(LinkTarget::Place { page: place.page, y: place.y, text });
        let link = self.tag(TagKind::Link(link), item);
        let (row, bold) = (&cx.scale.contents_row, &cx.scale.contents_number);
        let cell = self.inset_cell(columns.title);
        let set = self.set(&section.heading, row, cell.width, ParagraphKind::Balanced);
        let height = pitch.max(set.height() + cx.theme.space.row * 2.0);
        let top = (height - set.height()) / 2.0;
        let (drop, middle) = (top + set.baseline, Alignment::Center);
        let mut flow_box = FlowBox::new(Abs::ZERO, height);
        let number = cx.digits.format(index + 1);
        self.contents_label(&mut flow_box, &number, bold, columns.number, middle, drop, link);
        set.place_all(&mut flow_box, cell.x, top, link);
        let folio = cx.digits.format(place.page + 1);
        self.contents_label(&mut flow_box, &folio, bold, columns.page, middle, drop, link);
        flow_box.begins = None;
        flow_box.contain(LEADING_STEP)
    }

    /// Dots from the end of a title's first line to its folio, in step over all rows.
    pub(super) fn leader(
        &self,
        flow_box: &mut FlowBox,
        (set, title): (&SetText, Column),
        end: Column,
        baseline: Abs,
    ) {
        let Some(line) = set.lines.first() else { return };
        let rtl = self.cx.dir.is_rtl();
        let folio = flow_box.items.iter().rev().find_map(|item| match item {
            FrameItem::Text { line, .. } => Some(line.width),
            _ => None,
        });
        let folio = folio.unwrap_or(end.width);
        let near = title.x + line.offset + if rtl { Abs::ZERO } else { line.width };
        let far = end.at_start(self.cx.dir, end.width - folio, folio)
            + if rtl { folio } else { Abs::ZERO };
        let (from, to) = if rtl { (far, near) } else { (near, far) };
        let edge = end.at_start(self.cx.dir, end.width, Abs::ZERO);
        let mut dots = Path::default();
        let mut step = 0.0;
        loop {
            step += 1.0;
            let x = if rtl { edge + PITCH * step } else { edge - PITCH * step };
            let passed = if rtl { x > to - CLEAR } else { x < from + CLEAR };
            if passed {
                break;
            }
            if x > from + CLEAR && x < to - CLEAR {
                dots.segments.extend(Path::circle(Point::new(x, baseline - DOT), DOT).segments);
            }
        }
        if !dots.segments.is_empty() {
            flow_box.fill(dots, self.cx.color(&self.cx.scale.contents_row.color));
        }
    }
}
