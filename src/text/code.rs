//! What of a text is no word of a language, and where it may be cut: addresses, codes, numbers.

use std::ops::Range;

use unicode_script::Script;

use super::analyze::{is_bidi_control, is_ignorable, is_mark, strong_script};

/// A rung of the ladder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rung {
    Signs,
    Hyphens,
    Clusters,
    Separators,
    Digits,
}

/// Signs after which an address or a code may be broken.
const SIGNS: &[char] =
    &['/', '.', '?', '&', '=', '-', '_', '@', ':', '#', ',', ';', '+', '|', '\\'];
/// Signs that part the groups of a number.
const SEPARATORS: &[char] =
    &['.', ',', '/', '-', ':', '٬', '٫', '،', '’', ' ', '\u{a0}', '\u{202f}'];
/// A shorter stretch of letters and digits is read as a word.
const SHORTEST_CODE: usize = 16;
/// No word of a language has more letters.
const LONGEST_WORD: usize = 40;
/// How many letters on either side are looked at to tell an address.
const FAR: usize = 256;

/// What a stretch without a break is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CodeKind {
    /// A word of a language, perhaps with its punctuation.
    Word,
    /// An address, an account, a checksum, a file's name.
    Code,
    /// Digits with what parts them.
    Number,
}

impl CodeKind {
    pub(super) fn of(text: &str) -> Self {
        let text = text.trim_matches(|c: char| !c.is_alphanumeric());
        if is_code(text) || has_inner_sign(text) {
            Self::Code
        } else if !text.chars().any(char::is_alphabetic) && text.chars().any(char::is_numeric) {
            Self::Number
        } else {
            Self::Word
        }
    }
}

/// Whether a stretch is no word of any language: an address, or letters and digits of great
/// length in one.
pub(super) fn is_code(text: &str) -> bool {
    let text = text.trim_matches(|c: char| !c.is_alphanumeric());
    if is_address(text) {
        return true;
    }
    let (mut letters, mut digits, mut cursive) = (0, 0, false);
    for c in text.chars() {
        letters += usize::from(c.is_alphabetic());
        digits += usize::from(c.is_numeric());
        cursive |= is_cursive(c);
    }
    let long = letters + digits >= SHORTEST_CODE;
    letters > 0 && !cursive && (long && digits > 0 || letters > LONGEST_WORD)
}

/// Whether a word is an address of a page or of mail, or the name of a file or a variable:
/// nothing in it is to be hyphenated.
pub(super) fn is_address(word: &str) -> bool {
    if word.contains("://") || word.starts_with("www.") {
        return true;
    }
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let between = |sign: char, least: usize| {
        word.match_indices(sign).any(|(i, _)| {
            let (before, after) = (&word[..i], &word[i + sign.len_utf8()..]);
            letter(before.chars().nth_back(least - 1))
                && letter(after.chars().nth(least - 1))
                && letter(before.chars().next_back())
                && letter(after.chars().next())
        })
    };
    let any_letter = word.chars().any(char::is_alphabetic);
    any_letter && (between('@', 1) || between('_', 1) || between('.', 2))
}

/// The word that a stretch belongs to, as far as it matters.
pub(super) fn word_around<'t>(text: &'t str, stretch: &Range<usize>) -> &'t str {
    let parts = |c: &char| c.is_whitespace() || is_bidi_control(*c);
    let before = text[..stretch.start].chars().rev().take(FAR).take_while(|c| !parts(c));
    let after = text[stretch.end..].chars().take(FAR).take_while(|c| !parts(c));
    let start = stretch.start - before.map(char::len_utf8).sum::<usize>();
    let end = stretch.end + after.map(char::len_utf8).sum::<usize>();
    &text[start..end]
}

/// Whether a hyphen inside of an address stands before a byte: at a line's end it would be read as one of the
/// line.
pub(super) fn ends_in_own_hyphen(text: &str, at: usize) -> bool {
    at < text.len() && text[..at].ends_with('-') && is_address(word_around(text, &(at - 1..at)))
}

