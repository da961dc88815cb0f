//! What blocks of notices hold.

use super::Text;

/// What to do, and beside it what not to do.
#[derive(Debug, Clone)]
pub struct DoDont {
    /// What to do: its paragraphs.
    pub good: Vec<Text>,
    /// What not to do.
    pub bad: Vec<Text>,
}

/// When a door is open on a day, or on a span of days.
#[derive(Debug, Clone)]
pub struct Opening {
    /// The day or days.
    pub days: Text,
    /// The hours, or the word for a closed door.
    pub hours: Text,
    /// Whether it is closed.
    pub closed: bool,
}

/// A number to call for help.
#[derive(Debug, Clone)]
pub struct Help {
    /// The number: a link that dials it, left to right in any text and never broken.
    pub number: Text,
    /// What it is.
    pub label: Text,
}

/// Something that came, or comes, at a time.
#[derive(Debug, Clone)]
pub struct Moment {
    /// When.
    pub when: Text,
    /// What: its paragraphs.
    pub what: Vec<Text>,
}
