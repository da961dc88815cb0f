//! Where the addresses of the web and of mail may be parted on screens, and where not.

use super::element::{MarkupNode, el};
use super::inline::MOST_WHOLE;

/// Emits `text`, with places to part the tokens that are too long for narrow screens: after their
/// slashes, as on paper, and after the sign of a mail address.
pub(super) fn parted(text: &str, out: &mut Vec<MarkupNode>) {
    let mut whole = 0;
    let mut at = 0;
    for token in text.split_inclusive(char::is_whitespace) {
        let is_long = token.chars().count() > MOST_WHOLE;
        for part in token.split_inclusive(['/', '@']).filter(|_| is_long) {
            let before = &text[whole..at];
            // What stands before the name of a host stays with it.
            let is_place = before.ends_with(['/', '@']) && !before.ends_with("//");
            if is_place && !part.starts_with(|c: char| c == '/' || c.is_whitespace()) {
                hyphened(before, out);
                out.push(el("wbr").into());
                whole = at;
            }
            at += part.len();
        }
        at = if is_long { at } else { at + token.len() };
    }
    if whole < text.len() {
        hyphened(&text[whole..], out);
    }
}

/// Emits `text`; no line ends at the hyphen of an address, where it would be read as one of the line.
fn hyphened(text: &str, out: &mut Vec<MarkupNode>) {
    let (mut done, mut from) = (0, 0);
    for token in text.split_inclusive(char::is_whitespace) {
        let hyphens = token.match_indices('-').filter(|_| is_address(token));
        for (at, _) in hyphens.map(|(at, sign)| (from + at, sign)) {
            let letter = |c: char| c.is_alphanumeric();
            let (before, after) = (&text[..at], &text[at + 1..]);
            let ends = before.chars().next_back().filter(|c| letter(*c));
            let begins = after.chars().next().filter(|c| letter(*c));
            let (Some(ends), Some(begins)) = (ends, begins) else { continue };
            let held = done.max(at - ends.len_utf8())..at + 1 + begins.len_utf8();
            out.extend((done < held.start).then(|| text[done..held.start].into()));
            out.push(el("span").class("whole").push(&text[held.clone()]).into());
            done = held.end;
        }
        from += token.len();
    }
    out.extend((done < text.len()).then(|| text[done..].into()));
}

/// Whether a word is an address of the web or of mail.
fn is_address(word: &str) -> bool {
    word.contains('@') || word.contains("://") || word.starts_with("www.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_addresses_part_after_their_slashes() {
        let parts = |text: &str| {
            let part = |node: MarkupNode| match node {
                MarkupNode::Text(text) => text,
                MarkupNode::Element(e) => match e.children.first() {
                    Some(MarkupNode::Text(held)) => format!("[{held}]"),
                    _ => format!("<{}>", e.name),
                },
            };
            let mut nodes = vec![];
            parted(text, &mut nodes);
            nodes.into_iter().map(part).collect::<String>()
        };
        let text = "See https://www.example.org/child/protection/ and/or more/less.";
        let parted =
            "See https://www.example.org/<wbr>child/<wbr>protection/ and/or more/less.";
        assert_eq!(parts(text), parted);
        let mail = "public.relations@communications.example.org";
        assert_eq!(parts(mail), "public.relations@<wbr>communications.example.org");
        assert_eq!(parts("to info@sos-kinder.de, re-do"), "to info@so[s-k]inder.de, re-do");
        for whole in
            ["", "info@example.org", "+966 11 123 4567", "a/b c/d e/f g/h i/j k/l m/n o/p"]
        {
            assert_eq!(parts(whole), whole);
        }
    }
}
