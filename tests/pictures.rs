//! Pictures from the file to the page: upright, cut, mirrored, from edge to edge, in their colours.
//!
//! The pictures of `tests/data/pictures` have one colour in each corner; pages are drawn and the
//! corners looked up.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use warraq::diag::{Diagnostic, Sink, Sources};
use warraq::geom::{Abs, PictureTurn, Point, Rect};
use warraq::layout::frame::{FrameItem, Layout, TagKind};
use warraq::model::asset::AssetKind;
use warraq::model::lang::Lang;
use warraq::model::{BlockKind, Document, PageMap};
use warraq::pdf::{PdfOptions, pdf};
use warraq::raster;
use warraq::text::font::FontBook;
use warraq::text::{Line, Typesetter, WordCache};
use warraq::web::{self, WebFonts};

use crate::pdf_support::drawn::{differences, drawn};

type Color = [u8; 3];
const RED: Color = [220, 40, 30];
const GREEN: Color = [30, 160, 60];
const BLUE: Color = [30, 60, 200];
const GOLD: Color = [240, 180, 40];

fn pictures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/pictures")
}

/// A drawing with the corners of the test pictures; its last path reaches far out of it.
const CORNERS: &str = "<svg xmlns='http://www.w3.org/2000/svg' width='48' height='32'>\
    <path d='M0 0h24v16H0z' fill='#dc281e'/><path d='M24 0h24v16H24z' fill='#1ea03c'/>\
    <path d='M0 16h24v16H0z' fill='#1e3cc8'/><path d='M24 16h24v16H24z' fill='#f0b428'/>\
    <path d='M-900 10h900v12h-900z' fill='#dc281e'/></svg>";

/// A project in Arabic and English, both with the same body.
struct Made {
    dir: tempfile::TempDir,
}

/// An edition, laid out.
struct Pages {
    document: Document,
    layout: Layout,
    book: FontBook,
    told: Vec<Diagnostic>,
}

impl Made {
    fn new(body: &[&str]) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let write = |path: &str, text: &str| fs::write(dir.path().join(path), text).unwrap();
        for folder in ["text", "assets"] {
            fs::create_dir(dir.path().join(folder)).unwrap();
        }
        for entry in fs::read_dir(pictures()).unwrap() {
            let from = entry.unwrap().path();
            fs::copy(&from, dir.path().join("assets").join(from.file_name().unwrap())).unwrap();
        }
        write("assets/corners.svg", CORNERS);
        write("brochure.yaml", "slug: a\nlanguages: [ar, en]\n");
        let body: String = body.iter().map(|block| format!("      - {block}\n")).collect();
        for (lang, title) in [("ar", "صور"), ("en", "Pictures")] {
            let head = format!("title: {title}\nsections:\n  - id: a\n    heading: {title}\n");
            write(&format!("text/{lang}.yaml"), &format!("{head}    body:\n{body}"));
        }
        Self { dir }
    }

    /// One figure.
    fn figure(keys: &str) -> Self {
        Self::new(&[&format!("figure: {{file: assets/{keys}, alt: corners}}")])
    }

    fn document(&self, lang: &str) -> Document {
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let project = warraq::source::load(self.dir.path(), &mut sources, &mut sink);
        let project = project.unwrap_or_else(|_| panic!("{:#?}", sink.diagnostics()));
        let lang = Lang::parse(lang).unwrap();
        let document = project.document(&lang, &sources, None, &mut sink);
        document.unwrap_or_else(|_| panic!("{:#?}", sink.diagnostics()))
    }

    fn pages(&self, lang: &str) -> Pages {
        let document = self.document(lang);
        let (book, words, mut sink) = (FontBook::bundled(), WordCache::new(), Sink::default());
        let setter = Typesetter::new(&book, &words);
        let layout = warraq::layout::layout(&document, &setter, &mut sink);
        Pages { document, layout, book, told: sink.diagnostics().to_vec() }
    }
}

impl Pages {
    fn file(&self) -> Vec<u8> {
        let (options, mut sink) = (PdfOptions::default(), Sink::default());
        let file = pdf(&self.layout, &self.document, &self.book, &options, &mut sink);
        file.unwrap_or_else(|_| panic!("{:#?}", sink.diagnostics()))
    }

