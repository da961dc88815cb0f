//! Numbers: digits with their signs, by a grammar.
//!
//! A *cluster* is a run of digit groups of one system, each two of them parted by one separator,
//! with the signs that hug it. What it is (a value, a date, a range …) is read off its separators
//! and the sizes of its groups. Nothing here knows what stands around it.

use std::ops::Range;

use unicode_bidi::BidiClass;

use super::class::{
    digits_of, is_common_separator, is_dash, is_hyphen, is_space, is_tied_to_numbers,
};
use crate::model::lang::Digits;

/// What a cluster says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Value {
    /// A count, a share, an amount, a ratio.
    Number,
    /// A time of day.
    Time,
    /// A date with two separators.
    Date,
    /// A version, a serial number, a number of a file: three groups and more.
    Serial,
    /// Two values of one kind with a hyphen or a dash between them.
    Range,
}

/// A run of digit groups with the signs that hug it.
#[derive(Debug, Clone)]
pub(super) struct Cluster {
    /// All of it.
    pub(super) range: Range<usize>,
    /// Its digits.
    pub(super) digits: Digits,
    /// The signs before its first digit.
    pub(super) prefix: Range<usize>,
    /// The signs after its last digit.
    pub(super) suffix: Range<usize>,
    groups: Vec<Range<usize>>,
    /// The separator after each group but the last.
    separators: Vec<(usize, char)>,
}

impl Cluster {
    /// The cluster that begins at a byte, with the signs before its first digit.
    pub(super) fn read(text: &str, start: usize) -> Option<Self> {
        let prefix = start..start + prefix_len(&text[start..])?;
        let digits = digits_of(text[prefix.end..].chars().next()?)?;
        let mut groups = vec![];
        let mut separators = vec![];
        let mut at = prefix.end;
        let suffix = loop {
            let group = at..at + digits_len(&text[at..], digits);
            at = group.end;
            groups.push(group);
            let suffix = at..at + suffix_len(&text[at..]);
            let Some((separator, next)) = joint(text, &suffix, digits) else { break suffix };
            separators.push(separator);
            at = next;
        };
        let range = start..suffix.end;
        Some(Self { range, digits, prefix, suffix, groups, separators })
    }

    /// How many digits each group has.
    pub(super) fn sizes(&self) -> impl Iterator<Item = usize> {
        let width = if self.digits == Digits::Latn { 1 } else { 2 };
        self.groups.iter().map(move |group| group.len() / width)
    }

    /// The separators in order.
    pub(super) fn separators(&self) -> impl Iterator<Item = char> {
        self.separators.iter().map(|(_, sign)| *sign)
    }

    /// Whether it is several values of one thing with strokes between them: `380/400/415`.
    pub(super) fn has_strokes_only(&self) -> bool {
        self.separators().all(|sign| sign == '/')
    }

    /// Whether the bidi algorithm keeps it as it was typed after a letter of Arabic script: bare
    /// digits with separators of class CS (W4).
    pub(super) fn is_plain(&self) -> bool {
        let plain = |c| is_common_separator(c) || matches!(c, '٫' | '٬');
        self.prefix.is_empty() && self.suffix.is_empty() && self.separators().all(plain)
    }

    /// What it says; `None` where it is of no kind that has an order of its own.
    pub(super) fn value(&self, text: &str) -> Option<Value> {
        let parts = self.parts(text);
        match parts.len() {
            1 => Some(self.single(self.groups.len(), 0)),
            2 => {
                let kinds: Vec<Value> =
                    parts.iter().map(|part| self.part_value(part)).collect();
                let strokes = parts.iter().filter(|part| text[(*part).clone()].contains('/'));
                match strokes.count() {
                    1 => Some(Value::Serial),
                    _ => (kinds[0] == kinds[1]).then_some(Value::Range),
                }
            }
            _ if self.separators().any(is_dash) => None,
            _ => Some(if self.is_date() { Value::Date } else { Value::Serial }),
        }
    }

