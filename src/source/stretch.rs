//! Finds the stretches of a paragraph that need an isolate, in plain text.
//!
//! First phrases of foreign words, each with the spaces and punctuation between its words;
//! then, in right-to-left text, phone numbers and signed or divided numbers in what is left.

use std::ops::Range;

use crate::geom::Dir;

/// Stands for what no stretch may run through.
pub(super) const WALL: char = '\n';

/// A stretch that becomes an isolate.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Stretch {
    pub(super) range: Range<usize>,
    pub(super) lang: Option<&'static str>,
    pub(super) dir: Dir,
}

/// The stretches of `text`, in order. `foreign` says language and direction of letters that
/// are foreign in text of direction `dir`.
pub(super) fn stretches(
    text: &str,
    foreign: impl Fn(char) -> Option<(&'static str, Dir)>,
    dir: Dir,
) -> Vec<Stretch> {
    let mut out: Vec<Stretch> = vec![];
    let mut at = 0;
    while let Some((start, (lang, found))) =
        text[at..].char_indices().find_map(|(i, c)| Some((at + i, foreign(c)?)))
    {
        let same = |c: char| foreign(c) == Some((lang, found));
        let range = phrase(text, at, start, same);
        let gap = at..range.start;
        if dir == Dir::Rtl {
            out.extend(numbers(text, gap));
        }
        at = range.end;
        let lang = if is_code(&text[range.clone()]) { None } else { Some(lang) };
        out.push(Stretch { range, lang, dir: found });
    }
    if dir == Dir::Rtl {
        out.extend(numbers(text, at..text.len()));
    }
    out
}

/// The phrase whose first foreign letter is at `first`; it begins no earlier than `least`.
fn phrase(
    text: &str,
    least: usize,
    first: usize,
    same: impl Fn(char) -> bool + Copy,
) -> Range<usize> {
    let attached = |c: char| c.is_ascii_alphanumeric() || "-_.@#+&/".contains(c);
    let head = &text[least..first];
    let start = least + head.trim_end_matches(attached).len();
    let start = if start == first { with_degrees(text, least, first) } else { start };
    let start = start
        + text[start..first]
            .find(|c: char| c.is_ascii_alphanumeric() || "#@+.".contains(c))
            .unwrap_or(first - start);
    let mut end = first;
    for (i, c) in text[first..].char_indices() {
        if same(c) || c.is_numeric() || unicode_normalization::char::is_combining_mark(c) {
            end = first + i + c.len_utf8();
        } else if !is_inner(c) {
            break;
        }
    }
    end += suffix_len(&text[start..end], &text[end..]);
    balance(text, least, without_open_end(text, start..end, same))
}

/// The start of a phrase, before the degrees of a coordinate that its first letter belongs to
/// (`24.7° N`).
fn with_degrees(text: &str, least: usize, first: usize) -> usize {
    let head = text[least..first].trim_end_matches([' ', '\u{a0}']);
    if !head.ends_with(['°', '′', '″']) {
        return first;
    }
    let inner = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '°' | '′' | '″' | ' ');
    let digits = head.trim_end_matches(inner);
    let sign = digits.trim_end_matches(['-', '−', '+']).len();
    let rest = &text[least + sign..first];
    least + sign + (rest.len() - rest.trim_start_matches([' ', ',']).len())
}

/// Cuts off a bracket that opens after the last letters and closes outside: it belongs to what
/// stands around the phrase.
fn without_open_end(
    text: &str,
    range: Range<usize>,
    same: impl Fn(char) -> bool,
) -> Range<usize> {
    let phrase = &text[range.clone()];
    let Some(open) = phrase.rfind(['(', '[']) else { return range };
    let tail = &phrase[open..];
    let closes = tail.contains([')', ']']) || text[range.end..].starts_with([')', ']']);
    if closes || tail.contains(same) {
        return range;
    }
    range.start..range.start + phrase[..open].trim_end().len()
}

