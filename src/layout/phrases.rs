//! Titles in phrases: lines that end at words before a number of letters, whatever room there is.

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
pub(super) fn phrased(text: &Text, letters: f64) -> Text {
    if breaks(&text.inlines) > 0 {
        return text.clone();
    }
    let plain = text.to_plain();
    let words: Vec<f64> = plain.split_whitespace().map(|w| w.chars().count() as f64).collect();
    // Which words begin a line.
    let (mut begins, mut line) = (vec![], 0.0);
    for width in words {
        let starts = line > 0.0 && line + 1.0 + width > letters;
        line = if starts || line == 0.0 { width } else { line + 1.0 + width };
        begins.push(starts);
    }
    let mut word = 0;
    let mut inside = false;
    let inlines = broken(&text.inlines, &begins, &mut word, &mut inside);
    Text { inlines, ..text.clone() }
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
