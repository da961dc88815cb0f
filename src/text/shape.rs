//! Words to glyphs (rustybuzz, a port of HarfBuzz).
//!
//! In: a unit's text with its style, script and direction. Out: a [`Word`], whose parts hold
//! glyphs in visual order and clusters as byte offsets (cluster level: characters, so that a
//! glyph stands for as few characters as it can). Plans are kept by face, script, direction and
//! language: making one costs as much as many words. Styles carry no OpenType features, so plans
//! and words have none in their keys.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};

use rustc_hash::FxBuildHasher;
use rustybuzz::ttf_parser::Tag;
use rustybuzz::{BufferClusterLevel, Direction, Language, ShapePlan, UnicodeBuffer, Variation};
use unicode_script::Script;

use super::font::{FontBook, FontId};
use super::itemize;
use super::kashida::Elongation;
use super::mirror::unmirrored;
use super::words::{Word, WordCache, WordKey, WordPart, read};
use super::{Glyph, GlyphRun, RunStyle};
use crate::diag::caught::within;
use crate::geom::Dir;
use crate::model::lang::Lang;

/// Character that a hyphen at a line's end stands for in text.
pub(super) const SOFT_HYPHEN: &str = "\u{ad}";

/// Faces ready for shaping, plans, and buffers to use again.
pub(super) struct Shaper<'a> {
    book: &'a FontBook,
    faces: Vec<OnceLock<Option<rustybuzz::Face<'a>>>>,
    plans: RwLock<HashMap<PlanKey, Arc<ShapePlan>, FxBuildHasher>>,
    buffers: Mutex<Vec<UnicodeBuffer>>,
    pub(super) elongations: Vec<OnceLock<Option<Elongation>>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct PlanKey {
    font: FontId,
    script: Script,
    rtl: bool,
    lang: Lang,
}

/// A stretch to shape, with what stands before and after it in the same joined word.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stretch<'t> {
    /// Its characters.
    pub(super) text: &'t str,
    /// Characters before it that letters may join to.
    pub(super) before: &'t str,
    /// Characters after it that letters may join to.
    pub(super) after: &'t str,
}

impl<'a> Shaper<'a> {
    pub(super) fn new(book: &'a FontBook) -> Self {
        Self {
            book,
            faces: book.ids().map(|_| OnceLock::new()).collect(),
            plans: RwLock::default(),
            buffers: Mutex::default(),
            elongations: book.ids().map(|_| OnceLock::new()).collect(),
        }
    }

