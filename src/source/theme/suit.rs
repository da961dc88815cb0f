//! What a format changes in a theme of other type than the first one.
//!
//! Formats are drawn for the first theme: they say the sizes of its type. Where a theme says another
//! size, the format makes that larger or smaller by as much, and where it says another face, weight
//! or colour, the format leaves it.

use super::super::node::{Key, Node, NodeKind, Scalar, ScalarStyle};
use super::super::scales;
use crate::geom::Abs;

/// The parts of a theme that formats change in proportion, beside its type.
const SPACE: &str = "space";
/// The key of the sizes that a cover's title steps down by.
const STEPS: &str = "cover-title";

/// What is no longer says that there is no grid.
const LEAST: Abs = Abs::pt(0.1);

/// The changes of a format as a theme needs them; `first` is the theme that they are drawn for.
pub(in crate::source) fn suited<'n>(
    mut changes: Node<'n>,
    theme: &Node<'n>,
    first: &Node<'n>,
) -> Node<'n> {
    if let Some(space) = changes.get_mut(SPACE) {
        let (theme, first) = (theme.get(SPACE), first.get(SPACE));
        leaves(space, &|key| theme?.get(key), &|key| first?.get(key));
    }
    let Some(NodeKind::Map(scales)) = changes.get_mut("text").map(|text| &mut text.kind) else {
        return changes;
    };
    for (Key { text: scale, .. }, styles) in scales {
        let NodeKind::Map(entries) = &mut styles.kind else { continue };
        for (key, style) in entries {
            let find = |whole| found(whole, scale, &key.text);
            let (Some(theirs), Some(drawn)) = (find(theme), find(first)) else { continue };
            match &style.kind {
                NodeKind::Seq(steps) if key.text == STEPS => {
                    *style = titles(steps, theirs, drawn).unwrap_or_else(|| style.clone());
                }
                NodeKind::Map(_) => {
                    let of = |whole, leaf: &str| leaf_of(whole, scale, &key.text, leaf);
                    leaves(style, &|leaf| of(theme, leaf), &|leaf| of(first, leaf));
                }
                _ => scaled(style, theirs, drawn),
            }
        }
    }
    changes
}

/// A style of a scale, or of the scale that it changes.
fn found<'t, 'n>(theme: &'t Node<'n>, scale: &str, style: &str) -> Option<&'t Node<'n>> {
    let text = theme.get("text")?;
    let own = text.get(scale).and_then(|scale| scale.get(style));
    own.or_else(|| text.get(scales::base(scale)?)?.get(style))
}

/// A leaf of a style, or of that which it changes.
fn leaf_of<'t, 'n>(
    theme: &'t Node<'n>,
    scale: &str,
    style: &str,
    leaf: &str,
) -> Option<&'t Node<'n>> {
    let text = theme.get("text")?;
    let own = text.get(scale).and_then(|scale| scale.get(style)?.get(leaf));
    own.or_else(|| text.get(scales::base(scale)?)?.get(style)?.get(leaf))
}

/// Suits the leaves of a map: lengths in proportion; what else a theme says otherwise falls away.
fn leaves<'t, 'n: 't>(
    changes: &mut Node<'n>,
    theirs: &dyn Fn(&str) -> Option<&'t Node<'n>>,
    drawn: &dyn Fn(&str) -> Option<&'t Node<'n>>,
) {
    let NodeKind::Map(entries) = &mut changes.kind else { return };
    entries.retain_mut(|(key, value)| {
        let (Some(theirs), Some(drawn)) = (theirs(&key.text), drawn(&key.text)) else {
            return true;
        };
        scaled(value, theirs, drawn);
        length(value).is_some() || said(theirs) == said(drawn)
    });
}

/// Makes a length larger or smaller as the theme's is against the one that it was drawn for.
fn scaled<'n>(change: &mut Node<'n>, theirs: &Node<'n>, drawn: &Node<'n>) {
    let lengths = (length(change), length(theirs), length(drawn));
    let (Some(to), Some(now), Some(from)) = lengths else { return };
    if now == from || from == Abs::ZERO || to <= LEAST {
        return;
    }
    let text = format!("{}pt", (now * (to / from)).to_pt()).into();
    change.kind = NodeKind::Scalar(Scalar { text, style: ScalarStyle::Bare });
}

/// The steps of a cover's title: the theme's own, each as much larger or smaller as the format makes
/// that of the first theme; `None` where the theme's are those.
fn titles<'n>(steps: &[Node<'n>], theirs: &Node<'n>, drawn: &Node<'n>) -> Option<Node<'n>> {
    let (NodeKind::Seq(own), NodeKind::Seq(first)) = (&theirs.kind, &drawn.kind) else {
        return None;
    };
    let same = own.len() == first.len()
        && own.iter().zip(first).all(|(a, b)| {
            ["font", "size", "leading", "weight", "color"]
                .iter()
                .all(|key| a.get(key).map(said) == b.get(key).map(said))
        });
    if same {
        return None;
    }
    let step = |(i, own): (usize, &Node<'n>)| {
        let (change, first) = (steps.get(i).or(steps.last())?, first.get(i).or(first.last())?);
        let mut step = own.clone();
        for key in ["size", "leading"] {
            let mut length = change.get(key)?.clone();
            scaled(&mut length, own.get(key)?, first.get(key)?);
            *step.get_mut(key)? = length;
        }
        Some(step)
    };
    let suited: Option<Vec<Node<'n>>> = own.iter().enumerate().map(step).collect();
    Some(Node { kind: NodeKind::Seq(suited?), span: theirs.span })
}

fn length(node: &Node<'_>) -> Option<Abs> {
    match &node.kind {
        NodeKind::Scalar(scalar) => Abs::parse(&scalar.text),
        _ => None,
    }
}

fn said<'a>(node: &'a Node<'_>) -> Option<&'a str> {
    match &node.kind {
        NodeKind::Scalar(scalar) => Some(&scalar.text),
        _ => None,
    }
}
