//! What leads to all editions: `index.html` for people, `manifest.json` for programs.

use rayon::prelude::*;

use super::edition::{Studio, file_of};
use super::manifest::{self, Entry, Manifest, sha256};
use super::write::OutDir;
use crate::diag::{Failed, Sink};
use crate::model::lang::Lang;
use crate::web::{self, Listed, Listing};

/// Where the page lies in the output folder.
pub(super) const PATH: &str = "index.html";
/// Width of a cover on the page in pixels, twice what it is shown at.
const COVER_WIDTH: u32 = 192;

/// Writes the page, where it is wanted, and then the manifest, which names it.
///
/// # Errors
/// [`Failed`], with what could not be made or written in `sink`.
pub(super) fn write(
    studio: &Studio<'_>,
    mut manifest: Manifest,
    with_page: bool,
    out: &OutDir,
    sink: &mut Sink,
) -> Result<(), Failed> {
    if with_page && !manifest.files.is_empty() {
        let listings = listings(studio, &manifest);
        let page = web::index(&listings, studio.project.theme(), studio.fonts());
        let page = page.map_err(|fault| sink.tell(fault))?;
        out.write(PATH, page.as_bytes()).map_err(|e| sink.tell(e.into()))?;
        manifest.files.push(Entry {
            path: PATH.into(),
            output: None,
            format: None,
            language: None,
            status: None,
            pages: None,
            bytes: page.len(),
            sha256: sha256(page.as_bytes()),
        });
    }
    out.write(manifest::PATH, &manifest.to_json()).map_err(|e| sink.tell(e.into()))
}

/// The editions that have files, in the project's order. Their faults were told when the files
/// were made.
fn listings(studio: &Studio<'_>, manifest: &Manifest) -> Vec<Listing> {
    let editions = studio.project.editions().par_iter();
    editions.filter_map(|edition| listing(studio, &edition.lang, manifest).ok()).collect()
}

fn listing(studio: &Studio<'_>, lang: &Lang, manifest: &Manifest) -> Result<Listing, Failed> {
    let mut told = Sink::default();
    let own = manifest.files.iter().filter(|e| e.language.as_deref() == Some(lang.as_str()));
    let files: Vec<Listed> = own.filter_map(listed).collect();
    if files.is_empty() {
        return Err(Failed);
    }
    let document = studio.document(lang, &mut told)?;
    let page = &document.theme.page;
    let height = (f64::from(COVER_WIDTH) * (page.height / page.width)).round();
    // A height in pixels is small and positive.
    let height = height as u32;
    let cover = studio.cover(&document, (COVER_WIDTH, height), &mut told).ok();
    Ok(Listing {
        lang: lang.clone(),
        title: document.title.to_plain(),
        status: document.status,
        draft: document.meta.words.draft.clone(),
        page: document.meta.words.page.clone(),
        files,
        cover,
    })
}

/// A file as the page lists it.
fn listed(entry: &Entry) -> Option<Listed> {
    let (label, mime) = file_of(entry)?;
    Some(Listed {
        label,
        href: entry.path.clone(),
        mime,
        bytes: u64::try_from(entry.bytes).ok()?,
        pages: entry.pages,
    })
}
