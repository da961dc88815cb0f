//! The last look at finished pages: no text may lie on other text, on a picture or across an
//! ornament.
//!
//! Lines of one paragraph stand as far apart as their ink needs; what is compared here is text of
//! different elements. Boxes of letters decide, and whole lines say first which letters can meet.

use std::collections::BTreeSet;

use super::bounds::owned;
use super::frame::{FrameItem, Layout, Page, PlacedLine, TagId};
use crate::diag::{Diagnostic, Sink, Span};
use crate::geom::{Abs, Path, Point, Rect, Segment};
use crate::text::Typesetter;

/// Boxes that share no more than this do not show it.
const TOLERANCE: Abs = Abs::pt(0.6);
/// A line's reach above and below its baseline, as shares of its type.
const REACH: (f64, f64) = (1.1, 0.7);

/// A line and what it belongs to.
struct OwnedLine<'l> {
    placed: PlacedLine<'l>,
    owner: Option<TagId>,
    reach: Rect,
}

impl<'l> OwnedLine<'l> {
    fn new(placed: PlacedLine<'l>, owner: Option<TagId>) -> Self {
        let size = placed.line.pieces.iter().fold(Abs::ZERO, |most, p| most.max(p.size));
        let (above, below) = (size * REACH.0, size * REACH.1);
        let reach = Rect::new(Abs::ZERO, -above, placed.line.width, above + below);
        Self { reach: placed.on_page(reach), placed, owner }
    }

    fn letters<'s>(&'s self, setter: &'s Typesetter<'_>) -> impl Iterator<Item = Rect> + 's {
        setter.glyph_ink(self.placed.line).map(|ink| self.placed.on_page(ink))
    }

    /// Its first words.
    fn said(&self) -> String {
        let mut pieces: Vec<_> = self.placed.line.pieces.iter().collect();
        pieces.sort_by_key(|piece| piece.start);
        let words: String = pieces.iter().map(|piece| &*piece.shaped.text).collect();
        words.split_whitespace().take(4).collect::<Vec<_>>().join(" ")
    }
}

/// Reports text that lies on something, once a pair of elements.
pub(super) fn check(layout: &Layout, setter: &Typesetter<'_>, sink: &mut Sink) {
    for (number, page) in (1..).zip(&layout.pages) {
        let rows = rows(page);
        on_text(&rows, number, setter, sink);
        on_art(page, &rows, number, setter, sink);
    }
}

/// The lines of a page from its head on.
fn rows(page: &Page) -> Vec<OwnedLine<'_>> {
    let mut rows: Vec<OwnedLine<'_>> = owned(&page.items)
        .into_iter()
        .map(|(placed, owner)| OwnedLine::new(placed, owner))
        .collect();
    rows.sort_by(|a, b| a.reach.top().to_pt().total_cmp(&b.reach.top().to_pt()));
    rows
}

