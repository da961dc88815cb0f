//! Words beside a page: for the print shop and the team, never for readers.

use std::sync::Arc;

use super::super::context::Context;
use super::super::frame::TagKind;
use super::super::par::{FlowBuilder, ParagraphKind};
use super::super::rich::InlineSetting;
use crate::diag::Span;
use crate::geom::{Abs, Dir};
use crate::model::lang::Writing;
use crate::model::style::{ColorName, Role, TextStyle};
use crate::model::{Inline, Text};
use crate::text::{Alignment, Line};

/// Words of a size as one line, no wider than `room`. They run from left to right, whatever the
/// edition's language.
pub(in super::super) fn label(
    cx: &Context<'_, '_>,
    words: &str,
    size: Abs,
    room: Abs,
) -> Option<Arc<Line>> {
    let mut builder = FlowBuilder::new(cx, TagKind::Div);
    let style = TextStyle {
        font: Role::Body,
        size,
        leading: size * 1.25,
        weight: 400.0,
        italic: false,
        color: ColorName("ink".into()),
    };
    let setting = InlineSetting { writing: Writing::Latin, ..cx.setting(&style) };
    let inlines = vec![Inline::Text { text: words.to_owned(), span: Span::NONE }];
    let text = Text { inlines, ..Text::default() };
    let kind = ParagraphKind::Label(Alignment::Start);
    let set = builder.set_in(&text, &setting, Dir::Ltr, room, kind);
    set.lines.first().cloned()
}
