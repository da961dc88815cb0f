//! Words to glyphs (rustybuzz, a port of HarfBuzz), each distinct word once.
//!
//! In: a unit's text with its style, script and direction. Out: a shared [`Word`], whose parts
//! hold glyphs in visual order and clusters as byte offsets (cluster level: characters, so that
//! a glyph stands for as few characters as it can). The [`WordCache`] is a value that editions
//! and threads share; what a word shapes to does not depend on who asked first. Plans are kept
//! by face, script, direction and language: making one costs as much as many words.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hash};
use std::ops::Range;
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};

use rustc_hash::{FxBuildHasher, FxHashMap};
use rustybuzz::ttf_parser::Tag;
use rustybuzz::{BufferClusterLevel, Direction, Language, ShapePlan, UnicodeBuffer};
use unicode_script::Script;

use super::font::{FontBook, FontId, FontStack};
use super::itemize;
use super::{Glyph, RunStyle, Shaped};
use crate::geom::Dir;
use crate::model::lang::Lang;

/// Character that a hyphen at a line's end stands for in text.
pub(super) const SOFT_HYPHEN: &str = "\u{ad}";

/// Shaped words, by style, script, direction and text. One book, one cache: faces are known by
/// their numbers.
#[derive(Debug, Default)]
pub struct WordCache {
    shards: [RwLock<Shard>; SHARDS],
    styles: RwLock<Vec<StyleEntry>>,
}

const SHARDS: usize = 32;

/// Words by the hash of their keys.
type Shard = FxHashMap<u64, Vec<Arc<Word>>>;

/// What of a style decides shapes: the cached number stands for it.
#[derive(Debug, Clone)]
struct StyleEntry {
    stack: Arc<FontStack>,
    lang: Lang,
}

/// Number of a stack and a language in a cache.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct StyleId(u32);

/// What a word is known by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct WordKey<'t> {
    /// Stack and language.
    pub(super) style: StyleId,
    /// Script for characters without one.
    pub(super) around: Script,
    /// Whether it runs from right to left.
    pub(super) rtl: bool,
    /// Its characters.
    pub(super) text: &'t str,
}

/// A shaped unit.
#[derive(Debug)]
pub(super) struct Word {
    style: StyleId,
    around: Script,
    rtl: bool,
    text: Box<str>,
    /// Its parts in logical order.
    pub(super) parts: Box<[Part]>,
    /// Byte offsets of characters that no face of the stack has.
    pub(super) missing: Box<[u32]>,
    /// Its width in ems of the style.
    pub(super) width: f64,
}

/// A part of a word: one face.
#[derive(Debug, Clone)]
pub(super) struct Part {
    /// Its glyphs.
    pub(super) shaped: Arc<Shaped>,
    /// First byte in the word.
    pub(super) start: u32,
    /// Size of its face as a share of the style's.
    pub(super) scale: f64,
    /// Its width in ems of the style.
    pub(super) width: f64,
}

impl Word {
    fn is(&self, key: WordKey<'_>) -> bool {
        self.style == key.style
            && self.around == key.around
            && self.rtl == key.rtl
            && *self.text == *key.text
    }

    fn new(key: WordKey<'_>, parts: Vec<Part>, missing: &[usize]) -> Self {
        let offset = |&i: &usize| u32::try_from(i).unwrap_or(u32::MAX);
        Self {
            style: key.style,
            around: key.around,
            rtl: key.rtl,
            text: key.text.into(),
            width: parts.iter().map(|p| p.width).sum(),
            parts: parts.into(),
            missing: missing.iter().map(offset).collect(),
        }
    }
}

