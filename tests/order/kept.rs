//! Numbers, codes and titles keep their order without markup, wherever text is set in pages.

use std::fmt::Write as _;

use warraq::diag::Sink;
use warraq::geom::{Dir, Segment};
use warraq::layout::frame::{FrameItem, Layout};
use warraq::model::Document;
use warraq::model::lang::Digits;
use warraq::text::font::FontBook;
use warraq::text::{Line, Typesetter, WordCache};
use warraq::web::WebFonts;

use super::project;

/// What is said in each place of a text, and what must be read there from left to right.
const KEPT: [&str; 21] = [
    "+966 50 123 4567",
    "00 966 50 123 4567",
    "(02) 123-4567",
    "https://www.icmec.org/ar/2026",
    "info@icmec.org",
    "ISO 9001:2015",
    "ISO-8859-1",
    "ISBN 978-0-306-40615-7",
    "SA03 8000 0000 6080 1016 7519",
    "AR-EG",
    "C++",
    "10:30",
    "2026/11/23",
    "2026-11-23",
    "1.2.3",
    "1.2",
    "-5",
    "12.5%",
    "1,234.5",
    "24.7136° N, 46.6753° E",
    "COVID-19",
];

/// A line's characters from left to right.
fn visual(line: &Line) -> String {
    let mut out = String::new();
    for piece in &line.pieces {
        match piece.shaped.dir {
            Dir::Ltr => out.push_str(&piece.shaped.text),
            Dir::Rtl => out.extend(piece.shaped.text.chars().rev()),
        }
    }
    out
}

/// Every line of a layout from left to right.
fn lines(layout: &Layout) -> Vec<String> {
    let items = layout.pages.iter().flat_map(|page| &page.items);
    items
        .filter_map(|item| match item {
            FrameItem::Text { line, .. } => Some(visual(line)),
            _ => None,
        })
        .collect()
}

/// The document of a project of one language.
fn document(lang: &str, brochure: &str, text: &str) -> Document {
    project::document(lang, brochure, "", text)
}

fn laid_out(document: &Document) -> Vec<String> {
    let (book, words) = (FontBook::bundled(), WordCache::new());
    let setter = Typesetter::new(&book, &words);
    let mut sink = Sink::default();
    lines(&warraq::layout::layout(document, &setter, &mut sink))
}

fn page(document: &Document) -> String {
    let fonts = WebFonts::new(document, &FontBook::bundled()).unwrap();
    let html = warraq::web::html(document, &fonts, &[]);
    html.split("<body").nth(1).unwrap().to_owned()
}

/// A text in which `said` stands in every place that holds text.
fn everywhere(said: &str) -> String {
    let mut text = format!("title: \"عنوان {said} نص\"\nsections:\n");
    for (id, heading) in [("one", format!("القسم {said} نص")), ("two", "ثانٍ".to_owned())]
    {
        write!(
            text,
            r#"  - id: {id}
    heading: "{heading}"
    body:
      - "فقرة {said} هنا.[^1]\n\n- بند {said} هنا\n\n[^1]: حاشية {said} هنا."
      - heading: "عنوان {said} فرعي"
      - terms:
          - {{ term: "مصطلح", text: "وصف {said} هنا" }}
      - table: {{ head: ["رأس", "خانة"], rows: [["خلية", "{said}"]] }}
      - figure: {{ file: assets/stars.svg, alt: "نجوم", caption: "شرح {said} هنا" }}
      - callout: "تنبيه {said} هنا"
      - quote: {{ text: "قول {said} هنا" }}
      - steps: [{{ title: "خطوة {said} نص" }}]
      - contact: {{ rows: [{{ label: "هاتف", value: "{said}" }}] }}
"#
        )
        .unwrap();
    }
    text
}

#[test]
fn codes_and_numbers_keep_their_order_in_every_place() {
    // Longer ones are broken over the lines of narrow places; those are read word by word.
    for said in KEPT {
        let document = document("ar", "", &everywhere(said));
        let lines = laid_out(&document);
        let found = lines.iter().filter(|line| line.contains(said)).count();
        let least = if said.len() > 12 { 12 } else { 20 };
        assert!(found >= least, "{said}: {found} times in\n{}", lines.join("\n"));
    }
}

