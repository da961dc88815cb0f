//! A house's colour: whatever it is, every text can be read on what it stands on, or the build says
//! why not. Which text stands on which ground is taken from finished pages and from the style of the
//! web page; the contrast is computed here, by the formula of the standard.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use rayon::prelude::*;
use warraq::diag::{Sink, Sources};
use warraq::geom::{Point, Segment};
use warraq::layout::frame::{FrameItem, Layout};
use warraq::model::Document;
use warraq::model::style::{CoverKind, NumberKind, Rgb, Theme};
use warraq::source::Project;
use warraq::text::font::FontBook;
use warraq::text::{Typesetter, WordCache};
use warraq::web::WebFonts;

use crate::source::{BROCHURE, Folder, compare};
use crate::web_support::{lang, root};

const THEMES: [&str; 5] = ["najma", "kitab", "maktab", "taqrir", "jari"];

/// Contrast (WCAG 2.2, "contrast ratio").
#[expect(clippy::disallowed_methods, reason = "the formula as the standard writes it")]
fn contrast(a: [u8; 3], b: [u8; 3]) -> f64 {
    let luminance = |rgb: [u8; 3]| {
        let [r, g, b] = rgb.map(|byte| {
            let c = f64::from(byte) / 255.0;
            if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
        });
        0.2126 * r + 0.7152 * g + 0.0722 * b
    };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// A colour by hue in degrees, saturation and lightness (CSS Color 4, 7.1).
fn hsl(hue: f64, saturation: f64, light: f64) -> [u8; 3] {
    [0.0, 8.0, 4.0].map(|n| {
        let k = (n + hue / 30.0) % 12.0;
        let a = saturation * light.min(1.0 - light);
        let share = light - a * (-1.0f64).max((k - 3.0).min(9.0 - k).min(1.0));
        (share * 255.0).round() as u8
    })
}

fn hex([r, g, b]: [u8; 3]) -> String {
    format!("#{r:02X}{g:02X}{b:02X}")
}

/// Colours over the hue circle, from black to white, from grey to vivid.
fn circle() -> Vec<[u8; 3]> {
    let mut out = vec![];
    for hue in (0..360).step_by(30) {
        for light in (4..100).step_by(8) {
            for saturation in [0.2, 1.0] {
                out.push(hsl(f64::from(hue), saturation, f64::from(light) / 100.0));
            }
        }
    }
    out
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// The specimen with a further beginning of its `brochure.yaml`.
struct Specimen(tempfile::TempDir);

impl Specimen {
    fn new(theme: &str, lines: &str) -> Self {
        let dir = tempfile::tempdir().unwrap();
        copy(&root().join("tests/specimen"), dir.path());
        let file = dir.path().join("brochure.yaml");
        let said = fs::read_to_string(&file).unwrap();
        fs::write(file, format!("{said}formats: [booklet, leaflet]\ntheme: {theme}\n{lines}"))
            .unwrap();
        Self(dir)
    }

    fn load(&self, sink: &mut Sink) -> Option<(Project, Sources)> {
        let mut sources = Sources::default();
        warraq::source::load(self.0.path(), &mut sources, sink).ok().map(|p| (p, sources))
    }

    fn document(&self, tag: &str) -> Document {
        let mut sink = Sink::default();
        let (project, sources) = self.load(&mut sink).unwrap_or_else(|| panic!("{sink:?}"));
        project.document(&lang(tag), &sources, None, &mut sink).unwrap()
    }
}

/// A text on a ground, by the names of their colours; its size in tenths of a point.
type Seen = BTreeSet<(String, String, u32)>;

/// What stands on what in finished pages: a ground is the last shape before a text that holds its
/// first letter's middle.
fn seen(layout: &Layout, name: &BTreeMap<Rgb, String>, out: &mut Seen) {
    for page in &layout.pages {
        let mut grounds: Vec<(Point, Point, Rgb)> = vec![];
        for item in &page.items {
            match item {
                FrameItem::Shape { path, fill: Some(fill), .. } => {
                    let points: Vec<Point> = path
                        .segments
                        .iter()
                        .filter_map(|segment| match *segment {
                            Segment::Move(p) | Segment::Line(p) => Some(p),
                            _ => None,
                        })
                        .collect();
                    let least = |of: fn(&Point) -> f64| {
                        points.iter().map(of).fold(f64::INFINITY, f64::min)
                    };
                    let most = |of: fn(&Point) -> f64| {
                        points.iter().map(of).fold(f64::NEG_INFINITY, f64::max)
                    };
                    let point = |x: f64, y: f64| {
                        Point::new(warraq::geom::Abs::pt(x), warraq::geom::Abs::pt(y))
                    };
                    let (x, y) = (|p: &Point| p.x.to_pt(), |p: &Point| p.y.to_pt());
                    grounds.push((
                        point(least(x), least(y)),
                        point(most(x), most(y)),
                        fill.rgb,
                    ));
                }
                FrameItem::Text { at, line, .. } => {
                    for piece in &line.pieces {
                        let (x, y) = (at.x + piece.x, at.y - piece.size * 0.25);
                        let holds = |(low, high, _): &&(Point, Point, Rgb)| {
                            low.x <= x && x < high.x && low.y < y && y < high.y
                        };
                        let ground = grounds.iter().rev().find(holds).map(|(.., rgb)| *rgb);
                        let ground = ground.unwrap_or(Rgb([255; 3]));
                        let (text, ground) =
                            (name.get(&piece.style.color.rgb), name.get(&ground));
                        let size = (piece.style.size.to_pt() * 10.0).round() as u32;
                        if let (Some(text), Some(ground)) = (text, ground) {
                            out.insert((text.clone(), ground.clone(), size));
                        }
                    }
                }
                _ => {}
            }
        }
    }
}

/// Which named colours stand on which, in the specimen of a theme: each colour is made another one,
/// so that what is seen tells its name.
fn stands_on(theme: &str) -> Seen {
    let plain = Specimen::new(theme, "").document("ar");
    let mut names = BTreeMap::new();
    let mut lines = String::from("colors:\n");
    for (n, name) in plain.theme.colors.named.keys().enumerate() {
        // Names on a cover of paper are another colour where their own is as light as it.
        let rgb = match name.as_str() {
            "paper" => [255; 3],
            "subtitle" => [255, 255, 240],
            _ => [n as u8 * 9 + 3, 100, 100],
        };
        lines += &format!("  {name}: {{ rgb: \"{}\" }}\n", hex(rgb));
        names.insert(Rgb(rgb), name.clone());
    }
    let marked = Specimen::new(theme, "");
    fs::write(marked.0.path().join("theme.yaml"), lines).unwrap();
    let (project, sources) = marked.load(&mut Sink::default()).unwrap();
    let book = FontBook::bundled();
    let each = ["ar", "en", "ur", "he"].par_iter().map(|tag| {
        let words = WordCache::new();
        let setter = Typesetter::new(&book, &words);
        let document =
            project.document(&lang(tag), &sources, None, &mut Sink::default()).unwrap();
        let mut out = Seen::new();
        for format in project.formats() {
            let document = document.in_format(format);
            let layout = warraq::layout::layout(&document, &setter, &mut Sink::default());
            seen(&layout, &names, &mut out);
        }
        out
    });
    each.reduce(Seen::new, |mut a, b| {
        a.extend(b);
        a
    })
}

/// A small project in a house's colour, as a booklet and as a leaflet.
fn house(theme: &str, brand: &str, sink: &mut Sink) -> Option<Project> {
    let lines = format!("theme: {theme}\nbrand: \"{brand}\"\nformats: [booklet, leaflet]\n");
    let folder = Folder::new().with("brochure.yaml", format!("{BROCHURE}{lines}"));
    warraq::source::load(folder.0.path(), &mut Sources::default(), sink).ok()
}

/// The pairs of a theme that cannot be read, in words. Digits in stars may change their colour.
fn unreadable(theme: &Theme, seen: &Seen) -> Vec<String> {
    let rgb = |name: &str| theme.colors.named[name].rgb.0;
    let pair = |(text, ground, size): &(String, String, u32)| {
        let has_stars = theme.opener.number == NumberKind::Star;
        let is_star = has_stars && *ground == theme.opener.star_color.0;
        let text = if is_star { &theme.text.arabic.number.color.0 } else { text };
        let least = if *size >= 180 || is_star && *size >= 140 { 3.0 } else { 4.5 };
        let found = contrast(rgb(text), rgb(ground));
        (found < least).then(|| format!("{text} on {ground} at {size}: {found:.2}"))
    };
    seen.iter().filter_map(pair).collect()
}

/// The same of its web page, as its colours are said.
fn unreadable_on_screens(theme: &Theme) -> Vec<String> {
    let mut out = vec![];
    for (mode, c) in [("light", theme.web.light), ("dark", theme.web.dark)] {
        for (key, text) in
            [("ink", c.ink), ("soft", c.soft), ("head", c.head), ("link", c.link)]
        {
            for ground in [c.bg, c.panel] {
                let found = contrast(text.0, ground.0);
                if found < 4.5 {
                    out.push(format!("{key} of {mode}: {found:.2}"));
                }
            }
        }
        // On paper, nothing is white.
        let found = contrast([255; 3], c.hero.0);
        if found < 4.5 && theme.cover.kind == CoverKind::Field {
            out.push(format!("white on the hero of {mode}: {found:.2}"));
        }
    }
    out
}

#[test]
fn any_colour_of_a_house_can_be_read_or_is_refused_with_one_that_can() {
    for theme in THEMES {
        let pairs = stands_on(theme);
        assert!(pairs.len() > 20, "{pairs:?}");
        // A theme without a colour prints in black, whatever the house's is.
        let shipped = house(theme, "#0E3F4E", &mut Sink::default()).unwrap();
        let black = shipped.theme().colors.named.values().all(|c| is_grey(c.rgb.0));
        // Where one colour does all, texts take a darker tone of a house's that is too light.
        let plain = Specimen::new(theme, "").document("ar").theme;
        let named = |name: &str| plain.colors.named[name].rgb;
        let single = named("night") == named("saffron");
        let tried = circle();
        let made: Vec<bool> = tried
            .par_iter()
            .map(|&rgb| {
                let mut sink = Sink::default();
                let Some(project) = house(theme, &hex(rgb), &mut sink) else {
                    let faults = sink.diagnostics();
                    let [fault] = faults else { panic!("{} {faults:?}", hex(rgb)) };
                    assert_eq!(fault.id, "low-contrast", "{}", fault.message);
                    let near = fault.hints[0].split('"').nth(1);
                    let near =
                        near.unwrap_or_else(|| panic!("{}: {:?}", hex(rgb), fault.hints));
                    assert!(house(theme, near, &mut Sink::default()).is_some(), "{near}");
                    return false;
                };
                for format in project.formats() {
                    let bad = unreadable(&format.theme, &pairs);
                    assert!(bad.is_empty(), "{} in {theme}: {bad:?}", hex(rgb));
                    let bad = unreadable_on_screens(&format.theme);
                    assert!(bad.is_empty(), "{} in {theme}: {bad:?}", hex(rgb));
                    let own = Rgb(rgb);
                    let keeps = format.theme.colors.named.values().any(|c| c.rgb == own);
                    let darker = single && contrast(rgb, [255; 3]) < 4.5;
                    let told = format!("{} is nowhere in the palette of {theme}", hex(rgb));
                    assert!(keeps || black || darker, "{told}");
                }
                true
            })
            .collect();
        let good = made.iter().filter(|good| **good).count();
        assert!(good * 3 > tried.len() * 2, "{good} of {}", tried.len());
        assert!(good < tried.len() || black, "nothing was refused");
    }
}

/// All colours that a page of the web says, wherever.
fn colors(html: &str) -> BTreeSet<[u8; 3]> {
    let mut out = BTreeSet::new();
    for (at, _) in html.match_indices('#') {
        let digits: String = html[at + 1..].chars().take(7).collect();
        let ends = digits.chars().nth(6).is_none_or(|c| !c.is_ascii_alphanumeric());
        if ends && let Ok(number) = u32::from_str_radix(&digits[..6.min(digits.len())], 16) {
            let [_, r, g, b] = number.to_be_bytes();
            out.insert([r, g, b]);
        }
    }
    out
}

/// The colours without hue: those that no theme's palette owns.
fn is_grey(rgb: [u8; 3]) -> bool {
    rgb.iter().max().unwrap() - rgb.iter().min().unwrap() <= 3
}

fn page(document: &Document, book: &FontBook) -> String {
    let fonts = WebFonts::new(document, book).unwrap();
    warraq::web::html(document, &fonts, &[])
}

#[test]
fn nothing_of_the_themes_own_palette_is_left_on_a_recoloured_web_page() {
    let book = FontBook::bundled();
    for theme in THEMES {
        for changes in [
            "brand: \"#7A1F5C\"\n",
            "brand: \"#FFC20E\"\n",
            "brand: [0, 100, 60, 30]\n",
            "brand: { spot: PANTONE 356 C, cmyk: [95, 0, 100, 27] }\n",
            "brand: { rgb: \"#7A1F5C\", accent: \"#9AD1B4\" }\n",
        ] {
            let plain = page(&Specimen::new(theme, "").document("ar"), &book);
            let house = page(&Specimen::new(theme, changes).document("ar"), &book);
            let left: Vec<_> = colors(&plain)
                .intersection(&colors(&house))
                .copied()
                .filter(|rgb| !is_grey(*rgb))
                .map(hex)
                .collect();
            assert!(left.is_empty(), "{theme}, {changes}: {left:?}");
        }
    }
}

/// A project that changes only its named colours changes its web page, too.
#[test]
fn the_web_page_follows_the_colours_of_the_pages() {
    let changed = Specimen::new("najma", "");
    let colors_of = "colors:\n  night: { rgb: \"#7A1F5C\" }\n  sand: { rgb: \"#F6EEF4\" }\n";
    fs::write(changed.0.path().join("theme.yaml"), colors_of).unwrap();
    let document = changed.document("ar");
    let web = &document.theme.web;
    assert_eq!(web.light.hero, Rgb([0x7A, 0x1F, 0x5C]));
    assert_eq!(web.light.panel, Rgb([0xF6, 0xEE, 0xF4]));
    let Rgb([r, g, b]) = web.dark.bg;
    assert!(r > g && b > g, "the dark ground is still blue: {r} {g} {b}");
    // What a project says of its web page stays as it is said.
    let both = format!("{colors_of}web: {{ light: {{ hero: \"#222222\" }} }}\n");
    fs::write(changed.0.path().join("theme.yaml"), both).unwrap();
    assert_eq!(changed.document("ar").theme.web.light.hero, Rgb([0x22; 3]));
}

#[test]
fn a_spot_ink_and_its_tints_print_a_house_in_two_plates() {
    let lines = "brand: { spot: PANTONE 356 C, cmyk: [95, 0, 100, 27] }\n";
    let document = Specimen::new("najma", lines).document("ar");
    let colors = &document.theme.colors;
    assert_eq!(colors.spots.len(), 1);
    for (name, color) in &colors.named {
        let inks = color.cmyk.unwrap().0;
        assert!(inks[..3].iter().all(|ink| *ink == 0.0), "{name} lays {inks:?}");
        let is_grey = is_grey(color.rgb.0);
        assert!(is_grey || color.spots.0[0] > 0.0, "{name} has nothing of the spot ink");
    }
}

#[test]
fn bad_colours_of_houses_are_told_with_their_place() {
    let cases = [
        ("word", "brand: navy\n"),
        ("three-inks", "brand: [1, 2, 3]\n"),
        ("too-much", "brand: [1, 2, 3, 400]\n"),
        ("nothing", "brand: { small: [1, 2, 3, 4] }\n"),
        ("no-stand-in", "brand: { spot: PANTONE 356 C, rgb: \"#00843D\" }\n"),
        ("middle", "brand: \"#777777\"\n"),
        ("unknown", "brand: { rbg: \"#1F5C52\" }\n"),
        ("accent", "brand: { rgb: \"#1F5C52\", accent: yellow }\n"),
        ("theme-key", "theme: { name: najma, brand: \"#777777\" }\n"),
        ("list", "brand: [\"#1F5C52\", \"#F3AE3A\"]\n"),
    ];
    let mut told = String::new();
    for (name, line) in cases {
        let brochure = format!("slug: test\nlanguages: [ar]\n{line}");
        let faults = Folder::new().with("brochure.yaml", brochure).faults();
        told += &format!("# {name}: {line}{faults}\n");
    }
    let own = "brand: \"#1F5C52\"\ncolors: { sand: { rgb: \"#888888\" } }\n";
    told += &format!("# own colour\n{}", Folder::new().with("theme.yaml", own).faults());
    compare("brand", &told);
}
