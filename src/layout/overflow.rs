//! What a page cannot hold whole: where it begins, where it is parted, what is told of it.

use super::frame::{FrameItem, lines};
use super::paginate::{Draft, Paginator, fits_a_page};
use super::slab::Slab;
use crate::diag::{Diagnostic, Span};
use crate::geom::Abs;

/// How many texts of the source a slab has.
fn texts(slab: &Slab) -> usize {
    let span = |item: &FrameItem| match item {
        FrameItem::Text { span, .. } if *span != Span::NONE => Some(*span),
        _ => None,
    };
    let mut spans: Vec<Span> = slab.items.iter().filter_map(span).collect();
    spans.dedup();
    spans.len()
}

/// Whether a slab does nothing but lead to the next. A title with a lead of its own holds a page by
/// itself.
fn leads(slab: &Slab) -> bool {
    let opens =
        slab.band.is_some() || slab.anchors.iter().any(|anchor| anchor.section.is_some());
    slab.keep && slab.repeat.is_none() && !(opens && texts(slab) > 1)
}

impl Paginator<'_, '_> {
    /// Places a group that is higher than a page: its last two slabs stay together, and what leads
    /// to others stays with the first of them; each slab is parted where it must be.
    pub(super) fn part_group(&mut self, group: Vec<Slab>) {
        let count = group.len();
        let mut rest: Vec<Slab> = vec![];
        for (i, slab) in group.into_iter().enumerate() {
            if count > 2 && i + 2 >= count {
                rest.push(slab);
            } else {
                self.place_parted(slab);
            }
        }
        if !rest.is_empty() && !self.fits(&rest) && !self.is_fresh() && !self.is_led_to() {
            self.new_page_with_leads();
        }
        rest.into_iter().for_each(|slab| self.place_parted(slab));
    }

    /// Whether a group with something taller than a page may begin on the page that is being
    /// filled: what leads to it fits, and a third of the page is left.
    pub(super) fn begins_here(&self, group: &[Slab]) -> bool {
        let Some(page) = self.pages.last() else { return false };
        let Some(tall) = group.iter().position(|slab| !fits_a_page(self.cx, self.notes, slab))
        else {
            return false;
        };
        let lead: Abs = group[..tall].iter().map(|slab| slab.before + slab.height).sum();
        let used = page.used + lead + group[tall].before;
        self.fits(&group[..tall]) && self.rest(used) >= self.room() / 3.0
    }

    /// What a page that is filled so far has left above its notes.
    fn rest(&self, used: Abs) -> Abs {
        let notes = self.pages.last().map_or(&[][..], |page| page.notes.as_slice());
        self.room() - self.notes_height(notes) - used
    }

    /// Places a slab, parted between pages if no page holds it whole.
    pub(super) fn place_parted(&mut self, slab: Slab) {
        let mut slab = slab;
        // Each round takes a line at least, or a page.
        loop {
            if self.fits(std::slice::from_ref(&slab)) {
                return self.place(slab);
            }
            let tall = !fits_a_page(self.cx, self.notes, &slab);
            let begins = tall && self.begins_here(std::slice::from_ref(&slab));
            if !(self.is_fresh() || self.is_led_to() || begins) {
                self.new_page_with_leads();
                continue;
            }
            let used = self.pages.last().map_or(Abs::ZERO, |page| page.used);
            let above = match (&slab.repeat, self.is_fresh()) {
                (_, false) => slab.before,
                (Some(head), true) => self.head_of(&slab) + head.height,
                (None, true) => self.head_of(&slab) + self.drop_under_head(&slab),
            };
            let room = self.rest(used + above);
            if slab.height <= room + Abs::pt(0.01) || slab.ends_by(room, self.cx) {
                // Its notes are what the page cannot hold, or the white at its foot.
                return self.place(slab);
            }
            let Some((here, rest)) = slab.part(room, self.cx) else {
                if self.is_bare() {
                    self.tell_tall(&slab);
                    return self.place(slab);
                }
                self.new_page_with_leads();
                continue;
            };
            self.place(here);
            self.new_page();
            slab = rest;
        }
    }

    /// Begins a page, with what leads to the slab that comes next: a heading goes where its text
    /// goes. Where nothing else would be left of the page before, it stays.
    pub(super) fn new_page_with_leads(&mut self) {
        let stays = |slab: &Slab| !leads(slab) || !slab.notes.is_empty();
        let mut led = vec![];
        if let Some(page) = self.pages.last_mut()
            && let Some(last) = page.slabs.iter().rposition(|(_, slab)| stays(slab))
        {
            led = page.slabs.split_off(last + 1);
            let foot = |(top, slab): &(Abs, Slab)| *top + slab.height;
            page.used = page.slabs.last().map_or(Abs::ZERO, foot);
            let inks = page.slabs.iter().map(|placed| foot(placed) + placed.1.overhang);
            page.ink = inks.fold(Abs::ZERO, Abs::max);
        }
        self.new_page();
        led.into_iter().for_each(|(_, slab)| self.place(slab));
    }

    /// Whether what comes next is led to on the page that is being filled, which holds all that
    /// leads to it.
    pub(super) fn is_led_to(&self) -> bool {
        let led = |page: &Draft| {
            !page.slabs.is_empty() && page.slabs.iter().all(|(_, slab)| leads(slab))
        };
        self.pages.last().is_some_and(led)
    }

    /// Reports a slab that no page can hold.
    fn tell_tall(&mut self, slab: &Slab) {
        let message = "this cannot be parted and is taller than a page";
        let fault = Diagnostic::error("overfull-page", place(&slab.items), message);
        self.sink.push(fault.with_hint("shorten it, or make several of it"));
    }

    /// Whether the page that is being filled has nothing yet, not even a note.
    fn is_bare(&self) -> bool {
        self.is_fresh() && self.pages.last().is_some_and(|page| page.notes.is_empty())
    }

    /// Gives the pictures that wait their pages.
    pub(super) fn flush(&mut self) {
        while !self.floating.is_empty() {
            self.new_page();
            if self.is_fresh() {
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
