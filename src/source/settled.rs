//! The text of a project's file to nodes in their shapes; what is no YAML, but what people have, is
//! told with the way to take it in.

use super::node::{Node, NodeKind};
use super::shape::{Shapes, settle};
use super::yaml;
use crate::diag::{Diagnostic, Failed, FileId, Sink, Span};

/// Reads the text of a file that must hold something.
pub(super) fn settled<'t>(
    text: &'t str,
    file: FileId,
    shapes: &Shapes,
    sink: &mut Sink,
) -> Result<Node<'t>, Failed> {
    if let Some(at) = is_markdown(text) {
        let message = "this is Markdown, and no YAML";
        return Err(sink.tell(
            Diagnostic::error("not-yaml", Span::new(file, at..at + 1), message)
                .with_hint("`warraq new FOLDER --from FILE` makes a project of it")
                .with_hint("or write `title: …`, and the text under `sections:`"),
        ));
    }
    let node = yaml::parse(text, file, sink)?;
    if node.kind == NodeKind::Null {
        let fault = Diagnostic::error("empty-file", Span::new(file, 0..0), "the file is empty");
        return Err(sink.tell(fault.with_hint(
            "write `languages: [ar]` into `brochure.yaml`, `title: …` and `sections:` into a text",
        )));
    }
    Ok(settle(node, shapes, text, sink))
}

/// The heading that says so: a line `# Heading`, text of the first column below it, and no line that
/// is a key.
fn is_markdown(text: &str) -> Option<usize> {
    let is_key = |line: &str| {
        let key = line.split_once(':').map(|(key, _)| key);
        key.is_some_and(|key| {
            !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || c == '-')
        })
    };
    let is_prose =
        |line: &&str| line.chars().next().is_some_and(char::is_alphabetic) && !is_key(line);
    let is_said = |line: &&str| !line.trim().is_empty() && !line.starts_with('#');
    if text.lines().find(is_said).is_none_or(is_key) {
        return None;
    }
    let is_bare = text.lines().any(|line| is_prose(&line)) && !text.lines().any(is_key);
    let is_heading =
        |line: &&str| line.starts_with('#') && line.trim_start_matches('#').starts_with(' ');
    let heading = text.lines().find(is_heading);
    let at = heading.map(|line| line.as_ptr() as usize - text.as_ptr() as usize);
    at.filter(|_| is_bare)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_is_known_by_headings_and_prose_without_keys() {
        for text in ["# كتاب\n\n## أول\n\nنص.\n", "# A\nSome text: and more\n", "نص\n\n## ب\n"]
        {
            assert!(is_markdown(text).is_some(), "{text}");
        }
        for text in [
            "# remark\ntitle: A\nsections:\n  - heading: B\n",
            "title: A\n# remark\n",
            "# remark\n- a\n- b\n",
            "نص وحده\n",
            "# remark alone\n",
        ] {
            assert_eq!(is_markdown(text), None, "{text}");
        }
    }
}
