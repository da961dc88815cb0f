//! Two texts in two columns of the same pages, the first where its reader begins.

use std::sync::Arc;

use super::super::around::Decorator;
use super::super::context::{Column, Company, Context, Grid};
use super::super::numbering::Numbering;
use super::super::paginate::PageContent;
use super::super::section::{Flow, build};
use super::level::{Leveller, Rows};
use super::rows::{TwinRow, rows};
use super::{Half, SetTexts, evened, finish, flows};
use crate::diag::Sink;
use crate::geom::Abs;
use crate::model::Document;
use crate::model::style::Theme;
use crate::text::Typesetter;

/// White between the two columns.
const GAP: Abs = Abs::mm(7.0);

/// What stands before and after the rows of the contents in a column.
const FOLIO: Abs = Abs::mm(8.0);
/// White between it and the titles.
const GUTTER: Abs = Abs::mm(3.0);
/// The size of titles in a column, as a share of theirs on a page.
const TITLE: f64 = 0.78;

/// A text with sizes for a half of the text block.
pub(super) fn fitted(text: &Document) -> Document {
    let mut theme = Theme::clone(&text.theme);
    theme.contents.folio = theme.contents.folio.min(FOLIO);
    theme.page.gutter = theme.page.gutter.min(GUTTER);
    let title = &mut theme.scale_for_mut(text.lang.writing()).title;
    (title.size, title.leading) = (title.size * TITLE, title.leading * TITLE);
    Document { theme: Arc::new(theme), ..text.clone() }
}

/// Gives each text a half of the text block.
pub(super) fn narrow(contexts: &mut [Context<'_, '_>; 2]) {
    let [first, second] = &*contexts;
    let (text, dir) = (first.grid.text, first.dir);
    let width = (text.width - GAP) / 2.0;
    let height = first.grid.height.min(second.grid.height);
    for (n, cx) in contexts.iter_mut().enumerate() {
        let inset = if n == 0 { Abs::ZERO } else { width + GAP };
        let column = Column { x: text.at_start(dir, inset, width), width };
        let side =
            Column { x: column.at_start(cx.dir, Abs::ZERO, Abs::ZERO), width: Abs::ZERO };
        cx.grid = Grid { text: column, side, main: column, height };
        cx.company = Company::Beside;
    }
}

/// Lays two texts out in columns; `page` is the first one as it would stand alone.
pub(super) fn pages(
    page: &Document,
    contexts: &[Context<'_, '_>; 2],
    sink: &mut Sink,
) -> SetTexts {
    let [first, second] = contexts;
    let flows = flows(contexts);
    let mut halves = [
        Half::new(first, true, |i, _| build(first, i, flows[i])),
        Half::new(second, false, |i, _| build(second, i, flows[i])),
    ];
    let drafts = evened(fill(&mut halves, &flows, sink));
    let before = contents(&mut halves);
    let count = halves[0].assembly.page_count(before + drafts[0].len() + 2);
    let whole = whole(page, first.setter);
    let [ours, theirs] = &mut halves;
    (ours.assembly.around, theirs.assembly.around) =
        (Decorator::Whole(&whole), Decorator::Other);
    ours.number(Numbering::default(), &drafts[0], 1 + before);
    theirs.number(Numbering { from: 1, ..Numbering::default() }, &drafts[1], before);
    let leading = [ours.leading, theirs.leading];
    let made = halves.into_iter().zip(drafts).enumerate();
    let made = made.map(|(n, (mut half, drafts))| {
        half.assembly.count = count;
        half.fill(drafts, before, n == 0);
        half
    });
    let made: Vec<_> = made.collect();
    finish(made, leading, sink)
}

/// The first text's page without columns: what surrounds both.
fn whole<'a, 'f>(page: &'a Document, setter: &'a Typesetter<'f>) -> Context<'a, 'f> {
    let mut whole = Context::new(page, setter);
    whole.company = Company::Within;
    whole
}

fn fill(
    halves: &mut [Half<'_, '_>; 2],
    flows: &[Flow],
    sink: &mut Sink,
) -> [Vec<PageContent>; 2] {
    let [first, second] = halves;
    let sections = [&mut first.sections, &mut second.sections].map(std::mem::take);
    let mut leveller =
        Leveller::new([first.cx, second.cx], [&first.notes, &second.notes], Rows::Level);
    let [ours, theirs] = sections;
    for (i, ((_, ours), (_, theirs))) in ours.into_iter().zip(theirs).enumerate() {
        let texts = [first.cx, second.cx].map(|cx| &cx.document.sections[i]);
        let mut rows = rows(texts, [ours, theirs]);
        rows.iter_mut().for_each(TwinRow::level);
        leveller.section(i, flows[i], rows);
    }
    let [ours, theirs] = leveller.finish(sink);
    first.notes.extend(ours.1);
    second.notes.extend(theirs.1);
    [ours.0, theirs.0]
}

/// How many pages the contents take; their rows become level.
fn contents(halves: &mut [Half<'_, '_>; 2]) -> usize {
    if halves.iter().any(|half| half.assembly.has_toc()) {
        return 0;
    }
    let heights = halves.each_ref().map(|half| half.assembly.contents_heights());
    if heights[0].len() == heights[1].len() {
        let [ours, theirs] = &heights;
        let most: Vec<Abs> = ours.iter().zip(theirs).map(|(a, b)| a.max(*b)).collect();
        halves.iter_mut().for_each(|half| half.assembly.rows.clone_from(&most));
    }
    let count = halves.each_ref().map(|half| half.assembly.contents_count());
    count[0].max(count[1])
}
