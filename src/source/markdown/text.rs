//! Running text of Markdown: brackets that begin and end spans, signs, lost footnote marks.

use std::ops::Range;

use super::super::bracket::{Frame, Frames};
use super::super::letters::{self, LINE_END};
use super::super::parsed::join;
use super::super::span;
use super::flank::LETTER;
use super::{MAX_DEPTH, MarkdownReader, Node, NodeValue};
use crate::diag::{Diagnostic, Sink, Span};
use crate::model::{Inline, SpanStyle};

impl MarkdownReader<'_, '_> {
    /// A sign that the author has escaped: never the edge of a span.
    pub(super) fn escaped(&mut self, frames: &mut Frames, node: Node<'_>) {
        for child in node.children() {
            if let NodeValue::Text(text) = &child.data().value {
                join(frames.out(), text, self.span(node));
            }
        }
    }

    /// What stands between tildes: struck out between two, as it is between single ones.
    pub(super) fn struck(&self, content: Vec<Inline>, node: Node<'_>) -> Vec<Inline> {
        let range = self.range(node.data().sourcepos);
        let span = self.way.span(range.clone());
        if self.markdown.get(range).is_some_and(|source| source.starts_with("~~")) {
            let style = Box::new(SpanStyle { strike: true, ..SpanStyle::default() });
            return vec![Inline::Styled { style, content, span }];
        }
        let tilde = |at| Inline::Text { text: "~".to_owned(), span: Span { ..at } };
        [vec![tilde(span)], content, vec![tilde(span)]].concat()
    }

    /// Plain text, in which brackets begin and end.
    pub(super) fn text(&mut self, frames: &mut Frames, text: &str, node: Node<'_>) {
        let mut rest = 0;
        while let Some(found) = text[rest..].find(['[', ']']).map(|i| rest + i) {
            if rest < found {
                self.characters(frames, text, rest..found, node);
            }
            let sign = self.place(node, text, found..found + 1);
            rest = found + 1;
            if text[found..].starts_with('[') {
                frames.begin(sign);
            } else if let Some(frame) = frames.take() {
                rest = self.close(frames, frame, node, text, found);
            } else {
                join(frames.out(), "]", sign);
            }
        }
        if rest < text.len() {
            self.characters(frames, text, rest..text.len(), node);
        }
    }

    /// Adds characters of a node's text: lines end at separators. What was written as an entity is
    /// odd only now.
    fn characters(
        &mut self,
        frames: &mut Frames,
        text: &str,
        range: Range<usize>,
        node: Node<'_>,
    ) {
        let part = &text[range.clone()];
        let (meant, odd) = letters::meant(part);
        let written = self.range(node.data().sourcepos);
        let written = self.markdown.get(written).unwrap_or_default();
        let firsts = letters::firsts(&odd).into_iter();
        for odd in firsts.filter(|odd| !written.contains(&part[odd.range.clone()])) {
            let place = range.start + odd.range.start..range.start + odd.range.end;
            let span = self.place(node, text, place);
            self.sink.push(letters::remark(odd.kind, span));
        }
        let place = match range == (0..text.len()) {
            true => self.span(node),
            false => self.place(node, text, range),
        };
        for (i, line) in meant.text.split(LINE_END).enumerate() {
            if i > 0 {
                end_line(frames.out());
            }
            let begins = matches!(frames.out().last(), Some(Inline::Break));
            let line = if begins { line.trim_start() } else { line };
            if !line.is_empty() {
                join(frames.out(), line, place);
            }
        }
    }

    /// Ends a bracket at byte `at` of a text; returns where the text goes on.
    fn close(
        &mut self,
        frames: &mut Frames,
        frame: Frame,
        node: Node<'_>,
        text: &str,
        at: usize,
    ) -> usize {
        let sign = self.place(node, text, at..at + 1);
        let whole = |end: Span| Span { end: end.end.max(frame.at.end), ..frame.at };
        let Some(inner) = braces(text, at + 1) else {
            self.lost_mark(&frame, whole(sign));
            if text[at + 1..].starts_with('{') {
                self.lost_brace(self.place(node, text, at + 1..at + 2));
            }
            frames.restore(frame);
            join(frames.out(), "]", sign);
            return at + 1;
        };
        let end = inner.end + 1;
        let span = whole(self.place(node, text, at..end));
        if frame.depth == MAX_DEPTH {
            self.sink.push(Diagnostic::error("too-deep", span, "spans are nested too deep"));
            frames.add(frame.content, frame.depth);
            return end;
        }
        let colors = self.around.colors;
        let mut told = Sink::default();
        let place = |range: Range<usize>| {
            self.place(node, text, inner.start + range.start..inner.start + range.end)
        };
        let asked = &text[inner.clone()];
        let content = span::styled(asked, frame.content, span, &place, colors, &mut told);
        self.sink.append(told);
        frames.add(content, frame.depth + 1);
        end
    }

