//! A text and what was changed in it before it is read on, with the way back to its file.
//!
//! Whoever changes a text ([`Rewriter`]) says which bytes it replaces; a [`Way`] goes back through
//! all changes, the last first, and then through the scalar's [`PlaceMap`].

use std::borrow::Cow;
use std::ops::Range;

use super::place::PlaceMap;
use crate::diag::Span;

/// A text with what was changed in it.
#[derive(Debug)]
pub(super) struct Rewritten<'t> {
    /// The text as it is now.
    pub(super) text: Cow<'t, str>,
    /// What was changed.
    pub(super) changes: Changes,
}

/// Stretches that were replaced; what lies between them is alike. Ascends.
#[derive(Debug, Default)]
pub(super) struct Changes(Vec<Replacement>);

#[derive(Debug)]
struct Replacement {
    new: Range<usize>,
    old: Range<usize>,
}

impl Changes {
    /// The bytes that stood where these bytes stand now.
    pub(super) fn back(&self, new: Range<usize>) -> Range<usize> {
        let start = self.byte(new.start).start;
        let end = if new.is_empty() { start } else { self.byte(new.end - 1).end };
        start..end.max(start)
    }

    fn byte(&self, at: usize) -> Range<usize> {
        let next = self.0.partition_point(|change| change.new.start <= at);
        let Some(change) = next.checked_sub(1).and_then(|i| self.0.get(i)) else {
            return at..at + 1;
        };
        if at < change.new.end {
            return change.old.clone();
        }
        let old = change.old.end + (at - change.new.end);
        old..old + 1
    }
}

/// Replaces stretches of a text from its start to its end.
pub(super) struct Rewriter<'t> {
    source: &'t str,
    out: String,
    done: usize,
    changes: Vec<Replacement>,
}

impl<'t> Rewriter<'t> {
    /// Nothing is changed yet.
    pub(super) fn new(source: &'t str) -> Self {
        Self { source, out: String::new(), done: 0, changes: vec![] }
    }

    /// Puts `with` in the place of bytes that lie behind all that were replaced before.
    pub(super) fn replace(&mut self, old: Range<usize>, with: &str) {
        self.out.push_str(self.source.get(self.done..old.start).unwrap_or_default());
        let start = self.out.len();
        self.out.push_str(with);
        self.done = old.end;
        self.changes.push(Replacement { new: start..self.out.len(), old });
    }

    /// The text as it is now.
    pub(super) fn finish(mut self) -> Rewritten<'t> {
        if self.changes.is_empty() {
            return Rewritten { text: self.source.into(), changes: Changes::default() };
        }
        self.out.push_str(self.source.get(self.done..).unwrap_or_default());
        Rewritten { text: self.out.into(), changes: Changes(self.changes) }
    }
}

/// The way from the text that is read back to the file.
pub(super) struct Way<'a> {
    /// The changes, the last first.
    changes: Vec<Changes>,
    places: &'a PlaceMap,
}

impl<'a> Way<'a> {
    /// The way of a text that is as YAML has read it.
    pub(super) fn new(places: &'a PlaceMap) -> Self {
        Self { changes: vec![], places }
    }

    /// The same after further changes.
    #[must_use]
    pub(super) fn after(mut self, changes: Changes) -> Self {
        self.changes.insert(0, changes);
        self
    }

    /// The stretch of the file behind bytes of the text.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        let back = |range, changes: &Changes| changes.back(range);
        self.places.span(self.changes.iter().fold(range, back))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stretch_leads_back_to_what_stood_there() {
        let source = "abc ﻻ def";
        let mut rewriter = Rewriter::new(source);
        rewriter.replace(0..0, "++");
        rewriter.replace(1..3, "");
        rewriter.replace(4..7, "لا");
        let Rewritten { text, changes } = rewriter.finish();
        assert_eq!(text, "++a لا def");
        for (word, was) in [("++", ""), ("a", "a"), ("لا", "ﻻ"), ("ا", "ﻻ"), ("def", "def")]
        {
            let at = text.find(word).expect("the word");
            assert_eq!(&source[changes.back(at..at + word.len())], was, "{word}");
        }
        assert_eq!(changes.back(text.len()..text.len()), source.len()..source.len());
    }
}
