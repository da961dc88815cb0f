//! How the text of a leaflet is shared out among its columns.
//!
//! In: the flow boxes of the sections, the columns with their faces and heights. Out: what stands in
//! each column. What is seen together is one run of columns: the flap, seen before the inside,
//! begins with a section where sections allow it; the columns of a run end at like heights, and
//! each begins with a section where there is room for that. Nothing is pressed for it: a picture
//! or a box keeps the size that it has in full columns.

use super::super::context::Context;
use super::super::flow_box::FlowBox;
use super::super::paginate::{PageContent, Paginator};
use super::super::section::Flow;
use super::panels::{Column, OpenSheetSide};
use crate::diag::Sink;
use crate::geom::Abs;

/// How often the height of columns that are evened out is halved.
const HALVINGS: u32 = 8;
/// What a column may lack of the fullest one of its run, as a share of its height, so that each
/// may begin with a section.
const UNEVEN: f64 = 0.3;

/// The sections of an edition as flow boxes, in order.
pub(super) type Sections = [(Flow, Vec<FlowBox>)];

/// Columns that were filled.
pub(super) struct Filled {
    /// What stands in the columns, in reading order.
    pub(super) drafts: Vec<PageContent>,
    /// Parts of notes that one column could not hold.
    pub(super) parts: Vec<FlowBox>,
    /// What no column can hold.
    pub(super) sink: Sink,
}

/// Fills the columns of a sheet.
pub(super) struct Filling<'c, 'a, 'f> {
    cx: &'c Context<'a, 'f>,
    notes: &'c [FlowBox],
    rooms: Vec<Abs>,
    /// The columns before the first one of each run.
    runs: Vec<usize>,
    /// The columns of the inside.
    inside: std::ops::Range<usize>,
}

/// Where sections begin again at the first column of a run, and how high columns are filled.
#[derive(Clone, PartialEq)]
struct ColumnPlan {
    /// The section that begins each run but the first; none where text flows on.
    begins: Vec<Option<usize>>,
    /// The share of its columns' height that each run fills.
    shares: Vec<f64>,
    /// Sections stay whole.
    whole: bool,
}

impl<'c, 'a, 'f> Filling<'c, 'a, 'f> {
    /// A filling of columns of some heights; `notes` are the footnotes as set.
    pub(super) fn new(
        cx: &'c Context<'a, 'f>,
        notes: &'c [FlowBox],
        columns: &[Column],
        rooms: Vec<Abs>,
    ) -> Self {
        let turns = columns.windows(2).enumerate();
        let turns = turns.filter(|(_, pair)| pair[0].face != pair[1].face);
        let runs = std::iter::once(0).chain(turns.map(|(i, _)| i + 1)).collect();
        let is_inside = |column: &Column| column.face == OpenSheetSide::Inside;
        let first = columns.iter().position(is_inside).unwrap_or(0);
        let count = columns.iter().filter(|column| is_inside(column)).count();
        Self { cx, notes, rooms, runs, inside: first..first + count }
    }

    /// Fills the columns one after the other.
    pub(super) fn natural(&self, sections: &Sections) -> Filled {
        self.fill(sections, &self.flowing())
    }

    /// Shares sections out as evenly as they allow; `natural` is what one after the other gives.
    pub(super) fn arrange(&self, sections: &Sections, natural: Filled) -> Filled {
        if natural.drafts.len() > self.rooms.len() {
            return natural;
        }
        if let Some(inside) = self.inside(sections, natural.drafts.len()) {
            return inside;
        }
        if let Some(apart) = self.apart(sections, natural.drafts.len()) {
            return apart;
        }
        if let Some(spread) = self.spread(sections, natural.drafts.len()) {
            return spread;
        }
        let plan = self.split(sections).unwrap_or_else(|| self.flowing());
        self.level(sections, plan).unwrap_or(natural)
    }

    /// All sections on the inside, where the flap alone would hold them.
    fn inside(&self, sections: &Sections, filled: usize) -> Option<Filled> {
        let first = self.inside.start;
        if filled > first || sections.is_empty() || self.inside.is_empty() {
            return None;
        }
        let plan = ColumnPlan { begins: vec![Some(0)], ..self.flowing() };
        let begins = self.runs.get(1) == Some(&first);
        let flowing = begins.then(|| self.fill(sections, &plan));
        self.apart(sections, 0).or(flowing)
    }

