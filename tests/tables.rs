//! What is wider or taller than its place: tables, boxes, notes, long words. Nothing leaves its
//! page or its column without an error, and what can be made to fit is made to fit.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use rayon::prelude::*;
use warraq::diag::{Severity, Sink, Sources};
use warraq::geom::{Abs, Rect};
use warraq::layout::frame::{FrameItem, Layout, Page, PlacedLine, TagKind, lines};
use warraq::layout::layout;
use warraq::model::lang::Lang;
use warraq::source::load;
use warraq::text::font::FontBook;
use warraq::text::{Line, Typesetter, WordCache};

const ADDRESS: &str = "https://www.example.org/reports/2026/annual-report-of-the-centre?lang=ar&edition=final#one";
const CHECKSUM: &str = "d41d8cd98f00b204e9800998ecf8427e0a1b2c3d4e5f60718293a4b5c6d7e8f9";

/// An edition with what was found in it: identity and line of each fault.
struct Edition {
    layout: Layout,
    faults: Vec<(&'static str, Severity, usize)>,
}

impl Edition {
    /// The blocks of one section, laid out.
    fn new(book: &FontBook, lang: &str, format: &str, blocks: &str) -> Self {
        let temp = tempfile::tempdir().unwrap();
        fs::create_dir(temp.path().join("text")).unwrap();
        let head = format!("slug: t\nlanguages: [{lang}]\nformats: [{format}]\n");
        fs::write(temp.path().join("brochure.yaml"), head).unwrap();
        let text =
            format!("title: T\nsections:\n  - id: one\n    heading: T\n    body:\n{blocks}");
        fs::write(temp.path().join(format!("text/{lang}.yaml")), &text).unwrap();
        Self::read(book, temp.path(), lang)
    }

    fn read(book: &FontBook, source: &Path, lang: &str) -> Self {
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let project = load(source, &mut sources, &mut sink);
        let project = project.unwrap_or_else(|_| panic!("{:#?}", sink.diagnostics()));
        let lang = Lang::parse(lang).unwrap();
        let document = project.document(&lang, &sources, None, &mut sink);
        let document = document.unwrap_or_else(|_| panic!("{:#?}", sink.diagnostics()));
        let document = document.in_format(project.formats().first().unwrap());
        let words = WordCache::new();
        let setter = Typesetter::new(book, &words);
        let mut told = Sink::default();
        let layout = layout(&document, &setter, &mut told);
        let line = |d: &warraq::diag::Diagnostic| {
            let file = d.span.file.and_then(|file| sources.get(file));
            file.map_or(0, |file| file.text[..d.span.start as usize].matches('\n').count() + 1)
        };
        let faults = told.diagnostics().iter().map(|d| (d.id, d.severity, line(d))).collect();
        Self { layout, faults }
    }

    fn errors(&self) -> Vec<(&'static str, usize)> {
        let errors = self.faults.iter().filter(|(_, severity, _)| *severity == Severity::Error);
        errors.map(|&(id, _, line)| (id, line)).collect()
    }

    /// All that is read, without spaces.
    fn text(&self) -> String {
        let all = self.layout.pages.iter().flat_map(|page| lines(&page.items));
        all.flat_map(|text| spoken(text.line).chars().collect::<Vec<_>>())
            .filter(|c| !c.is_whitespace())
            .collect()
    }

    fn is_turned(&self) -> bool {
        let mut items = self.layout.pages.iter().flat_map(|page| &page.items);
        items.any(|item| matches!(item, FrameItem::Turned { .. }))
    }

