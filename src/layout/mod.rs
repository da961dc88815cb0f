//! Blocks to pages.
//!
//! In: a [`Document`] and a [`Typesetter`]. Out: a [`Layout`], pages of placed lines and outlines
//! with their structure tree. Sections become flow boxes in parallel, flow boxes fill pages in order, then
//! covers, contents and furniture go round them. Sides are logical until here; nothing after
//! this stage knows the theme.

pub mod frame;
pub mod leaflet;
pub mod press;
pub mod proof;

mod around;
mod assemble;
mod bands;
mod blocks;
mod bounds;
mod boxes;
mod carry;
mod chapter;
mod checklist;
mod clauses;
mod closing;
mod columns;
mod contents;
mod context;
mod cover;
mod decor;
mod enclose;
mod facts;
mod fields;
mod figure;
mod flow_box;
mod form;
mod furniture;
mod giant;
mod grid;
mod headlines;
mod heads;
mod help;
mod hours;
mod hues;
mod ink;
mod items;
mod leading;
mod lines;
mod lists;
mod logo;
mod mapped;
mod measure;
mod notes;
mod numbering;
mod opener;
mod ornament;
mod overflow;
mod overlap;
mod pad;
mod paginate;
mod pairs;
mod par;
mod part;
mod partners;
mod photo;
mod phrases;
mod poster;
mod posterback;
mod prose;
mod quotes;
mod register;
mod renumber;
mod rich;
mod screens;
mod section;
mod sentences;
mod shrink;
mod spread;
mod strip;
mod style;
mod table;
mod tabs;
mod terms;
mod timeline;
mod titlepage;
mod titlesheet;
mod tree;
mod twin;
mod widths;

use rayon::prelude::*;

use crate::diag::Sink;
use crate::geom::{Abs, Size};
use crate::model::print::FormatKind;
use crate::model::{Block, BlockKind, Document};
use crate::text::Typesetter;
use assemble::Assembly;
use context::Context;
use frame::{Layout, TagKind};
use numbering::Numbering;
use paginate::Paginator;
use par::FlowBuilder;

/// Lays an edition out, in its format.
pub fn layout(document: &Document, setter: &Typesetter<'_>, sink: &mut Sink) -> Layout {
    if let Some(second) = &document.second {
        return twin::layout(document, second, setter, sink);
    }
    if let FormatKind::Leaflet(sheet) = document.format {
        return leaflet::layout(document, sheet, setter, sink);
    }
    booklet(document, &Numbering::default(), setter, sink)
}

/// One text in pages of some numbers.
fn booklet(
    document: &Document,
    numbering: &Numbering,
    setter: &Typesetter<'_>,
    sink: &mut Sink,
) -> Layout {
    let mut told = Sink::default();
    let (made, leading) = in_pages(document, numbering, setter, &mut told);
    // One leading holds for a document: what a single paragraph needs, all of them get.
    if let Some(wider) = leading::wider(document, leading) {
        return in_pages(&wider, numbering, setter, sink).0;
    }
    sink.append(told);
    made
}

/// An edition in pages, and the leading that its prose needs.
fn in_pages(
    document: &Document,
    numbering: &Numbering,
    setter: &Typesetter<'_>,
    sink: &mut Sink,
) -> (Layout, Abs) {
    let hues = hues::themes(document);
    let mut cx = Context::new(document, setter).with_hues(&hues);
    cx.set_terms(terms::kind(&cx));
    if has_toc(document.sections.iter().flat_map(|s| &s.body)) {
        // The contents stand among the text: a first pass finds the folios that they name.
        let places = pages(&cx, numbering, &mut Sink::default()).places;
        cx.set_places(&places);
    }
    let EditionPages { layout, leading, .. } = pages(&cx, numbering, sink);
    (layout, leading)
}

/// The front cover alone, drawn on a page of another size, for covers of e-books.
pub fn cover(
    document: &Document,
    setter: &Typesetter<'_>,
    size: Size,
    sink: &mut Sink,
) -> Layout {
    let cx = Context::new(document, setter);
    let mut assembly = Assembly::new(&cx);
    assembly.cover(size);
    assembly.finish(sink).0
}

fn has_toc<'a>(mut blocks: impl Iterator<Item = &'a Block>) -> bool {
    blocks.any(|b| matches!(b.kind, BlockKind::Toc))
}

/// What came of an edition.
struct EditionPages {
    layout: Layout,
    /// Where sections and ids begin.
    places: contents::SectionStarts,
    /// The leading that its prose needs.
    leading: Abs,
}

fn pages(cx: &Context<'_, '_>, numbering: &Numbering, sink: &mut Sink) -> EditionPages {
    let mut builder = FlowBuilder::new(cx, TagKind::Div);
    let notes = notes::notes(&mut builder);
    let sections = 0..cx.document.sections.len();
    let built: Vec<_> = sections
        .into_par_iter()
        .map(|i| section::section(cx.of_section(i), i, &notes))
        .collect();

    let leading = built.iter().fold(Abs::ZERO, |most, built| most.max(built.leading));
    let mut assembly = Assembly::new(cx).numbered(numbering.clone());
    let (first, ground) = (assembly.first(), assembly.ground_before());
    let built = fields::suited(cx, built, &notes, (first, ground));
    assembly.cover(Size::new(cx.theme.page.width, cx.theme.page.height));
    let mut built: Vec<_> = built.into_iter().map(|b| assembly.adopt_section(b)).collect();
    let mut notes = assembly.adopt_notes(builder, notes);
    let mut paginator = Paginator::new(cx, &notes).after(first, ground);
    let flows = built.drain(..).enumerate();
    paginator.sections(flows.map(|(index, (flow, flow_boxes))| (index, flow, flow_boxes)));
    let (drafts, parts) = paginator.finish(sink);
    notes.extend(parts);

    assembly.body(drafts, &mut notes, first);
    let (layout, places) = assembly.finish(sink);
    EditionPages { layout, places, leading }
}
