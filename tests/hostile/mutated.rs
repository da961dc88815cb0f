//! Projects changed by structure: parts of the tree deleted, doubled, swapped, wrapped, and odd
//! characters put in. Each is done or refused; nothing panics.
//!
//! `WARRAQ_MUTATIONS` says how many are tried; the same numbers give the same projects.

use serde_json::{Value, json};
use warraq::diag::{Sink, Sources};
use warraq::source::load;

/// Projects that are tried where nobody says how many.
const ROUNDS: u64 = 100;

/// Characters that have surprised a program before.
const ODD: [&str; 24] = [
    "\u{0}",
    "\u{1b}[31m",
    "\u{202e}",
    "\u{2066}",
    "\u{feff}",
    "\u{ad}",
    "\u{200c}",
    "\u{64b}",
    "\u{610}",
    "\u{5b0}",
    "\u{301}",
    "\u{640}",
    "\u{fdfa}",
    "\u{10ffff}",
    "[",
    "]{",
    "**",
    "`",
    "\"",
    "(1.2-3/4 ",
    "[^1]",
    "~~",
    "<b>",
    "|",
];

/// A small source of numbers (`SplitMix64`), so that a failure can be had again.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut n = self.0;
        n = (n ^ (n >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        n = (n ^ (n >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        n ^ (n >> 31)
    }

    fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.next() % most.max(1) as u64).unwrap()
    }
}

/// A text with one of everything; JSON is YAML.
fn text() -> Value {
    json!({
        "title": "كتيب صغير",
        "status": "draft",
        "sections": [
            {"id": "a", "heading": "تاريخ المركز", "body": [
                "تأسس **المركز** عام 1998 في [مدينة](https://example.org) بعيدة.[^1]\n\n[^1]: حاشية.",
                {"terms": [{"term": "الوقاية", "text": "منع"}, {"term": "التوعية", "text": "رفع"}]},
                {"list": ["واحد", "اثنان"]},
                {"quote": {"text": "قال «نعم»", "by": "فلان"}},
                {"facts": [{"value": "40", "label": "قرية"}]},
                {"steps": ["أولًا", "ثانيًا"]},
            ]},
            {"id": "b", "heading": "A [wide]{weight=700} heading", "body": [
                {"table": {"head": ["a", "b"], "rows": [["1", "2"], ["3", "4"]]}},
                {"callout": {"title": "تنبيه", "body": ["نص"]}},
                {"columns": [["a"], ["b"]]},
                {"toc": null},
                {"align": "justify", "text": "نصٌّ طويل يُملأ به السطر"},
            ]},
        ],
    })
}

/// How many nodes a tree has.
fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(count).sum(),
        Value::Object(entries) => entries.values().map(count).sum(),
        _ => 0,
    }
}

/// The node with a number, counted depth first; `at` counts down to it.
fn node<'v>(value: &'v mut Value, at: &mut usize) -> Option<&'v mut Value> {
    if *at == 0 {
        return Some(value);
    }
    *at -= 1;
    match value {
        Value::Array(items) => items.iter_mut().find_map(|item| node(item, at)),
        Value::Object(entries) => entries.values_mut().find_map(|item| node(item, at)),
        _ => None,
    }
}

/// Changes one node.
fn change(tree: &mut Value, numbers: &mut Numbers) {
    let other = {
        let mut at = numbers.below(count(tree));
        node(tree, &mut at).cloned().unwrap_or_default()
    };
    let mut at = numbers.below(count(tree));
    let Some(found) = node(tree, &mut at) else { return };
    match numbers.below(7) {
        0 => *found = Value::Null,
        1 => *found = other,
        2 => *found = json!([found.clone()]),
        3 => *found = json!({"text": found.clone()}),
        4 => match found {
            Value::Array(items) if !items.is_empty() => {
                let copy = items[numbers.below(items.len())].clone();
                items.push(copy);
            }
            Value::Object(entries) => {
                let key = entries.keys().nth(numbers.below(entries.len())).cloned();
                key.and_then(|key| entries.remove(&key));
            }
            _ => *found = json!([]),
        },
        _ => {
            let odd = ODD[numbers.below(ODD.len())].repeat(1 + numbers.below(3));
            if let Value::String(text) = found {
                let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
                let at = places.get(numbers.below(places.len())).copied().unwrap_or(0);
                text.insert_str(at, &odd);
            } else {
                *found = json!(odd);
            }
        }
    }
}

#[test]
fn projects_changed_by_structure_are_read_or_refused() {
    let rounds = std::env::var("WARRAQ_MUTATIONS").ok().and_then(|n| n.parse().ok());
    let dir = tempfile::tempdir().unwrap();
    std::fs::create_dir(dir.path().join("text")).unwrap();
    let brochure = "slug: mutated\nlanguages: [ar]\ndate: 2026-01-01\n";
    std::fs::write(dir.path().join("brochure.yaml"), brochure).unwrap();
    for seed in 0..rounds.unwrap_or(ROUNDS) {
        let (mut tree, mut numbers) = (text(), Numbers(seed));
        for _ in 0..=numbers.below(4) {
            change(&mut tree, &mut numbers);
        }
        let yaml = tree.to_string();
        std::fs::write(dir.path().join("text/ar.yaml"), &yaml).unwrap();
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let read = warraq::diag::caught::caught(|| {
            if let Ok(project) = load(dir.path(), &mut sources, &mut sink) {
                for edition in project.editions() {
                    let _ = project.document(&edition.lang, &sources, None, &mut sink);
                }
            }
        });
        assert!(read.is_ok(), "seed {seed}: {read:?}\n{yaml}");
        for fault in sink.diagnostics() {
            assert!(fault.span.start <= fault.span.end, "seed {seed}: {fault:?}");
        }
    }
}
