//! What a page cannot hold whole: where it begins, where it is parted, what is told of it.

use super::flow_box::FlowBox;
use super::frame::{FrameItem, lines};
use super::paginate::{PageContent, Paginator, fits_a_page};
use crate::diag::{Diagnostic, Span};
use crate::geom::Abs;

/// How many texts of the source a flow box has.
fn texts(flow_box: &FlowBox) -> usize {
    let span = |item: &FrameItem| match item {
        FrameItem::Text { span, .. } if *span != Span::NONE => Some(*span),
        _ => None,
    };
    let mut spans: Vec<Span> = flow_box.items.iter().filter_map(span).collect();
    spans.dedup();
    spans.len()
}

/// Whether a flow box does nothing but lead to the next. A title with a lead of its own holds a page by
/// itself.
fn leads(flow_box: &FlowBox) -> bool {
    let opens = flow_box.band.is_some()
        || flow_box.anchors.iter().any(|anchor| anchor.section.is_some());
    flow_box.keep && flow_box.repeat.is_none() && !(opens && texts(flow_box) > 1)
}

impl Paginator<'_, '_> {
    /// Places a group that is higher than a page: its last two flow boxes stay together, and what leads
    /// to others stays with the first of them; each flow box is parted where it must be.
    pub(super) fn part_group(&mut self, group: Vec<FlowBox>) {
        let count = group.len();
        let mut rest: Vec<FlowBox> = vec![];
        for (i, flow_box) in group.into_iter().enumerate() {
            if count > 2 && i + 2 >= count {
                rest.push(flow_box);
            } else {
                self.place_parted(flow_box);
            }
        }
        if !rest.is_empty() && !self.fits(&rest) && !self.is_fresh() && !self.is_led_to() {
            self.new_page_with_leads();
        }
        rest.into_iter().for_each(|flow_box| self.place_parted(flow_box));
    }

    /// Whether a group with something taller than a page may begin on the page that is being
    /// filled: what leads to it fits, and a third of the page is left.
    pub(super) fn begins_here(&self, group: &[FlowBox]) -> bool {
        let Some(page) = self.pages.last() else { return false };
        let Some(tall) =
            group.iter().position(|flow_box| !fits_a_page(self.cx, self.notes, flow_box))
        else {
            return false;
        };
        let lead: Abs =
            group[..tall].iter().map(|flow_box| flow_box.before + flow_box.height).sum();
        let used = page.used + lead + group[tall].before;
        self.fits(&group[..tall]) && self.rest(used) >= self.room() / 3.0
    }

    /// What a page that is filled so far has left above its notes.
    fn rest(&self, used: Abs) -> Abs {
        let notes = self.pages.last().map_or(&[][..], |page| page.notes.as_slice());
        self.room() - self.notes_height(notes) - used
    }

    /// Places a flow box, parted between pages if no page holds it whole.
    pub(super) fn place_parted(&mut self, flow_box: FlowBox) {
        let mut flow_box = flow_box;
        // Each round takes a line at least, or a page.
        loop {
            if self.fits(std::slice::from_ref(&flow_box)) {
                return self.place(flow_box);
            }
            let tall = !fits_a_page(self.cx, self.notes, &flow_box);
            let begins = tall && self.begins_here(std::slice::from_ref(&flow_box));
            if !(self.is_fresh() || self.is_led_to() || begins) {
                self.new_page_with_leads();
                continue;
            }
            let used = self.pages.last().map_or(Abs::ZERO, |page| page.used);
            let above = match (&flow_box.repeat, self.is_fresh()) {
                (_, false) => flow_box.before,
                (Some(head), true) => self.head_of(&flow_box) + head.height,
                (None, true) => self.head_of(&flow_box) + self.drop_under_head(&flow_box),
            };
            let room = self.rest(used + above);
            if flow_box.height <= room + Abs::pt(0.01) || flow_box.ends_by(room, self.cx) {
                // Its notes are what the page cannot hold, or the white at its foot.
                return self.place(flow_box);
            }
            let Some((here, rest)) = flow_box.part(room, self.cx) else {
                if self.is_bare() {
                    self.tell_tall(&flow_box);
                    return self.place(flow_box);
                }
                self.new_page_with_leads();
                continue;
            };
            self.place(here);
            self.new_page();
            flow_box = rest;
        }
    }

    /// Begins a page, with what leads to the flow box that comes next: a heading goes where its text
    /// goes. Where nothing else would be left of the page before, it stays.
    pub(super) fn new_page_with_leads(&mut self) {
        let stays = |flow_box: &FlowBox| !leads(flow_box) || !flow_box.notes.is_empty();
        let mut led = vec![];
        if let Some(page) = self.pages.last_mut()
            && let Some(last) =
                page.flow_boxes.iter().rposition(|(_, flow_box)| stays(flow_box))
        {
            led = page.flow_boxes.split_off(last + 1);
            let foot = |(top, flow_box): &(Abs, FlowBox)| *top + flow_box.height;
            page.used = page.flow_boxes.last().map_or(Abs::ZERO, foot);
            let inks = page.flow_boxes.iter().map(|placed| foot(placed) + placed.1.overhang);
            page.ink = inks.fold(Abs::ZERO, Abs::max);
        }
        self.new_page();
        led.into_iter().for_each(|(_, flow_box)| self.place(flow_box));
    }

    /// Whether what comes next is led to on the page that is being filled, which holds all that
    /// leads to it.
    pub(super) fn is_led_to(&self) -> bool {
        let led = |page: &PageContent| {
            !page.flow_boxes.is_empty()
                && page.flow_boxes.iter().all(|(_, flow_box)| leads(flow_box))
        };
        self.pages.last().is_some_and(led)
    }

    /// Reports a flow box that no page can hold.
    fn tell_tall(&mut self, flow_box: &FlowBox) {
        let message = "this cannot be parted and is taller than a page";
        let fault = Diagnostic::error("overfull-page", place(&flow_box.items), message);
        self.sink.push(fault.with_hint("shorten it, or make several of it"));
    }

    /// Whether the page that is being filled has nothing yet, not even a note.
    fn is_bare(&self) -> bool {
        self.is_fresh() && self.pages.last().is_some_and(|page| page.notes.is_empty())
    }

    /// Gives the pictures that wait their pages.
    pub(super) fn flush(&mut self) {
        while !self.floating.is_empty() {
            match self.is_bare() {
                true => self.land(),
                false => self.new_page(),
            }
            if self.is_fresh() && !self.floating.is_empty() {
                // No page holds it: it is told, and stands as it is.
                let first = self.floating.remove(0);
                self.place_parted(first);
            }
        }
    }
}

/// Where the first text or picture among some items stands in the source.
fn place(items: &[FrameItem]) -> Span {
    let pictures = items.iter().filter_map(|item| match item {
        FrameItem::Image { span, .. } => Some(*span),
        _ => None,
    });
    let texts = lines(items).into_iter().map(|line| line.span);
    texts.chain(pictures).find(|span| *span != Span::NONE).unwrap_or(Span::NONE)
}
