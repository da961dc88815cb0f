//! Markup as authors type it: what tree results, what is told, what pages and the web show. Kinds
//! with many samples are tried in all their combinations.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;

use warraq::diag::{Diagnostic, Sink, Sources};
use warraq::layout::frame::FrameItem;
use warraq::model::lang::Lang;
use warraq::model::{Block, BlockKind, Document, Inline};
use warraq::source::load;
use warraq::text::font::FontBook;
use warraq::text::{Typesetter, WordCache};
use warraq::web::{self, WebFonts};

/// What a project of one language makes of the body of its text file.
struct Read {
    document: Option<Document>,
    faults: Vec<Diagnostic>,
    file: String,
}

/// A text in double quotation marks of YAML, every character beyond ASCII's letters escaped.
fn quoted(text: &str) -> String {
    let sign = |c: char| match c {
        '"' | '\\' => format!("\\{c}"),
        '\t' | ' '..='~' | '\u{600}'..='\u{60b}' | '\u{620}'..='\u{6ff}' => c.to_string(),
        _ => format!("\\U{:08x}", u32::from(c)),
    };
    format!("\"{}\"", text.chars().map(sign).collect::<String>())
}

/// Reads lines of YAML that stand under `body`.
fn read_as(lang: &str, body: &str) -> Read {
    let dir = tempfile::tempdir().unwrap();
    let file = format!("title: T\nsections:\n  - id: one\n    heading: H\n    body:\n{body}");
    fs::create_dir(dir.path().join("text")).unwrap();
    let brochure = format!("slug: test\nlanguages: [{lang}]\n");
    fs::write(dir.path().join("brochure.yaml"), brochure).unwrap();
    fs::write(dir.path().join(format!("text/{lang}.yaml")), &file).unwrap();
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let project = load(dir.path(), &mut sources, &mut sink).unwrap();
    let lang = Lang::parse(lang).unwrap();
    let document = project.document(&lang, &sources, None, &mut sink).ok();
    let mut faults = sink.diagnostics().to_vec();
    faults.retain(|fault| fault.id != "unpaired-quote");
    Read { document, faults, file }
}

/// Reads one text.
fn read(text: &str) -> Read {
    read_as("ar", &format!("      - {}\n", quoted(text)))
}

impl Read {
    /// The body as signs.
    fn tree(&self) -> String {
        let document = self.document.as_ref().unwrap_or_else(|| panic!("{:?}", self.faults));
        blocks(&document.sections[0].body)
    }

    /// Names of the faults, each with what stands at its place.
    fn told(&self) -> Vec<String> {
        let at = |fault: &Diagnostic| {
            let place = self.file.get(fault.span.range()).unwrap_or("?");
            format!("{}@{place}", fault.id)
        };
        self.faults.iter().map(at).collect()
    }

    fn hint(&self, id: &str) -> String {
        let fault = self.faults.iter().find(|fault| fault.id == id);
        fault.unwrap_or_else(|| panic!("{:?}", self.faults)).hints.join("; ")
    }

    fn html(&self) -> String {
        let document = self.document.as_ref().unwrap_or_else(|| panic!("{:?}", self.faults));
        let fonts = WebFonts::new(document, &FontBook::bundled()).unwrap();
        web::html(document, &fonts, &[])
    }
}

fn blocks(list: &[Block]) -> String {
    list.iter().map(block).collect::<Vec<_>>().join(" | ")
}

fn block(block: &Block) -> String {
    match &block.kind {
        BlockKind::Paragraph(text) => inlines(&text.inlines),
        BlockKind::Heading { level, text } => format!("h{level} {}", inlines(&text.inlines)),
        BlockKind::List(list) => {
            let marker = list.marker.map_or("", |marker| marker.name());
            let start = list.start.map_or("-".to_owned(), |start| start.to_string());
            let items: Vec<_> = list.items.iter().map(|item| blocks(item)).collect();
            format!("{marker}{start}({})", items.join("; "))
        }
        BlockKind::Table(table) => {
            let row = |row: &Vec<warraq::model::Text>| {
                row.iter().map(|cell| inlines(&cell.inlines)).collect::<Vec<_>>().join(",")
            };
            let rows: Vec<_> =
                std::iter::once(&table.head).chain(&table.rows).map(row).collect();
            format!("table({})", rows.join("/"))
        }
        BlockKind::Quote { body, .. } => {
            let body: Vec<_> = body.iter().map(|text| inlines(&text.inlines)).collect();
            format!("quote({})", body.join("/"))
        }
        BlockKind::Contact(contact) => {
            let rows: Vec<_> =
                contact.rows.iter().map(|(_, value)| inlines(&value.inlines)).collect();
            rows.join("/")
        }
        other => format!("{other:?}"),
    }
}

