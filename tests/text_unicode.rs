//! Unicode's own tests of UAX #9 and UAX #14, in full, through the functions of `text::analyze`.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs::File;
use std::io::Read;
use std::sync::Arc;

use rayon::prelude::*;
use warraq::geom::Dir;
use warraq::text::analyze::{Levels, is_bidi_control, line_breaks, trim_end, visual_order};

fn data(name: &str) -> String {
    let path = format!("{}/tests/data/{name}.gz", env!("CARGO_MANIFEST_DIR"));
    let mut text = String::new();
    flate2::read::GzDecoder::new(File::open(path).unwrap()).read_to_string(&mut text).unwrap();
    text
}

/// Lines that carry a case, numbered from 1.
fn cases(text: &str) -> Vec<(usize, &str)> {
    let numbered = text.lines().enumerate().map(|(i, line)| (i + 1, line));
    numbered.filter(|(_, line)| !line.is_empty() && !line.starts_with('#')).collect()
}

fn report(name: &str, count: usize, least: usize, failures: &[String]) {
    assert!(count >= least, "{name}: only {count} cases were found");
    let shown = failures.iter().take(10).cloned().collect::<Vec<_>>().join("\n");
    assert!(failures.is_empty(), "{name}: {} of {count} fail:\n{shown}", failures.len());
}

fn character(code: &str) -> char {
    u32::from_str_radix(code, 16).ok().and_then(char::from_u32).unwrap()
}

/// Levels by character of a text set on one line, `None` where X9 removes the character, and the
/// visual order of the others.
fn resolve(text: &str, base: Option<Dir>) -> (Vec<Option<u8>>, Vec<usize>) {
    let levels = Levels::new(text, base);
    let paragraph = paragraph_level(text, base);
    let end = trim_end(text);
    let removed = |c: char| {
        use unicode_bidi::BidiClass::{BN, LRE, LRO, PDF, RLE, RLO};
        matches!(unicode_bidi::bidi_class(c), BN | LRE | RLE | LRO | RLO | PDF)
    };
    let by_char: Vec<Option<u8>> = text
        .char_indices()
        .map(|(i, c)| {
            let level = if i >= end { paragraph } else { levels.at(i) };
            (!removed(c)).then_some(level)
        })
        .collect();
    let kept: Vec<usize> = (0..by_char.len()).filter(|&i| by_char[i].is_some()).collect();
    let kept_levels: Vec<u8> = kept.iter().filter_map(|&i| by_char[i]).collect();
    let order = visual_order(&kept_levels).into_iter().map(|i| kept[i]).collect();
    (by_char, order)
}

/// The level that a paragraph separator takes is the paragraph's own (L1).
fn paragraph_level(text: &str, base: Option<Dir>) -> u8 {
    if let Some(dir) = base {
        return u8::from(dir.is_rtl());
    }
    let first = text.split('\u{2029}').next().unwrap_or_default();
    let closed = format!("{first}\u{2029}");
    Levels::new(&closed, base).at(first.len())
}

fn show(levels: &[Option<u8>]) -> String {
    let one = |l: &Option<u8>| l.map_or("x".to_owned(), |l| l.to_string());
    levels.iter().map(one).collect::<Vec<_>>().join(" ")
}

#[test]
fn bidi_character_test() {
    let text = data("BidiCharacterTest.txt");
    let cases = cases(&text);
    let failures: Vec<String> = cases
        .par_iter()
        .filter_map(|(number, line)| {
            let fields: Vec<&str> = line.split(';').collect();
            let text: String = fields[0].split(' ').map(character).collect();
            let base = match fields[1] {
                "0" => Some(Dir::Ltr),
                "1" => Some(Dir::Rtl),
                _ => None,
            };
            let (levels, order) = resolve(&text, base);
            let order = order.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ");
            let paragraph = paragraph_level(&text, base).to_string();
            let good =
                paragraph == fields[2] && show(&levels) == fields[3] && order == fields[4];
            (!good).then(|| {
                format!("{number}: {line}\n  got {paragraph};{};{order}", show(&levels))
            })
        })
        .collect();
    report("BidiCharacterTest", cases.len(), 91_000, &failures);
}

/// A character of each bidi class.
fn sample(class: &str) -> char {
    match class {
        "L" => 'a',
        "R" => '\u{5d0}',
        "AL" => '\u{627}',
        "EN" => '1',
        "ES" => '+',
        "ET" => '$',
        "AN" => '\u{661}',
        "CS" => ',',
        "NSM" => '\u{300}',
        "BN" => '\u{ad}',
        "B" => '\u{2029}',
        "S" => '\t',
        "WS" => ' ',
        "ON" => '!',
        "LRE" => '\u{202a}',
        "RLE" => '\u{202b}',
        "PDF" => '\u{202c}',
        "LRO" => '\u{202d}',
        "RLO" => '\u{202e}',
        "LRI" => '\u{2066}',
        "RLI" => '\u{2067}',
        "FSI" => '\u{2068}',
        "PDI" => '\u{2069}',
        other => panic!("class {other}"),
    }
}

#[test]
fn bidi_test() {
    let text = data("BidiTest.txt");
    let (mut levels, mut order, mut cases) = (Arc::default(), Arc::default(), vec![]);
    for (number, line) in self::cases(&text) {
        if let Some(rest) = line.strip_prefix("@Levels:") {
            levels = Arc::new(
                rest.split_whitespace().map(|l| l.parse::<u8>().ok()).collect::<Vec<_>>(),
            );
        } else if let Some(rest) = line.strip_prefix("@Reorder:") {
            order = Arc::new(
                rest.split_whitespace()
                    .map(|i| i.parse::<usize>().unwrap())
                    .collect::<Vec<_>>(),
            );
        } else {
            cases.push((number, line, Arc::clone(&levels), Arc::clone(&order)));
        }
    }
    let failures: Vec<String> = cases
        .par_iter()
        .filter_map(|(number, line, levels, order)| {
            let (classes, bits) = line.split_once(';').unwrap();
            let text: String = classes.split(' ').map(sample).collect();
            let bits: u8 = bits.trim().parse().unwrap();
            let bases = [None, Some(Dir::Ltr), Some(Dir::Rtl)];
            let good = (0..3).filter(|bit| bits & 1 << bit != 0).all(|bit| {
                let (got_levels, got_order) = resolve(&text, bases[bit]);
                got_levels == **levels && got_order == **order
            });
            (!good).then(|| format!("{number}: {line}; expected {}; {order:?}", show(levels)))
        })
        .collect();
    report("BidiTest", cases.len(), 490_000, &failures);
}

#[test]
fn line_break_test() {
    let text = data("LineBreakTest.txt");
    let cases = cases(&text);
    let failures: Vec<String> = cases
        .par_iter()
        .filter_map(|(number, line)| {
            let (marks, comment) = line.split_once('#').unwrap();
            let (mut text, mut expected) = (String::new(), vec![]);
            for token in marks.split_whitespace().skip(1) {
                match token {
                    "÷" => expected.push(text.len()),
                    "×" => {}
                    code => text.push(character(code)),
                }
            }
            let got: Vec<usize> = line_breaks(&text).iter().map(|o| o.at).collect();
            (got != expected).then(|| format!("{number}: {comment}\n  {got:?} {expected:?}"))
        })
        .collect();
    report("LineBreakTest", cases.len(), 19_300, &failures);
}

#[test]
fn the_samples_and_the_controls_are_what_they_stand_for() {
    assert!(is_bidi_control(sample("LRI")) && is_bidi_control(sample("PDF")));
    assert!(!is_bidi_control(sample("BN")));
}
