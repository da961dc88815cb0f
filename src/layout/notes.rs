//! Footnotes: set once, placed at the foot of the page that holds their mark.

use super::blocks::stack;
use super::context::Context;
use super::frame::TagKind;
use super::ink::Skyline;
use super::par::{Builder, LEADING_STEP, Manner};
use super::slab::Slab;
use crate::geom::Abs;
use crate::model::style::TextStyle;
use crate::text::Alignment;

/// Sets every footnote; their elements hang under the builder's root.
pub(super) fn notes(builder: &mut Builder<'_, '_>) -> Vec<Slab> {
    let document = builder.cx.document;
    (0..document.notes.len()).map(|i| builder.note(i)).collect()
}

impl Builder<'_, '_> {
    fn note(&mut self, index: usize) -> Slab {
        let cx = self.cx;
        let note = &cx.document.notes[index];
        let root = self.root();
        let tag = self.tag(TagKind::Note, root);
        self.tags.get_mut(tag).id = Some(format!("note-{}", index + 1));
        let style = &cx.scale.footnote;
        let label = self.tag(TagKind::Lbl, tag);
        let digits = cx.digits.format(index + 1);
        let mark = TextStyle { color: cx.theme.notes.color.clone(), ..cx.styles.strong(style) };
        let start = Manner::Label(Alignment::Start);
        let number = self.set_plain(&digits, &mark, cx.grid.main.width, start);
        let width = number.lines.first().map_or(Abs::ZERO, |l| l.width) + style.size * 0.4;
        let mut parts = Vec::new();
        let mut first = number.baseline;
        for (i, text) in note.body.iter().enumerate() {
            let column = cx.grid.main.inset(cx.dir, width, Abs::ZERO);
            let paragraph = self.tag(TagKind::P, tag);
            let set = self.set(text, style, column.width, Manner::Prose);
            if i == 0 {
                first = set.baseline;
            }
            let mut part = Slab::new(Abs::ZERO, set.height());
            set.place_all(&mut part, column.x, Abs::ZERO, paragraph);
            parts.push(part);
        }
        let body = stack(parts);
        let drop = (first - number.baseline).max(Abs::ZERO);
        let mut slab = Slab::new(Abs::ZERO, body.height.max(drop + number.height()));
        number.place_all(&mut slab, cx.grid.main.x, drop, label);
        slab.absorb(body, Abs::ZERO);
        // Which note will stand above it is not known yet.
        let mut slab = slab.contain(LEADING_STEP);
        slab.ink = Skyline::default();
        slab
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
pub(super) fn place(cx: &Context<'_, '_>, set: &mut [Slab], wanted: &[usize]) -> Option<Slab> {
    if wanted.is_empty() {
        return None;
    }
    let style = &cx.theme.notes;
    let mut slab = Slab::default();
    let x = cx.grid.main.at_start(cx.dir, Abs::ZERO, style.rule);
    slab.rule(x, Abs::ZERO, style.rule, style.thickness, cx.color(&style.color));
    slab.height = style.thickness + style.gap;
    for &i in wanted {
        if let Some(note) = set.get_mut(i) {
            let note = std::mem::take(note);
            let (top, height) = (slab.height, note.height);
            slab.absorb(note, top);
            slab.height = top + height;
        }
    }
    slab.begins = None;
    Some(slab)
}
