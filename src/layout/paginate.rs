//! Flow boxes to pages: what stands together, where a page ends, which notes come with it.

use super::context::Context;
use super::flow_box::FlowBox;
use super::frame::FrameItem;
use super::section::Flow;
use super::shrink;
use crate::diag::Sink;
use crate::geom::Abs;
use crate::model::style::{Color, HeadKind};

/// A page's flow boxes before it has a number.
#[derive(Default)]
pub(super) struct PageContent {
    /// Flow boxes with the heights of their tops in the text block.
    pub(super) flow_boxes: Vec<(Abs, FlowBox)>,
    /// Index of the section at its top.
    pub(super) section: Option<usize>,
    /// It begins with a band or is a statement: no running head.
    pub(super) opens: bool,
    /// Colour of the whole page.
    pub(super) ground: Option<Color>,
    /// It bears nothing: the page after it has to face the next one.
    pub(super) fills: bool,
    /// Footnotes at its foot.
    pub(super) notes: Vec<usize>,
    /// Height used so far.
    pub(super) used: Abs,
    /// Where the ink of the flow boxes ends.
    pub(super) ink: Abs,
    /// White that the next flow box keeps at least, under a picture that came from elsewhere.
    pub(super) owed: Abs,
}

impl PageContent {
    /// Whether a section's title stands at its top.
    pub(super) fn begins_section(&self) -> bool {
        let first = self.flow_boxes.first();
        first.is_some_and(|(_, flow_box)| flow_box.anchors.iter().any(|a| a.section.is_some()))
    }

    /// Whether a picture that runs to the page's edges reaches into a stretch of the text block's
    /// height: what stands in the margin there would lie under it.
    pub(super) fn covers(&self, top: Abs, foot: Abs) -> bool {
        let bleeding = self.flow_boxes.iter().filter(|(_, flow_box)| flow_box.bleeds);
        bleeding
            .flat_map(|(y, flow_box)| flow_box.items.iter().map(move |item| (*y, item)))
            .any(|(y, item)| match item {
                FrameItem::Image { rect, clip, .. } => {
                    let shown = clip.unwrap_or(*rect);
                    y + shown.top() < foot && y + shown.bottom() > top
                }
                _ => false,
            })
    }
}

/// Fills pages with the flow boxes of sections, in order.
pub(super) struct Paginator<'a, 'f> {
    pub(super) cx: &'a Context<'a, 'f>,
    /// The footnotes as set.
    pub(super) notes: &'a [FlowBox],
    /// Parts of notes that one page could not hold, numbered after the notes.
    pub(super) parts: Vec<FlowBox>,
    /// Notes, or parts of them, that go on the next page.
    pub(super) carried: Vec<usize>,
    /// The pages so far.
    pub(super) pages: Vec<PageContent>,
    /// Pictures that stand at the head of the next page.
    pub(super) floating: Vec<FlowBox>,
    /// Heights of the pages, where they are not that of the text block.
    pub(super) rooms: Vec<Abs>,
    /// How many pages stand before the first one, and the colour of the last of them.
    pub(super) before_first: usize,
    pub(super) ground_before: Option<Color>,
    pub(super) section: usize,
    pub(super) before: Option<Flow>,
    /// A page that is to end earlier than it could, and by how much.
    pub(super) short: Option<(usize, Abs)>,
    pub(super) sink: Sink,
}

impl<'a, 'f> Paginator<'a, 'f> {
    /// A paginator without pages; `notes` are the footnotes as set.
    pub(super) fn new(cx: &'a Context<'a, 'f>, notes: &'a [FlowBox]) -> Self {
        Self {
            cx,
            notes,
            parts: vec![],
            carried: vec![],
            pages: vec![],
            floating: vec![],
            rooms: vec![],
            before_first: 0,
            ground_before: None,
            section: 0,
            before: None,
            short: None,
            sink: Sink::default(),
        }
    }

    /// Pages of different heights; those after the last are as high as it.
    pub(super) fn with_rooms(mut self, rooms: Vec<Abs>) -> Self {
        self.rooms = rooms;
        self
    }

    /// The height of the page that is being filled.
    pub(super) fn room(&self) -> Abs {
        let last = self.rooms.len().saturating_sub(1);
        let page = self.pages.len().saturating_sub(1).min(last);
        let usual = self.rooms.get(page).copied().unwrap_or(self.cx.grid.height);
        let is_short = |(short, _): &(usize, Abs)| short + 1 == self.pages.len();
        self.short.filter(is_short).map_or(usual, |(_, less)| usual - less)
    }

    /// Leaves pages empty up to the one that has so many before it, where a section begins.
    pub(super) fn skip_to(&mut self, page: usize, section: usize) {
        // The section goes on where the empty pages end.
        (self.section, self.before) = (section, Some(Flow::Prose));
        while self.pages.len() <= page {
            self.new_page();
        }
    }

    /// Adds a section.
    pub(super) fn section(&mut self, index: usize, flow: Flow, flow_boxes: Vec<FlowBox>) {
        self.open(index, flow);
        let mut leads = vec![];
        for mut group in groups(flow_boxes) {
            group.splice(0..0, std::mem::take(&mut leads));
            leads = self.group(group);
        }
        self.last_leads(leads);
        self.flush();
    }

