//! Numbers and letters that begin an item of a list: `١.`, `(2)`, `ب-`, `الف)`.
//!
//! What a label may mean is told, not what it means: `ب` is the second letter of four alphabets.
//! Its neighbours decide (`typed`).

use std::ops::Range;

use crate::model::lang::{Digits, Marker};

/// Longest number and longest word of letters, in characters: `2026`, `xviii`.
const LONGEST: usize = 5;
/// So far letters are looked for; longer lists of them are numbered in books, too.
const MOST_LETTERED: usize = 30;
/// Signs after a label. The Urdu full stop stands after numbers as `.` does elsewhere.
const SIGNS: [char; 7] = ['.', ')', '-', '–', '/', '۔', '．'];

/// A label at the start of a text.
#[derive(Debug)]
pub(super) struct Label {
    /// Bytes of the label with its sign.
    pub(super) range: Range<usize>,
    /// The sign after it; `(` for a pair of parentheses.
    pub(super) sign: char,
    /// What it may mean.
    pub(super) meanings: Vec<Meaning>,
    /// Whether marks that nobody sees stand in it or after it.
    pub(super) odd: bool,
}

/// A way of counting, with a number in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Meaning {
    /// How items are counted.
    pub(super) counted: Counted,
    /// The number.
    pub(super) number: usize,
}

/// How items are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Counted {
    Digits(Digits),
    Letters(Marker),
}

impl Counted {
    /// The marker of a list that is counted so; the edition's own for `1`, and for digits that
    /// have no marker.
    pub(super) fn marker(self) -> Option<Marker> {
        match self {
            Self::Digits(Digits::Arab) => Some(Marker::ArabicIndic),
            Self::Digits(Digits::Arabext) => Some(Marker::Persian),
            Self::Digits(_) => None,
            Self::Letters(marker) => Some(marker),
        }
    }
}

impl Label {
    /// Whether CommonMark knows it: `1.` and `1)`.
    pub(super) fn is_known(&self) -> bool {
        let latin = |m: &Meaning| m.counted == Counted::Digits(Digits::Latn);
        !self.odd && matches!(self.sign, '.' | ')') && self.meanings.iter().any(latin)
    }

    /// Its number, where it is written in digits.
    pub(super) fn number(&self) -> Option<usize> {
        let digits = |m: &&Meaning| matches!(m.counted, Counted::Digits(_));
        self.meanings.iter().find(digits).map(|m| m.number)
    }
}

/// The label that a text begins with.
pub(super) fn read(text: &str) -> Option<Label> {
    let paired = text.starts_with('(');
    let start = usize::from(paired);
    let rest = &text[start..];
    let inner = |c: char| match c {
        '\0'..='\u{7f}' => c.is_ascii_alphanumeric(),
        '\u{620}'..='\u{64a}' => true,
        _ => c.is_alphanumeric() || is_mute(c),
    };
    // Most words of a line are longer than any label.
    let ends = rest.char_indices().take(LONGEST + 1).find(|&(_, c)| !inner(c));
    let len = match ends {
        Some((end, _)) => end,
        None if rest.chars().nth(LONGEST).is_none() => rest.len(),
        None => return None,
    };
    let word = &rest[..len];
    let after = rest[len..].trim_start_matches(is_mute);
    let dash = after.trim_start_matches(' ');
    let after = if dash.starts_with(['-', '–']) && !paired { dash } else { after };
    let sign = after.chars().next().filter(|sign| SIGNS.contains(sign))?;
    if paired && sign != ')' {
        return None;
    }
    let meanings = meanings(word);
    let end = text.len() - after.len() + sign.len_utf8();
    let sign = if paired { '(' } else { sign };
    let odd = text[..end].contains(is_mute);
    (!meanings.is_empty()).then_some(Label { range: 0..end, sign, meanings, odd })
}

/// What joins letters, stretches them or gives a direction and is no letter itself.
fn is_mute(c: char) -> bool {
    matches!(c, '\u{640}' | '\u{200c}'..='\u{200f}' | '\u{61c}')
}

