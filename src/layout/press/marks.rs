//! The marks of a sheet: crop, fold and registration marks, colour bar, slug.
//!
//! Crop marks end 1 mm before the bleed, so that no line is left on a sheet that is cut a little
//! wide. Crosses stand in the middle of each side, the bar at the foot, the slug at the head.

use std::sync::Arc;

use super::super::context::Context;
use super::super::frame::{FrameItem, Page};
use super::super::ornament::{filled, stroked};
use super::label::label;
use crate::diag::Span;
use crate::geom::{Abs, Path, Point, Rect, Segment, Size};
use crate::model::Document;
use crate::model::print::Marks;
use crate::model::style::{Cmyk, Color, MOST_SPOTS, Rgb, Spots};
use crate::text::{Line, RunStyle, Typesetter};

/// From the bleed to a mark.
const GAP: Abs = Abs::mm(1.0);
/// Length of crop and fold marks.
const LENGTH: Abs = Abs::mm(5.0);
/// Room beyond the marks, for a printer's grip on the paper.
const EDGE: Abs = Abs::mm(2.0);
/// Thickness of marks.
const HAIR: Abs = Abs::pt(0.25);
/// Radius of a registration mark's circle, and reach of its cross.
const CIRCLE: Abs = Abs::mm(1.5);
const CROSS: Abs = Abs::mm(2.5);
/// Side of a field of the colour bar.
const FIELD: Abs = Abs::mm(4.5);
/// Size of the slug's type.
const SLUG: Abs = Abs::pt(6.0);
/// A dash of a fold mark and the gap after it.
const DASH: Abs = Abs::mm(1.0);
const DASH_GAP: Abs = Abs::mm(0.6);

/// What is the same around all pages of an edition.
pub(super) struct MarkContext<'a, 'f> {
    cx: Context<'a, 'f>,
    marks: Marks,
    /// Fields of the colour bar.
    fields: Vec<Color>,
}

impl<'a, 'f> MarkContext<'a, 'f> {
    /// The marks that the project asks for.
    pub(super) fn new(document: &'a Document, setter: &'a Typesetter<'f>) -> Self {
        let cx = Context::new(document, setter);
        let fields = fields(document.theme.colors.spots.len());
        Self { cx, marks: document.print.marks, fields }
    }

    /// From the trim to the edge of the sheet.
    pub(super) fn margin(&self, page: &Page) -> Abs {
        let any = if self.marks.any() { GAP + LENGTH + EDGE } else { Abs::ZERO };
        page.bleed + any
    }

    /// The marks around a page.
    pub(super) fn marks(&self, page: &Page, slug: &str) -> Vec<FrameItem> {
        let near = page.bleed + GAP;
        let mut items = vec![];
        if self.marks.crop {
            items.extend(crop(page.size, near));
        }
        if self.marks.fold {
            items.extend(page.folds.iter().flat_map(|&x| fold(page.size, x, near)));
        }
        if self.marks.registration {
            items.extend(crosses(page.size, near));
        }
        if self.marks.bar {
            items.extend(self.bar(page.size, near));
        }
        if self.marks.slug {
            items.extend(self.slug(page.size, near, slug));
        }
        items
    }

    /// Fields of each ink at the foot, from the left corner on.
    fn bar(&self, size: Size, near: Abs) -> Vec<FrameItem> {
        let top = size.height + near + (LENGTH - FIELD) / 2.0;
        let room = size.width / 2.0 - CROSS - FIELD;
        let mut x = FIELD;
        let mut items = vec![];
        for &color in &self.fields {
            if x + FIELD > room {
                break;
            }
            items.push(filled(Path::rect(Rect::new(x, top, FIELD, FIELD)), color));
            x += FIELD;
        }
        items
    }

    /// A line of text at the head, from the left corner on.
    fn slug(&self, size: Size, near: Abs, text: &str) -> Vec<FrameItem> {
        let room = size.width / 2.0 - CROSS - FIELD * 2.0;
        let at = Point::new(FIELD, -near - LENGTH / 2.0 + SLUG * 0.25);
        let line = label(&self.cx, text, SLUG, room);
        let line = line.map(|line| Arc::new(in_every_ink(&line)));
        line.map(|line| FrameItem::Text { at, line, span: Span::NONE }).into_iter().collect()
    }
}

/// Words that each plate bears, so that it says what it belongs to.
fn in_every_ink(line: &Line) -> Line {
    let mut line = line.clone();
    for piece in &mut line.pieces {
        let color = Color::REGISTRATION;
        piece.style = Arc::new(RunStyle { color, ..RunStyle::clone(&piece.style) });
    }
    line
}

/// A mark in every ink.
fn mark(path: Path) -> FrameItem {
    stroked(path, Color::REGISTRATION, HAIR)
}

fn line(from: (Abs, Abs), to: (Abs, Abs)) -> Path {
    Path::line(Point::new(from.0, from.1), Point::new(to.0, to.1))
}

/// Two lines at each corner, in line with the trim's edges.
fn crop(size: Size, near: Abs) -> Vec<FrameItem> {
    let far = near + LENGTH;
    let (right, foot) = (size.width, size.height);
    let mut items = vec![];
    for x in [Abs::ZERO, right] {
        items.push(mark(line((x, -far), (x, -near))));
        items.push(mark(line((x, foot + near), (x, foot + far))));
    }
    for y in [Abs::ZERO, foot] {
        items.push(mark(line((-far, y), (-near, y))));
        items.push(mark(line((right + near, y), (right + far, y))));
    }
    items
}

