//! The star field of the covers: khatam stars on a square grid, one of them lit.

use super::context::Context;
use super::flow_box::FlowBox;
use super::frame::FrameItem;
use crate::geom::{Abs, Path, Point, Rect, Size};
use crate::model::style::{Color, OrnamentKind};

/// Which side of the sheet the field is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum FieldSide {
    /// One star is lit.
    Front,
    /// Every star is lit.
    Back,
}

/// The part of a field that is drawn: all of it on a page, some of its columns on a panel.
#[derive(Clone, Copy)]
pub(super) struct Plot {
    /// Extents of the whole field's ground.
    pub(super) size: Size,
    /// What is drawn of it, from the left.
    pub(super) from: Abs,
    pub(super) to: Abs,
    /// Whether it runs into the bleed at the left and at the right.
    pub(super) bleeds: [bool; 2],
    /// Fewer rows of stars than fit, where text needs the room.
    pub(super) rows: i32,
}

impl Plot {
    /// All of a field, on a page of its own.
    pub(super) fn page(size: Size) -> Self {
        Self { size, from: Abs::ZERO, to: size.width, bleeds: [true; 2], rows: i32::MAX }
    }

    /// As many of its rows as leave the names below it clear.
    pub(super) fn above(self, cx: &Context<'_, '_>, names: &FlowBox) -> Self {
        let Some((top, _)) = names.ink.extent() else { return self };
        let (_, rows, pitch) = cells(cx, self);
        #[expect(clippy::cast_possible_truncation, reason = "a page holds few stars")]
        let most = ((top - cx.theme.cover.above_bar) / pitch).floor() as i32;
        Self { rows: rows.min(most.max(0)), ..self }
    }

    /// What is drawn of the whole field's ground, with its bleed.
    pub(super) fn drawn(self, cx: &Context<'_, '_>) -> Rect {
        let bleed = cx.theme.page.bleed;
        let [left, right] = self.bleeds.map(|bleeds| if bleeds { bleed } else { Abs::ZERO });
        let width = self.to - self.from + left + right;
        Rect::new(self.from - left, -bleed, width, self.size.height + bleed * 2.0)
    }

    /// Whether a star belongs to it, and where it lies then.
    fn place(self, centre: Point, pitch: Abs) -> Option<Point> {
        let [left, right] = self.bleeds.map(|bleeds| if bleeds { pitch } else { Abs::ZERO });
        let inside = centre.x > self.from - left && centre.x < self.to + right;
        inside.then(|| centre.moved(-self.from, Abs::ZERO))
    }
}

/// The ground of a field, into the bleed.
pub(super) fn ground(cx: &Context<'_, '_>, plot: Plot) -> FrameItem {
    let Rect { origin, size } = plot.drawn(cx);
    let rect = Rect { origin: origin.moved(-plot.from, Abs::ZERO), size };
    filled(Path::rect(rect), cx.color(&cx.theme.ornament.ground))
}

/// The night ground and the field over it, into the bleed.
pub(super) fn field(cx: &Context<'_, '_>, plot: Plot, side: FieldSide) -> Vec<FrameItem> {
    let style = &cx.theme.ornament;
    if cx.theme.has_paper_covers() {
        return vec![];
    }
    let mut items = vec![ground(cx, plot)];
    if style.kind == OrnamentKind::Khatam {
        match side {
            FieldSide::Front => items.extend(front(cx, plot)),
            FieldSide::Back => items.extend(back(cx, plot)),
        }
    }
    items
}

/// Columns, rows and pitch of a page's field: the page's width is divided evenly.
pub(super) fn cells(cx: &Context<'_, '_>, plot: Plot) -> (i32, i32, Abs) {
    let (style, size) = (&cx.theme.ornament, plot.size);
    #[expect(clippy::cast_possible_truncation, reason = "a page holds few stars")]
    let columns = ((size.width / style.pitch).round() as i32).max(1);
    let pitch = size.width / f64::from(columns);
    #[expect(clippy::cast_possible_truncation, reason = "a page holds few stars")]
    let rows = ((size.height * style.share) / pitch).floor() as i32;
    (columns, rows.min(plot.rows), pitch)
}

/// Centres of the field's stars, with a column and a row more on each bled side.
fn centres(cells: (i32, i32, Abs)) -> impl Iterator<Item = (i32, i32, Point)> {
    let (columns, rows, pitch) = cells;
    let at = move |i: i32| pitch * (f64::from(i) + 0.5);
    (-1..rows).flat_map(move |row| {
        (-1..=columns).map(move |column| (column, row, Point::new(at(column), at(row))))
    })
}

fn front(cx: &Context<'_, '_>, plot: Plot) -> Vec<FrameItem> {
    let grid = cells(cx, plot);
    let (columns, rows, pitch) = grid;
    let lit = (lit_column(cx, columns), part(rows, cx.theme.ornament.lit_row).min(rows - 1));
    let stars = centres(grid).filter_map(|(column, row, centre)| {
        let (dx, dy) = (f64::from(column - lit.0), f64::from(row - lit.1));
        Some((dx.hypot(dy), plot.place(centre, pitch)?))
    });
    if rows > 0 { lights(cx, stars, pitch / 2.0) } else { vec![] }
}

/// Stars by their distances from the lit one, in pitches: its light falls on its neighbours and
/// fades. Far stars come first, so that brighter lines lie on top where tips meet.
pub(super) fn lights(
    cx: &Context<'_, '_>,
    stars: impl Iterator<Item = (f64, Point)>,
    tip: Abs,
) -> Vec<FrameItem> {
    let style = &cx.theme.ornament;
    let (light, dark) = (cx.color(&style.light), cx.color(&style.dark));
    let fade = |distance: f64| match distance {
        // The lit star itself lies on top of all.
        0.0 => -1.0,
        _ => smooth((distance - style.light_from) / style.light_reach),
    };
    let mut stars: Vec<(f64, Point)> = stars.map(|(d, centre)| (fade(d), centre)).collect();
    stars.sort_by(|a, b| b.0.total_cmp(&a.0));
    let draw = |(t, centre): (f64, Point)| {
        if t < 0.0 {
            return FrameItem::Shape {
                path: Path::khatam(centre, tip),
                fill: Some(light),
                stroke: Some((light, style.near)),
                even_odd: false,
            };
        }
        let width = style.near + (style.far - style.near) * t;
        stroked(Path::khatam(centre, tip), light.toward(&dark, t), width)
    };
    stars.into_iter().map(draw).collect()
}

/// Column of the lit star, counted from the end side.
pub(super) fn lit_column(cx: &Context<'_, '_>, columns: i32) -> i32 {
    let from_end = part(columns, cx.theme.ornament.lit_column).min(columns - 1);
    if cx.dir.is_rtl() { from_end } else { columns - 1 - from_end }
}

fn part(count: i32, by: f64) -> i32 {
    #[expect(clippy::cast_possible_truncation, reason = "a page holds few stars")]
    let part = (f64::from(count) / by.max(1.0)).floor() as i32;
    part
}

fn back(cx: &Context<'_, '_>, plot: Plot) -> Vec<FrameItem> {
    let style = &cx.theme.ornament;
    let grid = cells(cx, plot);
    let pitch = grid.2;
    let (light, dark) = (cx.color(&style.light), cx.color(&style.dark));
    let places = || centres(grid).filter_map(|(_, _, centre)| plot.place(centre, pitch));
    let outline = |centre| stroked(Path::khatam(centre, pitch / 2.0), dark, style.back_stroke);
    let star = |centre| filled(Path::khatam(centre, pitch * style.back_star), light);
    places().map(outline).chain(places().map(star)).collect()
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
