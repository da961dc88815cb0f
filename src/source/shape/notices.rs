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
