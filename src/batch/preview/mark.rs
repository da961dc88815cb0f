//! Faults with their places, as they outlive the files that they were found in.

use crate::diag::{Diagnostic, Severity, Sources, Span};

/// A fault, told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FaultMark {
    /// The rule that is broken.
    pub id: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// What to do next.
    pub hints: Vec<String>,
    /// The file as it is shown, its line from 1, and what stands there.
    pub place: Option<(String, usize, String)>,
}

/// A fault with its place looked up.
pub(super) fn mark(fault: &Diagnostic, sources: &Sources) -> FaultMark {
    let expected = fault.expected.iter().map(|what| format!("expected {what}"));
    FaultMark {
        id: fault.id,
        severity: fault.severity,
        message: fault.message.clone(),
        hints: expected.chain(fault.hints.iter().cloned()).collect(),
        place: place(fault.span, sources),
    }
}

/// Path of a span's file as it is shown, the line on which it begins, and what stands there.
pub(super) fn place(span: Span, sources: &Sources) -> Option<(String, usize, String)> {
    let line = sources.line(span)?;
    let path = line.path.to_string_lossy().replace('\\', "/");
    Some((path, line.number, line.text.trim().to_owned()))
}
