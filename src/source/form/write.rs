//! Maps and lists as they are to stand in their file.

use super::STEP;
use super::tree::{Block, Depth, Entry, Leaf, Remark, Sheet, Value};

/// The text of a file; each line ends as the file's own do.
pub(super) fn written(sheet: &Sheet<'_>, end: &str) -> String {
    let mut writer = Writer { out: String::new(), end, is_blank: true, keeps: false };
    writer.remarks(&sheet.head, 0);
    if let Some(block) = &sheet.block {
        writer.block(block, 0, false);
    }
    for line in &sheet.foot {
        writer.line(0, line);
    }
    writer.out
}

/// The lines of a map or a list that stands where its column says.
pub(super) fn written_block(block: &Block<'_>, end: &str) -> String {
    let mut writer = Writer { out: String::new(), end, is_blank: true, keeps: false };
    writer.block(block, block.column, false);
    writer.out
}

struct Writer<'e> {
    out: String,
    end: &'e str,
    /// Whether nothing stands on the last line.
    is_blank: bool,
    /// Whether an empty line would be part of the text above it.
    keeps: bool,
}

impl Writer<'_> {
    fn line(&mut self, indent: usize, text: &str) {
        self.indent(indent);
        self.out.push_str(text);
        self.close();
    }

    fn indent(&mut self, indent: usize) {
        self.out.extend(std::iter::repeat_n(' ', indent));
    }

    /// Ends a line that says something.
    fn close(&mut self) {
        self.out.push_str(self.end);
        (self.is_blank, self.keeps) = (false, false);
    }

    fn remarks(&mut self, remarks: &[Remark<'_>], indent: usize) {
        for remark in remarks {
            match remark {
                Remark::Comment(text) => self.line(indent, text),
                Remark::Blank if self.is_blank || self.keeps => {}
                Remark::Blank => {
                    self.out.push_str(self.end);
                    self.is_blank = true;
                }
            }
        }
    }

    /// A map or a list; `begun` where its first entry goes on the line that is open.
    fn block(&mut self, block: &Block<'_>, indent: usize, begun: bool) {
        for (number, entry) in block.entries.iter().enumerate() {
            if number > 0 || !begun {
                self.remarks(&entry.above(), indent);
                self.indent(indent);
            }
            self.entry(entry, indent);
        }
        self.remarks(&block.tail, indent);
    }

    fn entry(&mut self, entry: &Entry<'_>, indent: usize) {
        match entry.key {
            Some(key) => self.out.extend([key, ":"]),
            None => self.out.push('-'),
        }
        let inner = indent + STEP;
        match &entry.value {
            Value::Empty(said) => self.said(said),
            Value::Leaf(leaf) => {
                self.out.push(' ');
                self.leaf(leaf, indent);
            }
            Value::Below(said, remarks, leaf) => {
                self.said(said);
                self.remarks(remarks, inner);
                self.indent(inner);
                self.leaf(leaf, indent);
            }
            Value::Block(said, block) => {
                self.said(said);
                self.block(block, inner, false);
            }
            Value::Same(block) => {
                self.out.push(' ');
                self.block(block, inner, true);
            }
        }
        self.remarks(&entry.under, inner);
        self.remarks(&entry.trail, indent);
    }

    /// What a line says that has no value: a comment stays where it is, anchors and tags follow.
    fn said(&mut self, said: &str) {
        let bare = said.trim();
        if bare.starts_with('#') {
            self.out.push_str(said);
        } else if !bare.is_empty() {
            self.out.extend([" ", bare]);
        }
        self.close();
    }

    fn leaf(&mut self, leaf: &Leaf<'_>, indent: usize) {
        self.out.push_str(leaf.first);
        self.close();
        for (far, text) in &leaf.rest {
            let inner = match leaf.depth {
                Depth::In(step) => indent + step,
                Depth::From(owner) => (indent + far).saturating_sub(owner),
            };
            self.line(if text.is_empty() { 0 } else { inner }, text);
        }
        self.keeps = leaf.keeps;
    }
}
