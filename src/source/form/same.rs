//! Whether two texts say the same.

use super::lines::{BLANKS, lines};
use crate::diag::Span;
use crate::source::node::{Key, Node, NodeKind};

/// Where the first of two nodes differs from the other; maps may have their keys in any order.
pub(super) fn differs(one: &Node<'_>, other: &Node<'_>) -> Option<Span> {
    match (&one.kind, &other.kind) {
        (NodeKind::Map(ones), NodeKind::Map(others)) if ones.len() == others.len() => {
            let (ones, others) = (by_key(ones), by_key(others));
            ones.iter().zip(others).find_map(|((key, one), (name, other))| {
                if key.text == name.text { differs(one, other) } else { Some(key.span) }
            })
        }
        (NodeKind::Seq(ones), NodeKind::Seq(others)) if ones.len() == others.len() => {
            ones.iter().zip(others).find_map(|(one, other)| differs(one, other))
        }
        (NodeKind::Map(_) | NodeKind::Seq(_), _) => Some(one.span),
        (own, other) => (own != other).then_some(one.span),
    }
}

fn by_key<'n, 'a>(entries: &'n [(Key<'a>, Node<'a>)]) -> Vec<&'n (Key<'a>, Node<'a>)> {
    let mut sorted: Vec<_> = entries.iter().collect();
    sorted.sort_by(|(one, _), (other, _)| one.text.cmp(&other.text));
    sorted
}

/// Whether two texts have the same lines but for blanks and for their order.
pub(super) fn same_lines(one: &str, other: &str) -> bool {
    signs(one) == signs(other)
}

/// What stands on each line, without its blanks and the hyphens of the items that begin on it: of a
/// map in a list another key may come first.
fn signs(text: &str) -> Vec<String> {
    let (lines, _) = lines(text);
    let bare = |text: &str| text.replace(BLANKS, "").trim_start_matches('-').to_owned();
    let mut out: Vec<String> = lines.iter().map(|line| bare(line.text)).collect();
    out.retain(|line| !line.is_empty());
    out.sort();
    out
}
