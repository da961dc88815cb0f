//! What boxes stand in, beside the tinted panel: two rules, or a frame with a title in its side.

use super::context::Column;
use super::frame::TagId;
use super::par::{Builder, Manner, SetText};
use super::slab::Slab;
use crate::geom::{Abs, Path, Rect};
use crate::model::Text;
use crate::model::style::{CalloutKind, Color, TextStyle};

/// White on both sides of a title in a frame's side.
const CLEAR: Abs = Abs::mm(2.0);

/// A title in a frame's side.
pub(super) struct FrameTitle {
    set: SetText,
    tag: TagId,
    column: Column,
}

impl Builder<'_, '_> {
    /// What text in boxes stands on.
    pub(super) fn box_ground(&self) -> Color {
        let callout = &self.cx.theme.callout;
        match callout.kind {
            CalloutKind::Panel | CalloutKind::Side | CalloutKind::Block => {
                self.cx.color(&callout.ground)
            }
            CalloutKind::Ruled | CalloutKind::Frame => Color::PAPER,
        }
    }

    /// The column of text in boxes.
    pub(super) fn box_column(&self) -> Column {
        let (text, callout) = (self.cx.grid.text, &self.cx.theme.callout);
        match callout.kind {
            CalloutKind::Panel | CalloutKind::Ruled => text,
            CalloutKind::Block => text.inset(self.cx.dir, Abs::ZERO, callout.padding),
            CalloutKind::Frame => text.inset(self.cx.dir, callout.outdent, callout.outdent),
            CalloutKind::Side => {
                let pad = callout.outdent;
                self.cx.grid.main.inset(self.cx.dir, pad + self.cx.theme.rules.strong, pad)
            }
        }
    }

    /// Content between two rules over the whole text.
    pub(super) fn between_rules(&self, before: Abs, content: Slab) -> Slab {
        let (cx, rules, text) = (self.cx, &self.cx.theme.rules, self.cx.grid.text);
        let padding = cx.theme.callout.padding;
        let height = cx.on_grid(content.height + padding * 2.0);
        let mut slab = Slab::new(before, height);
        let color = cx.color(&rules.accent_color);
        for y in [Abs::ZERO, height - rules.accent] {
            slab.rule(text.x, y, text.width, rules.accent, color);
            slab.ink.add(Rect::new(text.x, y, text.width, rules.accent), Abs::ZERO, Abs::ZERO);
        }
        let slack = (height - content.height) / 2.0;
        slab.absorb(content, slack);
        slab
    }

    /// Content on a solid block that grows out of the page's edge at the start.
    pub(super) fn on_block(&self, before: Abs, content: Slab) -> Slab {
        let cx = self.cx;
        let (style, block) = (&cx.theme.callout, cx.start_span());
        let height = cx.on_grid(content.height + style.padding * 2.0);
        let mut slab = Slab::new(before, height);
        let ground = Rect::new(block.x, Abs::ZERO, block.width, height);
        slab.fill(Path::rect(ground), cx.color(&style.ground));
        slab.ink.add(ground, Abs::ZERO, Abs::ZERO);
        let slack = (height - content.height) / 2.0;
        slab.absorb(content, slack);
        slab
    }

    /// Content on a tint over the main column, a strong rule at its start side.
    pub(super) fn beside_rule(&self, before: Abs, content: Slab) -> Slab {
        let (cx, column) = (self.cx, self.cx.grid.main);
        let (style, line) = (&cx.theme.callout, cx.theme.rules.strong);
        let height = cx.on_grid(content.height + style.padding * 2.0);
        let mut slab = Slab::new(before, height);
        let ground = Rect::new(column.x, Abs::ZERO, column.width, height);
        slab.fill(Path::rect(ground), cx.color(&style.ground));
        let x = column.at_start(cx.dir, Abs::ZERO, line);
        let rule = Path::rect(Rect::new(x, Abs::ZERO, line, height));
        slab.fill(rule, cx.color(&cx.theme.rules.accent_color));
        slab.ink.add(ground, Abs::ZERO, Abs::ZERO);
        let slack = (height - content.height) / 2.0;
        slab.absorb(content, slack);
        slab
    }

    /// Sets a title that stands in a frame's side; a long one goes into the frame, and none is
    /// given back.
    pub(super) fn frame_title(
        &mut self,
        title: &Text,
        style: &TextStyle,
        column: Column,
        tag: TagId,
    ) -> Option<FrameTitle> {
        let set = self.set(title, style, column.width, Manner::Balanced);
        if set.lines.len() == 1 {
            return Some(FrameTitle { set, tag, column });
        }
        let mut slab = Slab::new(Abs::ZERO, set.height());
        set.place_all(&mut slab, column.x, Abs::ZERO, tag);
        self.slabs.push(slab);
        None
    }

    /// Content in a frame over the whole text.
    pub(super) fn framed(&self, before: Abs, content: Slab, title: Option<FrameTitle>) -> Slab {
        let (cx, text) = (self.cx, self.cx.grid.text);
        let line = cx.theme.rules.frame;
        let color = cx.color(&cx.scale.title.color);
        let padding = cx.theme.callout.padding;
        // The frame's upper side runs through the middle of its title.
        let top = title.as_ref().map_or(Abs::ZERO, |title| title.set.leading / 2.0);
        let below =
            title.as_ref().map_or(padding, |title| padding.max(title.set.leading / 2.0));
        let height = cx.on_grid(top + below + content.height + padding);
        let mut slab = Slab::new(before, height);
        let frame = Rect::new(text.x, top, text.width, height - top);
        slab.sides(frame, line, color);
        slab.rule(text.x, height - line, text.width, line, color);
        slab.ink.add(frame, Abs::ZERO, Abs::ZERO);
        match title {
            Some(title) => self.side_with_title(&mut slab, &title, top, color),
            None => slab.rule(text.x, top, text.width, line, color),
        }
        let slack = height - top - content.height - below - padding;
        slab.absorb(content, top + below + slack / 2.0);
        slab
    }

    /// The upper side of a frame, open where its title stands.
    fn side_with_title(&self, slab: &mut Slab, title: &FrameTitle, y: Abs, color: Color) {
        let (text, line) = (self.cx.grid.text, self.cx.theme.rules.frame);
        let width = title.set.lines.first().map_or(Abs::ZERO, |line| line.width);
        let start = title.column.at_start(self.cx.dir, Abs::ZERO, width);
        let (from, to) = (start - CLEAR, start + width + CLEAR);
        slab.rule(text.x, y, from - text.x, line, color);
        slab.rule(to, y, text.x + text.width - to, line, color);
        let top = y - title.set.leading / 2.0;
        title.set.place_all(slab, title.column.x, top, title.tag);
    }
}
