//! The formats of a brochure: their files, their sizes, and the sheets of an office printer.

use std::fs;

use lopdf::{Dictionary, Document};

use super::project::Project;

/// The small project in some formats.
fn project(formats: &str) -> Project {
    let project = Project::new();
    project.replace("source/brochure.yaml", "date:", &format!("formats: {formats}\ndate:"));
    project
}

/// A box of a page, as width and height in millimetres.
fn extents(page: &Dictionary, key: &[u8]) -> [f32; 2] {
    let sides = page.get(key).unwrap().as_array().unwrap();
    let side = |n: usize| sides[n].as_float().unwrap();
    [side(2) - side(0), side(3) - side(1)].map(|length| length / 72.0 * 25.4)
}

/// Extents of the first page of a file, and how many pages there are.
fn pages(project: &Project, name: &str, key: &[u8]) -> ([f32; 2], usize) {
    let pdf = Document::load(project.path("output").join(name)).unwrap();
    let pages = pdf.get_pages();
    (extents(pdf.get_dictionary(pages[&1]).unwrap(), key), pages.len())
}

#[track_caller]
fn assert_size(found: [f32; 2], wanted: [f32; 2]) {
    assert!(
        found.iter().zip(wanted).all(|(a, b)| (a - b).abs() < 0.05),
        "{found:?} {wanted:?}"
    );
}

const SIZES: [(&str, [f32; 2]); 14] = [
    ("booklet", [148.0, 210.0]),
    ("a4", [210.0, 297.0]),
    ("a5", [148.0, 210.0]),
    ("a6", [105.0, 148.0]),
    ("dl", [99.0, 210.0]),
    ("square", [148.0, 148.0]),
    ("us-letter", [215.9, 279.4]),
    ("us-half-letter", [139.7, 215.9]),
    ("us-trade", [152.4, 228.6]),
    ("leaflet", [297.0, 210.0]),
    ("letter-fold", [297.0, 210.0]),
    ("bifold", [297.0, 210.0]),
    ("z-fold", [297.0, 210.0]),
    ("gate-fold", [297.0, 210.0]),
];

#[test]
fn each_shipped_format_has_its_size_on_screen_and_when_it_is_trimmed() {
    let names: Vec<&str> = SIZES.iter().map(|(name, _)| *name).collect();
    let project = project(&format!("[{}]", names.join(", ")));
    project.run(&["build", "--format", "pdf,print"]).expect(0);
    for lang in ["ar", "en"] {
        for (n, (name, size)) in SIZES.iter().enumerate() {
            let name = if n == 0 { String::new() } else { format!(".{name}") };
            let screen = format!("{lang}/small{name}.pdf");
            let print = format!("{lang}/small{name}.print.pdf");
            let (found, count) = pages(&project, &screen, b"MediaBox");
            assert_size(found, *size);
            let (found, printed) = pages(&project, &print, b"TrimBox");
            assert_size(found, *size);
            // Only sheets of paper are padded.
            let sheets = if count > 2 { count.next_multiple_of(4) } else { count };
            assert_eq!(printed, sheets);
        }
    }
}

#[test]
fn formats_can_be_described_and_bear_their_names() {
    let described = "[{ name: tall, size: [120mm, 210mm] }, { name: wide, fold: gate, paper: a3 }, \
                     { name: bled, size: a5, theme: { page: { bleed: 5mm } } }]";
    let project = project(described);
    project.run(&["build", "--format", "pdf,print", "--lang", "ar"]).expect(0);
    let files = project.files("output/ar");
    let wanted = ["small", "small.bled", "small.wide"]
        .iter()
        .flat_map(|name| [format!("{name}.pdf"), format!("{name}.print.pdf")]);
    assert!(wanted.clone().all(|name| files.contains(&name)), "{files:?}");
    assert_eq!(files.len(), wanted.count());
    assert_size(pages(&project, "ar/small.pdf", b"MediaBox").0, [120.0, 210.0]);
    assert_size(pages(&project, "ar/small.wide.pdf", b"MediaBox").0, [420.0, 297.0]);
    assert_size(pages(&project, "ar/small.bled.print.pdf", b"BleedBox").0, [158.0, 220.0]);
    assert_size(pages(&project, "ar/small.print.pdf", b"BleedBox").0, [126.0, 216.0]);
}

#[test]
fn a_shipped_name_means_the_same_in_the_long_form() {
    let project =
        project("[booklet, { name: a6 }, { name: leaflet, theme: { page: { bleed: 4mm } } }]");
    project.run(&["build", "--format", "print", "--lang", "ar"]).expect(0);
    assert_size(pages(&project, "ar/small.a6.print.pdf", b"TrimBox").0, [105.0, 148.0]);
    let (size, count) = pages(&project, "ar/small.leaflet.print.pdf", b"BleedBox");
    assert_size(size, [305.0, 218.0]);
    assert_eq!(count, 2);
}

#[test]
fn all_formats_are_the_same_bytes_whatever_is_done_at_once() {
    let project = project("[booklet, leaflet, a6]");
    project.run(&["--proof", "-j", "1", "--out", "one"]).expect(0);
    project.run(&["--proof", "-j", "3", "--out", "three"]).expect(0);
    assert!(project.contents("one") == project.contents("three"));
}

#[test]
fn a_booklet_has_two_pages_a_side_and_leaflets_have_none() {
    let project = project("[booklet, leaflet, a6]");
    project.run(&["build", "--format", "pdf,booklet", "--lang", "ar"]).expect(0);
    assert!(!project.files("output/ar").contains(&"small.leaflet.booklet.pdf".to_owned()));
    for (name, sheet) in [("small", [296.0, 210.0]), ("small.a6", [210.0, 148.0])] {
        let (_, count) = pages(&project, &format!("ar/{name}.pdf"), b"MediaBox");
        let (found, sides) = pages(&project, &format!("ar/{name}.booklet.pdf"), b"MediaBox");
        assert_size(found, sheet);
        assert_eq!(sides * 2, count.next_multiple_of(4));
    }
}

#[test]
fn the_sheets_of_a_booklet_are_those_that_the_project_says() {
    let project = Project::new();
    let keys = "booklet: { sheet: a3, flip: long, paper: 0.1mm, marks: yes }\ndate:";
    project.run(&["build", "--format", "booklet", "--lang", "ar"]).expect(0);
    let before = fs::read(project.path("output/ar/small.booklet.pdf")).unwrap();
    project.replace("source/brochure.yaml", "date:", keys);
    project.run(&["build", "--format", "booklet", "--lang", "ar"]).expect(0);
    assert_size(pages(&project, "ar/small.booklet.pdf", b"MediaBox").0, [420.0, 297.0]);
    assert!(before != fs::read(project.path("output/ar/small.booklet.pdf")).unwrap());
    project.replace("source/brochure.yaml", "sheet: a3", "sheet: a5");
    let run = project.run(&["build", "--format", "booklet", "--lang", "ar"]).expect(0);
    run.says(&["note[reduced-pages]: the pages are reduced to 70", "source/brochure.yaml:"]);
}
