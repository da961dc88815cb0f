//! Tokens: what reads in one order wherever it stands, found in a text by its form.
//!
//! A token is whole or not a token: it begins and ends at the edge of a run of digits with their
//! signs, never inside of one.

use std::ops::Range;

use super::address::{Address, address};
use super::class::{Class, class, digits_of, is_attached, is_hyphen, is_letter, is_word_sign};
use super::number::{Cluster, Value, crossed_end, is_currency, is_prefix, spaced_end};
use super::phone::phone_end;
use super::unit::unit_len;
use crate::geom::Dir;
use crate::model::lang::Digits;

/// A token of a text.
#[derive(Debug, Clone)]
pub struct Token {
    /// Its bytes.
    pub range: Range<usize>,
    /// What it is.
    pub kind: TokenKind,
    /// The digits of a number.
    pub(super) digits: Option<Digits>,
    /// Whether UAX #9 keeps it as typed after a letter of Arabic script.
    pub(super) plain: bool,
    /// The two ends of a range, each with whether it carries signs.
    pub(super) ends: Vec<(Range<usize>, bool)>,
    /// The sign before its digits.
    pub(super) prefix: Range<usize>,
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenKind {
    /// A count, a share, an amount, a ratio, with its signs.
    Number,
    /// A time of day.
    Time,
    /// A date with two separators.
    Date,
    /// A version, a serial number, a number of a file.
    Serial,
    /// Two values of one kind with a hyphen or a dash between them.
    Range,
    /// A phone number.
    Phone,
    /// A number or range with the symbol of a unit.
    Quantity,
    /// The address of a page.
    Page,
    /// An e-mail address.
    Mail,
    /// A path, an option, a variable, a tag, a name.
    Name,
    /// Digits of no kind that has an order of its own: they are left as they are.
    Other,
}

impl TokenKind {
    /// Whether it is a number of several parts that stay on one line.
    pub fn is_whole(self) -> bool {
        use TokenKind::{Date, Phone, Quantity, Range, Serial, Time};
        matches!(self, Date | Phone | Quantity | Range | Serial | Time)
    }

    /// Whether it reads from left to right as a word of Latin letters does.
    pub(super) fn is_word(self) -> bool {
        matches!(self, Self::Page | Self::Mail | Self::Name | Self::Quantity)
    }
}

/// The tokens of a text, in order.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut out = vec![];
    let mut before = Before::default();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if c.is_whitespace() {
            before.attempts = 0;
        }
        match token(text, at, c, &mut before) {
            Some(token) => {
                at = token.range.end;
                before = Before::token(text, at);
                out.push(token);
            }
            None => {
                before.step(c);
                at += c.len_utf8();
            }
        }
    }
    out
}

/// What stands before a place, as far as it decides what may begin there.
#[derive(Debug, Clone, Copy, Default)]
struct Before {
    last: Option<char>,
    /// Letters of the word so far that may be attached to a number: `Some(count)` while there is
    /// nothing else in it.
    proclitics: Option<usize>,
    /// Whether the word so far holds a letter that runs from left to right.
    in_latin: bool,
    /// How many letters that run from right to left the word has so far, and nothing else but a
    /// hyphen behind them.
    prefix: usize,
    /// How many addresses were looked for since the last space.
    attempts: usize,
}

/// In a run without spaces no more addresses are looked for, so that work stays linear.
const MOST_ATTEMPTS: usize = 8;

/// Letters that words begin with in Arabic script and that may stand before a number: و ف ب ل ك ال
/// and those of Persian and Urdu, with a tatweel after them.
const PROCLITICS: &str = "وفبلكاأسـ";
/// At most so many of them, as in وبالـ.
const MOST_PROCLITICS: usize = 5;

/// At most so many letters stand before the hyphen of a prefix, as in Hebrew ול-.
const MOST_PREFIX: usize = 3;

impl Before {
    fn token(text: &str, end: usize) -> Self {
        let last = text[..end].chars().next_back();
        Self { last, proclitics: None, in_latin: true, prefix: 0, attempts: 0 }
    }

