//! Signs that are drawn mirrored where text runs from right to left (UAX #9, L4; `Bidi_Mirroring_Glyph`).
//!
//! The shaper mirrors most; its table of pairs is searched by both columns, of which the second is in
//! no order, so it misses some that stand there, `≥` among them. What it left unmirrored is found here.

use icu_properties::props::BidiMirroringGlyph;
use icu_properties::{CodePointMapData, CodePointMapDataBorrowed};

use super::Glyph;
use super::font::Face;

/// In UTF-8 the signs from U+2000 on begin with this byte or a higher one; the shaper knows those below.
const FIRST_BYTE: u8 = 0xe2;

/// The glyphs of a stretch from right to left that show a sign as it is, each by its index with the
/// sign that belongs there; the face has both.
pub(super) fn unmirrored(glyphs: &[Glyph], text: &str, face: &Face) -> Vec<(usize, char)> {
    if !text.bytes().any(|byte| byte >= FIRST_BYTE) {
        return vec![];
    }
    let wrong = |(i, glyph): (usize, &Glyph)| {
        let sign = text.get(glyph.cluster as usize..)?.chars().next()?;
        let mirrored = mirror(sign).filter(|_| face.glyph(sign) == Some(glyph.id))?;
        face.glyph(mirrored).map(|_| (i, mirrored))
    };
    glyphs.iter().enumerate().filter_map(wrong).collect()
}

fn mirror(c: char) -> Option<char> {
    const GLYPHS: CodePointMapDataBorrowed<'static, BidiMirroringGlyph> =
        CodePointMapData::new();
    GLYPHS.get(c).mirroring_glyph
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_have_their_partners() {
        for (a, b) in [('≥', '≤'), ('<', '>'), ('∋', '∈'), ('»', '«')] {
            assert_eq!((mirror(a), mirror(b)), (Some(b), Some(a)));
        }
        assert_eq!(mirror('%'), None);
    }
}
