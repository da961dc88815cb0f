//! Every command, as it is used.

use std::fs;

use serde_json::Value;

use super::project::{Project, Run};

const ALL_FILES: [&str; 12] = [
    "ar/small.booklet.pdf",
    "ar/small.epub",
    "ar/small.html",
    "ar/small.pdf",
    "ar/small.print.pdf",
    "en/small.booklet.pdf",
    "en/small.epub",
    "en/small.html",
    "en/small.pdf",
    "en/small.print.pdf",
    "index.html",
    "manifest.json",
];

#[test]
fn a_bare_call_builds_everything_into_output() {
    let project = Project::new();
    let run = project.run(&[]).expect(0);
    assert_eq!(project.files("output"), ALL_FILES);
    let told: Vec<&str> = run.stderr.lines().filter(|line| line.contains("]: ")).collect();
    let blank = "note[blank-page]: pages 5, 6 and 7 bear neither text nor picture";
    assert_eq!(told, [blank], "no other faults, and no bar in a pipe");
    let rows: Vec<&str> = run.stdout.lines().collect();
    assert!(rows[0].starts_with("edition"), "{}", run.stdout);
    assert_eq!(rows.len(), 11, "{}", run.stdout);
    assert!(rows[1].starts_with("ar ") && rows[1].ends_with("output/ar/small.pdf"));
    assert!(rows[6].starts_with("en (draft)"), "{}", run.stdout);
}

#[test]
fn files_are_of_the_kinds_that_their_names_say() {
    let project = Project::new();
    project.run(&["build"]).expect(0);
    let files = project.contents("output");
    let starts = |name: &str, with: &[u8]| {
        files.iter().any(|(n, bytes)| n == name && bytes.starts_with(with))
    };
    assert!(starts("ar/small.pdf", b"%PDF-1.7"));
    assert!(starts("ar/small.print.pdf", b"%PDF-1.6"));
    assert!(starts("ar/small.epub", b"PK\x03\x04"));
    assert!(starts("ar/small.html", b"<!DOCTYPE html>"));
    assert!(starts("index.html", b"<!DOCTYPE html>"));
}

#[test]
fn the_manifest_lists_each_file_with_its_digest() {
    let project = Project::new();
    project.run(&[]).expect(0);
    let manifest = fs::read(project.path("output/manifest.json")).unwrap();
    let manifest: Value = serde_json::from_slice(&manifest).unwrap();
    let listed: Vec<&Value> = manifest["files"].as_array().unwrap().iter().collect();
    assert_eq!(listed.len(), 11);
    for entry in listed {
        let path = format!("output/{}", entry["path"].as_str().unwrap());
        let size = fs::metadata(project.path(&path)).unwrap().len();
        assert_eq!(entry["bytes"], size, "{path}");
        let sum = std::process::Command::new("sha256sum").arg(project.path(&path)).output();
        let sum = String::from_utf8(sum.unwrap().stdout).unwrap();
        assert!(sum.starts_with(entry["sha256"].as_str().unwrap()), "{path}");
    }
}

#[test]
fn languages_and_formats_can_be_chosen_and_the_rest_stays() {
    let project = Project::new();
    let run = project.run(&["--lang", "ar", "--format", "html"]).expect(0);
    assert_eq!(project.files("output"), ["ar/small.html", "index.html", "manifest.json"]);
    assert_eq!(run.stdout.lines().count(), 2);
    project.run(&["build", "source", "--lang", "en"]).expect(0);
    assert_eq!(project.files("output").len(), 8);
    let index = fs::read_to_string(project.path("output/index.html")).unwrap();
    assert!(index.contains("ar/small.html") && index.contains("en/small.pdf"), "{index}");
}

#[test]
fn the_output_folder_can_be_chosen() {
    let project = Project::new();
    project.run(&["--format", "html", "--out", "a/b", "source"]).expect(0);
    assert_eq!(project.files("a/b").len(), 4);
    assert!(!project.path("output").exists());
    let run = project.run(&["--out", "source"]).expect(2);
    run.says(&["error[output-in-source]", "hint: name another folder with `--out`"]);
}

