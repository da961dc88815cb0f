//! Justified Arabic lines: where joins stretch, which lines are chosen, what always holds.
//! Words, lines and figures are those of docs/spec/justification.md, 8.2.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::sync::Arc;

use crate::text_support::{config, rich, style};
use warraq::diag::{Sink, Span};
use warraq::geom::Dir;
use warraq::model::style::Kashida;
use warraq::text::font::{FontBook, FontStack, StackEntry};
use warraq::text::{
    Alignment, Line, ParConfig, PlacedRun, RichText, RunStyle, Typesetter, WordCache,
};

/// Amiri is bundled; the others are those of the specification's tables.
const FACES: [&str; 4] = ["Amiri", "Noto Naskh Arabic", "IBM Plex Sans Arabic", "Vazirmatn"];
const MODES: [Kashida; 3] = [Kashida::None, Kashida::Sparing, Kashida::Full];
/// Measures with the sizes that were measured with them: A5, panel, wide.
const MEASURES: [(f64, f64); 4] = [(12.0, 317.5), (11.0, 317.5), (9.5, 184.25), (12.0, 425.2)];

fn book() -> FontBook {
    let mut book = FontBook::bundled();
    let files: [&[u8]; 3] = [
        include_bytes!("data/fonts/NotoNaskhArabic-Regular.ttf"),
        include_bytes!("data/fonts/IBMPlexSansArabic-Regular.ttf"),
        include_bytes!("data/fonts/Vazirmatn-Regular.ttf"),
    ];
    for bytes in files {
        book.add("a test's font", bytes.into(), Span::NONE, &mut Sink::default()).unwrap();
    }
    book
}

fn in_face(
    book: &FontBook,
    family: &str,
    lang: &str,
    size: f64,
    kashida: Kashida,
) -> Arc<RunStyle> {
    let entry = |family, scale| StackEntry {
        font: book.find(family, 400, false).unwrap(),
        scale,
        scripts: vec![],
    };
    let entries = vec![entry(family, 1.0), entry("Source Serif 4", 0.82), entry("Amiri", 1.0)];
    let stack = Arc::new(FontStack { entries });
    Arc::new(RunStyle { stack, kashida, ..style(book, lang, size) })
}

/// The brochure's paragraphs, one space between words.
fn brochure() -> Vec<String> {
    paragraphs(include_str!("data/words.ar.txt"))
}

fn paragraphs(text: &str) -> Vec<String> {
    let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect()
}

/// The brochure, and prose and verse in other languages and with vowels.
fn corpora() -> Vec<(&'static str, String)> {
    let mut all: Vec<_> = brochure().into_iter().map(|line| ("ar", line)).collect();
    let others = [
        ("ar", include_str!("conformance/texts/declaration.ar.txt")),
        ("ar", include_str!("conformance/texts/vowelled.ar.txt")),
        ("fa", include_str!("conformance/texts/declaration.fa.txt")),
        ("ur", include_str!("conformance/texts/declaration.ur.txt")),
        ("he", include_str!("conformance/texts/declaration.he.txt")),
    ];
    for (lang, text) in others {
        all.extend(paragraphs(text).into_iter().map(|line| (lang, line)));
    }
    all
}

fn justified(measure: f64) -> ParConfig {
    config(measure, Dir::Rtl, Alignment::Justify)
}

fn word_around(text: &str, at: usize) -> (&str, usize) {
    let start = text[..at].rfind(' ').map_or(0, |i| i + 1);
    let end = text[at..].find(' ').map_or(text.len(), |i| at + i);
    (&text[start..end], at - start)
}

/// What is said of a line: its words, the ratio of its spaces, its tatweels.
fn told(text: &str, line: &Line) -> (usize, f64, Vec<(String, usize, u8)>) {
    let strokes = line.stretched.iter().map(|stroke| {
        let (word, at) = word_around(text, stroke.at);
        (word.to_owned(), at, stroke.count)
    });
    let words = text[line.range.clone()].split_whitespace().count();
    (words, line.ratio, strokes.collect())
}

