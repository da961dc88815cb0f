//! The theme of posters, judged by its frames alone: facing pages differ in colour, numbers keep the
//! shape that names them, what is light stands on what is dark, and letters stay in their strips.

use std::fs;

use serde_json::{Value, json};
use warraq::diag::{Severity, Sink, Sources};
use warraq::geom::{Abs, Rect};
use warraq::layout::frame::{FrameItem, Layout, Page};
use warraq::model::lang::Lang;
use warraq::model::style::Rgb;
use warraq::text::font::FontBook;
use warraq::text::{Typesetter, WordCache};

use crate::notice::{LANGUAGES, extent, phrase};
use crate::order::dice::Dice;

/// Most of its width that the trim may take from a number.
const MOST_CUT: f64 = 0.08;

/// A booklet in the theme, laid out, with what sets its text.
fn laid<T>(
    lang: &str,
    text: &Value,
    more: &str,
    look: impl FnOnce(&Layout, &Typesetter<'_>) -> T,
) -> T {
    let temp = tempfile::tempdir().unwrap();
    fs::create_dir(temp.path().join("text")).unwrap();
    let head = format!("slug: t\nlanguages: [{lang}]\ntheme: jari\n{more}");
    fs::write(temp.path().join("brochure.yaml"), head).unwrap();
    let dots = "<svg xmlns='http://www.w3.org/2000/svg' width='1480' height='2100'>\
        <path d='M0 0h1480v2100z' fill='#345'/></svg>";
    fs::write(temp.path().join("cover.svg"), dots).unwrap();
    fs::write(temp.path().join(format!("text/{lang}.yaml")), text.to_string()).unwrap();
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let project = warraq::source::load(temp.path(), &mut sources, &mut sink);
    let project = project.unwrap_or_else(|_| panic!("{:#?}", sink.diagnostics()));
    let lang = Lang::parse(lang).unwrap();
    let document = project.document(&lang, &sources, None, &mut sink);
    let document = document.unwrap_or_else(|_| panic!("{:#?}", sink.diagnostics()));
    let (book, words) = (FontBook::bundled(), WordCache::new());
    let setter = Typesetter::new(&book, &words);
    let mut told = Sink::default();
    let layout = warraq::layout::layout(&document, &setter, &mut told);
    let errors = told.diagnostics().iter().filter(|fault| fault.severity == Severity::Error);
    assert_eq!(errors.count(), 0, "{:#?}", told.diagnostics());
    look(&layout, &setter)
}

/// Sections with lists and of prose, as a number shuffles them.
fn text(words: &str, sections: usize, dice: &mut Dice) -> Value {
    let body = |dice: &mut Dice| match dice.below(3) {
        0 => json!([phrase(words, 30, dice)]),
        1 => json!([
            phrase(words, 12, dice),
            { "terms": [
                { "term": phrase(words, 2, dice), "text": phrase(words, 12, dice) },
                { "term": phrase(words, 3, dice), "text": phrase(words, 20, dice) }
            ] }
        ]),
        _ => json!([
            phrase(words, 6, dice),
            { "list": { "items": [phrase(words, 4, dice), phrase(words, 5, dice)] } },
            { "quote": { "text": format!("«{}»", phrase(words, 9, dice)) } },
            { "facts": [
                { "number": "12", "label": phrase(words, 2, dice) },
                { "number": "7", "label": phrase(words, 3, dice) }
            ] }
        ]),
    };
    let sections: Vec<Value> = (0..sections)
        .map(|i| {
            let heading = phrase(words, 1 + dice.below(6), dice);
            json!({ "id": format!("s{i}"), "heading": heading, "body": body(dice) })
        })
        .collect();
    json!({ "title": phrase(words, 5, dice), "sections": sections })
}

/// The colour of a page that all of it has.
fn ground(page: &Page) -> Option<Rgb> {
    page.items.iter().find_map(|item| match item {
        FrameItem::Shape { path, fill: Some(color), .. } => {
            let whole = Rect::new(Abs::ZERO, Abs::ZERO, page.size.width, page.size.height);
            extent(path, None).filter(|rect| rect.covers(whole)).map(|_| color.rgb)
        }
        _ => None,
    })
}

#[test]
fn facing_pages_have_different_colours_and_openers_face_their_text() {
    for seed in 0..24_u64 {
        let mut dice = Dice::new(seed + 7);
        let (lang, words) = LANGUAGES[dice.below(LANGUAGES.len())];
        let count = 2 + dice.below(9);
        let text = text(words, count, &mut dice);
        laid(lang, &text, "", |layout, _| {
            let grounds: Vec<Option<Rgb>> = layout.pages.iter().map(ground).collect();
            for (i, pair) in grounds.windows(2).enumerate().skip(1).step_by(2) {
                let alike = pair[0].is_some() && pair[0] == pair[1];
                assert!(!alike, "{lang} {seed}: pages {} and {} are alike", i + 1, i + 2);
            }
            for (i, page) in layout.pages.iter().enumerate() {
                let bleeds = grounds[i].is_none_or(|_| is_bled(page));
                assert!(bleeds, "{lang} {seed}: page {} ends at its trim", i + 1);
            }
        });
    }
}

/// Whether a page's colour runs into the bleed at all sides.
fn is_bled(page: &Page) -> bool {
    let bleed = page.bleed;
    let (width, height) = (page.size.width + bleed * 2.0, page.size.height + bleed * 2.0);
    let whole = Rect::new(-bleed, -bleed, width, height);
    page.items.iter().any(|item| match item {
        FrameItem::Shape { path, fill: Some(_), .. } => {
            extent(path, None).is_some_and(|rect| rect.covers(whole))
        }
        _ => false,
    })
}

#[test]
fn giant_numbers_lose_little_to_the_outer_trim_and_nothing_elsewhere() {
    let (mut cut, mut seen) = (0, 0);
    for (lang, words) in LANGUAGES {
        let mut dice = Dice::new(3);
        let sections: Vec<Value> = (0..12)
            .map(|i| {
                let items = [phrase(words, 3, &mut dice), phrase(words, 4, &mut dice)];
                let body = json!([{ "list": { "items": items } }]);
                json!({ "id": format!("s{i}"), "heading": phrase(words, 2, &mut dice), "body": body })
            })
            .collect();
        let text = json!({ "title": "T", "sections": sections });
        laid(lang, &text, "", |layout, setter| {
            let rtl = Lang::parse(lang).unwrap().dir().is_rtl();
            for (i, page) in layout.pages.iter().enumerate() {
                for item in &page.items {
                    let FrameItem::Text { at, line, .. } = item else { continue };
                    if line.pieces.iter().any(|piece| piece.size < Abs::pt(90.0)) {
                        continue;
                    }
                    seen += 1;
                    let ink = setter.ink(line).unwrap();
                    let ink = Rect { origin: ink.origin.moved(at.x, at.y), size: ink.size };
                    let name = format!("{lang}, page {}", i + 1);
                    let most = ink.size.width * MOST_CUT + Abs::pt(0.01);
                    let (left, right) = (-ink.left(), ink.right() - page.size.width);
                    let (outer, inner) = if rtl { (right, left) } else { (left, right) };
                    assert!(ink.top() > Abs::ZERO && inner < Abs::ZERO, "{name}: {ink:?}");
                    assert!(outer <= most, "{name}: {ink:?}");
                    cut += usize::from(outer > Abs::ZERO);
                    // The outer side of the second page of a sheet is that of its start.
                    assert!(outer <= Abs::ZERO || i % 2 == 1, "{name} is cut at its spine");
                    assert!(outer <= Abs::ZERO || outer >= page.bleed, "{name}: too little");
                }
            }
        });
    }
    assert!(seen >= 60 && cut >= 30, "{seen} numbers, {cut} of them cut");
}

#[test]
fn letters_of_a_title_stay_in_its_strips() {
    let more = "cover: { picture: cover.svg, decorative: true }\n";
    for (lang, words) in LANGUAGES {
        for count in [1, 3, 6, 12, 25] {
            let mut dice = Dice::new(count as u64);
            let one =
                json!({ "id": "a", "heading": "H", "body": [phrase(words, 30, &mut dice)] });
            let title = phrase(words, count, &mut dice);
            let text = json!({ "title": title, "sections": [one] });
            laid(lang, &text, more, |layout, setter| {
                let cover = &layout.pages[0];
                let solid: Vec<Rect> = cover
                    .items
                    .iter()
                    .filter_map(|item| match item {
                        FrameItem::Shape { path, fill: Some(_), .. } => extent(path, None),
                        _ => None,
                    })
                    .skip(1)
                    .collect();
                let spine = |rect: &Rect| match Lang::parse(lang).unwrap().dir().is_rtl() {
                    true => rect.right() >= cover.size.width + cover.bleed - Abs::pt(0.01),
                    false => rect.left() <= -cover.bleed + Abs::pt(0.01),
                };
                for item in &cover.items {
                    let FrameItem::Text { at, line, .. } = item else { continue };
                    for ink in setter.glyph_ink(line) {
                        let ink = Rect { origin: ink.origin.moved(at.x, at.y), size: ink.size };
                        let borne = solid.iter().any(|rect| spine(rect) && rect.covers(ink));
                        assert!(borne, "{lang}, {count} words: {ink:?} of {solid:?}");
                    }
                }
            });
        }
    }
}
