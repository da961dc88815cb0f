//! What stands on the back: partners' emblems, and the imprint in the words of each language.

use warraq::diag::{Severity, Sink, Sources};
use warraq::geom::{Abs, Rect};
use warraq::layout::frame::{FrameItem, Layout, TagKind, lines};
use warraq::layout::layout;
use warraq::model::Document;
use warraq::text::font::FontBook;
use warraq::text::{Typesetter, WordCache};
use warraq::web::{self, WebFonts};

use crate::notice::spoken;
use crate::source::{Folder, TEXT, compare};
use crate::web_support::lang;

const ASPECTS: [f64; 5] = [1.0, 3.0, 0.6, 2.0, 1.5];
const LANGUAGES: [&str; 4] = ["ar", "en", "fa", "ur"];

/// A project with so many partners.
fn project(lines: &str, count: usize) -> Folder {
    let mut folder = Folder::new();
    let mut partners = String::new();
    for n in 0..count {
        let width = 100.0 * ASPECTS[n % ASPECTS.len()];
        let drawing = format!(
            "<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='100'>\
             <path d='M0 0h{width}v100h-{width}z' fill='#204060'/></svg>"
        );
        folder = folder.with(&format!("p{n}.svg"), drawing);
        partners +=
            &format!("  - {{ name: Partner {n}, logo: p{n}.svg, url: https://p{n}.org }}\n");
    }
    let partners = if count > 0 { format!("partners:\n{partners}") } else { String::new() };
    let listed = LANGUAGES.join(", ");
    let head = format!("slug: a\nlanguages: [{listed}]\n{lines}{partners}");
    LANGUAGES.iter().fold(folder.with("brochure.yaml", head), |folder, tag| {
        folder.with(&format!("text/{tag}.yaml"), TEXT)
    })
}

fn pages(folder: &Folder, tag: &str) -> Vec<(Document, Layout, Sink)> {
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let project = warraq::source::load(folder.0.path(), &mut sources, &mut sink);
    let project = project.unwrap_or_else(|_| panic!("{:#?}", sink.diagnostics()));
    let document = project.document(&lang(tag), &sources, None, &mut sink);
    let document = document.unwrap_or_else(|_| panic!("{:#?}", sink.diagnostics()));
    let (book, words) = (FontBook::bundled(), WordCache::new());
    let setter = Typesetter::new(&book, &words);
    let formats = project.formats().iter().map(|format| {
        let document = document.in_format(format);
        let mut told = Sink::default();
        let pages = layout(&document, &setter, &mut told);
        (document, pages, told)
    });
    formats.collect()
}

fn meet(a: Rect, b: Rect) -> bool {
    let common = a.common(b);
    common.size.width > Abs::ZERO && common.size.height > Abs::ZERO
}

#[test]
fn emblems_stand_on_white_apart_and_alike_in_area() {
    let (book, words) = (FontBook::bundled(), WordCache::new());
    let setter = Typesetter::new(&book, &words);
    for theme in ["najma", "kitab"] {
        for count in [1, 2, 3, 5, 8] {
            let said = "publisher: House\nedition: 1\ndate: 2026-01-23\nformats: [booklet, a6, leaflet]\n";
            let folder = project(&format!("{said}theme: {theme}\n"), count);
            for tag in ["ar", "en"] {
                for (document, pages, told) in pages(&folder, tag) {
                    let name = format!("{theme} {count} {tag} {:?}", document.format);
                    assert_eq!(
                        told.count(Severity::Error),
                        0,
                        "{name}: {:#?}",
                        told.diagnostics()
                    );
                    let mut panel = None;
                    let mut emblems: Vec<Rect> = vec![];
                    for page in &pages.pages {
                        for item in &page.items {
                            match item {
                                FrameItem::Shape { path, fill: Some(fill), .. }
                                    if fill.rgb.0 == [255; 3] =>
                                {
                                    panel = extent(path);
                                }
                                FrameItem::Image { rect, .. } => {
                                    let panel =
                                        panel.unwrap_or_else(|| panic!("{name}: no panel"));
                                    assert!(
                                        panel.covers(*rect),
                                        "{name}: {rect:?} on {panel:?}"
                                    );
                                    emblems.push(*rect);
                                    for text in lines(&page.items) {
                                        let ink =
                                            setter.ink(text.line).map(|ink| text.on_page(ink));
                                        assert!(
                                            ink.is_none_or(|ink| !meet(ink, panel)),
                                            "{name}"
                                        );
                                    }
                                }
                                _ => {}
                            }
                        }
                    }
                    assert_eq!(emblems.len(), count, "{name}");
                    for (i, a) in emblems.iter().enumerate() {
                        assert!(
                            emblems[..i].iter().all(|b| !meet(*a, *b)),
                            "{name}: {emblems:?}"
                        );
                    }
                    let areas: Vec<f64> = emblems
                        .iter()
                        .map(|e| e.size.width.to_mm() * e.size.height.to_mm())
                        .collect();
                    let (least, most) = (
                        areas.iter().copied().fold(f64::MAX, f64::min),
                        areas.iter().copied().fold(0.0, f64::max),
                    );
                    assert!(least > most * 0.6, "{name}: {areas:?}");
                    let figures =
                        pages.tags.nodes.iter().filter(|node| node.kind == TagKind::Figure);
                    let alts: Vec<_> = figures.filter_map(|node| node.alt.clone()).collect();
                    let wanted: Vec<_> = (0..count).map(|n| format!("Partner {n}")).collect();
                    assert_eq!(alts, wanted, "{name}");
                }
            }
        }
    }
}