#[test]
fn the_join_of_a_word_is_the_best_that_its_face_allows() {
    let (book, words) = (book(), WordCache::new());
    let setter = Typesetter::new(&book, &words);
    // Byte and class in Amiri, Noto Naskh, Plex, Vazirmatn; (0, 0) is none.
    let same = |at, class| [(at, class); 4];
    let none = (0, 0);
    let table = [
        ("محمد", same(6, 2)),
        ("مُحَمَّد", same(14, 2)),
        ("السلام", same(6, 1)),
        ("سِقْطِ", same(4, 1)),
        ("المستغلين", same(8, 1)),
        ("والمستغلين", same(10, 1)),
        ("الأطفال", same(10, 3)),
        ("الإنسان", same(10, 1)),
        ("بالإضافة", same(10, 1)),
        ("حماية", same(8, 2)),
        ("أهدافه", same(10, 2)),
        ("لهذه", same(4, 4)),
        ("جديد", [none, (6, 4), (6, 4), (6, 4)]),
        ("تقديم", same(4, 4)),
        ("المعلومات", same(14, 3)),
        ("البيانات", same(12, 3)),
        ("التحليل", [(12, 3), (12, 3), (12, 3), none]),
        ("أفضل", same(6, 1)),
        ("كتاب", [none, (4, 3), (4, 3), none]),
        ("قضايا", same(4, 1)),
        ("تأسيسه", same(10, 1)),
        ("المشروع", [none, (8, 1), none, (8, 1)]),
        ("الخبرة", [none, (6, 4), (6, 4), (6, 4)]),
        ("مستشفى", same(8, 1)),
        ("عالم", [none, (2, 4), (2, 4), (2, 4)]),
        ("ولما", same(6, 3)),
        ("همکاری", [none, (6, 3), (6, 3), (6, 3)]),
        ("شناسائی", same(8, 1)),
        ("الحـــق", [none, (12, 0), (12, 0), (12, 0)]),
        ("بينهما", same(10, 3)),
    ];
    for (word, expected) in table {
        for (face, expected) in FACES.into_iter().zip(expected) {
            let text = rich(word, &in_face(&book, face, "ar", 12.0, Kashida::Full));
            let found = setter.joins(&text).first().map(|join| (join.at, join.class));
            assert_eq!(found.unwrap_or(none), expected, "{word} in {face}");
        }
        let text = rich(word, &in_face(&book, "Noto Nastaliq Urdu", "ur", 12.0, Kashida::Full));
        assert!(setter.joins(&text).is_empty(), "{word} in Nastaliq");
    }
    for word in
        "المركز الدولي الوعي المجتمع حقوق می‌خواهم آزادی من هو الله والله لله لآلئ".split(' ')
    {
        for face in FACES {
            let text = rich(word, &in_face(&book, face, "ar", 12.0, Kashida::Full));
            assert!(setter.joins(&text).is_empty(), "{word} in {face}");
        }
    }
}

/// A line of the specification: words, ratio where it is given, word, byte, tatweels.
type Expected = (usize, Option<f64>, &'static [(&'static str, usize, u8)]);

fn check_paragraph(
    face: &str,
    size: f64,
    measure: f64,
    mode: Kashida,
    expected: &[Expected],
) -> f64 {
    let (book, words) = (book(), WordCache::new());
    let setter = Typesetter::new(&book, &words);
    let source = brochure().into_iter().find(|line| line.starts_with("تأسس المركز")).unwrap();
    let text = rich(&source, &in_face(&book, face, "ar", size, mode));
    let lines = setter.set(&text, &justified(measure), &mut Sink::default());
    let told: Vec<_> = lines.iter().map(|line| told(&source, line)).collect();
    assert_eq!(told.len(), expected.len(), "{face} {mode:?} {told:?}");
    for ((words, ratio, strokes), (expected_words, expected_ratio, expected_strokes)) in
        told.iter().zip(expected)
    {
        assert_eq!(words, expected_words, "{face} {mode:?} {told:?}");
        let close = |r: &f64| (r - ratio).abs() < 0.003;
        assert!(expected_ratio.as_ref().is_none_or(close), "{face} {mode:?} {told:?}");
        let strokes: Vec<_> = strokes.iter().map(|(w, at, k)| (w.as_str(), *at, *k)).collect();
        assert_eq!(strokes, *expected_strokes, "{face} {mode:?} {told:?}");
    }
    setter.demerits(&text, &justified(measure))
}

