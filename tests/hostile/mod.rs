//! What a person may do by accident and what nobody does on purpose: refused or done, within bounds
//! of time and memory, with a fault that says where.

mod fonts;
mod mutated;
mod pdf;
mod reading;
mod shapes;
mod text;
mod writing;

use std::process::{Command, Stdio};

use crate::cli::project::{Project, Run, program};

/// Seconds of processor time: a debug build takes several times what a release does.
const SECONDS: usize = 30;
/// Kilobytes of address space.
const ROOM: usize = 2 << 20;

/// The program under limits, in a project's folder. Whoever passes them is killed.
fn limited(project: &Project, args: &[&str]) -> Run {
    let script = format!("ulimit -t {SECONDS}; ulimit -v {ROOM}; exec \"$0\" \"$@\"");
    let mut command = Command::new("sh");
    command.args(["-c", &script, program()]).args(args).stdin(Stdio::null());
    command.current_dir(project.path(".")).env_remove("RUST_BACKTRACE");
    Run::from(command.output().unwrap())
}

/// A project in English whose text file is this.
fn english(text: &str) -> Project {
    let project = Project::new();
    project.write("source/brochure.yaml", "slug: a\nlanguages: [en]\ndate: 2026-01-01\n");
    project.write("source/text/en.yaml", text);
    project
}

/// A text file with one section, whose body holds this piece of text.
fn with_body(piece: &str) -> String {
    format!("title: T\nsections:\n  - id: a\n    heading: H\n    body:\n      - '{piece}'\n")
}
