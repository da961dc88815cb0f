//! `warraq pack`: what is in the parcels, and that the job sheet says what the files are.

use lopdf::Document;
use sha2::{Digest, Sha256};

use super::project::Project;

/// A box of a PDF file's first page in millimetres, and how many pages there are.
fn measured(pdf: &[u8]) -> ([f32; 2], f32, usize) {
    let pdf = Document::load_mem(pdf).unwrap();
    let pages = pdf.get_pages();
    let page = pdf.get_dictionary(pages[&1]).unwrap();
    let sides = |key: &[u8]| -> Vec<f32> {
        let sides = page.get(key).unwrap().as_array().unwrap();
        sides.iter().map(|side| side.as_float().unwrap() / 72.0 * 25.4).collect()
    };
    let (trim, bleed) = (sides(b"TrimBox"), sides(b"BleedBox"));
    ([trim[2] - trim[0], trim[3] - trim[1]], trim[0] - bleed[0], pages.len())
}

/// The rows of the job sheet's list of files in one of its languages, as the texts of their cells.
fn rows(sheet: &str, lang: &str) -> Vec<Vec<String>> {
    let section =
        sheet.split("<section ").find(|part| part.starts_with(&format!("lang=\"{lang}\"")));
    let list = section.unwrap().split("<tbody>").nth(2).unwrap();
    let plain = |html: &str| {
        let texts =
            html.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text));
        texts.collect::<String>().trim().to_owned()
    };
    let lines = list.lines().filter(|line| line.starts_with("<tr>"));
    lines.map(|line| line.split("<td>").skip(1).map(plain).collect()).collect()
}

#[test]
fn the_job_sheet_says_what_the_print_files_are() {
    for formats in ["[booklet]", "[a4, leaflet]", "[dl, z-fold, bifold]"] {
        let project = Project::new();
        project.replace(
            "source/brochure.yaml",
            "date:",
            &format!("formats: {formats}\noutputs: [pdf, html]\ndate:"),
        );
        project.run(&["pack"]).expect(0);
        let files = project.unpacked("output/pack", "small-print.zip");
        let sheet = String::from_utf8(files["job-sheet.html"].clone()).unwrap();
        assert_eq!(files.len() - 1, 2 * formats.split(',').count(), "{formats}");
        // In Arabic, too, width comes before height.
        for part in sheet.split(" × ").collect::<Vec<_>>().split_last().unwrap().1 {
            assert!(part.rsplit('<').next().unwrap().starts_with("bdi dir=\"ltr\">"), "{part}");
        }
        for (lang, unit) in [("ar", "مم"), ("en", "mm")] {
            let rows = rows(&sheet, lang);
            assert_eq!(rows.len(), files.len() - 1, "{formats}");
            for row in rows {
                let pdf = &files[&row[0]];
                let ([width, height], bleed, pages) = measured(pdf);
                let is = |said: &str, length: f32| {
                    let said: f32 = said.trim().trim_end_matches(unit).trim().parse().unwrap();
                    assert!((said - length).abs() < 0.11, "{said} {length} {row:?}");
                };
                let (wide, high) = row[2].split_once('×').unwrap();
                is(wide, width);
                is(high, height);
                is(&row[3], bleed);
                assert_eq!(row[4], pages.to_string());
                let right = row[0].starts_with("ar/");
                let side = if lang == "ar" {
                    ["اليسار", "اليمين"]
                } else {
                    ["left", "right"]
                };
                assert!(row[5].contains(side[usize::from(right)]), "{row:?}");
                let digest: String =
                    Sha256::digest(pdf).iter().map(|byte| format!("{byte:02x}")).collect();
                assert!(sheet.contains(&format!("{digest}  {}", row[0])), "{row:?}");
            }
        }
        assert!(sheet.contains("FOGRA") && sheet.contains("كتيب صغير"), "{sheet}");
    }
}

#[test]
fn the_web_archive_is_whole_and_holds_nothing_for_presses() {
    let project = Project::new();
    project.run(&["pack"]).expect(0);
    let files = project.unpacked("output/pack", "small-web.zip");
    assert!(files.keys().all(|name| !name.contains("print") && !name.contains("booklet")));
    for (name, bytes) in files.iter().filter(|(name, _)| name.ends_with(".html")) {
        let html = String::from_utf8(bytes.clone()).unwrap();
        let links = html.split(" href=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
        let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut own = 0;
        for link in links.filter(|link| !link.starts_with('#') && !link.contains(':')) {
            let path = std::path::Path::new(folder).join(link.split('#').next().unwrap());
            let mut parts: Vec<&str> = vec![];
            for part in path.iter().map(|part| part.to_str().unwrap()) {
                if part == ".." { parts.pop().map(drop).unwrap() } else { parts.push(part) }
            }
            assert!(files.contains_key(&parts.join("/")), "{name} leads to {link}");
            own += 1;
        }
        assert!(own > 1, "{name}");
    }
}

#[test]
fn mail_and_messengers_get_small_files_and_parcels_are_the_same_twice() {
    let project = Project::new();
    project.run(&["pack"]).expect(0);
    let first = project.contents("output/pack");
    let names: Vec<&str> = first.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "small-ar-cover.png",
            "small-ar-mail.pdf",
            "small-en-cover.png",
            "small-en-mail.pdf",
            "small-print.zip",
            "small-web.zip",
        ]
    );
    for (name, bytes) in &first {
        if name.ends_with(".png") {
            let width = u32::from_be_bytes(bytes[16..20].try_into().unwrap());
            let height = u32::from_be_bytes(bytes[20..24].try_into().unwrap());
            assert_eq!((width, height), (1080, 1532), "{name}");
        }
        if name.ends_with(".pdf") {
            assert!(bytes.starts_with(b"%PDF-") && bytes.len() < 300_000, "{name}");
        }
    }
    project.run(&["pack"]).expect(0);
    assert!(project.contents("output/pack") == first, "the same source, the same parcels");
    project.run(&["build"]).expect(0);
    assert!(project.contents("output/pack") == first, "a build leaves them");
}

#[test]
fn what_has_errors_is_not_packed() {
    let project = Project::new();
    project.replace("source/text/en.yaml", "heading: History", "heding: History");
    project.run(&["pack"]).expect(1).says(&["unknown-key"]);
    assert!(!project.path("output/pack").exists());
    project.run(&["pack", "--format", "pdf"]).expect(2).says(&["wrong-usage"]);
    project.run(&["pack", "--lang", "ar"]).expect(0);
    assert_eq!(project.files("output/pack").len(), 4);
}
