//! Pictures on a page (ISO 32000-1 8.9.5): turned upright, cut by a clip, mirrored by a matrix.
//!
//! The samples stay as they are; only their place on the page changes. Drawings (SVG) that are
//! plain paths are painted as such, others as forms.

use super::content::Painter;
use super::syntax::{integer, numbers};
use crate::geom::{Abs, Point, Rect};
use crate::layout::frame::FrameItem;
use crate::model::AssetId;
use crate::model::asset::{AssetKind, Drawing};
use crate::model::drawing::{DrawingPart, Paint};
use crate::model::style::Color;

/// A picture as a file holds it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Picture {
    /// Which it is.
    pub(super) asset: AssetId,
    /// What it is laid flat on, where paper asks for that.
    pub(super) ground: Option<Color>,
    /// The greatest width at which the whole of it is laid.
    pub(super) width: Abs,
}

/// The colour on which a picture stands: that of the topmost area that it does not leave.
fn ground(beneath: &[FrameItem], picture: Rect) -> Color {
    let under = beneath.iter().rev().find_map(|item| match item {
        FrameItem::Shape { path, fill: Some(color), .. } => {
            path.as_rect().filter(|area| area.covers(picture)).map(|_| *color)
        }
        _ => None,
    });
    under.unwrap_or(Color::PAPER)
}

impl Painter<'_> {
    /// Paints a picture over what is `beneath` it; the fault of an unknown one is the layout's.
    pub(super) fn image(
        &mut self,
        id: AssetId,
        rect: Rect,
        clip: Option<Rect>,
        mirrored: bool,
        beneath: &[FrameItem],
    ) {
        let Some(asset) = self.assets.get(id.0 as usize) else { return };
        self.mark(self.figure());
        self.pen.overprint(&mut self.out, false);
        let kept = self.pen;
        self.out.extend_from_slice(b"q\n");
        if let Some(clip) = clip {
            self.clip(clip);
        }
        match &asset.kind {
            AssetKind::Svg(drawing) if drawing.is_plain() => {
                self.drawing(drawing, rect, mirrored);
            }
            _ => {
                let turn = asset.turn().and_mirrored(mirrored);
                let is_flat = self.palette.is_print() && asset.is_transparent();
                let ground = is_flat.then(|| ground(beneath, clip.unwrap_or(rect)));
                let width = rect.size.width;
                let number = self.number(Picture { asset: id, ground, width });
                self.samples(number, rect, |place| turn.place(place));
            }
        }
        self.out.extend_from_slice(b"Q\n");
        self.pen = kept;
    }

    /// A place on the page as the content stream counts it.
    fn place(&self, p: Point) -> (f64, f64) {
        (self.corner.0 + p.x.to_pt(), self.corner.1 - p.y.to_pt())
    }

    fn clip(&mut self, clip: Rect) {
        let (x, y) = self.place(Point::new(clip.left(), clip.bottom()));
        let (width, height) = (clip.size.width.to_pt(), clip.size.height.to_pt());
        numbers(&mut self.out, &[x, y, width, height]);
        self.out.extend_from_slice(b"re W n\n");
    }

    /// The number by which content streams name a picture.
    fn number(&mut self, picture: Picture) -> usize {
        let is_same =
            |other: &Picture| other.asset == picture.asset && other.ground == picture.ground;
        match self.pictures.iter().position(is_same) {
            Some(known) => {
                let width = &mut self.pictures[known].width;
                *width = width.max(picture.width);
                known
            }
            None => {
                self.pictures.push(picture);
                self.pictures.len() - 1
            }
        }
    }

    /// Paints samples, which fill a unit square; `turned` takes its places to those of `rect`.
    fn samples(
        &mut self,
        number: usize,
        rect: Rect,
        turned: impl Fn((f64, f64)) -> (f64, f64),
    ) {
        let at = |x: f64, y: f64| {
            let (x, y) = turned((x, y));
            self.place(rect.origin.moved(rect.size.width * x, rect.size.height * y))
        };
        // The square's origin is the lower left corner of the samples.
        let (origin, right, up) = (at(0.0, 1.0), at(1.0, 1.0), at(0.0, 0.0));
        let matrix = [
            right.0 - origin.0,
            right.1 - origin.1,
            up.0 - origin.0,
            up.1 - origin.1,
            origin.0,
            origin.1,
        ];
        numbers(&mut self.out, &matrix);
        self.out.extend_from_slice(b"cm /I");
        integer(&mut self.out, number as u64);
        self.out.extend_from_slice(b" Do\n");
    }

    fn drawing(&mut self, drawing: &Drawing, rect: Rect, mirrored: bool) {
        let scale = rect.size.width / drawing.size.width;
        let (left, top) = self.place(rect.origin);
        let right = left + rect.size.width.to_pt();
        let place = |p: Point| {
            let (x, y) = ((p.x * scale).to_pt(), (p.y * scale).to_pt());
            (if mirrored { right - x } else { left + x }, top - y)
        };
        // The mitre limit of SVG; that of PDF is 10.
        self.out.extend_from_slice(b"4 M\n");
        for part in &drawing.parts {
            let DrawingPart::Path(part) = part else { continue };
            let mut paint = |rgb| self.palette.shape(Color::new(rgb, None));
            let fill = match part.fill {
                Some(Paint::Flat(rgb)) => paint(rgb),
                _ => None,
            };
            let stroke = part
                .stroke
                .and_then(|(rgb, width)| paint(rgb).map(|paint| (paint, width * scale)));
            let (out, palette) = (&mut self.out, &self.palette);
            self.pen.path(out, (&part.path, part.even_odd), fill, stroke, palette, place);
        }
    }
}
