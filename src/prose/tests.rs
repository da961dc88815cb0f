//! What is seen of finished paragraphs, from left to right, by the bidi algorithm.

use super::*;
use crate::diag::Span;
use crate::model::IsolateKind;

/// A finished paragraph with the controls that its isolates stand for.
fn controlled(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text { text, .. } | Inline::Code { text, .. } => out.push_str(text),
            Inline::Isolate { dir, kind, content, .. } => {
                let typed = *kind == IsolateKind::TypedToken;
                out.push(if dir.is_rtl() { '\u{2067}' } else { '\u{2066}' });
                out.push_str(if typed { "\u{202d}" } else { "" });
                controlled(content, out);
                out.push_str(if typed { "\u{202c}\u{2069}" } else { "\u{2069}" });
            }
            Inline::Break => out.push('\n'),
            Inline::NoteMark { .. } => out.push_str("\u{2066}¹\u{2069}"),
            Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::Styled { content, .. }
            | Inline::Link { content, .. } => controlled(content, out),
        }
    }
}

fn visual(text: &str, lang: &Lang) -> String {
    let level = match lang.dir() {
        Dir::Rtl => unicode_bidi::Level::rtl(),
        Dir::Ltr => unicode_bidi::Level::ltr(),
    };
    let info = unicode_bidi::BidiInfo::new(text, Some(level));
    let lines = info.paragraphs.iter().map(|p| info.reorder_line(p, p.range.clone()));
    let lines: String = lines.collect();
    lines
        .chars()
        .filter(|c| !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'))
        .collect()
}

fn finished(inlines: Vec<Inline>, tag: &str) -> Vec<Inline> {
    let lang = Lang::parse(tag).expect("a known language");
    let setting = ProseSetting { lang: &lang, digits: None, link: &|_, _| None };
    finish(inlines, &setting, &mut Sink::default())
}

fn seen(text: &str, tag: &str) -> String {
    let text = Inline::Text { text: text.into(), span: Span::NONE };
    let mut out = String::new();
    controlled(&finished(vec![text], tag), &mut out);
    visual(&out, &Lang::parse(tag).expect("a known language"))
}

/// Each sample with what is seen of it somewhere in the line.
fn check(tag: &str, samples: &[(&str, &str)]) {
    let wrong = samples.iter().filter_map(|(text, part)| {
        let seen = seen(text, tag);
        (!seen.contains(part)).then(|| format!("{text}: no {part} in {seen}"))
    });
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn numbers_are_seen_as_typed_in_arabic() {
    check(
        "ar",
        &[
            ("كان (12.5%) هنا", "12.5%"),
            ("كان (12.5%) هنا", ")12.5%("),
            ("كان و(1,234.5) هنا", "1,234.5"),
            ("كان و(-5) هنا", ")-5("),
            ("كان و-5 هنا", "-5و"),
            ("كان ($1,200) هنا", "$1,200"),
            ("كان و$1,200 هنا", "$1,200"),
            ("كان (2020-2025) هنا", ")2025-2020("),
            ("2020-2025", "2025-2020"),
            ("ICMEC 2020-2025 هنا", "2025-2020 ICMEC"),
            ("كان (23/11/2026) هنا", "23/11/2026"),
            ("كان (050 123 4567) هنا", ")050 123 4567("),
            ("كان و+966 50 123 4567 هنا", "+966 50 123 4567"),
            ("+966 50 123 4567", "+966 50 123 4567"),
            ("هاتف (03) 123-4567 و", "(03) 123-4567"),
            ("هاتف 123-4567 و", "123-4567"),
            ("كان ١٣/٠٥/٢٠٢٦ هنا", "١٣/٠٥/٢٠٢٦"),
            ("٢٠٢٦/٠٣/١٢ ١٠:٣٠", "١٠:٣٠ ٢٠٢٦/٠٣/١٢"),
            ("كان 05/06/2026 10:30 هنا", "10:30 05/06/2026"),
            ("ICMEC 05/06/2026 10:30 هنا", "10:30 05/06/2026 ICMEC"),
            ("هاتف ٠٥٠ ١٢٣ ٤٥٦٧ و", "٠٥٠ ١٢٣ ٤٥٦٧"),
            ("هاتف +٩٦٦ ٥٠ ١٢٣ ٤٥٦٧ و", "+٩٦٦ ٥٠ ١٢٣ ٤٥٦٧"),
            ("في ٢٠٢٦-١١-٢٣ و", "٢٠٢٦-١١-٢٣"),
            ("حرارة -5°C هنا", "-5°C"),
            ("حرارة 25-30 °C هنا", "25-30 °C"),
            ("نحو 1½ هنا", "1½"),
            ("سعر ₹1,200 هنا", "₹1,200"),
            ("بين 10:30-12:00 هنا", "12:00-10:30"),
            ("بين $50-$100 هنا", "$100-$50"),
            ("بين 25-30% هنا", "30%-25"),
            ("من ١٨٩٤–١٩٦٢ هنا", "١٩٦٢–١٨٩٤"),
            ("سعة 16 GB هنا", "16 GB"),
            ("ملف ٤٥/٠٠١٢/٢٠٢٦ هنا", "٤٥/٠٠١٢/٢٠٢٦"),
            ("رقم 978-0-306-40615-7 هنا", "978-0-306-40615-7"),
            ("رقم ٩٧٨-٠-٣٠٦ هنا", "٩٧٨-٠-٣٠٦"),
            ("أبعاد 210×297 هنا", "210×297"),
            ("نسبة ١٢٫٥٪ هنا", "٪١٢٫٥"),
            ("نسبة -٥ هنا", "٥-"),
            ("في 12.5%، ثم", "12.5%"),
            ("في 12.5% 12.5% ثم", "12.5% 12.5%"),
            ("اتصل 050 123 4567 050 123 9999 ثم", "050 123 9999 050 123 4567"),
            ("الرقم 116 000 مجاني", "116 000"),
            ("كوفيد-19 هنا", "19-ديفوك"),
        ],
    );
    check(
        "he",
        &[
            ("עד ב-12.5% כאן", "12.5%-ב"),
            ("ביום ה-23/11/2026 כאן", "23/11/2026-ה"),
            ("בין 2020-2025 כאן", "2020-2025"),
            ("בין 2020–2025 כאן", "2025–2020"),
            ("טלפון (03-1234567) כאן", "03-1234567"),
            ("מחיר ₪1,200 כאן", "₪1,200"),
        ],
    );
    check(
        "fa",
        &[
            ("در (۱۳۹۵/۰۳/۱۲) بود", "۱۳۹۵/۰۳/۱۲"),
            ("در ۱۴۰۴-۰۳-۱۴ بود", "۱۴۰۴-۰۳-۱۴"),
            ("دمای -۵ و ۱۰–۲۰ تا", "۲۰–۱۰ و -۵"),
            ("تلفن ۰۲۱ ۱۲۳ ۴۵۶۷ است", "۰۲۱ ۱۲۳ ۴۵۶۷"),
        ],
    );
}

#[test]
fn phrases_are_seen_whole() {
    check(
        "ar",
        &[
            ("نظام Microsoft® Windows هنا", "Microsoft® Windows"),
            ("مع TNF-α هنا", "TNF-α"),
            ("اختر File → Save As هنا", "File → Save As"),
            ("كلمة inter\u{ad}national هنا", "inter\u{ad}national"),
            ("تهدف ICMEC® إلى", "ICMEC®"),
            ("في (U.S.A.) وفي e.g. هنا", "U.S.A."),
            ("في e.g. هنا", "e.g."),
            ("يحمل Ph.D. هنا", "Ph.D."),
            ("راسل info@مثال.com هنا", "info@لاثم.com"),
            ("انظر https://a.org/wiki/القدس/غزة هنا", "https://a.org/wiki/سدقلا/ةزغ"),
            ("What is R&D?", "What is R&D?"),
            ("قال «What is R&D?» ثم", "What is R&D?"),
            ("لغة C++ هنا", "C++"),
            ("لغة C#، ثم", "C#"),
            ("شغّل --help هنا", "--help"),
            ("ملف /dev/sda1 هنا", "/dev/sda1"),
            ("متغير و$HOME هنا", "$HOME"),
            ("وسم #tag هنا", "#tag"),
            ("هو (ICMEC) Centre و", "(ICMEC) Centre"),
            ("هو Centre (ICMEC)، و", "Centre (ICMEC)"),
            ("مع ICMEC (25 دولة) و", "ICMEC"),
            ("طابعة 3D هنا", "3D"),
            ("عند 24.7136° N, 46.6753° E تمامًا", "24.7136° N, 46.6753° E"),
            ("نظام Windows 11، ثم", "Windows 11"),
            ("بروتوكول HTTP/3 هنا", "HTTP/3"),
        ],
    );
    check(
        "en",
        &[
            ("He said السلام عليكم، كيف حالك؟ The word", "؟كلاح فيك ،مكيلع مالسلا The"),
            ("so بنسبة ١٢٫٥٪ من الناس there", "سانلا نم ٪١٢٫٥ ةبسنب"),
            ("call +966 50 123 4567 now", "call +966 50 123 4567 now"),
        ],
    );
}

#[test]
fn a_note_mark_stands_at_the_left_of_what_it_marks() {
    let text = |text: &str| Inline::Text { text: text.into(), span: Span::NONE };
    let mark = || Inline::NoteMark { note: 0, span: Span::NONE };
    for word in ["2023", "٢٠٢٤", "ICMEC", "12.5%", "سنة"] {
        let parts = vec![text(&format!("كان {word}")), mark(), text(" ثم.")];
        let mut out = String::new();
        controlled(&finished(parts, "ar"), &mut out);
        let shown: String = match word {
            "سنة" => "ةنس".into(),
            other => other.into(),
        };
        let line = visual(&out, &Lang::parse("ar").expect("known"));
        assert!(line.contains(&format!(" ¹{shown} ")), "{line}");
    }
}

#[test]
fn no_text_runs_away() {
    // Each takes no time to speak of; were one of them not linear, the test would not end.
    let hostile = [
        "aؐ".to_owned(),
        "1\u{5b0}".to_owned(),
        "a\u{5b0}b".repeat(10_000),
        "(".repeat(50_000),
        "(a)".repeat(20_000),
        "(1.2-3/4 ".repeat(20_000),
        "+".repeat(50_000),
        "1-".repeat(50_000),
        "0 ".repeat(50_000),
        "a.".repeat(30_000),
        "\u{2067}a".repeat(20_000),
        "x@y".repeat(20_000),
        "א a ".repeat(20_000),
    ];
    for text in hostile {
        for tag in ["ar", "en", "he"] {
            kept(&text, tag);
        }
    }
}

fn kept(text: &str, tag: &str) {
    let inline = Inline::Text { text: text.into(), span: Span::NONE };
    let made = finished(vec![inline], tag);
    assert_eq!(crate::model::plain(&made), text);
}
