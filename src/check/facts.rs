//! Whether a translation bears the same facts as the first language: phone numbers, addresses,
//! numbers, dates, names in Latin letters.
//!
//! Facts are compared by what they say, not by how they are written: digits, signs of groups and of
//! decimals, the order of a date differ between languages. Sections are paired by id, and a fact
//! may stand anywhere in its section, as often as a language needs it.

use std::collections::BTreeSet;

use unicode_script::Script;

use crate::diag::{Diagnostic, Sink, Span};
use crate::model::lang::Digits;
use crate::model::{Allowed, Document, Text};
use crate::prose::{TokenKind, tokens};

/// Numbers below are often written in words.
const IN_WORDS: u64 = 13;

/// A kind of fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum FactKind {
    Phone,
    Mail,
    Page,
    Number,
    Name,
}

impl FactKind {
    const ALL: [Self; 5] = [Self::Phone, Self::Mail, Self::Page, Self::Number, Self::Name];

    const fn name(self) -> &'static str {
        match self {
            Self::Phone => "phone number",
            Self::Mail => "e-mail address",
            Self::Page => "address",
            Self::Number => "number",
            Self::Name => "name",
        }
    }

    /// The name of the fault.
    const fn id(self) -> &'static str {
        match self {
            Self::Phone => "wrong-phone",
            _ => "wrong-fact",
        }
    }
}

/// A fact of a text.
#[derive(Debug, Clone)]
struct Fact {
    kind: FactKind,
    /// What it may say: a number with one sign can be read in two ways.
    readings: BTreeSet<String>,
    /// As it is written.
    written: String,
    /// Whether other languages may say it in words.
    optional: bool,
    span: Span,
}

impl Fact {
    fn says(&self, other: &Self) -> bool {
        // What is a phone number in one language may look like a plain number in another.
        let digits = |kind| matches!(kind, FactKind::Phone | FactKind::Number);
        (self.kind == other.kind || digits(self.kind) && digits(other.kind))
            && !self.readings.is_disjoint(&other.readings)
    }
}

/// Tells of facts that `other` lacks or has alone. `wrong-phone` are the phone numbers among them.
pub fn facts(first: &Document, other: &Document, sink: &mut Sink) {
    let (names, foreign) = (bears_names(first), bears_names(other));
    for section in &first.sections {
        let Some(own) = other.sections.iter().find(|own| own.id == section.id) else {
            continue;
        };
        let (here, there) = (gather(&section.texts(), names), gather(&own.texts(), foreign));
        let words = (latin(&section.texts()), latin(&own.texts()));
        let told = |kind: &FactKind| {
            *kind != FactKind::Phone || !first.allow.contains(&Allowed::WrongPhone)
        };
        for kind in FactKind::ALL.into_iter().filter(told) {
            let lacking =
                |facts: &[Fact], others: &[Fact], words: &BTreeSet<String>| -> Vec<Fact> {
                    let mut told = BTreeSet::new();
                    let facts = facts.iter().filter(|fact| fact.kind == kind);
                    let lacking = facts.filter(|fact| match kind {
                        FactKind::Name => fact.readings.is_disjoint(words),
                        _ => !others.iter().any(|other| fact.says(other)),
                    });
                    lacking.filter(|fact| told.insert(fact.readings.clone())).cloned().collect()
                };
            let missing = lacking(&here, &there, &words.1);
            let extra = lacking(&there, &here, &words.0);
            let places = [section.span, own.span];
            tell(kind, &missing, &extra, [first, other].map(|d| d.lang.as_str()), places, sink);
        }
    }
}

/// Whether names in Latin letters stand out in a document: its own words are in other letters.
fn bears_names(document: &Document) -> bool {
    document.lang.script() != Script::Latin
}

/// One that is missing and one that is there instead are told together.
fn tell(
    kind: FactKind,
    missing: &[Fact],
    extra: &[Fact],
    [first, other]: [&str; 2],
    [section, own]: [Span; 2],
    sink: &mut Sink,
) {
    let pairs = missing.len().min(extra.len());
    let name = kind.name();
    for (was, is) in missing.iter().zip(extra) {
        let message = format!(
            "the {name} `{}` in `{other}` is `{}` in `{first}`",
            is.written, was.written
        );
        let fault = Diagnostic::warning(kind.id(), is.span, message);
        sink.push(fault.with_related(was.span, "it stands here first"));
    }
    for fact in missing.iter().skip(pairs).filter(|fact| !fact.optional) {
        let message = format!("the {name} `{}` is not in `{other}`", fact.written);
        let fault = Diagnostic::warning(kind.id(), fact.span, message);
        sink.push(fault.with_related(own, "its section begins here"));
    }
    for fact in extra.iter().skip(pairs).filter(|fact| !fact.optional) {
        let message = format!("the {name} `{}` in `{other}` is not in `{first}`", fact.written);
        let fault = Diagnostic::warning(kind.id(), fact.span, message);
        sink.push(fault.with_related(section, "its section begins here"));
    }
}

