//! What holds of the lines of any text, at any measure, in any direction; and the cost.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::sync::Arc;

use crate::text_support::{config, rich, style};
use warraq::diag::Sink;
use warraq::geom::{Abs, Dir};
use warraq::text::font::{FontBook, FontStack, StackEntry};
use warraq::text::{Alignment, Line, ParConfig, RichText, RunStyle, StyledRun};
use warraq::text::{Typesetter, WordCache};

/// A small generator of numbers, the same in each run (xorshift64*).
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let high = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        usize::try_from(high).unwrap() % n
    }

    fn of<'t, T>(&mut self, all: &'t [T]) -> &'t T {
        &all[self.below(all.len())]
    }
}

/// Scraps from which texts are made: words, marks, controls, and what no font has.
const SCRAPS: &[&str] = &[
    "المركز",
    "و",
    "أهداف",
    "كُتُب",
    "لا",
    "می‌خواهم",
    "الله",
    "ـ",
    "اب\u{ad}جد",
    "שלום",
    "בְּרֵא",
    "word",
    "hyphenation",
    "extra\u{ad}ordinary",
    "ffi",
    "COVID-19",
    "https://www.icmec.org/a/b",
    "٢٠٪",
    "12,5",
    "+966",
    "1/2",
    "«",
    "»",
    "(",
    ")",
    "[",
    "،",
    ".",
    "—",
    "-",
    "/",
    "…",
    " ",
    " ",
    " ",
    " ",
    "  ",
    "\u{a0}",
    "\u{202f}",
    "\t",
    "\u{2009}",
    "\n",
    "\n\n",
    "\r\n",
    "\u{2028}",
    "\u{2066}",
    "\u{2067}",
    "\u{2068}",
    "\u{2069}",
    "\u{200f}",
    "\u{200e}",
    "\u{202e}",
    "\u{202c}",
    "\u{200b}",
    "\u{200d}",
    "\u{200c}",
    "\u{2060}",
    "\u{fe0f}",
    "\u{301}",
    "\u{64e}",
    "漢字",
    "ไทย",
    "😀",
    "\u{0}",
    "\u{fffc}",
    "\u{10ffff}",
];

fn scraps(dice: &mut Dice) -> String {
    let count = dice.below(40);
    (0..count).map(|_| *dice.of(SCRAPS)).collect()
}

/// A text in several styles, cut at any characters.
fn random(dice: &mut Dice, styles: &[Arc<RunStyle>]) -> RichText {
    let text = scraps(dice);
    let mut rich = rich(&text, dice.of(styles));
    while dice.below(3) == 0 {
        let last = rich.runs.last().unwrap().clone();
        let cuts: Vec<usize> =
            text[last.range.clone()].char_indices().map(|(i, _)| i).collect();
        if cuts.len() < 2 {
            break;
        }
        let at = last.range.start + dice.of(&cuts[1..]);
        rich.runs.last_mut().unwrap().range.end = at;
        let range = at..last.range.end;
        rich.runs.push(StyledRun { range, style: dice.of(styles).clone(), span: last.span });
    }
    rich
}

fn check(text: &RichText, config: &ParConfig, lines: &[Line], sink: &Sink) {
    let mut at = 0;
    let mut overfull = 0;
    for (i, line) in lines.iter().enumerate() {
        assert_eq!(line.range.start, at, "lines follow one another: {text:?}");
        at = line.range.end;
        check_pieces(text, line);
        let width = line.width.to_pt();
        if width > config.measure.to_pt() + 0.01 {
            overfull += 1;
        }
        let forced = text.text[..line.range.end].ends_with(['\n', '\r', '\u{2028}']);
        let gaps = line.pieces.iter().any(warraq::text::PlacedRun::is_space);
        let flush = config.align == Alignment::Justify && i + 1 < lines.len() && !forced;
        if flush && gaps && !config.balance && width < config.measure.to_pt() {
            assert!(
                (width - config.measure.to_pt()).abs() < 0.01,
                "flush: {width} {line:?} {text:?}"
            );
        }
    }
    assert_eq!(at, text.text.len(), "lines cover the text: {text:?}");
    let told = sink.diagnostics().iter().filter(|d| d.id == "overfull-line").count();
    let expected = usize::from(overfull > 0);
    assert_eq!(
        expected, told,
        "a line is wider than the measure only with one fault: {text:?}"
    );
}

