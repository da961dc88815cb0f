//! What stands round the text of white pages of a theme with colours: the section at the foot, the folio
//! at the trim beside it, and a tab in the section's colour, lower for each section.

use super::flow_box::FlowBox;
use super::frame::{FrameItem, TagKind};
use super::furniture::{PageSide, bare};
use super::paginate::PageContent;
use super::par::FlowBuilder;
use crate::diag::Span;
use crate::geom::{Abs, Path, Point, Rect};
use crate::model::style::TextStyle;

/// Size of the number on a tab against the folio's.
const NUMBER: f64 = 1.24;
/// White between a digit and the edge of what it stands in.
const CLEAR: Abs = Abs::pt(1.0);

impl PageContent {
    /// Whether a colour or a picture fills the page: nothing else stands there.
    pub(super) fn is_full(&self) -> bool {
        self.ground.is_some() || self.flow_boxes.iter().any(|(_, flow_box)| flow_box.whole_page)
    }

    /// Whether a ground reaches into a rectangle, whose place is from the text block's corner: what
    /// stood there would show through between two of them.
    fn has_ground_in(&self, place: Rect) -> bool {
        let all = self.flow_boxes.iter();
        let items =
            all.flat_map(|(y, flow_box)| flow_box.items.iter().map(move |item| (*y, item)));
        items.into_iter().any(|(y, item)| match item {
            FrameItem::Shape { path, .. } => {
                let within = |from: Abs, to: Abs, by: fn(Point) -> Abs| {
                    let reach = path.points().map(by);
                    let (least, most) = reach
                        .fold((Abs::pt(1e6), Abs::pt(-1e6)), |(a, b), at| {
                            (a.min(at), b.max(at))
                        });
                    least < to && most > from
                };
                within(place.left(), place.right(), |point| point.x)
                    && within(place.top() - y, place.bottom() - y, |point| point.y)
            }
            _ => false,
        })
    }
}

impl FlowBuilder<'_, '_> {
    /// The section at the foot of a page, at the start of the text; a draft says that it is one there.
    pub(super) fn foot_head(&mut self, draft: &PageContent, side: PageSide) -> Vec<FrameItem> {
        let cx = self.cx;
        let section = draft.section.and_then(|index| cx.document.sections.get(index));
        let (Some(section), None) = (section, self.draft_top()) else { return vec![] };
        let style = &cx.scale.running_head;
        let top = self.foot_top(style);
        self.one_line(&bare(&section.heading), style, cx.grid.text, side.text_x, top)
    }

    /// Where a line at the foot begins: as far from the trim as the theme says.
    fn foot_top(&self, style: &TextStyle) -> Abs {
        let page = &self.cx.theme.page;
        let usual = page.height - self.cx.theme.furniture.head_top - style.leading;
        usual.max(page.top + self.cx.grid.height)
    }

    /// The folio at the outer trim, level with the section at the foot.
    pub(super) fn folio_at_trim(&mut self, side: PageSide) -> Vec<FrameItem> {
        let cx = self.cx;
        let style = &cx.scale.folio;
        let digits = cx.digits.format(side.index + 1);
        let set = self.one_label(&digits, style, Abs::pt(1e4));
        let Some(line) = set.lines.first() else { return vec![] };
        let middle = self.beside_trim(line.width, side);
        let head = &cx.scale.running_head;
        let level = cx.styles.baseline(head, cx.writing, head.leading);
        let mut line = crate::text::Line::clone(line);
        line.offset = Abs::ZERO;
        let at = Point::new(middle - line.width / 2.0, self.foot_top(head) + level);
        let mut flow_box = FlowBox::default();
        flow_box.text(at, line.into(), Span::NONE);
        flow_box.items
    }

    /// The middle of what is so wide and stands at the outer trim: in the tabs' width, or as far in as a
    /// cut may miss it.
    fn beside_trim(&self, width: Abs, side: PageSide) -> Abs {
        let cx = self.cx;
        let least = cx.document.print.trim_safe + width / 2.0 + CLEAR;
        let inside = (cx.theme.index.width / 2.0).max(least);
        if side.outer_left { inside } else { cx.theme.page.width - inside }
    }

    /// The tab of a page's section; none where the page has a colour of its own.
    pub(super) fn edge_tab(&mut self, draft: &PageContent, side: PageSide) -> Vec<FrameItem> {
        let (cx, page) = (self.cx, &self.cx.theme.page);
        let style = &cx.theme.index;
        let Some(index) = draft.section.filter(|_| !draft.is_full()) else { return vec![] };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "few tabs")]
        let most = (style.most.max(1.0) as usize).min(self.tabs());
        let place = f64::from(u32::try_from(index % most.max(1)).unwrap_or(0));
        let top = page.top + style.pitch * place;
        if draft.covers(top - page.top, top - page.top + style.pitch) {
            return vec![];
        }
        let bleed = page.bleed;
        let left = if side.outer_left { -bleed } else { page.width - style.width };
        let tab = Rect::new(left, top, style.width + bleed, style.pitch);
        let inner = Rect::new(left - side.text_x, top - page.top, tab.size.width, style.pitch);
        if draft.has_ground_in(inner) {
            return vec![];
        }
        let own = cx.of_section(index);
        let color = own.color(&style.lit_color);
        let mut flow_box = FlowBox::default();
        flow_box.fill(Path::rect(tab), color);
        let digits = cx.digits.format(index + 1);
        // In the section's own colours.
        let mut inner = FlowBuilder::new(own, TagKind::Div);
        inner.stand_on(color);
        inner.number_on_tab(&mut flow_box, &digits, (top, side));
        self.sink.append(inner.sink);
        // What surrounds the text is no part of it.
        flow_box.copied().items
    }

    /// How many tabs stand below one another beside the text.
    fn tabs(&self) -> usize {
        let (height, pitch) = (self.cx.grid.height, self.cx.theme.index.pitch);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "few tabs")]
        let count = (height / pitch).floor().max(1.0) as usize;
        count
    }

    /// The number in the middle of a tab; one that a cut might touch is left out.
    fn number_on_tab(
        &mut self,
        flow_box: &mut FlowBox,
        digits: &str,
        (top, side): (Abs, PageSide),
    ) {
        let cx = self.cx;
        let own = cx.scale.folio.clone();
        let color = cx.theme.opener.color.clone();
        let style = TextStyle { size: own.size * NUMBER, color, ..own };
        let set = self.one_label(digits, &style, Abs::pt(1e4));
        let ink = set.lines.first().and_then(|line| cx.setter.ink(line)).unwrap_or_default();
        let x = self.beside_trim(ink.size.width, side);
        let from_trim = if side.outer_left { x } else { cx.theme.page.width - x };
        if from_trim + ink.size.width / 2.0 + CLEAR > cx.theme.index.width {
            return;
        }
        let middle = Point::new(x, top + cx.theme.index.pitch / 2.0);
        let tag = self.tag(TagKind::P, self.root());
        self.centred_label(flow_box, digits, &style, middle, tag);
    }
}