#[test]
fn the_first_paragraph_is_set_as_the_specification_says() {
    let close = |demerits: f64, expected: f64| {
        assert!((demerits / expected - 1.0).abs() < 1e-3, "{demerits} for {expected}");
    };
    let none: &[Expected] = &[
        (11, Some(0.488), &[]),
        (13, Some(-0.843), &[]),
        (11, Some(1.063), &[]),
        (7, Some(0.0), &[]),
    ];
    close(check_paragraph("Amiri", 12.0, 317.5, Kashida::None, none), 27_346.0);
    let sparing: &[Expected] = &[
        (11, Some(0.488), &[]),
        (12, Some(0.666), &[("لحماية", 10, 1), ("تأسيسه", 10, 2), ("بقضايا", 6, 2)]),
        (11, Some(-0.193), &[]),
        (8, Some(0.0), &[]),
    ];
    close(check_paragraph("Amiri", 12.0, 317.5, Kashida::Sparing, sparing), 7185.0);
    let full: &[Expected] = &[
        (11, Some(0.488), &[]),
        (12, Some(0.319), &[("لحماية", 10, 2), ("تأسيسه", 10, 3), ("بقضايا", 6, 3)]),
        (11, Some(-0.193), &[]),
        (8, Some(0.0), &[]),
    ];
    close(check_paragraph("Amiri", 12.0, 317.5, Kashida::Full, full), 2090.0);
    let naskh: &[Expected] = &[
        (9, Some(0.371), &[]),
        (12, Some(0.092), &[]),
        (11, Some(0.426), &[]),
        (10, Some(0.0), &[]),
    ];
    for mode in MODES {
        close(check_paragraph("Noto Naskh Arabic", 12.0, 317.5, mode, naskh), 744.0);
    }
}

#[test]
fn narrow_lines_are_set_as_the_specification_says() {
    let amiri: &[Expected] = &[
        (7, Some(0.298), &[("تأسس", 6, 2), ("استجابةً", 4, 3)]),
        (9, None, &[]),
        (9, None, &[]),
        (8, Some(0.849), &[("بالإضافة", 10, 3), ("المعلومات", 14, 3)]),
        (8, None, &[]),
        (1, Some(0.0), &[]),
    ];
    check_paragraph("Amiri", 9.5, 184.25, Kashida::Sparing, amiri);
    let plex: &[Expected] = &[
        (6, None, &[]),
        (7, Some(0.505), &[("استجابةً", 4, 4), ("تنسيق", 6, 4)]),
        (8, Some(1.169), &[("لحماية", 10, 4), ("تأسيسه", 10, 4)]),
        (7, None, &[]),
        (8, None, &[]),
        (6, Some(0.0), &[]),
    ];
    check_paragraph("IBM Plex Sans Arabic", 9.5, 184.25, Kashida::Sparing, plex);
}

/// Gaps of lines that are not last, in points at the size of the text, and what ends badly.
#[derive(Default, Debug)]
struct Figures {
    gaps: Vec<f64>,
    loose: usize,
    over_six: usize,
    lonely: usize,
}

fn figures(setter: &Typesetter<'_>, style: &Arc<RunStyle>, measure: f64) -> Figures {
    let mut all = Figures::default();
    for source in brochure() {
        let lines =
            setter.set(&rich(&source, style), &justified(measure), &mut Sink::default());
        let last = lines.len() - 1;
        for line in &lines[..last] {
            let gaps: Vec<f64> =
                line.pieces.iter().filter(|p| p.is_space()).map(|p| p.width.to_pt()).collect();
            let mean = gaps.iter().sum::<f64>() / f64::from(u32::try_from(gaps.len()).unwrap());
            all.loose += usize::from(line.ratio > 1.0);
            all.over_six += usize::from(mean > 6.0);
            all.gaps.push(mean);
        }
        let words = source[lines[last].range.clone()].split_whitespace().count();
        all.lonely += usize::from(last > 0 && words == 1);
    }
    all.gaps.sort_by(f64::total_cmp);
    all
}

fn percentile(sorted: &[f64], share: f64) -> f64 {
    let place = share * f64::from(u32::try_from(sorted.len() - 1).unwrap());
    let (low, part) = (place.floor() as usize, place.fract());
    let high = (low + 1).min(sorted.len() - 1);
    sorted[low] + (sorted[high] - sorted[low]) * part
}

#[test]
fn the_brochure_is_as_even_as_the_specification_asks() {
    let (book, words) = (book(), WordCache::new());
    let setter = Typesetter::new(&book, &words);
    // docs/spec/justification.md, 8.2: lines looser than one and a half spaces, last lines of
    // one word.
    for (face, loose, lonely) in
        FACES.into_iter().zip([(4, 0), (14, 5), (16, 2), (15, 3)]).map(|(f, (l, o))| (f, l, o))
    {
        let style = in_face(&book, face, "ar", 12.0, Kashida::Sparing);
        let got = figures(&setter, &style, 317.5);
        println!(
            "{face}: {} loose, {} lonely, p90 {:.2}, {} over six, {} lines",
            got.loose,
            got.lonely,
            percentile(&got.gaps, 0.9),
            got.over_six,
            got.gaps.len()
        );
        assert!(got.loose <= loose && got.lonely <= lonely, "{face}: {got:?}");
    }
    // The best peer on this text: 5.3 pt, 5 lines, 5 words.
    let style = in_face(&book, "Amiri", "ar", 12.0, Kashida::Sparing);
    let got = figures(&setter, &style, 317.5);
    assert!(percentile(&got.gaps, 0.9) <= 5.1, "{got:?}");
    assert!(got.over_six <= 1 && got.lonely == 0, "{got:?}");
}

