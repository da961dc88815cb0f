//! What a font file must hold before anything is set in it, checked once when it is read.
//!
//! The crates that shape, subset and draw trust a font further than they should: a place beyond a
//! table, or a table that is said to be there, makes them panic or ask for gigabytes. The checks
//! of tables are those that browsers make (OpenType Sanitizer); then the font sets its own
//! characters once.

use rustybuzz::{Direction, UnicodeBuffer};

use super::ttf_parser::head::IndexToLocationFormat;
use super::ttf_parser::{self, Tag};
use crate::diag::caught::caught;

/// Most characters that are set on trial.
const TRIAL: usize = 4096;
/// How many of them stand in a row: rules about neighbours are met.
const ROW: usize = 64;

/// What is wrong with a font; the words follow its name.
pub(super) fn fault(
    parsed: &ttf_parser::Face<'_>,
    index: u32,
    chars: impl Iterator<Item = char>,
) -> Option<String> {
    let raw = parsed.raw_face();
    if !has_order(parsed, raw.table(Tag::from_bytes(b"loca"))) {
        return Some("is broken: its outlines lie outside of their table".into());
    }
    let chars: Vec<char> = chars.take(TRIAL).collect();
    let tried = caught(|| rows(raw.data, index, &chars));
    tried.err().map(|panic| format!("is broken: its rules cannot be followed ({panic})"))
}

/// Whether the places of outlines ascend within their table (OpenType `loca`).
fn has_order(parsed: &ttf_parser::Face<'_>, loca: Option<&[u8]>) -> bool {
    let glyf = parsed.raw_face().table(Tag::from_bytes(b"glyf"));
    let (Some(loca), Some(glyf)) = (loca, glyf) else { return true };
    let long = parsed.tables().head.index_to_location_format == IndexToLocationFormat::Long;
    let place = |bytes: &[u8]| match *bytes {
        [a, b] => usize::from(u16::from_be_bytes([a, b])) * 2,
        [a, b, c, d] => u32::from_be_bytes([a, b, c, d]) as usize,
        _ => usize::MAX,
    };
    let count = usize::from(parsed.number_of_glyphs()) + 1;
    let places = loca.chunks_exact(if long { 4 } else { 2 }).take(count).map(place);
    let mut last = 0;
    let mut ascending = places.map(|place| {
        let fits = place >= last && place <= glyf.len();
        last = place;
        fits
    });
    ascending.all(|fits| fits)
}

/// Shapes all characters, row by row, in both directions.
fn rows(data: &[u8], index: u32, chars: &[char]) {
    let Some(face) = rustybuzz::Face::from_slice(data, index) else { return };
    for row in chars.chunks(ROW) {
        for direction in [Direction::LeftToRight, Direction::RightToLeft] {
            let mut buffer = UnicodeBuffer::new();
            row.iter().for_each(|c| buffer.push_str(c.encode_utf8(&mut [0; 4])));
            buffer.guess_segment_properties();
            buffer.set_direction(direction);
            rustybuzz::shape(&face, &[], buffer);
        }
    }
}
