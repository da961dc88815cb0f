//! Texts that no one has translated: they are longer than the source, and what is wrong with pages
//! is found before a translator is paid.
//!
//! `en-XA` has accents on most letters, brackets around every piece, and grows by 30 to 60 %: text
//! that the program says itself, or that was cut off, is seen at once. `ar-XB` is the same in
//! letters of Arabic script, from right to left. Both are made of the first language in Latin
//! letters; marks, numbers, addresses and names in capitals stay as they are.

use unicode_script::Script;

use super::grown::grow;
use super::languages::UnreadText;
use super::retext::{NewText, retext};
use super::{Drafts, marks, units_of};
use crate::diag::Sources;
use crate::model::lang::Lang;
use crate::prose::{TokenKind, tokens};

/// The languages.
const TAGS: [&str; 2] = ["en-XA", "ar-XB"];
const ACCENTED: [char; 26] = [
    'á', 'b', 'ç', 'ð', 'é', 'f', 'ĝ', 'ĥ', 'î', 'ĵ', 'ķ', 'ļ', 'm', 'ñ', 'ö', 'p', 'q', 'ŕ',
    'š', 'ţ', 'û', 'v', 'ŵ', 'x', 'ý', 'ž',
];
const ARABIC: [char; 26] = [
    'ا', 'ب', 'ث', 'د', 'ع', 'ف', 'ج', 'ه', 'ي', 'خ', 'ك', 'ل', 'م', 'ن', 'و', 'ض', 'ق', 'ر',
    'س', 'ت', 'ص', 'غ', 'ط', 'ح', 'ظ', 'ز',
];
/// What pieces grow by, in `en-XA`.
const MORE: &str = "öñé ţŵö ţĥŕéé föûŕ fîvé šîx šévéñ éîĝĥţ ñîñé ţéñ";
/// The same in `ar-XB`.
const MORE_ARABIC: &str = "ونع تطو تهرعع فوصر فيغع سيح سعغعن عيجهت نينع تعن";

/// The tags of the languages.
pub fn pseudo_languages() -> Vec<Lang> {
    TAGS.into_iter().filter_map(Lang::parse).collect()
}

/// The texts that were read and, where they are asked for, those that nobody wrote.
pub(super) fn add(
    mut unread: Vec<UnreadText>,
    drafts: &Drafts,
    sources: &mut Sources,
) -> Vec<UnreadText> {
    match drafts {
        Drafts::Pseudo => {}
        Drafts::Grown(share) => return grow(unread, *share, sources),
        Drafts::None | Drafts::Of(_) | Drafts::All => return unread,
    }
    let latin = unread.iter().find(|text| text.lang.script() == Script::Latin);
    let base = latin
        .or(unread.first())
        .and_then(|base| Some((base.listed, base.file.as_ref().ok()?.1.clone())));
    let Some((listed, text)) = base else { return unread };
    for lang in pseudo_languages() {
        let Some(made) = pseudo(&text, lang.as_str() == TAGS[1]) else { continue };
        let file = sources.add(format!("text/{lang}.yaml"), made.as_str());
        unread.push(UnreadText { lang, listed, file: Ok((file, made.into())) });
    }
    unread
}

/// The text of a file with each piece in other letters, and longer; `None` where it is none.
fn pseudo(text: &str, arabic: bool) -> Option<String> {
    let units = units_of(text)?;
    let file = units.first()?.span.file?;
    let changes: Vec<NewText> = units
        .into_iter()
        .map(|unit| NewText {
            text: piece(&unit.text, arabic),
            span: unit.span,
            place: unit.place,
        })
        .collect();
    let text = retext(text, file, &changes).ok()?;
    let bare = text.lines().filter(|line| !line.starts_with("status:"));
    Some(format!("status: draft\n{}\n", bare.collect::<Vec<_>>().join("\n")))
}

/// A piece in other letters, between brackets, and longer.
fn piece(text: &str, arabic: bool) -> String {
    let (mut out, mut at) = (String::new(), 0);
    for range in kept(text) {
        out.push_str(&words(&text[at..range.start], arabic));
        out.push_str(&text[range.clone()]);
        at = range.end;
    }
    out.push_str(&words(&text[at..], arabic));
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    if letters == 0 {
        return out;
    }
    let more = if arabic { MORE_ARABIC } else { MORE };
    let grown: String = more.chars().cycle().take(growth(letters)).collect();
    let line = text.lines().count() == 1 && !text.starts_with(['-', '#', '>', '|']);
    match line {
        // Not `[…]`: that would be a mark.
        true => format!("«{out} {}»", grown.trim_end()),
        false => format!("{out} {}", grown.trim_end()),
    }
}

