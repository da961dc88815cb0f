//! Blocks of notices in a text file.

use schemars::JsonSchema;

use super::values::Prose;
use crate::source::decode::{Decode, Decoder};
use crate::source::node::Node;

/// What to do, and beside it what not to do.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct PairRow {
    /// What to do, a verb first: one paragraph or more.
    #[schemars(rename = "do", extend("x-also" = ["yes", "right", "good"]))]
    pub good: Prose,
    /// What not to do: one paragraph or more.
    #[schemars(rename = "dont", extend("x-also" = ["don't", "do-not", "no", "wrong", "bad"]))]
    pub bad: Prose,
}

// The names of its keys are no names of fields.
impl Decode for PairRow {
    const FIELDS: &'static [&'static str] = &["do", "dont"];

    fn decode(node: &Node<'_>, cx: &mut Decoder<'_>) -> Option<Self> {
        let entries = cx.entries(node, Self::FIELDS)?;
        let [good, bad] = ["do", "dont"].map(|key| cx.field(node, entries, key, Prose::decode));
        Some(Self { good: good?, bad: bad? })
    }
}
