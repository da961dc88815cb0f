//! The blocks of two texts as rows: each with its counterpart beside it.

use std::collections::BTreeMap;

use super::super::flow_box::{FlowBox, shift};
use super::super::frame::{FrameItem, TagId, TagKind};
use super::super::par::FlowBuilder;
use crate::geom::Abs;
use crate::model::abreast;
use crate::model::{Block, BlockKind, Section, TermRow, TextId};

/// First lines that lie further apart than this do not belong on one line.
const MOST_LOWERED: Abs = Abs::pt(16.0);

/// What stands side by side: the strips of a block in each of the two texts.
#[derive(Clone)]
pub(super) struct TwinRow {
    pub(super) flow_boxes: [Vec<FlowBox>; 2],
}

impl TwinRow {
    /// Whether what comes next has to stand on the same pages.
    pub(super) fn keeps(&self) -> bool {
        self.flow_boxes.iter().any(|flow_boxes| flow_boxes.last().is_some_and(|last| last.keep))
    }

    /// Whether a page begins here.
    pub(super) fn breaks(&self) -> bool {
        self.flow_boxes.iter().flatten().any(|flow_box| flow_box.new_page)
    }

    /// Brings the beginnings of both texts to one height: the white above them, the grounds that
    /// they stand on, their first lines.
    pub(super) fn level(&mut self) {
        let [ours, theirs] = &mut self.flow_boxes;
        let (Some(a), Some(b)) = (ours.first_mut(), theirs.first_mut()) else { return };
        let before = a.before.max(b.before);
        let rise = a.rise.max(b.rise);
        for flow_box in [&mut *a, &mut *b] {
            (flow_box.before, flow_box.rise) = (before, rise);
        }
        if let (true, true, Some(first), Some(second)) =
            (is_plain(a), is_plain(b), a.first_baseline(), b.first_baseline())
        {
            let apart = first - second;
            if apart.abs() <= MOST_LOWERED {
                let lower = if apart > Abs::ZERO { &mut *b } else { &mut *a };
                lower_by(lower, apart.abs());
            }
        }
        self.level_band();
    }

    /// Makes the bands that both begin with equally high; says whether one of them grew.
    pub(super) fn level_band(&mut self) -> bool {
        let [ours, theirs] = &mut self.flow_boxes;
        let (Some(a), Some(b)) = (ours.first_mut(), theirs.first_mut()) else { return false };
        if a.band.is_none() || b.band.is_none() || a.height == b.height {
            return false;
        }
        let height = a.height.max(b.height);
        (a.height, b.height) = (height, height);
        true
    }
}

/// Whether a strip holds nothing but text: the edges of what is drawn say themselves where it begins.
fn is_plain(flow_box: &FlowBox) -> bool {
    flow_box.joint.is_empty()
        && flow_box.items.iter().all(|item| {
            matches!(item, FrameItem::Text { .. } | FrameItem::TagStart(_) | FrameItem::TagEnd)
        })
}

/// Moves all that a strip holds down in it.
fn lower_by(flow_box: &mut FlowBox, by: Abs) {
    flow_box.items.iter_mut().for_each(|item| shift(item, Abs::ZERO, by));
    flow_box.anchors.iter_mut().for_each(|anchor| anchor.y += by);
    flow_box.starts.iter_mut().for_each(|start| start.y += by);
    flow_box.leads.iter_mut().for_each(|lead| *lead = lead.moved(by));
    flow_box.height += by;
}

/// The rows of a section: its title, then block by block, and in lists item by item; what one text
/// lacks stays empty.
pub(super) fn rows(sections: [&Section; 2], flow_boxes: [Vec<FlowBox>; 2]) -> Vec<TwinRow> {
    let [mut ours, mut theirs] = flow_boxes.map(by_block);
    let [first, second] = sections;
    let mut out = vec![TwinRow {
        flow_boxes: [take(&mut ours, Some(None)), take(&mut theirs, Some(None))],
    }];
    for (a, b) in abreast::rows(&first.body, &second.body) {
        let flow_boxes = [take(&mut ours, a.map(Some)), take(&mut theirs, b.map(Some))];
        match (a.and_then(|a| first.body.get(a)), b.and_then(|b| second.body.get(b))) {
            (Some(a), Some(b)) => out.extend(items([a, b], flow_boxes)),
            _ => out.push(TwinRow { flow_boxes }),
        }
    }
    out.retain(|row| row.flow_boxes.iter().any(|flow_boxes| !flow_boxes.is_empty()));
    out
}

fn take(
    flow_boxes: &mut BTreeMap<Option<usize>, Vec<FlowBox>>,
    block: Option<Option<usize>>,
) -> Vec<FlowBox> {
    block.and_then(|block| flow_boxes.remove(&block)).unwrap_or_default()
}

