//! Numbers of the text in other digits, where the source asks for it.
//!
//! In: a paragraph, and the digits of the edition where it converts. Out: the same with digits
//! replaced, character by character, as the edition or a styled stretch asks; with Arabic digits
//! also `%` by `٪`, `‰` by `؉`, and the separators of decimals and of thousands by `٫` and `٬` (and
//! back). Phone numbers, addresses, code and words in other letters with the numbers among them
//! stay; dates, times, versions and numbers of sections keep their separators.

use std::ops::Range;

use unicode_script::Script;

use super::class::{Class, class, script_of};
use super::flat::{Flat, TextChange};
use super::phrase::phrases;
use super::token::{Token, TokenKind, tokens};
use crate::geom::Dir;
use crate::model::Inline;
use crate::model::lang::{Digits, Lang};

/// Words before the number of a section, whose point is no decimal separator.
const SECTIONS: [&str; 18] = [
    "القسم",
    "قسم",
    "الفصل",
    "فصل",
    "البند",
    "بند",
    "المادة",
    "مادة",
    "الفقرة",
    "فقرة",
    "الجزء",
    "الباب",
    "بخش",
    "ماده",
    "حصہ",
    "باب",
    "دفعہ",
    "شق",
];

/// Which bytes of a paragraph want which digits: from each byte on, up to the next.
pub(super) struct Zones(Vec<(usize, Option<Digits>)>);

impl Zones {
    /// The zones of a paragraph: `usual` for all of it where it is given, others inside a stretch
    /// that says so.
    pub(super) fn new(flat: &Flat, usual: Option<Digits>) -> Self {
        let mut zones = vec![(0, usual)];
        let mut open: Vec<(usize, Option<Digits>)> = vec![];
        let said = flat.containers().filter_map(|(shell, range)| match shell {
            Inline::Styled { style, .. } => Some((range, style.digits?)),
            _ => None,
        });
        for (range, digits) in said {
            close(&mut open, range.start, &mut zones);
            let outer = zones.last().and_then(|(_, digits)| *digits);
            open.push((range.end, outer));
            zones.push((range.start, Some(digits)));
        }
        close(&mut open, usize::MAX, &mut zones);
        Self(zones)
    }

    fn is_empty(&self) -> bool {
        self.0.iter().all(|(_, digits)| digits.is_none())
    }

    /// The digits that are asked for at a byte.
    pub(super) fn at(&self, byte: usize) -> Option<Digits> {
        let after = self.0.partition_point(|(start, _)| *start <= byte);
        self.0[..after].last().and_then(|(_, digits)| *digits)
    }
}

/// Goes back to what held around the stretches that end before a byte.
fn close(
    open: &mut Vec<(usize, Option<Digits>)>,
    at: usize,
    zones: &mut Vec<(usize, Option<Digits>)>,
) {
    while let Some((end, outer)) = open.pop_if(|(end, _)| *end <= at) {
        zones.push((end, outer));
    }
}

/// Writes the numbers of a paragraph in `lang` in the digits that are asked for.
pub(super) fn convert(flat: &mut Flat, zones: &Zones, lang: &Lang) {
    if zones.is_empty() || !flat.text().contains(char::is_numeric) {
        return;
    }
    let text = flat.text();
    let all = tokens(text);
    let spared = spared(text, &all, lang);
    let mut changes = vec![];
    for token in all.iter().filter(|token| is_number(token.kind)) {
        let after = spared.partition_point(|range| range.start < token.range.end);
        if after.checked_sub(1).is_some_and(|i| token.range.start < spared[i].end) {
            continue;
        }
        let Some(digits) = zones.at(token.range.start) else { continue };
        for number in numbers(text, token) {
            rewrite(text, number, digits, &mut changes);
        }
    }
    changes.extend(other_digits(text, &all, zones));
    changes.sort_by_key(|(at, _)| *at);
    let changed = changes.into_iter().map(|(at, new): (usize, char)| {
        let width = flat.text()[at..].chars().next().map_or(0, char::len_utf8);
        TextChange { range: at..at + width, new: new.to_string() }
    });
    let changes: Vec<TextChange> = changed.collect();
    flat.change(&changes);
}

fn is_number(kind: TokenKind) -> bool {
    use TokenKind::{Date, Number, Other, Range, Serial, Time};
    matches!(kind, Number | Time | Date | Serial | Range | Other)
}

/// The numbers of a token, from the first digit to the last: the two ends of a range.
fn numbers(text: &str, token: &Token) -> Vec<Range<usize>> {
    let ends: Vec<Range<usize>> = match token.ends.is_empty() {
        true => vec![token.range.clone()],
        false => token.ends.iter().map(|(end, _)| end.clone()).collect(),
    };
    let digit = |c: char| Digits::read(c).is_some();
    let bare = ends.into_iter().filter_map(|end| {
        let part = &text[end.clone()];
        let last = part.rfind(digit)?;
        let width = part[last..].chars().next().map_or(0, char::len_utf8);
        Some(end.start + part.find(digit)?..end.start + last + width)
    });
    bare.collect()
}

