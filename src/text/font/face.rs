//! One face: names, metrics, characters to glyphs, boxes of ink.
//!
//! In: a font file's bytes. What every run needs is read at once, the character map on first
//! demand, boxes of outlines straight from the bytes when they are asked for.

use std::cmp::Reverse;
use std::sync::{Arc, OnceLock};

use unicode_script::{Script, UnicodeScript};

use super::cmap::Cmap;
use super::space::SpaceContext;
use super::ttf_parser::head::IndexToLocationFormat;
use super::ttf_parser::{self, GlyphId, name_id};
use crate::diag::Span;

/// A font file's bytes: compiled in, or read from a project.
#[derive(Debug, Clone)]
pub(super) enum FontBytes {
    Bundled(&'static [u8]),
    Project {
        bytes: Arc<[u8]>,
        /// What names the file in faults.
        label: Arc<str>,
        span: Span,
    },
}

impl FontBytes {
    pub(super) fn as_slice(&self) -> &[u8] {
        match self {
            Self::Bundled(bytes) => bytes,
            Self::Project { bytes, .. } => bytes,
        }
    }
}

/// A face's names, metrics and coverage. Lengths are in font units, `y` grows upwards.
#[derive(Debug)]
pub struct Face {
    /// Family, as the file says it (typographic family where it has one).
    pub family: String,
    /// Weight class, 1 to 1000 (OpenType `OS/2` `usWeightClass`).
    pub weight: u16,
    /// Whether it is an italic.
    pub italic: bool,
    /// Name in `PostScript`.
    pub postscript_name: String,
    /// Number of the face in a collection; 0 elsewhere.
    pub index: u32,
    /// Range of the weight axis, where the font is variable (OpenType `fvar`).
    pub weights: Option<[u16; 2]>,
    /// What the axes of a variable font are set to: tag and value. Other axes keep their
    /// defaults.
    pub variations: Vec<([u8; 4], f32)>,
    /// Units of an em.
    pub units_per_em: u16,
    /// How many glyphs it has.
    pub glyph_count: u16,
    /// Ascent above the baseline, positive.
    pub ascent: i16,
    /// Descent below the baseline, negative.
    pub descent: i16,
    /// Height of capitals; the ascent where the file does not say.
    pub cap_height: i16,
    /// Height of small letters; half the ascent where the file does not say.
    pub x_height: i16,
    /// Slant in degrees, counter-clockwise from upright.
    pub italic_angle: f64,
    /// Box around all glyphs: xMin, yMin, xMax, yMax.
    pub bbox: [i16; 4],
    pub(super) bytes: FontBytes,
    outlines: Option<GlyfTable>,
    cmap: OnceLock<Cmap>,
    /// Boxes of all glyphs, for faces whose file does not list them.
    boxes: OnceLock<Box<[Option<[i16; 4]>]>>,
    spaces: OnceLock<SpaceContext>,
}

/// Where the boxes of TrueType outlines stand in the file.
#[derive(Debug, Clone, Copy)]
struct GlyfTable {
    loca: usize,
    glyf: usize,
    long: bool,
}

/// A script counts as covered from this many characters on.
const COVERED: usize = 20;

impl Face {
    /// The face of a font; of one with a weight axis, the face at a weight.
    pub(super) fn new(
        mut parsed: ttf_parser::Face<'_>,
        bytes: &FontBytes,
        index: u32,
        weight: Option<u16>,
    ) -> Self {
        let variations: Vec<_> = weight.map(|w| (WEIGHT, f32::from(w))).into_iter().collect();
        set(&mut parsed, &variations);
        let parsed = &parsed;
        let ascent = parsed.ascender();
        let b = parsed.global_bounding_box();
        let name = |ids: [u16; 2]| ids.iter().find_map(|&id| name(parsed, id));
        Self {
            family: name([name_id::TYPOGRAPHIC_FAMILY, name_id::FAMILY]).unwrap_or_default(),
            weight: weight.unwrap_or_else(|| parsed.weight().to_number()),
            italic: parsed.is_italic() || parsed.is_oblique(),
            postscript_name: name([name_id::POST_SCRIPT_NAME, name_id::FULL_NAME])
                .unwrap_or_default(),
            index,
            weights: weights(parsed),
            units_per_em: parsed.units_per_em(),
            glyph_count: parsed.number_of_glyphs(),
            ascent,
            descent: parsed.descender(),
            cap_height: parsed.capital_height().filter(|&h| h > 0).unwrap_or(ascent),
            x_height: parsed.x_height().filter(|&h| h > 0).unwrap_or(ascent / 2),
            italic_angle: f64::from(parsed.italic_angle()),
            bbox: [b.x_min, b.y_min, b.x_max, b.y_max],
            bytes: bytes.clone(),
            outlines: GlyfTable::find(parsed, bytes.as_slice()).filter(|_| weight.is_none()),
            variations,
            cmap: OnceLock::new(),
            boxes: OnceLock::new(),
            spaces: OnceLock::new(),
        }
    }

