//! The text layer inside the file: what codes stand on each line, in what order, how wide.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use crate::pdf_support::read::{END, File, Row};
use crate::pdf_support::{Marked, PAGE, Pages, Setter, fonts, stretched, style, write};
use unicode_bidi::{BidiInfo, Level};
use warraq::diag::Sink;
use warraq::geom::{Abs, Dir};
use warraq::layout::frame::{FrameItem, LinkTarget, TagKind};
use warraq::model::Meta;
use warraq::model::lang::Lang;
use warraq::model::pdf::{TextLayer, TextMarks, TextOrder};
use warraq::pdf::{About, PdfOptions, write_file};
use warraq::text::font::FontBook;
use warraq::text::{GlyphRun, RunRole};

/// Strings of many kinds: language, family, text in logical order.
const VECTORS: &[(&str, &str, &str)] = &[
    ("ar", "Amiri", "السلام عليكم"),
    ("ar", "Amiri", "استجابةً للحاجة"),
    ("ar", "Amiri", "تحديًا وأمرًا اهتماماً خاصاً"),
    ("ar", "Amiri", "مئوية التشريعات زيادة التمويل"),
    ("ar", "Amiri", "المعلومات والخبرات بين"),
    ("ar", "Markazi Text", "لا إله إلا الله الإسلام"),
    ("ar", "Amiri", "لَا إِلَٰهَ إِلَّا اللَّهُ"),
    ("ar", "Markazi Text", "تهدف ICMEC إلى تحقيق"),
    ("ar", "Amiri", "في عام 2026 بلغ"),
    ("ar", "Amiri", "في عام ٢٠٢٦ بلغ"),
    ("ar", "Markazi Text", "الأطفال. كان الدافع"),
    ("ar", "Amiri", "الوقاية: العمل، والتوعية"),
    ("ar", "Markazi Text", "(نص بين قوسين) ثم «نص»"),
    ("ar", "Amiri", "بنسبة ٤٥٪ أو 45% منها"),
    ("ar", "Amiri", "الرقم \u{2066}+966 50 123 4567\u{2069} للتواصل"),
    ("ar", "Amiri", "الموقع \u{2066}https://www.icmec.org/ar/\u{2069} للمزيد"),
    ("ar", "Amiri", "قِفَا نَبْكِ مِنْ ذِكْرَى حَبِيبٍ وَمَنْزِلِ هنا"),
    ("ar", "Amiri", "بَيْنَ الدَّخُولِ فَحَوْمَلِ هنا"),
    ("ar", "Markazi Text", "اللَّهُ الرَّحْمٰنِ الرَّحِيمِ هنا"),
    ("ar", "Amiri", "سُؤَالٌ رَئِيسٌ شَيْءٌ مَسْؤُولٌ هنا"),
    ("ar", "Amiri", "قال الْمُعَلِّمُ: اكتب"),
    ("ar", "Amiri", "كَلَّا سَلَامٌ"),
    ("ar", "Amiri", "كتـاب فيه تطويلٌ كتبه المؤلّف"),
    ("fa", "Markazi Text", "نمی\u{200c}خواهم کتاب\u{200c}ها را"),
    ("he", "Frank Ruhl Libre", "בְּרֵאשִׁית בָּרָא אֱלֹהִים"),
    ("ur", "Noto Nastaliq Urdu", "انہیں ضمیر اور عقل ودیعت ہوئی ہے"),
    ("en", "Amiri", "the name شُكْرًا جِدًّا is"),
    ("en", "Amiri", "an efficient office, “fluffy” AVATAR"),
];

/// The characters of a line as bidi puts them, marks before their letters, without controls.
fn visual(text: &str, dir: Dir) -> String {
    let base = if dir.is_rtl() { Level::rtl() } else { Level::ltr() };
    let bidi = BidiInfo::new(text, Some(base));
    let row = bidi.reorder_line(&bidi.paragraphs[0], 0..text.len());
    row.chars().filter(|c| !is_control(*c)).collect()
}

fn is_control(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{2066}'..='\u{2069}' | END)
}

fn dir_of(lang: &str) -> Dir {
    Lang::parse(lang).unwrap().dir()
}

/// The rows of a text set in a narrow or wide column.
fn rows(lang: &str, family: &str, text: &str, measure: f64, justify: bool) -> (File, Pages) {
    let fonts = FontBook::bundled();
    let mut setter = Setter::new(&fonts, family, 12.0);
    let mut pages = Pages::new();
    let plain = style(lang, RunRole::Plain, [0; 3]);
    let lines = setter.paragraph(text, dir_of(lang), measure, justify, &plain, &[]);
    pages.add(TagKind::P, lines, 24.0);
    (File::new(&write(&pages.layout, lang, &fonts)), pages)
}

