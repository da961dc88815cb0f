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
    /// Tells a finding; what belongs to no line of the source belongs to what the project says
    /// of printing.
    fn tell(&mut self, id: &'static str, span: Span, message: String, hint: &str) {
        let usual = FINDINGS.iter().find(|(known, _)| *known == id).map(|(_, level)| *level);
        let Some(level) = self.print.levels.get(id).copied().unwrap_or(usual) else { return };
        let span = if span == Span::NONE { self.print.span } else { span };
        let fault = match level {
            Severity::Note => Diagnostic::note(id, span, message),
            Severity::Warning => Diagnostic::warning(id, span, message),
            Severity::Error => Diagnostic::error(id, span, message),
        };
        self.sink.push(fault.with_hint(hint));
    }
}
