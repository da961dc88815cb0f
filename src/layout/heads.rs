//! The running head over a rule, with the folio and the number of all pages; the folio at the foot.

use super::context::Column;
use super::flow_box::FlowBox;
use super::frame::FrameItem;
use super::furniture::{PageSide, bare};
use super::ornament::filled;
use super::paginate::PageContent;
use super::par::{FlowBuilder, SetText};
use crate::diag::Span;
use crate::geom::{Abs, Path, Point, Rect};
use crate::model::style::{FolioKind, HeadKind, TextStyle};
use crate::model::{ImprintLine, Inline};

/// From the box of the head's line to the rule below it.
const ABOVE_RULE: Abs = Abs::pt(6.0);
/// From that rule to the text.
const BELOW_RULE: Abs = Abs::pt(6.0);
/// Between title and folio, and between the folio and what follows it.
const APART: Abs = Abs::pt(18.0);
const WORD: f64 = 0.3;
/// Most of the width that a section has in the head.
const MOST_OF_HEAD: f64 = 0.6;

impl FlowBuilder<'_, '_> {
    /// The title at the spine, the folio at the outer edge, a rule below both: loose sheets find
    /// their way back.
    pub(super) fn ruled_head(&mut self, side: PageSide, of: usize) -> Vec<FrameItem> {
        let cx = self.cx;
        let (folio, folio_width) = self.head_folio(side, of);
        let text = cx.grid.text;
        let style = &cx.scale.running_head;
        let room = text.width - folio_width - APART;
        let column = Column { x: Abs::ZERO, width: room.max(Abs::ZERO) };
        let baseline = cx.theme.furniture.head_top + self.head_baseline();
        let mut items =
            self.one_line(&bare(&cx.document.title), style, column, Abs::ZERO, Abs::ZERO);
        for item in &mut items {
            if let FrameItem::Text { at, line, .. } = item {
                let x = if side.outer_left { text.x + text.width - line.width } else { text.x };
                *at = Point::new(side.text_x + x, baseline);
            }
        }
        items.extend(folio);
        let rules = &cx.theme.rules;
        let rect = Rect::new(
            side.text_x + text.x,
            self.cx.head_foot() - rules.hair,
            text.width,
            rules.hair,
        );
        items.push(filled(Path::rect(rect), cx.color(&rules.accent_color)));
        items
    }

    /// The section with its number at the start, the title at the end, a rule below both.
    pub(super) fn section_head(
        &mut self,
        draft: &PageContent,
        side: PageSide,
    ) -> Vec<FrameItem> {
        let cx = self.cx;
        let (text, style) = (cx.grid.text, &cx.scale.running_head);
        let section = draft.section.and_then(|i| Some((i, cx.document.sections.get(i)?)));
        let strong = TextStyle {
            weight: cx.scale.term.weight,
            color: cx.scale.number.color.clone(),
            ..style.clone()
        };
        let mut items = vec![];
        let mut taken = Abs::ZERO;
        if let Some((index, section)) = section {
            let number = format!("{}\u{2002}", cx.digits.format(index + 1));
            let mut said = bare(&section.heading);
            said.inlines.insert(0, Inline::Text { text: number, span: said.span });
            let width = text.width * MOST_OF_HEAD;
            let column = Column { x: Abs::ZERO, width };
            let put = self.one_line(&said, &strong, column, Abs::ZERO, Abs::ZERO);
            taken = placed(put, &mut items, |wide| text.at_start(cx.dir, Abs::ZERO, wide));
        }
        let width = (text.width - taken - APART).max(Abs::ZERO);
        let column = Column { x: Abs::ZERO, width };
        let title =
            self.one_line(&bare(&cx.document.title), style, column, Abs::ZERO, Abs::ZERO);
        placed(title, &mut items, |wide| text.at_start(cx.dir, text.width - wide, wide));
        let baseline = cx.theme.furniture.head_top + self.head_baseline();
        for item in &mut items {
            if let FrameItem::Text { at, .. } = item {
                *at = Point::new(side.text_x + at.x, baseline);
            }
        }
        let rules = &cx.theme.rules;
        let y = cx.head_foot() - rules.hair;
        let rect = Rect::new(side.text_x + text.x, y, text.width, rules.hair);
        items.push(filled(Path::rect(rect), cx.color(&rules.hair_color)));
        items
    }

    /// From the top of the head to its baseline.
    fn head_baseline(&self) -> Abs {
        let cx = self.cx;
        let style = match cx.theme.furniture.folio {
            FolioKind::Head => &cx.scale.folio,
            FolioKind::Margin | FolioKind::Foot | FolioKind::Trim => &cx.scale.running_head,
        };
        cx.styles.baseline(style, cx.writing, style.leading)
    }