fn inlines(list: &[Inline]) -> String {
    let sign = |inline: &Inline| match inline {
        Inline::Text { text, .. } => text.clone(),
        Inline::Code { text, .. } => format!("`{text}`"),
        Inline::Emphasis(content) => format!("<em>{}</em>", inlines(content)),
        Inline::Strong(content) => format!("<b>{}</b>", inlines(content)),
        Inline::Styled { style, content, .. } if style.strike => {
            format!("<s>{}</s>", inlines(content))
        }
        Inline::Styled { content, .. } | Inline::Isolate { content, .. } => inlines(content),
        Inline::Link { url, content, .. } => format!("<{url}>{}</>", inlines(content)),
        Inline::Break => "⏎".to_owned(),
        Inline::NoteMark { note, .. } => format!("^{note}"),
    };
    list.iter().map(sign).collect()
}

/// Letters of scripts without case, and digits that stand among them.
const CASELESS: [&str; 8] = ["و", "ب", "ה", "中", "の", "ท", "क", "٥"];
/// Words with punctuation at both ends.
const WRAPPED: [&str; 6] = ["«نص»", "(نص)", "“نص”", "[نص]", "#نص!", "\"نص\""];

#[test]
fn emphasis_is_seen_beside_punctuation_of_scripts_without_case() {
    for (open, close, sign) in
        [("<b>", "</b>", "**"), ("<em>", "</em>", "*"), ("<s>", "</s>", "~~")]
    {
        for letter in CASELESS {
            for word in WRAPPED {
                for (before, after) in [(letter, ""), ("", letter), (letter, letter), ("", "")]
                {
                    let text = format!("نص {before}{sign}{word}{sign}{after} نص");
                    let found = read(&text);
                    let shown = found.tree().replace(['“', '”', '«', '»'], "\"");
                    let word = word.replace(['“', '”', '«', '»'], "\"");
                    assert_eq!(
                        shown,
                        format!("نص {before}{open}{word}{close}{after} نص"),
                        "{text}"
                    );
                    assert_eq!(found.told(), Vec::<String>::new(), "{text}");
                }
            }
            for end in [":", "،", ".", "؟", "!", "»", ")"] {
                let text = format!("{sign}نص{end}{sign}{letter}نص");
                assert_eq!(read(&text).tree(), format!("{open}نص{end}{close}{letter}نص"));
            }
        }
    }
}

#[test]
fn emphasis_that_was_seen_is_seen_as_before() {
    for (text, tree) in [
        ("«**نص**» و(*نص*)", "«<b>نص</b>» و(<em>نص</em>)"),
        ("**أ**«ب»**ج**", "<b>أ</b>«ب»<b>ج</b>"),
        ("**أ:**ب **ج:**د", "<b>أ:</b>ب <b>ج:</b>د"),
        ("*(*أ*)*", "<em>(<em>أ</em>)</em>"),
        ("foo*(bar)*", "foo*(bar)*"),
        ("`و**«ك»**`", "`و**«ك»**`"),
        ("\\*\\*نص\\*\\*", "**نص**"),
        ("~5~ و~10~", "~5~ و~10~"),
        ("[نص](https://a.org/*(x)*)", "<https://a.org/*(x)*>نص</>"),
    ] {
        assert_eq!(read(text).tree(), tree, "{text}");
    }
}

