//! What is painted on: paths in one colour or a gradient, pictures of pixels, layers.
//! `vello_cpu` does the work; no file but this one and `glyphs` names it.

use std::sync::Arc;

use vello_cpu::color::palette::css::WHITE;
use vello_cpu::color::{AlphaColor, DynamicColor, Srgb};
use vello_cpu::kurbo::{Affine, BezPath, Cap, Join, Rect as Box, Stroke};
use vello_cpu::peniko::{
    ColorStop, Extend, Fill, Gradient as Ramp, ImageQuality, ImageSampler,
};
use vello_cpu::{
    Image, ImageSource, Level, Mask, PixelMetadata, Pixmap, RasterizerSettings, RenderContext,
    RenderSettings, Resources, TargetInit,
};

use super::{Pixels, RasterError};
use crate::geom::{Path, Segment};
use crate::model::drawing::{Course, Gradient, Spread};
use crate::model::style::Rgb;

/// The matrix of a PDF (ISO 32000-1 8.3.3): `x' = a x + c y + e`, `y' = b x + d y + f`.
pub(super) type Matrix = [f64; 6];

/// One matrix after another: `outer` takes what `inner` has made.
pub(super) fn after(outer: Matrix, inner: Matrix) -> Matrix {
    (Affine::new(outer) * Affine::new(inner)).as_coeffs()
}

/// The mitre limit of PDF and that of SVG.
pub(super) const PDF_MITRE: f64 = 10.0;
pub(super) const SVG_MITRE: f64 = 4.0;

/// A pixel that covers more than this of the surface's is enlarged.
const ENLARGED: f64 = 1.5;

/// What a surface is before anything is painted on it.
const NOTHING: TargetInit = TargetInit::Clear(AlphaColor::TRANSPARENT);

/// What a mask counts by (its lightness, or what it hides), and what paints it.
pub(super) type MaskOf<'m> = (bool, &'m dyn Fn(&mut Canvas));

/// A surface while it is painted on; all lengths are pixels until a matrix says otherwise.
pub(super) struct Canvas {
    context: RenderContext,
}

impl Canvas {
    /// A surface without anything on it.
    pub(super) fn new(width: u32, height: u32) -> Result<Self, RasterError> {
        let side = |n: u32| u16::try_from(n).ok().filter(|&n| n > 0).ok_or(RasterError::Size);
        let settings = RenderSettings { level: Level::fallback(), num_threads: 0 };
        let context = RenderContext::new_with(side(width)?, side(height)?, settings);
        Ok(Self { context })
    }

    /// Another surface of the same extents.
    fn alike(&self) -> Self {
        let (width, height) = (self.context.width(), self.context.height());
        let settings = *self.context.render_settings();
        Self { context: RenderContext::new_with(width, height, settings) }
    }

    /// Fills an outline with one colour, that hides so much (0 to 1) of what is beneath it.
    pub(super) fn fill(
        &mut self,
        path: &BezPath,
        even_odd: bool,
        (rgb, opacity): (Rgb, f64),
        matrix: Matrix,
    ) {
        self.begin(matrix, even_odd);
        self.context.set_paint(color(rgb, opacity));
        self.context.fill_path(path);
    }

    /// Fills an outline with a gradient.
    pub(super) fn shade(
        &mut self,
        path: &BezPath,
        even_odd: bool,
        (gradient, opacity): (&Gradient, f64),
        matrix: Matrix,
    ) {
        self.begin(matrix, even_odd);
        self.context.set_paint_transform(Affine::new(gradient.matrix));
        self.context.set_paint(ramp(gradient, opacity));
        self.context.fill_path(path);
    }

    /// Strokes an outline; its width is in the units of the outline.
    pub(super) fn stroke(
        &mut self,
        path: &BezPath,
        (width, mitre): (f64, f64),
        (rgb, opacity): (Rgb, f64),
        matrix: Matrix,
    ) {
        self.begin(matrix, false);
        let stroke = Stroke::new(width)
            .with_join(Join::Miter)
            .with_caps(Cap::Butt)
            .with_miter_limit(mitre);
        self.context.set_stroke(stroke);
        self.context.set_paint(color(rgb, opacity));
        self.context.stroke_path(path);
    }

    /// Lays pixels, four bytes each, over a rectangle of their extents. Where they are enlarged each
    /// stays one square, as it does in a PDF (ISO 32000-1 8.9.5.3).
    pub(super) fn picture(
        &mut self,
        rgba: &[u8],
        (width, height): (u32, u32),
        matrix: Matrix,
    ) -> Result<(), RasterError> {
        let side = |n: u32| u16::try_from(n).map_err(|_| RasterError::Size);
        let premultiplied = rgba.chunks_exact(4).flat_map(|p| {
            let part = |n: u8| {
                let whole = (u32::from(n) * u32::from(p[3]) + 127) / 255;
                u8::try_from(whole).unwrap_or(u8::MAX)
            };
            [part(p[0]), part(p[1]), part(p[2]), p[3]]
        });
        let shows_through = rgba.chunks_exact(4).any(|p| p[3] < u8::MAX);
        let about =
            PixelMetadata { may_have_transparency: shows_through, ..Default::default() };
        let bytes = premultiplied.collect();
        let pixmap = Pixmap::from_parts(bytes, side(width)?, side(height)?, about);
        let [a, b, c, d, ..] = matrix;
        let is_enlarged = a.hypot(b) > ENLARGED || c.hypot(d) > ENLARGED;
        self.begin(matrix, false);
        self.context.set_paint(Image {
            image: ImageSource::Pixmap(Arc::new(pixmap)),
            sampler: ImageSampler {
                x_extend: Extend::Pad,
                y_extend: Extend::Pad,
                quality: if is_enlarged { ImageQuality::Low } else { ImageQuality::Medium },
                alpha: 1.0,
            },
        });
        self.context.fill_rect(&Box::new(0.0, 0.0, f64::from(width), f64::from(height)));
        Ok(())
    }

