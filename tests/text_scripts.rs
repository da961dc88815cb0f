//! Each script as a paragraph: Latin, Greek and Cyrillic beside Arabic with the faces of the
//! program, and the scripts of the East and the South with those of a project. References are in
//! `tests/ref/scripts/`.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::sync::Arc;

use crate::text_support::{Case, check, config, rich, style};
use unicode_script::Script;
use warraq::diag::{Sink, Span};
use warraq::text::analyze::opportunities;
use warraq::text::font::{FontBook, FontStack, StackEntry};
use warraq::text::{Alignment, RunStyle, Typesetter, WordCache};

const FOLDER: &str = "tests/specimen/fonts";

/// Language, the scripts of its face, the face's file, a paragraph.
const EASTERN: [(&str, &[Script], &str, &str); 5] = [
    (
        "zh-Hans",
        &[Script::Han],
        "NotoSansSC.ttf",
        "本中心成立于1998年，旨在协调全世界保护儿童的工作。它与政府、企业和民间组织合作，分享“知识与经验”（见第12页）。",
    ),
    (
        "ja",
        &[Script::Han, Script::Hiragana, Script::Katakana],
        "NotoSansJP.ttf",
        "センターは、世界の子どもを守る取り組みをまとめるために設立されました。「知識と経験」を国々の間で分かち合っています。",
    ),
    (
        "ko",
        &[Script::Hangul],
        "NotoSansKR.ttf",
        "이 센터는 1998년에 전 세계 어린이를 보호하기 위한 노력을 조율하고자 설립되었으며, 정부와 기업과 시민단체를 이어 줍니다.",
    ),
    (
        "hi",
        &[Script::Devanagari],
        "NotoSansDevanagari.ttf",
        "यह केंद्र दुनिया भर में बच्चों की सुरक्षा के प्रयासों को जोड़ने के लिए बनाया गया। हर बच्चे को सुरक्षित रहने का अधिकार है।",
    ),
    (
        "th",
        &[Script::Thai],
        "NotoSansThai.ttf",
        "ศูนย์นี้ก่อตั้งขึ้นเพื่อประสานความพยายามทั่วโลกในการคุ้มครองเด็ก และป้องกันการแสวงหาประโยชน์จากเด็ก",
    ),
];

/// Name of the reference, language, size, paragraph.
const WESTERN: [(&str, &str, f64, &str); 7] = [
    (
        "russian",
        "ru",
        9.7,
        "Международный центр координирует усилия по защите детей и распространяет «знания и опыт» среди государственных учреждений; المركز الدولي входит в сеть.",
    ),
    (
        "greek",
        "el",
        9.7,
        "Το διεθνές κέντρο συντονίζει τις προσπάθειες για την προστασία των παιδιών και την ανταλλαγή εμπειριών· «κάθε παιδί» έχει δικαίωμα στην ασφάλεια.",
    ),
    (
        "french",
        "fr",
        9.7,
        "Le centre international coordonne les efforts pour la protection des enfants disparus et exploités ; « chaque enfant » a droit à la sécurité, dit المركز الدولي.",
    ),
    (
        "spanish",
        "es",
        9.7,
        "El centro internacional coordina los esfuerzos para la protección de los niños desaparecidos y explotados; ¿quién no tiene «derecho» a la seguridad?",
    ),
    (
        "german",
        "de",
        9.7,
        "Das internationale Zentrum koordiniert die Bemühungen um den Kinderschutz und die Zusammenarbeit der Strafverfolgungsbehörden; „jedes Kind“ hat ein Recht auf Sicherheit.",
    ),
    (
        "urdu-naskh",
        "ur-Arab",
        13.5,
        "تمام انسان آزاد اور حقوق و عزت کے اعتبار سے برابر پیدا ہوئے ہیں۔ انہیں ضمیر اور عقل ودیعت ہوئی ہے۔",
    ),
    (
        "russian-in-arabic",
        "ar",
        13.5,
        "يسمّى المركز \u{2066}Международный центр\u{2069} بالروسية و\u{2066}διεθνές κέντρο\u{2069} باليونانية و\u{2067}מרכז בין־לאומי\u{2069} بالعبرية.",
    ),
];

