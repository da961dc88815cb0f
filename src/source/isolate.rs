//! Isolates that the author need not write: foreign words, addresses, phone numbers, signed
//! numbers and codes keep their own order inside the text around them (UAX #9, 2.4.2).
//!
//! In: the inline content of one paragraph. Out: the same with [`Inline::Isolate`]s. A
//! foreign stretch runs over consecutive foreign words with the spaces and the punctuation
//! between them, also through emphasis and links where these lie in it whole. Its language is
//! guessed by script: Latin is English, Arabic is Arabic, and so on; codes such as `COVID-19`
//! have none. Numbers in Arabic-Indic digits are left to the bidi algorithm, which orders
//! them as their readers do; phone numbers always run from left to right.

use std::ops::Range;

use unicode_script::{Script, UnicodeScript};

use super::stretch::{self, Stretch, WALL};
use crate::diag::Span;
use crate::geom::Dir;
use crate::model::Inline;
use crate::model::lang::Lang;

/// What stands around the stretches: the language's own script and direction.
#[derive(Debug, Clone, Copy)]
pub(super) struct Around {
    script: Script,
    dir: Dir,
}

impl Around {
    /// The surroundings that a text in `lang` makes.
    pub(super) fn of(lang: &Lang) -> Self {
        Self { script: lang.script(), dir: lang.dir() }
    }

    /// Language and direction of a text all of whose letters are foreign here in one way.
    pub(super) fn whole(self, text: &str) -> Option<(Option<Lang>, Dir)> {
        let mut letters = text.chars().filter(|c| c.is_alphabetic()).map(|c| self.foreign(c));
        let first = letters.next()??;
        letters.all(|letter| letter == Some(first)).then(|| (Lang::parse(first.0), first.1))
    }

    /// Language and direction of a letter, where it is foreign here.
    fn foreign(self, c: char) -> Option<(&'static str, Dir)> {
        let script = script_of(c);
        let (lang, dir) = match script {
            Script::Latin => ("en", Dir::Ltr),
            Script::Greek => ("el", Dir::Ltr),
            Script::Cyrillic => ("ru", Dir::Ltr),
            Script::Arabic => ("ar", Dir::Rtl),
            Script::Hebrew => ("he", Dir::Rtl),
            _ => return None,
        };
        // Latin words in other left-to-right text are read well enough as they are.
        let at_home =
            script == self.script || (script == Script::Latin && self.dir == Dir::Ltr);
        (!at_home && c.is_alphabetic()).then_some((lang, dir))
    }
}

/// The script of a character; the frequent ones without a look into the tables.
fn script_of(c: char) -> Script {
    match c {
        'a'..='z' | 'A'..='Z' => Script::Latin,
        '\0'..='\u{7F}' => Script::Common,
        '\u{620}'..='\u{63F}' | '\u{641}'..='\u{64A}' => Script::Arabic,
        other => other.script(),
    }
}

/// Wraps the stretches of `inlines` that need it.
pub(super) fn isolate(inlines: Vec<Inline>, around: Around) -> Vec<Inline> {
    let text = joined(&inlines);
    if around.dir == Dir::Ltr && text.is_ascii() {
        return inlines;
    }
    let ranges = ranges(&inlines);
    let found = stretch::stretches(&text, |c| around.foreign(c), around.dir);
    let stretches: Vec<_> = found
        .into_iter()
        .filter_map(|stretch| fit(stretch, &inlines, &ranges, &text))
        .collect();
    let mut out = Vec::with_capacity(inlines.len());
    let mut rest = Cursor { inlines: inlines.into_iter().zip(ranges), cut: None };
    for stretch in stretches {
        out.extend(
            rest.take(stretch.range.start).into_iter().map(|part| descend(part, around)),
        );
        let content = rest.take(stretch.range.end);
        out.push(wrapped(content, &stretch));
    }
    out.extend(rest.take(usize::MAX).into_iter().map(|part| descend(part, around)));
    out
}

fn wrapped(content: Vec<Inline>, stretch: &Stretch) -> Inline {
    let lang = stretch.lang.and_then(Lang::parse);
    // An address or a number holds nothing more to look for.
    let content = match &lang {
        Some(lang) => isolate(content, Around::of(lang)),
        None => content,
    };
    Inline::Isolate { lang, dir: stretch.dir, content }
}

/// Isolates inside emphasis, links and the author's own isolates.
fn descend(inline: Inline, around: Around) -> Inline {
    match inline {
        Inline::Emphasis(content) => Inline::Emphasis(isolate(content, around)),
        Inline::Strong(content) => Inline::Strong(isolate(content, around)),
        Inline::Styled { style, content, span } => {
            Inline::Styled { style, content: isolate(content, around), span }
        }
        Inline::Link { url, content, span } => {
            Inline::Link { url, content: isolate(content, around), span }
        }
        Inline::Isolate { lang: Some(lang), dir, content } => {
            let content = isolate(content, Around::of(&lang));
            Inline::Isolate { lang: Some(lang), dir, content }
        }
        other => other,
    }
}

/// The text of `inlines` as stretches are looked for in it. Code, line breaks and isolates
/// are a [`WALL`].
pub(super) fn joined(inlines: &[Inline]) -> String {
    let mut out = String::new();
    for inline in inlines {
        match inline {
            Inline::Code { .. } | Inline::Break | Inline::Isolate { .. } => out.push(WALL),
            Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::Styled { content, .. }
            | Inline::Link { content, .. } => out.push_str(&joined(content)),
            Inline::Text { text, .. } => out.push_str(text),
            Inline::NoteMark { .. } => {}
        }
    }
    out
}

