//! Texts to translators' tools and back: nothing is lost, and what is spoilt is told with its row.

use std::fs;
use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::{LOCK, OTHER, Project, SOURCE, board, every_block, in_state, reviewed};

pub(super) const TOOLS: [(&str, &str); 4] =
    [("po", "po"), ("xliff", "xlf"), ("xlsx", "xlsx"), ("docx-table", "docx")];
/// The parts of archives that hold the texts.
const TEXTS: [&str; 2] = [SHEET, "word/document.xml"];
const SHEET: &str = "xl/worksheets/sheet1.xml";

/// The text of an exported file; of a spreadsheet, that of its sheet.
pub(super) fn text_of(bytes: &[u8], tool: &str) -> String {
    if matches!(tool, "po" | "xliff") {
        return String::from_utf8(bytes.to_vec()).unwrap();
    }
    let mut text = String::new();
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    archive
        .by_name(if tool == "xlsx" { SHEET } else { TEXTS[1] })
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

/// An exported file with another text.
pub(super) fn with_text(bytes: &[u8], tool: &str, text: &str) -> Vec<u8> {
    if matches!(tool, "po" | "xliff") {
        return text.as_bytes().to_vec();
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut writer = ZipWriter::new(Cursor::new(vec![]));
    for n in 0..archive.len() {
        let mut part = archive.by_index(n).unwrap();
        let mut bytes = vec![];
        part.read_to_end(&mut bytes).unwrap();
        let name = part.name().unwrap().into_owned();
        writer.start_file(&*name, SimpleFileOptions::default()).unwrap();
        writer
            .write_all(if TEXTS.contains(&&*name) { text.as_bytes() } else { &bytes })
            .unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// What a translator makes of an exported file in which nothing is translated yet.
pub(super) fn translated(text: &str, tool: &str, word: &str) -> String {
    let own = |source: &str| source.replace("Source", word);
    match tool {
        "po" => {
            let mut last = String::new();
            let line = |line: &str| {
                if let Some(source) = line.strip_prefix("msgid ") {
                    last = own(source);
                }
                if line == "msgstr \"\"" && last != "\"\"" {
                    format!("msgstr {last}")
                } else {
                    line.to_owned()
                }
            };
            text.lines().map(line).collect::<Vec<_>>().join("\n")
        }
        "xliff" => {
            let unit = |unit: &str| match unit.split_once("<source>") {
                Some((_, rest)) if !rest.contains("<target>") => {
                    let source = rest.split_once("</source>").unwrap().0;
                    unit.replace(
                        "</source>",
                        &format!("</source><target>{}</target>", own(source)),
                    )
                }
                _ => unit.to_owned(),
            };
            text.split_inclusive("</unit>").map(unit).collect()
        }
        "docx-table" => {
            let row = |row: &str| {
                let cells: Vec<&str> = row.split_inclusive("</w:tc>").collect();
                let [id, source, _, rest @ ..] = cells.as_slice() else {
                    return row.to_owned();
                };
                if id.contains(">id<") {
                    return row.to_owned();
                }
                format!("{id}{source}{}{}", own(source), rest.concat())
            };
            text.split_inclusive("</w:tr>").map(row).collect()
        }
        _ => {
            let row = |row: &str| {
                let cell = |name: &str| row.find(&format!("<c r=\"{name}"));
                let (Some(b), Some(c), Some(d)) = (cell("B"), cell("C"), cell("D")) else {
                    return row.to_owned();
                };
                if row.contains("r=\"C1\"") {
                    return row.to_owned();
                }
                format!(
                    "{}{}{}",
                    &row[..c],
                    own(&row[b..c]).replacen("r=\"B", "r=\"C", 1),
                    &row[d..]
                )
            };
            text.split_inclusive("</row>").map(row).collect()
        }
    }
}

pub(super) fn export(
    project: &Project,
    lang: &str,
    (tool, ending): (&str, &str),
) -> (String, Vec<u8>) {
    project.run(&["i18n", "export", "--to", tool, "--lang", lang]).expect(0);
    let name = format!("translate/small.{lang}.{ending}");
    let bytes = fs::read(project.path(&name)).unwrap();
    (name, bytes)
}

#[test]
fn a_round_trip_in_any_state_changes_nothing() {
    for tool in TOOLS {
        let project = reviewed();
        project.replace(SOURCE, "Source last paragraph", "Source last paragraph, changed");
        project.replace(OTHER, "Target caption", "Source caption");
        project.replace(OTHER, "      - heading: Target small heading\n", "");
        let unread = Project::new();
        unread.write(SOURCE, every_block("Source"));
        unread.write(OTHER, every_block("T**arge**t"));
        for project in [project, unread] {
            let before = (board(&project), fs::read(project.path(OTHER)).unwrap());
            let (name, bytes) = export(&project, "en", tool);
            assert_eq!(
                bytes,
                export(&project, "en", tool).1,
                "the same texts give the same file"
            );
            project.run(&["i18n", "import", &name]).expect(0).says(&["0 changed, 0 recorded"]);
            assert_eq!(board(&project), before.0, "{tool:?}");
            assert!(fs::read(project.path(OTHER)).unwrap() == before.1, "{tool:?}");
        }
    }
}

#[test]
fn a_new_language_goes_out_in_every_format_and_comes_back_whole() {
    for tool in TOOLS {
        for (lang, word) in [
            ("fr", "«\u{a0}Cible\u{a0}»"),
            ("fa", "می\u{200c}خواهد \"و\" \\"),
            ("ur", "ہدف — & <b>"),
        ] {
            let project = Project::new();
            project.write(SOURCE, every_block("Source"));
            project.replace("source/brochure.yaml", "[ar, en]", "[ar]");
            project.run(&["i18n", "new", lang]).expect(0);
            let word = if tool.0 == "po" {
                word.replace(['"', '\\'], "")
            } else {
                word.replace(['"', '\\', '<', '>', '&'], "")
            };
            let (name, bytes) = export(&project, lang, tool);
            let text = translated(&text_of(&bytes, tool.0), tool.0, &word);
            project.write(&name, with_text(&bytes, tool.0, &text));
            project.run(&["i18n", "import", &name]).expect(0);
            for (id, state, piece) in board(&project) {
                let source = piece["source"].as_str().unwrap();
                assert_eq!(
                    piece["translation"],
                    source.replace("Source", &word),
                    "{tool:?} {lang} {id}"
                );
                // What is the same in both languages is taken as it is.
                assert!(
                    state == "fresh" || source == piece["translation"],
                    "{tool:?} {lang} {id} {state}"
                );
            }
            let run = project.run(&["i18n", "import", &name]).expect(0);
            assert!(run.stderr.contains(" 0 changed"), "{}", run.stderr);
        }
    }
}

#[test]
fn a_lost_placeholder_is_told_with_its_row_and_the_others_are_taken() {
    let broken = [
        ("po", "msgstr \"Cible paragraph, <1>", "msgstr \"Cible paragraph, "),
        (
            "xliff",
            "<target>Cible paragraph, <ph id=\"1\" dataRef=\"d1\" canDelete=\"no\" canCopy=\"no\"/>",
            "<target>Cible paragraph, ",
        ),
        ("xlsx", "Cible paragraph, &lt;1&gt;", "Cible paragraph, "),
        ("docx-table", "Cible paragraph, &lt;1&gt;", "Cible paragraph, "),
    ];
    for ((tool, old, new), named) in broken.into_iter().zip(TOOLS) {
        let project = Project::new();
        project.write(SOURCE, every_block("Source"));
        project.write(OTHER, every_block("Source"));
        let (name, bytes) = export(&project, "en", named);
        let text = translated(&text_of(&bytes, tool), tool, "Cible");
        assert!(text.contains(old), "{text}");
        project.write(&name, with_text(&bytes, tool, &text.replacen(old, new, 1)));
        let place = if matches!(tool, "xlsx" | "docx-table") { "row 6:" } else { "small.en." };
        project
            .run(&["i18n", "import", &name])
            .expect(1)
            .says(&["`one/1`: the placeholder `<1>` for `**` is lost", place]);
        let missing = in_state(&project, "missing");
        assert_eq!(missing, ["one/1"], "{tool}");
    }
}

#[test]
fn spoilt_files_are_told_and_change_nothing() {
    let cell = "t=\"inlineStr\"><is><t xml:space=\"preserve\">Cible subtitle</t></is></c>";
    let spoilt: [(usize, &str, &str, &str); 16] = [
        (0, "msgid \"Source title\"", "<<<<<<< HEAD", "mark of a conflict"),
        (0, "charset=UTF-8", "charset=ISO-8859-6", "`iso-8859-6`, not in UTF-8"),
        (0, "Cible subtitle", "Cible subtitl\u{c3}\u{a9}", "encoded twice"),
        (0, "Cible subtitle", "????? ????", "have become `?`"),
        (0, "Cible subtitle", "Cible \u{fffd}", "letters were lost"),
        (0, "msgctxt \"subtitle\"", "msgctxt \"title\"", "stands twice"),
        (
            0,
            "msgctxt \"subtitle\"",
            "msgctxt \"nothing\"",
            "no piece of text is named `nothing`",
        ),
        (0, "msgstr \"Cible subtitle\"", "msgstr \"Cible subtitle", "ends with"),
        (1, "</unit>", "", "no XML"),
        (1, "version=\"2.1\"", "version=\"1.2\"", "XLIFF 1.2"),
        (1, "<target>Cible subtitle", "<target>????? ???", "have become `?`"),
        (2, cell, "><v>45231.5</v></c>", "row 3: the program has made the number `45231.5`"),
        (2, cell, "t=\"e\"><v>#NAME?</v></c>", "row 3: the cell holds the fault `#NAME?`"),
        (2, cell, "t=\"str\"><f>A1</f><v>x</v></c>", "row 3: the cell holds a formula"),
        (
            2,
            "</sheetData>",
            "</sheetData><mergeCells><mergeCell ref=\"C3:C4\"/></mergeCells>",
            "the cells C3:C4 are merged",
        ),
        (2, ">translation<", ">traduction<", "headed `translation`"),
    ];
    for (n, old, new, said) in spoilt {
        let project = Project::new();
        project.write(SOURCE, every_block("Source"));
        project.write(OTHER, every_block("Source"));
        let (tool, _) = TOOLS[n];
        let (name, bytes) = export(&project, "en", TOOLS[n]);
        let text = translated(&text_of(&bytes, tool), tool, "Cible");
        assert!(text.contains(old), "{old} in {text}");
        project.write(&name, with_text(&bytes, tool, &text.replacen(old, new, 1)));
        project.run(&["i18n", "import", &name]).expect(1).says(&["error[bad-exchange]", said]);
        let own = board(&project).into_iter().find(|(id, ..)| id == "subtitle").unwrap().2;
        assert_eq!(own["translation"], "Source subtitle", "{said}");
    }
    let project = reviewed();
    let before =
        (fs::read(project.path(OTHER)).unwrap(), fs::read(project.path(LOCK)).unwrap());
    for (name, content) in [
        ("a.po", &b"\xff\xfe"[..]),
        ("a.xlsx", b"PK"),
        ("a.xlf", b"<xliff"),
        ("a.txt", b""),
        ("a.xlf", b"<a/>"),
    ] {
        project.write(name, content);
        project.run(&["i18n", "import", name, "--lang", "en"]).expect(1);
    }
    assert_eq!(
        (fs::read(project.path(OTHER)).unwrap(), fs::read(project.path(LOCK)).unwrap()),
        before
    );
}

#[test]
fn half_a_file_in_any_order_brings_what_it_has() {
    let project = Project::new();
    project.write(SOURCE, every_block("Source"));
    project.write(OTHER, every_block("Source"));
    let (name, bytes) = export(&project, "en", TOOLS[0]);
    let text = translated(&text_of(&bytes, "po"), "po", "Cible");
    let mut entries: Vec<&str> = text.split("\n\n").collect();
    let head = entries.remove(0);
    entries.reverse();
    let half = entries.len() / 2;
    entries.truncate(half);
    project.write(&name, format!("{head}\n\n{}", entries.join("\n\n")));
    project.run(&["i18n", "import", &name]).expect(0);
    let fresh = in_state(&project, "fresh").len();
    let numbers = 3;
    assert!(fresh + numbers >= half && fresh <= half, "{fresh} of {half}");
}

#[test]
fn what_a_tool_has_guessed_is_taken_and_not_recorded() {
    let project = reviewed();
    let (name, bytes) = export(&project, "en", TOOLS[0]);
    let text = String::from_utf8(bytes).unwrap();
    let guessed = text.replace("msgctxt \"one/heading\"", "#, fuzzy\nmsgctxt \"one/heading\"");
    project.write(&name, guessed.replace("Target heading", "A guess"));
    project.run(&["i18n", "import", &name]).expect(0).says(&["1 changed, 0 recorded"]);
    assert_eq!(in_state(&project, "draft"), ["one/heading"]);
    project.write(&name, text);
    project.run(&["i18n", "import", &name]).expect(0).says(&["1 changed, 1 recorded"]);
    assert!(in_state(&project, "draft").is_empty());
}

#[test]
fn a_language_that_is_there_is_not_begun_again() {
    let project = Project::new();
    project.run(&["i18n", "new", "en"]).expect(2).says(&["text-exists"]);
    project.run(&["i18n", "new", "klingonish"]).expect(2);
    project.run(&["i18n", "new", "fr"]).expect(0);
    let brochure = fs::read_to_string(project.path("source/brochure.yaml")).unwrap();
    assert!(brochure.contains("languages: [ar, en, fr]"), "{brochure}");
    project.run(&["check"]).expect(0);
}
