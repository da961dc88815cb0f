//! Inline content to nodes: emphasis, links, note marks, isolates, page breaks.
//!
//! Order stays logical. A stretch in another script than the edition's always gets an element:
//! its own isolate, or one made here, so that it has its direction and its face.

use std::iter::Peekable;
use std::vec::IntoIter;

use unicode_script::{Script, UnicodeScript};

use super::addresses;
use super::build::{ElementBuilder, PageMark};
use super::element::{Element, MarkupNode, el};
use super::span;
use super::voice::foreign_class;
use crate::geom::Dir;
use crate::model::lang::{Lang, Writing};
use crate::model::{Inline, IsolateKind, SpanStyle, Text, plain};

/// Tokens longer than this many characters may be parted, for the sake of narrow screens.
pub(super) const MOST_WHOLE: usize = 24;

/// The page breaks that still lie ahead in a text, and how far the walk has got.
struct BreakWalk {
    breaks: Peekable<IntoIter<PageMark>>,
    at: usize,
}

impl ElementBuilder<'_> {
    /// A text's content.
    pub(super) fn inlines(&mut self, text: &Text) -> Vec<MarkupNode> {
        let mut walk =
            BreakWalk { breaks: self.take_breaks(text.id).into_iter().peekable(), at: 0 };
        let mut out = vec![];
        self.walk(&text.inlines, self.doc.lang.writing(), &mut walk, &mut out);
        out.extend(walk.breaks.map(|mark| mark.element().into()));
        out
    }

    fn walk(
        &mut self,
        inlines: &[Inline],
        w: Writing,
        walk: &mut BreakWalk,
        out: &mut Vec<MarkupNode>,
    ) {
        for inline in inlines {
            match inline {
                Inline::Text { text, .. } => characters(text, w, walk, out),
                Inline::Emphasis(content) => {
                    out.push(self.wrap(el("em"), content, w, walk));
                }
                Inline::Strong(content) => {
                    out.push(self.wrap(el("strong"), content, w, walk));
                }
                Inline::Styled { style, content, .. } => {
                    let mut style = SpanStyle::clone(style);
                    style.whole &= plain(content).chars().count() <= MOST_WHOLE;
                    let e = span::element(&style, &self.doc.theme);
                    if e.attrs.is_empty() && !style.strike {
                        self.walk(content, w, walk, out);
                    } else {
                        out.push(self.wrap(e, content, w, walk));
                    }
                }
                Inline::Code { text, .. } => {
                    let mut inner = vec![];
                    characters(text, Writing::Latin, walk, &mut inner);
                    let class = foreign_class(w, Writing::Latin);
                    let code = el("code").with("dir", "ltr").with_some("class", class);
                    out.push(code.extend(inner).into());
                }
                Inline::Link { url, content, .. } => {
                    let link = el("a").with("href", self.href(url));
                    out.push(self.wrap(link, content, w, walk));
                }
                Inline::Break => {
                    walk.advance("\n", out);
                    out.push(el("br").into());
                }
                Inline::NoteMark { note, .. } => out.push(self.note_mark(*note)),
                Inline::Isolate { lang, dir, kind, content } => {
                    let (span, inner) = isolate(lang.as_ref(), (*dir, *kind), content, w);
                    out.push(self.wrap(span, content, inner, walk));
                }
            }
        }
    }

    fn wrap(
        &mut self,
        e: Element,
        content: &[Inline],
        w: Writing,
        walk: &mut BreakWalk,
    ) -> MarkupNode {
        let mut inner = vec![];
        self.walk(content, w, walk, &mut inner);
        e.extend(inner).into()
    }
}

/// The element of an isolate and the writing inside it.
fn isolate(
    lang: Option<&Lang>,
    (dir, kind): (Dir, IsolateKind),
    content: &[Inline],
    w: Writing,
) -> (Element, Writing) {
    let text = plain(content);
    let inner = writing_in(lang, &text, w);
    let name = match kind {
        IsolateKind::TypedToken => "bdo",
        _ if lang.is_some() => "span",
        _ => "bdi",
    };
    let whole = kind != IsolateKind::Phrase && text.chars().count() <= MOST_WHOLE;
    let class = [foreign_class(w, inner), whole.then_some("whole")];
    let class: Vec<&str> = class.into_iter().flatten().collect();
    let element = el(name)
        .with_some("class", (!class.is_empty()).then(|| class.join(" ")))
        .with_some("lang", lang.map(Lang::as_str))
        .with("dir", dir.as_str());
    (element, inner)
}

/// A title or name whose language is not said: its element's class and direction by its script.
pub(super) fn foreign_line(e: Element, lang: Option<&Lang>, text: &str, w: Writing) -> Element {
    let inner = writing_in(lang, text, w);
    match foreign_class(w, inner) {
        None => e.with_some("lang", lang.map(Lang::as_str)),
        Some(class) => {
            let dir = inner.dir();
            let old = e.get("class").map(str::to_owned);
            let mut e = e;
            e.attrs.retain(|(name, _)| *name != "class");
            let class = old.map_or(class.to_owned(), |old| format!("{old} {class}"));
            e.class(class).with_some("lang", lang.map(Lang::as_str)).with("dir", dir.as_str())
        }
    }
}

/// The same with the text as its content.
pub(super) fn foreign_text(e: Element, lang: Option<&Lang>, text: &str, w: Writing) -> Element {
    let inner = writing_in(lang, text, w);
    let mut content = vec![];
    stretches(text, inner, &mut content);
    foreign_line(e, lang, text, w).extend(content)
}

