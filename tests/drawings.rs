//! Drawings as drawing programs write them, from the file to the page: each kind is drawn, and the
//! colours are looked up at known places of the PDF file, for screens and for the press.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::io::Write;

use warraq::diag::{Sink, Sources};
use warraq::geom::{Point, Segment};
use warraq::layout::frame::{FrameItem, Layout};
use warraq::layout::press::Sheet;
use warraq::model::asset::AssetKind;
use warraq::model::drawing::DrawingPart;
use warraq::model::lang::Lang;
use warraq::model::style::SpotInk;
use warraq::model::{Document, PageMap};
use warraq::pdf::{Inks, PackedProfile, PdfOptions, Plate, Profile, pdf};
use warraq::text::font::FontBook;
use warraq::text::{Typesetter, WordCache};
use warraq::web::{self, WebFonts};

use crate::pdf_support::drawn::{drawn, painted_as_filed};

type Color = [u8; 3];
const RED: Color = [255, 0, 0];
const BLUE: Color = [0, 0, 255];
const WHITE: Color = [255; 3];
const PINK: Color = [255, 128, 128];

/// A drawing, and what it shows at places of its 100 × 60 units.
struct Sample {
    name: &'static str,
    head: &'static str,
    inner: &'static str,
    shows: &'static [((f64, f64), Color)],
}

const fn sample(
    name: &'static str,
    inner: &'static str,
    shows: &'static [((f64, f64), Color)],
) -> Sample {
    Sample { name, head: "", inner, shows }
}

