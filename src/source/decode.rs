//! Nodes to structs, collecting every fault on the way.
//!
//! A type says with [`Decode`] what it makes of a node; `record!` writes that for a struct
//! from the list of its keys, `choice!` for an enum from its words. A fault is reported where
//! it is found and decoding goes on, with the next key, the next item of a list or a stand-in,
//! so one run tells all of them. A value is sound only if the sink holds no error; `None`
//! means that there is not even a stand-in.

use std::collections::BTreeSet;

use super::beside::Beside;
use super::node::{Key, Node, NodeKind};
use crate::diag::{Diagnostic, Sink, Span};

/// Most names that a hint lists.
const MOST_LISTED: usize = 40;

/// What decoding needs besides the node.
pub struct Decoder<'s> {
    /// Where faults go.
    pub sink: &'s mut Sink,
    /// Names of the theme's colours.
    pub colors: BTreeSet<String>,
    /// Those of them that the theme has use for.
    pub used: BTreeSet<String>,
    /// What another file of the project says, for keys that stand in the wrong one.
    beside: Option<Beside>,
}

/// What to do about an empty text.
pub(super) const EMPTY: &str = "write some words, or remove the key";

/// Most faults of a file that say what may have been meant.
const MOST_HINTED: usize = 1000;

/// A type that can be made from a node.
pub trait Decode: Sized {
    /// Its field names, where it is a struct of keys.
    const FIELDS: &'static [&'static str] = &[];

    /// Makes it, or reports why not.
    fn decode(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Self>;

    /// What it is where its key is not written; `None` where the key must be.
    fn absent() -> Option<Self> {
        None
    }

    /// What to go on with after a fault, so that the faults around it are found, too.
    fn stand_in() -> Option<Self> {
        None
    }
}

/// Text with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Str {
    /// Its characters.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

impl<'s> Decoder<'s> {
    /// A decoder of anything but themes.
    pub fn new(sink: &'s mut Sink) -> Self {
        Self::with_colors(sink, BTreeSet::new(), BTreeSet::new())
    }

    /// A decoder of a theme that has some colours and uses some of them.
    pub fn with_colors(
        sink: &'s mut Sink,
        colors: BTreeSet<String>,
        used: BTreeSet<String>,
    ) -> Self {
        Self { sink, colors, used, beside: None }
    }

    /// The same, for a file whose keys people put into this one and the other way round.
    #[must_use]
    pub fn beside(self, beside: Beside) -> Self {
        Self { beside: Some(beside), ..self }
    }

    /// Reports an error at `span`.
    pub fn error(&mut self, id: &'static str, span: Span, message: impl Into<String>) {
        self.sink.push(Diagnostic::error(id, span, message));
    }

    /// Reports an error at `span`, and what to do.
    pub fn error_with_hint(
        &mut self,
        id: &'static str,
        span: Span,
        message: impl Into<String>,
        hint: impl Into<String>,
    ) {
        self.sink.push(Diagnostic::error(id, span, message).with_hint(hint));
    }

    /// Reports that something else was expected than what stands there.
    pub fn mismatch(&mut self, node: &Node<'_>, expected: &str) {
        if node.kind == NodeKind::Told {
            return;
        }
        let message = format!("expected {expected}, found {}", node.describe());
        let fault = Diagnostic::error("wrong-type", node.span, message).with_expected(expected);
        let quoting = matches!(node.kind, NodeKind::Map(_)) && expected.contains("text");
        self.sink.push(if quoting {
            fault.with_hint("put text that has a `: ` in it between quotation marks")
        } else {
            fault
        });
    }

    /// The characters of a scalar, or a fault.
    pub fn text<'n>(&mut self, node: &'n Node<'_>, expected: &str) -> Option<&'n str> {
        match &node.kind {
            NodeKind::Scalar(scalar) => Some(&scalar.text),
            _ => {
                self.mismatch(node, expected);
                None
            }
        }
    }

    /// Reports a word that is none of `known`.
    pub fn unknown(
        &mut self,
        id: &'static str,
        span: Span,
        message: String,
        word: &str,
        known: &[&str],
    ) {
        let mut fault = Diagnostic::error(id, span, message);
        // Nobody reads the hints of a flood, and each takes as long as the fault itself.
        let flood = self.sink.diagnostics().len() > MOST_HINTED;
        let near = if flood { None } else { nearest(word, known.iter().copied()) };
        fault = match near {
            Some(near) => fault.with_hint(format!("did you mean `{near}`?")),
            None if known.len() <= MOST_LISTED => {
                fault.with_hint(format!("known are {}", listed(known)))
            }
            None => fault,
        };
        self.sink.push(fault);
    }

