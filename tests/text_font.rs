//! The bundled faces and a project's own ones.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::sync::Arc;

use unicode_script::Script;
use warraq::diag::{Sink, Span};
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
    assert_eq!(bundled.ids().count(), 11);
    assert_eq!(bundled.families().len(), 5);
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
