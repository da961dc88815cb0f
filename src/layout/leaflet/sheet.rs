//! The open sheet: cover, columns and back brought to their places on its two faces.

use super::super::assemble::Assembly;
use super::super::context::Context;
use super::super::cover::column;
use super::super::flow_box::{FlowBox, joined, shift};
use super::super::frame::{FrameItem, TagKind};
use super::super::notes;
use super::super::ornament::{FieldSide, Plot, field, filled, lights, lit_column};
use super::super::paginate::PageContent;
use super::super::par::FlowBuilder;
use super::panels::{Column, Panel, PanelRole};
use super::{OpenSheetSide, Panels};
use crate::geom::{Abs, Path, Point, Rect, Size};
use crate::model::print::Leaflet;
use crate::model::style::{Color, CoverKind, OrnamentKind, PadKind};
use crate::model::{PageStart, Status};

/// The open sheet of one attempt.
pub(super) struct OpenSheet<'c, 'a, 'f> {
    pub(super) cx: &'c Context<'a, 'f>,
    pub(super) leaflet: Leaflet,
    pub(super) panels: &'c Panels,
    pub(super) columns: &'c [Column],
}

/// What stands on the panels that are no text.
pub(super) struct Outside {
    /// The cover's art and names.
    pub(super) cover: Vec<FrameItem>,
    /// The back.
    pub(super) back: FlowBox,
}

