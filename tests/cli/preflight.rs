//! Findings before printing: each with the line that it comes from, as grave as the project says.

use std::fs;

use serde_json::Value;

use super::project::Project;

/// What `check --format json` tells, beyond the draft.
fn findings(project: &Project, code: i32) -> Vec<Value> {
    let run = project.run(&["check", "--format", "json"]).expect(code);
    assert_eq!(run.stderr, "");
    let told = run.stdout.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    told.filter(|fault| fault["id"] != "draft").collect()
}

/// The one finding of an id: its severity and its place.
#[track_caller]
fn finding(project: &Project, id: &str) -> (String, String) {
    let all = findings(project, 0);
    let found: Vec<&Value> = all.iter().filter(|fault| fault["id"] == id).collect();
    assert!(!found.is_empty(), "no {id} in {all:#?}");
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let place = format!("{}:{}", text(&found[0]["file"]), found[0]["line"]);
    (text(&found[0]["severity"]), place)
}

#[track_caller]
fn assert_told(project: &Project, id: &str, severity: &str, place: &str) {
    assert_eq!(finding(project, id), (severity.to_owned(), place.to_owned()));
}

/// The small project with lines at the end of its `brochure.yaml`, and a theme of its own.
fn project(brochure: &str, theme: &str) -> Project {
    let project = Project::new();
    project.replace("source/brochure.yaml", "date:", &format!("{brochure}date:"));
    if !theme.is_empty() {
        project.write("source/theme.yaml", theme);
    }
    project
}

/// The same with a picture as the last block of the Arabic text.
fn with_picture(brochure: &str, name: &str, figure: &str) -> Project {
    let data = format!("{}/tests/data/pictures/{name}", env!("CARGO_MANIFEST_DIR"));
    with_bytes(brochure, name, &fs::read(data).unwrap(), figure)
}

fn with_bytes(brochure: &str, name: &str, bytes: &[u8], figure: &str) -> Project {
    let project = project(brochure, "");
    project.write(&format!("source/assets/{name}"), bytes);
    let last = "منذ عام 1998.\n";
    let block = format!("{last}      - figure: {{ file: assets/{name}, alt: صورة{figure} }}\n");
    project.replace("source/text/ar.yaml", last, &block);
    project
}

