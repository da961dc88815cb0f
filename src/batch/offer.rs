//! The files of the manifest as pages offer them to readers.

use super::manifest::Entry;
use crate::model::print::FormatKind;
use crate::source::Project;
use crate::web::{FileKind, Offered, Shape};

/// A file as the page of all editions offers it; `None` of what no reader asks for.
pub(super) fn offered(project: &Project, entry: &Entry) -> Option<Offered> {
    let kind = match entry.output.as_deref()? {
        "html" => FileKind::Page,
        "pdf" => FileKind::Pdf,
        "epub" => FileKind::Epub,
        "print" => FileKind::Press,
        "booklet" => FileKind::Office,
        _ => return None,
    };
    let own_pages = matches!(kind, FileKind::Pdf | FileKind::Press);
    Some(Offered {
        kind,
        shape: entry.format.as_deref().map(|name| shape(project, name)),
        href: entry.path.clone(),
        bytes: u64::try_from(entry.bytes).ok(),
        pages: entry.pages.filter(|_| own_pages),
    })
}

/// What tells a format from the others: that it is the leaflet, or its name.
fn shape(project: &Project, name: &str) -> Shape {
    let leaflets = || {
        let formats = project.formats().iter();
        formats.filter(|format| matches!(format.kind, FormatKind::Leaflet(_)))
    };
    let leaflet = leaflets().any(|format| format.name == name);
    let only = leaflet && leaflets().count() == 1;
    Shape { leaflet, name: (!only).then(|| written(name)) }
}

/// The name of a format as readers write it: sizes of paper with capitals.
fn written(name: &str) -> String {
    let is_sheet = |rest: &str| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit());
    match name {
        "letter" | "legal" | "tabloid" => name[..1].to_uppercase() + &name[1..],
        _ if name.strip_prefix(['a', 'b', 'c']).is_some_and(is_sheet) => name.to_uppercase(),
        _ => name.to_owned(),
    }
}