    /// The whole font file.
    pub fn data(&self) -> &[u8] {
        self.bytes.as_slice()
    }

    /// The glyph of a character; `None` where the face has none.
    pub fn glyph(&self, c: char) -> Option<u16> {
        self.cmap().get(c)
    }

    /// The box around a glyph's ink: xMin, yMin, xMax, yMax; `None` where it draws nothing.
    pub fn ink(&self, gid: u16) -> Option<[i16; 4]> {
        if let Some(outlines) = self.outlines {
            return outlines.ink(self.data(), gid.min(self.glyph_count));
        }
        *self.boxes.get_or_init(|| self.draw_boxes()).get(usize::from(gid))?
    }

    /// The font, at the face's point of its axes.
    pub(super) fn parsed(&self) -> Option<ttf_parser::Face<'_>> {
        let mut parsed = parse(self.data(), self.index)?;
        set(&mut parsed, &self.variations);
        Some(parsed)
    }

    fn draw_boxes(&self) -> Box<[Option<[i16; 4]>]> {
        let Some(parsed) = self.parsed() else { return Box::default() };
        let ink = |gid| parsed.glyph_bounding_box(GlyphId(gid));
        let sides = |b: ttf_parser::Rect| [b.x_min, b.y_min, b.x_max, b.y_max];
        (0..self.glyph_count).map(|gid| ink(gid).map(sides)).collect()
    }

    /// The characters that it has, in order.
    pub(super) fn chars(&self) -> impl Iterator<Item = char> {
        self.cmap().chars()
    }

    /// What it is called in faults, and its place.
    pub fn place(&self) -> (String, Span) {
        match &self.bytes {
            FontBytes::Bundled(_) => (format!("the font `{}`", self.family), Span::NONE),
            FontBytes::Project { label, span, .. } => (format!("the font `{label}`"), *span),
        }
    }

    /// The scripts that the face covers, the best covered first, with the number of their
    /// characters; Common and Inherited are left out.
    pub fn scripts(&self) -> Vec<(Script, usize)> {
        let mut counts: Vec<(Script, usize)> = vec![];
        for c in self.cmap().chars() {
            let script = c.script();
            if matches!(script, Script::Common | Script::Inherited | Script::Unknown) {
                continue;
            }
            match counts.iter_mut().find(|(s, _)| *s == script) {
                Some((_, n)) => *n += 1,
                None => counts.push((script, 1)),
            }
        }
        counts.retain(|&(_, n)| n >= COVERED);
        counts.sort_by_key(|&(_, n)| Reverse(n));
        counts
    }

    /// Whether the face covers a script.
    pub fn covers(&self, script: Script) -> bool {
        self.scripts().iter().any(|&(s, _)| s == script)
    }

    /// The glyphs that a space beside them can change.
    pub(in crate::text) fn spaces(&self) -> &SpaceContext {
        self.spaces.get_or_init(|| {
            parse(self.data(), self.index).map_or(SpaceContext::Inert, |p| SpaceContext::of(&p))
        })
    }

    fn cmap(&self) -> &Cmap {
        self.cmap.get_or_init(|| {
            parse(self.data(), self.index).map(|p| cmap(&p)).unwrap_or_default()
        })
    }
}

/// Reads a font's map. What a colour font draws in colour only is not there: another face can have it.
fn cmap(parsed: &ttf_parser::Face<'_>) -> Cmap {
    let colour = is_colour(parsed);
    Cmap::new(parsed, |c, gid| {
        let blank = char::from_u32(c).is_none_or(|c| c.is_whitespace() || !draws(c));
        colour && !blank && parsed.glyph_bounding_box(gid).is_none()
    })
}