    /// Pages that hold a text.
    fn pages_with(&self, words: &str) -> usize {
        let holds =
            |page: &&Page| lines(&page.items).iter().any(|l| spoken(l.line).contains(words));
        self.layout.pages.iter().filter(holds).count()
    }
}

fn spoken(line: &Line) -> String {
    let mut pieces: Vec<_> = line.pieces.iter().collect();
    pieces.sort_by_key(|piece| piece.start);
    pieces.iter().map(|piece| &*piece.shaped.text).collect()
}

/// Where a line's letters stand on the page: along its baseline, as high as half its type.
fn place(text: &PlacedLine<'_>) -> Rect {
    let size = text.line.pieces.iter().fold(Abs::ZERO, |most, piece| most.max(piece.size));
    text.on_page(Rect::new(Abs::ZERO, -size * 0.4, text.line.width, size * 0.4))
}

/// Asserts that all text stays on its page and that no line lies over another.
fn nothing_overlaps(layout: &Layout, what: &str) {
    let little = Abs::pt(0.1);
    for (number, page) in (1..).zip(&layout.pages) {
        let all = lines(&page.items);
        let places: Vec<Rect> = all.iter().map(place).collect();
        for (i, a) in places.iter().enumerate() {
            let on_page = a.left() >= -little
                && a.top() >= -little
                && a.right() <= page.size.width + little
                && a.bottom() <= page.size.height + little;
            assert!(on_page, "{what}: `{}` leaves page {number}", spoken(all[i].line));
            for (j, b) in places.iter().enumerate().skip(i + 1) {
                let apart = a.right() <= b.left() + little
                    || b.right() <= a.left() + little
                    || a.bottom() <= b.top()
                    || b.bottom() <= a.top();
                let (a, b) = (spoken(all[i].line), spoken(all[j].line));
                assert!(apart, "{what}: `{a}` and `{b}` overlap on page {number}");
            }
        }
    }
}

/// The YAML of a table whose cells are all alike.
fn table(columns: usize, rows: usize, cell: &str) -> String {
    let cells = |text: &dyn Fn(usize) -> String| {
        (1..=columns).map(|n| format!("\"{}\"", text(n))).collect::<Vec<_>>().join(", ")
    };
    let mut out = format!(
        "      - table:\n          head: [{}]\n          rows:\n",
        cells(&|n| n.to_string())
    );
    for _ in 0..rows {
        writeln!(out, "            - [{}]", cells(&|_| cell.to_owned())).unwrap();
    }
    out
}

/// Cells of every kind: numbers, words, addresses, codes, telephones.
fn kinds(lang: &str) -> [&'static str; 6] {
    let words = match lang {
        "ar" => "الأحد والاثنين",
        "ur" => "اتوار اور پیر",
        _ => "Sunday and Monday",
    };
    let number = if lang == "en" { "1,250,000.00" } else { "١٬٢٥٠٬٠٠٠٫٠٠" };
    ["7", number, words, ADDRESS, CHECKSUM, "+966 50 123 4567"]
}

#[test]
fn tables_of_all_kinds_fit_or_are_told_once() {
    let book = FontBook::bundled();
    let mut jobs = vec![];
    for lang in ["ar", "en", "ur"] {
        for format in ["a5", "a4", "leaflet"] {
            for columns in [2, 3, 5, 8, 12] {
                jobs.extend(kinds(lang).map(|kind| (lang, format, columns, kind)));
            }
        }
    }
    jobs.into_par_iter().for_each(|(lang, format, columns, cell)| {
        let what = format!("{columns} columns of {cell}, {lang}, {format}");
        let edition = Edition::new(&book, lang, format, &table(columns, 2, cell));
        let errors: Vec<_> =
            edition.errors().into_iter().filter(|(id, _)| *id != "leaflet-overfull").collect();
        match errors.as_slice() {
            [] => nothing_overlaps(&edition.layout, &what),
            [("wide-table", 6)] => assert!(columns > 3, "{what}: a few columns fit"),
            other => panic!("{what}: {other:?}"),
        }
        let torn = edition.faults.iter().any(|(id, ..)| *id == "parted-number");
        assert!(!torn || columns > 5, "{what}: numbers stay whole");
    });
}

#[test]
fn a_wide_table_is_turned_where_pages_can_be() {
    let book = FontBook::bundled();
    let blocks = table(8, 40, "١٬٢٥٠٬٠٠٠٫٠٠");
    let edition = Edition::new(&book, "ar", "a5", &blocks);
    assert_eq!(edition.errors(), []);
    assert!(edition.is_turned());
    nothing_overlaps(&edition.layout, "turned");
    assert_eq!(edition.text().matches("١٬٢٥٠٬٠٠٠٫٠٠").count(), 320, "every cell is there");
    let rows = edition.layout.tags.nodes.iter().filter(|n| n.kind == TagKind::Tr).count();
    assert_eq!(rows, 41, "the heads of later pages are no rows");
    let size = edition.layout.pages[0].size;
    assert!(
        edition.layout.pages.iter().all(|page| page.size == size),
        "the paper is not turned"
    );

    let narrow = Edition::new(&book, "ar", "a5", &table(6, 2, "٧"));
    assert!(!narrow.is_turned());
}

#[test]
fn a_table_that_nothing_makes_fit_is_set_in_parts_with_its_first_column_in_each() {
    let book = FontBook::bundled();
    for columns in [6, 9, 12] {
        let text = table(columns, 2, "١٬٢٥٠٬٠٠٠٫٠٠");
        let leaflet = Edition::new(&book, "ar", "leaflet", &text);
        assert_eq!(leaflet.errors(), [], "{columns}");
        nothing_overlaps(&leaflet.layout, "parts");
        let kinds = || leaflet.layout.tags.nodes.iter().map(|node| node.kind);
        let parts = kinds().filter(|kind| *kind == TagKind::Table).count();
        assert!(parts > 1, "{columns}");
        let cells = kinds().filter(|kind| *kind == TagKind::Td).count();
        assert_eq!(cells, (columns - 1 + parts) * 2, "every cell, the first ones once a part");
        let said = leaflet.faults.iter().filter(|(id, ..)| *id == "parted-table").count();
        assert_eq!(said, 1, "one note a table");
    }
}

#[test]
fn a_tall_row_is_parted_with_its_head_again() {
    let book = FontBook::bundled();
    let words = "يعمل المركز في مجموعة واسعة من المجالات ".repeat(90);
    let blocks = format!(
        "      - table:\n          head: [العمود, الثاني]\n          rows:\n            - [قصير, \"{words}\"]\n            - [تال, نص]\n"
    );
    let edition = Edition::new(&book, "ar", "a5", &blocks);
    assert_eq!(edition.errors(), []);
    nothing_overlaps(&edition.layout, "tall row");
    assert_eq!(edition.text().matches("المجالات").count(), 90);
    assert!(edition.pages_with("العمود") > 2, "the head stands on every page of it");
}

#[test]
fn tall_boxes_and_notes_are_parted() {
    let book = FontBook::bundled();
    let words = "some words that go on and on ".repeat(160);
    let blocks = [
        format!("      - callout: \"{words}\"\n"),
        format!("      - \"Text[^1] more\\n\\n[^1]: {words}\"\n"),
        format!("      - quote: \"{words}\"\n"),
        format!(
            "      - terms:\n          - term: Term\n            text: \"{words}\\n\\n{words}\"\n"
        ),
        format!("      - steps:\n          - title: Step\n            text: \"{words}\"\n"),
        format!(
            "      - contact:\n          title: Here\n          rows:\n            - {{ label: Place, value: \"{words}\" }}\n"
        ),
        format!("      - columns:\n          - [\"{words}\"]\n          - [\"short\"]\n"),
        format!("      - list:\n          - \"{words}\"\n"),
    ];
    for (block, format) in blocks.iter().flat_map(|b| [(b, "a5"), (b, "a4")]) {
        let what = &block[..24];
        let edition = Edition::new(&book, "en", format, block);
        assert_eq!(edition.errors(), [], "{what}");
        nothing_overlaps(&edition.layout, what);
        let times = if block.contains("terms") { 320 } else { 160 };
        assert_eq!(edition.text().matches("some").count(), times, "all is there");
        assert!(edition.layout.map.pages.len() == edition.layout.pages.len());
    }
}

#[test]
fn long_codes_are_broken_without_hyphen_wherever_they_stand() {
    let book = FontBook::bundled();
    let blocks = [
        format!("      - \"See {ADDRESS} or {CHECKSUM} for more\"\n"),
        format!("      - callout: \"See {ADDRESS} or {CHECKSUM}\"\n"),
        format!(
            "      - terms:\n          - term: \"{ADDRESS}\"\n            text: \"{CHECKSUM}\"\n"
        ),
        format!(
            "      - columns:\n          - [\"{ADDRESS}\"]\n          - [\"{CHECKSUM}\"]\n          - [word]\n"
        ),
        format!("      - list:\n          - \"{ADDRESS} {CHECKSUM}\"\n"),
        table(3, 1, ADDRESS),
    ];
    for (block, lang) in blocks.iter().flat_map(|b| [(b, "ar"), (b, "en"), (b, "ur")]) {
        let what = format!("{lang}: {block}");
        let edition = Edition::new(&book, lang, "a5", block);
        assert_eq!(edition.errors(), [], "{what}");
        nothing_overlaps(&edition.layout, &what);
        let all = edition.layout.pages.iter().flat_map(|page| lines(&page.items));
        for text in all {
            assert!(!text.line.hyphen, "{what}: `{}`", spoken(text.line));
        }
    }
}

#[test]
fn uyghur_words_are_parted_at_soft_hyphens_and_keep_their_forms() {
    let book = FontBook::bundled();
    let word = "خەلق\u{ad}ئارا\u{ad}لىق\u{ad}لاش\u{ad}تۇرۇش";
    let block = format!(
        "      - columns:\n          - [\"{word} {word}\"]\n          - [\"{word}\"]\n          - [\"{word}\"]\n"
    );
    let edition = Edition::new(&book, "ug", "a5", &block);
    assert_eq!(edition.errors(), []);
    nothing_overlaps(&edition.layout, "Uyghur");
    let hyphens = edition.layout.pages.iter().flat_map(|page| lines(&page.items));
    assert!(hyphens.filter(|text| text.line.hyphen).count() > 2, "they are parted");
    // No other language of the script has hyphens: a word too wide is told.
    let arabic = Edition::new(&book, "ar", "a5", &block);
    assert!(arabic.layout.pages.iter().flat_map(|p| lines(&p.items)).all(|l| !l.line.hyphen));
}

#[test]
fn nothing_runs_off_a_page_of_the_project_or_the_specimen() {
    let book = FontBook::bundled();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let editions = [
        ("source", "ar"),
        ("source", "en"),
        ("tests/specimen", "ar"),
        ("tests/specimen", "ur"),
    ];
    editions.into_par_iter().for_each(|(project, lang)| {
        let edition = Edition::read(&book, &root.join(project), lang);
        assert_eq!(edition.errors(), [], "{project} {lang}");
    });
}
