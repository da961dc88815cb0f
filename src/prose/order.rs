//! What gets a direction of its own, so that a line is read as its author means it.
//!
//! The bidi algorithm orders most of a text rightly; only what it would tear is wrapped: phrases of
//! the other direction with the signs of their edge words, and tokens whose order it does not keep.
//! Everything else stands as UAX #9 has it. Digits of Arabic script (AN) run against each other even
//! in an isolate from left to right, so that tokens of theirs get an override.

use std::ops::Range;

use unicode_script::Script;

use super::address::turned;
use super::class::{Class, Explicit, class, digits_of, is_dash, is_space};
use super::flat::Wrap;
use super::number::is_prefix;
use super::phrase::phrases;
use super::script::{self, language};
use super::token::{Token, TokenKind};
use crate::geom::Dir;
use crate::model::lang::{Digits, Lang};
use crate::model::{Inline, IsolateKind};

/// The wraps that a text in `lang` needs, outer ones first; `tokens` are those of the text.
pub(super) fn order(text: &str, tokens: &[Token], lang: &Lang) -> Vec<Wrap> {
    let said = explicit(text);
    let is_free = |token: &Token| {
        let after = said.partition_point(|range| range.start < token.range.end);
        after.checked_sub(1).is_none_or(|i| said[i].end <= token.range.start)
    };
    let found: Vec<Token> = tokens.iter().filter(|&t| is_free(t)).cloned().collect();
    let mut out = vec![];
    let place =
        DirectedStretch { text, tokens: &found, dir: lang.dir(), script: lang.script() };
    place.wrap(0..text.len(), &mut out);
    out
}

/// The stretches whose direction the author says with controls (UAX #9, 2.1 to 2.5).
fn explicit(text: &str) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = vec![];
    let (mut depth, mut from) = (0_usize, 0);
    for (at, c) in text.char_indices() {
        match class(c) {
            Class::Explicit(Explicit::Isolate | Explicit::Embedding) => {
                from = if depth == 0 { at } else { from };
                depth += 1;
            }
            Class::Explicit(_) if depth == 1 => {
                out.push(from..at);
                depth = 0;
            }
            Class::Explicit(_) => depth = depth.saturating_sub(1),
            Class::Wall if depth > 0 => {
                out.push(from..at);
                depth = 0;
            }
            _ => {}
        }
    }
    if depth > 0 {
        out.push(from..text.len());
    }
    out
}

/// A stretch of text with its direction and script.
#[derive(Clone, Copy)]
struct DirectedStretch<'a> {
    text: &'a str,
    tokens: &'a [Token],
    dir: Dir,
    script: Script,
}

