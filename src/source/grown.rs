//! Texts that are longer than they are, in words of their own: what pages do when a translation
//! grows is found before it is made.

use std::ops::Range;

use super::languages::UnreadText;
use super::pseudo::kept;
use super::retext::{NewText, retext};
use super::units_of;
use crate::diag::{Diagnostic, Sources};

/// The texts that were read, each of their pieces longer by so many percent.
pub(super) fn grow(
    unread: Vec<UnreadText>,
    share: u32,
    sources: &mut Sources,
) -> Vec<UnreadText> {
    let longer = |text: UnreadText| {
        let Ok((_, own)) = &text.file else { return text };
        let file = match grown(own, share) {
            Some(made) => {
                let name = format!("text/{}+{share}%.yaml", text.lang);
                Ok((sources.add(name, made.as_str()), made.into()))
            }
            None => Err(Diagnostic::error(
                "not-grown",
                text.listed,
                format!("the text in `{}` cannot be made longer", text.lang),
            )
            .with_hint("`warraq check` says what is wrong with it")),
        };
        UnreadText { file, ..text }
    };
    unread.into_iter().map(longer).collect()
}

/// The text of a file with longer pieces; `None` where it is none.
fn grown(text: &str, share: u32) -> Option<String> {
    let units = units_of(text)?;
    let file = units.first()?.span.file?;
    let change = |unit: super::Unit| NewText {
        text: piece(&unit.text, share),
        span: unit.span,
        place: unit.place,
    };
    let changes: Vec<NewText> = units.into_iter().map(change).collect();
    retext(text, file, &changes).ok()
}

/// A piece with words of its own behind it, at least one. Marks, addresses and numbers are none.
fn piece(text: &str, share: u32) -> String {
    let kept = kept(text);
    let words: Vec<&str> = words(text, &kept);
    let letters: usize = text.chars().filter(|c| c.is_alphabetic()).count();
    let last = text.lines().last().unwrap_or_default().trim_start();
    // What stands behind a table or code is no part of it.
    if words.is_empty() || last.starts_with(['|', '`', '~', '<']) {
        return text.to_owned();
    }
    let due = (letters * share as usize).div_ceil(100);
    let (mut more, mut count) = (String::new(), 0);
    for word in words.iter().cycle() {
        if count >= due {
            break;
        }
        more.push(' ');
        more.push_str(word);
        count += word.chars().filter(|c| c.is_alphabetic()).count().max(1);
    }
    format!("{text}{more}")
}

/// The words of a text that hold nothing but letters and their marks.
fn words<'t>(text: &'t str, kept: &[Range<usize>]) -> Vec<&'t str> {
    let at = |word: &str| word.as_ptr() as usize - text.as_ptr() as usize;
    let is_plain = |word: &&str| {
        let own = at(word)..at(word) + word.len();
        let joined =
            |c: char| c.is_alphabetic() || matches!(c, '\u{200c}' | '\u{200d}') || is_mark(c);
        word.chars().all(joined)
            && kept.iter().all(|part| own.end <= part.start || own.start >= part.end)
    };
    text.split_whitespace().filter(is_plain).collect()
}

/// Whether a character stands on a letter, such as a vowel sign of Arabic or Devanagari.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn letters(text: &str) -> usize {
        text.chars().filter(|c| c.is_alphabetic()).count()
    }

    #[test]
    fn pieces_grow_by_what_is_asked_in_words_of_their_own() {
        let texts = [
            "تأسس المركز الدولي استجابةً للحاجة الملحة إلى تنسيق الجهود العالمية",
            "The Centre was **founded** in 1998, see [here](https://example.org/), to coordinate",
            "می‌شود کتاب‌ها را خواند و نوشت",
            "Word",
        ];
        for text in texts {
            for share in [30, 45, 60, 100] {
                let long = piece(text, share);
                assert!(long.starts_with(text), "{long}");
                let (before, after) = (letters(text), letters(&long));
                let due = before + (before * share as usize).div_ceil(100);
                assert!(after >= due && after < due + 15, "{share}: {before} {after} {long}");
                let own: Vec<&str> = text.split_whitespace().collect();
                assert!(long[text.len()..].split_whitespace().all(|word| own.contains(&word)));
            }
        }
    }

    #[test]
    fn what_is_no_word_stays_as_it_is() {
        for text in ["1998", "+962 6 535 0000", "**1**", "| a | b |"] {
            assert_eq!(piece(text, 60), text);
        }
    }

    #[test]
    fn grown_texts_can_be_read_and_have_the_same_pieces() {
        let text = "title: عنوان الكتاب\nsections:\n  - heading: \"Two: words\"\n    body:\n      - |\n        first block\n\n        second one\n      - list: [one thing, another]\n";
        let long = grown(text, 45).unwrap();
        let places = |text: &str| {
            units_of(text).unwrap().into_iter().map(|unit| unit.place).collect::<Vec<_>>()
        };
        assert_eq!(places(text), places(&long));
        assert!(grown("title: [", 45).is_none());
    }
}