impl GlyfTable {
    fn find(parsed: &ttf_parser::Face<'_>, data: &[u8]) -> Option<Self> {
        let raw = parsed.raw_face();
        let offset = |tag: &[u8; 4]| {
            let table = raw.table(ttf_parser::Tag::from_bytes(tag))?;
            Some(table.as_ptr().addr() - data.as_ptr().addr())
        };
        let long = parsed.tables().head.index_to_location_format == IndexToLocationFormat::Long;
        Some(Self { loca: offset(b"loca")?, glyf: offset(b"glyf")?, long })
    }

    /// The box in a glyph's header (OpenType `glyf`).
    fn ink(self, data: &[u8], gid: u16) -> Option<[i16; 4]> {
        let at = |n: usize| data.get(n..n + 2).map(|b| [b[0], b[1]]);
        let start = |i: usize| -> Option<usize> {
            if self.long {
                let [a, b] = at(self.loca + 4 * i)?;
                let [c, d] = at(self.loca + 4 * i + 2)?;
                usize::try_from(u32::from_be_bytes([a, b, c, d])).ok()
            } else {
                at(self.loca + 2 * i).map(|b| usize::from(u16::from_be_bytes(b)) * 2)
            }
        };
        let (from, to) = (start(usize::from(gid))?, start(usize::from(gid) + 1)?);
        if to <= from {
            return None;
        }
        let side = |i: usize| at(self.glyf + from + 2 + 2 * i).map(i16::from_be_bytes);
        Some([side(0)?, side(1)?, side(2)?, side(3)?])
    }
}

pub(super) fn parse(bytes: &[u8], index: u32) -> Option<ttf_parser::Face<'_>> {
    ttf_parser::Face::parse(bytes, index).ok()
}

/// Moves a font to a point of its axes.
fn set(parsed: &mut ttf_parser::Face<'_>, variations: &[([u8; 4], f32)]) {
    for (tag, value) in variations {
        parsed.set_variation(ttf_parser::Tag::from_bytes(tag), *value);
    }
}

/// Whether a file that parses is of use: it has a name and characters.
pub(super) fn is_usable(parsed: &ttf_parser::Face<'_>) -> bool {
    let named = name(parsed, name_id::FAMILY).is_some();
    parsed.tables().cmap.is_some() && named && parsed.number_of_glyphs() > 1
}

/// Whether a font has outlines in one of the three formats that hold them.
pub(super) fn has_outlines(parsed: &ttf_parser::Face<'_>) -> bool {
    let tables = parsed.tables();
    tables.glyf.is_some() || tables.cff.is_some() || tables.cff2.is_some()
}

/// Whether a font draws letters in colours of its own (OpenType `COLR`, `SVG`, `CBDT`, `sbix`).
pub(super) fn is_colour(parsed: &ttf_parser::Face<'_>) -> bool {
    let has = |tag| parsed.raw_face().table(ttf_parser::Tag::from_bytes(tag)).is_some();
    [b"COLR", b"SVG ", b"CBDT", b"sbix"].into_iter().any(has)
}

/// Whether a character has ink of its own at all; not so joiners, controls, selectors.
fn draws(c: char) -> bool {
    !c.is_control()
        && !matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}' | '\u{e0000}'..='\u{e01ef}')
}

/// Tag of the weight axis.
const WEIGHT: [u8; 4] = *b"wght";

/// The ends of the weight axis, as OpenType weight classes.
pub(super) fn weights(parsed: &ttf_parser::Face<'_>) -> Option<[u16; 2]> {
    let tag = ttf_parser::Tag::from_bytes(&WEIGHT);
    let axis = parsed.variation_axes().into_iter().find(|axis| axis.tag == tag)?;
    let class = |value: f32| value.round().clamp(1.0, 1000.0) as u16;
    Some([class(axis.min_value), class(axis.max_value)])
}

/// A name in English, else the first in Unicode.
fn name(parsed: &ttf_parser::Face<'_>, id: u16) -> Option<String> {
    let names = || parsed.names().into_iter().filter(|n| n.name_id == id && n.is_unicode());
    names()
        .find(|n| n.language() == ttf_parser::Language::English_UnitedStates)
        .or_else(|| names().next())
        .and_then(|n| n.to_string())
        .filter(|n| !n.is_empty())
}
