//! Examples of the blocks of notices.

use super::examples::Example;

pub(super) const CHECKLIST: Example = (
    "checklist",
    &["\
- checklist:
    - I have the library card.
    - I know when the book is due.
"],
);

pub(super) const PAIRS: Example = (
    "pairs",
    &["\
- pairs:
    - do: Call us at once, and say where you are.
      dont: Do not wait for a whole day.
"],
);
