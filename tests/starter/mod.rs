//! A text that is there comes back as a project: the same words in the same order, whatever it is.

#![allow(clippy::unwrap_used, reason = "a test may fail at any step")]

mod office;
mod words;

use std::path::Path;

use warraq::diag::{Sink, Sources};
use warraq::model::lang::Lang;
use warraq::model::{BlockKind, Document, Text};
use warraq::source::load;
use warraq::starter::import::plain;

use crate::order::dice::Dice;
use words::{document, from_markdown, of_document, words};

/// What people write, and what programs leave.
const WORDS: &[&str] = &[
    "كتاب",
    "المكتبة",
    "وُلِدَ",
    "و«نصّ»",
    "book",
    "naïve",
    "e\u{301}tude",
    "ﻻ\u{fe8e}",
    "می\u{200c}رود",
    "בית",
    "書",
    "😀x",
    "٪٥٠",
    "50%",
    "2026",
    "١٢٫٥",
    "10:30",
    "-5",
    "+966",
    "a_b",
    "_x_",
    "__y__",
    "*bold*",
    "2*3",
    "**w**",
    "`code`",
    "``c",
    "[link](x)",
    "[x]{.underline}",
    "[^1]",
    "[^1]: note",
    "![p](q.png)",
    "<b>bold</b>",
    "<!-- c",
    "a<b",
    "&amp;",
    "&#38;",
    "R&D",
    "#tag",
    "# h",
    "a#b",
    "x # y",
    "\\x",
    "C:\\dir\\new",
    "~~s~~",
    "~x",
    "|a|b|",
    "a|b",
    "key: value",
    "key:",
    "\"quoted\"",
    "\"half",
    "'x'",
    "it's",
    "“smart”",
    "‘s’",
    "{a: b}",
    "[1, 2]",
    "]x",
    "}x",
    "@me",
    "$x$",
    "^x",
    "!tag",
    "&anchor",
    "*alias",
    "?x",
    "%TAG",
    "yes",
    "no",
    "null",
    "~x~",
    "0x1F",
    "1e5",
    "=x=",
    ">q",
    "> q",
    "http://a.org/x_y?z=1#w",
    "a@b.org",
    "1.",
    "1)",
    "٣.",
    "(2)",
    "أ)",
    "ب-",
    "iv.",
    "•x",
    "x•y",
    "–z",
    "... end",
    "x\\",
    "\u{200f}rtl\u{200e}",
    "\u{2067}in\u{2069}",
    "\u{202b}old\u{202c}",
    "soft\u{ad}ly",
    "a\u{a0}b",
    "zero\u{200b}w",
    "bell\u{7}",
    "nul\u{0}x",
    "mid\u{feff}dle",
    "lost\u{fffd}",
    "tab\tbed",
    "vt\u{b}x",
    "nel\u{85}x",
    "ls\u{2028}x",
];
const STARTS: &[&str] = &[
    "",
    "",
    "",
    "",
    "- ",
    "• ",
    "•",
    "* ",
    "– ",
    "  - ",
    "    • ",
    "\u{200f}- ",
    "1. ",
    "2. ",
    "3. ",
    "٤. ",
    "7) ",
    "# ",
    "## ",
    "> ",
    "| ",
    "\t",
    "    ",
    "+ ",
    "= ",
    "~ ",
    ": ",
    "! ",
    "--- ",
    "\u{feff}",
    "[^1]: ",
    "key: ",
    "- key: ",
    "• اسم: ",
];
const ENDS: &[&str] = &[
    "\n",
    "\n",
    "\n\n",
    "\n\n",
    "\r\n",
    "\r\n\r\n",
    "\r",
    "\n \t\n",
    "\n-----\n",
    "\n\u{200f}\n",
    "\u{2029}",
];

/// A text of odd lines.
fn odd(dice: &mut Dice) -> String {
    let mut text = String::from(dice.pick(&["", "", "\u{feff}"]));
    for _ in 0..1 + dice.below(14) {
        text += dice.pick(STARTS);
        let long = dice.below(6) == 0;
        for _ in 0..1 + dice.below(if long { 60 } else { 5 }) {
            text += dice.pick(WORDS);
            text += dice.pick(&[" ", " ", " ", "  ", ", ", ". ", ": ", "؟ "]);
        }
        text += dice.pick(ENDS);
    }
    text
}

#[track_caller]
fn same_words(text: &str) {
    assert_eq!(of_document(&document(text)), words(text), "{text:?}");
}

#[test]
fn whatever_the_text_the_words_and_their_order_stay() {
    let mut dice = Dice::new(20_260_321);
    for _ in 0..300 {
        same_words(&odd(&mut dice));
    }
}