const SAMPLES: &[Sample] = &[
    Sample {
        name: "document type",
        head: "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \
               \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">",
        inner: "<rect width='50' height='60' fill='red'/>",
        shows: &[((25.0, 30.0), RED), ((75.0, 30.0), WHITE)],
    },
    Sample {
        name: "entities for namespaces",
        head: "<!DOCTYPE svg [<!ENTITY ns_svg \"http://www.w3.org/2000/svg\">]>",
        inner: "<g xmlns='&ns_svg;'><rect width='50' height='60' fill='red'/></g>",
        shows: &[((25.0, 30.0), RED)],
    },
    sample(
        "a marker",
        "<marker id='m' markerWidth='10' markerHeight='10' refX='5' refY='5' \
         markerUnits='userSpaceOnUse'><rect width='10' height='10' fill='red'/></marker>\
         <path d='M20 30H80' stroke='blue' stroke-width='2' marker-end='url(#m)'/>",
        &[((50.0, 30.0), BLUE), ((77.0, 27.0), RED), ((20.0, 27.0), WHITE)],
    ),
    sample(
        "a symbol that is used",
        "<symbol id='s' viewBox='0 0 1 1'><rect width='1' height='1' fill='red'/></symbol>\
         <use href='#s' x='10' y='10' width='20' height='20'/>\
         <use href='#s' x='60' y='10' width='20' height='20' opacity='.5'/>",
        &[((20.0, 20.0), RED), ((70.0, 20.0), PINK), ((45.0, 20.0), WHITE)],
    ),
    sample(
        "a drawing inside of it",
        "<svg x='50' y='0' width='50' height='60' viewBox='0 0 5 6'>\
         <rect width='5' height='6' fill='red'/></svg>",
        &[((25.0, 30.0), WHITE), ((75.0, 30.0), RED)],
    ),
    sample(
        "a clip round the whole canvas",
        "<g clip-path='url(#c)'><rect width='50' height='60' fill='red'/></g>\
         <defs><clipPath id='c'><rect width='100' height='60' fill='white'/></clipPath></defs>",
        &[((25.0, 30.0), RED), ((75.0, 30.0), WHITE)],
    ),
    sample(
        "clips of one path and of two, of which one is clipped",
        "<clipPath id='c'><circle cx='25' cy='30' r='20'/></clipPath>\
         <clipPath id='d'><rect x='60' y='10' width='10' height='40'/>\
         <rect x='80' y='10' width='10' height='40'/></clipPath>\
         <g clip-path='url(#c)'><rect width='50' height='60' fill='red'/></g>\
         <rect width='100' height='60' fill='blue' clip-path='url(#d)'/>",
        &[
            ((25.0, 30.0), RED),
            ((3.0, 3.0), WHITE),
            ((65.0, 30.0), BLUE),
            ((75.0, 30.0), WHITE),
            ((85.0, 30.0), BLUE),
        ],
    ),
    sample(
        "opacity of fills, of strokes, of groups",
        "<rect width='30' height='60' fill='red' fill-opacity='.5'/>\
         <path d='M40 30H60' stroke='red' stroke-width='20' stroke-opacity='.5'/>\
         <g opacity='.5'><rect x='70' width='20' height='60' fill='blue'/>\
         <rect x='75' width='25' height='60' fill='red'/></g>",
        &[((15.0, 30.0), PINK), ((50.0, 30.0), PINK), ((80.0, 30.0), PINK)],
    ),
    sample(
        "gradients",
        "<linearGradient id='a'><stop stop-color='red'/><stop offset='1' stop-color='blue'/>\
         </linearGradient><radialGradient id='b' href='#a' gradientUnits='userSpaceOnUse' \
         cx='75' cy='30' r='20'/>\
         <rect width='50' height='60' fill='url(#a)'/>\
         <rect x='50' width='50' height='60' fill='url(#b)'/>",
        &[
            ((1.0, 30.0), [250, 0, 5]),
            ((25.0, 30.0), [128, 0, 128]),
            ((49.0, 30.0), [5, 0, 250]),
            ((75.0, 30.0), RED),
            ((85.0, 30.0), [128, 0, 128]),
            ((98.0, 30.0), BLUE),
        ],
    ),
    sample(
        "gradients that fade and repeat",
        "<linearGradient id='a'><stop stop-color='red'/>\
         <stop offset='1' stop-color='red' stop-opacity='0'/></linearGradient>\
         <linearGradient id='b' gradientUnits='userSpaceOnUse' x1='60' x2='70' \
         spreadMethod='reflect'><stop stop-color='red'/><stop offset='1' stop-color='blue'/>\
         </linearGradient><rect width='50' height='60' fill='url(#a)'/>\
         <rect x='50' width='50' height='60' fill='url(#b)'/>",
        &[
            ((25.0, 30.0), PINK),
            ((49.5, 30.0), [255, 253, 253]),
            ((60.0, 30.0), [250, 0, 5]),
            ((70.0, 30.0), [5, 0, 250]),
            ((80.0, 30.0), [250, 0, 5]),
            ((90.0, 30.0), [5, 0, 250]),
        ],
    ),
    sample(
        "a pattern",
        "<pattern id='p' width='20' height='20' patternUnits='userSpaceOnUse'>\
         <rect width='10' height='20' fill='red'/></pattern>\
         <rect width='100' height='60' fill='url(#p)'/>",
        &[((5.0, 30.0), RED), ((15.0, 30.0), WHITE), ((85.0, 50.0), RED)],
    ),
    sample(
        "a mask by lightness",
        "<linearGradient id='w'><stop stop-color='#fff'/><stop offset='1'/></linearGradient>\
         <mask id='m' maskUnits='userSpaceOnUse' x='0' y='0' width='100' height='60'>\
         <rect width='100' height='60' fill='url(#w)'/></mask>\
         <rect width='100' height='60' fill='red' mask='url(#m)'/>",
        &[((1.0, 30.0), [255, 3, 3]), ((50.0, 30.0), PINK), ((99.0, 30.0), [255, 252, 252])],
    ),
    sample(
        "styles in a sheet, as Illustrator writes them",
        "<style type='text/css'>.st0{fill:#FF0000;} .st1{opacity:0.5;fill:#FF0000}</style>\
         <rect class='st0' width='50' height='60'/><rect class='st1' x='50' width='50' height='60'/>",
        &[((25.0, 30.0), RED), ((75.0, 30.0), PINK)],
    ),
    sample(
        "what Illustrator leaves for itself",
        "<switch><foreignObject requiredExtensions='urn:adobe' width='1' height='1'/>\
         <g><rect width='50' height='60' fill='red'/></g></switch>",
        &[((25.0, 30.0), RED)],
    ),
];

