//! Figures: in a column, over the text width, or to the edges of the page.

use super::context::Column;
use super::flow_box::FlowBox;
use super::frame::{FrameItem, TagId, TagKind};
use super::par::{FlowBuilder, ParagraphKind};
use super::shrink::{Reduction, Shrink};
use crate::diag::Diagnostic;
use crate::geom::{Abs, Point, Rect, Size};
use crate::model::asset::{Asset, AssetKind};
use crate::model::print::FormatKind;
use crate::model::{Figure, FigurePlace, FigureWidth, Inline, Text};

/// Most of a page's height that a picture takes.
const TALLEST: f64 = 0.8;

/// A picture's place: what of it is shown, and where.
struct CroppedPicture {
    /// The part of the picture, in its own units.
    part: Rect,
    /// Where the part goes.
    frame: Rect,
}

impl FlowBuilder<'_, '_> {
    /// Adds a figure with its caption and credit to a column.
    pub(super) fn figure(
        &mut self,
        figure: &Figure,
        column: Column,
        before: Abs,
        parent: TagId,
    ) {
        let cx = self.cx;
        let Some(asset) = cx.document.assets.get(figure.asset.0 as usize) else { return };
        // A column among others has no edges of the page beside it.
        let among = cx.is_column() || matches!(cx.document.format, FormatKind::Leaflet(_));
        let width = match figure.width {
            wide if among && wide != FigureWidth::Column => FigureWidth::Text,
            width => width,
        };
        if width == FigureWidth::Page {
            return self.full_page(figure, asset, parent);
        }
        let shown = match width {
            FigureWidth::Column => self.in_column(figure, asset.size(), column),
            FigureWidth::Text => self.in_text(figure, asset.size()),
            FigureWidth::Bleed | FigureWidth::Page => self.edge_to_edge(figure, asset.size()),
        };
        let mut flow_box = FlowBox::new(before, shown.frame.size.height);
        flow_box.bleeds = width == FigureWidth::Bleed;
        flow_box.ink.add(shown.frame, Abs::ZERO, Abs::ZERO);
        let group = self.tag(TagKind::Div, parent);
        self.picture(&mut flow_box, figure, place(figure, asset, &shown), group);
        let caption = self.caption(&mut flow_box, figure, column, group);
        flow_box.height = cx.on_grid(flow_box.height);
        flow_box.floats = figure.place == FigurePlace::Float;
        let way = self.way(width, figure, shown.frame);
        flow_box.shrink = Some(Shrink { frame: shown.frame, way, caption });
        self.flow_boxes.push(flow_box);
    }

    /// A picture over a page of its own, cut to the page's shape; a caption stands on white at the
    /// page's foot.
    fn full_page(&mut self, figure: &Figure, asset: &Asset, parent: TagId) {
        let (cx, page) = (self.cx, &self.cx.theme.page);
        let group = self.tag(TagKind::Div, parent);
        let mut words = FlowBox::default();
        let words_height = match self.caption_text(figure) {
            Some(text) => {
                let column = cx.grid.main;
                let set =
                    self.set(&text, &cx.scale.caption, column.width, ParagraphKind::Aside);
                let tag = self.tag(TagKind::Caption, group);
                set.place_all(&mut words, column.x, Abs::ZERO, tag);
                set.height()
            }
            None => Abs::ZERO,
        };
        // Down to the caption and the white above it, else into the bleed at the foot.
        let top = -(page.top + page.bleed);
        let foot = match words_height > Abs::ZERO {
            true => cx.grid.height - words_height - cx.theme.space.paragraph,
            false => page.height - page.top + page.bleed,
        };
        let foot = self
            .draft_top()
            .map_or(foot, |mark| foot.min(mark - page.top - cx.theme.space.paragraph));
        let frame = Rect::new(-page.bleed, top, page.width + page.bleed * 2.0, foot - top);
        let whole = figure.part(asset.size());
        let part = figure.focus.part(whole.size, frame.size.width / frame.size.height);
        let origin = whole.origin.moved(part.left(), part.top());
        let shown = CroppedPicture { part: Rect { origin, size: part.size }, frame };
        // The paginator raises what bleeds at the head of a page by the margin above it.
        let mut flow_box = FlowBox::new(Abs::ZERO, cx.grid.height);
        self.picture(&mut flow_box, figure, place(figure, asset, &shown), group);
        flow_box.absorb(words, cx.grid.height - words_height);
        (flow_box.bleeds, flow_box.whole_page) = (true, true);
        flow_box.floats = figure.place == FigurePlace::Float;
        self.flow_boxes.push(flow_box);
    }

    /// How a picture becomes smaller.
    fn way(&self, width: FigureWidth, figure: &Figure, frame: Rect) -> Reduction {
        match width {
            FigureWidth::Column if self.cx.dir.is_rtl() => Reduction::Whole(frame.right()),
            FigureWidth::Column => Reduction::Whole(frame.left()),
            FigureWidth::Text => Reduction::Whole(frame.left() + frame.size.width / 2.0),
            FigureWidth::Bleed | FigureWidth::Page => Reduction::Cut(figure.focus.shares().1),
        }
    }

