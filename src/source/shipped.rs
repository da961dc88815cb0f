//! The themes that are compiled in: whole ones, and changes to them.

use std::sync::Arc;

use super::decode::{Str, listed, nearest};
use super::theme;
use crate::diag::{Diagnostic, Failed, FileId, Sink, Sources, Span};
use crate::model::style::Theme;

/// The shipped themes by name. Those after the first begin with `base`, the name of the one
/// that they are changes to.
const SHIPPED: &[(&str, &str)] = &[
    ("najma", include_str!("../themes/najma.yaml")),
    ("kitab", include_str!("../themes/kitab.yaml")),
    ("maktab", include_str!("../themes/maktab.yaml")),
    ("taqrir", include_str!("../themes/taqrir.yaml")),
];

/// Changes that a page size or a fold brings to any theme, and under the name of a theme those that
/// it brings to that one, after the others.
const FORMATS: &[(&str, &str)] = &[
    ("a3", include_str!("../themes/formats/a3.yaml")),
    ("a4", include_str!("../themes/formats/a4.yaml")),
    ("a6", include_str!("../themes/formats/a6.yaml")),
    ("dl", include_str!("../themes/formats/dl.yaml")),
    ("kitab/a4", include_str!("../themes/formats/kitab-a4.yaml")),
    ("kitab/leaflet", include_str!("../themes/formats/kitab-leaflet.yaml")),
    ("kitab/us-letter", include_str!("../themes/formats/kitab-us-letter.yaml")),
    ("leaflet", include_str!("../themes/formats/leaflet.yaml")),
    ("maktab/a4", include_str!("../themes/formats/maktab-a4.yaml")),
    ("maktab/a6", include_str!("../themes/formats/maktab-a6.yaml")),
    ("maktab/dl", include_str!("../themes/formats/maktab-dl.yaml")),
    ("maktab/leaflet", include_str!("../themes/formats/maktab-leaflet.yaml")),
    ("maktab/square", include_str!("../themes/formats/maktab-square.yaml")),
    ("maktab/us-letter", include_str!("../themes/formats/maktab-us-letter.yaml")),
    ("square", include_str!("../themes/formats/square.yaml")),
    ("taqrir/a3", include_str!("../themes/formats/taqrir-a3.yaml")),
    ("taqrir/a4", include_str!("../themes/formats/taqrir-a4.yaml")),
    ("taqrir/leaflet", include_str!("../themes/formats/taqrir-leaflet.yaml")),
    ("taqrir/us-letter", include_str!("../themes/formats/taqrir-us-letter.yaml")),
    ("us-half-letter", include_str!("../themes/formats/us-half-letter.yaml")),
    ("us-letter", include_str!("../themes/formats/us-letter.yaml")),
    ("us-trade", include_str!("../themes/formats/us-trade.yaml")),
];

/// The files of a shipped theme: the theme that it is changes to comes first.
pub type Shipped = Vec<(FileId, Arc<str>)>;

/// The name of the theme of a project that names none.
pub const DEFAULT: &str = "najma";

/// The names of the shipped themes.
pub fn names() -> impl Iterator<Item = &'static str> {
    SHIPPED.iter().map(|(name, _)| *name)
}

/// The shipped themes with their files.
pub fn texts() -> impl Iterator<Item = (&'static str, &'static str)> {
    SHIPPED.iter().copied()
}

/// The texts of a shipped theme, as files of `sources`.
///
/// # Errors
/// No faults, after one went into `sink`: there is no such theme.
pub fn files(
    name: &Str,
    sources: &mut Sources,
    sink: &mut Sink,
) -> Result<Shipped, Vec<Diagnostic>> {
    let find = |name: &str| SHIPPED.iter().find(|(known, _)| *known == name);
    let Some(asked) = find(&name.text) else {
        sink.push(unknown_theme(name, &names().collect::<Vec<_>>()));
        return Err(vec![]);
    };
    let base = asked.1.lines().find_map(|line| line.strip_prefix("base: ")).and_then(find);
    let files = base.into_iter().chain([asked]).map(|&(name, text)| {
        let text: Arc<str> = text.into();
        (sources.add(format!("themes/{name}.yaml"), text.clone()), text)
    });
    Ok(files.collect())
}

/// The changes to a theme that a page size or a fold brings, as a file of `sources`.
pub fn format_changes(name: &str, sources: &mut Sources) -> Option<(FileId, Arc<str>)> {
    let &(name, text) = FORMATS.iter().find(|(known, _)| *known == name)?;
    let text: Arc<str> = text.into();
    Some((sources.add(format!("themes/formats/{name}.yaml"), text.clone()), text))
}

/// A shipped theme as it is, for what belongs to no project.
///
/// # Errors
/// [`Failed`], with a fault in `sink`: there is no such theme.
pub fn shipped_theme(
    name: &str,
    sources: &mut Sources,
    sink: &mut Sink,
) -> Result<Theme, Failed> {
    let name = Str { text: name.to_owned(), span: Span::NONE };
    let files = files(&name, sources, sink).map_err(|_| Failed)?;
    theme::theme(theme::whole(&files, sink)?, sink)
}

/// The fault of a name that no theme has.
pub(super) fn unknown_theme(name: &Str, known: &[&str]) -> Diagnostic {
    let fault =
        Diagnostic::error("unknown-theme", name.span, format!("unknown theme `{}`", name.text));
    match nearest(&name.text, known.iter().copied()) {
        Some(near) => fault.with_hint(format!("did you mean `{near}`?")),
        None => fault.with_hint(format!("known are {}", listed(known))),
    }
}

/// The theme's name where a project names none.
pub(super) fn default_name() -> Str {
    Str { text: DEFAULT.to_owned(), span: Span::NONE }
}