/// Where each of `inlines` stands in their joined text.
fn ranges(inlines: &[Inline]) -> Vec<Range<usize>> {
    let mut at = 0;
    let place = |inline: &Inline| {
        let start = at;
        at += match inline {
            Inline::Text { text, .. } => text.len(),
            other => joined(std::slice::from_ref(other)).len(),
        };
        start..at
    };
    inlines.iter().map(place).collect()
}

/// Shrinks a stretch so that it cuts through plain text only; `None` if nothing is left, or if
/// all of it lies inside one piece, which looks for itself.
fn fit(
    mut stretch: Stretch,
    inlines: &[Inline],
    ranges: &[Range<usize>],
    text: &str,
) -> Option<Stretch> {
    let range = &mut stretch.range;
    for (inline, piece) in inlines.iter().zip(ranges) {
        if matches!(inline, Inline::Text { .. }) {
            continue;
        }
        if piece.start <= range.start && range.end <= piece.end {
            return None;
        }
        if piece.start < range.start && range.start < piece.end {
            range.start = piece.end;
        }
        if piece.start < range.end && range.end < piece.end {
            range.end = piece.start;
        }
    }
    let cut = text.get(range.clone())?;
    range.start += cut.len() - cut.trim_start().len();
    range.end -= cut.len() - cut.trim_end().len();
    let left = text.get(range.clone())?;
    left.contains(char::is_alphanumeric).then_some(stretch)
}

/// Hands out inline content up to given bytes, cutting plain text.
struct Cursor<I: Iterator<Item = (Inline, Range<usize>)>> {
    inlines: I,
    /// What was left of a piece that was cut.
    cut: Option<(Inline, Range<usize>)>,
}

impl<I: Iterator<Item = (Inline, Range<usize>)>> Cursor<I> {
    fn take(&mut self, end: usize) -> Vec<Inline> {
        let mut out = vec![];
        while let Some((inline, range)) = self.cut.take().or_else(|| self.inlines.next()) {
            // A note's mark belongs to what stands before it.
            let is_mark = range.is_empty() && range.start == end && !out.is_empty();
            if range.end <= end && (range.start < end || is_mark) {
                out.push(inline);
                continue;
            }
            match inline {
                Inline::Text { text, span } if range.start < end => {
                    let at = end - range.start;
                    let (left, right) = (text[..at].to_owned(), text[at..].to_owned());
                    let (before, after) = halves(span, at, text.len());
                    out.push(Inline::Text { text: left, span: before });
                    self.cut =
                        Some((Inline::Text { text: right, span: after }, end..range.end));
                }
                other => self.cut = Some((other, range)),
            }
            break;
        }
        out
    }
}

/// A span cut at byte `at` of a text of `len` bytes; whole on both sides where the file holds
/// more than the characters themselves.
fn halves(span: Span, at: usize, len: usize) -> (Span, Span) {
    let Ok(at) = u32::try_from(at) else { return (span, span) };
    if usize::try_from(span.end - span.start) != Ok(len) {
        return (span, span);
    }
    (Span { end: span.start + at, ..span }, Span { start: span.start + at, ..span })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The inlines with isolates in brackets: `[en:…]`, `[ltr:…]`.
    fn show(inlines: &[Inline]) -> String {
        inlines
            .iter()
            .map(|inline| match inline {
                Inline::Text { text, .. } | Inline::Code { text, .. } => text.clone(),
                Inline::Strong(content) => format!("**{}**", show(content)),
                Inline::Isolate { lang: Some(lang), content, .. } => {
                    format!("[{lang}:{}]", show(content))
                }
                Inline::Isolate { dir, content, .. } => {
                    format!("[{}:{}]", dir.as_str(), show(content))
                }
                Inline::NoteMark { .. } => "^".to_owned(),
                _ => "|".to_owned(),
            })
            .collect()
    }

    fn text(text: &str) -> Inline {
        Inline::Text { text: text.into(), span: Span::NONE }
    }

    fn around(tag: &str) -> Around {
        Around::of(&Lang::parse(tag).expect("a known language"))
    }

    fn arabic(inlines: Vec<Inline>) -> String {
        show(&isolate(inlines, around("ar")))
    }

    #[test]
    fn frequent_characters_have_the_script_of_the_tables() {
        let all = ('\0'..='\u{6FF}').filter(|c| script_of(*c) != c.script());
        assert_eq!(all.count(), 0);
    }

    #[test]
    fn a_phrase_runs_through_emphasis_that_lies_in_it_whole() {
        let parts =
            vec![text("مع Save "), Inline::Strong(vec![text("the")]), text(" Children و")];
        assert_eq!(arabic(parts), "مع [en:Save **the** Children] و");
    }

    #[test]
    fn a_phrase_is_cut_where_emphasis_crosses_its_edge() {
        let parts = vec![text("مع Save "), Inline::Strong(vec![text("the نص")]), text(" two")];
        assert_eq!(arabic(parts), "مع [en:Save] **[en:the] نص** [en:two]");
    }

    #[test]
    fn a_mark_after_a_phrase_stays_with_it_and_code_is_a_wall() {
        let mark = Inline::NoteMark { note: 0, span: Span::NONE };
        assert_eq!(arabic(vec![text("نص ICMEC"), mark, text(" نص")]), "نص [en:ICMEC^] نص");
        let code = Inline::Code { text: "x".into(), span: Span::NONE };
        assert_eq!(arabic(vec![text("one "), code, text(" two")]), "[en:one] x [en:two]");
    }

    #[test]
    fn arabic_in_english_keeps_its_numbers_in_order() {
        let parts = vec![text("the words رقم +966 50 123 4567 هنا end")];
        let shown = show(&isolate(parts, around("en")));
        assert_eq!(shown, "the words [ar:رقم [ltr:+966 50 123 4567] هنا] end");
    }
}
