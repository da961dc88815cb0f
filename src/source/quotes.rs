//! Straight quotation marks and apostrophes to those of the language (arabic.md D4).
//!
//! In: the inline content of one paragraph in one language. Out: the same, with `"…"` as the
//! language's outer marks, nested ones as its inner marks, and `'` as an apostrophe between
//! letters of scripts that have one. A stretch whose language is said goes by its own. Marks
//! that the author has chosen stay; straight ones after a digit are inches and seconds, those
//! between Hebrew letters are geresh and gershayim. French marks get the narrow no-break space
//! of French (U+202F). A mark without its partner stays as it is, with a fault.

mod pair;

use pair::{Change, Marker};

use crate::diag::{Diagnostic, Sink, Span};
use crate::model::Inline;
use crate::model::lang::Lang;

/// What code, line breaks and stretches of another language look like to their neighbours.
const WALL: char = '\u{FFFC}';

/// A character of the paragraph.
#[derive(Clone, Copy)]
struct Sign {
    c: char,
    /// Number of the text that it stands in, and its byte there.
    text: usize,
    at: usize,
}

/// Sets the marks of a paragraph in `lang`.
pub(super) fn set(inlines: &mut [Inline], lang: &Lang, sink: &mut Sink) {
    let mut texts = vec![];
    let mut signs = vec![];
    gather(inlines, &mut texts, &mut signs);
    for inline in foreign(inlines) {
        if let Inline::Isolate { lang: Some(lang), content, .. } = inline {
            let lang = lang.clone();
            set(content, &lang, sink);
        }
    }
    if !signs.iter().any(|sign| is_mark(sign.c)) {
        return;
    }
    let place = |sign: &Sign| texts.get(sign.text).map_or(Span::NONE, |text| at(*text, *sign));
    let mut marker = Marker::new(&signs, lang);
    marker.run();
    for open in &marker.unpaired {
        let Some(sign) = signs.get(*open) else { continue };
        let message = format!("the quotation mark `{}` has no partner", sign.c);
        sink.push(
            Diagnostic::warning("unpaired-quote", place(sign), message).with_hint(
                "write the other one in the same paragraph, or `\\u2033` for inches",
            ),
        );
    }
    let new = rewritten(texts.len(), &signs, &marker.changes);
    apply(inlines, &mut new.into_iter());
}

fn is_mark(c: char) -> bool {
    matches!(c, '"' | '\'' | '«' | '»')
}

/// The place of a sign, where the file holds the text's own characters.
fn at((span, len): (Span, usize), sign: Sign) -> Span {
    let width = usize::try_from(span.end.saturating_sub(span.start)).unwrap_or(0);
    let offsets = (u32::try_from(sign.at), u32::try_from(sign.at + sign.c.len_utf8()));
    match offsets {
        (Ok(from), Ok(to)) if width == len => {
            Span { start: span.start + from, end: span.start + to, ..span }
        }
        _ => span,
    }
}

/// Stretches in a language of their own, wherever they stand.
fn foreign(inlines: &mut [Inline]) -> Vec<&mut Inline> {
    let mut out = vec![];
    for inline in inlines {
        match inline {
            Inline::Isolate { lang: Some(_), .. } => out.push(inline),
            Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::Styled { content, .. }
            | Inline::Link { content, .. }
            | Inline::Isolate { content, .. } => out.extend(foreign(content)),
            _ => {}
        }
    }
    out
}

/// The characters of a paragraph in order; each text's place and length.
fn gather(inlines: &[Inline], texts: &mut Vec<(Span, usize)>, signs: &mut Vec<Sign>) {
    for inline in inlines {
        match inline {
            Inline::Text { text, span } => {
                let number = texts.len();
                texts.push((*span, text.len()));
                signs.extend(text.char_indices().map(|(at, c)| Sign { c, text: number, at }));
            }
            Inline::Code { .. } | Inline::Break | Inline::Isolate { lang: Some(_), .. } => {
                signs.push(Sign { c: WALL, text: usize::MAX, at: 0 });
            }
            Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::Styled { content, .. }
            | Inline::Link { content, .. }
            | Inline::Isolate { content, .. } => gather(content, texts, signs),
            Inline::NoteMark { .. } => {}
        }
    }
}

/// Writes new texts over the old ones, which are met in the order of [`gather`].
fn apply(inlines: &mut [Inline], texts: &mut impl Iterator<Item = String>) {
    for inline in inlines {
        match inline {
            Inline::Text { text, .. } => {
                if let Some(new) = texts.next() {
                    *text = new;
                }
            }
            Inline::Isolate { lang: Some(_), .. } => {}
            Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::Styled { content, .. }
            | Inline::Link { content, .. }
            | Inline::Isolate { content, .. } => apply(content, texts),
            _ => {}
        }
    }
}

