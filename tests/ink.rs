//! Ink of lines never touches: not inside a paragraph, not between blocks, on no page.
//!
//! Glyph boxes are compared, which is stricter than outlines. Where kerning or a slope lets the
//! boxes of two glyphs of one line overlap, that is the font's own doing; only different lines are
//! compared here.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::path::{Path, PathBuf};

use warraq::diag::{Sink, Sources};
use warraq::geom::{Abs, Rect, Segment};
use warraq::layout::frame::{FrameItem, Layout, Page};
use warraq::model::lang::Lang;
use warraq::text::font::FontBook;
use warraq::text::{Line, Typesetter, WordCache};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A line on a page with the boxes of its glyphs.
struct Inked {
    text: String,
    boxes: Vec<Rect>,
    all: Rect,
}

fn spoken(line: &Line) -> String {
    let mut pieces: Vec<_> = line.pieces.iter().collect();
    pieces.sort_by_key(|p| p.start);
    pieces.iter().map(|p| &*p.shaped.text).collect()
}

fn union(a: Rect, b: Rect) -> Rect {
    let (left, top) = (a.left().min(b.left()), a.top().min(b.top()));
    let (right, bottom) = (a.right().max(b.right()), a.bottom().max(b.bottom()));
    Rect::new(left, top, right - left, bottom - top)
}

fn apart(a: Rect, b: Rect) -> bool {
    a.right() <= b.left()
        || b.right() <= a.left()
        || a.bottom() <= b.top()
        || b.bottom() <= a.top()
}

fn inked(page: &Page, setter: &Typesetter<'_>) -> Vec<Inked> {
    let lines = page.items.iter().filter_map(|item| {
        let FrameItem::Text { at, line, .. } = item else { return None };
        let moved = |b: Rect| Rect { origin: b.origin.moved(at.x, at.y), ..b };
        let boxes: Vec<_> = setter.glyph_ink(line).map(moved).collect();
        let all = boxes.iter().copied().reduce(union)?;
        Some(Inked { text: spoken(line), boxes, all })
    });
    lines.collect()
}

/// The pairs of lines that touch on a page, by their words.
fn touching(page: &Page, setter: &Typesetter<'_>) -> Vec<String> {
    let lines = inked(page, setter);
    let mut out = vec![];
    for (i, a) in lines.iter().enumerate() {
        for b in lines[i + 1..].iter().filter(|b| !apart(a.all, b.all)) {
            let touch = |x: &Rect| b.boxes.iter().any(|y| !apart(*x, *y));
            if a.boxes.iter().any(touch) {
                out.push(format!("page {}: `{}` and `{}`", page.label, a.text, b.text));
            }
        }
    }
    out
}

/// Lays out every language of a project and returns the pairs of lines that touch, and how many
/// pairs of lines lie one above the other.
fn examine(dir: &Path) -> (Vec<String>, usize) {
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let project = warraq::source::load(dir, &mut sources, &mut sink).unwrap();
    let (book, words) = (FontBook::bundled(), WordCache::new());
    let setter = Typesetter::new(&book, &words);
    let (mut found, mut pairs) = (vec![], 0);
    for edition in project.editions() {
        let lang: &Lang = &edition.lang;
        let document = project.document(lang, &sources, None, &mut sink);
        let Ok(document) = document else { panic!("{:#?}", sink.diagnostics()) };
        let layout: Layout = warraq::layout::layout(&document, &setter, &mut sink);
        for page in &layout.pages {
            found.extend(touching(page, &setter).into_iter().map(|t| format!("{lang} {t}")));
            let lines = inked(page, &setter);
            let stacked = lines.iter().enumerate().flat_map(|(i, a)| {
                lines[i + 1..].iter().filter(move |b| {
                    a.all.left() < b.all.right() && b.all.left() < a.all.right()
                })
            });
            pairs += stacked.count();
        }
    }
    (found, pairs)
}

/// A project of one language in a folder of its own; the folder is gone when the test ends.
fn project(name: &str, lang: &str, text: &str, theme: &str) -> PathBuf {
    let dir = std::env::temp_dir().join(format!("warraq-ink-{name}-{}", std::process::id()));
    std::fs::create_dir_all(dir.join("text")).unwrap();
    let brochure = format!("slug: ink\nlanguages: [{lang}]\ndate: 2026-03-21\n");
    std::fs::write(dir.join("brochure.yaml"), brochure).unwrap();
    std::fs::write(dir.join(format!("text/{lang}.yaml")), text).unwrap();
    std::fs::write(dir.join("theme.yaml"), theme).unwrap();
    dir
}

