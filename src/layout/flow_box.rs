//! Flow boxes: strips of a text block that stay whole where a page holds them, with what they need of
//! the page.
//!
//! Blocks become flow boxes first, pages are filled with flow boxes after: a flow box knows its height, what
//! must follow it on the same page, and the footnotes that come with it. Its positions are from
//! its own top and from the text block's left edge.

use std::sync::Arc;

use super::frame::{FrameItem, TagId};
use super::ink::Skyline;
use super::par::SetText;
use super::shrink::Shrink;
use crate::diag::Span;
use crate::geom::{Abs, Path, Point, Rect};
use crate::model::TextId;
use crate::model::style::Color;
use crate::text::Line;

/// A stretch of a flow box's height that leads to what stands below it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lead {
    /// Where it begins.
    pub(super) top: Abs,
    /// Where what it leads to begins.
    pub(super) next: Abs,
}

/// A strip of a text block.
#[derive(Debug, Clone, Default)]
pub(super) struct FlowBox {
    /// White above it; dropped at the top of a page.
    pub(super) before: Abs,
    /// Its height.
    pub(super) height: Abs,
    /// What stands in it.
    pub(super) items: Vec<FrameItem>,
    /// The next flow box must stand on the same page.
    pub(super) keep: bool,
    /// A new page begins here.
    pub(super) new_page: bool,
    /// Footnotes whose marks it holds.
    pub(super) notes: Vec<usize>,
    /// Which block of its section it belongs to, counted from 0; the title's to none.
    pub(super) block: Option<usize>,
    /// First text in it, and the byte of its plain form.
    pub(super) begins: Option<(TextId, usize)>,
    /// Where each of its lines begins, for what is parted.
    pub(super) starts: Vec<Start>,
    /// What leads on inside of it: a page that ends it holds some of what follows, too.
    pub(super) leads: Vec<Lead>,
    /// Places in it that links and the outline may name.
    pub(super) anchors: Vec<Anchor>,
    /// A ground from the head of the page to the flow box's foot, over the whole width.
    pub(super) band: Option<Color>,
    /// Its pictures run past the page's edges: their positions are from the page's left edge.
    pub(super) bleeds: bool,
    /// The colour of its page, which it fills alone.
    pub(super) ground: Option<Color>,
    /// It is as high as a page, and stands on one alone.
    pub(super) whole_page: bool,
    /// Its picture, where that may become smaller.
    pub(super) shrink: Option<Shrink>,
    /// It may stand at the head of the next page while the text goes on.
    pub(super) floats: bool,
    /// What joins it to the flow box above: rules, lines; falls away at the top of a page.
    pub(super) joint: Vec<FrameItem>,
    /// The reach of its text's ink, from the text block's left edge and its own top.
    pub(super) ink: Skyline,
    /// How far ink reaches above its top.
    pub(super) rise: Abs,
    /// How far ink reaches below its foot.
    pub(super) overhang: Abs,
    /// What is set again above it where it begins a page: a table's head.
    pub(super) repeat: Option<Arc<FlowBox>>,
}

/// Where a line of a text stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Start {
    /// Its baseline.
    pub(super) y: Abs,
    /// The text.
    pub(super) id: TextId,
    /// The byte of its plain form.
    pub(super) offset: usize,
}

/// So much more white below ink than above it, as a share of the height, is seen as a slip.
const MOST_ASKEW: f64 = 0.3;

/// A place that links and the outline may name.
#[derive(Debug, Clone)]
pub(super) struct Anchor {
    /// Its id.
    pub(super) id: String,
    /// Title and level of its outline entry, where it has one.
    pub(super) outline: Option<(String, u8)>,
    /// Index of the section that begins here.
    pub(super) section: Option<usize>,
    /// Height in the flow box.
    pub(super) y: Abs,
}

impl FlowBox {
    /// An empty strip of a height.
    pub(super) fn new(before: Abs, height: Abs) -> Self {
        Self { before, height, ..Self::default() }
    }

    /// The baseline of the first line in it.
    pub(super) fn first_baseline(&self) -> Option<Abs> {
        self.items.iter().find_map(|item| match item {
            FrameItem::Text { at, .. } => Some(at.y),
            _ => None,
        })
    }

    /// Adds a line of text; `at` is the left end of its baseline.
    pub(super) fn text(&mut self, at: Point, line: Arc<Line>, span: Span) {
        self.items.push(FrameItem::Text { at, line, span });
    }

    /// Adds a filled outline.
    pub(super) fn fill(&mut self, path: Path, color: Color) {
        self.items.push(FrameItem::Shape {
            path,
            fill: Some(color),
            stroke: None,
            even_odd: false,
        });
    }

    /// Adds a stroked outline.
    pub(super) fn stroke(&mut self, path: Path, color: Color, width: Abs) {
        self.items.push(FrameItem::Shape {
            path,
            fill: None,
            stroke: Some((color, width)),
            even_odd: false,
        });
    }

