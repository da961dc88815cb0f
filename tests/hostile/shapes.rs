//! Every key of every block, and of the two files, with values of other shapes than it takes: each
//! is read, or told at its place with what to write. What a hint says is ready to paste.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use warraq::diag::{Diagnostic, Severity, Sink, Sources};
use warraq::source::{explained, load};

/// A key's value, by its way from the root.
#[derive(Clone, Debug)]
enum Step {
    Key(String),
    Item(usize),
}

/// The ways to all nodes below one.
fn ways(value: &Value, way: &[Step], out: &mut Vec<Vec<Step>>) {
    let below: Vec<(Step, &Value)> = match value {
        Value::Array(items) => {
            items.iter().enumerate().map(|(i, v)| (Step::Item(i), v)).collect()
        }
        Value::Object(keys) => keys.iter().map(|(k, v)| (Step::Key(k.clone()), v)).collect(),
        _ => return,
    };
    for (step, value) in below {
        let way = [way, &[step]].concat();
        ways(value, &way, out);
        out.push(way);
    }
}

fn at<'v>(tree: &'v mut Value, way: &[Step]) -> &'v mut Value {
    way.iter().fold(tree, |value, step| match step {
        Step::Key(key) => &mut value[key.as_str()],
        Step::Item(index) => &mut value[*index],
    })
}

/// Values of other shapes, made of the right one or of none.
fn others(right: &Value) -> Vec<Value> {
    let mut out = vec![
        Value::Null,
        json!(true),
        json!(7),
        json!(-3.5),
        json!(1e300),
        json!("mistake"),
        json!("كلمة أخرى"),
        json!(""),
        json!(["x"]),
        json!([["x"]]),
        json!([]),
        json!({}),
        json!({ "foo": "bar" }),
        json!({ "text": right }),
        json!([right]),
        json!({ "items": right }),
    ];
    match right {
        Value::Array(items) => out.extend(items.first().cloned()),
        Value::Object(keys) => {
            out.extend(keys.values().next().cloned());
            out.push(keys.values().cloned().collect());
            out.push(keys.keys().map(|key| json!(key)).collect());
        }
        _ => {}
    }
    out
}

/// A project in two files and its faults; a body of text is a document, too.
struct Project(tempfile::TempDir);

impl Project {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        for folder in ["text", "assets"] {
            std::fs::create_dir(dir.path().join(folder)).unwrap();
        }
        let drawing = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>";
        std::fs::write(dir.path().join("assets/a.svg"), drawing).unwrap();
        std::fs::write(dir.path().join("assets/a.csv"), "a,b\n1,2\n").unwrap();
        Self(dir)
    }

    fn faults(&self, brochure: &Value, text: &Value) -> Vec<Diagnostic> {
        let dir = self.0.path();
        std::fs::write(dir.join("brochure.yaml"), brochure.to_string()).unwrap();
        std::fs::write(dir.join("text/en.yaml"), text.to_string()).unwrap();
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        if let Ok(project) = load(dir, &mut sources, &mut sink) {
            for edition in project.editions() {
                let _ = project.document(&edition.lang, &sources, None, &mut sink);
            }
        }
        sink.diagnostics().to_vec()
    }
}

fn brochure() -> Value {
    json!({
        "slug": "a", "languages": ["en"], "date": "2026-01-01", "first-date": "2025-01-01",
        "publisher": "P", "licence": "L", "isbn": "978-0-306-40615-7", "edition": "1", "number": "2026/14",
        "description": "D", "identifier": "urn:a", "digits": { "en": "latn" },
        "outputs": ["pdf"], "theme": { "name": "kitab" }, "page": { "size": "a5", "lines": 20 },
        "formats": ["a4", { "name": "own", "fold": "z-fold", "paper": "a4" }],
        "print": {
            "profile": "uncoated", "bleed": "3mm", "ink-limit": 300, "text": "k-only",
            "urls": true, "marks": ["crop"], "resolution": 200, "binding": "wire",
            "preflight": { "image-low-resolution": "warning" },
        },
        "booklet": { "sheet": "a3", "flip": "short", "paper": "0.1mm", "marks": true },
        "pictures": { "screen": 150, "print": 300 },
        "cover": { "picture": "assets/a.svg", "alt": "A", "focus": "50% 30%", "decorative": false },
        "place": { "default": "P" },
        "partners": [{ "name": "P", "logo": "assets/a.svg", "url": "https://a.org" }],
        "logo": {
            "picture": { "default": "assets/a.svg", "en": "assets/a.svg" }, "reversed": "assets/a.svg",
            "alt": "A", "clear": "20%", "height": "12mm", "least": "6mm",
        },
        "pdf": { "text-order": "logical", "text-marks": "none" },
        "allow": ["overlap"],
        "publish": { "url": "https://a.org/b/" },
    })
}