/// What must hold of every justified line that has kashida, and of those that have none.
fn check_lines(book: &FontBook, endless: &Line, text: &RichText, lines: &[Line], measure: f64) {
    let last = lines.len() - 1;
    for (i, line) in lines.iter().enumerate() {
        let source = &text.text;
        if i == last {
            assert_eq!(line.stretched, vec![], "never on a last line: {source}");
            continue;
        }
        let gaps = line.pieces.iter().filter(|p| p.is_space()).count();
        let full = gaps == 0 || (line.width.to_pt() - measure).abs() < 0.01;
        assert!(full || line.width.to_pt() > measure, "flush: {line:?}");
        let ordinal = |at: usize| source[..at].split_whitespace().count();
        let words: Vec<usize> = line.stretched.iter().map(|s| ordinal(s.at)).collect();
        assert!(
            words.windows(2).all(|w| w[0] + 1 < w[1]),
            "neighbours are stretched: {source}"
        );
        if !line.stretched.is_empty() {
            assert!(line.ratio >= 0.0, "kashida and tightened spaces: {source}");
            check_gaps(book, endless, line);
        }
        for stroke in &line.stretched {
            check_stretched(text, line, stroke.at);
        }
    }
}

/// The gaps are as wide as the breaker thought, but for a unit a stretched word.
fn check_gaps(book: &FontBook, endless: &Line, line: &Line) {
    let strokes = f64::from(u32::try_from(line.stretched.len()).unwrap());
    let (mut natural, mut stretch, mut real) = (0.0, 0.0, 0.0);
    for piece in line.pieces.iter().filter(|p| p.is_space()) {
        let plain = endless.pieces.iter().find(|p| p.start == piece.start).unwrap();
        natural += plain.width.to_pt();
        let upem = book.face(plain.shaped.font).units_per_em;
        stretch += f64::from(plain.shaped.width) * plain.scale(upem) / 2.0;
        real += piece.width.to_pt();
    }
    let thought = natural + stretch * line.ratio;
    let unit = line.pieces[0].style.size.to_pt() / 1000.0;
    assert!((real - thought).abs() <= strokes * unit + 1e-6, "{real} {thought}");
}

/// A stretched word keeps its text, its other glyphs and the places of its marks.
fn check_stretched(text: &RichText, line: &Line, at: usize) {
    let holds = |p: &&PlacedRun| p.start < at && at < p.start + p.shaped.text.len();
    let piece = line.pieces.iter().find(holds).unwrap();
    let range = piece.start..piece.start + piece.shaped.text.len();
    assert_eq!(&*piece.shaped.text, &text.text[range], "a stroke is no text");
    let sum: i32 = piece.shaped.glyphs.iter().map(|g| g.advance).sum();
    assert_eq!(sum, piece.shaped.width);
    let text = &piece.shaped.text;
    assert!(piece.shaped.glyphs.iter().all(|g| text.is_char_boundary(g.cluster as usize)));
}

#[test]
fn what_holds_of_every_justified_line() {
    let (book, words) = (book(), WordCache::new());
    let setter = Typesetter::new(&book, &words);
    let faces = ["Amiri", "Noto Naskh Arabic", "IBM Plex Sans Arabic", "Markazi Text"];
    let mut stretched = 0;
    let ragged = config(1e6, Dir::Rtl, Alignment::Start);
    for (lang, source) in corpora() {
        for face in faces {
            for (size, measure) in MEASURES {
                let mut demerits = vec![];
                for mode in MODES {
                    let text = rich(&source, &in_face(&book, face, lang, size, mode));
                    let lines = setter.set(&text, &justified(measure), &mut Sink::default());
                    let endless = setter.set(&text, &ragged, &mut Sink::default());
                    check_lines(&book, &endless[0], &text, &lines, measure);
                    stretched += lines.iter().map(|l| l.stretched.len()).sum::<usize>();
                    demerits.push(setter.demerits(&text, &justified(measure)));
                }
                let [none, sparing, full] = demerits[..] else { unreachable!() };
                assert!(sparing <= none + 1e-6 && full <= none + 1e-6, "{face}: {source}");
            }
        }
    }
    assert!(stretched > 1000, "{stretched}");
}

