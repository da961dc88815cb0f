//! The ground on which a leaflet lies in one of its states, and what is written beside it.

use super::super::context::Context;
use super::super::frame::{FrameItem, Layout, Page};
use super::super::leaflet::{FoldState, UnfoldStage, View};
use super::super::ornament::filled;
use super::super::press::label;
use super::{GROUND, WORDS, words};
use crate::geom::{Abs, Path, Point, Rect, Size};
use crate::model::Document;
use crate::text::Typesetter;

/// Ground around everything.
const MARGIN: Abs = Abs::mm(10.0);
/// Between two views, and between the words of one and another under it.
const BETWEEN: Abs = Abs::mm(14.0);
const ROWS_APART: Abs = Abs::mm(6.0);
/// From the foot of a view to the baseline of its words, and to all that comes under them.
const BASELINE: Abs = Abs::mm(7.0);
const CAPTION: Abs = Abs::mm(7.5);

/// The ground on which a state is shown.
#[derive(Debug, Clone)]
pub struct Scene {
    /// The ground with its words: one page.
    pub ground: Layout,
    /// Extents of that page.
    pub size: Size,
    /// Where the top left corner of each view of the state lies.
    pub places: Vec<Point>,
}

/// The ground for a state of a leaflet of a height. A closed leaflet's sides lie beside one
/// another, the front first in the direction of reading; those of an open one under one another.
pub fn scene(
    state: &FoldState,
    height: Abs,
    document: &Document,
    setter: &Typesetter<'_>,
) -> Scene {
    let cx = Context::new(document, setter);
    let (size, places) = arranged(state, height, cx.dir.is_rtl());
    let mut items = vec![filled(Path::rect(Rect { size, ..Rect::default() }), GROUND)];
    for (view, place) in state.views.iter().zip(&places) {
        items.extend(caption(&cx, view, place.moved(Abs::ZERO, height + BASELINE)));
    }
    let page = Page { size, bleed: Abs::ZERO, folds: vec![], label: String::new(), items };
    Scene { ground: Layout { pages: vec![page], ..Layout::default() }, size, places }
}

/// Extents of the ground, and the places of the views.
fn arranged(state: &FoldState, height: Abs, rtl: bool) -> (Size, Vec<Point>) {
    let widths: Vec<Abs> = state.views.iter().map(|view| view.width).collect();
    let between = f64::from(u32::try_from(widths.len()).unwrap_or(u32::MAX)) - 1.0;
    let row = height + CAPTION;
    let both = MARGIN * 2.0;
    if state.stage == UnfoldStage::Open {
        let width = widths.iter().copied().fold(Abs::ZERO, Abs::max);
        let step = row + ROWS_APART;
        let place = |n: u32| Point::new(MARGIN, MARGIN + step * f64::from(n));
        let places = (0..).map(place).take(widths.len()).collect();
        return (Size::new(width + both, row + step * between + both), places);
    }
    let width = widths.iter().copied().sum::<Abs>() + BETWEEN * between + both;
    let mut x = MARGIN;
    let mut places = vec![];
    for own in widths {
        places.push(Point::new(if rtl { width - x - own } else { x }, MARGIN));
        x += own + BETWEEN;
    }
    (Size::new(width, row + both), places)
}

/// What a view is, in the middle under it.
fn caption(cx: &Context<'_, '_>, view: &View, at: Point) -> Option<FrameItem> {
    let line = label(cx, view.title, WORDS, view.width + BETWEEN)?;
    Some(words(&line, at.moved((view.width - line.width) / 2.0, Abs::ZERO)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A state of two views of a width in millimetres.
    fn state(stage: UnfoldStage, width: f64) -> FoldState {
        let width = Abs::mm(width);
        let view = View { title: "", width, pieces: vec![], folds: vec![] };
        FoldState { stage, views: vec![view.clone(), view] }
    }

    fn at(state: &FoldState, rtl: bool) -> ([f64; 2], Vec<[f64; 2]>) {
        let (size, places) = arranged(state, Abs::mm(200.0), rtl);
        let pair = |a: Abs, b: Abs| [a, b].map(|length| (length.to_mm() * 10.0).round() / 10.0);
        (pair(size.width, size.height), places.iter().map(|p| pair(p.x, p.y)).collect())
    }

    #[test]
    fn the_front_comes_first_in_the_direction_of_reading() {
        let closed = state(UnfoldStage::Closed, 100.0);
        let (left, right) = ([10.0, 10.0], [124.0, 10.0]);
        assert_eq!(at(&closed, false), ([234.0, 227.5], vec![left, right]));
        assert_eq!(at(&closed, true), ([234.0, 227.5], vec![right, left]));
    }

    #[test]
    fn both_sides_of_an_open_sheet_lie_under_one_another() {
        let (size, places) = at(&state(UnfoldStage::Open, 300.0), true);
        assert_eq!(places, [[10.0, 10.0], [10.0, 223.5]]);
        assert_eq!(size, [320.0, 441.0]);
    }
}
