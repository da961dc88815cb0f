//! Every key of the shipped theme matters: changed, it changes pages or the web page.
//!
//! The theme is read as plain values; each leaf is changed through the `theme.yaml` of a copy of
//! the specimen, which holds every block in every family of scripts, and the pages are laid out
//! again. A leaf that may stay without effect is named in [`EXEMPT`] with its reason.
//! `WARRAQ_KEYS=pairs.` tries those alone that begin so.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde_json::{Value, json};
use warraq::diag::{Sink, Sources};
use warraq::layout::frame::{FrameItem, Layout};
use warraq::model::lang::Lang;
use warraq::text::font::FontBook;
use warraq::text::{Typesetter, WordCache};
use warraq::web::WebFonts;

const THEME: &str = include_str!("../src/themes/najma.yaml");
const LANGUAGES: [&str; 8] = ["ar", "en", "he", "ur", "ckb", "fa", "ja", "th"];

/// Ends of keys that need not change anything, and why.
const EXEMPT: &[(&str, &str)] = &[
    ("name", "the theme's name is not printed"),
    ("text.latin.*.font", "one family serves both roles"),
    ("text.hebrew.*.font", "one family serves both roles"),
    ("text.nastaliq.*.font", "one family serves both roles"),
    ("text.arabic-extended.*.font", "one family serves both roles"),
    ("text.east-asian.*.font", "one family serves both roles"),
    ("text.brahmic.*.font", "one family serves both roles"),
    ("text.persian.*.italic", "Arabic script has no slant"),
    ("text.arabic.*.italic", "Arabic script has no slant"),
    ("text.arabic-extended.*.italic", "Arabic script has no slant"),
    ("text.nastaliq.*.italic", "Arabic script has no slant"),
    ("text.hebrew.*.italic", "Hebrew has no slant here"),
    ("text.*.number.leading", "the digit is centred in its star by its ink"),
    ("text.*.number-small.leading", "the digits are centred in their star by their ink"),
    ("text.*.contents-number.leading", "numbers stand on their row's baseline"),
    ("text.latin.quote.weight", "the italic has one weight"),
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Whether a key ends like one that need not change anything.
fn exempt(path: &[String]) -> bool {
    EXEMPT.iter().any(|(pattern, _)| {
        let parts: Vec<_> = pattern.split('.').collect();
        let ends = parts.last().is_some_and(|last| path.last().is_some_and(|p| p == last));
        let begins =
            path.iter().zip(&parts).take(parts.len() - 1).all(|(p, q)| p == q || *q == "*");
        ends && begins && path.len() >= parts.len()
    })
}

/// The leaves of a value with the way to each.
fn leaves(value: &Value, path: &mut Vec<String>, out: &mut Vec<(Vec<String>, Value)>) {
    let mut go = |key: String, value: &Value| {
        path.push(key);
        leaves(value, path, out);
        path.pop();
    };
    match value {
        Value::Object(map) => map.iter().for_each(|(k, v)| go(k.clone(), v)),
        Value::Array(list) if list.iter().all(Value::is_object) => {
            list.iter().enumerate().for_each(|(i, v)| go(i.to_string(), v));
        }
        _ => out.push((path.clone(), value.clone())),
    }
}

/// Other values for a leaf, likeliest to show first.
fn others(path: &[String], value: &Value) -> Vec<Value> {
    let key = path.last().map_or("", String::as_str);
    match value {
        Value::Bool(b) => vec![json!(!b)],
        Value::Number(n) if key == "weight" => {
            vec![json!(if n.as_f64().unwrap() > 500.0 { 400 } else { 700 })]
        }
        // More of the field than now would lie under the names.
        Value::Number(n) if key == "share" => vec![json!(n.as_f64().unwrap() * 0.5)],
        Value::Number(n) => {
            let n = n.as_f64().unwrap();
            vec![
                json!(n * 1.5 + 0.05),
                json!((n * 0.4).floor().max(1.0)),
                json!(n * 3.0 + 1.0),
                json!(1),
            ]
        }
        Value::Array(_) => vec![json!([7, 8, 9, 10])],
        Value::String(s) => other_words(path, s),
        _ => vec![],
    }
}

fn other_words(path: &[String], word: &str) -> Vec<Value> {
    let key = path.last().map_or("", String::as_str);
    if key == "slab" {
        return vec![json!("60mm")];
    }
    let unit = ["pt", "mm"].into_iter().find(|unit| word.ends_with(unit));
    if let Some((unit, Ok(n))) = unit.map(|unit| (unit, word[..word.len() - 2].parse::<f64>()))
    {
        return [n * 1.3 + 1.0, n * 0.4, n * 2.5 + 2.0]
            .map(|n| json!(format!("{n}{unit}")))
            .into();
    }
    if word.starts_with('#') {
        return vec![json!("#123456")];
    }
    let swap = match word {
        "khatam" | "stars" | "foot" => "none",
        "band" => "plain",
        "field" => "type",
        "rows" => "register",
        "panel" | "axis" => "ruled",
        "columns" => "cells",
        "ruled" => "grid",
        "page" => "ruled",
        "inline" => "page",
        "margin" => "foot",
        "slant" => "weight",
        "none" if path == ["opener", "rules"] => "double",
        "none" if path == ["contents", "leader"] => "dots",
        "star" if key == "number" => "above",
        "star" if key == "marker" && path[0] == "steps" => "box",
        "star" if key == "marker" => "disc",
        "star" => "lines",
        "side" => "stacked",
        "paragraph" => "document",
        "start" => "justify",
        "sparing" => "none",
        "body" => "display",
        "display" => "body",
        "ink" => "saffron",
        "Amiri" => "Markazi Text",
        _ if path[0] == "fonts" => "Amiri",
        _ if key == "dash" => "~",
        _ => "ink",
    };
    vec![json!(swap)]
}

/// Builds the change of one leaf; lists and colours are given whole, since they replace one
/// another.
fn change(theme: &Value, path: &[String], value: &Value) -> Value {
    let Some((first, rest)) = path.split_first() else { return value.clone() };
    if theme.get("rgb").is_some() {
        let mut color = theme.clone();
        color[first] = value.clone();
        return color;
    }
    match theme {
        Value::Array(list) => {
            let at: usize = first.parse().unwrap();
            let item = |(i, v): (usize, &Value)| {
                let mut v = v.clone();
                if i == at {
                    v[&rest[0]] = value.clone();
                } else if i < at {
                    // Larger steps must not fit, so that this one is taken.
                    v["size"] = json!("300pt");
                }
                v
            };
            list.iter().enumerate().map(item).collect()
        }
        _ => json!({ first: change(&theme[first], rest, value) }),
    }
}

/// What must hold for a leaf to show at all.
fn ground(theme: &Value, path: &[String]) -> Value {
    let at = |list: &[&str]| list.iter().map(ToString::to_string).collect::<Vec<_>>();
    match path.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["lines", "justify-lines" | "justify-words"] => {
            change(theme, &at(&["lines", "align"]), &json!("justify"))
        }
        // Columns so far apart that the type has to go down; labels wider than their column.
        ["table", "least-size"] => json!({ "table": { "gap": "45mm" } }),
        ["lines", "least-size"] => json!({ "contact": { "qr": "104mm" } }),
        ["lines", "leading"] => {
            json!({ "text": { "arabic": { "body": { "leading": "13pt" } } } })
        }
        ["cover", "frame" | "inset"] => json!({ "cover": { "kind": "type" } }),
        ["cover", "fields"] => json!({ "cover": { "kind": "form" } }),
        ["opener", "rule-gap"] | ["rules", "strong"] => {
            json!({ "opener": { "rules": "double" } })
        }
        ["rules", "frame"] => json!({ "facts": { "kind": "cells" } }),
        ["hours", "radius" | "inset" | "gap" | "closed-ground"] => {
            json!({ "hours": { "ground": "sand" } })
        }
        ["cover", "slab" | "letters"] => json!({ "cover": { "kind": "poster" } }),
        ["opener", "color"] => json!({ "opener": { "kind": "page" } }),
        ["quote", "page-mark" | "ground" | "color" | "mark-color"] => {
            json!({ "quote": { "kind": "page" } })
        }
        ["cover", "spine"] => json!({ "cover": { "kind": "sheet" } }),
        ["opener", "number-width"] => json!({ "opener": { "number": "beside" } }),
        ["terms", "columns" | "number"] => json!({ "terms": { "kind": "clauses" } }),
        // Columns that hold a few words beside one another.
        ["contents", "columns"] => json!({
            "contents": { "kind": "tree" },
            "text": { "arabic": { "contents-row": { "size": "9pt" } } }
        }),
        ["index", "width"] => json!({ "index": { "kind": "strip" } }),
        ["table", "ground"] => json!({ "table": { "kind": "tinted" } }),
        ["terms", "boxes"] => json!({ "terms": { "kind": "stacked" } }),
        ["lines", "kashida"] => json!({ "lines": { "align": "justify", "justify-words": 5 } }),
        ["text", _, "cover-title", n, _] if *n != "0" => {
            let same = theme["text"][&path[1]]["cover-title"][n.parse::<usize>().unwrap()]
                [&path[4]]
                .clone();
            change(theme, path, &same)
        }
        _ => json!({}),
    }
}