#[test]
fn numbers_in_prose_stand_as_their_readers_expect() {
    // Said, and how it is seen from left to right inside Arabic letters.
    for (said, seen) in [
        // Ranges run as the line does: the smaller number first, at the right.
        ("10–20", "20–10"),
        ("2019–2026", "2026–2019"),
        ("١٠–٢٠", "٢٠–١٠"),
        ("٢٠١٩–٢٠٢٦", "٢٠٢٦–٢٠١٩"),
        ("١٠-٢٠", "٢٠-١٠"),
        ("3-2", "2-3"),
        // Arabic separators and signs (ALREQ, formatting of numerals).
        ("١٬٢٣٤٫٥", "١٬٢٣٤٫٥"),
        ("١٢٫٥٪", "٪١٢٫٥"),
        ("٢٠٢٦/١١/٢٣", "٢٠٢٦/١١/٢٣"),
        ("٢٣ نوفمبر ٢٠٢٦", "٢٠٢٦ ربمفون ٢٣"),
        ("١٠:٣٠", "١٠:٣٠"),
        // The sign stands where the line begins (CLDR: U+061C before it).
        ("-٥", "٥-"),
        ("1,234.5", "1,234.5"),
        ("1 234 567", "1 234 567"),
        ("12.5%", "12.5%"),
        ("$1,200", "$1,200"),
        ("٢٠٠ ﷼", "﷼ ٢٠٠"),
        ("½", "½"),
    ] {
        let text = format!(
            "title: عنوان\nsections:\n  - id: a\n    heading: رأس\n    body: [\"كان {said} هنا\"]\n"
        );
        let lines = laid_out(&document("ar", "", &text));
        let seen = format!("انه {seen} ناك");
        assert!(lines.contains(&seen), "{said}: no {seen} in\n{}", lines.join("\n"));
    }
}

#[test]
fn persian_signs_stand_left_of_their_numbers() {
    let text = "title: عنوان\nsections:\n  - id: a\n    heading: سر\n    body: [\"دمای -۵ و ۱۰–۲۰ تا\"]\n";
    let lines = laid_out(&document("fa", "", text));
    assert!(lines.contains(&"ات ۲۰–۱۰ و -۵ یامد".to_owned()), "{lines:?}");
}

#[test]
fn the_program_writes_its_own_numbers_in_the_digits_that_are_asked_for() {
    let text = |more: &str| {
        format!(
            "title: عنوان\n{more}sections:\n  - id: a\n    heading: رأس\n    body:\n      - list: {{ numbered: true, items: [\"سنة 2026\"] }}\n  - id: b\n    heading: آخر\n    body: [نص]\n"
        )
    };
    let has = |document: &Document, line: &str| laid_out(document).contains(&line.to_owned());
    let usual = document("ar", "", &text(""));
    assert!(has(&usual, "١") && has(&usual, "2026 ةنس") && has(&usual, "٢٠٢٦ ربمفون ٢٣"));
    let region = document("ar-MA", "", &text(""));
    assert!(has(&region, "1") && has(&region, "2026 ربنون 23"));
    let said = document("ar", "", &text("digits: latn\n"));
    assert!(has(&said, "1") && !has(&said, "١"));
    let mapped = document("ar", "digits: { ar: latn }\n", &text(""));
    assert!(has(&mapped, "1") && page(&mapped).contains(">1</span>"));
    let converted = document("ar", "", &text("digits-in-text: convert\n"));
    assert!(has(&converted, "٢٠٢٦ ةنس") && page(&converted).contains("سنة ٢٠٢٦"));
}