#[test]
fn what_nobody_sees_before_a_sign_is_ignored() {
    for odd in [
        "\u{200f}",
        "\u{200e}",
        "\u{61c}",
        "\u{feff}",
        "\u{a0}",
        "\u{2067}",
        "\u{202f}\u{200b}",
    ] {
        for (lines, tree) in [
            (["- أ", "- ب"], "-(أ; ب)"),
            (["1. أ", "2. ب"], "1(أ; ب)"),
            (["> أ", "> ب"], "quote(أ ب)"),
            (["• أ", "• ب"], "-(أ; ب)"),
            (["١. أ", "٢. ب"], "arabic-indic1(أ; ب)"),
            (["### أ", ""], "h3 أ"),
        ] {
            let text = lines.map(|line| format!("{odd}{line}")).join("\n");
            assert_eq!(read(&text).tree(), tree, "{text:?}");
            let inside = lines.map(|line| line.replacen(' ', &format!("{odd} "), 1)).join("\n");
            assert_eq!(read(&inside).tree(), tree, "{inside:?}");
        }
        let table = format!("{odd}| أ | ب |{odd}\n{odd}|---|---|{odd}\n{odd}| ج | د |{odd}");
        assert_eq!(read(&table).tree(), "table(أ,ب/ج,د)");
        let kept = format!("نص {odd}نص");
        assert_eq!(read(&kept).tree(), kept);
    }
}

#[test]
fn items_are_seen_in_the_signs_that_they_are_typed_with() {
    let labels = [
        ("arabic-indic", ["١", "٢", "٣"]),
        ("persian", ["۱", "۲", "۳"]),
        ("abjad", ["أ", "ب", "ج"]),
        ("hijai", ["أ", "ب", "ت"]),
        ("persian-abjad", ["الف", "ب", "ج"]),
        ("hebrew", ["א", "ב", "ג"]),
        ("lower-latin", ["a", "b", "c"]),
        ("lower-roman", ["i", "ii", "iii"]),
    ];
    for (marker, [a, b, c]) in labels {
        for (open, close) in [("", ". "), ("", ") "), ("(", ") "), ("", "- "), ("", ".")] {
            let items =
                format!("{open}{a}{close}أول\n{open}{b}{close}ثان\n{open}{c}{close}ثالث");
            let tree = format!("{marker}1(أول; ثان; ثالث)");
            assert_eq!(read(&items).tree(), tree, "{items}");
            let under = format!("نص:\n{items}");
            assert_eq!(read(&under).tree(), format!("نص: | {tree}"), "{under}");
        }
    }
    for bullet in ['•', '◦', '▪', '●', '·', '–', '—', '\u{f0b7}'] {
        let items = format!("نص\n{bullet} أول\n{bullet} ثان");
        assert_eq!(read(&items).tree(), "نص | -(أول; ثان)", "{items}");
    }
    assert_eq!(read("٣) ثالث\n٤) رابع").tree(), "arabic-indic3(ثالث; رابع)");
    assert_eq!(read("• أول\n  - ب\n• ثان").tree(), "-(أول | -(ب); ثان)");
    assert_eq!(
        read("١. أول\n   أ. ا\n   ب. ب\n٢. ثان").tree(),
        "arabic-indic1(أول | abjad1(ا; ب); ثان)"
    );
}

#[test]
fn text_that_begins_like_an_item_stays_text() {
    for text in [
        "د. أحمد جاء",
        "أ. محمد\nم. سالم",
        "– قال ثم مضى",
        "٢٠٢٦. كانت سنة",
        "٢.٥ كجم",
        "نص\n٥. نص",
        "(١) نص",
        "A. Smith",
    ] {
        assert_eq!(read(text).tree(), text.replace('\n', " "), "{text}");
    }
}

#[test]
fn what_is_struck_out_is_drawn_on_pages_and_said_on_the_web() {
    let found = read("نص ~~ملغى~~ و[قديم]{.strike} نص");
    let html = found.html();
    assert!(html.contains("<s>ملغى</s>") && html.contains("<s>قديم</s>"));
    let rules = |text: &str| {
        let document = read(text).document.unwrap();
        let (book, words) = (FontBook::bundled(), WordCache::new());
        let setter = Typesetter::new(&book, &words);
        let layout = warraq::layout::layout(&document, &setter, &mut Sink::default());
        let items = layout.pages.iter().flat_map(|page| &page.items);
        items.filter(|item| matches!(item, FrameItem::Shape { .. })).count()
    };
    assert_eq!(rules("نص ~~ملغى~~ نص"), rules("نص ملغى نص") + 1);
}