/// Whether a sign may stand between two words of a phrase.
fn is_inner(c: char) -> bool {
    let sign =
        matches!(c, '’' | '‘' | '“' | '”' | '–' | '—' | '·' | '•' | '…' | '‑' | '\u{200d}')
            || matches!(c, '°' | '′' | '″');
    c == ' ' || c == '\u{a0}' || c.is_ascii_punctuation() || sign
}

/// Bytes of signs after a phrase that belong to its last word.
fn suffix_len(phrase: &str, rest: &str) -> usize {
    let last = phrase.rsplit(' ').next().unwrap_or_default();
    let signs = if is_address(last) { "/#=&-_~" } else { "+#%°" };
    rest.find(|c| !signs.contains(c)).unwrap_or(rest.len())
}

/// Takes in the bracket before or after a phrase whose partner stands in it.
fn balance(text: &str, least: usize, mut range: Range<usize>) -> Range<usize> {
    for (open, close) in [('(', ')'), ('[', ']'), ('“', '”')] {
        let count = |c: char| text[range.clone()].matches(c).count();
        let (opened, closed) = (count(open), count(close));
        if closed > opened && text[least..range.start].ends_with(open) {
            range.start -= open.len_utf8();
        }
        if opened > closed && text[range.end..].starts_with(close) {
            range.end += close.len_utf8();
        }
    }
    range
}

/// Whether a phrase is made of codes and addresses only, which are no language.
fn is_code(phrase: &str) -> bool {
    let mut words =
        phrase.split([' ', '\u{a0}']).filter(|word| word.contains(char::is_alphabetic));
    let code = |word: &str| is_address(word) || word.contains(|c: char| c.is_ascii_digit());
    words.all(code)
}

fn is_address(word: &str) -> bool {
    let mail =
        word.split_once('@').is_some_and(|(who, at)| !who.is_empty() && at.contains('.'));
    mail || word.contains("://") || word.starts_with("www.") || word.starts_with("WWW.")
}

/// The addresses in a text.
pub(super) fn addresses(text: &str) -> Vec<Range<usize>> {
    let words = text.split(char::is_whitespace).filter(|word| is_address(word));
    words
        .map(|word| {
            let start = word.as_ptr().addr() - text.as_ptr().addr();
            start..start + word.len()
        })
        .collect()
}

/// Phone numbers and signed or divided numbers in a part of `text`.
fn numbers(text: &str, part: Range<usize>) -> Vec<Stretch> {
    let mut out = vec![];
    let mut at = part.start;
    while at < part.end {
        let rest = &text[at..part.end];
        let Some(found) = rest.find(begins_number) else { break };
        at += found;
        let rest = &text[at..part.end];
        let len = if is_inside_word(text, at) { 0 } else { number_len(rest) };
        if len > 0 {
            out.push(Stretch { range: at..at + len, lang: None, dir: Dir::Ltr });
            at += len;
        } else {
            at += rest.find(|c| !begins_number(c)).unwrap_or(rest.len());
        }
    }
    out
}

fn begins_number(c: char) -> bool {
    digit(c).is_some() || matches!(c, '+' | '-' | '−' | '±' | '(' | '$' | '€' | '£' | '¥')
}

fn is_inside_word(text: &str, at: usize) -> bool {
    text[..at].chars().next_back().is_some_and(char::is_alphanumeric)
}

/// The system of a decimal digit, as the code point of its zero.
fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(0x30),
        '٠'..='٩' => Some(0x660),
        '۰'..='۹' => Some(0x6F0),
        _ => None,
    }
}

/// Whether a whole stretch is a phone number.
pub(super) fn is_phone(stretch: &str) -> bool {
    phone_len(stretch) == stretch.len()
}

/// Bytes of the phone number at the start of `rest`; 0 if there is none.
fn phone_len(rest: &str) -> usize {
    let (spaced, groups) = groups(rest, " \u{a0}-./()");
    let starts = rest.trim_start_matches(['+', '(']);
    let begins = starts.len() < rest.len() || starts.starts_with(['0', '٠', '۰']);
    let digits: usize = groups.iter().sum();
    let grouped = begins && groups.len() > 1 && (6..=15).contains(&digits);
    let whole = rest.starts_with('+') && (7..=15).contains(&digits);
    if grouped || whole { spaced } else { 0 }
}

