//! Shaping against an oracle, and the word cache against whole lines.
//!
//! harfrust is another port of HarfBuzz, of a later version: what both agree on is what HarfBuzz
//! gives. The texts are those of `source/`, the brochure's Arabic, and some of other languages.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::text_support::{config, rich, style};
use unicode_script::Script;
use warraq::diag::Sink;
use warraq::geom::Dir;
use warraq::text::analyze::strong_script;
use warraq::text::font::{FontBook, FontId, FontStack, StackEntry};
use warraq::text::{Alignment, Glyph, PlacedRun, RunStyle, Typesetter, WordCache};

const VOWELLED: &str =
    "يُولَدُ جَمِيعُ النَّاسِ أَحْرَارًا مُتَسَاوِينَ فِي الْكَرَامَةِ وَالْحُقُوقِ، وَقَدْ وُهِبُوا عَقْلًا وَضَمِيرًا.";
const PERSIAN: &str =
    "نمی‌خواهم کتاب‌ها را بی‌آن‌که بخوانم پس بدهم؛ ۱۲٪ از بچه‌ها و نوجوانان می‌خوانند.";
const URDU: &str = "تمام انسان آزاد اور حقوق و عزت کے اعتبار سے برابر پیدا ہوئے ہیں۔ انہیں ضمیر اور عقل ودیعت ہوئی ہے۔ ایک کتاب کی جلد، ملک کا نام۔";
const KURDISH: &str = "هەموو مرۆڤەکان بە ئازادی و یەکسان لە کەرامەت و مافەکاندا لەدایک بوون.";
const HEBREW: &str = "כל בני האדם נולדו בני חורין ושווים בערכם. בְּרֵאשִׁית בָּרָא אֱלֹהִים אֵת הַשָּׁמַיִם.";
const RUSSIAN: &str = "Все люди рождаются свободными и равными в своём достоинстве и правах.";
const VIETNAMESE: &str =
    "Tất cả mọi người sinh ra đều được tự do và bình đẳng về nhân phẩm và quyền.";
/// Signs that are drawn mirrored among letters that run from right to left.
const SIGNS: &str = "≥ ≤ < > « » ‹ › ( ) [ ] { } ∈ ∋ ⊂ ⊃ ≪ ≫ ⟨ ⟩";

/// All texts, line by line, with their languages.
fn texts() -> Vec<(&'static str, String)> {
    let source = |lang: &str| {
        let path = format!("{}/source/text/{lang}.yaml", env!("CARGO_MANIFEST_DIR"));
        std::fs::read_to_string(path).unwrap()
    };
    let files = [
        ("ar", source("ar")),
        ("ar", include_str!("data/words.ar.txt").to_owned()),
        ("ar", VOWELLED.to_owned()),
        ("fa", PERSIAN.to_owned()),
        ("ur", URDU.to_owned()),
        ("ckb", KURDISH.to_owned()),
        ("he", HEBREW.to_owned()),
        ("ru", RUSSIAN.to_owned()),
        ("vi", VIETNAMESE.to_owned()),
        ("en", source("en")),
        ("ar", format!("ب {}", SIGNS.replace(' ', " ب "))),
        ("ur", format!("ب {}", SIGNS.replace(' ', " ب "))),
        ("he", format!("א {}", SIGNS.replace(' ', " א "))),
    ];
    let lines = files.iter().flat_map(|(lang, text)| {
        text.lines().filter(|l| !l.trim().is_empty()).map(|l| (*lang, l.trim().to_owned()))
    });
    lines.collect()
}

/// Each piece of each text, in the theme's faces of its language.
fn each_piece(book: &FontBook, mut see: impl FnMut(&RunStyle, &PlacedRun)) {
    let words = WordCache::new();
    let setter = Typesetter::new(book, &words);
    for (lang, text) in texts() {
        let style = Arc::new(style(book, lang, 12.0));
        let config = config(300.0, style.lang.dir(), Alignment::Start);
        for line in setter.set(&rich(&text, &style), &config, &mut Sink::default()) {
            line.pieces.iter().for_each(|piece| see(&style, piece));
        }
    }
}

fn script_of(text: &str, dir: Dir) -> Script {
    let neutral = if dir.is_rtl() { Script::Arabic } else { Script::Latin };
    text.chars().find_map(strong_script).unwrap_or(neutral)
}

fn tag(script: Script) -> [u8; 4] {
    script.short_name().as_bytes().try_into().unwrap()
}