#[test]
fn signs_that_mark_nothing_are_told_and_others_are_not() {
    for (text, told) in [
        ("نص ** كلمة ** نص", vec!["lost-markup@**"]),
        ("نص **كلمة نص", vec!["lost-markup@**"]),
        ("السعر 50*", vec!["lost-markup@*"]),
        ("نص ~~كلمة نص", vec!["lost-markup@~~"]),
        ("و_كلمة_ نص", vec!["lost-markup@_"]),
        ("نص `كلمة نص", vec!["lost-markup@`"]),
        ("foo*(bar)* نص", vec!["lost-markup@*"]),
        ("5*3 و5 * 3 و\\*", vec![]),
        ("#اليوم_الوطني و____ وa_b@c.org", vec![]),
        ("| أ | ب |\n| ج | د |", vec!["lost-table@| أ | ب |"]),
        ("أ\tب\tج", vec!["lost-table@\t"]),
        ("- [x] نص", vec!["task-list@[x]"]),
        ("١. أول ٢. ثان ٣. ثالث", vec!["lines-run-together@٢."]),
        ("نص: 1. أول 2. ثان 3. ثالث", vec!["lines-run-together@2."]),
        ("- أول - ثان - ثالث", vec!["lines-run-together@-"]),
        ("عمّان - القاهرة - تونس", vec![]),
    ] {
        assert_eq!(read(text).told(), told, "{text}");
    }
    assert!(read("نص ** كلمة ** نص").hint("lost-markup").contains("**كلمة**"));
    assert!(read("| أ | ب |").hint("lost-table").contains("|---|---|"));
}

#[test]
fn what_yaml_takes_away_is_told() {
    let told = |body: &str| read_as("ar", body);
    let folded = told("      - نص\n        - أول\n        - ثان\n");
    assert_eq!(folded.told(), ["folded-list@-"]);
    assert_eq!(told("      - >\n        نص\n        • أول\n").told(), ["folded-list@•"]);
    let cut = told("      - الجزء #1 من الكتاب\n");
    assert_eq!(cut.told(), ["comment-cut@ #1 من الكتاب"]);
    assert!(cut.hint("comment-cut").contains("\"الجزء #1 من الكتاب\""));
    let amid = told("      - الجزء #1 من\n        الكتاب\n");
    assert_eq!(amid.told(), ["comment-cut@#"]);
    assert_eq!(told("      - صندوق # 12\n").told(), ["comment-cut@ # 12"]);
    assert_eq!(
        told("      - |\n        نص\n      # remark\n      - نص\n").told(),
        Vec::<String>::new()
    );
    assert_eq!(
        told("      - نص\n      - # عنوان\n").told()[0].split('@').next(),
        Some("empty-item")
    );
}

#[test]
fn old_encodings_become_letters_with_one_note() {
    let found = read("ﺍﻟﺴﻼﻡ ﻋﻠﻴﻜﻢ ﷺ");
    assert_eq!(found.tree(), "السلام عليكم ﷺ");
    assert_eq!(found.faults.len(), 1);
    assert_eq!(found.faults[0].id, "presentation-forms");
    let two =
        read_as("ar", "      - ﺍﻟﺴﻼﻡ\n      - **x** ﻋﻠﻴﻜﻢ\n".replace("**x**", "x").as_str());
    assert_eq!(two.told(), ["presentation-forms@ﺍ"]);
    // Faults behind a form still name their place.
    let after = read_as("ar", "      - ﺍﻟﺴﻼﻡ ﻻ <b>نص\n");
    assert!(after.told().contains(&"raw-html@<b>".to_owned()), "{:?}", after.told());
    assert_eq!(read("مـحمد بـICMEC ١٤٤٧ هـ").told().len(), 1);
}