/// The faces of the program and those of the specimen.
fn book() -> FontBook {
    let mut book = FontBook::bundled();
    let mut sink = Sink::default();
    for (_, _, file, _) in EASTERN {
        let path = format!("{}/{FOLDER}/{file}", env!("CARGO_MANIFEST_DIR"));
        let bytes = std::fs::read(path).unwrap();
        book.add(file, bytes.into(), Span::NONE, &mut sink).unwrap();
    }
    assert_eq!(sink.diagnostics(), &[]);
    book
}

/// A style whose stack has a project's face for some scripts, as the layout makes it.
fn eastern(book: &FontBook, lang: &str, scripts: &[Script], file: &str) -> RunStyle {
    let base = style(book, lang, 9.7);
    let family = match file {
        "NotoSansThai.ttf" => "Noto Sans Thai",
        "NotoSansDevanagari.ttf" => "Noto Sans Devanagari",
        "NotoSansJP.ttf" => "Noto Sans JP",
        "NotoSansSC.ttf" => "Noto Sans SC",
        _ => "Noto Sans KR",
    };
    let font = book.find(family, 400, false).unwrap();
    let mut entries = base.stack.entries.clone();
    entries.push(StackEntry { font, scale: 1.0, scripts: scripts.to_vec() });
    RunStyle { stack: Arc::new(FontStack { entries }), ..base }
}

#[test]
fn scripts_are_set_as_their_references_say() {
    let book = book();
    let mut cases = vec![];
    for (lang, scripts, file, text) in EASTERN {
        let style = Arc::new(eastern(&book, lang, scripts, file));
        let name = match lang {
            "zh-Hans" => "chinese",
            "ja" => "japanese",
            "ko" => "korean",
            "hi" => "hindi",
            _ => "thai",
        };
        let config = config(150.0, style.lang.dir(), Alignment::Start);
        cases.push(Case { name, text: rich(text, &style), config });
    }
    for (name, lang, size, text) in WESTERN {
        let style = Arc::new(style(&book, lang, size));
        let config = config(150.0, style.lang.dir(), Alignment::Start);
        cases.push(Case { name, text: rich(text, &style), config });
    }
    check("scripts", &book, &cases);
}

#[test]
fn no_character_of_these_paragraphs_is_missing() {
    let (book, words) = (book(), WordCache::new());
    let setter = Typesetter::new(&book, &words);
    for (lang, scripts, file, text) in EASTERN {
        let style = Arc::new(eastern(&book, lang, scripts, file));
        let mut sink = Sink::default();
        let config = config(150.0, style.lang.dir(), Alignment::Start);
        setter.set(&rich(text, &style), &config, &mut sink);
        assert_eq!(sink.diagnostics(), &[], "{lang}");
    }
}

/// The pieces between the places where lines may end.
fn parts(text: &str) -> Vec<&str> {
    let ends: Vec<usize> = opportunities(text, |_| false).iter().map(|o| o.at).collect();
    let starts = std::iter::once(0).chain(ends.iter().copied());
    starts.zip(&ends).map(|(start, &end)| &text[start..end]).collect()
}