impl Sample {
    fn file(&self) -> String {
        let (head, inner) = (self.head, self.inner);
        format!(
            "<?xml version=\"1.0\"?>\n{head}<svg xmlns='http://www.w3.org/2000/svg' \
             xmlns:xlink='http://www.w3.org/1999/xlink' viewBox='0 0 100 60'>{inner}</svg>"
        )
    }
}

/// An edition with one figure, laid out.
struct Made {
    document: Document,
    layout: Layout,
    book: FontBook,
}

fn made(name: &str, bytes: &[u8]) -> Made {
    let dir = tempfile::tempdir().unwrap();
    let write = |path: &str, bytes: &[u8]| fs::write(dir.path().join(path), bytes).unwrap();
    for folder in ["text", "assets"] {
        fs::create_dir(dir.path().join(folder)).unwrap();
    }
    write(&format!("assets/{name}"), bytes);
    write("brochure.yaml", b"slug: a\nlanguages: [en]\npictures: {print: 150}\n");
    let text = format!(
        "title: t\nsections:\n  - id: a\n    heading: h\n    body:\n      \
         - figure: {{file: assets/{name}, alt: a}}\n"
    );
    write("text/en.yaml", text.as_bytes());
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let project = warraq::source::load(dir.path(), &mut sources, &mut sink);
    let project = project.unwrap_or_else(|_| panic!("{:#?}", sink.diagnostics()));
    let lang = Lang::parse("en").unwrap();
    let document = project.document(&lang, &sources, None, &mut sink);
    let document = document.unwrap_or_else(|_| panic!("{name}: {:#?}", sink.diagnostics()));
    let (book, words) = (FontBook::bundled(), WordCache::new());
    let setter = Typesetter::new(&book, &words);
    let layout = warraq::layout::layout(&document, &setter, &mut sink);
    Made { document, layout, book }
}

impl Made {
    fn file(&self, options: &PdfOptions<'_>) -> Vec<u8> {
        let mut sink = Sink::default();
        let file = pdf(&self.layout, &self.document, &self.book, options, &mut sink);
        file.unwrap_or_else(|_| panic!("{:#?}", sink.diagnostics()))
    }

    fn for_press(&self) -> Vec<u8> {
        let print = &self.document.print;
        let profile = PackedProfile::new(&print.press);
        let spots: &[SpotInk] = &[];
        let inks = Inks { print, profile: &profile, spots, plate: Plate::All };
        let sheets: Vec<_> = self.layout.pages.iter().map(Sheet::bare).collect();
        let (profile, sheets) = (Profile::PRINT, sheets.as_slice());
        self.file(&PdfOptions { profile, sheets, inks: Some(inks), ..PdfOptions::default() })
    }

    /// The colours at places of the drawing.
    fn colors(&self, file: &[u8], places: impl Iterator<Item = (f64, f64)>) -> Vec<Color> {
        let (n, rect) = self
            .layout
            .pages
            .iter()
            .enumerate()
            .find_map(|(n, page)| {
                page.items.iter().find_map(|item| match item {
                    FrameItem::Image { rect, .. } => Some((n, *rect)),
                    _ => None,
                })
            })
            .unwrap();
        let size = self.layout.pages[n].size;
        let side = |length: warraq::geom::Abs| (length.to_pt() * 3.0) as u32;
        let page = drawn(file, n, side(size.width), side(size.height));
        places
            .map(|(x, y)| {
                let place = rect
                    .origin
                    .moved(rect.size.width * (x / 100.0), rect.size.height * (y / 60.0));
                page.get_pixel(side(place.x), side(place.y)).0
            })
            .collect()
    }
}

#[track_caller]
fn alike(name: &str, found: &[Color], shows: &[((f64, f64), Color)], tolerance: u8) {
    for (found, (place, wanted)) in found.iter().zip(shows) {
        let near = found.iter().zip(wanted).all(|(a, b)| a.abs_diff(*b) <= tolerance);
        assert!(near, "{name} at {place:?}: {found:?}, not {wanted:?}");
    }
}

#[test]
fn screens_show_what_was_drawn() {
    for sample in SAMPLES {
        let made = made("a.svg", sample.file().as_bytes());
        let file = made.file(&PdfOptions::default());
        let found = made.colors(&file, sample.shows.iter().map(|(place, _)| *place));
        alike(sample.name, &found, sample.shows, 8);
    }
}