/// The texts with their changes.
fn rewritten(count: usize, signs: &[Sign], changes: &[Change]) -> Vec<String> {
    let mut out = vec![String::new(); count];
    for (sign, change) in signs.iter().zip(changes) {
        let Some(text) = out.get_mut(sign.text) else { continue };
        match change {
            Change::Keep => text.push(sign.c),
            Change::To(new) => text.push_str(new),
            Change::Drop => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Sources;

    fn show(inlines: &[Inline]) -> String {
        crate::model::plain(inlines)
    }

    /// A text with its marks set, and the bytes of those that have no partner.
    fn read(tag: &str, text: &str) -> (String, Vec<u32>) {
        let lang = Lang::parse(tag).expect("a known language");
        let id = Sources::default().add("x", text);
        let span = Span::new(id, 0..text.len());
        let mut inlines = vec![Inline::Text { text: text.into(), span }];
        let mut sink = Sink::default();
        set(&mut inlines, &lang, &mut sink);
        (show(&inlines), sink.diagnostics().iter().map(|fault| fault.span.start).collect())
    }

    fn sound(tag: &str, text: &str) -> String {
        let (shown, faults) = read(tag, text);
        assert_eq!(faults, Vec::<u32>::new(), "{text}");
        shown
    }

    #[test]
    fn marks_follow_the_language_around_them() {
        assert_eq!(sound("ar", r#"قال "نص" ثم"#), "قال «نص» ثم");
        assert_eq!(sound("ar", r#"قال "Save the Child" ثم"#), "قال «Save the Child» ثم");
        assert_eq!(sound("en", r#"He said "yes"."#), "He said “yes”.");
        assert_eq!(sound("de", r#"Er sagte "ja"."#), "Er sagte „ja“.");
        assert_eq!(sound("ru", r#""да""#), "«да»");
        assert_eq!(sound("he", r#""כן""#), "”כן”");
        assert_eq!(sound("fr", r#"Il dit "oui"."#), "Il dit «\u{202f}oui\u{202f}».");
        assert_eq!(sound("fr", "Il dit « oui »."), "Il dit «\u{202f}oui\u{202f}».");
        assert_eq!(sound("fr", "Il dit «oui»."), "Il dit «\u{202f}oui\u{202f}».");
        assert_eq!(sound("fr-CH", "Il dit «oui»."), "Il dit «oui».");
        assert_eq!(sound("es", "Dijo «sí»."), "Dijo «sí».");
    }

    #[test]
    fn nested_marks_are_the_inner_ones_also_inside_typed_ones() {
        assert_eq!(sound("ar", r#""قال "نص" ثم""#), "«قال “نص” ثم»");
        assert_eq!(sound("ar", r#"«قال "نص" ثم»"#), "«قال “نص” ثم»");
        assert_eq!(sound("en", r#""He said 'yes' to me""#), "“He said ‘yes’ to me”");
        assert_eq!(sound("ar", r#"("نص")، و"آخر"."#), "(«نص»)، و«آخر».");
        assert_eq!(sound("ar", "كتب “نص” كما هو"), "كتب “نص” كما هو");
    }

    #[test]
    fn apostrophes_and_measures_are_no_quotation_marks() {
        assert_eq!(sound("en", "It's the dogs' bone, '90s"), "It’s the dogs’ bone, ’90s");
        assert_eq!(sound("fr", "l'enfant d'aujourd'hui"), "l’enfant d’aujourd’hui");
        assert_eq!(sound("ar", "منظمة Children's هنا"), "منظمة Children’s هنا");
        assert_eq!(sound("en", "a 12\" pipe, 5' 7\" tall"), "a 12\" pipe, 5' 7\" tall");
        assert_eq!(sound("en", r#"the year "2026" now"#), "the year “2026” now");
        assert_eq!(sound("he", "צה\"ל וכו' ג'ירפה"), "צה\"ל וכו' ג'ירפה");
    }

    #[test]
    fn hebrew_prefixes_stand_before_marks_that_open() {
        assert_eq!(sound("he", r#"ו"מרכאות", צה"ל"#), r#"ו”מרכאות”, צה"ל"#);
        assert_eq!(sound("he", r#"שב"מילה אחת" ודו"ח"#), r#"שב”מילה אחת” ודו"ח"#);
        assert_eq!(sound("he", r#"ה"דו"ח השנתי""#), r#"ה”דו"ח השנתי”"#);
        assert_eq!(sound("he", r#"מו"לים אמרו "כן""#), r#"מו"לים אמרו ”כן”"#);
        assert_eq!(sound("he", r#""מו"לים" וב"כ"#), r#"”מו"לים” וב"כ"#);
    }

    #[test]
    fn a_mark_without_partner_stays_and_is_told() {
        assert_eq!(read("ar", "قال \"نص"), ("قال \"نص".into(), vec![7]));
        assert_eq!(read("ar", "قال «نص"), ("قال «نص".into(), vec![7]));
        assert_eq!(read("ar", "نص» قال").1, [4]);
        assert_eq!(read("de", "»ja«").1, Vec::<u32>::new());
        assert_eq!(read("en", "yes \"").1, [4]);
    }

    #[test]
    fn marks_pair_through_emphasis_and_stretches_speak_for_themselves() {
        let text = |text: &str| Inline::Text { text: text.into(), span: Span::NONE };
        let english = Inline::Isolate {
            lang: Lang::parse("en"),
            dir: crate::geom::Dir::Ltr,
            content: vec![text("say \"yes\"")],
        };
        let mut inlines = vec![
            text("قال \""),
            Inline::Strong(vec![text("نص\" و")]),
            english,
            text(" \"نص\""),
        ];
        let mut sink = Sink::default();
        set(&mut inlines, &Lang::parse("ar").expect("a known language"), &mut sink);
        assert_eq!(show(&inlines), "قال «نص» وsay “yes” «نص»");
        assert!(sink.diagnostics().is_empty());
    }

    #[test]
    fn many_marks_cost_little() {
        for text in ["\"a ", " 'a", "«a ", "\"a » ", "'"] {
            read("en", &text.repeat(30_000));
        }
    }
}
