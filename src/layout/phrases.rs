//! Titles in phrases: lines that end at words before a number of letters, whatever room there is.

use crate::model::lang::Lang;
use crate::model::{Inline, Text};

/// How many breaks a text has.
pub(super) fn breaks(inlines: &[Inline]) -> usize {
    let inner = |inline: &Inline| match inline {
        Inline::Break => 1,
        Inline::Emphasis(content) | Inline::Strong(content) => breaks(content),
        Inline::Styled { content, .. }
        | Inline::Isolate { content, .. }
        | Inline::Link { content, .. } => breaks(content),
        _ => 0,
    };
    inlines.iter().map(inner).sum()
}

/// A text that breaks at words before a number of letters; as its author breaks it, where that is said.
/// A word that leans on the next one goes to the next line with it.
pub(super) fn phrased(text: &Text, letters: f64, lang: &Lang) -> Text {
    if breaks(&text.inlines) > 0 {
        return text.clone();
    }
    let plain = text.to_plain();
    let begins = line_starts(&plain.split_whitespace().collect::<Vec<_>>(), letters, lang);
    let mut word = 0;
    let mut inside = false;
    let inlines = broken(&text.inlines, &begins, &mut word, &mut inside);
    Text { inlines, ..text.clone() }
}

/// Which words begin a line. Words that lean on the next one begin its line with it, however long that
/// then is.
fn line_starts(words: &[&str], letters: f64, lang: &Lang) -> Vec<bool> {
    let width = |words: &[&str]| {
        let all: usize = words.iter().map(|word| word.chars().count() + 1).sum();
        all as f64 - 1.0
    };
    let mut begins = vec![false; words.len()];
    let mut first = 0;
    for at in 1..words.len() {
        if width(&words[first..=at]) <= letters {
            continue;
        }
        let led =
            words[first..at].iter().rev().take_while(|word| lang.is_particle(word)).count();
        if at - led > first {
            first = at - led;
            begins[first] = true;
        }
    }
    begins
}

/// Inline content with breaks for the blanks before words that begin lines; `word` counts the words
/// before, `inside` says whether one goes on.
fn broken(
    inlines: &[Inline],
    begins: &[bool],
    word: &mut usize,
    inside: &mut bool,
) -> Vec<Inline> {
    let mut out = vec![];
    for inline in inlines {
        let inner = |content: &[Inline], word: &mut usize, inside: &mut bool| {
            broken(content, begins, word, inside)
        };
        match inline {
            Inline::Text { text, span } => {
                let mut said = String::new();
                for c in text.chars() {
                    if !c.is_whitespace() {
                        *inside = true;
                        said.push(c);
                        continue;
                    }
                    *word += usize::from(std::mem::replace(inside, false));
                    if begins.get(*word) == Some(&true) && !said.is_empty() {
                        let text = std::mem::take(&mut said);
                        out.push(Inline::Text { text, span: *span });
                        out.push(Inline::Break);
                    } else {
                        said.push(c);
                    }
                }
                if !said.is_empty() {
                    out.push(Inline::Text { text: said, span: *span });
                }
            }
            Inline::Emphasis(content) => {
                out.push(Inline::Emphasis(inner(content, word, inside)));
            }
            Inline::Strong(content) => out.push(Inline::Strong(inner(content, word, inside))),
            Inline::Styled { style, content, span } => out.push(Inline::Styled {
                style: style.clone(),
                content: inner(content, word, inside),
                span: *span,
            }),
            Inline::Isolate { lang, dir, kind, content } => out.push(Inline::Isolate {
                lang: lang.clone(),
                dir: *dir,
                kind: *kind,
                content: content.clone(),
            }),
            other => out.push(other.clone()),
        }
        if let Inline::Isolate { content, .. } = inline {
            // What is isolated stays on one line.
            let plain = crate::model::plain(content);
            let within = plain.trim().chars().filter(|c| c.is_whitespace()).count();
            *word += within;
            *inside = true;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_words_go_with_the_next_one() {
        let english = Lang::parse("en").unwrap();
        let lines = |title: &str| {
            let words: Vec<&str> = title.split(' ').collect();
            let starts = line_starts(&words, 12.0, &english);
            let joined = words.iter().zip(starts);
            joined
                .map(|(word, starts)| format!("{}{word}", if starts { "/" } else { " " }))
                .collect::<String>()
        };
        assert_eq!(lines("Girls run and boys"), " Girls run/and boys");
        assert_eq!(lines("Rights of the child"), " Rights/of the child");
        assert_eq!(lines("a very long title"), " a very long/title");
        assert_eq!(lines("Children and for the families"), " Children/and for the families");
    }
}
