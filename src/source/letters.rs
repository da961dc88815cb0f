//! Characters as they were stored, made into those that are meant.
//!
//! In: the text of a scalar. Out: the text, with the way back, and what was found in it.
//!
//! - *Presentation forms* (U+FB50–FDCF, U+FE70–FEFC), as old PDF files and programs leave them,
//!   become their letters (NFKC of those characters alone, UAX #15): forms cannot be searched.
//!   The words in one character (﷼, ﷲ, ﷺ, ﷽ and their kin) are letters of their own and stay.
//! - *Separators of lines and paragraphs* (U+000B, U+000C, U+0085, U+2028, U+2029) end a line, as
//!   UAX #14 (BK, NL) has it, alike in all outputs: [`LINE_END`] stands for them all.
//! - *Other control characters* and noncharacters are left out; no output may hold them.
//! - *Tatweel between letters* stays: the author typed it.

use std::ops::Range;

use icu_properties::props::{DefaultIgnorableCodePoint, GeneralCategory as Category};
use icu_properties::{CodePointMapData, CodePointSetData};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_script::{Script, UnicodeScript};

use super::rewrite::{Rewriter, Rewritten};
use crate::diag::{Diagnostic, Span};

/// What ends a line inside a text.
pub(super) const LINE_END: char = '\u{2028}';
const TATWEEL: char = '\u{640}';

/// What was found in a text, with its bytes.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Oddity {
    pub(super) kind: Odd,
    pub(super) range: Range<usize>,
}

/// What a text may hold that is not as it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Odd {
    Form,
    Tatweel,
    Separator(char),
    Control(char),
    /// What programs write where they could not read a character.
    Lost,
}

/// The text as it is meant, and what was found in it.
pub(super) fn meant(text: &str) -> (Rewritten<'_>, Vec<Oddity>) {
    let mut out = Rewriter::new(text);
    let mut found = vec![];
    if text.chars().any(|c| kind(c).is_some() || c == TATWEEL) {
        let mut before = None;
        for (at, c) in text.char_indices() {
            let range = at..at + c.len_utf8();
            let odd = if c == TATWEEL { tatweel(text, &range, before) } else { kind(c) };
            let Some(odd) = odd else {
                before = Some(c);
                continue;
            };
            match replacement(c, odd, before) {
                Some(with) => {
                    before = with.chars().last().or(before);
                    out.replace(range.clone(), &with);
                }
                None => before = Some(c),
            }
            found.push(Oddity { kind: odd, range });
        }
    }
    (out.finish(), found)
}

/// The text as it is meant where it is no Markdown: words for those who hear, facts for catalogues.
pub(super) fn plain(text: &str) -> String {
    let (meant, _) = meant(text);
    meant.text.replace(LINE_END, " ")
}

/// What is odd about a character by itself.
pub(super) fn kind(c: char) -> Option<Odd> {
    match c {
        '\t' | '\n' | '\r' | ' '..='~' => None,
        '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(Odd::Separator(c)),
        char::REPLACEMENT_CHARACTER => Some(Odd::Lost),
        '\u{fdf0}'..='\u{fdff}' => None,
        '\u{fb50}'..='\u{fdcf}' | '\u{fe70}'..='\u{fefc}' => {
            std::iter::once(c).nfkc().ne(std::iter::once(c)).then_some(Odd::Form)
        }
        _ if c.is_control() || is_noncharacter(c) => Some(Odd::Control(c)),
        _ => None,
    }
}

/// Code points that no text may hold (Unicode 17, 23.7).
fn is_noncharacter(c: char) -> bool {
    matches!(c, '\u{fdd0}'..='\u{fdef}') || u32::from(c) & 0xFFFE == 0xFFFE
}

fn replacement(c: char, odd: Odd, before: Option<char>) -> Option<String> {
    match odd {
        Odd::Form => Some(letters(c, before)),
        Odd::Separator(LINE_END) | Odd::Tatweel | Odd::Lost => None,
        Odd::Separator(_) => Some(LINE_END.to_string()),
        Odd::Control(_) => Some(String::new()),
    }
}

/// The letters of a form. A vowel sign's form has a space or a stroke to stand on, which it does
/// not need after a letter.
fn letters(form: char, before: Option<char>) -> String {
    let letters: String = std::iter::once(form).nfkc().collect();
    let bearer = letters.starts_with([' ', TATWEEL]);
    let borne = bearer && before.is_some_and(|c| is_letter(c) || is_combining_mark(c));
    if borne { letters.chars().skip(1).collect() } else { letters }
}

/// A stroke between two letters; one that bears a mark or ends a prefix is spelling.
fn tatweel(text: &str, range: &Range<usize>, before: Option<char>) -> Option<Odd> {
    // Of several strokes only the first stands after a letter.
    before.filter(|&c| c != TATWEEL && (is_letter(c) || is_combining_mark(c)))?;
    let next = text.get(range.end..)?.chars().find(|&c| c != TATWEEL)?;
    is_letter(next).then_some(Odd::Tatweel)
}