/// Digits of systems that no token is made of, as in `২০২৬`.
fn other_digits(text: &str, tokens: &[Token], zones: &Zones) -> Vec<(usize, char)> {
    let outside = |at: usize| {
        let after = tokens.partition_point(|token| token.range.start <= at);
        after.checked_sub(1).is_none_or(|i| tokens[i].range.end <= at)
    };
    let strange = |c: char| super::class::digits_of(c).is_none();
    let found = text.char_indices().filter(|(at, c)| strange(*c) && outside(*at));
    found.filter_map(|(at, c)| Some((at, zones.at(at)?.digit(Digits::read(c)?.1)))).collect()
}

/// The stretches that keep their digits: words in other letters with the numbers that belong to
/// them, and phone numbers; addresses and quantities are no numbers.
fn spared(text: &str, tokens: &[Token], lang: &Lang) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = match lang.dir() {
        Dir::Rtl => phrases(text, 0..text.len(), Dir::Rtl, tokens)
            .into_iter()
            .map(|range| with_near_numbers(text, range))
            .collect(),
        Dir::Ltr => vec![],
    };
    if lang.script() != Script::Latin && lang.dir() == Dir::Ltr {
        out.extend(latin_words(text));
    }
    let kept = tokens.iter().filter(|token| !is_number(token.kind));
    out.extend(kept.map(|token| token.range.clone()));
    out.sort_by_key(|range| range.start);
    out
}

/// A phrase up to its last letter, and the numbers behind it unless a sign of the sentence parts
/// them: in `Windows 11` the number is a part of the name.
fn with_near_numbers(text: &str, range: Range<usize>) -> Range<usize> {
    let phrase = &text[range.clone()];
    let letter = |c: char| class(c) == Class::Strong(Dir::Ltr);
    let last = phrase.rfind(letter).unwrap_or(0);
    let parted = phrase[last..].find([',', '،', ';', '؛', '!', '«', '(']);
    let dot = phrase[last..].find(". ");
    let end = parted.into_iter().chain(dot).min().map_or(phrase.len(), |at| last + at);
    range.start..range.start + end
}

/// Words of Latin letters, with the digits in them.
fn latin_words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let words = text.split(char::is_whitespace);
    let latin = words.filter(|word| word.chars().any(|c| script_of(c) == Script::Latin));
    latin.map(move |word| {
        let start = word.as_ptr().addr() - text.as_ptr().addr();
        start..start + word.len()
    })
}

/// Adds the changes of one number.
fn rewrite(text: &str, token: Range<usize>, digits: Digits, changes: &mut Vec<(usize, char)>) {
    let number = &text[token.clone()];
    let [decimal, group] = separators(text, &token);
    let arabic = digits.is_arabic();
    let [point, comma] = if arabic { ['٫', '٬'] } else { ['.', ','] };
    for (i, c) in number.char_indices() {
        let new = match Digits::read(c) {
            Some((_, value)) => digits.digit(value),
            None if Some(c) == decimal => point,
            None if Some(c) == group => comma,
            None => c,
        };
        if new != c {
            changes.push((token.start + i, new));
        }
    }
    let sign = match (text[token.end..].chars().next(), arabic) {
        (Some('%'), true) => '٪',
        (Some('‰'), true) => '؉',
        (Some('٪'), false) => '%',
        (Some('؉'), false) => '‰',
        _ => return,
    };
    changes.push((token.end, sign));
}

/// The decimal separator and the separator of thousands of a number, where it has them.
fn separators(text: &str, token: &Range<usize>) -> [Option<char>; 2] {
    let number = &text[token.clone()];
    let signs: Vec<char> = number.chars().filter(|&c| Digits::read(c).is_none()).collect();
    let parts: Vec<usize> =
        number.split(|c| Digits::read(c).is_none()).map(|part| part.chars().count()).collect();
    let thousands = |count: usize| {
        (1..=3).contains(&parts[0]) && parts[1..=count].iter().all(|&len| len == 3)
    };
    match signs.as_slice() {
        ['٫'] => [Some('٫'), None],
        ['.'] if !names_section(&text[..token.start]) => [Some('.'), None],
        [group @ (',' | '٬'), rest @ ..] => {
            let groups = 1 + rest.iter().take_while(|c| *c == group).count();
            match &rest[groups - 1..] {
                [] if thousands(groups) => [None, Some(*group)],
                [point @ ('.' | '٫')] if thousands(groups) => [Some(*point), Some(*group)],
                _ => [None, None],
            }
        }
        ['.', rest @ ..] => {
            let groups = 1 + rest.iter().take_while(|c| **c == '.').count();
            match &rest[groups - 1..] {
                [','] if thousands(groups) => [Some(','), Some('.')],
                _ => [None, None],
            }
        }
        _ => [None, None],
    }
}