/// The facts of texts, in order; names only where they stand out.
fn gather(texts: &[&Text], names: bool) -> Vec<Fact> {
    let mut out = vec![];
    for text in texts {
        let plain = text.to_plain();
        let tokens = tokens(&timed(&plain));
        for token in &tokens {
            let written = &plain[token.range.clone()];
            out.extend(fact(token.kind, written, text.span));
        }
        if names {
            let within = |at: usize| tokens.iter().any(|token| token.range.contains(&at));
            let words = latin_words(&plain).into_iter().filter(|&(at, _)| !within(at));
            out.extend(words.filter(|(_, word)| is_name(word)).map(|(_, word)| Fact {
                kind: FactKind::Name,
                readings: BTreeSet::from([word.to_lowercase()]),
                written: word.to_owned(),
                optional: false,
                span: text.span,
            }));
        }
    }
    out
}

/// What a token says.
fn fact(kind: TokenKind, written: &str, span: Span) -> Vec<Fact> {
    let folded = fold(written);
    let one = |kind, reading: String| {
        let readings = BTreeSet::from([reading]);
        Fact { kind, readings, written: written.to_owned(), optional: false, span }
    };
    match kind {
        TokenKind::Phone => {
            let digits = folded.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
            vec![one(FactKind::Phone, digits)]
        }
        TokenKind::Mail => vec![one(FactKind::Mail, folded.to_lowercase())],
        TokenKind::Page => vec![one(FactKind::Page, address(&folded))],
        TokenKind::Name => vec![],
        TokenKind::Date => numbers(&folded, written, span, true),
        TokenKind::Time => times(&folded, written, span),
        TokenKind::Serial | TokenKind::Range => numbers(&folded, written, span, false),
        TokenKind::Number | TokenKind::Quantity | TokenKind::Other => {
            let number: String = folded.chars().filter(|c| is_of_number(*c)).collect();
            let readings = readings(&number);
            let small = |reading: &String| reading.parse::<u64>().is_ok_and(|n| n < IN_WORDS);
            let optional = readings.iter().all(small);
            let fact = Fact {
                kind: FactKind::Number,
                readings,
                written: written.to_owned(),
                optional,
                span,
            };
            if fact.readings.is_empty() { vec![] } else { vec![fact] }
        }
    }
}

/// An address of the web without what people leave out.
fn address(folded: &str) -> String {
    let bare = folded.to_lowercase();
    let bare = bare.trim_start_matches("https://").trim_start_matches("http://");
    bare.trim_start_matches("www.").trim_end_matches('/').to_owned()
}

/// Each run of digits by itself; the month of a date is a word in most languages.
fn numbers(folded: &str, written: &str, span: Span, is_date: bool) -> Vec<Fact> {
    let runs = folded.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty());
    let fact = |run: &str| {
        let number = plain_number(run);
        let optional = is_date && number.parse::<u64>().is_ok_and(|n| n < IN_WORDS);
        let readings = BTreeSet::from([number]);
        Fact { kind: FactKind::Number, readings, written: written.to_owned(), optional, span }
    };
    runs.map(fact).collect()
}

/// The text with `:` in times of day whose sign is a letter (`8h15`, `20u30`), as long as it was.
fn timed(text: &str) -> String {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let before = text[..at].bytes().rev().take_while(u8::is_ascii_digit).count();
        let parts = matches!(c, 'h' | 'H' | 'u')
            && (1..=2).contains(&before)
            && digits(&text[at + 1..]) == 2;
        out.push(if parts { ':' } else { c });
    }
    out
}

/// Hours and minutes; a whole hour needs none of these, and one language counts to twelve where another
/// goes on.
fn times(folded: &str, written: &str, span: Span) -> Vec<Fact> {
    let mut all = numbers(folded, written, span, false);
    if let Some(hour) = all.first_mut() {
        let read = hour.readings.iter().filter_map(|number| number.parse::<u32>().ok());
        let other: Vec<_> = read.map(|n| ((n + 12) % 24).to_string()).collect();
        hour.readings.extend(other);
    }
    let is_whole = |fact: &Fact| fact.readings.iter().all(|number| number == "0");
    all.retain(|fact| !is_whole(fact));
    all
}

