//! Signs of blocks that authors type and CommonMark does not know, made into those that it knows.
//!
//! In: the text of a scalar. Out: Markdown, with the way back to the text, and the markers of its
//! lists. No line is added or taken away.
//!
//! - *Marks of direction and hard spaces before and after the sign of a block* (`- `, `1. `, `> `,
//!   `###`, `|`, `[^1]:`): word processors and phones leave them there, nobody sees them, and
//!   CommonMark takes a line that begins with one for running text.
//! - *Items with other signs*: `•`, `١.`, `أ)`. CommonMark counts in ASCII digits alone. A sign that
//!   may also be text (`أ.` is an abbreviation, `–` begins what a speaker says, `٢٠٢٦.` ends a
//!   sentence) begins an item only where the next item follows.
//! - *A space that is missing* after `•`, `###` and the numbers of such items.
//!
//! Emphasis that CommonMark does not see is treated in `flank`.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::letters::{is_blank, is_unseen};
use super::super::rewrite::{Rewriter, Rewritten};
use super::runs::{ListLine, accept};
use super::sign::{Space, What, sign};
use crate::model::lang::Marker;

/// So many signs of a line are looked at; deeper nesting is refused.
const MOST_SIGNS: usize = 20;

/// Markdown, with the markers of its lists by the lines of their first items, from 1.
pub(super) struct Typed<'t> {
    pub(super) markdown: Rewritten<'t>,
    pub(super) markers: BTreeMap<usize, Marker>,
}

/// Makes Markdown of a text of blocks.
pub(super) fn blocks(text: &str) -> Typed<'_> {
    let mut scan = Scan::default();
    let mut start = 0;
    for (i, line) in text.split_inclusive('\n').enumerate() {
        scan.line(i + 1, start, line.trim_end_matches(['\n', '\r']));
        start += line.len();
    }
    let markers = accept(&scan.items, &mut scan.edits);
    let mut out = Rewriter::new(text);
    scan.edits.sort_by_key(|edit| edit.0.start);
    for (range, with) in &scan.edits {
        out.replace(range.clone(), with);
    }
    Typed { markdown: out.finish(), markers }
}

/// Bytes of the text and what is to stand there.
pub(super) type Edit = (Range<usize>, String);

/// Looks at line after line.
#[derive(Default)]
struct Scan {
    /// What is certain.
    edits: Vec<Edit>,
    /// What depends on the items around it.
    items: Vec<ListLine>,
    in_list: bool,
    /// Whether the line before is text that the next one may go on from.
    under_text: bool,
}

impl Scan {
    fn line(&mut self, line: usize, start: usize, text: &str) {
        let (mut at, mut column, mut signs) = (0, 0, 0);
        loop {
            let space = Space::at(&text[at..]);
            let content = &text[at + space.len..];
            let Some(sign) = sign(content) else {
                // Text after `>`, or a line on which nothing is seen.
                if space.odd && (content.is_empty() || at > 0) {
                    let with = if content.is_empty() { "" } else { " " };
                    let range = start + at..start + at + space.len;
                    self.edits.push((range, with.to_owned()));
                }
                break;
            };
            column += space.room;
            if space.odd {
                let room = if at > 0 || self.in_list { space.room } else { 0 };
                self.edits.push((start + at..start + at + space.len, " ".repeat(room)));
            }
            let from = start + at + space.len;
            let (range, holds) = (from..from + sign.len, sign.holds);
            let under_text = self.under_text && at == 0;
            at += space.len + sign.len;
            self.in_list |= sign.item;
            match sign.what {
                What::Known => {}
                What::Sure(with) => self.edits.push((range, with)),
                What::Row => self.row(start + at, &text[at..]),
                What::Item(what, gap) => {
                    self.items.push(ListLine { line, column, range, what, gap, under_text });
                }
            }
            column += content[..sign.len].chars().filter(|&c| !is_unseen(c)).count();
            signs += 1;
            if !holds || signs == MOST_SIGNS {
                break;
            }
        }
        let seen = text.trim_matches(|c| is_unseen(c) || is_blank(c));
        self.under_text = !seen.is_empty() && !seen.starts_with('#');
    }

    /// The rest of a table's row: what nobody sees at its end makes a cell more, and a row of
    /// hyphens text.
    fn row(&mut self, start: usize, rest: &str) {
        let rule = |c: char| matches!(c, '|' | '-' | ':' | ' ') || is_unseen(c) || is_blank(c);
        let odd = |c: char| is_unseen(c) || is_blank(c) && c != ' ';
        if rest.chars().all(rule) {
            let found = rest.char_indices().filter(|(_, c)| odd(*c));
            self.edits.extend(found.map(|(i, c)| {
                let at = start + i;
                (at..at + c.len_utf8(), if is_blank(c) { " " } else { "" }.to_owned())
            }));
            return;
        }
        let end = rest.trim_end_matches(|c| is_unseen(c) || is_blank(c)).len();
        if rest[..end].ends_with('|') && rest[end..].chars().any(odd) {
            self.edits.push((start + end..start + rest.len(), String::new()));
        }
    }
}
