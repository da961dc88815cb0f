//! The way from a project's folder to its documents: the real brochure, and every bad input.
//!
//! The faults of the bad inputs are compared with `tests/ref/diag`, one line a fault;
//! `UPDATE_REF=1` rewrites them.

use std::fs;
use std::path::{Path, PathBuf};

use warraq::check;
use warraq::diag::{Diagnostic, Severity, Sink, Sources};
use warraq::model::asset::AssetKind;
use warraq::model::lang::Lang;
use warraq::model::{Block, BlockKind, Document, Inline, Status, Text};
use warraq::source::{LoadError, SchemaKind, load, schema};

fn lang(tag: &str) -> Lang {
    Lang::parse(tag).expect("a known language")
}

/// A project of files in a folder of its own.
pub(crate) struct Folder(pub(crate) tempfile::TempDir);

pub(crate) const BROCHURE: &str = "slug: test\nlanguages: [ar]\n";
pub(crate) const TEXT: &str =
    "title: عنوان\nsections:\n  - id: one\n    heading: فصل\n    body: [نص]\n";

impl Folder {
    pub(crate) fn new() -> Self {
        let folder = Self(tempfile::tempdir().expect("a temporary folder"));
        folder.with("brochure.yaml", BROCHURE).with("text/ar.yaml", TEXT)
    }

    pub(crate) fn with(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        let full = self.0.path().join(path);
        fs::create_dir_all(full.parent().expect("a folder")).expect("a new folder");
        fs::write(full, content).expect("a written file");
        self
    }

    /// A text file with this body of its only section.
    pub(crate) fn with_body(self, body: &str) -> Self {
        let body: String = body.lines().map(|line| format!("      {line}\n")).collect();
        let head = "title: T\nsections:\n  - id: one\n    heading: H\n    body:\n";
        self.with("text/ar.yaml", format!("{head}{body}"))
    }

    pub(crate) fn without(self, path: &str) -> Self {
        fs::remove_file(self.0.path().join(path)).expect("a removed file");
        self
    }

    /// All faults of the project, one a line.
    pub(crate) fn faults(&self) -> String {
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let project = load(self.0.path(), &mut sources, &mut sink);
        if let Ok(project) = project {
            check::check(&project, &sources, &mut sink);
        }
        let lines =
            sink.diagnostics().iter().map(|fault| short(fault, &sources, self.0.path()));
        lines.collect()
    }

    fn document(&self) -> Document {
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let project = load(self.0.path(), &mut sources, &mut sink).ok();
        let lang = project.as_ref().map(|project| project.editions()[0].lang.clone());
        project
            .zip(lang)
            .and_then(|(project, lang)| project.document(&lang, &sources, None, &mut sink).ok())
            .unwrap_or_else(|| panic!("{:#?}", sink.diagnostics()))
    }
}

pub(crate) fn short(fault: &Diagnostic, sources: &Sources, dir: &Path) -> String {
    let place = |span: warraq::diag::Span| {
        let Some(file) = span.file.and_then(|file| sources.get(file)) else {
            return "-".to_owned();
        };
        let path = file.path.strip_prefix(dir).unwrap_or(&file.path);
        let before = &file.text[..(span.start as usize).min(file.text.len())];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        format!("{}:{line}:{column}", path.display().to_string().replace('\\', "/"))
    };
    let dir = dir.display().to_string();
    let clean = |text: &str| match dir.as_str() {
        "" => text.to_owned(),
        dir => text.replace(dir, "DIR"),
    };
    let severity = fault.severity.as_str();
    let mut out =
        format!("{} {severity} {} {}\n", place(fault.span), fault.id, clean(&fault.message));
    for hint in &fault.hints {
        out.push_str(&format!("  hint: {}\n", clean(hint)));
    }
    for (span, remark) in &fault.related {
        out.push_str(&format!("  {} {remark}\n", place(*span)));
    }
    out
}

/// Compares faults with their reference.
pub(crate) fn compare(name: &str, found: &str) {
    let path = PathBuf::from(format!("tests/ref/diag/{name}.txt"));
    if std::env::var_os("UPDATE_REF").is_some() {
        fs::create_dir_all("tests/ref/diag").expect("the folder of references");
        fs::write(&path, found).expect("a written reference");
    }
    let wanted = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(found, wanted, "{name}: `UPDATE_REF=1 cargo test` rewrites the references");
}

