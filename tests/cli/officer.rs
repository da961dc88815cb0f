//! `build --report`: the page for the accessibility officer.

use std::fs;

use super::project::Project;

fn page(project: &Project, args: &[&str]) -> String {
    let args = [&["build", "--report", "--format", "pdf,html", "--lang", "ar"], args].concat();
    let run = project.run(&args).expect(0);
    assert!(run.stdout.contains("accessibility.html"), "{}", run.stdout);
    fs::read_to_string(project.path("output/accessibility.html")).unwrap()
}

/// A project with a picture and a piece in another language.
fn project() -> Project {
    let project = Project::new();
    let svg = "<svg xmlns='http://www.w3.org/2000/svg' width='90' height='60'><rect width='90' height='60'/></svg>";
    project.write("source/assets/map.svg", svg);
    project.replace(
        "source/text/ar.yaml",
        "  - id: work",
        "      - figure: { file: assets/map.svg, alt: خريطة الطريق }\n      - \"[A whole phrase]{lang=en}\"\n  - id: work",
    );
    project
}

#[test]
fn the_page_says_what_files_claim_and_what_is_heard() {
    let page = page(&project(), &[]);
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"en\" dir=\"ltr\">"));
    for part in [
        "ar/small.pdf",
        "PDF/UA-1, PDF/A-2a",
        "خريطة الطريق",
        "A whole phrase",
        " : 1</bdi>",
        "screen reader",
    ] {
        assert!(page.contains(part), "no `{part}`");
    }
    let order = ["كتيب صغير", "تاريخ المركز", "الوقاية", "مجالات العمل"];
    let heard = page.rsplit("heard</h2>").next().unwrap();
    let mut rest = heard;
    for words in order {
        let at = rest.find(words).unwrap_or_else(|| panic!("no {words} after its fellows"));
        rest = &rest[at + words.len()..];
    }
    assert!(
        !page.contains("<script") && !page.contains("http"),
        "nothing comes from elsewhere"
    );
}

/// Names of elements that are opened and never closed, or closed in another order.
fn unbalanced(page: &str) -> Vec<String> {
    let (mut open, mut wrong) = (vec![], vec![]);
    for tag in page.split('<').skip(1) {
        let name = tag.split(['>', ' ']).next().unwrap();
        match name.strip_prefix('/') {
            _ if name.starts_with('!') || name == "meta" => {}
            Some(name) => {
                if open.pop() != Some(name) {
                    wrong.push(name.to_owned());
                }
            }
            None => open.push(name),
        }
    }
    wrong.extend(open.into_iter().map(str::to_owned));
    wrong
}

#[test]
fn the_page_is_accessible_itself_in_both_languages() {
    let project = project();
    for (lang, page) in
        [("en", page(&project, &[])), ("ar", page(&project, &["--ui-lang", "ar"]))]
    {
        assert!(page.contains(&format!("<html lang=\"{lang}\"")));
        assert_eq!(unbalanced(&page), [""; 0], "{lang}");
        let count = |part: &str| page.matches(part).count();
        assert_eq!((count("<h1>"), count("<main>"), count("<title>")), (1, 1, 1));
        assert!(count("<caption>") == count("<table>") && count("<h2>") == 6);
        assert_eq!(count("<th scope="), count("<th "), "every head says what it heads");
        let own: String =
            page.split("<h2>").map(|part| part.split("</h2>").next().unwrap()).collect();
        assert_eq!(own.contains(|c: char| ('ا'..='ي').contains(&c)), lang == "ar");
    }
    let arabic = page(&project, &["--ui-lang", "ar"]);
    assert!(!arabic.contains(['\u{2066}', '\u{2067}', '\u{2069}']), "no controls in the page");
    for words in ["What was checked", "Known limits", "holds", "by warraq"] {
        assert!(!arabic.contains(words), "{words}");
    }
}
