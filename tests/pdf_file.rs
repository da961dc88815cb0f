//! The file around the text: tags, links, outline, labels, pictures, pixels; the same bytes
//! each time.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::path::Path;
use std::sync::Arc;

use crate::pdf_support::read::File;
use crate::pdf_support::{Marked, PAGE, Pages, Setter, style, tree, write, write_with};
use image::{ExtendedColorType, ImageEncoder};
use lopdf::Object;
use warraq::diag::{Sink, Span};
use warraq::geom::{Abs, Dir, Path as Outline, Point, Rect};
use warraq::layout::frame::{
    FrameItem, Layout, LinkTarget, ListNumbering, OutlineEntry, Scope, TagId, TagKind,
};
use warraq::model::asset::{Asset, AssetKind, Pixels};
use warraq::model::lang::Lang;
use warraq::model::style::{Color, Rgb};
use warraq::model::{AssetId, Meta};
use warraq::pdf::{About, PdfOptions, write_file};
use warraq::raster::{self, RasterError};
use warraq::text::font::FontBook;
use warraq::text::{Line, RunRole};

const RED: Color = Color::new(Rgb([200, 30, 30]), None);

/// Builds documents element by element.
struct Maker<'a> {
    pages: Pages,
    setter: Setter<'a>,
    y: f64,
}

impl<'a> Maker<'a> {
    fn new(fonts: &'a FontBook) -> Self {
        Self { pages: Pages::new(), setter: Setter::new(fonts, "Markazi Text", 12.0), y: 40.0 }
    }

    fn tag(&mut self, kind: TagKind, parent: TagId) -> TagId {
        let tag = self.pages.layout.tags.add(kind, Some(parent));
        self.pages.layout.tags.get_mut(tag).rtl =
            !matches!(kind, TagKind::Span | TagKind::Link(_));
        tag
    }

    fn line(&mut self, text: &str, x: f64, marked: &[Marked]) -> Vec<FrameItem> {
        let plain = style("ar", RunRole::Plain, [0; 3]);
        let lines = self.setter.paragraph(text, Dir::Rtl, 300.0, false, &plain, marked);
        let place = |(n, line): (usize, Line)| {
            let at = Point::new(Abs::pt(x), Abs::pt(self.y + 20.0 * n as f64));
            FrameItem::Text { at, line: Arc::new(line), span: Span::NONE }
        };
        lines.into_iter().enumerate().map(place).collect()
    }

    /// A leaf element with a line of text.
    fn leaf(&mut self, kind: TagKind, parent: TagId, text: &str, x: f64) -> TagId {
        let tag = self.tag(kind, parent);
        let items = self.line(text, x, &[]);
        self.put(tag, items);
        tag
    }

    fn put(&mut self, tag: TagId, items: Vec<FrameItem>) {
        self.pages.push(FrameItem::TagStart(tag));
        items.into_iter().for_each(|item| self.pages.push(item));
        self.pages.push(FrameItem::TagEnd);
        self.y += 24.0;
    }
}

/// A document with an element of every kind.
fn everything(fonts: &FontBook) -> (Layout, Vec<Asset>) {
    let mut m = Maker::new(fonts);
    let root = m.pages.root();
    let ground = Outline::rect(Rect::new(Abs::ZERO, Abs::ZERO, Abs::pt(PAGE.0), Abs::pt(90.0)));
    m.pages.push(FrameItem::Shape {
        path: ground,
        fill: Some(RED),
        stroke: None,
        even_odd: false,
    });
    let sect = m.tag(TagKind::Sect, root);
    m.pages.layout.tags.get_mut(sect).title = Some("عنوان القسم".into());
    m.leaf(TagKind::H(1), sect, "عنوان القسم", 200.0);
    inline(&mut m, sect);
    list(&mut m, sect);
    table(&mut m, sect);
    figure(&mut m, sect);
    let note = m.leaf(TagKind::Note, sect, "حاشية", 200.0);
    m.pages.layout.tags.get_mut(note).id = Some("note-1".into());
    let folio = m.line("١", 30.0, &[]);
    folio.into_iter().for_each(|item| m.pages.push(item));
    let toc = m.tag(TagKind::Toc, root);
    let item = m.tag(TagKind::Toci, toc);
    m.pages.push(FrameItem::TagStart(item));
    m.leaf(TagKind::Link(1), item, "عنوان القسم ١", 200.0);
    m.pages.push(FrameItem::TagEnd);
    let address = LinkTarget::Url {
        url: "https://example.org/ملف".into(),
        text: "الموقع".into(),
        span: Span::NONE,
    };
    let place =
        LinkTarget::Place { page: 0, y: Abs::pt(40.0), text: "عنوان القسم".into() };
    m.pages.layout.links = vec![address, place];
    m.pages.layout.pages[0].label = "أ".into();
    (m.pages.layout, vec![picture()])
}