/// Covers and previews are painted from frames, not from a file: both show the same.
#[test]
fn painted_pages_show_what_files_show() {
    for sample in SAMPLES {
        let Made { document, layout, book } = made("a.svg", sample.file().as_bytes());
        painted_as_filed(sample.name, &document, &layout, &book);
    }
}

/// The same drawing without what is new to it: two plain areas, in the inks of the press.
#[test]
fn the_press_gets_inks_and_nothing_that_shows_through() {
    let plain = "<rect width='50' height='60' fill='red'/><rect x='50' width='50' height='60' \
                 fill='blue'/>";
    let plain = Sample { name: "plain", head: "", inner: plain, shows: &[] };
    let reference = made("a.svg", plain.file().as_bytes());
    let places = [(25.0, 30.0), (75.0, 30.0)];
    let inked = reference.colors(&reference.for_press(), places.into_iter());
    for sample in SAMPLES {
        let made = made("a.svg", sample.file().as_bytes());
        let file = made.for_press();
        let read = lopdf::Document::load_mem(&file).unwrap();
        for object in read.objects.values() {
            let dict = match object {
                lopdf::Object::Dictionary(dict) => dict,
                lopdf::Object::Stream(stream) => &stream.dict,
                _ => continue,
            };
            let text = format!("{dict:?}");
            for word in ["SMask", "Transparency", "DeviceRGB", "/ca", "/CA"] {
                assert!(!text.contains(word), "{}: {word} in {text}", sample.name);
            }
        }
        let found = made.colors(&file, sample.shows.iter().map(|(place, _)| *place));
        for (found, (place, wanted)) in found.iter().zip(sample.shows) {
            let wanted = match *wanted {
                RED => inked[0],
                BLUE => inked[1],
                WHITE => WHITE,
                _ => continue,
            };
            let near = found.iter().zip(wanted).all(|(a, b)| a.abs_diff(b) <= 12);
            assert!(near, "{} at {place:?}: {found:?}, not {wanted:?}", sample.name);
        }
    }
}

#[test]
fn every_encoding_and_packing_is_read() {
    let sample = &SAMPLES[2];
    let text = sample.file();
    let units = |bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        format!("\u{feff}{text}").encode_utf16().flat_map(bytes).collect()
    };
    let latin = text.replace("?>", " encoding=\"iso-8859-1\"?><!-- \u{e9} -->");
    let mut packed = flate2::write::GzEncoder::new(vec![], flate2::Compression::best());
    packed.write_all(text.as_bytes()).unwrap();
    for (name, bytes) in [
        ("a.svg", units(u16::to_le_bytes)),
        ("a.svg", units(u16::to_be_bytes)),
        ("a.svg", latin.chars().map(|c| c as u8).collect()),
        ("a.svgz", packed.finish().unwrap()),
    ] {
        let made = made(name, &bytes);
        let file = made.file(&PdfOptions::default());
        let found = made.colors(&file, sample.shows.iter().map(|(place, _)| *place));
        alike(name, &found, sample.shows, 8);
    }
}

#[test]
fn books_and_pages_hold_drawings_written_anew() {
    let kept = "<title>secret</title><metadata>secret</metadata><desc onfocus=''>secret</desc>";
    for sample in SAMPLES {
        let text = sample
            .file()
            .replace("</svg>", &format!("{}</svg>", kept.replace(" onfocus=''", "")));
        let made = made("a.svg", text.as_bytes());
        let fonts = WebFonts::new(&made.document, &made.book).unwrap();
        let page = web::html(&made.document, &fonts, &[]);
        let data = page.split("data:image/svg+xml;base64,").nth(1).unwrap();
        let data = &data[..data.find('"').unwrap()];
        let engine = &base64::engine::general_purpose::STANDARD;
        let svg = String::from_utf8(base64::Engine::decode(engine, data).unwrap()).unwrap();
        for word in ["secret", "style=\"fill", "<use", "<switch", "<!DOCTYPE", "href", "class"]
        {
            assert!(!svg.contains(word), "{}: {word} in {svg}", sample.name);
        }
        // What is written anew is read as the same drawing again.
        let again = self::made("a.svg", svg.as_bytes());
        let file = again.file(&PdfOptions::default());
        let found = again.colors(&file, sample.shows.iter().map(|(place, _)| *place));
        alike(sample.name, &found, sample.shows, 8);
        assert!(web::epub(&made.document, &PageMap::default(), &fonts, None).is_ok());
    }
}

