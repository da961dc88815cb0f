//! Markup as a row of tokens, read as leniently as browsers do: tags need no partners, attributes no
//! quotation marks. Enough to hear what a page says, not to judge whether it is valid.

/// A token of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum MarkupToken {
    /// An element with its attributes, names in small letters, and whether it is closed at once.
    Open(String, Vec<(String, String)>, bool),
    Close(String),
    Text(String),
}

impl MarkupToken {
    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let Self::Open(_, attributes, _) = self else { return None };
        attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

/// Elements whose content is no markup.
const RAW: [&str; 4] = ["script", "style", "textarea", "title"];

/// The tokens of a page, in order.
pub(super) fn tokens(text: &str) -> Vec<MarkupToken> {
    let (mut out, mut rest) = (vec![], text);
    while !rest.is_empty() {
        let Some(at) = rest.find('<') else {
            out.push(MarkupToken::Text(characters(rest)));
            break;
        };
        if at > 0 {
            out.push(MarkupToken::Text(characters(&rest[..at])));
        }
        rest = after(&rest[at..], &mut out);
    }
    out
}

/// What follows the tag, comment or sign at the beginning of a text.
fn after<'t>(text: &'t str, out: &mut Vec<MarkupToken>) -> &'t str {
    let until = |end: &str| text.find(end).map_or("", |at| &text[at + end.len()..]);
    if text.starts_with("<!--") {
        return until("-->");
    }
    if let Some(inner) = text.strip_prefix("<![CDATA[") {
        let (inside, rest) = inner.split_once("]]>").unwrap_or((inner, ""));
        out.push(MarkupToken::Text(inside.to_owned()));
        return rest;
    }
    if text.starts_with("<!") || text.starts_with("<?") {
        return until(">");
    }
    let closes = text.starts_with("</");
    let inner = &text[if closes { 2 } else { 1 }..];
    if !inner.starts_with(|c: char| c.is_ascii_alphabetic()) {
        out.push(MarkupToken::Text("<".to_owned()));
        return &text[1..];
    }
    let name = word(inner);
    let lower = name.to_lowercase();
    let inner = &inner[name.len()..];
    if closes {
        out.push(MarkupToken::Close(lower));
        return inner.split_once('>').map_or("", |(_, rest)| rest);
    }
    let (attributes, empty, rest) = attributes(inner);
    let raw = RAW.contains(&lower.as_str()) && !empty;
    out.push(MarkupToken::Open(lower.clone(), attributes, empty));
    if raw { inside(rest, &lower, out) } else { rest }
}

/// The content of an element that holds no markup, and what follows it.
fn inside<'t>(rest: &'t str, name: &str, out: &mut Vec<MarkupToken>) -> &'t str {
    let end = rest.match_indices("</").map(|(at, _)| at).find(|&at| {
        rest.get(at + 2..at + 2 + name.len()).is_some_and(|end| end.eq_ignore_ascii_case(name))
    });
    let (content, rest) = rest.split_at(end.unwrap_or(rest.len()));
    if name == "title" || name == "textarea" {
        out.push(MarkupToken::Text(characters(content)));
    } else {
        out.push(MarkupToken::Text(content.to_owned()));
    }
    rest
}

fn word(text: &str) -> &str {
    let end = text.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/' | '=' | '<'));
    &text[..end.unwrap_or(text.len())]
}

/// The attributes of a tag, whether it closes itself, and what follows it.
fn attributes(text: &str) -> (Vec<(String, String)>, bool, &str) {
    let (mut out, mut rest, mut empty) = (vec![], text, false);
    loop {
        rest = rest.trim_start();
        if let Some(after) = rest.strip_prefix('>') {
            return (out, empty, after);
        }
        if rest.is_empty() {
            return (out, empty, rest);
        }
        if let Some(after) = rest.strip_prefix('/') {
            (empty, rest) = (after.trim_start().starts_with('>'), after);
            continue;
        }
        let name = word(rest);
        if name.is_empty() {
            let mut signs = rest.chars();
            signs.next();
            rest = signs.as_str();
            continue;
        }
        rest = rest[name.len()..].trim_start();
        let mut value = String::new();
        if let Some(after) = rest.strip_prefix('=') {
            (value, rest) = quoted(after.trim_start());
        }
        out.push((name.to_lowercase(), value));
    }
}

/// A value, with its quotation marks or without.
fn quoted(text: &str) -> (String, &str) {
    for mark in ['"', '\''] {
        if let Some(inner) = text.strip_prefix(mark) {
            let (value, rest) = inner.split_once(mark).unwrap_or((inner, ""));
            return (characters(value), rest);
        }
    }
    let end = text.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(text.len());
    (characters(&text[..end]), &text[end..])
}

/// Text with its references read; those that are not known stay.
fn characters(text: &str) -> String {
    let mut out = String::new();
    let mut parts = text.split('&');
    out += parts.next().unwrap_or_default();
    for part in parts {
        let known = part.split_once(';').and_then(|(name, rest)| Some((named(name)?, rest)));
        match known {
            Some((c, rest)) => {
                out.push(c);
                out += rest;
            }
            None => {
                out.push('&');
                out += part;
            }
        }
    }
    out
}

fn named(name: &str) -> Option<char> {
    let known = [
        ("amp", '&'),
        ("lt", '<'),
        ("gt", '>'),
        ("quot", '"'),
        ("apos", '\''),
        ("nbsp", '\u{a0}'),
        ("shy", '\u{ad}'),
        ("zwnj", '\u{200c}'),
        ("zwj", '\u{200d}'),
        ("lrm", '\u{200e}'),
        ("rlm", '\u{200f}'),
        ("ndash", '–'),
        ("mdash", '—'),
        ("hellip", '…'),
        ("copy", '©'),
        ("laquo", '«'),
        ("raquo", '»'),
    ];
    if let Some(&(_, c)) = known.iter().find(|(known, _)| *known == name) {
        return Some(c);
    }
    let number = name.strip_prefix('#')?;
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    char::from_u32(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_read_as_leniently_as_it_is_written() {
        let found = tokens(
            "<!doctype html><P CLASS=a lang='ar' hidden>R&amp;D &#1575; &nosuch; a < b<br/>\
             <!-- <b> --><script>if (a < b) {}</script><![CDATA[<x>]]></P",
        );
        let open = |name: &str, attributes: &[(&str, &str)], empty| {
            let attributes = attributes.iter().map(|(k, v)| ((*k).into(), (*v).into()));
            MarkupToken::Open(name.into(), attributes.collect(), empty)
        };
        let text = |text: &str| MarkupToken::Text(text.into());
        assert_eq!(
            found,
            [
                open("p", &[("class", "a"), ("lang", "ar"), ("hidden", "")], false),
                text("R&D ا &nosuch; a "),
                text("<"),
                text(" b"),
                open("br", &[], true),
                open("script", &[], false),
                text("if (a < b) {}"),
                MarkupToken::Close("script".into()),
                text("<x>"),
                MarkupToken::Close("p".into()),
            ]
        );
    }

    #[test]
    fn what_is_torn_anywhere_is_read_to_its_end() {
        let whole = "<p a=\"b\">x</p><!-- y --><script>z</script><![CDATA[q]]><i/>&amp;";
        for end in 0..=whole.len() {
            tokens(&whole[..end]);
        }
    }
}
