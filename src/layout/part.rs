//! What is taller than a page is parted: between its lines, in all its columns at once.
//!
//! In: a [`FlowBox`] and the height that is left. Out: what stands in that height, and the rest. A
//! ground that the cut crosses goes on in both, with the padding of its box at the cut and the
//! rule at its head again; whatever else the cut would cross goes on the next page whole.

use super::context::Context;
use super::flow_box::{Anchor, FlowBox, Lead, Start, shift};
use super::frame::FrameItem;
use crate::geom::{Abs, Path, Point, Rect, Segment};
use crate::model::TextId;
use crate::text::RunRole;

/// A line's box about its baseline, as shares of the size of its type.
const ASCENT: f64 = 0.95;
const DESCENT: f64 = 0.4;
/// What is flatter is a rule.
const RULE: Abs = Abs::pt(4.0);
/// How far a line's ink may reach above the strip that it stands in.
const RISE: Abs = Abs::pt(4.0);

impl FlowBox {
    /// The part of the flow box that fits a height, and the rest; `None` where not a line fits, or all
    /// does.
    pub(super) fn part(&self, room: Abs, cx: &Context<'_, '_>) -> Option<(Self, Self)> {
        let grounds = self.grounds();
        let padding = if grounds.is_empty() { Abs::ZERO } else { cx.theme.callout.padding };
        let reaches: Vec<Option<Rect>> =
            self.items.iter().map(|item| reach(item, cx)).collect();
        let inner = self.above_leads(room - padding, &reaches);
        let is_ground = |i: &usize| grounds.iter().any(|g| g.index == *i);
        let content = || (0..reaches.len()).filter(|i| !is_ground(i));
        let goes_on = |rect: &Rect| rect.bottom() > inner;
        let rest_top = content()
            .filter_map(|i| reaches[i].filter(goes_on))
            .map(|rect| rect.top())
            .reduce(Abs::min)?;
        let is_line = |i: &usize| matches!(self.items[*i], FrameItem::Text { .. });
        let foot = content()
            .filter(is_line)
            .filter_map(|i| reaches[i].filter(|rect| !goes_on(rect)))
            .map(|rect| rect.bottom())
            .reduce(Abs::max)?;
        let height = cx.on_grid(foot + padding).min(room);
        // In whole steps, so that lines stay on the grid.
        let step = cx.scale.step;
        let lift = step * ((rest_top - padding) / step).floor();
        let stays = reaches.iter().map(|r| r.is_none_or(|r| !goes_on(&r))).collect();
        let cut = Cut { inner, height, lift, stays };
        Some((self.above(&cut, &grounds), self.below(&cut, &grounds)))
    }

    /// The height at which it is parted for a page that has so much room: above what would lead to
    /// nothing there, unless no line would be left.
    fn above_leads(&self, room: Abs, reaches: &[Option<Rect>]) -> Abs {
        let lines: Vec<Rect> = self
            .items
            .iter()
            .zip(reaches)
            .filter(|(item, _)| matches!(item, FrameItem::Text { .. }))
            .filter_map(|(_, reach)| *reach)
            .collect();
        let holds = |from: Abs, to: Abs| {
            lines.iter().any(|line| line.top() >= from - RISE && line.bottom() <= to)
        };
        let mut inner = room;
        let leads_on = |lead: &&Lead, inner: Abs| lead.top < inner && !holds(lead.next, inner);
        while let Some(lead) = self.leads.iter().find(|lead| leads_on(lead, inner)) {
            inner = lead.top;
        }
        if lines.iter().any(|line| line.bottom() <= inner) { inner } else { room }
    }

    /// Whether all that stands in it ends within a height.
    pub(super) fn ends_by(&self, room: Abs, cx: &Context<'_, '_>) -> bool {
        let ground = self.grounds();
        let padding = if ground.is_empty() { Abs::ZERO } else { cx.theme.callout.padding };
        // A rule that closes a box stands with the text above it.
        let closes = |item: &FrameItem| match item {
            FrameItem::Shape { path, .. } => {
                rect_of(path).is_some_and(|rect| rect.size.height <= RULE)
            }
            _ => false,
        };
        let mut content = self
            .items
            .iter()
            .enumerate()
            .filter(|(i, item)| ground.iter().all(|g| g.index != *i) && !closes(item));
        content.all(|(_, item)| reach(item, cx).is_none_or(|r| r.bottom() <= room - padding))
    }

    /// The grounds in it: what is filled, higher than a rule, and no picture's part.
    fn grounds(&self) -> Vec<Ground> {
        let mut inside = 0_usize;
        let mut found = vec![];
        for (index, item) in self.items.iter().enumerate() {
            match item {
                FrameItem::TagStart(_) => inside += 1,
                FrameItem::TagEnd => inside = inside.saturating_sub(1),
                FrameItem::Shape { path, fill: Some(_), .. } if inside == 0 => {
                    found.extend(
                        rect_of(path)
                            .filter(|rect| rect.size.height > RULE)
                            .map(|rect| Ground { index, rect }),
                    );
                }
                _ => {}
            }
        }
        found
    }

