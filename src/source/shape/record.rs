//! Maps of known keys: keys by their own names, each value in its shape, what is missing told.

use serde_json::{Map, Value};

use super::super::decode::nearest;
use super::super::node::{Key, Node, NodeKind};
use super::meant::unnamed;
use super::settle::SettleWalk;
use super::{keys, names, required};
use crate::diag::{Diagnostic, Span};

impl<'w> SettleWalk<'w> {
    /// A map at the place of a record; `bare` is what stood there before it was made a map.
    pub(super) fn record<'a>(
        &mut self,
        node: Node<'a>,
        record: &'w Map<String, Value>,
        schema: &'w Value,
        key: Option<&str>,
        bare: Option<&Node<'_>>,
    ) -> Node<'a> {
        let Node { kind: NodeKind::Map(entries), span } = node else { return node };
        let entries = self.named(entries, record);
        let entries = self.led(self.joined(unnamed(entries, record), record), record);
        let entries = self.nested(entries, record);
        self.above.push((record, span));
        let mut settled = vec![];
        for (name, value) in entries {
            let value = match names::key(record, &name.text) {
                Some((known, schema)) => self.value(value, &name, known, schema),
                None => value,
            };
            settled.push((name, value));
        }
        self.above.pop();
        for missing in required(record) {
            if settled.iter().all(|(name, _)| name.text != missing) {
                if !is_misspelt(missing, &settled, record) {
                    self.tell_missing(missing, span, schema, key, bare);
                }
                let name = Key { text: missing.to_owned().into(), span };
                settled.push((name, Node { kind: NodeKind::Told, span }));
            }
        }
        Node { kind: NodeKind::Map(settled), span }
    }

    /// The value of an entry, unless it is a comment by mistake.
    pub(super) fn value<'a>(
        &mut self,
        value: Node<'a>,
        name: &Key<'_>,
        known: &str,
        schema: &'w Value,
    ) -> Node<'a> {
        if value.kind == NodeKind::Null && self.is_comment(name, known, schema) {
            return Node { kind: NodeKind::Told, ..value };
        }
        self.node(value, schema, Some(known))
    }

    /// The keys by their own names; two names of one key are told, and the first is kept.
    fn named<'a>(
        &mut self,
        entries: Vec<(Key<'a>, Node<'a>)>,
        record: &'w Map<String, Value>,
    ) -> Vec<(Key<'a>, Node<'a>)> {
        let mut named: Vec<(Key<'a>, Node<'a>)> = vec![];
        for (mut name, value) in entries {
            if let Some((known, _)) = names::key(record, &name.text) {
                if let Some((twin, _)) = named.iter().find(|(twin, _)| twin.text == known) {
                    let message = format!("the key `{known}` stands twice, under two names");
                    self.sink.push(
                        Diagnostic::error("duplicate-key", name.span, message)
                            .with_related(twin.span, "it stands here first")
                            .with_hint("keep one of the two"),
                    );
                    continue;
                }
                if known != name.text {
                    name.text = known.to_owned().into();
                }
            }
            named.push((name, value));
        }
        named
    }

    fn tell_missing(
        &mut self,
        missing: &str,
        span: Span,
        schema: &'w Value,
        key: Option<&str>,
        bare: Option<&Node<'_>>,
    ) {
        let message = format!("the key `{missing}` is missing");
        let fault = Diagnostic::error("missing-key", span, message);
        self.sink.push(match bare {
            Some(bare) => {
                fault.with_hint(format!("write `{}`", self.shapes.example(key, schema, bare)))
            }
            None => fault.with_hint(format!("add `{missing}: …`")),
        });
    }

    /// Tells of a value that begins with `#` and so is a comment.
    fn is_comment(&mut self, name: &Key<'_>, known: &str, schema: &Value) -> bool {
        let rest = self.text.get(name.span.end as usize..).unwrap_or_default();
        let line = rest.lines().next().unwrap_or_default();
        let Some((_, value)) = line.split_once(':') else { return false };
        let value = value.trim();
        let Some(word) = value.strip_prefix('#').filter(|word| !word.starts_with([' ', '#']))
        else {
            return false;
        };
        if word.is_empty() || self.shapes.forms(schema).null {
            return false;
        }
        let end = word.find(" #").or_else(|| word.find(['}', ','])).unwrap_or(word.len());
        let start = name.span.range().end + line.find('#').unwrap_or(0);
        let span = name.span.file.map_or(name.span, |file| {
            Span::new(file, start..start + 1 + word[..end].trim_end().len())
        });
        let message = "`#` begins a comment, so the key has no value";
        self.sink.push(Diagnostic::error("comment-value", span, message).with_hint(format!(
            "put it between quotation marks: `{known}: \"#{}\"`",
            word[..end].trim_end()
        )));
        true
    }
}

/// Whether a key is there under a name that is told as a slip of the pen.
fn is_misspelt(
    missing: &str,
    entries: &[(Key<'_>, Node<'_>)],
    record: &Map<String, Value>,
) -> bool {
    let known = || keys(record).map(|(key, _)| key);
    let unknown = entries.iter().filter(|(name, _)| names::key(record, &name.text).is_none());
    unknown.into_iter().any(|(name, _)| nearest(&name.text, known()) == Some(missing))
}
