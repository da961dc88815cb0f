//! Links: which addresses a brochure may hold.
//!
//! Allowed are `https:`, `http:`, `mailto:` and `tel:` (RFC 3986, 6068, 3966), `#id` for a
//! place in the brochure, and `lang:tag`, which is no link but the language of its text.

use std::ops::Range;

use crate::diag::{Diagnostic, Sink, Span};
use crate::model::lang::Lang;
use crate::model::{Inline, IsolateKind, plain};
use crate::prose::TokenKind;

use super::decode::Str;
use super::host;
use super::languages::unknown_language;

/// Makes the inline content of a Markdown link; where the address is not allowed, its text
/// alone, with a fault.
pub(super) fn link(
    url: &str,
    content: Vec<Inline>,
    span: Span,
    sink: &mut Sink,
) -> Vec<Inline> {
    if plain(&content).trim().is_empty() {
        let message = "a link needs words that say where it leads";
        sink.push(Diagnostic::error("empty-link", span, message));
        return content;
    }
    if let Some(tag) = url.strip_prefix("lang:") {
        return vec![foreign(tag, content, span, sink)];
    }
    match problem(url) {
        None => vec![Inline::Link { url: ascii(url), content, span }],
        Some((message, hint)) => {
            sink.push(Diagnostic::error("bad-link", span, message).with_hint(hint));
            content
        }
    }
}

/// An address that stands by itself, or a fault.
pub(super) fn address(url: &Str, sink: &mut Sink) -> Option<String> {
    match problem(&url.text) {
        None => Some(ascii(&url.text)),
        Some((message, hint)) => {
            sink.push(Diagnostic::error("bad-link", url.span, message).with_hint(hint));
            None
        }
    }
}

fn foreign(tag: &str, content: Vec<Inline>, span: Span, sink: &mut Sink) -> Inline {
    let lang = Lang::parse(tag);
    if lang.is_none() {
        sink.push(unknown_language(tag, span));
    }
    let dir = lang.as_ref().map(Lang::dir).unwrap_or_default();
    Inline::Isolate { lang, dir, kind: IsolateKind::Phrase, content }
}

/// The address that a bare one leads to, as it stands in a text.
pub(super) fn bare(kind: TokenKind, text: &str) -> Option<String> {
    let url = match kind {
        TokenKind::Mail => format!("mailto:{text}"),
        TokenKind::Page if text.contains("://") || problem(text).is_none() => text.to_owned(),
        TokenKind::Page => format!("https://{text}"),
        _ => return None,
    };
    problem(&url).is_none().then(|| ascii(&url))
}

/// What is wrong with an address, and what to do about it.
fn problem(url: &str) -> Option<(String, String)> {
    if let Some(id) = url.strip_prefix('#') {
        let empty = id.is_empty();
        return empty.then(|| ("the link `#` leads nowhere".into(), "write `#id`".into()));
    }
    let (scheme, rest) = url.split_once(':').unwrap_or(("", url));
    let good = match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" => {
            let host = rest.strip_prefix("//").unwrap_or_default();
            let host = host.split(['/', '?', '#']).next().unwrap_or_default();
            !host.is_empty()
        }
        "mailto" => {
            rest.split_once('@').is_some_and(|(who, at)| !who.is_empty() && !at.is_empty())
        }
        "tel" => rest.bytes().filter(u8::is_ascii_digit).count() >= 2,
        "" => return Some(relative(url)),
        _ if scheme.contains(['/', '.', '?', '#']) => return Some(relative(url)),
        _ => {
            let message = format!("links of the kind `{scheme}:` are not allowed");
            return Some((message, "use `https:`, `mailto:`, `tel:` or `#id`".into()));
        }
    };
    if good && !url.contains(char::is_whitespace) {
        return None;
    }
    Some((format!("`{url}` is not a whole address"), "copy it from the browser".into()))
}

fn relative(url: &str) -> (String, String) {
    let message = format!("the link `{url}` leads to no address");
    let hint = if url.contains('@') {
        format!("did you mean `mailto:{url}`?")
    } else {
        format!("did you mean `https://{url}`, or `#…` for a section?")
    };
    (message, hint)
}

/// The address in ASCII: the host as the net knows it, other characters percent-encoded as RFC 3987 section 3.1 says: PDF
/// takes no others (ISO 32000-1, 12.6.4.7).
pub(super) fn ascii(url: &str) -> String {
    let Some(range) = host(url).filter(|range| !url[range.clone()].is_ascii()) else {
        return percent(url);
    };
    match host::ascii(&url[range.clone()]) {
        Some(host) => percent(&url[..range.start]) + &host + &percent(&url[range.end..]),
        None => percent(url),
    }
}

/// Where the host of an address stands (RFC 3986, 3.2.2; RFC 6068).
fn host(url: &str) -> Option<Range<usize>> {
    let (scheme, _) = url.split_once(':')?;
    let start = match scheme.to_ascii_lowercase().as_str() {
        "http" | "https" => scheme.len() + "://".len(),
        "mailto" => url.find('@')? + 1,
        _ => return None,
    };
    let rest = url.get(start..)?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let user = rest[..end].rfind('@').map_or(0, |at| at + 1);
    let port = rest[user..end].find(':').map_or(end, |at| user + at);
    Some(start + user..start + port)
}

fn percent(url: &str) -> String {
    let mut out = String::with_capacity(url.len());
    for byte in url.bytes() {
        match byte {
            b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}' | 0..=32 | 127.. => {
                out.push_str(&format!("%{byte:02X}"));
            }
            _ => out.push(char::from(byte)),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_addresses_pass_and_others_are_explained() {
        for good in [
            "https://a.org/x?y#z",
            "HTTP://a.org",
            "mailto:a@b.org",
            "tel:+966501234567",
            "tel:15",
            "#a",
        ] {
            assert_eq!(problem(good), None, "{good}");
        }
        for bad in [
            "https://",
            "javascript:alert(1)",
            "file:///x",
            "www.a.org",
            "#",
            "mailto:x",
            "tel:x",
        ] {
            assert!(problem(bad).is_some(), "{bad}");
        }
    }

    #[test]
    fn addresses_become_ascii() {
        assert_eq!(ascii("https://a.org/ق"), "https://a.org/%D9%82");
        assert_eq!(
            ascii("https://مثال.إختبار:8080/ق"),
            "https://xn--mgbh0fb.xn--kgbechtv:8080/%D9%82"
        );
        assert_eq!(
            ascii("mailto:a@bücher.de?subject=x"),
            "mailto:a@xn--bcher-kva.de?subject=x"
        );
    }
}
