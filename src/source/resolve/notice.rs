//! Blocks of notices: what readers tick, do and leave.

use super::super::schema::Prose;
use super::super::schema::notice::PairRow;
use super::Resolver;
use crate::diag::Span;
use crate::model::{BlockKind, Pair};

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
}
