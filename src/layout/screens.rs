//! The pages for screens: those of the print file without what only fills its sheets.

use std::borrow::Cow;

use super::frame::{FrameItem, Layout, LinkTarget};

/// How many pages there are, where a page says so.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct PageCount {
    /// In the print file, whose sheets are filled.
    pub(super) print: usize,
    /// In files for screens.
    pub(super) screens: usize,
}

/// What stands on a page: in the print file, and in files for screens where that differs.
#[derive(Debug)]
pub(super) struct PageItems {
    pub(super) print: Vec<FrameItem>,
    pub(super) screens: Option<Vec<FrameItem>>,
}

impl PageItems {
    pub(super) fn new(items: Vec<FrameItem>) -> Self {
        Self { print: items, screens: None }
    }

    /// Adds what is made with the number of all pages, once for each of the two.
    pub(super) fn count(
        &mut self,
        count: PageCount,
        mut make: impl FnMut(usize) -> Vec<FrameItem>,
    ) {
        if count.print != count.screens {
            let screens = self.screens.get_or_insert_with(|| self.print.clone());
            screens.extend(make(count.screens));
        }
        self.print.extend(make(count.print));
    }

    /// Adds what stands on the page wherever it is seen.
    pub(super) fn extend(&mut self, items: Vec<FrameItem>) {
        if let Some(screens) = &mut self.screens {
            screens.extend(items.iter().cloned());
        }
        self.print.extend(items);
    }
}

impl Layout {
    /// The layout without the pages that pad it for a binding. What stands after them keeps its
    /// content; its label is the one of the page that it becomes.
    pub fn for_screens(&self) -> Cow<'_, Self> {
        let map = self.map.for_screens();
        let kept = self.map.on_screens();
        if kept.iter().copied().eq(0..self.pages.len()) {
            return Cow::Borrowed(self);
        }
        // What leads to a page that is left out leads to the one that follows it.
        let mut moved = vec![0; self.pages.len() + 1];
        let mut next = kept.len();
        for at in (0..moved.len()).rev() {
            next = kept.iter().position(|&kept| kept == at).unwrap_or(next);
            moved[at] = next;
        }
        let place = |page: usize| moved.get(page).copied().unwrap_or(page);
        let mut out = self.clone();
        out.pages = kept.iter().map(|&i| self.pages[i].clone()).collect();
        for (page, entry) in out.pages.iter_mut().zip(&map.pages) {
            page.label.clone_from(&entry.label);
        }
        for (index, items) in std::mem::take(&mut out.on_screens) {
            let page = out.pages.get_mut(place(index));
            page.into_iter().for_each(|page| page.items.clone_from(&items));
        }
        out.map = map;
        out.renumber(place);
        Cow::Owned(out)
    }

    /// Gives pages other numbers wherever they are named.
    pub(super) fn renumber(&mut self, number: impl Fn(usize) -> usize) {
        for link in &mut self.links {
            if let LinkTarget::Place { page, .. } = link {
                *page = number(*page);
            }
        }
        for entry in &mut self.outline {
            entry.page = number(entry.page);
        }
        for (page, _) in self.tags.nodes.iter_mut().filter_map(|node| node.bbox.as_mut()) {
            *page = number(*page);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geom::{Abs, Size};
    use crate::layout::frame::{OutlineEntry, Page};
    use crate::model::{PageEntry, PageStart};

    #[test]
    fn padding_falls_away_and_what_follows_moves_up() {
        let mut layout = Layout::default();
        for (i, begins) in
            [PageStart::Cover, PageStart::Padding, PageStart::Padding, PageStart::Closing]
                .into_iter()
                .enumerate()
        {
            let label = (i + 1).to_string();
            layout.map.pages.push(PageEntry { label: label.clone(), begins });
            let (size, bleed) = (Size::default(), Abs::ZERO);
            layout.pages.push(Page { size, bleed, folds: vec![], label, items: vec![] });
        }
        let entry = |page| OutlineEntry { title: String::new(), level: 1, page, y: Abs::ZERO };
        layout.outline = vec![entry(0), entry(3)];
        let screens = layout.for_screens();
        let begins: Vec<_> = screens.map.pages.iter().map(|page| page.begins).collect();
        assert_eq!(begins, [PageStart::Cover, PageStart::Closing]);
        let labels: Vec<_> = screens.pages.iter().map(|page| &*page.label).collect();
        assert_eq!(labels, ["1", "2"]);
        assert_eq!(screens.outline.iter().map(|e| e.page).collect::<Vec<_>>(), [0, 1]);
    }
}
