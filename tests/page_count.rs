//! Pages that say how many there are: what they say is what a reader counts, in the file for screens
//! and in the one that fills the sheets of a binding.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;

use warraq::diag::{Sink, Sources};
use warraq::layout::frame::{FrameItem, Layout, Page};
use warraq::layout::layout;
use warraq::model::lang::Lang;
use warraq::text::font::FontBook;
use warraq::text::{Typesetter, WordCache};

/// So many sections in the theme whose heads say «of how many».
fn lay_out(tag: &str, sections: usize) -> Layout {
    let temp = tempfile::tempdir().unwrap();
    fs::create_dir(temp.path().join("text")).unwrap();
    let head = format!("slug: a\nlanguages: [{tag}]\ntheme: maktab\nformats: [booklet]\n");
    fs::write(temp.path().join("brochure.yaml"), head).unwrap();
    let (word, mut text) = (if tag == "ar" { "كلمة" } else { "word" }, String::new());
    text.push_str(&format!("title: {word}\nsections:\n"));
    for n in 1..=sections {
        let body = format!("{word} ").repeat(220);
        text.push_str(&format!("  - heading: {word} {n}\n    body: [\"{}\"]\n", body.trim()));
    }
    fs::write(temp.path().join(format!("text/{tag}.yaml")), text).unwrap();
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let project = warraq::source::load(temp.path(), &mut sources, &mut sink);
    let project = project.unwrap_or_else(|_| panic!("{:#?}", sink.diagnostics()));
    let document = project.document(&Lang::parse(tag).unwrap(), &sources, None, &mut sink);
    let document = document.unwrap_or_else(|_| panic!("{:#?}", sink.diagnostics()));
    let (book, words) = (FontBook::bundled(), WordCache::new());
    layout(&document, &Typesetter::new(&book, &words), &mut sink)
}

/// The lines of a page.
fn lines(page: &Page) -> Vec<String> {
    let texts = page.items.iter().filter_map(|item| match item {
        FrameItem::Text { line, .. } => {
            let mut pieces: Vec<_> = line.pieces.iter().collect();
            pieces.sort_by_key(|piece| piece.start);
            Some(pieces.iter().map(|piece| &*piece.shaped.text).collect::<String>())
        }
        _ => None,
    });
    texts.collect()
}

/// A number in the digits of the language.
fn number(tag: &str, count: usize) -> String {
    let east = |c: char| char::from_u32(0x660 + c.to_digit(10).unwrap()).unwrap();
    let latin = count.to_string();
    if tag == "ar" { latin.chars().map(east).collect() } else { latin }
}

#[test]
fn pages_say_how_many_a_reader_counts() {
    let (mut padded, mut exact) = (0, 0);
    for tag in ["ar", "en"] {
        for sections in 1..=8 {
            let printed = lay_out(tag, sections);
            let screens = printed.for_screens();
            let (most, few) = (printed.pages.len(), screens.pages.len());
            assert_eq!(most % 4, 0);
            *if most == few { &mut exact } else { &mut padded } += 1;
            for (layout, count) in [(&printed, most), (&*screens, few)] {
                let last = layout.pages.len() - 1;
                let of = if tag == "ar" { "من" } else { "of" };
                let said = format!("{of} {}", number(tag, count));
                for (index, page) in layout.pages.iter().enumerate().take(last).skip(1) {
                    let lines = lines(page);
                    let here = number(tag, index + 1);
                    let is_told = lines.contains(&said) && lines.contains(&here);
                    assert!(is_told, "{tag} {sections}: page {here} {said}: {lines:?}");
                }
                let cover = lines(&layout.pages[0]);
                assert!(cover.contains(&number(tag, count)), "{tag} {sections}: {cover:?}");
            }
        }
    }
    assert!(padded > 4 && exact > 0, "{padded} padded, {exact} not");
}
