//! What looks like markup in a text and is not taken as such: told with what to type.
//!
//! After the parser: signs of emphasis that it left in the text, rows of a table that it did not
//! see, boxes of tasks. Before it: lists that were folded into one line, columns parted by tabs.

use std::ops::Range;

use super::super::place::PlaceMap;
use super::flank::LETTER;
use super::label;
use super::sign::{Begins, What, sign};
use super::{MarkdownReader, Node, NodeValue};
use crate::diag::{Diagnostic, Sink};

/// Words between two signs are repeated in a hint up to this many characters.
const SHOWN: usize = 40;
/// Greatest number that begins an item inside of a line; greater ones are years.
const MOST_INSIDE: usize = 99;

/// So far from a sign its word is looked at, in characters.
const LONGEST_WORD: usize = 100;

/// A run of signs that the parser left in the text.
struct Left {
    sign: char,
    range: Range<usize>,
}

impl MarkdownReader<'_, '_> {
    /// Tells signs of emphasis that are left over in a block: two of a kind together.
    pub(super) fn leftovers(&mut self, block: Node<'_>) {
        let mut found = vec![];
        for node in block.descendants() {
            let escaped = node
                .parent()
                .is_some_and(|parent| matches!(parent.data().value, NodeValue::Escaped));
            if !escaped && matches!(node.data().value, NodeValue::Text(_)) {
                self.left(self.range(node.data().sourcepos), &mut found);
            }
        }
        found.sort_by_key(|left: &Left| left.range.start);
        let mut rest = found.as_slice();
        while let Some((first, others)) = rest.split_first() {
            let pair = others.first().filter(|next| {
                next.sign == first.sign && next.range.len() == first.range.len()
            });
            self.tell_left(first, pair);
            rest = if pair.is_some() { &others[1..] } else { others };
        }
    }

    /// Runs of signs in a stretch of the Markdown that may have been meant as markup.
    fn left(&self, stretch: Range<usize>, out: &mut Vec<Left>) {
        let Some(source) = self.markdown.get(stretch.clone()) else { return };
        let mut rest = 0;
        while let Some(at) = source[rest..].find(['*', '_', '~', '`']).map(|i| rest + i) {
            let Some(sign) = source[at..].chars().next() else { return };
            let len = source[at..].len() - source[at..].trim_start_matches(sign).len();
            rest = at + len;
            let range = stretch.start + at..stretch.start + rest;
            if self.is_lost(sign, &range) {
                out.push(Left { sign, range });
            }
        }
    }

    fn is_lost(&self, sign: char, range: &Range<usize>) -> bool {
        let text = &self.markdown[self.guard.min(range.start)..];
        let at = range.start - self.guard.min(range.start);
        let seen = |c: &char| *c != LETTER;
        let before = text[..at].chars().rev().find(seen).filter(|c| !c.is_whitespace());
        let after = text[at + range.len()..].chars().find(seen).filter(|c| !c.is_whitespace());
        let both = |test: fn(char) -> bool| before.is_some_and(test) && after.is_some_and(test);
        let apart = before.is_none() && after.is_none();
        let word = word_around(text, at);
        // Addresses and names of users hold these signs.
        if sign != '`' && word.contains(['@', '/']) {
            return false;
        }
        match (sign, range.len()) {
            ('*', 1) => !apart && !both(|c| c.is_numeric()),
            ('*', 2) | ('~', 2) => true,
            ('*', _) => !apart,
            // Blanks to be filled in, and words that are joined.
            ('_', 1 | 2) => !apart && !both(|c| c.is_alphanumeric()),
            ('`', _) => !both(char::is_alphabetic),
            _ => false,
        }
    }

