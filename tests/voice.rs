//! Messages in Arabic: the table, what is set of it, and in which order it is seen.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use warraq::diag::arabic::{Catalogue, table};
use warraq::diag::print::{Format, Printer, Voice};
use warraq::diag::{Diagnostic, Sources, Span};

use crate::source::Folder;

const LRI: char = '\u{2066}';
const RLI: char = '\u{2067}';
const PDI: char = '\u{2069}';

/// Rust files below a folder.
fn files(dir: &Path, out: &mut Vec<String>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, out);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            out.push(fs::read_to_string(path).unwrap());
        }
    }
}

/// The string literals of Rust source, as the program has them.
fn literals(source: &str) -> Vec<String> {
    let (mut out, mut chars) = (vec![], source.chars().peekable());
    let mut before = ' ';
    while let Some(c) = chars.next() {
        if c == '/' && chars.peek() == Some(&'/') {
            chars.by_ref().find(|&c| c == '\n');
        } else if c == '\'' && matches!(chars.peek(), Some('"')) {
            chars.next();
        } else if c == '\'' && matches!(chars.peek(), Some('\\')) {
            chars.next();
            chars.next();
        } else if c == '"' && before != 'r' && before != '#' {
            out.push(literal(&mut chars));
        }
        before = c;
    }
    out
}

fn literal(chars: &mut std::iter::Peekable<std::str::Chars<'_>>) -> String {
    let mut out = String::new();
    while let Some(c) = chars.next() {
        match c {
            '"' => break,
            '\\' => match chars.next() {
                Some('\n') => while chars.next_if(|c| c.is_whitespace()).is_some() {},
                Some('n') => out.push('\n'),
                Some(c) => out.push(c),
                None => break,
            },
            c => out.push(c),
        }
    }
    out
}

/// A literal of `format!` as a template: `{}` for what is filled in.
fn template(literal: &str) -> String {
    let (mut out, mut chars) = (String::new(), literal.chars().peekable());
    while let Some(c) = chars.next() {
        out.push(c);
        if c == '{' && chars.next_if_eq(&'{').is_none() && literal.contains('}') {
            chars.by_ref().find(|&c| c == '}');
            out.push('}');
        } else if c == '}' {
            chars.next_if_eq(&'}');
        }
    }
    out
}

/// What stands outside of backticks and placeholders.
fn bare(template: &str) -> String {
    template.split('`').step_by(2).collect()
}

#[test]
fn every_row_stands_in_the_program_and_is_arabic() {
    let mut sources = vec![];
    files(Path::new("src"), &mut sources);
    let known: BTreeSet<String> = sources
        .iter()
        .flat_map(|source| literals(source))
        .flat_map(|literal| [template(&literal), literal])
        .collect();
    let unused: Vec<&str> =
        table().map(|row| row.0).filter(|&row| !known.contains(row)).collect();
    assert!(unused.is_empty(), "nothing says these: {unused:#?}");
    let mut seen = BTreeSet::new();
    for (english, arabic) in table() {
        assert!(seen.insert(english), "twice: {english}");
        let latin = bare(arabic).contains(|c: char| c.is_ascii_alphabetic());
        assert!(!latin && arabic.matches('`').count() % 2 == 0, "{arabic}");
        let values = english.matches("{}").count();
        for number in 1..=values {
            assert!(arabic.contains(&format!("{{{number}}}")), "{english}: {number}");
        }
        assert!(!arabic.contains(&format!("{{{}}}", values + 1)), "{arabic}");
    }
}

#[test]
fn what_is_set_keeps_its_values_and_lists_of_them() {
    let catalogue = Catalogue::new();
    let say = |text: &str| catalogue.translate(text).map(|said| said.replace([LRI, PDI], ""));
    let values = ["heding", "كتاب", "a b", "a, b or c", "{1}", "", "did you mean"];
    for value in values {
        let said = say(&format!("unknown key `{value}`")).unwrap();
        assert_eq!(said, format!("المفتاح `{value}` غير معروف"));
    }
    assert_eq!(say("known are `a`, `b, c` or `d`").unwrap(), "المعروف: `a`، `b, c` أو `d`");
    assert_eq!(say("2 errors, 1 warning").unwrap(), "الأخطاء: 2، تنبيه واحد");
    assert_eq!(say("this is said nowhere"), None);
    assert_eq!(say("unknown key `a` and more"), None, "half a message is none");
}

/// The messages and hints of all reference faults.
fn told() -> Vec<String> {
    let mut out = BTreeSet::new();
    for entry in fs::read_dir("tests/ref/diag").unwrap() {
        let text = fs::read_to_string(entry.unwrap().path()).unwrap();
        for line in text.lines() {
            let hint = line.trim_start().strip_prefix("hint: ");
            let message = || line.splitn(4, ' ').nth(3).filter(|_| !line.starts_with(' '));
            out.extend(hint.or_else(message).map(str::to_owned));
        }
    }
    out.into_iter().collect()
}

