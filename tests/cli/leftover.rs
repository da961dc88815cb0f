//! What a project no longer makes leaves the output folder; what it did not write stays. And what
//! was made is opened, where that is asked for.

use std::fs;

use super::project::Project;

const BROCHURE: &str = "source/brochure.yaml";

/// Files of the output folder that hold a word in their names.
fn named(project: &Project, word: &str) -> Vec<String> {
    project.files("output").into_iter().filter(|name| name.contains(word)).collect()
}

fn with(keys: &str) -> Project {
    let project = Project::new();
    project.replace(BROCHURE, "date:", &format!("{keys}date:"));
    project
}

#[test]
fn a_format_an_output_or_a_language_that_is_taken_out_takes_its_files_along() {
    for (before, after, word) in [
        ("formats: [booklet, leaflet]\n", "formats: [booklet]\n", "leaflet"),
        ("formats: [booklet, leaflet, a6]\n", "formats: [booklet, leaflet]\n", ".a6."),
        ("outputs: [pdf, html, epub]\n", "outputs: [pdf, html]\n", ".epub"),
        ("outputs: [pdf, html, print]\n", "outputs: [pdf, html]\n", ".print."),
        ("outputs: [pdf, html, booklet]\n", "outputs: [html]\n", ".pdf"),
    ] {
        let project = with(before);
        // What others put there under like names is none of ours.
        project.write("output/ar/notes.leaflet.a6.epub.print.pdf", "theirs");
        project.run(&["build"]).expect(0);
        let made = named(&project, word).len();
        assert!(made > 2, "{before} makes {word}");
        project.replace(BROCHURE, before, after);
        project.run(&["build"]).expect(0).says(&["stale-output", "no longer makes"]);
        assert_eq!(named(&project, word), ["ar/notes.leaflet.a6.epub.print.pdf"], "{after}");
        let manifest = fs::read_to_string(project.path("output/manifest.json")).unwrap();
        assert!(!manifest.contains(word), "{after}: {manifest}");
        let second = project.run(&["build"]).expect(0);
        assert!(!second.stderr.contains("no longer makes"), "{}", second.stderr);
    }
}

#[test]
fn asking_for_a_part_removes_nothing_of_the_rest() {
    let project = with("formats: [booklet, leaflet]\noutputs: [pdf, html]\n");
    project.run(&["build"]).expect(0);
    project.run(&["print"]).expect(0);
    let before = project.files("output");
    assert_eq!(named(&project, ".print.").len(), 4);
    for part in
        [&["build", "--format", "pdf"][..], &["build", "--lang", "ar", "--format", "epub"]]
    {
        let run = project.run(part).expect(0);
        assert!(!run.stderr.contains("stale-output"), "{}", run.stderr);
        for file in &before {
            assert!(project.files("output").contains(file), "{part:?} keeps {file}");
        }
    }
}

#[test]
fn a_file_that_somebody_changed_since_stays() {
    let project = with("formats: [booklet, leaflet]\n");
    project.run(&["build"]).expect(0);
    project.write("output/ar/small.leaflet.pdf", "corrected by hand");
    project.replace(BROCHURE, "formats: [booklet, leaflet]\n", "");
    project.run(&["build"]).expect(0);
    assert_eq!(named(&project, "leaflet"), ["ar/small.leaflet.pdf"]);
}

#[cfg(target_os = "linux")]
#[test]
fn what_was_made_is_opened() {
    use std::os::unix::fs::PermissionsExt;
    for (args, opened) in [
        (&["build", "--open"][..], Some("output/index.html")),
        (&["--open"], Some("output/index.html")),
        (&["build", "--open", "--format", "pdf", "--lang", "en"], Some("output/en/small.pdf")),
        (&["print", "--open"], Some("output/ar/small.print.pdf")),
        (&["build"], None),
    ] {
        let project = Project::new();
        project.write(
            "bin/xdg-open",
            "#!/bin/sh\nprintf %s \"$1\" > opened.part\nmv opened.part opened\n",
        );
        fs::set_permissions(project.path("bin/xdg-open"), fs::Permissions::from_mode(0o755))
            .unwrap();
        let path = format!("{}:/usr/bin:/bin", project.path("bin").display());
        let run = project.command(args).env("PATH", path).output().unwrap();
        assert!(run.status.success());
        let found = || fs::read_to_string(project.path("opened")).ok();
        let waited = (0..100).find_map(|_| {
            let found = found();
            if found.is_none() && opened.is_some() {
                std::thread::sleep(std::time::Duration::from_millis(20));
            }
            found
        });
        assert_eq!(waited.as_deref(), opened, "{args:?}");
    }
    let project = Project::new();
    let run = project.command(&["build", "--open"]).env("PATH", "/nowhere").output().unwrap();
    assert!(run.status.success());
    assert!(String::from_utf8_lossy(&run.stderr).contains("open `output/index.html` yourself"));
}
