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

pub(super) const HOURS: Example = (
    "hours",
    &[
        "\
- hours:
    Sunday – Thursday: 8 in the morning – 4 in the afternoon
    Friday: closed
",
        "\
- hours:
    - days: Saturday
      hours: 9:00 – 13:00
    - days: Friday
      hours: closed
",
    ],
);

pub(super) const HELP: Example = (
    "help",
    &[
        "\
- help: +966 50 123 4567
",
        "\
- help:
    number: +966 50 123 4567
    label: The library, by day and by night
",
    ],
);

pub(super) const TIMELINE: Example = (
    "timeline",
    &["\
- timeline:
    - when: \"1998\"
      what: A room with two hundred books opens behind the school.
    - when: Spring 2012
      what: The library moves into the old customs house.
"],
);
