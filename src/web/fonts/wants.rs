//! Which faces the web outputs need, and which fill the gaps of others.

use std::collections::{BTreeMap, BTreeSet};

use super::Usage;
use crate::model::style::Theme;
use crate::text::font::{Face, FontBook, FontId};
use crate::web::voice::Family;

/// A face to be made.
pub(super) struct Want {
    pub(super) family: Family,
    pub(super) font: FontId,
    /// What the outputs call it: a face that fills gaps is found as the one that has them.
    pub(super) weight: u16,
    pub(super) italic: bool,
    pub(super) chars: BTreeSet<char>,
    pub(super) filler: Option<(Vec<char>, u16)>,
}

/// The faces that a usage needs, with those that fill gaps.
pub(super) fn wants(usage: &Usage, theme: &Theme, book: &FontBook) -> Vec<Want> {
    let mut asked: BTreeMap<(Family, FontId), BTreeSet<char>> = BTreeMap::new();
    for (&(family, weight, italic), chars) in usage {
        if let Some(font) = book.find(family.font(&theme.fonts), weight, italic) {
            asked.entry((family, font)).or_default().extend(chars);
        }
    }
    let mut wants = vec![];
    for ((family, font), mut chars) in asked {
        chars.retain(|&c| !c.is_control());
        let face = book.face(font);
        let missing: BTreeSet<char> =
            chars.iter().copied().filter(|&c| face.glyph(c).is_none()).collect();
        chars.retain(|c| !missing.contains(c));
        let signs = chars.iter().copied().filter(|c| !c.is_alphabetic()).collect();
        chars.extend([' ', '\u{a0}', '-', '\u{2010}']);
        let (weight, italic) = (face.weight, face.italic);
        wants.push(Want { family, font, weight, italic, chars, filler: None });
        wants.extend(fillers(family, (face, &signs), missing, theme, book));
    }
    wants
}

/// Faces for the characters that a face lacks; default-ignorable ones are no gap. Where that are the
/// letters of a text, its digits and signs go with them.
fn fillers(
    family: Family,
    (face, signs): (&Face, &BTreeSet<char>),
    mut missing: BTreeSet<char>,
    theme: &Theme,
    book: &FontBook,
) -> Vec<Want> {
    missing.retain(|&c| !is_ignorable(c));
    let is_other = |other: &Family| *other != family && other.is_given(&theme.fonts);
    let others = Family::ALL.into_iter().filter(is_other);
    let shipped =
        others.map(|other| (other.font(&theme.fonts), other.scale_in(family, true, theme)));
    // At last the faces of a project, as large as the Latin.
    let latin = Family::Latin.scale_in(family, true, theme);
    let own = book.project_families().into_iter().map(|name| (name, latin));
    let mut out = vec![];
    for (name, scale) in shipped.chain(own) {
        let Some(font) = book.find(name, face.weight, face.italic) else { continue };
        let has = |c: &char| book.face(font).glyph(*c).is_some();
        let mut here: BTreeSet<char> = missing.iter().copied().filter(has).collect();
        if here.is_empty() {
            continue;
        }
        missing.retain(|c| !here.contains(c));
        if is_alphabet(&here) {
            here.extend(signs.iter().copied().filter(has));
        }
        let range: Vec<char> = here.iter().copied().collect();
        let filler = Some((range, (scale * 100.0).round() as u16));
        let (weight, italic) = (face.weight, face.italic);
        out.push(Want { family, font, weight, italic, chars: here, filler });
    }
    out
}

/// Characters that draw nothing by themselves (Unicode's `Default_Ignorable_Code_Point`, as far
/// as text for print has them).
fn is_ignorable(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
        | '\u{fe00}'..='\u{fe0f}')
}

/// Whether characters are so many that a text is written in them: of Greek or Cyrillic, for which
/// Western faces may be made or not.
fn is_alphabet(chars: &BTreeSet<char>) -> bool {
    const FEW: usize = 10;
    let of_west = |c: &&char| matches!(c, '\u{370}'..='\u{52f}') && c.is_alphabetic();
    chars.iter().filter(of_west).count() >= FEW
}
