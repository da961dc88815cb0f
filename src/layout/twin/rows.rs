//! The blocks of two texts as rows: each with its counterpart beside it.

use std::collections::BTreeMap;

use super::super::frame::{FrameItem, TagId, TagKind};
use super::super::par::Builder;
use super::super::slab::{Slab, shift};
use crate::geom::Abs;
use crate::model::abreast;
use crate::model::{Block, BlockKind, Section, TermRow, TextId};

/// First lines that lie further apart than this do not belong on one line.
const MOST_LOWERED: Abs = Abs::pt(16.0);

/// What stands side by side: the strips of a block in each of the two texts.
#[derive(Clone)]
pub(super) struct Row {
    pub(super) slabs: [Vec<Slab>; 2],
}

impl Row {
    /// Whether what comes next has to stand on the same pages.
    pub(super) fn keeps(&self) -> bool {
        self.slabs.iter().any(|slabs| slabs.last().is_some_and(|last| last.keep))
    }

    /// Whether a page begins here.
    pub(super) fn breaks(&self) -> bool {
        self.slabs.iter().flatten().any(|slab| slab.new_page)
    }

    /// Brings the beginnings of both texts to one height: the white above them, the grounds that
    /// they stand on, their first lines.
    pub(super) fn level(&mut self) {
        let [ours, theirs] = &mut self.slabs;
        let (Some(a), Some(b)) = (ours.first_mut(), theirs.first_mut()) else { return };
        let before = a.before.max(b.before);
        let rise = a.rise.max(b.rise);
        for slab in [&mut *a, &mut *b] {
            (slab.before, slab.rise) = (before, rise);
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
        let [ours, theirs] = &mut self.slabs;
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
fn is_plain(slab: &Slab) -> bool {
    slab.joint.is_empty()
        && slab.items.iter().all(|item| {
            matches!(item, FrameItem::Text { .. } | FrameItem::TagStart(_) | FrameItem::TagEnd)
        })
}

/// Moves all that a strip holds down in it.
fn lower_by(slab: &mut Slab, by: Abs) {
    slab.items.iter_mut().for_each(|item| shift(item, Abs::ZERO, by));
    slab.anchors.iter_mut().for_each(|anchor| anchor.y += by);
    slab.starts.iter_mut().for_each(|start| start.y += by);
    slab.leads.iter_mut().for_each(|lead| *lead = lead.moved(by));
    slab.height += by;
}

/// The rows of a section: its title, then block by block, and in lists item by item; what one text
/// lacks stays empty.
pub(super) fn rows(sections: [&Section; 2], slabs: [Vec<Slab>; 2]) -> Vec<Row> {
    let [mut ours, mut theirs] = slabs.map(by_block);
    let [first, second] = sections;
    let mut out =
        vec![Row { slabs: [take(&mut ours, Some(None)), take(&mut theirs, Some(None))] }];
    for (a, b) in abreast::rows(&first.body, &second.body) {
        let slabs = [take(&mut ours, a.map(Some)), take(&mut theirs, b.map(Some))];
        match (a.and_then(|a| first.body.get(a)), b.and_then(|b| second.body.get(b))) {
            (Some(a), Some(b)) => out.extend(items([a, b], slabs)),
            _ => out.push(Row { slabs }),
        }
    }
    out.retain(|row| row.slabs.iter().any(|slabs| !slabs.is_empty()));
    out
}

fn take(
    slabs: &mut BTreeMap<Option<usize>, Vec<Slab>>,
    block: Option<Option<usize>>,
) -> Vec<Slab> {
    block.and_then(|block| slabs.remove(&block)).unwrap_or_default()
}

/// The rows of two blocks: one an item, where both have as many; else one.
fn items(blocks: [&Block; 2], slabs: [Vec<Slab>; 2]) -> Vec<Row> {
    let begins = blocks.map(begins);
    let [ours, theirs] = slabs;
    let parts = [parted(&ours, &begins[0]), parted(&theirs, &begins[1])];
    let [Some(first), Some(second)] = parts else {
        return vec![Row { slabs: [ours, theirs] }];
    };
    if first.len() != second.len() {
        return vec![Row { slabs: [ours, theirs] }];
    }
    let (mut ours, mut theirs) = (ours.into_iter(), theirs.into_iter());
    let counts = first.into_iter().zip(second);
    let row = |(a, b): (usize, usize)| Row {
        slabs: [ours.by_ref().take(a).collect(), theirs.by_ref().take(b).collect()],
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
fn parted(slabs: &[Slab], begins: &[Vec<TextId>]) -> Option<Vec<usize>> {
    let at = |ids: &Vec<TextId>| {
        let begins =
            |slab: &Slab| slab.begins.is_some_and(|(id, at)| at == 0 && ids.contains(&id));
        slabs.iter().position(begins)
    };
    let mut starts: Vec<usize> = begins.iter().map(at).collect::<Option<_>>()?;
    // What stands above the first item goes with it.
    *starts.first_mut()? = 0;
    let ends = starts.iter().skip(1).copied().chain([slabs.len()]);
    starts.iter().zip(ends).map(|(start, end)| end.checked_sub(*start)).collect()
}

/// The strips of each block; what belongs to none goes with what stands before it.
fn by_block(slabs: Vec<Slab>) -> BTreeMap<Option<usize>, Vec<Slab>> {
    let (mut out, mut block) = (BTreeMap::<_, Vec<Slab>>::new(), None);
    for mut slab in slabs {
        block = slab.block.or(block);
        // No picture goes on alone: its counterpart stands beside it.
        slab.floats = false;
        out.entry(block).or_default().push(slab);
    }
    out
}

impl Builder<'_, '_> {
    /// The title of a section with a band and the paragraphs that lead to its list, as strips of
    /// their own.
    pub(in super::super) fn opener_in_parts(
        &mut self,
        title: Slab,
        leads: &[Block],
        root: TagId,
    ) {
        let cx = self.cx;
        let (space, column) = (&cx.theme.space, self.lead_column());
        let mut done = self.slabs.len();
        let mut slab = title;
        let below = if leads.is_empty() { space.lead_list } else { space.title_lead };
        slab.height = cx.on_grid(slab.height.max(self.number_foot()) + below);
        (slab.keep, slab.band) = (true, cx.band());
        self.slabs.push(slab);
        self.belong(&mut done, None);
        for (i, block) in leads.iter().enumerate() {
            let BlockKind::Paragraph(text) = &block.kind else { continue };
            let below = if i + 1 == leads.len() { space.lead_list } else { space.paragraph };
            let tag = self.tag(TagKind::P, root);
            let set = self.set_lead(text, block.lines, column);
            let mut slab = Slab::new(Abs::ZERO, cx.on_grid(set.height() + below));
            set.place_all(&mut slab, column.x, Abs::ZERO, tag);
            (slab.keep, slab.band) = (true, cx.band());
            self.slabs.push(slab);
            self.belong(&mut done, Some(i));
        }
    }
}
