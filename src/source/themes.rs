//! A project's own themes: files of its folder `themes`, each with the name of the theme that it
//! changes under `base`.

use std::path::Path;

use super::decode::{Decode, Decoder, Str};
use super::files::{self, File, Unread};
use super::shipped::{self, Shipped};
use super::{input, yaml};
use crate::diag::{Diagnostic, Sink, Sources};

/// What a theme is made of.
pub(super) struct Found {
    /// Name of the shipped theme at its bottom.
    pub(super) name: &'static str,
    /// The files of the shipped theme at its bottom.
    pub(super) shipped: Shipped,
    /// The project's own files upon it, in the order in which they are laid.
    pub(super) own: Vec<File>,
}

/// Finds a theme by its name, and those that it is based on.
///
/// # Errors
/// No faults, after one went into `sink`: a theme that is not there, or one that is based on itself.
pub(super) fn find(
    dir: &Path,
    name: Str,
    sources: &mut Sources,
    sink: &mut Sink,
) -> Result<Found, Vec<Diagnostic>> {
    let (mut name, mut way, mut own): (Str, Vec<Str>, Vec<File>) = (name, vec![], vec![]);
    loop {
        let file = own_file(dir, &name, sources).map_err(|fault| {
            sink.push(*fault);
            vec![]
        })?;
        let Some(file) = file else { break };
        if let Some(fault) = misnamed(&name, &way) {
            sink.push(fault);
            return Err(vec![]);
        }
        way.push(name);
        name = base(&file, sink)?;
        own.push(file);
    }
    let Some(bottom) = shipped::names().find(|known| *known == name.text) else {
        sink.push(unknown(dir, &name));
        return Err(vec![]);
    };
    own.reverse();
    Ok(Found { name: bottom, shipped: shipped::files(&name, sources, sink)?, own })
}

/// The file of a theme of the project; `None` where it has none of that name.
fn own_file(
    dir: &Path,
    name: &Str,
    sources: &mut Sources,
) -> Result<Option<File>, Box<Diagnostic>> {
    // Names lead to no other folder.
    if name.text.contains(['/', '\\']) || name.text.starts_with('.') {
        return Ok(None);
    }
    match files::read(dir, &format!("themes/{}.yaml", name.text), Some(name.span), sources) {
        Ok(file) => Ok(Some(file)),
        Err(Unread::Missing) => Ok(None),
        Err(Unread::Bad(fault)) => Err(fault),
    }
}

/// What is wrong with a theme's name: that of a shipped one, or one that is on the way already.
fn misnamed(name: &Str, way: &[Str]) -> Option<Diagnostic> {
    if shipped::names().any(|known| known == name.text) {
        let message =
            format!("`{0}` is a theme of warraq; `themes/{0}.yaml` hides it", name.text);
        let fault = Diagnostic::error("theme-name", name.span, message);
        return Some(fault.with_hint("give the file a name of its own"));
    }
    let first = way.iter().position(|earlier| earlier.text == name.text)?;
    let circle = way[first..].iter().chain([name]).map(|name| format!("`{}`", name.text));
    let circle: Vec<String> = circle.collect();
    let message =
        format!("the theme `{}` is based on itself: {}", name.text, circle.join(" → "));
    let fault = Diagnostic::error("theme-circle", name.span, message);
    Some(
        fault
            .with_related(way[first].span, "it is asked for here")
            .with_hint("let one of them be based on a theme of warraq: `base: najma`"),
    )
}

/// The theme that a file names under `base`; the usual one, where it names none. What else is wrong
/// with the file is told when it is laid upon that.
fn base((file, text): &File, sink: &mut Sink) -> Result<Str, Vec<Diagnostic>> {
    let node = yaml::parse(text, *file, &mut Sink::default()).ok();
    match node.as_ref().and_then(|node| node.get("base")) {
        Some(said) => Str::decode(said, &mut Decoder::new(sink)).ok_or_else(Vec::new),
        None => Ok(shipped::default_name()),
    }
}

/// The fault of a name that is neither a shipped theme's nor that of a file.
fn unknown(dir: &Path, name: &Str) -> Diagnostic {
    let files = input::names(dir, "themes");
    let own = files.iter().filter_map(|file| file.strip_suffix(".yaml"));
    let mut known: Vec<&str> = own.collect();
    shipped::names().for_each(|name| known.push(name));
    shipped::unknown_theme(name, &known)
}