    /// Page and shown part of each picture.
    fn shown(&self) -> Vec<(usize, Rect)> {
        let mut out = vec![];
        for (n, page) in self.layout.pages.iter().enumerate() {
            out.extend(page.items.iter().filter_map(|item| match item {
                FrameItem::Image { rect, clip, .. } => Some((n, clip.unwrap_or(*rect))),
                _ => None,
            }));
        }
        out
    }

    /// The colours in the corners of each picture: upper left, upper right, lower left, lower right.
    fn corners(&self) -> Vec<[Color; 4]> {
        let file = self.file();
        let corners = |(page, rect): (usize, Rect)| {
            let inset = |share: f64| [share, 1.0 - share];
            let places = inset(0.15).map(|y| inset(0.15).map(|x| (x, y)));
            let places = [places[0][0], places[0][1], places[1][0], places[1][1]];
            let drawn = Drawn::new(&file, page, self);
            places.map(|(x, y)| {
                let place = rect.origin.moved(rect.size.width * x, rect.size.height * y);
                drawn.at(place)
            })
        };
        self.shown().into_iter().map(corners).collect()
    }
}

/// A page as pixels, two a point.
struct Drawn(image::RgbImage);

impl Drawn {
    fn new(file: &[u8], page: usize, pages: &Pages) -> Self {
        let size = pages.layout.pages[page].size;
        let side = |length: Abs| (length.to_pt() * 2.0) as u32;
        let (width, height) = (side(size.width), side(size.height));
        let drawn = drawn(file, page, width, height);
        // Covers and previews are painted from frames, not from a file: both show the same.
        let painted =
            raster::PagePainter::new(&pages.layout, &pages.document.assets, &pages.book);
        let painted = painted.draw(page, width, height).unwrap().to_png().unwrap();
        let painted = image::load_from_memory(&painted).unwrap().into_rgb8();
        assert_eq!(differences(&painted, &drawn, 20.0), [], "page {page}");
        Self(drawn)
    }

    fn at(&self, place: Point) -> Color {
        let pixel = |length: Abs| (length.to_pt().max(0.0) * 2.0) as u32;
        let (x, y) = (pixel(place.x), pixel(place.y));
        self.0.get_pixel(x.min(self.0.width() - 1), y.min(self.0.height() - 1)).0
    }
}

/// Asserts that colours are alike, to a few steps.
#[track_caller]
fn alike(found: [Color; 4], wanted: [Color; 4]) {
    let near =
        found.iter().flatten().zip(wanted.iter().flatten()).all(|(a, b)| a.abs_diff(*b) <= 6);
    assert!(near, "{found:?}, not {wanted:?}");
}

const UPRIGHT: [Color; 4] = [RED, GREEN, BLUE, GOLD];
const MIRRORED: [Color; 4] = [GREEN, RED, GOLD, BLUE];

#[test]
fn pictures_stand_upright_however_the_camera_was_held() {
    let mut names: Vec<_> = (1..=8).map(|n| format!("turned-{n}.jpg")).collect();
    names.extend(["turned.webp", "turned.png", "lossy.webp", "corners.svg"].map(String::from));
    for name in names {
        let pages = Made::figure(&name).pages("ar");
        let corners = pages.corners();
        println!("{name}");
        alike(corners[0], UPRIGHT);
        let size = pages.shown()[0].1.size;
        assert!((size.width / size.height - 1.5).abs() < 1e-9, "{name}: {size:?}");
    }
}

#[test]
fn a_picture_is_mirrored_only_where_the_direction_is_another() {
    for name in ["turned-6.jpg", "lossy.webp", "corners.svg"] {
        let made = Made::figure(&format!("{name}, mirror: yes"));
        alike(made.pages("ar").corners()[0], UPRIGHT);
        alike(made.pages("en").corners()[0], MIRRORED);
        let made = Made::figure(&format!("{name}, mirror: no"));
        alike(made.pages("en").corners()[0], UPRIGHT);
    }
}

