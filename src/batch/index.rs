//! What leads to all editions: `index.html` for people, `manifest.json` for programs.

use rayon::prelude::*;

use super::edition::Studio;
use super::guard::guarded;
use super::manifest::{self, Entry, Manifest, sha256};
use super::offer::offered;
use super::write::{OutDir, WriteError};
use crate::diag::{Failed, Sink, Span};
use crate::model::lang::Lang;
use crate::web::{self, Listing, Offered};

/// Where the page lies in the output folder.
pub(super) const PATH: &str = "index.html";
/// Width of a cover on the page in pixels, twice what it is shown at.
const COVER_WIDTH: u32 = 256;

/// Makes the page, where it is wanted, gives the files of the run their places, and writes the
/// manifest, which names them, at last. Until then a list of them lies beside it: a run that is cut
/// off in between is healed by the next.
///
/// # Errors
/// [`Failed`], with what could not be made or written in one of the sinks.
pub(super) fn finish(
    studio: &Studio<'_>,
    mut manifest: Manifest,
    with_page: bool,
    out: &OutDir,
    content: &mut Sink,
    trouble: &mut Sink,
) -> Result<(), Failed> {
    if with_page && !manifest.files.is_empty() {
        // Without the page the files are still of use.
        let _ = page(studio, &mut manifest, out, content, trouble);
    }
    let mut told = |error: WriteError| trouble.tell(error.into());
    out.write(manifest::NEXT, &manifest.to_json()).map_err(&mut told)?;
    for (path, error) in out.commit() {
        manifest.files.retain(|entry| entry.path != path);
        told(error);
    }
    out.write(manifest::PATH, &manifest.to_json()).map_err(&mut told)?;
    out.remove(manifest::NEXT).map_err(told)
}

/// Makes the page and lists it.
fn page(
    studio: &Studio<'_>,
    manifest: &mut Manifest,
    out: &OutDir,
    content: &mut Sink,
    trouble: &mut Sink,
) -> Result<(), Failed> {
    let page = html(studio, manifest, content)?;
    out.stage(PATH, page.as_bytes()).map_err(|e| trouble.tell(e.into()))?;
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
    Ok(())
}

/// The page that leads to the files of a manifest.
pub(super) fn html(
    studio: &Studio<'_>,
    manifest: &Manifest,
    content: &mut Sink,
) -> Result<String, Failed> {
    guarded("the page of all editions", Span::NONE, content, |content| {
        let listings = listings(studio, manifest);
        web::index(&listings, studio.project.theme(), studio.fonts())
            .map_err(|fault| content.tell(fault))
    })
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
    let files: Vec<Offered> = own.filter_map(|entry| offered(studio.project, entry)).collect();
    if files.is_empty() {
        return Err(Failed);
    }
    let document =
        guarded("the text", Span::NONE, &mut told, |told| studio.document(lang, told))?;
    let page = &document.theme.page;
    let height = (f64::from(COVER_WIDTH) * (page.height / page.width)).round();
    // A height in pixels is small and positive.
    let height = height as u32;
    let cover = guarded("the cover", Span::NONE, &mut told, |told| {
        studio.cover(&document, (COVER_WIDTH, height), told)
    });
    Ok(Listing {
        lang: lang.clone(),
        title: document.title.to_directed(document.lang.dir()),
        status: document.status,
        words: document.meta.words.clone(),
        digits: document.digits,
        files,
        cover: cover.ok(),
    })
}
