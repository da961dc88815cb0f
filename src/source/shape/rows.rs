//! Rows of two texts, as people write them: `phone: 0100` for `{ label: phone, value: 0100 }`.

use serde_json::{Map, Value};

use super::super::decode::nearest;
use super::super::node::{Key, Node, NodeKind, Scalar, ScalarStyle};
use super::{Forms, Shapes, chief, keys, names, required};

/// The two keys of a record that holds two texts and nothing else that must be.
fn pair<'s>(record: &'s Map<String, Value>, shapes: &'s Shapes) -> Option<[&'s str; 2]> {
    let needed: Vec<&str> = required(record).collect();
    let is_prose = |key: &&str| {
        let schema = names::key(record, key).map(|(_, schema)| schema);
        schema.is_some_and(|schema| shapes.forms(schema).is_prose())
    };
    <[&str; 2]>::try_from(needed).ok().filter(|keys| keys.iter().all(is_prose))
}

/// Whether the keys are names of the author's own: texts of one line beside texts.
fn are_rows(entries: &[(Key<'_>, Node<'_>)], record: &Map<String, Value>) -> bool {
    let known = || keys(record).map(|(key, _)| key);
    !entries.is_empty()
        && entries.iter().all(|(name, value)| {
            matches!(value.kind, NodeKind::Scalar(_))
                && names::key(record, &name.text).is_none()
                && nearest(&name.text, known()).is_none()
        })
}

/// One row: its name and its text.
fn row<'a>((name, value): (Key<'a>, Node<'a>), [first, second]: [&str; 2]) -> Node<'a> {
    let span = name.span;
    let scalar = Scalar { text: name.text, style: ScalarStyle::Bare };
    let label = Node { kind: NodeKind::Scalar(scalar), span };
    let key = |text: &str| Key { text: text.to_owned().into(), span };
    Node { kind: NodeKind::Map(vec![(key(first), label), (key(second), value)]), span }
}

/// The items of a list of records that is written as a map: one row an entry, or the one record.
pub(super) fn into_items<'a>(
    node: Node<'a>,
    items: &Forms<'_>,
    shapes: &Shapes,
) -> Vec<Node<'a>> {
    let Node { kind: NodeKind::Map(entries), span } = node else { return vec![node] };
    match items.record.and_then(|record| Some((record, pair(record, shapes)?))) {
        Some((record, pair)) if are_rows(&entries, record) => {
            entries.into_iter().map(|entry| row(entry, pair)).collect()
        }
        _ => vec![Node { kind: NodeKind::Map(entries), span }],
    }
}

/// A record that is written as a row, or whose chief list is written as rows.
pub(super) fn into_record<'a>(
    node: Node<'a>,
    record: &Map<String, Value>,
    shapes: &Shapes,
) -> Node<'a> {
    let Node { kind: NodeKind::Map(mut entries), span } = node else { return node };
    if !are_rows(&entries, record) {
        return Node { kind: NodeKind::Map(entries), span };
    }
    if let (Some(pair), 1) = (pair(record, shapes), entries.len()) {
        return row(entries.remove(0), pair);
    }
    let list = chief(record).and_then(|chief| {
        let (key, schema) = names::key(record, chief)?;
        let items = shapes.forms(schema).list?.get("items")?;
        let inner = shapes.forms(items).record?;
        Some((key, pair(inner, shapes)?))
    });
    let Some((key, pair)) = list else { return Node { kind: NodeKind::Map(entries), span } };
    let rows = entries.into_iter().map(|entry| row(entry, pair)).collect();
    let key = Key { text: key.to_owned().into(), span };
    Node { kind: NodeKind::Map(vec![(key, Node { kind: NodeKind::Seq(rows), span })]), span }
}
