//! The themes that are compiled in: whole ones, and changes to them.

use std::sync::Arc;

use super::decode::{Str, listed, nearest};
use super::node::Node;
use super::{derived, theme, yaml};
use crate::diag::{Diagnostic, Failed, FileId, Sink, Sources, Span};
use crate::model::style::Theme;

/// A shipped file: its name in `themes/`, its text, and the nodes that are derived from it.
type Text = (&'static str, &'static str, &'static str);

macro_rules! text {
    ($path:literal) => {
        (
            $path,
            include_str!(concat!("../themes/", $path, ".yaml")),
            include_str!(concat!("../themes/derived/", $path, ".nodes")),
        )
    };
}

/// The shipped themes by name. Those after the first begin with `base`, the name of the one
/// that they are changes to.
const SHIPPED: &[Text] =
    &[text!("najma"), text!("kitab"), text!("maktab"), text!("taqrir"), text!("jari")];

/// Changes that a page size or a fold brings to any theme, and before a hyphen the name of a theme
/// those that it brings to that one, after the others.
const FORMATS: &[(&str, Text)] = &[
    ("a3", text!("formats/a3")),
    ("a4", text!("formats/a4")),
    ("a6", text!("formats/a6")),
    ("dl", text!("formats/dl")),
    ("jari/a4", text!("formats/jari-a4")),
    ("jari/leaflet", text!("formats/jari-leaflet")),
    ("kitab/a4", text!("formats/kitab-a4")),
    ("kitab/leaflet", text!("formats/kitab-leaflet")),
    ("kitab/us-letter", text!("formats/kitab-us-letter")),
    ("leaflet", text!("formats/leaflet")),
    ("maktab/a4", text!("formats/maktab-a4")),
    ("maktab/a6", text!("formats/maktab-a6")),
    ("maktab/dl", text!("formats/maktab-dl")),
    ("maktab/leaflet", text!("formats/maktab-leaflet")),
    ("maktab/square", text!("formats/maktab-square")),
    ("maktab/us-letter", text!("formats/maktab-us-letter")),
    ("square", text!("formats/square")),
    ("taqrir/a3", text!("formats/taqrir-a3")),
    ("taqrir/a4", text!("formats/taqrir-a4")),
    ("taqrir/leaflet", text!("formats/taqrir-leaflet")),
    ("taqrir/us-letter", text!("formats/taqrir-us-letter")),
    ("us-half-letter", text!("formats/us-half-letter")),
    ("us-letter", text!("formats/us-letter")),
    ("us-trade", text!("formats/us-trade")),
];

/// A shipped file among the sources of a project.
#[derive(Debug, Clone)]
pub struct ShippedFile {
    file: FileId,
    /// What people wrote.
    pub text: Arc<str>,
    derived: &'static str,
}

impl ShippedFile {
    fn new((path, text, derived): Text, sources: &mut Sources) -> Self {
        let text: Arc<str> = text.into();
        Self { file: sources.add(format!("themes/{path}.yaml"), text.clone()), text, derived }
    }

    /// Its nodes.
    ///
    /// # Errors
    /// [`Failed`], with the faults in `sink`: no YAML.
    pub fn nodes(&self, sink: &mut Sink) -> Result<Node<'_>, Failed> {
        let derived = derived::read(self.derived, &self.text, self.file);
        derived.map_or_else(|| yaml::parse(&self.text, self.file, sink), Ok)
    }
}

/// The files of a shipped theme: the theme that it is changes to comes first.
pub type Shipped = Vec<ShippedFile>;

/// The name of the theme of a project that names none.
pub const DEFAULT: &str = "najma";

/// The names of the shipped themes.
pub fn names() -> impl Iterator<Item = &'static str> {
    SHIPPED.iter().map(|(name, ..)| *name)
}

/// The shipped themes with their files.
pub fn texts() -> impl Iterator<Item = (&'static str, &'static str)> {
    SHIPPED.iter().map(|&(name, text, _)| (name, text))
}

/// All shipped files.
#[cfg(test)]
pub(super) fn all() -> impl Iterator<Item = Text> {
    SHIPPED.iter().copied().chain(FORMATS.iter().map(|(_, text)| *text))
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
    let find = |name: &str| SHIPPED.iter().find(|(known, ..)| *known == name);
    let Some(asked) = find(&name.text) else {
        sink.push(unknown_theme(name, &names().collect::<Vec<_>>()));
        return Err(vec![]);
    };
    let base = asked.1.lines().find_map(|line| line.strip_prefix("base: ")).and_then(find);
    let files = base.into_iter().chain([asked]);
    Ok(files.map(|&text| ShippedFile::new(text, sources)).collect())
}

/// The changes to a theme that a page size or a fold brings, as a file of `sources`.
pub(super) fn format_changes(name: &str, sources: &mut Sources) -> Option<ShippedFile> {
    let &(_, text) = FORMATS.iter().find(|(known, _)| *known == name)?;
    Some(ShippedFile::new(text, sources))
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
