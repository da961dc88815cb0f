//! Keys that stand at the wrong indentation: the record beside or above them knows them.

use serde_json::{Map, Value};

use super::super::node::{Key, Node, NodeKind};
use super::settle::SettleWalk;
use super::{keys, names};
use crate::diag::{Diagnostic, Span};

/// Spaces of one level.
const STEP: usize = 2;

impl<'w> SettleWalk<'w> {
    /// Tells of keys that this record does not know but one beside or above it does, and takes
    /// them out.
    pub(super) fn nested<'a>(
        &mut self,
        entries: Vec<(Key<'a>, Node<'a>)>,
        record: &'w Map<String, Value>,
    ) -> Vec<(Key<'a>, Node<'a>)> {
        let mut kept: Vec<(Key<'a>, Node<'a>)> = vec![];
        // Where the known keys stand: there are few of them, however many others there are.
        let mut known: Vec<usize> = vec![];
        let mut told: Option<usize> = None;
        for (name, value) in entries {
            if names::key(record, &name.text).is_some() {
                known.push(kept.len());
                kept.push((name, value));
                told = None;
                continue;
            }
            let Some(owner) = self.owner(&kept, &known, record, &name) else {
                if !self.tell_outer(&name) && !self.tell_item(&name, record) {
                    kept.push((name, value));
                }
                continue;
            };
            if told != Some(owner) {
                self.tell_inner(&name, &kept[owner]);
                told = Some(owner);
            }
            adopt(&mut kept[owner].1, name, value);
        }
        kept
    }

    /// The entry before a key whose record knows it.
    fn owner(
        &self,
        kept: &[(Key<'_>, Node<'_>)],
        known: &[usize],
        record: &'w Map<String, Value>,
        name: &Key<'_>,
    ) -> Option<usize> {
        known.iter().copied().rfind(|&at| {
            let (sibling, value) = &kept[at];
            let takes = matches!(
                value.kind,
                NodeKind::Null | NodeKind::Map(_) | NodeKind::Seq(_) | NodeKind::Told
            );
            let schema = names::key(record, &sibling.text).map(|(_, schema)| schema);
            takes && schema.is_some_and(|schema| self.knows(schema, &name.text))
        })
    }

    /// Whether what may stand at a place is a map, or a list of maps, that knows a key.
    fn knows(&self, schema: &'w Value, key: &str) -> bool {
        let forms = self.shapes.forms(schema);
        let items = forms.list.and_then(|list| list.get("items"));
        let inner = items.map(|items| self.shapes.forms(items));
        // In a list of texts and blocks a key is no key of the last item, but an item.
        let inner = inner.filter(|inner| !inner.is_prose()).and_then(|inner| inner.record);
        forms.record.into_iter().chain(inner).any(|record| names::key(record, key).is_some())
    }

    fn tell_inner(&mut self, name: &Key<'_>, (owner, value): &(Key<'_>, Node<'_>)) {
        let own = self.column(name.span);
        let wanted = match &value.kind {
            NodeKind::Map(_) | NodeKind::Seq(_) if value.span != Span::NONE => {
                self.column(value.span)
            }
            _ => self.column(owner.span) + STEP,
        };
        let by = spaces(wanted.saturating_sub(own).max(1));
        let message =
            format!("`{}` belongs {by} further in, under `{}`", name.text, owner.text);
        let line = self.line(name.span);
        let moved = format!("{}{}", " ".repeat(wanted), line.trim());
        self.sink.push(
            Diagnostic::error("wrong-indent", name.span, message)
                .with_hint(format!("indent the line by {wanted} spaces: `{moved}`")),
        );
    }

    /// Tells of a key that a record further out knows.
    fn tell_outer(&mut self, name: &Key<'_>) -> bool {
        let mut above = self.above.iter().rev();
        let Some((_, span)) =
            above.find(|(record, _)| names::key(record, &name.text).is_some())
        else {
            return false;
        };
        let (wanted, own) = (self.column(*span), self.column(name.span));
        if wanted >= own || self.is_inline(name.span) {
            return false;
        }
        let by = spaces(own - wanted);
        let message = format!("`{}` belongs {by} further out", name.text);
        let moved = format!("{}{}", " ".repeat(wanted), self.line(name.span).trim());
        self.sink.push(
            Diagnostic::error("wrong-indent", name.span, message)
                .with_hint(format!("indent the line by {wanted} spaces: `{moved}`")),
        );
        true
    }

    /// Tells of a block that stands beside the list that it belongs to.
    fn tell_item(&mut self, name: &Key<'_>, record: &'w Map<String, Value>) -> bool {
        let holds = |schema: &'w Value| {
            let items = self.shapes.forms(schema).list.and_then(|list| list.get("items"));
            let inner = items.map(|items| self.shapes.forms(items));
            // A list of texts and blocks: a block is a key of one of its items.
            inner.is_some_and(|inner| {
                inner.is_prose()
                    && inner
                        .record
                        .is_some_and(|record| names::key(record, &name.text).is_some())
            })
        };
        let Some((list, _)) = keys(record).find(|(_, schema)| holds(schema)) else {
            return false;
        };
        let message =
            format!("`{}` is a block: it stands in the list under `{list}`", name.text);
        let line = self.line(name.span).trim();
        let line = line.strip_prefix("- ").unwrap_or(line);
        self.sink.push(
            Diagnostic::error("wrong-indent", name.span, message)
                .with_hint(format!("write it as an item under `{list}:`: `- {line}`")),
        );
        true
    }

    /// Whether something stands before a key on its line, as in a map in braces.
    fn is_inline(&self, span: Span) -> bool {
        let before = self.text.get(..span.start as usize).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        !line.trim_start_matches([' ', '-']).is_empty()
    }

    /// Characters before a place on its line.
    fn column(&self, span: Span) -> usize {
        let before = self.text.get(..span.start as usize).unwrap_or_default();
        before.rsplit('\n').next().unwrap_or_default().chars().count()
    }

    /// The line of a place.
    fn line(&self, span: Span) -> &'w str {
        let start = self.text.get(..span.start as usize).and_then(|before| before.rfind('\n'));
        let rest = self.text.get(start.map_or(0, |at| at + 1)..).unwrap_or_default();
        rest.lines().next().unwrap_or_default()
    }
}

/// Puts an entry where it belongs, so that its absence there is not told as well.
fn adopt<'a>(owner: &mut Node<'a>, name: Key<'a>, value: Node<'a>) {
    match &mut owner.kind {
        NodeKind::Map(entries) => entries.push((name, value)),
        NodeKind::Seq(items) => {
            if let Some(last) = items.last_mut() {
                adopt(last, name, value);
            }
        }
        NodeKind::Null => owner.kind = NodeKind::Map(vec![(name, value)]),
        NodeKind::Scalar(_) | NodeKind::Told => {}
    }
}

/// A number of spaces in words.
pub(in crate::source) fn spaces(count: usize) -> String {
    let words = [
        "no space",
        "one space",
        "two spaces",
        "three spaces",
        "four spaces",
        "five spaces",
        "six spaces",
    ];
    words.get(count).map_or_else(|| format!("{count} spaces"), |word| (*word).to_owned())
}