#[test]
fn the_part_at_the_focus_is_shown_and_then_mirrored() {
    for name in ["turned-6.jpg", "lossy.webp", "corners.svg"] {
        for (keys, wanted) in [
            ("crop: 3:4, focus: left", [RED, RED, BLUE, BLUE]),
            ("crop: 3:4, focus: right", [GREEN, GREEN, GOLD, GOLD]),
            ("crop: 3:1, focus: top", [RED, GREEN, RED, GREEN]),
            ("crop: 3:1, focus: bottom", [BLUE, GOLD, BLUE, GOLD]),
            ("crop: 3:4", UPRIGHT),
        ] {
            let made = Made::figure(&format!("{name}, {keys}, mirror: yes"));
            let pages = made.pages("ar");
            println!("{name} {keys}");
            alike(pages.corners()[0], wanted);
            let [a, b, c, d] = wanted;
            alike(made.pages("en").corners()[0], [b, a, d, c]);
            let size = pages.shown()[0].1.size;
            let ratio = if keys.contains("3:4") { 0.75 } else { 3.0 };
            assert!((size.width / size.height - ratio).abs() < 1e-9, "{name}: {size:?}");
        }
    }
}

#[test]
fn nothing_is_drawn_outside_the_part() {
    for keys in ["corners.svg", "corners.svg, crop: 1:1, focus: right", "lossy.webp, crop: 1:1"]
    {
        let pages = Made::figure(keys).pages("ar");
        let (page, rect) = pages.shown()[0];
        let drawn = Drawn::new(&pages.file(), page, &pages);
        let middle = rect.top() + rect.size.height / 2.0;
        for x in [rect.left().to_pt() - 1.5, rect.right().to_pt() + 1.5] {
            let place = Point::new(Abs::pt(x), middle);
            assert_eq!(drawn.at(place), [255; 3], "{keys} at {x}");
        }
    }
}

/// The left ends of the lines in captions, by page.
fn captions(pages: &Pages) -> Vec<(usize, Point)> {
    let mut out = vec![];
    for (n, page) in pages.layout.pages.iter().enumerate() {
        let mut inside = false;
        for item in &page.items {
            match item {
                FrameItem::TagStart(tag) => {
                    inside = pages.layout.tags.nodes[tag.0 as usize].kind == TagKind::Caption;
                }
                FrameItem::TagEnd => inside = false,
                FrameItem::Text { at, .. } if inside => out.push((n, *at)),
                _ => {}
            }
        }
    }
    out
}

#[test]
fn a_picture_runs_past_both_edges_of_right_and_left_pages() {
    let figure = |width: &str| {
        let keys = "file: assets/lossy.webp, alt: a, crop: 3:1, caption: b";
        format!("figure: {{{keys}, width: {width}}}")
    };
    for lang in ["ar", "en"] {
        let pages =
            |width| Made::new(&[&figure(width), "pagebreak:", &figure(width)]).pages(lang);
        let (wide, text) = (pages("bleed"), pages("text"));
        let shown = wide.shown();
        assert_eq!(shown.len(), 2);
        assert_ne!(shown[0].0 % 2, shown[1].0 % 2, "a right page and a left one");
        let file = wide.file();
        for &(n, rect) in &shown {
            let page = &wide.layout.pages[n];
            let right = page.size.width + page.bleed;
            assert_eq!(rect.left(), -page.bleed);
            assert!((rect.right() - right).abs() < Abs::pt(1e-9), "{rect:?}");
            let drawn = Drawn::new(&file, n, &wide);
            let (y, edge) = (rect.top() + rect.size.height * 0.25, page.size.width);
            let ends = [Abs::ZERO, edge].map(|x| drawn.at(Point::new(x, y)));
            alike([ends[0], ends[1], RED, RED], [RED, GREEN, RED, RED]);
        }
        let (below, usual) = (captions(&wide), captions(&text));
        for (((n, at), (same, as_usual)), (_, rect)) in below.iter().zip(&usual).zip(&shown) {
            assert_eq!((n, at.x), (same, as_usual.x), "on the axis");
            assert!(at.y > rect.bottom() && at.y < rect.bottom() + Abs::pt(30.0));
        }
        let figures = wide.layout.tags.nodes.iter().filter(|n| n.kind == TagKind::Figure);
        for (page, rect) in figures.filter_map(|node| node.bbox) {
            let edges = (Abs::ZERO, wide.layout.pages[page].size.width);
            assert_eq!((rect.left(), rect.right()), edges, "the box lies on its page");
        }
        assert!(wide.told.is_empty(), "{:?}", wide.told);
    }
}

