//! `warraq theme`: the list, a file for a theme of one's own, the sheet.

use std::fs;

use lopdf::Document;
use serde_json::Value;

use super::project::Project;

/// The leaves of a value, each with the way to it.
fn leaves(value: &Value, way: &str, out: &mut Vec<(String, String)>) {
    match value {
        Value::Object(keys) => {
            keys.iter().for_each(|(key, value)| leaves(value, &format!("{way}.{key}"), out));
        }
        Value::Array(items) if items.iter().any(Value::is_object) => {
            let numbered = items.iter().enumerate();
            numbered.for_each(|(n, value)| leaves(value, &format!("{way}.{n}"), out));
        }
        other => out.push((way.to_owned(), other.to_string())),
    }
}

#[test]
fn a_new_theme_says_every_key_and_changes_nothing() {
    for base in ["najma", "kitab"] {
        let project = Project::new();
        let formats = format!("formats: [booklet, a5, a4, leaflet]\ntheme: {base}\ndate:");
        project.replace("source/brochure.yaml", "date:", &formats);
        let before = project.run(&["--format", "pdf,html", "--lang", "ar,en"]);
        assert_eq!(before.code, Some(0), "{before:?}");
        let wanted = project.contents("output");
        let made = project.run(&["theme", "--new", "house", "--base", base]);
        assert_eq!(made.code, Some(0), "{made:?}");
        project.replace("source/brochure.yaml", &format!("theme: {base}"), "theme: house");
        let after = project.run(&["--format", "pdf,html", "--lang", "ar,en"]);
        assert_eq!((after.code, &after.stderr), (Some(0), &before.stderr), "{base}");
        for ((name, found), (_, wanted)) in project.contents("output").iter().zip(&wanted) {
            assert!(name.ends_with(".json") || found == wanted, "{base}: {name}");
        }
        let text = fs::read_to_string(project.path("source/themes/house.yaml")).unwrap();
        let told = text.lines().filter(|line| line.trim_start().starts_with('#')).count();
        assert!(told > 150, "{base}: {told} lines of comments");
        if base == "najma" {
            let shipped = include_str!("../../src/themes/najma.yaml");
            let (mut said, mut all) = (vec![], vec![]);
            leaves(&serde_yaml::from_str(&text).unwrap(), "", &mut said);
            leaves(&serde_yaml::from_str(shipped).unwrap(), "", &mut all);
            let left = all.iter().filter(|leaf| !said.contains(leaf));
            let left: Vec<&str> = left.map(|(way, _)| way.as_str()).collect();
            assert_eq!(left, [".name", ".page.lines"]);
        }
    }
}

#[test]
fn no_theme_is_written_over_or_misnamed() {
    let project = Project::new();
    project.write("source/themes/house.yaml", "base: kitab\n");
    for (args, told) in [
        (vec!["theme", "--new", "house"], "is there already"),
        (vec!["theme", "--new", "najma"], "is a theme of warraq"),
        (vec!["theme", "--new", "Our House"], "cannot be the name of a theme"),
        (vec!["theme", "--new", "../house"], "cannot be the name of a theme"),
        (vec!["theme", "--new", "other", "--base", "kitap"], "unknown theme `kitap`"),
        (vec!["theme", "--preview", "kitap"], "unknown theme `kitap`"),
    ] {
        let run = project.run(&args);
        assert_ne!(run.code, Some(0), "{args:?}: {run:?}");
        assert!(run.stderr.contains(told), "{args:?}: {run:?}");
    }
    assert_eq!(project.files("source/themes"), ["house.yaml"]);
    let text = fs::read_to_string(project.path("source/themes/house.yaml")).unwrap();
    assert_eq!(text, "base: kitab\n");
    assert!(project.files("output").is_empty());
}

#[test]
fn the_list_says_a_line_of_each_theme() {
    let project = Project::new();
    project
        .write("source/themes/house.yaml", "# Green, for the ministry. More.\nbase: kitab\n");
    project.write("source/themes/bare.yaml", "base: najma\n");
    for args in [vec!["theme"], vec!["theme", "--list"]] {
        let list = project.run(&args).stdout;
        let lines: Vec<&str> = list.lines().collect();
        let starts = |name: &str| lines.iter().find(|line| line.starts_with(name)).unwrap();
        assert!(starts("najma").contains("the star") && starts("kitab").contains("the book"));
        assert_eq!(*starts("house"), "house   Green, for the ministry (of the project)");
        assert_eq!(*starts("bare"), "bare    upon najma (of the project)");
    }
}

#[test]
fn the_sheet_shows_a_theme_in_two_directions_with_its_web_page() {
    let project = Project::new();
    project.write("source/themes/house.yaml", "base: kitab\nfonts: { body: Nowhere Sans }\n");
    let run = project.run(&["theme", "--preview", "house"]);
    assert!(run.stderr.contains("house.yaml:2:16") || run.stderr.contains("2:16"), "{run:?}");
    assert!(run.stderr.contains("no font has the family `Nowhere Sans`"), "{run:?}");
    project.write("source/themes/house.yaml", "base: kitab\n");
    let run = project.run(&["theme", "--preview", "house", "--out", "seen"]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert_eq!(project.files("seen"), ["house.ar.html", "house.en.html", "house.pdf"]);
    let sheet = Document::load(project.path("seen/house.pdf")).unwrap();
    assert_eq!(sheet.get_pages().len(), 2);
    let first = project.contents("seen");
    assert_eq!(project.run(&["theme", "--preview", "house", "--out", "seen"]).code, Some(0));
    assert_eq!(project.contents("seen"), first, "the same bytes");
}
