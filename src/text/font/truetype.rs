//! A font with PostScript outlines (CFF) as one with TrueType outlines (OpenType `glyf`).
//!
//! In: the file. Out: a file with the same glyphs under the same numbers, so that its layout
//! tables hold, without hints. It is made when the font is read: PDF and web then treat all
//! fonts alike, and slots can be composites (docs/spec/text-layer.md, 5.3). Of a variable one
//! (CFF2) the default instance is taken.

use skrifa::instance::{LocationRef, Size};
use skrifa::outline::DrawSettings;
use skrifa::raw::{FontRef, TableProvider};
use skrifa::{GlyphId, MetadataProvider, Tag};
use write_fonts::FontBuilder;

use super::contours::ContourPen;
use super::glyf::{self, Counts, put16};

/// Tables that belong to the old outlines or to axes, and a signature that no longer holds.
const LEFT_OUT: [&[u8; 4]; 10] =
    [b"CFF ", b"CFF2", b"VORG", b"fvar", b"avar", b"HVAR", b"VVAR", b"MVAR", b"STAT", b"DSIG"];

/// What the outlines come to.
#[derive(Default)]
struct OutlineBounds {
    glyf: Vec<u8>,
    loca: Vec<u8>,
    hmtx: Vec<u8>,
    most: Counts,
}

/// The converted file; `None` where the font cannot be read.
pub(super) fn from_postscript(data: &[u8], index: u32) -> Option<Vec<u8>> {
    let font = FontRef::from_index(data, index).ok()?;
    let count = font.maxp().ok()?.num_glyphs();
    let outlines = draw(&font, count)?;
    let mut builder = FontBuilder::new();
    for record in font.table_directory().table_records() {
        let tag = record.tag();
        if let Some(table) = font.table_data(tag)
            && !LEFT_OUT.iter().any(|&left| tag == Tag::new(left))
        {
            builder.add_raw(tag, table.as_bytes().to_vec());
        }
    }
    // `head` 50: long offsets; `hhea` 34: a width for each glyph (OpenType 1.9).
    let head = patched(&font, b"head", 50, 1)?;
    let hhea = patched(&font, b"hhea", 34, count)?;
    builder
        .add_raw(Tag::new(b"head"), head)
        .add_raw(Tag::new(b"hhea"), hhea)
        .add_raw(Tag::new(b"maxp"), maxp(count, outlines.most))
        .add_raw(Tag::new(b"hmtx"), outlines.hmtx)
        .add_raw(Tag::new(b"loca"), outlines.loca)
        .add_raw(Tag::new(b"glyf"), outlines.glyf);
    Some(builder.build())
}

fn draw(font: &FontRef<'_>, count: u16) -> Option<OutlineBounds> {
    let mut out = OutlineBounds { loca: vec![0; 4], ..OutlineBounds::default() };
    let widths = font.hmtx().ok()?;
    for id in (0..count).map(GlyphId::from) {
        let mut pen = ContourPen::new(1.0);
        if let Some(outline) = font.outline_glyphs().get(id) {
            let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
            outline.draw(settings, &mut pen).ok()?;
        }
        let (bbox, counts) = glyf::simple(&pen.contours, &mut out.glyf);
        out.most.points = out.most.points.max(counts.points);
        out.most.contours = out.most.contours.max(counts.contours);
        out.glyf.resize(out.glyf.len().next_multiple_of(4), 0);
        out.loca.extend(u32::try_from(out.glyf.len()).ok()?.to_be_bytes());
        out.hmtx.extend(widths.advance(id).unwrap_or(0).to_be_bytes());
        put16(&mut out.hmtx, bbox[0]);
    }
    Some(out)
}

/// A table with two bytes changed.
fn patched(font: &FontRef<'_>, tag: &[u8; 4], at: usize, to: u16) -> Option<Vec<u8>> {
    let mut table = font.table_data(Tag::new(tag))?.as_bytes().to_vec();
    table.get_mut(at..at + 2)?.copy_from_slice(&to.to_be_bytes());
    Some(table)
}

/// `maxp` 1.0 of simple glyphs without instructions.
fn maxp(count: u16, most: Counts) -> Vec<u8> {
    let mut out = vec![0, 1, 0, 0];
    let all = [count, most.points, most.contours, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0];
    all.iter().for_each(|n| out.extend(n.to_be_bytes()));
    out
}
