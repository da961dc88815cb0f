//! One side of a sheet that bears a text of its own: the imprint, which has no back to stand on.

use super::super::assemble::Assembly;
use super::super::flow_box::{FlowBox, shift};
use super::super::frame::{FrameItem, TagKind};
use super::super::paginate::PageContent;
use super::super::par::{FlowBuilder, ParagraphKind};
use super::panels::Column;
use super::sheet::OpenSheet;
use crate::diag::Diagnostic;
use crate::geom::Abs;

impl OpenSheet<'_, '_, '_> {
    /// Where a column ends with its text; one with notes is full.
    pub(super) fn end(&self, draft: &PageContent, notes: &[FlowBox]) -> Abs {
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
        let mut builder = FlowBuilder::new(cx, TagKind::Sect);
        let mut flow_box = builder.small_imprint();
        let rooms = self.rooms();
        let end = |column: usize| ends.get(column).copied().unwrap_or_default();
        let gap = cx.theme.space.block;
        let has_room = |&column: &usize| end(column) + gap + flow_box.height <= rooms[column];
        let Some(place) = (0..self.columns.len()).rev().find(has_room) else {
            let message = "this side of the leaflet has no room for the imprint";
            let fault = Diagnostic::warning("unseen-imprint", cx.document.title.span, message);
            assembly
                .tell(fault.with_hint("shorten the text by some lines, or take larger paper"));
            return vec![];
        };
        assembly.adopt(builder, std::slice::from_mut(&mut flow_box));
        let Column { face, x } = self.columns[place];
        let y = self.top(face) + rooms[place] - flow_box.height;
        flow_box.items.iter_mut().for_each(|item| shift(item, x, y));
        flow_box.items
    }
}

impl FlowBuilder<'_, '_> {
    /// The lines of the imprint in the type of footnotes.
    fn small_imprint(&mut self) -> FlowBox {
        let cx = self.cx;
        let (mut flow_box, root) = (FlowBox::default(), self.root());
        for (_, line) in &cx.document.meta.imprint {
            let column = cx.grid.main;
            let set = self.set(line, &cx.scale.footnote, column.width, ParagraphKind::Aside);
            let tag = self.tag(TagKind::P, root);
            let top = flow_box.height;
            set.place_all(&mut flow_box, column.x, top, tag);
            flow_box.height = top + set.height();
        }
        flow_box.begins = None;
        flow_box
    }
}