fn names_section(before: &str) -> bool {
    let word =
        before.trim_end().rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    SECTIONS.contains(&word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Sink, Span};
    use crate::model::{IsolateKind, SpanStyle, plain};
    use crate::prose::{ProseSetting, finish};

    fn text(text: &str) -> Inline {
        Inline::Text { text: text.into(), span: Span::NONE }
    }

    fn converted(inlines: Vec<Inline>, digits: Option<Digits>, lang: &Lang) -> String {
        let link: &dyn Fn(TokenKind, &str) -> Option<String> = &|_, _| None;
        plain(&finish(inlines, &ProseSetting { lang, digits, link }, &mut Sink::default()))
    }

    fn written(source: &str, tag: &str, digits: Digits) -> String {
        converted(vec![text(source)], Some(digits), &Lang::parse(tag).expect("known"))
    }

    #[test]
    fn numbers_change_with_their_signs_and_separators() {
        for (source, result) in [
            ("عام 2026 و1998", "عام ٢٠٢٦ و١٩٩٨"),
            ("نسبة 12.5% من", "نسبة ١٢٫٥٪ من"),
            ("عدد 1,234 طفلًا", "عدد ١٬٢٣٤ طفلًا"),
            ("1,234,567.89", "١٬٢٣٤٬٥٦٧٫٨٩"),
            ("1.234,5", "١٬٢٣٤٫٥"),
            ("3‰ من", "٣؉ من"),
            ("بين 10–20 طفلًا", "بين ١٠–٢٠ طفلًا"),
            ("في 2026/11/23، الساعة 10:30", "في ٢٠٢٦/١١/٢٣، الساعة ١٠:٣٠"),
            ("القسم 1.2 ثم فصل 3.4", "القسم ١.٢ ثم فصل ٣.٤"),
            ("الإصدار 1.2.3", "الإصدار ١.٢.٣"),
            ("درجة -5 و+7", "درجة -٥ و+٧"),
            ("سعره $1,200 فقط", "سعره $١٬٢٠٠ فقط"),
            ("١٢٫٥٪ باقية", "١٢٫٥٪ باقية"),
            ("1,2 و3", "١,٢ و٣"),
        ] {
            assert_eq!(written(source, "ar", Digits::Arab), result);
        }
        assert_eq!(written("سال 2026، 12.5%", "fa", Digits::Arabext), "سال ۲۰۲۶، ۱۲٫۵٪");
        assert_eq!(written("عام ٢٠٢٦، ١٬٢٣٤٫٥٪", "ar", Digits::Latn), "عام 2026، 1,234.5%");
        assert_eq!(written("২০২৬", "bn", Digits::Latn), "2026");
    }

    #[test]
    fn phones_addresses_codes_and_foreign_words_keep_their_digits() {
        for source in [
            "اتصل على +966 50 123 4567 الآن",
            "هاتف 00 966 50 123 4567 أو",
            "هاتف (02) 123-4567.",
            "راجع https://example.org/2026/11 غدًا",
            "إلى info2@example.org.",
            "وفق ISO 9001:2015 و",
            "مرض COVID-19 في",
            "رقم ISBN 978-0-306-40615-7 هو",
            "نظام Windows 11، ثم",
        ] {
            assert_eq!(written(source, "ar", Digits::Arab), source);
        }
    }

    #[test]
    fn stretches_may_ask_for_digits_of_their_own() {
        let style = SpanStyle { digits: Some(Digits::Arab), ..SpanStyle::default() };
        let styled = |content| Inline::Styled {
            style: Box::new(style.clone()),
            content,
            span: Span::NONE,
        };
        let lang = Lang::parse("ar-MA").expect("known");
        let inlines = vec![text("12 و"), styled(vec![text("34.5%")]), text(" و56")];
        let made = converted(inlines.clone(), None, &lang);
        // The sign stands in the stretch as well.
        assert_eq!(made, "12 و٣٤٫٥٪ و56");
        let isolate = |lang: Option<&str>, content| Inline::Isolate {
            lang: lang.map(|tag| Lang::parse(tag).expect("known")),
            dir: Dir::Rtl,
            kind: IsolateKind::Phrase,
            content: vec![content],
        };
        let inlines = vec![
            isolate(None, styled(vec![text("1 ")])),
            isolate(Some("ar"), text("2 ")),
            isolate(Some("fa"), text("3 ")),
            isolate(Some("fa"), styled(vec![text("4")])),
        ];
        let made = converted(inlines.clone(), None, &lang);
        assert_eq!(made, "١ 2 3 ٤");
        let made = converted(inlines.clone(), Some(Digits::Arab), &lang);
        assert_eq!(made, "١ ٢ 3 ٤");
        let strong = Inline::Strong(vec![text("9001")]);
        let inlines = vec![text("وفق ISO "), strong, text(" و7")];
        let made = converted(inlines.clone(), Some(Digits::Arab), &lang);
        assert_eq!(made, "وفق ISO 9001 و٧");
    }
}
