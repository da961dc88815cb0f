//! Numbers and addresses of a contact as links: `tel:` (RFC 3966), `mailto:` (RFC 6068), `https:`.
//!
//! In: the inline content of a value. Out: the same with links around what can be dialled, written
//! to or opened, whatever digits it is written in; what the author has linked stays.

use std::ops::Range;

use super::letters::is_unseen;
use super::{account, host, link};
use crate::diag::{Sink, Span};
use crate::model::Inline;
use crate::model::lang::Digits;
use crate::prose::{Token, TokenKind, tokens};

/// Least digits of a number that is dialled, where nothing else stands in the value: `15` calls a doctor in
/// France and in Morocco.
const LEAST_DIGITS: usize = 2;
/// Least digits of one among other words, which may be a box, a postal code or an hour.
const LEAST_AMONG_WORDS: usize = 7;
/// Most digits of a number (ITU-T E.164, with the prefix for other countries).
const MOST_DIGITS: usize = 17;

/// The content with its links.
pub(super) fn linked(inlines: Vec<Inline>, sink: &mut Sink) -> Vec<Inline> {
    let mut out = vec![];
    for inline in inlines {
        match inline {
            Inline::Text { text, span } => parts(&text, span, &mut out, sink),
            Inline::Emphasis(content) => out.push(Inline::Emphasis(linked(content, sink))),
            Inline::Strong(content) => out.push(Inline::Strong(linked(content, sink))),
            Inline::Styled { style, content, span } => {
                let content = linked(content, sink);
                out.push(Inline::Styled { style, content, span });
            }
            other => out.push(other),
        }
    }
    out
}

fn parts(text: &str, span: Span, out: &mut Vec<Inline>, sink: &mut Sink) {
    let place = |range: &Range<usize>| match span.range().len() == text.len() {
        true => Span {
            start: span.start + u32::try_from(range.start).unwrap_or(0),
            end: span.start + u32::try_from(range.end).unwrap_or(0),
            ..span
        },
        false => span,
    };
    let piece = |range: Range<usize>| Inline::Text {
        text: text[range.clone()].to_owned(),
        span: place(&range),
    };
    let mut done = 0;
    for (range, url) in found(text) {
        if done < range.start {
            out.push(piece(done..range.start));
        }
        out.extend(link::link(&url, vec![piece(range.clone())], place(&range), sink));
        done = range.end;
    }
    if done < text.len() {
        out.push(piece(done..text.len()));
    }
}

/// What can be reached in a text, with its addresses.
fn found(text: &str) -> Vec<(Range<usize>, String)> {
    let mut out = addresses(text);
    let mut at = 0;
    for next in out.iter().map(|(range, _)| range.clone()).collect::<Vec<_>>() {
        out.extend(numbers(text, at..next.start));
        at = next.end;
    }
    out.extend(numbers(text, at..text.len()));
    out.sort_by_key(|(range, _)| range.start);
    out
}

/// The addresses of the web and of mail: what `prose` takes for them, or a host that is all of it.
fn addresses(text: &str) -> Vec<(Range<usize>, String)> {
    let url = |token: Token| {
        let url = link::bare(token.kind, &text[token.range.clone()])?;
        Some((token.range, url))
    };
    let found: Vec<_> = tokens(text).into_iter().filter_map(url).collect();
    let host = text.trim();
    let start = text.len() - text.trim_start().len();
    let alone = found.is_empty() && host::is_host(host);
    let url = alone.then(|| link::bare(TokenKind::Page, host)).flatten();
    found.into_iter().chain(url.map(|url| (start..start + host.len(), url))).collect()
}

