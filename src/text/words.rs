//! Shaped words, each distinct one once: the cache that editions and threads share.
//!
//! A word is known by its style's stack and language, its direction, the script of what it
//! stands with, and its characters. What it shapes to does not depend on who asked first.

use std::hash::BuildHasher;
use std::sync::{Arc, OnceLock, PoisonError, RwLock, RwLockReadGuard};

use rustc_hash::{FxBuildHasher, FxHashMap};
use unicode_script::Script;

use super::font::FontStack;
use super::kashida::WordKashida;
use super::{GlyphRun, RunStyle};
use crate::model::lang::Lang;

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
    /// Stack and language.
    pub(super) style: StyleId,
    /// Script for characters without one.
    pub(super) around: Script,
    /// Whether it runs from right to left.
    pub(super) rtl: bool,
    /// Its characters.
    pub(super) text: Box<str>,
    /// Its parts in logical order.
    pub(super) parts: Box<[WordPart]>,
    /// Byte offsets of characters that no face of the stack has.
    pub(super) missing: Box<[u32]>,
    /// Its width in ems of the style.
    pub(super) width: f64,
    /// Where it may be hyphenated, once asked for.
    hyphens: OnceLock<Box<[Hyphen]>>,
    /// The join that may be stretched, once asked for.
    join: OnceLock<Option<Box<WordKashida>>>,
}

/// A place where a word may be hyphenated; widths in ems of the style.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Hyphen {
    /// Byte in the word.
    pub(super) at: usize,
    /// Width of what stands before it, with the hyphen.
    pub(super) before: f64,
    /// Width of what stands after it.
    pub(super) after: f64,
}

/// A part of a word: one face.
#[derive(Debug, Clone)]
pub(super) struct WordPart {
    /// Its glyphs.
    pub(super) shaped: Arc<GlyphRun>,
    /// First byte in the word.
    pub(super) start: u32,
    /// Size of its face as a share of the style's.
    pub(super) scale: f64,
    /// Its width in ems of the style.
    pub(super) width: f64,
    /// Ems of the style in a font unit of its face.
    pub(super) unit: f64,
}

impl Word {
    fn is(&self, key: WordKey<'_>) -> bool {
        self.style == key.style
            && self.around == key.around
            && self.rtl == key.rtl
            && *self.text == *key.text
    }

    /// The nearest place at or after a byte where the word can be cut: where a cluster begins, or
    /// its end. A ligature stays whole.
    pub(super) fn edge(&self, byte: usize) -> usize {
        if byte == 0 {
            return 0;
        }
        let clusters = self.parts.iter().flat_map(|part| {
            part.shaped.glyphs.iter().map(move |g| (part.start + g.cluster) as usize)
        });
        clusters.filter(|&c| c >= byte).min().unwrap_or(self.text.len())
    }

    pub(super) fn new(key: WordKey<'_>, parts: Vec<WordPart>, missing: &[usize]) -> Self {
        let offset = |&i: &usize| u32::try_from(i).unwrap_or(u32::MAX);
        Self {
            style: key.style,
            around: key.around,
            rtl: key.rtl,
            text: key.text.into(),
            width: parts.iter().map(|p| p.width).sum(),
            parts: parts.into(),
            missing: missing.iter().map(offset).collect(),
            hyphens: OnceLock::new(),
            join: OnceLock::new(),
        }
    }

    /// Where the word may be hyphenated, computed on first demand.
    pub(super) fn hyphens(&self, find: impl FnOnce() -> Box<[Hyphen]>) -> &[Hyphen] {
        self.hyphens.get_or_init(find)
    }

    /// The join that may be stretched, found on first demand.
    pub(super) fn join(
        &self,
        find: impl FnOnce() -> Option<WordKashida>,
    ) -> Option<&WordKashida> {
        self.join.get_or_init(|| find().map(Box::new)).as_deref()
    }

    /// The join that may be stretched, if it was asked for before.
    pub(super) fn found_join(&self) -> Option<&WordKashida> {
        self.join.get()?.as_deref()
    }

    /// The same word, never to be stretched: a part of a longer one.
    pub(super) fn rigid(self) -> Self {
        Self { join: OnceLock::from(None), ..self }
    }

    /// The same word with other glyphs.
    pub(super) fn with_parts(&self, parts: Vec<WordPart>) -> Self {
        let key =
            WordKey { style: self.style, around: self.around, rtl: self.rtl, text: &self.text };
        Self { missing: self.missing.clone(), ..Self::new(key, parts, &[]).rigid() }
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

    /// A word, made on first demand.
    pub(super) fn get_or_make(
        &self,
        key: WordKey<'_>,
        make: impl FnOnce() -> Word,
    ) -> Arc<Word> {
        let hash = FxBuildHasher.hash_one(key);
        self.get(hash, key).unwrap_or_else(|| self.insert(hash, key, make()))
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

/// A lock's value, whatever happened to another thread.
pub(super) fn read<T>(lock: &RwLock<T>) -> RwLockReadGuard<'_, T> {
    lock.read().unwrap_or_else(PoisonError::into_inner)
}