#[test]
fn separators_end_a_line_and_controls_are_told() {
    for sign in
        ["\u{b}", "\u{c}", "\u{85}", "\u{2028}", "\u{2029}", "&#11;", "&#12;", "&#x2028;"]
    {
        for text in [format!("أ{sign}ب"), format!("أ {sign} ب"), format!("**ج** أ{sign}ب")]
        {
            let found = read(&text);
            assert!(found.tree().ends_with("أ⏎ب"), "{text:?}: {}", found.tree());
            assert_eq!(found.told().len(), 1, "{text:?}");
            assert!(found.told()[0].starts_with("separator@"), "{text:?}");
            assert!(found.html().contains("أ<br/>ب") || found.html().contains("أ<br>ب"));
        }
    }
    for sign in ['\0', '\u{1}', '\u{8}', '\u{1b}', '\u{7f}', '\u{80}', '\u{9f}', '\u{ffff}'] {
        let found = read(&format!("أ{sign}ب"));
        assert_eq!(found.tree(), "أب");
        assert_eq!(found.told().len(), 1, "{sign:?}");
        assert!(found.told()[0].starts_with("control-character@"), "{:?}", found.told());
    }
}

#[test]
fn html_is_told_once_a_block_with_what_to_type() {
    for (html, wanted) in [
        ("<b>نص</b> <i>نص</i>", "`**words**`"),
        ("نص<br>نص<br/>نص", "`\\`"),
        ("<u>نص</u>", ".underline"),
        ("<a href=\"x\">نص</a>", "](https://"),
        ("<font color=red>نص</font>", "{color=night}"),
        ("<ul><li>نص</li></ul>", "`- `"),
    ] {
        let found = read(html);
        assert_eq!(found.faults.len(), 1, "{html}: {:?}", found.faults);
        assert!(found.hint("raw-html").contains(wanted), "{html}: {}", found.hint("raw-html"));
    }
}

#[test]
fn an_unknown_colour_is_told_with_those_that_are_there() {
    for (asked, own) in [("red", "red: { rgb: \"#FF0000\" }"), ("\"#1f5c52\"", "#1f5c52")] {
        let hint = read(&format!("[نص]{{color={asked}}}")).hint("unknown-color");
        assert!(hint.contains("`night`") && hint.contains(own), "{hint}");
    }
}

#[test]
fn numbers_and_addresses_of_a_contact_are_links() {
    let row = |value: &str| {
        let value = quoted(value);
        read_as(
            "ar",
            &format!("      - contact: {{ rows: [{{ label: نص, value: {value} }}] }}\n"),
        )
    };
    for (value, url) in [
        ("+966 50 123 4567", "tel:+966501234567"),
        ("٠٦ ٥٥٥ ٠١٣٤", "tel:065550134"),
        ("info@example.org", "mailto:info@example.org"),
        ("www.example.org", "https://www.example.org"),
    ] {
        let found = row(value);
        assert_eq!(found.tree(), format!("<{url}>{value}</>"));
        assert!(found.html().contains(&format!("href=\"{url}\"")), "{value}");
    }
    assert_eq!(row("[نص](https://a.org)").tree(), "<https://a.org>نص</>");
}

#[test]
fn text_that_yaml_takes_for_a_list_is_shown_in_quotation_marks() {
    for line in
        ["- [نص](https://a.org) نص", "- **نص** نص", "- [نص]{color=night} نص", "- \"نص\" نص"]
    {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir(dir.path().join("text")).unwrap();
        fs::write(dir.path().join("brochure.yaml"), "slug: a\nlanguages: [ar]\n").unwrap();
        let text = format!(
            "title: T\nsections:\n  - id: a\n    heading: H\n    body:\n      {line}\n"
        );
        fs::write(dir.path().join("text/ar.yaml"), text).unwrap();
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let project = load(dir.path(), &mut sources, &mut sink).unwrap();
        let lang = Lang::parse("ar").unwrap();
        assert!(project.document(&lang, &sources, None, &mut sink).is_err(), "{line}");
        let hints: Vec<_> = sink.diagnostics().iter().flat_map(|fault| &fault.hints).collect();
        let shown = |hint: &&String| hint.contains("`- \"") || hint.contains("`- '");
        assert!(hints.iter().any(shown), "{line}: {:?}", sink.diagnostics());
    }
}