/// Bytes of the number at the start of `rest` that needs an isolate; 0 if it needs none.
fn number_len(rest: &str) -> usize {
    let phone = phone_len(rest);
    if phone > 0 {
        return phone;
    }
    let (spaced, groups) = groups(rest, " \u{a0}");
    if groups.len() > 1 && groups[1..].iter().all(|len| *len == 3) && groups[0] <= 3 {
        return spaced;
    }
    match signed_len(rest) {
        0 => eastern_len(rest),
        len => len,
    }
}

/// Bytes of a number in ٠–٩ or ۰–۹ that the bidi algorithm would take apart: a date with hyphens,
/// and in ۰–۹ a number with a sign, which stands left of it (CLDR: `fa`, `ur`; with ٠–٩ it stands
/// where the line begins). 0 for others.
fn eastern_len(rest: &str) -> usize {
    let sign = rest.find(|c| !"+-−±".contains(c)).unwrap_or(rest.len());
    let body = &rest[sign..];
    let Some(zero) = body.chars().next().and_then(digit).filter(|zero| *zero != 0x30) else {
        return 0;
    };
    let own = |c: char| digit(c) == Some(zero);
    let mut end = 0;
    for (i, c) in body.char_indices() {
        if own(c) {
            end = i + c.len_utf8();
        } else if !"-.,/:٫٬".contains(c) || i > end {
            break;
        }
    }
    let date = sign == 0 && body[..end].matches('-').count() == 2;
    let signed = sign > 0 && zero == 0x6F0;
    if date || signed { sign + end } else { 0 }
}

/// Bytes and digits of the groups at the start of `rest`, which may begin with a plus sign
/// or a bracket and are divided by at most two of `dividers`; all in one system of digits.
fn groups(rest: &str, dividers: &str) -> (usize, Vec<usize>) {
    let mut sizes: Vec<usize> = vec![];
    let (mut end, mut gap, mut system) = (0, 0, None);
    for (i, c) in rest.char_indices() {
        if let Some(found) = digit(c) {
            if *system.get_or_insert(found) != found {
                break;
            }
            match sizes.last_mut() {
                Some(size) if gap == 0 => *size += 1,
                _ => sizes.push(1),
            }
            gap = 0;
            end = i + c.len_utf8();
        } else if dividers.contains(c) && gap < 2
            || i == 0 && "+(".contains(c)
            || c == '(' && i == 1
        {
            gap += usize::from(!sizes.is_empty());
        } else {
            break;
        }
    }
    let whole = !rest[end..].starts_with(char::is_alphanumeric);
    if whole { (end, sizes) } else { (0, vec![]) }
}

