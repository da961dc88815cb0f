//! Colours of a project's own that nothing is set in: a slip of the pen, in most cases.

use super::decode::{listed, nearest};
use super::formats::ProjectFormats;
use crate::diag::{Diagnostic, Sink, Sources, Span};

/// Tells of the colours that neither the themes nor a span of any text names.
pub(super) fn tell(made: &ProjectFormats, sources: &Sources, sink: &mut Sink) {
    let Some(format) = made.formats.first() else { return };
    let unused = || made.unused.iter().filter(|(name, span)| !in_a_span(name, **span, sources));
    let used: Vec<&str> = format
        .theme
        .colors
        .named
        .keys()
        .map(String::as_str)
        .filter(|name| unused().all(|(other, _)| other != name))
        .collect();
    for (name, span) in unused() {
        let message = format!("nothing is set in the colour `{name}`");
        sink.push(match nearest(name, used.iter().copied()) {
            Some(near) => Diagnostic::warning("unused-color", *span, message)
                .with_hint(format!("did you mean `{near}`?")),
            None => Diagnostic::note("unused-color", *span, message)
                .with_hint(format!("known are {}", listed(&used)))
                .with_hint(format!("in a text write `[word]{{color={name}}}`")),
        });
    }
}

/// Whether a text of the project says `color=name`.
fn in_a_span(name: &str, place: Span, sources: &Sources) -> bool {
    let said = [format!("color={name}"), format!("color=\"{name}\"")];
    let own = place.file.and_then(|file| sources.path(file)).and_then(|path| path.parent());
    let Some(folder) = own else { return false };
    sources
        .files()
        .filter(|file| file.path.starts_with(folder))
        .any(|file| said.iter().any(|said| file.text.contains(said.as_str())))
}