#[test]
fn pictures_that_no_face_has_are_told_at_their_own_columns() {
    let found = read_as("ar", "      - نص 😀 ثم 🚀 نص\n");
    let document = found.document.as_ref().unwrap();
    let (book, words, mut sink) = (FontBook::bundled(), WordCache::new(), Sink::default());
    let setter = Typesetter::new(&book, &words);
    warraq::layout::layout(document, &setter, &mut sink);
    let missing: Vec<_> =
        sink.diagnostics().iter().filter(|fault| fault.id == "missing-glyph").collect();
    let told: Vec<_> = missing.iter().map(|fault| &found.file[fault.span.range()]).collect();
    assert_eq!(told, ["😀", "🚀"]);
    assert!(missing.iter().all(|fault| fault.hints[0].contains("remove it")));
}

/// Each kind that another dialect has, in several surroundings, and what only looks like it.
#[test]
fn what_other_dialects_mean_is_told_and_what_looks_like_it_is_not() {
    let words = ["كلمة", "كلمتان معًا", "word", "٢٥"];
    let places = ["{}", "نص {} نص", "نص ({})، نص", "و{}", "نص {}."];
    for word in words {
        for place in places {
            for sign in ["==", "++", "$$"] {
                let typed = format!("{sign}{word}{sign}");
                let text = place.replace("{}", &typed);
                assert_eq!(read(&text).told(), [format!("lost-markup@{typed}")], "{text}");
            }
            let link = format!("[{word}](https://example.org");
            let text = place.replace("{}", &link);
            if !text.contains(')') {
                assert_eq!(read(&text).told()[0], format!("lost-markup@[{word}]"), "{text}");
            }
            let apart = format!("[{word}] (https://example.org/a)");
            let text = place.replace("{}", &apart);
            assert_eq!(read(&text).told(), [format!("lost-markup@[{word}]")], "{text}");
            let asked = format!("{{color=night}}{word}");
            let text = place.replace("{}", &asked);
            assert_eq!(read(&text).told(), ["lost-markup@{color=night}"], "{text}");
        }
    }
    for sign in ["^", "~"] {
        let typed = format!("x{sign}2{sign}");
        assert_eq!(
            read(&format!("نص {typed} نص")).told(),
            [format!("lost-markup@{}", &typed[1..])]
        );
    }
    for sign in ["✓", "☑", "①", "★", "🞄", "※", "→"] {
        let text = format!("{sign} أول\n{sign} ثان\n{sign} ثالث");
        assert!(read(&text).told()[0].starts_with("lines-run-together@"), "{text}");
    }
    for text in [
        "C++ و D++ لغتان",
        "س == ص == ع",
        "من ~5 إلى ~6",
        "5$ و 6$ و $5 و $6",
        "[نص]{color=night} و {أ، ب}",
        "\\[نص\\] (https://example.org)",
        "[نص](https://example.org) (https://example.org)",
        "★ واحدة وحدها",
    ] {
        let told = read(text).told();
        assert!(
            !told.iter().any(|told| told.starts_with("lost") || told.starts_with("lines")),
            "{text}: {told:?}"
        );
    }
}

/// Lines that fill a width are joined without a word, as Markdown has it; lines that end early are
/// told of.
#[test]
fn lines_that_were_ended_on_purpose_are_told() {
    let words = "في البدء كانت الكلمة ثم جاء الناس يكتبونها على الحجر والطين والورق حتى يومنا";
    for width in [12, 20, 33, 47] {
        let mut lines = vec![String::new()];
        for word in words.split(' ') {
            let last = lines.last_mut().unwrap();
            if !last.is_empty() && last.chars().count() + 1 + word.chars().count() > width {
                lines.push(word.into());
            } else {
                *last = format!("{last} {word}").trim().into();
            }
        }
        let filled = lines.join("\n");
        assert_eq!(read(&filled).told(), Vec::<String>::new(), "{filled}");
        let early = format!("شارع\n{filled}");
        assert_eq!(read(&early).told(), ["joined-lines@ع"], "{early}");
        let kept = format!("شارع\\\n{filled}");
        assert_eq!(read(&kept).told(), Vec::<String>::new(), "{kept}");
    }
}