#[test]
fn each_word_of_each_source_shapes_as_harfrust_shapes_it() {
    let book = FontBook::bundled();
    let mut fonts: BTreeMap<FontId, harfrust::Font> = BTreeMap::new();
    let mut count = 0;
    each_piece(&book, |style, piece| {
        let shaped = &piece.shaped;
        let font = fonts.entry(shaped.font).or_insert_with(|| {
            harfrust::Font::new(book.face(shaped.font).data().to_vec(), 0).unwrap()
        });
        let expected = oracle(font, style, piece);
        assert_eq!(shaped.glyphs.as_ref(), expected, "{} {:?}", style.lang, shaped.text);
        count += 1;
    });
    assert!(count > 6000, "only {count} pieces");
}

fn oracle(font: &harfrust::Font, style: &RunStyle, piece: &PlacedRun) -> Vec<Glyph> {
    let shaped = &piece.shaped;
    let mut buffer = harfrust::Buffer::new();
    buffer.push_str(if shaped.text.as_ref() == "\u{ad}" { "\u{2010}" } else { &shaped.text });
    buffer.set_cluster_level(harfrust::ClusterLevel::MonotoneCharacters);
    buffer.set_direction(match shaped.dir {
        Dir::Rtl => harfrust::Direction::RightToLeft,
        Dir::Ltr => harfrust::Direction::LeftToRight,
    });
    // Characters of no script were shaped in the script of their language.
    let script = shaped
        .text
        .chars()
        .find_map(strong_script)
        .unwrap_or_else(|| script_of(&style.lang.name(), shaped.dir));
    buffer.set_script(harfrust::Script::from_iso15924_tag(harfrust::Tag::new(&tag(script))));
    buffer.set_language(style.lang.as_str().parse().ok());
    let options = harfrust::ShapeOptions::new();
    harfrust::shape(&harfrust::ShaperFont::new(font), &mut buffer, options).unwrap();
    let glyphs = buffer.glyph_infos().iter().zip(buffer.glyph_positions());
    glyphs
        .map(|(info, position)| Glyph {
            id: u16::try_from(info.glyph_id).unwrap(),
            cluster: info.cluster,
            advance: position.x_advance,
            dx: position.x_offset,
            dy: position.y_offset,
        })
        .collect()
}

/// The languages whose texts are set in each face.
const LANGUAGES: &[(&str, &[&str])] = &[
    ("MarkaziText-Regular", &["ar", "fa"]),
    ("MarkaziText-Bold", &["ar", "fa"]),
    ("Amiri-Regular", &["ar", "fa", "ckb"]),
    ("Amiri-Bold", &["ar", "fa", "ckb"]),
    ("SourceSerif4-Regular", &["en", "ru", "vi"]),
    ("SourceSerif4-Italic", &["en", "ru", "vi"]),
    ("SourceSerif4-SemiBold", &["en", "ru", "vi"]),
    ("NotoNastaliqUrdu-Regular", &["ur"]),
    ("NotoNastaliqUrdu-Bold", &["ur"]),
    ("FrankRuhlLibre-Regular", &["he"]),
    ("FrankRuhlLibre-Bold", &["he"]),
    ("IBMPlexSansArabic-Regular", &["ar", "fa", "ckb", "en", "vi"]),
    ("IBMPlexSansArabic-Bold", &["ar", "fa", "ckb", "en", "vi"]),
    ("NotoKufiArabic-Regular", &["ar", "fa"]),
    ("NotoKufiArabic-SemiBold", &["ar", "fa"]),
    ("NotoSansSymbols-Regular", &["en"]),
    ("NotoSansSymbols2-Regular", &["en"]),
    ("Alexandria-Medium", &["ar", "fa", "en"]),
    ("Alexandria-ExtraBold", &["ar", "fa", "en"]),
];

/// The differences between a face's words alone and in their lines.
fn differences(book: &FontBook, font: FontId, langs: &[&str]) -> BTreeSet<String> {
    let face = book.face(font);
    let words = WordCache::new();
    let setter = Typesetter::new(book, &words);
    let buzz = rustybuzz::Face::from_slice(face.data(), face.index).unwrap();
    let entry = StackEntry { font, scale: 1.0, scripts: vec![] };
    let stack = Arc::new(FontStack { entries: vec![entry] });
    let mut found = BTreeSet::new();
    for (lang, text) in texts().into_iter().filter(|(lang, _)| langs.contains(lang)) {
        let style = Arc::new(RunStyle { stack: stack.clone(), ..style(book, lang, 12.0) });
        let config = config(1e9, style.lang.dir(), Alignment::Start);
        for line in setter.set(&rich(&text, &style), &config, &mut Sink::default()) {
            for run in line.pieces.chunk_by(|a, b| a.level == b.level) {
                compare(&buzz, &style, run, &mut found);
            }
        }
    }
    found
}

