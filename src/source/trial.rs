//! Whether a text can stand in a brochure, before there is one: it is read as it will be.

use super::markdown::{self, References};
use super::node::ScalarStyle;
use super::parsed::MarkdownBlock;
use super::place::PlaceMap;
use super::shipped::{DEFAULT, shipped_theme};
use crate::diag::{Severity, Sink, Sources, Span};
use crate::model::style::Theme;

/// What texts are tried in: a brochure with the theme that holds where none is named.
#[derive(Debug)]
pub struct TrialProject(Option<Theme>);

impl Default for TrialProject {
    fn default() -> Self {
        Self(shipped_theme(DEFAULT, &mut Sources::default(), &mut Sink::default()).ok())
    }
}

/// The first error of a text in Markdown, in words; `is_line` says that it is to be one line.
pub fn markdown_fault(trial: &TrialProject, text: &str, is_line: bool) -> Option<String> {
    let theme = trial.0.as_ref()?;
    let around = References { colors: &theme.colors, first_note: 0 };
    let places = PlaceMap::new(Span::NONE, text, text, ScalarStyle::Bare);
    let mut sink = Sink::default();
    let (is_empty, odd) = if is_line {
        (markdown::inline(text, &places, around, &mut sink).0.inlines.is_empty(), None)
    } else {
        let blocks = markdown::blocks(text, &places, around, &mut sink).blocks;
        (blocks.is_empty(), blocks.iter().find_map(misplaced))
    };
    let error = sink.diagnostics().iter().find(|fault| fault.severity == Severity::Error);
    match error {
        Some(fault) => Some(fault.message.clone()),
        // Which places a brochure has is known when all of it is read.
        None if text.contains("](#") => {
            Some("links inside the text are not known yet".to_owned())
        }
        None if is_empty => Some("nothing is left of it".to_owned()),
        None => odd.map(str::to_owned),
    }
}

/// What stands in a list or in a quotation that holds no such thing.
fn misplaced(piece: &MarkdownBlock) -> Option<&'static str> {
    let is_text = |piece: &MarkdownBlock| matches!(piece, MarkdownBlock::Paragraph(_));
    match piece {
        MarkdownBlock::List { items, .. } => items.iter().find_map(|item| {
            let text_first = item.first().is_some_and(is_text);
            let held = |piece: &MarkdownBlock| {
                is_text(piece) || matches!(piece, MarkdownBlock::List { .. })
            };
            match text_first && item.iter().all(held) {
                true => item.iter().find_map(misplaced),
                false => Some("an item of a list can hold paragraphs and lists only"),
            }
        }),
        MarkdownBlock::Quote(pieces, _) if !pieces.iter().all(is_text) => {
            Some("a quotation can hold paragraphs only")
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_stand_is_told() {
        let trial = TrialProject::default();
        for good in ["a **b**", "- a\n- b", "| a |\n|---|\n| b |", "a[^1]\n\n[^1]: b"] {
            assert_eq!(markdown_fault(&trial, good, false), None, "{good}");
        }
        for bad in
            ["<b>a</b>", "![a](b.png)", "# a", "---", "```\na\n```", "[a](b.md)", "[a](#b)"]
        {
            assert!(markdown_fault(&trial, bad, false).is_some(), "{bad}");
        }
        assert_eq!(markdown_fault(&trial, "1. a", true), None);
        assert!(markdown_fault(&trial, "<b>", true).is_some());
    }
}
