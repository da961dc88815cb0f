//! Spaces at which no line ends: inside numbers, and between a number and what belongs to it: a unit,
//! a currency, a percent sign, the sign or the abbreviation that counts it (Bringhurst, 2.4.9; ISO
//! 80000-1, 7.1.4). They become U+00A0, so that pages and web keep them alike.

use unicode_bidi::{BidiClass, bidi_class};

use super::flat::{Flat, TextChange};
use super::number::is_currency;
use super::token::{TokenKind, tokens};
use super::unit::unit_len;
use crate::model::Inline;
use crate::model::lang::Lang;

const BOUND: char = '\u{a0}';
/// Digits of a group of thousands.
const GROUP: usize = 3;
/// Longest abbreviation before a number, such as `Nr.`, `Abs.` or `ص.`.
const ABBREVIATION: usize = 4;
/// What is a symbol of a unit and, far more often, a word.
const WORDS: [&str; 1] = ["in"];

/// Binds the numbers of a paragraph that runs from left to right throughout: to the bidi algorithm
/// U+00A0 is no space (UAX #9, class CS), so it would change what is seen among letters that run the
/// other way. There isolates keep numbers whole. So does the setting of lines for phone numbers, whose
/// spaces stay as they are typed.
pub(super) fn bind(flat: &mut Flat, lang: &Lang) {
    let text = flat.text();
    let is_rtl = lang.dir().is_rtl()
        || text
            .chars()
            .any(|c| matches!(bidi_class(c), BidiClass::R | BidiClass::AL | BidiClass::AN));
    if is_rtl || !text.contains(char::is_numeric) {
        return;
    }
    let tokens = tokens(text);
    let is_phone = |at: usize| {
        let mut phones = tokens.iter().filter(|token| token.kind == TokenKind::Phone);
        phones.any(|token| token.range.contains(&at))
    };
    let changes: Vec<TextChange> = text
        .match_indices(' ')
        .filter(|&(at, _)| is_bound(&text[..at], &text[at..]) && !is_phone(at))
        .map(|(at, space)| TextChange { range: at..at + space.len(), new: BOUND.into() })
        .collect();
    flat.change(&changes);
}

/// A text that is one piece, whatever stands in it.
pub(super) fn in_one_piece(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut flat = Flat::new(inlines);
    let spaces = flat.text().match_indices(' ');
    let changes: Vec<TextChange> = spaces
        .map(|(at, space)| TextChange { range: at..at + space.len(), new: BOUND.into() })
        .collect();
    flat.change(&changes);
    flat.into_inlines(&[])
}

/// Whether a space belongs to a number, by what stands before it and what begins with it.
fn is_bound(before: &str, rest: &str) -> bool {
    let after = &rest[1..];
    let ends = before.chars().next_back().is_some_and(is_digit);
    let begins = after.chars().next().is_some_and(is_digit);
    match (ends, begins) {
        (true, true) => are_groups(before, after),
        (true, false) => is_counted(rest, after),
        (false, true) => counts(before) || is_minutes(before, after),
        (false, false) => is_before_symbol(before, rest),
    }
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

/// Digits at the end of a text.
fn last_digits(before: &str) -> usize {
    before.chars().rev().take_while(|&c| is_digit(c)).count()
}

/// `18 000 000`: groups that nothing but spaces parts.
fn are_groups(before: &str, after: &str) -> bool {
    let count = last_digits(before);
    let group = after.chars().take_while(|&c| is_digit(c)).count();
    let sign = before.chars().rev().nth(count);
    let is_first = !sign.is_some_and(|c| matches!(c, '.' | ',' | ':' | '/' | '-' | '\'' | '’'));
    is_first && (1..=GROUP).contains(&count) && group == GROUP
}

/// `12 kg`, `18,4 %`, `8 €`, `1,450 QAR`.
fn is_counted(rest: &str, after: &str) -> bool {
    let unit = unit_len(rest, false);
    let is_sign = |c: char| is_currency(c) || matches!(c, '%' | '٪' | '‰' | '°');
    unit > 0 && !WORDS.contains(&rest[..unit].trim_start())
        || after.starts_with(is_sign)
        || is_code(after.chars())
}

/// `§ 5`, `№ 7`, `≤ 12`, `€ 8`, `QAR 1,450`, `Nr. 3`.
fn counts(before: &str) -> bool {
    let is_sign = |c: char| {
        is_currency(c) || matches!(c, '§' | '№' | '#' | '≤' | '≥' | '<' | '>' | '≈' | '±' | '~')
    };
    before.ends_with(is_sign) || is_code(before.chars().rev()) || is_abbreviation(before)
}

/// `18 h 30`.
fn is_minutes(before: &str, after: &str) -> bool {
    let hours = before.strip_suffix('h').map(|rest| rest.trim_end_matches([' ', BOUND]));
    let minutes = after.chars().take_while(|&c| is_digit(c)).count();
    minutes == 2 && hours.is_some_and(|hours| (1..=2).contains(&last_digits(hours)))
}

/// `12,5 °C` and what is typed with a sign between: the space after `(4 ×`, none of ours.
fn is_before_symbol(before: &str, rest: &str) -> bool {
    before.ends_with(['°', '′', '″']) && unit_len(rest, true) > 0
}

/// Whether three capitals stand at an end and no other letter beside them: a currency's code (ISO
/// 4217).
fn is_code(chars: impl Iterator<Item = char>) -> bool {
    let mut chars = chars;
    let code = chars.by_ref().take(GROUP).take_while(char::is_ascii_uppercase).count() == GROUP;
    code && !chars.next().is_some_and(char::is_alphanumeric)
}

fn is_abbreviation(before: &str) -> bool {
    let Some(word) = before.strip_suffix('.') else { return false };
    let letters = word.chars().rev().take_while(|c| c.is_alphabetic()).count();
    (1..=ABBREVIATION).contains(&letters)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

    use super::*;
    use crate::diag::Span;

    fn bound(text: &str) -> String {
        let inline = Inline::Text { text: text.replace('~', " "), span: Span::NONE };
        let mut flat = Flat::new(vec![inline]);
        bind(&mut flat, &Lang::parse("fr").unwrap());
        flat.text().replace(BOUND, "~")
    }

    /// `~` is where a space is bound.
    #[test]
    fn numbers_hold_what_belongs_to_them() {
        for text in [
            "4~500~m² sur trois niveaux",
            "de 10~h à 18~h~30, le vendredi",
            "18~000~000 de pièces en 2024",
            "um 18,4~% auf 1.318.750,50~€",
            "nach §~5 Abs.~2 Nr.~3 der Satzung",
            "dose 400~µg or 325~mg a day",
            "QAR~1,450 now, later 1,800~QAR",
            "بجرعة 400 µg ودرجة 38.5 °C",
            "1,234 567 and 1.5 300",
            "weeks ≤~12 and ≥~34",
            "in 2024 300 people came, 12 of them in May",
            "page 5 in the book",
            "Room B 2 and the 3 rooms",
            "phones 0800 22 111",
        ] {
            assert_eq!(bound(text), text);
        }
    }
}
