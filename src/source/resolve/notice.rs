//! Blocks of notices: what readers tick, do and leave.

use super::super::contact;
use super::super::parsed::ParsedLine;
use super::super::schema::Prose;
use super::super::schema::notice::{HelpBlock, MomentRow, OpeningRow, PairRow};
use super::Resolver;
use crate::diag::{Diagnostic, Span};
use crate::geom::Dir;
use crate::model::{BlockKind, DoDont, Help, Inline, IsolateKind, Moment, Opening, Text};

impl Resolver<'_> {
    pub(super) fn checklist(&mut self, items: &[Prose], span: Span) -> Option<BlockKind> {
        let filled = self.filled(items.len(), span);
        let items = items.iter().map(|item| self.line(item)).collect();
        filled.then_some(BlockKind::Checklist(items))
    }

    pub(super) fn pairs(&mut self, rows: &[PairRow], span: Span) -> Option<BlockKind> {
        let filled = self.filled(rows.len(), span);
        let pair = |row: &PairRow| DoDont {
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

    pub(super) fn timeline(&mut self, rows: &[MomentRow], span: Span) -> Option<BlockKind> {
        let filled = self.filled(rows.len(), span);
        let moment = |row: &MomentRow| Moment {
            when: self.line(&row.when),
            what: self.paragraphs(&row.what),
        };
        let moments = rows.iter().map(moment).collect();
        filled.then_some(BlockKind::Timeline(moments))
    }

    pub(super) fn help(&mut self, block: &HelpBlock) -> Option<BlockKind> {
        let mut number = self.parse_line(&block.number);
        number.inlines = contact::linked(number.inlines, self.sink);
        let calls = number.inlines.iter().any(is_dialled);
        if !calls && !self.partial {
            let message = format!("`{}` is no number to call", block.number.text.trim());
            let fault = Diagnostic::error("bad-help", block.number.span, message);
            self.sink.push(fault.with_hint("write its digits, such as `+966 50 123 4567`"));
        }
        let content = std::mem::take(&mut number.inlines);
        // Whatever digits and signs it has: they stand from left to right as they are typed.
        let (lang, dir, kind) = (None, Dir::Ltr, IsolateKind::TypedToken);
        number.inlines = vec![Inline::Isolate { lang, dir, kind, content }];
        let number = self.text(number);
        let label = match &block.label {
            Some(label) => self.line(label),
            None => self.said(self.words.help.clone(), block.number.span),
        };
        calls.then_some(BlockKind::Help(Help { number, label }))
    }

    /// A text of the program's own words, at the place of what asks for them.
    fn said(&mut self, text: String, span: Span) -> Text {
        self.text(ParsedLine { inlines: vec![Inline::Text { text, span }], span })
    }
}

/// Whether a link dials a number.
fn is_dialled(inline: &Inline) -> bool {
    matches!(inline, Inline::Link { url, .. } if url.starts_with("tel:"))
}
