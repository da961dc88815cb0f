//! Slips in files: what they are called, where they lie, and how they are stored.

use unicode_normalization::UnicodeNormalization;
use warraq::diag::arabic::Catalogue;
use warraq::diag::{Diagnostic, Severity};

use super::answers::{checked, foreign, project, told};
use crate::source::Folder;

/// A project with one picture in its text.
fn pictured(file: &str) -> Folder {
    let text = format!(
        "title: T\nsections:\n  - id: one\n    heading: H\n    body:\n      - figure:\n          file: {file}\n          alt: x\n"
    );
    project("ar").with("text/ar.yaml", text)
}

/// The only fault of a project, which has to say and to offer something, in Arabic, too.
#[track_caller]
fn only(row: u8, folder: &Folder, says: &[&str], types: &str) {
    let report = checked(folder);
    let all = report.content.diagnostics().iter().chain(report.trouble.diagnostics());
    let faults: Vec<&Diagnostic> =
        all.filter(|fault| fault.severity > Severity::Note).collect();
    let [fault] = faults.as_slice() else { panic!("row {row}: {}", told(&report)) };
    for part in says {
        assert!(fault.message.contains(part), "row {row}: no `{part}`: {}", told(&report));
    }
    let hint = fault.hints.iter().any(|hint| hint.contains(types));
    assert!(hint, "row {row}: no hint `{types}`: {}", told(&report));
    assert_eq!(foreign(&Catalogue::new(), fault), None, "row {row}");
}

#[track_caller]
fn none(row: u8, folder: &Folder) {
    let report = checked(folder);
    let all = report.content.diagnostics().iter().chain(report.trouble.diagnostics());
    let grave = all.filter(|fault| fault.severity > Severity::Note).count();
    assert_eq!(grave, 0, "row {row}: {}", told(&report));
}

#[test]
fn files_under_other_names_are_named() {
    for (there, typed) in [
        ("assets/Map.SVG", "assets/map2.svg"),
        ("assets/plan.svg", "Assets/Plan.svg"),
        ("assets/plan.svg", "plan.svg"),
        ("assets/plan.svg", "assets/plan"),
        ("assets/plan.svg", "assets/plna.svg"),
        ("assets/خريطة.svg", "assets/خريطه.svg"),
        ("Bilder/plan.svg", "bilder/plan.svg"),
    ] {
        let there = if typed == "assets/map2.svg" { "assets/Map2.SVG" } else { there };
        let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>";
        only(8, &pictured(typed).with(there, svg), &[typed], &format!("`{there}`"));
        none(8, &pictured(there).with(there, svg));
    }
}

#[test]
fn names_are_found_however_their_letters_are_stored() {
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>";
    for name in
        ["assets/آثار.svg", "assets/café.svg", "assets/مكتبة أطفال.svg", "صور/خريطة.svg"]
    {
        let forms: [String; 2] = [name.nfc().collect(), name.nfd().collect()];
        for stored in &forms {
            for typed in &forms {
                none(9, &pictured(typed).with(stored, svg));
            }
        }
    }
}

#[test]
fn files_that_are_no_pictures_say_what_they_are() {
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".as_slice();
    let avif = b"\0\0\0\x1cftypavif\0\0\0\0mif1miaf".as_slice();
    for (bytes, what, remedy) in [
        (heic, "HEIC", "JPEG"),
        (avif, "AVIF", "PNG"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".as_slice(), "PDF", "SVG"),
        (b"GIF89a\x01\0\x01\0\0\0\0;".as_slice(), "GIF", "PNG"),
        (b"II*\0\x08\0\0\0\0\0".as_slice(), "TIFF", "PNG"),
        (b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0".as_slice(), "BMP", "PNG"),
        (b"8BPS\0\x01\0\0\0\0\0\0".as_slice(), "Photoshop", "PNG"),
        (b"PK\x03\x04\x14\0\x06\0".as_slice(), "ZIP", "unpack"),
        (b"<!doctype html><html></html>".as_slice(), "web page", "save the picture"),
    ] {
        for end in ["jpg", "png", "heic", "svg"] {
            let path = format!("assets/photo.{end}");
            only(10, &pictured(&path).with(&path, bytes), &[what], remedy);
        }
    }
}

#[test]
fn texts_under_other_names_are_named() {
    for there in ["ar.yaml.txt", "ar.yml", "AR.yaml", "ar.txt", "arabic.yaml", "Ar.YAML"] {
        let folder =
            project("ar").without("text/ar.yaml").with(&format!("text/{there}"), "x: y\n");
        only(
            13,
            &folder,
            &["text/ar.yaml"],
            &format!("rename `text/{there}` to `text/ar.yaml`"),
        );
    }
    for there in
        ["brochure.yml", "Brochure.yaml", "brochure.yaml.txt", "brochure.txt", "brochure"]
    {
        let folder = project("ar").without("brochure.yaml").with(there, "slug: x\n");
        only(13, &folder, &["brochure.yaml"], &format!("{there}` to `brochure.yaml`"));
    }
    let folder = project("ar").without("text/ar.yaml").with("ar.yaml", "x: y\n");
    only(13, &folder, &["text/ar.yaml"], "rename `ar.yaml` to `text/ar.yaml`");
}

#[test]
fn files_in_other_encodings_are_told() {
    let text = "title: عنوان\nsections:\n  - id: one\n    heading: x\n    body: [y]\n";
    let wide = |bytes: fn(u16) -> [u8; 2], mark: &[u8]| {
        let units = text.encode_utf16().flat_map(bytes);
        mark.iter().copied().chain(units).collect::<Vec<u8>>()
    };
    let little = wide(u16::to_le_bytes, b"\xff\xfe");
    let big = wide(u16::to_be_bytes, b"\xfe\xff");
    for bytes in [little, big] {
        only(26, &project("ar").with("text/ar.yaml", bytes), &["UTF-16"], "UTF-8");
    }
    let cp1256 = b"title: \xda\xe4\xe6\xc7\xe4\nsections: []\n";
    only(26, &project("ar").with("text/ar.yaml", cp1256), &["DA"], "UTF-8");
    let latin = b"title: caf\xe9\nsections: []\n";
    only(26, &project("en").with("text/en.yaml", latin), &["E9"], "UTF-8");
}
