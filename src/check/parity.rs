//! Whether a translation has what the first language has: block by block, row by row.

use crate::diag::{Diagnostic, Sink, Span};
use crate::model::abreast::{EditionPart, blocks, partners};
use crate::model::{Document, Section};

/// As many missing parts of a section are told one by one; more are told together.
const TOLD: usize = 3;

/// `untranslated`: blocks, and rows or items of blocks, that a translation lacks. Sections are
/// paired by id; those that it lacks are told elsewhere.
pub fn parity(first: &Document, other: &Document, sink: &mut Sink) {
    for section in &first.sections {
        let Some(own) = other.sections.iter().find(|own| own.id == section.id) else {
            continue;
        };
        let mut missing = vec![];
        compare(&blocks(&section.body), &blocks(&own.body), &mut missing);
        tell(section, own, &missing, other.lang.as_str(), sink);
    }
}

fn tell(
    section: &Section,
    own: &Section,
    missing: &[(&'static str, Span)],
    lang: &str,
    sink: &mut Sink,
) {
    let mut push = |span: Span, message: String| {
        let span = if span == Span::NONE { section.span } else { span };
        let fault = Diagnostic::warning("untranslated", span, message);
        sink.push(fault.with_related(own.span, "its section begins here"));
    };
    if missing.len() <= TOLD {
        for (name, span) in missing {
            push(*span, format!("this {name} is not in `{lang}`"));
        }
    } else if let Some((name, span)) = missing.first() {
        let (count, id) = (missing.len(), &section.id);
        push(*span, format!("{count} parts of `{id}` are not in `{lang}`: first this {name}"));
    }
}

/// Gathers the parts of `first` that `other` lacks, outermost only.
fn compare(
    first: &[EditionPart],
    other: &[EditionPart],
    missing: &mut Vec<(&'static str, Span)>,
) {
    let partners = partners(first, other);
    for (part, partner) in first.iter().zip(partners) {
        match partner.and_then(|at| other.get(at)) {
            Some(own) => compare(&part.parts, &own.parts, missing),
            None => missing.push((part.name, part.span)),
        }
    }
}
