//! The real brochure as one folded sheet: what stands on which panel, in both directions; every
//! fold; and what happens when the text is too long.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::Path;

use warraq::diag::{Severity, Sink, Sources};
use warraq::geom::{Abs, Segment};
use warraq::layout::frame::{FrameItem, Layout, TagId, TagKind};
use warraq::layout::layout;
use warraq::model::lang::Lang;
use warraq::source::load;
use warraq::text::font::FontBook;
use warraq::text::{Line, Typesetter, WordCache};

/// The brochure in one format, with what was found.
fn lay_out(lang: &str, format: &str, change: impl Fn(&str) -> String) -> (Layout, Sink) {
    let temp = tempfile::tempdir().unwrap();
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("source");
    fs::create_dir(temp.path().join("text")).unwrap();
    let text = fs::read_to_string(source.join(format!("text/{lang}.yaml"))).unwrap();
    fs::write(temp.path().join(format!("text/{lang}.yaml")), change(&text)).unwrap();
    let head = format!("slug: icmec\nlanguages: [{lang}]\nformats: [{format}]\n");
    fs::write(temp.path().join("brochure.yaml"), head).unwrap();
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let project = load(temp.path(), &mut sources, &mut sink);
    let project = project.unwrap_or_else(|_| panic!("{:#?}", sink.diagnostics()));
    let lang = Lang::parse(lang).unwrap();
    let document = project.document(&lang, &sources, None, &mut sink).unwrap();
    let (book, words) = (FontBook::bundled(), WordCache::new());
    let setter = Typesetter::new(&book, &words);
    let mut told = Sink::default();
    (layout(&document, &setter, &mut told), told)
}

fn same(text: &str) -> String {
    text.to_owned()
}

fn spoken(line: &Line) -> String {
    let mut pieces: Vec<_> = line.pieces.iter().collect();
    pieces.sort_by_key(|piece| piece.start);
    pieces.iter().map(|piece| &*piece.shaped.text).collect()
}

/// The lines of a page with left and right end and the baseline, in millimetres.
fn lines(layout: &Layout, page: usize) -> Vec<(f64, f64, f64, String)> {
    let items = layout.pages[page].items.iter();
    let line = |item: &FrameItem| match item {
        FrameItem::Text { at, line, .. } => {
            let (x, y) = (at.x.to_mm(), at.y.to_mm());
            Some((x, x + line.width.to_mm(), y, spoken(line)))
        }
        _ => None,
    };
    items.filter_map(line).collect()
}

/// Left and right end and baseline of the line that holds some words.
fn find(layout: &Layout, page: usize, words: &str) -> (f64, f64, f64) {
    let found = lines(layout, page).into_iter().find(|(.., text)| text.contains(words));
    let found = found.unwrap_or_else(|| panic!("`{words}` is not on page {page}"));
    (found.0, found.1, found.2)
}

fn folds(layout: &Layout, page: usize) -> Vec<f64> {
    layout.pages[page].folds.iter().map(|x| (x.to_mm() * 100.0).round() / 100.0).collect()
}

/// docs/spec/pages.md, 10.1.
#[test]
fn the_arabic_leaflet_opens_from_the_right() {
    let (layout, told) = lay_out("ar", "leaflet", same);
    assert_eq!(told.count(Severity::Error), 0, "{:?}", told.diagnostics());
    assert_eq!(layout.pages.len(), 2);
    assert_eq!(folds(&layout, 0), [100.0, 200.0]);
    assert_eq!(folds(&layout, 1), [97.0, 197.0]);
    let start = |page, words: &str| find(&layout, page, words).1;
    // Outside from the left: cover, back, flap.
    assert!((start(0, "المفقودين والمستغلين") - 89.0).abs() < 1.0, "the cover's names");
    assert!((start(0, "خاتمة") - 190.0).abs() < 1.0, "the back");
    // A number star and its gap stand before a title.
    assert!((start(0, "أهمية عمل المركز") - (290.0 - 8.4)).abs() < 1.0, "the flap");
    // Inside from the right: 1, 2, 3.
    assert!((start(1, "تاريخ المركز وأهدافه") - (287.0 - 8.4)).abs() < 1.0);
    assert!((start(1, "التعاون والشراكات") - (187.0 - 8.4)).abs() < 1.0);
    assert!((start(1, "التحديات والجهود") - (87.0 - 8.4)).abs() < 1.0);
}

#[test]
fn the_english_leaflet_is_its_mirror() {
    let (layout, told) = lay_out("en", "leaflet", same);
    assert_eq!(told.count(Severity::Error), 0, "{:?}", told.diagnostics());
    assert_eq!(folds(&layout, 0), [97.0, 197.0]);
    assert_eq!(folds(&layout, 1), [100.0, 200.0]);
    let start = |page, words: &str| find(&layout, page, words).0;
    assert!((start(0, "Exploited Children") - 208.0).abs() < 1.0, "the cover, at the right");
    assert!((start(0, "Conclusion") - 107.0).abs() < 1.0, "the back");
    assert!((start(0, "Looking ahead") - (7.0 + 8.4)).abs() < 1.0, "the flap, at the left");
    assert!((start(1, "History and aims") - (10.0 + 8.4)).abs() < 1.0);
    assert!((start(1, "Challenges and future") - (210.0 + 8.4)).abs() < 1.0);
}

