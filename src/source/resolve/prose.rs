//! Markdown in a body to blocks.

use super::super::markdown;
use super::super::parsed::{MarkdownBlock as Md, ParsedLine};
use super::super::schema::Prose;
use super::Resolver;
use crate::diag::{Diagnostic, Span};
use crate::model::{Block, BlockKind, LineChange, List, Table, Text};

impl Resolver<'_> {
    /// Markdown as blocks.
    pub(super) fn markdown(&mut self, prose: &Prose) -> Vec<Block> {
        let pieces = self.parse(prose);
        pieces.into_iter().filter_map(|piece| self.block(piece)).collect()
    }

    pub(super) fn parse(&mut self, prose: &Prose) -> Vec<Md> {
        self.check_cut(prose);
        let places = self.places(prose);
        let around = self.markdown_around();
        let parsed = markdown::blocks(&prose.text, &places, around, self.sink);
        self.notes.extend(parsed.notes);
        parsed.blocks
    }

    fn block(&mut self, piece: Md) -> Option<Block> {
        let span = piece.span();
        let kind = match piece {
            Md::Paragraph(line) => BlockKind::Paragraph(self.text(line)),
            Md::Heading(level, line) => BlockKind::Heading { level, text: self.text(line) },
            Md::List { start, marker, items, .. } => {
                let items =
                    items.into_iter().filter_map(|item| self.item(item, span)).collect();
                BlockKind::List(List { start, marker, items })
            }
            Md::Table { head, align, rows, .. } => {
                let mut cells =
                    |row: Vec<ParsedLine>| row.into_iter().map(|l| self.text(l)).collect();
                let head = cells(head);
                let rows = rows.into_iter().map(&mut cells).collect();
                BlockKind::Table(Table { caption: None, head, align, rows, row_heads: false })
            }
            Md::Quote(pieces, _) => {
                BlockKind::Quote { body: self.paragraphs_of(pieces), attribution: None }
            }
        };
        Some(Block { id: None, kind, lines: LineChange::default(), span })
    }

    /// An item of a list: a paragraph, then paragraphs and nested lists.
    pub(super) fn item(&mut self, pieces: Vec<Md>, list: Span) -> Option<Vec<Block>> {
        let Some(Md::Paragraph(_)) = pieces.first() else {
            let span = pieces.first().map_or(list, Md::span);
            let message = "an item of a list must begin with text";
            self.sink.push(Diagnostic::error("list-item", span, message));
            return None;
        };
        for piece in &pieces {
            if !matches!(piece, Md::Paragraph(_) | Md::List { .. }) {
                let message = "an item of a list can hold paragraphs and lists only";
                self.sink.push(Diagnostic::error("list-item", piece.span(), message));
            }
        }
        Some(pieces.into_iter().filter_map(|piece| self.block(piece)).collect())
    }

    /// A scalar that holds paragraphs only.
    pub(super) fn paragraphs(&mut self, prose: &Prose) -> Vec<Text> {
        let pieces = self.parse(prose);
        self.paragraphs_of(pieces)
    }

    fn paragraphs_of(&mut self, pieces: Vec<Md>) -> Vec<Text> {
        let mut out = vec![];
        for piece in pieces {
            match piece {
                Md::Paragraph(line) => out.push(self.text(line)),
                other => {
                    let message = "only paragraphs can stand here";
                    self.sink.push(Diagnostic::error("paragraphs-only", other.span(), message));
                }
            }
        }
        out
    }

    /// Markdown whose lines are set as its block asks; the first paragraph takes its name.
    pub(super) fn prose(
        &mut self,
        prose: &Prose,
        id: Option<String>,
        lines: LineChange,
    ) -> Vec<Block> {
        let mut blocks = self.markdown(prose);
        for block in &mut blocks {
            block.lines = lines;
        }
        if let Some(first) = blocks.first_mut() {
            first.id = id;
        }
        blocks
    }
}