/// The pieces stand side by side and hold the line's text, but for what is never drawn.
fn check_pieces(text: &RichText, line: &Line) {
    let mut x = Abs::ZERO;
    let mut logical: Vec<_> = line.pieces.iter().collect();
    for piece in &line.pieces {
        assert!((piece.x - x).abs() < Abs::pt(1e-6), "no hole, no overlap: {text:?}");
        x += piece.width;
        assert!(
            piece.shaped.glyphs.iter().all(|g| {
                (g.cluster as usize) < piece.shaped.text.len().max(1)
                    && piece.shaped.text.is_char_boundary(g.cluster as usize)
            }),
            "{:?} in {text:?}",
            piece.shaped
        );
    }
    logical.sort_by_key(|p| p.start);
    let shown = |s: &str| -> String {
        let skipped = |c: char| {
            c.is_whitespace()
                || matches!(c, '\u{ad}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}')
                || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
                || matches!(c, '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{fe0f}' | '\0')
        };
        s.chars().filter(|&c| !skipped(c)).collect()
    };
    let pieces: String = logical.iter().map(|p| &*p.shaped.text).collect();
    assert_eq!(shown(&pieces), shown(&text.text[line.range.clone()]), "{text:?}");
}

#[test]
fn lines_cover_any_text_once_and_keep_the_measure() {
    let (book, words) = (FontBook::bundled(), WordCache::new());
    let setter = Typesetter::new(&book, &words);
    let styles: Vec<Arc<RunStyle>> = ["ar", "en", "ur", "he", "fa"]
        .iter()
        .enumerate()
        .map(|(i, lang)| {
            Arc::new(style(&book, lang, 10.0 + f64::from(u8::try_from(i).unwrap())))
        })
        .collect();
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let alignments = [Alignment::Start, Alignment::End, Alignment::Center, Alignment::Justify];
    for _ in 0..3000 {
        let text = random(&mut dice, &styles);
        let measure = [0.0, 1.0, 20.0, 60.0, 150.0, 400.0][dice.below(6)];
        let dir = if dice.below(2) == 0 { Dir::Rtl } else { Dir::Ltr };
        let mut config = config(measure, dir, *dice.of(&alignments));
        config.balance = dice.below(5) == 0;
        let mut sink = Sink::default();
        let lines = setter.set(&text, &config, &mut sink);
        check(&text, &config, &lines, &sink);
        let again = setter.set(&text, &config, &mut Sink::default());
        assert_eq!(format!("{lines:?}"), format!("{again:?}"), "a warm cache changes nothing");
        setter.longest_word(&text);
        setter.natural_width(&text);
        for line in &lines {
            let ink = setter.ink(line);
            assert!(ink.is_none_or(|ink| ink.size.width >= Abs::ZERO), "{text:?}");
        }
    }
}

#[test]
fn twice_the_words_is_about_twice_the_work() {
    let (book, words) = (FontBook::bundled(), WordCache::new());
    let setter = Typesetter::new(&book, &words);
    let arabic = "كان الدافع وراء تأسيسه هو تزايد الوعي بقضايا استغلال الأطفال والاتجار بهم، ";
    let english =
        "The centre coordinates investigations and strengthens the legislation of members ";
    let chinese = "漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字";
    for (lang, unit) in [("ar", arabic), ("en", english), ("en", chinese)] {
        let style = Arc::new(style(&book, lang, 10.0));
        for align in [Alignment::Start, Alignment::Justify] {
            let config = config(200.0, style.lang.dir(), align);
            let effort = |n: usize| setter.effort(&rich(&unit.repeat(n), &style), &config);
            let (once, twice) = (effort(40), effort(80));
            assert!(twice > once && twice < once * 21 / 10, "{lang}: {once} then {twice}");
        }
    }
}