impl DirectedStretch<'_> {
    /// Adds the wraps of a part of the text.
    fn wrap(&self, part: Range<usize>, out: &mut Vec<Wrap>) {
        let mut at = part.start;
        for phrase in phrases(self.text, part.clone(), self.dir, self.tokens) {
            self.at_home(at..phrase.start, out);
            at = phrase.end;
            self.phrase(phrase, out);
        }
        self.at_home(at..part.end, out);
    }

    /// A phrase of the other direction, with what needs wraps in it.
    fn phrase(&self, range: Range<usize>, out: &mut Vec<Wrap>) {
        let tokens = self.tokens_in(&range);
        if let [only] = tokens
            && only.range == range
        {
            self.token(only, out);
            return;
        }
        let dir = self.dir.flipped();
        let name = script::of_phrase(&self.text[range.clone()], dir, |at| {
            let before = tokens.partition_point(|token| token.range.start <= range.start + at);
            let token = before.checked_sub(1).map(|i| &tokens[i]);
            token.is_some_and(|t| t.kind.is_word() && range.start + at < t.range.end)
        });
        let lang = name.and_then(language).and_then(Lang::parse);
        out.push(isolate(range.clone(), lang, dir, IsolateKind::Phrase));
        let script = name.unwrap_or(self.script);
        let inner = Self { dir, script, ..*self };
        inner.at_home(range, out);
    }

    fn tokens_in(&self, range: &Range<usize>) -> &[Token] {
        let first = self.tokens.partition_point(|token| token.range.start < range.start);
        let last = self.tokens.partition_point(|token| token.range.start < range.end);
        &self.tokens[first..last]
    }

    /// A part without letters of the other direction: words of another script, and tokens.
    fn at_home(&self, part: Range<usize>, out: &mut Vec<Wrap>) {
        let mut at = part.start;
        let tokens = self.tokens_in(&part);
        for (range, script) in script::runs(self.text, part.clone(), self.script, self.dir) {
            let before = tokens.partition_point(|token| token.range.start < range.end);
            if before.checked_sub(1).is_some_and(|i| range.start < tokens[i].range.end) {
                continue;
            }
            self.tokens_between(at..range.start, out);
            at = range.end;
            let lang = language(script).and_then(Lang::parse);
            out.push(isolate(range, lang, self.dir, IsolateKind::Phrase));
        }
        self.tokens_between(at..part.end, out);
    }

    fn tokens_between(&self, part: Range<usize>, out: &mut Vec<Wrap>) {
        for token in self.tokens_in(&part) {
            self.token(token, out);
        }
    }

    /// A token, as far as UAX #9 does not keep its order here.
    fn token(&self, token: &Token, out: &mut Vec<Wrap>) {
        let range = token.range.clone();
        match token.kind {
            TokenKind::Page | TokenKind::Mail | TokenKind::Name => self.address(range, out),
            TokenKind::Range => self.range(token, out),
            TokenKind::Other => {}
            TokenKind::Quantity if self.dir.is_rtl() => {
                out.push(isolate(range, None, Dir::Ltr, IsolateKind::Token));
            }
            _ if token.plain && token.kind != TokenKind::Phone => {}
            kind => match token.digits {
                Some(Digits::Arab) => self.arabic(token, kind, out),
                Some(Digits::Arabext) if kind == TokenKind::Number => self.persian(token, out),
                _ if self.dir.is_rtl() || kind == TokenKind::Phone => {
                    out.push(isolate(range, None, Dir::Ltr, IsolateKind::Token));
                }
                _ => {}
            },
        }
    }

    /// An address runs from left to right, its letters of the other direction each in their place.
    fn address(&self, range: Range<usize>, out: &mut Vec<Wrap>) {
        let parts = turned(self.text, range.clone());
        if self.dir.is_rtl() || !parts.is_empty() {
            out.push(isolate(range, None, Dir::Ltr, IsolateKind::Phrase));
        }
        out.extend(
            parts.into_iter().map(|part| isolate(part, None, Dir::Rtl, IsolateKind::Phrase)),
        );
    }

    /// A range whose ends stand as the paragraph runs: the first at the right in Arabic script. In
    /// Hebrew a hyphen keeps it as typed (ES between EN: W4).
    fn range(&self, token: &Token, out: &mut Vec<Wrap>) {
        if !self.dir.is_rtl() {
            return;
        }
        let range = token.range.clone();
        let eastern = token.digits == Some(Digits::Arab);
        let between = token.ends.first().map_or(range.end, |(end, _)| end.end);
        let dashed = self.text[between..].starts_with(is_dash);
        if self.script == Script::Hebrew && !dashed && !eastern {
            out.push(isolate(range, None, Dir::Ltr, IsolateKind::Token));
            return;
        }
        out.push(isolate(range, None, Dir::Rtl, IsolateKind::Token));
        let parted = |signs: bool| !eastern && (signs || !dashed);
        for (end, _) in token.ends.iter().filter(|(_, signs)| parted(*signs)) {
            let persian = token.digits == Some(Digits::Arabext);
            let end = if persian { self.without_signs(end.clone()) } else { end.clone() };
            out.push(isolate(end, None, Dir::Ltr, IsolateKind::Token));
        }
    }

    /// The digits of a number with the sign before them, without percent or currency behind them.
    fn without_signs(&self, range: Range<usize>) -> Range<usize> {
        let text = &self.text[range.clone()];
        let digit = |c: char| digits_of(c).is_some();
        let start = text.find(|c: char| digit(c) || is_prefix(c)).unwrap_or(0);
        let end = text
            .rfind(digit)
            .map_or(text.len(), |at| at + text[at..].chars().next().map_or(0, char::len_utf8));
        range.start + start..range.start + end
    }

    /// A token in digits of Arabic script: phones, dates and serial numbers as typed; of others the
    /// signs stand where UAX #9 has them (CLDR: `ar`).
    fn arabic(&self, token: &Token, kind: TokenKind, out: &mut Vec<Wrap>) {
        let range = match kind {
            TokenKind::Phone | TokenKind::Date | TokenKind::Serial => token.range.clone(),
            _ if self.text[token.range.clone()].contains(is_space) => {
                self.without_signs(token.range.clone())
            }
            _ => return,
        };
        out.push(isolate(range, None, Dir::Ltr, IsolateKind::TypedToken));
    }

    /// A number in digits of Persian: a sign stands left of it (CLDR: `fa`, `ur`), percent where
    /// UAX #9 has it after a letter, also where there is none.
    fn persian(&self, token: &Token, out: &mut Vec<Wrap>) {
        if self.dir.is_rtl() {
            let range = self.without_signs(token.range.clone());
            out.push(isolate(range, None, Dir::Ltr, IsolateKind::Token));
        }
    }
}

fn isolate(range: Range<usize>, lang: Option<Lang>, dir: Dir, kind: IsolateKind) -> Wrap {
    Wrap { range, shell: Inline::Isolate { lang, dir, kind, content: vec![] } }
}
