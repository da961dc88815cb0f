//! The architecture holds: imports lead downwards, outside crates stay behind their walls, files
//! stay short, and `lib.rs` tells the truth. The layers are read from `lib.rs` itself.

#![allow(clippy::unwrap_used, reason = "a test may fail at any step")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Outside crates and the only places under `src/` that may name them.
const WALLS: &[(&str, &[&str])] = &[
    ("clap", &["cli/"]),
    ("indicatif", &["cli/"]),
    ("serde_yaml", &["source/"]),
    ("comrak", &["source/markdown.rs", "source/markdown/"]),
    ("usvg", &["source/"]),
    ("simplecss", &["source/svg/"]),
    ("image", &["source/", "color/", "pdf/", "raster/"]),
    ("zune_jpeg", &["color/"]),
    ("jpeg_encoder", &["pdf/inked.rs", "raster/pixels.rs"]),
    ("moxcms", &["color/"]),
    ("icu_locale", &["model/lang.rs", "model/lang/cldr.rs"]),
    ("icu_decimal", &["model/lang/cldr.rs"]),
    ("icu_provider", &["model/lang/cldr.rs"]),
    ("rustybuzz", &["text/shape.rs", "text/font.rs", "text/font/check.rs"]),
    ("hypher", &["text/"]),
    ("printpdf", &["pdf/"]),
    ("lopdf", &["pdf/"]),
    ("hayro_interpret", &["pdf/"]),
    // `image` has a module of this name.
    ("png", &["raster/pixels.rs", "color/smaller.rs", "pdf/image.rs"]),
    ("vello_cpu", &["raster/canvas.rs", "raster/glyphs.rs"]),
    ("epub_builder", &["web/epub.rs"]),
    ("skera", &["web/"]),
    ("ttf2woff2", &["web/"]),
    ("tempfile", &["batch/"]),
    ("notify", &["serve/"]),
    ("tiny_http", &["serve/"]),
    ("rayon", &["batch/", "layout/", "pdf/", "web/", "text/", "source/"]),
];
const LONGEST_FILE: usize = 400;

/// A name in a source file, with its line.
struct Word {
    line: usize,
    text: String,
    /// The names that follow it after `::`, a group's names each.
    next: Vec<String>,
}

/// Layers by module, from the diagram in `lib.rs`.
fn layers(lib: &str) -> BTreeMap<String, usize> {
    let diagram = lib.lines().find(|l| l.contains("→")).expect("lib.rs has the diagram");
    let steps = diagram.trim_start_matches("//!").split('→');
    let names = |step: &str| -> Vec<String> {
        step.split([' ', '|']).filter(|n| !n.is_empty()).map(String::from).collect()
    };
    let ranked = steps
        .enumerate()
        .flat_map(|(rank, step)| names(step).into_iter().map(move |name| (name, rank)));
    ranked.collect()
}

/// The code of a file: comments, strings and characters blanked, line ends kept.
fn code(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < chars.len() {
        let end = match (chars[at], chars.get(at + 1)) {
            ('/', Some('/')) => until(&chars, at, |c, i| c[i] == '\n'),
            ('/', Some('*')) => {
                until(&chars, at + 2, |c, i| c[i - 1] == '*' && c[i] == '/') + 1
            }
            ('r', Some('"' | '#')) if !at.checked_sub(1).is_some_and(|b| is_word(chars[b])) => {
                raw_string_end(&chars, at)
            }
            ('"', _) => string_end(&chars, at),
            ('\'', _) => char_end(&chars, at),
            _ => at,
        };
        if end == at {
            out.push(chars[at]);
            at += 1;
        } else {
            out.extend(
                chars[at..end.min(chars.len())].iter().map(
                    |&c| {
                        if c == '\n' { '\n' } else { ' ' }
                    },
                ),
            );
            at = end;
        }
    }
    out
}

fn until(chars: &[char], from: usize, stop: impl Fn(&[char], usize) -> bool) -> usize {
    (from..chars.len()).find(|&i| stop(chars, i)).unwrap_or(chars.len())
}

fn string_end(chars: &[char], at: usize) -> usize {
    let mut i = at + 1;
    while i < chars.len() && chars[i] != '"' {
        i += if chars[i] == '\\' { 2 } else { 1 };
    }
    i + 1
}