/// A line as it is stored: between the groups of a number in a line from the right, which here
/// are those of an isolate without letters, spaces do not break.
fn as_stored(text: &str) -> String {
    let isolate = text.split_once('\u{2066}').and_then(|(before, rest)| {
        let (inside, after) = rest.split_once('\u{2069}')?;
        let is_number = !inside.contains(char::is_alphabetic);
        let kept = inside.replace(' ', "\u{a0}");
        is_number.then(|| format!("{before}\u{2066}{kept}\u{2069}{after}"))
    });
    isolate.unwrap_or_else(|| text.to_owned())
}

/// The stored text without marks of direction and ends.
fn bare(row: &Row) -> String {
    row.text().chars().filter(|c| !is_control(*c)).collect()
}

#[test]
fn stored_text_is_the_source_in_visual_order() {
    for &(lang, family, text) in VECTORS {
        let (file, _) = rows(lang, family, text, 320.0, false);
        let rows = file.rows();
        assert_eq!(rows.len(), 1, "one text object a line (text-layer rule R1): {text}");
        let stored = as_stored(text);
        assert_eq!(bare(&rows[0]), visual(&stored, dir_of(lang)), "{family}: {text}");
        assert_eq!(rows[0].jumps, 0, "nothing but widths moves the pen (text-layer rule R12)");
    }
}

#[test]
fn justified_lines_hold_the_whole_text_and_their_width() {
    for &(lang, family, text) in VECTORS {
        let long = [text; 12].join(" ");
        let (file, pages) = rows(lang, family, &long, 150.0, true);
        let lines = pages.layout.pages.iter().flat_map(|p| &p.items).filter_map(|i| match i {
            FrameItem::Text { line, .. } => Some(line),
            _ => None,
        });
        let lines: Vec<_> = lines.collect();
        let rows = file.rows();
        assert_eq!(rows.len(), lines.len());
        for (row, line) in rows.iter().zip(lines) {
            let ends = row.codes.iter().filter(|c| c.ch == END);
            let end: f64 = ends.map(|c| c.width * row.size / 1000.0).sum();
            let off = row.advance - end - line.width.to_pt();
            assert!(off.abs() < 0.05, "{text}: the codes are {off} pt too wide");
            let source = &long[line.range.clone()];
            let mut expected: Vec<char> = source.chars().filter(|c| !is_control(*c)).collect();
            let mut got: Vec<char> = bare(row).replace('\u{a0}', " ").chars().collect();
            expected.sort_unstable();
            got.sort_unstable();
            assert_eq!(got, expected, "every character once, no other: {source}");
        }
    }
}

#[test]
fn nothing_but_source_characters_comes_out() {
    for &(lang, family, text) in VECTORS {
        let (file, _) = rows(lang, family, text, 320.0, true);
        for stored in file.codes() {
            let form = matches!(stored.ch, '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}');
            assert!(!form, "a presentation form: {:?}", stored.ch);
            let known = as_stored(text).contains(stored.ch) || is_control(stored.ch);
            assert!(known, "{:?} is not in {text}", stored.ch);
        }
    }
}

#[test]
fn marks_have_no_width_and_letters_have_enough() {
    for &(lang, family, text) in VECTORS {
        let (file, _) = rows(lang, family, text, 320.0, true);
        for stored in file.codes() {
            if stored.ch == END {
                assert!((50.0..70.0).contains(&stored.width), "pdf.js needs a width");
            } else if unicode_normalization::char::is_combining_mark(stored.ch)
                || is_control(stored.ch)
            {
                assert_eq!(stored.width, 0.0, "{:?} (text-layer rule R4)", stored.ch);
            } else if stored.ch.is_alphabetic() {
                assert!(
                    stored.width >= 120.0,
                    "{:?} is {} wide (text-layer rule R5)",
                    stored.ch,
                    stored.width
                );
            }
        }
    }
}

#[test]
fn a_space_beside_a_mark_is_thin() {
    let (file, _) = rows("ar", "Amiri", "بَيْنَ الدَّخُولِ هنا", 320.0, false);
    let row = &file.rows()[0];
    for pair in row.codes.windows(2) {
        if pair[0].ch == ' ' {
            let beside = unicode_normalization::char::is_combining_mark(pair[1].ch);
            assert_eq!(beside, pair[0].width < 100.0, "{:?}", row.text());
        }
    }
    assert!(row.codes.iter().any(|c| c.ch == ' ' && c.width < 100.0), "one is thin");
}

