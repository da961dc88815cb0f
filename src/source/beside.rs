//! What a project need not say twice: a file's name, by the folder's; and what stands in the wrong one
//! of its two files.

use std::path::Path;

use super::decode::Str;
use super::node::{Node, NodeKind};
use crate::diag::Span;

/// The file that makes a folder a project.
pub(super) const BROCHURE: &str = "brochure.yaml";
/// What outputs are called where the folder has no name that would do, and where it is called as
/// sources are.
const NAMELESS: &str = "brochure";
/// What folders of sources are called.
const COMMON: [&str; 4] = ["source", "src", "brochure", "project"];
/// Longest name of outputs.
const LONGEST: usize = 80;

/// A file of a project, and its keys.
pub struct Beside {
    /// Its path.
    pub file: String,
    /// Its field names.
    pub fields: &'static [&'static str],
}

impl Beside {
    /// The text of the first language that a `brochure.yaml` names.
    pub(super) fn text(brochure: &Node<'_>, fields: &'static [&'static str]) -> Self {
        let scalar = |node: &Node<'_>| match &node.kind {
            NodeKind::Scalar(scalar) => Some(scalar.text.to_string()),
            _ => None,
        };
        let first = brochure.get("languages").and_then(|said| match &said.kind {
            NodeKind::Seq(items) => scalar(items.first()?),
            _ => scalar(said),
        });
        Self { file: format!("text/{}.yaml", first.as_deref().unwrap_or("ar")), fields }
    }

    /// The project's own file.
    pub(super) fn brochure(fields: &'static [&'static str]) -> Self {
        Self { file: BROCHURE.to_owned(), fields }
    }
}

/// What the outputs of a folder are called that says nothing of it: small Latin letters, digits and
/// hyphens of its name.
pub(super) fn name_of(dir: &Path) -> Str {
    Str { text: text_of(dir), span: Span::NONE }
}

fn text_of(dir: &Path) -> String {
    let whole = dir.canonicalize().ok();
    let name = whole.as_deref().unwrap_or(dir).file_name().unwrap_or_default();
    let name = name.to_string_lossy().to_lowercase();
    let kept = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit();
    let words: Vec<&str> = name.split(|c| !kept(c)).filter(|word| !word.is_empty()).collect();
    let mut joined = words.join("-");
    joined.truncate(LONGEST);
    let joined = joined.trim_end_matches('-');
    if joined.is_empty() || COMMON.contains(&joined) {
        return NAMELESS.to_owned();
    }
    joined.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outputs_are_called_as_their_folder() {
        for (folder, name) in [
            ("My Clinic 2026", "my-clinic-2026"),
            ("library", "library"),
            ("مكتبة", "brochure"),
            ("source", "brochure"),
            ("Jahresbericht_ÄÖ-2", "jahresbericht-2"),
            ("a/..", "brochure"),
        ] {
            assert_eq!(name_of(Path::new(folder)).text, name, "{folder}");
        }
    }
}
