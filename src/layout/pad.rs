//! Pages that fill the sheets of a binding: a star on the axis, nothing, or lines to write on.

use super::context::Context;
use super::cover::ground;
use super::frame::FrameItem;
use super::furniture::PageSide;
use super::ornament::filled;
use crate::geom::{Abs, Path, Point, Rect};
use crate::model::style::PadKind;

/// Leadings from one line that is written on to the next.
const PITCH: f64 = 1.5;

/// What stands on a page without text.
pub(super) fn padding(cx: &Context<'_, '_>, side: PageSide) -> Vec<FrameItem> {
    match cx.theme.page.pad {
        PadKind::Star => star(cx, side),
        PadKind::Plain | PadKind::Field => vec![],
        PadKind::Lines => lines(cx, side),
    }
}

fn star(cx: &Context<'_, '_>, side: PageSide) -> Vec<FrameItem> {
    // Where nothing stands beside the text, its edge is no axis: the middle is.
    let axis = match (cx.grid.side.width > Abs::ZERO, cx.dir.is_rtl()) {
        (false, _) => cx.grid.main.x + cx.grid.main.width / 2.0,
        (true, true) => cx.grid.main.x + cx.grid.main.width,
        (true, false) => cx.grid.main.x,
    };
    let centre = Point::new(side.text_x + axis, cx.theme.page.height / 2.0);
    let star = Path::khatam(centre, cx.theme.callout.star);
    let lit = cx.color(&cx.theme.opener.star_color);
    vec![ground(cx, cx.color(&cx.theme.statement.ground)), filled(star, lit)]
}

/// From one line that is written on to the next.
pub(super) fn pitch(cx: &Context<'_, '_>) -> Abs {
    cx.theme.page.baseline * PITCH
}

fn lines(cx: &Context<'_, '_>, side: PageSide) -> Vec<FrameItem> {
    let (rules, text) = (&cx.theme.rules, cx.grid.text);
    let pitch = pitch(cx);
    let color = cx.color(&rules.hair_color);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "few lines")]
    let count = (cx.grid.height / pitch).floor().max(0.0) as u32;
    let line = |i: u32| {
        let y = cx.theme.page.top + pitch * f64::from(i);
        let rect = Rect::new(side.text_x + text.x, y, text.width, rules.hair);
        filled(Path::rect(rect), color)
    };
    (1..=count).map(line).collect()
}
