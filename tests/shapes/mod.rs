//! Pages take whatever shape the text has: projects of every block in all amounts, languages,
//! themes and formats, whose pages are looked at by code that knows nothing of how they were made.
//!
//! `WARRAQ_SHAPES=1000` sets so many, `WARRAQ_SHAPES=1000..2000` those after them;
//! `WARRAQ_SHAPE=17,42` sets the ones of these numbers and leaves them in `warraq-shape-17` and
//! `warraq-shape-42` of the folder for temporary files.

mod check;
mod last_lines;
mod leading;
mod project;
mod words;

use project::Project;
use rayon::prelude::*;
use warraq::diag::{Severity, Sink, Sources};
use warraq::layout::frame::Layout;
use warraq::layout::layout;
use warraq::model::lang::Lang;
use warraq::text::font::FontBook;
use warraq::text::{Typesetter, WordCache};

/// What came of a project.
struct Outcome {
    seed: u64,
    title: String,
    /// Ids of errors: the project was refused.
    errors: Vec<String>,
    faults: Vec<String>,
}

/// What a variable of the environment asks for: `8` as far as 8, `4..8`, or `4,6`.
fn numbers(name: &str) -> Option<Vec<u64>> {
    let text = std::env::var(name).ok()?;
    let number =
        |text: &str| text.trim().parse::<u64>().unwrap_or_else(|e| panic!("{name}: {e}"));
    Some(match text.split_once("..") {
        Some((from, to)) => (number(from)..number(to)).collect(),
        None => text.split(',').map(number).collect(),
    })
}

/// The projects to set: those that are named, a range, or the first ones.
fn seeds() -> Vec<u64> {
    match (numbers("WARRAQ_SHAPE"), numbers("WARRAQ_SHAPES").as_deref()) {
        (Some(named), _) => named,
        (None, Some(&[count])) => (0..count).collect(),
        (None, Some(range)) => range.to_vec(),
        (None, None) => (0..60).collect(),
    }
}

/// A project's pages, and what was told of them.
struct Laid {
    layout: Layout,
    told: Sink,
    book: FontBook,
}

fn lay_out(project: &Project) -> Laid {
    let temp = tempfile::tempdir().unwrap();
    project.write(temp.path());
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let loaded = warraq::source::load(temp.path(), &mut sources, &mut sink);
    let loaded =
        loaded.unwrap_or_else(|_| panic!("{}: {:#?}", project.seed, sink.diagnostics()));
    let lang = Lang::parse(project.lang).unwrap();
    let fonts = loaded.fonts(&mut sources, &mut sink);
    let document = loaded.document(&lang, &sources, None, &mut sink).ok();
    let document =
        document.unwrap_or_else(|| panic!("{}: {:#?}", project.seed, sink.diagnostics()));
    let mut book = FontBook::bundled();
    for font in fonts {
        book.add(&font.path, font.bytes, font.span, &mut sink);
    }
    let (words, mut told) = (WordCache::new(), Sink::default());
    let layout = layout(&document, &Typesetter::new(&book, &words), &mut told);
    Laid { layout, told, book }
}

fn set(seed: u64) -> Outcome {
    let project = Project::new(seed);
    let title = format!("{} {} {}", project.lang, project.theme, project.format);
    if numbers("WARRAQ_SHAPE").is_some() {
        project.write(&std::env::temp_dir().join(format!("warraq-shape-{seed}")));
    }
    let Laid { layout, told, book } = lay_out(&project);
    let errors = told.diagnostics().iter().filter(|fault| fault.severity == Severity::Error);
    let errors = errors.map(|fault| format!("{}: {}", fault.id, fault.message)).collect();
    let words = WordCache::new();
    let setter = Typesetter::new(&book, &words);
    Outcome { seed, title, errors, faults: check::faults(&layout.for_screens(), &setter) }
}

#[test]
fn no_shape_of_a_text_spoils_its_pages() {
    let all: Vec<Outcome> = seeds().into_par_iter().map(set).collect();
    // A sheet holds what it holds; everything else has a place on some page.
    let is_honest = |fault: &String| fault.starts_with("leaflet-overfull");
    let refused = all.iter().filter(|one| !one.errors.is_empty()).count();
    let mut found = vec![];
    for one in &all {
        let told = if one.errors.is_empty() { &one.faults } else { &one.errors };
        let told = told.iter().filter(|fault| !is_honest(fault)).take(6);
        found.extend(told.map(|fault| format!("{:4} {:32} {fault}", one.seed, one.title)));
    }
    assert!(found.is_empty(), "of {} projects:\n{}", all.len(), found.join("\n"));
    assert!(refused * 8 <= all.len() || all.len() < 8, "{refused} of {} refused", all.len());
}

/// What the program says itself, such as the numbers of pages and sections in the contents, has no
/// author who could shorten it.
#[test]
fn numbers_of_four_digits_stay_whole_in_the_contents() {
    for (lang, word) in [("ar", "كلمة"), ("en", "word"), ("ur", "لفظ")] {
        let temp = tempfile::tempdir().unwrap();
        std::fs::create_dir(temp.path().join("text")).unwrap();
        let head = format!("slug: long\nlanguages: [{lang}]\nformats: [a6]\n");
        std::fs::write(temp.path().join("brochure.yaml"), head).unwrap();
        let mut text = format!("title: {word}\nsections:\n");
        for i in 0..1010 {
            let body = "[{list: [a, b]}, pagebreak, a]";
            text += &format!("  - {{ id: s{i}, heading: {word}, body: {body} }}\n");
        }
        std::fs::write(temp.path().join(format!("text/{lang}.yaml")), text).unwrap();
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let project = warraq::source::load(temp.path(), &mut sources, &mut sink).ok().unwrap();
        let lang = Lang::parse(lang).unwrap();
        let document = project.document(&lang, &sources, None, &mut sink).unwrap();
        let (book, words) = (FontBook::bundled(), WordCache::new());
        let setter = Typesetter::new(&book, &words);
        let mut told = Sink::default();
        let pages = layout(&document, &setter, &mut told);
        assert!(pages.pages.len() > 1010);
        assert!(told.diagnostics().is_empty(), "{lang}: {:?}", told.diagnostics().first());
    }
}
