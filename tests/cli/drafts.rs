//! Languages in work are made where they are asked for, and nothing else of a project changes.

use super::project::Project;

const FRENCH: &str = "title: Une petite brochure\nstatus: draft\nsections:\n  - { id: history, heading: Histoire, body: [Texte.] }\n";

fn project() -> Project {
    let project = Project::new();
    project.replace("source/brochure.yaml", "[ar, en]\n", "[ar, en]\ndrafts: [fr]\n");
    project.write("source/text/fr.yaml", FRENCH);
    project
}

/// The languages of the files in the output folder.
fn made(project: &Project) -> Vec<String> {
    let folders = project
        .files("output")
        .into_iter()
        .filter_map(|file| Some(file.split_once('/')?.0.to_owned()));
    let mut folders: Vec<String> = folders.collect();
    folders.dedup();
    folders
}

#[test]
fn a_draft_changes_nothing_until_it_is_asked_for() {
    let (with, without) = (project(), Project::new());
    let run = with.run(&["build"]).expect(0);
    assert!(
        !run.stderr.contains("unlisted-text") && !run.stderr.contains("fr.yaml"),
        "{}",
        run.stderr
    );
    without.run(&["build"]).expect(0);
    assert_eq!(with.contents("output"), without.contents("output"));
}

#[test]
fn a_draft_is_made_by_its_name_or_with_all_and_stays() {
    for ask in [&["build", "--lang", "fr"][..], &["build", "--drafts"]] {
        let project = project();
        project.run(ask).expect(0);
        assert!(made(&project).contains(&"fr".to_owned()), "{ask:?}");
        let page = project.path("output/fr/small.html");
        let before = std::fs::read(&page).unwrap();
        project.run(&["build"]).expect(0);
        assert_eq!(made(&project), ["ar", "en", "fr"]);
        assert!(std::fs::read(&page).unwrap() == before);
    }
    project().run(&["build", "--lang", "de"]).expect(2).says(&["it has `ar`, `en`, `fr`"]);
}

#[test]
fn a_draft_that_is_listed_twice_or_has_no_text_is_a_fault_where_it_is_asked_for() {
    for (drafts, fault) in [("[fr, en]", "duplicate-language"), ("[fr, es]", "missing-text")] {
        let project = project();
        project.replace("source/brochure.yaml", "drafts: [fr]", &format!("drafts: {drafts}"));
        project.run(&["check"]).expect(0);
        project.run(&["check", "--drafts"]).expect(1).says(&[fault]);
    }
}

#[test]
fn all_languages_of_the_brochure_hold_their_text() {
    let source = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("source");
    let run = Project::new().run(&["check", source.to_str().unwrap(), "--drafts"]).expect(0);
    for fault in ["wrong-", "untranslated", "unknown-section", "missing-glyph", "overfull"] {
        assert!(!run.stderr.contains(fault), "{fault}: {}", run.stderr);
    }
}