#[test]
fn no_gap_of_a_justified_line_is_wider_than_a_column_gap() {
    let (file, _) = rows("ar", "Amiri", &["مستقبل الطفولة"; 9].join(" "), 105.0, true);
    let widest = file.codes().filter(|c| c.ch == ' ').map(|c| c.width).fold(0.0, f64::max);
    assert!(widest <= 550.0);
    let stretched = file.codes().filter(|c| c.ch == 'ل').map(|c| c.width).fold(0.0, f64::max);
    assert!(stretched > 550.0, "the letter before the gap takes its excess: {stretched}");
}

#[test]
fn marks_of_direction_stand_where_runs_end_and_nowhere_else() {
    let store =
        |lang: &str, text: &str| rows(lang, "Amiri", text, 320.0, false).0.rows()[0].text();
    let latin = store("ar", "تهدف ICMEC إلى");
    assert_eq!(latin, "ىلإ \u{200f}ICMEC فدهت");
    assert_eq!(store("ar", "عام 2026."), ".2026 ماع", "not before a full stop");
    let brackets = store("ar", "نص (شرح) نص");
    assert_eq!(brackets.chars().rev().collect::<String>(), "نص (شرح) نص", "not mirrored");
    let ends_in_mark = store("ar", "هنا سَلَامٌ");
    assert!(
        ends_in_mark.starts_with(&format!("{END}ٌ")),
        "a mark ends the line: {ends_in_mark:?}"
    );
    assert_eq!(store("en", "name شكر is"), "name ركش\u{200e} is");
}

/// A paragraph's file, its text stored in one way or another.
fn stored(text: &str, layer: TextLayer) -> File {
    let fonts = FontBook::bundled();
    let mut pages = Pages::new();
    let plain = style("ar", RunRole::Plain, [0; 3]);
    let lines =
        Setter::new(&fonts, "Amiri", 12.0).paragraph(text, Dir::Rtl, 320.0, true, &plain, &[]);
    pages.add(TagKind::P, lines, 20.0);
    let options = PdfOptions { text: layer, ..PdfOptions::default() };
    let (lang, meta) = (Lang::parse("ar").unwrap(), Meta::default());
    let about = About {
        also: None,
        lang: &lang,
        title: "ع".into(),
        meta: &meta,
        assets: &[],
        resolution: warraq::model::asset::Resolution::default(),
    };
    let file =
        write_file(&pages.layout, &about, &fonts, &options, &mut Sink::default()).unwrap();
    File::new(&file)
}

#[test]
fn marks_of_direction_can_be_left_out() {
    let layer = TextLayer { marks: TextMarks::None, ..TextLayer::default() };
    let file = stored("تهدف ICMEC إلى", layer);
    assert!(file.codes().all(|c| !is_control(c.ch)));
}

#[test]
fn text_can_be_stored_in_the_order_in_which_it_is_read() {
    let logical = TextLayer { order: TextOrder::Logical, ..TextLayer::default() };
    for &(lang, _, text) in VECTORS.iter().filter(|v| v.0 == "ar") {
        let source: String = text.chars().filter(|c| !is_control(*c)).collect();
        let file = stored(text, logical);
        let row = file.rows().remove(0);
        assert_eq!(
            row.text(),
            source + " ",
            "{lang}: with a space, since tags run lines together"
        );
        assert_eq!(row.jumps, row.codes.len() - 1, "each code is placed by itself");
        for (code, at) in row.codes.iter().zip(&row.at) {
            let mark = unicode_normalization::char::is_combining_mark(code.ch);
            assert_eq!(
                mark,
                (15.0..25.0).contains(&code.width),
                "{:?}: {}",
                code.ch,
                code.width
            );
            assert!(row.x + at > 36.0 && row.x + at < 361.0, "{:?} leaves the line", code.ch);
        }
    }
}

#[test]
fn ink_is_the_same_in_both_orders() {
    let text = "قِفَا نَبْكِ مِنْ ICMEC ذِكْرَى 2026";
    let ink = |order| {
        let row = stored(text, TextLayer { order, ..TextLayer::default() }).rows().remove(0);
        let shown = row.codes.iter().zip(&row.at).filter(|(c, _)| c.ch.is_alphanumeric());
        let mut places: Vec<(char, f64)> = shown.map(|(c, at)| (c.ch, row.x + at)).collect();
        places.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        places
    };
    for (a, b) in ink(TextOrder::Visual).into_iter().zip(ink(TextOrder::Logical)) {
        assert!(a.0 == b.0 && (a.1 - b.1).abs() < 0.03, "{a:?}, {b:?}");
    }
}

