//! What a paragraph cannot have: a word wider than its line.

use super::analyze;
use super::{Line, ParConfig, RichText};
use crate::diag::{Diagnostic, Sink};
use crate::geom::Abs;

/// Reports a line that is wider than its measure.
pub(super) fn report_overfull(
    line: &Line,
    text: &RichText,
    config: &ParConfig,
    sink: &mut Sink,
) {
    let over = line.width - config.measure;
    let Some(piece) = line.pieces.first().filter(|_| over > Abs::pt(0.01)) else { return };
    let shown = text.text.get(line.range.clone()).unwrap_or_default();
    let shown: String = shown.chars().filter(|&c| !analyze::is_ignorable(c)).collect();
    let message = format!("`{}` is {:.1} pt wider than its line", shown.trim(), over.to_pt());
    let fault = Diagnostic::warning("overfull-line", piece.span, message);
    sink.push(fault.with_hint("shorten the word, or part it with a soft hyphen (U+00AD)"));
}