/// Digits as 0–9; the signs of groups and decimals as `'` and `.` or `,`; marks of order left out.
fn fold(text: &str) -> String {
    let fold = |c: char| match c {
        '٫' => Some('.'),
        '٬' | '’' | '\u{a0}' | '\u{202f}' | '\u{2009}' | ' ' => Some('\''),
        '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{2066}'..='\u{2069}' => None,
        '−' => Some('-'),
        c => Some(Digits::read(c).map_or(c, |(_, value)| Digits::Latn.digit(value))),
    };
    text.chars().filter_map(fold).collect()
}

fn is_of_number(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '.' | ',' | '\'')
}

/// What a number may say. The last sign parts decimals, unless it stands twice or three digits
/// follow it: then it may part groups.
fn readings(number: &str) -> BTreeSet<String> {
    let number = number.trim_matches(['.', ',', '\'']);
    let whole: String = number.chars().filter(char::is_ascii_digit).collect();
    let mut out = BTreeSet::new();
    if whole.is_empty() {
        return out;
    }
    let Some(at) = number.rfind(['.', ',']) else {
        return BTreeSet::from([plain_number(&whole)]);
    };
    let (before, after) = (&number[..at], &number[at + 1..]);
    let twice = before.contains(&number[at..=at]);
    if after.len() == 3 || twice {
        out.insert(plain_number(&whole));
    }
    if !twice {
        let digits: String = before.chars().filter(char::is_ascii_digit).collect();
        let decimals = after.trim_end_matches('0');
        let point = if decimals.is_empty() { "" } else { "." };
        out.insert(format!("{}{point}{decimals}", plain_number(&digits)));
    }
    out
}

fn plain_number(digits: &str) -> String {
    let bare = digits.trim_start_matches('0');
    if bare.is_empty() { "0".to_owned() } else { bare.to_owned() }
}

/// The words of Latin letters in a text, with their places.
fn latin_words(text: &str) -> Vec<(usize, &str)> {
    let mut out = vec![];
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let latin = c.is_ascii_alphanumeric() || matches!(c, '\u{c0}'..='\u{24f}');
        match (start, latin) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                out.push((from, &text[from..at]));
                start = None;
            }
            _ => {}
        }
    }
    out
}

/// Whether a word is a name or a sign of one: an adopted word is written small.
fn is_name(word: &str) -> bool {
    word.chars().count() > 1 && word.starts_with(|c: char| c.is_uppercase())
}

fn latin(texts: &[&Text]) -> BTreeSet<String> {
    let words = texts.iter().map(|text| text.to_plain());
    words
        .flat_map(|text| {
            latin_words(&text).into_iter().map(|(_, w)| w.to_lowercase()).collect::<Vec<_>>()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Vec<(FactKind, BTreeSet<String>)> {
        tokens(&timed(text))
            .iter()
            .flat_map(|token| fact(token.kind, &text[token.range.clone()], Span::NONE))
            .map(|fact| (fact.kind, fact.readings))
            .collect()
    }

    fn agree(a: &str, b: &str) -> bool {
        let (a, b) = (of(a), of(b));
        !a.is_empty()
            && a.len() == b.len()
            && a.iter().zip(&b).all(|(a, b)| a.0 == b.0 && !a.1.is_disjoint(&b.1))
    }

    #[test]
    fn one_fact_in_the_writing_of_two_languages_is_one_fact() {
        let pairs = [
            ("1998", "١٩٩٨"),
            ("1998", "۱۹۹۸"),
            ("1,250", "١٬٢٥٠"),
            ("1,250", "1.250"),
            ("1,250", "1\u{202f}250"),
            ("3.5", "3,5"),
            ("3.5", "٣٫٥"),
            ("12,345.60", "12.345,6"),
            ("45%", "٤٥٪"),
            ("+961 1 999 999", "+٩٦١ ١ ٩٩٩ ٩٩٩"),
            ("info@example.org", "Info@example.org"),
            ("https://www.example.org/", "example.org"),
            ("2026-03-21", "21/3/2026"),
            ("8:15", "8h15"),
            ("8:00", "8h"),
            ("8:15", "20:15"),
            ("٨:٣٠", "8h30"),
        ];
        for (a, b) in pairs {
            let sorted = |text: &str| {
                let mut facts = of(text);
                facts.sort();
                facts
            };
            assert!(agree(a, b) || sorted(a) == sorted(b), "{a} {b}: {:?} {:?}", of(a), of(b));
        }
    }

    #[test]
    fn another_digit_is_another_fact() {
        let numbers = ["1998", "1,250", "3.5", "45%", "+961 1 999 999", "12,345.60", "116000"];
        for number in numbers {
            for (at, digit) in number.char_indices().filter(|(_, c)| c.is_ascii_digit()) {
                let other = if digit == '7' { "8" } else { "7" };
                let changed = format!("{}{other}{}", &number[..at], &number[at + 1..]);
                assert!(!agree(number, &changed), "{number} {changed}");
            }
        }
    }
}
