//! Facing pages: which of two a page is, and what fills up the first where a section needs both.

use super::assemble::{Assembly, page_size};
use super::fields;
use super::furniture::PageSide;
use super::paginate::{PageContent, Paginator};
use super::screens::PageItems;
use crate::model::PageStart;
use crate::model::style::Color;

impl Paginator<'_, '_> {
    /// The pages follow so many others, the last of them on a colour.
    pub(super) fn after(mut self, pages: usize, ground: Option<Color>) -> Self {
        (self.before_first, self.ground_before) = (pages, ground);
        self
    }

    /// Whether the next page is the second of two facing ones: left-hand pages of right-bound books and
    /// right-hand ones of others have odd folios.
    fn is_second(&self) -> bool {
        (self.before_first + self.pages.len()).is_multiple_of(2)
    }

    /// The colour of the page that the next one will face, where that comes first.
    pub(super) fn facing(&self) -> Option<Color> {
        if !self.is_second() {
            return None;
        }
        self.pages.last().map_or(self.ground_before, |page| page.ground)
    }

    /// Goes on to a page that the next one faces, for a section that opens on it.
    pub(super) fn open_spread(&mut self) {
        while !self.carried.is_empty() {
            self.new_page();
        }
        if self.is_second() {
            let section = Some(self.section);
            self.pages.push(PageContent {
                section,
                opens: true,
                fills: true,
                ..PageContent::default()
            });
        }
    }
}

impl Assembly<'_, '_> {
    /// A page of a colour of its own, other than that before it and that after it.
    pub(super) fn filler(&mut self, next: Option<Color>, begins: PageStart) {
        let cx = fields::beside(self.cx, &[self.last, next]);
        let side = PageSide::new(cx, self.number(self.layout.pages.len()));
        let items = PageItems::new(fields::page(cx, self.fillers, side));
        self.last = cx.opening();
        self.fillers += 1;
        self.page(items, page_size(cx), begins);
    }
}
