//! The running head over a rule, with the folio and the number of all pages; the folio at the foot.

use super::frame::FrameItem;
use super::furniture::{Side, bare};
use super::ornament::filled;
use super::par::{Builder, SetText};
use super::slab::Slab;
use crate::diag::Span;
use crate::geom::{Abs, Path, Point, Rect};
use crate::model::style::{FolioKind, HeadKind};

/// From the box of the head's line to the rule below it.
const ABOVE_RULE: Abs = Abs::pt(6.0);
/// From that rule to the text.
const BELOW_RULE: Abs = Abs::pt(6.0);
/// Between title and folio, and between the folio and what follows it.
const APART: Abs = Abs::pt(18.0);
const WORD: f64 = 0.3;

impl Builder<'_, '_> {
    /// The title at the spine, the folio at the outer edge, a rule below both: loose sheets find
    /// their way back.
    pub(super) fn ruled_head(&mut self, side: Side, of: usize) -> Vec<FrameItem> {
        let cx = self.cx;
        let (folio, folio_width) = self.head_folio(side, of);
        let text = cx.grid.text;
        let style = &cx.scale.running_head;
        let room = text.width - folio_width - APART;
        let column = super::context::Column { x: Abs::ZERO, width: room.max(Abs::ZERO) };
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

    /// From the top of the head to its baseline.
    fn head_baseline(&self) -> Abs {
        let cx = self.cx;
        let style = match cx.theme.furniture.folio {
            FolioKind::Head => &cx.scale.folio,
            FolioKind::Margin | FolioKind::Foot => &cx.scale.running_head,
        };
        cx.styles.baseline(style, cx.writing, style.leading)
    }

    /// The folio and the number of pages at the outer edge, with their width; nothing where the
    /// folio stands elsewhere.
    fn head_folio(&mut self, side: Side, of: usize) -> (Vec<FrameItem>, Abs) {
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
        let mut slab = Slab::default();
        for (set, x) in [(number, at), (rest, then)] {
            for line in set.lines.iter().take(1) {
                let mut line = crate::text::Line::clone(line);
                line.offset = Abs::ZERO;
                slab.text(Point::new(side.text_x + x, baseline), line.into(), Span::NONE);
            }
        }
        (slab.items, whole)
    }

    /// The folio under the text, at its outer edge.
    pub(super) fn folio_at_foot(&mut self, side: Side) -> Vec<FrameItem> {
        let cx = self.cx;
        let (page, style, text) = (&cx.theme.page, &cx.scale.folio, cx.grid.text);
        let set = self.one_label(&cx.digits.format(side.index + 1), style, text.width);
        let usual = page.height - cx.theme.furniture.head_top - style.leading;
        let top = usual.max(page.top + cx.grid.height);
        let mut slab = Slab::default();
        for line in set.lines.iter().take(1) {
            let x = if side.outer_left { text.x } else { text.x + text.width - line.width };
            let mut line = crate::text::Line::clone(line);
            line.offset = Abs::ZERO;
            let at = Point::new(side.text_x + x, top + set.baseline);
            slab.text(at, line.into(), Span::NONE);
        }
        slab.items
    }
}

fn width(set: &SetText) -> Abs {
    set.lines.first().map_or(Abs::ZERO, |line| line.width)
}

impl super::context::Context<'_, '_> {
    /// How far text begins below the head of the text block, where a ruled head reaches into it.
    pub(super) fn below_head(&self) -> Abs {
        let over = self.head_foot() + BELOW_RULE - self.theme.page.top;
        match self.theme.furniture.head {
            HeadKind::Axis => Abs::ZERO,
            HeadKind::Ruled => over.max(Abs::ZERO).round_up_to(self.scale.step),
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
            HeadKind::Ruled => {
                let line = match furniture.folio {
                    FolioKind::Head => scale.folio.leading.max(scale.running_head.leading),
                    FolioKind::Margin | FolioKind::Foot => scale.running_head.leading,
                };
                furniture.head_top + line + ABOVE_RULE
            }
        }
    }
}
