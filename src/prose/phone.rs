//! Phone numbers: groups of digits that are one number, by how they begin and how they are grouped.
//!
//! One begins with `+`, with a bracket or with a zero (ITU-T E.123, E.164), or has groups of three
//! that end in one of four, as local numbers have in many countries. Dates, times and decimals that
//! begin with a zero are none.

use std::ops::Range;

use super::class::{Class, class, digits_of, is_hyphen, is_space};
use super::number::{Cluster, Value};
use crate::geom::Dir;
use crate::model::lang::Digits;

/// Most digits of an international number (E.164), with a trunk prefix of two zeros.
const MOST: usize = 17;
/// Most digits of a number that is dialled inside a country.
const MOST_AT_HOME: usize = 12;
const LEAST: usize = 6;
/// Least digits of a number whose area is parted by a stroke or a hyphen and the rest by spaces.
const LEAST_WITH_AREA: usize = 8;
/// At most so many signs stand before the first digit: `(+`.
const MOST_SIGNS: usize = 2;

/// A group of digits, and where it stands.
struct DigitGroup {
    range: Range<usize>,
    size: usize,
    /// Whether a space or a bracket stands before it.
    apart: bool,
}

/// How a number begins.
#[derive(Clone, Copy, PartialEq)]
enum Begins {
    Plus,
    Zero,
    Bracket,
    Plain,
}

/// The end of the phone number that begins at a byte.
pub(super) fn phone_end(text: &str, start: usize) -> Option<usize> {
    let rest = &text[start..];
    let lead = rest.bytes().take(MOST_SIGNS + 1).take_while(|b| b"+(".contains(b)).count();
    let signs = &rest[..lead];
    let begins = match signs {
        "+" | "(+" | "+(" => Begins::Plus,
        "(" => Begins::Bracket,
        "" if rest.starts_with(['0', '٠', '۰']) => Begins::Zero,
        "" => Begins::Plain,
        _ => return None,
    };
    let digits = digits_of(text[start + lead..].chars().next()?)?;
    let groups = groups(text, start + lead, digits);
    let count = whole(text, &groups, begins)?;
    let end = groups.get(count.checked_sub(1)?)?.range.end;
    if begins == Begins::Zero && is_other_value(text, start, end) {
        return None;
    }
    let open = |end: usize| {
        let shown = &text[start..end];
        shown.matches('(').count() != shown.matches(')').count()
    };
    // A bracket around the whole number is none of its own: one closes before further digits.
    if begins == Begins::Bracket && !text[start..end].contains(')') {
        return None;
    }
    let end = if open(end) && text[end..].starts_with(')') { end + 1 } else { end };
    let goes_on = text[end..].starts_with(|c| class(c) == Class::Strong(Dir::Ltr));
    (!open(end) && !goes_on).then_some(end)
}

/// Whether what begins with a zero is a date, a time, a decimal or another plain value. What would be
/// a range or a fraction by itself is none where groups of one number go on behind it: `050-123 45 67`.
fn is_other_value(text: &str, start: usize, end: usize) -> bool {
    let Some(cluster) = Cluster::read(text, start) else { return false };
    let sizes: Vec<usize> = cluster.sizes().collect();
    if sizes.len() == 1 {
        return false;
    }
    let count = text[start..end].chars().filter(|&c| digits_of(c).is_some()).count();
    let goes_on = cluster.range.end < end && count >= LEAST_WITH_AREA;
    match cluster.value(text) {
        Some(Value::Date | Value::Time) => true,
        _ if goes_on => false,
        // `02/1234567` is a number with its area's code.
        Some(Value::Number) => {
            !cluster.separators().all(|c| matches!(c, '/' | '.')) || sizes[1] < 5
        }
        Some(Value::Range) => sizes.iter().sum::<usize>() < 8,
        Some(Value::Serial) | None => false,
    }
}

/// The groups from a byte on, with at most two dividers between them, or a sign with spaces round it.
fn groups(text: &str, first: usize, digits: Digits) -> Vec<DigitGroup> {
    let mut groups: Vec<DigitGroup> = vec![];
    let (mut gap, mut apart, mut total) = (0, false, 0);
    for (i, c) in text[first..].char_indices() {
        let at = first + i;
        if digits_of(c) == Some(digits) {
            let end = at + c.len_utf8();
            match groups.last_mut().filter(|_| gap == 0) {
                Some(group) => {
                    group.range.end = end;
                    group.size += 1;
                }
                None => groups.push(DigitGroup { range: at..end, size: 1, apart }),
            }
            total += 1;
            (gap, apart) = (0, false);
            if total > MOST {
                break;
            }
        } else if (gap < 2 || gap == 2 && is_spaced_sign(text, at))
            && is_divider(c)
            && !groups.is_empty()
            && digits_of(c).is_none()
        {
            apart |= is_space(c) || c == '(';
            gap += 1;
        } else {
            break;
        }
    }
    groups
}

