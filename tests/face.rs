//! What a house shows of itself on covers: where its logo stands in every format, theme and
//! direction, and what is told of one that cannot be printed.

use std::fmt::Write as _;
use std::io::Cursor;

use warraq::diag::{Severity, Sink, Sources};
use warraq::geom::{Abs, Point, Rect};
use warraq::layout::frame::{FrameItem, Layout, Page, TagKind, lines};
use warraq::layout::layout;
use warraq::model::Document;
use warraq::text::font::FontBook;
use warraq::text::{Typesetter, WordCache};
use warraq::web::{self, WebFonts};

use crate::source::{Folder, compare, short};
use crate::web_support::lang;

/// A drawing of an aspect, in a colour.
fn drawing(aspect: f64, color: &str) -> String {
    let width = 100.0 * aspect;
    format!(
        "<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='100'>\
         <path d='M0 0h{width}v100h-{width}z' fill='{color}'/></svg>"
    )
}

/// A picture of so many pixels.
fn pixels(width: u32, height: u32) -> Vec<u8> {
    let mut out = vec![];
    let picture = image::RgbImage::from_pixel(width, height, image::Rgb([200, 30, 40]));
    picture.write_to(&mut Cursor::new(&mut out), image::ImageFormat::Png).unwrap();
    out
}

const TITLES: [(&str, [&str; 2]); 2] = [
    ("ar", ["دليل الأسرة", "المركز الوطني لحماية الأطفال المفقودين والمستغلين ورعاية أسرهم"]),
    (
        "en",
        ["Guide", "The National Centre for the Protection of Missing and Exploited Children"],
    ),
];
const SUBTITLES: [&str; 3] = [
    "",
    "A family guide",
    "A guide for families, schools, clinics and all who care for children",
];

/// A project with a logo, in both directions.
fn project(lines: &str, long: usize, subtitle: &str) -> Folder {
    let mut folder = Folder::new()
        .with("wide.svg", drawing(4.0, "#1F5C52"))
        .with("square.svg", drawing(1.0, "#1F5C52"))
        .with("tall.svg", drawing(0.5, "#1F5C52"))
        .with("white.svg", drawing(1.0, "#FFFFFF"))
        .with("ribbon.svg", drawing(40.0, "#1F5C52"))
        .with("photo.png", pixels(100, 80))
        .with("broken.png", b"\x89PNG\r\n\x1a\n nothing")
        .with("brochure.yaml", format!("slug: a\nlanguages: [ar, en]\n{lines}"));
    for (tag, titles) in TITLES {
        let title = titles[long];
        let second =
            if subtitle.is_empty() { String::new() } else { format!("subtitle: {subtitle}\n") };
        let body = "sections:\n  - id: a\n    heading: H\n    body: [text]\n";
        folder =
            folder.with(&format!("text/{tag}.yaml"), format!("title: {title}\n{second}{body}"));
    }
    folder
}

/// The pages of an edition in each of its formats, and what is told of them.
fn pages(folder: &Folder, tag: &str) -> Vec<(Document, Layout, Sink)> {
    read(folder, tag).1
}

/// The same with the files that were read.
fn read(folder: &Folder, tag: &str) -> (Sources, Vec<(Document, Layout, Sink)>) {
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
    let formats = formats.collect();
    (sources, formats)
}

/// The pictures of a page, and whether each is read aloud.
fn pictures(page: &Page) -> Vec<(Rect, bool)> {
    let mut depth = 0;
    let mut out = vec![];
    for item in &page.items {
        match item {
            FrameItem::TagStart(_) => depth += 1,
            FrameItem::TagEnd => depth -= 1,
            FrameItem::Image { rect, .. } => out.push((*rect, depth > 0)),
            _ => {}
        }
    }
    out
}

/// Texts whose ink comes nearer to a place than it may.
fn too_near(page: &Page, place: Rect, clear: Abs) -> Vec<String> {
    let (book, words) = (FontBook::bundled(), WordCache::new());
    let setter = Typesetter::new(&book, &words);
    let near = |text: &warraq::layout::frame::PlacedLine<'_>| {
        let Some(ink) = setter.ink(text.line).map(|ink| text.on_page(ink)) else {
            return false;
        };
        ink.right() > place.left() - clear
            && ink.left() < place.right() + clear
            && ink.bottom() > place.top() - clear
            && ink.top() < place.bottom() + clear
    };
    let texts = lines(&page.items);
    let near = texts.iter().filter(|text| near(text));
    near.map(|text| text.line.pieces.iter().map(|p| &*p.shaped.text).collect()).collect()
}