    /// The entries of a map whose keys are the field names `fields`, or a fault; unknown keys
    /// are reported.
    pub fn entries<'n, 'a>(
        &mut self,
        node: &'n Node<'a>,
        fields: &[&str],
    ) -> Option<&'n [(Key<'a>, Node<'a>)]> {
        let NodeKind::Map(entries) = &node.kind else {
            self.mismatch(node, "a map of keys");
            return None;
        };
        for (key, _) in entries {
            if !fields.iter().any(|field| is_key(field, &key.text)) {
                if self.stands_beside(key) {
                    continue;
                }
                let names: Vec<_> = fields.iter().map(|field| key_of(field)).collect();
                let names: Vec<_> = names.iter().map(String::as_str).collect();
                let message = format!("unknown key `{}`", key.text);
                self.unknown("unknown-key", key.span, message, &key.text, &names);
            }
        }
        Some(entries)
    }

    /// Tells of a key that another file knows.
    fn stands_beside(&mut self, key: &Key<'_>) -> bool {
        let knows = |beside: &&Beside| beside.fields.iter().any(|f| is_key(f, &key.text));
        let Some(Beside { file, .. }) = self.beside.as_ref().filter(knows) else {
            return false;
        };
        let message = format!("`{}` is no key of this file", key.text);
        let hint = format!("write it in `{file}`: `{}: …`", key.text);
        self.sink.push(Diagnostic::error("unknown-key", key.span, message).with_hint(hint));
        true
    }

    /// The value of one field of a map.
    pub fn field<'a, T: Decode>(
        &mut self,
        node: &Node<'a>,
        entries: &[(Key<'a>, Node<'a>)],
        field: &str,
        decode: impl Fn(&Node<'a>, &mut Self) -> Option<T>,
    ) -> Option<T> {
        match entries.iter().find(|(key, _)| is_key(field, &key.text)) {
            Some((_, value)) => decode(value, self).or_else(T::stand_in),
            None => T::absent().or_else(|| {
                let key = key_of(field);
                let message = format!("the key `{key}` is missing");
                self.sink.push(
                    Diagnostic::error("missing-key", node.span, message)
                        .with_hint(format!("add `{key}: …`")),
                );
                T::stand_in()
            }),
        }
    }
}

/// The key of a field: its name with hyphens.
fn key_of(field: &str) -> String {
    field.replace('_', "-")
}

/// Whether a key of a file is that of a field.
pub fn is_key(field: &str, key: &str) -> bool {
    field.len() == key.len()
        && field
            .bytes()
            .zip(key.bytes())
            .all(|(f, k)| f == k && f != b'_' || f == b'_' && k == b'-')
}

/// The word of `known` that is most like `word`, if one is near enough to be meant.
pub fn nearest<'k>(word: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let word = word.to_lowercase();
    let like = |name: &str| strsim::normalized_damerau_levenshtein(&word, &name.to_lowercase());
    // Half of the longer one must match; a character has up to four bytes.
    known
        .filter(|name| word.len() <= 8 * name.len() && name.len() <= 8 * word.len())
        .map(|name| (like(name), name))
        .filter(|(score, _)| *score >= 0.5)
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(a.1)))
        .map(|(_, name)| name)
}

/// Words in backticks, divided by commas.
pub fn listed(words: &[&str]) -> String {
    let quoted: Vec<_> = words.iter().map(|word| format!("`{word}`")).collect();
    quoted.join(", ")
}