    fn tell_left(&mut self, first: &Left, pair: Option<&Left>) {
        let signs = &self.markdown[first.range.clone()];
        let escaped: String = signs.chars().map(|c| format!("\\{c}")).collect();
        let inner = pair.and_then(|last| self.markdown.get(first.range.end..last.range.start));
        let inner = inner.map(|inner| super::text::unmarked(inner.trim()));
        let hint = match inner.filter(|words| !words.is_empty()) {
            Some(words) if words.chars().count() <= SHOWN && !words.contains('\n') => format!(
                "write `{signs}{words}{signs}`, with a space or punctuation around it and none \
                 inside; or `{escaped}` for the signs"
            ),
            _ => format!(
                "write `{signs}` on both sides of the words, without a space inside; or \
                 `{escaped}` for the signs"
            ),
        };
        let message = format!("`{signs}` marks nothing here and is printed");
        let span = self.way.span(first.range.clone());
        let mut fault = Diagnostic::warning("lost-markup", span, message);
        if let Some(last) = pair {
            fault = fault.with_related(self.way.span(last.range.clone()), "here, too");
        }
        self.sink.push(fault.with_hint(hint));
    }

    /// Tells a paragraph that looks like rows of a table, or that begins with a box.
    pub(super) fn lost_block(&mut self, paragraph: Node<'_>) {
        let range = self.range(paragraph.data().sourcepos);
        let Some(source) = self.markdown.get(range.clone()) else { return };
        let rows: Vec<&str> = source.lines().map(str::trim).collect();
        let Some(first) = rows.first() else { return };
        let parts = |row: &str| row.trim_matches('|').split('|').count();
        let inner = |row: &&str| row.contains(" | ");
        let piped = first.starts_with('|') && first.len() > 1 && first[1..].contains('|');
        let rows_alike = rows.len() > 1 && rows.iter().all(inner);
        if piped || rows_alike && rows.iter().all(|row| parts(row) == parts(first)) {
            let rule = format!("`|{}`", "---|".repeat(parts(first)));
            let message = "this looks like a row of a table, but is printed as text";
            let span = self.way.span(range.start..range.start + first.len());
            let fault = Diagnostic::warning("lost-table", span, message);
            let hint = match rows.get(1).filter(|row| is_rule(row)) {
                Some(_) => format!("the row below the first must be {rule}"),
                None => format!("write {rule} below the first row"),
            };
            self.sink.push(fault.with_hint(hint));
        }
        let boxed = ["[ ] ", "[x] ", "[X] "].iter().find(|sign| source.starts_with(**sign));
        if let Some(sign) = boxed {
            let span = self.way.span(range.start..range.start + sign.len() - 1);
            let message = format!("`{}` draws no box", sign.trim_end());
            let fault = Diagnostic::warning("task-list", span, message);
            self.sink.push(fault.with_hint("remove it, or say in words what is done"));
        }
    }
}

fn is_rule(row: &str) -> bool {
    row.contains('-') && row.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
}

/// The word around a byte of a text.
pub(super) fn word_around(text: &str, at: usize) -> &str {
    let inside = |c: &char| !c.is_whitespace();
    let bytes =
        |chars: &mut dyn Iterator<Item = char>| chars.map(char::len_utf8).sum::<usize>();
    let before = bytes(&mut text[..at].chars().rev().take(LONGEST_WORD).take_while(inside));
    let after = bytes(&mut text[at..].chars().take(LONGEST_WORD).take_while(inside));
    &text[at - before..at + after]
}

/// Tells what of a text's lines looks like blocks, before it is read.
pub(super) fn before(text: &str, places: &PlaceMap, sink: &mut Sink) {
    folded(text, places, sink);
    run_together(text, places, sink);
    tabs(text, places, sink);
}