    fn step(&mut self, c: char) {
        if is_attached(c) {
            return;
        }
        let begins = self.last.is_none_or(|last| !is_word_sign(last) && last != 'ـ');
        let fits = PROCLITICS.contains(c);
        self.proclitics = match self.proclitics.filter(|_| !begins) {
            _ if begins => fits.then_some(1),
            Some(count) if fits && count < MOST_PROCLITICS => Some(count + 1),
            _ => None,
        };
        let latin = class(c) == Class::Strong(Dir::Ltr);
        let joins = is_word_sign(c)
            || matches!(c, '-' | '_' | '.' | '\'' | '’' | '&' | '/' | '+' | '@');
        self.prefix = match class(c) {
            Class::Strong(Dir::Rtl) if begins => 1,
            Class::Strong(Dir::Rtl) if self.prefix > 0 => self.prefix + 1,
            _ if is_hyphen(c) => self.prefix,
            _ => 0,
        };
        self.in_latin = latin || self.in_latin && joins;
        self.last = Some(c);
    }

    /// Whether digits may begin here: not inside a word of Latin letters or another number.
    fn admits_digits(&self) -> bool {
        !self.last.is_some_and(|c| class(c) == Class::Strong(Dir::Ltr) || c.is_numeric())
    }

    /// Whether a sign may begin here that belongs to what follows it: after nothing that it could
    /// tie to, or after attached letters. A hyphen after a letter of Hebrew parts a prefix.
    fn admits_sign(&self, sign: char) -> bool {
        let Some(last) = self.last else { return true };
        let letter = is_word_sign(last) || last == 'ـ';
        if letter {
            return self.proclitics.is_some() || is_currency(sign) && admits_currency(last);
        }
        let joins = matches!(
            last,
            '.' | ',' | ':' | '/' | '\\' | '%' | ')' | ']' | '@' | '=' | '_' | '&'
        );
        !(joins || is_prefix(last) || is_hyphen(last))
            || self.proclitics.is_some()
            || is_hyphen(last) && (1..=MOST_PREFIX).contains(&self.prefix)
            || is_hyphen(last) && is_currency(sign)
    }
}

fn admits_currency(last: char) -> bool {
    class(last) == Class::Strong(Dir::Rtl)
}

/// The token that begins at a byte.
fn token(text: &str, at: usize, c: char, before: &mut Before) -> Option<Token> {
    let digit = digits_of(c).is_some();
    let letter = is_letter(c);
    if letter {
        let inside =
            before.last.is_some_and(|last| is_word_sign(last) && class(last) == class(c));
        return (!inside && !before.in_latin).then(|| named(text, at, before)).flatten();
    }
    if digit && !before.admits_digits() {
        return None;
    }
    let sign = is_prefix(c) || matches!(c, '(' | '/' | '#' | '@' | '.' | '~' | '%');
    if !digit && !(sign && (c == '(' || before.admits_sign(c))) {
        return None;
    }
    if before.in_latin && !digit && before.last.is_some_and(is_word_sign) {
        return None;
    }
    named(text, at, before).or_else(|| numbered(text, at, before))
}

/// A token that is known by its letters.
fn named(text: &str, at: usize, before: &mut Before) -> Option<Token> {
    before.attempts += 1;
    if before.attempts > MOST_ATTEMPTS {
        return None;
    }
    let (kind, end) = address(text, at)?;
    let kind = match kind {
        Address::Page => TokenKind::Page,
        Address::Mail => TokenKind::Mail,
        Address::Name => TokenKind::Name,
    };
    Some(Token::new(at..end, kind))
}