/// Text in the surrounding writing, with an element around each stretch of a foreign script.
pub(super) fn in_its_faces(text: &str, w: Writing) -> Vec<MarkupNode> {
    let mut out = vec![];
    stretches(text, w, &mut out);
    out
}

/// The writing of a stretch: its language's, else that of its first letter.
fn writing_in(lang: Option<&Lang>, text: &str, w: Writing) -> Writing {
    match lang {
        Some(lang) => lang.writing(),
        None => text.chars().find_map(writing_of).map_or(w, |found| nearer(w, found)),
    }
}

impl BreakWalk {
    /// Moves past `text`, which is not to be split, and emits the breaks before its end.
    fn advance(&mut self, text: &str, out: &mut Vec<MarkupNode>) {
        let end = self.at + text.len();
        while let Some(mark) = self.breaks.next_if(|mark| mark.offset < end) {
            out.push(mark.element().into());
        }
        self.at = end;
    }
}

/// Plain characters: split at page breaks, then at changes of script.
fn characters(text: &str, w: Writing, walk: &mut BreakWalk, out: &mut Vec<MarkupNode>) {
    let mut rest = text;
    let end = walk.at + text.len();
    while let Some(mark) = walk.breaks.next_if(|mark| mark.offset < end) {
        let cut = boundary(rest, mark.offset.saturating_sub(walk.at));
        stretches(&rest[..cut], w, out);
        out.push(mark.element().into());
        walk.at += cut;
        rest = &rest[cut..];
    }
    walk.at += rest.len();
    stretches(rest, w, out);
}

/// The character boundary at or before a byte.
fn boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0)
}

/// Emits `text`, with an element around each stretch of a foreign script.
fn stretches(text: &str, w: Writing, out: &mut Vec<MarkupNode>) {
    let mut rest = text;
    while let Some((start, inner)) = first_foreign(rest, w) {
        let end = start + stretch_len(&rest[start..], inner);
        addresses::parted(&rest[..start], out);
        // A face, no direction: what needs one has its isolate already.
        let span = el("span").with_some("class", foreign_class(w, inner));
        let mut said = vec![];
        addresses::parted(&rest[start..end], &mut said);
        out.push(span.extend(said).into());
        rest = &rest[end..];
    }
    addresses::parted(rest, out);
}

fn first_foreign(text: &str, w: Writing) -> Option<(usize, Writing)> {
    text.char_indices().find_map(|(i, c)| {
        let found = nearer(w, writing_of(c)?);
        (found != w).then_some((i, found))
    })
}

/// Bytes of the stretch that begins here: up to the last letter of its script before another
/// script, with the digits that hang on it (`COVID-19`).
fn stretch_len(text: &str, inner: Writing) -> usize {
    let mut end = 0;
    for (i, c) in text.char_indices() {
        match writing_of(c) {
            Some(found) if found == inner => end = i + c.len_utf8(),
            Some(_) => break,
            None if c == '\n' => break,
            None => {}
        }
    }
    let mut tail = text[end..].char_indices().peekable();
    let mut hanging = 0;
    while let Some((i, c)) = tail.next() {
        let digit_follows = || tail.clone().next().is_some_and(|(_, d)| d.is_ascii_digit());
        if c.is_ascii_digit() {
            hanging = i + 1;
        } else if !(matches!(c, '-' | '.' | '/') && digit_follows()) {
            break;
        }
    }
    end + hanging
}

/// The writing of a letter; `None` for what all scripts share.
pub(super) fn writing_of(c: char) -> Option<Writing> {
    match c.script() {
        Script::Arabic => Some(Writing::Arabic),
        Script::Hebrew => Some(Writing::Hebrew),
        Script::Common | Script::Inherited | Script::Unknown => None,
        _ => Some(Writing::Latin),
    }
}

/// Arabic letters belong to whichever Arabic writing surrounds them; those that no bundled face
/// has stand in the Latin family, whose gaps the project's faces fill.
fn nearer(context: Writing, found: Writing) -> Writing {
    let western = |w| matches!(w, Writing::Latin | Writing::EastAsian | Writing::Brahmic);
    let kin = context.is_arabic() && found.is_arabic() || western(context) && western(found);
    if kin { context } else { found }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spans(text: &str, w: Writing) -> Vec<String> {
        let mut out = vec![];
        stretches(text, w, &mut out);
        out.into_iter()
            .filter_map(|node| match node {
                MarkupNode::Element(e) => Some(e),
                MarkupNode::Text(_) => None,
            })
            .flat_map(|e| e.children)
            .map(|node| match node {
                MarkupNode::Text(text) => text,
                MarkupNode::Element(_) => String::new(),
            })
            .collect()
    }

    #[test]
    fn a_foreign_stretch_ends_with_its_last_letter_and_the_digits_that_hang_on_it() {
        let text = "تهدف ICMEC إلى Missing & Exploited Children، وCOVID-19 و2026.";
        let found = spans(text, Writing::Arabic);
        assert_eq!(found, ["ICMEC", "Missing & Exploited Children", "COVID-19"]);
    }

    #[test]
    fn arabic_letters_in_urdu_are_not_foreign() {
        assert!(spans("ہے اور", Writing::Nastaliq).is_empty());
        assert_eq!(spans("the word سلام here", Writing::Latin), ["سلام"]);
    }
}