#[test]
fn a_contents_line_of_two_directions_keeps_its_number_and_its_folio() {
    let text = |lang: &str| {
        let headings = match lang {
            "ar" => ["International Centre (ICMEC)", "ISO 9001 وما بعده", "سنة 2026", "(ملحق)"],
            _ => ["المركز الدولي (إيكمك)", "المادة 5", "Year 2026", "(Annex)"],
        };
        let mut text = "title: عنوان\nsections:\n".to_owned();
        for (i, heading) in headings.iter().enumerate() {
            writeln!(text, "  - {{ id: s{i}, heading: \"{heading}\", body: [نص] }}").unwrap();
        }
        text
    };
    for (lang, titles) in [
        ("ar", ["International Centre (ICMEC)", "هدعب امو ISO 9001", "2026 ةنس", ")قحلم("]),
        ("en", ["(كمكيإ) يلودلا زكرملا", "5 ةداملا", "Year 2026", "(Annex)"]),
    ] {
        let document = document(lang, "", &text(lang));
        let (book, words) = (FontBook::bundled(), WordCache::new());
        let setter = Typesetter::new(&book, &words);
        let layout = warraq::layout::layout(&document, &setter, &mut Sink::default());
        let items: Vec<_> = layout.pages[1]
            .items
            .iter()
            .filter_map(|item| match item {
                FrameItem::Text { at, line, .. } => Some((at, visual(line))),
                _ => None,
            })
            .collect();
        for title in titles {
            // Brackets are drawn mirrored, so the characters come reversed.
            let mirrored: String = title
                .chars()
                .map(|c| match c {
                    '(' => ')',
                    ')' => '(',
                    c => c,
                })
                .collect();
            let (at, _) = items
                .iter()
                .find(|(_, said)| said == title || *said == mirrored)
                .unwrap_or_else(|| panic!("{title} is not in {items:?}"));
            let mut row: Vec<_> = items.iter().filter(|(other, _)| other.y == at.y).collect();
            row.sort_by(|a, b| a.0.x.to_pt().total_cmp(&b.0.x.to_pt()));
            if document.lang.dir().is_rtl() {
                row.reverse();
            }
            let said: Vec<_> = row.iter().map(|(_, said)| said.as_str()).collect();
            let [number, middle, folio] = said[..] else { panic!("{said:?}") };
            assert!(middle == title || middle == mirrored, "{said:?}");
            let is_number = |said: &str| said.chars().all(|c| Digits::read(c).is_some());
            assert!(is_number(number) && is_number(folio), "{said:?}");
        }
    }
}

#[test]
fn notes_begin_at_the_start_side_with_their_rule() {
    for (lang, number) in [("ar", "١"), ("en", "1")] {
        let text = "title: t\nsections:\n  - id: a\n    heading: h\n    body: [\"نص[^1]\\n\\n[^1]: حاشية.\"]\n";
        let document = document(lang, "", text);
        let (book, words) = (FontBook::bundled(), WordCache::new());
        let setter = Typesetter::new(&book, &words);
        let layout = warraq::layout::layout(&document, &setter, &mut Sink::default());
        let items = || layout.pages[1].items.iter();
        let text = |said: &str| {
            let found = items().filter_map(|item| match item {
                FrameItem::Text { at, line, .. } if visual(line).trim_matches('.') == said => {
                    Some((at, line))
                }
                _ => None,
            });
            found.max_by(|a, b| a.0.y.to_pt().total_cmp(&b.0.y.to_pt())).unwrap()
        };
        let (mark, line) = text(number);
        let (body, _) = text("ةيشاح");
        let rule = items().find_map(|item| match item {
            FrameItem::Shape { path, .. } => {
                let points = path.segments.iter().filter_map(|segment| match segment {
                    Segment::Move(p) | Segment::Line(p) => Some((p.x.to_pt(), p.y.to_pt())),
                    _ => None,
                });
                let points: Vec<_> = points.collect();
                let far =
                    |f: fn(f64, f64) -> f64, start| points.iter().map(|p| p.0).fold(start, f);
                let (left, right) = (far(f64::min, f64::MAX), far(f64::max, f64::MIN));
                let near = points.iter().all(|p| (p.1 - mark.y.to_pt()).abs() < 30.0);
                ((right - left - 56.69).abs() < 0.1 && near).then_some((left, right))
            }
            _ => None,
        });
        let (left, right) = rule.unwrap();
        if lang == "ar" {
            assert!((right - (mark.x + line.width).to_pt()).abs() < 0.01, "{right} {mark:?}");
            assert!(mark.x > body.x);
        } else {
            assert!((left - mark.x.to_pt()).abs() < 0.01, "{left} {mark:?}");
            assert!(mark.x < body.x);
        }
    }
}