    /// The folio and the number of pages at the outer edge, with their width; nothing where the
    /// folio stands elsewhere.
    fn head_folio(&mut self, side: PageSide, of: usize) -> (Vec<FrameItem>, Abs) {
        let cx = self.cx;
        if cx.theme.furniture.folio != FolioKind::Head {
            return (vec![], Abs::ZERO);
        }
        let wide = Abs::pt(1e4);
        let number = self.one_label(&cx.digits.format(side.index + 1), &cx.scale.folio, wide);
        let words = cx.document.meta.words.of.replace("{}", &cx.digits.format(of));
        let rest = self.one_label(&words, &cx.scale.running_head, wide);
        let (first, second) = (width(&number), width(&rest));
        let gap = cx.scale.folio.size * WORD;
        let whole = first + gap + second;
        let text = cx.grid.text;
        let left = if side.outer_left { text.x } else { text.x + text.width - whole };
        let (at, then) = match cx.dir.is_rtl() {
            true => (left + second + gap, left),
            false => (left, left + first + gap),
        };
        let baseline = cx.theme.furniture.head_top + self.head_baseline();
        let mut flow_box = FlowBox::default();
        for (set, x) in [(number, at), (rest, then)] {
            for line in set.lines.iter().take(1) {
                let mut line = crate::text::Line::clone(line);
                line.offset = Abs::ZERO;
                flow_box.text(Point::new(side.text_x + x, baseline), line.into(), Span::NONE);
            }
        }
        (flow_box.items, whole)
    }

    /// The number of the document at the spine side of the folio, where pages do not have to say that
    /// they are a draft.
    pub(super) fn number_at_foot(&mut self, side: PageSide) -> Vec<FrameItem> {
        let cx = self.cx;
        let mut imprint = cx.document.meta.imprint.iter();
        let number = imprint.find(|(line, _)| *line == ImprintLine::Number);
        let Some((_, said)) = number.filter(|_| self.draft_top().is_none()) else {
            return vec![];
        };
        let (page, style, text) = (&cx.theme.page, &cx.scale.running_head, cx.grid.text);
        let column = Column { x: Abs::ZERO, width: text.width * MOST_OF_HEAD };
        let leading = cx.scale.folio.leading;
        let usual = page.height - cx.theme.furniture.head_top - leading;
        let foot = usual.max(page.top + cx.grid.height);
        let baseline = foot + cx.styles.baseline(&cx.scale.folio, cx.writing, leading);
        let lines = self.one_line(&bare(said), style, column, Abs::ZERO, Abs::ZERO);
        let mut items = vec![];
        let at_right = side.outer_left;
        placed(lines, &mut items, |wide| match at_right {
            true => text.x + text.width - wide,
            false => text.x,
        });
        for item in &mut items {
            if let FrameItem::Text { at, .. } = item {
                *at = Point::new(side.text_x + at.x, baseline);
            }
        }
        items
    }

    /// The folio under the text, at its outer edge.
    pub(super) fn folio_at_foot(&mut self, side: PageSide) -> Vec<FrameItem> {
        let cx = self.cx;
        let (page, style, text) = (&cx.theme.page, &cx.scale.folio, cx.grid.text);
        let set = self.one_label(&cx.digits.format(side.index + 1), style, text.width);
        let usual = page.height - cx.theme.furniture.head_top - style.leading;
        let top = usual.max(page.top + cx.grid.height);
        let mut flow_box = FlowBox::default();
        for line in set.lines.iter().take(1) {
            let x = if side.outer_left { text.x } else { text.x + text.width - line.width };
            let mut line = crate::text::Line::clone(line);
            line.offset = Abs::ZERO;
            let at = Point::new(side.text_x + x, top + set.baseline);
            flow_box.text(at, line.into(), Span::NONE);
        }
        flow_box.items
    }
}

/// Adds the lines of a head, their left edges where `x` puts what is so wide; returns the width.
fn placed(lines: Vec<FrameItem>, out: &mut Vec<FrameItem>, x: impl Fn(Abs) -> Abs) -> Abs {
    let mut widest = Abs::ZERO;
    for mut item in lines {
        if let FrameItem::Text { at, line, .. } = &mut item {
            let mut bare = crate::text::Line::clone(line);
            bare.offset = Abs::ZERO;
            widest = widest.max(bare.width);
            at.x = x(bare.width);
            *line = bare.into();
        }
        out.push(item);
    }
    widest
}

fn width(set: &SetText) -> Abs {
    set.lines.first().map_or(Abs::ZERO, |line| line.width)
}

impl super::context::Context<'_, '_> {
    /// How far text begins below the head of the text block, where a ruled head reaches into it.
    pub(super) fn below_head(&self) -> Abs {
        let over = self.head_foot() + BELOW_RULE - self.theme.page.top;
        match self.theme.furniture.head {
            HeadKind::Axis | HeadKind::Foot => Abs::ZERO,
            HeadKind::Ruled | HeadKind::Section => {
                over.max(Abs::ZERO).round_up_to(self.scale.step)
            }
        }
    }

    /// How much of the text block is left to text below a ruled head.
    pub(super) fn room(&self) -> Abs {
        self.grid.height - self.below_head()
    }

    /// Where the running head ends, with the rule below it.
    pub(super) fn head_foot(&self) -> Abs {
        let (furniture, scale) = (&self.theme.furniture, self.scale);
        match furniture.head {
            HeadKind::Axis => furniture.head_top + scale.running_head.leading,
            HeadKind::Foot => Abs::ZERO,
            HeadKind::Ruled | HeadKind::Section => {
                let line = match furniture.folio {
                    FolioKind::Head => scale.folio.leading.max(scale.running_head.leading),
                    FolioKind::Margin | FolioKind::Foot | FolioKind::Trim => {
                        scale.running_head.leading
                    }
                };
                furniture.head_top + line + ABOVE_RULE
            }
        }
    }
}
