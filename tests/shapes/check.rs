//! What no page may show, found in the frames by boxes of ink alone.

use std::collections::BTreeMap;

use warraq::geom::{Abs, Path, Point, Rect, Segment, Size};
use warraq::layout::frame::{FrameItem, Layout, Page, TagId, TagKind, lines};
use warraq::text::{RunRole, Typesetter};

/// What arithmetic and the rounding of curves may leave.
const LITTLE: Abs = Abs::pt(0.5);
/// Type of text is never smaller; marks of notes and their like are.
const LEAST_TYPE: Abs = Abs::pt(5.0);
/// A flatter rectangle is a rule.
const RULE: Abs = Abs::pt(3.0);
/// Ink as high as a hand.
const HAND: Abs = Abs::pt(50.0);

/// A line's ink on its page.
struct Inked {
    words: String,
    boxes: Vec<Rect>,
    all: Rect,
}

impl Inked {
    /// Its ink without what the trim may take from a number as large as a hand.
    fn uncut(&self, page: Rect) -> Rect {
        let most = self.all.size.width * 0.08 + Abs::pt(0.01);
        let (left, right) = (page.left() - self.all.left(), self.all.right() - page.right());
        let is_cut = left.max(right) <= most && left.max(right) > Abs::ZERO;
        if is_cut && self.all.size.height > HAND { self.all.common(page) } else { self.all }
    }
}

/// Whether one colour fills a page: what stands there faces the text that it leads to.
fn is_coloured(page: &Page) -> bool {
    let whole = Rect { origin: Point::default(), size: page.size };
    page.items.iter().any(|item| match item {
        FrameItem::Shape { path, fill: Some(fill), .. } => {
            let white = fill.rgb.0 == [255; 3];
            !white && extent(&edges(path)).is_some_and(|rect| rect.covers(whole))
        }
        _ => false,
    })
}

/// The faults of a layout, each with its page.
pub(super) fn faults(layout: &Layout, setter: &Typesetter<'_>) -> Vec<String> {
    let mut out = vec![];
    for (number, page) in (1..).zip(&layout.pages) {
        let found = on_page(page, setter);
        out.extend(found.into_iter().map(|fault| format!("page {number}: {fault}")));
    }
    out.extend(alone(layout));
    out.extend(blanks(layout));
    out
}

fn on_page(page: &Page, setter: &Typesetter<'_>) -> Vec<String> {
    let inked = inked(page, setter);
    let mut out = vec![];
    let whole = Rect { origin: Point::default(), size: page.size };
    for line in inked.iter().filter(|line| !within(line.uncut(whole), whole)) {
        out.push(format!("`{}` is past the trim", line.words));
    }
    for (i, a) in inked.iter().enumerate() {
        for b in inked[i + 1..].iter().filter(|b| touch(a.all, b.all)) {
            if a.boxes.iter().any(|x| b.boxes.iter().any(|y| touch(*x, *y))) {
                out.push(format!("`{}` touches `{}`", a.words, b.words));
            }
        }
    }
    out.extend(art(page, &inked));
    out.extend(small(page));
    out
}

/// The lines of a page with the boxes of their glyphs.
fn inked(page: &Page, setter: &Typesetter<'_>) -> Vec<Inked> {
    let line = |placed: &warraq::layout::frame::PlacedLine<'_>| {
        let boxes: Vec<Rect> =
            setter.glyph_ink(placed.line).map(|ink| placed.on_page(ink)).collect();
        let all = boxes.iter().copied().reduce(union)?;
        let mut pieces: Vec<_> = placed.line.pieces.iter().collect();
        pieces.sort_by_key(|piece| piece.start);
        let words: String = pieces.iter().map(|piece| &*piece.shaped.text).collect();
        Some(Inked { words: words.chars().take(40).collect(), boxes, all })
    };
    lines(&page.items).iter().filter_map(line).collect()
}

