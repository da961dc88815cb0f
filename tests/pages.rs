//! The brochure's pages: frames as text, and some pages as pixels.
//!
//! `tests/ref/frames/*.txt` hold every line of every page with its place; `tests/ref/pages/*.png`
//! are the pictures of the README. `UPDATE_REF=1 cargo test --test pages` rewrites both; look at
//! the change before you commit it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fmt::Write as _;
use std::path::PathBuf;

use warraq::diag::{Sink, Sources};
use warraq::layout::frame::{FrameItem, Layout};
use warraq::model::Document;
use warraq::model::lang::Lang;
use warraq::pdf::{PdfOptions, pdf};
use warraq::text::font::FontBook;
use warraq::text::{Typesetter, WordCache};

use crate::pdf_support::drawn::{drawn, painted_as_filed};

/// Pages kept as pictures: language and number.
const PICTURES: &[(&str, usize)] =
    &[("ar", 1), ("ar", 2), ("ar", 3), ("ar", 10), ("en", 1), ("en", 3)];
/// Pixels of a picture: A5 at 100 to the inch.
const SIZE: (u32, u32) = (583, 827);

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn updates() -> bool {
    std::env::var_os("UPDATE_REF").is_some()
}

/// Lays one edition of the brochure out.
fn edition(lang: &str, book: &FontBook) -> (Document, Layout) {
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let project =
        warraq::source::load(&root().join("source"), &mut sources, &mut sink).unwrap();
    let lang = Lang::parse(lang).unwrap();
    let document = project.document(&lang, &sources, None, &mut sink).unwrap();
    let words = WordCache::new();
    let setter = Typesetter::new(book, &words);
    let layout = warraq::layout::layout(&document, &setter, &mut sink);
    assert!(!sink.has_errors(), "{:?}", sink.diagnostics());
    (document, layout)
}

/// Every page: what its folio says, and its lines with the place of their baseline's left end.
fn dump(layout: &Layout) -> String {
    let mut out = String::new();
    for page in &layout.pages {
        let shapes = page.items.iter().filter(|i| matches!(i, FrameItem::Shape { .. })).count();
        writeln!(out, "page {} ({shapes} shapes)", page.label).unwrap();
        for item in &page.items {
            match item {
                FrameItem::Text { at, line, .. } => {
                    let text = spoken(line);
                    let (x, y) = (at.x.to_pt(), at.y.to_pt());
                    writeln!(out, "  {x:7.2} {y:7.2} {:7.2}  {text}", line.width.to_pt())
                        .unwrap();
                }
                FrameItem::TagStart(tag) => {
                    let kind = layout.tags.nodes[tag.0 as usize].kind;
                    writeln!(out, " {kind:?}").unwrap();
                }
                _ => {}
            }
        }
    }
    out
}

/// A line's characters in logical order.
fn spoken(line: &warraq::text::Line) -> String {
    let mut pieces: Vec<_> = line.pieces.iter().collect();
    pieces.sort_by_key(|p| p.start);
    pieces.iter().map(|p| &*p.shaped.text).collect()
}

#[test]
fn frames_stand_where_they_stood() {
    let book = FontBook::bundled();
    for lang in ["ar", "en"] {
        let (_, layout) = edition(lang, &book);
        let path = root().join(format!("tests/ref/frames/{lang}.txt"));
        let now = dump(&layout);
        if updates() {
            std::fs::write(&path, &now).unwrap();
        }
        let then = std::fs::read_to_string(&path).unwrap();
        let changed = now.lines().zip(then.lines()).find(|(a, b)| a != b);
        assert!(now == then, "{lang}: {changed:?}; UPDATE_REF=1 rewrites the reference");
    }
}

#[test]
fn pages_look_as_they_looked() {
    let book = FontBook::bundled();
    for lang in ["ar", "en"] {
        let (document, layout) = edition(lang, &book);
        let options = PdfOptions::default();
        let file = pdf(&layout, &document, &book, &options, &mut Sink::default()).unwrap();
        for &(_, page) in PICTURES.iter().filter(|(l, _)| *l == lang) {
            let path = root().join(format!("tests/ref/pages/{lang}-{page:02}.png"));
            let now = drawn(&file, page - 1, SIZE.0, SIZE.1);
            if updates() {
                now.save(&path).unwrap();
            }
            let then = image::open(&path).unwrap().into_rgb8();
            assert!(now == then, "page {page} of {lang} looks otherwise");
        }
    }
}

#[test]
fn pages_painted_from_frames_are_those_of_the_file() {
    let book = FontBook::bundled();
    for lang in ["ar", "en"] {
        let (document, layout) = edition(lang, &book);
        painted_as_filed(lang, &document, &layout, &book);
    }
}

#[test]
fn the_right_bound_book_mirrors_the_left_bound_one() {
    let book = FontBook::bundled();
    for (lang, first_folio_left) in [("ar", false), ("en", true)] {
        let (_, layout) = edition(lang, &book);
        // Page 2 of a right-bound book is a right page, its outer margin at the right.
        let folio = layout.pages[1].items.iter().find_map(|item| match item {
            FrameItem::Text { at, .. } => Some(at.x),
            _ => None,
        });
        let middle = layout.pages[1].size.width / 2.0;
        assert_eq!(folio.unwrap() < middle, first_folio_left, "{lang}");
        assert!(layout.pages.len().is_multiple_of(4), "{lang}: a saddle-stitched book");
    }
}