#[test]
fn nothing_lies_in_the_margin_under_a_picture() {
    let bleed = "figure: {file: assets/lossy.webp, alt: a, width: bleed, crop: 1.13:1}";
    let text = "figure: {file: assets/lossy.webp, alt: a, width: text, crop: 1.13:1}";
    let margin = |figure: &str| {
        let words = "\"one\"";
        let pages = Made::new(&[words, words, figure]).pages("en");
        let (n, rect) = pages.shown()[0];
        let page = &pages.layout.pages[n];
        let folio = page.items.iter().any(|item| match item {
            FrameItem::Text { line, .. } => spoken(line) == page.label,
            _ => false,
        });
        (folio, rect)
    };
    let ((with, _), (without, rect)) = (margin(text), margin(bleed));
    assert!(with && !without, "{rect:?}");
}

/// A line's characters in logical order.
fn spoken(line: &Line) -> String {
    let mut pieces: Vec<_> = line.pieces.iter().collect();
    pieces.sort_by_key(|piece| piece.start);
    pieces.iter().map(|piece| &*piece.shaped.text).collect()
}

#[test]
fn a_tall_picture_from_edge_to_edge_is_cut_and_told() {
    let tall = Made::figure("lossy.webp, width: bleed, crop: 1:2, focus: bottom").pages("ar");
    let [fault] = tall.told.as_slice() else { panic!("{:?}", tall.told) };
    assert_eq!((fault.id, fault.span.file.is_some()), ("tall-picture", true));
    let hint = &fault.hints[0];
    let ratio = hint.split('`').nth(1).unwrap().strip_prefix("crop: ").unwrap();
    alike(tall.corners()[0], [BLUE, GOLD, BLUE, GOLD]);
    let heeded = Made::figure(&format!("lossy.webp, width: bleed, crop: {ratio}")).pages("ar");
    assert!(heeded.told.is_empty(), "{:?}", heeded.told);
}

#[test]
fn in_a_leaflet_a_wide_picture_keeps_to_its_panel() {
    let made = Made::figure("lossy.webp, width: bleed");
    let brochure = "slug: a\nlanguages: [ar, en]\nformats: [leaflet]\n";
    fs::write(made.dir.path().join("brochure.yaml"), brochure).unwrap();
    for lang in ["ar", "en"] {
        let pages = made.pages(lang);
        let (n, rect) = pages.shown()[0];
        let page = &pages.layout.pages[n];
        let panels = [Abs::ZERO].into_iter().chain(page.folds.clone()).chain([page.size.width]);
        let edges: Vec<_> = panels.collect();
        let inside =
            edges.windows(2).any(|panel| panel[0] < rect.left() && rect.right() < panel[1]);
        assert!(inside && edges.len() == 4, "{rect:?} {edges:?}");
    }
}

#[test]
fn in_columns_each_picture_keeps_to_its_own() {
    let figure = "figure: {file: assets/lossy.webp, alt: a, caption: b}";
    for lang in ["ar", "en"] {
        let pages =
            Made::new(&[&format!("columns: [[{{{figure}}}], [{{{figure}}}]]")]).pages(lang);
        let shown = pages.shown();
        let [(_, first), (_, second)] = shown[..] else { panic!("{shown:?}") };
        let (left, right) = if lang == "ar" { (second, first) } else { (first, second) };
        assert!(left.right() < right.left(), "{left:?} {right:?}");
        for ((_, at), rect) in captions(&pages).into_iter().zip([first, second]) {
            let below = at.y > rect.bottom() && at.x >= rect.left() && at.x < rect.right();
            assert!(below, "{at:?} {rect:?}");
        }
    }
}

#[test]
fn what_a_file_is_stays_known() {
    let of = |name: &str| Made::figure(name).document("ar").assets.remove(0);
    let turned = of("turned-5.jpg");
    let pixels = *turned.pixels().unwrap();
    assert_eq!((pixels.width, pixels.height, pixels.channels), (32, 48, 3));
    assert_eq!(Some(pixels.turn), PictureTurn::from_exif(5));
    assert_eq!(turned.size().width, Abs::pt(48.0));
    let kept = fs::read(pictures().join("turned-5.jpg")).unwrap();
    assert_eq!(*turned.bytes, *kept, "the file as it is");
    let differ = turned.for_screens().iter().zip(&kept).filter(|(a, b)| a != b).count();
    assert_eq!((turned.for_screens().len(), differ), (kept.len(), 1), "but for the note");
    let clear = of("corners.webp");
    assert!(matches!(clear.kind, AssetKind::Webp(p) if p.alpha && p.channels == 3));
    assert!(clear.screen.is_none(), "screens show it right");
}

