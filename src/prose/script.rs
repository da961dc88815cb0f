//! Which language a stretch of letters is taken for, by its script.

use std::ops::Range;

use unicode_script::Script;

use super::class::{Class, class, is_attached, script_of};
use crate::geom::Dir;
use crate::model::lang::Lang;

/// The language that letters of a script are read in where nothing else is said: the one whose
/// readers are most.
pub(super) fn language(script: Script) -> Option<&'static str> {
    match script {
        Script::Latin => Some("en"),
        Script::Greek => Some("el"),
        Script::Cyrillic => Some("ru"),
        Script::Arabic => Some("ar"),
        Script::Hebrew => Some("he"),
        _ => None,
    }
}

/// The script of the words of a phrase in its direction; `None` where all of them are codes:
/// words with digits, and those that `is_code` names by their first byte.
pub(super) fn of_phrase(
    phrase: &str,
    dir: Dir,
    is_code: impl Fn(usize) -> bool,
) -> Option<Script> {
    let words = phrase.split(char::is_whitespace).filter(|word| !word.is_empty());
    let letters = words.filter_map(|word| {
        let at = word.as_ptr().addr() - phrase.as_ptr().addr();
        let digits = word.contains(|c: char| c.is_numeric());
        let letter =
            word.chars().find(|c| c.is_alphabetic() && class(*c) == Class::Strong(dir));
        letter.filter(|_| !digits && !is_code(at))
    });
    letters.map(script_of).next()
}

/// Language and direction of a text all of whose letters are foreign to `lang` in one way.
pub(super) fn whole(text: &str, lang: &Lang) -> Option<(Option<Lang>, Dir)> {
    let (own, home) = (lang.script(), lang.dir());
    let strong = |c: char| match class(c) {
        Class::Strong(dir) if c.is_alphabetic() => Some(dir),
        _ => None,
    };
    let dir = text.chars().find_map(strong)?;
    if text.chars().filter_map(strong).any(|other| other != dir) {
        return None;
    }
    let mut scripts = text.chars().filter(|c| c.is_alphabetic()).map(script_of);
    let first = scripts.next()?;
    let kin = first == own || first == Script::Latin && dir == Dir::Ltr;
    if dir == home && (kin || language(first).is_none() || scripts.any(|other| other != first))
    {
        return None;
    }
    Some((language(first).and_then(Lang::parse), dir))
}

/// Words of another script than `own` that run in the same direction, with the spaces and signs
/// between them: they need no isolate for their order, but a language. A word of two scripts is
/// none of them; Latin words in other text from left to right are read well enough as they are.
pub(super) fn runs(
    text: &str,
    part: Range<usize>,
    own: Script,
    dir: Dir,
) -> Vec<(Range<usize>, Script)> {
    let mut out: Vec<(Range<usize>, Script)> = vec![];
    let mut joins = false;
    let slice = &text[part.clone()];
    for word in slice.split(char::is_whitespace) {
        let at = part.start + (word.as_ptr().addr() - slice.as_ptr().addr());
        let mut letters = word.chars().filter(|c| c.is_alphabetic()).map(script_of);
        let Some(first) = letters.next() else {
            joins &= !word.contains(|c: char| c.is_numeric());
            continue;
        };
        let home = first == own || first == Script::Latin && dir == Dir::Ltr;
        let foreign =
            !home && language(first).is_some() && letters.all(|script| script == first);
        let numbers = word.contains(|c: char| c.is_numeric());
        if !foreign || numbers {
            joins = false;
            continue;
        }
        let range = at + lead(word)..at + word.len() - trail(word);
        match out.last_mut().filter(|(_, script)| joins && *script == first) {
            Some((last, _)) => last.end = range.end,
            None => out.push((range, first)),
        }
        joins = !text[range_end(&out)..].starts_with(['\n', '.', '،', '؛', ':', ';']);
    }
    out
}

fn range_end(runs: &[(Range<usize>, Script)]) -> usize {
    runs.last().map_or(0, |(range, _)| range.end)
}

/// Bytes before the first letter of a word.
fn lead(word: &str) -> usize {
    word.find(|c: char| c.is_alphabetic()).unwrap_or(0)
}

/// Bytes after its last letter and the marks on it.
fn trail(word: &str) -> usize {
    let end = word
        .char_indices()
        .rev()
        .find(|(_, c)| c.is_alphabetic() || is_attached(*c))
        .map_or(word.len(), |(i, c)| i + c.len_utf8());
    word.len() - end
}