impl WordCache {
    /// An empty cache.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many words it holds.
    pub fn len(&self) -> usize {
        let count = |shard: &RwLock<Shard>| read(shard).values().map(Vec::len).sum::<usize>();
        self.shards.iter().map(count).sum()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number of a style's stack and language.
    pub(super) fn style(&self, style: &RunStyle) -> StyleId {
        let same = |e: &StyleEntry| {
            (Arc::ptr_eq(&e.stack, &style.stack) || e.stack == style.stack)
                && e.lang == style.lang
        };
        let number = |i: usize| StyleId(u32::try_from(i).unwrap_or(u32::MAX));
        if let Some(i) = read(&self.styles).iter().position(same) {
            return number(i);
        }
        let mut styles = self.styles.write().unwrap_or_else(PoisonError::into_inner);
        // Another thread may have been here between the two locks.
        let i = styles.iter().position(same).unwrap_or_else(|| {
            styles.push(StyleEntry { stack: style.stack.clone(), lang: style.lang.clone() });
            styles.len() - 1
        });
        number(i)
    }

    fn get(&self, hash: u64, key: WordKey<'_>) -> Option<Arc<Word>> {
        read(self.shard(hash)).get(&hash)?.iter().find(|w| w.is(key)).cloned()
    }

    /// Adds a word, unless another thread was quicker; returns the one that stays.
    fn insert(&self, hash: u64, key: WordKey<'_>, word: Word) -> Arc<Word> {
        let mut shard = self.shard(hash).write().unwrap_or_else(PoisonError::into_inner);
        let words = shard.entry(hash).or_default();
        if let Some(there) = words.iter().find(|w| w.is(key)) {
            return there.clone();
        }
        let word = Arc::new(word);
        words.push(word.clone());
        word
    }

    fn shard(&self, hash: u64) -> &RwLock<Shard> {
        &self.shards[(hash >> 40) as usize % SHARDS]
    }
}

fn read<T>(lock: &RwLock<T>) -> std::sync::RwLockReadGuard<'_, T> {
    lock.read().unwrap_or_else(PoisonError::into_inner)
}

