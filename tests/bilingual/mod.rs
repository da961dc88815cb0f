//! Editions in two languages, judged from the finished file: on which page and at what height each
//! text stands, what language the tags say, and that no word of either text is lost.
//!
//! Every word that matters is a number: `1…` in the first text, `2…` for its counterpart in the
//! second. Numbers are found in any script, in the order in which they are read.
//!
//! `WARRAQ_PAIRS=1000` sets so many; `WARRAQ_PAIR=17` leaves the one of this number in
//! `warraq-pair-17` of the folder for temporary files.

mod project;

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object};
use project::{PAIRS, Project};
use rayon::prelude::*;
use warraq::diag::{Severity, Sink, Sources};
use warraq::layout::layout;
use warraq::model::lang::Lang;
use warraq::model::{Document, SecondPart};
use warraq::pdf::{PdfOptions, pdf};
use warraq::text::font::FontBook;
use warraq::text::{Typesetter, WordCache};

use crate::pdf_support::read::File;

/// Where a number stands: page from 1, left end, baseline from the foot.
#[derive(Debug, Clone, Copy)]
struct Spot {
    page: usize,
    x: f64,
    y: f64,
}

/// A finished file of an edition.
struct Made {
    document: Document,
    /// The numbers of the text, each where it stands last: contents and running heads come before it.
    spots: BTreeMap<u32, Spot>,
    /// Each where it stands first.
    firsts: BTreeMap<u32, Spot>,
    file: File,
    second: Option<SecondPart>,
    pages: usize,
    width: f64,
    told: Sink,
}

fn made(project: &Project, printed: bool) -> Made {
    let temp = tempfile::tempdir().unwrap();
    project.write(temp.path());
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let loaded = warraq::source::load(temp.path(), &mut sources, &mut sink);
    let loaded = loaded.unwrap_or_else(|_| panic!("{:#?}", sink.diagnostics()));
    let edition = Lang::parse_edition(&project.edition()).unwrap();
    let document = loaded.document(&edition, &sources, None, &mut sink).ok();
    let document = document.unwrap_or_else(|| panic!("{:#?}", sink.diagnostics()));
    let (book, words, mut told) = (FontBook::bundled(), WordCache::new(), Sink::default());
    let laid = layout(&document, &Typesetter::new(&book, &words), &mut told);
    let laid = if printed { laid } else { laid.for_screens().into_owned() };
    let bytes = pdf(&laid, &document, &book, &PdfOptions::default(), &mut told).ok();
    let bytes = bytes.unwrap_or_else(|| panic!("{:#?}", told.diagnostics()));
    let file = File::new(&bytes);
    let (second, pages) = (laid.map.second, laid.pages.len());
    let width = laid.pages[0].size.width.to_pt();
    let (firsts, spots) = spots(&file);
    Made { spots, firsts, document, file, second, pages, width, told }
}

/// The first and the last place of each number in tagged text.
fn spots(file: &File) -> (BTreeMap<u32, Spot>, BTreeMap<u32, Spot>) {
    let (mut firsts, mut lasts) = (BTreeMap::new(), BTreeMap::new());
    for (page, id) in file.doc.get_pages() {
        for row in file.page_rows(id).into_iter().filter(|row| row.mcid.is_some()) {
            let text = row.text();
            let mut at = 0;
            for part in text.split(|c: char| !c.is_ascii_digit()) {
                if part.len() == 5
                    && let Ok(number) = part.parse()
                {
                    let place = text[..at].chars().count();
                    let x = row.x + row.at.get(place).copied().unwrap_or_default();
                    let spot = Spot { page: page as usize, x, y: row.y };
                    firsts.entry(number).or_insert(spot);
                    lasts.insert(number, spot);
                }
                at += part.len() + 1;
                while at < text.len() && !text.is_char_boundary(at) {
                    at += 1;
                }
            }
        }
    }
    (firsts, lasts)
}

/// What is wrong with the pages of a project's edition.
fn faults(project: &Project) -> Vec<String> {
    let made = made(project, false);
    let mut out: Vec<String> = vec![];
    let errors = made.told.diagnostics().iter().filter(|f| f.severity == Severity::Error);
    out.extend(errors.map(|fault| format!("{}: {}", fault.id, fault.message)));
    for number in project.numbers() {
        if !made.spots.contains_key(&number) {
            out.push(format!("{number} is lost"));
        }
    }
    out.extend(languages(&made.file, project));
    match project.manner {
        "facing" => out.extend(facing(&made, project)),
        "columns" => out.extend(columns(&made, project)),
        _ => out.extend(sides(&made, project)),
    }
    out
}

