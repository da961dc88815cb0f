//! Pictures of pixels and drawings in their places on a page.

use image::DynamicImage;

use super::RasterError;
use super::canvas::{Canvas, Matrix, after};
use super::drawing::draw;
use crate::color::{decoded, shrunk, to_srgb};
use crate::geom::{PictureTurn, Rect};
use crate::model::AssetId;
use crate::model::asset::{Asset, AssetKind};

/// The pictures that pages may show.
#[derive(Debug)]
pub(super) struct PagePictures(Vec<Asset>);

impl PagePictures {
    pub(super) fn new(assets: &[Asset]) -> Self {
        Self(assets.to_vec())
    }

    /// Paints a picture upright into a rectangle of the page; the fault of an unknown one is the
    /// layout's.
    pub(super) fn paint(
        &self,
        canvas: &mut Canvas,
        id: AssetId,
        rect: Rect,
        mirrored: bool,
        page: Matrix,
    ) -> Result<(), RasterError> {
        let Some(asset) = self.0.get(id.0 as usize) else { return Ok(()) };
        let stored = asset.stored_size();
        let square = after(page, placed(rect, asset.turn().and_mirrored(mirrored)));
        let (width, height) = (stored.width.to_pt(), stored.height.to_pt());
        match &asset.kind {
            AssetKind::Svg(drawing) => draw(canvas, drawing, over(square, width, height)),
            _ => {
                let (rgba, size) = pixels(asset, square)
                    .ok_or_else(|| RasterError::Picture(asset.path.clone()))?;
                let matrix = over(square, size.0.into(), size.1.into());
                canvas.picture(&rgba, size, matrix)?;
            }
        }
        Ok(())
    }
}

/// Takes the unit square of what a file holds to the rectangle where it is shown.
fn placed(rect: Rect, turn: PictureTurn) -> Matrix {
    let at = |x: f64, y: f64| {
        let (x, y) = turn.place((x, y));
        let at = rect.origin.moved(rect.size.width * x, rect.size.height * y);
        (at.x.to_pt(), at.y.to_pt())
    };
    let (origin, right, down) = (at(0.0, 0.0), at(1.0, 0.0), at(0.0, 1.0));
    [
        right.0 - origin.0,
        right.1 - origin.1,
        down.0 - origin.0,
        down.1 - origin.1,
        origin.0,
        origin.1,
    ]
}

/// A matrix of the unit square as one of so many columns and rows.
fn over(square: Matrix, columns: f64, rows: f64) -> Matrix {
    after(square, [1.0 / columns, 0.0, 0.0, 1.0 / rows, 0.0, 0.0])
}

/// The pixels of a picture, four bytes each, no more of them than `square` shows, in sRGB; with columns
/// and rows.
fn pixels(asset: &Asset, [a, b, c, d, ..]: Matrix) -> Option<(Vec<u8>, (u32, u32))> {
    let whole = decoded(asset)?;
    let shown = |x: f64, y: f64| (x * x + y * y).sqrt().ceil().max(1.0);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "not more than the picture has"
    )]
    let side = |stored: u32, shown: f64| shown.min(stored.into()) as u32;
    let size = (side(whole.width(), shown(a, b)), side(whole.height(), shown(c, d)));
    let is_smaller = size != (whole.width(), whole.height());
    let fitted = if is_smaller { shrunk(whole, size)? } else { whole };
    Some((colored(asset, fitted)?, size))
}

/// The pixels of an image as sRGB, four bytes each.
fn colored(asset: &Asset, image: DynamicImage) -> Option<Vec<u8>> {
    let channels = if image.color().has_color() { 3 } else { 1 };
    let own = asset.profile.as_ref();
    let own = own.filter(|_| asset.pixels().is_some_and(|pixels| pixels.channels == channels));
    let mut rgba = image.into_rgba8().into_raw();
    if let Some(profile) = own {
        to_srgb(&mut rgba, profile, channels).ok()?;
    }
    Some(rgba)
}