#[test]
fn marks_stay_where_they_are_on_their_letters() {
    let (book, words) = (book(), WordCache::new());
    let setter = Typesetter::new(&book, &words);
    let verse = include_str!("conformance/texts/vowelled.ar.txt");
    let mut seen = 0;
    for face in ["Amiri", "Noto Naskh Arabic", "Markazi Text"] {
        for source in paragraphs(verse) {
            let full = rich(&source, &in_face(&book, face, "ar", 12.0, Kashida::Full));
            let none = rich(&source, &in_face(&book, face, "ar", 12.0, Kashida::None));
            let wide = setter.set(&none, &justified(1e5), &mut Sink::default());
            for line in setter.set(&full, &justified(150.0), &mut Sink::default()) {
                for stroke in &line.stretched {
                    let holds = |p: &&PlacedRun| {
                        p.start < stroke.at && stroke.at < p.start + p.shaped.text.len()
                    };
                    let (long, plain) =
                        (line.pieces.iter().find(holds), wide[0].pieces.iter().find(holds));
                    assert_eq!(marks(long.unwrap()), marks(plain.unwrap()), "{face}: {source}");
                    seen += 1;
                }
            }
        }
    }
    assert!(seen > 20, "{seen}");
}

/// Marks of a word: glyph, cluster, and place from the glyph before them.
fn marks(piece: &PlacedRun) -> Vec<(u16, u32, i32, i32)> {
    let marks = piece.shaped.glyphs.iter().filter(|g| g.advance == 0);
    marks.map(|g| (g.id, g.cluster, g.dx, g.dy)).collect()
}

#[test]
fn nastaliq_is_the_same_in_all_modes() {
    let (book, words) = (book(), WordCache::new());
    let setter = Typesetter::new(&book, &words);
    for source in paragraphs(include_str!("conformance/texts/declaration.ur.txt")) {
        let set = |mode| {
            let style = in_face(&book, "Noto Nastaliq Urdu", "ur", 11.0, mode);
            let lines =
                setter.set(&rich(&source, &style), &justified(260.0), &mut Sink::default());
            let plain = |p: &PlacedRun| (p.x, p.width, p.shaped.clone());
            lines
                .iter()
                .map(|l| l.pieces.iter().map(plain).collect::<Vec<_>>())
                .collect::<Vec<_>>()
        };
        assert_eq!(set(Kashida::None), set(Kashida::Sparing));
        assert_eq!(set(Kashida::None), set(Kashida::Full));
    }
}

#[test]
fn a_stretch_of_text_may_ask_for_more_or_less() {
    let (book, words) = (book(), WordCache::new());
    let setter = Typesetter::new(&book, &words);
    let source = brochure().into_iter().find(|line| line.starts_with("تأسس المركز")).unwrap();
    let sparing = in_face(&book, "Amiri", "ar", 12.0, Kashida::Sparing);
    let rigid = in_face(&book, "Amiri", "ar", 12.0, Kashida::None);
    let mut text = rich(&source, &sparing);
    let word = source.find("تأسيسه").unwrap();
    let first = text.runs[0].clone();
    let (mut middle, mut rest) = (first.clone(), first);
    text.runs[0].range.end = word;
    middle.range = word..word + "تأسيسه".len();
    middle.style = rigid;
    rest.range = middle.range.end..source.len();
    text.runs.extend([middle, rest]);
    let lines = setter.set(&text, &justified(317.5), &mut Sink::default());
    let stretched: Vec<_> =
        lines.iter().flat_map(|l| told(&source, l).2).map(|s| s.0).collect();
    assert!(
        !stretched.is_empty() && !stretched.contains(&"تأسيسه".to_owned()),
        "{stretched:?}"
    );
}

#[test]
fn twice_the_words_with_kashida_is_about_twice_the_work() {
    let (book, words) = (book(), WordCache::new());
    let setter = Typesetter::new(&book, &words);
    let unit = "كان الدافع وراء تأسيسه هو تزايد الوعي بقضايا استغلال الأطفال والاتجار بهم، ";
    let style = in_face(&book, "Amiri", "ar", 12.0, Kashida::Full);
    let effort = |n: usize| setter.effort(&rich(&unit.repeat(n), &style), &justified(317.5));
    let (once, twice) = (effort(40), effort(80));
    assert!(twice > once && twice < once * 21 / 10, "{once} then {twice}");
}
