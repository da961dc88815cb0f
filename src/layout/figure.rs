//! Figures: in the main column with the caption beside them, over the text width, or to the edges.

use super::frame::{FrameItem, TagId, TagKind};
use super::par::{Builder, Manner};
use super::slab::Slab;
use crate::geom::{Abs, Path, Point, Rect, Segment};
use crate::model::asset::{AssetKind, Drawing, DrawnPath};
use crate::model::style::Color;
use crate::model::{Figure, FigureWidth, Inline, Text};

impl Builder<'_, '_> {
    /// Adds a figure with its caption and credit.
    pub(super) fn figure(&mut self, figure: &Figure, before: Abs, parent: TagId) {
        let cx = self.cx;
        let Some(asset) = cx.document.assets.get(figure.asset.0 as usize) else { return };
        let (x, width) = match figure.width {
            FigureWidth::Column => (cx.grid.main.x, cx.grid.main.width),
            FigureWidth::Text | FigureWidth::Bleed => (cx.grid.text.x, cx.grid.text.width),
        };
        let height = (width / asset.aspect()).min(cx.grid.height * 0.8);
        let width = (height * asset.aspect()).min(width);
        let x = match figure.width {
            FigureWidth::Column => cx.grid.main.at_start(cx.dir, Abs::ZERO, width),
            _ => x + (cx.grid.text.width - width) / 2.0,
        };
        let rect = Rect::new(x, Abs::ZERO, width, height);
        let mut slab = Slab::new(before, height);
        let group = self.tag(TagKind::Div, parent);
        self.picture(&mut slab, figure, rect, group);
        self.caption(&mut slab, figure, group);
        slab.height = cx.on_grid(slab.height);
        self.slabs.push(slab);
    }

    /// Draws the picture; decoration gets no tag, so that readers pass over it.
    fn picture(&mut self, slab: &mut Slab, figure: &Figure, rect: Rect, parent: TagId) {
        let Some(asset) = self.cx.document.assets.get(figure.asset.0 as usize) else { return };
        let items = match &asset.kind {
            AssetKind::Svg(drawing) => draw(drawing, rect),
            AssetKind::Jpeg(_) | AssetKind::Png(_) => {
                vec![FrameItem::Image { asset: figure.asset, rect, clip: None }]
            }
        };
        match &figure.alt {
            Some(alt) => {
                let tag = self.tag(TagKind::Figure, parent);
                let node = self.tags.get_mut(tag);
                node.alt = Some(alt.clone());
                // The page is known only once the slab is placed.
                node.bbox = Some((usize::MAX, rect));
                slab.tagged(tag, |slab| slab.items.extend(items));
            }
            None => slab.items.extend(items),
        }
    }

    /// Sets caption and credit: beside a column figure, their last line level with its foot;
    /// below a wide one, on the axis.
    fn caption(&mut self, slab: &mut Slab, figure: &Figure, parent: TagId) {
        let Some(text) = self.caption_text(figure) else { return };
        let cx = self.cx;
        let beside = figure.width == FigureWidth::Column && cx.grid.side.width > Abs::ZERO;
        let column = if beside { cx.grid.side } else { cx.grid.main };
        let set = self.set(&text, &cx.scale.caption, column.width, Manner::Aside);
        let tag = self.tag(TagKind::Caption, parent);
        let y = if beside {
            (slab.height - set.height()).max(Abs::ZERO)
        } else {
            slab.height + cx.theme.space.row
        };
        set.place_all(slab, column.x, y, tag);
        slab.height = slab.height.max(y + set.height());
    }

    /// «Figure 1» in bold, the caption, the credit.
    fn caption_text(&self, figure: &Figure) -> Option<Text> {
        let base = figure.caption.as_ref().or(figure.credit.as_ref())?;
        let span = base.span;
        let plain = |text: String| Inline::Text { text, span };
        let mut inlines = Vec::new();
        if let Some(caption) = &figure.caption {
            let word = &self.cx.document.meta.words.figure;
            let label = format!("{word} {}. ", self.cx.digits.format(figure.number as usize));
            inlines.push(Inline::Strong(vec![plain(label)]));
            inlines.extend(caption.inlines.iter().cloned());
        }
        if let Some(credit) = &figure.credit {
            if !inlines.is_empty() {
                inlines.push(Inline::Break);
            }
            inlines.extend(credit.inlines.iter().cloned());
        }
        Some(Text { id: base.id, inlines, span })
    }
}

/// A drawing's paths, fitted to a rectangle.
fn draw(drawing: &Drawing, rect: Rect) -> Vec<FrameItem> {
    let scale = rect.size.width / drawing.size.width;
    let fit = |p: Point| rect.origin.moved(p.x * scale, p.y * scale);
    drawing.paths.iter().map(|drawn| shape(drawn, scale, &fit)).collect()
}

fn shape(drawn: &DrawnPath, scale: f64, fit: &impl Fn(Point) -> Point) -> FrameItem {
    let segments = drawn.path.segments.iter().map(|segment| match *segment {
        Segment::Move(p) => Segment::Move(fit(p)),
        Segment::Line(p) => Segment::Line(fit(p)),
        Segment::Cubic(a, b, p) => Segment::Cubic(fit(a), fit(b), fit(p)),
        Segment::Close => Segment::Close,
    });
    let color = |rgb| Color::new(rgb, None);
    FrameItem::Shape {
        path: Path { segments: segments.collect() },
        fill: drawn.fill.map(color),
        stroke: drawn.stroke.map(|(rgb, width)| (color(rgb), width * scale)),
        even_odd: drawn.even_odd,
    }
}
