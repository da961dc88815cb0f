//! What each file was made from, for other programs: rules of Make, or JSON.

use std::path::Path;

use clap::ValueEnum;
use serde_json::{Value, json};

use crate::batch::Report;

/// How it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum DepsFormat {
    /// Rules of Make, one an edition: its files, a colon, what they were made from
    Make,
    /// One JSON object an edition, a line each
    Json,
}

/// What the files of a run were made from.
pub(super) fn deps(report: &Report, format: DepsFormat) -> String {
    let lines = report.editions.iter().filter_map(|edition| {
        let made = edition.jobs.iter().filter_map(|job| Some(job.made.as_ref()?.path.as_path()));
        let made: Vec<&Path> = made.collect();
        let inputs: Vec<&Path> = edition.inputs.iter().map(|path| path.as_path()).collect();
        (!made.is_empty()).then(|| match format {
            DepsFormat::Make => format!("{}: {}\n", names(&made), names(&inputs)),
            DepsFormat::Json => {
                let said = json!({ "language": edition.lang.as_str(), "files": texts(&made), "inputs": texts(&inputs) });
                format!("{said}\n")
            }
        })
    });
    lines.collect()
}

fn texts(paths: &[&Path]) -> Vec<Value> {
    paths.iter().map(|path| Value::from(path.to_string_lossy())).collect()
}

/// Names as Make and Ninja read them in such rules.
fn names(paths: &[&Path]) -> String {
    let names: Vec<String> = paths.iter().map(|path| escaped(path)).collect();
    names.join(" ")
}

fn escaped(path: &Path) -> String {
    let mut out = String::new();
    for c in path.to_string_lossy().chars() {
        match c {
            ' ' | '#' | ':' => out.extend(['\\', c]),
            '$' => out.push_str("$$"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_of_make_stand_for_themselves() {
        assert_eq!(escaped(Path::new("a b/c#d$e.yaml")), r"a\ b/c\#d$$e.yaml");
    }
}
