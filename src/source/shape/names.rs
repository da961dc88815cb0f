//! Keys and words as people write them, and the names that they are known by.

use serde_json::{Map, Value};

use super::{ALSO, WORDS, keys};

/// British and American spellings of one word.
const SPELLINGS: [(&str, &str); 4] =
    [("colour", "color"), ("licence", "license"), ("centre", "center"), ("grey", "gray")];

/// A name without what people vary: case, hyphens, underscores, spaces, spelling.
fn fold(name: &str) -> String {
    // Nearly all names are as they should be.
    let is_plain = name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    let mut folded: String = if is_plain {
        name.to_owned()
    } else {
        name.chars().filter(|c| !divides_words(*c)).flat_map(char::to_lowercase).collect()
    };
    for (from, to) in SPELLINGS {
        if folded.contains(from) {
            folded = folded.replace(from, to);
        }
    }
    folded
}

/// Whether a name is as `folded`, but for what people vary: most differ in their first letter.
fn is_folded(name: &str, folded: &str) -> bool {
    begins_alike(name, folded) && fold(name) == folded
}

/// Whether the first letter of a name is that of a folded one.
fn begins_alike(name: &str, folded: &str) -> bool {
    let first = name.chars().find(|c| !divides_words(*c)).and_then(|c| c.to_lowercase().next());
    first == folded.chars().next()
}

/// Whether a sign divides the words of a name.
fn divides_words(c: char) -> bool {
    matches!(c, '-' | '_' | '\u{2010}'..='\u{2015}') || c.is_whitespace()
}

/// Whether two folded names differ at most by the ending of a plural.
fn alike(a: &str, b: &str) -> bool {
    a == b || a.strip_suffix('s') == Some(b) || b.strip_suffix('s') == Some(a)
}

/// The key of a record that is meant by `said`, with its schema.
pub(super) fn key<'s>(
    record: &'s Map<String, Value>,
    said: &str,
) -> Option<(&'s str, &'s Value)> {
    let properties = record.get("properties")?.as_object()?;
    if let Some((key, schema)) = properties.get_key_value(said) {
        return Some((key, schema));
    }
    let said = fold(said);
    let exact = keys(record).find(|(key, _)| is_folded(key, &said));
    exact
        .or_else(|| {
            keys(record).find(|(_, schema)| also(schema).any(|name| is_folded(name, &said)))
        })
        .or_else(|| {
            keys(record).find(|(key, _)| begins_alike(key, &said) && alike(&fold(key), &said))
        })
}

/// Whether what is said is one of the other names that a schema lists.
pub(super) fn is_alike(known: &Value, said: &str) -> bool {
    known.as_str().is_some_and(|known| is_folded(known, &fold(said)))
}

/// The other names of a key.
pub(super) fn also(schema: &Value) -> impl Iterator<Item = &str> {
    schema.get(ALSO).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str)
}

/// What `none` is called where it is one of the words.
const NONE: [&str; 3] = ["no", "off", "false"];

/// The word that is meant by `said`.
pub(super) fn word<'s>(words: &[&'s str], schema: &'s Value, said: &str) -> Option<&'s str> {
    if let Some(word) = words.iter().find(|word| **word == said) {
        return Some(word);
    }
    let said = fold(said.trim());
    let exact = words.iter().find(|word| is_folded(word, &said)).copied();
    let others = schema.get(WORDS).and_then(Value::as_object);
    let other = || {
        let mut others = others.into_iter().flatten();
        let names = |names: &Value| {
            let mut names = names.as_array().into_iter().flatten().filter_map(Value::as_str);
            names.any(|name| is_folded(name, &said))
        };
        others.find(|(_, list)| names(list)).map(|(word, _)| word.as_str())
    };
    let none = || {
        let none = words.iter().find(|word| **word == "none").copied();
        none.filter(|_| NONE.contains(&said.as_str()))
    };
    exact.or_else(other).or_else(none)
}

/// Whether a sign is a comma or a semicolon of any of the scripts.
pub(super) fn is_comma(c: char) -> bool {
    matches!(c, ',' | ';' | '\u{60c}' | '\u{61b}' | '\u{ff0c}' | '\u{3001}' | '\u{ff1b}')
}

/// Whether a sign stands between values.
pub(super) fn divides(c: char) -> bool {
    c.is_whitespace() || is_comma(c)
}

/// The parts of a scalar that lists several values with such signs between them, each with the
/// byte where it begins.
pub(super) fn parts(text: &str, divides: fn(char) -> bool) -> Vec<(usize, &str)> {
    let pieces = text.split(divides).map(str::trim).filter(|part| !part.is_empty());
    pieces.map(|part| (part.as_ptr() as usize - text.as_ptr() as usize, part)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn names_are_known_in_any_spelling() {
        for said in ["page_break", "PageBreak", "PAGE-BREAK", "page break"] {
            assert_eq!(fold(said), "pagebreak");
        }
        assert_eq!(fold("Accent_Colour"), fold("accent-color"));
    }

    #[test]
    fn words_are_known_by_other_names() {
        let schema = json!({ "enum": ["letter", "z", "none"], "x-words": { "z": ["z-fold"] } });
        let words = ["letter", "z", "none"];
        assert_eq!(word(&words, &schema, "Z_Fold"), Some("z"));
        assert_eq!(word(&words, &schema, "LETTER"), Some("letter"));
        assert_eq!(word(&words, &schema, "off"), Some("none"));
        assert_eq!(word(&words, &schema, "gate"), None);
    }
}