/// Dashes above and below a fold.
fn fold(size: Size, x: Abs, near: Abs) -> Vec<FrameItem> {
    let mut items = vec![];
    for (start, sign) in [(-near, -1.0), (size.height + near, 1.0)] {
        let mut at = Abs::ZERO;
        while at + DASH <= LENGTH {
            let (from, to) = (start + at * sign, start + (at + DASH) * sign);
            items.push(mark(line((x, from), (x, to))));
            at += DASH + DASH_GAP;
        }
    }
    items
}

/// A circle with a cross in the middle of each side.
fn crosses(size: Size, near: Abs) -> Vec<FrameItem> {
    let away = near + LENGTH / 2.0;
    let (middle, half) = (size.width / 2.0, size.height / 2.0);
    let centres = [
        (middle, -away),
        (middle, size.height + away),
        (-away, half),
        (size.width + away, half),
    ];
    let cross = |(x, y): (Abs, Abs)| {
        [
            mark(line((x - CROSS, y), (x + CROSS, y))),
            mark(line((x, y - CROSS), (x, y + CROSS))),
            mark(circle(Point::new(x, y), CIRCLE)),
        ]
    };
    centres.into_iter().flat_map(cross).collect()
}

/// Length of the handles that make four curves a circle.
const HANDLE: f64 = 0.552_284_75;

fn circle(centre: Point, radius: Abs) -> Path {
    let handle = radius * HANDLE;
    let zero = Abs::ZERO;
    let at = |dx: Abs, dy: Abs| centre.moved(dx, dy);
    let segments = vec![
        Segment::Move(at(radius, zero)),
        Segment::Cubic(at(radius, handle), at(handle, radius), at(zero, radius)),
        Segment::Cubic(at(-handle, radius), at(-radius, handle), at(-radius, zero)),
        Segment::Cubic(at(-radius, -handle), at(-handle, -radius), at(zero, -radius)),
        Segment::Cubic(at(handle, -radius), at(radius, -handle), at(radius, zero)),
        Segment::Close,
    ];
    Path { segments }
}

/// The inks in full and halved, two of them over one another, then the spot inks. The screen's
/// colours are only for proofs.
fn fields(spots: usize) -> Vec<Color> {
    let ink = |cmyk: [f32; 4], rgb: [u8; 3]| Color::new(Rgb(rgb), Some(Cmyk(cmyk)));
    let mut fields = vec![
        ink([100.0, 0.0, 0.0, 0.0], [0, 158, 224]),
        ink([0.0, 100.0, 0.0, 0.0], [229, 0, 125]),
        ink([0.0, 0.0, 100.0, 0.0], [255, 237, 0]),
        ink([0.0, 0.0, 0.0, 100.0], [29, 29, 27]),
        ink([50.0, 0.0, 0.0, 0.0], [142, 206, 240]),
        ink([0.0, 50.0, 0.0, 0.0], [243, 156, 194]),
        ink([0.0, 0.0, 50.0, 0.0], [255, 246, 158]),
        ink([0.0, 0.0, 0.0, 50.0], [156, 155, 155]),
        ink([100.0, 100.0, 0.0, 0.0], [49, 39, 131]),
        ink([0.0, 100.0, 100.0, 0.0], [227, 6, 19]),
        ink([100.0, 0.0, 100.0, 0.0], [0, 150, 64]),
    ];
    for n in 0..spots.min(MOST_SPOTS) {
        let mut tints = Spots::default();
        tints.0[n] = 100.0;
        let bare = Color::new(Rgb([128; 3]), Some(Cmyk::default()));
        fields.push(Color { spots: tints, ..bare });
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The box round the points of some marks.
    fn reach(items: &[FrameItem]) -> [f64; 4] {
        let mut reach = [f64::MAX, f64::MAX, f64::MIN, f64::MIN];
        for item in items {
            let FrameItem::Shape { path, .. } = item else { continue };
            for segment in &path.segments {
                let (Segment::Move(p) | Segment::Line(p) | Segment::Cubic(_, _, p)) = segment
                else {
                    continue;
                };
                let (x, y) = (p.x.to_pt(), p.y.to_pt());
                reach = [reach[0].min(x), reach[1].min(y), reach[2].max(x), reach[3].max(y)];
            }
        }
        reach
    }

    #[test]
    fn no_mark_lies_inside_the_bleed() {
        let size = Size::new(Abs::pt(300.0), Abs::pt(400.0));
        let near = Abs::pt(12.0);
        let all = [crop(size, near), fold(size, Abs::pt(100.0), near), crosses(size, near)];
        for item in all.iter().flatten() {
            let [left, top, right, foot] = reach(std::slice::from_ref(item));
            let outside = right <= -11.9 || left >= 311.9 || foot <= -11.9 || top >= 411.9;
            assert!(outside, "{left} {top} {right} {foot}");
        }
    }

    #[test]
    fn crop_marks_stand_in_line_with_the_trim() {
        let size = Size::new(Abs::pt(300.0), Abs::pt(400.0));
        let marks = crop(size, Abs::pt(12.0));
        assert_eq!(marks.len(), 8);
        for item in &marks {
            let [left, top, right, foot] = reach(std::slice::from_ref(item));
            let upright = left == right && [0.0, 300.0].contains(&left);
            let level = top == foot && [0.0, 400.0].contains(&top);
            assert!(upright || level);
        }
    }
}
