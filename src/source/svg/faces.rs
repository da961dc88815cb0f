//! The faces in which the text of a drawing is set: the project's own, then those of the program.

use std::path::PathBuf;
use std::sync::Arc;

use usvg::fontdb::{Database, Source};

use super::super::fonts;
use crate::model::faces::BUNDLED;

/// What text is set in whose family nobody has; letters that it lacks come from the first face that
/// has them.
const USUAL: &str = "Source Serif 4";

/// How drawings of a project are read.
pub(super) fn options(roots: &[PathBuf]) -> usvg::Options<'static> {
    let mut options = usvg::Options::default();
    let faces: &mut Database = options.fontdb_mut();
    for bytes in roots.iter().flat_map(|root| fonts::read(root)) {
        faces.load_font_source(Source::Binary(Arc::new(bytes)));
    }
    for (_, _, _, bytes) in BUNDLED {
        faces.load_font_source(Source::Binary(Arc::new(bytes)));
    }
    faces.set_serif_family(USUAL);
    faces.set_sans_serif_family(USUAL);
    faces.set_cursive_family(USUAL);
    faces.set_fantasy_family(USUAL);
    faces.set_monospace_family(USUAL);
    options
}