/// Pictures, ornaments and rules that text lies on, and pictures that lie on one another.
fn art(page: &Page, inked: &[Inked]) -> Vec<String> {
    let mut out = vec![];
    let mut pictures: Vec<Rect> = vec![];
    let reach = Rect::new(
        -page.bleed,
        -page.bleed,
        page.size.width + page.bleed * 2.0,
        page.size.height + page.bleed * 2.0,
    );
    let hit = |test: &dyn Fn(Rect) -> bool| {
        inked.iter().find(|line| line.boxes.iter().any(|ink| test(*ink))).map(|l| &l.words)
    };
    for item in &page.items {
        match item {
            FrameItem::Image { rect, clip, .. } => {
                let shown = clip.unwrap_or(*rect);
                if !within(shown, reach) {
                    out.push("a picture is past the bleed".into());
                }
                if pictures.iter().any(|other| touch(*other, shown)) {
                    out.push("two pictures lie on one another".into());
                }
                if let Some(words) = hit(&|ink| touch(ink, shown)) {
                    out.push(format!("`{words}` lies on a picture"));
                }
                pictures.push(shown);
            }
            FrameItem::Shape { path, .. } => {
                let edges = edges(path);
                let Some(extent) = extent(&edges) else { continue };
                let is_rect = edges.iter().all(|[a, b]| a.x == b.x || a.y == b.y);
                if is_rect && extent.size.height > RULE && extent.size.width > RULE {
                    continue;
                }
                let crosses = |ink: Rect| edges.iter().any(|edge| crosses(*edge, ink));
                if let Some(words) = hit(&|ink| touch_or_edge(ink, extent) && crosses(ink)) {
                    let what = if is_rect { "a rule" } else { "an ornament" };
                    out.push(format!("`{words}` lies on {what}"));
                }
            }
            _ => {}
        }
    }
    out
}

fn small(page: &Page) -> Vec<String> {
    let mut out = vec![];
    for placed in lines(&page.items) {
        let is_text = |role: RunRole| !matches!(role, RunRole::NoteMark(_));
        let sizes = placed.line.pieces.iter().filter(|p| is_text(p.style.role)).map(|p| p.size);
        let least = sizes.reduce(Abs::min);
        if let Some(size) = least.filter(|&size| size < LEAST_TYPE) {
            out.push(format!("type of {:.1} pt", size.to_pt()));
        }
    }
    out.truncate(1);
    out
}

/// A heading at the foot of a page, or one row, item or entry of several alone at its head.
fn alone(layout: &Layout) -> Vec<String> {
    let mut out = vec![];
    let kind = |tag: TagId| layout.tags.nodes[tag.0 as usize].kind;
    let above = |tag: TagId| {
        std::iter::successors(Some(tag), |tag| layout.tags.nodes[tag.0 as usize].parent)
    };
    // The last element of text of each page, and the rows that stand on it.
    let mut rows: BTreeMap<TagId, Vec<usize>> = BTreeMap::new();
    for (index, page) in layout.pages.iter().enumerate() {
        let tags = tags_of(&page.items);
        let leaf = tags.last().copied();
        let is_flow = |tag: TagId| above(tag).any(|t| matches!(kind(t), TagKind::Sect));
        if let Some(heading) = leaf.filter(|&tag| is_flow(tag)).and_then(|tag| {
            above(tag).find(|&t| matches!(kind(t), TagKind::H(level) if level > 1))
        }) {
            // A table that fills a page of its own, turned, can have nothing above it.
            let next = layout.pages.get(index + 1).map(|page| page.items.as_slice());
            let is_turned = |item: &FrameItem| matches!(item, FrameItem::Turned { .. });
            let leads = next.is_none_or(|items| items.iter().any(is_turned));
            if !leads && !is_coloured(page) {
                out.push(format!("page {}: {heading:?} is a heading at the foot", index + 1));
            }
        }
        let of_rows =
            |tag: TagId| above(tag).find(|&t| matches!(kind(t), TagKind::Tr | TagKind::Toci));
        let mut here: Vec<TagId> = tags.iter().filter_map(|&tag| of_rows(tag)).collect();
        here.dedup();
        for row in here {
            rows.entry(row).or_default().push(index);
        }
    }
    out.extend(lonely_rows(layout, &rows));
    out
}

