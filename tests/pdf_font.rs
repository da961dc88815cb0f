//! The font inside the file: widths, outlines, names.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use crate::pdf_support::read::{File, font_file, widths};
use crate::pdf_support::{Pages, Setter, Use, fonts, style, write};
use skrifa::instance::{Location, LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::raw::{FontRef, TableProvider};
use skrifa::{GlyphId, MetadataProvider, Tag};
use warraq::geom::Dir;
use warraq::layout::frame::{FrameItem, TagKind};
use warraq::text::RunRole;
use warraq::text::font::{Face, FontBook};

const POSTSCRIPT: &str = "שלום עולם, Office fluff & AVATAR 2026";
const POSTSCRIPT_FILE: &[u8] = include_bytes!("data/fonts/Postscript.otf");
const TEXT: &str = "لا إله إلا اللَّهُ الرَّحْمٰنِ، ICMEC Office والخبرات بَيْنَ ٢٠٢٦";

/// The box around what is drawn, and the area inside the outlines.
#[derive(Clone, Copy)]
struct Ink {
    sides: [f32; 4],
    area: f32,
    start: (f32, f32),
    at: (f32, f32),
}

impl Ink {
    const NONE: Self = Self {
        sides: [f32::MAX, f32::MAX, f32::MIN, f32::MIN],
        area: 0.0,
        start: (0.0, 0.0),
        at: (0.0, 0.0),
    };

    fn add(&mut self, x: f32, y: f32) {
        let [a, b, c, d] = self.sides;
        self.sides = [a.min(x), b.min(y), c.max(x), d.max(y)];
    }

    fn step(&mut self, x: f32, y: f32) {
        self.area += (self.at.0 * y - x * self.at.1) / 2.0;
        self.at = (x, y);
    }

    /// A curve as short lines; only what lies on it counts.
    fn curve(&mut self, point: impl Fn(f32) -> (f32, f32)) {
        for k in 1..=16u8 {
            let (x, y) = point(f32::from(k) / 16.0);
            self.add(x, y);
            self.step(x, y);
        }
    }
}

impl OutlinePen for Ink {
    fn move_to(&mut self, x: f32, y: f32) {
        self.add(x, y);
        (self.start, self.at) = ((x, y), (x, y));
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.add(x, y);
        self.step(x, y);
    }
    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        let (x0, y0) = self.at;
        let bend = |a: f32, c: f32, b: f32, t: f32| {
            let s = 1.0 - t;
            s * s * a + 2.0 * s * t * c + t * t * b
        };
        self.curve(|t| (bend(x0, cx, x, t), bend(y0, cy, y, t)));
    }
    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        let (x0, y0) = self.at;
        let bend = |n: [f32; 4], t: f32| {
            let s = 1.0 - t;
            s * s * s * n[0]
                + 3.0 * s * s * t * n[1]
                + 3.0 * s * t * t * n[2]
                + t * t * t * n[3]
        };
        self.curve(|t| (bend([x0, ax, bx, x], t), bend([y0, ay, by, y], t)));
    }
    fn close(&mut self) {
        let (x, y) = self.start;
        self.step(x, y);
    }
}

fn ink(font: &FontRef<'_>, glyph: u16) -> Option<Ink> {
    ink_at(font, glyph, LocationRef::default())
}

fn ink_at(font: &FontRef<'_>, glyph: u16, at: LocationRef<'_>) -> Option<Ink> {
    let mut pen = Ink::NONE;
    let outline = font.outline_glyphs().get(GlyphId::from(glyph)).expect("the glyph exists");
    outline
        .draw(DrawSettings::unhinted(Size::unscaled(), at), &mut pen)
        .expect("it can be drawn");
    (pen.sides[0] <= pen.sides[2]).then_some(pen)
}

fn location(font: &FontRef<'_>, face: &Face) -> Location {
    font.axes().location(face.variations.iter().map(|&(tag, value)| (Tag::new(&tag), value)))
}

fn made(family: &str) -> (FontBook, Pages, File) {
    made_at(family, 400)
}

fn made_at(family: &str, weight: u16) -> (FontBook, Pages, File) {
    let fonts = fonts();
    let mut setter = Setter::new(&fonts, family, 12.0);
    setter.rtl = Use(fonts.find(family, weight, false).expect("the family"), 1.0);
    if family == "Test Postscript" {
        setter.ltr = setter.rtl;
    }
    let text = if family == "Test Postscript" { POSTSCRIPT } else { TEXT };
    let plain = style("ar", RunRole::Plain, [0; 3]);
    let mut pages = Pages::new();
    pages.add(TagKind::P, setter.paragraph(text, Dir::Rtl, 600.0, false, &plain, &[]), 20.0);
    let file = File::new(&write(&pages.layout, "ar", &fonts));
    (fonts, pages, file)
}

fn type0(file: &File) -> lopdf::Dictionary {
    let is_type0 = |d: &&lopdf::Dictionary| {
        d.get(b"Subtype").and_then(lopdf::Object::as_name).is_ok_and(|n| n == b"Type0")
    };
    let fonts: Vec<_> =
        file.doc.objects.values().filter_map(|o| o.as_dict().ok()).filter(is_type0).collect();
    assert_eq!(fonts.len(), 1, "one font object for all faces (text-layer rule R9)");
    fonts[0].clone()
}