#[test]
fn a_logo_stands_clear_of_all_text_on_both_covers() {
    let formats =
        "formats: [a4, a6, dl, leaflet, bifold, z-fold, gate-fold]\npublisher: House\n";
    for (theme, file, long) in [
        ("najma", "wide.svg", 1),
        ("najma", "square.svg", 0),
        ("kitab", "tall.svg", 1),
        ("kitab", "wide.svg", 0),
    ] {
        for subtitle in SUBTITLES {
            let lines =
                format!("{formats}theme: {theme}\nlogo: {{ picture: {file}, clear: 3mm }}\n");
            let folder = project(&lines, long, subtitle);
            for tag in ["ar", "en"] {
                for (document, pages, told) in pages(&folder, tag) {
                    let name = format!("{theme} {file} {tag} {:?} {subtitle}", document.format);
                    let errors = told.count(Severity::Error);
                    assert_eq!(errors, 0, "{name}: {:#?}", told.diagnostics());
                    let mut read = 0;
                    let mut shown = 0;
                    for page in &pages.pages {
                        for (place, is_read) in pictures(page) {
                            let inside = Rect { origin: Point::default(), size: page.size };
                            assert!(inside.covers(place), "{name}: {place:?}");
                            let near = too_near(page, place, Abs::mm(2.99));
                            assert!(near.is_empty(), "{name}: {near:?} at {place:?}");
                            (read, shown) = (read + u32::from(is_read), shown + 1);
                        }
                    }
                    assert_eq!((read, shown), (1, 2), "{name}: told once, shown twice");
                }
            }
        }
    }
}

#[test]
fn a_logo_is_a_figure_with_the_publishers_name() {
    let said = "publisher: { }\n";
    assert!(!project(said, 0, "").faults().is_empty());
    for (lines, alt) in [
        ("publisher: House & Sons\nlogo: square.svg\n", "House & Sons"),
        ("publisher: House\nlogo: { picture: square.svg, alt: Other }\n", "Other"),
        ("logo: { picture: square.svg, alt: { en: Other, default: غيره } }\n", "Other"),
    ] {
        let folder = project(lines, 0, "");
        let (document, pages, _) = pages(&folder, "en").remove(0);
        let figures = pages.tags.nodes.iter().filter(|node| node.kind == TagKind::Figure);
        let alts: Vec<_> =
            figures.map(|node| (node.alt.as_deref(), node.bbox.is_some())).collect();
        assert_eq!(alts, [(Some(alt), true)], "{lines}");
        let book = FontBook::bundled();
        let fonts = WebFonts::new(&document, &book).unwrap();
        let page = web::html(&document, &fonts, &[]);
        let label = format!("aria-label=\"{}\"", alt.replace('&', "&amp;"));
        assert_eq!(page.matches(&label).count(), 1, "{lines}");
    }
}

#[test]
fn dark_grounds_get_their_own_version_or_a_plate() {
    let grounds = |lines: &str| {
        let folder = project(&format!("publisher: House\n{lines}"), 0, "");
        let (document, pages, told) = pages(&folder, "en").remove(0);
        let mut out = vec![];
        for page in &pages.pages {
            let mut plates = 0;
            for item in &page.items {
                match item {
                    FrameItem::Shape { fill: Some(fill), .. } => {
                        plates += u32::from(fill.rgb.0 == [255; 3]);
                    }
                    FrameItem::Image { asset, .. } => {
                        out.push((document.assets[asset.0 as usize].path.clone(), plates));
                    }
                    _ => {}
                }
            }
        }
        let notes = told.diagnostics().iter().map(|fault| fault.id).collect::<Vec<_>>();
        (out, notes)
    };
    let twice = |path: &str, plates| vec![(path.to_owned(), plates); 2];
    let both = "logo: { picture: square.svg, reversed: white.svg }\n";
    assert_eq!(grounds(both), (twice("white.svg", 0), vec![]));
    assert_eq!(grounds("logo: square.svg\n"), (twice("square.svg", 1), vec!["plated-logo"]));
    let light =
        format!("{both}theme: {{ ornament: {{ kind: none, ground: sand }}, text: {{}} }}\n");
    assert_eq!(grounds(&light).0, twice("square.svg", 0));
}