/// The box round an outline's corners.
fn extent(path: &warraq::geom::Path) -> Option<Rect> {
    use warraq::geom::Segment;
    let points = path.segments.iter().filter_map(|segment| match *segment {
        Segment::Move(p) | Segment::Line(p) | Segment::Cubic(_, _, p) => Some(p),
        Segment::Close => None,
    });
    let points: Vec<_> = points.collect();
    let first = *points.first()?;
    let (mut low, mut high) = (first, first);
    for p in points {
        (low.x, low.y) = (low.x.min(p.x), low.y.min(p.y));
        (high.x, high.y) = (high.x.max(p.x), high.y.max(p.y));
    }
    Some(Rect::new(low.x, low.y, high.x - low.x, high.y - low.y))
}

#[test]
fn emblems_lead_to_their_addresses_on_screens() {
    let folder = project("", 3);
    let (document, _, _) = pages(&folder, "en").remove(0);
    let fonts = WebFonts::new(&document, &FontBook::bundled()).unwrap();
    let page = web::html(&document, &fonts, &[]);
    let (_, foot) = page.split_once("<footer>").unwrap();
    for n in 0..3 {
        let (_, link) = foot.split_once(&format!("href=\"https://p{n}.org\"")).unwrap();
        assert!(
            link.split("</a>").next().unwrap().contains(&format!("aria-label=\"Partner {n}\""))
        );
    }
    assert!(
        !web::html(&pages(&project("", 0), "en").remove(0).0, &fonts, &[]).contains("partners")
    );
}

#[test]
fn partners_without_an_emblem_are_named() {
    for theme in ["najma", "kitab", "jari"] {
        let folder = project(&format!("theme: {theme}\nformats: [booklet, leaflet]\n"), 0);
        let head = format!(
            "slug: a\nlanguages: [en]\ntheme: {theme}\nformats: [booklet, leaflet]\npartners: [Society of Readers]\n"
        );
        let folder = ["ar", "fa", "ur"]
            .iter()
            .fold(folder.with("brochure.yaml", head), |folder, tag| {
                folder.without(&format!("text/{tag}.yaml"))
            });
        for (document, pages, told) in pages(&folder, "en") {
            assert_eq!(told.count(Severity::Error), 0, "{theme}: {:#?}", told.diagnostics());
            let lines = pages.pages.iter().flat_map(|page| lines(&page.items));
            let said: Vec<String> = lines.map(|placed| spoken(placed.line)).collect();
            assert!(said.iter().any(|line| line == "Society of Readers"), "{theme}: {said:?}");
            let fonts = WebFonts::new(&document, &FontBook::bundled()).unwrap();
            assert!(web::html(&document, &fonts, &[]).contains("<li>Society of Readers</li>"));
        }
    }
}

#[test]
fn the_imprint_speaks_the_language_of_its_edition() {
    let lines = "edition: 2\ndate: 2026-01-23\nisbn: 978-0-306-40615-7\n\
                 place: { ar: بيروت, default: Beirut }\n";
    let folder = project(lines, 0);
    for (tag, wanted) in [
        ("ar", ["بيروت", "الطبعة الثانية", "٢٣ يناير ٢٠٢٦"]),
        ("en", ["Beirut", "Second edition", "January 23, 2026"]),
        ("fa", ["Beirut", "چاپ دوم", "۳ بهمن ۱۴۰۴"]),
        ("ur", ["Beirut", "دوسرا ایڈیشن", "23 جنوری، 2026"]),
    ] {
        let (document, _, _) = pages(&folder, tag).remove(0);
        let said: Vec<_> =
            document.meta.imprint.iter().map(|(_, line)| line.to_plain()).collect();
        assert_eq!(said[..3], wanted, "{tag}");
        assert_eq!(said[3], "ISBN 978-0-306-40615-7", "{tag}");
        assert_eq!(document.meta.edition.as_deref(), Some(wanted[1]), "{tag}");
    }
}

#[test]
fn bad_partners_are_told() {
    let mut told = String::new();
    for partner in [
        "{ name: A }",
        "{ name: A, logo: nowhere.svg }",
        "{ name: A, logo: p0.svg, url: not an address }",
        "{ name: { ar: A }, logo: p0.svg }",
        "p0.svg",
    ] {
        let folder = project("", 1).with(
            "brochure.yaml",
            format!("slug: a\nlanguages: [ar, en]\npartners: [{partner}]\n"),
        );
        let folder = folder.without("text/fa.yaml").without("text/ur.yaml");
        told += &format!(" # {partner}\n{}", folder.faults());
    }
    compare("partners", &told);
}
