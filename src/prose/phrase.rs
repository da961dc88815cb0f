//! Phrases of the other direction: from the first strong character to the last one before one of
//! the paragraph's own direction, whatever neutral lies between, as UAX #9 sees them (N0 to N2,
//! W7), with the signs that belong to the words at their edges.

use std::ops::Range;

use icu_properties::props::{GeneralCategory, QuotationMark, TerminalPunctuation};
use icu_properties::{
    CodePointMapData, CodePointMapDataBorrowed, CodePointSetData, CodePointSetDataBorrowed,
};

use super::class::{Class, Explicit, class, is_attached, is_hyphen, is_space};
use super::flat::OBJECT;
use super::pair::{MarkPair, pairs};
use super::token::{Token, TokenKind};
use crate::geom::Dir;
use crate::model::lang::Digits;

/// What stands in a row of a text, as far as phrases are made of it.
#[derive(Debug, Clone, Copy, PartialEq)]
enum PhraseElement {
    /// Letters or words of the other direction.
    Foreign,
    /// Digits that go with letters of the other direction, but are none.
    ForeignDigits,
    /// Of the paragraph's own direction.
    Own,
    /// A number, which follows the letters before it.
    Number,
    /// A number whose parts stand in the order of the paragraph: a token of its own.
    Apart,
}

/// A stretch of one kind.
#[derive(Debug, Clone)]
struct Element {
    range: Range<usize>,
    kind: PhraseElement,
}

/// Foreign elements with the numbers between and behind them, and the stretch around them that is
/// free of the paragraph's own letters.
struct ForeignRun {
    range: Range<usize>,
    zone: Range<usize>,
}

/// The phrases of a part of a text whose direction is `dir`, in order.
pub(super) fn phrases(
    text: &str,
    part: Range<usize>,
    dir: Dir,
    tokens: &[Token],
) -> Vec<Range<usize>> {
    let mut out = vec![];
    for line in lines(text, part) {
        let first = tokens.partition_point(|token| token.range.start < line.start);
        let last = tokens.partition_point(|token| token.range.start < line.end);
        PhraseLine { text, dir, tokens: &tokens[first..last] }.phrases(line, &mut out);
    }
    out
}

/// The stretches between forced line breaks: each is a paragraph to the bidi algorithm (P1).
fn lines(text: &str, part: Range<usize>) -> Vec<Range<usize>> {
    let mut out = vec![];
    let mut from = part.start;
    for (i, c) in text[part.clone()].char_indices() {
        if class(c) == Class::Wall {
            out.push(from..part.start + i);
            from = part.start + i + c.len_utf8();
        }
    }
    out.push(from..part.end);
    out
}

struct PhraseLine<'a> {
    text: &'a str,
    dir: Dir,
    tokens: &'a [Token],
}