/// Shapes the pieces of one level in one go and compares word by word.
fn compare(
    buzz: &rustybuzz::Face<'_>,
    style: &RunStyle,
    run: &[PlacedRun],
    found: &mut BTreeSet<String>,
) {
    let rtl = run[0].shaped.dir.is_rtl();
    let logical: Vec<&PlacedRun> =
        if rtl { run.iter().rev().collect() } else { run.iter().collect() };
    let text: String = logical.iter().map(|p| &*p.shaped.text).collect();
    let scripts: BTreeSet<_> = text.chars().filter_map(strong_script).map(tag).collect();
    // Text in several scripts is never shaped as one, and a foreign one has a face of its own.
    let [script] = scripts.into_iter().collect::<Vec<_>>()[..] else { return };
    if script != tag(script_of(&style.lang.name(), style.lang.dir())) {
        return;
    }
    // What shapes the whole line here leaves some signs as they are that are to be mirrored.
    if SIGNS.split(' ').any(|sign| text.contains(sign)) {
        return;
    }
    let whole = shape_whole(buzz, style, &text, script, rtl);
    let ours: Vec<_> =
        run.iter().flat_map(|p| p.shaped.glyphs.iter().map(move |g| (p, g))).collect();
    assert_eq!(whole.len(), ours.len(), "{text:?}");
    let units = f64::from(buzz.units_per_em()) / run[0].size.to_pt();
    let (mut pen, mut at) = (0, vec![]);
    for glyph in &whole {
        at.push(f64::from(pen + glyph.dx));
        pen += glyph.advance;
    }
    let mut inside = 0;
    for (i, ((piece, glyph), (theirs, x))) in ours.iter().zip(whole.iter().zip(at)).enumerate()
    {
        if i == 0 || !std::ptr::eq(*piece, ours[i - 1].0) {
            inside = 0;
        }
        let here = (piece.x - run[0].x).to_pt() * units + f64::from(inside + glyph.dx);
        inside += glyph.advance;
        assert_eq!(
            (glyph.id, glyph.dy),
            (theirs.id, theirs.dy),
            "{} in {text:?}",
            piece.shaped.text
        );
        if !piece.is_space() && (here - x).abs() > 0.05 {
            found.insert(format!("{} {:+}", piece.shaped.text, here - x));
        }
    }
}

fn shape_whole(
    buzz: &rustybuzz::Face<'_>,
    style: &RunStyle,
    text: &str,
    script: [u8; 4],
    rtl: bool,
) -> Vec<Glyph> {
    use rustybuzz::Direction::{LeftToRight, RightToLeft};
    let mut buffer = rustybuzz::UnicodeBuffer::new();
    buffer.push_str(text);
    buffer.set_cluster_level(rustybuzz::BufferClusterLevel::MonotoneCharacters);
    buffer.set_direction(if rtl { RightToLeft } else { LeftToRight });
    let tag = rustybuzz::ttf_parser::Tag::from_bytes(&script);
    buffer.set_script(rustybuzz::Script::from_iso15924_tag(tag).unwrap());
    buffer.set_language(style.lang.as_str().parse().unwrap());
    let whole = rustybuzz::shape(buzz, &[], buffer);
    let glyphs = whole.glyph_infos().iter().zip(whole.glyph_positions());
    glyphs
        .map(|(info, position)| Glyph {
            id: u16::try_from(info.glyph_id).unwrap(),
            cluster: info.cluster,
            advance: position.x_advance,
            dx: position.x_offset,
            dy: position.y_offset,
        })
        .collect()
}

#[test]
fn cached_words_with_what_spaces_change_are_the_line_shaped_whole() {
    let book = FontBook::bundled();
    for id in book.ids() {
        let name = &book.face(id).postscript_name;
        let (_, langs) = LANGUAGES.iter().find(|(n, _)| n == name).unwrap();
        assert_eq!(differences(&book, id, langs), BTreeSet::new(), "{name}");
    }
}