/// A token that is known by its digits.
fn numbered(text: &str, at: usize, before: &Before) -> Option<Token> {
    let cluster = Cluster::read(text, at);
    let is_longer = |end: usize| {
        let value = cluster.as_ref().filter(|cluster| cluster.range.end > end);
        value.is_some_and(|cluster| cluster.value(text).is_some())
    };
    if let Some(end) = phone_end(text, at).filter(|end| !is_longer(*end)) {
        return Some(Token::phone(text, at..end));
    }
    let cluster = cluster?;
    let mut token = Token::new(cluster.range.clone(), TokenKind::Other);
    token.digits = Some(cluster.digits);
    let next = text[cluster.range.end..].chars().next();
    let goes_on = next.is_some_and(|c| {
        digits_of(c).is_some() || c.is_numeric() && class(c) != Class::Neutral
    });
    if goes_on {
        return Some(token.through_digits(text));
    }
    // A part of a name, as in `ISO-8859-1`.
    if before.in_latin && before.last.is_some_and(|c| !c.is_whitespace()) {
        return Some(token);
    }
    if let Some(end) = code_end(text, &cluster) {
        return Some(Token::new(at..end, TokenKind::Name));
    }
    if let Some(end) = spaced_end(text, at) {
        token.kind = TokenKind::Number;
        token.range.end = end;
        return Some(token);
    }
    token.kind = match cluster.value(text) {
        Some(Value::Number) => TokenKind::Number,
        Some(Value::Time) => TokenKind::Time,
        Some(Value::Date) => TokenKind::Date,
        Some(Value::Serial) => TokenKind::Serial,
        Some(Value::Range) => TokenKind::Range,
        None => TokenKind::Other,
    };
    token.plain = cluster.is_plain();
    token.prefix = cluster.prefix.clone();
    if token.kind == TokenKind::Range {
        let ends = cluster.parts(text).into_iter();
        token.ends = ends.map(|end| (end.clone(), cluster.has_signs(&end, text))).collect();
    }
    if token.kind == TokenKind::Number && token.digits == Some(Digits::Latn) {
        while let Some(end) = crossed_end(text, token.range.end) {
            token.range.end = end;
            token.plain = false;
        }
    }
    Some(token.with_unit(text, &cluster))
}

/// The end of a code that begins with digits: `12-B`, `8-4410-K3`, `6×In`. Without a space letters that
/// run from left to right follow a sign behind the digits.
fn code_end(text: &str, cluster: &Cluster) -> Option<usize> {
    let is_latin = |c: char| class(c) == Class::Strong(Dir::Ltr);
    let is_part = |c: char| is_latin(c) || c.is_ascii_digit();
    if cluster.digits != Digits::Latn
        || !cluster.prefix.is_empty()
        || !cluster.suffix.is_empty()
    {
        return None;
    }
    let (mut end, mut has_letter) = (cluster.range.end, false);
    loop {
        let rest = &text[end..];
        let Some(sign) =
            rest.chars().next().filter(|c| is_hyphen(*c) || matches!(c, '/' | '×' | '_'))
        else {
            break;
        };
        let part = &rest[sign.len_utf8()..];
        let len = part.find(|c| !is_part(c)).unwrap_or(part.len());
        if len == 0 {
            break;
        }
        has_letter |= part[..len].contains(is_latin);
        end += sign.len_utf8() + len;
    }
    let goes_on = text[end..].starts_with(|c: char| c.is_alphanumeric());
    (has_letter && !goes_on).then_some(end)
}

impl Token {
    fn new(range: Range<usize>, kind: TokenKind) -> Self {
        let prefix = range.start..range.start;
        Self { range, kind, digits: None, plain: false, ends: vec![], prefix }
    }

    /// A phone number.
    pub(super) fn phone(text: &str, range: Range<usize>) -> Self {
        let digits = text[range.clone()].chars().find_map(digits_of);
        Self { digits, ..Self::new(range, TokenKind::Phone) }
    }

    /// The same with all digits that touch it: not to be told apart.
    fn through_digits(mut self, text: &str) -> Self {
        let rest = &text[self.range.end..];
        let len = rest.find(|c: char| !c.is_numeric()).unwrap_or(rest.len());
        self.range.end += len;
        self
    }

    /// The same with the symbol of the unit behind it; where another word of Latin letters goes on
    /// from it, it is a part of that word.
    fn with_unit(mut self, text: &str, cluster: &Cluster) -> Self {
        let rest = &text[self.range.end..];
        if cluster.digits != Digits::Latn {
            return self;
        }
        let measured = matches!(self.kind, TokenKind::Number | TokenKind::Range)
            || self.kind == TokenKind::Serial && cluster.has_strokes_only();
        let degrees = text[cluster.suffix.clone()].ends_with(['°', '′', '″']);
        let len = if measured { unit_len(rest, degrees) } else { 0 };
        if len > 0 {
            self.kind = TokenKind::Quantity;
            self.range.end += len;
        } else if rest.starts_with(|c| class(c) == Class::Strong(Dir::Ltr)) {
            self.kind = TokenKind::Other;
        }
        self
    }
}
