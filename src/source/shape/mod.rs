//! What shape each part of a YAML file has, and how other shapes of one meaning are read.
//!
//! In: the nodes of a file, and its JSON Schema. Out: the same nodes in the shape that the decoder
//! knows: keys and words by their own names, a list where a list is wanted, a map where a map is.
//! The schema is what editors get, so what is taken here is what they offer: `x-also` lists
//! other names of a key, `x-words` those of words, `x-chief` names the key that a bare value stands for (the
//! first required one, where it is not there), `x-first` what the first item of a list is called. What has no single meaning is told with the
//! shortest right example in the author's own words, and becomes [`NodeKind::Told`].
//!
//! [`NodeKind::Told`]: super::node::NodeKind::Told

mod example;
mod examples;
mod explain;
mod meant;
mod names;
mod nest;
mod notices;
mod order;
mod quotes;
mod record;
mod rows;
mod settle;

use serde_json::{Map, Value};

pub use explain::{Explained, ExplainedKey, beside, explained};
pub(super) use nest::spaces;
pub(super) use order::Place;
pub(super) use settle::settle;

/// Other names of a key.
pub(super) const ALSO: &str = "x-also";
/// Other names of words, a list for each.
pub(super) const WORDS: &str = "x-words";
/// The key that a bare list stands for, where it is not the chief one.
const LIST: &str = "x-list";
/// By the name of a list, what its first item is called where it is named.
const FIRST: &str = "x-first";
/// The key that a bare value stands for.
pub(super) const CHIEF: &str = "x-chief";

/// The JSON Schema of a file.
#[derive(Debug)]
pub(super) struct Shapes {
    root: Value,
}

/// What may stand at one place.
#[derive(Debug, Default, Clone)]
struct Forms<'s> {
    /// A map of known keys.
    record: Option<&'s Map<String, Value>>,
    /// A map of any keys: the schema of each value.
    each: Option<&'s Value>,
    /// A list: its schema.
    list: Option<&'s Value>,
    /// A scalar: its schema.
    scalar: Option<&'s Value>,
    /// The words that the scalar must be one of; none where it may be any.
    words: Vec<&'s str>,
    /// Whether it may be empty.
    null: bool,
}

impl Shapes {
    /// The shapes of a kind of file.
    pub(super) fn new(schema: Value) -> Self {
        Self { root: schema }
    }

    fn root(&self) -> &Value {
        &self.root
    }

    /// The schema that a reference leads to.
    fn target<'s>(&'s self, schema: &'s Value) -> &'s Value {
        let name = schema.get("$ref").and_then(Value::as_str);
        name.and_then(|name| self.root.pointer(name.trim_start_matches('#'))).unwrap_or(schema)
    }

    /// What may stand where `schema` holds.
    fn forms<'s>(&'s self, schema: &'s Value) -> Forms<'s> {
        let mut forms = Forms::default();
        self.gather(schema, &mut forms);
        forms
    }

    fn gather<'s>(&'s self, schema: &'s Value, forms: &mut Forms<'s>) {
        let schema = self.target(schema);
        if let Some(Value::Array(choices)) = schema.get("anyOf") {
            return choices.iter().for_each(|choice| self.gather(choice, forms));
        }
        if let Some(Value::Array(words)) = schema.get("oneOf") {
            forms.scalar = Some(schema);
            forms.words.extend(words.iter().filter_map(|word| word.get("const")?.as_str()));
            return;
        }
        if let Some(Value::Array(words)) = schema.get("enum") {
            forms.null |= words.contains(&Value::Null);
            forms.scalar = Some(schema);
            forms.words.extend(words.iter().filter_map(Value::as_str));
            return;
        }
        if schema.get("properties").is_some() {
            forms.record = schema.as_object();
            return;
        }
        match kind(schema) {
            Some("array") => forms.list = Some(schema),
            Some("object") => forms.each = schema.get("additionalProperties"),
            _ => forms.scalar = Some(schema),
        }
    }
}

/// The schema's first type.
fn kind(schema: &Value) -> Option<&str> {
    match schema.get("type")? {
        Value::String(kind) => Some(kind),
        Value::Array(kinds) => kinds.first()?.as_str(),
        _ => None,
    }
}

/// The keys of a record with their schemas.
fn keys(record: &Map<String, Value>) -> impl Iterator<Item = (&str, &Value)> {
    let keys = record.get("properties").and_then(Value::as_object);
    keys.into_iter().flatten().map(|(key, schema)| (key.as_str(), schema))
}

/// The keys that a record must have, in their order.
fn required(record: &Map<String, Value>) -> impl Iterator<Item = &str> {
    let keys = record.get("required").and_then(Value::as_array);
    keys.into_iter().flatten().filter_map(Value::as_str)
}

/// The key that a bare value stands for.
fn chief(record: &Map<String, Value>) -> Option<&str> {
    let named = record.get(CHIEF).and_then(Value::as_str);
    named.or_else(|| required(record).next())
}

/// The key that a bare list stands for.
fn list_key(record: &Map<String, Value>) -> Option<&str> {
    record.get(LIST).and_then(Value::as_str).or_else(|| chief(record))
}

impl Forms<'_> {
    /// Whether the scalar is prose, which may hold any sign.
    fn is_prose(&self) -> bool {
        self.format() == Some("markdown")
    }

    /// Whether the scalar is a line of text for readers.
    fn is_text(&self) -> bool {
        self.is_prose() || self.words.is_empty() && self.format().is_none() && !self.is_code()
    }

    /// Whether the scalar follows a pattern, or is a number, a length or a name.
    fn is_code(&self) -> bool {
        let Some(schema) = self.scalar else { return false };
        let is_open = schema.get("type").is_none_or(Value::is_array);
        !is_open || schema.get("pattern").is_some()
    }

    fn format(&self) -> Option<&str> {
        self.scalar?.get("format")?.as_str()
    }
}