    /// Begins a section, on a page of its own where that is its way.
    pub(super) fn open(&mut self, index: usize, flow: Flow) {
        self.section = index;
        let opens = self.cx.opening().is_some();
        if flow == Flow::Opener && opens {
            self.open_spread();
        }
        if self.begins_page(self.before, flow) {
            self.new_page();
        }
        if let (Flow::Statement, Some(page)) = (flow, self.pages.last_mut()) {
            page.ground = self.cx.theme.statement_ground();
            page.opens = true;
        }
        let heads_sections = self.cx.theme.furniture.head == HeadKind::Section;
        if let (Flow::Opener, true, Some(page)) = (flow, heads_sections, self.pages.last_mut())
        {
            page.opens = true;
        }
        self.before = Some(flow);
    }

    /// Places what led to a picture that went on, where nothing follows in the section but the
    /// picture: the two stand together, if a page holds both.
    fn last_leads(&mut self, mut leads: Vec<FlowBox>) {
        let picture = self.floating.pop_if(|last| !leads.is_empty() && last.shrink.is_some());
        let Some(picture) = picture else {
            return leads.into_iter().for_each(|flow_box| self.place_parted(flow_box));
        };
        self.flush();
        leads.push(picture);
        if let Some(smaller) = self.with_smaller(&leads, shrink::LAST) {
            self.place_all(smaller);
            return;
        }
        if !self.is_fresh() && !self.is_led_to() {
            self.new_page_with_leads();
        }
        let smaller = self.with_smaller(&leads, shrink::LAST).unwrap_or(leads);
        smaller.into_iter().for_each(|flow_box| self.place_parted(flow_box));
    }

    /// The pages, and the parts of notes that they name after the notes themselves; what no page
    /// can hold goes into the sink.
    pub(super) fn finish(mut self, sink: &mut Sink) -> (Vec<PageContent>, Vec<FlowBox>) {
        while !self.carried.is_empty() {
            self.new_page();
        }
        sink.append(self.sink);
        (self.pages, self.parts)
    }

    pub(super) fn new_page(&mut self) {
        let same_ground = self.pages.last().and_then(|p| p.ground);
        let statement = self.before == Some(Flow::Statement);
        self.pages.push(PageContent {
            section: Some(self.section),
            ground: same_ground.filter(|_| statement && self.continues()),
            ..PageContent::default()
        });
        let carried = std::mem::take(&mut self.carried);
        self.take_notes(&carried);
        self.land();
    }

    /// Whether the page before this one belongs to the section that is being placed.
    fn continues(&self) -> bool {
        self.pages.last().is_some_and(|p| p.section == Some(self.section))
    }

    /// Places flow boxes that belong together, on a new page if they do not fit. What leads to a picture
    /// that goes on to the next page is given back: it leads to what follows then.
    pub(super) fn group(&mut self, mut group: Vec<FlowBox>) -> Vec<FlowBox> {
        if group.iter().any(|s| s.new_page) {
            self.flush();
            if self.pages.last().is_some_and(|p| !p.flow_boxes.is_empty()) {
                self.new_page();
            }
            return vec![];
        }
        // Pictures keep their order: none overtakes one that waits for the next page.
        let waits = !self.floating.is_empty() && self.rooms.is_empty();
        if let Some(picture) = group.pop_if(|last| waits && last.floats) {
            self.floating.push(picture);
            return group;
        }
        if !self.fits(&group) && !self.is_fresh() && !self.begins_here(&group) {
            if let Some(smaller) = self.with_smaller(&group, shrink::USUAL) {
                return self.place_all(smaller);
            }
            if let ([only], true) = (group.as_slice(), self.rooms.is_empty())
                && only.floats
            {
                self.floating.append(&mut group);
                return group;
            }
            self.new_page();
            // A picture that waited may have left too little room.
            if !self.is_fresh() && !self.fits(&group) {
                self.new_page();
            }
        }
        if self.fits(&group) {
            return self.place_all(group);
        }
        if let Some(smaller) = self.with_smaller(&group, shrink::UTMOST) {
            return self.place_all(smaller);
        }
        if group.len() > 1
            && self.rooms.is_empty()
            && let Some(picture) = group.pop_if(|last| last.floats)
        {
            self.floating.push(picture);
            return group;
        }
        self.part_group(group);
        vec![]
    }

    fn place_all(&mut self, group: Vec<FlowBox>) -> Vec<FlowBox> {
        group.into_iter().for_each(|flow_box| self.place(flow_box));
        vec![]
    }

    /// Whether the page that is being filled has no flow box yet.
    pub(super) fn is_fresh(&self) -> bool {
        self.pages.last().is_some_and(|p| p.flow_boxes.is_empty())
    }

    /// Whether flow boxes have room on the page.
    pub(super) fn fits(&self, group: &[FlowBox]) -> bool {
        self.excess(group) <= Abs::pt(0.01)
    }