#[test]
fn widths_equal_those_of_the_font_program() {
    for family in ["Amiri", "Markazi Text", "Test Naskh", "Test Postscript"] {
        let (_, _, file) = made(family);
        let dict = type0(&file);
        let bytes = font_file(&file.doc, &dict);
        let font = FontRef::new(&bytes).expect("a font");
        let hmtx = font.hmtx().expect("widths");
        let units = f64::from(font.head().expect("head").units_per_em());
        for (code, width) in (1u16..).zip(widths(&file.doc, &dict)) {
            let own = f64::from(hmtx.advance(GlyphId::from(code)).expect("a width"));
            assert!((own * 1000.0 / units - width).abs() < 0.001, "code {code}");
        }
    }
}

#[test]
fn every_glyph_can_be_drawn_inside_the_boxes_that_the_font_states() {
    let (_, _, file) = made("Amiri");
    let bytes = font_file(&file.doc, &type0(&file));
    let font = FontRef::new(&bytes).expect("a font");
    let head = font.head().expect("head");
    let [a, b, c, d] = [head.x_min(), head.y_min(), head.x_max(), head.y_max()].map(f32::from);
    for glyph in 0..font.maxp().expect("maxp").num_glyphs() {
        if let Some(Ink { sides: [x, y, right, top], .. }) = ink(&font, glyph) {
            let inside = x >= a - 2.0 && y >= b - 2.0 && right <= c + 2.0 && top <= d + 2.0;
            assert!(inside, "glyph {glyph} leaves the font's box");
        }
    }
}

#[test]
fn ink_stands_where_the_shaper_put_it() {
    for (family, weight) in [
        ("Amiri", 400),
        ("Markazi Text", 400),
        ("Test Postscript", 400),
        ("Test Naskh", 400),
        ("Test Naskh", 550),
        ("Test Naskh", 700),
    ] {
        let (fonts, pages, file) = made_at(family, weight);
        let bytes = font_file(&file.doc, &type0(&file));
        let font = FontRef::new(&bytes).expect("a font");
        let row = file.rows().remove(0);
        let mut ours = Ink::NONE;
        let mut area = 0.0;
        for (stored, at) in row.codes.iter().zip(&row.at) {
            let pen = (at / row.size * 2048.0) as f32;
            if let Some(Ink { sides: [x, y, right, top], area: inside, .. }) =
                ink(&font, stored.code)
            {
                ours.add(pen + x, y);
                ours.add(pen + right, top);
                area += inside;
            }
        }
        let mut shaped = Ink::NONE;
        let mut shaped_area = 0.0;
        let FrameItem::Text { line, .. } = &pages.layout.pages[0].items[1] else {
            panic!("a line")
        };
        for piece in line.pieces.iter().filter(|p| !p.is_space()) {
            let face = fonts.face(piece.shaped.font);
            // The face has been converted; the file is what it must look like.
            let postscript = face.family == "Test Postscript";
            let data = if postscript { POSTSCRIPT_FILE } else { face.data() };
            let source = FontRef::new(data).expect("a font");
            let place = location(&source, face);
            let k = (piece.size.to_pt() / 12.0 * 2048.0) as f32 / f32::from(face.units_per_em);
            let mut at = (piece.x.to_pt() / 12.0 * 2048.0) as f32;
            for glyph in &piece.shaped.glyphs {
                let drawn = ink_at(&source, glyph.id, LocationRef::from(&place));
                if let Some(Ink { sides: [x, y, right, top], area, .. }) = drawn {
                    let (dx, dy) = (glyph.dx as f32, glyph.dy as f32);
                    shaped.add(at + (x + dx) * k, (y + dy) * k);
                    shaped.add(at + (right + dx) * k, (top + dy) * k);
                    shaped_area += area * k * k;
                }
                at += glyph.advance as f32 * k;
            }
        }
        for side in 0..4 {
            let off = ours.sides[side] - shaped.sides[side];
            // TJ numbers are whole thousandths, two units each.
            assert!(off.abs() < 3.0, "{family} {weight}: side {side} is off by {off}");
        }
        let share = area / shaped_area;
        assert!((0.998..1.002).contains(&share), "{family}: {share} of the shaped ink");
    }
}

#[test]
fn the_subset_has_its_tag_and_is_small() {
    let (_, _, file) = made("Amiri");
    let dict = type0(&file);
    let name = dict.get(b"BaseFont").and_then(lopdf::Object::as_name).expect("a name");
    assert!(name[..6].iter().all(u8::is_ascii_uppercase) && name[6] == b'+');
    assert!(font_file(&file.doc, &dict).len() < 20_000);
}

#[test]
fn a_heavier_weight_of_a_variable_font_has_more_ink() {
    let black = |weight| {
        let (_, _, file) = made_at("Test Naskh", weight);
        let bytes = font_file(&file.doc, &type0(&file));
        let font = FontRef::new(&bytes).expect("a font");
        let glyphs = 1..font.maxp().expect("maxp").num_glyphs();
        glyphs.filter_map(|glyph| ink(&font, glyph)).map(|ink| ink.area.abs()).sum::<f32>()
    };
    let (light, middle, bold) = (black(400), black(550), black(700));
    assert!(middle > light * 1.05 && bold > middle * 1.05, "{light}, {middle}, {bold}");
}
