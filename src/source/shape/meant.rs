//! What does not stand as the schema says, and yet means one thing alone: a text between braces that
//! holds a comma, a lead that is named instead of being the first paragraph, a name written as a key.

use serde_json::{Map, Value};

use super::super::decode::nearest;
use super::super::node::{Key, Node, NodeKind, Scalar, ScalarStyle};
use super::settle::SettleWalk;
use super::{FIRST, keys, names};

/// The key of a record's name.
const NAME: &str = "name";

type Entry<'a> = (Key<'a>, Node<'a>);

/// The entries of a record that has a name, where that is written as the key of all the others:
/// `- booklet: { size: a5 }` for `- { name: booklet, size: a5 }`.
pub(super) fn unnamed<'a>(
    entries: Vec<Entry<'a>>,
    record: &Map<String, Value>,
) -> Vec<Entry<'a>> {
    // Few records have one key alone, with more below it.
    if entries.len() != 1 {
        return entries;
    }
    let has_name = keys(record).any(|(key, _)| key == NAME);
    let is_one = matches!(entries.as_slice(), [(name, Node { kind: NodeKind::Map(inner), .. })]
    if names::key(record, &name.text).is_none()
        && inner.iter().all(|(key, _)| {
            names::key(record, &key.text).is_some_and(|(known, _)| known != NAME)
        }));
    if !(has_name && is_one) {
        return entries;
    }
    let mut whole = vec![];
    for (name, value) in entries {
        let Node { kind: NodeKind::Map(inner), .. } = value else { continue };
        let span = name.span;
        let scalar = Scalar { text: name.text, style: ScalarStyle::Bare };
        let key = Key { text: NAME.into(), span };
        whole.push((key, Node { kind: NodeKind::Scalar(scalar), span }));
        whole.extend(inner);
    }
    whole
}

impl<'w> SettleWalk<'w> {
    /// The entries of a map between braces, a text that holds commas in one piece: in `{ text: one,
    /// two }` YAML reads `two` as a key without a value.
    pub(super) fn joined<'a>(
        &self,
        entries: Vec<Entry<'a>>,
        record: &'w Map<String, Value>,
    ) -> Vec<Entry<'a>> {
        if !entries.iter().any(|(_, value)| value.kind == NodeKind::Null) {
            return entries;
        }
        let mut joined: Vec<Entry<'a>> = vec![];
        for (name, value) in entries {
            let is_rest = value.kind == NodeKind::Null
                && names::key(record, &name.text).is_none()
                && nearest(&name.text, keys(record).map(|(key, _)| key)).is_none();
            match joined.last_mut() {
                Some(last) if is_rest && self.is_text(last, record) => {
                    if !self.join(&mut last.1, &name) {
                        joined.push((name, value));
                    }
                }
                _ => joined.push((name, value)),
            }
        }
        joined
    }

    /// Whether the value of an entry is a text without quotation marks, for readers.
    fn is_text(&self, (name, value): &Entry<'_>, record: &'w Map<String, Value>) -> bool {
        let is_bare = matches!(&value.kind, NodeKind::Scalar(scalar) if scalar.style == ScalarStyle::Bare);
        let schema = names::key(record, &name.text).map(|(_, schema)| schema);
        is_bare && schema.is_some_and(|schema| self.shapes.forms(schema).is_text())
    }

    /// Adds a key to the text before it, where a comma on the same line is all that is between them.
    fn join(&self, value: &mut Node<'_>, rest: &Key<'_>) -> bool {
        let (start, end) = (value.span.range().start, rest.span.range().end);
        let between = self.text.get(value.span.range().end..rest.span.range().start);
        let whole = self.text.get(start..end).filter(|whole| !whole.contains('\n'));
        let is_comma = between.is_some_and(|between| between.trim() == ",");
        let (Some(whole), Some(file), NodeKind::Scalar(scalar)) =
            (whole.filter(|_| is_comma), value.span.file, &mut value.kind)
        else {
            return false;
        };
        scalar.text = whole.to_owned().into();
        value.span = crate::diag::Span::new(file, start..end);
        true
    }

    /// The entries of a record, what is named as the first item of a list in that list.
    pub(super) fn led<'a>(
        &self,
        mut entries: Vec<Entry<'a>>,
        record: &'w Map<String, Value>,
    ) -> Vec<Entry<'a>> {
        for (list, first) in record.get(FIRST).and_then(Value::as_object).into_iter().flatten()
        {
            let is_first = |name: &str| {
                first.as_array().into_iter().flatten().any(|known| names::is_alike(known, name))
            };
            let found = entries.iter().position(|(name, value)| {
                names::key(record, &name.text).is_none()
                    && matches!(value.kind, NodeKind::Scalar(_))
                    && is_first(&name.text)
            });
            let Some(found) = found else { continue };
            let (name, lead) = entries.remove(found);
            let at = entries.iter().position(|(other, _)| {
                names::key(record, &other.text).is_some_and(|(key, _)| key == list)
            });
            match at.map(|at| &mut entries[at].1) {
                Some(Node { kind: NodeKind::Seq(items), .. }) => items.insert(0, lead),
                Some(body) => {
                    let rest = (body.kind != NodeKind::Null).then(|| body.clone());
                    let items = std::iter::once(lead).chain(rest).collect();
                    *body = Node { kind: NodeKind::Seq(items), span: body.span };
                }
                None => {
                    let key = Key { text: list.clone().into(), span: name.span };
                    let span = lead.span;
                    entries.push((key, Node { kind: NodeKind::Seq(vec![lead]), span }));
                }
            }
        }
        entries
    }
}
