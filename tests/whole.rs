//! Numbers of several parts stay on one line, with what belongs to them: phone numbers, dates, times,
//! ranges, quantities, in any language, theme, format and block, wherever in its line each comes.

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde_json::{Value, json};

use crate::notice::{FORMATS, LANGUAGES, Made, THEMES, phrase};
use crate::order::dice::Dice;

/// Languages that run from left to right, where spaces inside of numbers are bound, too.
const LATIN: [(&str, &str); 4] = [
    ("en", "the centre is open for children and their parents on all days but one of the week"),
    (
        "fr",
        "le centre accueille les enfants et leurs parents tous les jours sauf un par semaine",
    ),
    (
        "de",
        "das Haus steht Kindern und ihren Eltern an allen Tagen der Woche bis auf einen offen",
    ),
    (
        "ru",
        "центр открыт для детей и их родителей во все дни недели кроме одного из них всегда",
    ),
];

/// A number that nothing may part, whatever language it stands in.
fn anywhere(dice: &mut Dice) -> String {
    let sign = dice.pick(&["-", "–", " - ", " – "]);
    match dice.below(10) {
        0 => format!("+{} {} {}", dice.digits(3), dice.any(4), dice.any(4)),
        1 => format!("({}) {}-{}", dice.any(2), dice.any(3), dice.any(4)),
        2 => format!("0{} {} {}", dice.any(2), dice.any(3), dice.any(4)),
        3 => format!("0{}-{}-{}", dice.any(2), dice.any(3), dice.any(4)),
        4 => format!("{}/{}/20{}", dice.two(1, 28), dice.two(1, 12), dice.two(10, 40)),
        5 => format!("20{}-{}-{}", dice.two(10, 40), dice.two(1, 12), dice.two(1, 28)),
        6 => format!(
            "{}:{}{sign}{}:{}",
            dice.two(1, 11),
            dice.two(10, 59),
            dice.two(12, 23),
            dice.two(10, 59)
        ),
        7 => format!("{}{sign}{}", dice.two(10, 40), dice.two(50, 99)),
        8 => format!("{} {}", dice.some(2, 4), dice.pick(&["kg", "km", "MB", "mm", "kWh"])),
        _ => format!("{}.{}.{}", dice.some(1, 2), dice.some(1, 2), dice.some(1, 2)),
    }
}

/// A number with what counts it, as it is typed in texts that run from left to right.
fn bound(dice: &mut Dice) -> String {
    match dice.below(8) {
        0 => format!("{} {} m²", dice.some(1, 2), dice.any(3)),
        1 => format!("{} h {}", dice.two(10, 23), dice.two(10, 59)),
        2 => format!("{},{} %", dice.some(1, 2), dice.digits(1)),
        3 => format!("QAR {},{}", dice.digits(1), dice.any(3)),
        4 => format!("№ {}", dice.some(2, 3)),
        5 => format!("§ {}", dice.some(2, 3)),
        6 => format!("{} €", dice.some(2, 4)),
        _ => format!("{} {} {}", dice.some(1, 3), dice.any(3), dice.any(3)),
    }
}

/// Letters and digits of a text, digits of any system as 0–9: what is read of a number.
fn read(text: &str) -> String {
    let digit = |c: char| match c {
        '٠'..='٩' => char::from_digit(c as u32 - 0x660, 10).unwrap(),
        '۰'..='۹' => char::from_digit(c as u32 - 0x6f0, 10).unwrap(),
        _ => c,
    };
    text.chars().filter(|c| c.is_alphanumeric()).map(digit).collect()
}

/// A block that holds a text, in one of the places where texts stand.
fn block(text: &str, word: &str, dice: &mut Dice) -> Value {
    match dice.below(6) {
        0 | 1 => json!(text),
        2 => json!({ "list": [word, text] }),
        3 => json!({ "terms": [{ "term": word, "text": text }] }),
        4 => json!({ "box": { "title": word, "body": [text] } }),
        _ => json!({ "quote": { "text": text, "by": word } }),
    }
}

/// Numbers in a project that none of its lines shows whole.
fn parted(
    (lang, words): (&str, &str),
    theme: &str,
    format: &str,
    seed: usize,
    number: fn(&mut Dice) -> String,
) -> Vec<String> {
    let mut dice = Dice::new(u64::try_from(seed).unwrap());
    let word = words.split(' ').next().unwrap();
    let mut numbers = BTreeMap::new();
    let body: Vec<Value> = (0..14)
        .map(|before| {
            let one = number(&mut dice);
            numbers.insert(read(&one), one.clone());
            let (head, tail) =
                (phrase(words, before + 2, &mut dice), phrase(words, 6, &mut dice));
            block(&format!("{head} {one} {tail}"), word, &mut dice)
        })
        .collect();
    let made = Made::new(lang, theme, format, &json!(body), "");
    let lines: Vec<String> = made.lines().iter().map(|line| read(line)).collect();
    let is_whole = |said: &str| lines.iter().any(|line| line.contains(said));
    let broken = numbers.into_iter().filter(|(said, _)| !is_whole(said));
    let near = |said: &str| {
        let mut touched = lines.iter().filter(|line| line.contains(&said[..2]));
        touched.next().cloned().unwrap_or_default()
    };
    broken
        .map(|(said, typed)| {
            format!("{lang} {theme} {format} {seed}: {typed} ({})", near(&said))
        })
        .collect()
}

/// Numbers that are parted in any language, theme and format.
fn parted_anywhere(
    languages: &[(&str, &str)],
    first: usize,
    kinds: &[fn(&mut Dice) -> String],
) -> Vec<String> {
    let projects =
        languages.iter().flat_map(|&lang| THEMES.iter().map(move |theme| (lang, *theme)));
    let all: Vec<_> = (first..).zip(projects).collect();
    all.into_par_iter()
        .flat_map_iter(|(i, (lang, theme))| {
            let format = FORMATS[i % FORMATS.len()];
            kinds.iter().flat_map(move |&kind| parted(lang, theme, format, i, kind))
        })
        .collect()
}

#[test]
fn numbers_stay_on_one_line_in_every_language() {
    let broken = parted_anywhere(&LANGUAGES, 0, &[anywhere]);
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn numbers_keep_what_counts_them_where_texts_run_from_left_to_right() {
    let broken = parted_anywhere(&LATIN, 100, &[anywhere, bound]);
    assert!(broken.is_empty(), "{broken:#?}");
}
