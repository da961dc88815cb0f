//! Texts that are set to be measured and then set again: they leave nothing behind.

use super::par::{Builder, Manner};
use crate::geom::Abs;
use crate::model::Text;
use crate::model::style::TextStyle;
use crate::text::{Alignment, Relief};

impl Builder<'_, '_> {
    /// How wide a text is on one line.
    pub(super) fn natural_width(&mut self, text: &Text, style: &TextStyle) -> Abs {
        let mark = self.links();
        let set = self.set(text, style, Abs::pt(1e5), Manner::Label(Alignment::Start));
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
        let rich = self.enrich.rich(text, &setting);
        self.forget_links(mark);
        self.cx.setter.least_width(&rich.text, relief)
    }

    /// How many links were met.
    pub(super) fn links(&self) -> usize {
        self.enrich.links.len()
    }

    /// Forgets the links after the first `count`: those of texts that were set to be measured.
    pub(super) fn forget_links(&mut self, count: usize) {
        self.enrich.links.truncate(count);
    }
}
