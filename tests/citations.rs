//! What the code cites exists: each `docs/NAME.md, N.M` in comments and strings is a file with a
//! heading of that number, each rule of the text layer a heading of its specification.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fs;
use std::path::{Path, PathBuf};

/// Where the rules of the text layer stand.
const RULES: &str = "docs/spec/text-layer.md";
/// What stands before a list of such rules.
const CITES_RULES: [&str; 2] = ["text-layer rules ", "text-layer rule "];
/// What stands between two of them.
const BETWEEN: [&str; 3] = [", ", " to ", " and "];

/// A place in a document that the code cites.
#[derive(Debug, PartialEq, Eq)]
struct Citation {
    /// The document, from the root of the repository.
    document: String,
    /// The number of a heading, where one is named.
    number: Option<String>,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The text of a file without the marks of its comments, so that a citation may go on in the next
/// line.
fn joined(text: &str) -> String {
    let bare = |line: &str| {
        let line = line.trim();
        let marks = ["//!", "///", "//"];
        marks.iter().find_map(|mark| line.strip_prefix(mark)).unwrap_or(line).trim().to_owned()
    };
    text.lines().map(bare).collect::<Vec<_>>().join(" ")
}

/// The citations of documents by their paths.
fn documents(text: &str) -> Vec<Citation> {
    let starts = text.match_indices("docs/").map(|(at, _)| at);
    let alone = |at: &usize| !text[..*at].ends_with(|c: char| c.is_alphanumeric() || c == '/');
    starts.filter(alone).filter_map(|at| document(&text[at..])).collect()
}

/// The citation at the start of a text: `docs/[a-z/-]+\.md(, [0-9.]+)?`.
fn document(text: &str) -> Option<Citation> {
    let end = text.find(|c: char| !(c.is_ascii_lowercase() || matches!(c, '/' | '-')))?;
    let rest = text[end..].strip_prefix(".md")?;
    let number = rest.strip_prefix(", ").map(|rest| {
        let end = rest.find(|c: char| !(c.is_ascii_digit() || c == '.'));
        rest[..end.unwrap_or(rest.len())].trim_end_matches('.').to_owned()
    });
    let number = number.filter(|number| !number.is_empty());
    Some(Citation { document: format!("{}.md", &text[..end]), number })
}

/// The rules of the text layer that a text cites: `text-layer rules R1, R7 and R10`.
fn rules(text: &str) -> Vec<Citation> {
    let mut found = vec![];
    for words in CITES_RULES {
        for (at, _) in text.match_indices(words) {
            let mut rest = &text[at + words.len()..];
            while let Some(after) = rest.strip_prefix('R') {
                let end = after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len());
                let number = Some(format!("R{}", &after[..end]));
                found.push(Citation { document: RULES.to_owned(), number });
                let after = &after[end..];
                let Some(next) = BETWEEN.iter().find_map(|sign| after.strip_prefix(sign))
                else {
                    break;
                };
                rest = next;
            }
        }
    }
    found
}

/// Whether a document has a heading that begins with a number.
fn has_heading(document: &str, number: &str) -> bool {
    let headings = document.lines().filter(|line| line.starts_with('#'));
    let mut numbers = headings.filter_map(|line| {
        line.trim_start_matches('#').split_whitespace().next().map(|n| n.trim_end_matches('.'))
    });
    numbers.any(|known| known == number)
}

/// What is wrong with a citation, if anything is.
fn fault(citation: &Citation) -> Option<String> {
    let Citation { document, number } = citation;
    let Ok(text) = fs::read_to_string(root().join(document)) else {
        return Some(format!("there is no `{document}`"));
    };
    let number = number.as_ref().filter(|number| !has_heading(&text, number))?;
    Some(format!("`{document}` has no heading {number}"))
}

/// All Rust files and scripts under a folder.
fn files(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()) {
        let code =
            |ext: &std::ffi::OsStr| ["rs", "py", "mjs"].iter().any(|known| ext == *known);
        if entry.is_dir() {
            files(&entry, out);
        } else if entry.extension().is_none_or(code) {
            out.push(entry);
        }
    }
}

#[test]
fn what_the_code_cites_exists() {
    let mut all = vec![];
    ["src", "tests"].iter().for_each(|folder| files(&root().join(folder), &mut all));
    all.sort();
    // Its samples are wrong on purpose.
    all.retain(|path| !path.ends_with("tests/citations.rs"));
    let (mut cited, mut faults) = (0, vec![]);
    for path in all {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        let text = joined(&text);
        for citation in documents(&text).into_iter().chain(rules(&text)) {
            cited += 1;
            let name = path.strip_prefix(root()).unwrap().display();
            faults.extend(fault(&citation).map(|fault| format!("{name}: {fault}")));
        }
    }
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
    assert!(cited > 80, "only {cited} citations were found");
}

#[test]
fn citations_are_read_over_line_ends_and_faults_are_found() {
    let cite = |document: &str, number: &str| Citation {
        document: document.to_owned(),
        number: (!number.is_empty()).then(|| number.to_owned()),
    };
    let text =
        joined("/// See docs/spec/order.md,\n    /// 3.2. And `docs/print.md`, then\n//x");
    let found = documents(&text);
    assert_eq!(found, [cite("docs/spec/order.md", "3.2"), cite("docs/print.md", "")]);
    assert_eq!(documents("more/docs/print.md, 1, docs/Print.md, docs/print"), vec![]);
    let found = rules("(text-layer rules R1, R7,\n".replace('\n', " ").as_str());
    assert_eq!(found, [cite(RULES, "R1"), cite(RULES, "R7")]);
    let found = rules("text-layer rule R9; text-layer rules R2 to R6");
    assert_eq!(found, [cite(RULES, "R2"), cite(RULES, "R6"), cite(RULES, "R9")]);
    assert_eq!(fault(&cite(RULES, "R13")), None);
    assert_eq!(fault(&cite("docs/spec/order.md", "3.2")), None);
    let missing = |document, number| fault(&cite(document, number)).unwrap();
    assert_eq!(missing(RULES, "R14"), "`docs/spec/text-layer.md` has no heading R14");
    assert_eq!(missing(RULES, "3.99"), "`docs/spec/text-layer.md` has no heading 3.99");
    assert_eq!(missing("docs/no.md", ""), "there is no `docs/no.md`");
}
