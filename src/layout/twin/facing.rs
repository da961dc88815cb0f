//! Two texts on facing pages: the first on the page where its reader begins, the second across the
//! spine from it. Each opening shows the same sections in both.

use super::super::context::Context;
use super::super::numbering::Numbering;
use super::super::paginate::PageContent;
use super::super::section::{Flow, build};
use super::level::{Leveller, Rows};
use super::rows::{TwinRow, rows};
use super::{Half, SetTexts, evened, finish, flows};
use crate::diag::Sink;

/// Lays two texts out on facing pages.
pub(super) fn pages(contexts: &[Context<'_, '_>; 2], sink: &mut Sink) -> SetTexts {
    let [first, second] = contexts;
    let flows = flows(contexts);
    let mut halves = [
        Half::new(first, true, |i, _| build(first, i, flows[i])),
        Half::new(second, false, |i, _| build(second, i, flows[i])),
    ];
    let drafts = evened(fill(&mut halves, &flows, sink));
    let contents = contents(&halves);
    let openings = contents + drafts[0].len();
    let [ours, theirs] = &mut halves;
    ours.number(of_first(openings), &drafts[0], 1 + contents);
    theirs.number(of_second(openings), &drafts[1], contents);
    ours.assembly.numbering.others = openings;
    let count = ours.assembly.page_count(openings * 2 + 2);
    let leading = [ours.leading, theirs.leading];
    let made = halves.into_iter().zip(drafts).enumerate();
    let made = made.map(|(n, (mut half, drafts))| {
        half.assembly.count = count;
        half.fill(drafts, contents, n == 0);
        half
    });
    let made: Vec<_> = made.collect();
    finish(made, leading, sink)
}

/// How many openings the contents take.
fn contents(halves: &[Half<'_, '_>; 2]) -> usize {
    let count = |half: &Half<'_, '_>| match half.assembly.has_toc() {
        true => 0,
        false => half.assembly.contents_count(),
    };
    count(&halves[0]).max(count(&halves[1]))
}

/// The cover, the first page of each opening, then all that closes the book.
fn of_first(openings: usize) -> Numbering {
    let first = (0..=openings).map(|n| (n * 2).saturating_sub(1));
    let after = openings * 2 + 1;
    // As many as any binding is filled up with, and more.
    let listed = first.chain(after..after + openings + 64).collect();
    Numbering { listed, ..Numbering::default() }
}

/// The second page of each opening.
fn of_second(openings: usize) -> Numbering {
    Numbering { listed: (1..=openings).map(|n| n * 2).collect(), ..Numbering::default() }
}

/// Fills pages with both texts; what does not fit on the page of one text goes on in both.
fn fill(
    halves: &mut [Half<'_, '_>; 2],
    flows: &[Flow],
    sink: &mut Sink,
) -> [Vec<PageContent>; 2] {
    let [first, second] = halves;
    let sections = [&mut first.sections, &mut second.sections].map(std::mem::take);
    let new =
        || Leveller::new([first.cx, second.cx], [&first.notes, &second.notes], Rows::Together);
    let mut leveller = new();
    let [ours, theirs] = sections;
    for (i, ((_, ours), (_, theirs))) in ours.into_iter().zip(theirs).enumerate() {
        let texts = [first.cx, second.cx].map(|cx| &cx.document.sections[i]);
        let rows = rows(texts, [ours, theirs]);
        leveller.section(i, flows[i], with_level_band(rows, i, flows[i], new));
    }
    let [ours, theirs] = leveller.finish(sink);
    first.notes.extend(ours.1);
    second.notes.extend(theirs.1);
    [ours.0, theirs.0]
}

/// The rows of a section whose bands are equally high on both pages, so that what stands below them
/// begins level; as they are, where it would take more pages so.
fn with_level_band<'a, 'f: 'a>(
    rows: Vec<TwinRow>,
    index: usize,
    flow: Flow,
    new: impl Fn() -> Leveller<'a, 'f>,
) -> Vec<TwinRow> {
    let mut leveled = rows.clone();
    if flow != Flow::Opener || !leveled.first_mut().is_some_and(TwinRow::level_band) {
        return rows;
    }
    let count = |rows: &[TwinRow]| {
        let mut trial = new();
        trial.section(index, flow, rows.to_vec());
        trial.pages()
    };
    if count(&leveled) > count(&rows) { rows } else { leveled }
}