impl OpenSheet<'_, '_, '_> {
    /// Heights of the columns.
    pub(super) fn rooms(&self) -> Vec<Abs> {
        let foot = self.cx.theme.leaflet.foot;
        let room = |column: &Column| self.leaflet.paper.height - self.top(column.face) - foot;
        self.columns.iter().map(room).collect()
    }

    /// Where the text of a face begins.
    pub(super) fn top(&self, face: OpenSheetSide) -> Abs {
        match face {
            OpenSheetSide::Outside => self.cx.theme.leaflet.outside_top,
            OpenSheetSide::Inside => self.strip_height() + self.cx.theme.leaflet.top,
        }
    }

    /// How many stars the strip has.
    fn strip_count(&self) -> i32 {
        #[expect(clippy::cast_possible_truncation, reason = "a sheet holds few stars")]
        let count = self.cx.theme.leaflet.strip.round() as i32;
        if self.cx.theme.ornament.kind == OrnamentKind::None { 0 } else { count.max(0) }
    }

    /// The strip is as high as one of its stars.
    fn strip_height(&self) -> Abs {
        match self.strip_count() {
            0 => Abs::ZERO,
            count => self.panels.width / f64::from(count),
        }
    }

    /// The cover, its art on all its panels, its names on the one at the start.
    pub(super) fn cover(&self, assembly: &mut Assembly<'_, '_>) -> Outside {
        let halves: Vec<Panel> = self.panels.of(PanelRole::CoverEnd).collect();
        let Some(panel) = self.panels.of(PanelRole::Cover).next() else {
            return Outside { cover: vec![], back: FlowBox::default() };
        };
        let mut builder = FlowBuilder::new(self.cx, TagKind::Sect);
        let size = Size::new(panel.width, self.leaflet.paper.height);
        // A frame belongs on a cover of one piece.
        let other = builder.other_cover(size, halves.is_empty());
        let reach = self.start_reach(panel);
        let mut names = other.unwrap_or_else(|| match self.cx.theme.cover.kind {
            CoverKind::Poster => builder.poster_names(size, reach),
            _ => builder.leaflet_names(size),
        });
        let mut cover = FlowBox::default();
        let whole = panel.width + halves.iter().map(|half| half.width).sum();
        // Closed, the cover's start lies at the reading side of its end.
        let first = if self.cx.dir.is_rtl() { whole - panel.width } else { Abs::ZERO };
        let plot = self.plot(panel, whole, first);
        let photo = builder.photo(plot, &names).map(|items| builder.told_photo(items));
        let art = photo.unwrap_or_else(|| self.art(plot, &names));
        cover.items.extend(moved(art, panel.x));
        for half in halves {
            let from = if self.cx.dir.is_rtl() { Abs::ZERO } else { panel.width };
            let plot = self.plot(half, whole, from);
            let photo = builder.photo(plot, &names);
            let art = photo.unwrap_or_else(|| self.art(plot, &names));
            cover.items.extend(moved(art, half.x));
        }
        cover.items.extend(moved(std::mem::take(&mut names.items), panel.x));
        assembly.adopt(builder, std::slice::from_mut(&mut cover));
        Outside { cover: cover.items, back: FlowBox::default() }
    }

    /// How far colours reach beyond a panel at the start side: into the bleed, where it ends at the trim.
    fn start_reach(&self, panel: Panel) -> Abs {
        let [left, right] = self.edges(panel);
        let ends = if self.cx.dir.is_rtl() { right } else { left };
        if ends { self.cx.theme.page.bleed } else { Abs::ZERO }
    }

    /// The part of the cover that lies on a panel, from `from` on.
    fn plot(&self, panel: Panel, whole: Abs, from: Abs) -> Plot {
        Plot {
            size: Size::new(whole, self.leaflet.paper.height),
            from,
            to: from + panel.width,
            bleeds: self.edges(panel),
            rows: i32::MAX,
        }
    }

    /// The part of the cover's field that lies on a panel.
    fn art(&self, plot: Plot, names: &FlowBox) -> Vec<FrameItem> {
        field(self.cx, plot.above(self.cx, names), FieldSide::Front)
    }

    /// Brings everything to its place and adds the two pages.
    pub(super) fn assemble(
        &self,
        assembly: &mut Assembly<'_, '_>,
        outside: Outside,
        drafts: Vec<PageContent>,
        notes: &mut [FlowBox],
    ) {
        let mut faces = [outside.cover, self.strip()];
        let back = self.panels.of(PanelRole::Back).next();
        let (back_page, back_x) = back.map_or((0, Abs::ZERO), |p| (p.face.page(), p.x));
        let anchors = FlowBox { anchors: outside.back.anchors, ..FlowBox::default() };
        faces[back_page].extend(moved(outside.back.items, back_x));
        // After the art, whose outlines end a hair beyond their panel.
        faces[0].extend(self.tints());
        for (face, star) in self.stars(&drafts) {
            faces[face.page()].push(star);
        }
        let ends: Vec<Abs> = drafts.iter().map(|draft| self.end(draft, notes)).collect();
        let mut begins = PageStart::Blank;
        for (draft, column) in drafts.into_iter().zip(self.columns) {
            let page = column.face.page();
            let first = draft.flow_boxes.iter().find_map(|(_, flow_box)| flow_box.begins);
            if let (Some((id, offset)), PageStart::Blank, OpenSheetSide::Inside) =
                (first, begins, column.face)
            {
                begins = PageStart::Text { id, offset };
            }
            faces[page].extend(self.column(assembly, draft, *column, notes));
        }
        // The back is read last.
        assembly.record(&anchors, back_page, Abs::ZERO);
        if self.leaflet.one_side {
            let imprint = self.side_imprint(assembly, &ends);
            faces[0].extend(imprint);
        }
        let [outside, inside] = faces;
        let sheet = |assembly: &mut Assembly<'_, '_>, items, face, begins| {
            let folds = self.panels.folds(face);
            assembly.sheet(items, self.leaflet.paper, folds, begins);
        };
        sheet(assembly, outside, OpenSheetSide::Outside, PageStart::Cover);
        if !self.leaflet.one_side {
            sheet(assembly, inside, OpenSheetSide::Inside, begins);
        }
    }

    /// The items of a column.
    fn column(
        &self,
        assembly: &mut Assembly<'_, '_>,
        draft: PageContent,
        column: Column,
        notes: &mut [FlowBox],
    ) -> Vec<FrameItem> {
        let top = self.top(column.face);
        let room = self.leaflet.paper.height - top - self.cx.theme.leaflet.foot;
        let foot = notes::place(self.cx, notes, &draft.notes);
        let foot = foot.map(|foot| (room - foot.height, foot));
        let mut items = vec![];
        for (y, flow_box) in joined(draft.flow_boxes.into_iter().chain(foot).collect()) {
            assembly.record(&flow_box, column.face.page(), top + y);
            for mut item in flow_box.items {
                shift(&mut item, column.x, top + y);
                items.push(item);
            }
        }
        items
    }

    /// What lies under the text outside.
    fn tints(&self) -> Vec<FrameItem> {
        let theme = &self.cx.theme;
        let Some(color) = theme.tint(&theme.leaflet.outside_ground) else { return vec![] };
        let text = self
            .panels
            .of(PanelRole::Text)
            .filter(|panel| panel.face == OpenSheetSide::Outside);
        text.map(|panel| self.ground(panel, color)).collect()
    }

    /// A star on each panel that the text does not reach, as on the pages that fill up a booklet.
    fn stars(&self, drafts: &[PageContent]) -> Vec<(OpenSheetSide, FrameItem)> {
        let theme = &self.cx.theme;
        let reached = |panel: &Panel| {
            let filled =
                self.columns.iter().zip(drafts).filter(|(_, d)| !d.flow_boxes.is_empty());
            filled
                .map(|(column, _)| column)
                .any(|c| c.face == panel.face && c.x >= panel.x && c.x < panel.right())
        };
        let starred = theme.page.pad == PadKind::Star;
        let bare = self.panels.of(PanelRole::Text).filter(|panel| starred && !reached(panel));
        let star = |panel: Panel| {
            let middle = self.leaflet.paper.height / 2.0;
            let centre = Point::new(panel.x + panel.width / 2.0, middle);
            let star = Path::khatam(centre, theme.callout.star);
            (panel.face, filled(star, self.cx.color(&theme.opener.star_color)))
        };
        bare.map(star).collect()
    }

    /// A panel's ground, into the bleed.
    fn ground(&self, panel: Panel, color: Color) -> FrameItem {
        let bleed = self.cx.theme.page.bleed;
        let [left, right] = self.edges(panel).map(|ends| if ends { bleed } else { Abs::ZERO });
        let height = self.leaflet.paper.height + bleed * 2.0;
        let rect = Rect::new(panel.x - left, -bleed, panel.width + left + right, height);
        filled(Path::rect(rect), color)
    }

    /// One row of stars across the inside; the lit one stands over its middle panel.
    fn strip(&self) -> Vec<FrameItem> {
        let (cx, width) = (self.cx, self.panels.width);
        let (count, pitch) = (self.strip_count(), self.strip_height());
        if count < 1 {
            return vec![];
        }
        let bleed = cx.theme.page.bleed;
        let ground = Rect::new(-bleed, -bleed, width + bleed * 2.0, pitch + bleed);
        let lit = self.lit(count, pitch);
        let star = |i: i32| {
            let centre = Point::new(pitch * (f64::from(i) + 0.5), pitch / 2.0);
            (f64::from((i - lit).abs()), centre)
        };
        let mut items = vec![filled(Path::rect(ground), cx.color(&cx.theme.ornament.ground))];
        items.extend(lights(cx, (-1..=count).map(star), pitch / 2.0));
        items
    }

    /// The lit star of the strip: over the panel in the middle, as on the cover counted from its
    /// end side.
    fn lit(&self, count: i32, pitch: Abs) -> i32 {
        let half = self.panels.width / 2.0;
        let middle = self.panels.all.iter().find(|panel| {
            let inside = panel.face == OpenSheetSide::Inside;
            inside && panel.x < half - Abs::pt(1.0) && panel.right() > half + Abs::pt(1.0)
        });
        let (left, right) =
            middle.map_or((Abs::ZERO, self.panels.width), |panel| (panel.x, panel.right()));
        #[expect(clippy::cast_possible_truncation, reason = "a sheet holds few stars")]
        let (first, last) = ((left / pitch).ceil() as i32, (right / pitch).floor() as i32);
        (first + lit_column(self.cx, (last - first).max(1))).min(count - 1)
    }
}

