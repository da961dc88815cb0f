//! The faces of the web outputs: subsets, made once an edition, as TrueType in books and as WOFF2
//! in pages.
//!
//! In: the finished element trees and the font book. What is kept of a face is what the trees
//! set in it, by the same table of voices from which the CSS is made; a glyph that a face lacks
//! comes from the next one through `unicode-range`. The subsets bear no font's name (several
//! licences reserve theirs), but keep their copyright and licence records.

mod wants;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use rayon::prelude::*;
use read_fonts::collections::IntSet;
use read_fonts::types::{NameId, Tag};
use skera::{DEFAULT_DROP_TABLES, DEFAULT_LAYOUT_FEATURES, Plan, SubsetFlags};
use ttf2woff2::BrotliQuality;
use unicode_normalization::UnicodeNormalization;

use super::element::{Element, MarkupNode, el};
use super::html::data_uri;
use super::numbers;
use super::second;
use super::span;
use super::voice::{FOREIGN, Family, VOICES, has_class};
use crate::diag::Diagnostic;
use crate::diag::caught::caught;
use crate::model::Document;
use crate::model::lang::Writing;
use crate::model::style::{Role, TextStyle, Theme};
use crate::text::font::{Face, FontBook};
use wants::{Want, wants};

/// Brotli's effort: 11 takes twelve times as long for 7 % less.
const EFFORT: u8 = 5;

/// The subset faces of an edition, shared by its EPUB and its HTML.
#[derive(Debug, Clone)]
pub struct WebFonts {
    pub(super) faces: Vec<WebFace>,
    /// Rules that only the faces' own measures can say.
    rules: String,
}

/// A subset face.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct WebFace {
    pub(super) family: Family,
    pub(super) weight: u16,
    pub(super) italic: bool,
    /// Where it only fills gaps of the family: for which characters, and at what size in
    /// percent.
    pub(super) filler: Option<(Vec<char>, u16)>,
    /// The file, in TrueType.
    pub(super) ttf: Vec<u8>,
}

impl WebFonts {
    /// The faces that a document's outputs need.
    ///
    /// # Errors
    /// `web-font`, when a face cannot be subset or packed.
    pub fn new(doc: &Document, book: &FontBook) -> Result<Self, Diagnostic> {
        let (mut all, mut rules) = (Usage::new(), String::new());
        for (n, text) in doc.texts_in_order().enumerate() {
            // Each text as if it were alone: its faces are those of its own language.
            let alone = Document { second: None, ..text.clone() };
            let (trees, writing) = (super::all_trees(&alone), text.lang.writing());
            for (face, chars) in usage(&trees, writing, &doc.theme) {
                all.entry(face).or_default().extend(chars);
            }
            let own =
                numbers::css(&alone, book) + &span::rules(&trees, writing, &doc.theme, book);
            rules += &if n == 0 { own } else { second::scoped(&own) };
        }
        if let Some(second) = &doc.second {
            let named = [doc.edition().names(), second.document.title.to_plain()];
            let trees = [el("div").extend(second::titles(doc)), el("p").extend(named)];
            for (face, chars) in usage(&trees, doc.lang.writing(), &doc.theme) {
                all.entry(face).or_default().extend(chars);
            }
        }
        let fonts = Self::for_usage(&all, &doc.theme, book)?;
        Ok(Self { rules, ..fonts })
    }

    /// The faces for finished trees, each with the writing of its surroundings.
    pub(super) fn for_parts(
        parts: &[(Element, Writing)],
        theme: &Theme,
        book: &FontBook,
    ) -> Result<Self, Diagnostic> {
        let mut all = Usage::new();
        for (tree, writing) in parts {
            for (face, chars) in usage(std::slice::from_ref(tree), *writing, theme) {
                all.entry(face).or_default().extend(chars);
            }
        }
        Self::for_usage(&all, theme, book)
    }

    fn for_usage(usage: &Usage, theme: &Theme, book: &FontBook) -> Result<Self, Diagnostic> {
        let wants = wants(usage, theme, book);
        let faces: Result<Vec<_>, _> =
            wants.into_par_iter().map(|want| want.make(book)).collect();
        Ok(Self { faces: faces?, rules: String::new() })
    }

