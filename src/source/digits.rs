//! Numbers of the text in other digits, where the source asks for it.
//!
//! In: the inline content of one paragraph, the digits of the edition where it converts, and
//! those that a styled stretch asks for. Out: the same with digits replaced, character by
//! character; with Arabic digits also `%` by `٪`, `‰` by `؉`, and the separators of decimals and
//! of thousands by `٫` and `٬` (and back). Phone numbers, addresses, code and words in other
//! letters with the numbers among them stay; dates, times, versions and numbers of sections keep
//! their separators.

use std::ops::Range;

use unicode_script::{Script, UnicodeScript};

use super::isolate::joined;
use super::stretch::{self, stretches};
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

/// Writes the numbers of a paragraph in the digits that are asked for: `usual` for all of it
/// where it is given, others inside a stretch that says so.
pub(super) fn convert(inlines: &mut [Inline], usual: Option<Digits>, lang: &Lang) {
    isolated(inlines, usual, lang);
    let mut zones = vec![];
    collect_zones(inlines, usual, &mut 0, &mut zones);
    if zones.is_empty() {
        return;
    }
    let text = joined(inlines);
    let spared = spared(&text, lang.script());
    let mut changes = vec![];
    for token in tokens(&text) {
        let digits = zones.iter().rev().find(|(zone, _)| zone.contains(&token.start));
        let Some((_, digits)) = digits else { continue };
        if spared.iter().all(|range| range.end <= token.start || token.end <= range.start) {
            rewrite(&text, token, *digits, &mut changes);
        }
    }
    if !changes.is_empty() {
        apply(inlines, &mut 0, &changes);
    }
}

/// Converts what stands in isolates, each by itself: one in another language keeps its digits,
/// unless a stretch in it asks for others.
fn isolated(inlines: &mut [Inline], usual: Option<Digits>, lang: &Lang) {
    for inline in inlines {
        match inline {
            Inline::Isolate { lang: own, content, .. } => {
                let own = own.clone().unwrap_or_else(|| lang.clone());
                convert(content, usual.filter(|_| own.primary() == lang.primary()), &own);
            }
            Inline::Styled { style, content, .. } => {
                isolated(content, style.digits.or(usual), lang);
            }
            Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::Link { content, .. } => isolated(content, usual, lang),
            _ => {}
        }
    }
}

/// Which bytes of the joined text want which digits; later zones lie inside earlier ones.
fn collect_zones(
    inlines: &[Inline],
    usual: Option<Digits>,
    at: &mut usize,
    zones: &mut Vec<(Range<usize>, Digits)>,
) {
    let start = *at;
    let len = joined(inlines).len();
    if start == 0 && zones.is_empty() {
        zones.extend(usual.map(|digits| (0..len, digits)));
    }
    for inline in inlines {
        let before = *at;
        let end = before + joined(std::slice::from_ref(inline)).len();
        match inline {
            Inline::Styled { style, content, .. } => {
                zones.extend(style.digits.map(|digits| (before..end, digits)));
                collect_zones(content, None, at, zones);
            }
            Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::Link { content, .. } => collect_zones(content, None, at, zones),
            _ => {}
        }
        *at = end;
    }
}

/// The stretches that keep their digits: words in other letters with their numbers, codes,
/// addresses, phone numbers.
fn spared(text: &str, own: Script) -> Vec<Range<usize>> {
    let foreign = |c: char| {
        let western = matches!(c.script(), Script::Latin | Script::Greek | Script::Cyrillic);
        (western && c.script() != own).then_some(("en", Dir::Ltr))
    };
    let found = stretches(text, foreign, Dir::Rtl).into_iter().map(|stretch| stretch.range);
    let spared = |range: &Range<usize>| {
        let text = &text[range.clone()];
        text.contains(char::is_alphabetic) || stretch::is_phone(text)
    };
    let mut out: Vec<_> = found.filter(spared).collect();
    out.extend(stretch::addresses(text));
    out
}

/// Numbers with the separators inside them.
fn tokens(text: &str) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = vec![];
    let mut pending = None;
    for (i, c) in text.char_indices() {
        if Digits::read(c).is_some() {
            let end = i + c.len_utf8();
            match out.last_mut() {
                Some(token) if token.end == i || pending == Some(token.end) => token.end = end,
                _ => out.push(i..end),
            }
            pending = None;
        } else {
            let after = out.last().is_some_and(|token| token.end == i);
            let divides = matches!(c, '.' | ',' | ':' | '/' | '-' | '٫' | '٬');
            pending = (after && divides).then_some(i);
        }
    }
    out
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

/// Puts changes of the joined text into the inline content that it was made of.
fn apply(inlines: &mut [Inline], at: &mut usize, changes: &[(usize, char)]) {
    for inline in inlines {
        match inline {
            Inline::Text { text, .. } => {
                let (start, end) = (*at, *at + text.len());
                let first = changes.partition_point(|(i, _)| *i < start);
                let last = changes.partition_point(|(i, _)| *i < end);
                let mut mine = changes[first..last].iter().peekable();
                if mine.peek().is_some() {
                    let new = text.char_indices().map(|(i, c)| {
                        mine.next_if(|(place, _)| *place == start + i)
                            .map_or(c, |(_, new)| *new)
                    });
                    *text = new.collect();
                }
                *at = end;
            }
            Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::Styled { content, .. }
            | Inline::Link { content, .. } => apply(content, at, changes),
            other => *at += joined(std::slice::from_ref(other)).len(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Span;
    use crate::model::{SpanStyle, plain};

    fn text(text: &str) -> Inline {
        Inline::Text { text: text.into(), span: Span::NONE }
    }

    fn written(source: &str, tag: &str, digits: Digits) -> String {
        let mut inlines = [text(source)];
        convert(&mut inlines, Some(digits), &Lang::parse(tag).expect("known"));
        plain(&inlines)
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
        let mut inlines = [text("12 و"), styled(vec![text("34.5%")]), text(" و56")];
        convert(&mut inlines, None, &lang);
        // The sign stands in the stretch as well.
        assert_eq!(plain(&inlines), "12 و٣٤٫٥٪ و56");
        let isolate = |lang: Option<&str>, content| Inline::Isolate {
            lang: lang.map(|tag| Lang::parse(tag).expect("known")),
            dir: Dir::Rtl,
            content: vec![content],
        };
        let mut inlines = [
            isolate(None, styled(vec![text("1 ")])),
            isolate(Some("ar"), text("2 ")),
            isolate(Some("fa"), text("3 ")),
            isolate(Some("fa"), styled(vec![text("4")])),
        ];
        convert(&mut inlines, None, &lang);
        assert_eq!(plain(&inlines), "١ 2 3 ٤");
        convert(&mut inlines, Some(Digits::Arab), &lang);
        assert_eq!(plain(&inlines), "١ ٢ 3 ٤");
        let strong = Inline::Strong(vec![text("9001")]);
        let mut inlines = [text("وفق ISO "), strong, text(" و7")];
        convert(&mut inlines, Some(Digits::Arab), &lang);
        assert_eq!(plain(&inlines), "وفق ISO 9001 و٧");
    }
}