    /// The ends of a range, each with its signs: parted at its dashes, or where it has none, at its
    /// hyphens.
    pub(super) fn parts(&self, text: &str) -> Vec<Range<usize>> {
        let dashed = self.separators().any(is_dash);
        let parts = |c: char| if dashed { is_dash(c) } else { is_hyphen(c) };
        let mut out = vec![];
        let mut from = self.range.start;
        for &(at, sign) in self.separators.iter().filter(|(_, sign)| parts(*sign)) {
            out.push(from..at);
            from = at + sign.len_utf8();
        }
        out.push(from..self.range.end);
        debug_assert!(out.iter().all(|part| text.get(part.clone()).is_some()));
        out
    }

    /// Whether one of its ends carries signs, as in `$50-$100`.
    pub(super) fn has_signs(&self, part: &Range<usize>, text: &str) -> bool {
        let plain = |c: char| digits_of(c).is_some() || is_common_separator(c);
        !text[part.clone()].chars().all(|c| plain(c) || matches!(c, '٫' | '٬'))
    }

    fn part_value(&self, part: &Range<usize>) -> Value {
        let first = self.groups.partition_point(|group| group.start < part.start);
        let last = self.groups.partition_point(|group| group.start < part.end);
        self.single(last - first, first)
    }

    /// What `count` groups from the one numbered `first` say together.
    fn single(&self, count: usize, first: usize) -> Value {
        let sizes: Vec<usize> = self.sizes().skip(first).take(count).collect();
        let signs: Vec<char> = self.separators().skip(first).take(count - 1).collect();
        let all = |sign: char| signs.iter().all(|c| *c == sign);
        if signs.is_empty() || signs.contains(&'×') {
            Value::Number
        } else if all(':')
            && count <= 3
            && sizes[1..].iter().all(|size| *size == 2)
            && sizes[0] <= 2
        {
            Value::Time
        } else if count == 2 || is_grouped(&sizes, &signs) {
            Value::Number
        } else if count == 3 && signs[0] == signs[1] && are_date(&sizes) {
            Value::Date
        } else {
            Value::Serial
        }
    }

    fn is_date(&self) -> bool {
        let sizes: Vec<usize> = self.sizes().collect();
        let signs: Vec<char> = self.separators().collect();
        sizes.len() == 3 && signs[0] == signs[1] && are_date(&sizes)
    }
}

/// Whether groups of three stand behind a separator of thousands, perhaps with a decimal part
/// behind another one.
fn is_grouped(sizes: &[usize], signs: &[char]) -> bool {
    let Some((last, rest)) = signs.split_last() else { return false };
    let three = |sizes: &[usize]| sizes.iter().all(|size| *size == 3);
    let first = rest.first().unwrap_or(last);
    let marks = matches!(first, ',' | '.' | '٬' | '،' | '\'' | '’');
    if sizes[0] > 3 || !marks || rest.iter().any(|sign| sign != first) {
        return false;
    }
    let whole = last == first && *last != '.' && three(&sizes[1..]);
    let decimal =
        last != first && matches!(last, ',' | '.' | '٫') && three(&sizes[1..sizes.len() - 1]);
    whole || decimal
}

/// Day, month and year, in either order.
fn are_date(sizes: &[usize]) -> bool {
    let short = |size: usize| (1..=2).contains(&size);
    match *sizes {
        [a, b, c] => short(b) && (short(a) && (c == 4 || c == 2) || (a == 4 && short(c))),
        _ => false,
    }
}

/// Bytes of the signs before a number; `None` where no digit follows them.
fn prefix_len(rest: &str) -> Option<usize> {
    let mut len = 0;
    for (count, c) in rest.chars().enumerate() {
        if digits_of(c).is_some() {
            return Some(len);
        }
        if count > 2 || !is_prefix(c) {
            return None;
        }
        len += c.len_utf8();
    }
    None
}

/// A sign that may stand before a number: plus, minus and their kin, and currencies.
pub(super) fn is_prefix(c: char) -> bool {
    let plain = matches!(c, '+' | '±' | '∓') || is_hyphen(c) && c != '\u{2010}';
    plain || is_currency(c)
}

