//! Spaces at which no line ends: inside numbers, and between a number and what belongs to it: a unit,
//! a currency, a percent sign, the sign or the abbreviation that counts it (Bringhurst, 2.4.9; ISO
//! 80000-1, 7.1.4). They become U+00A0, so that pages and web keep them alike.

use icu_properties::props::GeneralCategory;
use icu_properties::{CodePointMapData, CodePointMapDataBorrowed};
use unicode_bidi::{BidiClass, bidi_class};

use super::class::{digits_of, is_dash, is_hyphen};
use super::flat::{Flat, TextChange};
use super::number::is_currency;
use super::token::{TokenKind, tokens};
use super::unit::unit_len;
use crate::model::Inline;
use crate::model::lang::Lang;

/// A space at which no line ends.
pub(super) const BOUND: char = '\u{a0}';
/// Digits of a group of thousands.
const GROUP: usize = 3;
/// Longest abbreviation before a number, such as `Nr.`, `Abs.` or `ص.`.
const ABBREVIATION: usize = 4;
/// Letters of a word behind a number that is as short as units of Arabic script are.
const SHORT: usize = 2;
const CATEGORY: CodePointMapDataBorrowed<'static, GeneralCategory> = CodePointMapData::new();
/// What is a symbol of a unit and, far more often, a word.
const WORDS: [&str; 1] = ["in"];

/// Languages whose typography leaves no word of one letter, and no number without its noun, at the end
/// of a line (Мильчин, *Справочник издателя и автора*, 14.4; ČSN 01 6910; PN-83/P-55366).
const LEAVES_NO_LETTER: [&str; 7] = ["be", "cs", "pl", "ru", "sk", "uk", "bg"];

/// Binds the spaces of a paragraph that runs from left to right throughout: to the bidi algorithm
/// U+00A0 is no space (UAX #9, class CS), so it would change what is seen among letters that run the
/// other way. There such stretches are kept whole by themselves (`whole`). So are phone numbers, whose
/// spaces stay as they are typed.
pub(super) fn bind(flat: &mut Flat, lang: &Lang) {
    let text = flat.text();
    if runs_backwards(text, lang) {
        return;
    }
    let tokens = if text.contains(char::is_numeric) { tokens(text) } else { vec![] };
    let is_phone = |at: usize| {
        let token = tokens.get(tokens.partition_point(|token| token.range.end <= at));
        token.is_some_and(|t| t.kind == TokenKind::Phone && t.range.contains(&at))
    };
    let changes: Vec<TextChange> = bound_spaces(text, lang)
        .filter(|&at| !is_phone(at))
        .map(|at| TextChange { range: at..at + 1, new: BOUND.into() })
        .collect();
    flat.change(&changes);
}

/// Whether any letter of a text, or its language, runs from right to left.
pub(super) fn runs_backwards(text: &str, lang: &Lang) -> bool {
    let backwards = |c| matches!(bidi_class(c), BidiClass::R | BidiClass::AL | BidiClass::AN);
    lang.dir().is_rtl() || text.chars().any(backwards)
}

/// The spaces of a text at which no line ends, by their bytes.
pub(super) fn bound_spaces<'t>(
    text: &'t str,
    lang: &'t Lang,
) -> impl Iterator<Item = usize> + 't {
    text.match_indices(' ')
        .map(|(at, _)| at)
        .filter(move |&at| is_bound(&text[..at], &text[at..], lang))
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

/// Whether a space is bound, by what stands before it and what begins with it. No number is bound to a
/// small word that leans on what follows, as و does between two years.
fn is_bound(before: &str, rest: &str, lang: &Lang) -> bool {
    let after = &rest[1..];
    let is_strict = LEAVES_NO_LETTER.contains(&lang.primary());
    let ends = before.chars().next_back().is_some_and(is_digit);
    let begins = after.chars().next().is_some_and(is_digit);
    let letter = single_letter(before);
    match (ends, begins) {
        (true, true) => are_groups(before, after),
        (true, false) => {
            let word = || after.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
            let is_noun = is_short_backwards(after)
                || is_strict && after.starts_with(char::is_alphabetic);
            is_counted(rest, after)
                || is_between(before, after)
                || is_noun && !lang.is_particle(word())
        }
        (false, true) => {
            let is_label = letter.is_some_and(|c| is_strict || c.is_uppercase());
            is_label || counts(before) || is_between(before, after) || is_minutes(before, after)
        }
        (false, false) => {
            is_between(before, after)
                || is_before_symbol(before, rest)
                || is_strict && letter.is_some()
                || is_initial(before, after)
        }
    }
}