impl<T: Decode> Decode for Option<T> {
    fn decode(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Self> {
        if node.kind == NodeKind::Null { Some(None) } else { T::decode(node, cx).map(Some) }
    }

    fn absent() -> Option<Self> {
        Some(None)
    }

    fn stand_in() -> Option<Self> {
        Some(None)
    }
}

impl<T: Decode> Decode for Vec<T> {
    fn decode(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Self> {
        let NodeKind::Seq(items) = &node.kind else {
            cx.mismatch(node, "a list");
            return None;
        };
        Some(items.iter().filter_map(|item| T::decode(item, cx)).collect())
    }

    fn stand_in() -> Option<Self> {
        Some(vec![])
    }
}

impl<T: Decode> Decode for Box<T> {
    fn decode(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Self> {
        T::decode(node, cx).map(Self::new)
    }
}

impl Decode for Str {
    fn decode(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Self> {
        let text = cx.text(node, "text")?.trim();
        if text.is_empty() {
            cx.error_with_hint("empty-text", node.span, "the text is empty", EMPTY);
            return None;
        }
        Some(Self { text: text.to_owned(), span: node.span })
    }

    fn stand_in() -> Option<Self> {
        Some(Self { text: String::new(), span: Span::NONE })
    }
}

impl Decode for String {
    fn decode(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Self> {
        cx.text(node, "text").map(str::to_owned)
    }
}

impl Decode for bool {
    fn decode(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Self> {
        match cx.text(node, "`yes` or `no`")? {
            "yes" | "true" => Some(true),
            "no" | "false" => Some(false),
            other => {
                let message = format!("expected `yes` or `no`, found `{other}`");
                let hint = "write `yes` or `no`, or remove the key";
                cx.error_with_hint("wrong-type", node.span, message, hint);
                None
            }
        }
    }
}

impl Decode for u32 {
    fn decode(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Self> {
        let text = cx.text(node, "a whole number")?;
        let number = text.parse().ok();
        if number.is_none() {
            let message = format!("expected a whole number, found `{text}`");
            let hint = "write digits alone, such as `3`, or remove the key";
            cx.error_with_hint("wrong-type", node.span, message, hint);
        }
        number
    }
}

impl Decode for f64 {
    fn decode(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Self> {
        let text = cx.text(node, "a number")?;
        let number = text.parse().ok().filter(|n: &Self| n.is_finite());
        if number.is_none() {
            let message = format!("expected a number, found `{text}`");
            let hint = "write digits with a point, such as `0.5`, or remove the key";
            cx.error_with_hint("wrong-type", node.span, message, hint);
        }
        number
    }
}

/// Writes [`Decode`] for a struct from its keys: each is a field's name, with hyphens in YAML,
/// and may be followed by the function that decodes it, of another name than the field (rustfmt
/// would shorten the pair). A field that is not named here is a compile error. After `spanned`, the field `span` gets the map's place.
macro_rules! record {
    (@how $how:path) => { $how };
    (@how) => { $crate::source::decode::Decode::decode };
    (@decode $name:ident [$($span:ident)?] $($field:ident $(: $how:path)?),*) => {
        impl $crate::source::decode::Decode for $name {
            const FIELDS: &'static [&'static str] = &[$(stringify!($field)),*];

            fn decode(
                node: &$crate::source::node::Node<'_>,
                cx: &mut $crate::source::decode::Decoder<'_>,
            ) -> Option<Self> {
                let entries = cx.entries(node, Self::FIELDS)?;
                $(let $field = cx.field(
                    node,
                    entries,
                    stringify!($field),
                    |node, cx| record!(@how $($how)?)(node, cx),
                );)*
                Some(Self { $($field: $field?,)* $($span: node.span)? })
            }
        }
    };
    ($name:ident spanned { $($rest:tt)* }) => { record!(@split $name [span] $($rest)*); };
    ($name:ident { $($rest:tt)* }) => { record!(@split $name [] $($rest)*); };
    (@split $name:ident [$($span:ident)?] $($field:ident $(: $how:path)?),* $(,)?) => {
        record!(@decode $name [$($span)?] $($field $(: $how)?),*);
    };
}

/// Writes [`Decode`] for an enum from its words.
macro_rules! choice {
    ($name:ident { $($word:literal => $variant:ident),* $(,)? }) => {
        impl $crate::source::decode::Decode for $name {
            fn decode(
                node: &$crate::source::node::Node<'_>,
                cx: &mut $crate::source::decode::Decoder<'_>,
            ) -> Option<Self> {
                let known = [$($word),*];
                let expected = $crate::source::decode::listed(&known);
                match cx.text(node, &expected)? {
                    $($word => Some(Self::$variant),)*
                    other => {
                        let message = format!("unknown word `{other}`");
                        cx.unknown("unknown-word", node.span, message, other, &known);
                        None
                    }
                }
            }
        }
    };
}

pub(crate) use {choice, record};