#[test]
fn every_odd_word_stays_in_every_place() {
    for word in WORDS {
        let end = "This sentence is long enough to be no heading, and it ends as one.";
        same_words(word);
        same_words(&format!(
            "{word}\n\n{end}\n\n{word}\n\n{end}\n\n{word} {end}\n\n{end} {word}\n\n\
             - {word}\n- {end}\n\n{end}\n\n- {word}: {end}\n- name: {word}\n\n\
             1. {word}\n2. {end} {word}\n\n{end}\n\nname\t{word}\n{word}\tx\n"
        ));
    }
}

#[test]
fn texts_of_any_length_are_taken() {
    let word = "كلمة ";
    same_words(&word.repeat(60_000));
    same_words(&format!("عنوان\n\n{}\n\n{}", word.repeat(20_000), "x".repeat(7_000)));
    same_words(&format!("- {}\n- y", word.repeat(3_000)));
    same_words(&(1..400).map(|n| format!("{n}. item\n")).collect::<String>());
    same_words(&(0..60).map(|n| format!("{}- item {n}\n", " ".repeat(n))).collect::<String>());
}

#[test]
fn a_file_without_words_is_a_fault() {
    let mut sources = Sources::default();
    let lang = Lang::parse("ar").unwrap();
    for text in ["", "\u{feff}", " \r\n\t\n", "-----\n***", "\u{200f}\u{200e}", "!?"] {
        let file = sources.add("x.txt", text);
        let fault = plain(text, file, "x", &lang).unwrap_err();
        assert_eq!(fault.id, "empty-file", "{text:?}");
        assert!(!fault.hints.is_empty());
    }
}

#[test]
fn what_stands_in_a_text_is_taken_for_what_it_is() {
    let text = "\
المكتبة (The Library)

من نحن

مكتبة عامة للأطفال، بدأت بثلاثة رفوف في بيت قديم.

• الإعارة: ثلاثة كتب لكل طفل.
• الحكاية: كل مساء خميس.

كيف تشترك

١. املأ البطاقة
٢. اختر كتابك

اليوم\tالساعة
السبت\t16:00

هاتف: 0100
بريد: a@example.org
";
    let document = document(text);
    assert_eq!(document.title.to_plain(), "المكتبة");
    assert_eq!(document.subtitle.as_ref().unwrap().to_plain(), "The Library");
    let headings: Vec<_> =
        document.sections.iter().map(|section| section.heading.to_plain()).collect();
    assert_eq!(headings, ["من نحن", "كيف تشترك"]);
    let kinds: Vec<_> = document.sections.iter().flat_map(|section| &section.body).collect();
    assert!(
        matches!(
            kinds.iter().map(|block| &block.kind).collect::<Vec<_>>()[..],
            [
                BlockKind::Paragraph(_),
                BlockKind::Terms(_),
                BlockKind::List(_),
                BlockKind::Table(_),
                BlockKind::Terms(_)
            ]
        ),
        "{kinds:#?}"
    );
}

/// The brochure of `source/` as plain text, as people have it in their mail.
fn as_plain_text(document: &Document) -> String {
    let mut out = document.title.to_plain();
    if let Some(subtitle) = &document.subtitle {
        out += &format!(" ({})", subtitle.to_plain());
    }
    for section in &document.sections {
        out += &format!("\n\n{}", section.heading.to_plain());
        for block in &section.body {
            match &block.kind {
                BlockKind::Paragraph(text) => out += &format!("\n\n{}", text.to_plain()),
                BlockKind::Terms(rows) => {
                    for (row, space) in
                        rows.iter().zip(std::iter::once("\n\n").chain(std::iter::repeat("\n")))
                    {
                        let text: Vec<_> = row.text.iter().map(Text::to_plain).collect();
                        out +=
                            &format!("{space}  • {}: {}", row.term.to_plain(), text.join(" "));
                    }
                }
                other => panic!("the brochure has paragraphs and terms only, not {other:?}"),
            }
        }
    }
    out + "\n"
}

#[test]
fn the_real_brochure_comes_back_block_by_block() {
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let project = load(Path::new("source"), &mut sources, &mut sink).unwrap();
    let texts = project.editions().iter().map(|edition| {
        as_plain_text(&project.document(&edition.lang, &sources, None, &mut sink).unwrap())
    });
    for text in texts.collect::<Vec<_>>() {
        same_words(&text);
        assert_eq!(as_plain_text(&document(&text)), text);
    }
}

/// Letters and digits alone: Markdown's signs are not in the document, and they part words.
fn letters(words: &[String]) -> String {
    words.concat().chars().filter(|c| c.is_alphanumeric()).collect()
}

