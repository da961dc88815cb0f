//! The shortest right example of a shape, in the author's own words.

use std::collections::VecDeque;

use serde_json::Value;

use super::super::node::{Node, NodeKind};
use super::{Forms, Shapes, chief, examples, keys, names, required};

/// How deep an example goes before it is an ellipsis.
const DEPTH: usize = 4;

impl Shapes {
    /// An example of what may stand at `key`, filled with the scalars of what stands there.
    pub(super) fn example(
        &self,
        key: Option<&str>,
        schema: &Value,
        found: &Node<'_>,
    ) -> String {
        let mut words = VecDeque::new();
        let forms = self.forms(schema);
        let is_scalar = forms.record.is_none() && forms.list.is_none() && forms.each.is_none();
        let is_bare = matches!(found.kind, NodeKind::Scalar(_));
        if is_scalar && (is_bare || forms.is_text()) {
            words.push_back(running(found));
        } else if !is_scalar {
            collect(found, &mut words);
        }
        if words.is_empty() {
            words.extend(key.into_iter().flat_map(examples::words));
        }
        // What is a name only, such as a page break.
        let is_mark = forms.null && is_scalar && forms.words.is_empty();
        let value = if is_mark { String::new() } else { self.fill(schema, &mut words, 0) };
        match key {
            Some(key) if is_mark => format!("{key}:"),
            Some(key) => format!("{key}: {value}"),
            None => format!("- {value}"),
        }
    }

    fn fill(&self, schema: &Value, words: &mut VecDeque<String>, depth: usize) -> String {
        let forms = self.forms(schema);
        if depth > DEPTH {
            return "…".to_owned();
        }
        if let Some(record) = forms.record.filter(|_| forms.scalar.is_none()) {
            let mut needed: Vec<&str> = required(record).collect();
            if needed.is_empty() {
                needed
                    .extend(chief(record).or_else(|| keys(record).next().map(|(key, _)| key)));
            }
            let values = needed.into_iter().filter_map(|key| {
                let (key, schema) = names::key(record, key)?;
                Some(format!("{key}: {}", self.fill(schema, words, depth + 1)))
            });
            return format!("{{ {} }}", values.collect::<Vec<_>>().join(", "));
        }
        if forms.scalar.is_some() {
            return scalar(&forms, words);
        }
        if let Some(each) = forms.each {
            let is_named = self.forms(each).record.is_some();
            let own = if is_named { words.pop_front() } else { None };
            let name = own.map(|word| quoted(&word)).or_else(|| given(schema));
            let name = name.unwrap_or_else(|| "name".to_owned());
            return format!("{{ {name}: {} }}", self.fill(each, words, depth + 1));
        }
        match forms.list.and_then(|list| list.get("items")) {
            Some(items) => format!("[{}]", self.items(items, words, depth).join(", ")),
            None => "…".to_owned(),
        }
    }

    /// The items of a list: all words where they are words, one item where they are more.
    fn items(&self, items: &Value, words: &mut VecDeque<String>, depth: usize) -> Vec<String> {
        let mut filled = vec![self.fill(items, words, depth + 1)];
        let is_plain = self.forms(items).scalar.is_some();
        let mut left = words.len() + 1;
        // An item that took none of the words would take none of them for ever.
        while is_plain && depth == 0 && !words.is_empty() && words.len() < left {
            left = words.len();
            filled.push(self.fill(items, words, depth + 1));
        }
        filled
    }
}

/// A scalar: the author's word where it fits, else what the schema gives as an example.
fn scalar(forms: &Forms<'_>, words: &mut VecDeque<String>) -> String {
    let Some(schema) = forms.scalar else { return "…".to_owned() };
    if forms.words.is_empty() {
        let fits = words.front().is_some_and(|word| fits(forms, word));
        let own = if fits { words.pop_front() } else { None };
        return own
            .map(|word| quoted(&word))
            .or_else(|| given(schema))
            .unwrap_or_else(|| if is_number(schema) { "1" } else { "…" }.to_owned());
    }
    let meant = words.front().and_then(|said| names::word(&forms.words, schema, said));
    if meant.is_some() {
        words.pop_front();
    }
    meant.or_else(|| forms.words.first().copied()).unwrap_or("…").to_owned()
}

/// Whether a word may stand where numbers and lengths do.
fn fits(forms: &Forms<'_>, word: &str) -> bool {
    let is_number = forms.scalar.is_some_and(is_number);
    let like = forms
        .scalar
        .and_then(given)
        .is_none_or(|example| begins(example.trim_start_matches('"')) == begins(word));
    like && (!is_number || word.parse::<f64>().is_ok())
}

/// Whether a scalar is no text.
fn is_number(schema: &Value) -> bool {
    schema.get("type").and_then(Value::as_str).is_some_and(|kind| kind != "string")
}

/// Whether a word begins with a letter, a digit or another sign.
fn begins(word: &str) -> (bool, bool) {
    let first = word.chars().next().unwrap_or(' ');
    (first.is_alphabetic(), first.is_numeric())
}

/// The schema's own example.
fn given(schema: &Value) -> Option<String> {
    match schema.get("examples")?.get(0)? {
        Value::String(text) => Some(quoted(text)),
        other => Some(other.to_string()),
    }
}

/// The scalars of what was written, in order; keys that are no names of ours are words, too.
fn collect(node: &Node<'_>, words: &mut VecDeque<String>) {
    match &node.kind {
        NodeKind::Scalar(scalar) => words.push_back(scalar.text.trim().to_owned()),
        NodeKind::Seq(items) => items.iter().for_each(|item| collect(item, words)),
        NodeKind::Map(entries) => entries.iter().for_each(|(key, value)| {
            words.push_back(key.text.to_string());
            collect(value, words);
        }),
        NodeKind::Null | NodeKind::Told => {}
    }
}

/// What was written as one text: `a: b` where a colon made a map of it.
fn running(node: &Node<'_>) -> String {
    match &node.kind {
        NodeKind::Scalar(scalar) => scalar.text.trim().to_owned(),
        NodeKind::Seq(items) => items.iter().map(running).collect::<Vec<_>>().join(" "),
        NodeKind::Map(entries) => {
            let pairs =
                entries.iter().map(|(key, value)| format!("{}: {}", key.text, running(value)));
            pairs.collect::<Vec<_>>().join(" ")
        }
        NodeKind::Null | NodeKind::Told => "…".to_owned(),
    }
}

/// A text as it can stand in a YAML flow.
pub(super) fn quoted(text: &str) -> String {
    let opens = |c: char| "-?:!&*#%@`'\"|>[]{},".contains(c);
    let is_bare = !text.is_empty()
        && !text.starts_with(opens)
        && !text.contains([',', '[', ']', '{', '}', '\n', '"', '\\'])
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with(':');
    if is_bare {
        return text.to_owned();
    }
    if !text.contains(['\'', '\n']) && text.contains(['"', '\\']) {
        return format!("'{text}'");
    }
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    format!("\"{escaped}\"")
}
