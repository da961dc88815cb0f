//! Where quotation marks and brackets close, line by line.

use super::lines::{BLANKS, is_apart, past_properties};

/// What is open.
#[derive(Debug, Default)]
pub(super) struct Nest {
    quote: Option<char>,
    brackets: usize,
}

impl Nest {
    /// Whether the line ends inside of quotation marks, where blanks at its end may count.
    pub(super) fn is_quoted(&self) -> bool {
        self.quote.is_some()
    }

    /// Follows a line, or what is left of it; the byte behind the sign that closes all.
    pub(super) fn follow(&mut self, text: &str) -> Option<usize> {
        let (mut signs, mut before) = (text.char_indices().peekable(), ' ');
        while let Some((at, sign)) = signs.next() {
            let twin = signs.peek().is_some_and(|(_, next)| *next == sign);
            match (self.quote, sign) {
                (Some('"'), '\\') => drop(signs.next()),
                (Some('\''), '\'') if twin => drop(signs.next()),
                (Some(open), _) if open == sign => self.quote = None,
                (Some(_), _) => {}
                (None, '#') if BLANKS.contains(&before) => return None,
                (None, '"' | '\'') if begins_value(before) => self.quote = Some(sign),
                (None, '[' | '{') => self.brackets += 1,
                (None, ']' | '}') => self.brackets = self.brackets.saturating_sub(1),
                (None, _) => {}
            }
            before = sign;
            let closes = matches!(sign, '"' | '\'' | ']' | '}');
            if closes && self.quote.is_none() && self.brackets == 0 {
                return Some(at + sign.len_utf8());
            }
        }
        None
    }
}

/// Whether a quotation mark behind a sign opens; inside of a word it is one of its letters.
fn begins_value(before: char) -> bool {
    BLANKS.contains(&before) || matches!(before, '[' | '{' | ',' | ':')
}

/// Where the colon of a key stands, if a text begins with one.
pub(super) fn colon(text: &str) -> Option<usize> {
    let said = past_properties(text);
    let skipped = text.len() - said.len();
    let at = match said.chars().next()? {
        '#' | '|' | '>' | '[' | '{' | '%' | '@' | '`' => return None,
        '?' | '-' if said.get(1..).is_some_and(is_apart) => return None,
        '"' | '\'' => {
            let end = Nest::default().follow(said)?;
            let rest = said[end..].trim_start_matches(BLANKS);
            rest.starts_with(':').then(|| said.len() - rest.len())?
        }
        _ => {
            let ends = |&(at, _): &(usize, &str)| is_apart(&said[at + 1..]);
            said.match_indices(':').find(ends)?.0
        }
    };
    let is_cut = || said[..at].contains(" #") || said[..at].contains("\t#");
    let is_quoted = said.starts_with(['"', '\'']);
    (is_apart(&said[at + 1..]) && (is_quoted || !is_cut())).then_some(skipped + at)
}

/// The name of a key as it is typed, without its quotation marks, anchors and tags.
pub(super) fn name(key: &str) -> &str {
    let said = past_properties(key).trim_end_matches(BLANKS);
    let inner = |sign| said.strip_prefix(sign)?.strip_suffix(sign);
    inner('"').or_else(|| inner('\'')).unwrap_or(said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_end_at_their_colon() {
        for (text, at, called) in [
            ("title: a", 5, "title"),
            ("title :  a: b", 6, "title"),
            ("\"a: b\" : c", 7, "a: b"),
            ("'it''s: x':", 10, "it''s: x"),
            ("&name key: v", 9, "key"),
            ("https://example.org: x", 19, "https://example.org"),
            ("العنوان:\tx", "العنوان".len(), "العنوان"),
            ("<<: *base", 2, "<<"),
        ] {
            assert_eq!(colon(text), Some(at), "{text}");
            assert_eq!(name(&text[..at]), called, "{text}");
        }
        for text in
            ["a", "http://x", "a #b: c", "[a: b]", "\"a: b\"", "? a: b", "- a: b", "| #: x"]
        {
            assert_eq!(colon(text), None, "{text}");
        }
    }

    #[test]
    fn brackets_and_quotes_close_where_yaml_says() {
        for (text, end) in [
            ("[a, [b], c] # d", 11),
            ("{ a: \"]}\", b: '}''' } x", 21),
            ("[it's, a] b", 9),
            ("\"a \\\" b\" c", 8),
            ("'it''s' : x", 7),
        ] {
            assert_eq!(Nest::default().follow(text), Some(end), "{text}");
        }
        for text in ["[a, # ]", "\"a", "{ a: '}"] {
            assert_eq!(Nest::default().follow(text), None, "{text}");
        }
    }
}