fn on_text(rows: &[OwnedLine<'_>], number: usize, setter: &Typesetter<'_>, sink: &mut Sink) {
    let mut told: BTreeSet<(Option<TagId>, Option<TagId>)> = BTreeSet::new();
    for (i, a) in rows.iter().enumerate() {
        let below = rows[i + 1..].iter().take_while(|b| b.reach.top() < a.reach.bottom());
        let others = below.filter(|b| a.owner.is_none() || a.owner != b.owner);
        for b in others.filter(|b| meet(a.reach, b.reach)) {
            let touches = |x: Rect| b.letters(setter).any(|y| meet(x, y));
            if a.letters(setter).any(touches) && told.insert((a.owner, b.owner)) {
                let message = format!("`{}` lies on `{}` on page {number}", b.said(), a.said());
                tell(message, [b.placed.span, a.placed.span], sink);
            }
        }
    }
}

fn on_art(
    page: &Page,
    rows: &[OwnedLine<'_>],
    number: usize,
    setter: &Typesetter<'_>,
    sink: &mut Sink,
) {
    for (i, item) in page.items.iter().enumerate() {
        let hit = match item {
            FrameItem::Image { rect, clip, .. } => {
                let shown = clip.unwrap_or(*rect);
                let solid = solids(&page.items[i + 1..]);
                let lies = |ink: Rect| meet(ink, shown) && !is_borne(ink, &solid);
                first(rows, shown, setter, lies).map(|row| (row, "a picture"))
            }
            FrameItem::Shape { path, .. } if is_ornament(path) => {
                let edges = edges(path);
                let Some(extent) = extent(&edges) else { continue };
                let crosses = |ink: Rect| edges.iter().any(|edge| enters(*edge, ink));
                first(rows, extent, setter, crosses).map(|row| (row, "an ornament"))
            }
            _ => None,
        };
        if let Some((row, what)) = hit {
            let message = format!("`{}` lies on {what} on page {number}", row.said());
            tell(message, [row.placed.span, Span::NONE], sink);
            return;
        }
    }
}

/// The rectangles of one colour that are painted among some items.
fn solids(items: &[FrameItem]) -> Vec<Rect> {
    let solid = items.iter().filter_map(|item| match item {
        FrameItem::Shape { path, fill: Some(_), .. } if !is_ornament(path) => {
            extent(&edges(path))
        }
        _ => None,
    });
    solid.collect()
}

/// Whether what reaches over a picture stands on something solid that lies on it.
fn is_borne(ink: Rect, solid: &[Rect]) -> bool {
    solid.iter().any(|rect| rect.covers(ink))
}

/// The first row near a place that has a letter of which something holds.
fn first<'r, 'l>(
    rows: &'r [OwnedLine<'l>],
    near: Rect,
    setter: &Typesetter<'_>,
    holds: impl Fn(Rect) -> bool,
) -> Option<&'r OwnedLine<'l>> {
    let mut rows = rows.iter().filter(|row| meet(row.reach, near));
    rows.find(|row| row.letters(setter).any(&holds))
}

fn tell(message: String, spans: [Span; 2], sink: &mut Sink) {
    // What the program says itself has no place: that of the other text is the one to change.
    let Some(span) = spans.into_iter().find(|span| *span != Span::NONE) else { return };
    let fault = Diagnostic::error("overlap", span, message);
    sink.push(fault.with_hint("shorten it, or give it more room"));
}

fn meet(a: Rect, b: Rect) -> bool {
    a.right() > b.left() + TOLERANCE
        && b.right() > a.left() + TOLERANCE
        && a.bottom() > b.top() + TOLERANCE
        && b.bottom() > a.top() + TOLERANCE
}

/// Whether an outline is neither a ground nor a rule: some edge of it runs aslant.
fn is_ornament(path: &Path) -> bool {
    let mut at = Point::default();
    path.segments.iter().any(|segment| match *segment {
        Segment::Move(point) => {
            at = point;
            false
        }
        Segment::Line(point) => {
            let slants = point.x != at.x && point.y != at.y;
            at = point;
            slants
        }
        Segment::Cubic(..) => true,
        Segment::Close => false,
    })
}

/// The straight edges of an outline.
fn edges(path: &Path) -> Vec<[Point; 2]> {
    let (mut start, mut at) = (Point::default(), Point::default());
    let mut out = vec![];
    for segment in &path.segments {
        let end = match *segment {
            Segment::Move(point) => {
                (start, at) = (point, point);
                continue;
            }
            Segment::Line(point) | Segment::Cubic(_, _, point) => point,
            Segment::Close => start,
        };
        out.push([at, end]);
        at = end;
    }
    out
}

fn extent(edges: &[[Point; 2]]) -> Option<Rect> {
    let (first, _) = edges.split_first()?;
    let (mut low, mut high) = (first[0], first[0]);
    for point in edges.iter().flatten() {
        low = Point::new(low.x.min(point.x), low.y.min(point.y));
        high = Point::new(high.x.max(point.x), high.y.max(point.y));
    }
    Some(Rect::new(low.x, low.y, high.x - low.x, high.y - low.y))
}

/// Whether an edge comes into a box: it is halved until a half lies on one side, or its middle in it.
fn enters([a, b]: [Point; 2], ink: Rect) -> bool {
    let apart = a.x.max(b.x) < ink.left() + TOLERANCE
        || a.x.min(b.x) > ink.right() - TOLERANCE
        || a.y.max(b.y) < ink.top() + TOLERANCE
        || a.y.min(b.y) > ink.bottom() - TOLERANCE;
    let middle = Point::new((a.x + b.x) / 2.0, (a.y + b.y) / 2.0);
    let short = (a.x - b.x).abs().max((a.y - b.y).abs()) < TOLERANCE;
    !apart && (short || enters([a, middle], ink) || enters([middle, b], ink))
}