impl FlowBuilder<'_, '_> {
    /// The cover's names on a panel of a size, and what a draft says of itself beneath them.
    fn leaflet_names(&mut self, size: Size) -> FlowBox {
        let cx = self.cx;
        let root = self.root();
        self.stand_on(cx.color(&cx.theme.ornament.ground));
        let style = &cx.theme.cover;
        let width = style.width.min(size.width - style.start - cx.theme.leaflet.margin);
        let column = column(cx, size, width);
        let tag = self.tag(TagKind::H(1), root);
        let mut foot = size.height - style.foot;
        let mut items = vec![];
        if cx.document.status == Status::Draft {
            let mut flow_box = FlowBox::default();
            let words = cx.document.meta.words.draft.clone();
            self.plain_line(&mut flow_box, &words, &cx.scale.imprint.clone(), column);
            let top = foot - flow_box.height;
            items.extend(lowered(flow_box.items, top));
            foot = top - cx.theme.cover.imprint_gap;
        }
        let mut names = self.front_names(size, column, tag, foot);
        names.items.extend(items);
        names
    }
}

/// Items moved to the right.
fn moved(mut items: Vec<FrameItem>, dx: Abs) -> Vec<FrameItem> {
    items.iter_mut().for_each(|item| shift(item, dx, Abs::ZERO));
    items
}

/// Items moved down.
fn lowered(mut items: Vec<FrameItem>, dy: Abs) -> Vec<FrameItem> {
    items.iter_mut().for_each(|item| shift(item, Abs::ZERO, dy));
    items
}