fn is_letter(c: char) -> bool {
    c.script() == Script::Arabic && c.is_alphabetic() && !is_combining_mark(c)
}

/// Whether nobody sees a character, though it is there: marks of direction and their kin.
pub fn is_unseen(c: char) -> bool {
    let ignored = CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c);
    !c.is_ascii() && (ignored || CodePointMapData::<Category>::new().get(c) == Category::Format)
}

/// White space within a line.
pub(super) fn is_blank(c: char) -> bool {
    c == '\t' || CodePointMapData::<Category>::new().get(c) == Category::SpaceSeparator
}

/// The first oddity of each kind.
pub(super) fn firsts(found: &[Oddity]) -> Vec<&Oddity> {
    let mut out: Vec<&Oddity> = vec![];
    for odd in found {
        if out.iter().all(|other| other.kind != odd.kind) {
            out.push(odd);
        }
    }
    out
}

/// What is told of an oddity.
pub(super) fn remark(odd: Odd, span: Span) -> Diagnostic {
    let code = |c: char| format!("U+{:04X}", u32::from(c));
    match odd {
        Odd::Form => {
            let message = "the text holds shapes of letters, as old files store them";
            Diagnostic::note("presentation-forms", span, message)
                .with_hint("they are set as their letters; save the text with letters")
        }
        Odd::Tatweel => {
            let message = "a letter is stretched by hand, with U+0640";
            Diagnostic::note("tatweel", span, message).with_hint(
                "it stays; without it the word can be found, and `kashida` stretches lines",
            )
        }
        Odd::Separator(c) => {
            let message = format!("the separator {} ends the line here", code(c));
            Diagnostic::note("separator", span, message).with_hint(
                "write `\\` at the end of a line, or an empty line between paragraphs",
            )
        }
        Odd::Control(c) => {
            let message = format!("the control character {} is left out", code(c));
            Diagnostic::warning("control-character", span, message).with_hint("remove it")
        }
        Odd::Lost => {
            let message = "a character was lost before this text was saved (U+FFFD)";
            Diagnostic::warning("lost-character", span, message)
                .with_hint("type it again, or save the text as UTF-8")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (String, Vec<Odd>) {
        let (meant, found) = meant(text);
        (meant.text.into_owned(), found.into_iter().map(|odd| odd.kind).collect())
    }

    #[test]
    fn every_form_becomes_letters_and_words_in_one_character_stay() {
        for c in ('\u{fb50}'..='\u{fdff}').chain('\u{fe70}'..='\u{fefc}') {
            let (text, _) = read(&format!("ب{c}"));
            let word = matches!(c, '\u{fdf0}'..='\u{fdff}');
            let form = |c: char| matches!(c, '\u{fb50}'..='\u{fdcf}' | '\u{fe70}'..='\u{fefc}');
            let mapped = std::iter::once(c).nfkc().ne(std::iter::once(c));
            if word {
                assert_eq!(text, format!("ب{c}"));
            } else if mapped {
                assert!(!text.contains(form) && !text.contains(' '), "{c} {text}");
            }
        }
        assert_eq!(read("ﺍﻟﺴﻼﻡ ﻋﻠﻴﻜﻢ").0, "السلام عليكم");
        assert_eq!(read("ﷺ ﷲ ﷼ ﷽").1, []);
    }

    #[test]
    fn separators_and_controls_have_one_treatment() {
        for c in '\0'..='\u{9f}' {
            let (text, found) = read(&format!("ا{c}ب"));
            match c {
                '\u{b}' | '\u{c}' | '\u{85}' => {
                    assert_eq!((text.as_str(), found), ("ا\u{2028}ب", vec![Odd::Separator(c)]));
                }
                _ if c.is_control() && !matches!(c, '\t' | '\n' | '\r') => {
                    assert_eq!((text.as_str(), found), ("اب", vec![Odd::Control(c)]));
                }
                _ => assert_eq!((text, found), (format!("ا{c}ب"), vec![])),
            }
        }
        assert_eq!(plain("ا\u{2029}ب\0"), "ا ب");
    }

    #[test]
    fn only_a_stroke_between_letters_is_told() {
        for (text, told) in [
            ("مـــحمد", 1),
            ("مُـحمد", 1),
            ("١٤٤٧ هـ", 0),
            ("بـICMEC وبـ«نص»", 0),
            ("ٱلْعَـٰلَمِينَ", 0),
            ("ـب", 0),
        ] {
            assert_eq!(read(text), (text.to_owned(), vec![Odd::Tatweel; told]), "{text}");
        }
    }
}