#[test]
fn lines_end_where_each_script_allows() {
    // Between ideographs, but not before closing and small signs (UAX #14, strict).
    assert_eq!(parts("保护儿童。"), ["保", "护", "儿", "童。"]);
    assert_eq!(parts("「知識」を"), ["「知", "識」", "を"]);
    assert_eq!(parts("キャッチー"), ["キャッ", "チー"]);
    // Korean by word, its numbers with their counters.
    assert_eq!(parts("1998년에 전 세계 어린이를"), ["1998년에 ", "전 ", "세계 ", "어린이를"]);
    // Thai, Lao, Khmer and Burmese by dictionary.
    assert_eq!(parts("ประสานความพยายาม"), ["ประสาน", "ความ", "พยายาม"]);
    assert_eq!(parts("ภาษาไทย 2569"), ["ภาษา", "ไทย ", "2569"]);
    assert_eq!(parts("ພາສາລາວ"), ["ພາສາ", "ລາວ"]);
    assert_eq!(parts("សិទ្ធិកុមារ"), ["សិទ្ធិ", "កុមារ"]);
    assert!(parts("မြန်မာဘာသာစကား").len() > 1);
    // Devanagari between words only.
    assert_eq!(parts("बच्चों की सुरक्षा।"), ["बच्चों ", "की ", "सुरक्षा।"]);
}

#[test]
fn a_word_stays_in_one_face_wherever_one_has_it_all() {
    let (book, words) = (book(), WordCache::new());
    let setter = Typesetter::new(&book, &words);
    let faces = |lang: &str, text: &str| {
        let style = Arc::new(style(&book, lang, 10.0));
        let config = config(400.0, style.lang.dir(), Alignment::Start);
        let lines = setter.set(&rich(text, &style), &config, &mut Sink::default());
        let pieces = lines.iter().flat_map(|line| &line.pieces);
        let mut fonts: Vec<_> =
            pieces.map(|p| book.face(p.shaped.font).postscript_name.clone()).collect();
        fonts.dedup();
        fonts
    };
    // Markazi has no ێ: the word goes to Amiri whole, its neighbours stay.
    assert_eq!(
        faces("ar", "كلمة نێوان كلمة"),
        ["MarkaziText-Regular", "Amiri-Regular", "MarkaziText-Regular"]
    );
    // Source Serif has no ẛ̣ with two dots; a Latin word goes whole where one face has it.
    assert_eq!(faces("en", "plain words"), ["SourceSerif4-Regular"]);
    // A mark stays with its base.
    assert_eq!(faces("ar", "نێ\u{64e}وان"), ["Amiri-Regular"]);
    // Greek with breathings is in no face: told, not patched letter by letter.
    let style = Arc::new(style(&book, "el", 10.0));
    let config = config(400.0, style.lang.dir(), Alignment::Start);
    let mut sink = Sink::default();
    setter.set(&rich("ἄνθρωπος", &style), &config, &mut sink);
    assert_eq!(sink.diagnostics()[0].id, "missing-glyph");
    assert!(sink.diagnostics()[0].message.contains("U+1F04"));
}

#[test]
fn without_a_face_one_fault_names_a_family_that_helps() {
    let (book, words) = (FontBook::bundled(), WordCache::new());
    let setter = Typesetter::new(&book, &words);
    for (lang, text, script, family) in [
        ("th", "ศูนย์นี้ก่อตั้งขึ้น", "Thai", "Noto Sans Thai"),
        ("zh", "保护儿童", "Han", "Noto Serif SC"),
        ("zh-Hant", "保護兒童", "Han", "Noto Serif TC"),
        ("ja", "子どもを守る", "Japanese", "Noto Serif JP"),
        ("ko", "어린이를", "Hangul", "Noto Serif KR"),
        ("hi", "बच्चों की", "Devanagari", "Noto Serif Devanagari"),
        ("ar", "كلمة 漢字 كلمة", "Han", "Noto Serif SC"),
    ] {
        let style = Arc::new(style(&book, lang, 10.0));
        let mut sink = Sink::default();
        let config = config(400.0, style.lang.dir(), Alignment::Start);
        setter.set(&rich(text, &style), &config, &mut sink);
        let [fault] = sink.diagnostics() else { panic!("{lang}: {:?}", sink.diagnostics()) };
        assert_eq!(fault.id, "missing-script", "{lang}");
        assert!(fault.message.contains(script), "{lang}: {}", fault.message);
        assert!(fault.hints[0].contains(family), "{lang}: {:?}", fault.hints);
    }
}