    /// Reports a brace that opens right after brackets and is never closed.
    fn lost_brace(&mut self, span: Span) {
        let message = "the braces of this span are not closed";
        let fault = Diagnostic::warning("unclosed-span", span, message);
        self.sink.push(fault.with_hint("write `}` after its words, or `\\{` for the sign"));
    }

    /// Reports a mark without a footnote: comrak leaves such marks as text.
    fn lost_mark(&mut self, frame: &Frame, span: Span) {
        let [Inline::Text { text, .. }] = frame.content.as_slice() else { return };
        let Some(label) = text.strip_prefix('^').filter(|label| !label.is_empty()) else {
            return;
        };
        let message = format!("the footnote `{label}` is not there");
        self.sink.push(
            Diagnostic::error("missing-note", span, message)
                .with_hint(format!("write `[^{label}]: …` below, in the same text")),
        );
    }

    /// Where bytes of a node's text stand in the file; the whole node, where signs are written
    /// otherwise than they are read.
    fn place(&self, node: Node<'_>, text: &str, range: Range<usize>) -> Span {
        let whole = self.range(node.data().sourcepos);
        let end = whole.end.min(self.markdown.len());
        let source = self.markdown.get(whole.start..end).unwrap_or_default();
        let found = if source == text {
            Some(range.start)
        } else {
            text.get(range.clone()).and_then(|part| source.find(part))
        };
        match found {
            Some(at) => {
                let from = whole.start + at;
                self.way.span(from..from + range.len())
            }
            None => self.way.span(whole),
        }
    }
}

/// Ends a line, unless none has begun.
fn end_line(out: &mut Vec<Inline>) {
    if let Some(Inline::Text { text, .. }) = out.last_mut() {
        text.truncate(text.trim_end().len());
    }
    out.pop_if(|last| matches!(last, Inline::Text { text, .. } if text.is_empty()));
    if !matches!(out.last(), None | Some(Inline::Break)) {
        out.push(Inline::Break);
    }
}

/// A text without the letters that were put in for the parser.
pub(super) fn unmarked(text: &str) -> String {
    text.replace(LETTER, "")
}

/// The bytes between braces that begin at byte `at`; a brace in quotation marks ends nothing.
fn braces(text: &str, at: usize) -> Option<Range<usize>> {
    let inner = text.get(at..)?.strip_prefix('{')?;
    let mut quoted = false;
    let end = inner.char_indices().find_map(|(i, c)| {
        quoted ^= c == '"';
        (c == '}' && !quoted).then_some(i)
    })?;
    Some(at + 1..at + 1 + end)
}

#[cfg(test)]
mod tests {
    use super::super::super::node::ScalarStyle;
    use super::super::super::place::PlaceMap;
    use super::super::{References, inline};
    use super::*;
    use crate::diag::Sources;
    use crate::model::style::{Color, Colors};

    /// Inline content as a line: spans with what they ask for, all else by its signs.
    fn show(inlines: &[Inline]) -> String {
        let part = |inline: &Inline| match inline {
            Inline::Text { text, .. } => text.clone(),
            Inline::Emphasis(content) => format!("*{}*", show(content)),
            Inline::Strong(content) => format!("**{}**", show(content)),
            Inline::Link { content, .. } => format!("<{}>", show(content)),
            Inline::Isolate { lang, dir, content, .. } => {
                let lang = lang.as_ref().map_or("-", |lang| lang.as_str());
                format!("({lang} {}:{})", dir.as_str(), show(content))
            }
            Inline::Styled { style, content, .. } => {
                let color = style.color.as_ref().map_or("", |color| &color.0);
                let weight = style.weight.map(|weight| format!(" {weight}"));
                let opacity = style.opacity.map(|opacity| format!(" {opacity}"));
                let kashida = style.kashida.map(|kashida| format!(" {kashida:?}"));
                let digits = style.digits.map(|digits| format!(" {digits:?}"));
                let rest = [weight, opacity, kashida, digits].map(Option::unwrap_or_default);
                let flags = [style.underline, style.overline, style.italic];
                let names = [" under", " over", " italic"];
                let flags = flags.iter().zip(names).filter(|(flag, _)| **flag);
                let flags: String = flags.map(|(_, name)| name).collect();
                format!("{{{color}{}{flags}:{}}}", rest.concat(), show(content))
            }
            other => format!("{other:?}"),
        };
        inlines.iter().map(part).collect()
    }

