//! Faces: the bundled ones, a project's own ones, what they cover, and stacks to fall back in.
//!
//! In: TrueType or OpenType bytes. Out: [`FontBook`], which finds a face by family, weight and
//! slant, and [`Face`], its metrics. A face is read when it is first asked for, so a run pays
//! for the faces that it touches. Nothing is synthesised: no slant, no bold. Faces of the
//! operating system are never looked at.

mod check;
mod cmap;
pub mod contours;
mod face;
pub mod glyf;
mod outline;
mod space;
mod truetype;

use std::sync::{Arc, OnceLock};

use rustybuzz::ttf_parser;
use ttf_parser::Permissions;
use unicode_script::Script;

use crate::diag::caught::caught;
use crate::diag::{Diagnostic, Sink, Span};
use crate::model::faces::BUNDLED;
pub use face::Face;
use face::{FontBytes, has_outlines, is_colour, is_usable, parse, weights};
pub(super) use outline::merged;

/// A face of the [`FontBook`], by number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FontId(pub u16);

/// Faces to try for a style, best first.
#[derive(Debug, Clone, PartialEq)]
pub struct FontStack {
    /// The faces; a cluster takes the first that lists its script and has its glyphs, else the
    /// first that has its glyphs.
    pub entries: Vec<StackEntry>,
}

/// A face of a stack.
#[derive(Debug, Clone, PartialEq)]
pub struct StackEntry {
    /// The face.
    pub font: FontId,
    /// Its size as a share of the style's.
    pub scale: f64,
    /// The scripts that it is preferred for.
    pub scripts: Vec<Script>,
}

/// All faces of a run: the bundled ones first, then a project's own.
///
/// It is shared by all threads; adding faces comes before sharing.
#[derive(Debug, Default)]
pub struct FontBook {
    slots: Vec<LazyFace>,
}

/// A face that may not have been read yet. What `find` needs is known without reading it.
#[derive(Debug)]
struct LazyFace {
    family: String,
    weight: u16,
    italic: bool,
    bytes: FontBytes,
    index: u32,
    /// Where the font has a weight axis: its value.
    at: Option<u16>,
    face: OnceLock<Face>,
}

/// Step between the weights that a weight axis is asked for: no eye tells finer ones apart.
const WEIGHT_STEP: u16 = 10;

/// Most fonts of a collection that are read.
const COLLECTION: u32 = 64;

impl FontBook {
    /// The faces that are compiled into the program; none is read yet.
    pub fn bundled() -> Self {
        let slots = BUNDLED.map(|(family, weight, italic, bytes)| LazyFace {
            family: family.to_owned(),
            weight,
            italic,
            bytes: FontBytes::Bundled(bytes),
            index: 0,
            at: None,
            face: OnceLock::new(),
        });
        Self { slots: slots.into() }
    }

    /// Adds the faces of a font file; `label` names it in faults. Returns the first face. A
    /// font with a weight axis gives a face for each weight that it can have; its other axes
    /// keep their defaults. PostScript outlines become TrueType ones.
    ///
    /// Faults: `broken-font` where the bytes are not a usable font, `font-not-embeddable` where
    /// the font forbids embedding or subsetting (OpenType `OS/2` `fsType`), `colour-font` where
    /// it holds pictures instead of outlines; then nothing is added. A font with colours beside
    /// its outlines is set by these, and the same id warns.
    pub fn add(
        &mut self,
        label: &str,
        bytes: Arc<[u8]>,
        span: Span,
        sink: &mut Sink,
    ) -> Option<FontId> {
        let count = ttf_parser::fonts_in_collection(&bytes).unwrap_or(1).min(COLLECTION);
        let bytes = FontBytes::Project { bytes, label: label.into(), span };
        let slots: Result<Vec<_>, Diagnostic> =
            (0..count).map(|index| LazyFace::read(&bytes, index, sink)).collect();
        let slots = slots.map_err(|fault| sink.push(fault)).ok()?;
        let first = u16::try_from(self.slots.len()).ok()?;
        self.slots.extend(slots.into_iter().flatten());
        Some(FontId(first))
    }

    /// The face of a family that comes nearest to a weight. An italic is found only where the
    /// family has a real one, else the upright; a project's face hides a bundled one.
    pub fn find(&self, family: &str, weight: u16, italic: bool) -> Option<FontId> {
        let distance = |slot: &LazyFace| {
            let away = slot.weight.abs_diff(weight);
            // CSS Fonts 4, 5.2: at equal distance light text looks lighter, bold text bolder.
            let wrong_side = (slot.weight > weight) == (weight <= 500);
            (slot.italic != italic, away, wrong_side && away > 0)
        };
        (0..self.slots.len())
            .rev()
            .filter(|&i| self.slots[i].family.eq_ignore_ascii_case(family.trim()))
            .min_by_key(|&i| distance(&self.slots[i]))
            .and_then(|i| u16::try_from(i).ok())
            .map(FontId)
    }

    /// A face, read on first demand.
    ///
    /// # Panics
    /// If the number comes from another book.
    pub fn face(&self, id: FontId) -> &Face {
        self.slots[usize::from(id.0)].face()
    }

    /// The numbers of all faces, in order.
    pub fn ids(&self) -> impl Iterator<Item = FontId> + use<> {
        (0..u16::try_from(self.slots.len()).unwrap_or(u16::MAX)).map(FontId)
    }

