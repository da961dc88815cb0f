//! The lines of a plain text, by what they begin with.

use crate::model::lang::Digits;

/// Signs before an item that a space must follow: they mean other things, too.
const SPACED: [char; 3] = ['-', '*', '–'];
/// Signs before an item that need no space.
const BULLETS: [char; 11] = ['•', '‣', '◦', '▪', '■', '●', '○', '◆', '►', '➢', '\u{f0b7}'];
/// Most digits of a number before an item; longer ones are years.
const MOST_DIGITS: usize = 3;
/// Least signs of a rule across the page.
const RULE: usize = 3;

/// A line that says something, or that is empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ImportedLine {
    /// Its number in the file, from 1.
    pub(super) number: usize,
    /// How far it stands in, in spaces.
    pub(super) indent: usize,
    pub(super) kind: LineKind,
}

/// What a line is, with its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum LineKind {
    Blank,
    /// A row of hyphens or the like.
    Rule,
    Bullet(String),
    /// A number, the text after it, and the whole as it was typed.
    Number(u32, String, String),
    /// Cells that are parted by tabs.
    Row(Vec<String>),
    Text(String),
}

/// The lines of a text, whatever ends them.
pub(super) fn lines(text: &str) -> Vec<ImportedLine> {
    let text = text.replace("\r\n", "\n");
    let ends = ['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];
    text.split(ends).zip(1..).map(|(line, number)| read(line, number)).collect()
}

fn read(line: &str, number: usize) -> ImportedLine {
    let line = line.trim_end_matches(is_edge);
    let body = line.trim_start_matches(is_edge);
    let room = line[..line.len() - body.len()].chars();
    let indent = room.map(|c| if c == '\t' { 4 } else { usize::from(c.is_whitespace()) }).sum();
    ImportedLine { number, indent, kind: kind(body) }
}

/// Whether a character at the edge of a line says nothing: white space, marks of direction, marks
/// of byte order.
pub(super) fn is_edge(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{feff}')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn kind(body: &str) -> LineKind {
    if body.is_empty() {
        return LineKind::Blank;
    }
    if is_rule(body) {
        return LineKind::Rule;
    }
    let rest = |sign: usize, needs_space: bool| {
        let rest = body.get(sign..).unwrap_or_default();
        let text = rest.trim_start_matches(is_edge);
        let spaced = text.len() < rest.len() || !needs_space;
        (spaced && !text.is_empty()).then(|| self::spaced(text))
    };
    let first = body.chars().next().unwrap_or_default();
    let is_bullet = SPACED.contains(&first) || BULLETS.contains(&first);
    let item = rest(first.len_utf8(), SPACED.contains(&first));
    if let Some(text) = item.filter(|_| is_bullet) {
        return LineKind::Bullet(text);
    }
    let numbered = counted(body).and_then(|(number, at)| Some((number, rest(at, true)?)));
    if let Some((number, text)) = numbered {
        return LineKind::Number(number, text, spaced(body));
    }
    match body.contains('\t') {
        true => LineKind::Row(
            body.split('\t').map(|cell| spaced(cell.trim_matches(is_edge))).collect(),
        ),
        false => LineKind::Text(spaced(body)),
    }
}

fn is_rule(body: &str) -> bool {
    let first = body.chars().next().unwrap_or_default();
    let sign = "-_=*~#—─".contains(first);
    sign && body.chars().count() >= RULE && body.chars().all(|c| c == first || c == ' ')
}

/// The number that a line begins with, in any digits, and the end of its sign.
fn counted(body: &str) -> Option<(u32, usize)> {
    let (set, _) = Digits::read(body.chars().next()?)?;
    let digits: Vec<(usize, u32)> = body
        .char_indices()
        .map_while(|(at, c)| {
            let (of, value) = Digits::read(c)?;
            (of == set).then_some((at + c.len_utf8(), value))
        })
        .take(MOST_DIGITS + 1)
        .collect();
    let &(end, _) = digits.last().filter(|_| digits.len() <= MOST_DIGITS)?;
    let sign = body[end..].chars().next().filter(|c| matches!(c, '.' | ')' | '-' | '۔'))?;
    let number = digits.iter().fold(0, |number, (_, digit)| number * 10 + digit);
    Some((number, end + sign.len_utf8()))
}

/// Text with one space where there is white space.
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<LineKind> {
        lines(text).into_iter().map(|line| line.kind).collect()
    }

    #[test]
    fn lines_are_known_by_what_they_begin_with() {
        let text = |text: &str| LineKind::Text(text.into());
        assert_eq!(kinds("a\r\nb\rc"), [text("a"), text("b"), text("c")]);
        assert_eq!(kinds("\u{feff}\u{200f}- أ"), [LineKind::Bullet("أ".into())]);
        assert_eq!(kinds("•أ"), [LineKind::Bullet("أ".into())]);
        assert_eq!(kinds("١٢. أ"), [LineKind::Number(12, "أ".into(), "١٢. أ".into())]);
        assert_eq!(kinds("3) x"), [LineKind::Number(3, "x".into(), "3) x".into())]);
        assert_eq!(kinds("2026. x"), [text("2026. x")]);
        assert_eq!(kinds("1.5 x"), [text("1.5 x")]);
        assert_eq!(kinds("-5"), [text("-5")]);
        assert_eq!(kinds("-----"), [LineKind::Rule]);
        assert_eq!(
            kinds("a\t\tb"),
            [LineKind::Row(vec!["a".into(), String::new(), "b".into()])]
        );
        assert_eq!(kinds(" \u{200f} "), [LineKind::Blank]);
        assert_eq!(lines("   a")[0].indent, 3);
    }
}
