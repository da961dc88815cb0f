//! `warraq explain`: what it says of a block is so.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use warraq::source::explained;

use super::project::Project;

/// What a run prints.
fn said(project: &Project, args: &[&str]) -> String {
    project.run(&[&["explain"], args].concat()).expect(0).stdout
}

/// The examples that are printed for a block, as items of a body.
fn examples(text: &str) -> Vec<String> {
    let (_, shown) = text.split_once("under `body:`:\n\n").unwrap();
    shown.split("\nOr so:\n\n").map(str::to_owned).collect()
}

/// A project with what the examples name, and this body.
fn with_body(body: &str) -> Project {
    let project = Project::new();
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='90' height='60'><path d='M0 0h90v60z'/></svg>";
    project.write("source/assets/map.svg", svg);
    project.write("source/assets/prices.csv", "Book,Price\nTales,12\n");
    project.write("source/brochure.yaml", "slug: x\nlanguages: [en]\n");
    fs::remove_file(project.path("source/text/ar.yaml")).unwrap();
    let indented: String = body.lines().map(|line| format!("    {line}\n")).collect();
    project.write(
        "source/text/en.yaml",
        format!("title: T\nsections:\n  - id: one\n    heading: H\n    body:\n{indented}      - Some text.\n"),
    );
    project
}

#[test]
fn every_example_is_read_without_a_fault() {
    let project = Project::new();
    for block in explained() {
        let shown = examples(&said(&project, &[block.name]));
        assert_eq!(shown.len(), block.examples.len());
        for (index, example) in shown.iter().enumerate() {
            let run = with_body(example).run(&["check", "--message-format", "short"]).expect(0);
            // The short form of a picture leaves its description for later.
            let told = run.stderr.lines().filter(|line| !line.contains("note["));
            let left = told.filter(|line| !line.contains("no errors")).collect::<Vec<_>>();
            assert!(left.is_empty(), "{} {index}: {left:?}\n{example}", block.name);
        }
    }
}

/// The properties of a definition by their own names.
fn own_keys(schema: &Value, definition: &str) -> BTreeSet<String> {
    let properties = schema["$defs"][definition]["properties"].as_object().unwrap();
    let own = properties.iter().filter(|(_, schema)| schema.get("deprecated").is_none());
    own.map(|(key, _)| key.clone()).collect()
}

#[test]
fn all_blocks_and_all_their_keys_are_explained_and_shown() {
    let project = Project::new();
    let schema = project.run(&["schema", "text"]).expect(0).stdout;
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let mut names: BTreeSet<String> =
        explained().iter().map(|block| block.name.into()).collect();
    names.extend(["id", "align", "kashida"].map(String::from));
    assert_eq!(names, own_keys(&schema, "TypedBlock"));
    for (block, definitions) in [
        ("terms", &["TermRow"][..]),
        ("list", &["ListMap", "ItemMap"]),
        ("figure", &["FigureBlock"]),
        ("table", &["TableBlock"]),
        ("callout", &["CalloutMap"]),
        ("quote", &["QuoteMap"]),
        ("facts", &["FactRow"]),
        ("steps", &["StepRow"]),
        ("contact", &["ContactBlock", "ContactRow", "QrBlock"]),
        ("qr", &["QrBlock"]),
        ("heading", &["HeadingMap"]),
    ] {
        let text = said(&project, &[block]);
        let explained = explained().into_iter().find(|other| other.name == block).unwrap();
        let told: BTreeSet<String> =
            explained.keys.iter().map(|key| key.name.clone()).collect();
        let wanted = definitions.iter().flat_map(|name| own_keys(&schema, name)).collect();
        assert_eq!(told, wanted, "{block}");
        let shown = explained.examples.concat();
        for key in &explained.keys {
            assert!(text.contains(&format!(" {} ", key.name)), "{block}: {}", key.name);
            assert!(!key.about.is_empty() && !key.takes.is_empty(), "{block}: {}", key.name);
            let csv = key.name == "csv";
            assert!(csv || shown.contains(&format!("{}:", key.name)), "{block}: {}", key.name);
        }
    }
}

#[test]
fn what_stands_after_the_colon_is_told() {
    for (block, takes) in [
        ("terms", "a list of rows"),
        ("heading", "text, or keys"),
        ("list", "a list of texts or keys, or keys"),
        ("figure", "keys, or `file` alone"),
        ("contact", "keys, or `rows` alone"),
        ("qr", "keys"),
        ("columns", "a list of columns, each a list of texts and blocks"),
        ("toc", "nothing"),
    ] {
        assert!(
            said(&Project::new(), &[block]).contains(&format!("\nTakes {takes}.\n")),
            "{block}"
        );
    }
}

#[test]
fn an_empty_block_is_answered_with_its_example() {
    for (body, hint) in [
        (
            "  - facts: []",
            "write `facts: [{ number: \"6,400\", label: books on the shelves }]`",
        ),
        ("  - columns: []", "write `columns: "),
    ] {
        with_body(body).run(&["check"]).expect(1).says(&["error[empty-list]", hint]);
    }
}

fn rust_files(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if entry.is_dir() {
            rust_files(&entry, out);
        } else if entry.extension().is_some_and(|end| end == "rs") {
            out.push(entry);
        }
    }
}

#[test]
fn only_faults_that_there_are_are_explained() {
    let project = Project::new();
    let all = said(&project, &[]);
    let (_, faults) = all.split_once("\nFaults:\n").unwrap();
    let (faults, _) = faults.split_once("\n\n").unwrap();
    let mut files = vec![];
    rust_files(Path::new("src"), &mut files);
    let code: String = files
        .iter()
        .filter(|path| !path.ends_with("cli/faults.rs"))
        .map(|path| fs::read_to_string(path).unwrap())
        .collect();
    for id in faults.split_whitespace() {
        assert!(code.contains(&format!("\"{id}\"")), "no fault is called {id}");
        assert!(said(&project, &[id]).contains("What to do: "), "{id}");
    }
}

#[test]
fn what_is_not_known_is_told_with_what_is_near() {
    let project = Project::new();
    project.run(&["explain", "trems"]).expect(2).says(&["did you mean `terms`?"]);
    project.run(&["explain", "poem"]).expect(2).says(&["`warraq explain` lists both"]);
    assert!(said(&project, &["image"]).starts_with("figure: "));
    assert!(said(&project, &["[wrong-type]"]).starts_with("wrong-type\n"));
}