/// Each opening shows a block in both languages, the first text on the page where it begins.
fn facing(made: &Made, project: &Project) -> Vec<String> {
    let mut out = vec![];
    for (first, second) in project.counterparts() {
        let (Some(a), Some(b)) = (made.spots.get(&first), made.spots.get(&second)) else {
            continue;
        };
        if a.page % 2 != 0 || b.page != a.page + 1 {
            out.push(format!("{first} on page {}, {second} on page {}", a.page, b.page));
        }
    }
    out
}

/// Counterparts stand on one page at one height, the first text on the side where it begins.
fn columns(made: &Made, project: &Project) -> Vec<String> {
    let mut out = vec![];
    let (rtl, titles) = (made.document.lang.dir().is_rtl(), project.titles());
    for (first, second) in project.counterparts() {
        let (Some(a), Some(b)) = (made.spots.get(&first), made.spots.get(&second)) else {
            continue;
        };
        let most = if titles.contains(&first) { 30.0 } else { 12.0 };
        if a.page != b.page || (a.y - b.y).abs() > most {
            out.push(format!("{first} at {a:?}, {second} at {b:?}"));
        }
        let middle = made.width / 2.0;
        let sides = [a.x > middle, b.x > middle];
        if sides != [rtl, !rtl] {
            out.push(format!("{first} and {second} stand on the wrong sides: {a:?} {b:?}"));
        }
    }
    out
}

/// The first text is over before the second begins.
fn sides(made: &Made, project: &Project) -> Vec<String> {
    let pages = |from: u32| {
        let own = made.spots.iter().filter(move |(number, _)| **number / 10_000 == from);
        own.map(|(_, spot)| spot.page).collect::<Vec<_>>()
    };
    let (ours, theirs) = (pages(1), pages(2));
    let last = ours.iter().max().copied().unwrap_or_default();
    let first = theirs.iter().min().copied().unwrap_or_default();
    if last < first {
        return vec![];
    }
    vec![format!("{}: {last} is not before {first}", project.edition())]
}

/// The tree has a part a language that says it.
fn languages(file: &File, project: &Project) -> Vec<String> {
    let catalog = file.doc.catalog().unwrap();
    let lang = |dict: &Dictionary| {
        let said = dict.get(b"Lang").and_then(Object::as_str).ok();
        said.map(|said| String::from_utf8_lossy(said).replace(['\0', '\u{fffd}'], ""))
    };
    let root = catalog.get_deref(b"StructTreeRoot", &file.doc).unwrap().as_dict().unwrap();
    let kids = |dict: &Dictionary| -> Vec<Dictionary> {
        let found = dict.get_deref(b"K", &file.doc).unwrap();
        let all = match found {
            Object::Array(all) => all.clone(),
            one => vec![one.clone()],
        };
        all.iter()
            .filter_map(|kid| file.doc.dereference(kid).ok()?.1.as_dict().ok().cloned())
            .collect()
    };
    let document = kids(root).into_iter().next().unwrap();
    let parts: Vec<String> = kids(&document).iter().filter_map(lang).collect();
    let mut out = vec![];
    if parts != project.langs {
        out.push(format!("the parts say {parts:?}"));
    }
    if lang(catalog).as_deref() != Some(project.langs[0]) {
        out.push(format!("the file says {:?}", lang(catalog)));
    }
    out
}

#[test]
fn both_texts_stand_where_they_belong_and_nothing_is_lost() {
    let seeds =
        0..std::env::var("WARRAQ_PAIRS").ok().and_then(|n| n.parse().ok()).unwrap_or(72);
    let found: Vec<String> = seeds
        .into_par_iter()
        .flat_map(|seed: u64| {
            let project = Project::new(seed);
            if std::env::var("WARRAQ_PAIR").is_ok_and(|named| named == seed.to_string()) {
                project.write(&std::env::temp_dir().join(format!("warraq-pair-{seed}")));
            }
            let about = format!(
                "{seed} {} {} {} {}",
                project.edition(),
                project.manner,
                project.theme,
                project.format
            );
            faults(&project).into_iter().map(|f| format!("{about}: {f}")).collect::<Vec<_>>()
        })
        .collect();
    assert!(found.is_empty(), "{} faults:\n{}", found.len(), found.join("\n"));
}