/// Everything that a text can stand in, with the same heavy words in all places.
fn brochure_of(words: &str) -> String {
    let many = [words; 6].join(" ");
    format!(
        "title: \"{words}\"\nsubtitle: \"{words}\"\nsections:\n\
         \x20 - id: one\n    heading: \"{words} {words}\"\n    body:\n\
         \x20     - \"{many}\"\n      - \"{many}\"\n      - terms:\n\
         \x20         - {{ term: \"{words}\", text: \"{many}\" }}\n\
         \x20         - {{ term: \"{words}\", text: \"{many}\\n\\n{words}\" }}\n\
         \x20         - {{ term: \"{words}\", text: \"{words}\" }}\n\
         \x20     - \"{many}\"\n      - list: [\"{words}\", \"{many}\", \"{words}\"]\n\
         \x20 - id: two\n    heading: \"{words}\"\n    body:\n\
         \x20     - \"{words}\"\n      - heading: \"{words}\"\n\
         \x20     - |\n        {many}[^1]\n\n        [^1]: {many}\n      - \"{many}\"\n\
         \x20     - heading: {{ text: \"{words}\", level: 4 }}\n      - \"{many} {many}\"\n\
         \x20     - quote: {{ text: \"{many}\\n\\n{words}\", attribution: \"{words}\" }}\n\
         \x20     - callout: {{ title: \"{words}\", body: [\"{many}\", \"{words}\"] }}\n\
         \x20     - facts: [{{ number: \"{words}\", label: \"{words}\" }}, {{ number: \"٥\", label: \"{words}\" }}]\n\
         \x20     - steps: [{{ title: \"{words}\", text: \"{many}\" }}, {{ title: \"{words}\", text: \"{words}\" }}]\n\
         \x20     - table:\n          caption: \"{words}\"\n          head: [\"{words}\", \"{words}\"]\n\
         \x20         rows: [[\"{words}\", \"{many}\"], [\"{words}\", \"{words}\"]]\n\
         \x20     - contact: {{ title: \"{words}\", rows: [{{ label: \"{words}\", value: \"{many}\" }}, {{ label: \"{words}\", value: \"{words}\" }}] }}\n\
         \x20     - columns: [[\"{words}\", \"{many}\"], [\"{many}\"]]\n\
         \x20 - id: end\n    heading: \"{words}\"\n    style: statement\n    body: [\"{many}\", \"{words}\"]\n"
    )
}

/// A line of verse with stacked marks, small alefs, a long vowel over shadda, hamzas.
const VOWELLED: &str = "اَللّٰهُمَّ إِنِّيٓ أُحِبُّ ٱلرُّمَّـٰنَ جُزْءًا جُزْءًا بَيْتًا";
/// Urdu words that slope far, with deep bows.
const SLOPING: &str = "تحقیقات کے نتیجے میں بچوں کی حفاظت پیچیدگیوں سمیت بے چینی";