    /// A column for each section, where there are enough of them on the inside or on the whole sheet and
    /// some would stay empty else.
    fn apart(&self, sections: &Sections, filled: usize) -> Option<Filled> {
        let (columns, count) = (self.rooms.len(), sections.len());
        let first = match count {
            _ if filled >= count || count > columns => return None,
            _ if count <= self.inside.len() => self.inside.start,
            _ if count == columns => 0,
            _ => return None,
        };
        let mut paginator = self.paginator(&self.flowing());
        for (index, (flow, flow_boxes)) in sections.iter().enumerate() {
            paginator.skip_to(first + index, index);
            paginator.section(index, *flow, flow_boxes.clone());
        }
        let apart = Self::filled(paginator);
        let in_place = |index: usize| {
            let draft = apart.drafts.get(first + index);
            draft.is_some_and(|d| d.section == Some(index) && d.begins_section())
        };
        (apart.drafts.len() == first + count && (0..count).all(in_place)).then_some(apart)
    }

    fn paginator(&self, plan: &ColumnPlan) -> Paginator<'c, 'f> {
        Paginator::new(self.cx, self.notes).with_rooms(self.shared(plan))
    }

    fn filled(paginator: Paginator<'_, '_>) -> Filled {
        let mut sink = Sink::default();
        let (drafts, parts) = paginator.finish(&mut sink);
        Filled { drafts, parts, sink }
    }

    fn flowing(&self) -> ColumnPlan {
        let runs = self.runs.len();
        ColumnPlan { begins: vec![None; runs - 1], shares: vec![1.0; runs], whole: false }
    }

    /// Whole sections in all columns, where some would stay empty else.
    fn spread(&self, sections: &Sections, filled: usize) -> Option<Filled> {
        if filled >= self.rooms.len() {
            return None;
        }
        let plan = ColumnPlan { whole: true, ..self.flowing() };
        let fits = |filled: &Filled| filled.drafts.iter().all(PageContent::begins_section);
        self.least(sections, plan, 0..self.runs.len(), &fits).map(|(_, filled)| filled)
    }

    /// The sections that begin the runs, so that runs are filled alike; `None` where no division
    /// has room.
    fn split(&self, sections: &Sections) -> Option<ColumnPlan> {
        let [_, second] = *self.runs.as_slice() else { return None };
        let heights: Vec<Abs> =
            sections.iter().map(|(_, flow_boxes)| height(flow_boxes)).collect();
        let room = |columns: &[Abs]| columns.iter().copied().sum::<Abs>().max(Abs::pt(1.0));
        let rooms = [room(&self.rooms[..second]), room(&self.rooms[second..])];
        let uneven = |at: usize| {
            let used = [&heights[..at], &heights[at..]].map(|h| h.iter().copied().sum::<Abs>());
            (used[0] / rooms[0] - used[1] / rooms[1]).abs()
        };
        let mut divisions: Vec<usize> = (1..sections.len()).collect();
        divisions.sort_by(|&a, &b| uneven(a).total_cmp(&uneven(b)).then(a.cmp(&b)));
        let plan = |at| ColumnPlan { begins: vec![Some(at)], ..self.flowing() };
        divisions.into_iter().map(plan).find(|plan| {
            let filled = self.fill(sections, plan);
            self.holds(&filled, plan)
        })
    }

    /// The runs of a plan one by one with columns that end level.
    fn level(&self, sections: &Sections, mut plan: ColumnPlan) -> Option<Filled> {
        let first = self.fill(sections, &plan);
        let size = size(&first);
        let mut best = first;
        let mut even = |plan: &mut ColumnPlan, runs: std::ops::Range<usize>| {
            let same = |filled: &Filled| self.holds(filled, plan) && size == self::size(filled);
            let whole = ColumnPlan { whole: true, ..plan.clone() };
            let starts = |filled: &Filled| same(filled) && self.is_tidy(filled, &runs);
            let found = self
                .least(sections, whole, runs.clone(), &starts)
                .or_else(|| self.least(sections, plan.clone(), runs.clone(), &same));
            if let Some((found, filled)) = found {
                (*plan, best) = (found, filled);
            }
        };
        if plan.begins.iter().all(Option::is_some) {
            (0..self.runs.len()).for_each(|run| even(&mut plan, run..run + 1));
        } else {
            even(&mut plan, 0..self.runs.len());
        }
        Some(best)
    }