#[test]
fn no_text_comes_near_a_fold_or_the_trim() {
    for format in ["leaflet", "z-fold", "{name: a, fold: gate, paper: a3}"] {
        for lang in ["ar", "en"] {
            let (layout, _) = lay_out(lang, format, same);
            for (n, page) in layout.pages.iter().enumerate() {
                let (width, height) = (page.size.width.to_mm(), page.size.height.to_mm());
                for (left, right, y, text) in lines(&layout, n) {
                    assert!(left > 5.0 && right < width - 5.0, "{format}: {text}");
                    assert!(y > 5.0 && y < height - 5.0, "{format}: {text}");
                    for fold in folds(&layout, n) {
                        assert!(right < fold - 4.0 || left > fold + 4.0, "{format}: {text}");
                    }
                }
            }
        }
    }
}

/// Prose is as large as fits and never under its floor: 10.4 pt in 13, of 11 in 14; above that where
/// there is room.
#[test]
fn type_is_set_as_large_as_fits() {
    let body = |layout: &Layout| {
        let mut sizes: Vec<f64> = layout
            .pages
            .iter()
            .flat_map(|page| &page.items)
            .filter_map(|item| match item {
                FrameItem::Text { line, .. } if line.pieces.len() > 9 => Some(line),
                _ => None,
            })
            .map(|line| line.pieces[0].style.size.to_pt())
            .collect();
        sizes.sort_by(f64::total_cmp);
        sizes[sizes.len() / 2]
    };
    let (whole, _) = lay_out("ar", "leaflet", same);
    assert!((10.39..10.56).contains(&body(&whole)), "{}", body(&whole));
    let (large, _) = lay_out("ar", "{name: a, fold: letter, paper: a3}", same);
    assert!(body(&large) > 11.5, "larger paper has larger type: {}", body(&large));
}

#[test]
fn a_text_that_does_not_fit_is_told_with_its_lines_and_place() {
    let (_, told) = lay_out("ar", "bifold", same);
    let fault = told.diagnostics().iter().find(|fault| fault.id == "leaflet-overfull").unwrap();
    assert_eq!(fault.severity, Severity::Error);
    let lines: u32 =
        fault.message.split_whitespace().find_map(|word| word.parse().ok()).unwrap();
    assert!((30..120).contains(&lines), "{lines}");
    assert!(fault.span.file.is_some() && fault.related[0].0.file.is_some());
    // Forty rows more are told as more lines; some of them fill the columns' ends.
    let row = "          - term: الوقاية\n";
    let more = |text: &str| {
        let added = "          - term: زيادة\n            text: كلمات أخرى تزيد النص طولًا\n";
        text.replacen(row, &format!("{}{row}", added.repeat(40)), 1)
    };
    let (_, told) = lay_out("ar", "bifold", more);
    let longer: u32 = told
        .diagnostics()
        .last()
        .unwrap()
        .message
        .split_whitespace()
        .find_map(|word| word.parse().ok())
        .unwrap();
    assert!((lines + 25..lines + 60).contains(&longer), "{lines} {longer}");
}

#[test]
fn a_brief_section_prints_its_terms_alone() {
    let brief = |text: &str| {
        text.replacen("  - id: fields\n", "  - id: fields\n    leaflet: brief\n", 1)
    };
    let (layout, told) = lay_out("ar", "leaflet", brief);
    assert_eq!(told.count(Severity::Error), 0);
    let all: String =
        (0..2).flat_map(|page| lines(&layout, page)).map(|line| line.3 + "\n").collect();
    assert!(all.contains("الاستجابة للأزمات\n"), "the term, without a colon");
    assert!(!all.contains("توفير الدعم الفوري"), "not its description");
    let (booklet, _) = lay_out("ar", "booklet", brief);
    let pages = 0..booklet.pages.len();
    let whole: String = pages.flat_map(|page| lines(&booklet, page)).map(|l| l.3).collect();
    assert!(whole.contains("توفير الدعم الفوري"), "booklets are whole");
}

/// The tags keep the order in which a leaflet is read, whichever side of the sheet shows what.
#[test]
fn tags_follow_the_reading_order() {
    let (layout, _) = lay_out("ar", "leaflet", same);
    let root = layout.tags.nodes[0].children.clone();
    let titles: Vec<Option<&str>> =
        root.iter().map(|id| layout.tags.nodes[id.0 as usize].title.as_deref()).collect();
    assert_eq!(titles[0], None, "the cover");
    assert_eq!(titles[1], Some("تاريخ المركز وأهدافه"));
    assert_eq!(titles.last().unwrap(), &Some("خاتمة"), "the back comes last");
    assert_eq!(titles.len(), 10);
    let headings = |id: &TagId| {
        let node = &layout.tags.nodes[id.0 as usize];
        node.children
            .iter()
            .filter(|child| matches!(layout.tags.nodes[child.0 as usize].kind, TagKind::H(_)))
            .count()
    };
    assert!(root.iter().all(|id| headings(id) == 1));
    let outline: Vec<usize> = layout.outline.iter().map(|entry| entry.page).collect();
    assert_eq!(outline, [1, 1, 1, 1, 1, 0, 0, 0, 0]);
}