#[test]
fn bad_logos_are_told_with_what_to_do() {
    let mut told = String::new();
    for lines in [
        "logo: square.svg",
        "publisher: House\nlogo: sqare.svg",
        "publisher: House\nlogo: broken.png",
        "publisher: House\nlogo: photo.png",
        "publisher: House\nlogo: ribbon.svg",
        "publisher: House\nlogo: { picture: square.svg, height: 3mm }",
        "publisher: House\nlogo: { picture: square.svg, clear: much }",
        "publisher: House\nlogo: { picture: square.svg, clear: 900% }",
        "publisher: House\nlogo: { picture: square.svg, least: 0mm }",
        "publisher: House\nlogo: { picture: { ar: square.svg } }",
        "publisher: House\nlogo: { picture: { arabic-ish: square.svg } }",
        "publisher: House\nlogo: { picture: {} }",
        "publisher: House\nlogo: { reversed: white.svg }",
        "publisher: House\nlogo: { picture: square.svg, colour: red }",
        "cover: square.svg",
        "cover: { picture: square.svg, alt: { en: Sea } }",
        "cover: { picture: square.svg, alt: Sea, decorative: true }",
        "cover: { picture: nowhere.jpg, alt: Sea }",
        "cover: { picture: photo.png, alt: Sea }",
        "cover: { picture: square.svg, alt: Sea, focus: lefft }",
        "cover: { picture: square.svg, alt: Sea, focus: 50% 130% }",
    ] {
        let folder = project(&format!("{lines}\n"), 0, "");
        let _ = writeln!(told, " # {}", lines.replace('\n', " · "));
        let faults = folder.faults();
        told.push_str(&faults);
        if faults.is_empty() {
            let (sources, formats) = read(&folder, "ar");
            let faults = formats.iter().flat_map(|(_, _, sink)| sink.diagnostics());
            faults.for_each(|fault| told += &short(fault, &sources, folder.0.path()));
        }
    }
    compare("face", &told);
}

/// A project with a picture of so many pixels on its cover.
fn pictured(lines: &str, long: usize, size: (u32, u32), keys: &str) -> Folder {
    let cover = format!("cover: {{ picture: cover.png, {keys} }}\n");
    project(&format!("{lines}{cover}"), long, SUBTITLES[long])
        .with("cover.png", pixels(size.0, size.1))
}

/// The pictures of a page with what of each is shown.
fn clipped(page: &Page) -> Vec<(Rect, Rect)> {
    let shown = page.items.iter().filter_map(|item| match item {
        FrameItem::Image { rect, clip, .. } => Some((*rect, clip.unwrap_or(*rect))),
        _ => None,
    });
    shown.collect()
}

#[test]
fn a_cover_of_paper_says_that_it_leaves_a_picture_out() {
    for theme in ["kitab", "maktab", "taqrir"] {
        let lines = format!("formats: [booklet, a4, leaflet]\ntheme: {theme}\n");
        let folder = pictured(&lines, 0, (3600, 2400), "alt: Sea");
        for tag in ["ar", "en"] {
            for (_, pages, told) in pages(&folder, tag) {
                let ids: Vec<_> = told.diagnostics().iter().map(|fault| fault.id).collect();
                assert!(ids.contains(&"unseen-cover"), "{theme} {tag}: {ids:?}");
                assert!(clipped(&pages.pages[0]).is_empty(), "{theme} {tag}");
            }
        }
    }
}