#[test]
fn jpeg_files_pass_into_the_page_and_alpha_becomes_a_mask() {
    let pages = Made::new(&[
        "figure: {file: assets/turned-6.jpg, alt: a, crop: 1:1}",
        "figure: {file: assets/corners.webp, alt: a}",
    ])
    .pages("ar");
    let file = lopdf::Document::load_mem(&pages.file()).unwrap();
    let images = images(&file);
    let jpeg = pages.document.assets[0].for_screens();
    assert!(images.iter().any(|image| image.content == jpeg));
    assert_eq!(images.iter().filter(|image| image.dict.has(b"SMask")).count(), 1);
    alike(pages.corners()[1], [RED, GREEN, [143, 158, 228], [255; 3]]);
}

/// A book's files by name.
fn book(document: &Document) -> Vec<(String, Vec<u8>)> {
    let fonts = WebFonts::new(document, &FontBook::bundled()).unwrap();
    let file = web::epub(document, &PageMap::default(), &fonts, None).unwrap();
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let mut out = vec![];
    for n in 0..archive.len() {
        let mut entry = archive.by_index(n).unwrap();
        let mut bytes = vec![];
        entry.read_to_end(&mut bytes).unwrap();
        out.push((entry.name().unwrap().into_owned(), bytes));
    }
    out
}

#[test]
fn books_and_pages_show_the_same_part_turned_the_same_way() {
    let keys = "turned-6.jpg, crop: 1:1, focus: left, mirror: yes";
    for (lang, view, matrix) in [
        ("ar", "0 0 32 32", "matrix(0 1 -1 0 48 0)"),
        ("en", "16 0 32 32", "matrix(0 1 1 0 0 0)"),
    ] {
        let document = Made::figure(keys).document(lang);
        let fonts = WebFonts::new(&document, &FontBook::bundled()).unwrap();
        let page = web::html(&document, &fonts, &[]);
        let files = book(&document);
        let section =
            files.iter().find(|(name, _)| name.ends_with("section-01.xhtml")).unwrap();
        let section = String::from_utf8_lossy(&section.1);
        for text in [page.as_str(), &section] {
            assert!(text.contains(&format!("viewBox=\"{view}\"")), "{lang}");
            let image = format!("width=\"32\" height=\"48\" transform=\"{matrix}\"");
            assert!(text.contains(&image), "{lang}");
            assert!(text.contains("aria-label=\"corners\""), "{lang}");
        }
        let jpeg = files.iter().find(|(name, _)| name.ends_with("picture-01.jpg")).unwrap();
        assert_eq!(jpeg.1, document.assets[0].for_screens());
    }
}

#[test]
fn whole_upright_pictures_are_plain_images_in_books() {
    let document = Made::figure("corners.webp, mirror: yes").document("ar");
    let files = book(&document);
    let text = |end: &str| {
        let found = files.iter().find(|(name, _)| name.ends_with(end)).unwrap();
        String::from_utf8_lossy(&found.1).into_owned()
    };
    let image =
        "<img src=\"images/picture-01.webp\" alt=\"corners\" width=\"48\" height=\"32\"/>";
    assert!(text("section-01.xhtml").contains(image));
    let package = text("content.opf");
    assert!(package.contains("media-type=\"image/webp\""));
    assert!(!package.contains("dc:description"), "there are no words to say it with");
    let BlockKind::Figure(figure) = &document.sections[0].body[0].kind else { panic!() };
    assert!(!figure.mirrored && figure.crop.is_none());
}

/// The image XObjects of a PDF file.
fn images(file: &lopdf::Document) -> Vec<&lopdf::Stream> {
    let is_image = |s: &&lopdf::Stream| {
        s.dict.get(b"Subtype").and_then(lopdf::Object::as_name).is_ok_and(|n| n == b"Image")
    };
    file.objects.values().filter_map(|o| o.as_stream().ok()).filter(is_image).collect()
}

