//! Lines as text references: `tests/ref/lines/*.txt`. `UPDATE_REF=1 cargo test` rewrites them; read
//! the change before you commit it. A reference that no case uses, or that is missing, fails.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::sync::Arc;

use crate::text_support::{Case, check, config, rich, style};
use warraq::diag::{Sink, Span};
use warraq::geom::Dir;
use warraq::model::style::{Color, Rgb};
use warraq::text::font::FontBook;
use warraq::text::{Alignment, RichText, RunStyle, StyledRun};
use warraq::text::{Typesetter, WordCache};

/// A case in one style.
fn plain(
    book: &FontBook,
    name: &'static str,
    (lang, size, measure, align): (&str, f64, f64, Alignment),
    text: &str,
) -> Case {
    let style = style(book, lang, size);
    let dir = style.lang.dir();
    Case { name, text: rich(text, &Arc::new(style)), config: config(measure, dir, align) }
}

const PROSE: &str = "تأسس المركز الدولي للأطفال المفقودين والمستغلين استجابةً للحاجة الملحة إلى \
     تنسيق الجهود العالمية لحماية الأطفال. كان الدافع وراء تأسيسه هو تزايد الوعي بقضايا استغلال \
     الأطفال والاتجار بهم، بالإضافة إلى الحاجة إلى تبادل المعلومات والخبرات بين البلدان. تهدف \
     ICMEC إلى تحقيق الأهداف التالية:";

fn cases(book: &FontBook) -> Vec<Case> {
    use Alignment::{Center, Justify, Start};
    let case = |name, how, text| plain(book, name, how, text);
    let mut cases = vec![
        case("arabic-prose", ("ar", 13.5, 226.77, Start), PROSE),
        case(
            "arabic-vowelled",
            ("ar", 13.5, 150.0, Start),
            "يُولَدُ جَمِيعُ النَّاسِ أَحْرَارًا مُتَسَاوِينَ فِي الْكَرَامَةِ وَالْحُقُوقِ، وَقَدْ وُهِبُوا عَقْلًا وَضَمِيرًا.",
        ),
        case(
            "arabic-mixed",
            ("ar", 13.5, 226.77, Start),
            "اتصل بالمركز الدولي (\u{2066}International Centre\u{2069}) على الرقم \
             \u{2066}+966 50 123 4567\u{2069} أو عبر \u{2066}https://www.icmec.org/ar/about/\u{2069} \
             قبل ٢٠٢٦/٣/١٤، القسم \u{2066}1.2\u{2069} صفحة 45.",
        ),
        case(
            "english-with-arabic",
            ("en", 9.7, 218.0, Start),
            "The centre is called المركز الدولي للأطفال in Arabic (المفقودين والمستغلين in full), \
             and its 1999 charter has 12 articles.",
        ),
        case(
            "hebrew-pointed",
            ("he", 12.0, 150.0, Start),
            "בְּרֵאשִׁית בָּרָא אֱלֹהִים אֵת הַשָּׁמַיִם וְאֵת הָאָרֶץ׃ (UNICEF) צה״ל.",
        ),
        case(
            "urdu-nastaliq",
            ("ur", 10.5, 180.0, Start),
            "تمام انسان آزاد اور حقوق و عزت کے اعتبار سے برابر پیدا ہوئے ہیں۔ انہیں ضمیر اور عقل \
             ودیعت ہوئی ہے۔",
        ),
        case(
            "persian-zwnj",
            ("fa", 13.5, 150.0, Start),
            "نمی‌خواهم کتاب‌ها را بی‌آن‌که بخوانم پس بدهم؛ ۱۲٪ از بچه‌ها و نوجوانان می‌خوانند.",
        ),
        case("arabic-justified", ("ar", 12.0, 226.77, Justify), PROSE),
        case(
            "english-hyphenated",
            ("en", 9.7, 160.0, Justify),
            "The International Centre coordinates investigations internationally, strengthening \
             legislation and supporting organisations’ responsibilities towards children.",
        ),
        case(
            "percent-falls-back",
            ("ar", 13.5, 226.77, Start),
            "ارتفعت النسبة إلى ٢٠٪ هذا العام.",
        ),
        case("missing-glyph", ("ar", 13.5, 226.77, Center), "كلمة 漢字 ثم 漢 مرة أخرى"),
        case("overfull", ("en", 9.7, 40.0, Start), "A\u{a0}very\u{a0}long\u{a0}name and more"),
        case("forced-breaks", ("ar", 13.5, 226.77, Start), "سطر أول\nسطر ثانٍ\n\nرابع"),
    ];
    let mut title = plain(
        book,
        "title-balanced",
        ("ar", 25.0, 260.0, Start),
        "المركز الدولي للأطفال المفقودين والمستغلين",
    );
    title.config.balance = true;
    cases.extend([title, coloured(book), bold(book)]);
    cases
}

