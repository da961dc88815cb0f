//! Terms are said as the glossary wants them, with whatever words are written onto them.

use super::project::Project;

const GLOSSARY: &str = "\
terms:
  - term: الوقاية
    en: { use: prevention, avoid: [prophylaxis, avoidance] }
  - term: استغلال
    en: exploit*
";

/// What is told of a project with this glossary and this English, by name of the fault.
fn told(glossary: &str, from: &str, to: &str) -> Project {
    let project = Project::new();
    project.write("source/glossary.yaml", glossary);
    project.replace("source/text/en.yaml", from, to);
    project
}

#[test]
fn terms_that_are_said_as_wanted_are_no_fault() {
    let project = told(GLOSSARY, "to prevent exploitation", "to prevent exploitation");
    let run = project.run(&["check"]).expect(0);
    assert!(!run.stderr.contains("wrong-term"), "{}", run.stderr);
}

#[test]
fn other_words_for_a_term_and_words_to_avoid_are_told_with_three_places() {
    for (from, to, said) in [
        ("term: Prevention", "term: Deterrence", "`الوقاية` is to be `prevention` in `en`"),
        (
            "term: Prevention",
            "term: Prevention or Prophylaxis",
            "`الوقاية` is not to be `prophylaxis` in `en`",
        ),
        ("to prevent exploitation", "to prevent abuse", "`استغلال` is to be `exploit*` in `en`"),
    ] {
        let run = told(GLOSSARY, from, to).run(&["check"]).expect(0);
        let plain: String =
            run.stderr.chars().filter(|c| !('\u{2066}'..='\u{2069}').contains(c)).collect();
        assert!(plain.contains(said), "{said}: {plain}");
        for place in ["text/en.yaml", "text/ar.yaml", "glossary.yaml"] {
            assert!(plain.contains(place), "{place}: {plain}");
        }
        assert_eq!(plain.matches("[wrong-term]").count(), 1, "{plain}");
    }
}

#[test]
fn a_glossary_that_is_none_is_a_fault_with_its_place() {
    for (glossary, fault) in [
        ("", "empty-file"),
        ("terms: x", "wrong-type"),
        ("terms: [{ en: a }]", "missing-key"),
        ("terms: [{ term: a, klingonish: b }]", "unknown-language"),
        ("terms: [{ term: a, en: { usee: b } }]", "unknown-key"),
        ("term: []", "unknown-key"),
        ("terms: [", "yaml"),
    ] {
        let run = told(glossary, "Prevention", "Prevention").run(&["check"]).expect(1);
        assert!(
            run.stderr.contains("glossary.yaml") && run.stderr.contains(fault),
            "{glossary}: {}",
            run.stderr
        );
    }
}
