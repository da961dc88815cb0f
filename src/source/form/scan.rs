//! Lines to maps and lists, by their indentation alone (YAML 1.2.2, chapters 6 and 8).
//!
//! What is read here has been read by YAML's own reader before, and what is made of it is read by it
//! again: where a form is unknown here, the file is left as it is.

use super::lines::{BLANKS, Line, is_apart, is_item, lines, past_properties};
use super::nest::colon;
use super::tree::{Block, Entry, Remark, Sheet, Value};

/// A line that names the schema of a file for editors.
const SCHEMA: &str = "yaml-language-server:";

/// The byte of a line whose form is unknown.
pub(super) type Unknown = usize;

/// Reads the lines of a file.
pub(super) struct Scanner<'t> {
    pub(super) lines: Vec<Line<'t>>,
    /// The number of the next line.
    pub(super) at: usize,
}

/// The file's form, its lines, and what ends them.
pub(super) fn scan(text: &str) -> Result<(Sheet<'_>, Vec<Line<'_>>, &str), Unknown> {
    let (lines, end) = lines(text);
    let mut scanner = Scanner { lines, at: 0 };
    let sheet = scanner.sheet()?;
    Ok((sheet, scanner.lines, end))
}

impl<'t> Scanner<'t> {
    fn sheet(&mut self) -> Result<Sheet<'t>, Unknown> {
        let mut head = self.marks();
        let (remarks, next) = self.remarks();
        let Some(far) = self.indent(next) else {
            head.extend(remarks);
            head.pop_if(|last| *last == Remark::Blank);
            return Ok(Sheet { head, block: None, foot: self.foot(next) });
        };
        let is_schema = |remark: &Remark<'_>| matches!(remark, Remark::Comment(text) if text.contains(SCHEMA));
        let stays = |remark: &Remark<'_>| *remark == Remark::Blank || is_schema(remark);
        let staying = remarks.iter().rposition(stays).map_or(0, |last| last + 1);
        let (stay, lead) = remarks.split_at(staying);
        head.extend(stay);
        self.at = next;
        let block = self.block(far, lead.to_vec(), false)?;
        let (_, next) = self.remarks();
        match self.indent(next) {
            Some(_) => Err(self.place(next)),
            None => Ok(Sheet { head, block: Some(block), foot: self.foot(next) }),
        }
    }

    /// What stands before a document: directives, and the line of hyphens.
    fn marks(&mut self) -> Vec<Remark<'t>> {
        let is_mark = |line: &Line<'_>| {
            let rest = line.text.strip_prefix("---").map(|rest| rest.trim_matches(BLANKS));
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('#'))
        };
        let is_before = |line: &Line<'_>| {
            line.is_blank() || line.comment().is_some() || line.text.starts_with('%')
        };
        let before = self.lines.iter().take_while(|line| is_before(line)).count();
        if !self.lines.get(before).is_some_and(is_mark) {
            return vec![];
        }
        self.at = before + 1;
        let lines = self.lines[..=before].iter();
        lines
            .map(|line| match line.is_blank() {
                true => Remark::Blank,
                false => Remark::Comment(line.text.trim_end_matches(BLANKS)),
            })
            .collect()
    }

    fn foot(&self, from: usize) -> Vec<&'t str> {
        let lines = self.lines.get(from..).unwrap_or_default().iter();
        let lines: Vec<&str> = lines.map(|line| line.text.trim_end_matches(BLANKS)).collect();
        let last = lines.iter().rposition(|line| !line.is_empty()).map_or(0, |last| last + 1);
        lines[..last].to_vec()
    }

    /// Where a line begins.
    pub(super) fn place(&self, number: usize) -> Unknown {
        self.lines.get(number).map_or(0, |line| line.start + line.indent())
    }

    /// Spaces before a line that says something; nothing at the end of the document.
    fn indent(&self, number: usize) -> Option<usize> {
        let line = self.lines.get(number)?;
        let ends = line.text.strip_prefix("...").is_some_and(is_apart);
        (!ends).then(|| line.indent())
    }

    /// What stands at the next line from a column on.
    pub(super) fn text(&self, column: usize) -> &'t str {
        self.lines.get(self.at).and_then(|line| line.text.get(column..)).unwrap_or_default()
    }

    fn is_item(&self, number: usize) -> bool {
        self.lines.get(number).is_some_and(|line| is_item(line.bare()))
    }

    /// What is remarked from the next line on, and the number of the line behind.
    fn remarks(&self) -> (Vec<Remark<'t>>, usize) {
        let rest = self.lines.get(self.at..).unwrap_or_default();
        let says = |line: &Line<'_>| !line.is_blank() && line.comment().is_none();
        let run = rest.iter().position(says).unwrap_or(rest.len());
        (remarks(&rest[..run]), self.at + run)
    }

    /// Takes the remarks up to the last one that stands as far in as `least`, if those before do.
    fn take(&mut self, least: usize) -> Vec<Remark<'t>> {
        let (_, next) = self.remarks();
        let lines = &self.lines[self.at..next];
        let is_inner = |line: &&Line<'_>| line.is_blank() || line.indent() >= least;
        let run = lines.iter().take_while(is_inner).count();
        let last = lines[..run].iter().rposition(|line| !line.is_blank());
        let taken = remarks(&lines[..last.map_or(0, |last| last + 1)]);
        self.at += last.map_or(0, |last| last + 1);
        taken
    }

    /// The map or list whose first entry stands on the next line at a column; `level` is a list that
    /// stands no further in than its key.
    fn block(
        &mut self,
        column: usize,
        lead: Vec<Remark<'t>>,
        level: bool,
    ) -> Result<Block<'t>, Unknown> {
        let is_list = is_item(self.text(column));
        let (mut entries, mut lead) = (vec![], lead);
        loop {
            let mut entry = self.entry(column, lead)?;
            let (remarks, next) = self.remarks();
            match self.indent(next) {
                Some(far) if far == column && self.is_item(next) == is_list => {
                    (entry.trail, lead) = parted(remarks);
                    entries.push(entry);
                    self.at = next;
                }
                Some(far) if far > column => return Err(self.place(next)),
                _ => {
                    entries.push(entry);
                    let tail = self.take(column + usize::from(level));
                    return Ok(Block { is_list, column, entries, tail });
                }
            }
        }
    }

    fn entry(&mut self, column: usize, lead: Vec<Remark<'t>>) -> Result<Entry<'t>, Unknown> {
        let (first, text) = (self.at, self.text(column));
        let key = match is_item(text) {
            true => None,
            false => Some(colon(text).ok_or_else(|| self.place(first))?),
        };
        let value = self.value(column + key.unwrap_or(0) + 1, column, key.is_none())?;
        let under = match value {
            Value::Empty(_) | Value::Block(..) => self.take(column + 1),
            Value::Leaf(_) | Value::Below(..) | Value::Same(_) => vec![],
        };
        let key = key.map(|colon| text[..colon].trim_end_matches(BLANKS));
        Ok(Entry { lead, key, value, under, trail: vec![], lines: first..self.at })
    }

    /// What stands from a column of the next line on, in an entry that stands at `owner`.
    fn value(
        &mut self,
        from: usize,
        owner: usize,
        is_item: bool,
    ) -> Result<Value<'t>, Unknown> {
        let text = self.text(from);
        let bare = text.trim_start_matches(BLANKS);
        let column = from + text.len() - bare.len();
        let said = past_properties(bare);
        if said.is_empty() || said.starts_with('#') {
            self.at += 1;
            return self.below(text.trim_end_matches(BLANKS), owner, is_item);
        }
        if is_item && (self::is_item(bare) || colon(bare).is_some()) {
            return Ok(Value::Same(self.block(column, vec![], false)?));
        }
        self.leaf(column, owner).map(Value::Leaf)
    }

    /// What stands below an entry whose line says no value.
    fn below(
        &mut self,
        said: &'t str,
        owner: usize,
        is_item: bool,
    ) -> Result<Value<'t>, Unknown> {
        let (remarks, next) = self.remarks();
        let far = self.indent(next).unwrap_or(0);
        let level = !is_item && far == owner && self.is_item(next);
        if self.indent(next).is_none() || far <= owner && !level {
            return Ok(Value::Empty(said));
        }
        self.at = next;
        let text = self.text(far);
        if self::is_item(text) || colon(text).is_some() {
            return Ok(Value::Block(said, self.block(far, remarks, level)?));
        }
        Ok(Value::Below(said, remarks, self.leaf(far, owner)?))
    }
}

/// What is remarked right behind an entry and parted from what follows by an empty line, and the
/// rest.
fn parted(remarks: Vec<Remark<'_>>) -> (Vec<Remark<'_>>, Vec<Remark<'_>>) {
    let run = remarks.iter().take_while(|remark| **remark != Remark::Blank).count();
    if run == remarks.len() {
        return (vec![], remarks);
    }
    let (trail, lead) = remarks.split_at(run);
    (trail.to_vec(), lead.to_vec())
}

/// Empty lines, each run as one, and comments.
fn remarks<'t>(lines: &[Line<'t>]) -> Vec<Remark<'t>> {
    let one = |line: &Line<'t>| line.comment().map_or(Remark::Blank, Remark::Comment);
    let mut out: Vec<Remark<'t>> = lines.iter().map(one).collect();
    out.dedup_by(|next, before| *next == Remark::Blank && *before == Remark::Blank);
    out
}
