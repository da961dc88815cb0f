//! What the tests of text share: stacks as the default theme makes them, and rich text from
//! plain strings.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::Arc;

use unicode_script::Script::{self, Arabic, Cyrillic, Greek, Hebrew, Latin};
use warraq::diag::{Sink, Span};
use warraq::geom::{Abs, Dir};
use warraq::model::lang::{Lang, Writing};
use warraq::model::style::{Color, Kashida};
use warraq::text::font::{FontBook, FontStack, StackEntry};
use warraq::text::{Alignment, Decoration, Line, ParConfig, RichText, RunRole, RunStyle};
use warraq::text::{StyledRun, Typesetter, WordCache};

/// Entries of a stack: family, scale, scripts.
type Rows = &'static [(&'static str, f64, &'static [Script])];

const EUROPE: &[Script] = &[Latin, Greek, Cyrillic];

/// The faces of a body text by the writing of its language (docs/spec/pages.md, 2).
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
    RichText { text: text.to_owned(), runs: vec![run], whole: vec![] }
}

pub(crate) fn config(measure: f64, dir: Dir, align: Alignment) -> ParConfig {
    ParConfig { measure: Abs::pt(measure), dir, align, balance: false }
}

/// A paragraph with a reference.
#[allow(dead_code, reason = "not every test file has references")]
pub(crate) struct Case {
    pub(crate) name: &'static str,
    pub(crate) text: RichText,
    pub(crate) config: ParConfig,
}

/// A paragraph as references show it: facts of each line, then its pieces from left to right.
fn dump(book: &FontBook, case: &Case, lines: &[Line], sink: &Sink) -> String {
    let mut out = format!("measure {:.2}\n", case.config.measure.to_pt());
    for line in lines {
        let natural: f64 = line.pieces.iter().map(|p| natural(book, p)).fold(0.0, |a, b| a + b);
        let text = &case.text.text[line.range.clone()];
        let hyphen = if line.hyphen { " hyphen" } else { "" };
        writeln!(
            out,
            "\nline {:?} natural {natural:.2} width {:.2} offset {:.2} ratio {:.3}{hyphen}\n{}",
            line.range,
            line.width.to_pt(),
            line.offset.to_pt(),
            line.ratio,
            shown(text)
        )
        .unwrap();
        for piece in &line.pieces {
            let face = book.face(piece.shaped.font);
            write!(
                out,
                "  {} {:.2} level {} x {:.2} width {:.2} {}:",
                face.postscript_name,
                piece.size.to_pt(),
                piece.level,
                piece.x.to_pt(),
                piece.width.to_pt(),
                shown(&piece.shaped.text)
            )
            .unwrap();
            for g in &piece.shaped.glyphs {
                write!(out, " {}@{}+{}", g.id, g.cluster, g.advance).unwrap();
                if (g.dx, g.dy) != (0, 0) {
                    write!(out, "({},{})", g.dx, g.dy).unwrap();
                }
            }
            out.push('\n');
        }
    }
    for fault in sink.diagnostics() {
        writeln!(out, "\n{}[{}]: {}", fault.severity.as_str(), fault.id, fault.message)
            .unwrap();
    }
    out
}

/// Text in quotes, with what does not show spelled out.
fn shown(text: &str) -> String {
    let plain = |c: char| match c {
        '\u{200c}'
        | '\u{200e}'..='\u{200f}'
        | '\u{2066}'..='\u{2069}'
        | '\u{a0}'
        | '\u{ad}'
        | '\n' => c.escape_default().to_string(),
        c => c.to_string(),
    };
    format!("\"{}\"", text.chars().map(plain).collect::<String>())
}

fn natural(book: &FontBook, piece: &warraq::text::PlacedRun) -> f64 {
    let em = book.face(piece.shaped.font).units_per_em;
    f64::from(piece.shaped.width) * piece.scale(em)
}

/// Compares cases with their references in a folder of `tests/ref/`. A reference that no case
/// uses, or that is missing, fails.
#[allow(dead_code, reason = "not every test file has references")]
pub(crate) fn check(folder: &str, book: &FontBook, cases: &[Case]) {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/ref").join(folder);
    let words = WordCache::new();
    let setter = Typesetter::new(book, &words);
    let update = std::env::var_os("UPDATE_REF").is_some();
    let (mut names, mut stale) = (BTreeSet::new(), vec![]);
    for case in cases {
        let mut sink = Sink::default();
        let lines = setter.set(&case.text, &case.config, &mut sink);
        let got = dump(book, case, &lines, &sink);
        let file = format!("{}.txt", case.name);
        let path = folder.join(&file);
        if update {
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(&path, &got).unwrap();
        }
        if std::fs::read_to_string(&path).ok().as_deref() != Some(got.as_str()) {
            stale.push(format!("{file}:\n{got}"));
        }
        names.insert(file);
    }
    assert!(stale.is_empty(), "references differ from:\n{}", stale.join("\n"));
    for entry in std::fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(names.contains(&name), "no case uses {name}");
    }
}
