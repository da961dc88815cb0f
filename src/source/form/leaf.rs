//! Where values end: scalars in all their forms, and what stands between brackets.

use super::STEP;
use super::lines::{BLANKS, Line, comment_at, is_apart, past_properties};
use super::nest::Nest;
use super::scan::{Scanner, Unknown};
use super::tree::{Depth, Leaf};

impl<'t> Scanner<'t> {
    /// The value that begins at a column of the next line, in an entry that stands at `owner`.
    pub(super) fn leaf(&mut self, column: usize, owner: usize) -> Result<Leaf<'t>, Unknown> {
        match past_properties(self.text(column)).chars().next() {
            Some('"' | '\'') => self.closed(column, Depth::In(STEP)),
            Some('[' | '{') => self.closed(column, Depth::From(owner)),
            Some('|' | '>') => Ok(self.literal(column, owner)),
            _ => Ok(self.plain(column, owner)),
        }
    }

    /// A value that a sign closes.
    fn closed(&mut self, column: usize, depth: Depth) -> Result<Leaf<'t>, Unknown> {
        let (start, text) = (self.place(self.at), self.text(column));
        let skipped = text.len() - past_properties(text).len();
        let mut nest = Nest::default();
        let mut end = nest.follow(&text[skipped..]).map(|end| skipped + end);
        let (first, mut last, mut rest) = (shown(text, &nest), text, vec![]);
        while end.is_none() {
            self.at += 1;
            let line = self.lines.get(self.at).ok_or(start)?;
            (end, last) = (nest.follow(line.text), line.text);
            let text = if line.is_blank() { "" } else { shown(line.text, &nest) };
            let bare = match depth {
                Depth::In(_) => text.trim_start_matches(BLANKS),
                Depth::From(_) => text.trim_start_matches(' '),
            };
            rest.push((line.indent(), bare));
        }
        self.at += 1;
        let behind = last.get(end.unwrap_or(0)..).unwrap_or_default();
        let is_comment = || is_apart(behind) && comment_at(behind).is_some();
        let is_sound = behind.trim_matches(BLANKS).is_empty() || is_comment();
        is_sound.then_some(Leaf { first, rest, depth, keeps: false }).ok_or(start)
    }

    /// A value without signs around it, over as many lines as stand further in.
    fn plain(&mut self, column: usize, owner: usize) -> Leaf<'t> {
        let first = self.text(column).trim_end_matches(BLANKS);
        let (mut last, mut open) = (self.at, comment_at(first).is_none());
        for (number, line) in self.lines.iter().enumerate().skip(self.at + 1) {
            if line.is_blank() {
                continue;
            }
            if !open || line.comment().is_some() || line.indent() <= owner {
                break;
            }
            (last, open) = (number, comment_at(line.text).is_none());
        }
        let rest = self.lines[self.at + 1..=last].iter();
        let rest = rest.map(|line| (0, line.text.trim_matches(BLANKS))).collect();
        self.at = last + 1;
        Leaf { first, rest, depth: Depth::In(STEP), keeps: false }
    }

    /// Lines below `|` or `>` (YAML 1.2.2, 8.1).
    fn literal(&mut self, column: usize, owner: usize) -> Leaf<'t> {
        let first = self.text(column).trim_end_matches(BLANKS);
        let header = past_properties(first).split(BLANKS).next().unwrap_or_default();
        let said = header.chars().find_map(|sign| sign.to_digit(10)).map(|step| step as usize);
        let keeps = header.contains('+');
        let is_empty = |line: &Line<'_>| line.bare().is_empty();
        let below = || self.lines.iter().enumerate().skip(self.at + 1);
        let found = || below().map(|(_, line)| line).find(|line| !is_empty(line));
        let found = || found().map(Line::indent).filter(|far| *far > owner);
        // Where no line says something, blanks say nothing either.
        let least = said.map(|step| owner + step).or_else(found).unwrap_or(usize::MAX);
        let mut last = self.at;
        for (number, line) in below() {
            let own = if is_empty(line) { keeps || line.text.len() > least } else { true };
            if !is_empty(line) && line.indent() < least {
                break;
            }
            last = if own { number } else { last };
        }
        let rest = self.lines[self.at + 1..=last].iter();
        let rest = rest.map(|line| (0, line.text.get(least..).unwrap_or_default())).collect();
        self.at = last + 1;
        Leaf { first, rest, depth: Depth::In(said.unwrap_or(STEP)), keeps }
    }
}

/// A line without the blanks at its end, unless they are part of a quoted text.
fn shown<'t>(text: &'t str, nest: &Nest) -> &'t str {
    if nest.is_quoted() { text } else { text.trim_end_matches(BLANKS) }
}
