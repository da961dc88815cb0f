//! The numbers of pages in a file that holds more than one text.

use super::assemble::Assembly;
use super::furniture::PageSide;
use crate::diag::Diagnostic;

/// Where the pages of a text stand among those of its file.
#[derive(Debug, Clone, Default)]
pub(super) struct Numbering {
    /// The numbers of its pages, counted from 0, where those of another text stand between them.
    pub(super) listed: Vec<usize>,
    /// The number of the first page, where nothing is listed.
    pub(super) from: usize,
    /// How many pages of other texts fill the sheets of its binding, too.
    pub(super) others: usize,
    /// What the number of all those pages is a multiple of, where that is not as the theme says.
    pub(super) multiple: Option<usize>,
}

impl Numbering {
    /// The number of a page by its place.
    pub(super) fn of(&self, page: usize) -> usize {
        self.listed.get(page).copied().unwrap_or(self.from + page)
    }
}

impl Assembly<'_, '_> {
    /// Gives its pages other numbers than those of their places.
    pub(super) fn numbered(mut self, numbering: Numbering) -> Self {
        self.numbering = numbering;
        self
    }

    /// The number of a page in its file.
    pub(super) fn number(&self, page: usize) -> usize {
        self.numbering.of(page)
    }

    /// The sides of the next page.
    pub(super) fn side(&self) -> PageSide {
        PageSide::new(self.cx, self.number(self.layout.pages.len()))
    }

    /// How many pages there are so far.
    pub(super) fn pages(&self) -> usize {
        self.layout.pages.len()
    }

    /// Tells of something.
    pub(super) fn tell(&mut self, fault: Diagnostic) {
        self.sink.push(fault);
    }
}
