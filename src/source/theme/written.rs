//! A theme as a file of its own: every key with its value, and what it is for.
//!
//! In: the nodes of a whole theme. Out: YAML that, laid upon the theme that it was made of, changes
//! nothing. What a key is for is told by the schema, once, however often the key comes.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use serde_json::Value;

use super::super::node::{Node, NodeKind, Scalar, ScalarStyle};
use super::super::schema::{SchemaKind, strict};

/// Width of a line of a comment.
const WIDTH: usize = 100;
/// The number of lines on a page: said for all formats, it would hold for those, too, that have as
/// many as they hold.
const LINES: [&str; 2] = ["page", "lines"];

/// A theme as a file named `name`, upon `base`; colours that nothing is set in stay comments.
pub(in super::super) fn written(
    node: &Node<'_>,
    name: &str,
    base: &str,
    unused: &BTreeSet<String>,
) -> String {
    let schema = strict(SchemaKind::Theme);
    let out = format!(
        "# The theme «{name}»: all that it can change, as `{base}` has it.\n\
         # Keys that stay as they are may go: what is not said here is as in the theme under `base`.\n\
         base: {base}\nname: {name}\n"
    );
    let mut writer = ThemeWriter { root: &schema, told: BTreeSet::new(), unused, out };
    let NodeKind::Map(entries) = &node.kind else { return writer.out };
    for (key, value) in entries.iter().filter(|(key, _)| !matches!(&*key.text, "name" | "base"))
    {
        writer.out.push('\n');
        writer.entry(&schema, &[&key.text], value);
    }
    writer.out
}

struct ThemeWriter<'s> {
    root: &'s Value,
    /// What was told already.
    told: BTreeSet<String>,
    unused: &'s BTreeSet<String>,
    out: String,
}

impl<'s> ThemeWriter<'s> {
    /// The schema that a reference leads to.
    fn target(&self, schema: &'s Value) -> &'s Value {
        let name = schema.get("$ref").and_then(Value::as_str);
        name.and_then(|name| self.root.pointer(name.trim_start_matches('#'))).unwrap_or(schema)
    }

    /// A key at the end of a way, its value, and above them what they are for.
    fn entry(&mut self, around: &'s Value, way: &[&str], node: &Node<'_>) {
        let Some(key) = way.last() else { return };
        let depth = way.len() - 1;
        let indent = "  ".repeat(depth);
        let schema = self.target(around).get("properties").and_then(|keys| keys.get(*key));
        if let Some(about) = schema.and_then(|schema| self.about(schema)) {
            self.comment(about, &indent);
        }
        let is_left =
            way == LINES || way.first() == Some(&"colors") && self.unused.contains(*key);
        let sign = if is_left { "# " } else { "" };
        match &node.kind {
            NodeKind::Map(entries) if depth == 0 || is_deep(way, node) => {
                let _ = writeln!(self.out, "{indent}{key}:");
                for (inner, value) in entries {
                    let way: Vec<&str> = way.iter().copied().chain([&*inner.text]).collect();
                    self.entry(schema.unwrap_or(&Value::Null), &way, value);
                }
            }
            NodeKind::Seq(items)
                if items.iter().any(|item| matches!(item.kind, NodeKind::Map(_))) =>
            {
                let _ = writeln!(self.out, "{indent}{key}:");
                for item in items {
                    let _ = writeln!(self.out, "{indent}  - {}", flow(item));
                }
            }
            _ => {
                let _ = writeln!(self.out, "{indent}{sign}{key}: {}", flow(node));
            }
        }
    }

    /// What a key is for, unless it was told before.
    fn about(&mut self, schema: &'s Value) -> Option<&'s str> {
        let own = schema.get("description").and_then(Value::as_str);
        let about = own.or_else(|| self.target(schema).get("description")?.as_str())?;
        self.told.insert(about.to_owned()).then_some(about)
    }

    fn comment(&mut self, about: &str, indent: &str) {
        let mut line = String::new();
        for word in about.split_whitespace() {
            if !line.is_empty() && indent.len() + line.len() + word.len() + 3 > WIDTH {
                let _ = writeln!(self.out, "{indent}# {line}");
                line.clear();
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        let _ = writeln!(self.out, "{indent}# {line}");
    }
}

/// Whether a map has a line for each of its keys: the scales of text, and the colours of the web.
fn is_deep(way: &[&str], node: &Node<'_>) -> bool {
    let scalars = |value: &Node<'_>| matches!(value.kind, NodeKind::Scalar(_));
    match &node.kind {
        NodeKind::Map(entries) if way.first() == Some(&"web") => {
            entries.iter().all(|(_, v)| scalars(v))
        }
        NodeKind::Map(entries) => {
            entries.iter().any(|(_, value)| matches!(value.kind, NodeKind::Map(_)))
        }
        _ => false,
    }
}

/// A value on one line.
fn flow(node: &Node<'_>) -> String {
    match &node.kind {
        NodeKind::Map(entries) => {
            let inner: Vec<String> = entries
                .iter()
                .map(|(key, value)| format!("{}: {}", key.text, flow(value)))
                .collect();
            format!("{{ {} }}", inner.join(", "))
        }
        NodeKind::Seq(items) => {
            let items: Vec<String> = items.iter().map(flow).collect();
            format!("[{}]", items.join(", "))
        }
        NodeKind::Scalar(scalar) => said(scalar),
        NodeKind::Null | NodeKind::Told => String::new(),
    }
}

/// A scalar as YAML reads it back.
fn said(Scalar { text, style }: &Scalar<'_>) -> String {
    match style {
        ScalarStyle::Bare => text.to_string(),
        _ => format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")),
    }
}
