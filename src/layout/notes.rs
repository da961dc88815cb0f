//! Footnotes: set once, placed at the foot of the page that holds their mark.

use super::blocks::stack;
use super::context::Context;
use super::flow_box::FlowBox;
use super::frame::TagKind;
use super::ink::Skyline;
use super::par::{FlowBuilder, LEADING_STEP, ParagraphKind};
use crate::geom::Abs;
use crate::model::style::TextStyle;
use crate::text::Alignment;

/// Sets every footnote; their elements hang under the builder's root.
pub(super) fn notes(builder: &mut FlowBuilder<'_, '_>) -> Vec<FlowBox> {
    let document = builder.cx.document;
    (0..document.notes.len()).map(|i| builder.note(i)).collect()
}

impl FlowBuilder<'_, '_> {
    fn note(&mut self, index: usize) -> FlowBox {
        let cx = self.cx;
        let note = &cx.document.notes[index];
        let root = self.root();
        let tag = self.tag(TagKind::Note, root);
        self.tags.get_mut(tag).id = Some(format!("note-{}", index + 1));
        let style = &cx.scale.footnote;
        let label = self.tag(TagKind::Lbl, tag);
        let digits = cx.digits.format(index + 1);
        let mark = TextStyle { color: cx.theme.notes.color.clone(), ..cx.styles.strong(style) };
        let start = ParagraphKind::Label(Alignment::Start);
        let number = self.set_plain(&digits, &mark, cx.grid.main.width, start);
        let width = number.lines.first().map_or(Abs::ZERO, |l| l.width) + style.size * 0.4;
        let mut parts = Vec::new();
        let mut first = number.baseline;
        for (i, text) in note.body.iter().enumerate() {
            let column = cx.grid.main.inset(cx.dir, width, Abs::ZERO);
            let paragraph = self.tag(TagKind::P, tag);
            let set = self.set(text, style, column.width, ParagraphKind::Prose);
            if i == 0 {
                first = set.baseline;
            }
            let mut part = FlowBox::new(Abs::ZERO, set.height());
            set.place_all(&mut part, column.x, Abs::ZERO, paragraph);
            parts.push(part);
        }
        let body = stack(parts);
        let drop = (first - number.baseline).max(Abs::ZERO);
        let mut flow_box = FlowBox::new(Abs::ZERO, body.height.max(drop + number.height()));
        number.place_all(&mut flow_box, cx.grid.main.x, drop, label);
        flow_box.absorb(body, Abs::ZERO);
        // Which note will stand above it is not known yet.
        let mut flow_box = flow_box.contain(LEADING_STEP);
        flow_box.ink = Skyline::default();
        flow_box
    }
}

/// The height that notes of a height take at a page's foot with the rule above them; without any,
/// there is no rule.
pub(super) fn height(cx: &Context<'_, '_>, text: Abs, none: bool) -> Abs {
    if none {
        return Abs::ZERO;
    }
    let style = &cx.theme.notes;
    text + style.gap + style.thickness + cx.theme.space.paragraph
}

/// The notes of a page, their rule at the start side; their foot is the text block's.
pub(super) fn place(
    cx: &Context<'_, '_>,
    set: &mut [FlowBox],
    wanted: &[usize],
) -> Option<FlowBox> {
    if wanted.is_empty() {
        return None;
    }
    let style = &cx.theme.notes;
    let mut flow_box = FlowBox::default();
    let x = cx.grid.main.at_start(cx.dir, Abs::ZERO, style.rule);
    flow_box.rule(x, Abs::ZERO, style.rule, style.thickness, cx.color(&style.color));
    flow_box.height = style.thickness + style.gap;
    for &i in wanted {
        if let Some(note) = set.get_mut(i) {
            let note = std::mem::take(note);
            let (top, height) = (flow_box.height, note.height);
            flow_box.absorb(note, top);
            flow_box.height = top + height;
        }
    }
    flow_box.begins = None;
    Some(flow_box)
}
