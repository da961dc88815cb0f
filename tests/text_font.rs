//! The bundled faces and a project's own ones.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::sync::Arc;

use unicode_script::Script;
use warraq::diag::{Severity, Sink, Span};
use warraq::text::font::FontBook;

#[test]
fn the_table_of_bundled_faces_says_what_the_files_say() {
    let bundled = FontBook::bundled();
    for id in bundled.ids() {
        let face = bundled.face(id);
        let mut book = FontBook::default();
        let mut sink = Sink::default();
        let read = book.add("x", Arc::from(face.data()), Span::NONE, &mut sink).unwrap();
        assert!(sink.diagnostics().is_empty(), "{}", face.postscript_name);
        let found = bundled.find(&face.family, face.weight, face.italic);
        assert_eq!(found, Some(id), "{}", face.postscript_name);
        assert_eq!(book.face(read).postscript_name, face.postscript_name);
    }
    assert_eq!(bundled.ids().count(), 19);
    assert_eq!(bundled.families().len(), 10);
}

#[test]
fn the_nearest_weight_is_taken_and_no_slant_is_made_up() {
    let book = FontBook::bundled();
    let name = |family: &str, weight, italic| {
        let id = book.find(family, weight, italic).unwrap();
        book.face(id).postscript_name.clone()
    };
    assert_eq!(name("Amiri", 600, false), "Amiri-Bold");
    assert_eq!(name("amiri", 300, true), "Amiri-Regular");
    assert_eq!(name("Source Serif 4", 700, false), "SourceSerif4-SemiBold");
    assert_eq!(name("Source Serif 4", 500, false), "SourceSerif4-Regular");
    assert_eq!(name("Source Serif 4", 700, true), "SourceSerif4-Italic");
    assert_eq!(book.find("Arial", 400, false), None);
}

#[test]
fn coverage_is_what_the_art_direction_found() {
    let book = FontBook::bundled();
    let markazi = book.face(book.find("Markazi Text", 400, false).unwrap());
    let amiri = book.face(book.find("Amiri", 400, false).unwrap());
    let serif = book.face(book.find("Source Serif 4", 400, false).unwrap());
    assert_eq!(markazi.glyph('٪'), None);
    assert!(amiri.glyph('٪').is_some());
    assert!(markazi.covers(Script::Arabic) && !markazi.covers(Script::Hebrew));
    assert!(serif.covers(Script::Cyrillic) && !serif.covers(Script::Arabic));
    assert_eq!(serif.scripts()[0].0, Script::Latin);
}

#[test]
fn ink_is_the_box_of_the_outline() {
    let book = FontBook::bundled();
    for id in book.ids() {
        let face = book.face(id);
        let parsed = rustybuzz::ttf_parser::Face::parse(face.data(), 0).unwrap();
        for gid in 0..face.glyph_count {
            let b = parsed.glyph_bounding_box(rustybuzz::ttf_parser::GlyphId(gid));
            let Some(b) = b else { continue };
            let ink = face.ink(gid).expect("a glyph with an outline has ink");
            // Curves may end a unit inside the header's box: it is rounded, and so are control points.
            for (header, outline) in ink.into_iter().zip([b.x_min, b.y_min, b.x_max, b.y_max]) {
                let off = header.abs_diff(outline);
                assert!(off <= 2, "{} {gid}: off by {off}", face.postscript_name);
            }
        }
        assert_eq!(face.ink(u16::MAX), None);
        assert_eq!(face.glyph(' ').and_then(|g| face.ink(g)), None);
    }
}

