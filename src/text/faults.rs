//! What a paragraph cannot have: a word wider than its line, a number that stays whole.

use super::analyze;
use super::paragraph::Paragraph;
use super::{Line, ParConfig, RichText};
use crate::diag::{Diagnostic, Sink};
use crate::geom::Abs;

/// Reports the first line that is wider than its measure: what is said of a paragraph is said
/// once.
pub(super) fn report_overfull(
    lines: &[Line],
    text: &RichText,
    config: &ParConfig,
    sink: &mut Sink,
) {
    let is_over = |line: &&Line| line.width - config.measure > Abs::pt(0.01);
    let Some(line) = lines.iter().find(is_over) else { return };
    let Some(piece) = line.pieces.first() else { return };
    let over = line.width - config.measure;
    let shown = text.text.get(line.range.clone()).unwrap_or_default();
    let shown: String = shown.chars().filter(|&c| !analyze::is_ignorable(c)).collect();
    let message = format!("`{}` is {:.1} pt wider than its line", shown.trim(), over.to_pt());
    let fault = Diagnostic::error("overfull-line", piece.span, message);
    sink.push(fault.with_hint("shorten the word, or part it with a soft hyphen (U+00AD)"));
}

/// Reports a number that is broken at a byte.
pub(super) fn report_torn(paragraph: &Paragraph<'_, '_>, at: usize, sink: &mut Sink) {
    let text = &paragraph.text.text;
    let starts = text[..at].rfind(char::is_alphabetic).map_or(0, |i| i + 1);
    let starts = (starts..at).find(|&i| text.is_char_boundary(i)).unwrap_or(at);
    let ends = text[at..].find(char::is_alphabetic).map_or(text.len(), |i| at + i);
    let shown: String =
        text[starts..ends].chars().filter(|&c| !analyze::is_ignorable(c)).collect();
    let Some(run) = paragraph.text.runs.iter().find(|run| run.range.contains(&at)) else {
        return;
    };
    let message = format!("`{}` is wider than its line and is broken", shown.trim());
    let fault = Diagnostic::warning("parted-number", run.span, message);
    sink.push(fault.with_hint("give it more room: a number is read whole"));
}
