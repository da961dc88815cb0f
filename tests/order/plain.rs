//! What every editor shows: UAX #9 with a declared direction, and nothing else.

use unicode_bidi::{BidiInfo, Level};

/// Signs that stand mirrored in text that runs from right to left.
pub(super) const PAIRS: [(char, char); 6] =
    [('(', ')'), ('[', ']'), ('{', '}'), ('«', '»'), ('‹', '›'), ('<', '>')];

/// Whether a character is drawn: no space, no mark of direction, nothing else without ink.
pub(super) fn is_shown(c: char) -> bool {
    let without_ink = matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    !c.is_whitespace() && !without_ink
}

/// A text from left to right, on one line, without its spaces.
pub(super) fn seen(text: &str, rtl: bool) -> String {
    ordered(text, rtl, is_shown)
}

/// A text from left to right, on one line, with the spaces inside.
pub(super) fn seen_with_spaces(text: &str, rtl: bool) -> String {
    ordered(text, rtl, |c| c == ' ' || is_shown(c))
}

fn ordered(text: &str, rtl: bool, is_kept: impl Fn(char) -> bool) -> String {
    let base = if rtl { Level::rtl() } else { Level::ltr() };
    let info = BidiInfo::new(text, Some(base));
    let mut out = String::new();
    let Some(paragraph) = info.paragraphs.first() else { return out };
    let (levels, runs) = info.visual_runs(paragraph, paragraph.range.clone());
    for run in runs {
        let kept = text[run.clone()].chars().filter(|&c| is_kept(c));
        if levels[run.start].is_rtl() {
            out.extend(kept.rev().map(mirrored));
        } else {
            out.extend(kept);
        }
    }
    out
}

fn mirrored(c: char) -> char {
    for (open, close) in PAIRS {
        if c == open {
            return close;
        }
        if c == close {
            return open;
        }
    }
    c
}

#[test]
fn editors_tear_some_tokens_and_keep_others() {
    assert_eq!(seen("ك (1)", true), "(1)ك");
    assert_eq!(seen("ك 12.5%", true), "%12.5ك");
    assert_eq!(seen("ك 2026-11-23", true), "23-11-2026ك");
    assert_eq!(seen("ש 2026-11-23", true), "2026-11-23ש");
    assert_eq!(seen("a كلمة b", false), "aةملكb");
}