impl PhraseLine<'_> {
    fn phrases(&self, line: Range<usize>, out: &mut Vec<Range<usize>>) {
        let mut elements = self.elements(&line);
        let has = |kind| elements.iter().any(|element: &Element| element.kind == kind);
        if !has(PhraseElement::Foreign) {
            return;
        }
        if !has(PhraseElement::Own) {
            out.extend(self.trimmed(line));
            return;
        }
        let pairs = pairs(self.text, line.clone()).into_iter();
        let (own, free): (Vec<MarkPair>, Vec<MarkPair>) = pairs
            .filter(|pair| !self.in_token(pair.open))
            .partition(|pair| holds_own(&elements, pair));
        // A pair that holds the paragraph's own letters runs in its direction (N0).
        for pair in own {
            let marks = [pair.open..pair.inside(self.text).start, pair.close..pair.whole().end];
            elements.extend(marks.map(|range| Element { range, kind: PhraseElement::Own }));
        }
        elements.sort_by_key(|element| element.range.start);
        for run in runs(&elements, &line) {
            let first = free.partition_point(|pair| pair.open < run.zone.start);
            let last = free.partition_point(|pair| pair.open < run.zone.end);
            out.push(self.completed(run, &free[first..last]));
        }
    }

    fn in_token(&self, at: usize) -> bool {
        let after = self.tokens.partition_point(|token| token.range.start <= at);
        after.checked_sub(1).is_some_and(|i| at < self.tokens[i].range.end)
    }

    /// The elements of a line in order.
    fn elements(&self, line: &Range<usize>) -> Vec<Element> {
        let mut out: Vec<Element> = vec![];
        let mut explicit = 0_usize;
        let mut tokens = self.tokens.iter().enumerate().peekable();
        let mut at = line.start;
        while let Some(c) = self.text[at..line.end].chars().next() {
            let (end, kind) = match tokens.next_if(|(_, token)| token.range.start == at) {
                Some((i, token)) => (token.range.end, Some(self.of_token(i, token))),
                None => (at + c.len_utf8(), self.of_character(c, &mut explicit)),
            };
            let range = at..end;
            at = end;
            let Some(kind) = kind.filter(|_| explicit == 0) else { continue };
            match out
                .last_mut()
                .filter(|last| last.kind == kind && last.range.end == range.start)
            {
                Some(last) => last.range.end = end,
                None => out.push(Element { range, kind }),
            }
        }
        out
    }

    /// What a character is; between explicit controls all is as its author says.
    fn of_character(&self, c: char, explicit: &mut usize) -> Option<PhraseElement> {
        match class(c) {
            Class::Explicit(Explicit::Isolate | Explicit::Embedding) => {
                *explicit += 1;
                None
            }
            Class::Explicit(_) => {
                *explicit = explicit.saturating_sub(1);
                None
            }
            Class::Strong(dir) if dir == self.dir => Some(PhraseElement::Own),
            Class::Strong(_) => Some(PhraseElement::Foreign),
            Class::ArabicNumber => Some(self.of_arabic_digits()),
            Class::Number => Some(PhraseElement::Number),
            Class::Wall | Class::Neutral => None,
        }
    }

    fn of_arabic_digits(&self) -> PhraseElement {
        if self.dir.is_rtl() { PhraseElement::Own } else { PhraseElement::ForeignDigits }
    }

    fn of_token(&self, i: usize, token: &Token) -> PhraseElement {
        let rtl = self.dir.is_rtl();
        if token.kind.is_word() {
            return if rtl { PhraseElement::Foreign } else { PhraseElement::Own };
        }
        if token.digits == Some(Digits::Arab) {
            return self.of_arabic_digits();
        }
        let moment = |t: &Token| matches!(t.kind, TokenKind::Date | TokenKind::Time);
        let beside = |j: Option<usize>| {
            let other = j.and_then(|j| self.tokens.get(j));
            other.is_some_and(|other| moment(other) && self.are_neighbours(other, token))
        };
        let row = moment(token) && (beside(i.checked_sub(1)) || beside(Some(i + 1)));
        // Percent stands left of such a number (CLDR: `fa`).
        let persian = token.digits == Some(Digits::Arabext)
            && token.kind == TokenKind::Number
            && !token.plain;
        let apart = rtl && (token.kind == TokenKind::Range || row || persian);
        if apart { PhraseElement::Apart } else { PhraseElement::Number }
    }

    /// Whether only spaces stand between two tokens.
    fn are_neighbours(&self, a: &Token, b: &Token) -> bool {
        let (first, second) = if a.range.start < b.range.start { (a, b) } else { (b, a) };
        let between = &self.text[first.range.end..second.range.start];
        !between.is_empty() && between.chars().all(is_space)
    }

    /// A run with what belongs to the words at its edges, `free` the pairs around it.
    fn completed(&self, run: ForeignRun, free: &[MarkPair]) -> Range<usize> {
        let (mut range, zone) = (run.range, run.zone);
        if self.dir.is_rtl() {
            range.start = self.with_digits(range.start);
        }
        loop {
            let before = range.clone();
            for pair in free {
                let (opens, closes) = (range.contains(&pair.open), range.contains(&pair.close));
                if closes && !opens {
                    range.start = pair.open;
                } else if opens && !closes {
                    range.end = pair.whole().end;
                }
            }
            range.end = self.with_signs(range.clone(), zone.end);
            if range == before {
                return self.enclosed(range, free);
            }
        }
    }

    /// The start of a word with the digits that it begins with (`3D`): the number that touches it.
    fn with_digits(&self, start: usize) -> usize {
        let before = self.tokens.partition_point(|token| token.range.start < start);
        let touching = before.checked_sub(1).map(|i| &self.tokens[i]);
        touching
            .filter(|token| token.range.end == start)
            .map_or(start, |token| token.range.start)
    }

    /// The end of a phrase with the signs that hug its last word: marks, `®`, `+`, `#`, the dot of
    /// an abbreviation.
    fn with_signs(&self, range: Range<usize>, most: usize) -> usize {
        let rest = &self.text[range.end..most];
        let attached = rest.len() - rest.trim_start_matches(is_attached).len();
        let end = range.end + attached;
        let rest = &rest[attached..];
        let signs = rest.len() - rest.trim_start_matches(is_edge_sign).len();
        let after = self.text[end + signs..].chars().next();
        let hugs = signs > 0 && !after.is_some_and(|c| c.is_alphanumeric() || is_hyphen(c));
        if hugs {
            end + signs
        } else if rest.starts_with('.')
            && !self.ends_token(end)
            && is_abbreviation(&self.text[range.start..end])
        {
            end + 1
        } else {
            end
        }
    }

    fn ends_token(&self, at: usize) -> bool {
        let after = self.tokens.partition_point(|token| token.range.start < at);
        after.checked_sub(1).is_some_and(|i| self.tokens[i].range.end == at)
    }

    /// The phrase, with the closing mark of its sentence where nothing else stands in its quotation
    /// or bracket.
    fn enclosed(&self, range: Range<usize>, free: &[MarkPair]) -> Range<usize> {
        let around = |pair: &&MarkPair| {
            let inside = pair.inside(self.text);
            inside.start <= range.start && range.end <= inside.end
        };
        let Some(pair) = free.iter().rfind(around) else { return range };
        let Some(inside) = self.trimmed(pair.inside(self.text)) else { return range };
        let numbered = self.text[range.end..inside.end].chars().any(char::is_numeric);
        match pair.quotes {
            true => inside,
            false if numbered => range,
            false => range.start..inside.end,
        }
    }

    fn trimmed(&self, range: Range<usize>) -> Option<Range<usize>> {
        let text = &self.text[range.clone()];
        let start = range.start + (text.len() - text.trim_start().len());
        let end = range.end - (text.len() - text.trim_end().len());
        (start < end).then_some(start..end)
    }
}

