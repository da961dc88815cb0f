//! Colour and weight inside a word keep its joins (W3C ALREQ, styling individual letters).
//!
//! مستشفى with its fourth letter red, bold, and both, plain and vowelled, in three faces: the
//! glyphs of the styled word are those of the plain one, each in the face of its letter.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::sync::Arc;

use crate::text_support::{config, rich, style};
use warraq::diag::{Sink, Span};
use warraq::geom::Dir;
use warraq::model::style::{Color, Rgb};
use warraq::text::font::{FontBook, FontStack, StackEntry};
use warraq::text::{Alignment, RichText, RunStyle, StyledRun, Typesetter, WordCache};

const WORDS: [&str; 2] = ["مست|ش|فى", "مُسْتَ|شْ|فَى"];
const FACES: [(&str, &str); 3] =
    [("Markazi Text", "ar"), ("Amiri", "ar"), ("Noto Nastaliq Urdu", "ur")];

fn in_face(book: &FontBook, family: &str, lang: &str, weight: u16) -> RunStyle {
    let font = book.find(family, weight, false).unwrap();
    assert_eq!(book.face(font).weight, weight, "{family}");
    let entries = vec![StackEntry { font, scale: 1.0, scripts: vec![] }];
    RunStyle { stack: Arc::new(FontStack { entries }), ..style(book, lang, 13.5) }
}

/// A glyph: its id, cluster in the paragraph, offsets, and whether it is bold.
type Seen = (u16, usize, i32, i32, bool);

/// The glyphs of a word from left to right, and where the pen ends.
fn glyphs(book: &FontBook, text: &RichText) -> (Vec<Seen>, f64) {
    let words = WordCache::new();
    let setter = Typesetter::new(book, &words);
    let mut sink = Sink::default();
    let lines = setter.set(text, &config(500.0, Dir::Rtl, Alignment::Start), &mut sink);
    assert!(sink.diagnostics().is_empty() && lines.len() == 1);
    let mut out = vec![];
    let mut pen = 0.0;
    for piece in &lines[0].pieces {
        assert!((piece.x.to_pt() - pen).abs() < 1e-6, "a gap inside a word");
        pen += piece.width.to_pt();
        let bold = book.face(piece.shaped.font).weight == 700;
        out.extend(
            piece
                .shaped
                .glyphs
                .iter()
                .map(|g| (g.id, piece.start + g.cluster as usize, g.dx, g.dy, bold)),
        );
    }
    (out, pen)
}

fn parted(word: &str, outer: &RunStyle, inner: &RunStyle) -> RichText {
    let mut out = RichText::default();
    for (i, part) in word.split('|').enumerate() {
        let start = out.text.len();
        out.text.push_str(part);
        let style = Arc::new(if i == 1 { inner.clone() } else { outer.clone() });
        out.runs.push(StyledRun { range: start..out.text.len(), style, span: Span::NONE });
    }
    out
}

#[test]
fn a_red_letter_has_the_glyphs_of_a_black_one() {
    let book = FontBook::bundled();
    for (family, lang) in FACES {
        let plain = in_face(&book, family, lang, 400);
        let red = RunStyle { color: Color::new(Rgb([255, 0, 0]), None), ..plain.clone() };
        for word in WORDS {
            let whole = rich(&word.replace('|', ""), &Arc::new(plain.clone()));
            let styled = parted(word, &plain, &red);
            let ((styled, end), (whole, wanted)) =
                (glyphs(&book, &styled), glyphs(&book, &whole));
            assert_eq!(styled, whole, "{family}: {word}");
            assert!((end - wanted).abs() < 1e-9, "{family}: {word}");
        }
    }
}

#[test]
fn a_bold_letter_has_the_joins_and_the_slope_of_its_whole_word() {
    let book = FontBook::bundled();
    for (family, lang) in FACES {
        let (plain, bold) =
            (in_face(&book, family, lang, 400), in_face(&book, family, lang, 700));
        let bold = RunStyle { color: Color::new(Rgb([255, 0, 0]), None), ..bold };
        for word in WORDS {
            let all = word.replace('|', "");
            let light = glyphs(&book, &rich(&all, &Arc::new(plain.clone()))).0;
            let heavy = glyphs(&book, &rich(&all, &Arc::new(bold.clone()))).0;
            let (styled, _) = glyphs(&book, &parted(word, &plain, &bold));
            assert!(styled.iter().any(|g| g.4) && styled.iter().any(|g| !g.4), "{family}");
            for glyph in &styled {
                let from = if glyph.4 { &heavy } else { &light };
                assert!(from.contains(glyph), "{family}: {word}: {glyph:?}");
            }
            let count = |all: &[Seen], bold: bool| all.iter().filter(|g| g.4 == bold).count();
            let clusters: Vec<_> = styled.iter().filter(|g| g.4).map(|g| g.1).collect();
            let same = heavy.iter().filter(|g| clusters.contains(&g.1)).count();
            assert_eq!(count(&styled, true), same, "{family}: {word}");
            let rest = light.iter().filter(|g| !clusters.contains(&g.1)).count();
            assert_eq!(count(&styled, false), rest, "{family}: {word}");
        }
    }
}