#[test]
fn a_sound_project_has_its_blank_pages_alone() {
    let found = findings(&Project::new(), 0);
    let ids: Vec<&str> = found.iter().map(|fault| fault["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["blank-page"]);
}

#[test]
fn colours_and_strokes_are_found_at_their_lines_of_the_theme() {
    let theme = "colors:\n  saffron: { rgb: \"#F3AE3A\" }\n  \
                 sand: { cmyk: [100, 90, 80, 70], rgb: \"#102030\" }\nrules:\n  hair: 0.2pt\n";
    let project = project("", theme);
    assert_told(&project, "rgb-in-print", "note", "source/theme.yaml:2");
    assert_told(&project, "total-ink", "warning", "source/theme.yaml:3");
    assert_told(&project, "hairline", "warning", "source/theme.yaml:5");
}

#[test]
fn type_is_found_at_its_line_of_the_text() {
    let theme =
        "text:\n  arabic:\n    body: { size: 4.5pt }\n    cover-subtitle: { size: 7pt }\n";
    let project = project("", theme);
    project.replace("source/text/ar.yaml", "sections:", "subtitle: نص قصير\nsections:");
    assert_told(&project, "small-type", "warning", "source/text/ar.yaml:11");
    assert_told(&project, "small-knockout", "warning", "source/text/ar.yaml:2");
}

#[test]
fn text_near_trim_or_fold_is_found_at_its_line() {
    let in_texts = |project: &Project, id: &str| {
        let at_text = |fault: &&Value| {
            fault["id"] == id && fault["file"].as_str().unwrap().starts_with("source/text/")
        };
        findings(project, 0).iter().filter(at_text).count()
    };
    let near = project("page: { outside: 2mm, inside: 2mm }\n", "");
    assert!(in_texts(&near, "near-trim") > 3);
    assert_eq!(in_texts(&Project::new(), "near-trim"), 0);
    let leaflet =
        |safe: &str| format!("formats:\n  - leaflet\nprint: {{ fold-safe: {safe} }}\n");
    assert!(in_texts(&project(&leaflet("30mm"), ""), "near-fold") > 3);
    assert_eq!(in_texts(&project(&leaflet("3mm"), ""), "near-fold"), 0);
}

#[test]
fn pictures_are_found_where_they_are_placed() {
    let coarse = with_picture("", "plain.jpg", "");
    assert_told(&coarse, "image-low-resolution", "warning", "source/text/ar.yaml:17");
    let enough = with_picture("print: { resolution: 5 }\n", "plain.jpg", "");
    assert!(findings(&enough, 0).iter().all(|fault| fault["id"] != "image-low-resolution"));
    let kept = with_picture("print: { pictures: keep }\n", "turned-1.jpg", "");
    assert_told(&kept, "rgb-in-print", "note", "source/text/ar.yaml:17");
    let mut heavy = vec![];
    let encoder = jpeg_encoder::Encoder::new(&mut heavy, 90);
    encoder.encode(&[230; 64 * 64 * 4], 64, 64, jpeg_encoder::ColorType::Cmyk).unwrap();
    let inked = with_bytes("", "heavy.jpg", &heavy, "");
    assert_told(&inked, "total-ink", "warning", "source/text/ar.yaml:17");
    let allowed = with_bytes("print: { ink-limit: 370 }\n", "heavy.jpg", &heavy, "");
    assert!(findings(&allowed, 0).iter().all(|fault| fault["id"] != "total-ink"));
}

#[test]
fn pages_have_to_fit_the_binding() {
    let odd = project("page: { multiple: 1 }\n", "");
    assert_told(&odd, "page-count", "warning", "source/brochure.yaml:1");
    let few = project("print: { binding: perfect }\n", "");
    assert_told(&few, "page-count", "warning", "source/brochure.yaml:1");

    let many = project("print: { binding: saddle-stitch }\n", "");
    let mut text = String::from("title: كتيب طويل\nsections:\n");
    for n in 0..70 {
        text +=
            &format!("  - id: s{n}\n    heading: باب\n    body: [نص, {{ pagebreak: }}, نص]\n");
    }
    many.write("source/text/ar.yaml", &text);
    let all = findings(&many, 1);
    let found = all.iter().find(|fault| fault["id"] == "too-many-pages").unwrap();
    assert_eq!(found["severity"], "error");
    assert_eq!(found["file"], "source/brochure.yaml");

    let unsaid = project("", "");
    unsaid.write("source/text/ar.yaml", &text);
    let all = findings(&unsaid, 0);
    assert!(all.iter().all(|fault| fault["severity"] != "error"), "{all:?}");
    unsaid.run(&["build", "--lang", "ar"]).expect(0);
    assert_eq!(unsaid.files("output/ar").len(), 5, "all outputs are made");
}

#[test]
fn a_press_that_cannot_be_read_stops_the_print_file_alone() {
    let project = project("print: { profile: press.icc }\n", "");
    project.run(&["build", "--format", "print,html"]).expect(1).says(&["bad-profile"]);
    assert!(project.path("output/ar/small.html").exists());
    assert!(!project.path("output/ar/small.print.pdf").exists());
    project.run(&["build", "--format", "html"]).expect(0);
}

#[test]
fn the_project_says_how_grave_a_finding_is() {
    let project = Project::new();
    let levels = |level: &str| format!("print:\n  preflight: {{ blank-page: {level} }}\ndate:");
    project.replace("source/brochure.yaml", "date:", &levels("error"));
    let told = findings(&project, 1);
    assert_eq!((&told[0]["id"], &told[0]["severity"]), (&"blank-page".into(), &"error".into()));
    let run = project.run(&["build", "--format", "print"]).expect(1);
    assert!(run.stderr.contains("error[blank-page]"), "{}", run.stderr);
    assert_eq!(project.files("output"), ["manifest.json"], "no print file");
    project.run(&["build", "--format", "pdf"]).expect(0);
    project.replace("source/brochure.yaml", "blank-page: error", "blank-page: off");
    assert!(findings(&project, 0).is_empty());
    project.replace("source/brochure.yaml", "blank-page: off", "empty-page: off");
    let told = findings(&project, 1);
    assert_eq!((&told[0]["id"], &told[0]["line"]), (&"unknown-key".into(), &4.into()));
}