/// Bytes of a number in European digits that has a sign, a unit or dividers; 0 for others.
fn signed_len(rest: &str) -> usize {
    let sign = rest.find(|c| !"+-−±$€£¥".contains(c)).unwrap_or(rest.len());
    let body = &rest[sign..];
    let mut end = 0;
    for (i, c) in body.char_indices() {
        if c.is_ascii_digit() {
            end = i + 1;
        } else if !".,:/-×'’".contains(c) || i > end {
            break;
        }
    }
    let unit = body[end..].find(|c| !"%‰°$€£¥".contains(c)).unwrap_or(body.len() - end);
    let more = sign > 0 || unit > 0 || body[..end].contains(|c: char| !c.is_ascii_digit());
    let whole = !body[end + unit..].starts_with(char::is_alphanumeric);
    if end > 0 && more && whole { sign + end + unit } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The stretches of an Arabic text: `[…]` with a language, `<…>` without.
    fn show(text: &str) -> String {
        let foreign = |c: char| c.is_ascii_alphabetic().then_some(("en", Dir::Ltr));
        let mut out = String::new();
        let mut at = 0;
        for stretch in stretches(text, foreign, Dir::Rtl) {
            out.push_str(&text[at..stretch.range.start]);
            let (open, close) = if stretch.lang.is_some() { ('[', ']') } else { ('<', '>') };
            out.push(open);
            out.push_str(&text[stretch.range.clone()]);
            out.push(close);
            at = stretch.range.end;
        }
        out + &text[at..]
    }

    #[test]
    fn foreign_words_stand_together() {
        for (text, shown) in [
            ("تهدف ICMEC إلى", "تهدف [ICMEC] إلى"),
            ("هو (Save the Children) و", "هو ([Save the Children]) و"),
            ("هو Centre (ICMEC)، و", "هو [Centre (ICMEC)]، و"),
            ("هو (ICMEC) Centre و", "هو [(ICMEC) Centre] و"),
            ("Missing & Exploited Children", "[Missing & Exploited Children]"),
            ("نظام Windows 11، ثم", "نظام [Windows 11]، ثم"),
            ("لغة C++ و", "لغة [C++] و"),
            ("الـICMEC.", "الـ[ICMEC]."),
            ("one\ntwo", "[one]\n[two]"),
            ("مع ICMEC (25 دولة) و", "مع [ICMEC] (25 دولة) و"),
        ] {
            assert_eq!(show(text), shown);
        }
    }

    #[test]
    fn codes_and_addresses_have_no_language() {
        for (text, shown) in [
            ("مرض COVID-19 في", "مرض <COVID-19> في"),
            ("المعيار ISO-8859-1.", "المعيار <ISO-8859-1>."),
            ("طابعة 3D هنا", "طابعة <3D> هنا"),
            ("عند 24.7136° N, 46.6753° E تمامًا", "عند [24.7136° N, 46.6753° E] تمامًا"),
            ("رقمه SA03 8000 0000 6080 1016 7519.", "رقمه <SA03 8000 0000 6080 1016 7519>."),
            ("في https://www.icmec.org/ و", "في <https://www.icmec.org/> و"),
            ("إلى info@icmec.org.", "إلى <info@icmec.org>."),
        ] {
            assert_eq!(show(text), shown);
        }
    }

    #[test]
    fn numbers_keep_their_order() {
        for (text, shown) in [
            ("اتصل +966 50 123 4567 الآن", "اتصل <+966 50 123 4567> الآن"),
            ("هاتف ٠٥٠ ١٢٣ ٤٥٦٧ أو", "هاتف <٠٥٠ ١٢٣ ٤٥٦٧> أو"),
            ("هاتف (02) 123-4567.", "هاتف <(02) 123-4567>."),
            ("الرقم 116 000 مجاني", "الرقم <116 000> مجاني"),
            ("درجة -5 مئوية", "درجة <-5> مئوية"),
            ("نسبة 12.5% من", "نسبة <12.5%> من"),
            ("القسم 1.2، ثم", "القسم <1.2>، ثم"),
            ("في 2026-11-23 كان", "في <2026-11-23> كان"),
            ("سنة 1998 و 2015–2020.", "سنة 1998 و 2015–2020."),
            ("البنود (3) و(٤)", "البنود (3) و(٤)"),
            ("نسبة ٥٠٪ من", "نسبة ٥٠٪ من"),
            ("في ٢٠٢٦-١١-٢٣ كان", "في <٢٠٢٦-١١-٢٣> كان"),
            ("من ١٠-٢٠ سنة", "من ١٠-٢٠ سنة"),
            ("دمای -۵ و -۱۲٫۵ درجه", "دمای <-۵> و <-۱۲٫۵> درجه"),
            ("درجة -٥ مئوية", "درجة -٥ مئوية"),
            ("الساعة 10:30 والنتيجة 3-2.", "الساعة <10:30> والنتيجة <3-2>."),
            ("في 2026/11/23 الإصدار 1.2.3", "في <2026/11/23> الإصدار <1.2.3>"),
            ("هاتف 00 966 50 123 4567 أو", "هاتف <00 966 50 123 4567> أو"),
        ] {
            assert_eq!(show(text), shown);
        }
    }
}
