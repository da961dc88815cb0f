//! What the tests of text share: stacks as the default theme makes them, and rich text from
//! plain strings.

use std::sync::Arc;

use unicode_script::Script::{self, Arabic, Cyrillic, Greek, Hebrew, Latin};
use warraq::diag::Span;
use warraq::geom::{Abs, Dir};
use warraq::model::lang::{Lang, Writing};
use warraq::model::style::{Color, Kashida};
use warraq::text::font::{FontBook, FontStack, StackEntry};
use warraq::text::{Alignment, Decoration, ParConfig, RichText, RunRole, RunStyle, StyledRun};

/// Entries of a stack: family, scale, scripts.
type Rows = &'static [(&'static str, f64, &'static [Script])];

const EUROPE: &[Script] = &[Latin, Greek, Cyrillic];

/// The faces of a body text by the writing of its language (art direction, section 2).
fn rows(writing: Writing) -> Rows {
    match writing {
        Writing::Arabic | Writing::Persian => &[
            ("Markazi Text", 1.0, &[Arabic]),
            ("Source Serif 4", 0.74, EUROPE),
            ("Frank Ruhl Libre", 0.81, &[Hebrew]),
            ("Amiri", 0.80, &[]),
        ],
        Writing::ArabicExtended => {
            &[("Amiri", 1.0, &[Arabic]), ("Source Serif 4", 0.82, EUROPE)]
        }
        Writing::Nastaliq => {
            &[("Noto Nastaliq Urdu", 1.0, &[Arabic]), ("Source Serif 4", 0.9, EUROPE)]
        }
        Writing::Hebrew => {
            &[("Frank Ruhl Libre", 1.0, &[Hebrew]), ("Source Serif 4", 0.95, EUROPE)]
        }
        Writing::Latin | Writing::EastAsian | Writing::Brahmic => &[
            ("Source Serif 4", 1.0, EUROPE),
            ("Markazi Text", 1.36, &[Arabic]),
            ("Frank Ruhl Libre", 1.1, &[Hebrew]),
            ("Amiri", 1.09, &[]),
        ],
    }
}

pub(crate) fn stack(book: &FontBook, writing: Writing, weight: u16) -> Arc<FontStack> {
    let entry = |&(family, scale, scripts): &(&str, f64, &[Script])| StackEntry {
        font: book.find(family, weight, false).unwrap(),
        scale,
        scripts: scripts.to_vec(),
    };
    Arc::new(FontStack { entries: rows(writing).iter().map(entry).collect() })
}

pub(crate) fn style(book: &FontBook, lang: &str, size: f64) -> RunStyle {
    let lang = Lang::parse(lang).unwrap();
    RunStyle {
        stack: stack(book, lang.writing(), 400),
        size: Abs::pt(size),
        rise: Abs::ZERO,
        color: Color::default(),
        hyphenate: lang.writing() == Writing::Latin,
        lang,
        role: RunRole::Plain,
        kashida: Kashida::None,
        decoration: Decoration::default(),
    }
}

pub(crate) fn rich(text: &str, style: &Arc<RunStyle>) -> RichText {
    let run = StyledRun { range: 0..text.len(), style: style.clone(), span: Span::NONE };
    RichText { text: text.to_owned(), runs: vec![run] }
}

pub(crate) fn config(measure: f64, dir: Dir, align: Alignment) -> ParConfig {
    ParConfig { measure: Abs::pt(measure), dir, align, balance: false }
}
