//! Stretches that stay on one line, whatever direction they run in: numbers of several parts, a number
//! with what counts it, codes. They become spans, so that pages and web keep them alike and the bidi
//! algorithm sees nothing of it.

use std::collections::BTreeSet;
use std::ops::Range;

use super::bound::{BOUND, bound_spaces, runs_backwards};
use super::class::{is_dash, is_hyphen};
use super::flat::{Flat, Wrap};
use super::token::{Token, TokenKind};
use crate::diag::Span;
use crate::model::lang::Lang;
use crate::model::{Inline, IsolateKind, SpanStyle};

/// Most characters of a code: what is longer has to give way somewhere.
const MOST_CODE: usize = 14;
/// Most letters of each part of a short word with a stroke, such as `m³/h` or «و/أو».
const MOST_PART: usize = 3;

/// The wraps of a paragraph's stretches, given those of its order: what would cross one of those, or an
/// edge of emphasis or a link, is left out.
pub(super) fn stretches(
    flat: &Flat,
    tokens: &[Token],
    lang: &Lang,
    order: &[Wrap],
) -> Vec<Wrap> {
    let text = flat.text();
    let mut found: Vec<Range<usize>> =
        tokens.iter().filter(|t| t.kind.is_whole()).map(|t| t.range.clone()).collect();
    if text.contains(char::is_numeric) && runs_backwards(text, lang) {
        found.extend(bound_spaces(text, lang).map(|at| around(text, at..at + 1, tokens)));
    }
    // Before a bound space a line may end where a dash stands there (UAX #14, LB12a).
    let after_dash = |at: &usize| text[..*at].ends_with(|c| is_dash(c) || is_hyphen(c));
    let bound = text.match_indices(BOUND).map(|(at, _)| at).filter(after_dash);
    found.extend(bound.map(|at| around(text, at..at + BOUND.len_utf8(), tokens)));
    found.extend(codes(text, tokens));
    let edges = Edges::new(
        order.iter().map(|wrap| &wrap.range).chain(flat.containers().map(|(_, range)| range)),
    );
    let kept: BTreeSet<(usize, usize)> = order
        .iter()
        .filter(|wrap| keeps(&wrap.shell))
        .map(|wrap| (wrap.range.start, wrap.range.end))
        .collect();
    joined(found)
        .into_iter()
        .filter(|range| !kept.contains(&(range.start, range.end)) && !edges.cross(range))
        .map(|range| Wrap { range, shell: shell() })
        .collect()
}

/// Where nodes begin and end, in both orders, so that a long paragraph costs no more a word than a short
/// one.
struct Edges {
    /// Start and end, ascending.
    from: Vec<(usize, usize)>,
    /// End and start, ascending.
    to: Vec<(usize, usize)>,
}

impl Edges {
    fn new<'r>(ranges: impl Iterator<Item = &'r Range<usize>>) -> Self {
        let mut from: Vec<_> = ranges.map(|range| (range.start, range.end)).collect();
        let mut to: Vec<_> = from.iter().map(|&(start, end)| (end, start)).collect();
        from.sort_unstable();
        to.sort_unstable();
        Self { from, to }
    }

    /// Whether a node begins inside of a range and ends behind it, or ends inside and begins before it.
    fn cross(&self, range: &Range<usize>) -> bool {
        let inside = |all: &[(usize, usize)], is_out: &dyn Fn(usize) -> bool| {
            let first = all.partition_point(|(at, _)| *at <= range.start);
            let mut near = all[first..].iter().take_while(|(at, _)| *at < range.end);
            near.any(|(_, other)| is_out(*other))
        };
        inside(&self.from, &|end| end > range.end)
            || inside(&self.to, &|start| start < range.start)
    }
}

/// Whether a wrap keeps what stands in it on one line by itself.
fn keeps(shell: &Inline) -> bool {
    matches!(shell, Inline::Isolate { kind: IsolateKind::Token | IsolateKind::TypedToken, .. })
}

fn shell() -> Inline {
    let style = Box::new(SpanStyle { whole: true, ..SpanStyle::default() });
    Inline::Styled { style, content: vec![], span: Span::NONE }
}

/// The words at both sides of a space, or the tokens that they belong to, without the marks around
/// them.
fn around(text: &str, space: Range<usize>, tokens: &[Token]) -> Range<usize> {
    let before = text[..space.start].rsplit(char::is_whitespace).next().unwrap_or_default();
    let after = text[space.end..].split(char::is_whitespace).next().unwrap_or_default();
    let inner = match before.ends_with(char::is_numeric) {
        true => {
            before.rsplit(|c: char| c.is_alphabetic() || is_outer(c)).next().unwrap_or(before)
        }
        false => before.trim_start_matches(is_outer),
    };
    let start = space.start - inner.len();
    let end = space.end + after.trim_end_matches(is_outer).len();
    let first = tokens.partition_point(|token| token.range.end <= start);
    let touching = tokens[first..].iter().take_while(|token| token.range.start < end);
    touching.fold(start..end, |all, token| {
        all.start.min(token.range.start)..all.end.max(token.range.end)
    })
}

/// Marks around a word that are no part of it.
fn is_outer(c: char) -> bool {
    matches!(
        c,
        '،' | '؛'
            | '؟'
            | ','
            | ';'
            | ':'
            | '!'
            | '?'
            | '.'
            | '…'
            | '('
            | ')'
            | '['
            | ']'
            | '«'
            | '»'
            | '"'
            | '“'
            | '”'
            | '„'
    )
}

/// Words that are codes: digits with letters or other digits behind a hyphen, a dash or a stroke, or
/// short parts with a stroke between them. Addresses are none.
fn codes(text: &str, tokens: &[Token]) -> Vec<Range<usize>> {
    let is_address = |range: &Range<usize>| {
        let address = |t: &Token| matches!(t.kind, TokenKind::Page | TokenKind::Mail);
        let first = tokens.partition_point(|token| token.range.end <= range.start);
        tokens[first..].iter().take_while(|t| t.range.start < range.end).any(address)
    };
    let mut out = vec![];
    let mut from = 0;
    for word in text.split(char::is_whitespace) {
        let inner = word.trim_matches(is_outer);
        let start = from + (word.len() - word.trim_start_matches(is_outer).len());
        from += word.len() + text[from + word.len()..].chars().next().map_or(0, char::len_utf8);
        let range = start..start + inner.len();
        if is_code(inner) && !is_address(&range) {
            out.push(range);
        }
    }
    out
}

fn is_code(word: &str) -> bool {
    let is_joint = |c: char| matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\u{2013}' | '/');
    if !word.contains(is_joint) || word.chars().count() > MOST_CODE {
        return false;
    }
    let short = |part: &str| (1..=MOST_PART).contains(&part.chars().count());
    word.contains(char::is_numeric) || word.contains('/') && word.split('/').all(short)
}

/// Ranges that overlap as one.
fn joined(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    ranges.sort_by_key(|range| range.start);
    let mut out: Vec<Range<usize>> = vec![];
    for range in ranges {
        match out.last_mut().filter(|last| range.start < last.end) {
            Some(last) => last.end = last.end.max(range.end),
            None => out.push(range),
        }
    }
    out
}