    /// The faces.
    pub(super) fn book(&self) -> &'a FontBook {
        self.book
    }

    /// A word, from the cache or into it.
    pub(super) fn word(
        &self,
        cache: &WordCache,
        key: WordKey<'_>,
        style: &RunStyle,
    ) -> Arc<Word> {
        cache.get_or_make(key, || match key.text {
            SOFT_HYPHEN => self.hyphen(key, style),
            _ => self.shape_word(key, style),
        })
    }

    /// Shapes a word, outside of any cache.
    fn shape_word(&self, key: WordKey<'_>, style: &RunStyle) -> Word {
        if style.stack.entries.is_empty() {
            let all: Vec<usize> = key.text.char_indices().map(|(i, _)| i).collect();
            return Word::new(key, vec![], &all);
        }
        // A tab is a space that has no glyph of its own.
        let plain = key.text.contains('\t').then(|| key.text.replace('\t', " "));
        let text = plain.as_deref().unwrap_or(key.text);
        let (ranges, missing) = itemize::parts(text, key.around, &style.stack, self.book);
        let mut parts = Vec::with_capacity(ranges.len());
        for part in &ranges {
            let entry = &style.stack.entries[part.entry];
            let stretch = Stretch {
                text: &text[part.range.clone()],
                before: &text[..part.range.start],
                after: &text[part.range.end..],
            };
            let shaped = self.shape(entry.font, part.script, key.rtl, &style.lang, stretch);
            parts.push(self.part(shaped, part.range.start, entry.scale));
        }
        Word::new(key, parts, &missing)
    }

    /// The hyphen of a line's end: its glyph is a hyphen, its text is U+00AD.
    fn hyphen(&self, key: WordKey<'_>, style: &RunStyle) -> Word {
        let mut word = self.shape_word(WordKey { text: "\u{2010}", ..key }, style);
        if !word.missing.is_empty() {
            word = self.shape_word(WordKey { text: "-", ..key }, style);
        }
        let rename = |part: &WordPart| {
            let shaped = GlyphRun { text: SOFT_HYPHEN.into(), ..(*part.shaped).clone() };
            WordPart { shaped: Arc::new(shaped), ..part.clone() }
        };
        Word::new(key, word.parts.iter().map(rename).collect(), &[])
    }

    fn part(&self, shaped: GlyphRun, start: usize, scale: f64) -> WordPart {
        let unit = scale / f64::from(self.book.face(shaped.font).units_per_em.max(1));
        let width = f64::from(shaped.width) * unit;
        let start = u32::try_from(start).unwrap_or(u32::MAX);
        WordPart { shaped: Arc::new(shaped), start, scale, width, unit }
    }

    /// The part of a shaped word between two of its edges.
    pub(super) fn slice(&self, word: &Word, range: Range<usize>) -> Word {
        let cut = |part: &WordPart| {
            let start = part.start as usize;
            let local = |byte: usize| byte.saturating_sub(start).min(part.shaped.text.len());
            let (from, to) = (local(range.start), local(range.end));
            let shaped = (from < to).then(|| cut_shaped(&part.shaped, from..to))?;
            Some(self.part(shaped, (start + from).saturating_sub(range.start), part.scale))
        };
        let key = WordKey {
            style: word.style,
            around: word.around,
            rtl: word.rtl,
            text: word.text.get(range.clone()).unwrap_or_default(),
        };
        let parts = word.parts.iter().filter_map(cut).collect();
        let missing = word.missing.iter().map(|&i| i as usize);
        let missing: Vec<usize> =
            missing.filter(|i| range.contains(i)).map(|i| i - range.start).collect();
        Word::new(key, parts, &missing)
    }

    /// Shapes Arabic letters that stand alone.
    pub(super) fn shape_arabic(&self, font: FontId, text: &str) -> GlyphRun {
        let stretch = Stretch { text, before: "", after: "" };
        match Lang::parse("ar") {
            Some(lang) => self.shape(font, Script::Arabic, true, &lang, stretch),
            None => empty(font, true, text),
        }
    }

    /// Shapes a stretch in one face.
    pub(super) fn shape(
        &self,
        font: FontId,
        script: Script,
        rtl: bool,
        lang: &Lang,
        stretch: Stretch<'_>,
    ) -> GlyphRun {
        let Some(face) = self.face(font) else { return empty(font, rtl, stretch.text) };
        let place = || self.book.face(font).place();
        let key = PlanKey { font, script, rtl, lang: lang.clone() };
        let plan = within(place, || self.plan(face, key));
        let mut buffer = self
            .buffers
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop()
            .unwrap_or_default();
        buffer.set_cluster_level(BufferClusterLevel::MonotoneCharacters);
        buffer.push_str(stretch.text);
        buffer.set_pre_context(stretch.before);
        buffer.set_post_context(stretch.after);
        buffer.set_direction(direction(rtl));
        if let Some(script) = buzz_script(script) {
            buffer.set_script(script);
        }
        if let Ok(lang) = lang.as_str().parse() {
            buffer.set_language(lang);
        }
        let out = within(place, || rustybuzz::shape_with_plan(face, &plan, buffer));
        let mut glyphs: Box<[Glyph]> =
            out.glyph_infos().iter().zip(out.glyph_positions()).map(glyph).collect();
        self.buffers.lock().unwrap_or_else(PoisonError::into_inner).push(out.clear());
        if rtl {
            self.mirror(font, script, lang, stretch.text, &mut glyphs);
        }
        let width = glyphs.iter().map(|g| g.advance).sum();
        GlyphRun { text: stretch.text.into(), font, dir: dir(rtl), glyphs, width }
    }

    /// Puts mirrored signs where the shaper has left them as they are.
    fn mirror(
        &self,
        font: FontId,
        script: Script,
        lang: &Lang,
        text: &str,
        glyphs: &mut [Glyph],
    ) {
        for (i, sign) in unmirrored(glyphs, text, self.book.face(font)) {
            let alone = sign.to_string();
            let stretch = Stretch { text: &alone, before: "", after: "" };
            let shaped = self.shape(font, script, false, lang, stretch);
            if let [glyph] = shaped.glyphs[..] {
                glyphs[i] = Glyph { cluster: glyphs[i].cluster, ..glyph };
            }
        }
    }

    fn face(&self, font: FontId) -> Option<&rustybuzz::Face<'a>> {
        let cell = self.faces.get(usize::from(font.0))?;
        cell.get_or_init(|| {
            let face = self.book.face(font);
            let mut buzz = rustybuzz::Face::from_slice(face.data(), face.index)?;
            let at = |&(tag, value): &([u8; 4], f32)| Variation {
                tag: Tag::from_bytes(&tag),
                value,
            };
            buzz.set_variations(&face.variations.iter().map(at).collect::<Vec<_>>());
            Some(buzz)
        })
        .as_ref()
    }

    fn plan(&self, face: &rustybuzz::Face<'_>, key: PlanKey) -> Arc<ShapePlan> {
        if let Some(plan) = read(&self.plans).get(&key) {
            return plan.clone();
        }
        let lang: Option<Language> = key.lang.as_str().parse().ok();
        let script = buzz_script(key.script);
        let plan = ShapePlan::new(face, direction(key.rtl), script, lang.as_ref(), &[]);
        let mut plans = self.plans.write().unwrap_or_else(PoisonError::into_inner);
        plans.entry(key).or_insert_with(|| Arc::new(plan)).clone()
    }
}