    /// Bytes of all faces together.
    pub fn size(&self) -> usize {
        self.faces.iter().map(|face| face.ttf.len()).sum()
    }

    /// The rules of a page that holds its faces.
    pub(super) fn inline(&self) -> String {
        let packed: Vec<_> = self.faces.par_iter().map(WebFace::data).collect();
        self.css(|number, _| packed[number].clone())
    }

    /// The rules of a book, whose faces lie in the folder `fonts`.
    pub(super) fn linked(&self) -> String {
        self.css(|_, face| (format!("fonts/{}", face.file()), "truetype"))
    }

    /// The `@font-face` rules, then the others; `address` says where a face lies and what it is.
    fn css(&self, address: impl Fn(usize, &WebFace) -> (String, &'static str)) -> String {
        let mut out = String::new();
        for (number, face) in self.faces.iter().enumerate() {
            let style = if face.italic { "italic" } else { "normal" };
            let _ = write!(
                out,
                "@font-face{{font-family:\"{}\";font-weight:{};font-style:{style};",
                face.family.name(),
                face.weight
            );
            if let Some((chars, percent)) = &face.filler {
                let range: Vec<_> =
                    chars.iter().map(|&c| format!("U+{:X}", u32::from(c))).collect();
                let _ = write!(out, "unicode-range:{};", range.join(","));
                if *percent != 100 {
                    let _ = write!(out, "size-adjust:{percent}%;");
                }
            }
            let (place, format) = address(number, face);
            let _ = writeln!(out, "src:url({place}) format(\"{format}\")}}");
        }
        out + &self.rules
    }
}

impl WebFace {
    /// A name for the face's file.
    pub(super) fn file(&self) -> String {
        let slant = if self.italic { "-italic" } else { "" };
        let filler = match &self.filler {
            Some((chars, _)) => format!("-{:x}", chars.first().map_or(0, |&c| u32::from(c))),
            None => String::new(),
        };
        format!("{}-{}{slant}{filler}.ttf", self.family.slug(), self.weight)
    }