/// `28 – 88`: a space at a dash between two numbers.
fn is_between(before: &str, after: &str) -> bool {
    let space = |c: char| matches!(c, ' ' | BOUND);
    let dash = |c: char| is_dash(c) || is_hyphen(c);
    match (before.strip_suffix(dash), after.strip_prefix(dash)) {
        (Some(first), _) => {
            first.trim_end_matches(space).ends_with(is_digit)
                && first.ends_with(space)
                && after.starts_with(is_digit)
        }
        (_, Some(second)) => {
            before.ends_with(is_digit)
                && second.starts_with(space)
                && second.trim_start_matches(space).starts_with(is_digit)
        }
        _ => false,
    }
}

/// The word before a space where it is one letter.
fn single_letter(before: &str) -> Option<char> {
    let mut chars = before.chars().rev();
    let letter = chars.next().filter(|c| c.is_alphabetic())?;
    let begins = chars.next().is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '\'' | '’'));
    begins.then_some(letter)
}

/// `z. B.`, `т. е.`, `А. П. Чехов`: the space behind a letter with a dot, before another one or,
/// behind a capital, before a name.
fn is_initial(before: &str, after: &str) -> bool {
    let Some(letter) = before.strip_suffix('.').and_then(single_letter) else { return false };
    let mut next = after.chars();
    let first = next.next().filter(|c| c.is_alphabetic());
    let another = first.is_some() && next.next() == Some('.');
    let words = before[..before.len() - 1 - letter.len_utf8()].trim_end_matches([' ', BOUND]);
    let shortened = words.strip_suffix('.').and_then(single_letter);
    let is_name = letter.is_uppercase() && first.is_some_and(char::is_uppercase);
    another || is_name && !shortened.is_some_and(char::is_lowercase)
}

fn is_digit(c: char) -> bool {
    digits_of(c).is_some()
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

/// `12 م`, `١٤٤٧ هـ`, `10 ص`: a word of one or two letters that runs from right to left, as units, eras
/// and halves of the day are shortened.
fn is_short_backwards(after: &str) -> bool {
    let letters = |c: &char| matches!(bidi_class(*c), BidiClass::R | BidiClass::AL);
    let count = after.chars().take_while(letters).filter(|&c| c != 'ـ').count();
    (1..=SHORT).contains(&count)
}

/// `§ 5`, `№ 7`, `≤ 12`, `€ 8`, `QAR 1,450`, `Nr. 3`.
fn counts(before: &str) -> bool {
    let is_sign = |c: char| {
        matches!(c, '§' | '#' | '~')
            || matches!(
                CATEGORY.get(c),
                GeneralCategory::CurrencySymbol
                    | GeneralCategory::MathSymbol
                    | GeneralCategory::OtherSymbol
            )
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

    fn bound(text: &str, lang: &str) -> String {
        let inline = Inline::Text { text: text.replace('~', " "), span: Span::NONE };
        let mut flat = Flat::new(vec![inline]);
        bind(&mut flat, &Lang::parse(lang).unwrap());
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
            "Room B~2 and the 3 rooms",
            "phones 0800 22 111",
            "at 01:10~–~13:39 or from 28~–~88 and 10:30~-~12:00, in 2020 - or 2021",
        ] {
            assert_eq!(bound(text, "fr"), text);
        }
    }

    #[test]
    fn numbers_are_not_bound_to_words_that_lean_on_what_follows() {
        for (lang, words) in
            [("ar", "و أو من في عن"), ("ur", "یا و"), ("fa", "از به تا"), ("he", "של או")]
        {
            let lang = Lang::parse(lang).unwrap();
            for word in words.split(' ') {
                let text = format!("بين 1999 {word} 2015");
                let after = text.find("1999").unwrap() + 4;
                assert!(!bound_spaces(&text, &lang).any(|at| at == after), "{text}");
            }
        }
        let ar = Lang::parse("ar").unwrap();
        assert_eq!(bound_spaces("عام 1447 هـ هنا", &ar).count(), 1);
        assert_eq!(bound("и 5 или 6 в доме", "ru"), "и~5 или 6 в~доме");
    }

    #[test]
    fn letters_and_numbers_hold_what_follows_where_the_language_asks_for_it() {
        for (lang, text) in [
            ("ru", "Спектакль в~Москве и~12~сентября, т.~е. у~моря"),
            ("pl", "Dom z~ogrodem i~3~okna w~mieście"),
            ("de", "Papier, z.~B. Karton, nach J.~S.~Bach"),
            ("en", "I have a house and a 5 year plan by A.~Chekhov"),
        ] {
            assert_eq!(bound(text, lang), text);
        }
    }
}