/// The end of `r#"…"#`; `at` itself where it is `r#name`.
fn raw_string_end(chars: &[char], at: usize) -> usize {
    let hashes = chars[at + 1..].iter().take_while(|&&c| c == '#').count();
    if chars.get(at + 1 + hashes) != Some(&'"') {
        return at;
    }
    let closes = |c: &[char], i: usize| {
        c[i] == '"' && c.len() > i + hashes && c[i + 1..=i + hashes].iter().all(|&c| c == '#')
    };
    until(chars, at + 2 + hashes, closes) + 1 + hashes
}

/// The end of a character; `at` itself where it is a lifetime.
fn char_end(chars: &[char], at: usize) -> usize {
    match (chars.get(at + 1), chars.get(at + 2)) {
        (Some('\\'), _) => until(chars, at + 3, |c, i| c[i] == '\'') + 1,
        (_, Some('\'')) => at + 3,
        _ => at,
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Every name of a file's code with what follows it.
fn words(text: &str) -> Vec<Word> {
    let code = code(text);
    let mut words = vec![];
    for (index, line) in code.lines().enumerate() {
        let offset: usize = code.lines().take(index).map(|l| l.len() + 1).sum();
        let mut rest = line;
        while let Some(start) = rest.find(is_word) {
            let length = rest[start..].find(|c| !is_word(c)).unwrap_or(rest.len() - start);
            let at = line.len() - rest.len() + start;
            let text = rest[start..start + length].to_string();
            let next = following(&code[offset + at + length..]);
            words.push(Word { line: index + 1, text, next });
            rest = &rest[start + length..];
        }
    }
    words
}

/// The names after `::`, through groups and further `super::`.
fn following(rest: &str) -> Vec<String> {
    let Some(rest) = rest.trim_start().strip_prefix("::") else { return vec![] };
    let rest = rest.trim_start();
    let name = |s: &str| s.trim().chars().take_while(|&c| is_word(c)).collect::<String>();
    let Some(group) = rest.strip_prefix('{') else { return vec![name(rest)] };
    let mut depth = 0;
    let mut parts = vec![String::new()];
    for c in group.chars() {
        match c {
            '}' if depth == 0 => break,
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(part) = parts.last_mut() {
            part.push(c);
        }
    }
    parts.iter().map(|p| name(p)).filter(|n| !n.is_empty()).collect()
}

/// Imports of a file that lead upwards or sideways, as `path:line: …`.
fn breaches(path: &str, text: &str, layers: &BTreeMap<String, usize>) -> Vec<String> {
    let module = path.split(['/', '.']).next().unwrap_or_default();
    let Some(&rank) = layers.get(module) else { return vec![] };
    let mut found = vec![];
    for word in words(text) {
        if word.text != "crate" && word.text != "warraq" {
            continue;
        }
        for name in word.next {
            let Some(&other) = layers.get(&name) else { continue };
            if name != module && other >= rank {
                let way = if other == rank { "sideways" } else { "upwards" };
                found
                    .push(format!("src/{path}:{}: `{module}` uses `{name}`: {way}", word.line));
            }
        }
    }
    found
}

/// Outside crates that a file names though it may not; its tests may name any.
fn holes(path: &str, text: &str) -> Vec<String> {
    let mut found = vec![];
    let text = text.split("#[cfg(test)]").next().unwrap_or_default();
    for word in words(text) {
        let Some((name, places)) = WALLS.iter().find(|(name, _)| *name == word.text) else {
            continue;
        };
        let is_path = !word.next.is_empty();
        if is_path && !places.iter().any(|place| path.starts_with(place)) {
            found.push(format!(
                "src/{path}:{}: names `{name}`, which only {places:?} may",
                word.line
            ));
        }
    }
    found
}

/// All Rust files under `src/`, by path inside it.
fn files() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut todo = vec![root.clone()];
    let mut files: Vec<PathBuf> = vec![];
    while let Some(folder) = todo.pop() {
        for entry in fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()) {
            if entry.is_dir() {
                todo.push(entry);
            } else if entry.extension().is_some_and(|e| e == "rs") {
                files.push(entry);
            }
        }
    }
    files.sort();
    let name = |p: &Path| p.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
    files.iter().map(|p| (name(p), fs::read_to_string(p).unwrap())).collect()
}

fn lib() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap()
}

