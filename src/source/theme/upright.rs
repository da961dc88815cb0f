//! No slant for scripts that have none, whatever a theme asks for (docs/spec/arabic.md, 5.1).

use super::super::node::{Node, NodeKind};
use crate::diag::{Diagnostic, Sink};
use crate::model::style::{TextStyle, Theme, TypeScale};

/// The scales of Arabic and Hebrew by their keys.
const SCALES: [&str; 5] = ["arabic", "persian", "arabic-extended", "nastaliq", "hebrew"];

/// Sets Arabic and Hebrew upright, and tells each `italic: true` that asks otherwise.
pub(super) fn set(theme: &mut Theme, node: &Node<'_>, sink: &mut Sink) {
    let text = &mut theme.text;
    let scales = [
        &mut text.arabic,
        &mut text.persian,
        &mut text.arabic_extended,
        &mut text.nastaliq,
        &mut text.hebrew,
    ];
    for (key, scale) in SCALES.into_iter().zip(scales) {
        styles(scale).into_iter().for_each(|style| style.italic = false);
        let asked = node.get("text").and_then(|text| text.get(key));
        asked.into_iter().for_each(|asked| tell(asked, sink));
    }
}

/// Reports each `italic: true` in a scale.
fn tell(node: &Node<'_>, sink: &mut Sink) {
    match &node.kind {
        NodeKind::Map(entries) => {
            for (key, value) in entries {
                if key.text == "italic" && says_true(value) {
                    let message = "Arabic and Hebrew have no slant: the style stays upright";
                    sink.push(
                        Diagnostic::warning("latin-style", value.span, message)
                            .with_hint("use `weight: 700` or another `color` instead"),
                    );
                }
                tell(value, sink);
            }
        }
        NodeKind::Seq(items) => items.iter().for_each(|item| tell(item, sink)),
        _ => {}
    }
}

fn says_true(node: &Node<'_>) -> bool {
    matches!(&node.kind, NodeKind::Scalar(scalar) if scalar.text == "true")
}

/// All styles of a scale.
fn styles(scale: &mut TypeScale) -> Vec<&mut TextStyle> {
    let mut all: Vec<&mut TextStyle> = scale.cover_title.iter_mut().collect();
    let notices = [
        &mut scale.check,
        &mut scale.pair_head,
        &mut scale.pair_text,
        &mut scale.hours,
        &mut scale.phone,
        &mut scale.statement_head,
        &mut scale.contents_head,
    ];
    all.extend(notices.into_iter().flatten());
    all.extend([
        &mut scale.cover_subtitle,
        &mut scale.closing_name,
        &mut scale.closing_other,
        &mut scale.imprint,
        &mut scale.title,
        &mut scale.number,
        &mut scale.number_small,
        &mut scale.h3,
        &mut scale.h4,
        &mut scale.lead,
        &mut scale.body,
        &mut scale.term,
        &mut scale.statement,
        &mut scale.quote,
        &mut scale.attribution,
        &mut scale.facts_number,
        &mut scale.facts_label,
        &mut scale.contents_row,
        &mut scale.contents_number,
        &mut scale.caption,
        &mut scale.footnote,
        &mut scale.table_head,
        &mut scale.table_cell,
        &mut scale.contact_title,
        &mut scale.running_head,
        &mut scale.folio,
    ]);
    all
}
