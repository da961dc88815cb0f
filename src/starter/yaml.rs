//! A text file of a project, written: own quoting, so that whatever a text holds is read as it is.

use std::fmt::Write;

use super::import::{Draft, DraftPiece, DraftSection};

/// Words that YAML or the program take for something else than text.
const TAKEN: [&str; 10] = ["y", "n", "yes", "no", "on", "off", "true", "false", "null", "none"];

/// The file of a draft, under a remark; `untranslated` stands beside its state where it is not in
/// its language yet.
pub(super) fn file(draft: &Draft, remark: &str, untranslated: Option<&str>) -> String {
    let mut out = Yaml(String::new());
    out.line(0, "# yaml-language-server: $schema=../.schema/text.json");
    out.line(0, &format!("# {remark}"));
    out.key(0, "title", &draft.title);
    if let Some(subtitle) = &draft.subtitle {
        out.key(0, "subtitle", subtitle);
    }
    if let Some(said) = untranslated {
        out.line(0, &format!("status: draft  # {said}"));
    }
    out.line(0, "sections:");
    draft.sections.iter().for_each(|section| out.section(section));
    out.0
}

struct Yaml(String);

impl Yaml {
    fn line(&mut self, indent: usize, text: &str) {
        // Writing to a string never fails.
        let _ = writeln!(self.0, "{:indent$}{text}", "");
    }

    fn key(&mut self, indent: usize, key: &str, text: &str) {
        self.line(indent, &format!("{key}: {}", scalar(text, indent + 2)));
    }

    fn section(&mut self, section: &DraftSection) {
        self.line(0, "");
        self.line(2, &format!("- id: {}", section.id));
        self.key(4, "heading", &section.heading);
        let head = if section.body.is_empty() { "body: []" } else { "body:" };
        self.line(4, head);
        section.body.iter().for_each(|piece| self.piece(piece));
    }

    fn piece(&mut self, piece: &DraftPiece) {
        match piece {
            DraftPiece::Prose(text) => self.line(6, &format!("- {}", scalar(text, 8))),
            DraftPiece::Heading(text) => self.key(6, "- heading", text),
            DraftPiece::Terms(rows) => {
                self.line(6, "- terms:");
                for (term, text) in rows {
                    self.key(10, "- term", term);
                    self.key(12, "text", text);
                }
            }
            DraftPiece::List { start: None, items } => {
                self.line(6, "- list:");
                items.iter().for_each(|item| self.item(10, item));
            }
            DraftPiece::List { start: Some(start), items } => {
                self.line(6, "- list:");
                self.line(10, "numbered: yes");
                if *start != 1 {
                    self.line(10, &format!("start: {start}"));
                }
                self.line(10, "items:");
                items.iter().for_each(|item| self.item(12, item));
            }
            DraftPiece::Table(rows) => {
                self.line(6, "- table:");
                self.line(10, "lines:");
                for row in rows {
                    let cells: Vec<_> = row.iter().map(|cell| quoted(cell)).collect();
                    self.line(12, &format!("- [{}]", cells.join(", ")));
                }
            }
        }
    }

    fn item(&mut self, indent: usize, text: &str) {
        self.line(indent, &format!("- {}", scalar(text, indent + 2)));
    }
}

/// A text as YAML reads it back: bare where nothing in it can mean anything, its lines as they are
/// where it has several, else between quotation marks. Lines stand `indent` spaces in.
fn scalar(text: &str, indent: usize) -> String {
    if is_bare(text) {
        return text.to_owned();
    }
    if !is_block(text) {
        return quoted(text);
    }
    let lines = text.lines().map(|line| match line {
        "" => "\n".to_owned(),
        line => format!("\n{:indent$}{line}", ""),
    });
    format!("|{}", lines.collect::<String>())
}

fn is_bare(text: &str) -> bool {
    let plain =
        |c: char| c.is_alphanumeric() || is_mark(c) || " .,;!?()+&/—–’«»،؛؟%…".contains(c);
    text.starts_with(char::is_alphabetic)
        && !text.ends_with(' ')
        && text.chars().all(plain)
        && !is_taken(text)
}

/// Whether a text by itself is taken for something else.
pub(super) fn is_taken(text: &str) -> bool {
    TAKEN.contains(&text.to_lowercase().as_str())
}

/// Marks on letters, and what parts them without a space.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{200c}' | '\u{200d}')
}

/// Whether a text can stand after `|`: lines of signs that YAML prints, the first without indent.
fn is_block(text: &str) -> bool {
    let printed = |c: char| {
        matches!(c, '\n' | ' '..='~' | '\u{a0}'..='\u{2027}' | '\u{202f}'..='\u{d7ff}')
            || matches!(c, '\u{e000}'..='\u{fefe}' | '\u{ff00}'..='\u{fffc}' | '\u{10000}'..)
    };
    text.contains('\n')
        && !text.starts_with([' ', '\n'])
        && !text.ends_with([' ', '\n'])
        && text.chars().all(printed)
}

/// A text between quotation marks: a string of JSON is one of YAML, where what YAML does not
/// print is escaped, too (YAML 1.2.2, 5.1 and 5.7).
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            ' '..='~' | '\u{a0}'..='\u{2027}' | '\u{202f}'..='\u{d7ff}' => out.push(c),
            '\u{e000}'..='\u{fefe}' | '\u{ff00}'..='\u{fffd}' => out.push(c),
            '\u{10000}'.. => out.push(c),
            // Writing to a string never fails.
            _ => drop(write!(out, "\\u{:04X}", u32::from(c))),
        }
    }
    out + "\""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_bare_where_nothing_in_them_can_mean_anything() {
        for (text, written) in [
            ("كتاب صغير، بلا نهاية.", "كتاب صغير، بلا نهاية."),
            ("no", "\"no\""),
            ("a: b", "\"a: b\""),
            ("- a", "\"- a\""),
            ("1.10", "\"1.10\""),
            ("C:\\x \"y\"", "\"C:\\\\x \\\"y\\\"\""),
            ("a\u{85}b\u{feff}", "\"a\\u0085b\\uFEFF\""),
            ("one\ntwo\n\nthree", "|\n    one\n    two\n\n    three"),
            (" one\ntwo", "\" one\\ntwo\""),
        ] {
            assert_eq!(scalar(text, 4), written);
        }
    }
}