/// Words of a text, without the Markdown's and the isolates' signs.
fn texts(document: &Document) -> Vec<String> {
    let mut out: Vec<String> = vec![document.title.to_plain()];
    out.extend(document.subtitle.iter().map(Text::to_plain));
    for section in &document.sections {
        out.push(section.heading.to_plain());
        for block in &section.body {
            match &block.kind {
                BlockKind::Paragraph(text) => out.push(text.to_plain()),
                BlockKind::Terms(rows) => {
                    for row in rows {
                        out.push(row.term.to_plain());
                        out.extend(row.text.iter().map(Text::to_plain));
                    }
                }
                other => panic!("the brochure has paragraphs and terms only, not {other:?}"),
            }
        }
    }
    out
}

fn real(tag: &str) -> (Document, Sink) {
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let project = load(Path::new("source"), &mut sources, &mut sink);
    let project = project.unwrap_or_else(|_| panic!("{:#?}", sink.diagnostics()));
    let document = project.document(&lang(tag), &sources, None, &mut sink);
    (document.unwrap_or_else(|_| panic!("{:#?}", sink.diagnostics())), sink)
}

#[test]
fn the_arabic_brochure_holds_every_word_of_its_source_in_order() {
    let (document, _) = real("ar");
    let words: Vec<_> = texts(&document)
        .iter()
        .flat_map(|text| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
        .collect();
    let wanted = fs::read_to_string("tests/data/brochure.ar.words.txt").expect("the word list");
    let wanted: Vec<_> = wanted.lines().collect();
    assert_eq!(words, wanted);
}

#[test]
fn the_real_brochure_is_one_in_both_languages() {
    let (arabic, _) = real("ar");
    let (english, _) = real("en");
    assert_eq!((arabic.status, english.status), (Status::Final, Status::Draft));
    assert_eq!(arabic.sections.len(), 9, "references are left out");
    assert_eq!(texts(&arabic).len(), texts(&english).len());
    for (a, e) in arabic.sections.iter().zip(&english.sections) {
        assert_eq!(a.id, e.id);
        let rows = |blocks: &[Block]| {
            let count = |block: &Block| match &block.kind {
                BlockKind::Terms(rows) => rows.len(),
                _ => 0,
            };
            blocks.iter().map(count).collect::<Vec<_>>()
        };
        assert_eq!(rows(&a.body), rows(&e.body), "{}", a.id);
    }
    assert_eq!(arabic.siblings, [(lang("en"), english.title.to_plain())]);
    assert_ne!(arabic.meta.identifier, english.meta.identifier);
}

#[test]
fn the_subtitle_in_the_other_script_is_one_isolate_in_its_language() {
    let subtitle = real("ar").0.subtitle.expect("a subtitle");
    let [Inline::Isolate { lang: Some(found), content, .. }] = subtitle.inlines.as_slice()
    else {
        panic!("{subtitle:?}");
    };
    assert_eq!(*found, lang("en"));
    assert!(matches!(content.as_slice(), [Inline::Text { .. }]), "{content:?}");
}

#[test]
fn the_real_brochure_has_only_the_faults_that_are_known() {
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let project = load(Path::new("source"), &mut sources, &mut sink);
    let project = project.unwrap_or_else(|_| panic!("{:#?}", sink.diagnostics()));
    check::check(&project, &sources, &mut sink);
    assert_eq!(sink.count(Severity::Warning) + sink.count(Severity::Error), 0);
    let lines = sink.diagnostics().iter().map(|fault| short(fault, &sources, Path::new("")));
    compare("real", &lines.collect::<String>());
}

#[test]
fn texts_are_numbered_in_reading_order() {
    let body = "- first[^n]\n- terms:\n    - {term: a, text: b}\n- callout: {title: c, body: [d]}\n- |\n  x[^m]\n\n  [^m]: last\n";
    let body = body.replace("first[^n]", "\"first[^n]\\n\\n[^n]: note\"");
    let document = Folder::new().with_body(&body).document();
    let found = format!("{document:?}");
    let ids: Vec<u32> = found
        .split("TextId(")
        .skip(1)
        .filter_map(|rest| rest.split(')').next()?.parse().ok())
        .collect();
    let wanted: Vec<u32> = (0..document.text_count).collect();
    assert_eq!(ids, wanted, "Debug prints in the order of the fields, which is reading order");
    let labels: Vec<_> = document.notes.iter().map(|note| note.label.as_str()).collect();
    assert_eq!(labels, ["n", "m"]);
}

#[test]
fn the_timestamp_is_the_given_one_then_the_date_then_a_fixed_one() {
    let time = |folder: &Folder, epoch| {
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let project = load(folder.0.path(), &mut sources, &mut sink).ok()?;
        let document = project.document(&lang("ar"), &sources, epoch, &mut sink).ok()?;
        Some(document.meta.timestamp)
    };
    let dated = Folder::new().with("brochure.yaml", format!("{BROCHURE}date: 2026-11-23\n"));
    assert_eq!(time(&dated, Some(7)), Some(7));
    assert_eq!(time(&dated, None), Some(1_795_392_000));
    assert_eq!(time(&Folder::new(), None), Some(315_532_800));
}

#[test]
fn every_typed_block_becomes_its_block() {
    let body = r#"
- |
  ### Three

  1. one
     - two

  > said

  | a | b |
  |---|--:|
  | c | d |

  *e* **s** `c` [l](https://a.org) [m](mailto:a@b.org) [t](tel:+123456) [i](#there) end\
  next [Médecins](lang:fr)
- terms: [{ term: t, text: "one\n\ntwo" }]
- list: [a, b]
- list: { numbered: true, start: 3, items: [a] }
- figure: { file: a.svg, alt: what, caption: cap, credit: who, width: text }
- figure: { file: a.svg, decorative: true }
- table: { caption: c, head: [a, b], align: [start, end], rows: [[1, ~]], row-heads: true }
- callout: { title: t, body: [b, { list: [x] }] }
- quote: { text: q, attribution: a }
- facts: [{ number: "+50", label: a }, { number: 1.10, label: b }]
- steps: [{ title: 1. first, text: b }, { title: c }]
- id: there
  contact: { title: t, rows: [{ label: l, value: v }], qr: { data: "https://a.org", alt: site } }
- qr: { data: "https://a.org", alt: site }
- columns: [[a], [b, { heading: h }]]
- pagebreak:
- toc:
- heading: { text: h, level: 4 }
"#;
    let svg = r##"<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10" viewBox="0 0 40 20"><g transform="translate(2 2)"><rect width="4" height="2" fill="#ff0000" stroke="#000" stroke-width="2"/></g><path d="M0 0L9 9" fill="none" stroke="#0000ff" stroke-dasharray="2"/></svg>"##;
    let document = Folder::new().with("a.svg", svg).with_body(body).document();
    let kinds: Vec<_> = document.sections[0]
        .body
        .iter()
        .map(|block| {
            format!("{:?}", block.kind).split([' ', '(', '{']).next().map(str::to_owned)
        })
        .map(Option::unwrap_or_default)
        .collect();
    assert_eq!(
        kinds.join(" "),
        "Heading List Quote Table Paragraph Terms List List Figure \
        Figure Table Callout Quote Facts Steps Contact Qr Columns PageBreak Toc Heading"
    );
    let [asset] = document.assets.as_slice() else { panic!("one picture, named twice") };
    let AssetKind::Svg(drawing) = &asset.kind else { panic!("{asset:?}") };
    assert_eq!((drawing.size.width.to_pt(), drawing.parts.len()), (20.0, 3));
    let strokes = drawing.strokes();
    assert_eq!(strokes.len(), 1, "dashes become outlines");
    assert!((strokes[0].to_pt() - 1.0).abs() < 1e-6, "scaled with its picture");
    let BlockKind::Facts(facts) = &document.sections[0].body[13].kind else { panic!() };
    assert_eq!(facts[1].number.to_plain(), "1.10", "numbers stay as typed");
    let BlockKind::Steps(steps) = &document.sections[0].body[14].kind else { panic!() };
    assert_eq!(steps[0].title.to_plain(), "1. first", "a line of text is never a list");
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_do_no_harm() {
    let text = format!("\u{feff}{TEXT}").replace('\n', "\r\n");
    let folder = Folder::new().with("text/ar.yaml", text);
    assert_eq!(folder.faults(), "");
    assert_eq!(folder.document().title.to_plain(), "عنوان");
}

#[test]
fn text_is_composed() {
    let folder = Folder::new().with_body("- Cafe\u{301}");
    let BlockKind::Paragraph(text) = &folder.document().sections[0].body[0].kind else {
        panic!()
    };
    assert_eq!(text.to_plain(), "Café");
}

#[test]
fn an_absent_project_is_told_apart_from_a_bad_one() {
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let absent = load(Path::new("no/such/folder"), &mut sources, &mut sink);
    assert_eq!(absent.err(), Some(LoadError::Absent));
    assert_eq!(load(Path::new("."), &mut sources, &mut sink).err(), Some(LoadError::Absent));
    let bad = Folder::new().with("brochure.yaml", "slug: [");
    assert_eq!(load(bad.0.path(), &mut sources, &mut sink).err(), Some(LoadError::Failed));
    let said: Vec<_> = sink.diagnostics().iter().map(|fault| fault.message.as_str()).collect();
    assert_eq!(
        said[..2],
        ["there is no folder `no/such/folder`", "there is no `brochure.yaml` in `.`"]
    );
}

#[test]
fn one_language_stops_no_other() {
    let folder = Folder::new()
        .with("brochure.yaml", "slug: a\nlanguages: [ar, x1, en, fr]\n")
        .with("text/en.yaml", "title: [\n");
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let project = load(folder.0.path(), &mut sources, &mut sink).expect("a project");
    let made = |tag| project.document(&lang(tag), &sources, None, &mut Sink::default()).is_ok();
    assert_eq!((made("ar"), made("en"), made("fr")), (true, false, false));
    compare("languages", &folder.faults());
}

#[test]
fn bad_yaml_is_told_with_its_place() {
    for (name, text) in bad_yaml() {
        let folder = Folder::new().with("text/ar.yaml", text);
        compare(name, &folder.faults());
    }
}

fn bad_yaml() -> Vec<(&'static str, Vec<u8>)> {
    let deep_flow = format!("title: {}", "[".repeat(10_000));
    let deep_block = "- ".repeat(10_000);
    let deep_map: String = (0..100).map(|n| format!("{}a:\n", " ".repeat(n))).collect();
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
    for n in 1..10 {
        let twins = vec![format!("*a{}", n - 1); 10].join(", ");
        bomb.push_str(&format!("a{n}: &a{n} [{twins}]\n"));
    }
    let latin1 = b"title: a\nsections:\n  - id: one\n    heading: un caf\xe9 ici\n".to_vec();
    let utf16 = format!("\u{feff}{TEXT}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    vec![
        ("unknown-key", TEXT.replace("heading", "headin").into()),
        ("duplicate-key", format!("{TEXT}title: آخر\n").into()),
        ("missing-title", TEXT.replace("title: عنوان\n", "").into()),
        ("wrong-type", TEXT.replace("title: عنوان", "title: [عنوان, آخر]").into()),
        ("text-with-colon", TEXT.replace("[نص]", "[{نص: كلام}]").into()),
        ("tab-indent", TEXT.replace("    body", "\tbody").into()),
        ("latin-1", latin1),
        ("utf-16", utf16),
        ("empty-file", vec![]),
        ("comment-only", b"# nothing\n".to_vec()),
        ("ten-megabytes", vec![b'a'; 10 << 20]),
        ("alias-bomb", bomb.into()),
        ("alias-loop", b"title: &t [*t]\n".to_vec()),
        ("alias-unknown", b"title: *t\n".to_vec()),
        ("deep-flow", deep_flow.into()),
        ("deep-block", deep_block.into()),
        ("deep-map", deep_map.into()),
        ("deep-key", "? ".repeat(10_000).into()),
        ("unclosed", b"title: \"a\nsections: []\n".to_vec()),
        ("two-documents", format!("{TEXT}---\n{TEXT}").into()),
        ("colon-in-text", b"title: a: b\n".to_vec()),
        ("bad-key", b"[a]: b\n".to_vec()),
        ("nul", b"title: a\0b\n".to_vec()),
        ("many-faults", b"titel: a\nstatus: done\nsections:\n  - id: A b\n    heading:\n    bodi: []\n  - 3\n  - id: one\n    heading: \"a <b>c\"\n    body:\n      - \"[x](javascript:y)\"\n      - figure: {file: a.png}\n      - {id: one, list: }\n".to_vec()),
    ]
}

#[test]
fn bad_text_is_told_with_its_place() {
    for (name, body) in [
        ("raw-html", "- a <b>bold</b>\n- |\n  <div>\n  x\n  </div>"),
        (
            "markdown-refused",
            "- \"![a](b.png)\"\n- |\n  ---\n- \"# big\"\n- \"    code\"\n- |\n  ```\n  code\n  ```",
        ),
        (
            "links",
            "- \"[a](www.a.org) [b](javascript:x) [c](#on) [d](a@b.org) [](https://a.org) [e](lang:x1)\"",
        ),
        ("notes", "- a[^x]\n- |\n  b[^y]\n\n  [^y]: note\n\n  [^z]: lost\n- a \\[^x]"),
        (
            "places",
            "- |\n  one\n\n  two <b>x\n- >-\n  folded\n  text <b>x\n- 'it''s <b>x'\n- \"a \\u0041 <b>x\"\n- plain\n  over <b>lines",
        ),
        (
            "blocks",
            "- {terms: [], list: [a]}\n- list: []\n- facts: [{number: 1, label: a}]\n- columns: [[{columns: [[a], [b]]}, {toc: }], [b]]\n- table: {head: [a, b], rows: [[1], [1, 2]]}\n- list: [\"# a\"]\n- terms: [{term: \"a\\n\\nb\", text: \"- a\"}]\n- list: {start: 2, numbered: false, items: [a]}",
        ),
        (
            "block-values",
            "- {}\n- pagebreak: soon\n- heading: {text: a, level: 2}\n- [a]\n- {trems: [{term: a, text: b}]}\n- quote: {text: ''}\n- list: {items: [a], start: one}\n- figure: {file: a.png, width: wide, decorative: ja}",
        ),
        (
            "duplicate-id",
            "- {id: one, list: [a]}\n- {id: two, list: [a]}\n- {id: two, list: [a]}",
        ),
        (
            "figures",
            "- figure: {file: a.svg, alt: a, crop: 3x2}\n- figure: {file: a.svg, alt: a, crop: 0:2}\n- figure: {file: a.svg, alt: a, crop: 3:0.0}\n- figure: {file: a.svg, alt: a, crop: 21:2}\n- figure: {file: a.svg, alt: a, crop: 1:10.5}\n- figure: {file: a.svg, alt: a, crop: wide}\n- figure: {file: a.svg, alt: a, crop: inf:1}\n- figure: {file: a.svg, alt: a, crop: [3, 2]}\n- figure: {file: a.svg, alt: a, crop: 1.91:1, focus: botom left}\n- figure: {file: a.svg, alt: a, focus: top}\n- figure: {file: a.svg, alt: a, crop: 1:1, focus: middle}\n- figure: {file: a.svg, alt: a, mirror: ja}\n- figure: {file: a.svg, alt: a, width: bleed, focus: top, mirror: no}\n- callout: {body: [{figure: {file: a.svg, alt: a, width: bleed}}]}\n- columns: [[{figure: {file: a.svg, alt: a, width: text}}], [{figure: {file: a.svg, alt: a, width: bleed}}]]",
        ),
        ("deep-markdown", &format!("- \"{} a\"", ">".repeat(40))),
        ("qr", &format!("- qr: {{alt: a, data: \"{}\"}}", "a".repeat(3000))),
    ] {
        let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>";
        compare(name, &Folder::new().with("a.svg", svg).with_body(body).faults());
    }
}

#[test]
fn what_a_press_cannot_do_is_told_with_its_place() {
    let head = "slug: a\nlanguages: [ar]\n";
    for (name, brochure) in [
        (
            "print",
            "print:\n  profile: press.icc\n  ink-limit: 500\n  bleed: 300mm\n  marks: [crop, slog]\n  \
             text: black\n  binding: staples\n  resolution: 0\n  preflight: { hairlines: off, hairline: loud }\n  \
             trim-safe: -1mm\n  prufile: x\n",
        ),
        ("condition", "print: { profile: coated, condition: FOGRA51 }\n"),
        ("print-type", "print: yes\nbooklet: [a]\n"),
        ("booklet", "booklet: { sheet: a2, flip: up, paper: 1, marks: maybe }\n"),
        (
            "formats",
            "formats:\n  - booklet\n  - leaflat\n  - { name: Big, size: a5 }\n  - { name: odd, size: a5, fold: z }\n  \
             - { name: bare }\n  - { name: paper, paper: a4 }\n  - { name: z, fold: zed }\n",
        ),
        ("formats-twice", "formats: [a5, a5, print, { name: booklet, size: a6 }]\n"),
        (
            "fold",
            "formats:\n  - booklet\n  - { name: tiny, fold: letter, paper: a6 }\n  \
             - { name: low, fold: bifold, paper: [400mm, 60mm] }\n  - { name: gate, fold: gate, paper: a5 }\n",
        ),
        (
            "bleed",
            "print: { bleed: 18mm }\nformats: [booklet, { name: slip, size: [70mm, 70mm] }]\n",
        ),
        ("narrow", "formats: [booklet, { name: stamp, size: [50mm, 50mm] }]\n"),
        ("margins", "page: { outside: -3mm }\n"),
        ("profile-folder", "print: { profile: text }\n"),
    ] {
        let folder = Folder::new().with("brochure.yaml", format!("{head}{brochure}"));
        compare(name, &folder.faults());
    }
}

#[test]
fn profiles_that_are_of_no_press_are_told_apart() {
    let coated = warraq::color::COATED;
    let with = |at: usize, name: &[u8; 4]| {
        let mut profile = coated.to_vec();
        profile[at..at + 4].copy_from_slice(name);
        profile
    };
    let (screen, rgb) = (with(12, b"mntr"), with(16, b"RGB "));
    for (name, profile) in [
        ("profile-screen", screen.as_slice()),
        ("profile-rgb", &rgb),
        ("profile-garbage", b"this is no profile at all"),
        ("profile-empty", b""),
        ("profile-torn", &coated[..4_000]),
    ] {
        let brochure = format!("{BROCHURE}print: {{ profile: press.icc }}\n");
        let folder = Folder::new().with("brochure.yaml", brochure).with("press.icc", profile);
        compare(name, &folder.faults());
    }
    let outside = format!("{BROCHURE}print: {{ profile: ../press.icc }}\n");
    compare("profile-outside", &Folder::new().with("brochure.yaml", outside).faults());
    let sound = format!("{BROCHURE}print: {{ profile: press.icc, condition: MINE }}\n");
    let folder = Folder::new().with("brochure.yaml", sound).with("press.icc", coated);
    assert_eq!(folder.faults(), "");
    assert_eq!(folder.document().print.press.condition, "MINE");
}

#[test]
fn spot_inks_need_what_stands_for_them() {
    let theme = "colors:\n  night: { spot: PANTONE 3165 C, rgb: \"#0E3F4E\" }\n  \
                 veil: { spot: Cyan, cmyk: [1, 2, 3, 4], rgb: \"#255867\" }\n  \
                 saffron: { spot: Gold, cmyk: [0, 45, 94, 0], tint: 120, rgb: \"#F3AE3A\" }\n  \
                 sand: { spot: Red, cmyk: [0, 45, 94, 0], rgb: \"#F3AE3A\" }\n  \
                 mist: { spot: Red, cmyk: [0, 95, 94, 0], rgb: \"#F3AE3A\" }\n";
    compare("spots", &Folder::new().with("theme.yaml", theme).faults());
}

#[test]
fn bad_brochures_are_told_with_their_place() {
    for (name, brochure) in [
        (
            "brochure",
            "slug: A b\nlanguages: [ar]\ndate: 2026-02-30\nisbn: 978-0-306-40615-8\nidentifier: no\noutputs: [pdf, ebub]\npublicher: x\n",
        ),
        ("unknown-theme", "slug: a\nlanguages: [ar]\ntheme: najmah\n"),
        ("page", "slug: a\nlanguages: [ar]\npage: {width: 0mm, hight: 210mm, top: 54px}\n"),
        ("languages-twice", "slug: a\nlanguages: [ar, AR]\n"),
        ("no-languages", "slug: a\nlanguages: []\n"),
        ("languages-type", "slug: a\nlanguages: ar\n"),
    ] {
        compare(name, &Folder::new().with("brochure.yaml", brochure).faults());
    }
}

#[test]
fn bad_themes_are_told_with_their_place() {
    let theme = "colors:\n  mine: {rgb: red}\n  other: {rgb: \"#000000\", cmyk: [1, 2]}\nlist: {color: nigth}\nlines: {align: center, widows: many}\ntext: {latin: {body: {size: 9}}}\nformat: A5\n";
    compare("theme", &Folder::new().with("theme.yaml", theme).faults());
    let good = "colors: {mine: {rgb: \"#010203\"}}\nlist: {color: mine}\n";
    let document = Folder::new().with("theme.yaml", good).document();
    let color = document.theme.color(&document.theme.list.color);
    assert_eq!(color.rgb.0, [1, 2, 3]);
}

#[test]
fn bad_pictures_are_told_where_they_are_named() {
    let svg = |inner: &str| {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:x=\"http://www.w3.org/1999/xlink\" width=\"9\" height=\"9\">{inner}</svg>"
        )
    };
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0\0\0\0\0";
    let made = |name: &str| fs::read(format!("tests/data/pictures/{name}")).expect("a picture");
    let folder = Folder::new()
        .with("assets/film.webp", made("film.webp"))
        .with("assets/film.png", made("film.png"))
        .with("assets/torn.webp", &made("lossy.webp")[..100])
        .with("assets/text.webp", "no picture")
        .with("assets/webp.png", made("lossy.webp"))
        .with("assets/inks.jpg", made("torn.jpg"))
        .with("assets/part.jpg", &made("adobe.jpg")[..200])
        .with("assets/torn.png", made("torn.png"))
        .with("assets/unfit.png", made("unfit.png"))
        .with("assets/map.svg", svg("<rect width='1' height='1'/>"))
        .with("assets/empty.png", "")
        .with("assets/broken.png", png)
        .with("assets/text.png", "no picture")
        .with("assets/wrong.jpg", svg(""))
        .with("assets/film.gif", "GIF89a")
        .with("assets/script.svg", svg("<script>x()</script>"))
        .with("assets/onclick.svg", svg("<g onclick='x()'/>"))
        .with("assets/outside.svg", svg("\n<use x:href='b.svg#a'/>"))
        .with("assets/css.svg", svg("<style>@import 'a.css';</style>"))
        .with("assets/image.svg", svg("<image x:href='data:image/png;base64,AA=='/>"))
        .with("assets/words.svg", svg("<text>a</text>"))
        .with("assets/gradient.svg", svg("<linearGradient id='g'><stop/><stop offset='1' stop-color='red'/></linearGradient><rect width='1' height='1' fill='url(#g)'/>"))
        .with("assets/faint.svg", svg("<rect width='1' height='1' opacity='.5'/>"))
        .with("assets/entity.svg", format!("<!DOCTYPE svg [<!ENTITY a 'b'>]>{}", svg("")))
        .with("assets/torn.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><g>")
        .with("assets/deep.svg", svg(&("<g>".repeat(5000) + &"</g>".repeat(5000))));
    let files = "map empty.png broken.png text.png wrong.jpg film.gif script.svg onclick.svg \
        outside.svg css.svg image.svg words.svg gradient.svg faint.svg entity.svg torn.svg deep.svg mpa.svg \
        film.webp film.png torn.webp text.webp webp.png inks.jpg part.jpg torn.png unfit.png";
    let mut body = String::new();
    for file in files.split_whitespace() {
        body.push_str(&format!("- figure: {{file: assets/{file}, alt: a}}\n"));
    }
    for file in ["../secret.png", "/etc/passwd", "C:/a.png", "assets\\map.svg", "assets"] {
        body.push_str(&format!("- figure: {{file: '{file}', alt: a}}\n"));
    }
    body.push_str("- figure: {file: assets/map.svg}\n- figure: {file: assets/map.svg, alt: a, decorative: true}\n");
    compare("pictures", &folder.with_body(&body).faults());
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_project_is_refused() {
    let folder = Folder::new().with_body("- figure: {file: out.svg, alt: a}\n");
    std::os::unix::fs::symlink("/etc/hostname", folder.0.path().join("out.svg"))
        .expect("a link");
    compare("picture-link", &folder.faults());
}

#[test]
fn translations_are_compared_with_their_source() {
    let folder = Folder::new()
        .with("brochure.yaml", "slug: a\nlanguages: [ar, en]\n")
        .with(
            "text/en.yaml",
            "title: T\nstatus: draft\nsections:\n  - id: two\n    heading: H\n    body: [x]\n",
        )
        .with("text/fr.yaml", TEXT);
    compare("translations", &folder.faults());
}

#[test]
fn a_missing_text_is_told_where_it_is_listed() {
    compare("missing-text", &Folder::new().without("text/ar.yaml").faults());
    let other = Folder::new().without("text/ar.yaml").with("text/ar.yml", TEXT);
    compare("missing-text-yml", &other.faults());
}

#[test]
fn nothing_but_a_fault_comes_of_any_cut_or_damaged_file() {
    let whole = fs::read("source/text/en.yaml").expect("the English text");
    let sample = &whole[..2_000];
    for cut in (0..sample.len()).step_by(97) {
        let folder = Folder::new().with("text/ar.yaml", &sample[..cut]);
        folder.faults();
        let mut damaged = sample.to_vec();
        damaged[cut] = b"\x00\xff\"'[{&*!|>%@`\t:-#"[cut % 18];
        Folder::new().with("text/ar.yaml", damaged).faults();
    }
}

#[test]
fn hostile_markdown_and_drawings_end_in_time() {
    let many = 20_000;
    let hostile = [">", "[", "*a ", "- ", "`", "![", "<a", "_a_b", "[^a]", "\\[", "&"];
    for part in hostile {
        let body = format!("- |2-\n    {}", part.repeat(many));
        Folder::new().with_body(&body).faults();
    }
    let nested = format!("{}{}", "<g>".repeat(900), "</g>".repeat(900));
    let svg =
        format!("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>{nested}</svg>");
    let folder = Folder::new().with("a.svg", svg);
    folder.with_body("- figure: {file: a.svg, alt: a}").faults();
}

#[test]
fn the_schemas_in_the_source_folder_are_current() {
    for kind in SchemaKind::ALL {
        let path = PathBuf::from(format!("source/.schema/{}.json", kind.name()));
        let text = serde_json::to_string_pretty(&schema(kind)).expect("a schema") + "\n";
        if std::env::var_os("UPDATE_REF").is_some() {
            fs::create_dir_all("source/.schema").expect("the folder of schemas");
            fs::write(&path, &text).expect("a written schema");
        }
        let kept = fs::read_to_string(&path).unwrap_or_default();
        assert!(kept == text, "{}: `UPDATE_REF=1 cargo test` rewrites it", path.display());
    }
}

#[test]
fn the_schemas_let_a_block_have_one_key_and_a_mark_no_value() {
    let text = schema(SchemaKind::Text);
    let block = &text["$defs"]["TypedBlock"];
    assert_eq!(block.get("required"), None);
    let mark = &block["properties"]["pagebreak"];
    let values = mark["enum"].as_array().expect("a list of values");
    assert!(values.contains(&serde_json::Value::Null), "{mark}");
    assert_eq!(mark.get("type"), None);
}

#[test]
fn the_source_files_name_their_schemas() {
    for (file, line) in [
        ("brochure.yaml", "$schema=.schema/brochure.json"),
        ("theme.yaml", "$schema=.schema/theme.json"),
        ("text/ar.yaml", "$schema=../.schema/text.json"),
        ("text/en.yaml", "$schema=../.schema/text.json"),
    ] {
        let text = fs::read_to_string(Path::new("source").join(file)).expect("a source file");
        assert_eq!(
            text.lines().next(),
            Some(&*format!("# yaml-language-server: {line}")),
            "{file}"
        );
    }
}
