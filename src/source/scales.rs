//! Type scales that a theme gives as changes to another one.

use super::node::{Key, Node, NodeKind};

/// Scales that say only what differs from another one.
const DERIVED: [(&str, &str); 3] =
    [("persian", "arabic"), ("east-asian", "latin"), ("brahmic", "latin")];

/// The scale that another one says changes to.
pub(super) fn base(scale: &str) -> Option<&'static str> {
    DERIVED.iter().find(|(derived, _)| *derived == scale).map(|(_, base)| *base)
}

/// Completes the scales of a whole theme, after all changes to it.
pub(super) fn complete(theme: &mut Node<'_>) {
    if let Some(text) = theme.get_mut("text") {
        DERIVED.iter().for_each(|(scale, base)| derive(text, scale, base));
    }
}

/// Lays a scale upon a copy of its base.
fn derive(text: &mut Node<'_>, scale: &str, base: &str) {
    let Some(mut whole) = text.get(base).cloned() else { return };
    match text.get_mut(scale) {
        Some(changes) => {
            whole.overlay(changes.clone());
            *changes = whole;
        }
        None => {
            if let NodeKind::Map(entries) = &mut text.kind {
                entries.push((Key { text: scale.to_owned().into(), span: whole.span }, whole));
            }
        }
    }
}