/// Styled stretches: the text is cut where `|` stands; even parts have the first style.
fn styled(name: &'static str, text: &str, styles: [RunStyle; 2]) -> Case {
    let styles = styles.map(Arc::new);
    let mut rich = RichText::default();
    for (i, part) in text.split('|').enumerate() {
        let start = rich.text.len();
        rich.text.push_str(part);
        rich.runs.push(StyledRun {
            range: start..rich.text.len(),
            style: styles[i % 2].clone(),
            span: Span::NONE,
        });
    }
    Case { name, text: rich, config: config(226.77, Dir::Rtl, Alignment::Start) }
}

fn coloured(book: &FontBook) -> Case {
    let plain = style(book, "ar", 13.5);
    let red = Color::new(Rgb([255, 0, 0]), None);
    let colour = RunStyle { color: red, ..plain.clone() };
    styled("colour-inside-words", "مست|ش|فى السل|ا|م", [plain, colour])
}

fn bold(book: &FontBook) -> Case {
    let plain = style(book, "ar", 13.5);
    let stack = crate::text_support::stack(book, plain.lang.writing(), 700);
    let bold = RunStyle { stack, ..plain.clone() };
    // The last two letters are a ligature, which keeps to the style in which it begins.
    styled("weight-inside-a-word", "مس|تش|فى مست|شف|ى", [plain, bold])
}

#[test]
fn lines_are_as_their_references_say() {
    let book = FontBook::bundled();
    check("lines", &book, &cases(&book));
}

#[test]
fn colour_inside_a_word_changes_no_glyph() {
    let (book, words) = (FontBook::bundled(), WordCache::new());
    let setter = Typesetter::new(&book, &words);
    let case = coloured(&book);
    let ids = |text: &RichText| {
        let lines = setter.set(text, &case.config, &mut Sink::default());
        let glyphs = lines.iter().flat_map(|l| &l.pieces).flat_map(|p| p.shaped.glyphs.iter());
        glyphs.map(|g| (g.id, g.advance, g.dx, g.dy)).collect::<Vec<_>>()
    };
    let unstyled = rich(&case.text.text, &case.text.runs[0].style);
    assert_eq!(ids(&case.text), ids(&unstyled));
}

#[test]
fn a_change_of_weight_keeps_the_joins() {
    let (book, words) = (FontBook::bundled(), WordCache::new());
    let setter = Typesetter::new(&book, &words);
    let case = bold(&book);
    let lines = setter.set(&case.text, &case.config, &mut Sink::default());
    let logical: Vec<_> = lines[0].pieces.iter().rev().collect();
    let texts: Vec<_> = logical.iter().map(|piece| &*piece.shaped.text).collect();
    assert_eq!(texts, ["مس", "تش", "فى", " ", "مست", "شفى"]);
    // The middle letters are medial: neither starts nor ends its word as it would alone.
    let alone = rich("تش", &case.text.runs[1].style);
    let alone = &setter.set(&alone, &case.config, &mut Sink::default())[0].pieces[0];
    let ids =
        |p: &warraq::text::PlacedRun| p.shaped.glyphs.iter().map(|g| g.id).collect::<Vec<_>>();
    assert_eq!(logical[1].shaped.font, alone.shaped.font);
    assert_ne!(ids(logical[1]), ids(alone));
}

#[test]
fn brackets_are_mirrored_right_to_left() {
    let (book, words) = (FontBook::bundled(), WordCache::new());
    let setter = Typesetter::new(&book, &words);
    let style = Arc::new(style(&book, "ar", 13.5));
    let lines = setter.set(
        &rich("(نص)", &style),
        &config(226.77, Dir::Rtl, Alignment::Start),
        &mut Sink::default(),
    );
    let shaped = &lines[0].pieces[0].shaped;
    let face = book.face(shaped.font);
    // Leftmost is the closing bracket, U+0029, which opens to the right as U+0028 does.
    assert_eq!(shaped.glyphs.first().map(|g| g.id), face.glyph('('));
    assert_eq!(shaped.glyphs.last().map(|g| g.id), face.glyph(')'));
}