    fn above(&self, cut: &Cut, grounds: &[Ground]) -> Self {
        let mut out = Self {
            before: self.before,
            height: cut.height,
            bleeds: self.bleeds,
            band: self.band,
            begins: self.begins,
            joint: self.joint.clone(),
            rise: self.rise,
            repeat: self.repeat.clone(),
            ..Self::default()
        };
        for (index, item) in self.items.iter().enumerate() {
            let ground = grounds.iter().find(|g| g.index == index);
            match ground {
                Some(ground) if cut.crosses(ground.rect) => {
                    let top = ground.rect.top();
                    out.items.push(resized(item, top, cut.height - top));
                }
                Some(ground) if ground.rect.bottom() <= cut.height => {
                    out.items.push(item.clone());
                }
                None if cut.stays[index] => {
                    out.items.push(item.clone());
                }
                _ => {}
            }
        }
        out.items = without_empty(out.items);
        out.anchors = self.anchors.iter().filter(|a| a.y < cut.inner).cloned().collect();
        out.starts = self.starts.iter().filter(|s| s.y < cut.inner).copied().collect();
        out.leads = self.leads.iter().filter(|lead| lead.next < cut.inner).copied().collect();
        out.notes = marks(&out.items);
        out
    }

    fn below(&self, cut: &Cut, grounds: &[Ground]) -> Self {
        let mut out = Self {
            height: (self.height - cut.lift).max(Abs::ZERO),
            keep: self.keep,
            bleeds: self.bleeds,
            overhang: self.overhang,
            repeat: self.repeat.clone(),
            ..Self::default()
        };
        for (index, item) in self.items.iter().enumerate() {
            let ground = grounds.iter().find(|g| g.index == index);
            match ground {
                Some(ground) if cut.crosses(ground.rect) => {
                    let foot = ground.rect.bottom() - cut.lift;
                    out.items.push(resized(item, Abs::ZERO, foot));
                    out.items.extend(self.head_rule(ground.rect));
                }
                Some(ground) if ground.rect.bottom() <= cut.height => {}
                None if cut.stays[index] && !is_tag(item) => {}
                _ => {
                    let mut item = item.clone();
                    shift(&mut item, Abs::ZERO, -cut.lift);
                    out.items.push(item);
                }
            }
        }
        out.items = without_empty(out.items);
        let anchors = self.anchors.iter().filter(|a| a.y >= cut.inner);
        out.anchors = anchors.map(|a| Anchor { y: a.y - cut.lift, ..a.clone() }).collect();
        let leads = self.leads.iter().filter(|lead| lead.top >= cut.inner);
        out.leads = leads.map(|lead| lead.moved(-cut.lift)).collect();
        let starts = self.starts.iter().filter(|s| s.y >= cut.inner);
        out.starts = starts.map(|s| Start { y: s.y - cut.lift, ..*s }).collect();
        // What the program says itself begins no page.
        let first = out.starts.iter().find(|s| s.id != TextId(u32::MAX));
        out.begins = first.map(|s| (s.id, s.offset));
        out.notes = marks(&out.items);
        out
    }

    /// The rule along the head of a ground, at the head of what goes on.
    fn head_rule(&self, ground: Rect) -> Option<FrameItem> {
        let near = |a: Abs, b: Abs| (a - b).abs() < Abs::pt(0.01);
        let item = self.items.iter().find(|item| match item {
            FrameItem::Shape { path, fill: Some(_), .. } => rect_of(path).is_some_and(|rect| {
                rect.size.height <= RULE
                    && near(rect.top(), ground.top())
                    && near(rect.left(), ground.left())
                    && near(rect.size.width, ground.size.width)
            }),
            _ => false,
        });
        let mut item = item?.clone();
        shift(&mut item, Abs::ZERO, -ground.top());
        Some(item)
    }
}

/// A ground among the items of a flow box.
struct Ground {
    index: usize,
    rect: Rect,
}

/// Where a flow box is parted.
struct Cut {
    /// What ends above it stays, whatever ends below it goes on.
    inner: Abs,
    /// Height of the part that stays.
    height: Abs,
    /// How far what goes on moves up.
    lift: Abs,
    /// Of each item, whether it ends above; tags are on both sides.
    stays: Vec<bool>,
}

impl Cut {
    /// Whether a ground lies on both sides.
    fn crosses(&self, ground: Rect) -> bool {
        ground.top() < self.height && ground.bottom() > self.height
    }
}

