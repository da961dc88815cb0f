//! Contents of pages to finished pages: covers, contents, furniture, padding.

use super::around::Decorator;
use super::bounds;
use super::contents::{SectionStart, SectionStarts, hang, parted};
use super::context::Context;
use super::flow_box::{self, FlowBox, shift};
use super::frame::{FrameItem, Layout, OutlineEntry, Page, TagId, TagKind};
use super::furniture::PageSide;
use super::items::{extent, joined};
use super::logo;
use super::notes;
use super::numbering::Numbering;
use super::overlap;
use super::pad::padding;
use super::paginate::PageContent;
use super::par::FlowBuilder;
use super::photo;
use super::screens::{PageCount, PageItems};
use crate::diag::Sink;
use crate::geom::{Abs, Point, Rect, Size};
use crate::model::style::{Color, ContentsKind, CoverKind, FolioKind, HeadKind, PadKind};
use crate::model::{Allowed, PageEntry, PageStart};

/// A layout under construction.
pub(super) struct Assembly<'a, 'f> {
    pub(super) cx: &'a Context<'a, 'f>,
    pub(super) layout: Layout,
    pub(super) sink: Sink,
    pub(super) places: SectionStarts,
    /// How many pages there will be.
    pub(super) count: PageCount,
    /// The colour of the last page, and how many pages have a colour and nothing else.
    pub(super) last: Option<Color>,
    pub(super) fillers: usize,
    /// The numbers of its pages in their file.
    pub(super) numbering: Numbering,
    /// What stands round its text.
    pub(super) around: Decorator<'a, 'f>,
    /// The least heights of the rows of its contents.
    pub(super) rows: Vec<Abs>,
}

impl<'a, 'f> Assembly<'a, 'f> {
    /// A layout with nothing but the root of its tags.
    pub(super) fn new(cx: &'a Context<'a, 'f>) -> Self {
        let mut layout = Layout::default();
        layout.tags.add(TagKind::Document, None);
        let (sink, count) = (Sink::default(), PageCount::default());
        Self {
            cx,
            layout,
            sink,
            places: SectionStarts::default(),
            count,
            numbering: Numbering::default(),
            around: Decorator::Own,
            rows: vec![],
            last: None,
            fillers: 0,
        }
    }

    /// The finished layout, and where its sections and ids begin.
    pub(super) fn finish(mut self, sink: &mut Sink) -> (Layout, SectionStarts) {
        self.resolve_links();
        bounds::check(&self.layout, self.cx.setter, &mut self.sink);
        if !self.cx.document.allow.contains(&Allowed::Overlap) {
            overlap::check(&self.layout, self.cx.setter, &mut self.sink);
        }
        // One font is missing, however often it is wanted.
        self.sink.tell_once("missing-script");
        // The covers show one logo and one picture, however often.
        let faults = logo::FAULTS.into_iter().chain(photo::FAULTS);
        faults.for_each(|id| self.sink.tell_once(id));
        sink.append(self.sink);
        (self.layout, self.places)
    }

    /// Adds the front cover.
    pub(super) fn cover(&mut self, size: Size) {
        let mut builder = FlowBuilder::new(self.outer(), TagKind::Sect);
        let items = builder.cover(size);
        let mut flow_box = FlowBox { items, ..FlowBox::default() };
        self.adopt(builder, std::slice::from_mut(&mut flow_box));
        self.page(PageItems::new(flow_box.items), size, PageStart::Cover);
    }

    /// Whether the contents stand among the text, or nowhere: a list of one entry tells nobody
    /// anything.
    pub(super) fn has_toc(&self) -> bool {
        !self.cx.places.sections.is_empty() || self.cx.document.sections.len() < 2
    }

    /// How many pages stand before the first one of the body.
    pub(super) fn first(&self) -> usize {
        1 + if self.has_toc() { 0 } else { self.contents_count() }
    }

    /// The colour of the last of them.
    pub(super) fn ground_before(&self) -> Option<Color> {
        let theme = self.cx.theme;
        let contents = theme.tint(&theme.contents.ground);
        let hung = theme.contents.kind == ContentsKind::Hung;
        let second = hung && !self.first().is_multiple_of(2);
        if self.has_toc() || second { None } else { contents }
    }

    /// Adds contents, body, padding and back cover.
    pub(super) fn body(
        &mut self,
        drafts: Vec<PageContent>,
        notes: &mut [FlowBox],
        first: usize,
    ) {
        let has_toc = self.has_toc();
        self.last = self.ground_before();
        self.count = self.page_count(first + drafts.len() + 1);
        self.find_places(&drafts, first);
        if !has_toc {
            self.contents(1);
        }
        self.complete_cover();
        let mut drafts = drafts.into_iter().peekable();
        while let Some(draft) = drafts.next() {
            if draft.fills {
                let next = drafts.peek().and_then(|next| next.ground);
                self.filler(next, PageStart::Blank);
                continue;
            }
            self.last = draft.ground;
            self.body_page(draft, notes);
        }
        self.pad();
        self.closing();
    }

