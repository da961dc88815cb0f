//! `warraq inspect`: what finished files hold, those of the program and those of others.

use std::fs;

use serde_json::Value;

use super::project::Project;
use crate::impose::maker::plain;

/// A project whose outputs are there.
fn built(formats: &str) -> Project {
    let project = Project::new();
    project.run(&["build", "--format", formats, "--lang", "ar"]).expect(0);
    project
}

fn account(project: &Project, file: &str) -> Value {
    let run = project.run(&["inspect", file, "--json"]).expect(0);
    serde_json::from_str(&run.stdout).unwrap()
}

fn texts(account: &Value) -> String {
    let pieces = account["text"].as_array().unwrap().iter();
    pieces.map(|piece| piece["text"].as_str().unwrap()).collect::<Vec<_>>().join("\n")
}

/// Words of the project's Arabic text, in their order.
const WORDS: [&str; 8] = [
    "كتيب صغير",
    "تاريخ المركز",
    "تأسس المركز الدولي استجابةً للحاجة الملحة إلى تنسيق الجهود العالمية.",
    "الوقاية",
    "العمل على منع الاستغلال.",
    "التوعية",
    "مجالات العمل",
    "يعمل المركز في مجموعة واسعة من المجالات، منذ عام",
];

#[track_caller]
fn in_order(text: &str, words: &[&str]) {
    let plain: String =
        text.chars().filter(|c| !matches!(c, '\u{2066}'..='\u{2069}')).collect();
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut rest = plain.as_str();
    for word in words {
        let at = rest
            .find(word)
            .unwrap_or_else(|| panic!("no `{word}` after its fellows in {plain}"));
        rest = &rest[at + word.len()..];
    }
}

#[test]
fn the_program_s_own_files_say_what_they_are() {
    let project = built("pdf,print,epub,html");
    let pdf = account(&project, "output/ar/small.pdf");
    assert_eq!(pdf["kind"], "PDF");
    assert_eq!(pdf["claims"], serde_json::json!(["PDF/UA-1", "PDF/A-2a"]));
    assert_eq!((&pdf["tagged"], &pdf["direction"]), (&true.into(), &"rtl".into()));
    assert_eq!(pdf["languages"][0], "ar");
    assert_eq!(pdf["title"], "كتيب صغير");
    let fonts = pdf["fonts"].as_array().unwrap();
    assert!(!fonts.is_empty() && fonts.iter().all(|font| font["embedded"] == true));
    assert!(
        fonts
            .iter()
            .all(|font| font["saysText"] == true
                && !font["name"].as_str().unwrap().contains('+'))
    );
    in_order(&texts(&pdf), &WORDS);
    let heading =
        pdf["text"].as_array().unwrap().iter().find(|p| {
            p["text"].as_str().unwrap().ends_with("تاريخ المركز") && p["role"] != "TOCI"
        });
    assert!(heading.unwrap()["role"].as_str().unwrap().starts_with('H'), "{heading:?}");

    let print = account(&project, "output/ar/small.print.pdf");
    assert!(
        print["claims"].as_array().unwrap().contains(&"PDF/X-4".into()),
        "{}",
        print["claims"]
    );
    let boxes = print["pages"][0]["boxes"].as_array().unwrap();
    let side = |name: &str| {
        let found = boxes.iter().find(|pair| pair[0] == name).unwrap();
        found[1][2].as_f64().unwrap() - found[1][0].as_f64().unwrap()
    };
    assert!(side("trim") < side("bleed") && side("bleed") <= side("media"));
    let inks: Vec<_> = print["inks"].as_array().unwrap().iter().collect();
    assert!(!inks.is_empty() && inks.iter().all(|ink| *ink != "RGB"), "{inks:?}");

    let book = account(&project, "output/ar/small.epub");
    assert_eq!((&book["kind"], &book["direction"]), (&"EPUB".into(), &"rtl".into()));
    let claims = book["claims"].to_string();
    assert!(
        claims.contains("EPUB 3.0") && claims.contains("EPUB Accessibility 1.1"),
        "{claims}"
    );
    in_order(&texts(&book), &WORDS[1..]);

    let page = account(&project, "output/ar/small.html");
    assert_eq!((&page["kind"], &page["languages"][0]), (&"HTML".into(), &"ar".into()));
    in_order(&texts(&page), &WORDS);
}

#[test]
fn people_are_told_in_lines_of_their_language() {
    let project = built("pdf");
    let file = "output/ar/small.pdf";
    let run = project.run(&["inspect", file]).expect(0);
    for part in
        ["claims: PDF/UA-1, PDF/A-2a", "\npages: ", "\nfonts: ", "text as it is read", " mm"]
    {
        assert!(run.stdout.contains(part), "no `{part}` in {}", run.stdout);
    }
    let arabic = project.run(&["inspect", file, "--ui-lang", "ar"]).expect(0).stdout;
    for word in ["claims", "fonts", "title", "languages", "inside the file"] {
        assert!(!arabic.contains(word), "`{word}` in {arabic}");
    }
    let text = project.run(&["inspect", file, "--text"]).expect(0).stdout;
    in_order(&text, &WORDS);
}