    /// Adds a horizontal rule whose top edge lies at `y`.
    pub(super) fn rule(&mut self, x: Abs, y: Abs, width: Abs, thickness: Abs, color: Color) {
        self.fill(Path::rect(Rect::new(x, y, width, thickness)), color);
    }

    /// Adds the outline of a rectangle, drawn inside it, as four rules: what is parted between
    /// pages goes on in both parts.
    pub(super) fn outline(&mut self, r: Rect, thickness: Abs, color: Color) {
        let (left, top, w, h) = (r.left(), r.top(), r.size.width, r.size.height);
        self.rule(left, top, w, thickness, color);
        self.rule(left, r.bottom() - thickness, w, thickness, color);
        self.sides(r, thickness, color);
        self.ink.add(Rect::new(left, top, w, h), Abs::ZERO, Abs::ZERO);
    }

    /// Adds the outline of a rectangle with round corners, drawn inside it; with square ones as
    /// four rules.
    pub(super) fn frame(&mut self, r: Rect, radius: Abs, thickness: Abs, color: Color) {
        if radius <= Abs::ZERO {
            return self.outline(r, thickness, color);
        }
        let half = thickness / 2.0;
        let inner = Rect::new(
            r.left() + half,
            r.top() + half,
            r.size.width - thickness,
            r.size.height - thickness,
        );
        self.stroke(Path::rounded(inner, radius - half), color, thickness);
        self.ink.add(r, Abs::ZERO, Abs::ZERO);
    }

    /// Adds a frame round a ground. Round corners are those of two grounds on one another, so that
    /// what is parted between pages goes on in both parts.
    pub(super) fn panel(
        &mut self,
        r: Rect,
        (radius, thickness): (Abs, Abs),
        color: Color,
        ground: Color,
    ) {
        if radius <= Abs::ZERO {
            self.fill(Path::rect(r), ground);
            return self.outline(r, thickness, color);
        }
        let (width, height) = (r.size.width, r.size.height);
        let twice = thickness * 2.0;
        let inner =
            Rect::new(r.left() + thickness, r.top() + thickness, width - twice, height - twice);
        if thickness > Abs::ZERO {
            self.fill(Path::rounded(r, radius), color);
        }
        self.fill(Path::rounded(inner, radius - thickness), ground);
        self.ink.add(r, Abs::ZERO, Abs::ZERO);
    }

    /// The left and right sides of a rectangle's outline.
    pub(super) fn sides(&mut self, r: Rect, thickness: Abs, color: Color) {
        let upright = |x| Path::rect(Rect::new(x, r.top(), thickness, r.size.height));
        self.fill(upright(r.left()), color);
        self.fill(upright(r.right() - thickness), color);
    }

    /// Wraps what `draw` adds in a structure element.
    pub(super) fn tagged(&mut self, tag: TagId, draw: impl FnOnce(&mut Self)) {
        self.items.push(FrameItem::TagStart(tag));
        draw(self);
        self.items.push(FrameItem::TagEnd);
    }

    /// Its content without tags, for a second appearance: an artifact (ISO 32000-1 14.8.2.2).
    pub(super) fn copied(&self) -> Self {
        let items = self
            .items
            .iter()
            .filter(|i| !matches!(i, FrameItem::TagStart(_) | FrameItem::TagEnd))
            .cloned()
            .collect();
        Self { items, height: self.height, ..Self::default() }
    }

    /// Where the box of a text may begin at `x`, not above `y`, so that its ink touches none that
    /// is here; it moves down in steps.
    pub(super) fn clear(&self, text: &SetText, x: Abs, y: Abs, step: Abs) -> Abs {
        let least = self.ink.clearance(&text.skyline(x, Abs::ZERO));
        y + least.map_or(Abs::ZERO, |least| (least - y).max(Abs::ZERO).round_up_to(step))
    }

    /// Makes room at head and foot for ink that leaves the flow box's box, in steps: for strips that
    /// other strips or rules will touch.
    pub(super) fn contain(self, step: Abs) -> Self {
        let Some((top, foot)) = self.ink.extent() else { return self };
        let above = (-top).max(Abs::ZERO).round_up_to(step);
        let below = (foot - self.height).max(Abs::ZERO).round_up_to(step);
        let mut flow_box = self.lowered(above);
        flow_box.height += above + below;
        flow_box
    }

    /// Moves what stands in the upper half of the flow box's box to the middle of it, by its ink: where
    /// lines are far higher than short words in them, as in Nastaliq.
    pub(super) fn middled(self) -> Self {
        let Some((top, foot)) = self.ink.extent() else { return self };
        let low = self.height - foot - top;
        if low <= self.height * MOST_ASKEW { self } else { self.lowered(low / 2.0) }
    }

    /// The flow box with room above its ink for a rule so thick, in steps.
    pub(super) fn under(self, rule: Abs, step: Abs) -> Self {
        let Some((top, _)) = self.ink.extent() else { return self };
        let by = (rule - top).max(Abs::ZERO).round_up_to(step);
        let height = self.height + by;
        Self { height, ..self.lowered(by) }
    }

