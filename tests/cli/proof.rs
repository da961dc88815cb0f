//! `--proof`: pictures of the sheets, and of leaflets as they are held.

use std::fs;

use serde_json::Value;

use super::project::Project;

const FORMATS: &str = "formats: [booklet, leaflet, { name: gate, fold: gate, paper: a4 }]\n";

/// The small project as a booklet and as two leaflets.
fn project() -> Project {
    let project = Project::new();
    project.replace("source/brochure.yaml", "date:", &format!("{FORMATS}date:"));
    project
}

/// The pictures of a language, without its folder.
fn pictures(project: &Project, lang: &str) -> Vec<String> {
    project.files(&format!("output/{lang}/proof"))
}

const ALL: [&str; 17] = [
    "small-01.png",
    "small-02.png",
    "small-03.png",
    "small-04.png",
    "small-05.png",
    "small-06.png",
    "small-07.png",
    "small-08.png",
    "small.gate-01.png",
    "small.gate-02.png",
    "small.gate-closed.png",
    "small.gate-open.png",
    "small.leaflet-01.png",
    "small.leaflet-02.png",
    "small.leaflet-closed.png",
    "small.leaflet-open.png",
    "small.leaflet-opened-once.png",
];

/// Width and height of a PNG file (PNG specification 11.2.1).
fn extents(png: &[u8]) -> (u32, u32) {
    assert!(png.starts_with(b"\x89PNG\r\n\x1a\n"));
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    (number(16), number(20))
}

fn manifest(project: &Project) -> Vec<Value> {
    let bytes = fs::read(project.path("output/manifest.json")).unwrap();
    let manifest: Value = serde_json::from_slice(&bytes).unwrap();
    manifest["files"].as_array().unwrap().clone()
}

#[test]
fn every_language_and_format_has_its_pictures() {
    let project = project();
    let run = project.run(&["build", "--proof", "--format", "pdf"]).expect(0);
    assert_eq!(run.stderr, "");
    for lang in ["ar", "en"] {
        assert_eq!(pictures(&project, lang), ALL);
    }
    let size =
        |name: &str| extents(&fs::read(project.path("output/ar/proof").join(name)).unwrap());
    // A5 and 11 mm on each side, at 110 to the inch; the strip at the foot has one row.
    assert_eq!(size("small-01.png"), (736, 1042));
    // The open sheet is wider than the spread of two panels.
    assert!(size("small.leaflet-open.png").0 > size("small.leaflet-opened-once.png").0);
    let rows: Vec<&str> = run.stdout.lines().filter(|l| l.contains("proof")).collect();
    assert_eq!(rows.len(), 6, "{}", run.stdout);
    let words = |row: usize| rows[row].split_whitespace().collect::<Vec<_>>();
    assert_eq!(words(0)[..3], ["ar", "proof", "8"]);
    assert!(rows[0].ends_with("output/ar/proof/small-*.png"), "{}", rows[0]);
    assert_eq!(words(1)[..4], ["ar", "proof", "leaflet", "5"]);
}

#[test]
fn pictures_are_in_the_manifest_and_nowhere_offered() {
    let project = project();
    project.run(&["--proof", "--format", "pdf,html"]).expect(0);
    let files = manifest(&project);
    let mine: Vec<&Value> = files.iter().filter(|file| file["output"] == "proof").collect();
    assert_eq!(mine.len(), 2 * ALL.len());
    let closed = |file: &&&Value| file["path"] == "ar/proof/small.leaflet-closed.png";
    let entry = mine.iter().find(closed).unwrap();
    assert_eq!((&entry["format"], &entry["language"]), (&"leaflet".into(), &"ar".into()));
    let size = fs::metadata(project.path("output/ar/proof/small.leaflet-closed.png")).unwrap();
    assert_eq!(entry["bytes"], size.len());
    for page in ["output/index.html", "output/ar/small.html"] {
        let page = fs::read_to_string(project.path(page)).unwrap();
        assert!(page.contains("small.pdf") && !page.contains("proof"), "{page}");
    }
}

