//! Files of word processors: headings by styles, type, lists, tables, notes.

use std::io::{Cursor, Write};

use warraq::model::lang::Lang;
use warraq::model::{BlockKind, Document};
use warraq::starter::import::docx;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::words::{NAME, loaded, of_document, words};

const OPEN: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:x \
    xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">";

/// Styles as an Arabic and a French program name them: the names inside are English.
const STYLES: &str = "\
    <w:style w:styleId=\"a3\"><w:name w:val=\"Title\"/></w:style>\
    <w:style w:styleId=\"1\"><w:name w:val=\"heading 1\"/></w:style>\
    <w:style w:styleId=\"Titre2\"><w:name w:val=\"heading 2\"/></w:style>\
    <w:style w:styleId=\"own\"><w:name w:val=\"Own\"/><w:basedOn w:val=\"1\"/></w:style>\
    <w:style w:styleId=\"lb\"><w:name w:val=\"List Bullet\"/><w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr></w:style>";
const LISTS: &str = "\
    <w:abstractNum w:abstractNumId=\"7\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"bullet\"/></w:lvl>\
    <w:lvl w:ilvl=\"1\"><w:numFmt w:val=\"bullet\"/></w:lvl></w:abstractNum>\
    <w:abstractNum w:abstractNumId=\"8\"><w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"decimal\"/></w:lvl></w:abstractNum>\
    <w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num>\
    <w:num w:numId=\"2\"><w:abstractNumId w:val=\"8\"/></w:num>";

