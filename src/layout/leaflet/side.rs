//! One side of a sheet that bears a text of its own: the imprint, which has no back to stand on.

use super::super::assemble::Assembly;
use super::super::frame::{FrameItem, TagKind};
use super::super::paginate::Draft;
use super::super::par::{Builder, Manner};
use super::super::slab::{Slab, shift};
use super::panels::Column;
use super::sheet::Open;
use crate::diag::Diagnostic;
use crate::geom::Abs;

impl Open<'_, '_, '_> {
    /// Where a column ends with its text; one with notes is full.
    pub(super) fn end(&self, draft: &Draft, notes: &[Slab]) -> Abs {
        if draft.notes.iter().any(|note| notes.get(*note).is_some()) {
            return self.leaflet.paper.height;
        }
        draft.used
    }

    /// The imprint at the foot of the last column that has room for it; `ends` is where the text of
    /// the columns ends.
    pub(super) fn side_imprint(
        &self,
        assembly: &mut Assembly<'_, '_>,
        ends: &[Abs],
    ) -> Vec<FrameItem> {
        let cx = self.cx;
        if cx.document.meta.imprint.is_empty() {
            return vec![];
        }
        let mut builder = Builder::new(cx, TagKind::Sect);
        let mut slab = builder.small_imprint();
        let rooms = self.rooms();
        let end = |column: usize| ends.get(column).copied().unwrap_or_default();
        let gap = cx.theme.space.block;
        let has_room = |&column: &usize| end(column) + gap + slab.height <= rooms[column];
        let Some(place) = (0..self.columns.len()).rev().find(has_room) else {
            let message = "this side of the leaflet has no room for the imprint";
            let fault = Diagnostic::warning("unseen-imprint", cx.document.title.span, message);
            assembly
                .tell(fault.with_hint("shorten the text by some lines, or take larger paper"));
            return vec![];
        };
        assembly.adopt(builder, std::slice::from_mut(&mut slab));
        let Column { face, x } = self.columns[place];
        let y = self.top(face) + rooms[place] - slab.height;
        slab.items.iter_mut().for_each(|item| shift(item, x, y));
        slab.items
    }
}

impl Builder<'_, '_> {
    /// The lines of the imprint in the type of footnotes.
    fn small_imprint(&mut self) -> Slab {
        let cx = self.cx;
        let (mut slab, root) = (Slab::default(), self.root());
        for (_, line) in &cx.document.meta.imprint {
            let column = cx.grid.main;
            let set = self.set(line, &cx.scale.footnote, column.width, Manner::Aside);
            let tag = self.tag(TagKind::P, root);
            let top = slab.height;
            set.place_all(&mut slab, column.x, top, tag);
            slab.height = top + set.height();
        }
        slab.begins = None;
        slab
    }
}
