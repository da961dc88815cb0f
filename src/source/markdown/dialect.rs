//! What writers of other dialects type, and what CommonMark prints as it stands: told with what to
//! type instead.
//!
//! In: the text of a scalar, as typed. Nothing is changed; each kind is told at its first place.
//!
//! - *Words between signs that mark nothing here*: `==marked==`, `++added++`, `H~2~O`, `x^2^`.
//! - *Links that are not closed*, or whose brackets stand apart: `[words](address`, `[words] (address)`.
//! - *What is asked of a span* without its span: `{color=night}words`.
//! - *Lines that begin with one kind of sign*, which are run together: `✓ first`, `① first`.
//! - *Lines that end where no line needed to*: they are joined to a paragraph.

use std::ops::Range;

use icu_properties::CodePointMapData;
use icu_properties::props::GeneralCategory as Category;
use unicode_script::{Script, UnicodeScript};

use super::super::letters::is_blank;
use super::super::place::PlaceMap;
use super::leftover::word_around;
use super::sign::sign;
use super::verse::is_verse;
use crate::diag::{Diagnostic, Sink};

/// Signs on both sides of words, and how many of them, with what is typed here instead.
const PAIRED: [(&str, &str); 5] = [
    ("==", "write `**words**` for what is to stand out"),
    ("++", "write `[words]{.underline}` for a rule below the words"),
    ("$$", "write formulas as plain characters, such as `x²`, or as a picture"),
    ("^", "write raised digits and letters themselves, such as `x²`"),
    ("~", "write `~~words~~` for what is struck out, lowered digits themselves, such as `H₂O`"),
];
/// Most characters between two single signs: more are no raised or lowered ones.
const LONGEST_INNER: usize = 24;
/// Most characters that are searched for the second of two signs.
const REACH: usize = 400;

/// Tells what of a text other dialects mean.
pub(super) fn tell(text: &str, places: &PlaceMap, sink: &mut Sink) {
    let found = [paired(text), link(text), asked(text)].into_iter().flatten();
    for Lost { range, message, hint } in found {
        let fault = Diagnostic::warning("lost-markup", places.span(range), message);
        sink.push(fault.with_hint(hint));
    }
}

/// Tells of lines of blocks that are joined.
pub(super) fn tell_lines(text: &str, places: &PlaceMap, sink: &mut Sink) {
    for paragraph in paragraphs(text) {
        if let Some(range) = alike(text, &paragraph) {
            let message = "these lines begin with a sign that begins no list, and are joined";
            let fault = Diagnostic::warning("lines-run-together", places.span(range), message);
            sink.push(fault.with_hint("begin each line with `- ` instead of the sign"));
        } else if let Some(range) = ended_early(text, &paragraph) {
            let message = "the lines are joined: a new line in the file is none on the page";
            let fault = Diagnostic::note("joined-lines", places.span(range), message);
            sink.push(fault.with_hint(
                "end a line with `\\` to keep it, or put an empty line between paragraphs",
            ));
            return;
        }
    }
}

/// Something that is printed as it stands.
struct Lost {
    range: Range<usize>,
    message: String,
    hint: String,
}

/// Words between signs.
fn paired(text: &str) -> Option<Lost> {
    PAIRED.iter().find_map(|&(sign, hint)| {
        let range = runs(text, sign).find(|range| is_pair(text, range, sign))?;
        let words = &text[range.clone()];
        Some(Lost {
            range,
            message: format!("`{words}` marks nothing and is printed"),
            hint: hint.into(),
        })
    })
}

/// The stretches from one run of exactly these signs to the next.
fn runs<'t>(text: &'t str, sign: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
    let kind = sign.chars().next().unwrap_or_default();
    let mut from = 0;
    let next = move || {
        let at = from + text[from..].find(kind)?;
        let len = text[at..].len() - text[at..].trim_start_matches(kind).len();
        from = at + len;
        Some((at, len))
    };
    let exact = std::iter::from_fn(next).filter(move |&(_, len)| len == sign.len());
    let places: Vec<usize> = exact.map(|(at, _)| at).collect();
    let ends: Vec<usize> = places.iter().skip(1).copied().collect();
    let length = sign.len();
    places.into_iter().zip(ends).map(move |(a, b)| a..b + length)
}

/// Whether the signs at both ends of a stretch touch words on their inner sides alone.
fn is_pair(text: &str, range: &Range<usize>, sign: &str) -> bool {
    let inner = &text[range.start + sign.len()..range.end - sign.len()];
    let touches = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let is_single = sign.len() == 1;
    let (before, after) =
        (text[..range.start].chars().next_back(), text[range.end..].chars().next());
    let typed = before == Some('\\') || inner.contains(['`', '\n']) || inner.len() > REACH;
    let edges = touches(inner.chars().next()) && touches(inner.chars().next_back());
    let short = !inner.contains(is_blank) && inner.chars().count() <= LONGEST_INNER;
    // `C++ and D++` are names, `5~6~7` are numbers.
    let apart = |c: Option<char>| !c.is_some_and(|c| c.is_ascii_alphanumeric());
    let word = word_around(text, range.start);
    !typed
        && edges
        && !word.contains(['@', '/'])
        && if is_single { short } else { apart(before) && apart(after) }
}

