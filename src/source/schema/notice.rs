//! Blocks of notices in a text file.

use schemars::JsonSchema;

use super::values::Prose;
use crate::source::decode::{Decode, Decoder, record};
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

/// The word that says that a door is closed, in any language's file.
pub(in crate::source) const CLOSED: &str = "closed";

/// When a door is open on a day, or on a span of days.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct OpeningRow {
    /// A day, or a span of days such as `Sunday – Thursday`.
    #[schemars(extend("x-also" = ["day", "when", "label", "name"]))]
    pub days: Prose,
    /// The hours, in words or figures; `closed` says in the language of the edition that there are
    /// none.
    #[schemars(extend("x-also" = ["time", "times", "open", "value"]))]
    pub hours: Prose,
}

record!(OpeningRow { days, hours });

impl OpeningRow {
    /// Whether the door is closed, in the one word that all languages' files may say.
    pub fn is_closed(&self) -> bool {
        self.hours.text.trim().eq_ignore_ascii_case(CLOSED)
    }
}

/// A number to call for help.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct HelpBlock {
    /// The number, as it is to be printed; it is a link that dials it.
    #[schemars(extend("x-also" = ["phone", "tel", "telephone", "value", "call"]))]
    pub number: Prose,
    /// What it is; “Help line” in the language of the edition, where the key is left out.
    #[schemars(extend("x-also" = ["text", "name", "title"]))]
    pub label: Option<Prose>,
}

record!(HelpBlock { number, label });

/// Something that came, or comes, at a time.
#[derive(Debug, Clone, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct MomentRow {
    /// When: a year, a date, or words.
    #[schemars(extend("x-also" = ["date", "year", "time", "day"]))]
    pub when: Prose,
    /// What: one paragraph or more.
    #[schemars(extend("x-also" = ["text", "event", "description", "title"]))]
    pub what: Prose,
}

record!(MomentRow { when, what });