    /// Says on the cover how many pages there are, where it has a place for that.
    pub(super) fn complete_cover(&mut self) {
        let mut builder = FlowBuilder::new(self.outer(), TagKind::P);
        let counts = [self.count.print, self.count.screens].into_iter();
        let said = counts.filter_map(|of| builder.page_count(page_size(self.cx), of));
        let mut said: Vec<FlowBox> = said.collect();
        if said.is_empty() {
            return;
        }
        self.adopt(builder, &mut said);
        self.read_last_at(1);
        let Some(cover) = self.layout.pages.first_mut() else { return };
        let mut items = PageItems::new(std::mem::take(&mut cover.items));
        let mut said = said.into_iter().rev().map(|flow_box| flow_box.items);
        items.count(self.count, |_| said.next().unwrap_or_default());
        cover.items = items.print;
        self.layout.on_screens.extend(items.screens.map(|items| (0, items)));
    }

    /// Records where sections and ids lie.
    pub(super) fn find_places(&mut self, drafts: &[PageContent], first: usize) {
        let top = self.cx.theme.page.top;
        for (i, draft) in drafts.iter().enumerate() {
            for (y, flow_box) in &draft.flow_boxes {
                self.record(flow_box, self.number(first + i), top + *y);
            }
        }
    }

    /// Records where the sections and ids of a flow box lie that begins at `y` on a page.
    pub(super) fn record(&mut self, flow_box: &FlowBox, page: usize, y: Abs) {
        for anchor in &flow_box.anchors {
            let place = SectionStart { page, y: y + anchor.y };
            self.places.named.entry(anchor.id.clone()).or_insert(place);
            if let Some((title, level)) = &anchor.outline {
                let (title, level) = (title.clone(), *level);
                let SectionStart { page, y } = place;
                self.layout.outline.push(OutlineEntry { title, level, page, y });
            }
            if anchor.section.is_some() {
                self.places.sections.push(place);
            }
        }
    }

    /// How many pages the contents take; the folios that they name do not change that.
    pub(super) fn contents_count(&self) -> usize {
        let mut flow_boxes = self.contents_flow_boxes();
        for (flow_box, least) in flow_boxes.iter_mut().zip(&self.rows) {
            flow_box.height = flow_box.height.max(*least);
        }
        parted(flow_boxes, self.cx.room()).len()
    }

    /// How high the rows of the contents are.
    pub(super) fn contents_heights(&self) -> Vec<Abs> {
        self.contents_flow_boxes().iter().map(|flow_box| flow_box.height).collect()
    }

    fn contents_flow_boxes(&self) -> Vec<FlowBox> {
        let mut builder = FlowBuilder::new(self.cx, TagKind::Sect);
        builder.contents(&SectionStarts::default()).into_iter().flatten().collect()
    }

    /// Adds the contents, which are read at a place among all.
    pub(super) fn contents(&mut self, place: usize) {
        let cx = self.cx;
        let mut builder = FlowBuilder::new(cx, TagKind::Sect);
        let mut flow_boxes: Vec<_> =
            builder.contents(&self.places).into_iter().flatten().collect();
        self.adopt(builder, &mut flow_boxes);
        self.read_last_at(place);
        for (flow_box, least) in flow_boxes.iter_mut().zip(&self.rows) {
            flow_box.height = flow_box.height.max(*least);
        }
        let ground = cx.theme.tint(&cx.theme.contents.ground);
        for (page, mut flow_boxes) in parted(flow_boxes, cx.room()).into_iter().enumerate() {
            // Two pages that face one another are never of one colour.
            let hung = cx.theme.contents.kind == ContentsKind::Hung;
            let ground = ground.filter(|_| !hung || page.is_multiple_of(2));
            flow_boxes.iter_mut().for_each(|(y, _)| *y += cx.below_head());
            hang(cx, &mut flow_boxes);
            self.contents_page(PageContent {
                flow_boxes,
                opens: true,
                ground,
                ..PageContent::default()
            });
        }
    }

    /// What was built last is read at a place among all.
    pub(super) fn read_last_at(&mut self, place: usize) {
        let children = &mut self.layout.tags.get_mut(TagId(0)).children;
        if let Some(last) = children.pop() {
            children.insert(place, last);
        }
    }

    pub(super) fn contents_page(&mut self, draft: PageContent) {
        let (cx, side) = (self.cx, self.side());
        let mut items = self.around_contents(draft.ground, side);
        items.extend(self.placed(draft.flow_boxes, side));
        self.page(items, page_size(cx), PageStart::Contents);
    }

