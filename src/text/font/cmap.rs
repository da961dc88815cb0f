//! Characters to glyphs (OpenType `cmap`), with as much work as there are characters.
//!
//! A file may claim any number of characters, over and over, with a few bytes. Where its ranges
//! follow one another within Unicode they are walked as they stand; else each character is
//! asked for once.

use super::ttf_parser::cmap::Subtable;
use super::ttf_parser::{self, Tag};

/// Most subtables that are read: fonts have one or two for each platform.
const SUBTABLES: usize = 8;
/// Last character of Unicode.
const LAST: u32 = 0x10_ffff;

/// Characters to glyphs, in pages of 256; glyph 0 means none.
#[derive(Debug, Default)]
pub(super) struct Cmap {
    pages: Vec<Option<Box<[u16; 256]>>>,
}

impl Cmap {
    /// Reads a font's map. A character whose glyph is `lost` counts as not there.
    pub(super) fn new(
        parsed: &ttf_parser::Face<'_>,
        lost: impl Fn(u32, ttf_parser::GlyphId) -> bool,
    ) -> Self {
        let mut cmap = Self::default();
        let raw = parsed.raw_face().table(Tag::from_bytes(b"cmap")).unwrap_or_default();
        let ordered = is_ordered(raw);
        let tables = parsed.tables().cmap.iter().flat_map(|c| c.subtables);
        for table in tables.filter(Subtable::is_unicode).take(SUBTABLES) {
            let add = |c| {
                if let Some(gid) = table.glyph_index(c).filter(|&gid| !lost(c, gid)) {
                    cmap.insert(c, gid.0);
                }
            };
            if ordered {
                table.codepoints(add);
            } else {
                (0..=LAST).for_each(add);
            }
        }
        cmap
    }

    fn insert(&mut self, c: u32, gid: u16) {
        let page = (c >> 8) as usize;
        if c > LAST {
            return;
        }
        if self.pages.len() <= page {
            self.pages.resize_with(page + 1, || None);
        }
        let page = self.pages[page].get_or_insert_with(|| Box::new([0; 256]));
        page[(c & 0xff) as usize] = gid;
    }

    /// The glyph of a character.
    pub(super) fn get(&self, c: char) -> Option<u16> {
        let c = u32::from(c);
        let page = self.pages.get((c >> 8) as usize)?.as_ref()?;
        Some(page[(c & 0xff) as usize]).filter(|&gid| gid != 0)
    }

    /// All characters, in order.
    pub(super) fn chars(&self) -> impl Iterator<Item = char> {
        (0u32..)
            .zip(&self.pages)
            .filter_map(|(high, page)| page.as_ref().map(|p| (high, p)))
            .flat_map(|(high, page)| {
                (0u32..).zip(page.iter()).filter_map(move |(low, &gid)| {
                    char::from_u32(high << 8 | low).filter(|_| gid != 0)
                })
            })
    }
}

/// Whether the ranges of all subtables ascend and end within Unicode.
fn is_ordered(cmap: &[u8]) -> bool {
    let count = usize::from(u16_at(cmap, 2).unwrap_or(0));
    let tables = (0..count).filter_map(|n| {
        let offset = u32_at(cmap, 4 + 8 * n + 4)?;
        cmap.get(usize::try_from(offset).ok()?..)
    });
    tables.take(count.min(SUBTABLES * SUBTABLES)).all(|table| match u16_at(table, 0) {
        Some(4) => ascend(segments(table), 0xffff),
        Some(12 | 13) => ascend(groups(table), LAST),
        _ => true,
    })
}

/// Whether ranges ascend, do not meet, and end in time.
fn ascend(mut ranges: impl Iterator<Item = (u32, u32)>, last: u32) -> bool {
    let mut next = 0;
    ranges.all(|(start, end)| {
        let fits = start >= next && end <= last;
        next = end.saturating_add(1);
        fits
    })
}

/// The ranges of format 4: ends, a gap of two bytes, and starts. An empty one counts as nothing.
fn segments(table: &[u8]) -> impl Iterator<Item = (u32, u32)> {
    let count = usize::from(u16_at(table, 6).unwrap_or(0) / 2);
    let range = move |n| {
        let end = u16_at(table, 14 + 2 * n)?;
        let start = u16_at(table, 16 + 2 * count + 2 * n)?;
        Some((u32::from(start), u32::from(end)))
    };
    (0..count).map_while(range).filter(|(start, end)| start <= end)
}

/// The ranges of formats 12 and 13.
fn groups(table: &[u8]) -> impl Iterator<Item = (u32, u32)> {
    let count = u32_at(table, 12).and_then(|n| usize::try_from(n).ok()).unwrap_or(0);
    (0..count)
        .map_while(|n| Some((u32_at(table, 16 + 12 * n)?, u32_at(table, 20 + 12 * n)?)))
        .filter(|(start, end)| start <= end)
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2).map(|b| u16::from_be_bytes([b[0], b[1]]))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4).map(|b| u32::from_be_bytes([b[0], b[1], b[2], b[3]]))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A `cmap` with one subtable of format 12.
    fn table(groups: &[(u32, u32)]) -> Vec<u8> {
        let mut out = vec![0, 0, 0, 1, 0, 3, 0, 10, 0, 0, 0, 12, 0, 12, 0, 0];
        out.extend((16 + 12 * groups.len() as u32).to_be_bytes());
        out.extend([0; 4]);
        out.extend((groups.len() as u32).to_be_bytes());
        for (start, end) in groups {
            [start, end, &1].iter().for_each(|n| out.extend(n.to_be_bytes()));
        }
        out
    }

    #[test]
    fn ranges_that_overlap_or_leave_unicode_are_seen() {
        assert!(is_ordered(&table(&[(0x20, 0x7e), (0x600, 0x6ff)])));
        assert!(!is_ordered(&table(&[(0x20, 0x7e), (0x7e, 0x6ff)])), "they meet");
        assert!(!is_ordered(&table(&[(0x600, 0x6ff), (0x20, 0x7e)])), "they descend");
        assert!(!is_ordered(&table(&[(0x20, 0xffff_ffff)])), "beyond Unicode");
        assert!(is_ordered(&[]), "there is nothing");
    }
}