fn inline(m: &mut Maker<'_>, parent: TagId) {
    let text = "انظر الموقع هنا عن Missing Children وعن ICMEC في الحاشية١ أيضًا";
    let mark = |part: &str, role: RunRole, lang: &str| {
        let at = text.find(part).unwrap();
        Marked { range: at..at + part.len(), style: style(lang, role, [0; 3]) }
    };
    let marked = [
        mark("الموقع", RunRole::Link(0), "ar"),
        mark("Missing Children", RunRole::Foreign, "en"),
        mark("ICMEC", RunRole::Foreign, "en"),
        mark("١", RunRole::NoteMark(0), "ar"),
    ];
    let tag = m.tag(TagKind::P, parent);
    let items = m.line(text, 40.0, &marked);
    m.put(tag, items);
}

fn list(m: &mut Maker<'_>, parent: TagId) {
    let list = m.tag(TagKind::L(ListNumbering::None), parent);
    let item = m.tag(TagKind::Li, list);
    m.pages.push(FrameItem::TagStart(item));
    let y = m.y;
    m.leaf(TagKind::Lbl, item, "الوقاية", 300.0);
    m.y = y;
    let body = m.tag(TagKind::LBody, item);
    m.pages.push(FrameItem::TagStart(body));
    m.leaf(TagKind::P, body, "منع الاستغلال", 200.0);
    m.pages.push(FrameItem::TagEnd);
    m.pages.push(FrameItem::TagEnd);
}

fn table(m: &mut Maker<'_>, parent: TagId) {
    let table = m.tag(TagKind::Table, parent);
    for (kind, texts) in
        [(TagKind::Th(Scope::Column), ["سنة", "عدد"]), (TagKind::Td, ["٢٠٢٦", "٧"])]
    {
        let row = m.tag(TagKind::Tr, table);
        for (n, text) in texts.into_iter().enumerate() {
            let kind =
                if n == 0 && kind == TagKind::Td { TagKind::Th(Scope::Row) } else { kind };
            m.leaf(kind, row, text, 300.0 - 100.0 * n as f64);
        }
    }
}

fn figure(m: &mut Maker<'_>, parent: TagId) {
    let tag = m.tag(TagKind::Figure, parent);
    let rect = Rect::new(Abs::pt(50.0), Abs::pt(m.y), Abs::pt(80.0), Abs::pt(40.0));
    let node = m.pages.layout.tags.get_mut(tag);
    node.alt = Some("نجمة حمراء".into());
    node.bbox = Some((0, rect));
    m.put(tag, vec![image(0, rect, None)]);
    m.y += 40.0;
    let caption = m.tag(TagKind::Caption, tag);
    let items = m.line("صورة", 200.0, &[]);
    m.put(caption, items);
}

fn image(asset: u32, rect: Rect, clip: Option<Rect>) -> FrameItem {
    FrameItem::Image { asset: AssetId(asset), rect, clip, mirrored: false, span: Span::NONE }
}

fn asset(path: &str, bytes: Vec<u8>, kind: AssetKind) -> Asset {
    let (path, bytes) = (path.into(), bytes.into());
    Asset { path, bytes, screen: None, kind, profile: None, span: Span::NONE }
}

/// Two pixels, red and half-transparent blue.
fn picture() -> Asset {
    let mut bytes = vec![];
    let encoder = image::codecs::png::PngEncoder::new(&mut bytes);
    let pixels = [255, 0, 0, 255, 0, 0, 255, 128];
    encoder.write_image(&pixels, 2, 1, ExtendedColorType::Rgba8).unwrap();
    let pixels = Pixels { width: 2, height: 1, channels: 3, alpha: true, ..Pixels::default() };
    asset("assets/two.png", bytes, AssetKind::Png(pixels))
}

fn reference(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/ref/tags").join(name);
    if std::env::var_os("UPDATE_REF").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    let known = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(text, known, "{name}: `UPDATE_REF=1 cargo test` rewrites it");
}

#[test]
fn tags_hold_each_kind_of_element() {
    let fonts = FontBook::bundled();
    let (layout, assets) = everything(&fonts);
    let file = File::new(&write_with(&layout, "ar", &fonts, &assets));
    reference("everything.txt", &tree::dump(&file));
}

