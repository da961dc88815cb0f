//! Blocks in words: their keys, what each takes and what it is for, as the schema has them.

use serde_json::{Map, Value};

use super::super::decode::Decode;
use super::super::schema::blocks::{
    CalloutMap, ContactBlock, ContactRow, FactRow, HeadingMap, ListMap, QrBlock, QuoteMap,
    StepRow, TableBlock, TermRow,
};
use super::super::schema::figure::FigureBlock;
use super::super::schema::notice::{HelpBlock, MomentRow, OpeningRow, PairRow};
use super::super::schema::text::SETTINGS;
use super::super::schema::{SchemaKind, strict};
use super::{Forms, Shapes, examples, keys, names, required};

/// Most words that are listed of those that a key takes.
const MOST_WORDS: usize = 10;
/// Where pieces of a body stand, keys are those of blocks.
const PIECE: &str = "#/$defs/Piece";

/// A block in words.
#[derive(Debug)]
pub struct Explained {
    /// Its name.
    pub name: &'static str,
    /// What it is.
    pub about: String,
    /// What may stand after its colon.
    pub takes: String,
    /// Other names that it is known by.
    pub also: Vec<String>,
    /// Its keys, those of inner maps below them.
    pub keys: Vec<ExplainedKey>,
    /// Examples in YAML, as items of a body.
    pub examples: &'static [&'static str],
}

/// A key in words.
#[derive(Debug)]
pub struct ExplainedKey {
    /// Its name.
    pub name: String,
    /// How many keys it stands in.
    pub depth: usize,
    /// Whether it has to be there.
    pub needed: bool,
    /// What may stand after its colon.
    pub takes: String,
    /// What it is for.
    pub about: String,
}