#[test]
fn whatever_the_markdown_the_words_and_their_order_stay() {
    // What Markdown itself takes out of the text: addresses, names of styles, entities, numbers.
    let taken = [
        "](", "]{", "&amp;", "&#38;", "[^1]", "\t", "::", "1.", "1)", "(2)", "٣.", "iv.", "أ)",
        "ب-",
    ];
    let pool: Vec<&str> = WORDS
        .iter()
        .copied()
        .filter(|word| !taken.iter().any(|sign| word.contains(sign)))
        .collect();
    let starts = [
        "", "", "", "- ", "• ", "  - ", "# ", "## ", "### ", "#### ", "> ", "    ", "* ",
        "<div>", "~~~", "```",
    ];
    let ends = ["\n", "\n", "\n\n", "\n\n", "\r\n", "\n---\n\n", "\n\n***\n\n", "\n===\n\n"];
    let mut dice = Dice::new(7);
    for _ in 0..300 {
        let mut text = String::from(dice.pick(&["", "", "\u{feff}", "# Title\n\n"]));
        for _ in 0..1 + dice.below(12) {
            text += dice.pick(&starts);
            for _ in 0..1 + dice.below(6) {
                text += dice.pick(&pool);
                text += " ";
            }
            text += dice.pick(&ends);
        }
        let found = letters(&of_document(&from_markdown(&text)));
        assert_eq!(found, letters(&words(&text)), "{text:?}");
    }
}

#[test]
fn markdown_stays_markdown_in_its_sections() {
    let text = "\
# المكتبة

## من نحن

مكتبة **عامة**[^n] للأطفال، [موقعها][site].

### فرع

| أ | ب |
|---|---|
| ١ | ٢ |

## اقتباس

> نص
> منقول

[^n]: ملاحظة.
[site]: https://example.org/
";
    let document = from_markdown(text);
    assert_eq!(document.title.to_plain(), "المكتبة");
    assert_eq!(document.notes.len(), 1);
    let kinds = |at: usize| {
        document.sections[at].body.iter().map(|block| &block.kind).collect::<Vec<_>>()
    };
    assert!(matches!(
        kinds(0)[..],
        [BlockKind::Paragraph(_), BlockKind::Heading { level: 3, .. }, BlockKind::Table(_)]
    ));
    assert!(matches!(kinds(1)[..], [BlockKind::Quote { .. }]));
}

#[test]
fn what_a_brochure_cannot_hold_is_kept_as_text() {
    let cases = [
        "![صورة](a.png)",
        "<b>نص</b>",
        "```\ncode\n```",
        "[رابط](other.md)",
        "[رابط](#there)",
        "[^1]: ملاحظة بلا علامة",
        "[نص]{color=nocolor}",
    ];
    for case in cases {
        let text = format!("# T\n\n## H\n\nfirst\n\n{case}\n\nlast **one**\n");
        let document = from_markdown(&text);
        let found = of_document(&document);
        let wanted = words(case);
        assert!(wanted.iter().all(|word| found.contains(word)), "{case}: {found:?}");
        assert!(found.contains(&"last".to_owned()), "{case}: {found:?}");
    }
}

/// Headings stand by themselves: what goes on below a paragraph, or holds a number to call or an
/// address, is text; in every place of a text.
#[test]
fn lines_below_a_paragraph_and_addresses_are_no_headings() {
    let reached = [
        "للتأكيد: 0501234567",
        "events@friends.example.org",
        "https://a.example.org/x",
        "هاتف 06-5551234",
    ];
    let paragraph = "شارع النخيل، رقم 25، خلف مدرسة الأمل، في الطابق الأول من المبنى الذي يقع عند آخر الشارع. مواقف مجانية.";
    for line in reached {
        for (before, after) in [("\n", "\n\n"), ("\n\n", "\n\n"), ("\n\n", "\n")] {
            let text = format!(
                "دليل المكتبة\n\nكيف تصلون\n\n{paragraph}{before}{line}{after}نص يتبع ما قبله، وهو طويل.\n\nملاحظات\n\n{paragraph}\n"
            );
            let found = document(&text);
            let headings: Vec<String> =
                found.sections.iter().map(|section| section.heading.to_plain()).collect();
            assert_eq!(headings, ["كيف تصلون", "ملاحظات"], "{text}");
        }
    }
    for line in ["كلمة قصيرة", "A short line"] {
        let text = format!("دليل\n\nأولًا\n\n{paragraph}\n{line}\n\nثانيًا\n\n{paragraph}\n");
        let found = document(&text);
        assert_eq!(found.sections.len(), 2, "{text}");
    }
}

#[test]
fn a_line_below_the_title_of_markdown_is_the_second_title() {
    for (line, is_subtitle) in [
        ("مدرسة الزهراء، العام 2025/2026", true),
        ("School year 2025/2026", true),
        ("نص قصير ينتهي بنقطة.", false),
        ("- بند", false),
        ("نص\nعلى سطرين", false),
    ] {
        let text = format!("# دليل\n\n{line}\n\n## أولًا\n\nنص.\n");
        let found = from_markdown(&text);
        let subtitle = found.subtitle.as_ref().map(|text| text.to_plain());
        assert_eq!(subtitle.is_some(), is_subtitle, "{line}: {subtitle:?}");
    }
}