    /// By how much flow boxes are too high for what is left of the page.
    pub(super) fn excess(&self, group: &[FlowBox]) -> Abs {
        let Some(page) = self.pages.last() else { return self.cx.grid.height };
        let fresh = page.flow_boxes.is_empty();
        let (mut height, mut ink, mut owed) = (page.used, page.ink, page.owed);
        if fresh {
            height += group.first().map_or(Abs::ZERO, |flow_box| self.head_of(flow_box));
        }
        let mut wanted = page.notes.clone();
        for (i, flow_box) in group.iter().enumerate() {
            height += flow_box.height;
            height += match (&flow_box.repeat, i > 0 || !fresh) {
                (_, true) => flow_box.before.max(std::mem::take(&mut owed)),
                (Some(head), false) => head.height,
                (None, false) => self.drop_under_head(flow_box),
            };
            ink = ink.max(height + flow_box.overhang);
            wanted.extend(flow_box.notes.iter().filter(|n| !page.notes.contains(n)));
        }
        let room = self.room() - self.notes_height(&wanted);
        // Ink below the last box may use the white above the notes, but must not meet their rule.
        let white = self.cx.theme.space.paragraph;
        let meets = if wanted.is_empty() { Abs::ZERO } else { ink - room - white };
        (height - room).max(meets)
    }

    /// How far the first flow box of a page moves down, so that its ink stays clear of the running
    /// head.
    pub(super) fn drop_under_head(&self, flow_box: &FlowBox) -> Abs {
        let free = self.cx.theme.page.top + self.cx.below_head() - self.cx.head_foot();
        (flow_box.rise - free.max(Abs::ZERO)).max(Abs::ZERO).round_up_to(self.cx.scale.step)
    }

    /// What a ruled head takes of the page that a flow box is the first of; what fills a page whole
    /// lies where the head would be.
    pub(super) fn head_of(&self, flow_box: &FlowBox) -> Abs {
        if flow_box.whole_page { Abs::ZERO } else { self.cx.below_head() }
    }

    pub(super) fn place(&mut self, flow_box: FlowBox) {
        let drop = match flow_box.repeat {
            Some(_) => Abs::ZERO,
            None => self.drop_under_head(&flow_box),
        };
        let head = self.cx.theme.page.top + self.cx.theme.page.bleed;
        let (step, above) = (self.cx.scale.step, self.head_of(&flow_box));
        let Some(page) = self.pages.last_mut() else { return };
        let fresh = page.flow_boxes.is_empty();
        let flow_box = if fresh && flow_box.bleeds && !flow_box.whole_page {
            flow_box.raised(head, step)
        } else {
            flow_box
        };
        if fresh {
            page.used += above;
            page.opens |=
                flow_box.band.is_some() || flow_box.bleeds || flow_box.ground.is_some();
            page.ground = flow_box.ground.or(page.ground);
            if let Some(head) = &flow_box.repeat {
                let top = page.used;
                page.used += head.height;
                page.flow_boxes.push((top, head.copied()));
            }
        }
        let owed = std::mem::take(&mut page.owed);
        let top = page.used + if fresh { drop } else { flow_box.before.max(owed) };
        page.used = top + flow_box.height;
        page.ink = page.ink.max(page.used + flow_box.overhang);
        let notes = flow_box.notes.clone();
        page.flow_boxes.push((top, flow_box));
        self.take_notes(&notes);
    }
}

/// Whether a flow box with its footnotes has room on a page of its own.
pub(super) fn fits_a_page(cx: &Context<'_, '_>, notes: &[FlowBox], flow_box: &FlowBox) -> bool {
    let mut paginator = Paginator::new(cx, notes);
    paginator.pages.push(PageContent::default());
    paginator.fits(std::slice::from_ref(flow_box))
}

/// Parts flow boxes into runs that stand on one page.
pub(super) fn groups(flow_boxes: Vec<FlowBox>) -> Vec<Vec<FlowBox>> {
    let mut out = Vec::new();
    let mut group = Vec::new();
    for flow_box in flow_boxes {
        let (keep, breaks) = (flow_box.keep, flow_box.new_page);
        if breaks && !group.is_empty() {
            out.push(std::mem::take(&mut group));
        }
        group.push(flow_box);
        if !keep || breaks {
            out.push(std::mem::take(&mut group));
        }
    }
    if !group.is_empty() {
        out.push(group);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_stands_in_one_group() {
        let flow_box = |keep| FlowBox { keep, ..FlowBox::default() };
        let sizes: Vec<_> =
            groups(vec![flow_box(true), flow_box(true), flow_box(false), flow_box(false)])
                .iter()
                .map(Vec::len)
                .collect();
        assert_eq!(sizes, [3, 1]);
    }

    #[test]
    fn a_page_break_stands_alone() {
        let flow_box = |new_page| FlowBox { new_page, keep: !new_page, ..FlowBox::default() };
        let sizes: Vec<_> = groups(vec![flow_box(false), flow_box(true), flow_box(false)])
            .iter()
            .map(Vec::len)
            .collect();
        assert_eq!(sizes, [1, 1, 1]);
    }
}
