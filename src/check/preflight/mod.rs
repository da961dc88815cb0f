//! What a print shop would telephone about, found before the file leaves the house.
//!
//! In: an edition, its laid-out pages, the faces. Out: findings with the line of the YAML that
//! they come from. How grave each is says the project under `print.preflight`, else
//! [`FINDINGS`]. Nothing is changed.

mod art;
mod pages;

use crate::diag::{Diagnostic, Severity, Sink, Span};
use crate::layout::frame::Layout;
use crate::model::Document;
use crate::model::print::{FINDINGS, Print};
use crate::text::Typesetter;

/// Looks an edition through that is to be printed.
pub fn preflight(
    document: &Document,
    layout: &Layout,
    setter: &Typesetter<'_>,
    sink: &mut Sink,
) {
    let mut findings = Findings { print: &document.print, sink };
    art::colors(document, &mut findings);
    art::strokes(document, &mut findings);
    art::pictures(document, layout, &mut findings);
    pages::count(document, layout, &mut findings);
    pages::blanks(document, layout, &mut findings);
    pages::texts(document, layout, setter, &mut findings);
}

/// Where findings go, each as grave as the project wants it.
struct Findings<'a> {
    print: &'a Print,
    sink: &'a mut Sink,
}

impl Findings<'_> {
    /// Tells a finding about a page of a format, which a project may have several of.
    fn tell_of_page(
        &mut self,
        id: &'static str,
        span: Span,
        message: String,
        hint: &str,
        format: Span,
    ) {
        if let Some(fault) = self.finding(id, span, message, hint) {
            let is_named = format.start > 0 && format != span;
            self.sink.push(match is_named {
                true => fault.with_related(format, "in this format"),
                false => fault,
            });
        }
    }

    /// Tells a finding.
    fn tell(&mut self, id: &'static str, span: Span, message: String, hint: &str) {
        let fault = self.finding(id, span, message, hint);
        fault.into_iter().for_each(|fault| self.sink.push(fault));
    }

    /// Tells a finding that is never graver than `most`, unless the project says so.
    fn tell_at_most(
        &mut self,
        most: Severity,
        id: &'static str,
        span: Span,
        message: String,
        hint: &str,
    ) {
        let is_said = self.print.levels.contains_key(id);
        if let Some(mut fault) = self.finding(id, span, message, hint) {
            if !is_said && fault.severity == Severity::Error {
                fault.severity = most;
            }
            self.sink.push(fault);
        }
    }

    /// A finding, unless the project does not want it; what belongs to no line of the source
    /// belongs to what the project says of printing.
    fn finding(
        &self,
        id: &'static str,
        span: Span,
        message: String,
        hint: &str,
    ) -> Option<Diagnostic> {
        let usual = FINDINGS.iter().find(|(known, _)| *known == id).map(|(_, level)| *level);
        let level = self.print.levels.get(id).copied().unwrap_or(usual)?;
        let span = if span == Span::NONE { self.print.span } else { span };
        let fault = match level {
            Severity::Note => Diagnostic::note(id, span, message),
            Severity::Warning => Diagnostic::warning(id, span, message),
            Severity::Error => Diagnostic::error(id, span, message),
        };
        Some(fault.with_hint(hint))
    }
}