/// Solid cyan, magenta, yellow and black on coated paper, as `lcms2` shows them in sRGB.
const COATED: [Color; 4] = [[0, 159, 227], [230, 0, 126], [255, 237, 0], [31, 31, 29]];
/// The same inks of the press whose profile `press.jpg` carries.
const PRESS: [Color; 4] = [[253, 0, 0], [0, 170, 0], [53, 0, 225], [0, 0, 0]];

#[test]
fn inks_are_shown_through_the_files_profile_or_as_on_coated_paper() {
    for (name, wanted, is_inverted) in [
        ("adobe.jpg", COATED, true),
        ("plain.jpg", COATED, false),
        ("ycck.jpg", COATED, true),
        ("turned-cmyk.jpg", COATED, true),
        ("press.jpg", PRESS, true),
        ("torn.jpg", COATED, true),
    ] {
        let pages = Made::figure(name).pages("ar");
        println!("{name}");
        alike(pages.corners()[0], wanted);
        let asset = &pages.document.assets[0];
        let pixels = asset.pixels().unwrap();
        assert_eq!((pixels.channels, pixels.is_inverted), (4, is_inverted));
        assert_eq!(asset.profile.is_some(), name == "press.jpg");
        assert_eq!(*asset.bytes, *fs::read(pictures().join(name)).unwrap(), "kept for print");
    }
}

#[test]
fn no_screen_gets_a_cmyk_file() {
    let document = Made::figure("press.jpg").document("ar");
    let fonts = WebFonts::new(&document, &FontBook::bundled()).unwrap();
    let html = web::html(&document, &fonts, &[]);
    let data = html.split("data:image/jpeg;base64,").nth(1).unwrap();
    let data = &data[..data.find('"').unwrap()];
    let page =
        base64::Engine::decode(&base64::engine::general_purpose::STANDARD, data).unwrap();
    let files = book(&document);
    let found = files.into_iter().find(|(name, _)| name.ends_with("picture-01.jpg"));
    for jpeg in [page, found.unwrap().1] {
        // The frame header (ITU-T T.81, B.2.2) says how many components there are.
        let frame = jpeg.windows(2).position(|pair| pair == [0xFF, 0xC0]).unwrap();
        assert_eq!(jpeg[frame + 9], 3);
        let pixels = image::load_from_memory(&jpeg).unwrap().into_rgb8();
        assert!(pixels.get_pixel(5, 5).0[0] > 240, "the press's first ink is red");
    }
}

#[test]
fn samples_keep_their_profile_unless_it_is_srgb() {
    let names = ["swapped.jpg", "swapped.png", "swapped.webp", "srgb.png", "grey.png"];
    let figures = names.map(|name| format!("figure: {{file: assets/{name}, alt: a}}"));
    let pages = Made::new(&figures.each_ref().map(String::as_str)).pages("ar");
    let swapped = [[24, 35, 221], [57, 161, 24], [201, 57, 24], [35, 181, 240]];
    let corners = pages.corners();
    for found in &corners[..3] {
        alike(*found, swapped);
    }
    alike(corners[3], UPRIGHT);
    // Linear samples of 0, 80, 160 and 255, as `lcms2` shows them in sRGB.
    alike(corners[4], [[0; 3], [152; 3], [208; 3], [255; 3]]);
    let file = lopdf::Document::load_mem(&pages.file()).unwrap();
    let mut profiles = vec![];
    for image in images(&file) {
        match image.dict.get(b"ColorSpace").unwrap() {
            lopdf::Object::Array(space) => {
                assert_eq!(space[0].as_name().unwrap(), b"ICCBased");
                profiles.push(space[1].as_reference().unwrap());
            }
            other => assert_eq!(other.as_name().unwrap(), b"DeviceRGB"),
        }
    }
    assert_eq!(profiles.len(), 4);
    profiles.sort_unstable();
    profiles.dedup();
    let channels = profiles.iter().map(|&id| {
        let stream = file.get_object(id).unwrap().as_stream().unwrap();
        stream.dict.get(b"N").unwrap().as_i64().unwrap()
    });
    let mut channels: Vec<_> = channels.collect();
    channels.sort_unstable();
    assert_eq!(channels, [1, 3], "each profile once");
}

