//! An example of each block, as it stands in a body: for hints where an author has written no words
//! of their own, for `warraq explain`, and for the documentation. The shortest one comes first.

use std::borrow::Cow;

use super::super::node::{Node, NodeKind};
use super::super::yaml;
use super::notices::*;
use crate::diag::{Sink, Sources};

/// A block with its examples.
pub(super) type Example = (&'static str, &'static [&'static str]);

/// Blocks with their examples, in the order in which they are explained.
pub(super) const EXAMPLES: [Example; 20] = [
    (
        "text",
        &[
            "\
- A paragraph with **bold**, *emphasis* and [a link](https://example.org/).
",
            "\
- |
  ### A heading in the text

  1. Lines after the bar stay as they are typed.
  2. So lists, tables and notes[^1] can stand in them.

  [^1]: Like this one.
",
            "\
- align: justify
  kashida: sparing
  text: A paragraph whose lines end flush.
",
        ],
    ),
    (
        "heading",
        &[
            "\
- heading: How to find us
",
            "\
- heading:
    text: By bus
    level: 4
",
        ],
    ),
    (
        "terms",
        &["\
- terms:
    - term: Lending
      text: Three books for every child, two weeks at a time.
    - term: Story hour
      text: A story is told every Thursday evening.
"],
    ),
    (
        "list",
        &[
            "\
- list:
    - Bring your card.
    - Choose a book.
",
            "\
- list:
    numbered: yes
    start: 3
    marker: abjad
    items:
      - Choose a book.
      - text: Take it home
        list:
          - for two weeks
          - or for three, if you call
",
        ],
    ),
    (
        "figure",
        &[
            "\
- figure:
    file: assets/map.svg
    alt: The way from the station to the library
",
            "\
- figure:
    file: assets/map.svg
    alt: The way from the station to the library
    caption: Five minutes on foot.
    credit: Drawn by the children of the studio
    width: text
    crop: 3:2
    focus: top
    mirror: no
    place: here
",
            "\
- figure:
    file: assets/map.svg
    alt: The way from the station to the library
    side: end
    beside:
      - Two stops by tram, then along the river.
      - list: [Line 4, Line 7]
",
            "\
- figure:
    file: assets/map.svg
    decorative: yes
",
        ],
    ),
    (
        "table",
        &[
            "\
- table:
    head: [Day, Hours]
    rows:
      - [Saturday, 16:00–20:00]
      - [Friday, closed]
",
            "\
- table:
    caption: Income and spending
    head: [Item, Income, Spending]
    align: [start, end, end]
    row-heads: yes
    rows:
      - [Gifts, \"84,000\", —]
      - [Books, —, \"92,500\"]
",
            "\
- table:
    lines:
      - [Day, Hours]
      - [Saturday, 16:00–20:00]
",
            "\
- table: assets/prices.csv
",
            "\
- table: |
    Day; Hours
    Saturday; 16:00–20:00
",
        ],
    ),
    (
        "callout",
        &[
            "\
- callout: Children under six come with an adult.
",
            "\
- callout:
    title: For parents
    body:
      - Children under six come with an adult.
      - list: [A card, A bag]
",
        ],
    ),
    (
        "quote",
        &[
            "\
- quote: Here I read my first book.
",
            "\
- quote:
    text: Here I read my first book.
    attribution: Salma, nine
",
        ],
    ),
    (
        "facts",
        &["\
- facts:
    - number: \"6,400\"
      label: books on the shelves
    - number: \"17\"
      label: volunteers
"],
    ),
    (
        "steps",
        &["\
- steps:
    - title: Fill in the card
      text: You find it at the door.
    - title: Choose your first book
"],
    ),
    CHECKLIST,
    PAIRS,
    HOURS,
    TIMELINE,
    HELP,
    (
        "contact",
        &[
            "\
- contact:
    Telephone: +966 50 123 4567
    Mail: hello@example.org
",
            "\
- contact:
    title: Visit us
    rows:
      - label: Telephone
        value: +966 50 123 4567
      - label: Address
        value: 14 Olive Street
    qr:
      data: https://example.org/
      alt: A code that opens the library’s website
",
        ],
    ),
    (
        "qr",
        &["\
- qr:
    data: https://example.org/
    alt: A code that opens the library’s website
"],
    ),
    (
        "columns",
        &["\
- columns:
    - - What stands in the first column.
    - - What stands in the second.
      - list: [A card, A bag]
"],
    ),
    (
        "pagebreak",
        &["\
- pagebreak:
"],
    ),
    (
        "toc",
        &["\
- toc:
"],
    ),
];

/// The examples of a block.
pub(super) fn of(block: &str) -> &'static [&'static str] {
    EXAMPLES.iter().find(|(name, _)| *name == block).map_or(&[], |(_, examples)| examples)
}

/// The words of a block's first example, in order: the scalars of its value.
pub(super) fn words(block: &str) -> Vec<String> {
    let Some(text) = of(block).first() else { return vec![] };
    let file = Sources::default().add(block, *text);
    let parsed = yaml::parse(text, file, &mut Sink::default()).ok();
    let mut words = vec![];
    if let Some(node) = parsed {
        scalars(&node, block, false, &mut words);
    }
    words
}

/// The scalars below the key `block`.
fn scalars(node: &Node<'_>, block: &str, inside: bool, out: &mut Vec<String>) {
    match &node.kind {
        NodeKind::Scalar(scalar) if inside => out.push(Cow::clone(&scalar.text).into_owned()),
        NodeKind::Seq(items) => items.iter().for_each(|item| scalars(item, block, inside, out)),
        NodeKind::Map(entries) => entries
            .iter()
            .for_each(|(key, value)| scalars(value, block, inside || key.text == block, out)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hints_have_the_words_of_the_first_example() {
        assert_eq!(words("heading"), ["How to find us"]);
        assert_eq!(words("facts")[..2], ["6,400", "books on the shelves"]);
        assert!(words("nothing").is_empty());
    }
}