#[test]
fn links_and_long_foreign_phrases_split_a_line_and_lone_words_do_not() {
    let fonts = FontBook::bundled();
    let count = |text: &str, part: &str, role: RunRole, lang: &str| {
        let mut pages = Pages::new();
        let plain = style("ar", RunRole::Plain, [0; 3]);
        let at = text.find(part).unwrap();
        let marked =
            [Marked { range: at..at + part.len(), style: style(lang, role, [200, 0, 0]) }];
        let lines = Setter::new(&fonts, "Markazi Text", 12.0).paragraph(
            text,
            Dir::Rtl,
            320.0,
            false,
            &plain,
            &marked,
        );
        pages.add(TagKind::P, lines, 20.0);
        let (url, text, span) = ("https://x.org".into(), "x".into(), warraq::diag::Span::NONE);
        pages.layout.links.push(LinkTarget::Url { url, text, span });
        File::new(&write(&pages.layout, "ar", &fonts)).rows()
    };
    assert_eq!(count("تهدف ICMEC إلى", "ICMEC", RunRole::Foreign, "en").len(), 1);
    let phrase = count("تهدف Missing Children إلى", "Missing Children", RunRole::Foreign, "en");
    let texts: Vec<String> = phrase.iter().map(bare).collect();
    assert_eq!(
        texts,
        [" فدهت", "Missing Children", "ىلإ "],
        "in logical order (text-layer rule R10)"
    );
    let ends: Vec<bool> = phrase.iter().map(|r| r.text().contains(END)).collect();
    assert_eq!(ends, [true, true, false], "where the pen goes back");
    assert!(
        phrase.iter().map(|r| r.mcid).collect::<std::collections::BTreeSet<_>>().len() == 3
    );
    assert_eq!(count("انظر الموقع هنا", "الموقع", RunRole::Link(0), "ar").len(), 3);
    let note = count("هذه كلمة٢ لها", "٢", RunRole::NoteMark(0), "ar");
    let ends: Vec<bool> = note.iter().map(|r| r.text().contains(END)).collect();
    assert_eq!(ends, [false, true, false], "a word and its note's mark are not parted");
    let stop = count("انظر الموقع.", "الموقع", RunRole::Link(0), "ar");
    let ends: Vec<bool> = stop.iter().map(|r| r.text().contains(END)).collect();
    assert_eq!(ends, [true, false, false], "nor are a link and its full stop");
    assert_eq!(
        count("تهدف ICMEC إلى", "ICMEC", RunRole::Plain, "ar").len(),
        1,
        "colours do not"
    );
}

#[test]
fn a_line_end_hyphen_is_a_soft_one() {
    let fonts = FontBook::bundled();
    let plain = style("en", RunRole::Plain, [0; 3]);
    let mut setter = Setter::new(&fonts, "Amiri", 12.0);
    let mut lines = setter.paragraph("exam", Dir::Ltr, 320.0, false, &plain, &[]);
    let hyphen = setter.paragraph("-", Dir::Ltr, 320.0, false, &plain, &[]).remove(0);
    let mut piece = hyphen.pieces[0].clone();
    let mut shaped = (*piece.shaped).clone();
    shaped.text = "\u{ad}".into();
    piece.shaped = shaped.into();
    piece.x = lines[0].width;
    piece.start = 4;
    lines[0].pieces.push(piece);
    lines[0].hyphen = true;
    let mut pages = Pages::new();
    pages.add(TagKind::P, lines, 20.0);
    let file = File::new(&write(&pages.layout, "en", &fonts));
    let row = file.rows().remove(0);
    assert_eq!(row.text(), "exam\u{ad}");
    assert!(row.codes[4].width > 100.0, "it is drawn");
}

#[test]
fn smaller_faces_and_raised_marks_stay_in_the_same_font() {
    let fonts = FontBook::bundled();
    let plain = style("ar", RunRole::Plain, [0; 3]);
    let mut setter = Setter::new(&fonts, "Markazi Text", 12.0);
    let mut lines = setter.paragraph("نص ICMEC نص ١", Dir::Rtl, 320.0, false, &plain, &[]);
    let note = lines[0].pieces.iter_mut().find(|p| &*p.shaped.text == "١").unwrap();
    let mut raised = (*plain).clone();
    raised.rise = Abs::pt(4.0);
    note.style = raised.into();
    note.size = Abs::pt(7.0);
    let mut pages = Pages::new();
    pages.add(TagKind::P, lines, 20.0);
    let file = File::new(&write(&pages.layout, "ar", &fonts));
    let rows = file.rows();
    assert_eq!((rows.len(), rows[0].size), (1, 12.0));
    assert!((PAGE.1 - rows[0].y - 60.0).abs() < 0.01, "one baseline: {}", rows[0].y);
}

