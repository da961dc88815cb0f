//! Addresses, paths and names of a machine's things: what reads from left to right in any text.
//!
//! A word is one by its form (RFC 3986, 5322; POSIX paths and options): a scheme, `www.`, a domain
//! with a path, `who@where`, or a sign that hugs Latin letters from the left (`/dev`, `--help`,
//! `$HOME`, `#tag`, `@name`, `.NET`). Closing signs of the sentence stay outside.

use std::ops::Range;

use super::class::{Class, class};
use super::flat::OBJECT;
use crate::geom::Dir;

/// What a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Address {
    /// The address of a page.
    Page,
    /// An e-mail address.
    Mail,
    /// A path, an option, a variable, a tag, a name.
    Name,
}

/// A run of more bytes is no address.
const LONGEST: usize = 2048;
/// Domains by which a bare address is known.
const DOMAINS: [&str; 8] = ["org", "com", "net", "edu", "gov", "int", "info", "io"];

/// The address that begins at a byte, with its end.
pub(super) fn address(text: &str, start: usize) -> Option<(Address, usize)> {
    let rest = &text[start..];
    let first = rest.chars().next()?;
    if !(first.is_alphanumeric()
        || matches!(first, '/' | '-' | '$' | '#' | '@' | '.' | '~' | '%' | '_'))
    {
        return None;
    }
    let ends = |c: char| {
        c.is_whitespace()
            || matches!(c, OBJECT | '<' | '>' | '"' | '«' | '»' | '“' | '”' | '،' | '؛' | '؟')
            || matches!(class(c), Class::Explicit(_) | Class::Wall)
    };
    let mut most = rest.len().min(LONGEST);
    while !rest.is_char_boundary(most) {
        most -= 1;
    }
    let end = rest[..most].find(ends).or((most == rest.len()).then_some(most))?;
    let run = &rest[..end];
    let word = without_closing(run);
    let kind = kind(word)?;
    Some((kind, start + word.len()))
}

/// A word without the signs of the sentence behind it.
fn without_closing(run: &str) -> &str {
    let mut word = run;
    while let Some(last) = word.chars().next_back() {
        let open = match last {
            ')' => Some('('),
            ']' => Some('['),
            '}' => Some('{'),
            _ => None,
        };
        let partner =
            open.is_some_and(|open| word.matches(open).count() >= word.matches(last).count());
        if partner
            || !(open.is_some()
                || matches!(last, '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '’' | '*' | '…'))
        {
            break;
        }
        word = &word[..word.len() - last.len_utf8()];
    }
    word
}

fn kind(word: &str) -> Option<Address> {
    if is_page(word) {
        Some(Address::Page)
    } else if is_mail(word) {
        Some(Address::Mail)
    } else if is_name(word) {
        Some(Address::Name)
    } else {
        None
    }
}

fn is_page(word: &str) -> bool {
    if let Some((scheme, rest)) = word.split_once(':')
        && is_scheme(scheme)
    {
        let known = matches!(scheme.to_ascii_lowercase().as_str(), "mailto" | "tel");
        if !rest.is_empty() && known
            || rest.strip_prefix("//").is_some_and(|rest| !rest.is_empty())
        {
            return true;
        }
    }
    let www = word.get(..4).is_some_and(|head| head.eq_ignore_ascii_case("www."));
    if www && word.len() > 4 {
        return true;
    }
    let host = word.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let Some((name, top)) = host.rsplit_once('.') else { return false };
    let label = |label: &str| {
        !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    let lower = top.to_ascii_lowercase();
    let deep = word.len() > host.len() + 1 && (2..=3).contains(&top.len());
    let top_fits = DOMAINS.contains(&lower.as_str())
        || deep && top.bytes().all(|b| b.is_ascii_lowercase());
    top_fits && name.split('.').all(label) && name.contains(|c: char| c.is_ascii_alphabetic())
}

fn is_scheme(scheme: &str) -> bool {
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
}

fn is_mail(word: &str) -> bool {
    let Some((who, host)) = word.split_once('@') else { return false };
    let local = |c: char| c.is_alphanumeric() || "._%+-".contains(c);
    let label = |label: &str| {
        !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    // Letters that are attached to an address from the left run the other way.
    let turns = who.contains(is_rtl) && who.contains(|c: char| c.is_ascii_alphanumeric());
    !who.is_empty()
        && !turns
        && who.chars().all(local)
        && host.contains('.')
        && host.split('.').all(label)
}

fn is_rtl(c: char) -> bool {
    class(c) == Class::Strong(Dir::Rtl)
}

/// A sign that hugs Latin letters from the left.
fn is_name(word: &str) -> bool {
    let heads = ["--", "-", "$", "#", "@", "%", "~/", "./", "../", "/", "."];
    let latin = |c: char| c == '_' || c == '{' || c.is_ascii_alphabetic();
    let hugs = heads
        .iter()
        .any(|head| word.strip_prefix(head).is_some_and(|rest| rest.starts_with(latin)));
    let drive = word.as_bytes().get(1..3).is_some_and(|b| b == b":\\" || b == b":/");
    hugs || drive && word.starts_with(|c: char| c.is_ascii_alphabetic())
}

/// The stretches of an address whose letters run from right to left: each keeps its place among the
/// parts of the address.
pub(super) fn turned(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = vec![];
    let mut joined = true;
    for (i, c) in text[range.clone()].char_indices() {
        let at = range.start + i;
        match class(c) {
            Class::Strong(Dir::Rtl) => match out.last_mut().filter(|_| joined) {
                Some(last) => last.end = at + c.len_utf8(),
                None => out.push(at..at + c.len_utf8()),
            },
            Class::Neutral if matches!(c, '-' | '_') || super::class::is_attached(c) => {
                if super::class::is_attached(c)
                    && let Some(last) = out.last_mut().filter(|last| joined && last.end == at)
                {
                    last.end = at + c.len_utf8();
                }
                continue;
            }
            _ => {
                joined = false;
                continue;
            }
        }
        joined = true;
    }
    out
}