    /// Moves all that it holds down.
    fn lowered(mut self, by: Abs) -> Self {
        if by > Abs::ZERO {
            self.items.iter_mut().for_each(|item| shift(item, Abs::ZERO, by));
            self.anchors.iter_mut().for_each(|anchor| anchor.y += by);
            self.starts.iter_mut().for_each(|start| start.y += by);
            self.leads.iter_mut().for_each(|lead| *lead = lead.moved(by));
            let ink = std::mem::take(&mut self.ink);
            self.ink.join(&ink, Abs::ZERO, by);
        }
        self
    }

    /// The flow box with all that it holds moved up by about `by`, in steps of its height: what bleeds
    /// begins at the page's edge where nothing stands above it.
    pub(super) fn raised(mut self, by: Abs, step: Abs) -> Self {
        let less = (by / step).floor() * step.to_pt();
        self.items.iter_mut().for_each(|item| shift(item, Abs::ZERO, -by));
        self.anchors.iter_mut().for_each(|anchor| anchor.y -= by);
        self.starts.iter_mut().for_each(|start| start.y -= by);
        self.leads.iter_mut().for_each(|lead| *lead = lead.moved(-by));
        self.height = (self.height - Abs::pt(less)).max(Abs::ZERO);
        self
    }

    /// Takes over another flow box's content, moved down by `dy`.
    pub(super) fn absorb(&mut self, other: Self, dy: Abs) {
        for mut item in other.items {
            shift(&mut item, Abs::ZERO, dy);
            self.items.push(item);
        }
        self.ink.join(&other.ink, Abs::ZERO, dy);
        self.notes.extend(other.notes);
        self.begins = self.begins.or(other.begins);
        self.starts.extend(other.starts.into_iter().map(|s| Start { y: s.y + dy, ..s }));
        self.leads.extend(other.leads.into_iter().map(|lead| lead.moved(dy)));
        self.anchors.extend(other.anchors.into_iter().map(|a| Anchor { y: a.y + dy, ..a }));
    }
}

impl Lead {
    /// The same further down.
    pub(super) fn moved(self, dy: Abs) -> Self {
        Self { top: self.top + dy, next: self.next + dy }
    }
}

/// The flow boxes of a page, each with what it holds and what joins it to the flow box above it: nothing at
/// the page's head or below a picture that came from elsewhere, and no further up than that flow box
/// reaches.
pub(super) fn joined(flow_boxes: Vec<(Abs, FlowBox)>) -> Vec<(Abs, FlowBox)> {
    let mut above: Option<Abs> = None;
    let join = |(y, mut flow_box): (Abs, FlowBox)| {
        let mut items = std::mem::take(&mut flow_box.joint);
        match above {
            Some(top) => items.iter_mut().for_each(|item| {
                if let FrameItem::Shape { path, .. } = item {
                    path.keep_below(top - y);
                }
            }),
            None => items.clear(),
        }
        above = (!flow_box.floats).then_some(y);
        items.append(&mut flow_box.items);
        flow_box.items = items;
        (y, flow_box)
    };
    flow_boxes.into_iter().map(join).collect()
}

/// Widens the white between flow boxes, in steps, where their ink would touch.
pub(super) fn settle(flow_boxes: &mut [FlowBox], step: Abs) {
    // From the foot of the flow box before.
    let mut above = Skyline::default();
    for flow_box in flow_boxes {
        if flow_box.new_page {
            above = Skyline::default();
            continue;
        }
        if let Some(least) = above.clearance(&flow_box.ink) {
            flow_box.before += (least - flow_box.before).max(Abs::ZERO).round_up_to(step);
        }
        let mut next = Skyline::default();
        next.join(&above, Abs::ZERO, -(flow_box.before + flow_box.height));
        next.join(&flow_box.ink, Abs::ZERO, -flow_box.height);
        above = next;
    }
}

/// Takes the skylines away, which nothing looks at once flow boxes are settled, and a long text has
/// many; what they say of head and foot stays.
pub(super) fn forget_ink(flow_boxes: &mut [FlowBox]) {
    for flow_box in flow_boxes {
        if let Some((top, foot)) = flow_box.ink.extent() {
            flow_box.rise = (-top).max(Abs::ZERO);
            flow_box.overhang = (foot - flow_box.height).max(Abs::ZERO);
        }
        flow_box.ink = Skyline::default();
    }
}

/// Moves an item.
pub(super) fn shift(item: &mut FrameItem, dx: Abs, dy: Abs) {
    match item {
        FrameItem::Text { at, .. } => *at = at.moved(dx, dy),
        FrameItem::Shape { path, .. } => path.translate(dx, dy),
        FrameItem::Image { rect, clip, .. } => {
            rect.origin = rect.origin.moved(dx, dy);
            if let Some(clip) = clip {
                clip.origin = clip.origin.moved(dx, dy);
            }
        }
        FrameItem::Turned { at, .. } => *at = at.moved(dx, dy),
        FrameItem::TagStart(_) | FrameItem::TagEnd => {}
    }
}