fn check(name: &str, lang: &str, words: &str, theme: &str) {
    let dir = project(name, lang, &brochure_of(words), theme);
    let (found, pairs) = examine(&dir);
    std::fs::remove_dir_all(&dir).unwrap();
    assert!(pairs > 100, "{pairs}");
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn no_lines_touch_in_the_brochure_and_the_specimen() {
    for dir in ["source", "tests/specimen"] {
        let (found, pairs) = examine(&root().join(dir));
        assert!(pairs > 100, "{pairs}");
        assert_eq!(found, Vec::<String>::new());
    }
}

#[test]
fn no_lines_touch_in_vowelled_text_in_two_faces() {
    check("markazi", "ar", VOWELLED, "");
    check("amiri", "ar", VOWELLED, "fonts: { body: Amiri }\n");
    check("tall", "ckb", VOWELLED, "");
}

#[test]
fn no_lines_touch_in_nastaliq() {
    check("nastaliq", "ur", SLOPING, "");
}

#[test]
fn no_lines_touch_at_other_sizes_measures_and_leadings() {
    for (i, (size, leading, outside)) in
        [("9pt", "9pt", "19mm"), ("16pt", "14pt", "45mm"), ("24pt", "20pt", "8mm")]
            .iter()
            .enumerate()
    {
        let style = format!("{{ size: {size}, leading: {leading} }}");
        for (lang, writing, words) in [("ar", "arabic", VOWELLED), ("ur", "nastaliq", SLOPING)]
        {
            let theme = format!(
                "page: {{ outside: {outside} }}\ntext:\n  {writing}: {{ body: {style}, lead: {style}, table-cell: {style} }}\n"
            );
            check(&format!("{lang}-{i}"), lang, words, &theme);
        }
    }
}

#[test]
fn no_lines_touch_where_leads_and_their_notes_fill_more_than_a_page() {
    for (count, marked) in [(12, false), (6, true), (7, true), (8, true)] {
        let note = |i: usize| match marked {
            true => {
                (format!("[^{i}]"), format!("\n\n        [^{i}]: {}", [VOWELLED; 4].join(" ")))
            }
            false => (String::new(), String::new()),
        };
        let leads: String = (1..=count)
            .map(|i| {
                let (mark, note) = note(i);
                format!("      - |\n        {} {i}{mark}{note}\n", [VOWELLED; 3].join(" "))
            })
            .collect();
        let text = format!(
            "title: ا\nsections:\n  - id: one\n    heading: ا\n    body:\n{leads}      - list: [\"{VOWELLED}\"]\n"
        );
        let dir = project(&format!("leads-{count}-{marked}"), "ar", &text, "");
        let (found, pairs) = examine(&dir);
        std::fs::remove_dir_all(&dir).unwrap();
        assert!(pairs > 20, "{pairs}");
        assert_eq!(found, Vec::<String>::new(), "{count}");
    }
}

#[test]
fn lines_that_touch_are_found() {
    let boxes = |y: f64| {
        let pt = Abs::pt;
        vec![Rect::new(pt(0.0), pt(y), pt(5.0), pt(10.0))]
    };
    assert!(apart(boxes(0.0)[0], boxes(10.0)[0]));
    assert!(!apart(boxes(0.0)[0], boxes(9.0)[0]));
}

/// The thin rectangles of a page.
fn rules(page: &Page) -> Vec<Rect> {
    let rects = page.items.iter().filter_map(|item| {
        let FrameItem::Shape { path, fill: Some(_), .. } = item else { return None };
        let points = path.segments.iter().filter_map(|segment| match segment {
            Segment::Move(p) | Segment::Line(p) => Some(*p),
            _ => None,
        });
        let boxes = points.map(|p| Rect { origin: p, ..Rect::default() });
        boxes.reduce(union).filter(|all| all.size.height < Abs::pt(1.2))
    });
    rects.collect()
}

#[test]
fn rules_lie_past_the_ink_and_no_letter_crosses_them() {
    let words =
        "كلمة حجج [في عمق الكلام وجوه مُشَكَّلَةٌ]{.underline} ثم [أُمَّةٌ]{.overline} [يج]{.underline}ـع";
    let dir = project("rules", "ar", &brochure_of(words), "lines: { justify-lines: 2 }\n");
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let project = warraq::source::load(&dir, &mut sources, &mut sink).unwrap();
    let (book, cache) = (FontBook::bundled(), WordCache::new());
    let setter = Typesetter::new(&book, &cache);
    let lang = Lang::parse("ar").unwrap();
    let document = project.document(&lang, &sources, None, &mut sink).unwrap();
    let layout = warraq::layout::layout(&document, &setter, &mut sink);
    std::fs::remove_dir_all(&dir).unwrap();
    let (mut under, mut over) = (0, 0);
    for page in &layout.pages {
        let rules = rules(page);
        for item in &page.items {
            let FrameItem::Text { at, line, .. } = item else { continue };
            for piece in line.pieces.iter().filter(|piece| !piece.is_space()) {
                let ink = setter.piece_glyph_ink(piece).reduce(union);
                let Some(ink) = ink.map(|b| Rect { origin: b.origin.moved(at.x, at.y), ..b })
                else {
                    continue;
                };
                let middle = at.x + piece.x + piece.width / 2.0;
                let near = |rule: &&Rect| rule.left() <= middle && middle <= rule.right();
                let em = piece.style.size;
                if piece.style.decoration.under {
                    let below =
                        |rule: &&Rect| rule.top() > ink.bottom() && rule.top() < at.y + em;
                    under += rules.iter().filter(near).filter(below).count();
                }
                if piece.style.decoration.over {
                    let above = |rule: &&Rect| {
                        rule.bottom() < ink.top() && rule.bottom() > at.y - em * 2.0
                    };
                    over += rules.iter().filter(near).filter(above).count();
                }
            }
            for rule in &rules {
                let crossed = setter.crossings(line, rule.top() - at.y, rule.bottom() - at.y);
                let hits = crossed.iter().any(|[from, to]| {
                    at.x + Abs::pt(*to) > rule.left() && at.x + Abs::pt(*from) < rule.right()
                });
                assert!(!hits, "page {}: a rule cuts `{}`", page.label, spoken(line));
            }
        }
    }
    assert!(under > 100 && over > 50, "{under} {over}");
}