/// Whether a space ends a stroke or a dash with spaces at both sides: `06 / 512 34 56`.
fn is_spaced_sign(text: &str, space: usize) -> bool {
    let mut before = text[..space].chars().rev();
    let sign = before.next().is_some_and(|c| is_hyphen(c) || matches!(c, '/' | '\u{2013}'));
    sign && before.next().is_some_and(is_space) && text[space..].starts_with(is_space)
}

fn is_divider(c: char) -> bool {
    is_space(c) || is_hyphen(c) || matches!(c, '.' | '/' | '(' | ')' | '\u{2013}')
}

/// How many of the groups are one phone number.
fn whole(text: &str, groups: &[DigitGroup], begins: Begins) -> Option<usize> {
    let most = if begins == Begins::Plus || begins_abroad(&text[groups.first()?.range.start..])
    {
        MOST
    } else {
        MOST_AT_HOME
    };
    if begins == Begins::Plain {
        return local(groups)
            .or_else(|| with_area(text, groups))
            .or_else(|| with_zero(text, groups));
    }
    let (mut total, mut count) = (0, 0);
    for (i, group) in groups.iter().enumerate() {
        let rest: usize = groups[i..].iter().map(|group| group.size).sum();
        let too_long = total + rest > most;
        let another =
            i > 0 && group.apart && total >= 7 && begins_another(text, group, too_long);
        if another || total + group.size > most {
            break;
        }
        total += group.size;
        count = i + 1;
    }
    let enough = match begins {
        Begins::Plus => total > LEAST,
        _ => total >= LEAST && count > 1,
    };
    enough.then_some(count)
}

/// Whether a number begins with two zeros, which lead out of a country.
fn begins_abroad(number: &str) -> bool {
    number.chars().take(2).all(|c| matches!(c, '0' | '٠' | '۰'))
}

/// Whether a group after a space is the beginning of something else: the next number, or a date.
/// A zero begins the next number only where all together are too long for one: `555 0134` is an end.
fn begins_another(text: &str, group: &DigitGroup, too_long: bool) -> bool {
    let before = text[..group.range.start].chars().next_back();
    let zero = too_long && text[group.range.clone()].starts_with(['0', '٠', '۰']);
    let value = Cluster::read(text, group.range.start).and_then(|c| {
        let several = c.sizes().count() > 1;
        c.value(text).filter(|_| several)
    });
    before == Some('(') || zero || matches!(value, Some(Value::Date | Value::Time))
}

/// Groups of three that end in one of four, with a hyphen or a point before it, or at least three
/// groups.
fn local(groups: &[DigitGroup]) -> Option<usize> {
    let threes = groups.iter().take_while(|group| group.size == 3).count();
    let last = groups.get(threes).filter(|group| group.size == 4)?;
    (threes == 1 && !last.apart || threes == 2).then_some(threes + 1)
}

/// An area's code with a stroke behind it, then groups with spaces between them: `70/123 456`.
fn with_area(text: &str, groups: &[DigitGroup]) -> Option<usize> {
    let [area, first, ..] = groups else { return None };
    if !(2..=3).contains(&area.size) || &text[area.range.end..first.range.start] != "/" {
        return None;
    }
    let is_next = |pair: &&[DigitGroup]| {
        pair[1].apart && text[pair[0].range.end..pair[1].range.start].chars().count() == 1
    };
    let count = 2 + groups[1..].windows(2).take_while(is_next).count();
    let sizes = || groups[1..count].iter().map(|group| group.size);
    let total = area.size + sizes().sum::<usize>();
    let fits = (LEAST_WITH_AREA..=MOST_AT_HOME).contains(&total);
    (count > 2 && fits && sizes().all(|size| (2..=3).contains(&size))).then_some(count)
}

/// Groups with spaces between them of which a later one begins with a zero, as no amount does:
/// `920 00 1234`.
fn with_zero(text: &str, groups: &[DigitGroup]) -> Option<usize> {
    let zero = |group: &DigitGroup| text[group.range.clone()].starts_with(['0', '٠', '۰']);
    let is_next = |pair: &&[DigitGroup]| {
        let between = &text[pair[0].range.end..pair[1].range.start];
        between.chars().count() == 1 && between.chars().all(is_space)
    };
    let count = 1 + groups.windows(2).take_while(is_next).count();
    let some = groups.get(..count)?;
    let total: usize = some.iter().map(|group| group.size).sum();
    let fits = (LEAST_WITH_AREA..=MOST_AT_HOME).contains(&total);
    let are_groups = some.iter().all(|group| (2..=4).contains(&group.size));
    // Groups of three with a zero first among them are thousands: `18 000 000`.
    let thousands = some.iter().skip(1).all(|group| group.size == 3);
    (count > 2 && fits && are_groups && !thousands && some[1..].iter().any(zero))
        .then_some(count)
}