/// The extents of all that a drawing of some text shows, in its own units: left, top, right, foot.
fn extents_of_text(family: &str, text: &str) -> [f64; 4] {
    let drawing = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 60'>\
         <text x='50' y='40' font-size='20' text-anchor='middle' font-family='{family}'>{text}</text></svg>"
    );
    let made = made("a.svg", drawing.as_bytes());
    let AssetKind::Svg(drawing) = &made.document.assets[0].kind else { panic!() };
    let mut extents = [f64::MAX, f64::MAX, f64::MIN, f64::MIN];
    let mut grow = |point: Point| {
        let (x, y) = (point.x.to_pt(), point.y.to_pt());
        extents = [extents[0].min(x), extents[1].min(y), extents[2].max(x), extents[3].max(y)];
    };
    fn walk(parts: &[DrawingPart], grow: &mut impl FnMut(Point)) {
        for part in parts {
            match part {
                DrawingPart::Path(drawn) => {
                    drawn.path.segments.iter().for_each(|segment| match *segment {
                        Segment::Move(p) | Segment::Line(p) | Segment::Cubic(_, _, p) => {
                            grow(p);
                        }
                        Segment::Close => {}
                    });
                }
                DrawingPart::Layer(layer) => walk(&layer.parts, grow),
            }
        }
    }
    walk(&drawing.parts, &mut grow);
    extents
}

#[test]
fn text_becomes_outlines_in_its_own_face_or_one_that_has_its_letters() {
    for (family, text) in [
        ("Amiri", "سلام"),
        ("Markazi Text", "سلام"),
        ("Helvetica, sans-serif", "Peace"),
        ("Helvetica", "سلام"),
        ("DejaVu Sans", "שלום"),
        ("Nobody’s", "Peace سلام"),
    ] {
        let [left, top, right, foot] = extents_of_text(family, text);
        assert!(left > 0.0 && right < 100.0, "{text} in {family} lies from {left} to {right}");
        assert!((left + right - 100.0).abs() < 8.0, "{text} in {family} is in the middle");
        assert!((20.0..40.0).contains(&top) && (38.0..56.0).contains(&foot), "{top}–{foot}");
    }
}

/// Letters that join are narrower than those that stand alone: U+200C keeps them apart.
#[test]
fn letters_of_a_drawing_are_joined() {
    for family in ["Amiri", "Markazi Text", "Arial"] {
        let width = |text: &str| {
            let [left, _, right, _] = extents_of_text(family, text);
            right - left
        };
        let apart = width("ع\u{200c}ي\u{200c}ن\u{200c}ه");
        assert!(width("عينه") < apart * 0.95, "{family}: {} of {apart}", width("عينه"));
    }
}

#[test]
fn a_letter_that_no_face_has_is_refused_with_its_line() {
    let dir = tempfile::tempdir().unwrap();
    for folder in ["text", "assets"] {
        fs::create_dir(dir.path().join(folder)).unwrap();
    }
    let drawing = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 60'>\n\n\
                   <text x='5' y='40'>Peace 平和</text></svg>";
    fs::write(dir.path().join("assets/a.svg"), drawing).unwrap();
    fs::write(dir.path().join("brochure.yaml"), "slug: a\nlanguages: [en]\n").unwrap();
    let text = "title: t\nsections:\n  - id: a\n    heading: h\n    body:\n      \
                - figure: {file: assets/a.svg, alt: a}\n";
    fs::write(dir.path().join("text/en.yaml"), text).unwrap();
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let project = warraq::source::load(dir.path(), &mut sources, &mut sink).ok().unwrap();
    let lang = Lang::parse("en").unwrap();
    assert!(project.document(&lang, &sources, None, &mut sink).is_err());
    let told = sink.diagnostics().iter().find(|fault| fault.id == "svg-content").unwrap();
    assert!(
        told.message.contains("letters that no font has, in its line 3"),
        "{}",
        told.message
    );
}