/// On paper a second text of the other direction begins at the other cover.
#[test]
fn texts_of_opposite_directions_begin_at_opposite_covers() {
    for langs in PAIRS {
        let project = Project { langs, manner: "sides", ..Project::new(2) };
        let made = made(&project, true);
        let [first, second] = langs.map(|lang| Lang::parse(lang).unwrap().dir());
        let part = made.second.unwrap();
        assert_eq!(part.backwards, first != second, "{langs:?}");
        assert!(made.pages.is_multiple_of(4) && part.at.is_multiple_of(2), "{langs:?}");
        let title = [&made.firsts, &made.spots].map(|spots| spots[&Project::TITLES[1]].page);
        // Its cover, and its closing words in the middle.
        let cover = if part.backwards { title[1] } else { title[0] };
        let expected = if part.backwards { made.pages } else { part.at + 1 };
        assert_eq!(cover, expected, "{langs:?}");
    }
}

/// A leaflet has a text on each of its sides, with a cover of its own.
#[test]
fn a_leaflet_has_a_side_for_each_text() {
    for langs in PAIRS {
        let project = Project {
            langs,
            manner: "sides",
            format: "{ name: wide, fold: letter-fold, paper: a3 }",
            ..Project::short()
        };
        let made = made(&project, true);
        assert_eq!(made.pages, 2, "{langs:?}");
        for number in project.numbers() {
            let spot = made.spots.get(&number).unwrap_or_else(|| panic!("{langs:?} {number}"));
            assert_eq!(spot.page as u32, number / 10_000, "{langs:?} {number}");
        }
    }
}

/// What one text lacks leaves its place empty, and is told.
#[test]
fn a_block_without_counterpart_has_an_empty_place_beside_it() {
    let project = Project { manner: "columns", langs: ["ar", "en"], ..Project::short() };
    let temp = tempfile::tempdir().unwrap();
    project.write(temp.path());
    let path = temp.path().join("text/en.yaml");
    let text = std::fs::read_to_string(&path).unwrap();
    // The list stands in Arabic alone.
    let text: Vec<&str> = text.lines().filter(|line| !line.contains("\"list\"")).collect();
    std::fs::write(&path, text.join("\n")).unwrap();
    let mut plan = warraq::batch::Plan::of(temp.path());
    plan.langs = vec![Lang::parse_edition("ar+en").unwrap()];
    let report = warraq::batch::check(&plan);
    let told: Vec<&str> = report
        .content
        .diagnostics()
        .iter()
        .filter(|fault| fault.id == "untranslated")
        .map(|fault| fault.message.as_str())
        .collect();
    assert_eq!(told, ["this list is not in `en`"]);
}

/// What `editions` cannot mean is told with its place and with what to type.
#[test]
fn editions_that_cannot_be_are_told_with_what_to_type() {
    for (typed, id, hint) in [
        ("{ languages: [ar, xx-yy-zz], as: facing }", "unknown-language", "write"),
        ("{ languages: [ar, ar], as: facing }", "duplicate-language", "[ar, en]"),
        ("{ languages: [ar, en, fr], as: facing }", "edition-languages", "[ar, fr]"),
        ("{ languages: [ar], as: facing }", "edition-languages", "[ar, en]"),
        ("{ languages: [ar, de], as: facing }", "unlisted-language", "text/de.yaml"),
        ("{ languages: [ar, en], as: facng }", "unknown-word", "facing"),
        ("{ languages: [ar, en] }", "missing-key", "as"),
    ] {
        let (found, hints) = told(typed);
        assert_eq!(found, [id], "{typed}: {hints:?}");
        assert!(hints.iter().any(|said| said.contains(hint)), "{typed}: {hints:?}");
    }
    let twice = "{ languages: [ar, en], as: facing }\n  - { languages: [ar, en], as: columns }";
    assert_eq!(told(twice).0, ["duplicate-edition"]);
}

