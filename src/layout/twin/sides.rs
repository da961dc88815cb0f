//! Two texts one after the other: on the two sides of a sheet, or from the two covers of a booklet.
//!
//! Texts that run in opposite directions begin at opposite covers, and meet in the middle; those of
//! one direction follow one another.

use super::super::leaflet;
use super::super::numbering::Numbering;
use super::super::{booklet as in_pages, frame::Layout};
use super::join::{TwinText, join, moved};
use crate::diag::Sink;
use crate::model::print::Leaflet;
use crate::model::{Document, SecondPart};
use crate::text::Typesetter;

/// Lays two texts out as one booklet.
pub(super) fn booklet(
    texts: [&Document; 2],
    setter: &Typesetter<'_>,
    sink: &mut Sink,
) -> Layout {
    let [first, second] = texts;
    let backwards = first.lang.dir() != second.lang.dir();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "small")]
    let multiple = first.theme.page.multiple.max(2.0) as usize;
    // Each text has whole leaves.
    let numbering = Numbering { multiple: Some(2), ..Numbering::default() };
    let ours = in_pages(first, &numbering, setter, sink);
    let at = ours.pages.len();
    let from = if backwards { 0 } else { at };
    let numbering =
        Numbering { from, others: at, multiple: Some(multiple), ..Numbering::default() };
    let theirs = in_pages(second, &numbering, setter, sink);
    let all = at + theirs.pages.len();
    let (theirs, places): (Layout, Vec<usize>) = match backwards {
        true => (moved(theirs, |page| all - 1 - page), (at..all).rev().collect()),
        false => (theirs, (at..all).collect()),
    };
    let first = TwinText { document: first, layout: ours, places: (0..at).collect() };
    let second = TwinText { document: second, layout: theirs, places };
    join([first, second], Some(SecondPart { at, backwards }))
}

/// Lays two texts out on the two sides of a sheet.
pub(super) fn leaflet(
    texts: [&Document; 2],
    sheet: Leaflet,
    setter: &Typesetter<'_>,
    sink: &mut Sink,
) -> Layout {
    let sheet = Leaflet { one_side: true, ..sheet };
    let [first, second] = texts.map(|text| leaflet::layout(text, sheet, setter, sink));
    let second = moved(second, |_| 1);
    let first = TwinText { document: texts[0], layout: first, places: vec![0] };
    let second = TwinText { document: texts[1], layout: second, places: vec![1] };
    join([first, second], None)
}
