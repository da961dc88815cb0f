//! Messages in Arabic: the table, what is set of it, and in which order it is seen.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use warraq::diag::arabic::{Catalogue, table};
use warraq::diag::print::{FaultFormat, Printer, Voice};
use warraq::diag::{Diagnostic, Sources, Span};
use warraq::source::{beside, explained};

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

/// What looks like a message and is none: layouts of lines, markup, names, words of other programs.
const NO_MESSAGES: [&str; 39] = [
    "{ name: card, fold: bifold, paper: a5 }",
    "src:url({place}) format(\"{format}\")}}",
    "{slug}   {word}",
    "{name:<20}  {about}\n{:22}{}\n",
    "{count} piece{plural} recorded in `{LOCK}`",
    "{:width$}  {}{place}\n",
    "{path}\nAsk for it in brochure.yaml: `theme: {name}`\n",
    "{unit:>numbers$}  {:<width$}  text\n",
    "{line:>numbers$}  {what:<width$}  {words}",
    "made {shown}: {} files\n\n{advice}\n{}then type\n  warraq build {typed}\n",
    "watch --serve",
    "{:gutter$} {bar}",
    "{number} {bar} {text}",
    "{:gutter$} {bar} {carets}{space}{label}",
    "{:gutter$} {sign} {name}: {}",
    "{severity}[{}]: {message}",
    "block {id} {place} {digest}",
    "made {id} {digest}",
    "re W n",
    "q 0 G [3 2] 0 d ",
    "q 0 G [] 0 d ",
    "l S Q",
    "page {number}",
    "gimp xcf",
    "jP  r\n",
    "top left",
    "top right",
    "bottom left",
    "bottom right",
    "left top",
    "right top",
    "left bottom",
    "right bottom",
    "{key}: \"{inner}\"",
    "a YAML node",
    "recursion limit",
    "found a tab",
    "tabs disallowed",
    "comment intercepting",
];

/// The messages, hints and remarks that a source file holds, as templates: what has a blank, begins
/// as a message does, and is no reason of an attribute. Files that make no faults hold none.
fn messages(source: &str) -> Vec<String> {
    let code = source.split("#[cfg(test)]").next().unwrap();
    let is_test = source.contains("#[test]") && code.contains("#[test]");
    // How faults are written out is asked for by name where none are made.
    let names = code.replace("FaultFormat", "");
    if is_test || !["Diagnostic", "Fault"].iter().any(|name| names.contains(name)) {
        return vec![];
    }
    let reasons: Vec<&str> = ["reason = \"", "expect(\"", "panic!(\"", "unreachable!(\""]
        .iter()
        .flat_map(|start| code.split(start).skip(1))
        .filter_map(|rest| rest.split('"').next())
        .collect();
    let begins = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_lowercase() || matches!(c, '`' | '{' | '…'))
    };
    let is_message = |text: &String| {
        let words = bare(text).replace("{}", " ");
        let said =
            words.split(' ').filter(|word| word.chars().any(char::is_alphabetic)).count();
        text.contains(' ') && begins(text) && said > 1 && !reasons.contains(&text.as_str())
    };
    literals(code).into_iter().filter(is_message).collect()
}

#[test]
fn every_message_of_the_program_has_an_arabic_row() {
    let mut sources = vec![];
    files(Path::new("src"), &mut sources);
    let rows: BTreeSet<&str> = table().map(|row| row.0).collect();
    let has_row =
        |text: &String| rows.contains(text.as_str()) || rows.contains(template(text).as_str());
    let all: BTreeSet<String> = sources.iter().flat_map(|source| messages(source)).collect();
    assert!(all.len() > 500, "{}", all.len());
    let none: Vec<&str> =
        NO_MESSAGES.iter().copied().filter(|text| !all.contains(*text)).collect();
    assert!(none.is_empty(), "not in the program: {none:#?}");
    let missing: Vec<&String> = all
        .iter()
        .filter(|text| !has_row(text) && !NO_MESSAGES.contains(&text.as_str()))
        .collect();
    assert!(missing.is_empty(), "{} without a row: {missing:#?}", missing.len());
}

#[test]
fn all_that_help_says_has_an_arabic_row() {
    let catalogue = Catalogue::new();
    let texts = warraq::cli::help_texts();
    let missing: Vec<&String> =
        texts.iter().filter(|text| catalogue.translate(text).is_none()).collect();
    assert!(texts.len() > 100 && missing.is_empty(), "{missing:#?}");
}

#[test]
fn every_fault_that_is_explained_is_explained_in_arabic() {
    let source = fs::read_to_string("src/cli/faults.rs").unwrap();
    let catalogue = Catalogue::new();
    let told = literals(&source).into_iter().filter(|text| text.contains(' '));
    let missing: Vec<String> =
        told.filter(|text| catalogue.translate(text).is_none()).collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn every_block_and_key_is_explained_in_arabic() {
    let catalogue = Catalogue::new();
    let blocks = explained();
    let others = beside();
    let keys = blocks.iter().flat_map(|block| &block.keys).chain(&others);
    let keys = keys.flat_map(|key| [key.about.clone(), key.takes.clone()]);
    let texts = blocks
        .iter()
        .flat_map(|block| [block.about.clone(), format!("Takes {}.", block.takes)]);
    let missing: BTreeSet<String> = keys
        .chain(texts)
        .filter(|text| !text.is_empty() && catalogue.translate(text).is_none())
        .collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn every_row_stands_in_the_program_and_is_arabic() {
    let mut sources = vec![];
    files(Path::new("src"), &mut sources);
    let known: BTreeSet<String> =
        sources
            .iter()
            .flat_map(|source| literals(source))
            .flat_map(|literal| [template(&literal), literal])
            .chain(warraq::cli::help_texts())
            .chain(explained().into_iter().flat_map(|block| {
                block.keys.into_iter().map(|key| key.about).chain([block.about])
            }))
            .chain(beside().into_iter().map(|key| key.about))
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
            assert!(stands(arabic, number), "{english}: {number}");
        }
        assert!(!stands(arabic, values + 1), "{arabic}");
    }
}

/// Whether an Arabic template has room for a value.
fn stands(arabic: &str, number: usize) -> bool {
    ["", "!"].iter().any(|sign| arabic.contains(&format!("{{{number}{sign}}}")))
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
            let grave = line.split(' ').nth(1);
            let is_fault = matches!(grave, Some("error" | "warning" | "note"));
            let message = || line.splitn(4, ' ').nth(3).filter(|_| is_fault);
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
fn faults_that_tests_know_are_told_in_arabic_without_english_words() {
    let (catalogue, told) = (Catalogue::new(), told());
    let foreign: Vec<&String> =
        told.iter().filter(|text| catalogue.translate(text).is_none()).collect();
    let said = told.iter().filter_map(|text| catalogue.translate(text));
    for said in said {
        assert!(!outside(&said).contains(|c: char| c.is_ascii_alphabetic()), "{said}");
    }
    assert!(
        foreign.is_empty(),
        "{} of {} are English: {foreign:#?}",
        foreign.len(),
        told.len()
    );
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
        let printer = Printer::new(&sources, FaultFormat::Human, false);
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
    let printer = Printer::new(&sources, FaultFormat::Json, false);
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