/// The notes whose marks stand among some items.
fn marks(items: &[FrameItem]) -> Vec<usize> {
    let mut notes = vec![];
    for item in items {
        let FrameItem::Text { line, .. } = item else { continue };
        for piece in &line.pieces {
            if let RunRole::NoteMark(note) = piece.style.role
                && !notes.contains(&(note as usize))
            {
                notes.push(note as usize);
            }
        }
    }
    notes
}

fn is_tag(item: &FrameItem) -> bool {
    matches!(item, FrameItem::TagStart(_) | FrameItem::TagEnd)
}

/// What an item takes of the height, and where; nothing for tags. A line takes a box about its
/// baseline, and all of its ink.
fn reach(item: &FrameItem, cx: &Context<'_, '_>) -> Option<Rect> {
    match item {
        FrameItem::Text { at, line, .. } => {
            let size = line.pieces.iter().fold(Abs::ZERO, |most, p| most.max(p.size));
            let ink = cx.setter.ink(line).unwrap_or_default();
            let top = ink.top().min(-size * ASCENT);
            let foot = ink.bottom().max(size * DESCENT);
            Some(Rect::new(at.x, at.y + top, line.width, foot - top))
        }
        FrameItem::Shape { path, .. } => bounds(path),
        FrameItem::Image { rect, clip, .. } => Some(clip.unwrap_or(*rect)),
        // A turned page is as high as the text block: it is never parted.
        FrameItem::Turned { at, .. } => Some(Rect::new(at.x, Abs::ZERO, Abs::ZERO, at.y)),
        FrameItem::TagStart(_) | FrameItem::TagEnd => None,
    }
}

/// The box round a path's points.
fn bounds(path: &Path) -> Option<Rect> {
    let mut corners: Option<(Point, Point)> = None;
    let mut grow = |p: Point| {
        let (low, high) = corners.unwrap_or((p, p));
        let low = Point::new(low.x.min(p.x), low.y.min(p.y));
        corners = Some((low, Point::new(high.x.max(p.x), high.y.max(p.y))));
    };
    for segment in &path.segments {
        match *segment {
            Segment::Move(p) | Segment::Line(p) => grow(p),
            Segment::Cubic(a, b, p) => [a, b, p].into_iter().for_each(&mut grow),
            Segment::Close => {}
        }
    }
    corners.map(|(low, high)| Rect::new(low.x, low.y, high.x - low.x, high.y - low.y))
}

/// The rectangle that a path is, if it is one, its corners square or round.
fn rect_of(path: &Path) -> Option<Rect> {
    let rect = bounds(path)?;
    if radius_of(path, rect) > Abs::ZERO {
        return Some(rect);
    }
    (Path::rect(rect).segments.len() == path.segments.len()
        && path.segments.iter().all(|s| match *s {
            Segment::Move(p) | Segment::Line(p) => {
                let near = |a: Abs, b: Abs| (a - b).abs() < Abs::pt(0.01);
                (near(p.x, rect.left()) || near(p.x, rect.right()))
                    && (near(p.y, rect.top()) || near(p.y, rect.bottom()))
            }
            Segment::Cubic(..) => false,
            Segment::Close => true,
        }))
    .then_some(rect)
}

/// The radius of the corners of a rectangle with round ones; nothing for other outlines.
fn radius_of(path: &Path, rect: Rect) -> Abs {
    let Some(Segment::Move(first)) = path.segments.first() else { return Abs::ZERO };
    let radius = first.x - rect.left();
    let near = |a: Point, b: Point| {
        (a.x - b.x).abs() < Abs::pt(0.01) && (a.y - b.y).abs() < Abs::pt(0.01)
    };
    let round = Path::rounded(rect, radius);
    let same = round.segments.len() == path.segments.len()
        && round.points().zip(path.points()).all(|(a, b)| near(a, b));
    if same && round.segments.len() > 5 { radius } else { Abs::ZERO }
}

/// A ground of another height.
fn resized(item: &FrameItem, top: Abs, height: Abs) -> FrameItem {
    match item {
        FrameItem::Shape { path, fill, stroke, even_odd } => {
            let path = rect_of(path).map_or_else(
                || path.clone(),
                |r| {
                    let new = Rect::new(r.left(), top, r.size.width, height);
                    Path::rounded(new, radius_of(path, r))
                },
            );
            FrameItem::Shape { path, fill: *fill, stroke: *stroke, even_odd: *even_odd }
        }
        other => other.clone(),
    }
}

/// The items without elements that hold nothing.
fn without_empty(items: Vec<FrameItem>) -> Vec<FrameItem> {
    let mut out: Vec<FrameItem> = Vec::with_capacity(items.len());
    for item in items {
        let closes = matches!(item, FrameItem::TagEnd);
        if closes && matches!(out.last(), Some(FrameItem::TagStart(_))) {
            out.pop();
        } else {
            out.push(item);
        }
    }
    out
}