/// All blocks, in the order in which they are explained.
pub fn explained() -> Vec<Explained> {
    let shapes = Shapes::new(strict(SchemaKind::Text));
    let block = |(name, examples): &(&'static str, &'static [&'static str])| {
        let schema = shapes.root().pointer(&format!("/$defs/TypedBlock/properties/{name}"))?;
        let mut keys = vec![];
        shapes.inner(schema, 0, &mut keys);
        Some(Explained {
            name,
            about: about(schema),
            takes: shapes.takes(schema),
            also: names::also(schema).map(str::to_owned).collect(),
            keys,
            examples,
        })
    };
    examples::EXAMPLES.iter().filter_map(block).collect()
}

/// The keys that any block may have beside its name.
pub fn beside() -> Vec<ExplainedKey> {
    let shapes = Shapes::new(strict(SchemaKind::Text));
    let key = |name: &&str| {
        let schema = shapes.root().pointer(&format!("/$defs/TypedBlock/properties/{name}"))?;
        let (takes, about) = (shapes.takes(schema), about(schema));
        Some(ExplainedKey { name: (*name).to_owned(), depth: 0, needed: false, takes, about })
    };
    SETTINGS.iter().filter_map(key).collect()
}

fn about(schema: &Value) -> String {
    let text = schema.get("description").and_then(Value::as_str).unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Shapes {
    /// The keys of the map that may stand at a place, or in the list there.
    fn inner(&self, schema: &Value, depth: usize, out: &mut Vec<ExplainedKey>) {
        let forms = self.forms(schema);
        let items =
            forms.list.and_then(|list| list.get("items")).filter(|items| !is_piece(items));
        match (forms.record, items) {
            (Some(record), _) => self.record_keys(record, schema, depth, out),
            // Items that are lists themselves hold no keys of their own.
            (None, Some(items)) if self.forms(items).list.is_none() => {
                self.inner(items, depth, out);
            }
            _ => {}
        }
    }

    fn record_keys(
        &self,
        record: &Map<String, Value>,
        schema: &Value,
        depth: usize,
        out: &mut Vec<ExplainedKey>,
    ) {
        let needed: Vec<&str> = required(record).collect();
        let order = order(&self.name_of(schema));
        let place = |key: &str| order.iter().position(|field| field.replace('_', "-") == key);
        let mut all: Vec<(&str, &Value)> = keys(record).collect();
        all.sort_by_key(|(key, _)| (place(key), !needed.contains(key)));
        for (key, schema) in all {
            out.push(ExplainedKey {
                name: key.to_owned(),
                depth,
                needed: needed.contains(&key),
                takes: self.takes(schema),
                about: about(schema),
            });
            // A list in a list has the same keys again.
            if depth == 0 && key != "list" {
                self.inner(schema, depth + 1, out);
            }
        }
    }

    /// The name of the definition that a schema, one of its forms or its items lead to.
    fn name_of(&self, schema: &Value) -> String {
        let named = |schema: &Value| {
            let name = schema.get("$ref").and_then(Value::as_str)?;
            name.rsplit('/').next().map(str::to_owned)
        };
        let forms = schema.get("anyOf").and_then(Value::as_array);
        let form = || forms.into_iter().flatten().find_map(named);
        named(schema).or_else(form).unwrap_or_default()
    }

    /// What may stand at a place, in words.
    fn takes(&self, schema: &Value) -> String {
        let forms = self.forms(schema);
        let mut kinds = vec![];
        if let Some(words) = listed(&forms.words) {
            kinds.push(words);
        } else if forms.scalar.is_some() && !forms.null {
            kinds.push(scalar(&forms));
        }
        if let Some(list) = forms.list {
            kinds.push(self.list(list));
        }
        if let Some(record) = forms.record {
            kinds.push("keys".to_owned());
            let alone = super::list_key(record).filter(|_| required(record).count() < 2);
            kinds
                .extend(alone.filter(|_| kinds.len() == 1).map(|key| format!("`{key}` alone")));
        }
        if kinds.is_empty() { "nothing".to_owned() } else { kinds.join(", or ") }
    }

    fn list(&self, list: &Value) -> String {
        let Some(items) = list.get("items") else { return "a list".to_owned() };
        if is_piece(items) {
            return "a list of texts and blocks".to_owned();
        }
        let forms = self.forms(items);
        match (forms.list, forms.record, listed(&forms.words)) {
            (Some(inner), ..) if inner.get("items").is_some_and(is_piece) => {
                "a list of columns, each a list of texts and blocks".to_owned()
            }
            (Some(_), ..) => "a list of rows, each a list of cells".to_owned(),
            (_, Some(_), _) if forms.scalar.is_some() => "a list of texts or keys".to_owned(),
            (_, Some(_), _) => "a list of rows".to_owned(),
            (.., Some(words)) => format!("a list of {words}"),
            _ => "a list of texts".to_owned(),
        }
    }
}

fn is_piece(schema: &Value) -> bool {
    schema.get("$ref").and_then(Value::as_str) == Some(PIECE)
}

fn listed(words: &[&str]) -> Option<String> {
    let shown: Vec<String> =
        words.iter().take(MOST_WORDS).map(|word| format!("`{word}`")).collect();
    let (last, others) = shown.split_last()?;
    Some(match others {
        [] => last.clone(),
        _ if words.len() > MOST_WORDS => format!("{}, {last} and others", others.join(", ")),
        _ => format!("{} or {last}", others.join(", ")),
    })
}

fn scalar(forms: &Forms<'_>) -> String {
    let part = |key: &str| forms.scalar.and_then(|schema| schema.get(key));
    let kind = match forms.format() {
        Some("markdown") => "text",
        Some("path") => "a file",
        Some("table") => "a file, or lines",
        Some("uri") => "an address or other text",
        _ => match part("type").and_then(Value::as_str) {
            Some("integer") => "a whole number",
            Some("number") => "a number",
            Some(_) if forms.is_code() => "a word",
            _ => "text",
        },
    };
    match part("examples").and_then(|examples| examples.get(0)?.as_str()) {
        Some(example) if kind == "a word" => format!("a word, such as `{example}`"),
        _ => kind.to_owned(),
    }
}

/// The fields of a struct, in the order in which they are written.
fn order(name: &str) -> &'static [&'static str] {
    match name {
        "CalloutMap" => CalloutMap::FIELDS,
        "ContactBlock" => ContactBlock::FIELDS,
        "ContactRow" => ContactRow::FIELDS,
        "FactRow" => FactRow::FIELDS,
        "FigureBlock" => FigureBlock::FIELDS,
        "HeadingMap" => HeadingMap::FIELDS,
        "ListMap" => ListMap::FIELDS,
        "HelpBlock" => HelpBlock::FIELDS,
        "MomentRow" => MomentRow::FIELDS,
        "OpeningRow" => OpeningRow::FIELDS,
        "PairRow" => PairRow::FIELDS,
        "QrBlock" => QrBlock::FIELDS,
        "QuoteMap" => QuoteMap::FIELDS,
        "StepRow" => StepRow::FIELDS,
        "TableBlock" => TableBlock::FIELDS,
        "TermRow" => TermRow::FIELDS,
        _ => &[],
    }
}
