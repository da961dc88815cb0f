//! What a translation lacks comes back with its blocks, at the place that the source has it.

use std::collections::BTreeMap;
use std::fs;

use warraq::diag::{Sink, Sources};
use warraq::source::node::{Node, NodeKind};
use warraq::source::yaml;

use super::exchange::{TOOLS, export, text_of, translated, with_text};
use super::{LOCK, OTHER, Project, SOURCE, board, every_block, in_state};
use crate::order::dice::Dice;

/// What a text means, all words of a language as those of the source.
fn meaning(text: &str) -> String {
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let file = sources.add("en.yaml", text);
    let node = yaml::parse(text, file, &mut sink).unwrap();
    said(&node).replace("Target", "Source").replace("Cible", "Source")
}

fn said(node: &Node<'_>) -> String {
    match &node.kind {
        NodeKind::Map(entries) => {
            let entries =
                entries.iter().map(|(key, value)| (key.text.to_string(), said(value)));
            format!("{:?}", entries.collect::<BTreeMap<_, _>>())
        }
        NodeKind::Seq(items) => format!("{:?}", items.iter().map(said).collect::<Vec<_>>()),
        NodeKind::Scalar(scalar) => scalar.text.trim().to_owned(),
        NodeKind::Null | NodeKind::Told => "nothing".to_owned(),
    }
}

/// Three sections with every kind of block, in lines; blocks begin at the hyphens of six spaces.
fn whole(word: &str) -> String {
    let text = every_block(word);
    let text = text.replace(
        &format!("[\"{word} last paragraph\"]"),
        &format!("\n      - {word} last paragraph"),
    );
    let (head, one) = text.split_once("  - id: one").unwrap();
    let (one, two) = one.split_once("  - id: two").unwrap();
    let rows = "      - terms:\n          - term: {} first  # remark of the source\n            text: {} text\n          - term: {} second\n            text: |\n              {} lines\n\n              and more\n          - term: {} third\n            text: {} end\n      - pagebreak:\n";
    let rows = rows.replace("{}", word);
    // Words that stand twice would say of no block which one is gone.
    let third = one.replace("id: named", "id: other").replace(word, &format!("{word} third"));
    let third =
        third.replace("1998", "2003").replace(", 5]", ", 7]").replace("116000", "117000");
    format!(
        "{head}  - id: one{one}{rows}\n  # remark of the source\n  - id: two{two}\n  - id: three{third}"
    )
}

/// A translation from which blocks, sections, rows and keys were taken by chance.
fn thinned(text: &str, dice: &mut Dice) -> String {
    let bare = text.lines().filter(|line| !line.trim_start().starts_with('#'));
    let lines: Vec<&str> =
        bare.map(|line| line.split("  # remark").next().unwrap_or_default()).collect();
    let depth = |line: &str| line.len() - line.trim_start().len();
    let (mut out, mut at): (Vec<&str>, usize) = (vec![], 0);
    while at < lines.len() {
        let line = lines[at];
        let is_key = line.starts_with("subtitle:") || line.starts_with("description:");
        // Of a list one item stays: a key without any would be no YAML of the program's.
        let is_item = line.trim_start().starts_with("- ")
            && !line.contains("pagebreak")
            && out.last().is_some_and(|last| !last.ends_with(':'));
        let end = (at + 1..lines.len())
            .find(|&end| !lines[end].trim().is_empty() && depth(lines[end]) <= depth(line));
        if (is_key || is_item) && dice.below(4) == 0 {
            at = end.unwrap_or(lines.len());
        } else {
            out.push(line);
            at += 1;
        }
    }
    out.join("\n") + dice.pick(&["", "\n"])
}

/// Whether all lines of a text stand in another, in their order.
fn holds(text: &str, lines: &str) -> bool {
    let mut all = text.lines();
    lines.lines().all(|line| all.any(|own| own == line))
}

