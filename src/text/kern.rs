//! What a space between two words changes: kerning through the space, forms beside it.
//!
//! Words are shaped alone. Where a face's rules take the space in, the pair is shaped once more
//! with the space between: the difference in width goes into the gap, so that it vanishes with
//! the gap at a line's end, and other glyphs replace those of the word
//! (docs/spec/justification.md, 7.3).

use std::sync::Arc;

use super::GlyphRun;
use super::itemize::{Item, UnitKind};
use super::paragraph::Paragraph;
use super::words::Word;

/// What the space between two words changes.
pub(super) struct Gap {
    /// Index of the space's unit.
    pub(super) unit: usize,
    /// What is added to its width, in points.
    pub(super) kern: f64,
    /// The word before it, where that has other glyphs there.
    pub(super) before: Option<Arc<Word>>,
    /// The word after it, where that has other glyphs there.
    pub(super) after: Option<Arc<Word>>,
}

impl Paragraph<'_, '_> {
    /// The spaces of a paragraph that change something, in order.
    pub(super) fn find_gaps(&self) -> Vec<Gap> {
        let inner = 1..self.units.len().saturating_sub(1);
        inner.filter(|&i| self.is_suspect(i)).filter_map(|i| self.gap(i)).collect()
    }

    /// The change at a space, if there is one.
    pub(super) fn gap_at(&self, unit: usize) -> Option<&Gap> {
        let place = self.gaps.binary_search_by_key(&unit, |gap| gap.unit).ok()?;
        self.gaps.get(place)
    }

    /// Whether a unit is a space in one run with words of the same face around it, and a glyph
    /// at their edges is one that the face's rules join with the space.
    fn is_suspect(&self, i: usize) -> bool {
        let space = &self.units[i];
        let alike =
            |u: &Item| u.kind == UnitKind::Word && u.run == space.run && u.level == space.level;
        let (before, after) = (&self.units[i - 1], &self.units[i + 1]);
        // A bidi control between them is in no unit.
        let touch = before.end == space.start && space.end == after.start;
        if space.kind != UnitKind::Space || !touch || !alike(before) || !alike(after) {
            return false;
        }
        let parts = (self.words[i - 1].parts.last(), self.words[i + 1].parts.first());
        let ((Some(a), Some(b)), [gap]) = (parts, &*self.words[i].parts) else { return false };
        let font = gap.shaped.font;
        if a.shaped.font != font || b.shaped.font != font {
            return false;
        }
        let spaces = self.book().face(font).spaces();
        let (last, first) = (logical(&a.shaped).rev(), logical(&b.shaped));
        last.take(2).chain(first.take(2)).any(|glyph| spaces.holds(glyph))
    }

    fn gap(&self, i: usize) -> Option<Gap> {
        let unit = self.units[i];
        let [before, space, after] = [i - 1, i, i + 1].map(|i| &self.words[i]);
        let whole = self.word(&unit, self.units[i - 1].start, self.units[i + 1].end);
        let (end, start) = (before.text.len(), before.text.len() + space.text.len());
        let a = self.slice(&whole, 0..end);
        let b = self.slice(&whole, start..whole.text.len());
        let kern = whole.width - before.width - space.width - after.width;
        let gap = Gap {
            unit: i,
            kern: kern * self.size(&unit),
            before: (!same_forms(&a, before)).then(|| Arc::new(a.rigid())),
            after: (!same_forms(&b, after)).then(|| Arc::new(b.rigid())),
        };
        let changes = gap.kern.abs() > 1e-9 || gap.before.is_some() || gap.after.is_some();
        changes.then_some(gap)
    }
}

/// The glyph ids of a shape in the order of their characters.
fn logical(shaped: &GlyphRun) -> Box<dyn DoubleEndedIterator<Item = u16> + '_> {
    let ids = shaped.glyphs.iter().map(|g| g.id);
    if shaped.dir.is_rtl() { Box::new(ids.rev()) } else { Box::new(ids) }
}

/// Whether two shapes of a word differ in nothing but advances.
fn same_forms(a: &Word, b: &Word) -> bool {
    let glyphs = |word: &Word| -> Vec<_> {
        let all = word.parts.iter().flat_map(|part| part.shaped.glyphs.iter());
        all.map(|g| (g.id, g.cluster, g.dx, g.dy)).collect()
    };
    glyphs(a) == glyphs(b)
}
