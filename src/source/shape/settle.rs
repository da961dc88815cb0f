//! The walk through a file: each node is brought into the shape that its place has.

use std::borrow::Cow;

use serde_json::Value;

use super::super::decode::nearest;
use super::super::node::{Key, Node, NodeKind, Scalar};
use super::{Forms, Shapes, chief, list_key, names, quotes, rows};
use crate::diag::{Diagnostic, Sink, Span};
use crate::model::lang::Lang;

/// Brings the nodes of a file, whose whole text is `text`, into their shapes.
pub(in crate::source) fn settle<'a>(
    node: Node<'a>,
    shapes: &Shapes,
    text: &str,
    sink: &mut Sink,
) -> Node<'a> {
    SettleWalk { shapes, text, sink, above: vec![] }.node(node, shapes.root(), None)
}

/// The walk.
pub(super) struct SettleWalk<'w> {
    pub(super) shapes: &'w Shapes,
    /// The file.
    pub(super) text: &'w str,
    pub(super) sink: &'w mut Sink,
    /// The records that the walk is in, from the outermost on: where their keys begin.
    pub(super) above: Vec<(&'w serde_json::Map<String, Value>, Span)>,
}

impl<'w> SettleWalk<'w> {
    /// A node at a place where `schema` holds; `key` is its key, where it is no item of a list.
    pub(super) fn node<'a>(
        &mut self,
        node: Node<'a>,
        schema: &'w Value,
        key: Option<&str>,
    ) -> Node<'a> {
        let forms = self.shapes.forms(schema);
        match node.kind {
            NodeKind::Scalar(_) => self.scalar(node, schema, &forms, key),
            NodeKind::Seq(_) => self.seq(node, schema, &forms, key),
            NodeKind::Map(_) => self.map(node, schema, &forms, key),
            NodeKind::Null | NodeKind::Told => node,
        }
    }

    fn scalar<'a>(
        &mut self,
        mut node: Node<'a>,
        schema: &'w Value,
        forms: &Forms<'w>,
        key: Option<&str>,
    ) -> Node<'a> {
        if let Some(mark) = self.mark(&node, forms) {
            return mark;
        }
        let NodeKind::Scalar(scalar) = &mut node.kind else { return node };
        if quotes::escaped_path(self, scalar, node.span, forms, key) {
            return Node { kind: NodeKind::Told, ..node };
        }
        quotes::look(self, scalar, node.span, forms, key);
        if let Some(shape) = forms.scalar {
            let meant = names::word(&forms.words, shape, &scalar.text);
            if let Some(word) = meant.filter(|word| *word != scalar.text) {
                scalar.text = Cow::Owned(word.to_owned());
            }
            if forms.words.is_empty() || meant.is_some() {
                return node;
            }
        }
        if self.lacks_space(&node, forms, schema, key) {
            return Node { kind: NodeKind::Told, ..node };
        }
        if let Some(list) = forms.list.filter(|list| self.takes(list, &node)) {
            return self.wrapped_in_list(node, list, key);
        }
        if forms.scalar.is_some() {
            return node;
        }
        match forms.record.and_then(|record| Some((record, chief(record)?))) {
            Some((record, chief)) if self.is_taken(record, chief, &node) => {
                let entry =
                    (Key { text: chief.to_owned().into(), span: node.span }, node.clone());
                let map = Node { kind: NodeKind::Map(vec![entry]), span: node.span };
                self.record(map, record, schema, key, Some(&node))
            }
            _ => self.refuse(node, schema, forms, key),
        }
    }

    /// A block that has a name only, written without its colon: `- pagebreak`.
    fn mark<'a>(&self, node: &Node<'a>, forms: &Forms<'w>) -> Option<Node<'a>> {
        let (NodeKind::Scalar(scalar), true) = (&node.kind, forms.is_prose()) else {
            return None;
        };
        let (name, schema) = names::key(forms.record?, scalar.text.trim())?;
        let is_mark = self.shapes.forms(schema);
        if !(is_mark.null && is_mark.words.is_empty()) {
            return None;
        }
        let span = node.span;
        let key = Key { text: name.to_owned().into(), span };
        Some(Node {
            kind: NodeKind::Map(vec![(key, Node { kind: NodeKind::Null, span })]),
            span,
        })
    }

    /// A list of one, or of the parts of a scalar that names several.
    fn wrapped_in_list<'a>(
        &mut self,
        node: Node<'a>,
        list: &'w Value,
        key: Option<&str>,
    ) -> Node<'a> {
        let span = node.span;
        let items = self.split(node, list);
        self.seq(Node { kind: NodeKind::Seq(items), span }, list, &self.shapes.forms(list), key)
    }

    /// Whether a scalar can be the only item of a list.
    fn takes(&self, list: &'w Value, node: &Node<'_>) -> bool {
        let (Some(items), NodeKind::Scalar(scalar)) = (list.get("items"), &node.kind) else {
            return false;
        };
        let least = list.get("minItems").and_then(Value::as_u64).unwrap_or(0);
        let forms = self.shapes.forms(items);
        let Some(shape) = forms.scalar else { return false };
        let parts = if forms.is_text() { vec![] } else { parts(&forms, &scalar.text) };
        let known = |part: &str| {
            names::word(&forms.words, shape, part).is_some()
                || nearest(part, forms.words.iter().copied()).is_some()
        };
        let fit = forms.words.is_empty() || parts.iter().all(|(_, part)| known(part));
        fit && least <= u64::try_from(parts.len().max(1)).unwrap_or(0)
    }

    /// The parts of a scalar where each item of the list is a word, a number or a name.
    fn split<'a>(&self, node: Node<'a>, list: &'w Value) -> Vec<Node<'a>> {
        let NodeKind::Scalar(scalar) = &node.kind else { return vec![node] };
        let forms = list.get("items").map(|items| self.shapes.forms(items)).unwrap_or_default();
        let parts = parts(&forms, &scalar.text);
        if forms.is_text() || forms.scalar.is_none() || parts.len() < 2 {
            return vec![node];
        }
        let raw = self.text.get(node.span.range()).unwrap_or_default();
        let begin = raw.find(&*scalar.text);
        let each = parts.into_iter().map(|(at, part)| {
            let start = begin.map(|begin| node.span.range().start + begin + at);
            let span = match (node.span.file, start) {
                (Some(file), Some(start)) => Span::new(file, start..start + part.len()),
                _ => node.span,
            };
            let text = Cow::Owned(part.to_owned());
            Node { kind: NodeKind::Scalar(Scalar { text, style: scalar.style }), span }
        });
        each.collect()
    }

    /// Whether a record's chief key takes this scalar.
    fn is_taken(
        &self,
        record: &'w serde_json::Map<String, Value>,
        chief: &str,
        node: &Node<'_>,
    ) -> bool {
        let Some((_, schema)) = names::key(record, chief) else { return false };
        let forms = self.shapes.forms(schema);
        let NodeKind::Scalar(scalar) = &node.kind else { return false };
        if ["yes", "no", "true", "false"].contains(&&*scalar.text.to_lowercase()) {
            return false;
        }
        let known = |shape| names::word(&forms.words, shape, &scalar.text).is_some();
        forms.scalar.is_some_and(|shape| forms.words.is_empty() || known(shape))
    }

    fn seq<'a>(
        &mut self,
        node: Node<'a>,
        schema: &'w Value,
        forms: &Forms<'w>,
        key: Option<&str>,
    ) -> Node<'a> {
        let Node { kind: NodeKind::Seq(mut items), span } = node else { return node };
        if let Some(list) = forms.list {
            let least = list.get("minItems").and_then(Value::as_u64).unwrap_or(0);
            if items.is_empty() && least > 0 {
                return self.refuse_empty(Node { kind: NodeKind::Told, span }, schema, key);
            }
            let shape = list.get("items").unwrap_or(&Value::Null);
            let items = items.into_iter().flat_map(|item| self.split(item, list));
            let items: Vec<_> = items.collect();
            let items = items.into_iter().map(|item| self.node(item, shape, None)).collect();
            return Node { kind: NodeKind::Seq(items), span };
        }
        let is_bare = |node: &Node<'_>| matches!(node.kind, NodeKind::Scalar(_));
        let is_map = |node: &Node<'_>| matches!(node.kind, NodeKind::Map(_));
        let chief = forms.record.and_then(|record| names::key(record, list_key(record)?));
        let chief = chief.filter(|(_, schema)| self.shapes.forms(schema).list.is_some());
        if let [one] = items.as_slice()
            && chief.is_none()
            && (forms.record.is_some() && (is_map(one) || is_bare(one))
                || forms.scalar.is_some() && is_bare(one))
        {
            return self.node(items.remove(0), schema, key);
        }
        let node = Node { kind: NodeKind::Seq(items), span };
        if let (Some(record), Some((chief, _))) = (forms.record, chief) {
            let entry = (Key { text: chief.to_owned().into(), span }, node.clone());
            let map = Node { kind: NodeKind::Map(vec![entry]), span };
            return self.record(map, record, schema, key, Some(&node));
        }
        self.refuse(node, schema, forms, key)
    }

    fn map<'a>(
        &mut self,
        node: Node<'a>,
        schema: &'w Value,
        forms: &Forms<'w>,
        key: Option<&str>,
    ) -> Node<'a> {
        if let Some(record) = forms.record {
            let node = rows::into_record(node, record, self.shapes);
            return self.record(node, record, schema, key, None);
        }
        if let Some(each) = forms.each {
            let Node { kind: NodeKind::Map(entries), span } = node else { return node };
            let entries = entries.into_iter().map(|(name, value)| {
                let value = self.value(value, &name, &name.text, each);
                (name, value)
            });
            return Node { kind: NodeKind::Map(entries.collect()), span };
        }
        if let Some(list) = forms.list {
            let items = list.get("items").unwrap_or(&Value::Null);
            let inner = self.shapes.forms(items);
            if inner.record.is_some() {
                let span = node.span;
                let items = rows::into_items(node, &inner, self.shapes);
                return self.seq(Node { kind: NodeKind::Seq(items), span }, list, forms, key);
            }
        }
        self.refuse(node, schema, forms, key)
    }

    /// Tells that something else stands here than may, with the shape.
    pub(super) fn refuse<'a>(
        &mut self,
        node: Node<'a>,
        schema: &'w Value,
        forms: &Forms<'w>,
        key: Option<&str>,
    ) -> Node<'a> {
        let expected = forms.describe();
        let message = format!("expected {expected}, found {}", node.describe());
        let example = self.shapes.example(key, schema, &node);
        let fault = Diagnostic::error("wrong-type", node.span, message).with_expected(expected);
        let is_colon = matches!(node.kind, NodeKind::Map(_)) && forms.scalar.is_some();
        let languages = if is_colon { by_language(&node) } else { vec![] };
        self.sink.push(if let (Some(key), [first, ..]) = (key, languages.as_slice()) {
            fault.with_hint(format!(
                "what differs from language to language stands in its text: write `{key}: …` in \
                 `text/{first}.yaml`"
            ))
        } else if is_colon {
            fault.with_hint(format!(
                "put text that has a `: ` in it between quotation marks: `{example}`"
            ))
        } else {
            fault.with_hint(format!("write `{example}`"))
        });
        Node { kind: NodeKind::Told, ..node }
    }

    fn refuse_empty<'a>(
        &mut self,
        told: Node<'a>,
        schema: &'w Value,
        key: Option<&str>,
    ) -> Node<'a> {
        let message = match key {
            Some(key) => format!("the list of {key} is empty"),
            None => "the list is empty".to_owned(),
        };
        let example = self.shapes.example(key, schema, &told);
        let fault = Diagnostic::error("empty-list", told.span, message);
        self.sink.push(fault.with_hint(format!("write `{example}`, or remove the key")));
        told
    }

    /// Tells of `-text` where a list is wanted.
    fn lacks_space(
        &mut self,
        node: &Node<'_>,
        forms: &Forms<'w>,
        schema: &'w Value,
        key: Option<&str>,
    ) -> bool {
        let raw = self.text.get(node.span.range()).unwrap_or_default();
        let bare = raw.strip_prefix('-').filter(|rest| !rest.starts_with(['-', ' ']));
        let (Some(_), Some(text)) = (forms.list, bare) else { return false };
        let line = text.lines().next().unwrap_or_default().trim();
        let message = "a space is missing after the dash";
        let fault = Diagnostic::error("missing-space", node.span, message);
        let whole = self.shapes.forms(schema).list.is_some() && key.is_some();
        let hint = if whole {
            format!("write `- {line}` on a line of its own")
        } else {
            format!("write `- {line}`")
        };
        self.sink.push(fault.with_hint(hint));
        true
    }
}