fn text(body: Value) -> Value {
    json!({
        "title": "T", "subtitle": "S", "status": "final", "description": "D",
        "words": { "contents": "C" },
        "sections": [{ "id": "a", "heading": "H", "style": "plain", "body": body }],
    })
}

/// The examples of all blocks, their files those of the project.
fn bodies() -> Vec<Value> {
    let examples = explained();
    let all = examples.iter().flat_map(|block| block.examples.iter());
    let read = |example: &&str| serde_yaml::from_str::<Value>(example).unwrap();
    let mut out: Vec<Value> = all.map(read).collect();
    out.iter_mut().for_each(with_files);
    out
}

fn with_files(value: &mut Value) {
    match value {
        Value::String(text) if text.starts_with("assets/") => {
            *text = if text.ends_with(".csv") { "assets/a.csv" } else { "assets/a.svg" }.into();
        }
        Value::Array(items) => items.iter_mut().for_each(with_files),
        Value::Object(keys) => keys.values_mut().for_each(with_files),
        _ => {}
    }
}

/// What is wrong with what is told of a project that was changed there.
fn judge(faults: &[Diagnostic], said: &str, out: &mut Vec<String>) {
    for fault in faults.iter().filter(|fault| fault.severity > Severity::Note) {
        if fault.span.file.is_none() {
            out.push(format!("{said}: no place: {}: {}", fault.id, fault.message));
        }
        if fault.hints.is_empty() && fault.expected.is_none() {
            out.push(format!("{said}: nothing to do: {}: {}", fault.id, fault.message));
        }
    }
}

/// What a hint says to write at a key, where it says all of it.
fn ready(fault: &Diagnostic, key: &str) -> Option<Value> {
    let said = fault.hints.iter().find_map(|hint| hint.strip_prefix("write `"))?;
    let said = &said[..said.find('`')?];
    let value: Value = serde_yaml::from_str(said).ok()?;
    let keys = value.as_object().filter(|keys| keys.len() == 1)?;
    keys.get(key).cloned()
}

/// Tries all values at all keys of one of the two files.
fn try_all(
    right: &Value,
    faults_of: impl Fn(&Value) -> Vec<Diagnostic>,
    out: &mut Vec<String>,
) -> usize {
    assert!(
        faults_of(right).iter().all(|fault| fault.severity < Severity::Error),
        "{right}: {:?}",
        faults_of(right)
    );
    let (mut all, mut count) = (vec![], 0);
    ways(right, &[], &mut all);
    // Of items that are alike, one is tried.
    let alike = |way: &Vec<Step>| {
        let name = |step: &Step| match step {
            Step::Key(key) => key.clone(),
            Step::Item(_) => "*".to_owned(),
        };
        way.iter().map(name).collect::<Vec<_>>()
    };
    let mut seen = BTreeSet::new();
    all.retain(|way| seen.insert(alike(way)));
    for way in &all {
        let mut tree = right.clone();
        let old = at(&mut tree, way).clone();
        for other in others(&old) {
            *at(&mut tree, way) = other.clone();
            let faults = faults_of(&tree);
            let said = format!("{way:?}: {other} for {old}");
            judge(&faults, &said, out);
            if let Some(Step::Key(key)) = way.last() {
                for fault in &faults {
                    if let Some(value) = ready(fault, key) {
                        *at(&mut tree, way) = value.clone();
                        let again = faults_of(&tree);
                        if again
                            .iter()
                            .any(|f| f.id == fault.id && f.severity == Severity::Error)
                        {
                            out.push(format!("{said}: the hint says {value}: {again:?}"));
                        }
                    }
                }
            }
            count += 1;
        }
    }
    count
}

#[test]
fn values_of_any_shape_are_read_or_told() {
    let project = Project::new();
    let mut out = vec![];
    let mut count = 0;
    let bare = json!({ "slug": "a", "languages": ["en"] });
    for body in bodies() {
        let whole = |body: &Value| project.faults(&bare, &text(body.clone()));
        count += try_all(&body, whole, &mut out);
    }
    let body = json!(["A paragraph."]);
    count += try_all(&text(body.clone()), |text| project.faults(&bare, text), &mut out);
    count += try_all(&brochure(), |own| project.faults(own, &text(body.clone())), &mut out);
    assert!(out.is_empty(), "{} of {count}:\n{}", out.len(), out.join("\n"));
    assert!(count > 1_500, "{count}");
}