#[test]
fn imports_lead_downwards() {
    let layers = layers(&lib());
    let found: Vec<_> = files().iter().flat_map(|(p, t)| breaches(p, t, &layers)).collect();
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn outside_crates_stay_behind_their_walls() {
    let found: Vec<_> = files().iter().flat_map(|(p, t)| holes(p, t)).collect();
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn files_stay_short() {
    let found: Vec<_> = files()
        .iter()
        .map(|(path, text)| (path, text.lines().count()))
        .filter(|&(_, lines)| lines > LONGEST_FILE)
        .map(|(path, lines)| format!("src/{path}: {lines} lines, more than {LONGEST_FILE}"))
        .collect();
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn lib_lists_every_module_in_the_order_of_the_layers() {
    let (lib, layers) = (lib(), layers(&lib()));
    let listed: Vec<&str> = lib
        .lines()
        .filter_map(|l| l.strip_prefix("pub mod ").and_then(|l| l.strip_suffix(';')))
        .collect();
    let ranks: Vec<usize> = listed.iter().map(|name| layers[*name]).collect();
    assert!(ranks.is_sorted(), "{listed:?} have ranks {ranks:?}");
    let mut on_disk: Vec<String> = files()
        .iter()
        .filter_map(|(path, _)| path.split(['/', '.']).next().map(String::from))
        .filter(|name| name != "lib")
        .collect();
    on_disk.dedup();
    let mut in_diagram: Vec<String> = layers.into_keys().collect();
    in_diagram.sort();
    on_disk.sort();
    assert_eq!(on_disk, in_diagram, "the modules on disk and in the diagram");
}

#[test]
fn the_tests_above_can_fail() {
    let layers = layers("//! geom diag → model → source | text → layout | web → main");
    let check = |path: &str, text: &str| breaches(path, text, &layers);
    assert_eq!(
        check("text/line.rs", "use std::fmt;\nuse crate::layout::Frame;"),
        ["src/text/line.rs:2: `text` uses `layout`: upwards"]
    );
    assert_eq!(
        check("web/css.rs", "fn f(x: &crate :: layout::Frame) {}"),
        ["src/web/css.rs:1: `web` uses `layout`: sideways"]
    );
    assert_eq!(check("model/mod.rs", "use crate::{diag::Span, web::{a, b}, geom};").len(), 1);
    assert_eq!(check("layout/mod.rs", "use crate::{layout::x, text::{Line, web}};").len(), 0);
    let quoted = "// crate::web\nconst A: &str = \"crate::web\"; /* crate::web */ let b = r#\"\"crate::web\"#;";
    assert_eq!(check("text/mod.rs", quoted).len(), 0);
    assert_eq!(check("text/mod.rs", "let a = '\"'; crate::web::b(); let c: &'a str;").len(), 1);

    assert_eq!(
        holes("layout/mod.rs", "use rustybuzz::Face;"),
        [
            "src/layout/mod.rs:1: names `rustybuzz`, which only [\"text/shape.rs\", \"text/font.rs\", \"text/font/check.rs\"] may"
        ]
    );
    assert_eq!(holes("pdf/tag.rs", "let d = lopdf::Document::new();").len(), 0);
    assert_eq!(holes("text/shape.rs", "use rustybuzz::{Face, shape};").len(), 0);
}

#[test]
fn the_list_of_crates_names_every_dependency() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |name: &str| fs::read_to_string(root.join(name)).unwrap();
    let crates = read("docs/crates.md");
    let rows: Vec<&str> = crates.lines().filter(|l| l.starts_with("| ")).collect();
    let manifest = read("Cargo.toml");
    let dependencies = manifest
        .lines()
        .skip_while(|l| *l != "[dependencies]")
        .take_while(|l| !l.starts_with("[[") && !l.starts_with("[profile"))
        .filter_map(|l| l.split_once(" = "))
        .map(|(name, _)| name);
    let missing: Vec<&str> = dependencies
        .filter(|name| {
            let is_name =
                |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()) == *name;
            !rows.iter().any(|row| row.split([' ', ',', '(', ')']).any(is_name))
        })
        .collect();
    assert!(missing.is_empty(), "docs/crates.md does not name {missing:?}");
}
