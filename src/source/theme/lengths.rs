//! Lengths and numbers of a theme: within bounds that pages can have.

use super::super::decode::{Decode, Decoder, listed};
use super::super::node::Node;
use crate::diag::Diagnostic;
use crate::geom::Abs;
use crate::model::style::TextStyle;

/// Longest length of a theme: ten metres, far past any sheet.
const LONGEST: Abs = Abs::pt(28_346.0);

impl Decode for Abs {
    fn decode(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Self> {
        let expected = "a length such as `15mm` or `9pt`";
        let text = cx.text(node, expected)?;
        let length = Self::parse(text).filter(|length| length.abs() <= LONGEST);
        if length.is_none() {
            let message = format!("expected {expected}, found `{text}`");
            let units: Vec<_> = Self::UNITS.iter().map(|(unit, _)| *unit).collect();
            cx.sink.push(
                Diagnostic::error("bad-length", node.span, message)
                    .with_hint(format!("units are {}", listed(&units))),
            );
        }
        length
    }
}

/// A length that is more than nothing.
pub(super) fn extent(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Abs> {
    let length = Abs::decode(node, cx)?;
    if length.to_pt() >= 0.1 {
        return Some(length);
    }
    cx.error("bad-length", node.span, "this length must be more than nothing");
    None
}

/// A number above zero.
pub(super) fn positive(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<f64> {
    let number = f64::decode(node, cx)?;
    if number > 0.0 {
        return Some(number);
    }
    let hint = "write a greater one, or remove the key: the theme's own is taken";
    cx.error_with_hint("bad-number", node.span, "this number must be above zero", hint);
    None
}

/// A list of styles that is not empty.
pub(super) fn some_styles(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Vec<TextStyle>> {
    let styles = Vec::<TextStyle>::decode(node, cx)?;
    if styles.is_empty() {
        let hint = "write a style, or remove the key: the theme's own is taken";
        cx.error_with_hint(
            "empty-list",
            node.span,
            "the list must hold at least one style",
            hint,
        );
        return None;
    }
    Some(styles)
}
