//! Where the marks of Markdown stand in a text: what is not for translators.

use std::ops::Range;

/// The marks of a Markdown text, in order: emphasis, links and what they lead to, code, escapes,
/// and what begins a line.
pub fn marks(text: &str) -> Vec<Range<usize>> {
    let (mut out, mut at, mut open) = (vec![], 0, vec![]);
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let starts_line = text[..at]
            .trim_end_matches([' ', '\t'])
            .chars()
            .next_back()
            .is_none_or(|c| c == '\n');
        let line = if starts_line { line_mark(rest) } else { None };
        let length = match c {
            _ if line.is_some() => line,
            '\\' => rest[1..].chars().next().filter(char::is_ascii_punctuation).map(|_| 2),
            '`' => code(rest),
            '<' => angle(rest),
            '*' | '~' => Some(rest.len() - rest.trim_start_matches(c).len()),
            '_' => underscore(text, at),
            '&' => entity(rest),
            '[' if rest.starts_with("[^") => rest.find(']').map(|end| end + 1),
            '[' => {
                open.push((out.len(), at));
                None
            }
            ']' => closing(rest).inspect(|_| {
                // Brackets mark only where something is said of what they hold.
                if let Some((place, start)) = open.pop() {
                    out.insert(place, start..start + 1);
                }
            }),
            _ => None,
        };
        match length {
            Some(length) => {
                out.push(at..at + length);
                at += length;
            }
            None => at += c.len_utf8(),
        }
    }
    out
}

/// What begins a list, a heading or a quotation at the start of a line.
fn line_mark(rest: &str) -> Option<usize> {
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let sign = match digits {
        0 => rest.len() - rest.trim_start_matches('#').len(),
        _ => digits + usize::from(rest[digits..].starts_with(['.', ')'])),
    };
    let sign = match sign {
        0 => usize::from(rest.starts_with(['-', '+', '>', '*'])),
        _ if sign == digits => 0,
        sign => sign,
    };
    (sign > 0 && rest[sign..].starts_with(' ')).then_some(sign + 1)
}

/// Code between marks of the same length, whole.
fn code(rest: &str) -> Option<usize> {
    let width = rest.len() - rest.trim_start_matches('`').len();
    let fence = &rest[..width];
    let inner = rest[width..].find(fence)?;
    let end = width + inner + width;
    (!rest[end..].starts_with('`')).then_some(end)
}

/// An address between angles, or what would be taken for a placeholder.
fn angle(rest: &str) -> Option<usize> {
    if let Some(length) = numbered(rest) {
        return Some(length);
    }
    let end = rest.find(['>', ' ', '\n']).filter(|&end| rest[end..].starts_with('>'))?;
    rest[..end].contains([':', '@']).then_some(end + 1)
}

/// Emphasis by `_`: inside of words it is a letter.
fn underscore(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    let width = rest.len() - rest.trim_start_matches('_').len();
    let inner = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let inside = inner(text[..at].chars().next_back()) && inner(rest[width..].chars().next());
    (!inside).then_some(width)
}

/// `&amp;` and the like.
fn entity(rest: &str) -> Option<usize> {
    let end = rest.find(';').filter(|&end| end > 1 && end < 12)?;
    let name = |c: char| c.is_ascii_alphanumeric() || c == '#';
    rest[1..end].chars().all(name).then_some(end + 1)
}

/// `](…)` or `]{…}`.
fn closing(rest: &str) -> Option<usize> {
    let close = match rest.as_bytes().get(1)? {
        b'(' => ')',
        b'{' => '}',
        _ => return None,
    };
    let (open, mut depth) = (char::from(rest.as_bytes()[1]), 0_usize);
    for (at, c) in rest.char_indices().skip(1) {
        if c == open {
            depth += 1;
        } else if c == close {
            depth -= 1;
        }
        if depth == 0 {
            return Some(at + c.len_utf8());
        }
    }
    None
}

/// A number between angles.
fn numbered(rest: &str) -> Option<usize> {
    let end = rest.find('>')?;
    rest.get(1..end)?.bytes().all(|b| b.is_ascii_digit()).then_some(end + 1)
}