fn merged(mut below: Value, above: Value) -> Value {
    match (&mut below, above) {
        (Value::Object(below), Value::Object(above)) => {
            for (key, value) in above {
                let old = below.remove(&key).unwrap_or(Value::Null);
                below.insert(key, merged(old, value));
            }
        }
        (below, above) => *below = above,
    }
    below
}

/// What of an edition is looked at.
#[derive(Clone, Copy, PartialEq)]
enum View {
    Pages,
    Leaflet,
    Web,
}

impl View {
    /// Where a leaf of the theme shows.
    fn of(path: &[String]) -> Self {
        match path[0].as_str() {
            "web" => Self::Web,
            "leaflet" => Self::Leaflet,
            _ => Self::Pages,
        }
    }
}

/// A copy of the specimen whose theme can be changed, as a booklet and as leaflets.
struct Specimen {
    dir: tempfile::TempDir,
}

impl Specimen {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        copy(&root().join("tests/specimen"), dir.path());
        let brochure = dir.path().join("brochure.yaml");
        let said = std::fs::read_to_string(&brochure).unwrap();
        let formats =
            "formats: [booklet, leaflet, gate-fold]\nlogo: { picture: logo.svg, alt: L }\n";
        let logo = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>\
            <path d='M0 0h9v9z'/></svg>";
        std::fs::write(dir.path().join("logo.svg"), logo).unwrap();
        std::fs::write(brochure, format!("{said}{formats}")).unwrap();
        Self { dir }
    }

    /// What a view of an edition looks like with a change to the theme, in words; nothing where
    /// the change is refused.
    fn look(&self, change: &Value, lang: &str, book: &FontBook, view: View) -> Option<String> {
        std::fs::write(self.dir.path().join("theme.yaml"), change.to_string()).unwrap();
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let project = warraq::source::load(self.dir.path(), &mut sources, &mut sink).ok()?;
        let lang = Lang::parse(lang)?;
        let document = project.document(&lang, &sources, None, &mut sink).ok()?;
        if view == View::Web {
            let fonts = WebFonts::new(&document, book).ok()?;
            return Some(warraq::web::html(&document, &fonts, &[]));
        }
        let words = WordCache::new();
        let setter = Typesetter::new(book, &words);
        let formats = project.formats().iter();
        let wanted = formats.skip(usize::from(view == View::Leaflet));
        let count = if view == View::Leaflet { 2 } else { 1 };
        let looks = wanted.take(count).map(|format| {
            let document = document.in_format(format);
            picture(&warraq::layout::layout(&document, &setter, &mut Sink::default()))
        });
        Some(looks.collect())
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Everything that a backend sees of the pages.
fn picture(layout: &Layout) -> String {
    let mut out = String::new();
    for page in &layout.pages {
        write!(out, "{:?}{:?}", page.size, page.bleed).unwrap();
        for item in &page.items {
            match item {
                FrameItem::Text { at, line, .. } => {
                    write!(out, "{at:?}").unwrap();
                    for piece in &line.pieces {
                        let style = &piece.style;
                        let font = piece.shaped.font;
                        write!(
                            out,
                            "{:?}{font:?}",
                            (piece.x, piece.size, style.color, style.rise)
                        )
                        .unwrap();
                        out.push_str(&piece.shaped.text);
                    }
                }
                other => write!(out, "{other:?}").unwrap(),
            }
        }
    }
    out
}

/// Languages in which a leaf should show, likeliest first.
fn languages(path: &[String]) -> Vec<&'static str> {
    let part = |i: usize| path.get(i).map_or("", String::as_str);
    let own = match (part(0), part(1)) {
        ("text", "latin") => "en",
        ("text", "hebrew") => "he",
        ("text", "nastaliq") => "ur",
        ("text", "arabic-extended") => "ckb",
        ("text", "persian") => "fa",
        ("text", "east-asian") => "ja",
        ("text", "brahmic") => "th",
        _ => "ar",
    };
    let rest = LANGUAGES.into_iter().filter(|l| *l != own);
    std::iter::once(own).chain(rest).collect()
}

