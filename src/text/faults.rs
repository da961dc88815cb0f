//! What a paragraph cannot have: a glyph that no face has, a word wider than its line.

use super::analyze;
use super::paragraph::Paragraph;
use super::{Line, ParConfig, RichText};
use crate::diag::{Diagnostic, Sink, Span};
use crate::geom::Abs;

/// Reports each character that no face has, once a paragraph.
pub(super) fn report_missing(paragraph: &Paragraph<'_, '_>, sink: &mut Sink) {
    let mut told: Vec<char> = vec![];
    for (unit, word) in paragraph.units.iter().zip(&paragraph.words) {
        for &offset in &word.missing {
            let rest = paragraph.text.text.get(unit.start + offset as usize..);
            let Some(c) = rest.and_then(|rest| rest.chars().next()) else { continue };
            if told.contains(&c) {
                continue;
            }
            told.push(c);
            sink.push(missing_glyph(c, paragraph.run(unit).span));
        }
    }
}

fn missing_glyph(c: char, span: Span) -> Diagnostic {
    let shown = if c.is_control() { String::new() } else { format!("`{c}` ") };
    let message = format!("no font has the character {shown}(U+{:04X})", u32::from(c));
    Diagnostic::error("missing-glyph", span, message)
        .with_hint("write it otherwise, or put a font that has it into `source/fonts/`")
}

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