fn glyph((info, position): (&rustybuzz::GlyphInfo, &rustybuzz::GlyphPosition)) -> Glyph {
    Glyph {
        id: u16::try_from(info.glyph_id).unwrap_or(0),
        cluster: info.cluster,
        advance: position.x_advance,
        dx: position.x_offset,
        dy: position.y_offset,
    }
}

fn cut_shaped(shaped: &GlyphRun, range: Range<usize>) -> GlyphRun {
    let shift = u32::try_from(range.start).unwrap_or(u32::MAX);
    let glyphs: Box<[Glyph]> = shaped
        .glyphs
        .iter()
        .filter(|g| range.contains(&(g.cluster as usize)))
        .map(|g| Glyph { cluster: g.cluster - shift, ..*g })
        .collect();
    let width = glyphs.iter().map(|g| g.advance).sum();
    let text = shaped.text.get(range).unwrap_or_default().into();
    GlyphRun { text, font: shaped.font, dir: shaped.dir, glyphs, width }
}

/// What a face that cannot be read gives: nothing.
fn empty(font: FontId, rtl: bool, text: &str) -> GlyphRun {
    GlyphRun { text: text.into(), font, dir: dir(rtl), glyphs: Box::default(), width: 0 }
}

fn dir(rtl: bool) -> Dir {
    if rtl { Dir::Rtl } else { Dir::Ltr }
}

fn direction(rtl: bool) -> Direction {
    if rtl { Direction::RightToLeft } else { Direction::LeftToRight }
}

fn buzz_script(script: Script) -> Option<rustybuzz::Script> {
    let tag: [u8; 4] = script.short_name().as_bytes().try_into().ok()?;
    rustybuzz::Script::from_iso15924_tag(Tag::from_bytes(&tag))
}