/// Words that stretch: marks on the letter before the stroke and on the one after, two glyphs for
/// a letter, a ligature elsewhere in the word, a tatweel that the author typed.
const STRETCHED: &[&str] = &[
    "المستغلين",
    "الأطفال",
    "والخبرات",
    "التمويل",
    "مُحَمَّدٌ",
    "سِقْطِ",
    "الْعَزَائِمُ",
    "فَحَوْمَلِ",
    "الإسلام",
    "كتـاب",
    "تَطْـوِيلٌ",
    "جدًّا",
];

#[test]
fn a_stretched_word_says_what_the_plain_one_says() {
    let fonts = fonts();
    for family in ["Amiri", "Markazi Text", "Test Naskh"] {
        for count in 1..=4 {
            let mut setter = Setter::new(&fonts, family, 12.0);
            setter.kashida = count;
            let text = STRETCHED.join(" ");
            let plain = style("ar", RunRole::Plain, [0; 3]);
            let lines = setter.paragraph(&text, Dir::Rtl, 900.0, false, &plain, &[]);
            let widths: f64 = lines.iter().map(|l| l.width.to_pt()).sum();
            let mut pages = Pages::new();
            pages.add(TagKind::P, lines, 24.0);
            let file = File::new(&write(&pages.layout, "ar", &fonts));
            let rows = file.rows();
            let case = format!("{family}, {count} tatweels");
            assert_eq!(bare(&rows[0]), visual(&text, Dir::Rtl), "{case}");
            assert!((rows[0].advance - widths).abs() < 0.05, "{case}: the codes fill the line");
        }
    }
}

#[test]
fn the_stroke_lies_in_the_slot_of_its_letter_and_marks_keep_theirs() {
    let fonts = fonts();
    for (family, word, letter) in [
        ("Amiri", "سِقْطِ", 'س'),
        ("Test Naskh", "سِقْطِ", 'س'),
        ("Amiri", "الْمُعَلِّمِ", 'ل'),
        ("Test Naskh", "والخبرات", 'ب'),
    ] {
        let font = fonts.find(family, 400, false).unwrap();
        let letters: Vec<usize> =
            word.char_indices().filter(|&(_, c)| c == letter).map(|(i, _)| i).collect();
        let of = *letters.last().unwrap();
        let next = word[of..]
            .char_indices()
            .skip(1)
            .find(|&(_, c)| !unicode_normalization::char::is_combining_mark(c));
        let at = of + next.unwrap().0;
        let set = |shaped: GlyphRun| {
            let plain = style("ar", RunRole::Plain, [0; 3]);
            let mut lines = Setter::new(&fonts, family, 12.0).paragraph(
                word,
                Dir::Rtl,
                320.0,
                false,
                &plain,
                &[],
            );
            let units = f64::from(fonts.face(font).units_per_em);
            lines[0].width = Abs::pt(f64::from(shaped.width) * 12.0 / units);
            lines[0].pieces[0].width = lines[0].width;
            lines[0].pieces[0].shaped = shaped.into();
            let mut pages = Pages::new();
            pages.add(TagKind::P, lines, 24.0);
            File::new(&write(&pages.layout, "ar", &fonts)).rows().remove(0)
        };
        let long = set(stretched(&fonts, word, font, at, 2));
        let short = set(stretched(&fonts, word, font, at, 1));
        assert_eq!(bare(&long), visual(word, Dir::Rtl), "{family}: {word}");
        let slot = |row: &Row, i: usize| row.codes[i].width;
        let mut wider = vec![];
        for i in 0..long.codes.len() {
            let by = slot(&long, i) - slot(&short, i);
            if by.abs() > 5.0 {
                wider.push((long.codes[i].ch, by > 100.0));
            }
            let mark = unicode_normalization::char::is_combining_mark(long.codes[i].ch);
            assert!(!mark || slot(&long, i) == 0.0, "{family}: {word}");
        }
        assert_eq!(wider, [(letter, true)], "{family}: {word}");
    }
}
