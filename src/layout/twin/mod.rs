//! Editions in two languages: two texts, each set by the rules of its own language, in one file.
//!
//! In: a [`Document`] with its [`Second`]. Out: one [`Layout`]. Each text is laid out by itself, on
//! pages (or parts of pages) that know their numbers in the common file; then the two are
//! [joined](mod@join). The first text has the covers and the binding.

mod columns;
mod facing;
mod join;
mod level;
mod rows;
mod sides;

use rayon::prelude::*;

use super::assemble::{Assembly, page_size};
use super::contents::SectionStarts;
use super::context::{Company, Context};
use super::flow_box::FlowBox;
use super::frame::{Layout, TagKind};
use super::has_toc;
use super::notes;
use super::numbering::Numbering;
use super::paginate::PageContent;
use super::par::FlowBuilder;
use super::section::{Built, Flow, section};
use super::{leading, overlap, terms};
use crate::diag::Sink;
use crate::geom::Abs;
use crate::model::print::FormatKind;
use crate::model::{Allowed, BilingualForm, Document, Second};
use crate::text::Typesetter;
use join::{TwinText, join};

/// Lays an edition in two languages out.
pub(super) fn layout(
    document: &Document,
    second: &Second,
    setter: &Typesetter<'_>,
    sink: &mut Sink,
) -> Layout {
    let texts = [document, &second.document];
    if let FormatKind::Leaflet(sheet) = document.format {
        return sides::leaflet(texts, sheet, setter, sink);
    }
    if second.form == BilingualForm::Sides {
        return sides::booklet(texts, setter, sink);
    }
    let mut told = Sink::default();
    let made = in_pages(texts, second.form, setter, &mut told);
    let wider = [0, 1].map(|n| leading::wider(texts[n], made.leading[n]));
    if wider.iter().all(Option::is_none) {
        sink.append(told);
        return made.layout;
    }
    let [first, other] = &wider;
    let texts = [first.as_ref().unwrap_or(texts[0]), other.as_ref().unwrap_or(texts[1])];
    in_pages(texts, second.form, setter, sink).layout
}

/// What came of two texts.
struct SetTexts {
    layout: Layout,
    /// Where the sections and ids of each begin.
    places: [SectionStarts; 2],
    /// The leading that the prose of each needs.
    leading: [Abs; 2],
}

fn in_pages(
    texts: [&Document; 2],
    kind: BilingualForm,
    setter: &Typesetter<'_>,
    sink: &mut Sink,
) -> SetTexts {
    let narrow = (kind == BilingualForm::Columns).then(|| texts.map(columns::fitted));
    let set = narrow.as_ref().map_or(texts, |narrow| narrow.each_ref());
    let mut contexts = set.map(|text| Context::new(text, setter));
    contexts[1].binding = contexts[0].dir;
    match kind {
        BilingualForm::Columns => columns::narrow(&mut contexts),
        BilingualForm::Facing | BilingualForm::Sides => {
            contexts.iter_mut().for_each(|cx| cx.company = Company::Across);
        }
    }
    for cx in &mut contexts {
        cx.terms = terms::kind(cx);
    }
    let blocks = texts.iter().flat_map(|text| &text.sections).flat_map(|s| &s.body);
    if has_toc(blocks) {
        // The contents stand among the text: a first pass finds the folios that they name.
        let places = pages(texts[0], &contexts, kind, &mut Sink::default()).places;
        for (cx, places) in contexts.iter_mut().zip(places) {
            cx.places = places;
        }
    }
    pages(texts[0], &contexts, kind, sink)
}

fn pages(
    page: &Document,
    contexts: &[Context<'_, '_>; 2],
    kind: BilingualForm,
    sink: &mut Sink,
) -> SetTexts {
    let made = match kind {
        BilingualForm::Columns => columns::pages(page, contexts, sink),
        BilingualForm::Facing | BilingualForm::Sides => facing::pages(contexts, sink),
    };
    let [first, second] = contexts;
    if !first.document.allow.contains(&Allowed::Overlap) {
        let mut told = Sink::default();
        overlap::check(&made.layout, second.setter, &mut told);
        sink.append_new(told);
    }
    made
}

