//! Samples as a project, and the lines of each in its finished PDF.

use std::fmt::Write as _;
use std::path::Path;

use warraq::diag::{Sink, Sources};
use warraq::model::Document;
use warraq::model::lang::Lang;
use warraq::pdf::{PdfOptions, pdf};
use warraq::text::font::FontBook;
use warraq::text::{Typesetter, WordCache};

use super::places::{Holder, Sample};
use super::seen::{self, Element};

/// Pages on which a sample has one line.
pub(super) const WIDE: &str =
    "page: { width: 320mm, height: 420mm, lines: 57, side: 0mm, side-ltr: 0mm }\n";
/// Pages on which a line has room for a few words.
pub(super) const NARROW: &str =
    "page: { width: 90mm, height: 420mm, lines: 57, side: 0mm, side-ltr: 0mm }\n";

fn write(dir: &Path, path: &str, text: &str) {
    let file = dir.join(path);
    std::fs::create_dir_all(file.parent().unwrap()).unwrap();
    std::fs::write(file, text).unwrap();
}

/// The document of a project of one language; `brochure` is added to what it says of itself.
pub(super) fn document(lang: &str, brochure: &str, theme: &str, text: &str) -> Document {
    let temp = tempfile::tempdir().unwrap();
    let head = format!("slug: order\nlanguages: [{lang}]\ndate: 2026-11-23\n{brochure}");
    write(temp.path(), "brochure.yaml", &head);
    write(temp.path(), &format!("text/{lang}.yaml"), text);
    write(temp.path(), "theme.yaml", theme);
    let star = include_str!("../specimen/assets/stars.svg");
    write(temp.path(), "assets/stars.svg", star);
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let project = warraq::source::load(temp.path(), &mut sources, &mut sink);
    let project = project.unwrap_or_else(|_| panic!("{:?}", sink.diagnostics()));
    let document =
        project.document(&Lang::parse(lang).unwrap(), &sources, None, &mut sink).ok();
    document.unwrap_or_else(|| panic!("{:?}", sink.diagnostics()))
}

/// The text file that holds samples, each in a block of its own.
pub(super) fn text(samples: &[Sample]) -> String {
    let mut text =
        "title: t\nsections:\n  - id: a\n    heading: h\n    style: plain\n    body:\n"
            .to_owned();
    for sample in samples {
        let said = serde_json::to_string(&sample.typed).unwrap();
        match sample.holder {
            Holder::Paragraph => writeln!(text, "      - {said}"),
            Holder::Heading => writeln!(text, "      - heading: {said}"),
            Holder::Cell => {
                writeln!(text, "      - table: {{ head: [–, –], rows: [[{said}, –]] }}")
            }
            Holder::Term => {
                writeln!(text, "      - terms:\n          - {{ term: {said}, text: – }}")
            }
        }
        .unwrap();
    }
    text
}

/// The finished PDF of a text file, by the elements that hold text.
fn elements(lang: &str, theme: &str, text: &str) -> Vec<Element> {
    let document = document(lang, "", theme, text);
    let (book, words) = (FontBook::bundled(), WordCache::new());
    let setter = Typesetter::new(&book, &words);
    let mut sink = Sink::default();
    let layout = warraq::layout::layout(&document, &setter, &mut sink);
    let file = pdf(&layout, &document, &book, &PdfOptions::default(), &mut sink);
    let file = file.unwrap_or_else(|_| panic!("{:?}", sink.diagnostics()));
    seen::elements(&file)
}

/// The lines of the contents where each sample is the heading of a section.
pub(super) fn contents(samples: &[Sample]) -> Vec<Vec<String>> {
    let mut text = "title: t\nsections:\n".to_owned();
    for (number, sample) in samples.iter().enumerate() {
        let said = serde_json::to_string(&sample.typed).unwrap();
        writeln!(text, "  - {{ id: s{number}, heading: {said}, style: plain, body: [–] }}")
            .unwrap();
    }
    let all = elements(samples[0].lang, WIDE, &text).into_iter();
    let found: Vec<_> =
        all.filter(|element| element.tag == "TOCI").map(|element| element.lines).collect();
    assert_eq!(found.len(), samples.len(), "the contents have each heading");
    found
}

/// The lines of each sample, all of one language and in one kind of block.
pub(super) fn lines(samples: &[Sample], theme: &str) -> Vec<Vec<String>> {
    let tag = match samples[0].holder {
        Holder::Paragraph => "P",
        Holder::Heading => "H3",
        Holder::Cell => "TD",
        Holder::Term => "Lbl",
    };
    let all = elements(samples[0].lang, theme, &text(samples)).into_iter();
    let elements: Vec<_> = all.filter(|element| element.tag == tag).collect();
    // The section is the part with the most of them: the cover and the imprint have few.
    let count = |part| elements.iter().filter(|element| element.part == part).count();
    let section = elements
        .iter()
        .map(|element| element.part)
        .max_by_key(|&part| (count(part), usize::MAX - part));
    let held = elements.iter().filter(|element| Some(element.part) == section);
    let found: Vec<_> = held.map(|element| element.lines.clone()).collect();
    let found: Vec<_> = match samples[0].holder {
        Holder::Cell => found.into_iter().step_by(2).collect(),
        _ => found,
    };
    let first = || samples.iter().zip(&found).map(|(s, f)| format!("{} {f:?}", s.typed));
    assert_eq!(found.len(), samples.len(), "{:#?}", first().take(30).collect::<Vec<_>>());
    found
}