#[test]
fn what_a_translation_lacks_comes_with_its_blocks() {
    let mut lacking = 0;
    for seed in 0..8 {
        let (mut dice, project) = (Dice::new(seed), Project::new());
        project.write(SOURCE, whole("Source"));
        project.write(OTHER, whole("Target"));
        project.run(&["i18n", "accept", "--all"]).expect(0);
        project.write(OTHER, thinned(&whole("Target"), &mut dice));
        let before = fs::read_to_string(project.path(OTHER)).unwrap();
        let missing = in_state(&project, "missing");
        lacking += missing.len();
        // Of tables the test's translator would translate what is translated, too.
        let tool = dice.pick(&TOOLS[..2]);
        let (name, bytes) = export(&project, "en", tool);
        let text = translated(&text_of(&bytes, tool.0), tool.0, "Cible");
        project.write(&name, with_text(&bytes, tool.0, &text));
        project.run(&["i18n", "import", &name]).expect(0);
        let after = fs::read_to_string(project.path(OTHER)).unwrap();
        assert_eq!(
            meaning(&after),
            meaning(&whole("Source")),
            "{seed}\n{before}\n---\n{after}"
        );
        assert!(holds(&after, &before), "{seed}\n{before}\n---\n{after}");
        assert!(!after.contains("remark of the source"), "{after}");
        assert_eq!(in_state(&project, "missing"), [""; 0], "{seed}");
        let states = board(&project);
        let fresh = states.iter().filter(|(_, state, _)| state == "fresh").count();
        assert_eq!(fresh, states.len(), "{seed}: {states:?}");
        let lock = fs::read_to_string(project.path(LOCK)).unwrap();
        project.run(&["i18n", "import", &name]).expect(0).says(&["0 changed, 0 recorded"]);
        assert_eq!(fs::read_to_string(project.path(LOCK)).unwrap(), lock);
    }
    assert!(lacking > 40, "{lacking}");
}

/// Imports what comes of a PO file in which all is translated; `spoil` takes some of it back.
fn imported(project: &Project, spoil: impl Fn(String) -> String) -> super::super::project::Run {
    let (name, bytes) = export(project, "en", TOOLS[0]);
    let text = translated(&text_of(&bytes, "po"), "po", "Cible");
    project.write(&name, spoil(text));
    project.run(&["i18n", "import", &name])
}

#[test]
fn what_stands_between_brackets_is_told_with_its_place() {
    let project = Project::new();
    project.write(SOURCE, whole("Source"));
    let own = whole("Target").replacen("[Target item, Target next item]", "[Target item]", 1);
    project.write(OTHER, own);
    let before = fs::read(project.path(OTHER)).unwrap();
    let run = imported(&project, |text| text).expect(1);
    run.says(&["`one/4/list/2` has no place", "small.en.po", "it stands here in the source"]);
    assert!(fs::read(project.path(OTHER)).unwrap() == before);
    assert_eq!(in_state(&project, "missing"), ["one/4/list/2"]);
}

#[test]
fn a_block_waits_for_all_its_words_and_a_section_for_none_but_its_heading() {
    let project = Project::new();
    project.write(SOURCE, whole("Source"));
    let text = whole("Target");
    let (first, _) = text.split_once("  - id: two").unwrap();
    project.write(OTHER, first);
    let left = "msgstr \"Cible third speaker\"";
    let run = imported(&project, |text| {
        let at = text.rfind(left).unwrap();
        format!("{}msgstr \"\"{}", &text[..at], &text[at + left.len()..])
    });
    run.expect(0).says(&["warning", "`three/6/quote/text` is not written yet"]);
    let missing = in_state(&project, "missing");
    assert_eq!(missing, ["three/6/quote/text", "three/6/quote/attribution"]);
    imported(&project, |text| text).expect(0);
    assert!(in_state(&project, "missing").is_empty());
    let after = fs::read_to_string(project.path(OTHER)).unwrap();
    assert!(meaning(&after) == meaning(&whole("Source")), "{after}");
}

#[test]
fn an_empty_body_is_filled() {
    let project = Project::new();
    project.write(SOURCE, whole("Source"));
    for empty in ["", " []", " []  # to come"] {
        let text = whole("Target");
        let (first, _) = text.split_once("  - id: two").unwrap();
        let heading = "  - id: two\n    heading: Target last heading\n";
        project.write(OTHER, format!("{first}{heading}    body:{empty}\n"));
        imported(&project, |text| text).expect(0);
        let after = fs::read_to_string(project.path(OTHER)).unwrap();
        assert!(after.contains("- \"Cible last paragraph\""), "{after}");
        assert!(meaning(&after) == meaning(&whole("Source")), "{after}");
    }
}