/// A file of another program: no structure, a font that it does not hold, a table of
/// cross-references that is wrong.
fn foreign(content: &str, catalog: &str) -> Vec<u8> {
    format!(
        "%PDF-1.4\n\
         1 0 obj <</Type/Catalog/Pages 2 0 R {catalog}>> endobj\n\
         2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>> endobj\n\
         3 0 obj <</Type/Page/Parent 2 0 R/Rotate 90/Contents 4 0 R/Resources<</Font<</F 5 0 R>>\
         /ColorSpace<</S [/Separation/PANTONE#20185#20C/DeviceCMYK 7 0 R]>>>>\
         /Annots[<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(https://a.org)>>>>]>> endobj\n\
         4 0 obj <</Length {}>> stream\n{content}\nendstream endobj\n\
         5 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>> endobj\n\
         trailer <</Root 1 0 R/Size 8>>\n%%EOF\n",
        content.len()
    )
    .into_bytes()
}

#[test]
fn files_of_others_are_looked_into_as_well() {
    let project = Project::new();
    let content = "BT /F 12 Tf 72 700 Td (The first line) Tj 0 -20 Td (and the second) Tj ET 1 0 0 rg 0 0 9 9 re f";
    project.write("other.pdf", foreign(content, "/Lang(en-GB)"));
    let found = account(&project, "other.pdf");
    assert_eq!((&found["version"], &found["tagged"]), (&"1.4".into(), &false.into()));
    assert_eq!(found["languages"], serde_json::json!(["en-GB"]));
    assert_eq!(found["claims"], serde_json::json!([]));
    assert_eq!(found["pages"][0]["turned"], 1);
    assert_eq!(found["links"][0]["to"], "https://a.org");
    let font = &found["fonts"][0];
    assert_eq!((&font["name"], &font["embedded"]), (&"Helvetica".into(), &false.into()));
    assert_eq!(found["inks"], serde_json::json!(["PANTONE 185 C", "RGB"]));
    assert_eq!(texts(&found), "The first line and the second");
    project.write("other.html", "<title>T</title><p>One<p>two &amp; <b>three</b><img src=a>");
    let found = account(&project, "other.html");
    assert_eq!(texts(&found), "One\ntwo & three");
    assert_eq!(found["pictures"][0]["alt"], Value::Null);
}

#[test]
fn what_cannot_be_looked_into_is_told() {
    let project = Project::new();
    let told = |name: &str, bytes: &[u8], id: &str| {
        project.write(name, bytes);
        let run = project.run(&["inspect", name]);
        assert!(run.code == Some(1), "{name}: {:?} {}", run.code, run.stderr);
        run.says(&[&format!("error[{id}]"), name, "hint: "]);
    };
    told("a.pdf", b"%PDF-1.7\nnothing", "broken-pdf");
    told("empty", b"", "foreign-file");
    told("a.docx", b"PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", "foreign-file");
    told("a.epub", b"PK\x03\x04torn", "broken-book");
    told("a.txt", b"only words", "foreign-file");
    told("a.jpg", b"\xff\xd8\xff", "foreign-file");
    let mut locked = plain(1);
    let key = "(12345678901234567890123456789012)";
    locked.trailer = format!(
        "/Encrypt << /Filter /Standard /V 1 /R 2 /O {key} /U {key} /P -4 >> /ID [(a) (a)]"
    );
    told("locked.pdf", &locked.finish(), "encrypted-pdf");
    project.run(&["inspect", "nowhere.pdf"]).expect(2).says(&["`nowhere.pdf` is not there"]);
    project.run(&["inspect", "source"]).expect(2).says(&["is a folder", "warraq inspect"]);
}

#[test]
fn files_that_are_torn_anywhere_end_in_an_account_or_a_fault() {
    let project = built("pdf,epub,html");
    for name in ["small.pdf", "small.epub", "small.html"] {
        let whole = fs::read(project.path(&format!("output/ar/{name}"))).unwrap();
        for part in [1, 2, 3, 5, 8, 13, 17, 19] {
            project.write("torn", &whole[..whole.len() * part / 20]);
            let run = project.run(&["inspect", "torn"]);
            assert!(
                matches!(run.code, Some(0 | 1)),
                "{name} {part}: {:?} {}",
                run.code,
                run.stderr
            );
            assert!(
                !run.stderr.contains("panicked") && !run.stderr.contains("broken-off"),
                "{}",
                run.stderr
            );
        }
    }
}