#[test]
fn a_paragraph_over_two_pages_is_one_element() {
    let fonts = FontBook::bundled();
    let mut setter = Setter::new(&fonts, "Amiri", 12.0);
    let plain = style("ar", RunRole::Plain, [0; 3]);
    let mut pages = Pages::new();
    for text in ["قبل", &["سطر"; 200].join(" "), "بعد"] {
        let lines = setter.paragraph(text, Dir::Rtl, 100.0, false, &plain, &[]);
        pages.add(TagKind::P, lines, 18.0);
    }
    assert!(pages.layout.pages.len() > 1);
    let dump = tree::dump(&File::new(&write(&pages.layout, "ar", &fonts)));
    assert_eq!(dump.matches("P WritingMode").count(), 3, "{dump}");
    assert!(dump.contains("    1/1 ") && dump.contains("    2/0 "), "{dump}");
}

#[test]
fn each_piece_of_marked_content_leads_to_its_element() {
    let fonts = FontBook::bundled();
    let (layout, assets) = everything(&fonts);
    let file = File::new(&write_with(&layout, "ar", &fonts, &assets));
    let doc = &file.doc;
    let root = doc.catalog().unwrap().get_deref(b"StructTreeRoot", doc).unwrap();
    let root = root.as_dict().unwrap();
    let parents = root.get_deref(b"ParentTree", doc).unwrap().as_dict().unwrap();
    let leaf = &parents.get(b"Kids").unwrap().as_array().unwrap()[0];
    let leaf = doc.dereference(leaf).unwrap().1.as_dict().unwrap();
    let entries = leaf.get(b"Nums").unwrap().as_array().unwrap();
    let of_page = entries[1].as_array().unwrap();
    for (mcid, element) in of_page.iter().enumerate() {
        let element = doc.dereference(element).unwrap().1.as_dict().unwrap();
        let kids = element.get(b"K").unwrap().as_array().unwrap();
        let holds = kids.iter().any(|k| k.as_i64().is_ok_and(|n| n == mcid as i64));
        assert!(holds, "content {mcid} is not in {element:?}");
    }
    let annotations = (entries.len() / 2 - 1) as i64;
    assert_eq!(annotations, 2, "one for each link");
}

#[test]
fn links_say_where_they_lead_and_show_no_border() {
    let fonts = FontBook::bundled();
    let (layout, assets) = everything(&fonts);
    let file = File::new(&write_with(&layout, "ar", &fonts, &assets));
    let links: Vec<_> = file
        .doc
        .objects
        .values()
        .filter_map(|o| o.as_dict().ok())
        .filter(|d| d.has_type(b"Annot"))
        .collect();
    assert_eq!(links.len(), 2);
    let action = links[0].get(b"A").unwrap().as_dict().unwrap();
    let address = action.get(b"URI").unwrap().as_str().unwrap();
    assert_eq!(address, b"https://example.org/%D9%85%D9%84%D9%81");
    for link in links {
        assert_eq!(link.get(b"F").unwrap().as_i64().unwrap(), 4, "printed");
        let border = link.get(b"Border").unwrap().as_array().unwrap();
        assert!(border.iter().all(|n| n.as_i64().unwrap() == 0));
    }
}

#[test]
fn the_outline_nests_and_pages_have_their_labels() {
    let fonts = FontBook::bundled();
    let mut pages = Pages::new();
    let plain = style("ar", RunRole::Plain, [0; 3]);
    let lines =
        Setter::new(&fonts, "Amiri", 12.0).paragraph("نص", Dir::Rtl, 300.0, false, &plain, &[]);
    pages.add(TagKind::P, lines, 18.0);
    pages.layout.pages[0].label = "٣".into();
    let entry = |title: &str, level| OutlineEntry {
        title: title.into(),
        level,
        page: 0,
        y: Abs::pt(10.0),
    };
    pages.layout.outline = vec![entry("أول", 1), entry("فرع", 2), entry("ثان", 1)];
    let file = File::new(&write(&pages.layout, "ar", &fonts));
    let doc = &file.doc;
    let catalog = doc.catalog().unwrap();
    let root = catalog.get_deref(b"Outlines", doc).unwrap().as_dict().unwrap();
    assert_eq!(root.get(b"Count").unwrap().as_i64().unwrap(), 2);
    let follow = |dict: &lopdf::Dictionary, key: &[u8]| {
        dict.get_deref(key, doc).unwrap().as_dict().unwrap().clone()
    };
    let title = |dict: &lopdf::Dictionary| {
        lopdf::decode_text_string(dict.get(b"Title").unwrap()).unwrap()
    };
    let first = follow(root, b"First");
    assert_eq!(title(&first), "أول");
    assert_eq!(title(&follow(&first, b"First")), "فرع");
    assert_eq!(title(&follow(&first, b"Next")), "ثان");
    let labels = catalog.get_deref(b"PageLabels", doc).unwrap().as_dict().unwrap();
    let leaf = &labels.get(b"Kids").unwrap().as_array().unwrap()[0];
    let nums = doc.dereference(leaf).unwrap().1.as_dict().unwrap().get(b"Nums").unwrap();
    let label = nums.as_array().unwrap()[1].as_dict().unwrap().get(b"P").unwrap().clone();
    assert_eq!(lopdf::decode_text_string(&label).unwrap(), "٣");
}

