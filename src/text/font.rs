//! Faces: the bundled ones, a project's own ones, what they cover, and stacks to fall back in.
//!
//! In: TrueType or OpenType bytes. Out: [`FontBook`], which finds a face by family, weight and
//! slant, and [`Face`], its metrics. A face is read when it is first asked for, so a run pays
//! for the faces that it touches. Nothing is synthesised: no slant, no bold. Faces of the
//! operating system are never looked at.

mod face;
mod outline;

use std::sync::{Arc, OnceLock};

use rustybuzz::ttf_parser;
use ttf_parser::Permissions;
use unicode_script::Script;

use crate::diag::{Diagnostic, Sink, Span};
pub use face::Face;
use face::{FontBytes, is_usable, parse};
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
    slots: Vec<Slot>,
}

/// A face that may not have been read yet. What `find` needs is known without reading it.
#[derive(Debug)]
struct Slot {
    family: String,
    weight: u16,
    italic: bool,
    bytes: FontBytes,
    index: u32,
    face: OnceLock<Face>,
}

macro_rules! bundled {
    ($($family:literal $weight:literal $italic:literal $file:literal)*) => {
        [$(($family, $weight, $italic,
            include_bytes!(concat!("../../fonts/", $file)) as &'static [u8])),*]
    };
}

/// Family, weight, slant and bytes of the bundled faces; a test compares them with the files.
const BUNDLED: [(&str, u16, bool, &[u8]); 11] = bundled![
    "Markazi Text" 400 false "MarkaziText-Regular.ttf"
    "Markazi Text" 700 false "MarkaziText-Bold.ttf"
    "Amiri" 400 false "Amiri-Regular.ttf"
    "Amiri" 700 false "Amiri-Bold.ttf"
    "Source Serif 4" 400 false "SourceSerif4-Regular.ttf"
    "Source Serif 4" 400 true "SourceSerif4-Italic.ttf"
    "Source Serif 4" 600 false "SourceSerif4-SemiBold.ttf"
    "Noto Nastaliq Urdu" 400 false "NotoNastaliqUrdu-Regular.ttf"
    "Noto Nastaliq Urdu" 700 false "NotoNastaliqUrdu-Bold.ttf"
    "Frank Ruhl Libre" 400 false "FrankRuhlLibre-Regular.ttf"
    "Frank Ruhl Libre" 700 false "FrankRuhlLibre-Bold.ttf"
];

impl FontBook {
    /// The faces that are compiled into the program; none is read yet.
    pub fn bundled() -> Self {
        let slots = BUNDLED.map(|(family, weight, italic, bytes)| Slot {
            family: family.to_owned(),
            weight,
            italic,
            bytes: FontBytes::Bundled(bytes),
            index: 0,
            face: OnceLock::new(),
        });
        Self { slots: slots.into() }
    }

    /// Adds the faces of a font file; `label` names it in faults. Returns the first face.
    ///
    /// Faults: `broken-font` where the bytes are not a usable font, `font-not-embeddable` where
    /// the font forbids embedding or subsetting (OpenType `OS/2` `fsType`); then nothing is added.
    pub fn add(
        &mut self,
        label: &str,
        bytes: Arc<[u8]>,
        span: Span,
        sink: &mut Sink,
    ) -> Option<FontId> {
        let count = ttf_parser::fonts_in_collection(&bytes).unwrap_or(1);
        let bytes = FontBytes::Project(bytes);
        let mut faces = vec![];
        for index in 0..count {
            let Some(parsed) = parse(bytes.as_slice(), index).filter(is_usable) else {
                sink.push(broken(label, span));
                return None;
            };
            if let Some(why) = forbidden(&parsed) {
                sink.push(not_embeddable(label, why, span));
                return None;
            }
            faces.push(Face::new(&parsed, &bytes, index));
        }
        let first = self.slots.len();
        self.slots.extend(faces.into_iter().map(Slot::read));
        u16::try_from(first).ok().map(FontId)
    }

    /// The face of a family that comes nearest to a weight. An italic is found only where the
    /// family has a real one, else the upright; a project's face hides a bundled one.
    pub fn find(&self, family: &str, weight: u16, italic: bool) -> Option<FontId> {
        let distance = |slot: &Slot| {
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
        let slot = &self.slots[usize::from(id.0)];
        slot.face.get_or_init(|| {
            parse(slot.bytes.as_slice(), slot.index)
                .map(|parsed| Face::new(&parsed, &slot.bytes, slot.index))
                .expect("only bundled faces are read late, and a test reads them all")
        })
    }

    /// The numbers of all faces, in order.
    pub fn ids(&self) -> impl Iterator<Item = FontId> + use<> {
        (0..u16::try_from(self.slots.len()).unwrap_or(u16::MAX)).map(FontId)
    }

    /// The families of a project, in order of their first faces, each once.
    pub fn project_families(&self) -> Vec<&str> {
        let own = self.slots.iter().filter(|slot| matches!(slot.bytes, FontBytes::Project(_)));
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

impl Slot {
    /// A slot for a face that is read already.
    fn read(face: Face) -> Self {
        Self {
            family: face.family.clone(),
            weight: face.weight,
            italic: face.italic,
            bytes: face.bytes.clone(),
            index: face.index,
            face: OnceLock::from(face),
        }
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

fn not_embeddable(label: &str, what: &str, span: Span) -> Diagnostic {
    Diagnostic::error("font-not-embeddable", span, format!("the font `{label}` forbids {what}"))
        .with_hint("take a font whose licence allows it, such as one under the OFL, or remove the file")
}
