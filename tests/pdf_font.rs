//! The font inside the file: widths, outlines, names.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(unreachable_pub, reason = "what tests share is a module of each of them")]

mod pdf_support;

use pdf_support::read::{File, font_file, widths};
use pdf_support::{Pages, Setter, style, write};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::raw::{FontRef, TableProvider};
use skrifa::{GlyphId, MetadataProvider};
use warraq::geom::Dir;
use warraq::layout::frame::{FrameItem, TagKind};
use warraq::text::RunRole;
use warraq::text::font::FontBook;

const TEXT: &str = "لا إله إلا اللَّهُ الرَّحْمٰنِ، ICMEC Office والخبرات بَيْنَ ٢٠٢٦";

/// The box around what is drawn.
#[derive(Clone, Copy)]
struct Ink([f32; 4]);

impl Ink {
    const NONE: Self = Self([f32::MAX, f32::MAX, f32::MIN, f32::MIN]);

    fn add(&mut self, x: f32, y: f32) {
        let [a, b, c, d] = self.0;
        self.0 = [a.min(x), b.min(y), c.max(x), d.max(y)];
    }
}

impl OutlinePen for Ink {
    fn move_to(&mut self, x: f32, y: f32) {
        self.add(x, y);
    }
    fn line_to(&mut self, x: f32, y: f32) {
        self.add(x, y);
    }
    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.add(cx, cy);
        self.add(x, y);
    }
    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.add(ax, ay);
        self.add(bx, by);
        self.add(x, y);
    }
    fn close(&mut self) {}
}

fn ink(font: &FontRef<'_>, glyph: u16) -> Option<[f32; 4]> {
    let mut pen = Ink::NONE;
    let outline = font.outline_glyphs().get(GlyphId::from(glyph)).expect("the glyph exists");
    let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
    outline.draw(settings, &mut pen).expect("it can be drawn");
    (pen.0[0] <= pen.0[2]).then_some(pen.0)
}

fn made(family: &str) -> (FontBook, Pages, File) {
    let fonts = FontBook::bundled();
    let mut setter = Setter::new(&fonts, family, 12.0);
    let plain = style("ar", RunRole::Plain, [0; 3]);
    let mut pages = Pages::new();
    pages.add(TagKind::P, setter.paragraph(TEXT, Dir::Rtl, 600.0, false, &plain, &[]), 20.0);
    let file = File::new(&write(&pages.layout, "ar", &fonts));
    (fonts, pages, file)
}

fn type0(file: &File) -> lopdf::Dictionary {
    let is_type0 = |d: &&lopdf::Dictionary| {
        d.get(b"Subtype").and_then(lopdf::Object::as_name).is_ok_and(|n| n == b"Type0")
    };
    let fonts: Vec<_> =
        file.doc.objects.values().filter_map(|o| o.as_dict().ok()).filter(is_type0).collect();
    assert_eq!(fonts.len(), 1, "one font object for all faces (R9)");
    fonts[0].clone()
}

#[test]
fn widths_equal_those_of_the_font_program() {
    for family in ["Amiri", "Markazi Text"] {
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
        if let Some([x, y, right, top]) = ink(&font, glyph) {
            let inside = x >= a - 2.0 && y >= b - 2.0 && right <= c + 2.0 && top <= d + 2.0;
            assert!(inside, "glyph {glyph} leaves the font's box");
        }
    }
}

#[test]
fn ink_stands_where_the_shaper_put_it() {
    for family in ["Amiri", "Markazi Text"] {
        let (fonts, pages, file) = made(family);
        let bytes = font_file(&file.doc, &type0(&file));
        let font = FontRef::new(&bytes).expect("a font");
        let row = file.rows().remove(0);
        let mut ours = Ink::NONE;
        let mut area = 0.0;
        for (stored, at) in row.codes.iter().zip(&row.at) {
            let pen = (at / row.size * 2048.0) as f32;
            if let Some([x, y, right, top]) = ink(&font, stored.code) {
                ours.add(pen + x, y);
                ours.add(pen + right, top);
                area += (right - x) * (top - y);
            }
        }
        let mut shaped = Ink::NONE;
        let mut shaped_area = 0.0;
        let FrameItem::Text { line, .. } = &pages.layout.pages[0].items[1] else {
            panic!("a line")
        };
        for piece in line.pieces.iter().filter(|p| !p.is_space()) {
            let face = fonts.face(piece.shaped.font);
            let source = FontRef::new(face.data()).expect("a font");
            let k = (piece.size.to_pt() / 12.0 * 2048.0) as f32 / f32::from(face.units_per_em);
            let mut at = (piece.x.to_pt() / 12.0 * 2048.0) as f32;
            for glyph in &piece.shaped.glyphs {
                if let Some([x, y, right, top]) = ink(&source, glyph.id) {
                    let (dx, dy) = (glyph.dx as f32, glyph.dy as f32);
                    shaped.add(at + (x + dx) * k, (y + dy) * k);
                    shaped.add(at + (right + dx) * k, (top + dy) * k);
                    shaped_area += (right - x) * (top - y) * k * k;
                }
                at += glyph.advance as f32 * k;
            }
        }
        for side in 0..4 {
            let off = ours.0[side] - shaped.0[side];
            // TJ numbers are whole thousandths, two units each.
            assert!(off.abs() < 3.0, "{family}: side {side} is off by {off}");
        }
        // A glyph of several parts has a larger box than its parts together.
        let share = area / shaped_area;
        assert!((0.9..1.6).contains(&share), "{family}: ink boxes {share} of the shaped");
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
