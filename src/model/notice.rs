//! What blocks of notices hold.

use super::Text;

/// What to do, and beside it what not to do.
#[derive(Debug, Clone)]
pub struct Pair {
    /// What to do: its paragraphs.
    pub good: Vec<Text>,
    /// What not to do.
    pub bad: Vec<Text>,
}
