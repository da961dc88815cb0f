//! What boxes stand in, beside the tinted panel: two rules, or a frame with a title in its side.

use super::context::Column;
use super::flow_box::FlowBox;
use super::frame::TagId;
use super::par::{FlowBuilder, ParagraphKind, SetText};
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

impl FlowBuilder<'_, '_> {
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
    pub(super) fn between_rules(&self, before: Abs, content: FlowBox) -> FlowBox {
        let (cx, rules, text) = (self.cx, &self.cx.theme.rules, self.cx.grid.text);
        let padding = cx.theme.callout.padding;
        let height = cx.on_grid(content.height + padding * 2.0);
        let mut flow_box = FlowBox::new(before, height);
        let color = cx.color(&rules.accent_color);
        for y in [Abs::ZERO, height - rules.accent] {
            flow_box.rule(text.x, y, text.width, rules.accent, color);
            flow_box.ink.add(
                Rect::new(text.x, y, text.width, rules.accent),
                Abs::ZERO,
                Abs::ZERO,
            );
        }
        let slack = (height - content.height) / 2.0;
        flow_box.absorb(content, slack);
        flow_box
    }

    /// Content on a solid block that grows out of the page's edge at the start.
    pub(super) fn on_block(&self, before: Abs, content: FlowBox) -> FlowBox {
        let cx = self.cx;
        let (style, block) = (&cx.theme.callout, cx.start_span());
        let height = cx.on_grid(content.height + style.padding * 2.0);
        let mut flow_box = FlowBox::new(before, height);
        let ground = Rect::new(block.x, Abs::ZERO, block.width, height);
        flow_box.fill(Path::rect(ground), cx.color(&style.ground));
        flow_box.ink.add(ground, Abs::ZERO, Abs::ZERO);
        let slack = (height - content.height) / 2.0;
        flow_box.absorb(content, slack);
        flow_box
    }

    /// Content on a tint over the main column, a strong rule at its start side.
    pub(super) fn beside_rule(&self, before: Abs, content: FlowBox) -> FlowBox {
        let (cx, column) = (self.cx, self.cx.grid.main);
        let (style, line) = (&cx.theme.callout, cx.theme.rules.strong);
        let height = cx.on_grid(content.height + style.padding * 2.0);
        let mut flow_box = FlowBox::new(before, height);
        let ground = Rect::new(column.x, Abs::ZERO, column.width, height);
        flow_box.fill(Path::rect(ground), cx.color(&style.ground));
        let x = column.at_start(cx.dir, Abs::ZERO, line);
        let rule = Path::rect(Rect::new(x, Abs::ZERO, line, height));
        flow_box.fill(rule, cx.color(&cx.theme.rules.accent_color));
        flow_box.ink.add(ground, Abs::ZERO, Abs::ZERO);
        let slack = (height - content.height) / 2.0;
        flow_box.absorb(content, slack);
        flow_box
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
        let set = self.set(title, style, column.width, ParagraphKind::Balanced);
        if set.lines.len() == 1 {
            return Some(FrameTitle { set, tag, column });
        }
        let mut flow_box = FlowBox::new(Abs::ZERO, set.height());
        set.place_all(&mut flow_box, column.x, Abs::ZERO, tag);
        self.flow_boxes.push(flow_box);
        None
    }

    /// Content in a frame over the whole text.
    pub(super) fn framed(
        &self,
        before: Abs,
        content: FlowBox,
        title: Option<FrameTitle>,
    ) -> FlowBox {
        let (cx, text) = (self.cx, self.cx.grid.text);
        let line = cx.theme.rules.frame;
        let color = cx.color(&cx.scale.title.color);
        let padding = cx.theme.callout.padding;
        // The frame's upper side runs through the middle of its title.
        let top = title.as_ref().map_or(Abs::ZERO, |title| title.set.leading / 2.0);
        let below =
            title.as_ref().map_or(padding, |title| padding.max(title.set.leading / 2.0));
        let height = cx.on_grid(top + below + content.height + padding);
        let mut flow_box = FlowBox::new(before, height);
        let frame = Rect::new(text.x, top, text.width, height - top);
        flow_box.sides(frame, line, color);
        flow_box.rule(text.x, height - line, text.width, line, color);
        flow_box.ink.add(frame, Abs::ZERO, Abs::ZERO);
        match title {
            Some(title) => self.side_with_title(&mut flow_box, &title, top, color),
            None => flow_box.rule(text.x, top, text.width, line, color),
        }
        let slack = height - top - content.height - below - padding;
        flow_box.absorb(content, top + below + slack / 2.0);
        flow_box
    }

    /// The upper side of a frame, open where its title stands.
    fn side_with_title(
        &self,
        flow_box: &mut FlowBox,
        title: &FrameTitle,
        y: Abs,
        color: Color,
    ) {
        let (text, line) = (self.cx.grid.text, self.cx.theme.rules.frame);
        let width = title.set.lines.first().map_or(Abs::ZERO, |line| line.width);
        let start = title.column.at_start(self.cx.dir, Abs::ZERO, width);
        let (from, to) = (start - CLEAR, start + width + CLEAR);
        flow_box.rule(text.x, y, from - text.x, line, color);
        flow_box.rule(to, y, text.x + text.width - to, line, color);
        let top = y - title.set.leading / 2.0;
        title.set.place_all(flow_box, title.column.x, top, title.tag);
    }
}