/// Whether letters of the paragraph's own direction stand between the marks of a pair.
fn holds_own(elements: &[Element], pair: &MarkPair) -> bool {
    let first = elements.partition_point(|element| element.range.start < pair.open);
    let last = elements.partition_point(|element| element.range.start < pair.close);
    elements[first..last].iter().any(|element| element.kind == PhraseElement::Own)
}

/// The runs of foreign letters in a line.
fn runs(elements: &[Element], line: &Range<usize>) -> Vec<ForeignRun> {
    let mut out: Vec<ForeignRun> = vec![];
    for zone in elements.split(|element| element.kind == PhraseElement::Own) {
        let foreign = |e: &Element| {
            matches!(e.kind, PhraseElement::Foreign | PhraseElement::ForeignDigits)
        };
        let (Some(first), Some(last)) =
            (zone.iter().find(|e| foreign(e)), zone.iter().rposition(foreign))
        else {
            continue;
        };
        if !zone.iter().any(|element| element.kind == PhraseElement::Foreign) {
            continue;
        }
        let follow =
            zone[last..].iter().take_while(|element| element.kind != PhraseElement::Apart);
        let end = follow.last().map_or(zone[last].range.end, |element| element.range.end);
        out.push(ForeignRun {
            range: first.range.start..end,
            zone: around(elements, first, line),
        });
    }
    out
}

/// The stretch around an element that is free of the paragraph's own letters.
fn around(elements: &[Element], first: &Element, line: &Range<usize>) -> Range<usize> {
    let at = elements.partition_point(|element| element.range.start < first.range.start);
    let own = |element: &&Element| element.kind == PhraseElement::Own;
    let start = elements[..at].iter().rev().find(own).map_or(line.start, |e| e.range.end);
    let end = elements[at..].iter().find(own).map_or(line.end, |e| e.range.start);
    start..end
}

/// A sign that belongs to the word it hugs: a symbol, or punctuation that ends no sentence, quotes
/// nothing, and is no bracket or dash.
fn is_edge_sign(c: char) -> bool {
    use GeneralCategory as Category;
    const CATEGORY: CodePointMapDataBorrowed<'static, Category> = CodePointMapData::new();
    const TERMINAL: CodePointSetDataBorrowed<'static> =
        CodePointSetData::new::<TerminalPunctuation>();
    const QUOTES: CodePointSetDataBorrowed<'static> = CodePointSetData::new::<QuotationMark>();
    if class(c) != Class::Neutral || matches!(c, OBJECT | '…' | '•') {
        return false;
    }
    match CATEGORY.get(c) {
        Category::MathSymbol
        | Category::CurrencySymbol
        | Category::ModifierSymbol
        | Category::OtherSymbol
        | Category::OtherNumber
        | Category::ConnectorPunctuation => true,
        Category::OtherPunctuation => !TERMINAL.contains(c) && !QUOTES.contains(c),
        _ => false,
    }
}

/// Whether the last word of a phrase is an abbreviation whose dot is yet to come: it has a dot
/// between short parts (`U.S.A`, `e.g`, `Ph.D`).
fn is_abbreviation(phrase: &str) -> bool {
    let word = phrase.rsplit(|c: char| !(c.is_alphabetic() || c == '.')).next();
    let word = word.unwrap_or_default();
    let mut parts = word.split('.').map(|part| part.chars().count());
    word.contains('.') && parts.all(|len| (1..=3).contains(&len))
}
