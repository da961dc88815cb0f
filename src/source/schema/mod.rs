//! The structs that stand one to one for the YAML files, and their JSON Schemas.
//!
//! Out of nodes the decoder makes these; `resolve` makes the model of them. What is
//! checked here is the form of single values; what needs the other values (ids, links, files)
//! is checked when the document is made. JSON Schema is draft 2020-12
//! (json-schema.org/draft/2020-12), for editors.

pub mod blocks;
pub mod brochure;
pub mod editions;
pub mod face;
pub mod figure;
pub mod formats;
mod lenient;
mod named;
pub mod notice;
pub mod pictures;
pub mod print;
pub mod publish;
pub mod text;
mod values;
mod words;

use schemars::transform::{Transform, transform_subschemas};
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde_json::{Value, json};

use super::shape::WORDS;
use crate::model::style::Theme;
pub use values::{DigitsByLang, Id, Prose};

/// The kinds of YAML files that a project holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SchemaKind {
    /// `brochure.yaml`
    Brochure,
    /// `text/<language>.yaml`
    Text,
    /// `theme.yaml`
    Theme,
    /// `workspace.yaml`
    Workspace,
}

impl SchemaKind {
    /// All kinds.
    pub const ALL: [Self; 4] = [Self::Brochure, Self::Text, Self::Theme, Self::Workspace];

    /// The kind's name, which is also the stem of its schema's file in `.schema/`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Brochure => "brochure",
            Self::Text => "text",
            Self::Theme => "theme",
            Self::Workspace => "workspace",
        }
    }
}

/// The JSON Schema of a kind of file, as editors get it: other names of keys, and other shapes of
/// one meaning, are there, too.
pub fn schema(kind: SchemaKind) -> Value {
    let mut schema = strict(kind);
    lenient::open(&mut schema);
    schema
}

/// The same as the text of a file.
pub fn printed(kind: SchemaKind) -> String {
    format!("{:#}\n", schema(kind))
}

/// The JSON Schema of a kind of file in its own names and shapes.
pub(in crate::source) fn strict(kind: SchemaKind) -> Value {
    let mut schema = match kind {
        SchemaKind::Brochure => with_theme(schema_of::<brochure::Brochure>()),
        SchemaKind::Text => schema_of::<text::TextFile>(),
        SchemaKind::Theme => theme_change(),
        SchemaKind::Workspace => schema_of::<super::workspace::Workspace>(),
    };
    Closed.transform(&mut schema);
    YesNoWords.transform(&mut schema);
    schema.to_value()
}

/// The schema of changes to a theme.
fn theme_change() -> Schema {
    let mut schema = schema_of::<Theme>();
    if let Some(Value::Object(keys)) = schema.get_mut("properties") {
        let about = "In a file of the folder `themes`: the theme that it changes.";
        keys.insert("base".to_owned(), json!({ "type": "string", "description": about }));
    }
    Optional.transform(&mut schema);
    schema
}

/// A format may change the theme: the definitions of a theme's file stand among the brochure's.
fn with_theme(mut brochure: Schema) -> Schema {
    let Value::Object(mut theme) = theme_change().to_value() else { return brochure };
    theme.remove("$schema");
    let inner = theme.remove("$defs");
    if let Some(Value::Object(defs)) = brochure.get_mut("$defs") {
        defs.extend(inner.and_then(|inner| inner.as_object().cloned()).into_iter().flatten());
        defs.insert("ThemeChange".to_owned(), Value::Object(theme));
    }
    brochure
}

fn schema_of<T: JsonSchema>() -> Schema {
    SchemaGenerator::default().into_root_schema_for::<T>()
}

/// Makes every key optional: a project's theme changes some keys only. Colours stay whole.
struct Optional;

impl Transform for Optional {
    fn transform(&mut self, schema: &mut Schema) {
        let is_color = schema.get("properties").is_some_and(|keys| keys.get("cmyk").is_some());
        if !is_color {
            schema.remove("required");
        }
        transform_subschemas(self, schema);
    }
}

/// Lets `yes` and `no` say what `true` and `false` do: in YAML 1.2 they are words, and people
/// write them.
struct YesNoWords;

impl Transform for YesNoWords {
    fn transform(&mut self, schema: &mut Schema) {
        if schema.get("type").is_some_and(|kind| kind == "boolean") {
            schema.remove("type");
            schema.insert("enum".to_owned(), json!([true, false, "yes", "no"]));
            let other =
                json!({ "yes": ["true", "on", "y", "نعم"], "no": ["false", "off", "n", "لا"] });
            schema.insert(WORDS.to_owned(), other);
        }
        transform_subschemas(self, schema);
    }
}

/// Takes `null` from the types of optional keys: who leaves a key empty may as well remove it.
struct Closed;

impl Transform for Closed {
    fn transform(&mut self, schema: &mut Schema) {
        if let Some(Value::Array(kinds)) = schema.get_mut("type") {
            kinds.retain(|kind| kind != "null");
            if let [one] = kinds.as_slice() {
                let one = one.clone();
                schema.insert("type".to_owned(), one);
            }
        }
        if let Some(Value::Array(forms)) = schema.get_mut("anyOf") {
            forms.retain(|form| form.get("type").is_none_or(|kind| kind != "null"));
            if let [Value::Object(one)] = forms.as_slice() {
                let one = one.clone();
                schema.remove("anyOf");
                one.into_iter().for_each(|(key, value)| drop(schema.insert(key, value)));
            }
        }
        transform_subschemas(self, schema);
    }
}