/// How many letters a piece grows by: short ones by 60 %, long ones by 30 %.
fn growth(letters: usize) -> usize {
    let share = if letters <= 20 {
        60
    } else if letters <= 80 {
        45
    } else {
        30
    };
    (letters * share).div_ceil(100)
}

/// The parts of a text that stay, in order: marks, addresses, numbers.
pub(super) fn kept(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut out = marks(text);
    let whole = |kind| {
        matches!(
            kind,
            TokenKind::Page | TokenKind::Mail | TokenKind::Name | TokenKind::Quantity
        )
    };
    out.extend(
        tokens(text).into_iter().filter(|token| whole(token.kind)).map(|token| token.range),
    );
    out.sort_by_key(|range| (range.start, range.end));
    let mut end = 0;
    out.retain(|range| {
        let apart = range.start >= end;
        end = end.max(range.end);
        apart
    });
    out
}

/// Words in other letters; those of capitals stay.
fn words(text: &str, arabic: bool) -> String {
    let parts = text.split_inclusive(|c: char| !c.is_alphanumeric());
    let word = |part: &str| {
        let letters = part.trim_end_matches(|c: char| !c.is_alphanumeric());
        let is_name =
            letters.len() > 1 && letters.chars().all(|c| c.is_uppercase() || c.is_numeric());
        if is_name {
            part.to_owned()
        } else {
            part.chars().map(|c| letter(c, arabic)).collect()
        }
    };
    parts.map(word).collect()
}

fn letter(c: char, arabic: bool) -> char {
    let index =
        usize::from(u8::try_from(c.to_ascii_lowercase()).unwrap_or(0).wrapping_sub(b'a'));
    let table = if arabic { &ARABIC } else { &ACCENTED };
    let Some(&other) = table.get(index) else { return c };
    match c.is_uppercase() {
        true => other.to_uppercase().next().unwrap_or(other),
        false => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PIECES: [&str; 8] = [
        "Plain words",
        "ICMEC works",
        "**strong** and [linked](https://example.org/path) words",
        "Call +961 1 234 567 or help@example.org",
        "1998",
        "a `code` b",
        "- one\n- two",
        "A long text that goes on and on, so that it grows by less than a short one would grow.",
    ];

    #[test]
    fn pieces_grow_and_keep_marks_numbers_and_addresses() {
        for text in PIECES {
            for arabic in [false, true] {
                let made = piece(text, arabic);
                let of = |text: &str| {
                    marks(text)
                        .into_iter()
                        .map(|range| text[range].to_owned())
                        .collect::<Vec<_>>()
                };
                assert_eq!(of(&made), of(text), "{made}");
                let digits =
                    |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
                assert_eq!(digits(&made), digits(text));
                for kept in ["https://example.org/path", "help@example.org", "ICMEC", "`code`"]
                {
                    assert_eq!(made.contains(kept), text.contains(kept), "{made}");
                }
                let letters =
                    |text: &str| text.chars().filter(|c| c.is_alphabetic()).count() as f64;
                let grown = letters(&made) / letters(text);
                assert!(text == "1998" || (1.2..=1.7).contains(&grown), "{made}: {grown}");
                assert!(text == "1998" || made != text);
            }
        }
    }

    #[test]
    fn a_file_has_the_same_pieces_at_the_same_places() {
        let text = "title: A title\nstatus: final\nsections:\n  - id: one\n    heading: Heading # remark\n    body:\n      - |\n        Some **words**\n        on lines.\n      - terms: [{ term: Term, text: \"Text\" }]\n";
        for arabic in [false, true] {
            let made = pseudo(text, arabic).unwrap();
            let places = |text: &str| {
                units_of(text).unwrap().into_iter().map(|unit| unit.place).collect::<Vec<_>>()
            };
            assert_eq!(places(&made), places(text));
            assert!(made.starts_with("status: draft\n") && made.contains("# remark"), "{made}");
        }
    }
}