/// An item that began a line of the file and does not begin one of the text: YAML has folded the
/// lines of a text that is not after `|`.
fn folded(text: &str, places: &PlaceMap, sink: &mut Sink) {
    let begins = |at: &usize| {
        let (above, below) = text.split_at(*at);
        let space = &above[above.trim_end().len()..];
        let line = below.char_indices().nth(SHOWN).map_or(below, |(end, _)| &below[..end]);
        let item = sign(line).is_some_and(|sign| match sign.what {
            What::Item(Begins::Label(label), gap) => {
                !gap.is_empty() && label.number().is_some_and(|number| number <= MOST_INSIDE)
            }
            What::Item(Begins::Dash(_), gap) => !gap.is_empty() && gap != below,
            What::Known | What::Sure(_) | What::Row => !below.starts_with('['),
        });
        !space.is_empty() && !space.contains('\n') && item
    };
    let Some(at) = places.turns().filter(|at| text.is_char_boundary(*at)).find(begins) else {
        return;
    };
    let end = text[at..].find(' ').map_or(text.len(), |i| at + i);
    let message = "this line is folded into the one above, and its sign is printed";
    let fault = Diagnostic::warning("folded-list", places.span(at..end), message);
    sink.push(
        fault.with_hint(
            "write `- |` and the whole text below it, each item on a line of its own",
        ),
    );
}

/// Numbered items, or items with one bullet, that stand in one line.
fn run_together(text: &str, places: &PlaceMap, sink: &mut Sink) {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let second = numbers(line).or_else(|| bullets(line));
        if let Some(at) = second.map(|at| start + at) {
            let end = text[at..].find(' ').map_or(text.len(), |i| at + i);
            let message = "items of a list stand in one line, and their signs are printed";
            let fault =
                Diagnostic::warning("lines-run-together", places.span(at..end), message);
            sink.push(fault.with_hint("begin a new line for each item, after `- |`"));
            return;
        }
        start += line.len();
    }
}

/// Where the second of numbered items begins, if the line begins with the first or holds three.
fn numbers(line: &str) -> Option<usize> {
    let mut found: Vec<usize> = vec![];
    let mut sign = None;
    let starts = line.char_indices().filter(|&(at, c)| {
        !c.is_whitespace() && line[..at].chars().next_back().is_none_or(char::is_whitespace)
    });
    for (at, _) in starts {
        let Some(label) = label::read(&line[at..]) else { continue };
        let counted = matches!(label.sign, '.' | ')' | '۔');
        let spaced = line[at + label.range.end..].starts_with(' ');
        let next = label.number() == Some(found.len() + 1);
        if counted && spaced && next && sign.is_none_or(|sign| sign == label.sign) {
            sign = Some(label.sign);
            found.push(at);
        }
    }
    let begins = found.first().is_some_and(|first| line[..*first].trim().is_empty());
    let least = if begins { 2 } else { 3 };
    found.get(1).copied().filter(|_| found.len() >= least)
}

/// Where the second of items with one bullet or dash begins, if the line begins with it and holds
/// three.
fn bullets(line: &str) -> Option<usize> {
    let first = line.trim_start().chars().next().filter(|c| !c.is_alphanumeric())?;
    let known = matches!(first, '-' | '*' | '+' | '–' | '—' | '•' | '▪' | '●' | '◦');
    let starts = line.trim_start().strip_prefix(first)?.starts_with(' ');
    let between = format!(" {first} ");
    let at = line.trim_start().find(&between).filter(|_| known && starts)?;
    let indent = line.len() - line.trim_start().len();
    let more = line.trim_start()[at + 1..].matches(&between).count();
    (more > 0).then_some(indent + at + 1)
}

/// Cells of a spreadsheet.
fn tabs(text: &str, places: &PlaceMap, sink: &mut Sink) {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let row = line.trim();
        if let Some(at) = row.find('\t') {
            let at = start + (line.len() - line.trim_start().len()) + at;
            let cells: Vec<&str> = row.split('\t').map(str::trim).collect();
            let message = "a tab parts these words, as in a row of a spreadsheet";
            let fault = Diagnostic::warning("lost-table", places.span(at..at + 1), message);
            sink.push(fault.with_hint(format!(
                "write the row as `| {} |`, and `|{}` below the first; or one space",
                cells.join(" | "),
                "---|".repeat(cells.len())
            )));
            return;
        }
        start += line.len();
    }
}
