//! `warraq fmt`: whatever is typed comes out in one form, and nothing of it is lost.

mod model;
mod typed;

use std::collections::BTreeMap;

use warraq::diag::{Sink, Sources};
use warraq::source::node::{Node, NodeKind};
use warraq::source::{SchemaKind, formed, yaml};

use crate::order::dice::Dice;
use model::Model;

/// A text in its form.
fn form(text: &str) -> Result<String, String> {
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let file = sources.add("text/en.yaml", text);
    formed(text, Some(SchemaKind::Text), file, &mut sink)
        .map_err(|_| format!("{:?}", sink.diagnostics()))
}

/// What a text means, as the program's own reader has it.
fn meaning(text: &str) -> Option<String> {
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let file = sources.add("text/en.yaml", text);
    Some(said(&yaml::parse(text, file, &mut sink).ok()?))
}

fn said(node: &Node<'_>) -> String {
    match &node.kind {
        NodeKind::Map(entries) => {
            let entries =
                entries.iter().map(|(key, value)| (key.text.to_string(), said(value)));
            format!("{:?}", entries.collect::<BTreeMap<_, _>>())
        }
        NodeKind::Seq(items) => format!("{:?}", items.iter().map(said).collect::<Vec<_>>()),
        NodeKind::Scalar(scalar) => format!("{:?} {:?}", scalar.style, scalar.text),
        NodeKind::Null | NodeKind::Told => "nothing".to_owned(),
    }
}

/// The lines without their blanks and hyphens, in any order.
fn signs(text: &str) -> Vec<String> {
    let bare =
        |line: &str| line.replace([' ', '\t', '\r'], "").trim_start_matches('-').to_owned();
    let mut out: Vec<String> = text.lines().map(bare).filter(|line| !line.is_empty()).collect();
    out.sort();
    out
}

/// By comment the key that stands below it.
fn below(text: &str) -> BTreeMap<String, String> {
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    let mut out = BTreeMap::new();
    for (at, line) in lines.iter().enumerate().filter(|(_, line)| line.starts_with("# above")) {
        let next = lines[at..].iter().find(|line| !line.starts_with('#'));
        let key = next.map(|next| next.trim_start_matches(['-', ' '])).unwrap_or_default();
        let key = key.split(':').next().unwrap_or_default().trim();
        out.insert((*line).to_owned(), key.to_owned());
    }
    out.retain(|_, key| !key.is_empty());
    out
}

#[test]
fn a_text_of_known_keys_comes_out_as_it_is_written_by_hand() {
    for seed in 0..400 {
        let mut dice = Dice::new(seed);
        let model = Model::new(&mut dice);
        let (typed, wanted) = (model.typed(&mut dice), model.clean());
        assert_eq!(form(&typed), Ok(wanted.clone()), "{seed}\n{typed}");
        assert_eq!(form(&wanted), Ok(wanted), "{seed}: twice is once");
    }
}

#[test]
fn whatever_is_typed_means_what_it_meant_and_nothing_is_lost() {
    let mut read = 0;
    for seed in 0..1500 {
        let text = typed::text(&mut Dice::new(seed));
        let Some(meant) = meaning(&text) else { continue };
        read += 1;
        let out = form(&text).unwrap_or_else(|fault| panic!("{seed}: {fault}\n{text}"));
        assert_eq!(meaning(&out), Some(meant), "{seed}\n{text}\n-----\n{out}");
        assert_eq!(signs(&out), signs(&text), "{seed}\n{text}\n-----\n{out}");
        assert_eq!(below(&out), below(&text), "{seed}\n{text}\n-----\n{out}");
        assert_eq!(form(&out), Ok(out.clone()), "{seed}: twice is once\n{text}");
        let ends = text.matches("\r\n").count();
        assert!(
            ends == 0 || out.matches('\n').count() == out.matches("\r\n").count(),
            "{seed}"
        );
    }
    assert!(read > 1000, "{read} texts are YAML");
}

#[test]
fn what_is_no_yaml_is_told_and_nothing_else_comes_of_it() {
    for seed in 0..400 {
        let mut dice = Dice::new(seed);
        let mut text = typed::text(&mut dice);
        for _ in 0..3 {
            let at =
                (0..=dice.below(text.len() + 1)).rev().find(|&at| text.is_char_boundary(at));
            text.insert_str(
                at.unwrap(),
                dice.pick(&["\n", "  ", "]", "\"", ": ", "- ", "#", "\t", "|"]),
            );
        }
        let Ok(out) = form(&text) else { continue };
        assert_eq!(meaning(&out), meaning(&text), "{seed}\n{text}\n-----\n{out}");
        assert_eq!(signs(&out), signs(&text), "{seed}\n{text}\n-----\n{out}");
    }
}
