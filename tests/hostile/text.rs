//! Text that no person types, and faults by the thousand.

use super::{english, limited, with_body};

/// Checks that a project is refused with one of these faults, in few words.
#[track_caller]
fn refused(text: &str, id: &str) {
    let project = english(text);
    let run = limited(&project, &["check"]).expect(1);
    assert!(run.stderr.contains(&format!("error[{id}]")), "no {id} in {:.2000}", run.stderr);
    assert!(run.stderr.len() < 200_000, "{} bytes are told", run.stderr.len());
}

/// Checks that text is done or refused, whatever it says.
#[track_caller]
fn ends(text: &str) {
    let project = english(text);
    let run = limited(&project, &["build", "source", "--format", "pdf,html"]);
    assert!(matches!(run.code, Some(0 | 1)), "{:?} {:.2000}", run.code, run.stderr);
}

#[test]
fn floods_of_faults_are_cut_off() {
    let unknown: String = (0..100_000).map(|n| format!("key{n}: 1\n")).collect();
    refused(&format!("title: T\nsections: []\n{unknown}"), "unknown-key");
    let equal = "title: T\n".repeat(30_000);
    refused(&equal, "duplicate-key");
    refused(&format!("title: T\nsections:\n{}", "  - {}\n".repeat(100_000)), "missing-key");
    refused(&format!("title: T\nsections: [{}]\n", "{},".repeat(15_000)), "missing-key");
}

#[test]
fn the_same_fault_at_many_places_is_told_once() {
    let project = english(&format!("title: T\nsections:\n{}", "  - {}\n".repeat(60)));
    let run = limited(&project, &["check"]).expect(1);
    assert_eq!(run.stderr.matches("the key `heading` is missing").count(), 1, "{}", run.stderr);
    assert!(run.stderr.contains("at 56 more places"), "{}", run.stderr);
    assert!(run.stderr.contains("60 errors"), "{}", run.stderr);
}

#[test]
fn what_no_person_types_is_refused_at_its_place() {
    refused(&with_body(&format!("a{}", "\u{301}".repeat(100_000))), "too-many-marks");
    refused(&with_body(&"\u{64b}".repeat(70_000)), "too-many-marks");
    refused(&with_body(&"a".repeat(200_000)), "word-too-long");
    refused(&with_body(&"a".repeat(1_000_000)), "text-too-long");
    refused(&with_body(&"[a]{".repeat(16_000)), "too-many-brackets");
    let nested = format!("{}x{}", "[a ".repeat(16_000), "]{weight=700}".repeat(16_000));
    refused(&with_body(&nested), "too-many-brackets");
    let heading = "word ".repeat(8_000);
    refused(
        &format!("title: T\nsections:\n  - {{id: a, heading: '{heading}', body: [x]}}\n"),
        "text-too-long",
    );
    refused(&format!("words: {{draft: '{heading}'}}\n{}", with_body("x")), "text-too-long");
    let contents = "      - toc:\n".repeat(400);
    refused(&(with_body("x") + &contents), "second-toc");
}

#[test]
fn as_much_as_is_allowed_is_done_in_time() {
    ends(&with_body(&"[a]{.underline} ".repeat(1_000)));
    ends(&with_body(&"\u{5d0}".repeat(8_000)));
    ends(&with_body(&"word ".repeat(20_000)));
    ends(&with_body(&"*a **b ".repeat(2_000)));
    let heading = "word ".repeat(800);
    ends(&format!("title: '{heading}'\nsections:\n  - {{id: a, heading: H, body: [x]}}\n"));
}
