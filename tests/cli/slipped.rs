//! What goes wrong around a project of many hands: a second file of a language, marks of version
//! control, files that must not be changed, outputs put where sources are read.

use super::project::Project;

#[test]
fn a_second_file_of_a_language_is_told_and_the_usual_one_is_read() {
    for second in ["en.yml", "EN.yaml", "eng.yaml"] {
        let project = Project::new();
        project.write(&format!("source/text/{second}"), "title: Another");
        let run =
            project.run(&["check"]).expect(0).says(&["second-text", second, "text/en.yaml"]);
        assert_eq!(run.stderr.matches("warning[second-text]").count(), 1, "{}", run.stderr);
        assert!(!run.stderr.contains("unlisted-text"), "{}", run.stderr);
        project.run(&["check", "--ui-lang", "ar"]).says(&["نص ثانٍ"]);
    }
    let project = Project::new();
    project.write("source/text/notes.yml", "title: Another");
    let run = project.run(&["check"]).expect(0);
    assert!(!run.stderr.contains("second-text"), "{}", run.stderr);
}

/// A text as two people left it, from the line on that holds a word.
fn conflicted(text: &str, word: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        if line.contains(word) {
            out += &format!("<<<<<<< HEAD\n{line}\n=======\n{line} \n>>>>>>> theirs\n");
        } else {
            out += &format!("{line}\n");
        }
    }
    out
}

#[test]
fn marks_of_version_control_are_told_in_every_file_of_yaml() {
    let glossary = "terms:\n  - term: مركز\n    en: centre\n";
    let theme = "space:\n  row: 3mm\n";
    let workspace = "projects: [source]\nshared: house\n";
    let files = [
        ("source/text/en.yaml", None, "title"),
        ("source/text/en.yaml", None, "Working to prevent"),
        ("source/text/ar.yaml", None, "heading"),
        ("source/brochure.yaml", None, "languages"),
        ("source/glossary.yaml", Some(glossary), "centre"),
        ("source/theme.yaml", Some(theme), "row"),
        ("workspace.yaml", Some(workspace), "shared"),
    ];
    for (file, text, word) in files {
        let project = Project::new();
        std::fs::create_dir(project.path("house")).unwrap();
        if let Some(text) = text {
            project.write(file, text);
            if file != "workspace.yaml" {
                project.run(&["check"]).expect(0);
            }
        }
        let own = std::fs::read_to_string(project.path(file)).unwrap();
        project.write(file, conflicted(&own, word));
        let run =
            project.run(&["check", if file == "workspace.yaml" { "." } else { "source" }]);
        let code = if file == "workspace.yaml" { 2 } else { 1 };
        let run = run.expect(code).says(&["merge-conflict", "<<<<<<< HEAD", ">>>>>>> theirs"]);
        assert!(!run.stderr.contains("yaml-syntax"), "{file}: {}", run.stderr);
        assert!(!project.path("output").exists());
    }
}

#[test]
fn files_that_must_not_be_changed_stay_and_are_told() {
    let project = Project::new();
    project.run(&["i18n", "accept", "--all"]).expect(0);
    let lock = project.path("source/text/i18n.lock");
    let before = std::fs::read(&lock).unwrap();
    let mut closed = std::fs::metadata(&lock).unwrap().permissions();
    closed.set_readonly(true);
    std::fs::set_permissions(&lock, closed).unwrap();
    project.replace("source/text/ar.yaml", "رفع الوعي", "زيادة الوعي");
    project.run(&["i18n", "accept", "--all"]).expect(2).says(&[
        "read-only",
        "i18n.lock",
        "chmod",
    ]);
    assert_eq!(std::fs::read(&lock).unwrap(), before);
    project.run(&["i18n", "status"]).expect(0);
}

#[test]
fn outputs_go_into_no_folder_that_any_project_reads() {
    let project = Project::new();
    for file in ["brochure.yaml", "text/ar.yaml", "text/en.yaml"] {
        let text = std::fs::read_to_string(project.path("source").join(file)).unwrap();
        project.write(&format!("other/{file}"), text);
    }
    project.write("workspace.yaml", "projects: [source, other]\nshared: house\n");
    project.write("house/assets/a.txt", "");
    let taken = [
        "source",
        "source/text",
        "source/assets/deep",
        "other",
        "other/text",
        "other/themes",
        "house",
        "house/assets",
        "source/../other/fonts",
    ];
    for out in taken {
        let before = project.contents("");
        project
            .run(&["build", "source", "--format", "html", "--out", out])
            .expect(2)
            .says(&["output-in-source"]);
        assert!(project.contents("") == before, "{out}");
    }
    for out in ["web", "other/output", "source/output", "house/made"] {
        project
            .run(&["build", "source", "--format", "html", "--lang", "ar", "--out", out])
            .expect(0);
        assert!(project.path(out).join("ar/small.html").exists(), "{out}");
    }
}

#[test]
fn the_schema_of_workspaces_names_their_keys() {
    let project = Project::new();
    let told = project.run(&["schema", "workspace"]).expect(0).stdout;
    let schema: serde_json::Value = serde_json::from_str(&told).unwrap();
    let keys: Vec<&String> = schema["properties"].as_object().unwrap().keys().collect();
    assert_eq!(keys, ["projects", "shared"]);
    assert_eq!(schema["required"], serde_json::json!(["projects"]));
    assert!(schema["properties"]["shared"]["description"].is_string());
    project.run(&["schema", "--write", "source"]).expect(0);
    assert!(project.path("source/.schema/workspace.json").exists());
}
