//! YAML files in one form: keys in the order of their schema, two spaces a step, and all that its
//! author wrote.
//!
//! In: the text of a file. Out: the same text with its lines moved (`scan`, `sort`, `write`). Lines
//! are moved whole, so that comments, quotation marks and line ends of texts stay as they are typed.
//! What comes out is read again and compared with what went in: where it would mean something else,
//! that is told, and the file stays.

mod bare;
mod files;
mod graft;
mod leaf;
mod lines;
mod nest;
mod same;
mod scan;
mod sort;
mod tree;
mod write;

use super::schema::{SchemaKind, strict};
use super::shape::{Place, Shapes};
use super::yaml;
use crate::diag::{Diagnostic, Failed, FileId, Sink, Span};
pub use files::{YamlFile, reformed, yaml_file, yaml_files};
pub use graft::{Grafted, Refusal, graft};

/// Spaces of one step.
const STEP: usize = 2;

/// The text of `file` in its form; `kind` says in which order its keys stand.
///
/// # Errors
/// [`Failed`], with the fault in `sink`: no YAML, or lines whose form is unknown.
pub fn formed(
    text: &str,
    kind: Option<SchemaKind>,
    file: FileId,
    sink: &mut Sink,
) -> Result<String, Failed> {
    let mut told = Sink::default();
    let Ok(before) = yaml::parse(text, file, &mut told) else {
        sink.append(told);
        return Err(Failed);
    };
    let refused = |at, sink: &mut Sink| sink.tell(unknown(Span::new(file, at..at)));
    let (mut sheet, lines, end) = scan::scan(text).map_err(|at| refused(at, sink))?;
    let shapes = Shapes::new(kind.map(strict).unwrap_or_default());
    if let Some(block) = &mut sheet.block {
        sort::Sorter { lines: &lines }.block(block, &Place::root(&shapes));
    }
    let out = write::written(&sheet, end);
    // Faults of what came out have their places in no file.
    let after = yaml::parse(&out, file, &mut told).map_err(|Failed| refused(0, sink))?;
    if let Some(span) = same::differs(&before, &after) {
        return Err(sink.tell(unknown(span)));
    }
    if !same::same_lines(text, &out) {
        return Err(refused(0, sink));
    }
    Ok(out)
}

/// The fault of a file that stays as it is.
fn unknown(span: Span) -> Diagnostic {
    let message =
        "the file is left as it is: from here on it could not be moved and mean the same";
    Diagnostic::error("no-form", span, message).with_hint(
        "write a key or a hyphen at the beginning of the line, and what belongs to it two spaces further in",
    )
}

#[cfg(test)]
mod tests;
