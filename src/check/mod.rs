//! Rules that read a project and never change it.
//!
//! In: a loaded [`Project`]. Out: faults. What is wrong in itself is told when documents are
//! made; the rules here tell what someone should know before an edition is sent out: drafts,
//! sections that a translation lacks or has alone, blocks and rows that it lacks; and, where a file for the print shop is made,
//! what [`preflight()`] finds on its pages.

mod facts;
mod glossary;
mod parity;
mod preflight;

pub use facts::facts;
pub use glossary::glossary;
pub use parity::parity;
pub use preflight::preflight;

use crate::diag::{Diagnostic, Sink, Sources};
use crate::model::Status;
use crate::source::{Edition, Project};

/// All faults of a project: those of each language's document, then those of the [`rules`].
pub fn check(project: &Project, sources: &Sources, sink: &mut Sink) {
    for edition in project.editions() {
        // The faults are in the sink; the document itself is not wanted here.
        let _made = project.document(&edition.lang, sources, None, sink);
    }
    // As are those of printing.
    let _printed = project.printable(sink);
    rules(project, sink);
}

/// The rules alone, for those who make the documents themselves.
pub fn rules(project: &Project, sink: &mut Sink) {
    for edition in project.editions() {
        draft(edition, sink);
    }
    sections(project, sink);
}

/// Whether all editions have the same sections.
pub fn sections(project: &Project, sink: &mut Sink) {
    let Some((source, translations)) = project.editions().split_first() else { return };
    for translation in translations.iter().filter(|edition| edition.status().is_some()) {
        untranslated(source, translation, sink);
        unknown_sections(source, translation, sink);
    }
}

/// `draft`: a text that no person has reviewed yet. Its pages say so.
fn draft(edition: &Edition, sink: &mut Sink) {
    if edition.status() == Some(Status::Draft) {
        let message = format!("the text in `{}` is a draft", edition.lang);
        sink.push(
            Diagnostic::note("draft", edition.place(), message)
                .with_hint("write `status: final` when a person has reviewed it"),
        );
    }
}

/// `untranslated`: a section of the source language that a translation lacks, or has without
/// text. Sections are paired by id.
fn untranslated(source: &Edition, translation: &Edition, sink: &mut Sink) {
    for section in source.sections().filter(|section| !section.is_empty) {
        let own = translation.sections().find(|own| own.id == section.id);
        if own.is_some_and(|own| !own.is_empty) {
            continue;
        }
        let span = own.map_or(translation.place(), |own| own.span);
        let message = format!("the section `{}` is not in `{}`", section.id, translation.lang);
        sink.push(
            Diagnostic::warning("untranslated", span, message)
                .with_related(section.span, format!("it stands in `{}` here", source.lang)),
        );
    }
}

/// `unknown-section`: a section of a translation that the source language does not have.
fn unknown_sections(source: &Edition, translation: &Edition, sink: &mut Sink) {
    // Where the source text could not be read, nothing can be said.
    if source.status().is_none() {
        return;
    }
    for section in translation.sections() {
        if source.sections().all(|other| other.id != section.id) {
            let message = format!("the section `{}` is not in `{}`", section.id, source.lang);
            sink.push(
                Diagnostic::warning("unknown-section", section.span, message)
                    .with_hint("sections are paired by their ids"),
            );
        }
    }
}
