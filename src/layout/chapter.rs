//! Sections that share pages, planned as one: no scrap of them stands alone on their last page.
//!
//! In: the flow boxes of sections, the first of which begins a page. Out: the same on pages. They are
//! filled one after the other; where little more than nothing is left for the last page, the whites
//! and the pictures give way until it is not needed, or else the page before it ends earlier, so that
//! the last one looks meant (docs/spec/pages.md, 4.4).

use super::flow_box::FlowBox;
use super::paginate::{PageContent, Paginator};
use super::section::Flow;
use crate::geom::Abs;

/// A section on its way to pages.
pub(super) type SectionFlow = (usize, Flow, Vec<FlowBox>);

/// A last page that holds no more than this share of its height is a scrap.
const SCRAP: f64 = 0.24;
/// A page of pictures alone is one where it holds no more than this share.
const PICTURES: f64 = 0.8;
/// Shares of the whites between blocks, and least shares of the pictures, that save a page.
const TIGHTER: [(f64, f64); 4] = [(0.85, 0.95), (0.75, 0.9), (0.75, 0.8), (0.6, 0.72)];
/// Shares of its height that the page before the last one leaves to it.
const SHORTER: [f64; 6] = [0.1, 0.15, 0.2, 0.26, 0.33, 0.42];
/// Up to so many pages, the heights of their flow boxes tell how full the last one will be.
const FORESEEN: f64 = 3.0;

impl Paginator<'_, '_> {
    /// Adds all sections.
    pub(super) fn sections(&mut self, all: impl IntoIterator<Item = SectionFlow>) {
        let mut chapter: Vec<SectionFlow> = vec![];
        for section in all {
            let before = chapter.last().map(|(_, flow, _)| *flow);
            if !chapter.is_empty() && self.begins_page(before, section.1) {
                self.chapter(std::mem::take(&mut chapter));
            }
            chapter.push(section);
        }
        self.chapter(chapter);
    }

    /// Adds sections of which the first begins a page.
    fn chapter(&mut self, sections: Vec<SectionFlow>) {
        if !self.may_end_in_scrap(&sections) {
            return self.fill(sections);
        }
        let mut usual = self.trial(None);
        usual.fill(sections.clone());
        let best = if usual.ends_in_scrap() { self.mended(&usual, &sections) } else { None };
        self.take(best.unwrap_or(usual));
    }

    /// The same sections without a scrap at their end.
    fn mended(&self, usual: &Self, sections: &[SectionFlow]) -> Option<Self> {
        let (pages, faults) = (usual.pages.len(), usual.sink.diagnostics().len());
        let is_better =
            |trial: &Self| !trial.ends_in_scrap() && trial.sink.diagnostics().len() <= faults;
        let tighter = TIGHTER.iter().map(|&(white, picture)| {
            let mut trial = self.trial(None);
            trial.fill(self.tightened(sections, white, picture));
            trial
        });
        let mut saved = tighter.filter(|trial| trial.pages.len() < pages && is_better(trial));
        saved.next().or_else(|| {
            let shorter = SHORTER.iter().map(|&share| {
                let mut trial = self.trial(Some((pages - 2, self.cx.grid.height * share)));
                trial.fill(sections.to_vec());
                trial
            });
            let mut fuller =
                shorter.filter(|trial| trial.pages.len() == pages && is_better(trial));
            fuller.next()
        })
    }

    fn fill(&mut self, sections: Vec<SectionFlow>) {
        sections.into_iter().for_each(|(index, flow, boxes)| self.section(index, flow, boxes));
    }

    /// Whether it is worth to look twice: what is more than a page, and not surely full at its end.
    fn may_end_in_scrap(&self, sections: &[SectionFlow]) -> bool {
        let boxes = sections.iter().flat_map(|(_, _, boxes)| boxes);
        let whole = |flow_box: &FlowBox| flow_box.whole_page || flow_box.new_page;
        let breaks = boxes.clone().any(whole);
        let height: Abs = boxes.map(|flow_box| flow_box.before + flow_box.height).sum();
        let pages = height / self.cx.room();
        pages > 1.0
            && (breaks || pages > FORESEEN || pages.fract() < 0.5 || pages.fract() > 0.85)
    }

    /// Whether the last of several pages holds little more than nothing, or pictures alone.
    fn ends_in_scrap(&self) -> bool {
        let [.., before, last] = self.pages.as_slice() else { return false };
        let head = last.flow_boxes.first().map_or(Abs::ZERO, |(top, _)| *top);
        let held = (last.used - head) / self.cx.room();
        let is_picture = |(_, flow_box): &(Abs, FlowBox)| flow_box.shrink.is_some();
        let pictured = last.flow_boxes.iter().all(is_picture);
        let is_plain = |page: &PageContent| {
            page.ground.is_none()
                && !page.flow_boxes.iter().any(|(_, b)| b.whole_page || b.bleeds)
        };
        !before.flow_boxes.is_empty()
            && is_plain(last)
            && held < if pictured { PICTURES } else { SCRAP }
    }

    /// The sections with whites between blocks, and pictures, at shares of their sizes.
    fn tightened(
        &self,
        sections: &[SectionFlow],
        white: f64,
        picture: f64,
    ) -> Vec<SectionFlow> {
        let step = self.cx.scale.step;
        let tight = |flow_box: &FlowBox| {
            let less = (flow_box.before * (1.0 - white) / step).floor() * step.to_pt();
            let is_whole = flow_box.shrink.is_some_and(|shrink| shrink.is_whole());
            let share = if is_whole { picture } else { 1.0 };
            let smaller = flow_box.at_share(share, self.cx);
            FlowBox { before: flow_box.before - Abs::pt(less), ..smaller }
        };
        let all = sections
            .iter()
            .map(|(index, flow, boxes)| (*index, *flow, boxes.iter().map(tight).collect()));
        all.collect()
    }

    /// Whether a section begins a page after one of another kind.
    pub(super) fn begins_page(&self, before: Option<Flow>, flow: Flow) -> bool {
        flow != Flow::Prose || before != Some(Flow::Prose) || self.cx.opening().is_some()
    }

    /// A paginator that goes on where this one is, without its pages.
    fn trial(&self, short: Option<(usize, Abs)>) -> Self {
        Self {
            parts: self.parts.clone(),
            carried: self.carried.clone(),
            before_first: self.before_first + self.pages.len(),
            ground_before: self.pages.last().map_or(self.ground_before, |page| page.ground),
            section: self.section,
            before: self.before,
            short,
            ..Self::new(self.cx, self.notes)
        }
    }

    /// Takes over what a trial has come to.
    fn take(&mut self, trial: Self) {
        (self.parts, self.carried) = (trial.parts, trial.carried);
        (self.section, self.before) = (trial.section, trial.before);
        self.pages.extend(trial.pages);
        self.sink.append(trial.sink);
    }
}