/// A link without its end, or with a space between its brackets.
fn link(text: &str) -> Option<Lost> {
    let closes =
        |at: usize| ahead(text, at).split("\n\n").next().is_some_and(|rest| rest.contains(')'));
    let begun = |at: usize| {
        let above = behind(text, at);
        let from = at - above.len() + above.rfind('[')?;
        let is_open =
            !text[from..at].contains(['\n', ']', '`']) && !text[..from].ends_with('\\');
        is_open.then_some(from)
    };
    let leads = |rest: &str| {
        let starts = ["http", "www.", "mailto:", "tel:", "#", "lang:"];
        starts.iter().any(|&start| rest.starts_with(start))
    };
    let ends = text.match_indices(']').filter_map(|(at, _)| Some((at, begun(at)?)));
    for (at, from) in ends {
        let rest = &text[at + 1..];
        let gap = rest.len() - rest.trim_start_matches(is_blank).len();
        let Some(address) = rest[gap..].strip_prefix('(').filter(|rest| leads(rest)) else {
            continue;
        };
        let lost = |hint: &str| {
            let message = "this looks like a link and leads nowhere".to_owned();
            Some(Lost { range: from..at + 1, message, hint: hint.to_owned() })
        };
        if !closes(at) {
            let end = address.find(char::is_whitespace).unwrap_or(address.len());
            return lost(&format!("write `{}]({})`", &text[from..at], &address[..end]));
        }
        if gap > 0 {
            return lost("write `[words](address)`, without a space between the brackets");
        }
    }
    None
}

/// The text from a byte on, as far as it is searched.
fn ahead(text: &str, at: usize) -> &str {
    let end = text[at..].char_indices().nth(REACH).map_or(text.len(), |(len, _)| at + len);
    &text[at..end]
}

/// The text up to a byte, as far as it is searched.
fn behind(text: &str, at: usize) -> &str {
    let start = text[..at].char_indices().rev().nth(REACH).map_or(0, |(start, _)| start);
    &text[start..at]
}

/// What is asked of a span that is not there.
fn asked(text: &str) -> Option<Lost> {
    let opens = text.match_indices('{').map(|(at, _)| at);
    let free = |at: &usize| !text[..*at].ends_with([']', '\\', '`']);
    let found = opens.filter(free).find_map(|at| {
        let end = at + ahead(text, at).find('}')? + 1;
        let inner = &text[at + 1..end - 1];
        let is_word = |word: &str| {
            let name = |name: &str| {
                !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '-')
            };
            word.strip_prefix('.').is_some_and(name)
                || word
                    .split_once('=')
                    .is_some_and(|(key, value)| name(key) && !value.is_empty())
        };
        let is_asked = !inner.trim().is_empty() && inner.split_whitespace().all(is_word);
        is_asked.then_some(at..end)
    })?;
    let said = &text[found.clone()];
    let message = format!("`{said}` belongs to no words and is printed");
    let hint = format!("write `[words]{said}`, without a space between the brackets");
    Some(Lost { range: found, message, hint })
}

/// The lines of each paragraph of running text, two or more.
fn paragraphs(text: &str) -> Vec<Vec<Range<usize>>> {
    let mut out = vec![];
    let mut lines = vec![];
    let mut start = 0;
    for line in text.split_inclusive('\n').chain(["\n"]) {
        let body = line.trim_end();
        let is_running = !body.trim_start().is_empty() && sign(body.trim_start()).is_none();
        if is_running {
            lines.push(start..start + body.len());
        } else {
            let whole = std::mem::take(&mut lines);
            // What follows an item belongs to it, in other widths.
            let ends = body.is_empty();
            out.extend((whole.len() > 1 && ends).then_some(whole));
        }
        start += line.len();
    }
    out
}

/// Lines that begin with signs that are neither letters nor known: where the second does.
fn alike(text: &str, lines: &[Range<usize>]) -> Option<Range<usize>> {
    let begins = |line: &Range<usize>| {
        let line = text[line.clone()].trim_start();
        let first = line.chars().next()?;
        let spaced = line[first.len_utf8()..].starts_with([' ', '\u{a0}', '\u{fe0f}', '\t']);
        (spaced && is_sign(first)).then_some(first.len_utf8())
    };
    let mut pairs = lines.windows(2);
    let pair = pairs.find(|pair| pair.iter().all(|line| begins(line).is_some()))?;
    let at = pair[1].start + (pair[1].len() - text[pair[1].clone()].trim_start().len());
    Some(at..at + begins(&pair[1])?)
}

/// Whether a character is a sign that writers begin items with.
fn is_sign(c: char) -> bool {
    let is_arabic = c.script() == Script::Arabic;
    match CodePointMapData::<Category>::new().get(c) {
        Category::OtherSymbol | Category::OtherNumber => true,
        Category::MathSymbol | Category::OtherPunctuation => !c.is_ascii() && !is_arabic,
        _ => false,
    }
}

/// A line that ends although the first word of the next one would have had room in it, in the width
/// of the longest: whoever ended it did not fill lines. Verses keep theirs.
fn ended_early(text: &str, lines: &[Range<usize>]) -> Option<Range<usize>> {
    let (first, end) = (lines.first()?, lines.last()?);
    if is_verse(&text[first.start..end.end]) {
        return None;
    }
    let chars = |range: &Range<usize>| text[range.clone()].trim().chars().count();
    let longest = lines.iter().map(chars).max()?;
    let kept = |line: &Range<usize>| {
        let said = &text[line.clone()];
        said.ends_with('\\') || text[line.end..].starts_with("  ") || said.ends_with('|')
    };
    let pair = lines.windows(2).find(|pair| {
        let next = text[pair[1].clone()].split_whitespace().next().unwrap_or_default();
        chars(&pair[0]) + 1 + next.chars().count() <= longest && !kept(&pair[0])
    })?;
    let last = text[pair[0].clone()].trim_end().char_indices().next_back()?;
    Some(pair[0].start + last.0..pair[0].start + last.0 + last.1.len_utf8())
}
