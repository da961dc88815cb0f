//! Blocks of notices: what readers tick, do and leave.

use super::super::parsed::Line;
use super::super::schema::Prose;
use super::super::schema::notice::{OpeningRow, PairRow};
use super::Resolver;
use crate::diag::Span;
use crate::model::{BlockKind, Inline, Opening, Pair, Text};

impl Resolver<'_> {
    pub(super) fn checklist(&mut self, items: &[Prose], span: Span) -> Option<BlockKind> {
        let filled = self.filled(items.len(), span);
        let items = items.iter().map(|item| self.line(item)).collect();
        filled.then_some(BlockKind::Checklist(items))
    }

    pub(super) fn pairs(&mut self, rows: &[PairRow], span: Span) -> Option<BlockKind> {
        let filled = self.filled(rows.len(), span);
        let pair = |row: &PairRow| Pair {
            good: self.paragraphs(&row.good),
            bad: self.paragraphs(&row.bad),
        };
        let pairs = rows.iter().map(pair).collect();
        filled.then_some(BlockKind::Pairs(pairs))
    }

    pub(super) fn hours(&mut self, rows: &[OpeningRow], span: Span) -> Option<BlockKind> {
        let filled = self.filled(rows.len(), span);
        let rows = rows.iter().map(|row| self.opening(row)).collect();
        filled.then_some(BlockKind::Hours(rows))
    }

    fn opening(&mut self, row: &OpeningRow) -> Opening {
        let days = self.line(&row.days);
        let word = self.words.closed.clone();
        if row.is_closed() {
            return Opening { days, hours: self.said(word, row.hours.span), closed: true };
        }
        let hours = self.line(&row.hours);
        let closed = hours.to_plain().trim() == word;
        Opening { days, hours, closed }
    }

    /// A text of the program's own words, at the place of what asks for them.
    fn said(&mut self, text: String, span: Span) -> Text {
        self.text(Line { inlines: vec![Inline::Text { text, span }], span })
    }
}