#[test]
fn nothing_but_a_fault_comes_of_damaged_pictures() {
    let made = Made::new(&["one"]);
    let mut body = String::new();
    for name in
        ["turned-6.jpg", "adobe.jpg", "ycck.jpg", "swapped.png", "swapped.webp", "turned.png"]
    {
        let whole = fs::read(pictures().join(name)).unwrap();
        for n in 0..12 {
            let at = whole.len() * n / 12;
            let mut damaged = whole.clone();
            damaged[at..].iter_mut().take(3).for_each(|byte| *byte ^= 0xff);
            for (kind, bytes) in [("cut", &whole[..at]), ("damaged", &damaged)] {
                let file = format!("assets/{kind}-{n}-{name}");
                fs::write(made.dir.path().join(&file), bytes).unwrap();
                body.push_str(&format!("      - figure: {{file: {file}, alt: a}}\n"));
            }
        }
    }
    let text = format!("title: t\nsections:\n  - id: a\n    heading: h\n    body:\n{body}");
    fs::write(made.dir.path().join("text/ar.yaml"), text).unwrap();
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let project = warraq::source::load(made.dir.path(), &mut sources, &mut sink);
    let project = project.unwrap_or_else(|_| panic!("{:#?}", sink.diagnostics()));
    let made = project.document(&Lang::parse("ar").unwrap(), &sources, None, &mut sink);
    assert!(made.is_err(), "whatever is cut off before its first pixel");
    let known = ["broken-picture", "picture-profile", "wrong-extension", "picture-too-large"];
    for fault in sink.diagnostics() {
        assert!(known.contains(&fault.id), "{fault:?}");
    }
}

/// A picture of so many pixels, in which no two rows are alike.
fn pixels(width: u32, height: u32) -> Vec<u8> {
    let pixel = |n: u32| {
        let (x, y) = (n % width, n / width);
        [(x * 255 / width) as u8, (y * 255 / height) as u8, ((x * 7) ^ (y * 13)) as u8]
    };
    (0..width * height).flat_map(pixel).collect()
}

fn jpeg(width: u16, height: u16, is_progressive: bool, restarts: u16) -> Vec<u8> {
    let mut out = vec![];
    let mut encoder = jpeg_encoder::Encoder::new(&mut out, 90);
    encoder.set_progressive(is_progressive);
    encoder.set_restart_interval(restarts);
    let samples = pixels(width.into(), height.into());
    encoder.encode(&samples, width, height, jpeg_encoder::ColorType::Rgb).unwrap();
    out
}

/// The faults of pictures, each by its name and content.
fn faults(files: &[(String, Vec<u8>)]) -> Vec<Diagnostic> {
    let made = Made::new(&["one"]);
    let mut body = String::new();
    for (name, bytes) in files {
        fs::write(made.dir.path().join(name), bytes).unwrap();
        body.push_str(&format!("      - figure: {{file: {name}, alt: a}}\n"));
    }
    let text = format!("title: t\nsections:\n  - id: a\n    heading: h\n    body:\n{body}");
    fs::write(made.dir.path().join("text/ar.yaml"), text).unwrap();
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let project = warraq::source::load(made.dir.path(), &mut sources, &mut sink);
    let project = project.unwrap_or_else(|_| panic!("{:#?}", sink.diagnostics()));
    let _ = project.document(&Lang::parse("ar").unwrap(), &sources, None, &mut sink);
    sink.diagnostics().to_vec()
}

#[test]
fn a_picture_that_ends_early_is_broken_wherever_it_ends() {
    let read = |name: &str| fs::read(pictures().join(name)).unwrap();
    let wholes = [
        ("baseline.jpg", jpeg(160, 120, false, 0)),
        ("progressive.jpg", jpeg(160, 120, true, 0)),
        ("restarts.jpg", jpeg(160, 120, false, 4)),
        ("adobe.jpg", read("adobe.jpg")),
        ("ycck.jpg", read("ycck.jpg")),
        ("turned-6.jpg", read("turned-6.jpg")),
        ("turned.png", read("turned.png")),
        ("swapped.png", read("swapped.png")),
        ("lossy.webp", read("lossy.webp")),
        ("corners.webp", read("corners.webp")),
        ("swapped.webp", read("swapped.webp")),
    ];
    let mut files = vec![];
    for (name, whole) in &wholes {
        assert_eq!(faults(&[(format!("assets/{name}"), whole.clone())]), [], "{name} is whole");
        for n in 1..40 {
            let length = whole.len() * n / 40;
            files.push((format!("assets/{n}-{name}"), whole[..length].to_vec()));
        }
        let last = whole[..whole.len() - 1].to_vec();
        files.push((format!("assets/last-{name}"), last));
    }
    let told = faults(&files);
    let broken = told.iter().filter(|fault| fault.id == "broken-picture").count();
    assert_eq!(broken, files.len(), "{told:#?}");
}

