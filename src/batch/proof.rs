//! Pictures of an edition's sheets, for the team: what is cut and folded, and what the reader
//! holds.

use super::edition::{BuildSession, FormatLayout};
use super::press::Proof;
use crate::diag::{Diagnostic, Span};
use crate::geom::{Point, Size};
use crate::layout::leaflet::{FoldState, Panels, states};
use crate::layout::press::Sheet;
use crate::layout::proof::{proof, scene};
use crate::model::Document;
use crate::model::print::FormatKind;
use crate::raster::{Mockup, PagePainter, Pixels, RasterError, pixels};

/// Pixels a point: 110 an inch, about what screens have.
const SCALE: f64 = 110.0 / 72.0;
/// Pixels of a picture's longest side: what is larger is drawn in a smaller scale.
const LONGEST: f64 = 2_000.0;

/// The pictures of one format: the sheets, then the states of a leaflet.
pub(super) struct ProofPictures {
    names: Vec<String>,
    sheets: PagePainter,
    sizes: Vec<Size>,
    held: Vec<FoldedLeaflet>,
    faces: Option<Faces>,
}

/// Both sides of a leaflet, cut off at the trim.
struct Faces {
    pages: PagePainter,
    paper: Size,
}

/// A leaflet in one of its states.
struct FoldedLeaflet {
    state: FoldState,
    ground: PagePainter,
    size: Size,
    places: Vec<Point>,
}

impl ProofPictures {
    /// Everything that is to be drawn; `sheets` are those of the print file.
    pub(super) fn new(
        session: &BuildSession<'_>,
        laid: &FormatLayout,
        sheets: Vec<Sheet>,
    ) -> Self {
        let FormatLayout { document, layout, .. } = laid;
        let sheets = proof(sheets, layout, document, &session.setter);
        let sizes: Vec<Size> = sheets.iter().map(|sheet| sheet.media).collect();
        let pages = PagePainter::on_sheets(layout, &sheets, &document.assets, session.fonts());
        let (faces, held) = (faces(session, laid), held(session, document));
        let names = numbers(sizes.len())
            .chain(held.iter().map(|held| held.state.stage.name().to_owned()));
        let names = names.collect();
        Self { names, sheets: pages, sizes, held, faces }
    }

    fn sheet(&self, number: usize, size: Size) -> Result<Pixels, RasterError> {
        let scale = scale(size);
        let (width, height) = (pixels(size.width, scale), pixels(size.height, scale));
        self.sheets.draw(number, width, height)
    }

    /// The ground of a state with the panels on it.
    fn held(&self, held: &FoldedLeaflet) -> Result<Pixels, RasterError> {
        let faces = self.faces.as_ref().ok_or(RasterError::NoPage)?;
        let scale = scale(held.size);
        let draw = |pages: &PagePainter, page, size: Size| {
            pages.draw(page, pixels(size.width, scale), pixels(size.height, scale))
        };
        let outside = draw(&faces.pages, 0, faces.paper)?;
        let inside = draw(&faces.pages, 1, faces.paper)?;
        let ground = draw(&held.ground, 0, held.size)?;
        let mut mockup = Mockup { ground, faces: [&outside, &inside], scale };
        for (view, &place) in held.state.views.iter().zip(&held.places) {
            mockup.lay(view, place);
        }
        Ok(mockup.ground)
    }
}

impl Proof for ProofPictures {
    fn names(&self) -> &[String] {
        &self.names
    }

    fn draw(&self, number: usize) -> Result<Vec<u8>, Diagnostic> {
        let drawn = match self.sizes.get(number) {
            Some(&size) => self.sheet(number, size),
            None => {
                let held = self.held.get(number - self.sizes.len());
                held.ok_or(RasterError::NoPage).and_then(|held| self.held(held))
            }
        };
        drawn.and_then(|pixels| pixels.to_png()).map_err(broken)
    }
}

/// Both sides of a leaflet; booklets have none.
fn faces(session: &BuildSession<'_>, laid: &FormatLayout) -> Option<Faces> {
    let FormatKind::Leaflet(leaflet) = laid.document.format else { return None };
    let pages = PagePainter::new(&laid.layout, &laid.document.assets, session.fonts());
    Some(Faces { pages, paper: leaflet.paper })
}

/// The states of a leaflet with their grounds; booklets have none.
fn held(session: &BuildSession<'_>, document: &Document) -> Vec<FoldedLeaflet> {
    let FormatKind::Leaflet(leaflet) = document.format else { return vec![] };
    let panels = Panels::new(leaflet, &document.theme.leaflet, document.lang.dir());
    let mut all = vec![];
    for state in states(leaflet.fold, &panels) {
        let scene = scene(&state, leaflet.paper.height, document, &session.setter);
        let ground = PagePainter::new(&scene.ground, &document.assets, session.fonts());
        let (size, places) = (scene.size, scene.places);
        all.push(FoldedLeaflet { state, ground, size, places });
    }
    all
}

/// Numbers from 1, as wide as the widest.
fn numbers(count: usize) -> impl Iterator<Item = String> {
    let width = count.to_string().len().max(2);
    (1..=count).map(move |number| format!("{number:0width$}"))
}

/// Pixels a point, for a picture of an extent.
fn scale(size: Size) -> f64 {
    SCALE.min(LONGEST / size.width.max(size.height).to_pt())
}

fn broken(error: RasterError) -> Diagnostic {
    Diagnostic::error("broken-proof", Span::NONE, format!("a sheet cannot be drawn: {error}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::Abs;

    #[test]
    fn numbers_are_as_wide_as_the_widest() {
        assert_eq!(numbers(2).collect::<Vec<_>>(), ["01", "02"]);
        assert_eq!(numbers(100).nth(8).as_deref(), Some("009"));
    }

    #[test]
    fn large_sheets_are_drawn_in_a_smaller_scale() {
        let size = |width, height| Size::new(Abs::mm(width), Abs::mm(height));
        let a4 = size(297.0, 210.0);
        assert_eq!(pixels(a4.width, scale(a4)), 1286);
        let banner = size(400.0, 2_000.0);
        assert_eq!(pixels(banner.height, scale(banner)), 2_000);
        assert_eq!(pixels(banner.width, scale(banner)), 400);
    }
}
