//! What leads to all editions: `index.html` for people, `manifest.json` for programs.

use super::edition::Studio;
use super::manifest::{self, Entry, Manifest, sha256};
use super::write::OutDir;
use crate::diag::{Diagnostic, Sink};
use crate::model::lang::Lang;
use crate::web::{self, Listed, Listing};

/// Where the page lies in the output folder.
pub(super) const PATH: &str = "index.html";
/// Width and height of a cover on the page, twice the pixels that it is shown at.
const COVER: (u32, u32) = (192, 272);

/// Writes the page, where it is wanted, and then the manifest, which names it.
///
/// # Errors
/// What could not be made or written.
pub(super) fn write(
    studio: &Studio<'_>,
    mut manifest: Manifest,
    with_page: bool,
    out: &OutDir,
) -> Result<(), Diagnostic> {
    let listings = listings(studio, &manifest.files);
    if with_page && !listings.is_empty() {
        let theme = studio.project.theme();
        let page = web::index(&listings, theme, studio.fonts)?;
        out.write(PATH, page.as_bytes())?;
        manifest.files.push(Entry {
            path: PATH.into(),
            output: None,
            language: None,
            status: None,
            pages: None,
            bytes: page.len(),
            sha256: sha256(page.as_bytes()),
        });
    }
    out.write(manifest::PATH, &manifest.to_json())?;
    Ok(())
}
