//! The pictures for the team: where the lines over a sheet lie, and what its strip says.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::Path;

use image::RgbImage;
use warraq::diag::{Sink, Sources};
use warraq::geom::{Abs, Point, Size};
use warraq::layout::frame::{FrameItem, Layout};
use warraq::layout::press::{Sheet, sheets};
use warraq::layout::{layout, proof};
use warraq::model::Document;
use warraq::model::lang::Lang;
use warraq::pdf::{PdfOptions, Profile, pdf};
use warraq::source::load;
use warraq::text::font::FontBook;
use warraq::text::{Typesetter, WordCache};

use crate::pdf_support::drawn as eye;

/// Pixels a point.
const SCALE: f64 = 2.0;
const TRIM: [u8; 3] = [245, 30, 140];
const BLEED: [u8; 3] = [0, 159, 227];
const FOLD: [u8; 3] = [0, 150, 64];

/// The brochure in one format, and its print sheets without and with lines.
struct Drawn {
    document: Document,
    layout: Layout,
    book: FontBook,
    plain: Vec<Sheet>,
    lined: Vec<Sheet>,
}

fn drawn(lang: &str, keys: &str) -> Drawn {
    let temp = tempfile::tempdir().unwrap();
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("source");
    fs::create_dir(temp.path().join("text")).unwrap();
    let text = format!("text/{lang}.yaml");
    fs::copy(source.join(&text), temp.path().join(&text)).unwrap();
    let head = format!("slug: icmec\nlanguages: [{lang}]\n{keys}\n");
    fs::write(temp.path().join("brochure.yaml"), head).unwrap();
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let project = load(temp.path(), &mut sources, &mut sink);
    let project = project.unwrap_or_else(|_| panic!("{:#?}", sink.diagnostics()));
    let lang = Lang::parse(lang).unwrap();
    let document = project.document(&lang, &sources, None, &mut sink).unwrap();
    let (book, words) = (FontBook::bundled(), WordCache::new());
    let setter = Typesetter::new(&book, &words);
    let layout = layout(&document, &setter, &mut sink);
    let plain = sheets(&layout, &document, &setter, "icmec.print.pdf");
    let lined = proof::proof(plain.clone(), &layout, &document, &setter);
    Drawn { document, layout, book, plain, lined }
}

fn side(length: Abs) -> u32 {
    (length.to_pt() * SCALE).round() as u32
}

impl Drawn {
    fn picture(&self, sheets: &[Sheet], page: usize) -> RgbImage {
        let options = PdfOptions { profile: Profile::OFFICE, sheets, ..PdfOptions::default() };
        let mut sink = Sink::default();
        let file = pdf(&self.layout, &self.document, &self.book, &options, &mut sink).unwrap();
        let Size { width, height } = sheets[page].media;
        eye::drawn(&file, page, side(width), side(height))
    }

    /// What the strip of a sheet says.
    fn words(&self, sheet: usize) -> Vec<String> {
        let added = &self.lined[sheet].marks[self.plain[sheet].marks.len()..];
        let text = |item: &FrameItem| match item {
            FrameItem::Text { line, .. } => {
                let pieces = line.pieces.iter().map(|piece| &*piece.shaped.text);
                Some(pieces.collect::<String>())
            }
            _ => None,
        };
        added.iter().filter_map(text).collect()
    }
}

/// Whether a pixel is of a colour, or all but a fifth of it.
fn is(pixel: [u8; 3], color: [u8; 3]) -> bool {
    pixel.iter().zip(color).all(|(&a, b)| a.abs_diff(b) < 52)
}

const LEAFLET: &str = "formats: [{name: a, fold: letter, paper: [160mm, 60mm]}]";

/// Nothing is drawn but at trim, bleed and folds, and there all of it.
#[test]
fn lines_lie_where_the_sheet_is_cut_and_folded_and_nowhere_else() {
    for lang in ["ar", "en"] {
        let drawn = drawn(lang, LEAFLET);
        for page in 0..2 {
            let mut plain = drawn.plain.clone();
            // The same scale to the hair.
            plain[page].media = drawn.lined[page].media;
            let (bare, lined) =
                (drawn.picture(&plain, page), drawn.picture(&drawn.lined, page));
            check(&drawn, page, &bare, &lined);
        }
    }
}