#[test]
fn every_key_of_the_theme_shows() {
    let theme: Value = serde_yaml::from_str(THEME).unwrap();
    let mut all = Vec::new();
    leaves(&theme, &mut Vec::new(), &mut all);
    assert!(all.len() > 900, "{} keys", all.len());
    if let Ok(some) = std::env::var("WARRAQ_KEYS") {
        all.retain(|(path, _)| path.join(".").starts_with(&some));
    }
    let book = FontBook::bundled();
    let plain: BTreeMap<_, _> = {
        let specimen = Specimen::new();
        let look = |lang| (lang, specimen.look(&json!({}), lang, &book, View::Pages).unwrap());
        LANGUAGES.into_iter().map(look).collect()
    };
    let silent: Vec<_> = all
        .par_chunks(40)
        .flat_map_iter(|chunk| {
            let specimen = Specimen::new();
            chunk
                .iter()
                .filter(|(path, value)| {
                    !exempt(path) && !shows(&specimen, &theme, path, value, &plain, &book)
                })
                .map(|(path, _)| path.join("."))
                .collect::<Vec<_>>()
        })
        .collect();
    assert!(silent.is_empty(), "{} keys without effect:\n{}", silent.len(), silent.join("\n"));
}

fn shows(
    specimen: &Specimen,
    theme: &Value,
    path: &[String],
    value: &Value,
    plain: &BTreeMap<&str, String>,
    book: &FontBook,
) -> bool {
    let ground = ground(theme, path);
    let view = View::of(path);
    let bare = ground == json!({}) && view == View::Pages;
    languages(path).into_iter().any(|lang| {
        let before = if bare {
            Some(plain[lang].clone())
        } else {
            specimen.look(&ground, lang, book, view)
        };
        others(path, value).iter().any(|other| {
            let change = merged(ground.clone(), change(theme, path, other));
            let after = specimen.look(&change, lang, book, view);
            after.is_some() && after != before
        })
    })
}
