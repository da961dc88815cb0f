//! Pieces of a body to blocks.

use super::super::contact;
use super::super::parsed::ParsedLine;
use super::super::schema::Prose;
use super::super::schema::blocks::*;
use super::super::schema::text::{BodyPiece, TypedBlock};
use super::Resolver;
use crate::diag::{Diagnostic, Span};
use crate::model::lang::Marker;
use crate::model::{
    Block, BlockKind, CellAlign, Contact, Fact, LineChange, List, Step, Table, TermRow as Row,
    Text,
};
use crate::prose::in_one_piece;

/// What a body stands in: not everything may stand everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Within {
    Section,
    Callout,
    Columns,
}

/// A number of facts with its unit; what is longer is a phrase, in characters.
const LONGEST_NUMBER: usize = 16;

impl Resolver<'_> {
    pub(super) fn blocks(&mut self, pieces: &[BodyPiece], within: Within) -> Vec<Block> {
        let mut out = Vec::with_capacity(pieces.len());
        for piece in pieces {
            match piece {
                BodyPiece::Markdown(prose) => out.extend(self.markdown(prose)),
                BodyPiece::Typed(block) => out.extend(self.typed(block, within)),
            }
        }
        out
    }

    fn typed(&mut self, block: &TypedBlock, within: Within) -> Vec<Block> {
        if let Some(id) = &block.id {
            self.claim(id);
        }
        let mut kinds = self.kinds(block, within);
        let count = kinds.len() + usize::from(block.text.is_some());
        if count != 1 && !(kinds.is_empty() && self.partial) {
            let message = match count {
                0 => "the block says nothing",
                _ => "one block cannot be two things",
            };
            self.sink.push(
                Diagnostic::error("block-kind", block.span, message)
                    .with_expected("exactly one key besides `id`, `align` and `kashida`")
                    .with_hint("begin each block with a hyphen of its own"),
            );
        }
        let id = block.id.as_ref().map(|id| id.0.text.clone());
        let lines = LineChange { align: block.align, kashida: block.kashida };
        if let Some(prose) = &block.text {
            return self.prose(prose, id, lines);
        }
        let Some(kind) = kinds.pop().flatten() else { return vec![] };
        vec![Block { id, kind, lines, span: block.span }]
    }

    /// What the block is, for each key that it has; `None` for one with a fault.
    fn kinds(&mut self, block: &TypedBlock, within: Within) -> Vec<Option<BlockKind>> {
        let mut kinds = vec![];
        kinds.extend(block.terms.as_ref().map(|rows| self.terms(rows, block.span)));
        kinds.extend(block.list.as_ref().map(|list| self.list(&list.0, block.span)));
        kinds.extend(block.figure.as_ref().map(|figure| self.figure(figure, within)));
        kinds.extend(block.table.as_ref().map(|table| self.table(table)));
        kinds.extend(block.callout.as_ref().map(|callout| self.callout(&callout.0, within)));
        kinds.extend(block.quote.as_ref().map(|quote| Some(self.quote(&quote.0))));
        kinds.extend(block.facts.as_ref().map(|facts| self.facts(facts, block.span)));
        kinds.extend(block.steps.as_ref().map(|steps| self.steps(steps, block.span)));
        let checklist = block.checklist.as_ref();
        kinds.extend(checklist.map(|items| self.checklist(items, block.span)));
        kinds.extend(block.pairs.as_ref().map(|rows| self.pairs(rows, block.span)));
        kinds.extend(block.hours.as_ref().map(|rows| self.hours(rows, block.span)));
        let timeline = block.timeline.as_ref();
        kinds.extend(timeline.map(|rows| self.timeline(rows, block.span)));
        kinds.extend(block.help.as_ref().map(|help| self.help(help)));
        kinds.extend(block.contact.as_ref().map(|contact| self.contact(contact, block.span)));
        kinds.extend(block.qr.as_ref().map(|qr| self.qr(qr).map(BlockKind::Qr)));
        let columns = block.columns.as_ref();
        kinds.extend(columns.map(|columns| self.columns(columns, block.span, within)));
        let page_break = block.pagebreak.0;
        kinds.extend(page_break.map(|span| self.alone(BlockKind::PageBreak, span, within)));
        kinds.extend(block.toc.0.map(|span| self.alone(BlockKind::Toc, span, within)));
        kinds.extend(block.heading.as_ref().map(|heading| Some(self.heading(&heading.0))));
        kinds
    }

    /// Reports an empty list; whether there is something in it.
    pub(super) fn filled(&mut self, count: usize, span: Span) -> bool {
        if count == 0 && !self.partial {
            let fault = Diagnostic::error("empty-list", span, "the list is empty");
            self.sink.push(fault.with_hint("write an item, or remove the block"));
        }
        count > 0
    }

    fn terms(&mut self, rows: &[TermRow], span: Span) -> Option<BlockKind> {
        let filled = self.filled(rows.len(), span);
        let row = |row: &TermRow| Row {
            term: self.line(&row.term),
            text: self.paragraphs(&row.text),
            span: row.span,
        };
        let rows = rows.iter().map(row).collect();
        filled.then_some(BlockKind::Terms(rows))
    }

    fn list(&mut self, list: &ListMap, span: Span) -> Option<BlockKind> {
        let filled = self.filled(list.items.len(), span);
        let mut items = vec![];
        for item in &list.items {
            let pieces = self.parse(&item.text);
            let Some(mut blocks) = self.item(pieces, item.text.span) else { continue };
            if let Some(inner) = &item.list {
                let span = inner.0.items.first().map_or(item.text.span, |i| i.text.span);
                let kind = self.list(&inner.0, span);
                blocks.extend(kind.map(|kind| {
                    let lines = LineChange::default();
                    Block { id: None, kind, lines, span }
                }));
            }
            items.push(blocks);
        }
        let counts = list.marker.map(|marker| marker != Marker::Disc);
        let numbered = list.numbered.or(counts).unwrap_or(list.start.is_some());
        if !numbered && list.start.is_some() {
            let message = "bullets have no first number";
            let fault = Diagnostic::error("list-start", span, message);
            self.sink.push(fault.with_hint("remove `start`, or write `numbered: true`"));
        }
        if let Some(marker) = list.marker.filter(|_| counts != Some(numbered)) {
            let message = match numbered {
                true => "a numbered list cannot be marked with bullets".to_owned(),
                false => format!("`{}` numbers the items, `numbered` does not", marker.name()),
            };
            let fault = Diagnostic::error("list-marker", span, message);
            self.sink.push(fault.with_hint("remove `numbered` or `marker`"));
        }
        let start = numbered.then_some(list.start.unwrap_or(1));
        let marker = list.marker.filter(|_| numbered);
        filled.then_some(BlockKind::List(List { start, marker, items }))
    }

    fn table(&mut self, table: &TableBlock) -> Option<BlockKind> {
        if self.partial {
            return None;
        }
        let (head, rows) = (table.head.as_deref()?, table.rows.as_deref()?);
        let columns = head.len();
        let mut sound = self.filled(columns, table.span);
        for row in rows.iter().filter(|row| row.len() != columns) {
            let span = row.first().map_or(table.span, |cell| cell.span);
            let message = format!("the row has {} cells, the head has {columns}", row.len());
            let hint = match row.len() < columns {
                true => "write `–` for a cell that is empty, or join the cells of the head",
                false => {
                    "add a cell to `head`, or put cells with commas in them into quotation marks"
                }
            };
            self.sink.push(Diagnostic::error("table-row", span, message).with_hint(hint));
            sound = false;
        }
        let align = table.align.clone().unwrap_or_else(|| vec![CellAlign::Start; columns]);
        if align.len() != columns {
            let message =
                format!("`align` has {} words, the head has {columns} cells", align.len());
            let hint = format!("write `align: [{}]`", vec!["start"; columns].join(", "));
            self.sink
                .push(Diagnostic::error("table-align", table.span, message).with_hint(hint));
            sound = false;
        }
        let caption = table.caption.as_ref().map(|caption| self.line(caption));
        let head = self.cells(head);
        let rows = rows.iter().map(|row| self.cells(row)).collect();
        let row_heads = table.row_heads.unwrap_or(false);
        sound.then_some(BlockKind::Table(Table { caption, head, align, rows, row_heads }))
    }

    fn cells(&mut self, cells: &[CellText]) -> Vec<Text> {
        let cell = |cell: &CellText| match &cell.text {
            Some(prose) => self.line(prose),
            None => self.text(ParsedLine { inlines: vec![], span: cell.span }),
        };
        cells.iter().map(cell).collect()
    }

    fn callout(&mut self, callout: &CalloutMap, within: Within) -> Option<BlockKind> {
        let title = callout.title.as_ref().map(|title| self.line(title));
        let inner = if within == Within::Columns { Within::Columns } else { Within::Callout };
        let body = self.blocks(&callout.body, inner);
        Some(BlockKind::Callout { title, body })
    }

    fn quote(&mut self, quote: &QuoteMap) -> BlockKind {
        let body = self.paragraphs(&quote.text);
        let attribution = quote.attribution.as_ref().map(|who| self.line(who));
        BlockKind::Quote { body, attribution }
    }

    fn facts(&mut self, facts: &[FactRow], span: Span) -> Option<BlockKind> {
        let filled = self.filled(facts.len(), span);
        let fact = |fact: &FactRow| Fact {
            number: self.fact_number(&fact.number),
            label: self.line(&fact.label),
        };
        let facts = facts.iter().map(fact).collect();
        filled.then_some(BlockKind::Facts(facts))
    }

    /// A number with its unit is one piece, unless it is a phrase.
    fn fact_number(&mut self, said: &Prose) -> Text {
        let text = self.line(said);
        if text.to_plain().chars().count() > LONGEST_NUMBER {
            return text;
        }
        Text { inlines: in_one_piece(text.inlines), ..text }
    }

    fn steps(&mut self, steps: &[StepRow], span: Span) -> Option<BlockKind> {
        let filled = self.filled(steps.len(), span);
        let step = |step: &StepRow| {
            let title = self.line(&step.title);
            let text = step.text.as_ref().map(|text| self.paragraphs(text));
            Step { title, text: text.unwrap_or_default() }
        };
        let steps = steps.iter().map(step).collect();
        filled.then_some(BlockKind::Steps(steps))
    }

    fn contact(&mut self, block: &ContactBlock, span: Span) -> Option<BlockKind> {
        let filled = self.filled(block.rows.len(), span);
        let title = block.title.as_ref().map(|title| self.line(title));
        let row = |row: &ContactRow| {
            let label = self.line(&row.label);
            let mut value = self.parse_line(&row.value);
            value.inlines = contact::linked(value.inlines, self.sink);
            (label, self.text(value))
        };
        let rows = block.rows.iter().map(row).collect();
        let qr = match &block.qr {
            Some(qr) => Some(self.qr(qr)?),
            None => None,
        };
        filled.then_some(BlockKind::Contact(Contact { title, rows, qr }))
    }

    fn columns(
        &mut self,
        columns: &[Vec<BodyPiece>],
        span: Span,
        within: Within,
    ) -> Option<BlockKind> {
        let mut sound = (2..=3).contains(&columns.len()) || self.partial;
        if !sound {
            let message =
                format!("two or three columns stand side by side, not {}", columns.len());
            let hint =
                "write `- columns: [[first], [second]]`: a list of blocks for each column";
            self.sink.push(Diagnostic::error("columns-count", span, message).with_hint(hint));
        }
        if within != Within::Section {
            self.refuse_place("columns", span);
            sound = false;
        }
        let columns = columns.iter().map(|c| self.blocks(c, Within::Columns)).collect();
        sound.then_some(BlockKind::Columns { columns, wide: false })
    }

    /// A block that can stand in a section only.
    fn alone(&mut self, kind: BlockKind, span: Span, within: Within) -> Option<BlockKind> {
        if within == Within::Section {
            return Some(kind);
        }
        let what = if matches!(kind, BlockKind::Toc) { "toc" } else { "pagebreak" };
        self.refuse_place(what, span);
        None
    }

    pub(super) fn refuse_place(&mut self, what: &str, span: Span) {
        let message = format!("`{what}` cannot stand inside a callout or columns");
        self.sink.push(Diagnostic::error("block-place", span, message));
    }

    fn heading(&mut self, heading: &HeadingMap) -> BlockKind {
        let level = if heading.level == Some(4) { 4 } else { 3 };
        BlockKind::Heading { level, text: self.line(&heading.text) }
    }
}