#[test]
fn check_finds_every_fault_and_writes_nothing() {
    let project = Project::new();
    project.run(&["check"]).expect(0);
    project.replace("source/text/ar.yaml", "heading: تاريخ", "heding: تاريخ");
    project.replace("source/text/ar.yaml", "term: الوقاية", "trem: الوقاية");
    project.replace("source/text/en.yaml", "title: A", "titel: A");
    let run = project.run(&["check"]).expect(1);
    run.says(&[
        "source/text/ar.yaml:4:5",
        "did you mean `heading`?",
        "source/text/ar.yaml:9:13",
        "source/text/en.yaml:1:1",
        "errors",
    ]);
    assert_eq!(
        project.files(""),
        ["source/brochure.yaml", "source/text/ar.yaml", "source/text/en.yaml"]
    );
}

#[test]
fn faults_in_one_language_stop_no_other() {
    let project = Project::new();
    project.replace("source/text/en.yaml", "heading: History", "heding: History");
    let run = project.run(&["--format", "html"]).expect(1);
    assert_eq!(project.files("output"), ["ar/small.html", "index.html", "manifest.json"]);
    assert!(run.stdout.contains("not made"), "{}", run.stdout);
    let index = fs::read_to_string(project.path("output/index.html")).unwrap();
    assert!(!index.contains("en/small"), "no link to what was not made");
}

#[test]
fn faults_come_as_json_on_standard_output_alone() {
    let project = Project::new();
    project.replace("source/text/ar.yaml", "heading: تاريخ", "heding: تاريخ");
    let run = project.run(&["--message-format", "json", "--format", "html"]).expect(1);
    assert_eq!(run.stderr, "");
    let faults: Vec<Value> =
        run.stdout.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let fault = faults.iter().find(|f| f["id"] == "unknown-key").unwrap();
    assert_eq!(fault["file"], "source/text/ar.yaml");
    assert_eq!((&fault["line"], &fault["column"]), (&4.into(), &5.into()));
    assert_eq!(fault["endColumn"], 11);
}

#[test]
fn faults_come_one_a_line_for_editors() {
    let project = Project::new();
    project.replace("source/text/ar.yaml", "heading: تاريخ", "heding: تاريخ");
    let run = project.run(&["check", "--message-format", "short"]).expect(1);
    let starts = |start: &str| run.stderr.lines().any(|line| line.starts_with(start));
    assert!(starts("source/text/ar.yaml:4:5: error[unknown-key]: "), "{}", run.stderr);
    assert!(starts("source/text/en.yaml:1:8: note[draft]: "), "{}", run.stderr);
    assert_eq!(run.stdout, "");
}

#[test]
fn warnings_can_be_denied() {
    let project = Project::new();
    project.write("source/text/fr.yaml", "");
    let run = project.run(&["--format", "html"]).expect(0);
    run.says(&["warning[unlisted-text]", "1 warning"]);
    let denied = project.run(&["--format", "html", "--deny-warnings", "--out", "b"]).expect(1);
    denied.says(&["error[unlisted-text]", "1 error"]);
    assert!(!project.path("b").exists());
    project.run(&["check", "--deny-warnings"]).expect(1);
}

#[test]
fn fonts_lists_families_faces_and_scripts() {
    let run = Project::new().run(&["fonts"]).expect(0);
    for part in
        ["Markazi Text", "Amiri", "Source Serif 4", "Noto Nastaliq Urdu", "Frank Ruhl Libre"]
    {
        assert!(run.stdout.contains(part), "no {part} in\n{}", run.stdout);
    }
    assert!(run.stdout.contains("Arabic") && run.stdout.contains("Hebrew"), "{}", run.stdout);
}

