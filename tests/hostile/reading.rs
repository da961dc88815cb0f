//! Files that are none, and files that lie elsewhere.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;

use super::limited;
use crate::cli::project::Project;

/// Kinds of files that are read, each with what makes the project ask for it.
const PLACES: [&str; 4] =
    ["source/brochure.yaml", "source/theme.yaml", "source/text/ar.yaml", "source/fonts/a.ttf"];

fn pipe(project: &Project, place: &str) {
    let path = project.path(place);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let _ = fs::remove_file(&path);
    assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
}

fn link(project: &Project, place: &str, to: &str) {
    let path = project.path(place);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let _ = fs::remove_file(&path);
    symlink(to, path).unwrap();
}

#[test]
fn a_pipe_in_place_of_a_file_is_told_and_not_waited_for() {
    for place in PLACES {
        let project = Project::new();
        pipe(&project, place);
        let name = place.strip_prefix("source/").unwrap();
        limited(&project, &["check"]).expect(1).says(&[&format!("`{name}` is a pipe")]);
    }
    let project = Project::new();
    project.replace("source/brochure.yaml", "date:", "print: { profile: a.icc }\ndate:");
    pipe(&project, "source/a.icc");
    limited(&project, &["check"]).expect(1).says(&["`a.icc` is a pipe", "brochure.yaml:3:"]);
    pipe(&project, "a.pdf");
    limited(&project, &["impose", "a.pdf"]).expect(2).says(&["`a.pdf` is a pipe"]);
    let project = Project::new();
    pipe(&project, "output/manifest.json");
    limited(&project, &["build", "source", "--format", "html"]).expect(0);
}

#[test]
fn a_link_out_of_the_folder_is_refused_and_nothing_of_its_file_is_shown() {
    for place in PLACES {
        let project = Project::new();
        project.write("secret", "the secret: [words\n");
        link(&project, place, project.path("secret").to_str().unwrap());
        let run = limited(&project, &["check"]).expect(1).says(&["error[file-outside]"]);
        assert!(!run.stderr.contains("secret: ["), "{}", run.stderr);
    }
    let project = Project::new();
    link(&project, "source/text/ar.yaml", "/dev/zero");
    limited(&project, &["check"])
        .expect(1)
        .says(&["error[file-outside]", "brochure.yaml:2:13"]);
}

#[test]
fn a_link_within_the_folder_is_as_good_as_the_file() {
    let project = Project::new();
    fs::rename(project.path("source/text/en.yaml"), project.path("source/en.txt")).unwrap();
    link(&project, "source/text/en.yaml", "../en.txt");
    limited(&project, &["check"]).expect(0);
}