    pub(super) fn body_page(&mut self, draft: PageContent, notes: &mut [FlowBox]) {
        let (cx, side) = (self.cx, self.side());
        let begins = draft.flow_boxes.iter().find_map(|(_, s)| s.begins);
        let mut items = self.around_body(&draft, side);
        items.extend(self.placed(draft.flow_boxes, side));
        if let Some(foot) = notes::place(cx, notes, &draft.notes) {
            let y = cx.grid.height - foot.height;
            items.extend(self.placed(vec![(y, foot)], side));
        }
        let begins =
            begins.map_or(PageStart::Blank, |(id, offset)| PageStart::Text { id, offset });
        self.page(items, page_size(cx), begins);
    }

    /// What flow boxes hold, at its places on the page; what joins them falls away at its top.
    pub(super) fn placed(
        &self,
        flow_boxes: Vec<(Abs, FlowBox)>,
        side: PageSide,
    ) -> Vec<FrameItem> {
        let (top, mut items) = (self.cx.theme.page.top, vec![]);
        for (y, flow_box) in flow_box::joined(flow_boxes) {
            for mut item in flow_box.items {
                let bleeds = flow_box.bleeds && matches!(item, FrameItem::Image { .. });
                let x = if bleeds { Abs::ZERO } else { side.text_x };
                shift(&mut item, x, top + y);
                items.push(item);
            }
        }
        items
    }

    /// Pads to the theme's multiple; blanks never come before the text.
    pub(super) fn pad(&mut self) {
        let (cx, others, multiple) = (self.outer(), self.numbering.others, self.multiple());
        while !(self.layout.pages.len() + 1 + others).is_multiple_of(multiple) {
            if cx.theme.page.pad == PadKind::Field {
                self.filler(None, PageStart::Padding);
                continue;
            }
            let side = self.side();
            let mut items = padding(cx, side);
            if cx.theme.furniture.head == HeadKind::Ruled {
                items.extend(
                    FlowBuilder::new(cx, TagKind::Div).ruled_head(side, self.count.print),
                );
            }
            let items = PageItems::new(items);
            self.page(items, page_size(cx), PageStart::Padding);
        }
    }

    /// How many pages there are with so many that hold something, as far as a page says so.
    pub(super) fn page_count(&self, held: usize) -> PageCount {
        let (theme, print) = (self.cx.theme, held.next_multiple_of(self.multiple()));
        let is_said =
            theme.furniture.folio == FolioKind::Head || theme.cover.kind == CoverKind::Form;
        PageCount { print, screens: if is_said { held } else { print } }
    }

    /// What the number of pages is a multiple of.
    pub(super) fn multiple(&self) -> usize {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small")]
        let multiple = self.cx.theme.page.multiple.max(1.0) as usize;
        self.numbering.multiple.unwrap_or(multiple)
    }

    pub(super) fn closing(&mut self) {
        let size = page_size(self.cx);
        let mut builder = FlowBuilder::new(self.outer(), TagKind::Sect);
        let items = builder.closing(size);
        let mut flow_box = FlowBox { items, ..FlowBox::default() };
        self.adopt(builder, std::slice::from_mut(&mut flow_box));
        self.page(PageItems::new(flow_box.items), size, PageStart::Closing);
    }

    pub(super) fn page(&mut self, items: PageItems, size: Size, begins: PageStart) {
        let index = self.layout.pages.len();
        let screens = items.screens.map(|items| (index, joined(items)));
        self.layout.on_screens.extend(screens);
        self.sheet(items.print, size, vec![], begins);
    }

    /// Adds a page that is folded at some places.
    pub(super) fn sheet(
        &mut self,
        items: Vec<FrameItem>,
        size: Size,
        folds: Vec<Abs>,
        begins: PageStart,
    ) {
        let index = self.number(self.layout.pages.len());
        let label = self.cx.digits.format(index + 1);
        let items = joined(items);
        self.find_boxes(&items, index, size);
        self.layout.map.pages.push(PageEntry { label: label.clone(), begins });
        let bleed = self.cx.theme.page.bleed;
        self.layout.pages.push(Page { size, bleed, folds, label, items });
    }

    /// Figures say which part of their page they fill (`BBox`, ISO 32000-1 14.8.5.4).
    fn find_boxes(&mut self, items: &[FrameItem], page: usize, size: Size) {
        let whole = Rect { origin: Point::default(), size };
        for (i, item) in items.iter().enumerate() {
            let FrameItem::TagStart(tag) = item else { continue };
            let node = self.layout.tags.get_mut(*tag);
            if node.kind == TagKind::Figure {
                let inside =
                    items[i + 1..].iter().take_while(|item| !matches!(item, FrameItem::TagEnd));
                node.bbox = extent(inside).map(|rect| (page, rect.common(whole)));
            }
        }
    }
}

pub(super) fn page_size(cx: &Context<'_, '_>) -> Size {
    Size::new(cx.theme.page.width, cx.theme.page.height)
}