#[test]
fn schema_prints_and_writes_what_the_files_may_hold() {
    let project = Project::new();
    for kind in ["brochure", "text", "theme", "workspace"] {
        let run = project.run(&["schema", kind]).expect(0);
        let schema: Value = serde_json::from_str(&run.stdout).unwrap();
        assert!(schema["properties"].is_object(), "{kind}");
    }
    project.run(&["schema", "--write"]).expect(0);
    let written = ["brochure.json", "text.json", "theme.json", "workspace.json"];
    assert_eq!(project.files("source/.schema"), written);
}

#[test]
fn help_teaches_with_examples() {
    let project = Project::new();
    for args in [
        &["--help"][..],
        &["build", "--help"],
        &["check", "-h"],
        &["fonts", "-h"],
        &["explain", "-h"],
        &["impose", "-h"],
        &["new", "-h"],
        &["schema", "-h"],
    ] {
        let run = project.run(args).expect(0);
        assert!(run.stdout.contains("Examples:\n"), "{args:?}: {}", run.stdout);
    }
    let run = project.run(&["--version"]).expect(0);
    assert_eq!(run.stdout, concat!("warraq ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn wrong_usage_is_told_with_what_was_meant() {
    let project = Project::new();
    project.run(&["--fromat", "pdf"]).expect(2).says(&["--format"]);
    project.run(&["--format", "pfd"]).expect(2).says(&["pdf"]);
    project.run(&["--jobs", "0"]).expect(2);
    project.run(&["chekc"]).expect(2).says(&["did you mean the command `check`?"]);
    project.run(&["nowhere"]).expect(2).says(&["there is no folder `nowhere`"]);
    project.run(&["--lang", "arabisch"]).expect(2).says(&["did you mean `ar` (Arabic)?"]);
    project.run(&["--lang", "arr"]).expect(2).says(&["has no language `arr`"]);
    project.run(&["--lang", "fa"]).expect(2).says(&["`fa`", "`ar`, `en`"]);
    project.run(&["source/text"]).expect(2).says(&["there is no `brochure.yaml`"]);
    let mut command = project.command(&[]);
    let run = command.env("SOURCE_DATE_EPOCH", "today").output().unwrap();
    Run::from(run).expect(2).says(&["`SOURCE_DATE_EPOCH` is `today`"]);
    assert!(!project.path("output").exists(), "nothing is written before all is understood");
}

#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let project = Project::new();
    for args in [&["fonts"][..], &["--help"], &["schema", "text"], &["--format", "html"]] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let run = project.command(args).stdout(writer).output().unwrap();
        assert_eq!(run.status.code(), Some(0), "{args:?}");
    }
}

#[test]
fn colours_are_for_terminals_only() {
    let project = Project::new();
    project.replace("source/text/ar.yaml", "heading: تاريخ", "heding: تاريخ");
    let run = project.run(&["check"]).expect(1);
    assert!(!run.stderr.contains('\x1b'), "{}", run.stderr);
}

#[test]
fn the_same_source_gives_the_same_bytes() {
    let (one, two) = (Project::new(), Project::new());
    one.run(&["--jobs", "1"]).expect(0);
    two.run(&["--jobs", "7"]).expect(0);
    let first = one.contents("output");
    assert_eq!(first.len(), ALL_FILES.len());
    for ((name, a), (_, b)) in first.iter().zip(two.contents("output")) {
        assert!(*a == b, "{name} differs between one and many jobs, in two folders");
    }
    one.run(&[]).expect(0);
    assert!(one.contents("output") == first, "a second run differs");
}

#[test]
fn the_time_in_the_files_can_be_given() {
    let project = Project::new();
    project.run(&["--out", "a"]).expect(0);
    let mut command = project.command(&["--out", "b"]);
    let run = command.env("SOURCE_DATE_EPOCH", "1000000000").output().unwrap();
    Run::from(run).expect(0);
    assert!(project.contents("a") != project.contents("b"));
}