/// A file with this body and these notes.
fn file(body: &str, notes: &str) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(vec![]));
    let parts = [
        ("word/document.xml", body),
        ("word/styles.xml", STYLES),
        ("word/numbering.xml", LISTS),
        ("word/footnotes.xml", notes),
    ];
    for (name, text) in parts {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(format!("{OPEN}{text}</w:x>").as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn styled(style: &str, runs: &str) -> String {
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>{runs}</w:p>")
}

fn run(text: &str) -> String {
    format!("<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

fn bold(text: &str) -> String {
    format!("<w:r><w:rPr><w:b/><w:bCs/></w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

fn item(list: u8, depth: u8, text: &str) -> String {
    format!(
        "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"{depth}\"/><w:numId w:val=\"{list}\"/></w:numPr></w:pPr>{}</w:p>",
        run(text)
    )
}

#[track_caller]
fn document(body: &str, notes: &str) -> Document {
    let lang = Lang::parse("ar").unwrap();
    let draft = docx(&file(body, notes), "x.docx", NAME, &lang).unwrap();
    assert_eq!(draft.unit, "paragraph");
    loaded(&draft, &lang, body)
}

#[test]
fn a_styled_file_comes_back_block_by_block() {
    let mark = "<w:r><w:footnoteReference w:id=\"2\"/></w:r>";
    let cell = |text: &str| format!("<w:tc><w:p>{}</w:p></w:tc>", run(text));
    let row = |a: &str, b: &str| format!("<w:tr>{}{}</w:tr>", cell(a), cell(b));
    let body = [
        styled("a3", &run("\u{200f}مكتبة السنونو\u{200e}")),
        styled("1", &run("من نحن")),
        styled(
            "x",
            &(run("مكتبة ")
                + &bold("عامة ")
                + &bold("جدًّا ")
                + &run("للأطفال R&amp;D 2*3")
                + mark
                + &run(" هنا.")),
        ),
        "<w:p/>".to_owned(),
        styled("lb", &run("إعارة")),
        item(1, 1, "قصص"),
        item(1, 0, "حكاية"),
        styled("Titre2", &run("فرع")),
        item(2, 0, "أول"),
        item(2, 0, "ثانٍ"),
        format!("<w:tbl>{}{}</w:tbl>", row("اليوم", "الساعة"), row("السبت | الأحد", "16:00")),
        styled("own", &run("خاتمة")),
        styled("x", &run("وداعًا.")),
        "<w:p><w:del><w:r><w:delText>محذوف</w:delText></w:r></w:del></w:p>".to_owned(),
    ]
    .concat();
    let notes = format!("<w:footnote w:id=\"2\"><w:p>{}</w:p></w:footnote>", run("حاشية."));
    let document = document(&body, &notes);
    assert_eq!(document.title.to_plain(), "مكتبة السنونو");
    let headings: Vec<_> = document.sections.iter().map(|s| s.heading.to_plain()).collect();
    assert_eq!(headings, ["من نحن", "خاتمة"]);
    let kinds: Vec<_> = document.sections[0].body.iter().map(|block| &block.kind).collect();
    assert!(
        matches!(
            kinds[..],
            [
                BlockKind::Paragraph(_),
                BlockKind::List(_),
                BlockKind::Heading { level: 3, .. },
                BlockKind::List(_),
                BlockKind::Table(_)
            ]
        ),
        "{kinds:#?}"
    );
    let BlockKind::Paragraph(text) = kinds[0] else { unreachable!() };
    assert!(
        text.inlines.iter().any(|inline| format!("{inline:?}").starts_with("Strong")),
        "{text:?}"
    );
    let said = "مكتبة السنونو من نحن مكتبة عامة جدًّا للأطفال R&D 2*3 هنا إعارة قصص حكاية فرع 1 أول 2 ثانٍ \
        اليوم الساعة السبت | الأحد 16:00 خاتمة وداعًا حاشية";
    assert_eq!(of_document(&document), words(said));
}

#[test]
fn a_file_without_styles_is_looked_through_as_plain_text_is() {
    let paragraph = |text: &str| styled("x", &run(text));
    let body = [
        paragraph("المكتبة"),
        paragraph("من نحن"),
        paragraph("مكتبة عامة للأطفال، بدأت بثلاثة رفوف."),
        item(1, 0, "الإعارة: ثلاثة كتب."),
        item(1, 0, "الحكاية: كل خميس."),
    ]
    .concat();
    let found = document(&body, "");
    assert_eq!(found.title.to_plain(), "المكتبة");
    assert_eq!(found.sections[0].heading.to_plain(), "من نحن");
    assert!(matches!(found.sections[0].body[1].kind, BlockKind::Terms(_)));
    let bold_heading = [
        paragraph("نص أول، وليس بعنوان."),
        styled("x", &bold("عنوان غليظ")),
        paragraph("نص تحته."),
    ]
    .concat();
    let found = document(&bold_heading, "");
    let headings: Vec<_> = found.sections.iter().map(|s| s.heading.to_plain()).collect();
    assert_eq!(headings, ["مقدمة", "عنوان غليظ"]);
}

#[test]
fn pictures_are_told() {
    let lang = Lang::parse("ar").unwrap();
    let picture = "<w:p><w:r><w:drawing><w:t>x</w:t></w:drawing></w:r></w:p>";
    let body = styled("1", &run("عنوان")) + picture + &styled("x", &run("نص طويل."));
    let draft = docx(&file(&body, ""), "x", NAME, &lang).unwrap();
    let told = draft.guesses.iter().filter(|guess| guess.what.contains("picture"));
    assert_eq!(told.map(|guess| guess.line).collect::<Vec<_>>(), [2]);
}

#[test]
fn what_is_no_such_file_is_a_fault() {
    let lang = Lang::parse("ar").unwrap();
    let whole = file(&styled("1", &run("نص")), "");
    for bytes in [&b""[..], b"PK\x03\x04", b"text", &whole[..whole.len() / 2]] {
        assert_eq!(docx(bytes, "x", "x", &lang).unwrap_err().id, "not-plain-text");
    }
    let empty = file("<w:p/>", "");
    assert_eq!(docx(&empty, "x", "x", &lang).unwrap_err().id, "not-plain-text");
    // Whatever is broken inside, the program goes on.
    for body in [
        "<w:p><w:r><w:t>a",
        "</w:p></w:tbl>",
        "<w:tbl><w:p><w:r><w:t>نص</w:t></w:r></w:p>",
        "<w:tc/>x",
    ] {
        let _ = docx(&file(body, ""), "x", "x", &lang);
    }
}
