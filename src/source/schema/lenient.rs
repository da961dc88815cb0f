//! The schema as editors get it: what [`shape`](super::super::shape) takes besides the strict
//! shapes does no harm and is not underlined.

use serde_json::{Map, Value, json};

use super::super::shape::{ALSO, CHIEF, WORDS};

/// Opens a schema to other names of keys, to a bare value for a map, and to one value for a list.
pub(super) fn open(schema: &mut Value) {
    match schema {
        Value::Object(object) => {
            object.values_mut().for_each(open);
            words(object);
            keys(object);
            single(object);
        }
        Value::Array(items) => items.iter_mut().for_each(open),
        _ => {}
    }
}

/// Other names of words.
fn words(object: &mut Map<String, Value>) {
    let Some(Value::Object(others)) = object.get(WORDS) else { return };
    let others: Vec<Value> =
        others.values().filter_map(Value::as_array).flatten().cloned().collect();
    if let Some(Value::Array(words)) = object.get_mut("enum") {
        words.extend(others);
    }
}

/// Other names of keys; a required key may be there under any of its names.
fn keys(object: &mut Map<String, Value>) {
    let Some(Value::Object(properties)) = object.get_mut("properties") else { return };
    let mut more = Map::new();
    let mut choices: Vec<(String, Vec<Value>)> = vec![];
    for (key, schema) in properties.iter_mut() {
        let Some(Value::Array(names)) = schema.get(ALSO).cloned() else { continue };
        for name in names.iter().filter_map(Value::as_str) {
            let mut other = schema.clone();
            if let Value::Object(other) = &mut other {
                other.remove(ALSO);
                other.insert("deprecated".to_owned(), json!(true));
                other.insert(
                    "description".to_owned(),
                    json!(format!("Another name of `{key}`.")),
                );
            }
            more.insert(name.to_owned(), other);
        }
        choices.push((key.clone(), names));
    }
    properties.extend(more);
    let Some(Value::Array(required)) = object.get_mut("required") else { return };
    let mut any = vec![];
    for (key, names) in choices {
        let Some(place) = required.iter().position(|needed| *needed == json!(key)) else {
            continue;
        };
        required.remove(place);
        let all = std::iter::once(json!(key)).chain(names);
        let forms: Vec<_> = all.map(|name| json!({ "required": [name] })).collect();
        any.push(json!({ "anyOf": forms }));
    }
    if !any.is_empty() {
        object.insert("allOf".to_owned(), json!(any));
    }
}

/// A list may be one value, a record its chief one.
fn single(object: &mut Map<String, Value>) {
    let is_list = object.get("type").is_some_and(|kind| kind == "array");
    let is_record = object.contains_key("properties");
    let chief = object.get(CHIEF).is_some()
        || object.get("required").is_some()
        || object.get("allOf").is_some();
    let more = if is_list {
        json!(["array", "string", "number", "object"])
    } else if is_record && chief && !object.contains_key("$schema") {
        json!(["object", "string", "number", "array"])
    } else {
        return;
    };
    object.insert("type".to_owned(), more);
}