    /// The file as an address that holds it, packed where that can be, and its format in CSS.
    fn data(&self) -> (String, &'static str) {
        match caught(|| ttf2woff2::encode(&self.ttf, BrotliQuality::from(EFFORT))) {
            Ok(Ok(packed)) => (data_uri("font/woff2", &packed), "woff2"),
            _ => (data_uri("font/ttf", &self.ttf), "truetype"),
        }
    }
}

/// How a piece of text is set, as far as its face goes.
#[derive(Debug, Clone, Copy, PartialEq)]
struct FaceSetting {
    writing: Writing,
    role: Role,
    weight: f64,
    italic: bool,
    /// Inside emphasis.
    emphasis: bool,
}

/// Family, weight and slant, with the characters that are set so.
pub(super) type Usage = BTreeMap<(Family, u16, bool), BTreeSet<char>>;

/// Which characters stand in which family, weight and slant.
pub(super) fn usage(trees: &[Element], writing: Writing, theme: &Theme) -> Usage {
    let body = &theme.scale_for(writing).body;
    let start = FaceSetting {
        writing,
        role: body.font,
        weight: body.weight,
        italic: body.italic,
        emphasis: false,
    };
    let mut usage = Usage::new();
    for tree in trees {
        collect(tree, start, theme, writing, &mut usage);
    }
    usage
}

fn collect(e: &Element, outer: FaceSetting, theme: &Theme, page: Writing, usage: &mut Usage) {
    if matches!(e.name, "svg" | "style" | "head") {
        return;
    }
    let inner = setting(e, outer, theme, page);
    for child in &e.children {
        match child {
            MarkupNode::Element(child) => collect(child, inner, theme, page, usage),
            MarkupNode::Text(text) => {
                let family = Family::of(&theme.fonts, inner.writing, inner.role);
                let key = (family, inner.weight.round() as u16, inner.italic);
                // A browser may compose what a face has composed, and the reverse.
                usage.entry(key).or_default().extend(text.chars().chain(text.nfc()));
            }
        }
    }
}

/// What an element changes: its voice, its script, emphasis.
fn setting(e: &Element, outer: FaceSetting, theme: &Theme, page: Writing) -> FaceSetting {
    let mut inner = outer;
    let scale = theme.scale_for(page);
    for voice in VOICES.iter().filter(|voice| voice.is_for(e)) {
        let style: &TextStyle = (voice.style)(scale);
        (inner.role, inner.weight, inner.italic) = (style.font, style.weight, style.italic);
    }
    for (class, writing) in FOREIGN {
        if has_class(e, class) {
            inner.writing = writing;
        }
    }
    match e.name {
        "strong" | "b" => inner.weight = 700.0,
        "em" => inner.emphasis = true,
        _ => {}
    }
    if inner.emphasis && theme.slants(page) && inner.writing.slants() {
        inner.italic = true;
    } else if inner.emphasis {
        inner.weight = 700.0;
    }
    inner.weight = span::weight(e).unwrap_or(inner.weight);
    inner.italic |= span::slants(e);
    inner
}

impl Want {
    fn make(self, book: &FontBook) -> Result<WebFace, Diagnostic> {
        let face = book.face(self.font);
        let fault = |why: String| {
            let (name, span) = face.place();
            let message = format!("{name} cannot be made for the web: {why}");
            Diagnostic::error("web-font", span, message)
                .with_hint("download the font again, or choose another one")
        };
        let made = caught(|| subset(face, &self.chars));
        let made = made.unwrap_or_else(|panic| Err(panic.to_string()));
        let ttf = made.map_err(fault)?;
        Ok(WebFace {
            family: self.family,
            weight: self.weight,
            italic: self.italic,
            filler: self.filler,
            ttf,
        })
    }
}

/// The part of a face that `chars` need, as a TrueType file.
fn subset(face: &Face, chars: &BTreeSet<char>) -> Result<Vec<u8>, String> {
    let font =
        read_fonts::FontRef::from_index(face.data(), face.index).map_err(|e| e.to_string())?;
    let unicodes: IntSet<u32> = chars.iter().map(|&c| u32::from(c)).collect();
    let mut scripts = IntSet::<Tag>::empty();
    scripts.invert();
    let features: IntSet<Tag> =
        DEFAULT_LAYOUT_FEATURES.iter().copied().chain([Tag::new(b"tnum")]).collect();
    // Copyright, licence and its address (OpenType `name`): the licence asks for them.
    let names: IntSet<NameId> = [0, 13, 14].into_iter().map(NameId::from).collect();
    let languages: IntSet<u16> = [0x0409].into_iter().collect();
    let plan = Plan::new(
        &IntSet::empty(),
        &unicodes,
        &font,
        SubsetFlags::SUBSET_FLAGS_NO_HINTING,
        &DEFAULT_DROP_TABLES.iter().copied().collect(),
        &scripts,
        &features,
        &names,
        &languages,
    );
    skera::subset_font(&font, &plan).map_err(|e| e.to_string())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use read_fonts::TableProvider;

    use super::*;
    use crate::diag::{Sink, Span};

    fn made(file: &'static [u8], weight: u16, chars: &str) -> Vec<u8> {
        let mut book = FontBook::default();
        book.add("a font", Arc::from(file), Span::NONE, &mut Sink::default()).unwrap();
        let family = book.families()[0].to_owned();
        let face = book.face(book.find(&family, weight, false).unwrap());
        subset(face, &chars.chars().collect()).unwrap()
    }

    #[test]
    fn a_variable_font_keeps_its_axis_and_a_postscript_one_has_outlines() {
        let file = include_bytes!("../../tests/data/fonts/Naskh.ttf");
        let made_bold = made(file, 700, "نصّ");
        let font = read_fonts::FontRef::new(&made_bold).unwrap();
        let axes = font.fvar().unwrap().axes().unwrap().to_vec();
        assert_eq!(axes[0].axis_tag(), Tag::new(b"wght"), "the browser sets the weight");
        assert!(font.gvar().is_ok() && font.glyf().is_ok());
        assert!(made_bold.len() < file.len() / 2);
        let file = include_bytes!("../../tests/data/fonts/Postscript.otf");
        let made = made(file, 400, "Office");
        let font = read_fonts::FontRef::new(&made).unwrap();
        assert!(font.glyf().is_ok_and(|glyf| glyf.offset_data().len() > 200));
    }
}