/// The sign of a currency (Sc) that is no letter to the bidi algorithm.
pub(super) fn is_currency(c: char) -> bool {
    matches!(c, '$' | '¢'..='¥' | '\u{58f}' | '\u{60b}' | '\u{9f2}' | '\u{9f3}' | '\u{e3f}' | '\u{20a0}'..='\u{20cf}')
        && unicode_bidi::bidi_class(c) == BidiClass::ET
}

fn digits_len(rest: &str, digits: Digits) -> usize {
    rest.find(|c| digits_of(c) != Some(digits)).unwrap_or(rest.len())
}

/// Bytes of the signs after a number: percent, degrees, currencies, a vulgar fraction. A sign with
/// a digit behind it is none of them.
fn suffix_len(rest: &str) -> usize {
    let mut len = 0;
    for c in rest.chars() {
        let fraction = matches!(c, '¼'..='¾' | '⅐'..='⅞');
        let sign =
            is_tied_to_numbers(c) && !is_hyphen(c) && !matches!(c, '+' | '#' | '±' | '∓');
        if !fraction && !sign || digits_of(c).is_some() {
            break;
        }
        len += c.len_utf8();
    }
    len
}

/// The separator after a group and the signs that follow it, with the byte where the next group
/// begins. Signs may stand at a hyphen or dash only.
fn joint(text: &str, suffix: &Range<usize>, digits: Digits) -> Option<((usize, char), usize)> {
    let at = suffix.end;
    let sign = text[at..].chars().next()?;
    let after = at + sign.len_utf8();
    let joins = is_hyphen(sign) || is_dash(sign);
    if !(joins || is_inner(sign) && suffix.is_empty()) {
        return None;
    }
    let prefix = if joins { prefix_len(&text[after..])? } else { 0 };
    let next = after + prefix;
    let follows = text[next..].chars().next().and_then(digits_of) == Some(digits);
    follows.then_some(((at, sign), next))
}

/// A separator inside of one value.
fn is_inner(c: char) -> bool {
    is_common_separator(c) || matches!(c, '٫' | '٬' | '\'' | '’' | '×' | '·' | '⁄' | '∶' | '^')
}

/// The end of what goes on behind a number with a space, a cross and a space: `210 × 297`.
pub(super) fn crossed_end(text: &str, end: usize) -> Option<usize> {
    let mut rest = text[end..].chars();
    let space = rest.next().filter(|c| is_space(*c))?;
    let cross = rest.next().filter(|c| *c == '×')?;
    let other = rest.next().filter(|c| is_space(*c))?;
    let at = end + space.len_utf8() + cross.len_utf8() + other.len_utf8();
    let next = Cluster::read(text, at).filter(|next| next.digits == Digits::Latn)?;
    (next.value(text) == Some(Value::Number)).then_some(next.range.end)
}

/// The end of a number whose thousands are parted by spaces, from its first group on.
pub(super) fn spaced_end(text: &str, start: usize) -> Option<usize> {
    let cluster = Cluster::read(text, start)?;
    let size = |range: &Range<usize>| text[range.clone()].chars().count();
    let first = cluster.groups.first()?;
    let bare = cluster.groups.len() == 1 && cluster.suffix.is_empty();
    if !bare
        || !(1..=3).contains(&size(first))
        || text[first.clone()].starts_with(['0', '٠', '۰'])
    {
        return None;
    }
    let (mut end, mut tail) = (None, first.end);
    loop {
        let mut rest = text[tail..].chars();
        let Some(space) = rest.next().filter(|c| is_space(*c)) else { return end };
        let at = tail + space.len_utf8();
        let Some(next) = Cluster::read(text, at) else { return end };
        let group = &next.groups[0];
        let fits = next.prefix.is_empty()
            && next.digits == cluster.digits
            && size(group) == 3
            && next.groups.len() <= 2
            && next.separators().all(|c| matches!(c, '.' | ',' | '٫'));
        if !fits {
            return end;
        }
        end = Some(next.range.end);
        if next.groups.len() > 1 || !next.suffix.is_empty() {
            return end;
        }
        tail = next.range.end;
    }
}