/// Tables and contents of which one row alone stands on a page.
fn lonely_rows(layout: &Layout, rows: &BTreeMap<TagId, Vec<usize>>) -> Vec<String> {
    let mut tables: BTreeMap<TagId, BTreeMap<usize, usize>> = BTreeMap::new();
    for (row, pages) in rows {
        let Some(table) = layout.tags.nodes[row.0 as usize].parent else { continue };
        for page in pages {
            *tables.entry(table).or_default().entry(*page).or_default() += 1;
        }
    }
    let mut out = vec![];
    for pages in tables.values().filter(|pages| pages.len() > 1) {
        if let Some((page, _)) = pages.iter().next_back().filter(|(_, count)| **count == 1) {
            out.push(format!("page {}: one row alone", page + 1));
        }
    }
    out
}

/// Pages without any text, beyond the three that sheets of four may need.
fn blanks(layout: &Layout) -> Option<String> {
    let pages = (1..).zip(&layout.pages);
    let bare = pages.filter(|(_, page)| tags_of(&page.items).is_empty() && !is_coloured(page));
    let blank = bare.map(|(n, _)| n);
    let blank: Vec<usize> = blank.collect();
    (!blank.is_empty()).then(|| format!("blank pages {blank:?} of {}", layout.pages.len()))
}

/// The elements of the lines among some items, in order.
fn tags_of(items: &[FrameItem]) -> Vec<TagId> {
    let (mut open, mut out) = (vec![], vec![]);
    for item in items {
        match item {
            FrameItem::TagStart(tag) => open.push(*tag),
            FrameItem::TagEnd => drop(open.pop()),
            FrameItem::Text { .. } | FrameItem::Image { .. } => out.extend(open.last()),
            FrameItem::Turned { items, .. } => out.extend(tags_of(items)),
            FrameItem::Shape { .. } => {}
        }
    }
    out
}

fn union(a: Rect, b: Rect) -> Rect {
    let (left, top) = (a.left().min(b.left()), a.top().min(b.top()));
    let (right, foot) = (a.right().max(b.right()), a.bottom().max(b.bottom()));
    Rect { origin: Point::new(left, top), size: Size::new(right - left, foot - top) }
}

fn touch(a: Rect, b: Rect) -> bool {
    a.right() > b.left() + LITTLE
        && b.right() > a.left() + LITTLE
        && a.bottom() > b.top() + LITTLE
        && b.bottom() > a.top() + LITTLE
}

fn touch_or_edge(a: Rect, b: Rect) -> bool {
    a.right() > b.left() && b.right() > a.left() && a.bottom() > b.top() && b.bottom() > a.top()
}

fn within(a: Rect, b: Rect) -> bool {
    a.left() >= b.left() - LITTLE
        && a.top() >= b.top() - LITTLE
        && a.right() <= b.right() + LITTLE
        && a.bottom() <= b.bottom() + LITTLE
}

/// A path's edges; curves by their chords.
fn edges(path: &Path) -> Vec<[Point; 2]> {
    let (mut out, mut start, mut at) = (vec![], Point::default(), Point::default());
    for segment in &path.segments {
        let next = match *segment {
            Segment::Move(point) => {
                start = point;
                at = point;
                continue;
            }
            Segment::Line(point) | Segment::Cubic(_, _, point) => point,
            Segment::Close => start,
        };
        out.push([at, next]);
        at = next;
    }
    out
}

fn extent(edges: &[[Point; 2]]) -> Option<Rect> {
    let points = edges.iter().flatten();
    points.map(|p| Rect { origin: *p, size: Size::default() }).reduce(union)
}

/// Whether a straight edge passes through the inside of a box (Liang and Barsky).
fn crosses([a, b]: [Point; 2], ink: Rect) -> bool {
    let (dx, dy) = ((b.x - a.x).to_pt(), (b.y - a.y).to_pt());
    let (mut from, mut to) = (0.0_f64, 1.0_f64);
    let little = LITTLE.to_pt();
    for (step, distance) in [
        (-dx, (a.x - ink.left()).to_pt() - little),
        (dx, (ink.right() - a.x).to_pt() - little),
        (-dy, (a.y - ink.top()).to_pt() - little),
        (dy, (ink.bottom() - a.y).to_pt() - little),
    ] {
        if step == 0.0 {
            if distance < 0.0 {
                return false;
            }
        } else if step < 0.0 {
            from = from.max(distance / step);
        } else {
            to = to.min(distance / step);
        }
    }
    from < to
}