    /// At the start of a column, as wide as it.
    fn in_column(&self, figure: &Figure, size: Size, column: Column) -> CroppedPicture {
        let part = figure.part(size);
        let fitted = self.fitted(part, column.width);
        let x = column.at_start(self.cx.dir, Abs::ZERO, fitted.width);
        CroppedPicture { part, frame: Rect { origin: Point::new(x, Abs::ZERO), size: fitted } }
    }

    /// In the middle of the text block, as wide as it.
    fn in_text(&self, figure: &Figure, size: Size) -> CroppedPicture {
        let part = figure.part(size);
        let text = self.cx.grid.text;
        let fitted = self.fitted(part, text.width);
        let x = text.x + (text.width - fitted.width) / 2.0;
        CroppedPicture { part, frame: Rect { origin: Point::new(x, Abs::ZERO), size: fitted } }
    }

    /// The extents of a part that is to be `width` wide, less where it would be too tall.
    fn fitted(&self, part: Rect, width: Abs) -> Size {
        let aspect = part.size.width / part.size.height;
        let height = (width / aspect).min(self.cx.grid.height * TALLEST);
        Size::new((height * aspect).min(width), height)
    }

    /// From bleed to bleed, from the page's left edge; what would be too tall is cut.
    fn edge_to_edge(&mut self, figure: &Figure, size: Size) -> CroppedPicture {
        let page = &self.cx.theme.page;
        let width = page.width + page.bleed * 2.0;
        let tallest = self.cx.grid.height * TALLEST;
        let mut part = figure.part(size);
        let mut height = width * (part.size.height / part.size.width);
        if height > tallest + Abs::pt(0.01) {
            self.tell_cut(figure, width / tallest);
            let less = figure.focus.part(part.size, width / tallest);
            let origin = part.origin.moved(less.left(), less.top());
            part = Rect { origin, size: less.size };
            height = tallest;
        }
        CroppedPicture { part, frame: Rect::new(-page.bleed, Abs::ZERO, width, height) }
    }

    /// Reports that a picture is cut though nobody asked for it.
    fn tell_cut(&mut self, figure: &Figure, ratio: f64) {
        let message = "from edge to edge, the picture is taller than its page; it is cut";
        // A flatter one fits for certain.
        let ratio = (ratio * 10.0).ceil() / 10.0;
        let hint = format!(
            "say `crop: {ratio:.1}:1` and with `focus` what stays, or choose `width: text`"
        );
        let fault = Diagnostic::warning("tall-picture", figure.span, message);
        self.sink.push(fault.with_hint(hint));
    }

    /// Draws the picture; decoration gets no tag, so that readers pass over it.
    fn picture(
        &mut self,
        flow_box: &mut FlowBox,
        figure: &Figure,
        item: FrameItem,
        parent: TagId,
    ) {
        let Some(alt) = &figure.alt else {
            flow_box.items.push(item);
            return;
        };
        let tag = self.tag(TagKind::Figure, parent);
        self.tags.get_mut(tag).alt = Some(alt.clone());
        flow_box.tagged(tag, |flow_box| flow_box.items.push(item));
    }

    /// Sets caption and credit: in the side column beside a picture in the main one, their last
    /// line level with its foot; else below it, a wide one's on the axis. Returns where it begins.
    fn caption(
        &mut self,
        flow_box: &mut FlowBox,
        figure: &Figure,
        column: Column,
        parent: TagId,
    ) -> Abs {
        let Some(text) = self.caption_text(figure) else { return flow_box.height };
        let cx = self.cx;
        let in_column = figure.width == FigureWidth::Column;
        let beside = in_column && column == cx.grid.main && cx.grid.side.width > Abs::ZERO;
        let column = match (beside, in_column) {
            (true, _) => cx.grid.side,
            (false, true) => column,
            (false, false) => cx.grid.main,
        };
        let set = self.set(&text, &cx.scale.caption, column.width, ParagraphKind::Aside);
        let tag = self.tag(TagKind::Caption, parent);
        let y = if beside {
            (flow_box.height - set.height()).max(Abs::ZERO)
        } else {
            flow_box.height + cx.theme.space.row
        };
        set.place_all(flow_box, column.x, y, tag);
        flow_box.height = flow_box.height.max(y + set.height());
        y
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

/// The whole picture, laid so that its part fills the frame.
fn place(figure: &Figure, asset: &Asset, shown: &CroppedPicture) -> FrameItem {
    let (size, part, frame) = (asset.size(), shown.part, shown.frame);
    let scale = frame.size.width / part.size.width;
    let left = if figure.mirrored { size.width - part.right() } else { part.left() };
    let rect = Rect::new(
        frame.left() - left * scale,
        frame.top() - part.top() * scale,
        size.width * scale,
        size.height * scale,
    );
    // A drawing may have paths outside its extents, which no output shows.
    let is_cut = part.size != size || matches!(asset.kind, AssetKind::Svg(_));
    FrameItem::Image {
        asset: figure.asset,
        rect,
        clip: is_cut.then_some(frame),
        mirrored: figure.mirrored,
        span: figure.span,
    }
}