    /// Lets nothing show outside of an outline, until [`Self::unclip`].
    pub(super) fn clip(&mut self, path: &BezPath, even_odd: bool, matrix: Matrix) {
        self.begin(matrix, even_odd);
        self.context.push_clip_path(path);
    }

    /// Takes the last clip back.
    pub(super) fn unclip(&mut self) {
        self.context.pop_clip();
    }

    /// Paints `inside` as one, which hides so much of what is beneath it, faded by a mask; that is
    /// painted by `mask` on a surface of its own, and counts by its lightness or by what it hides.
    pub(super) fn layer(
        &mut self,
        opacity: f64,
        mask: Option<MaskOf<'_>>,
        inside: impl FnOnce(&mut Self),
    ) {
        let mask = mask.map(|(by_lightness, paint)| {
            let mut other = self.alike();
            paint(&mut other);
            let drawn = other.drawn(NOTHING);
            if by_lightness { Mask::new_luminance(&drawn) } else { Mask::new_alpha(&drawn) }
        });
        #[expect(clippy::cast_possible_truncation, reason = "a share")]
        let opacity = opacity as f32;
        self.context.push_layer(None, None, Some(opacity), mask, None);
        inside(self);
        self.context.pop_layer();
    }

    /// What was painted, on white.
    pub(super) fn on_white(mut self) -> Pixels {
        let drawn = self.drawn(TargetInit::Clear(WHITE));
        let (width, height) = (drawn.width().into(), drawn.height().into());
        let mut bytes = vec![0; drawn.data().len() * 3];
        for (pixel, p) in bytes.chunks_exact_mut(3).zip(drawn.data()) {
            pixel.copy_from_slice(&[p.r, p.g, p.b]);
        }
        Pixels { width, height, bytes }
    }

    /// What was painted, three bytes a pixel, and how much each pixel hides.
    pub(super) fn apart(mut self) -> (Vec<u8>, Vec<u8>) {
        let drawn = self.drawn(NOTHING);
        let whole = |part: u8, alpha: u8| {
            let whole = u32::from(part) * 255 / u32::from(alpha).max(1);
            u8::try_from(whole).unwrap_or(u8::MAX)
        };
        let pixels = drawn.data();
        let rgb = pixels.iter().flat_map(|p| [p.r, p.g, p.b].map(|part| whole(part, p.a)));
        (rgb.collect(), pixels.iter().map(|p| p.a).collect())
    }

    fn begin(&mut self, matrix: Matrix, even_odd: bool) {
        self.context.set_transform(Affine::new(matrix));
        self.context.set_paint_transform(Affine::IDENTITY);
        self.context.set_fill_rule(if even_odd { Fill::EvenOdd } else { Fill::NonZero });
    }

    fn drawn(&mut self, target_init: TargetInit) -> Pixmap {
        self.context.flush();
        let mut pixmap = Pixmap::new(self.context.width(), self.context.height());
        let target = RasterizerSettings { target_init, ..Default::default() };
        self.context.render_with(&mut pixmap, &mut Resources::default(), target);
        pixmap
    }
}

/// An outline in the units of its points.
pub(super) fn outline(path: &Path) -> BezPath {
    let at = |p: crate::geom::Point| (p.x.to_pt(), p.y.to_pt());
    let mut out = BezPath::new();
    for segment in &path.segments {
        match *segment {
            Segment::Move(to) => out.move_to(at(to)),
            Segment::Line(to) => out.line_to(at(to)),
            Segment::Cubic(a, b, to) => out.curve_to(at(a), at(b), at(to)),
            Segment::Close => out.close_path(),
        }
    }
    out
}

fn color(Rgb([r, g, b]): Rgb, opacity: f64) -> AlphaColor<Srgb> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a share of a byte"
    )]
    let alpha = (opacity.clamp(0.0, 1.0) * 255.0).round() as u8;
    AlphaColor::from_rgba8(r, g, b, alpha)
}

fn ramp(gradient: &Gradient, opacity: f64) -> Ramp {
    #[expect(clippy::cast_possible_truncation, reason = "what the painter counts in")]
    let narrow = |n: f64| n as f32;
    let ramp = match gradient.course {
        Course::Linear([from, to]) => Ramp::new_linear(from, to),
        Course::Radial([(from, r), (to, s)]) => {
            Ramp::new_two_point_radial(from, narrow(r), to, narrow(s))
        }
    };
    let stops: Vec<ColorStop> = gradient
        .stops
        .iter()
        .map(|stop| ColorStop {
            offset: narrow(stop.at),
            color: DynamicColor::from_alpha_color(color(stop.color, stop.opacity * opacity)),
        })
        .collect();
    let extend = match gradient.spread {
        Spread::Pad => Extend::Pad,
        Spread::Reflect => Extend::Reflect,
        Spread::Repeat => Extend::Repeat,
    };
    ramp.with_extend(extend).with_stops(stops.as_slice())
}
