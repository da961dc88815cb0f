//! Slips on the command line: folders, files and commands.

use std::fs;

use crate::cli::project::Project;

#[test]
fn a_wrong_folder_names_the_projects_near_by() {
    let project = Project::new();
    fs::create_dir_all(project.path("empty/inside")).unwrap();
    for command in [&["check"][..], &["build"], &["print"], &["pack"], &[]] {
        let run = |folder: &str| {
            let args: Vec<&str> = command.iter().copied().chain([folder]).collect();
            project.run(&args)
        };
        run("empty").expect(2).says(&["brochure.yaml", "`source`"]);
        run("text").expect(2).says(&["hint: "]);
        run("sorce").expect(2).says(&["hint: did you mean `source`?"]);
    }
    let alone = Project::new();
    fs::create_dir_all(alone.path("w/x/y/z")).unwrap();
    alone.run(&["check", "w/x/y/z"]).expect(2).says(&["warraq new"]);
}

#[test]
fn a_file_stands_for_its_folder() {
    let project = Project::new();
    for file in ["source/brochure.yaml", "source/text/ar.yaml"] {
        project.run(&["check", file]).expect(0);
        project.run(&["build", file, "--format", "html"]).expect(0);
        assert!(project.path("output/ar/small.html").is_file());
    }
}

#[test]
fn an_output_that_is_a_file_is_told_with_what_to_type() {
    let project = Project::new();
    project.write("web", "mine");
    for args in [&["build", "--out", "web"][..], &["print", "--out", "web"]] {
        project.run(args).expect(2).says(&["cannot write `web`", "it is a file", "`--out`"]);
    }
    assert_eq!(fs::read(project.path("web")).unwrap(), b"mine");
}

#[test]
fn commands_of_other_programs_are_known() {
    let project = Project::new();
    for (typed, meant) in [
        ("init", "new"),
        ("create", "new"),
        ("serve", "watch --serve"),
        ("preview", "watch --serve"),
        ("biuld", "build"),
        ("chek", "check"),
        ("explian", "explain"),
        ("inspct", "inspect"),
        ("docter", "doctor"),
    ] {
        project
            .run(&[typed])
            .expect(2)
            .says(&[&format!("did you mean the command `{meant}`?")]);
    }
    project.run(&["new", "library"]).expect(0);
}

#[test]
fn what_a_language_left_is_told_and_removed() {
    for (old, new) in [("en", "fr"), ("ar", "ar-EG"), ("en", "en-GB")] {
        let project = Project::new();
        project.run(&["build", "--format", "html"]).expect(0);
        let (from, to) = (format!("source/text/{old}.yaml"), format!("source/text/{new}.yaml"));
        fs::rename(project.path(&from), project.path(&to)).unwrap();
        let list = ["ar", "en"].map(|tag| if tag == old { new } else { tag }).join(", ");
        project.replace("source/brochure.yaml", "[ar, en]", &format!("[{list}]"));
        let run = project.run(&["build", "--format", "html"]).expect(0);
        run.says(&[&format!("output/{old}")]);
        assert!(!project.path(&format!("output/{old}/small.html")).exists());
        assert!(project.path(&format!("output/{new}/small.html")).exists());
    }
}