/// A PNG file of such a size, with chunks before its pixels, of which there are none.
fn bomb(
    width: u32,
    height: u32,
    depth: u8,
    kind: u8,
    chunk: Option<(&[u8; 4], Vec<u8>)>,
) -> Vec<u8> {
    let mut out = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut put = |name: &[u8; 4], content: &[u8]| {
        let mut crc = flate2::Crc::new();
        crc.update(name);
        crc.update(content);
        out.extend((content.len() as u32).to_be_bytes());
        out.extend_from_slice(name);
        out.extend_from_slice(content);
        out.extend(crc.sum().to_be_bytes());
    };
    let sides = [width.to_be_bytes(), height.to_be_bytes()].concat();
    put(b"IHDR", &[sides, vec![depth, kind, 0, 0, 0]].concat());
    if let Some((name, content)) = chunk {
        put(name, &content);
    }
    put(b"IDAT", &packed(1000));
    put(b"IEND", &[]);
    out
}

/// So many zeros, packed.
fn packed(count: usize) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(vec![], flate2::Compression::best());
    std::io::Write::write_all(&mut encoder, &vec![0; count]).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn what_unpacks_without_end_is_refused_before_it_is_unpacked() {
    let profile = [b"p\0\0".to_vec(), packed(64 << 20)].concat();
    for (name, file) in [
        ("profile", bomb(1, 1, 8, 2, Some((b"iCCP", profile)))),
        ("deep", bomb(8_900, 8_900, 16, 6, None)),
        ("long", bomb(1, 80_000_000, 1, 0, None)),
        ("wide", bomb(20_000, 20_000, 1, 0, None)),
    ] {
        let told = faults(&[(format!("assets/{name}.png"), file)]);
        assert_eq!(told.len(), 1, "{name}: {told:?}");
        assert_eq!(told[0].id, "picture-too-large", "{name}");
    }
}

#[test]
fn outputs_hold_no_more_pixels_than_their_place_shows() {
    let made = Made::figure("large.jpg");
    let large = jpeg(2_400, 1_800, false, 0);
    fs::write(made.dir.path().join("assets/large.jpg"), &large).unwrap();
    let widths = |brochure: &str| {
        fs::write(made.dir.path().join("brochure.yaml"), brochure).unwrap();
        let pages = made.pages("ar");
        let inches = pages.shown()[0].1.size.width.to_pt() / 72.0;
        let file = lopdf::Document::load_mem(&pages.file()).unwrap();
        let width = images(&file)[0].dict.get(b"Width").unwrap().as_i64().unwrap();
        let fonts = WebFonts::new(&pages.document, &FontBook::bundled()).unwrap();
        let html = web::html(&pages.document, &fonts, &[]);
        let book = book(&pages.document);
        let jpeg = book.iter().find(|(name, _)| name.ends_with("picture-01.jpg")).unwrap();
        let shown = image::load_from_memory(&jpeg.1).unwrap();
        (width as f64 / inches, shown.width(), html.len())
    };
    let usual = "slug: a\nlanguages: [ar, en]\n";
    let (resolution, shown, html) = widths(usual);
    assert!((219.0..=221.5).contains(&resolution), "{resolution}");
    // 35.5 rem of 16 pixels, 96 an inch.
    assert_eq!(shown, (35.5f64 / 6.0 * 220.0).ceil() as u32);
    assert!(html < 1_700_000 && large.len() > 1_000_000, "{html} {}", large.len());
    let (coarse, shown, _) = widths(&format!("{usual}pictures: {{screen: 100}}\n"));
    assert!((99.0..=101.0).contains(&coarse), "{coarse}");
    assert_eq!(shown, (35.5f64 / 6.0 * 100.0).ceil() as u32);
    let (fine, shown, _) = widths(&format!("{usual}pictures: {{screen: 2000}}\n"));
    assert!(shown == 2_400 && fine > 500.0, "as it is");
}