/// One of the two texts on its way to pages.
struct Half<'a, 'f> {
    cx: &'a Context<'a, 'f>,
    assembly: Assembly<'a, 'f>,
    sections: Vec<(Flow, Vec<FlowBox>)>,
    notes: Vec<FlowBox>,
    leading: Abs,
}

impl<'a, 'f> Half<'a, 'f> {
    /// A text with its sections set, the first of two with its cover.
    fn new(
        cx: &'a Context<'a, 'f>,
        with_cover: bool,
        build: impl Fn(usize, &[FlowBox]) -> Built + Sync,
    ) -> Self {
        let mut builder = FlowBuilder::new(cx, TagKind::Div);
        let notes = notes::notes(&mut builder);
        let sections = 0..cx.document.sections.len();
        let built: Vec<Built> = sections.into_par_iter().map(|i| build(i, &notes)).collect();
        let leading = built.iter().fold(Abs::ZERO, |most, built| most.max(built.leading));
        let mut assembly = Assembly::new(cx);
        if with_cover {
            assembly.cover(page_size(cx));
        }
        let sections = built.into_iter().map(|b| assembly.adopt_section(b)).collect();
        let notes = assembly.adopt_notes(builder, notes);
        Self { cx, assembly, sections, notes, leading }
    }

    /// Gives the pages their numbers, and says where its sections begin on pages after so many.
    fn number(&mut self, numbering: Numbering, drafts: &[PageContent], before: usize) {
        self.assembly.numbering = numbering;
        self.assembly.find_places(drafts, before);
    }

    /// Adds its pages: so many of contents, the body and, with the covers, what closes the book.
    fn fill(&mut self, drafts: Vec<PageContent>, contents: usize, covers: bool) {
        let assembly = &mut self.assembly;
        let before = assembly.pages() + contents;
        if contents > 0 {
            assembly.contents(usize::from(covers));
        }
        while assembly.pages() < before {
            assembly.contents_page(PageContent { opens: true, ..PageContent::default() });
        }
        if covers {
            assembly.complete_cover();
        }
        let mut notes = std::mem::take(&mut self.notes);
        for draft in drafts {
            assembly.body_page(draft, &mut notes);
        }
        if covers {
            assembly.pad();
            assembly.closing();
        }
    }
}

/// The pages of both texts in one file.
fn finish(halves: Vec<Half<'_, '_>>, leading: [Abs; 2], sink: &mut Sink) -> SetTexts {
    let mut made = halves.into_iter().map(|half| {
        let numbering = half.assembly.numbering.clone();
        let (layout, found) = half.assembly.finish(sink);
        let places = (0..layout.pages.len()).map(|page| numbering.of(page)).collect();
        (TwinText { document: half.cx.document, layout, places }, found)
    });
    match (made.next(), made.next()) {
        (Some((first, ours)), Some((second, theirs))) => {
            SetTexts { layout: join([first, second], None), places: [ours, theirs], leading }
        }
        _ => SetTexts { layout: Layout::default(), places: Default::default(), leading },
    }
}

/// Adds empty drafts to the shorter of two rows of them.
fn evened(mut drafts: [Vec<PageContent>; 2]) -> [Vec<PageContent>; 2] {
    let count = drafts[0].len().max(drafts[1].len());
    for drafts in &mut drafts {
        while drafts.len() < count {
            let section = drafts.last().and_then(|last| last.section);
            drafts.push(PageContent { section, ..PageContent::default() });
        }
    }
    drafts
}

/// How the sections take their pages: alike in both texts.
fn flows(contexts: &[Context<'_, '_>; 2]) -> Vec<Flow> {
    let count = contexts[0].document.sections.len();
    let of = |i: usize| {
        let [a, b] = contexts.each_ref().map(|cx| section(cx, i, &[]).flow);
        if a == b { a } else { Flow::Prose }
    };
    (0..count).map(of).collect()
}