#[test]
fn a_picture_fills_the_head_of_the_cover_and_leaves_the_names_their_ground() {
    let formats = "formats: [booklet, a4, a6, dl, square, leaflet, bifold, gate-fold]\n";
    let near = |a: Abs, b: Abs| (a - b).abs() < Abs::pt(0.01);
    for (theme, long, size, focus, shares) in [
        ("najma", 0, (3600, 2400), "left", [0.0, 0.5]),
        ("najma", 1, (2600, 5200), "50% 30%", [0.5, 0.3]),
        ("najma", 1, (9000, 2600), "bottom right", [1.0, 1.0]),
    ] {
        let lines = format!("{formats}theme: {theme}\n");
        let folder = pictured(&lines, long, size, &format!("alt: Sea, focus: {focus}"));
        for tag in ["ar", "en"] {
            for (document, pages, told) in pages(&folder, tag) {
                let name = format!("{theme} {tag} {:?} {focus}", document.format);
                assert_eq!(told.count(Severity::Error), 0, "{name}: {:#?}", told.diagnostics());
                let figures =
                    pages.tags.nodes.iter().filter(|node| node.kind == TagKind::Figure);
                let alts: Vec<_> = figures.map(|node| node.alt.as_deref()).collect();
                assert_eq!(alts, [Some("Sea")], "{name}");
                let page = &pages.pages[0];
                let parts = clipped(page);
                let whole = parts.iter().map(|(_, clip)| clip.size.width).sum::<Abs>();
                for (rect, clip) in &parts {
                    assert!(rect.covers(*clip), "{name}: {rect:?} {clip:?}");
                    assert!(near(clip.top(), -page.bleed), "{name}: {clip:?}");
                    let aspect = rect.size.width / rect.size.height;
                    let wanted = f64::from(size.0) / f64::from(size.1);
                    assert!((aspect / wanted - 1.0).abs() < 1e-6, "{name}: {aspect}");
                    let near = too_near(page, *clip, Abs::ZERO);
                    assert!(near.is_empty(), "{name}: {near:?}");
                    let hidden = rect.size.height - clip.size.height;
                    let above = clip.top() - rect.top();
                    assert!(
                        near_share(above, hidden, shares[1]),
                        "{name}: {above:?} of {hidden:?}"
                    );
                }
                let booklet = page.folds.is_empty();
                let wide = near(whole, page.size.width + page.bleed * 2.0);
                assert!(!booklet || wide, "{name}: {whole:?}");
                if let ([(rect, clip)], true) = (parts.as_slice(), booklet) {
                    let hidden = rect.size.width - clip.size.width;
                    let left = clip.left() - rect.left();
                    assert!(
                        near_share(left, hidden, shares[0]),
                        "{name}: {left:?} of {hidden:?}"
                    );
                }
            }
        }
    }
}

fn near_share(part: Abs, whole: Abs, share: f64) -> bool {
    (part - whole * share).abs() < Abs::pt(0.01)
}

#[test]
fn a_coarse_picture_is_told_with_the_pixels_that_it_needs() {
    let told = |size| {
        let folder = pictured("", 0, size, "decorative: true, focus: top");
        let (_, pages, told) = pages(&folder, "en").remove(0);
        let faults = told.diagnostics().iter().find(|fault| fault.id == "coarse-cover");
        (faults.map(|fault| fault.hints.concat()), pages.pages[0].clone())
    };
    for size in [(300, 200), (200, 400), (500, 500)] {
        let (hint, _) = told(size);
        let hint = hint.unwrap_or_else(|| panic!("{size:?}"));
        let numbers: Vec<u32> = hint.split(' ').filter_map(|word| word.parse().ok()).collect();
        let (none, page) = told((numbers[0], numbers[1]));
        assert_eq!(none, None, "{hint}");
        let (rect, _) = clipped(&page)[0];
        let density = f64::from(numbers[0]) / (rect.size.width.to_pt() / 72.0);
        assert!((199.0..203.0).contains(&density), "{size:?}: {hint}: {density}");
    }
}

#[test]
fn the_web_page_shows_the_picture_in_place_of_the_ornament() {
    let folder = pictured("", 0, (900, 600), "alt: { ar: بحر, default: Sea }, focus: left");
    for (tag, alt) in [("en", "Sea"), ("ar", "بحر")] {
        let (document, _, _) = pages(&folder, tag).remove(0);
        let book = FontBook::bundled();
        let fonts = WebFonts::new(&document, &book).unwrap();
        let page = web::html(&document, &fonts, &[]);
        let (_, head) = page.split_once("class=\"photo\"").unwrap();
        assert!(
            head.contains(&format!("aria-label=\"{alt}\"")) && head.contains("xMinYMid slice")
        );
        assert!(!page.contains("class=\"lattice\""));
    }
}
