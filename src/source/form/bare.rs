//! Entries without what is remarked in them.

use super::lines::{BLANKS, comment_at, past_properties};
use super::nest::Nest;
use super::tree::{Block, Entry, Leaf, Value};

/// An entry with all in it, but for comments.
pub(super) fn bared(mut entry: Entry<'_>) -> Entry<'_> {
    entry.lead.clear();
    entry.under.clear();
    entry.trail.clear();
    entry.value = match entry.value {
        Value::Empty(said) => Value::Empty(uncommented(said)),
        Value::Leaf(leaf) => Value::Leaf(bare_leaf(leaf)),
        Value::Below(said, _, leaf) => Value::Below(uncommented(said), vec![], bare_leaf(leaf)),
        Value::Block(said, block) => Value::Block(uncommented(said), bare_block(block)),
        Value::Same(block) => Value::Same(bare_block(block)),
    };
    entry
}

fn bare_block(mut block: Block<'_>) -> Block<'_> {
    block.tail.clear();
    block.entries = block.entries.into_iter().map(bared).collect();
    block
}

/// A value without the comment on its line; those between brackets stay.
fn bare_leaf(mut leaf: Leaf<'_>) -> Leaf<'_> {
    let said = past_properties(leaf.first);
    let skipped = leaf.first.len() - said.len();
    if said.starts_with(['"', '\'', '[', '{']) {
        let end = Nest::default().follow(said);
        leaf.first = end.map_or(leaf.first, |end| &leaf.first[..skipped + end]);
    } else {
        leaf.first = uncommented(leaf.first);
    }
    leaf
}

/// A text without the comment behind it.
pub(super) fn uncommented(text: &str) -> &str {
    comment_at(text).map_or(text, |at| text[..at].trim_end_matches(BLANKS))
}
