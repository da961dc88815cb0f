//! Lines over a sheet: where it is cut, how far it bleeds, where it is folded; and a strip under
//! it that says which line is which.

use std::sync::Arc;

use super::super::context::Context;
use super::super::frame::{FrameItem, Layout, Page};
use super::super::ornament::{filled, stroked};
use super::super::press::{Sheet, label};
use super::{GROUND, WORDS, screen, words};
use crate::geom::{Abs, Path, Point, Rect, Segment};
use crate::model::Document;
use crate::model::style::Color;
use crate::text::{Line, Typesetter};

/// Thickness of the lines: about a pixel.
const THICKNESS: Abs = Abs::pt(0.8);
/// A dash of a fold's line and the gap after it.
const DASH: Abs = Abs::mm(2.5);
const DASH_GAP: Abs = Abs::mm(1.5);
/// Length of a line in the strip, and the room between it and its words.
const SAMPLE: Abs = Abs::mm(9.0);
const AFTER_SAMPLE: Abs = Abs::mm(2.0);
/// Between two entries of the strip.
const BETWEEN: Abs = Abs::mm(8.0);
/// Height of a row of the strip, and room above and below the rows.
const ROW: Abs = Abs::mm(5.5);
const PAD: Abs = Abs::mm(1.5);
/// More than any entry takes.
const ROOM: Abs = Abs::mm(150.0);

/// A kind of line.
#[derive(Debug, Clone, Copy)]
enum GuideKind {
    Trim,
    Bleed,
    Fold,
}

impl GuideKind {
    /// All of them, as the strip has them; those at the edges are drawn over the folds.
    const ALL: [Self; 3] = [Self::Trim, Self::Bleed, Self::Fold];

    const fn words(self) -> &'static str {
        match self {
            Self::Trim => "trim: the sheet is cut here",
            Self::Bleed => "bleed: printed up to here, then cut off",
            Self::Fold => "fold: the sheet is folded here",
        }
    }

    const fn color(self) -> Color {
        match self {
            Self::Trim => screen([245, 30, 140]),
            Self::Bleed => screen([0, 159, 227]),
            Self::Fold => screen([0, 150, 64]),
        }
    }

    /// Its lines over a page.
    fn over(self, page: &Page) -> Vec<FrameItem> {
        let (size, bleed) = (page.size, page.bleed);
        let around = |wider: Abs| {
            let both = wider * 2.0;
            let rect = Rect::new(-wider, -wider, size.width + both, size.height + both);
            vec![self.drawn(Path::rect(rect))]
        };
        match self {
            Self::Trim => around(Abs::ZERO),
            Self::Bleed if bleed > Abs::ZERO => around(bleed),
            Self::Bleed => vec![],
            Self::Fold => {
                let (head, foot) = (-bleed, size.height + bleed);
                let fold = |&x: &Abs| self.line(Point::new(x, head), Point::new(x, foot));
                page.folds.iter().flat_map(fold).collect()
            }
        }
    }

    /// A line from one place to another. Dashes stand on white, to be seen on any ground.
    fn line(self, from: Point, to: Point) -> Vec<FrameItem> {
        let whole = Path::line(from, to);
        match self {
            Self::Trim | Self::Bleed => vec![self.drawn(whole)],
            Self::Fold => {
                vec![stroked(whole, Color::PAPER, THICKNESS), self.drawn(dashes(from, to))]
            }
        }
    }

    fn drawn(self, path: Path) -> FrameItem {
        stroked(path, self.color(), THICKNESS)
    }
}

/// Dashes from one place to another; the last one may be shorter.
fn dashes(from: Point, to: Point) -> Path {
    let (dx, dy) = (to.x - from.x, to.y - from.y);
    let length = dx.abs().max(dy.abs());
    let point = |at: Abs| {
        let share = at.min(length) / length;
        from.moved(dx * share, dy * share)
    };
    let mut path = Path::default();
    let mut at = Abs::ZERO;
    while at < length {
        path.segments.extend([Segment::Move(point(at)), Segment::Line(point(at + DASH))]);
        at += DASH + DASH_GAP;
    }
    path
}

/// The sheets of a print file, in the order of the pages, with lines that say what becomes of
/// them, and a strip at the foot that explains the lines.
pub fn proof(
    mut sheets: Vec<Sheet>,
    layout: &Layout,
    document: &Document,
    setter: &Typesetter<'_>,
) -> Vec<Sheet> {
    let cx = Context::new(document, setter);
    let entries = GuideKind::ALL.map(|kind| (kind, label(&cx, kind.words(), WORDS, ROOM)));
    for (sheet, page) in sheets.iter_mut().zip(&layout.pages) {
        let lines = GuideKind::ALL.map(|kind| kind.over(page));
        let drawn = entries.iter().zip(&lines).filter(|(_, lines)| !lines.is_empty());
        let drawn: Vec<&Entry> = drawn.map(|(entry, _)| entry).collect();
        sheet.marks.extend(lines.into_iter().rev().flatten());
        strip(sheet, &drawn);
    }
    sheets
}

/// A line of the strip, and what it says.
type Entry = (GuideKind, Option<Arc<Line>>);

/// Adds a strip to the foot of a sheet, with as many rows as its entries need.
fn strip(sheet: &mut Sheet, entries: &[&Entry]) {
    let (left, foot) = (-sheet.trim.x, sheet.media.height - sheet.trim.y);
    let mut at = Point::new(Abs::ZERO, foot + PAD + ROW / 2.0);
    let mut items = vec![];
    for (kind, line) in entries {
        let Some(line) = line else { continue };
        let width = SAMPLE + AFTER_SAMPLE + line.width;
        if at.x > Abs::ZERO && at.x + width > sheet.size.width {
            at = Point::new(Abs::ZERO, at.y + ROW);
        }
        items.extend(kind.line(at, at.moved(SAMPLE, Abs::ZERO)));
        items.push(words(line, at.moved(SAMPLE + AFTER_SAMPLE, WORDS * 0.3)));
        at.x += width + BETWEEN;
    }
    let height = at.y + ROW / 2.0 + PAD - foot;
    let ground = Rect::new(left, foot, sheet.media.width, height);
    sheet.marks.push(filled(Path::rect(ground), GROUND));
    sheet.marks.extend(items);
    sheet.media.height += height;
}
