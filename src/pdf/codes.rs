//! The codes of the document's font: one for each distinct slot, numbered as they first appear.
//!
//! In: slots. Out: two-byte codes, which are also the CIDs and the glyph ids of the merged
//! font (text-layer rules R2 and R9). Numbering follows the order of the pages, so the same
//! pages give the same bytes. When a font is full, another one begins between two lines.

use std::collections::HashMap;
use std::sync::Arc;

use unicode_normalization::char::is_combining_mark;

use crate::geom::Dir;
use crate::text::font::FontId;

/// Units per em of the merged font (text-layer rule R9).
pub(super) const UNITS: f64 = 2048.0;

/// A font takes no new line once it holds this many codes; a line never has the 5,000 left.
const FULL: usize = 60_000;

/// A code of a font; never 0, which is `.notdef`.
pub(super) type Code = u16;

/// A glyph's ink inside a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct InkPart {
    /// The face.
    pub(super) face: FontId,
    /// Glyph id in that face.
    pub(super) glyph: u16,
    /// Offset to the right of the slot's left edge, in units of the merged font.
    pub(super) dx: i16,
    /// Offset upwards from the baseline.
    pub(super) dy: i16,
    /// The face's size as a share of the line's, in 1/16384.
    pub(super) scale: u32,
}

/// What a code says in the text layer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum CodeText {
    /// A character of the source, or a mark of direction.
    Char(char),
    /// The end of a row: a mark of this direction and a space. It is the only code of two
    /// characters (text-layer rule R2 forbids them for what they may begin or end with, which
    /// these do not).
    End(Dir),
}

/// What a code stands for: one character, its width, the ink that is drawn in it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct CidGlyph {
    /// What it says.
    pub(super) says: CodeText,
    /// Width in units of the merged font.
    pub(super) width: u16,
    /// Its ink; empty for spaces, marks of direction and the later letters of a ligature.
    pub(super) ink: Box<[InkPart]>,
}

/// The codes of all fonts of a document.
#[derive(Debug, Default)]
pub(super) struct Codes {
    full: Vec<Vec<Arc<CidGlyph>>>,
    slots: Vec<Arc<CidGlyph>>,
    index: HashMap<Arc<CidGlyph>, Code>,
    moved: HashMap<(Code, i32, i32), Code>,
}

impl CidGlyph {
    /// A slot without ink.
    pub(super) fn empty(says: CodeText, width: i32) -> Self {
        Self { says, width: clamp_width(width), ink: [].into() }
    }

    /// Whether it is a mark that stands on a letter.
    pub(super) fn is_mark(&self) -> bool {
        matches!(self.says, CodeText::Char(c) if self.width == 0 && is_combining_mark(c))
    }
}

impl Codes {
    /// Number of the font that the next line takes, and whether it has just begun.
    pub(super) fn begin_line(&mut self) -> (usize, bool) {
        let begun = self.slots.len() > FULL;
        if begun {
            self.full.push(std::mem::take(&mut self.slots));
            self.index.clear();
            self.moved.clear();
        }
        (self.full.len(), begun)
    }

    /// The code of a slot.
    pub(super) fn code(&mut self, slot: CidGlyph) -> Code {
        if let Some(&code) = self.index.get(&slot) {
            return code;
        }
        let slot = Arc::new(slot);
        self.slots.push(Arc::clone(&slot));
        let code = Code::try_from(self.slots.len()).unwrap_or(Code::MAX);
        self.index.insert(slot, code);
        code
    }

    /// The code of the same slot, wider by `wider` and with its ink moved by `shift`.
    pub(super) fn moved(&mut self, code: Code, wider: i32, shift: i32) -> Code {
        if let Some(&found) = self.moved.get(&(code, wider, shift)) {
            return found;
        }
        let mut slot = self.slot(code).clone();
        slot.width = clamp_width(i32::from(slot.width) + wider);
        for part in &mut slot.ink {
            part.dx = clamp(i32::from(part.dx) + shift);
        }
        let made = self.code(slot);
        self.moved.insert((code, wider, shift), made);
        made
    }

    /// The slot behind a code of the present font.
    pub(super) fn slot(&self, code: Code) -> &CidGlyph {
        &self.slots[usize::from(code) - 1]
    }

    /// The slots of every font, in the order of their codes; the first has code 1.
    pub(super) fn into_fonts(mut self) -> Vec<Vec<Arc<CidGlyph>>> {
        if !self.slots.is_empty() {
            self.full.push(self.slots);
        }
        self.full
    }
}

/// A coordinate of a glyph; what does not fit is cut, as in any TrueType font.
pub(super) fn clamp(n: i32) -> i16 {
    i16::try_from(n.clamp(i32::from(i16::MIN), i32::from(i16::MAX))).unwrap_or(0)
}

/// A width, which `hmtx` keeps from 0 to 65,535.
pub(super) fn clamp_width(n: i32) -> u16 {
    u16::try_from(n.clamp(0, i32::from(u16::MAX))).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slot(ch: char, width: i32) -> CidGlyph {
        CidGlyph::empty(CodeText::Char(ch), width)
    }

    #[test]
    fn the_same_slot_has_one_code_and_two_texts_have_two() {
        let mut codes = Codes::default();
        let a = codes.code(slot('a', 10));
        assert_eq!(codes.code(slot('a', 10)), a);
        assert_ne!(codes.code(slot('b', 10)), a, "the same ink, another character");
    }

    #[test]
    fn another_font_begins_between_lines_when_one_is_full() {
        let mut codes = Codes::default();
        for width in 0..=i32::try_from(FULL).unwrap() {
            codes.code(slot('a', width));
        }
        assert_eq!(codes.begin_line(), (1, true));
        assert_eq!(codes.code(slot('a', 0)), 1, "codes begin again");
        assert_eq!(codes.begin_line(), (1, false));
        assert_eq!(codes.into_fonts().len(), 2);
    }
}