    /// The least share of their columns' height in which some runs of a plan have room.
    fn least(
        &self,
        sections: &Sections,
        plan: ColumnPlan,
        runs: std::ops::Range<usize>,
        fits: &dyn Fn(&Filled) -> bool,
    ) -> Option<(ColumnPlan, Filled)> {
        let (mut low, mut high, mut best) = (0.0, 1.0, None);
        for round in 0..HALVINGS {
            let share = if round == 0 { high } else { (low + high) / 2.0 };
            let mut tried = plan.clone();
            tried.shares[runs.clone()].fill(share);
            let filled = self.fill(sections, &tried);
            if filled.drafts.len() <= self.rooms.len() && fits(&filled) {
                (best, high) = (Some((tried, filled)), share);
            } else if round == 0 {
                break;
            } else {
                low = share;
            }
        }
        best
    }

    /// Whether the columns of some runs begin with sections and end at like heights.
    fn is_tidy(&self, filled: &Filled, runs: &std::ops::Range<usize>) -> bool {
        let last = self.runs.get(runs.end).copied().unwrap_or(self.rooms.len());
        let columns = self.runs[runs.start]..last.min(filled.drafts.len());
        let drafts = &filled.drafts[columns.clone()];
        let share = |(draft, room): (&PageContent, &Abs)| draft.used / *room;
        let shares: Vec<f64> = drafts.iter().zip(&self.rooms[columns]).map(share).collect();
        let (least, most) =
            shares.iter().fold((1.0_f64, 0.0_f64), |(a, b), &s| (a.min(s), b.max(s)));
        drafts.iter().all(PageContent::begins_section) && most - least <= UNEVEN
    }

    /// Whether all of a plan's text has a column, and each run ends before the next one begins.
    fn holds(&self, filled: &Filled, plan: &ColumnPlan) -> bool {
        let begins = plan.begins.iter().zip(&self.runs[1..]);
        let in_place = begins.filter(|(section, _)| section.is_some()).all(|(section, &at)| {
            filled.drafts.get(at).is_some_and(|d| d.section == *section && d.begins_section())
        });
        filled.drafts.len() <= self.rooms.len() && in_place
    }

    fn fill(&self, sections: &Sections, plan: &ColumnPlan) -> Filled {
        let mut paginator = self.paginator(plan);
        for (index, (flow, flow_boxes)) in sections.iter().enumerate() {
            if let Some(run) = plan.begins.iter().position(|&begin| begin == Some(index)) {
                paginator.skip_to(self.runs[run + 1], index);
            }
            let mut flow_boxes = flow_boxes.clone();
            if let (true, Some((_, but_last))) = (plan.whole, flow_boxes.split_last_mut()) {
                but_last.iter_mut().for_each(|flow_box| flow_box.keep = true);
            }
            paginator.section(index, *flow, flow_boxes);
        }
        Self::filled(paginator)
    }

    /// The heights of the columns under a plan.
    fn shared(&self, plan: &ColumnPlan) -> Vec<Abs> {
        let run = |column: usize| self.runs.iter().rposition(|&first| first <= column);
        let share = |column| run(column).and_then(|run| plan.shares.get(run)).unwrap_or(&1.0);
        self.rooms.iter().enumerate().map(|(column, &room)| room * *share(column)).collect()
    }
}

/// Whether the text of a face other than the first begins in the middle of a section.
pub(super) fn splits(columns: &[Column], drafts: &[PageContent]) -> bool {
    let turns = columns.windows(2).zip(drafts.get(1..).unwrap_or_default());
    let mut begins = turns.filter(|(pair, _)| pair[0].face != pair[1].face);
    begins.any(|(_, draft)| !draft.flow_boxes.is_empty() && !draft.begins_section())
}

/// The height of flow boxes under one another.
fn height(flow_boxes: &[FlowBox]) -> Abs {
    flow_boxes.iter().map(|flow_box| flow_box.before + flow_box.height).sum()
}

/// How many flow boxes columns hold, and how high they are together, in hundredths of a point: other
/// figures mean that something was pressed or parted.
fn size(filled: &Filled) -> (usize, i64) {
    let flow_boxes = || filled.drafts.iter().flat_map(|draft| &draft.flow_boxes);
    let total: Abs = flow_boxes().map(|(_, flow_box)| flow_box.height).sum();
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a sheet is a few thousand points high"
    )]
    let total = (total.to_pt() * 100.0).round() as i64;
    (flow_boxes().count(), total)
}