/// The numbers that can be dialled in a part of a text. Beside the number of a bank's account only those
/// are that begin with the code of a country.
fn numbers(text: &str, part: Range<usize>) -> Vec<(Range<usize>, String)> {
    let (mut out, mut at) = (vec![], part.start);
    let is_bank = account::has_account(text);
    while let Some(c) = text[at..part.end].chars().next() {
        let begins = text[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        let begins = begins && (!is_bank || matches!(c, '+' | '＋'));
        let number = begins.then(|| phone(&text[at..part.end])).flatten();
        match number.filter(|(len, _)| is_dialled(text, at..at + len)) {
            Some((len, url)) => {
                out.push((at..at + len, url));
                at += len;
            }
            None => at += c.len_utf8(),
        }
    }
    out
}

/// Whether a number among other words is one that is dialled: long enough, no hour and no date.
fn is_dialled(text: &str, range: Range<usize>) -> bool {
    let digit = |c: char| Digits::read(c).is_some();
    let number = &text[range.clone()];
    let (before, after) = (&text[..range.start], &text[range.end..]);
    let hour = before.ends_with(':') && before[..before.len() - 1].ends_with(digit)
        || after.starts_with(':') && after[1..].starts_with(digit);
    let groups: Vec<usize> = number
        .split(|c| !digit(c))
        .map(|group| group.chars().count())
        .filter(|&len| len > 0)
        .collect();
    let mut sorted = groups.clone();
    sorted.sort_unstable();
    let date = !number.starts_with('+') && matches!(sorted[..], [1 | 2, 1 | 2, 4]);
    let years = groups == [4, 4] && number.contains(['-', '–']);
    let count: usize = groups.iter().sum();
    let alone =
        !before.contains(char::is_alphanumeric) && !after.contains(char::is_alphanumeric);
    !hour && !date && (alone || !years && count >= LEAST_AMONG_WORDS)
}

/// A number that can be dialled at the start of a text.
fn phone(text: &str) -> Option<(usize, String)> {
    let (mut dialled, mut end, mut open) = (String::new(), 0, 0_usize);
    for (at, c) in text.char_indices() {
        if let Some((_, value)) = Digits::read(c) {
            dialled.extend(char::from_digit(value, 10));
            end = at + c.len_utf8();
            continue;
        }
        match c {
            '+' | '＋' if dialled.is_empty() => dialled.push('+'),
            '(' => open += 1,
            ')' if open > 0 => {
                open -= 1;
                end = at + 1;
            }
            '-' | '‑' | '–' | '.' | ' ' | '\u{a0}' | '\u{202f}' if !dialled.is_empty() => {}
            _ if is_unseen(c) => {}
            _ => break,
        }
    }
    let digits = dialled.trim_start_matches('+').len();
    // What is dialled in the country itself only is not part of the number: `+44 (0)20`.
    let dialled = match text[..end].find("(0)") {
        Some(_) if dialled.starts_with('+') => without_trunk(&text[..end]),
        _ => dialled,
    };
    (LEAST_DIGITS..=MOST_DIGITS).contains(&digits).then(|| (end, format!("tel:{dialled}")))
}

fn without_trunk(text: &str) -> String {
    let digits = |c: char| Digits::read(c).and_then(|(_, value)| char::from_digit(value, 10));
    format!("+{}", text.replacen("(0)", "", 1).chars().filter_map(digits).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn urls(text: &str) -> Vec<String> {
        found(text).into_iter().map(|(range, url)| format!("{} {url}", &text[range])).collect()
    }

    #[test]
    fn numbers_are_dialled_in_ascii_whatever_they_are_written_in() {
        for (text, url) in [
            ("+966 50 123 4567", "tel:+966501234567"),
            ("٠٥٠ ١٢٣ ٤٥٦٧", "tel:0501234567"),
            ("+٩٦٦ ٥٠-١٢٣-٤٥٦٧", "tel:+966501234567"),
            ("۰۲۱ ۸۸۷۷ ۶۶۵۵", "tel:02188776655"),
            ("(06) 555 0134", "tel:065550134"),
            ("+44 (0)20 7946 0958", "tel:+442079460958"),
            ("١١٢", "tel:112"),
        ] {
            assert_eq!(urls(text), [format!("{text} {url}")]);
        }
    }

    #[test]
    fn addresses_stand_among_words_and_several_in_one_value() {
        assert_eq!(
            urls("info@example.org أو www.example.org/ar، ٠٦ ٥٥٥ ٠١٣٤."),
            [
                "info@example.org mailto:info@example.org",
                "www.example.org/ar https://www.example.org/ar",
                "٠٦ ٥٥٥ ٠١٣٤ tel:065550134"
            ]
        );
        for (text, url) in [
            ("https://a.org/x?y=1.", "https://a.org/x?y=1 https://a.org/x?y=1"),
            ("mailto:a@b.org", "mailto:a@b.org mailto:a@b.org"),
            ("sos-kinder.de", "sos-kinder.de https://sos-kinder.de"),
        ] {
            assert_eq!(urls(text), [url]);
        }
        for text in [
            "شارع ٥",
            "من 9",
            "v1.2",
            "@name",
            "a@b",
            "الأحد ٩:٠٠-١٧:٠٠",
            "ص.ب 11937 عمّان 11118",
            "منذ 12.5.2026",
            "2026-11-23",
            "الأعوام 2020-2026",
        ] {
            assert_eq!(urls(text), Vec::<String>::new(), "{text}");
        }
    }
}