#[test]
fn without_the_flag_nothing_more_is_written_and_old_pictures_stay() {
    let project = project();
    project.run(&["--format", "pdf"]).expect(0);
    let plain = project.contents("output");
    assert!(plain.iter().all(|(name, _)| !name.contains("proof")));
    project.run(&["--format", "pdf", "--proof", "--lang", "ar"]).expect(0);
    assert_eq!(pictures(&project, "ar").len(), ALL.len());
    assert!(pictures(&project, "en").is_empty(), "only the language that was asked for");
    for (name, bytes) in plain.iter().filter(|(name, _)| name.ends_with(".pdf")) {
        assert!(fs::read(project.path("output").join(name)).unwrap() == *bytes, "{name}");
    }
    project.run(&["--format", "pdf"]).expect(0);
    assert_eq!(pictures(&project, "ar").len(), ALL.len());
    let count = manifest(&project).iter().filter(|f| f["output"] == "proof").count();
    assert_eq!(count, ALL.len());
}

#[test]
fn pictures_of_pages_that_are_no_more_are_removed() {
    let project = Project::new();
    let more = "      - يعمل المركز\n".repeat(120);
    let text = fs::read_to_string(project.path("source/text/ar.yaml")).unwrap();
    project.write("source/text/ar.yaml", format!("{text}{more}"));
    project.run(&["--proof", "--format", "pdf"]).expect(0);
    let many = pictures(&project, "ar").len();
    project.write("output/ar/proof/small-99.png", "mine");
    project.write("source/text/ar.yaml", text);
    project.run(&["--proof", "--format", "pdf"]).expect(0);
    let few = pictures(&project, "ar");
    assert!(few.len() < many, "{few:?}");
    assert!(few.contains(&"small-99.png".into()), "what another wrote stays");
    let listed = manifest(&project).iter().filter(|f| f["output"] == "proof").count();
    assert_eq!(listed, few.len() - 1 + pictures(&project, "en").len());
}

#[test]
fn the_same_source_gives_the_same_pictures() {
    let (one, two) = (project(), project());
    one.run(&["--proof", "--format", "pdf", "--jobs", "1"]).expect(0);
    two.run(&["--proof", "--format", "pdf", "--jobs", "7"]).expect(0);
    let (first, second) = (one.contents("output"), two.contents("output"));
    assert!(first.len() > 2 * ALL.len() && first == second);
}

#[test]
fn a_folder_in_which_nothing_can_be_written_is_told_once_an_edition_and_format() {
    let project = project();
    project.write("output/ar/proof", "a file in the way");
    let run = project.run(&["--proof", "--format", "pdf"]).expect(2);
    run.says(&[
        "error[unwritable-output]: cannot write `output/ar/proof/small-01.png`",
        "hint: 7 more pictures are missing",
        "error[unwritable-output]: cannot write `output/ar/proof/small.gate-01.png`",
        "3 errors",
    ]);
    assert_eq!(pictures(&project, "en"), ALL);
    assert!(project.path("output/ar/small.leaflet.pdf").is_file());
}

#[test]
fn a_picture_that_cannot_be_replaced_stops_no_other() {
    let project = project();
    project.write("output/ar/proof/small-02.png/in-the-way", "");
    let run = project.run(&["--proof", "--format", "pdf"]).expect(2);
    assert!(run.stdout.contains("output/ar/proof/small-*.png"), "{}", run.stdout);
    run.says(&["error[unwritable-output]: cannot write `output/ar/proof/small-02.png`"]);
    assert_eq!(pictures(&project, "ar").len(), ALL.len());
    let listed = |file: &&Value| file["path"].as_str().unwrap().starts_with("ar/proof/");
    assert_eq!(manifest(&project).iter().filter(listed).count(), ALL.len() - 1);
}

#[test]
fn a_format_that_does_not_fit_stops_no_other() {
    let project = project();
    let text = fs::read_to_string(project.path("source/text/ar.yaml")).unwrap();
    let more = format!("      - {}\n", "يعمل المركز في مجالات واسعة ".repeat(40)).repeat(12);
    project.write("source/text/ar.yaml", format!("{text}{more}"));
    let run = project.run(&["--proof", "--format", "pdf"]).expect(1);
    run.says(&["error[leaflet-overfull]"]);
    let ours = pictures(&project, "ar");
    assert!(
        ours.contains(&"small-01.png".into()) && ours.iter().all(|n| !n.contains("leaflet"))
    );
    assert_eq!(pictures(&project, "en"), ALL);
}