fn told(entry: &str) -> (Vec<&'static str>, Vec<String>) {
    let temp = tempfile::tempdir().unwrap();
    let project = Project { langs: ["ar", "en"], ..Project::short() };
    project.write(temp.path());
    let fr = std::fs::read_to_string(temp.path().join("text/en.yaml")).unwrap();
    std::fs::write(temp.path().join("text/fr.yaml"), fr).unwrap();
    let brochure = format!("slug: two\nlanguages: [ar, en, fr]\neditions:\n  - {entry}\n");
    std::fs::write(temp.path().join("brochure.yaml"), brochure).unwrap();
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let _ = warraq::source::load(temp.path(), &mut sources, &mut sink);
    let errors: Vec<_> =
        sink.diagnostics().iter().filter(|f| f.severity == Severity::Error).collect();
    assert!(errors.iter().all(|fault| fault.span.file.is_some()), "{entry}");
    let said = |fault: &&&warraq::diag::Diagnostic| {
        fault.hints.iter().chain(&fault.expected).cloned().collect::<Vec<_>>()
    };
    (
        errors.iter().map(|fault| fault.id).collect(),
        errors.iter().flat_map(|f| said(&f)).collect(),
    )
}

/// A section that one text lacks cannot face anything.
#[test]
fn sections_of_one_text_alone_are_told_but_where_texts_stand_apart() {
    for (manner, expected) in [("facing", 1), ("columns", 1), ("sides", 0)] {
        let project = Project { manner, langs: ["ar", "en"], ..Project::short() };
        let temp = tempfile::tempdir().unwrap();
        project.write(temp.path());
        let path = temp.path().join("text/ar.yaml");
        let text = std::fs::read_to_string(&path).unwrap();
        std::fs::write(&path, text + "  - { id: alone, heading: وحده, body: [نص] }\n").unwrap();
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let loaded = warraq::source::load(temp.path(), &mut sources, &mut sink).ok().unwrap();
        let edition = Lang::parse_edition("ar+en").unwrap();
        let made = loaded.document(&edition, &sources, None, &mut sink);
        let told = sink.diagnostics().iter().filter(|fault| fault.id == "unpaired-section");
        let told: Vec<_> = told.collect();
        assert_eq!((told.len(), made.is_err()), (expected, expected > 0), "{manner}");
        assert!(told.iter().all(|fault| fault.span.file.is_some()));
    }
}

/// The web page and the book hold both texts, each with its language.
#[test]
fn the_web_page_and_the_book_hold_both_texts() {
    for (seed, langs) in (0..).zip(PAIRS) {
        let project = Project { langs, ..Project::new(seed) };
        let temp = tempfile::tempdir().unwrap();
        project.write(temp.path());
        let edition = Lang::parse_edition(&project.edition()).unwrap();
        let plan = warraq::batch::Plan {
            langs: vec![edition.clone()],
            outputs: vec![warraq::source::Output::Epub, warraq::source::Output::Html],
            out: temp.path().join("out"),
            ..warraq::batch::Plan::of(temp.path())
        };
        struct Silent;
        impl warraq::batch::Progress for Silent {
            fn begin(&self, _: usize) {}
            fn finished(&self, _: &Lang, _: &warraq::batch::Product) {}
        }
        let report = warraq::batch::build(&plan, &Silent);
        assert_eq!(report.outcome(), warraq::batch::Outcome::Done, "{:#?}", report.content);
        let folder = temp.path().join("out").join(edition.as_str());
        for name in ["two.html", "two.epub"] {
            let bytes = std::fs::read(folder.join(name)).unwrap();
            let mut told = warraq::batch::Report::default();
            let found = warraq::batch::inspect(&folder.join(name), &mut told).ok().unwrap();
            let said: String =
                found.text.iter().map(|read| format!("{} ", read.text)).collect();
            for number in project.numbers() {
                assert!(said.contains(&number.to_string()), "{name} {langs:?} {number}");
            }
            for lang in langs {
                assert!(
                    found.languages.iter().any(|l| l == lang),
                    "{name} {:?}",
                    found.languages
                );
            }
            assert!(!bytes.is_empty());
        }
        let manifest = std::fs::read_to_string(temp.path().join("out/manifest.json")).unwrap();
        assert!(manifest.contains(&format!("\"{edition}\"")), "{manifest}");
        let index = std::fs::read_to_string(temp.path().join("out/index.html")).unwrap();
        for lang in edition.parts() {
            assert!(index.contains(&lang.name()), "{lang}");
        }
    }
}