#[test]
fn a_contact_takes_the_back_and_the_closing_words_go_before_it() {
    let contact = "      - contact:\n          title: اتصلوا بنا\n          rows:\n            - label: هاتف\n              value: +962 6 123 4567\n";
    let with = |text: &str| {
        text.replacen("  - id: references\n", &format!("{contact}\n  - id: references\n"), 1)
            .replacen("  - id: fields\n", "  - id: fields\n    leaflet: brief\n", 1)
            .replacen("  - id: programmes\n", "  - id: programmes\n    leaflet: brief\n", 1)
    };
    let (layout, told) = lay_out("ar", "leaflet", with);
    assert_eq!(told.count(Severity::Error), 0, "{:?}", told.diagnostics());
    let (left, right, _) = find(&layout, 0, "اتصلوا بنا");
    assert!(left > 100.0 && right < 200.0, "on the back");
    let (left, _, _) = find(&layout, 0, "خاتمة");
    assert!(left > 200.0, "on the flap");
}

#[test]
fn leaflets_have_the_size_of_their_paper() {
    for (format, width, height) in [
        ("leaflet", 297.0, 210.0),
        ("{name: a, fold: z, paper: us-letter}", 279.4, 215.9),
        ("{name: a, fold: bifold, paper: [400mm, 200mm]}", 400.0, 200.0),
    ] {
        let (layout, _) = lay_out("en", format, same);
        for page in &layout.pages {
            assert!((page.size.width - Abs::mm(width)).abs() < Abs::pt(1e-6));
            assert!((page.size.height - Abs::mm(height)).abs() < Abs::pt(1e-6));
        }
    }
}

/// Short text: its sections are spread, and a panel that none is left for bears a star.
#[test]
fn a_panel_without_text_bears_a_star_and_no_more() {
    let one = |text: &str| {
        let second = text.match_indices("  - id: ").nth(1).unwrap().0;
        text[..second].to_owned()
    };
    let (layout, told) = lay_out("ar", "leaflet", one);
    assert_eq!(told.count(Severity::Error), 0);
    // The flap is the right third of the outside.
    let flap = layout.pages[0].folds[1];
    assert!(lines(&layout, 0).iter().all(|(left, ..)| *left < flap.to_mm()), "no text on it");
    let star = |item: &FrameItem| match item {
        FrameItem::Shape { path, fill: Some(_), .. } => match path.segments[..] {
            // A tip of the first star lies on the axis.
            [Segment::Move(tip), ..] if path.segments.len() == 17 && tip.x > flap => {
                Some((tip.y.to_mm() * 10.0).round() / 10.0)
            }
            _ => None,
        },
        _ => None,
    };
    let found: Vec<f64> = layout.pages[0].items.iter().filter_map(star).collect();
    assert_eq!(found, [105.0], "in the middle of its height");
}

/// The flap is seen before the inside: what stands at its head is a title, in every language of the
/// brochure whose text has room on the sheet.
#[test]
fn the_flap_begins_with_a_section_in_every_language() {
    let (mut seen, mut missed) = (0, vec![]);
    for lang in ["ar", "en", "fr", "es", "ru", "fa", "ur", "he"] {
        for format in ["leaflet", "{ name: wide, fold: letter-fold, paper: a3 }"] {
            let (layout, told) = lay_out(lang, format, same);
            assert_eq!(told.count(Severity::Error), 0, "{lang} {format}");
            let page = &layout.pages[0];
            let rtl = matches!(lang, "ar" | "fa" | "ur" | "he");
            let on_flap = |x: f64| match rtl {
                true => x > page.folds[1].to_mm(),
                false => x < page.folds[0].to_mm(),
            };
            let texts = page.items.iter().filter_map(|item| match item {
                FrameItem::Text { at, line, .. } if on_flap(at.x.to_mm()) => {
                    let sizes = line.pieces.iter().map(|piece| piece.size.to_pt());
                    Some((at.y.to_pt(), sizes.fold(0.0, f64::max)))
                }
                _ => None,
            });
            let texts: Vec<(f64, f64)> = texts.collect();
            let head = texts.iter().map(|(y, _)| *y).fold(f64::INFINITY, f64::min);
            let largest = |within: f64| {
                let near = texts.iter().filter(|(y, _)| *y <= head + within);
                near.map(|(_, size)| *size).fold(0.0, f64::max)
            };
            if largest(12.0) < largest(f64::INFINITY) {
                missed.push(format!("{lang} {format}"));
            }
            seen += usize::from(!texts.is_empty());
        }
    }
    assert_eq!(seen, 16, "flaps that bear text");
    // The Persian text fills an A4 sheet in the smallest type: no division has room.
    assert_eq!(missed, ["fa leaflet"]);
}
