//! YAML text to [`Node`]: a tree that still knows where each of its pieces stands.
//!
//! In: the text of a file. Out: maps in their written order, lists and scalars, each with its
//! [`Span`]; a scalar also keeps how it is written, so that a place inside it can be found
//! again (see `place`). Numbers and booleans stay the characters that were typed.
//! [`super::yaml`] makes the tree.

use std::borrow::Cow;

use crate::diag::{Diagnostic, Failed, Sink, Span};

/// A piece of a YAML file.
#[derive(Debug, Clone, PartialEq)]
pub struct Node<'a> {
    /// What it is.
    pub kind: NodeKind<'a>,
    /// Where it stands; for maps and lists, where the first entry begins.
    pub span: Span,
}

/// What a [`Node`] is.
#[derive(Debug, Clone, PartialEq)]
pub enum NodeKind<'a> {
    /// Keys with their values, in written order; no key stands twice.
    Map(Vec<(Key<'a>, Node<'a>)>),
    /// A list.
    Seq(Vec<Node<'a>>),
    /// Text, a number or a boolean, as typed.
    Scalar(Scalar<'a>),
    /// Nothing: an empty value, `~` or `null`.
    Null,
    /// Something whose fault is told; nothing more is said of it.
    Told,
}

/// A key of a map.
#[derive(Debug, Clone, PartialEq)]
pub struct Key<'a> {
    /// Its characters.
    pub text: Cow<'a, str>,
    /// Where it stands.
    pub span: Span,
}

/// A scalar.
#[derive(Debug, Clone, PartialEq)]
pub struct Scalar<'a> {
    /// Its characters after YAML has read them.
    pub text: Cow<'a, str>,
    /// How it is written in the file.
    pub style: ScalarStyle,
}

/// How a scalar is written (YAML 1.2 chapters 7.3 and 8.1), as far as its escapes go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScalarStyle {
    /// Without quotes, or after `|` or `>`: no escapes.
    Bare,
    /// In `'…'`.
    SingleQuoted,
    /// In `"…"`.
    DoubleQuoted,
}

impl<'a> Node<'a> {
    /// What the node is, with an article, for messages.
    pub fn describe(&self) -> &'static str {
        match &self.kind {
            NodeKind::Map(_) => "a map of keys",
            NodeKind::Seq(_) => "a list",
            NodeKind::Scalar(_) => "text",
            NodeKind::Null | NodeKind::Told => "nothing",
        }
    }

    /// The value of `key`, where the node is a map that has it.
    pub fn get(&self, key: &str) -> Option<&Node<'a>> {
        match &self.kind {
            NodeKind::Map(entries) => {
                entries.iter().find(|(k, _)| k.text == key).map(|(_, v)| v)
            }
            _ => None,
        }
    }

    /// The same, to be changed.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Self> {
        match &mut self.kind {
            NodeKind::Map(entries) => {
                entries.iter_mut().find(|(k, _)| k.text == key).map(|(_, v)| v)
            }
            _ => None,
        }
    }

    /// Takes an entry out of a map.
    pub fn remove(&mut self, name: &str) {
        if let NodeKind::Map(entries) = &mut self.kind {
            entries.retain(|(key, _)| key.text != name);
        }
    }

    /// Lays `over` upon this node: maps are merged key by key, anything else is replaced.
    /// Spans are those of the node that won.
    pub fn overlay(&mut self, over: Node<'a>) {
        match (&mut self.kind, over) {
            (NodeKind::Map(entries), Node { kind: NodeKind::Map(changes), .. }) => {
                for (key, value) in changes {
                    match entries.iter_mut().find(|(k, _)| k.text == key.text) {
                        Some((known, old)) => {
                            known.span = key.span;
                            old.overlay(value);
                        }
                        None => entries.push((key, value)),
                    }
                }
            }
            // What is told keeps what was there: its absence would be told again.
            (_, Node { kind: NodeKind::Told, .. }) => {}
            (_, over) => *self = over,
        }
    }
}

/// Refuses keys that stand twice, each with both places.
pub(super) fn refuse_twins(
    entries: &[(Key<'_>, Node<'_>)],
    sink: &mut Sink,
) -> Result<(), Failed> {
    let mut first: Vec<&Key<'_>> = entries.iter().map(|(key, _)| key).collect();
    first.sort_by(|a, b| a.text.cmp(&b.text).then(a.span.start.cmp(&b.span.start)));
    let mut found = Ok(());
    for pair in first.windows(2).filter(|pair| pair[0].text == pair[1].text) {
        found = Err(Failed);
        let message = format!("the key `{}` stands twice in one map", pair[1].text);
        sink.push(
            Diagnostic::error("duplicate-key", pair[1].span, message)
                .with_related(pair[0].span, "it stands here first")
                .with_hint("keep one of the two"),
        );
    }
    found
}
