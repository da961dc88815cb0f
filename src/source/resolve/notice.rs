//! Blocks of notices: what readers tick, do and leave.

use super::super::schema::Prose;
use super::Resolver;
use crate::diag::Span;
use crate::model::BlockKind;

impl Resolver<'_> {
    pub(super) fn checklist(&mut self, items: &[Prose], span: Span) -> Option<BlockKind> {
        let filled = self.filled(items.len(), span);
        let items = items.iter().map(|item| self.line(item)).collect();
        filled.then_some(BlockKind::Checklist(items))
    }
}