/// The parts of a scalar that lists several values. Names of languages may hold spaces, so that
/// only what is the tag or the name of one is a part.
fn parts<'t>(forms: &Forms<'_>, text: &'t str) -> Vec<(usize, &'t str)> {
    if forms.format() != Some("language") {
        return names::parts(text, names::divides);
    }
    let by = |divides: fn(char) -> bool| {
        let parts = names::parts(text, divides);
        parts.iter().all(|(_, part)| Lang::parse(part).is_some()).then_some(parts)
    };
    by(names::is_comma).or_else(|| by(names::divides)).unwrap_or_else(|| vec![(0, text)])
}

impl Forms<'_> {
    /// What may stand here, with an article, for messages.
    fn describe(&self) -> String {
        let kinds = [
            (!self.words.is_empty()).then_some("a word"),
            (self.scalar.is_some() && self.words.is_empty()).then_some("text"),
            (self.record.is_some() || self.each.is_some()).then_some("a map of keys"),
            self.list.is_some().then_some("a list"),
        ];
        let kinds: Vec<_> = kinds.into_iter().flatten().collect();
        kinds.join(" or ")
    }
}

/// The languages of a map that has a value for each of them; nothing where a key is no language.
fn by_language(node: &Node<'_>) -> Vec<String> {
    let NodeKind::Map(entries) = &node.kind else { return vec![] };
    let language = |(key, _): &(Key<'_>, Node<'_>)| {
        let is_short = key.text.split('-').next().is_some_and(|tag| matches!(tag.len(), 2 | 3));
        Lang::parse(&key.text).filter(|_| is_short).map(|_| key.text.to_string())
    };
    entries.iter().map(language).collect::<Option<_>>().unwrap_or_default()
}