    /// The content of a line and its faults, each with the words at its place.
    fn read(text: &str) -> (String, Vec<String>) {
        let id = Sources::default().add("x", text);
        let places = PlaceMap::new(Span::new(id, 0..text.len()), text, text, ScalarStyle::Bare);
        let mut colors = Colors::default();
        colors.named.insert("night".into(), Color::default());
        let mut sink = Sink::default();
        let around = References { colors: &colors, first_note: 0 };
        let (line, _) = inline(text, &places, around, &mut sink);
        let fault = |fault: &Diagnostic| {
            let hint = fault.hints.first().map(String::as_str).unwrap_or_default();
            format!("{}@{}: {hint}", fault.id, &text[fault.span.range()])
        };
        (show(&line.inlines), sink.diagnostics().iter().map(fault).collect())
    }

    fn sound(text: &str) -> String {
        let (shown, faults) = read(text);
        assert_eq!(faults, Vec::<String>::new(), "{text}");
        shown
    }

    #[test]
    fn spans_say_how_they_look() {
        assert_eq!(sound("ا [نص]{color=night} ب"), "ا {night:نص} ب");
        let all = "[نص]{weight=700 .underline .overline opacity=60% kashida=none digits=latn}";
        assert_eq!(sound(all), "{ 700 0.6 None Latn under over:نص}");
        assert_eq!(sound("[mot]{lang=fr}"), "(fr ltr:mot)");
        assert_eq!(sound("[12-3]{dir=ltr .underline}"), "(- ltr:{ under:12-3})");
        assert_eq!(sound("[word]{opacity=0.5 .italic}"), "{ 0.5 italic:word}");
    }

    #[test]
    fn spans_cut_words_nest_and_hold_emphasis_and_links() {
        assert_eq!(sound("مست[شف]{color=night}ى"), "مست{night:شف}ى");
        let nested = "[ا [ب]{.underline} *ج* [د](https://a.org)]{color=night}";
        assert_eq!(sound(nested), "{night:ا { under:ب} *ج* <د>}");
        assert_eq!(sound("*ا [ب]{.underline}*"), "*ا { under:ب}*");
    }

    #[test]
    fn other_brackets_stay_signs() {
        for text in ["ا [نص] ب", "[[ا]", "ا] ب", "[ا [ب] ج]"] {
            assert_eq!(sound(text), text);
        }
        assert_eq!(sound("\\[نص]{color=night}"), "[نص]{color=night}");
        assert_eq!(sound("[نص]\\{color=night}"), "[نص]{color=night}");
        assert_eq!(sound("[نص](https://a.org)"), "<نص>");
    }

    #[test]
    fn faults_stand_where_the_word_stands_and_say_what_was_meant() {
        let faults = |text: &str| read(text).1.join("\n");
        assert_eq!(
            faults("[نص]{colour=night}"),
            "unknown-key@colour=night: did you mean `color`?"
        );
        assert_eq!(
            faults("[نص]{.underlined}"),
            "unknown-key@.underlined: did you mean `underline`?"
        );
        assert_eq!(
            faults("a **b** [نص]{color=nihgt}"),
            "unknown-color@color=nihgt: did you mean `night`?"
        );
        assert_eq!(
            faults("[نص]{kashida=fully}"),
            "unknown-word@kashida=fully: did you mean `full`?"
        );
        assert_eq!(faults("[نص]{underline}"), "bad-span@underline: did you mean `.underline`?");
        assert!(faults("[نص]{weight=heavy}").starts_with("bad-number@weight=heavy"));
        assert!(faults("[نص]{lang=e1}").starts_with("unknown-language@lang=e1"));
        assert!(faults("[نص]{}").starts_with("empty-span@[نص]{}"));
        assert!(faults("[]{color=night}").starts_with("empty-span@"));
        assert_eq!(
            faults("[نص]{color=night .overline color=night}"),
            "bad-span@color=night: remove one of them"
        );
        let (shown, told) = read("ا [نص]{color=night ب");
        assert_eq!(shown, "ا [نص]{color=night ب");
        assert_eq!(told, ["unclosed-span@{: write `}` after its words, or `\\{` for the sign"]);
    }

    #[test]
    fn arabic_and_hebrew_get_no_slant_capitals_or_tracking() {
        for asked in [".italic", ".caps", ".smallcaps", "tracking=50", "letter-spacing=1pt"] {
            for text in ["نص", "שלום"] {
                let (shown, faults) = read(&format!("[{text}]{{{asked}}}"));
                assert_eq!(shown, text);
                let offer = "use `weight=700`, a `color` or `.overline`";
                assert_eq!(faults, [format!("latin-style@{asked}: {offer}")]);
            }
        }
        assert!(read("[word]{.caps}").1[0].starts_with("unsupported-style@.caps"));
    }

    #[test]
    fn depth_has_a_limit_and_brackets_cost_little() {
        let deep = format!("{}نص{}", "[".repeat(40), "]{.underline}".repeat(40));
        assert!(read(&deep).1.iter().any(|fault| fault.starts_with("too-deep@")));
        let many = "[".repeat(20_000);
        assert_eq!(sound(&many), many);
    }
}