    /// The families of a project, in order of their first faces, each once.
    pub fn project_families(&self) -> Vec<&str> {
        let own =
            self.slots.iter().filter(|slot| matches!(slot.bytes, FontBytes::Project { .. }));
        let mut families: Vec<&str> = vec![];
        for slot in own {
            if !families.contains(&slot.family.as_str()) {
                families.push(&slot.family);
            }
        }
        families
    }

    /// The families, in order of their first faces, each once.
    pub fn families(&self) -> Vec<&str> {
        let mut families: Vec<&str> = vec![];
        for slot in &self.slots {
            if !families.contains(&slot.family.as_str()) {
                families.push(&slot.family);
            }
        }
        families
    }
}

impl LazyFace {
    /// Reads and checks a font of a file.
    fn read(bytes: &FontBytes, index: u32, sink: &mut Sink) -> Result<Vec<Self>, Diagnostic> {
        let FontBytes::Project { label, span, .. } = bytes else { return Ok(vec![]) };
        let unreadable = || broken(label, *span);
        let parsed = parse(bytes.as_slice(), index).filter(is_usable).ok_or_else(unreadable)?;
        if let Some(why) = forbidden(&parsed) {
            return Err(not_embeddable(label, why, *span));
        }
        if !has_outlines(&parsed) {
            return Err(without_outlines(label, is_colour(&parsed), *span));
        }
        if is_colour(&parsed) {
            sink.push(colour(label, *span));
        }
        let slots = if parsed.tables().glyf.is_some() {
            Self::all(&parsed, bytes, index)
        } else {
            let made = caught(|| truetype::from_postscript(bytes.as_slice(), index));
            let made = made.ok().flatten().ok_or_else(unreadable)?;
            let made =
                FontBytes::Project { bytes: made.into(), label: label.clone(), span: *span };
            let parsed = parse(made.as_slice(), 0).ok_or_else(unreadable)?;
            Self::all(&parsed, &made, 0)
        };
        slots.first().and_then(Self::fault).map_or(Ok(slots), Err)
    }

    /// What is wrong with its font.
    fn fault(&self) -> Option<Diagnostic> {
        let FontBytes::Project { label, span, .. } = &self.bytes else { return None };
        let face = self.face();
        let parsed = parse(self.bytes.as_slice(), self.index)?;
        let what = check::fault(&parsed, self.index, face.chars())?;
        let fault = Diagnostic::error("broken-font", *span, format!("`{label}` {what}"));
        Some(fault.with_hint("download the font again, or choose another one"))
    }

    /// The face, read on first demand.
    fn face(&self) -> &Face {
        self.face.get_or_init(|| {
            parse(self.bytes.as_slice(), self.index)
                .map(|parsed| Face::new(parsed, &self.bytes, self.index, self.at))
                .expect("bundled faces are read by a test, others have been read before")
        })
    }

    /// The slots of a font: one, or one for each weight of its axis.
    fn all(parsed: &ttf_parser::Face<'_>, bytes: &FontBytes, index: u32) -> Vec<Self> {
        let face = Face::new(parsed.clone(), bytes, index, None);
        let slot = |at: Option<u16>| Self {
            family: face.family.clone(),
            weight: at.unwrap_or(face.weight),
            italic: face.italic,
            bytes: bytes.clone(),
            index,
            at,
            face: OnceLock::new(),
        };
        let Some([least, most]) = weights(parsed) else { return vec![slot(None)] };
        let is_step = |w: &u16| w.is_multiple_of(WEIGHT_STEP) || [least, most].contains(w);
        (least..=most).filter(is_step).map(|w| slot(Some(w))).collect()
    }
}

/// What a font forbids that every output does.
fn forbidden(parsed: &ttf_parser::Face<'_>) -> Option<&'static str> {
    parsed.tables().os2?;
    if parsed.permissions() == Some(Permissions::Restricted)
        || !parsed.is_outline_embedding_allowed()
    {
        Some("embedding")
    } else if !parsed.is_subsetting_allowed() {
        Some("subsetting")
    } else {
        None
    }
}

fn broken(label: &str, span: Span) -> Diagnostic {
    Diagnostic::error("broken-font", span, format!("`{label}` is not a font that can be read"))
        .with_expected("a TrueType or OpenType file (`.ttf`, `.otf`, `.ttc`)")
        .with_hint("open the file in a font viewer, or download it again; web fonts (`.woff2`) must be unpacked first")
}

fn without_outlines(label: &str, colour: bool, span: Span) -> Diagnostic {
    if !colour {
        return broken(label, span);
    }
    let message = format!("the font `{label}` has pictures of its letters and no outlines");
    Diagnostic::error("colour-font", span, message)
        .with_hint("take a font with outlines; colours come from the theme")
}

fn colour(label: &str, span: Span) -> Diagnostic {
    let message = format!("the colours of the font `{label}` are not used");
    Diagnostic::warning("colour-font", span, message)
        .with_hint("its letters are set in the colour of the text; a letter without a plain outline comes from another font")
}

fn not_embeddable(label: &str, what: &str, span: Span) -> Diagnostic {
    Diagnostic::error("font-not-embeddable", span, format!("the font `{label}` forbids {what}"))
        .with_hint("take a font whose licence allows it, such as one under the OFL, or remove the file")
}
