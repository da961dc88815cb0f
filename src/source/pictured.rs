//! Which pictures the texts of a project name.

use super::load::Edition;
use super::schema::text::Piece;

/// The files of all figures, in all languages.
pub(super) fn picture_paths(editions: &[Edition]) -> Vec<&str> {
    let mut paths = vec![];
    let sections = editions.iter().filter_map(|e| e.text.as_ref()).flat_map(|t| &t.sections);
    for section in sections {
        section.body.iter().for_each(|body| collect_pictures(body, &mut paths));
    }
    paths
}

fn collect_pictures<'t>(pieces: &'t [Piece], paths: &mut Vec<&'t str>) {
    for piece in pieces {
        let Piece::Typed(block) = piece else { continue };
        paths.extend(block.figure.as_ref().map(|figure| figure.file.text.as_str()));
        if let Some(callout) = &block.callout {
            collect_pictures(&callout.0.body, paths);
        }
        block.columns.iter().flatten().for_each(|column| collect_pictures(column, paths));
    }
}