#[test]
fn an_empty_text_and_a_text_without_styles_have_no_glyphs() {
    let (book, words) = (FontBook::bundled(), WordCache::new());
    let setter = Typesetter::new(&book, &words);
    let config = config(100.0, Dir::Rtl, Alignment::Start);
    let mut sink = Sink::default();
    assert!(setter.set(&RichText::default(), &config, &mut sink).is_empty());
    let bare = RichText { text: "abc def".into(), ..RichText::default() };
    let lines = setter.set(&bare, &config, &mut sink);
    assert!(lines.iter().all(|l| l.pieces.is_empty()));
    assert_eq!(setter.longest_word(&RichText::default()), Abs::ZERO);
    assert_eq!(setter.natural_width(&RichText::default()), Abs::ZERO);
}

#[test]
fn threads_share_a_cache_and_agree() {
    use rayon::prelude::*;
    let (book, words) = (FontBook::bundled(), WordCache::new());
    let setter = Typesetter::new(&book, &words);
    let style = Arc::new(style(&book, "ar", 13.5));
    let config = config(226.77, Dir::Rtl, Alignment::Start);
    let source = include_str!("data/words.ar.txt");
    let set = |line: &str| {
        format!("{:?}", setter.set(&rich(line, &style), &config, &mut Sink::default()))
    };
    let parallel: Vec<String> = source.par_lines().map(set).collect();
    let fresh = WordCache::new();
    let alone = Typesetter::new(&book, &fresh);
    for (line, parallel) in source.lines().zip(parallel) {
        let lines = alone.set(&rich(line, &style), &config, &mut Sink::default());
        assert_eq!(format!("{lines:?}"), parallel);
    }
    assert_eq!(words.len(), fresh.len());
}

/// Words of each line, counted from the paragraph's first, and ratios.
fn breaks(size: f64, measure: f64) -> Vec<(usize, f64)> {
    let (book, words) = (FontBook::bundled(), WordCache::new());
    let setter = Typesetter::new(&book, &words);
    let amiri = StackEntry {
        font: book.find("Amiri", 400, false).unwrap(),
        scale: 1.0,
        scripts: vec![],
    };
    let stack = Arc::new(FontStack { entries: vec![amiri] });
    let style = Arc::new(RunStyle { stack, ..style(&book, "ar", size) });
    let source = include_str!("data/words.ar.txt");
    let text = source.lines().find(|l| l.starts_with("تأسس المركز")).unwrap();
    let config = config(measure, Dir::Rtl, Alignment::Justify);
    let lines = setter.set(&rich(text, &style), &config, &mut Sink::default());
    let mut end = 0;
    let count = |line: &Line| {
        end += text[line.range.clone()].split_whitespace().count();
        (end, line.ratio)
    };
    lines.iter().map(count).collect()
}

#[test]
fn flush_lines_are_those_of_the_specification() {
    // docs/spec/justification.md, 8.2: the brochure's first paragraph in Amiri, without
    // kashida.
    let close = |got: Vec<(usize, f64)>, expected: &[(usize, Option<f64>)]| {
        assert_eq!(got.len(), expected.len(), "{got:?}");
        for ((end, ratio), (expected_end, expected_ratio)) in got.iter().zip(expected) {
            assert_eq!(end, expected_end, "{got:?}");
            assert!(expected_ratio.is_none_or(|r| (r - ratio).abs() < 0.01), "{got:?}");
        }
    };
    let wide = [(11, Some(0.488)), (24, Some(-0.843)), (35, Some(1.063)), (42, Some(0.0))];
    close(breaks(12.0, 317.5), &wide);
    let narrow =
        [(7, None), (16, None), (25, None), (33, Some(1.939)), (41, None), (42, Some(0.0))];
    close(breaks(9.5, 184.25), &narrow);
}
