//! Text that leaves the program without markup and is still read in its order: outlines, metadata,
//! alternative texts, titles of windows.
//!
//! What stands in an isolate on pages has its controls there (UAX #9, 2.1 to 2.7), so that the same
//! order is seen wherever the string is shown. Programs take the direction of such a string from its
//! first strong character (UAX #9, P2 and P3); a mark says it where that would be the wrong one. A
//! string that is seen in the same order without any of it stays as it is.

use unicode_bidi::{BidiInfo, Direction, Level, get_base_direction};

use super::inline::{Inline, IsolateKind};
use crate::geom::Dir;

const LEFT_TO_RIGHT_MARK: char = '\u{200e}';
const RIGHT_TO_LEFT_MARK: char = '\u{200f}';
const LEFT_TO_RIGHT_OVERRIDE: char = '\u{202d}';
const POP_FORMATTING: char = '\u{202c}';
const LEFT_TO_RIGHT_ISOLATE: char = '\u{2066}';
const RIGHT_TO_LEFT_ISOLATE: char = '\u{2067}';
const POP_ISOLATE: char = '\u{2069}';

/// The plain characters of `inlines`, content of a paragraph that runs in `dir`, with the controls
/// that their order needs. Line breaks are spaces; note marks give nothing.
pub fn directed(inlines: &[Inline], dir: Dir) -> String {
    let plain = super::plain(inlines).replace('\n', " ");
    let mut controlled = String::with_capacity(plain.len());
    collect(inlines, &mut controlled);
    let meant = order(&controlled, level(dir));
    if meant == order(&plain, assumed(&plain)) {
        return plain;
    }
    if assumed(&controlled) != level(dir) {
        let mark = if dir.is_rtl() { RIGHT_TO_LEFT_MARK } else { LEFT_TO_RIGHT_MARK };
        controlled.insert(0, mark);
    }
    controlled
}

/// The first words of a directed text, at most so many characters and an ellipsis; what is open at
/// its end is closed.
pub fn shortened(text: &str, longest: usize) -> String {
    if text.chars().count() <= longest {
        return text.to_owned();
    }
    let mut out = String::new();
    for word in text.split_whitespace() {
        if out.chars().count() + word.chars().count() >= longest {
            break;
        }
        out.push_str(word);
        out.push(' ');
    }
    out.truncate(out.trim_end().len());
    let mut open = vec![];
    for c in out.chars() {
        match c {
            LEFT_TO_RIGHT_OVERRIDE => open.push(POP_FORMATTING),
            LEFT_TO_RIGHT_ISOLATE | RIGHT_TO_LEFT_ISOLATE => open.push(POP_ISOLATE),
            POP_FORMATTING | POP_ISOLATE => _ = open.pop(),
            _ => {}
        }
    }
    out.extend(open.iter().rev());
    out.push('…');
    out
}

fn collect(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text { text, .. } => out.push_str(text),
            Inline::Code { text, .. } => {
                out.push(LEFT_TO_RIGHT_ISOLATE);
                out.push_str(text);
                out.push(POP_ISOLATE);
            }
            Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::Styled { content, .. }
            | Inline::Link { content, .. } => collect(content, out),
            Inline::Isolate { dir, kind, content, .. } => isolate(*dir, *kind, content, out),
            Inline::Break => out.push(' '),
            Inline::NoteMark { .. } => {}
        }
    }
}

fn isolate(dir: Dir, kind: IsolateKind, content: &[Inline], out: &mut String) {
    out.push(if dir.is_rtl() { RIGHT_TO_LEFT_ISOLATE } else { LEFT_TO_RIGHT_ISOLATE });
    // Only digits of Arabic script are held as typed, from left to right.
    let is_typed = kind == IsolateKind::TypedToken;
    out.extend(is_typed.then_some(LEFT_TO_RIGHT_OVERRIDE));
    collect(content, out);
    out.extend(is_typed.then_some(POP_FORMATTING));
    out.push(POP_ISOLATE);
}

fn level(dir: Dir) -> Level {
    match dir {
        Dir::Ltr => Level::ltr(),
        Dir::Rtl => Level::rtl(),
    }
}

/// The direction that a program gives a string of which it knows nothing (UAX #9, P3).
fn assumed(text: &str) -> Level {
    match get_base_direction(text) {
        Direction::Rtl => Level::rtl(),
        Direction::Ltr | Direction::Mixed => Level::ltr(),
    }
}

/// What is seen from left to right: each character but the controls by its number in the text, and
/// whether it stands mirrored if it can.
fn order(text: &str, base: Level) -> Vec<(usize, bool)> {
    let info = BidiInfo::new(text, Some(base));
    let mut numbers = vec![0; text.len()];
    for (number, (at, _)) in text.char_indices().filter(|(_, c)| !is_control(*c)).enumerate() {
        numbers[at] = number;
    }
    let mut out = vec![];
    for paragraph in &info.paragraphs {
        let (levels, runs) = info.visual_runs(paragraph, paragraph.range.clone());
        for run in runs {
            let is_rtl = levels[run.start].is_rtl();
            let from = out.len();
            for (at, c) in text[run.clone()].char_indices().filter(|(_, c)| !is_control(*c)) {
                let turns = !c.is_alphanumeric() && !c.is_whitespace();
                out.push((numbers[run.start + at], is_rtl && turns));
            }
            if is_rtl {
                out[from..].reverse();
            }
        }
    }
    out
}

fn is_control(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Span;

    fn text(text: &str) -> Inline {
        Inline::Text { text: text.into(), span: Span::NONE }
    }

    fn token(dir: Dir, kind: IsolateKind, said: &str) -> Inline {
        Inline::Isolate { lang: None, dir, kind, content: vec![text(said)] }
    }

    #[test]
    fn controls_stand_only_where_they_change_what_is_seen() {
        let percent = || token(Dir::Ltr, IsolateKind::Token, "12.5%");
        let arabic = [text("نحو "), percent(), text(" فقط")];
        assert_eq!(directed(&arabic, Dir::Rtl), "نحو \u{2066}12.5%\u{2069} فقط");
        let english = [text("about "), percent(), text(" only")];
        assert_eq!(directed(&english, Dir::Ltr), "about 12.5% only");
        let words = [text("دليل "), token(Dir::Ltr, IsolateKind::Phrase, "Windows")];
        assert_eq!(directed(&words, Dir::Rtl), "دليل Windows");
    }

    #[test]
    fn the_direction_is_said_where_the_first_letter_says_another() {
        let windows = || token(Dir::Ltr, IsolateKind::Phrase, "R&D!");
        let made = directed(&[windows(), text(": دليل")], Dir::Rtl);
        assert_eq!(made, "\u{2066}R&D!\u{2069}: دليل");
        let number = || token(Dir::Ltr, IsolateKind::Token, "10:30");
        let made = directed(&[number(), text(" – "), number()], Dir::Rtl);
        assert!(made.starts_with('\u{200f}'), "{made:?}");
    }

    #[test]
    fn digits_held_as_typed_have_an_override() {
        let date = token(Dir::Ltr, IsolateKind::TypedToken, "٢٠٢٦-١١-٢٣");
        let made = directed(&[text("في "), date], Dir::Rtl);
        assert_eq!(made, "في \u{2066}\u{202d}٢٠٢٦-١١-٢٣\u{202c}\u{2069}");
    }
}
