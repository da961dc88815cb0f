//! The star field of the covers: khatam stars on a square grid, one of them lit.

use super::context::Context;
use super::frame::FrameItem;
use crate::geom::{Abs, Path, Point, Rect, Size};
use crate::model::style::{Color, OrnamentKind};

/// Which side of the sheet the field is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// One star is lit.
    Front,
    /// Every star is lit.
    Back,
}

/// The night ground and the field over it, into the bleed on three sides.
pub(super) fn field(cx: &Context<'_, '_>, size: Size, side: Side) -> Vec<FrameItem> {
    let style = &cx.theme.ornament;
    let bleed = cx.theme.page.bleed;
    let ground = Rect::new(-bleed, -bleed, size.width + bleed * 2.0, size.height + bleed * 2.0);
    let mut items = vec![filled(Path::rect(ground), cx.color(&style.ground))];
    if style.kind == OrnamentKind::Khatam {
        match side {
            Side::Front => items.extend(front(cx, size)),
            Side::Back => items.extend(back(cx, size)),
        }
    }
    items
}

/// Columns, rows and pitch of a page's field: the page's width is divided evenly.
fn cells(cx: &Context<'_, '_>, size: Size) -> (i32, i32, Abs) {
    let style = &cx.theme.ornament;
    #[expect(clippy::cast_possible_truncation, reason = "a page holds few stars")]
    let columns = ((size.width / style.pitch).round() as i32).max(1);
    let pitch = size.width / f64::from(columns);
    #[expect(clippy::cast_possible_truncation, reason = "a page holds few stars")]
    let rows = ((size.height * style.share) / pitch).floor() as i32;
    (columns, rows, pitch)
}

/// Centres of the field's stars, with a column and a row more on each bled side.
fn centres(cells: (i32, i32, Abs)) -> impl Iterator<Item = (i32, i32, Point)> {
    let (columns, rows, pitch) = cells;
    let at = move |i: i32| pitch * (f64::from(i) + 0.5);
    (-1..rows).flat_map(move |row| {
        (-1..=columns).map(move |column| (column, row, Point::new(at(column), at(row))))
    })
}

fn front(cx: &Context<'_, '_>, size: Size) -> Vec<FrameItem> {
    let style = &cx.theme.ornament;
    let grid = cells(cx, size);
    let (columns, rows, pitch) = grid;
    let lit = lit_cell(cx, columns, rows);
    let (light, dark) = (cx.color(&style.light), cx.color(&style.dark));
    let mut stars = Vec::new();
    for (column, row, centre) in centres(grid) {
        if (column, row) != lit {
            let (dx, dy) = (f64::from(column - lit.0), f64::from(row - lit.1));
            let distance = dx.hypot(dy);
            let t = smooth((distance - style.light_from) / style.light_reach);
            stars.push((t, centre));
        }
    }
    // Far stars first, so that brighter lines lie on top where tips meet.
    stars.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut items: Vec<_> = stars
        .into_iter()
        .map(|(t, centre)| {
            let width = style.near + (style.far - style.near) * t;
            stroked(Path::khatam(centre, pitch / 2.0), light.toward(&dark, t), width)
        })
        .collect();
    if rows > 0 {
        let at = |i: i32| pitch * (f64::from(i) + 0.5);
        let star = Path::khatam(Point::new(at(lit.0), at(lit.1)), pitch / 2.0);
        items.push(FrameItem::Shape {
            path: star,
            fill: Some(light),
            stroke: Some((light, style.near)),
            even_odd: false,
        });
    }
    items
}

/// Column and row of the lit star; columns count from the end side.
fn lit_cell(cx: &Context<'_, '_>, columns: i32, rows: i32) -> (i32, i32) {
    let style = &cx.theme.ornament;
    #[expect(clippy::cast_possible_truncation, reason = "a page holds few stars")]
    let part = |count: i32, by: f64| (f64::from(count) / by.max(1.0)).floor() as i32;
    let from_end = part(columns, style.lit_column).min(columns - 1);
    let column = if cx.dir.is_rtl() { from_end } else { columns - 1 - from_end };
    (column, part(rows, style.lit_row).min(rows - 1))
}

fn back(cx: &Context<'_, '_>, size: Size) -> Vec<FrameItem> {
    let style = &cx.theme.ornament;
    let grid = cells(cx, size);
    let pitch = grid.2;
    let (light, dark) = (cx.color(&style.light), cx.color(&style.dark));
    let mut items = Vec::new();
    for (_, _, centre) in centres(grid) {
        items.push(stroked(Path::khatam(centre, pitch / 2.0), dark, style.back_stroke));
    }
    for (_, _, centre) in centres(grid) {
        items.push(filled(Path::khatam(centre, pitch * style.back_star), light));
    }
    items
}

/// The smoothstep curve, clamped.
fn smooth(t: f64) -> f64 {
    let t = t.clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}

/// A filled outline.
pub(super) fn filled(path: Path, color: Color) -> FrameItem {
    FrameItem::Shape { path, fill: Some(color), stroke: None, even_odd: false }
}

/// A stroked outline.
pub(super) fn stroked(path: Path, color: Color, width: Abs) -> FrameItem {
    FrameItem::Shape { path, fill: None, stroke: Some((color, width)), even_odd: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn light_fades_from_full_to_none() {
        assert!(smooth(-0.2).abs() < 1e-12);
        assert!((smooth(0.5) - 0.5).abs() < 1e-12);
        assert!((smooth(7.0) - 1.0).abs() < 1e-12);
    }
}
