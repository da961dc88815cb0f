//! Any text on any measure: its lines cover it once, in order.
#![no_main]

use std::sync::Arc;

use libfuzzer_sys::fuzz_target;
use warraq::diag::{Sink, Span};
use warraq::geom::{Abs, Dir};
use warraq::model::lang::Lang;
use warraq::model::style::{Color, Kashida};
use warraq::text::font::{FontBook, FontStack, StackEntry};
use warraq::text::{
    Alignment, Decoration, ParConfig, RichText, RunRole, RunStyle, StyledRun, Typesetter, WordCache,
};

fuzz_target!(|input: (&str, u16, bool, bool)| {
    let (text, measure, rtl, justify) = input;
    let book = FontBook::bundled();
    let Some(font) = book.find("Amiri", 400, false) else { return };
    let Some(lang) = Lang::parse("ar") else { return };
    let entry = StackEntry { font, scale: 1.0, scripts: vec![] };
    let style = Arc::new(RunStyle {
        stack: Arc::new(FontStack { entries: vec![entry] }),
        size: Abs::pt(12.0),
        rise: Abs::ZERO,
        color: Color::default(),
        lang,
        role: RunRole::Plain,
        hyphenate: true,
        kashida: Kashida::None,
        decoration: Decoration::default(),
    });
    let runs = vec![StyledRun { range: 0..text.len(), style, span: Span::NONE }];
    let rich = RichText { text: text.to_owned(), runs, whole: vec![] };
    let config = ParConfig {
        measure: Abs::pt(f64::from(measure)),
        dir: if rtl { Dir::Rtl } else { Dir::Ltr },
        align: if justify { Alignment::Justify } else { Alignment::Start },
        balance: false,
    };
    let words = WordCache::new();
    let lines = Typesetter::new(&book, &words).set(&rich, &config, &mut Sink::default());
    let mut at = 0;
    for line in &lines {
        assert_eq!(line.range.start, at, "lines follow one another");
        at = line.range.end;
    }
    assert_eq!(at, text.len(), "lines cover the text");
});
