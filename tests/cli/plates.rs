//! `warraq print --plates`: the art that languages share, and the black of each.

use std::fs;

use lopdf::Document;
use lopdf::content::Content;

use super::project::Project;

/// Words of the covers dark on a light ground, so that they are black alone.
const LIGHT: &str = "\
colors:
  paper: { cmyk: [0, 0, 0, 100], rgb: \"#1A1A19\" }
  subtitle: { cmyk: [0, 0, 0, 100], rgb: \"#1A1A19\" }
ornament: { ground: sand, dark: rule }
";

const PERSIAN: &str = "\
title: کتابچه کوچک
sections:
  - id: history
    heading: تاریخ مرکز
    body:
      - این مرکز برای هماهنگی تلاش‌های جهانی بنیان نهاده شد و کار می‌کند.
      - id: goals
        terms:
          - term: پیشگیری
            text: کار برای جلوگیری از بهره‌کشی.
          - term: آگاهی
            text: بالا بردن آگاهی همگانی.
  - id: work
    heading: زمینه‌های کار
    body:
      - این مرکز از سال ۱۹۹۸ در زمینه‌های گوناگونی کار می‌کند.
";

const PLATES: [&str; 4] = ["print", "--plates", "black-per-language", "source"];

/// The small brochure in Arabic and Persian, its text in black alone.
fn project() -> Project {
    let project = Project::new();
    project.replace("source/brochure.yaml", "[ar, en]", "[ar, fa]");
    project.replace("source/brochure.yaml", "date:", "print: { text: k-only }\ndate:");
    project.write("source/text/fa.yaml", PERSIAN);
    fs::remove_file(project.path("source/text/en.yaml")).unwrap();
    project.write("source/theme.yaml", LIGHT);
    project
}

/// Operators that choose process colours, with their inks, of all pages; and the number of texts.
fn inks(project: &Project, name: &str) -> (Vec<[f32; 4]>, usize) {
    inks_in(project, "ar+fa", name)
}

fn inks_in(project: &Project, folder: &str, name: &str) -> (Vec<[f32; 4]>, usize) {
    let file = fs::read(project.path("output/plates").join(folder).join(name)).unwrap();
    let pdf = Document::load_mem(&file).unwrap();
    let mut inks = vec![];
    let mut texts = 0;
    for page in pdf.get_pages().into_values() {
        let content = Content::decode(&pdf.get_page_content(page)).unwrap();
        for op in content.operations {
            match op.operator.as_str() {
                "k" | "K" => {
                    let tint = |n: usize| op.operands[n].as_float().unwrap();
                    inks.push(std::array::from_fn(tint));
                }
                "TJ" | "Tj" => texts += 1,
                "rg" | "RG" | "g" | "G" => panic!("{} on a plate", op.operator),
                _ => {}
            }
        }
    }
    (inks, texts)
}

#[test]
fn languages_share_their_art_and_have_black_for_themselves() {
    let project = project();
    let run = project.run(&PLATES).expect(0);
    let files = ["small.ar.black.pdf", "small.art.pdf", "small.fa.black.pdf"];
    assert_eq!(project.files("output/plates/ar+fa"), files);
    assert_eq!(run.stdout.lines().count(), 4, "{}", run.stdout);
    let (art, texts) = inks(&project, "small.art.pdf");
    assert!(art.iter().all(|&[.., black]| black == 0.0), "{art:?}");
    assert!(art.iter().any(|&[c, m, y, _]| c + m + y > 0.0));
    assert_eq!(texts, 8, "the slug of each page, and no text of a language");
    for black in ["small.ar.black.pdf", "small.fa.black.pdf"] {
        let (black, texts) = inks(&project, black);
        assert!(black.iter().all(|&[c, m, y, _]| c + m + y == 0.0), "{black:?}");
        assert!(texts > 16, "{texts}");
    }
    let before = project.contents("output/plates");
    project.run(&PLATES).expect(0);
    assert!(before == project.contents("output/plates"), "the same bytes each time");
}

#[test]
fn the_art_is_the_same_whichever_language_comes_first() {
    let project = project();
    project.run(&PLATES).expect(0);
    let (art, _) = inks(&project, "small.art.pdf");
    project.replace("source/brochure.yaml", "[ar, fa]", "[fa, ar]");
    project.run(&PLATES).expect(0);
    assert_eq!(art, inks_in(&project, "fa+ar", "small.art.pdf").0);
}

#[test]
fn print_takes_no_other_outputs() {
    let project = project();
    project
        .run(&["print", "--format", "epub"])
        .expect(2)
        .says(&["error[wrong-usage]: `print` makes print files alone", "hint: leave it out"]);
    let plates = [&PLATES[..], &["--format", "pdf"]].concat();
    project.run(&plates).expect(2).says(&["error[wrong-usage]", "cannot be used with"]);
    assert!(project.files("output").is_empty());
}

#[test]
fn one_language_shares_nothing() {
    let project = project();
    let one = [&PLATES[..], &["--lang", "ar"]].concat();
    project.run(&one).expect(1).says(&[
        "error[plates-of-one]: plates are shared by languages, and there is only one",
        "source/brochure.yaml:3:",
    ]);
    assert!(project.files("output/plates").is_empty());
}

#[test]
fn text_that_may_be_in_colour_is_told_before_anything_is_made() {
    let project = project();
    project.replace("source/brochure.yaml", "text: k-only", "text: theme");
    project.run(&PLATES).expect(1).says(&[
        "error[text-off-black]: a black plate for each language needs text in black ink alone",
        "source/brochure.yaml:3:",
        "hint: write `print: { text: k-only }`",
    ]);
    assert!(project.files("output/plates").is_empty());
}

#[test]
fn text_that_is_knocked_out_has_to_be_the_same() {
    let project = project();
    fs::remove_file(project.path("source/theme.yaml")).unwrap();
    project.run(&PLATES).expect(1).says(&[
        "error[text-knocked-out]: text of page 1 is knocked out of the art, and is not that in `ar`",
        "source/text/fa.yaml:1:8",
    ]);
    let made = project.files("output/plates/ar+fa");
    assert_eq!(
        made,
        ["small.ar.black.pdf", "small.art.pdf"],
        "one language's fault stops no other"
    );
}

#[test]
fn art_that_differs_is_told_and_its_old_plate_is_removed() {
    let project = project();
    project.run(&PLATES).expect(0);
    let more = "    heading: زمینه‌های کار\n    body:\n      - quote: { text: کار }\n";
    project.replace("source/text/fa.yaml", "    heading: زمینه‌های کار\n    body:\n", more);
    project.run(&PLATES).expect(1).says(&[
        "error[art-differs]: the art of page",
        "in `fa` is not that in `ar`",
        "source/text/fa.yaml:",
    ]);
    let made = project.files("output/plates/ar+fa");
    assert_eq!(made, ["small.ar.black.pdf", "small.art.pdf"]);
}

#[test]
fn languages_that_run_the_other_way_are_told_to_be_printed_apart() {
    let project = Project::new();
    project.replace("source/brochure.yaml", "date:", "print: { text: k-only }\ndate:");
    project.write("source/theme.yaml", LIGHT);
    project.run(&PLATES).expect(1).says(&[
        "error[art-differs]: the art of page 1 in `en` is not that in `ar`",
        "print languages of one direction together",
    ]);
}