fn check(drawn: &Drawn, page: usize, bare: &RgbImage, lined: &RgbImage) {
    let Sheet { trim: Point { x, y }, size, bleed, .. } = drawn.lined[page];
    let px = |length: Abs| length.to_pt() * SCALE;
    let [left, right] = [px(x), px(x + size.width)];
    let [top, foot] = [px(y), px(y + size.height)];
    let bled = px(bleed);
    let folds: Vec<f64> =
        drawn.layout.pages[page].folds.iter().map(|&fold| left + px(fold)).collect();
    assert_eq!(folds.len(), 2);
    let columns = [left, right, left - bled, right + bled];
    let rows = [top, foot, top - bled, foot + bled];
    let near = |at: f64, all: &[f64]| all.iter().any(|line| (at + 0.5 - line).abs() < 1.6);
    let strip = side(drawn.plain[page].media.height) - 1;
    for (px, py, pixel) in lined.enumerate_pixels().filter(|(_, py, _)| *py < strip) {
        let (fx, fy) = (f64::from(px), f64::from(py));
        let inside = fx > left - bled - 2.0
            && fx < right + bled + 2.0
            && fy > top - bled - 2.0
            && fy < foot + bled + 2.0;
        let line = near(fx, &columns) || near(fx, &folds) || near(fy, &rows);
        let same = *pixel == *bare.get_pixel(px, py);
        assert!(same || (inside && line), "a pixel at {px}, {py}");
    }
    let at = |x: f64, y: f64| lined.get_pixel(x as u32, y as u32).0;
    for share in (1..20).map(|n| f64::from(n) / 20.0 + 0.011) {
        let (along, down) = (left + (right - left) * share, top + (foot - top) * share);
        let free = !near(along, &folds) && !near(along - 2.0, &folds);
        for (column, color) in columns.into_iter().zip([TRIM, TRIM, BLEED, BLEED]) {
            assert!(is(at(column, down), color), "{column}, {down}: {:?}", at(column, down));
        }
        for (row, color) in rows.into_iter().zip([TRIM, TRIM, BLEED, BLEED]) {
            assert!(!free || is(at(along, row), color), "{along}, {row}: {:?}", at(along, row));
        }
    }
    // Dashes of 2.5 mm, gaps of 1.5 mm, from the head of the bleed on.
    let millimetres = |mm: f64| top - bled + px(Abs::mm(mm));
    for fold in folds {
        for n in 1..14 {
            let (dash, gap) = (f64::from(n) * 4.0 + 1.25, f64::from(n) * 4.0 + 3.25);
            let (dash, gap) = (at(fold, millimetres(dash)), at(fold, millimetres(gap)));
            assert!(is(dash, FOLD) && is(gap, [255; 3]), "{n}: {dash:?} {gap:?}");
        }
    }
}

#[test]
fn the_strip_names_the_lines_that_there_are() {
    let starts = |drawn: &Drawn, sheet| -> Vec<String> {
        let words = drawn.words(sheet);
        words.iter().map(|w| w.split(':').next().unwrap().to_owned()).collect()
    };
    let leaflet = drawn("ar", LEAFLET);
    assert_eq!(starts(&leaflet, 0), ["trim", "bleed", "fold"]);
    let booklet = drawn("ar", "");
    assert_eq!(starts(&booklet, 3), ["trim", "bleed"]);
    let bare = drawn("en", "print: { bleed: 0, marks: none }");
    assert_eq!(starts(&bare, 0), ["trim"]);
    for (plain, lined) in bare.plain.iter().zip(&bare.lined) {
        assert_eq!((plain.trim, plain.size), (lined.trim, lined.size));
        assert_eq!(plain.media.width, lined.media.width);
        assert!(lined.media.height > plain.media.height, "there is room for it");
    }
}

#[test]
fn a_narrow_sheet_gets_more_rows() {
    let grown = |keys: &str| {
        let drawn = drawn("en", keys);
        drawn.lined[0].media.height - drawn.plain[0].media.height
    };
    let wide = grown("");
    let narrow = grown("page: { width: 74mm, height: 105mm, inside: 8mm, outside: 8mm }");
    assert!((narrow - wide - Abs::mm(5.5)).abs() < Abs::pt(1e-6), "{narrow:?} {wide:?}");
}
