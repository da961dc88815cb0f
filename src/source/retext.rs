//! New words into a text file, where the old ones stand; all else stays as it is, remarks, too.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{units_of, written_range};
use crate::diag::{FileId, Span};

/// New words for a piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewText {
    /// Where its scalar stands.
    pub span: Span,
    /// Its place.
    pub place: String,
    /// Its words.
    pub text: String,
}

/// The text of `file` with the changes in it.
///
/// # Errors
/// Why it cannot be changed so.
pub fn retext(text: &str, file: FileId, changes: &[NewText]) -> Result<String, String> {
    let mut new: BTreeMap<(usize, usize), &str> = BTreeMap::new();
    for change in changes {
        if change.span.file != Some(file) {
            return Err(format!("the words of `{}` stand in another file", change.place));
        }
        let Range { start, end } = written_range(text, change.span.range());
        if new.insert((start, end), &change.text).is_some_and(|old| old != change.text) {
            return Err(format!("`{}` stands for two pieces at once", change.place));
        }
    }
    let mut out = text.to_owned();
    for ((start, end), words) in new.into_iter().rev() {
        out.replace_range(start..end, &quoted(words));
    }
    check(&out, text, changes)?;
    Ok(out)
}

/// Whether the new text reads as it should: the changes, and all else as before.
fn check(new: &str, old: &str, changes: &[NewText]) -> Result<(), String> {
    let read = |text: &str| {
        let units = units_of(text).ok_or("the text cannot be read")?;
        Ok::<_, String>(
            units.into_iter().map(|unit| (unit.place, unit.text)).collect::<BTreeMap<_, _>>(),
        )
    };
    let mut expected = read(old)?;
    for change in changes {
        expected.insert(change.place.clone(), change.text.trim().to_owned());
    }
    let found = read(new)?;
    let wrong = expected.iter().find(|(place, text)| found.get(*place) != Some(text));
    match wrong {
        Some((place, _)) => {
            Err(format!("the words of `{place}` cannot be written into this file"))
        }
        None => Ok(()),
    }
}

/// A string of JSON is one of YAML, where what YAML does not print is escaped, too (YAML 1.2.2,
/// 5.1 and 5.7).
fn quoted(text: &str) -> String {
    let mut out = String::new();
    for c in serde_json::Value::from(text).to_string().chars() {
        match c {
            '\u{7f}'..='\u{84}'
            | '\u{86}'..='\u{9f}'
            | '\u{2028}'
            | '\u{2029}'
            | '\u{feff}'
            | '\u{fffe}'
            | '\u{ffff}' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out
}