#[test]
fn alpha_becomes_a_soft_mask_and_jpeg_files_stay_as_they_are() {
    let fonts = FontBook::bundled();
    let (mut layout, mut assets) = everything(&fonts);
    let mut jpeg = vec![];
    image::codecs::jpeg::JpegEncoder::new(&mut jpeg)
        .write_image(&[9; 12], 2, 2, ExtendedColorType::Rgb8)
        .unwrap();
    let pixels = Pixels { width: 2, height: 2, channels: 3, ..Pixels::default() };
    assets.push(asset("assets/two.jpg", jpeg.clone(), AssetKind::Jpeg(pixels)));
    let rect = Rect::new(Abs::ZERO, Abs::ZERO, Abs::pt(9.0), Abs::pt(9.0));
    layout.pages[0].items.push(image(1, rect, Some(rect)));
    let file = File::new(&write_with(&layout, "ar", &fonts, &assets));
    let images: Vec<_> = file
        .doc
        .objects
        .values()
        .filter_map(|o| o.as_stream().ok())
        .filter(|s| {
            s.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|n| n == b"Image")
        })
        .collect();
    assert_eq!(images.iter().filter(|s| s.dict.has(b"SMask")).count(), 1);
    assert!(images.iter().any(|s| s.content == jpeg), "passed through");
}

#[test]
fn a_broken_picture_is_a_fault_with_its_place() {
    let fonts = FontBook::bundled();
    let (layout, mut assets) = everything(&fonts);
    assets[0].bytes = assets[0].bytes[..20].into();
    let (lang, meta) = (Lang::parse("ar").unwrap(), Meta::default());
    let about = About {
        also: None,
        lang: &lang,
        title: "ع".into(),
        meta: &meta,
        assets: &assets,
        resolution: warraq::model::asset::Resolution::default(),
    };
    let mut sink = Sink::default();
    let made = write_file(&layout, &about, &fonts, &PdfOptions::default(), &mut sink);
    assert!(made.is_err());
    assert_eq!(sink.diagnostics()[0].id, "broken-picture");
}

#[test]
fn the_same_pages_give_the_same_bytes_on_any_number_of_threads() {
    let fonts = FontBook::bundled();
    let (layout, assets) = everything(&fonts);
    let once = write_with(&layout, "ar", &fonts, &assets);
    for threads in [1, 3] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let again = pool.install(|| write_with(&layout, "ar", &fonts, &assets));
        assert!(once == again, "with {threads} threads");
    }
}

#[test]
fn pages_become_pixels() {
    let fonts = FontBook::bundled();
    let (layout, assets) = everything(&fonts);
    let pages = raster::PagePainter::new(&layout, &assets, &fonts);
    let png = pages.draw(0, 200, 280).unwrap().to_png().unwrap();
    assert_eq!(png, pages.draw(0, 200, 280).unwrap().to_png().unwrap());
    let image = image::load_from_memory(&png).unwrap().into_rgb8();
    assert_eq!((image.width(), image.height()), (200, 280));
    assert_eq!(image.get_pixel(5, 5).0, [200, 30, 30], "the ground at the top");
    assert_eq!(image.get_pixel(5, 275).0, [255; 3], "paper at the bottom");
    let dark = image.pixels().filter(|p| p.0.iter().all(|&c| c < 90)).count();
    assert!(dark > 40, "text is drawn: {dark}");
    assert_eq!(pages.draw(1, 10, 10), Err(RasterError::NoPage));
    assert_eq!(pages.draw(0, 0, 10), Err(RasterError::Size));
    assert_eq!(pages.draw(0, 10, 70_000), Err(RasterError::Size));
}
