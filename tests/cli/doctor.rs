//! `warraq doctor`: what can be made, and the line to type for the rest.

use std::fs;

use super::project::Project;

#[test]
fn a_project_is_told_what_it_is_made_into() {
    let project = Project::new();
    let said = project.run(&["doctor"]).expect(0).stdout;
    let lines =
        ["warraq ", "Arabic", "+ ar", "+ pdf", "+ print", "PDF/X-4", "+ epub", "– leaflet"];
    for part in lines {
        assert!(said.contains(part), "no `{part}` in {said}");
    }
}

/// What is to be typed, as `doctor` says it.
fn typed(said: &str) -> Vec<String> {
    let lines =
        said.lines().filter_map(|line| line.trim().strip_prefix("write in `brochure.yaml`: `"));
    lines.map(|line| line.trim_end_matches('`').to_owned()).collect()
}

#[test]
fn what_it_says_is_to_be_typed_makes_what_is_missing() {
    let project = Project::new();
    project.replace("source/brochure.yaml", "date:", "outputs: [html]\ndate:");
    let said = project.run(&["doctor"]).expect(0).stdout;
    for output in ["pdf", "print", "booklet", "epub"] {
        assert!(said.contains(&format!("– {output}")), "{said}");
    }
    let all = typed(&said);
    assert_eq!(all.len(), 5, "{said}");
    let brochure = fs::read_to_string(project.path("source/brochure.yaml")).unwrap();
    for (line, made) in
        all.iter().zip(["small.pdf", "small.print.pdf", "small.booklet.pdf", "small.epub", ""])
    {
        let own = brochure.replace("outputs: [html]\n", "");
        project.write("source/brochure.yaml", format!("{own}{line}\n"));
        project.run(&["build", "--lang", "ar"]).expect(0);
        assert!(project.path(&format!("output/ar/{made}")).exists(), "{line} makes {made}");
    }
    assert!(project.files("output/ar").iter().any(|name| name.contains("leaflet")));
}

#[test]
fn languages_without_letters_are_told_what_helps() {
    let project = Project::new();
    project.write(
        "source/text/hi.yaml",
        "title: x\nsections: [{ id: a, heading: x, body: [y] }]\n",
    );
    project.replace("source/brochure.yaml", "[ar, en]", "[ar, hi]");
    let said = project.run(&["doctor"]).expect(0).stdout;
    assert!(
        said.contains("– hi") && said.contains("Devanagari") && said.contains("`fonts`"),
        "{said}"
    );
    let arabic = project.run(&["--ui-lang", "ar", "doctor"]).expect(0).stdout;
    for word in ["outputs", "languages", "is made", "no format", "put a font"] {
        assert!(!arabic.contains(word), "`{word}` in {arabic}");
    }
}

#[test]
fn without_a_project_the_program_speaks_of_itself() {
    let project = Project::new();
    fs::remove_dir_all(project.path("source")).unwrap();
    let said = project.run(&["doctor"]).expect(0).stdout;
    assert!(said.contains("Arabic") && said.contains("warraq new library"), "{said}");
    project.run(&["doctor", "nowhere"]).expect(2).says(&["there is no folder `nowhere`"]);
}
