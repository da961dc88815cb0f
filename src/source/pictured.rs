//! Which pictures a project names.

use super::load::Edition;
use super::schema::brochure::Brochure;
use super::schema::face::PerLang;
use super::schema::text::BodyPiece;

/// The files of all figures and of the covers, in all languages.
pub(super) fn picture_paths<'p>(
    brochure: &'p Brochure,
    editions: &'p [Edition],
) -> Vec<&'p str> {
    let mut paths = vec![];
    if let Some(logo) = &brochure.logo {
        let files = logo.picture.all().chain(logo.reversed.iter().flat_map(PerLang::all));
        paths.extend(files.map(|file| file.text.as_str()));
    }
    if let Some(cover) = &brochure.cover {
        paths.extend(cover.picture.all().map(|file| file.text.as_str()));
    }
    for partner in brochure.partners.iter().flatten() {
        paths.extend(partner.logo.iter().flat_map(PerLang::all).map(|file| file.text.as_str()));
    }
    let sections = editions.iter().filter_map(|e| e.text.as_ref()).flat_map(|t| &t.sections);
    for section in sections {
        section.body.iter().for_each(|body| collect_pictures(body, &mut paths));
    }
    paths
}

fn collect_pictures<'t>(pieces: &'t [BodyPiece], paths: &mut Vec<&'t str>) {
    for piece in pieces {
        let BodyPiece::Typed(block) = piece else { continue };
        paths.extend(block.figure.as_ref().map(|figure| figure.file.text.as_str()));
        if let Some(callout) = &block.callout {
            collect_pictures(&callout.0.body, paths);
        }
        block.columns.iter().flatten().for_each(|column| collect_pictures(column, paths));
    }
}