fn meanings(word: &str) -> Vec<Meaning> {
    let word: String = word.chars().filter(|&c| !is_mute(c)).map(bare).collect();
    if let Some(meaning) = number(&word) {
        return vec![meaning];
    }
    let letters = Marker::ALL.into_iter().flat_map(|(_, marker)| {
        let number = lettered(marker, &word)?;
        Some(Meaning { counted: Counted::Letters(marker), number })
    });
    letters.collect()
}

/// Alef without its hamza: lists are counted with either.
fn bare(c: char) -> char {
    if matches!(c, 'أ' | 'إ' | 'آ') { 'ا' } else { c }
}

/// A number in digits of one set.
fn number(word: &str) -> Option<Meaning> {
    let set = Digits::read(word.chars().next()?)?.0;
    let mut number = 0;
    for c in word.chars() {
        let (_, value) = Digits::read(c).filter(|(of, _)| *of == set)?;
        number = number * 10 + value as usize;
    }
    Some(Meaning { counted: Counted::Digits(set), number })
}

/// The place of a word in a way of counting with letters.
fn lettered(marker: Marker, word: &str) -> Option<usize> {
    let digits = [Marker::Disc, Marker::Decimal, Marker::ArabicIndic, Marker::Persian];
    if word.is_empty() || digits.contains(&marker) {
        return None;
    }
    // Persian lists begin with the name of the first letter.
    let persian = matches!(marker, Marker::PersianAbjad | Marker::PersianAlphabetic);
    if word == "الف" {
        return persian.then_some(1);
    }
    if !could_count(marker, word) {
        return None;
    }
    (1..=MOST_LETTERED).find(|&number| {
        let written = marker.format(number, Digits::Latn);
        written.chars().filter(|&c| !is_mute(c)).map(bare).eq(word.chars())
    })
}

/// Whether a word is in the letters of a way of counting, which is asked for nearly every word that
/// a sign follows: all but the first of them are words of a sentence.
fn could_count(marker: Marker, word: &str) -> bool {
    let mut letters = word.chars();
    let Some(first) = letters.next() else { return false };
    match marker {
        Marker::LowerLatin | Marker::UpperLatin | Marker::LowerRoman | Marker::UpperRoman => {
            first.is_ascii_alphabetic()
        }
        Marker::Hebrew => matches!(first, '\u{5d0}'..='\u{5ea}'),
        Marker::LowerGreek => matches!(first, '\u{370}'..='\u{3ff}'),
        Marker::LowerRussian => matches!(first, '\u{400}'..='\u{4ff}'),
        _ => matches!(first, '\u{600}'..='\u{6ff}') && letters.next().is_none(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_numbers_and_letters_with_a_sign() {
        for (text, label, number) in [
            ("١. أول", "١.", 1),
            ("١٢) نص", "١٢)", 12),
            ("۳۔ تیسرا", "۳۔", 3),
            ("(4) x", "(4)", 4),
            ("١ - أول", "١ -", 1),
            ("١\u{200f}. أول", "١\u{200f}.", 1),
        ] {
            let found = read(text).expect(text);
            assert_eq!(&text[found.range.clone()], label);
            assert_eq!(found.number(), Some(number), "{text}");
        }
        for text in ["نص. ثم", "١ نص", "١٢٣٤٥٦. x", "(١. x", "1", ". x", "١a. x"]
        {
            assert!(read(text).is_none(), "{text}");
        }
    }

    #[test]
    fn letters_mean_every_alphabet_that_has_them() {
        let of = |text: &str| {
            let found = read(text).expect(text).meanings;
            let shown = found.into_iter().map(|m| match m.counted {
                Counted::Letters(marker) => format!("{} {}", marker.name(), m.number),
                Counted::Digits(_) => m.number.to_string(),
            });
            shown.collect::<Vec<_>>().join(", ")
        };
        assert_eq!(
            of("ج. نص"),
            "abjad 3, maghrebi-abjad 3, hijai 5, persian-abjad 3, persian-alphabetic 6"
        );
        assert_eq!(of("أ. نص"), of("ا. نص"));
        assert_eq!(of("هـ) نص"), of("ه) نص"));
        assert_eq!(of("الف) نص"), "persian-abjad 1, persian-alphabetic 1");
        assert_eq!(of("iv. x"), "lower-roman 4");
    }
}
