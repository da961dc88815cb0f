//! Texts that are set to be measured and then set again: they leave nothing behind.

use super::flow_box::FlowBox;
use super::par::{FlowBuilder, ParagraphKind, SetText};
use crate::diag::{Diagnostic, Sink};
use crate::geom::{Abs, Dir};
use crate::model::Text;
use crate::model::style::TextStyle;
use crate::text::{Alignment, Relief};

/// One step of a title that is too long for its place.
const STEP: f64 = 0.9;
/// What of a measure a word may fill whose size is made for it.
const NEARLY: f64 = 0.995;

impl FlowBuilder<'_, '_> {
    /// A title as it would be set.
    pub(super) fn trial(&mut self, text: &Text, style: &TextStyle, width: Abs) -> SetText {
        let (mark, outer) = (self.links(), std::mem::take(&mut self.sink));
        let set = self.set(text, style, width, ParagraphKind::Balanced);
        self.forget_links(mark);
        self.sink = outer;
        set
    }

    /// A title in the largest size at which it fits, size and leading stepping down together as
    /// far as that of the text.
    pub(super) fn set_stepped(
        &mut self,
        text: &Text,
        style: &TextStyle,
        width: Abs,
        fits: impl Fn(&SetText) -> bool,
    ) -> SetText {
        let (floor, mark) = (self.cx.scale.body.size, self.links());
        let outer = std::mem::take(&mut self.sink);
        let mut style = style.clone();
        let set = loop {
            let set = self.set(text, &style, width, ParagraphKind::Balanced);
            if fits(&set) || style.size * STEP < floor {
                break set;
            }
            self.sink = Sink::default();
            self.forget_links(mark);
            style.size = style.size * STEP;
            style.leading = style.leading * STEP;
        };
        let told = std::mem::replace(&mut self.sink, outer);
        self.sink.append(told);
        set
    }

    /// A style in which no word of a text is wider than a measure, down to the size of prose: large type
    /// parts no words.
    pub(super) fn whole_words(
        &mut self,
        text: &Text,
        style: &TextStyle,
        width: Abs,
    ) -> TextStyle {
        let longest = self.longest_word(text, style);
        let floor = self.cx.scale.body.size / style.size;
        let share = (width / longest.max(Abs::pt(0.1)) * NEARLY).min(1.0).max(floor.min(1.0));
        if longest <= width {
            return style.clone();
        }
        let (size, leading) = (style.size * share, style.leading * share);
        TextStyle { size, leading, ..style.clone() }
    }

    /// Builds something and takes all of it back where what it tells, or what comes of it, is not
    /// `good`; whether it stays.
    pub(super) fn attempt(
        &mut self,
        build: impl FnOnce(&mut Self),
        good: impl FnOnce(&[Diagnostic], &[FlowBox]) -> bool,
    ) -> bool {
        let (tags, links, flow_boxes) =
            (self.tags.nodes.len(), self.links(), self.flow_boxes.len());
        let outer = std::mem::take(&mut self.sink);
        build(self);
        let told = std::mem::replace(&mut self.sink, outer);
        let made = self.flow_boxes.get(flow_boxes..).unwrap_or_default();
        let stays = good(told.diagnostics(), made);
        if stays {
            self.sink.append(told);
        } else {
            self.tags.forget(tags);
            self.forget_links(links);
            self.flow_boxes.truncate(flow_boxes);
        }
        stays
    }

    /// How wide a text is on one line.
    pub(super) fn natural_width(&mut self, text: &Text, style: &TextStyle) -> Abs {
        let mark = self.links();
        let set = self.set(text, style, Abs::pt(1e5), ParagraphKind::Label(Alignment::Start));
        self.forget_links(mark);
        set.lines.iter().map(|l| l.width).fold(Abs::ZERO, Abs::max)
    }

    /// The longest word of a text.
    pub(super) fn longest_word(&mut self, text: &Text, style: &TextStyle) -> Abs {
        self.least_width(text, style, Relief::None)
    }

    /// The widest stretch of a text that stays whole under a relief.
    pub(super) fn least_width(
        &mut self,
        text: &Text,
        style: &TextStyle,
        relief: Relief,
    ) -> Abs {
        let setting = self.cx.setting(style);
        let mark = self.links();
        let rich = self.inline.rich(text, &setting);
        self.forget_links(mark);
        self.cx.setter.least_width(&rich.text, relief)
    }

    /// How wide the widest word of a text is, whatever stands between two blanks.
    pub(super) fn widest_word(&mut self, text: &Text, style: &TextStyle) -> Abs {
        let plain = text.to_plain();
        let outer = std::mem::take(&mut self.sink);
        let widths: Vec<Abs> = plain
            .split(|c: char| c.is_whitespace() && !matches!(c, '\u{a0}' | '\u{202f}'))
            .filter(|word| !word.is_empty())
            .filter_map(|word| {
                let kind = ParagraphKind::Label(Alignment::Start);
                self.set_plain(word, style, Abs::pt(1e4), kind).lines.first().map(|l| l.width)
            })
            .collect();
        self.sink = outer;
        widths.into_iter().fold(Abs::ZERO, Abs::max)
    }

    /// How far the ink of a text's first word passes the edge that its lines begin at: strokes of
    /// Nastaliq reach over what stands before them.
    pub(super) fn overhang(&mut self, text: &Text, style: &TextStyle) -> Abs {
        let plain = text.to_plain();
        let Some(word) = plain.split_whitespace().next() else { return Abs::ZERO };
        let outer = std::mem::take(&mut self.sink);
        let set =
            self.set_plain(word, style, Abs::pt(1e4), ParagraphKind::Label(Alignment::Start));
        self.sink = outer;
        self.overhang_of(&set)
    }

    /// How far the ink of any line passes the edge that lines begin at.
    pub(super) fn overhang_of(&self, set: &SetText) -> Abs {
        let passes = |line: &std::sync::Arc<crate::text::Line>| {
            let ink = self.cx.setter.ink(line).unwrap_or_default();
            match self.cx.dir {
                Dir::Rtl => (ink.right() - line.width).max(Abs::ZERO),
                Dir::Ltr => (-ink.left()).max(Abs::ZERO),
            }
        };
        set.lines.iter().map(passes).fold(Abs::ZERO, Abs::max)
    }

    /// How many links were met.
    pub(super) fn links(&self) -> usize {
        self.inline.links.len()
    }

    /// Forgets the links after the first `count`: those of texts that were set to be measured.
    pub(super) fn forget_links(&mut self, count: usize) {
        self.inline.links.truncate(count);
    }
}