#[test]
fn a_file_of_garbage_and_a_locked_font_are_faults() {
    let bundled = FontBook::bundled();
    let good = bundled.face(bundled.find("Amiri", 400, false).unwrap()).data();
    let os2 = {
        let record = good.windows(4).position(|w| w == b"OS/2").unwrap();
        u32::from_be_bytes(good[record + 8..record + 12].try_into().unwrap()) as usize
    };
    let with_type = |bits: u16| {
        let mut bytes = good.to_vec();
        bytes[os2 + 8..os2 + 10].copy_from_slice(&bits.to_be_bytes());
        bytes
    };
    let ids = |bytes: &[u8]| {
        let mut sink = Sink::default();
        let added = FontBook::default().add("my.ttf", Arc::from(bytes), Span::NONE, &mut sink);
        assert_eq!(added.is_none(), sink.has_errors());
        sink.diagnostics().iter().map(|d| d.id).collect::<Vec<_>>()
    };
    assert_eq!(ids(b"not a font"), ["broken-font"]);
    assert_eq!(ids(b""), ["broken-font"]);
    assert_eq!(ids(&good[..good.len() / 3]), ["broken-font"]);
    assert_eq!(ids(&with_type(0x0002)), ["font-not-embeddable"]);
    assert_eq!(ids(&with_type(0x0100)), ["font-not-embeddable"]);
    assert_eq!(ids(&with_type(0x0200)), ["font-not-embeddable"]);
    assert_eq!(ids(&with_type(0x0008)), [""; 0]);
}

/// A test face with tables under other names, which must keep their order.
fn with_tables(renamed: &[(&[u8; 4], &[u8; 4])]) -> Vec<u8> {
    let mut bytes = include_bytes!("data/fonts/Naskh.ttf").to_vec();
    for (from, to) in renamed {
        let at = bytes.windows(4).position(|w| w == *from).unwrap();
        bytes[at..at + 4].copy_from_slice(*to);
    }
    bytes
}

#[test]
fn a_weight_axis_offers_the_weights_that_are_asked_for() {
    let mut book = FontBook::bundled();
    let mut sink = Sink::default();
    let bytes: Arc<[u8]> = with_tables(&[]).into();
    book.add("naskh.ttf", bytes, Span::NONE, &mut sink).unwrap();
    assert_eq!(sink.diagnostics(), &[]);
    let weight = |asked| {
        let face = book.face(book.find("Test Naskh", asked, false).unwrap());
        assert_eq!(face.weights, Some([400, 700]));
        assert_eq!(face.variations, [(*b"wght", f32::from(face.weight))]);
        face.weight
    };
    assert_eq!([100, 400, 550, 633, 700, 900].map(weight), [400, 400, 550, 630, 700, 700]);
    let seen = |weight, c| {
        let face = book.face(book.find("Test Naskh", weight, false).unwrap());
        face.ink(face.glyph(c).unwrap()).unwrap()
    };
    let (light, bold) = (seen(400, 'ا'), seen(700, 'ا'));
    assert!(bold[2] - bold[0] > light[2] - light[0], "a stem grows: {light:?}, {bold:?}");
}

#[test]
fn postscript_outlines_have_ink() {
    let mut book = FontBook::default();
    let bytes: Arc<[u8]> = include_bytes!("data/fonts/Postscript.otf").as_slice().into();
    let id = book.add("p.otf", bytes, Span::NONE, &mut Sink::default()).unwrap();
    let face = book.face(id);
    let ink = face.ink(face.glyph('H').unwrap()).unwrap();
    // As fontTools draws it; curves may be rounded outwards.
    for (side, known) in ink.into_iter().zip([14i16, -2, 710, 647]) {
        assert!(side.abs_diff(known) <= 2, "{ink:?}");
    }
    assert_eq!(face.glyph(' ').and_then(|g| face.ink(g)), None);
}

#[test]
fn fonts_of_pictures_are_refused_and_colours_are_left_out() {
    let add = |bytes: Vec<u8>| {
        let (mut book, mut sink) = (FontBook::default(), Sink::default());
        let added = book.add("my.ttf", bytes.into(), Span::NONE, &mut sink).is_some();
        (added, sink.diagnostics().iter().map(|d| (d.id, d.severity)).collect::<Vec<_>>())
    };
    let pictures = with_tables(&[(b"glyf", b"glyx"), (b"GDEF", b"CBDT")]);
    assert_eq!(add(pictures), (false, vec![("colour-font", Severity::Error)]));
    let colours = with_tables(&[(b"GDEF", b"COLR")]);
    assert_eq!(add(colours), (true, vec![("colour-font", Severity::Warning)]));
    let neither = with_tables(&[(b"glyf", b"glyx")]);
    assert_eq!(add(neither), (false, vec![("broken-font", Severity::Error)]));
}