/// Faces ready for shaping, plans, and buffers to use again.
pub(super) struct Shaper<'a> {
    book: &'a FontBook,
    faces: Vec<OnceLock<Option<rustybuzz::Face<'a>>>>,
    plans: RwLock<HashMap<PlanKey, Arc<ShapePlan>, FxBuildHasher>>,
    buffers: Mutex<Vec<UnicodeBuffer>>,
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
        }
    }

    /// A word, from the cache or into it.
    pub(super) fn word(
        &self,
        cache: &WordCache,
        key: WordKey<'_>,
        style: &RunStyle,
    ) -> Arc<Word> {
        let hash = FxBuildHasher.hash_one(key);
        cache.get(hash, key).unwrap_or_else(|| {
            let word = if key.text == SOFT_HYPHEN {
                self.hyphen(key, style)
            } else {
                self.shape_word(key, style, ("", ""))
            };
            cache.insert(hash, key, word)
        })
    }

    /// Shapes a word that stands between `context`, outside of any cache.
    pub(super) fn shape_word(
        &self,
        key: WordKey<'_>,
        style: &RunStyle,
        context: (&str, &str),
    ) -> Word {
        if style.stack.entries.is_empty() {
            let all: Vec<usize> = key.text.char_indices().map(|(i, _)| i).collect();
            return Word::new(key, vec![], &all);
        }
        // A tab is a space that has no glyph of its own.
        let plain = key.text.contains('\t').then(|| key.text.replace('\t', " "));
        let text = plain.as_deref().unwrap_or(key.text);
        let (ranges, missing) = itemize::parts(text, key.around, &style.stack, self.book);
        let last = ranges.len().saturating_sub(1);
        let mut parts = Vec::with_capacity(ranges.len());
        for (i, part) in ranges.iter().enumerate() {
            let entry = &style.stack.entries[part.entry];
            let stretch = Stretch {
                text: &text[part.range.clone()],
                before: if i == 0 { context.0 } else { &text[..part.range.start] },
                after: if i == last { context.1 } else { &text[part.range.end..] },
            };
            let shaped = self.shape(entry.font, part.script, key.rtl, &style.lang, stretch);
            parts.push(self.part(shaped, part.range.start, entry.scale));
        }
        Word::new(key, parts, &missing)
    }

    /// The hyphen of a line's end: its glyph is a hyphen, its text is U+00AD.
    fn hyphen(&self, key: WordKey<'_>, style: &RunStyle) -> Word {
        let mut word = self.shape_word(WordKey { text: "\u{2010}", ..key }, style, ("", ""));
        if !word.missing.is_empty() {
            word = self.shape_word(WordKey { text: "-", ..key }, style, ("", ""));
        }
        let rename = |part: &Part| {
            let shaped = Shaped { text: SOFT_HYPHEN.into(), ..(*part.shaped).clone() };
            Part { shaped: Arc::new(shaped), ..part.clone() }
        };
        Word::new(key, word.parts.iter().map(rename).collect(), &[])
    }

    fn part(&self, shaped: Shaped, start: usize, scale: f64) -> Part {
        let em = f64::from(self.book.face(shaped.font).units_per_em.max(1));
        let width = f64::from(shaped.width) / em * scale;
        let start = u32::try_from(start).unwrap_or(u32::MAX);
        Part { shaped: Arc::new(shaped), start, scale, width }
    }

    /// The part of a shaped word that a byte range of it covers, cut between clusters: one that
    /// spans the range's edge goes to the side on which it begins.
    pub(super) fn slice(&self, word: &Word, range: Range<usize>) -> Word {
        let cut = |part: &Part| {
            let start = part.start as usize;
            let local = |byte: usize| {
                let byte = byte.saturating_sub(start).min(part.shaped.text.len());
                cluster_edge(&part.shaped, byte)
            };
            let (from, to) = (local(range.start), local(range.end));
            if from >= to {
                return None;
            }
            let shaped = cut_shaped(&part.shaped, from..to);
            Some(self.part(shaped, (start + from).saturating_sub(range.start), part.scale))
        };
        let key = WordKey {
            style: word.style,
            around: word.around,
            rtl: word.rtl,
            text: word.text.get(range.clone()).unwrap_or_default(),
        };
        let parts = word.parts.iter().filter_map(cut).collect();
        let inside = |&&i: &&u32| range.contains(&(i as usize));
        let missing: Vec<usize> =
            word.missing.iter().filter(inside).map(|&i| i as usize - range.start).collect();
        Word::new(key, parts, &missing)
    }

    /// Shapes a stretch in one face.
    fn shape(
        &self,
        font: FontId,
        script: Script,
        rtl: bool,
        lang: &Lang,
        stretch: Stretch<'_>,
    ) -> Shaped {
        let Some(face) = self.face(font) else { return empty(font, rtl, stretch.text) };
        let plan = self.plan(face, PlanKey { font, script, rtl, lang: lang.clone() });
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
        let out = rustybuzz::shape_with_plan(face, &plan, buffer);
        let glyphs: Box<[Glyph]> =
            out.glyph_infos().iter().zip(out.glyph_positions()).map(glyph).collect();
        self.buffers.lock().unwrap_or_else(PoisonError::into_inner).push(out.clear());
        let width = glyphs.iter().map(|g| g.advance).sum();
        Shaped { text: stretch.text.into(), font, dir: dir(rtl), glyphs, width }
    }

    fn face(&self, font: FontId) -> Option<&rustybuzz::Face<'a>> {
        let cell = self.faces.get(usize::from(font.0))?;
        cell.get_or_init(|| {
            let face = self.book.face(font);
            rustybuzz::Face::from_slice(face.data(), face.index)
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

/// The nearest place at or after a byte where a cluster begins or the text ends.
fn cluster_edge(shaped: &Shaped, byte: usize) -> usize {
    if byte == 0 {
        return 0;
    }
    let clusters = shaped.glyphs.iter().map(|g| g.cluster as usize);
    clusters.filter(|&c| c >= byte).min().unwrap_or(shaped.text.len())
}

fn cut_shaped(shaped: &Shaped, range: Range<usize>) -> Shaped {
    let shift = u32::try_from(range.start).unwrap_or(u32::MAX);
    let glyphs: Box<[Glyph]> = shaped
        .glyphs
        .iter()
        .filter(|g| range.contains(&(g.cluster as usize)))
        .map(|g| Glyph { cluster: g.cluster - shift, ..*g })
        .collect();
    let width = glyphs.iter().map(|g| g.advance).sum();
    let text = shaped.text.get(range).unwrap_or_default().into();
    Shaped { text, font: shaped.font, dir: shaped.dir, glyphs, width }
}

/// What a face that cannot be read gives: nothing.
fn empty(font: FontId, rtl: bool, text: &str) -> Shaped {
    Shaped { text: text.into(), font, dir: dir(rtl), glyphs: Box::default(), width: 0 }
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
