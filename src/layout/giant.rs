//! Numbers as large as a page leaves room for, placed by their ink: a number's shape must name it, so
//! that the outer trim alone cuts it, and little of it.

use super::flow_box::FlowBox;
use super::frame::TagId;
use super::par::{FlowBuilder, SetText};
use crate::geom::{Abs, Rect};
use crate::model::style::{ColorName, TextStyle};

/// Share of its width that the trim takes from a number that stands at it.
const CUT: f64 = 0.06;

/// Where a giant number stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct GiantPlace {
    /// Where its ink may lie; its start edge is that of the text.
    pub(super) room: Rect,
    /// How far the trim lies beyond that edge, where the number may be cut by it.
    pub(super) trim: Option<Abs>,
}

impl FlowBuilder<'_, '_> {
    /// Adds a number whose ink begins at the head of a stage; returns where that ink ends.
    pub(super) fn giant(
        &mut self,
        flow_box: &mut FlowBox,
        digits: &str,
        color: &ColorName,
        stage: GiantPlace,
        tag: TagId,
    ) -> Abs {
        let scale = self.cx.scale;
        let small = digits.chars().count() > 1;
        let style = if small { &scale.number_small } else { &scale.number };
        let style = TextStyle { color: color.clone(), ..style.clone() };
        let (set, ink) = self.inked(digits, &style);
        let room = stage.room.size;
        let share = (room.height / ink.size.height).min(room.width / ink.size.width).min(1.0);
        let (set, ink) = match share < 1.0 {
            true => {
                let size = style.size * share;
                self.inked(digits, &TextStyle { size, ..style })
            }
            false => (set, ink),
        };
        let Some(line) = set.lines.first() else { return stage.room.top() };
        let beyond = self.beyond(stage, ink.size.width);
        let left = match self.cx.dir.is_rtl() {
            true => stage.room.right() + beyond - ink.right(),
            false => stage.room.left() - beyond - ink.left(),
        };
        let x = left - line.offset;
        set.place_all(flow_box, x, stage.room.top() - ink.top() - set.baseline, tag);
        flow_box.begins = None;
        stage.room.top() + ink.size.height
    }

    /// How far a number's ink passes the edge of the text: past the trim into the bleed, where it is
    /// wide enough to lose so much.
    fn beyond(&self, stage: GiantPlace, width: Abs) -> Abs {
        let cut = width * CUT;
        match stage.trim {
            Some(trim) if cut >= self.cx.theme.page.bleed => trim + cut,
            _ => Abs::ZERO,
        }
    }

    /// A number on one line and the box around its ink, from the left end of its baseline.
    fn inked(&mut self, digits: &str, style: &TextStyle) -> (SetText, Rect) {
        let set = self.one_label(digits, style, Abs::pt(1e4));
        let ink = set.lines.first().and_then(|line| self.cx.setter.ink(line));
        (set, ink.unwrap_or(Rect::new(Abs::ZERO, -style.size, style.size, style.size)))
    }
}
