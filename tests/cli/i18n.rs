//! Translations and their source: what changes in a text, and what the record says of it.

use serde_json::Value;

mod exchange;
mod grow;
mod xliff;

use super::project::Project;

const SOURCE: &str = "source/text/ar.yaml";
const OTHER: &str = "source/text/en.yaml";
const LOCK: &str = "source/text/i18n.lock";

/// By name the state of every piece in English, and what else the board says of it.
fn board(project: &Project) -> Vec<(String, String, Value)> {
    let run = project.run(&["i18n", "status", "--format", "json"]).expect(0);
    let told: Value = serde_json::from_str(&run.stdout).unwrap();
    let blocks = told["languages"][0]["blocks"].as_array().unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    blocks.iter().map(|b| (text(&b["id"]), text(&b["state"]), b.clone())).collect()
}

/// The names of pieces in a state.
fn in_state(project: &Project, state: &str) -> Vec<String> {
    let board = board(project);
    board.into_iter().filter(|(_, own, _)| own == state).map(|(id, ..)| id).collect()
}

/// A text with every kind of block; `word` makes it a language of its own.
fn every_block(word: &str) -> String {
    format!(
        "\
title: {word} title
subtitle: {word} subtitle
description: {word} description
sections:
  - id: one
    heading: {word} heading
    body:
      - {word} paragraph, **strong** and [linked](https://example.org/)
      - |
        {word} block of

        two paragraphs
      - terms:
          - {{ term: {word} term, text: \"{word} description of a term\" }}
          - {{ term: {word} other term, text: '{word} other description' }}
      - list: [{word} item, {word} next item]
      - id: named
        callout: {{ title: {word} box, body: [{word} inside a box] }}
      - quote: {{ text: {word} quotation, attribution: {word} speaker }}
      - facts: [{{ number: 1998, label: {word} founded }}]
      - steps: [{{ title: {word} step, text: {word} what is done }}]
      - table: {{ caption: {word} caption, head: [{word} a, {word} b], rows: [[{word} c, 5]] }}
      - contact: {{ rows: [{{ label: {word} telephone, value: 116000 }}] }}
      - columns: [[{word} left], [{word} right]]
      - heading: {word} small heading
  - id: two
    heading: {word} last heading
    body: [\"{word} last paragraph\"]
"
    )
}

/// A project whose English is whole and reviewed.
fn reviewed() -> Project {
    let project = Project::new();
    project.write(SOURCE, every_block("Source"));
    project.write(OTHER, every_block("Target"));
    project.run(&["i18n", "accept", "--all"]).expect(0);
    project
}

#[test]
fn a_project_without_a_record_is_built_as_before_and_a_fresh_one_alike() {
    let project = Project::new();
    project.run(&["build"]).expect(0);
    let before = project.contents("output");
    assert!(!project.path(LOCK).exists());
    assert_eq!(in_state(&project, "draft").len(), board(&project).len());
    assert!(!project.path(LOCK).exists(), "looking records nothing");
    project.run(&["i18n", "accept", "--all"]).expect(0);
    assert_eq!(in_state(&project, "fresh").len(), board(&project).len());
    project.run(&["build"]).expect(0);
    assert_eq!(project.contents("output"), before);
}

#[test]
fn each_piece_of_every_kind_of_block_gets_stale_alone() {
    let project = reviewed();
    let whole = every_block("Source");
    let pieces = board(&project);
    assert!(pieces.iter().all(|(_, state, _)| state == "fresh"), "{pieces:?}");
    let words: Vec<usize> = whole.match_indices("Source").map(|(at, _)| at).collect();
    assert_eq!(words.len() + 3, pieces.len(), "each text is a piece, and three numbers are");
    let mut seen = std::collections::BTreeSet::new();
    for at in words {
        let changed = format!("{}Changed source{}", &whole[..at], &whole[at + 6..]);
        project.write(SOURCE, changed);
        let stale = in_state(&project, "stale");
        assert_eq!(stale.len(), 1, "{}", &whole[at..]);
        seen.extend(stale.clone());
        let own = board(&project).into_iter().find(|(id, ..)| *id == stale[0]).unwrap().2;
        assert_eq!(
            own["made-from"],
            own["source"].as_str().unwrap().replacen("Changed source", "Source", 1)
        );
    }
    assert_eq!(seen.len() + 3, pieces.len());
}

#[test]
fn a_piece_that_comes_or_goes_leaves_the_names_of_the_others() {
    let project = reviewed();
    let whole = every_block("Source");
    let lines: Vec<&str> = whole.lines().collect();
    let items = lines.iter().enumerate().filter(|(_, line)| line.starts_with("      - "));
    for (at, _) in items {
        let with = [&lines[..at], &["      - A paragraph that nobody has seen"], &lines[at..]]
            .concat();
        project.write(SOURCE, with.join("\n"));
        assert_eq!(in_state(&project, "missing").len(), 1, "before {}", lines[at]);
        assert!(
            in_state(&project, "stale").is_empty() && in_state(&project, "extra").is_empty()
        );
    }
    let gone = whole.replacen("      - heading: Source small heading\n", "", 1);
    project.write(SOURCE, gone);
    assert_eq!(in_state(&project, "extra"), ["one/12/heading"]);
}

#[test]
fn what_a_translation_lacks_or_has_copied_is_missing_until_it_is_taken() {
    let project = reviewed();
    project.write(
        OTHER,
        every_block("Target").replacen("      - heading: Target small heading\n", "", 1),
    );
    assert_eq!(in_state(&project, "missing"), ["one/12/heading"]);
    let project = Project::new();
    project.write(SOURCE, every_block("Source"));
    project.write(OTHER, every_block("Source"));
    let missing = in_state(&project, "missing");
    assert_eq!(missing.len() + 3, board(&project).len(), "numbers are the same everywhere");
    project.run(&["i18n", "accept", "--all"]).expect(0);
    assert_eq!(in_state(&project, "missing"), missing, "copies are no translations");
    project.run(&["i18n", "accept", "one/heading"]).expect(0);
    assert_eq!(in_state(&project, "missing").len() + 1, missing.len());
}

#[test]
fn print_files_wait_for_stale_translations_and_other_files_do_not() {
    let project = reviewed();
    project.replace(SOURCE, "Source last paragraph", "Source last paragraph, changed");
    let run = project.run(&["build"]).expect(1);
    let run =
        run.says(&["error[stale-translation]", "`two/1` in `en`", "warning[stale-edition]"]);
    assert!(!run.stderr.contains("missing-translation"));
    let files = project.files("output");
    assert!(
        files.contains(&"ar/small.print.pdf".into()) && files.contains(&"en/small.pdf".into())
    );
    assert!(!files.contains(&"en/small.print.pdf".into()));
    project.run(&["print", "--lang", "en"]).expect(1);
    project.run(&["check"]).expect(1).says(&["error[stale-translation]"]);
    project.run(&["print", "--lang", "en", "--allow-stale"]).expect(0);
    assert!(project.files("output").contains(&"en/small.print.pdf".into()));
    let diff = project.run(&["i18n", "diff"]).expect(0);
    assert!(diff.stdout.contains("{+paragraph, changed+}"), "{}", diff.stdout);
    assert!(diff.stdout.contains("= Target last paragraph"), "{}", diff.stdout);
    project.run(&["i18n", "accept", "two/1"]).expect(0);
    project.run(&["print", "--lang", "en"]).expect(0);
}

#[test]
fn a_draft_marks_what_is_stale_and_nothing_else() {
    let project = reviewed();
    project.replace(OTHER, "title: Target title", "status: draft\ntitle: Target title");
    project.replace(SOURCE, "Source last paragraph", "Source last paragraph, changed");
    project.run(&["build", "--lang", "en", "--format", "html"]).expect(0);
    let html = std::fs::read_to_string(project.path("output/en/small.html")).unwrap();
    let marked: Vec<&str> = html.split("sp-under\">").skip(1).collect();
    assert_eq!(marked.len(), 1, "{html}");
    assert!(marked[0].starts_with("Target last paragraph"));
}

#[test]
fn the_board_is_a_page_that_holds_its_texts_as_they_are() {
    let project = reviewed();
    project.replace(SOURCE, "Source last paragraph", "Source <b>last</b> & changed paragraph");
    project.run(&["i18n", "status", "--format", "html", "--out", "status.html"]).expect(0);
    let page = std::fs::read_to_string(project.path("status.html")).unwrap();
    assert!(
        page.contains("&lt;b&gt;last&lt;/b&gt; &amp;") && !page.contains("<b>last"),
        "{page}"
    );
    assert_eq!(page.matches("<article class=\"stale\">").count(), 1);
    assert_eq!(page.matches("<article").count(), 1);
}

#[test]
fn bad_records_and_names_are_faults_and_nothing_is_lost() {
    let project = reviewed();
    let whole = std::fs::read_to_string(project.path(LOCK)).unwrap();
    let spoilt = format!("<<<<<<< HEAD\n{whole}=======\n>>>>>>> other\n");
    project.write(LOCK, &spoilt);
    for args in [&["i18n", "status"][..], &["i18n", "accept", "--all"], &["build"]] {
        project.run(args).expect(1).says(&["error[merge-conflict]", "i18n.lock:1:1"]);
    }
    assert_eq!(std::fs::read_to_string(project.path(LOCK)).unwrap(), spoilt);
    project.write(LOCK, whole);
    project
        .run(&["i18n", "accept", "one/headin"])
        .expect(2)
        .says(&["did you mean `one/heading`?"]);
    project.run(&["i18n", "status", "--lang", "fr"]).expect(2).says(&["unlisted-language"]);
    project.write(SOURCE, "title: [");
    project.run(&["i18n", "status"]).expect(1);
}