/// What is left of a translated message outside of its isolated stretches.
fn outside(said: &str) -> String {
    let mut depth = 0_usize;
    let mut keep = |c: char| match c {
        LRI => {
            depth += 1;
            false
        }
        PDI => {
            depth -= 1;
            false
        }
        _ => depth == 0,
    };
    said.chars().filter(|&c| keep(c)).collect()
}

#[test]
fn most_faults_that_tests_know_are_told_in_arabic_without_english_words() {
    let (catalogue, told) = (Catalogue::new(), told());
    let foreign: Vec<&String> =
        told.iter().filter(|text| catalogue.translate(text).is_none()).collect();
    let said = told.iter().filter_map(|text| catalogue.translate(text));
    for said in said {
        assert!(!outside(&said).contains(|c: char| c.is_ascii_alphabetic()), "{said}");
    }
    let most = foreign.len() * 4 < told.len();
    assert!(most, "{} of {} are English: {foreign:#?}", foreign.len(), told.len());
}

/// The order in which an Arabic message is seen, said simply: its stretches from the last to the
/// first, Arabic ones turned round but for their numbers, isolated ones as they are.
fn seen(said: &str) -> String {
    let mut out = vec![];
    for (index, part) in said.split([LRI, PDI]).enumerate() {
        if index % 2 == 1 {
            out.push(part.to_owned());
            continue;
        }
        let mut digits = String::new();
        let mut turned: Vec<String> = vec![];
        for c in part.chars() {
            if c.is_ascii_digit() {
                digits.push(c);
                continue;
            }
            turned.extend((!digits.is_empty()).then(|| std::mem::take(&mut digits)));
            let mirrored = match c {
                '(' => ')',
                ')' => '(',
                c => c,
            };
            turned.push(mirrored.to_string());
        }
        turned.extend((!digits.is_empty()).then_some(digits));
        turned.reverse();
        out.push(turned.concat());
    }
    out.reverse();
    out.concat()
}

#[test]
fn terminals_that_do_not_reorder_get_the_order_that_is_seen() {
    let (catalogue, voice) = (Catalogue::new(), Voice::new(true, false));
    let mut tried = 0;
    for text in told().iter().filter(|text| text.is_ascii()) {
        let Some(said) = catalogue.translate(text) else { continue };
        // A mark is written behind its letter, whatever the order.
        if said.contains(|c| matches!(c, '\u{64b}'..='\u{652}')) {
            continue;
        }
        assert_eq!(voice.say(text), seen(&said), "{text}");
        tried += 1;
    }
    assert!(tried > 50, "{tried}");
    assert!(Voice::new(true, true).say("unknown key `a`").starts_with(RLI));
}

#[test]
fn carets_stand_under_their_letters_without_bidi() {
    let line = "- term: الوقاية (2026) من ICMEC والتوعية";
    for word in ["الوقاية", "2026", "ICMEC", "والتوعية", "term"] {
        let mut sources = Sources::default();
        let start = line.find(word).unwrap();
        let span = Span::new(sources.add("a.yaml", line), start..start + word.len());
        let fault = Diagnostic::error("unknown-key", span, "unknown key `x`");
        let printer = Printer::new(&sources, Format::Human, false);
        let mut out = vec![];
        printer.in_voice(Voice::new(true, false)).write(&mut out, &fault).unwrap();
        let out = String::from_utf8(out).unwrap();
        let lines: Vec<&str> = out.lines().collect();
        let (above, below) = (lines[3].chars(), lines[4].chars());
        let mut under: Vec<char> =
            above.zip(below).filter(|pair| pair.1 == '^').map(|pair| pair.0).collect();
        if !word.is_ascii() {
            under.reverse();
        }
        assert_eq!(under.iter().collect::<String>(), word, "{out}");
        assert!(!out.contains([LRI, PDI, RLI, '\u{202e}', '\u{202c}', '\u{200e}']), "{out}");
    }
}

#[test]
fn json_speaks_arabic_under_english_ids() {
    let fault = Diagnostic::error("unknown-key", Span::NONE, "unknown key `heding`")
        .with_hint("did you mean `heading`?");
    let sources = Sources::default();
    let mut out = vec![];
    let printer = Printer::new(&sources, Format::Json, false);
    printer.in_voice(Voice::new(true, true)).write(&mut out, &fault).unwrap();
    let fault: serde_json::Value = serde_json::from_slice(&out).unwrap();
    assert_eq!(fault["id"], "unknown-key");
    assert_eq!(fault["severity"], "error");
    assert_eq!(fault["message"], "المفتاح `heding` غير معروف");
    assert_eq!(fault["hints"][0], "هل تقصد `heading`؟");
}

#[test]
fn a_thousand_messages_are_found_at_once() {
    let catalogue = Catalogue::new();
    let start = std::time::Instant::now();
    for n in 0..1000 {
        assert!(catalogue.translate(&format!("unknown key `{n}`")).is_some());
    }
    assert!(start.elapsed().as_millis() < 2000, "{:?}", start.elapsed());
    assert!(!Folder::new().faults().contains('\u{2067}'), "English has no catalogue");
}
