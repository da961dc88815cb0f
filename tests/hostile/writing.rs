//! Output folders that are someone else's, and runs that were cut off.

use std::fs;
use std::os::unix::fs::symlink;

use serde_json::Value;

use super::limited;
use crate::cli::project::Project;

const HTML: [&str; 4] = ["build", "source", "--format", "html"];

#[test]
fn what_others_made_is_not_overwritten() {
    for (file, text) in
        [("manifest.json", "{\"name\": \"app\"}"), ("index.html", "<h1>Home</h1>")]
    {
        let project = Project::new();
        project.write(&format!("output/{file}"), text);
        limited(&project, &HTML).expect(2).says(&["error[foreign-output]", file]);
        assert_eq!(fs::read_to_string(project.path(&format!("output/{file}"))).unwrap(), text);
    }
}

#[test]
fn files_go_neither_into_the_source_nor_through_links() {
    let project = Project::new();
    for out in ["source", "source/text", "source/text/new", "source/assets/deep/er"] {
        limited(&project, &["build", "source", "--out", out])
            .expect(2)
            .says(&["error[output-in-source]"]);
    }
    fs::create_dir_all(project.path("output")).unwrap();
    fs::create_dir_all(project.path("elsewhere")).unwrap();
    symlink(project.path("elsewhere"), project.path("output/ar")).unwrap();
    limited(&project, &HTML).expect(2).says(&["error[output-outside]"]);
    assert!(project.files("elsewhere").is_empty());
    assert!(project.path("output/en/small.html").is_file(), "other languages go on");
}

#[test]
fn a_name_cannot_command_the_terminal() {
    let project = Project::new();
    let run =
        limited(&project, &["build", "source", "--format", "html", "--out", "a\u{1b}[31mb"]);
    let run = run.expect(0);
    assert!(!run.stdout.contains('\u{1b}') && !run.stderr.contains('\u{1b}'), "{}", run.stdout);
}

fn listed(project: &Project) -> Vec<String> {
    let manifest = fs::read(project.path("output/manifest.json")).unwrap();
    let manifest: Value = serde_json::from_slice(&manifest).unwrap();
    let files = manifest["files"].as_array().unwrap().iter();
    files.map(|file| file["path"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_run_that_was_cut_off_between_its_files_is_healed() {
    let project = Project::new();
    limited(&project, &["build", "source", "--format", "pdf,html"]).expect(0);
    let (all, old) = (listed(&project), project.contents("output"));
    project.replace("source/text/ar.yaml", "كتيب صغير", "كتيب آخر");
    limited(&project, &["build", "source", "--format", "pdf,html"]).expect(0);
    // As if the last run had been killed when its files were in place and the manifest was not.
    let manifest = project.path("output/manifest.json");
    fs::rename(&manifest, project.path("output/.warraq-next.json")).unwrap();
    let (_, bytes) = old.iter().find(|(name, _)| name == "manifest.json").unwrap();
    fs::write(&manifest, bytes).unwrap();
    limited(&project, &HTML).expect(0).says(&["note[interrupted-run]"]);
    assert_eq!(listed(&project), all, "the PDF files are listed again");
    limited(&project, &HTML).expect(0);
    assert!(!project.path("output/.warraq-next.json").exists());
}

#[test]
fn paths_of_a_manifest_stay_in_its_folder() {
    let project = Project::new();
    project.write("x", "outside");
    let digest = "5d0b2ee8b8eb5d4cbcb1b4b7c0e0c2b0";
    project.write(
        "output/manifest.json",
        format!(
            "{{\"generator\": \"warraq 0\", \"files\": [{{\"path\": \"../x\", \"output\": \"pdf\", \
             \"language\": \"en\", \"bytes\": 7, \"sha256\": \"{digest}\"}}]}}"
        ),
    );
    limited(&project, &["build", "source", "--lang", "ar", "--format", "html"]).expect(0);
    let index = fs::read_to_string(project.path("output/index.html")).unwrap();
    assert!(!index.contains("../x"));
    assert!(project.path("x").is_file());
}
