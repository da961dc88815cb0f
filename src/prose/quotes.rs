//! Straight quotation marks and apostrophes to those of the language (docs/spec/arabic.md, 4).
//!
//! In: a paragraph in one language. Out: the same, with `"…"` as the
//! language's outer marks, nested ones as its inner marks, and `'` as an apostrophe between
//! letters of scripts that have one. A stretch whose language is said goes by its own. Marks
//! that the author has chosen stay; straight ones after a digit are inches and seconds, those
//! between Hebrew letters are geresh and gershayim. French marks get the narrow no-break space
//! of French (U+202F). A mark without its partner stays as it is, with a fault.

use super::flat::{Flat, TextChange};
use super::marks::{Becomes, Marker, Sign};
use crate::diag::{Diagnostic, Sink};
use crate::model::lang::Lang;

/// Sets the marks of a paragraph in `lang`.
pub(super) fn set(flat: &mut Flat, lang: &Lang, sink: &mut Sink) {
    if !flat.text().contains(is_mark) {
        return;
    }
    let signs: Vec<Sign> = flat.text().char_indices().map(|(at, c)| Sign { c, at }).collect();
    let mut marker = Marker::new(&signs, lang);
    marker.run();
    for sign in marker.unpaired.iter().filter_map(|open| signs.get(*open)) {
        let message = format!("the quotation mark `{}` has no partner", sign.c);
        sink.push(
            Diagnostic::warning("unpaired-quote", flat.span(&sign.range()), message).with_hint(
                "write the other one in the same paragraph, or `\\u2033` for inches",
            ),
        );
    }
    let changes = signs.iter().zip(marker.changes).filter_map(|(sign, becomes)| {
        let new = match becomes {
            Becomes::Same => return None,
            Becomes::Other(new) => new,
            Becomes::Nothing => String::new(),
        };
        Some(TextChange { range: sign.range(), new })
    });
    let changes: Vec<TextChange> = changes.collect();
    flat.change(&changes);
}

fn is_mark(c: char) -> bool {
    matches!(c, '"' | '\'' | '«' | '»')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Sources, Span};
    use crate::model::{Inline, IsolateKind};
    use crate::prose::{ProseSetting, TokenKind, finish};

    fn show(inlines: &[Inline]) -> String {
        crate::model::plain(inlines)
    }

    fn finished(inlines: Vec<Inline>, lang: &Lang, sink: &mut Sink) -> Vec<Inline> {
        let link: &dyn Fn(TokenKind, &str) -> Option<String> = &|_, _| None;
        finish(inlines, &ProseSetting { lang, digits: None, link }, sink)
    }

    /// A text with its marks set, and the bytes of those that have no partner.
    fn read(tag: &str, text: &str) -> (String, Vec<u32>) {
        let lang = Lang::parse(tag).expect("a known language");
        let id = Sources::default().add("x", text);
        let span = Span::new(id, 0..text.len());
        let mut inlines = vec![Inline::Text { text: text.into(), span }];
        let mut sink = Sink::default();
        let shown = show(&finished(std::mem::take(&mut inlines), &lang, &mut sink));
        (shown, sink.diagnostics().iter().map(|fault| fault.span.start).collect())
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
            kind: IsolateKind::Phrase,
            content: vec![text("say \"yes\"")],
        };
        let inlines = vec![
            text("قال \""),
            Inline::Strong(vec![text("نص\" و")]),
            english,
            text(" \"نص\""),
        ];
        let mut sink = Sink::default();
        let lang = Lang::parse("ar").expect("a known language");
        assert_eq!(show(&finished(inlines, &lang, &mut sink)), "قال «نص» وsay “yes” «نص»");
        assert!(sink.diagnostics().is_empty());
    }

    #[test]
    fn many_marks_cost_little() {
        for text in ["\"a ", " 'a", "«a ", "\"a » ", "'"] {
            read("en", &text.repeat(30_000));
        }
    }
}