/// The rows of two blocks: one an item, where both have as many; else one.
fn items(blocks: [&Block; 2], flow_boxes: [Vec<FlowBox>; 2]) -> Vec<TwinRow> {
    let begins = blocks.map(begins);
    let [ours, theirs] = flow_boxes;
    let parts = [parted(&ours, &begins[0]), parted(&theirs, &begins[1])];
    let [Some(first), Some(second)] = parts else {
        return vec![TwinRow { flow_boxes: [ours, theirs] }];
    };
    if first.len() != second.len() {
        return vec![TwinRow { flow_boxes: [ours, theirs] }];
    }
    let (mut ours, mut theirs) = (ours.into_iter(), theirs.into_iter());
    let counts = first.into_iter().zip(second);
    let row = |(a, b): (usize, usize)| TwinRow {
        flow_boxes: [ours.by_ref().take(a).collect(), theirs.by_ref().take(b).collect()],
    };
    counts.map(row).collect()
}

/// The texts that each item of a list may begin with.
fn begins(block: &Block) -> Vec<Vec<TextId>> {
    // A term that runs into its description stands in that.
    let row = |row: &TermRow| {
        std::iter::once(&row.term).chain(row.text.first()).map(|text| text.id).collect()
    };
    match &block.kind {
        BlockKind::Terms(rows) => rows.iter().map(row).collect(),
        BlockKind::Steps(steps) => steps.iter().map(|step| vec![step.title.id]).collect(),
        BlockKind::Checklist(items) => items.iter().map(|item| vec![item.id]).collect(),
        BlockKind::List(list) => {
            let first = |item: &Vec<Block>| match item.first().map(|block| &block.kind) {
                Some(BlockKind::Paragraph(text)) => Some(vec![text.id]),
                _ => None,
            };
            list.items.iter().filter_map(first).collect()
        }
        _ => vec![],
    }
}

/// How many strips each item has; nothing where they cannot be told apart.
fn parted(flow_boxes: &[FlowBox], begins: &[Vec<TextId>]) -> Option<Vec<usize>> {
    let at = |ids: &Vec<TextId>| {
        let begins = |flow_box: &FlowBox| {
            flow_box.begins.is_some_and(|(id, at)| at == 0 && ids.contains(&id))
        };
        flow_boxes.iter().position(begins)
    };
    let mut starts: Vec<usize> = begins.iter().map(at).collect::<Option<_>>()?;
    // What stands above the first item goes with it.
    *starts.first_mut()? = 0;
    let ends = starts.iter().skip(1).copied().chain([flow_boxes.len()]);
    starts.iter().zip(ends).map(|(start, end)| end.checked_sub(*start)).collect()
}

/// The strips of each block; what belongs to none goes with what stands before it.
fn by_block(flow_boxes: Vec<FlowBox>) -> BTreeMap<Option<usize>, Vec<FlowBox>> {
    let (mut out, mut block) = (BTreeMap::<_, Vec<FlowBox>>::new(), None);
    for mut flow_box in flow_boxes {
        block = flow_box.block.or(block);
        // No picture goes on alone: its counterpart stands beside it.
        flow_box.floats = false;
        out.entry(block).or_default().push(flow_box);
    }
    out
}

impl FlowBuilder<'_, '_> {
    /// The title of a section with a band and the paragraphs that lead to its list, as strips of
    /// their own.
    pub(in super::super) fn opener_in_parts(
        &mut self,
        title: FlowBox,
        leads: &[Block],
        root: TagId,
    ) {
        let cx = self.cx;
        let (space, column) = (&cx.theme.space, self.lead_column());
        let mut done = self.flow_boxes.len();
        let mut flow_box = title;
        let below = if leads.is_empty() { space.lead_list } else { space.title_lead };
        flow_box.height = cx.on_grid(flow_box.height.max(self.number_foot()) + below);
        (flow_box.keep, flow_box.band) = (true, cx.band());
        self.flow_boxes.push(flow_box);
        self.belong(&mut done, None);
        for (i, block) in leads.iter().enumerate() {
            let BlockKind::Paragraph(text) = &block.kind else { continue };
            let below = if i + 1 == leads.len() { space.lead_list } else { space.paragraph };
            let tag = self.tag(TagKind::P, root);
            let set = self.set_lead(text, block.lines, column);
            let mut flow_box = FlowBox::new(Abs::ZERO, cx.on_grid(set.height() + below));
            set.place_all(&mut flow_box, column.x, Abs::ZERO, tag);
            (flow_box.keep, flow_box.band) = (true, cx.band());
            self.flow_boxes.push(flow_box);
            self.belong(&mut done, Some(i));
        }
    }
}
