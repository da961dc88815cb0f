//! Facts of a translation are those of the first language, however each writes them.

use super::project::Project;

/// A project whose two texts end with a sentence each.
fn project(first: &str, other: &str) -> Project {
    let project = Project::new();
    project.write("source/text/ar.yaml", format!("title: عنوان\nsections:\n  - {{ id: one, heading: رأس, body: [\"نص {first} هنا\"] }}\n"));
    project.write("source/text/en.yaml", format!("title: Title\nsections:\n  - {{ id: one, heading: Head, body: [\"Text {other} here\"] }}\n"));
    project
}

const FACTS: [(&str, &str, &str); 6] = [
    ("رقم الهاتف ‎+961 1 234 567", "phone +961 1 234 567", "phone +961 1 234 568"),
    ("بريد help@example.org", "mail help@example.org", "mail help@example.com"),
    (
        "موقع https://example.org/help",
        "site https://example.org/help",
        "site https://example.org/hulp",
    ),
    ("١٬٢٥٠ طفلاً", "1,250 children", "1,350 children"),
    ("بتاريخ 21/3/2026", "on 21 March 2026", "on 22 March 2026"),
    ("مركز ICMEC", "the ICMEC", "the ICMEG"),
];

#[test]
fn the_same_facts_are_no_fault_and_others_are_told_with_both_places() {
    for (first, same, wrong) in FACTS {
        let run = project(first, same).run(&["check"]).expect(0);
        assert!(!run.stderr.contains("wrong-"), "{same}: {}", run.stderr);
        let told = project(first, wrong).run(&["check", "--message-format", "short"]);
        let line = told
            .stderr
            .lines()
            .find(|line| line.contains("[wrong-"))
            .unwrap_or_else(|| panic!("{wrong}: {}", told.stderr));
        assert!(line.contains("text/"), "{line}");
    }
    let both = project(FACTS[3].0, FACTS[3].2).run(&["check"]);
    assert!(
        both.stderr.contains("text/en.yaml:3") && both.stderr.contains("text/ar.yaml:3"),
        "{}",
        both.stderr
    );
}

#[test]
fn a_wrong_phone_number_is_not_printed_and_is_told_otherwise() {
    let (first, _, wrong) = FACTS[0];
    let project = project(first, wrong);
    project.run(&["build", "--format", "html"]).expect(0).says(&["warning[wrong-phone]"]);
    let run = project.run(&["build"]).expect(1).says(&["error[wrong-phone]"]);
    assert_eq!(run.stderr.matches("[wrong-phone]").count(), 1, "{}", run.stderr);
    let files = project.files("output");
    assert!(
        files.contains(&"ar/small.print.pdf".into()) && files.contains(&"en/small.pdf".into())
    );
    assert!(!files.contains(&"en/small.print.pdf".into()), "{files:?}");
    project.run(&["check"]).expect(1).says(&["error[wrong-phone]"]);
    let brochure = std::fs::read_to_string(project.path("source/brochure.yaml")).unwrap();
    project.write("source/brochure.yaml", format!("{brochure}allow: [wrong-phone]\n"));
    let run = project.run(&["build"]).expect(0);
    assert!(!run.stderr.contains("wrong-phone"), "{}", run.stderr);
}

#[test]
fn facts_of_the_brochure_agree_in_all_languages() {
    let source = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("source");
    let run = Project::new().run(&["check", source.to_str().unwrap()]).expect(0);
    assert!(!run.stderr.contains("wrong-"), "{}", run.stderr);
}