/// Whether letters or digits stand on both sides of a sign of addresses.
fn has_inner_sign(text: &str) -> bool {
    let letters = text.chars().any(char::is_alphabetic);
    letters && text.char_indices().any(|(i, c)| i > 0 && SIGNS.contains(&c))
}

/// Whether a stretch may be cut at a byte on a rung.
pub(super) fn may_cut(rung: Rung, text: &str, at: usize) -> bool {
    let (Some(before), Some(after)) =
        (text[..at].chars().next_back(), text[at..].chars().next())
    else {
        return false;
    };
    let hidden = |c: char| is_bidi_control(c) || is_ignorable(c);
    if hidden(before) || is_mark(after) || is_cursive(before) && is_cursive(after) {
        return false;
    }
    let digits_around = {
        let far = text[..at].chars().rev().nth(1);
        far.is_some_and(char::is_numeric) && after.is_numeric()
    };
    match rung {
        Rung::Signs => {
            SIGNS.contains(&before)
                && after.is_alphanumeric()
                && !text[..at].ends_with("://")
                // Dates, versions and amounts stay whole.
                && !(digits_around && matches!(before, '.' | ',' | '-' | ':' | '/'))
                && trimmed_start(text) + before.len_utf8() < at
        }
        Rung::Separators => SEPARATORS.contains(&before) && after.is_numeric(),
        Rung::Clusters | Rung::Digits => {
            before.is_alphanumeric() && after.is_alphanumeric() || before == '%'
        }
        Rung::Hyphens => false,
    }
}

/// Where the first letter or digit stands.
fn trimmed_start(text: &str) -> usize {
    text.find(char::is_alphanumeric).unwrap_or(0)
}

/// Whether a letter belongs to a script whose letters join.
fn is_cursive(c: char) -> bool {
    c == '\u{640}'
        || matches!(
            strong_script(c),
            Some(
                Script::Arabic
                    | Script::Syriac
                    | Script::Nko
                    | Script::Mongolian
                    | Script::Adlam
                    | Script::Mandaic
                    | Script::Manichaean
                    | Script::Hanifi_Rohingya
                    | Script::Sogdian
            )
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cuts(rung: Rung, text: &str) -> Vec<&str> {
        let mut out = vec![];
        let mut start = 0;
        for (at, _) in text.char_indices().skip(1) {
            if may_cut(rung, text, at) {
                out.push(&text[start..at]);
                start = at;
            }
        }
        out.push(&text[start..]);
        out
    }

    #[test]
    fn codes_are_cut_after_signs_and_never_inside_their_numbers() {
        assert_eq!(
            cuts(Rung::Signs, "https://a-b.org/x?y=1.25&z=k#t"),
            ["https://a-", "b.", "org/", "x?", "y=", "1.25&", "z=", "k#", "t"]
        );
        assert_eq!(cuts(Rung::Signs, "(name@example.org)."), ["(name@", "example.", "org)."]);
        assert_eq!(cuts(Rung::Separators, "1,250,000.00"), ["1,", "250,", "000.", "00"]);
    }

    #[test]
    fn words_numbers_and_codes_are_told_apart() {
        assert_eq!(CodeKind::of("Donaudampfschifffahrt,"), CodeKind::Word);
        assert_eq!(CodeKind::of("مستشفى"), CodeKind::Word);
        assert_eq!(CodeKind::of("+966 50 123 4567"), CodeKind::Number);
        assert_eq!(CodeKind::of("١٬٢٥٠٬٠٠٠٫٠٠"), CodeKind::Number);
        assert_eq!(CodeKind::of("d41d8cd98f00b204e9800998ecf8427e"), CodeKind::Code);
        assert_eq!(CodeKind::of("info@example.org"), CodeKind::Code);
        assert!(!is_code("COVID19"), "short: it is read as a word");
        assert!(is_address("exam.ple.org") && !is_address("e.g."));
    }
}
