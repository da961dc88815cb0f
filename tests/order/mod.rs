//! The order in which a reader sees things. Tokens of every kind in every surrounding are set by
//! the program; what is seen of them is taken from the finished PDF and compared with the table.
//! Nothing here shares a line with the program's own finder of tokens.

mod browser;
pub(crate) mod dice;
mod kept;
mod language;
mod phrases;
mod places;
mod plain;
mod project;
mod random;
mod seen;
mod strings;
mod table;

use std::collections::BTreeMap;

use dice::Dice;
use language::{Digits, Language};
use places::{Holder, Sample};
use project::{NARROW, WIDE};
use table::{KINDS, Kind};

/// Elements with samples, set in one document of one language.
fn batches(samples: Vec<Sample>) -> Vec<Vec<Sample>> {
    let mut batches: BTreeMap<(&str, usize), Vec<Sample>> = BTreeMap::new();
    for sample in samples {
        let holder = places::HOLDERS.iter().position(|&holder| holder == sample.holder);
        batches.entry((sample.lang, holder.unwrap())).or_default().push(sample);
    }
    batches.into_values().collect()
}

/// What differs from what must be seen, a line each.
fn judge(sample: &Sample, lines: &[String], faults: &mut Vec<String>) {
    let torn =
        sample.tokens.iter().find(|&token| !lines.iter().any(|line| line.contains(token)));
    let wrong = sample.line.as_ref().filter(|line| lines.len() == 1 && **line != lines[0]);
    if let Some(wanted) = torn.or(wrong) {
        let Sample { what, lang, holder, typed, .. } = sample;
        let seen = lines.join(" ¶ ");
        faults.push(format!(
            "{lang} {holder:?}, {what}: {typed}\n    wanted {wanted}\n    seen   {seen}"
        ));
    }
}

fn check(samples: Vec<Sample>) {
    let count = samples.len();
    let batches = batches(samples);
    let mut faults = vec![];
    let mut on_one_line = 0;
    for batch in &batches {
        let lines = project::lines(batch, WIDE);
        for (sample, lines) in batch.iter().zip(&lines) {
            on_one_line += usize::from(lines.len() == 1);
            judge(sample, lines, &mut faults);
        }
    }
    assert!(faults.is_empty(), "{} of {count}:\n{}", faults.len(), faults.join("\n"));
    assert!(on_one_line * 100 >= count * 99, "{on_one_line} of {count} on one line");
}

#[test]
fn tokens_are_seen_by_the_table_in_every_surrounding() {
    check(places::samples());
}

#[test]
fn phrases_of_the_other_direction_are_whole() {
    check(phrases::samples());
}

/// Tokens at all places of a narrow line: a word before them grows letter by letter.
#[test]
fn no_token_is_parted_by_the_end_of_a_line() {
    let mut faults = vec![];
    for language in &language::LANGUAGES {
        let [word, next] = language.words;
        let mut batch = vec![];
        for (kind, typed, ink) in unbroken(language) {
            for length in 0..30 {
                let filler: String = word.chars().cycle().take(length).collect();
                batch.push(Sample {
                    what: format!("{kind} at a line's end"),
                    lang: language.tag,
                    holder: Holder::Paragraph,
                    typed: format!("{word} {next} {word} {filler} {next} {typed} {word}"),
                    tokens: vec![ink.clone()],
                    line: None,
                });
            }
        }
        let lines = project::lines(&batch, NARROW);
        for (sample, lines) in batch.iter().zip(&lines) {
            judge(sample, lines, &mut faults);
        }
        assert!(lines.iter().filter(|lines| lines.len() > 1).count() * 3 > lines.len());
    }
    assert!(faults.is_empty(), "{}:\n{}", faults.len(), faults.join("\n"));
}

/// Tokens that stay on one line, as typed and as seen. Addresses and phrases may be broken, and
/// a date may be parted from its time.
fn unbroken(language: &Language) -> Vec<(String, String, String)> {
    let mut dice = Dice::new(3);
    let mut out = vec![("Name".into(), "HTTP/3".into(), "HTTP/3".into())];
    for kind in KINDS {
        if matches!(kind, Kind::Address | Kind::Name | Kind::Moment) {
            continue;
        }
        for &digits in language.digits {
            let token = table::token(kind, language, digits, &mut dice);
            out.extend(
                token.map(|token| (format!("{kind:?}"), token.typed.clone(), token.ink())),
            );
        }
    }
    out
}

/// Headings of sections stand in the contents, too, between a number and a folio.
#[test]
fn contents_show_what_headings_show() {
    let mut faults = vec![];
    for language in &language::LANGUAGES {
        let mut dice = Dice::new(11);
        let mut samples = vec![];
        for kind in KINDS {
            let tokens = language.digits.iter();
            let tokens = tokens.filter_map(|&d| table::token(kind, language, d, &mut dice));
            for token in tokens.collect::<Vec<_>>() {
                let [word, next] = language.words;
                samples.push(Sample {
                    what: format!("{kind:?} in the contents"),
                    lang: language.tag,
                    holder: Holder::Heading,
                    typed: format!("{word} {} {next}", token.typed),
                    tokens: vec![token.ink()],
                    line: None,
                });
            }
        }
        let contents = project::contents(&samples);
        for (sample, lines) in samples.iter().zip(&contents) {
            judge(sample, lines, &mut faults);
        }
    }
    assert!(faults.is_empty(), "{}:\n{}", faults.len(), faults.join("\n"));
}

/// A note's mark stands after what it marks, in the direction of the paragraph.
#[test]
fn a_notes_mark_stands_after_what_it_marks() {
    for (lang, digits, said) in [
        ("ar", Digits::Arabic, ["2023", "٢٠٢٤", "12.5%", "Windows", "(شرح)", "2020-2025"]),
        ("fa", Digits::Persian, ["2023", "۲۰۲۴", "12.5%", "Windows", "(شرح)", "۱۲٪"]),
        ("he", Digits::Latin, ["2023", "1.2.3", "12.5%", "Windows", "(פרט)", "3/4"]),
        ("en", Digits::Latin, ["2023", "1.2.3", "12.5%", "كلمة", "(note)", "3/4"]),
    ] {
        let typed = |text: &str| {
            let bare = text.replace(['(', ')'], "");
            format!("{text}[^{bare}]\n\n[^{bare}]: {text}")
        };
        let samples = said.map(|text| Sample {
            what: "Note".into(),
            lang,
            holder: Holder::Paragraph,
            typed: typed(text),
            tokens: vec![],
            line: None,
        });
        for (number, lines) in (1..).zip(project::lines(&samples, WIDE)) {
            let [sample, line] = [&samples[number - 1].typed, &lines[0]];
            let mark = digits.write(&number.to_string());
            let is_after =
                if lang == "en" { line.ends_with(&mark) } else { line.starts_with(&mark) };
            let length = sample.chars().take_while(|&c| c != '[').count() + 1;
            assert!(is_after && line.chars().count() == length, "{lang} {sample}: {line}");
        }
    }
}
