//! `docs/blocks.md` says what the program says of its blocks; `UPDATE_REF=1` writes it anew.

use std::fmt::Write;
use std::fs;

use warraq::source::{Explained, ExplainedKey, beside, explained};

const DOCUMENT: &str = "docs/blocks.md";

const HEAD: &str = "\
# Blocks

What stands under `body:` in `text/<language>.yaml` is a list. An item is text in Markdown, or a block under its name;
text with `: ` or ` #` in it, or a sign at its beginning, stands between quotation marks. `warraq explain terms` says in
the terminal what is said here of `terms`. This file is written by a test from what the program itself knows.

";

/// The rows of a table of keys; keys in others stand behind theirs.
fn rows(keys: &[ExplainedKey]) -> String {
    let mut out = String::from("| key | takes | what it is for |\n|---|---|---|\n");
    let mut above = String::new();
    for key in keys {
        let name = match key.depth {
            0 => key.name.clone(),
            _ => format!("{above} › {}", key.name),
        };
        if key.depth == 0 {
            above.clone_from(&key.name);
        }
        let name = if key.needed { format!("**{name}**") } else { name };
        writeln!(out, "| {name} | {} | {} |", key.takes, key.about).unwrap();
    }
    out
}

fn block(block: &Explained) -> String {
    let mut out = format!("## {}\n\n{} Takes {}.", block.name, block.about, block.takes);
    if !block.also.is_empty() {
        let names: Vec<String> = block.also.iter().map(|name| format!("`{name}`")).collect();
        write!(out, " Also known as {}.", names.join(", ")).unwrap();
    }
    out += "\n\n";
    for example in block.examples {
        write!(out, "```yaml\n{example}```\n\n").unwrap();
    }
    if !block.keys.is_empty() {
        writeln!(out, "{}", rows(&block.keys)).unwrap();
    }
    out
}

fn document() -> String {
    let blocks = explained();
    let links: Vec<String> =
        blocks.iter().map(|block| format!("[{0}](#{0})", block.name)).collect();
    let mut out = format!("{HEAD}{}\n\n", links.join(" · "));
    blocks.iter().for_each(|known| out += &block(known));
    out += "## Beside any block\n\n";
    out += &rows(&beside());
    out += "\nKeys in bold type must be there.\n";
    out
}

#[test]
fn the_documentation_of_blocks_is_what_the_program_says() {
    let wanted = document();
    if std::env::var_os("UPDATE_REF").is_some() {
        fs::write(DOCUMENT, &wanted).unwrap();
    }
    let found = fs::read_to_string(DOCUMENT).unwrap_or_default();
    assert!(found == wanted, "{DOCUMENT} is stale: `UPDATE_REF=1 cargo test` writes it anew");
}
