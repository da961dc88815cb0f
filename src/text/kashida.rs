//! How far a face stretches joins, which join of a word is stretched, and the stretched word.
//!
//! A tatweel (U+0640) is put into the text and the word is shaped again; glyphs are never
//! pasted. A stretched word keeps the text of the plain one: its strokes belong to the letter
//! before them. Specification: docs/spec/justification.md, 3 and
//! docs/spec/justification.md, 5.

use std::sync::{Arc, OnceLock};

use unicode_script::Script;

use super::font::FontId;
use super::joint::{self, KashidaPoint};
use super::shape::{Shaper, Stretch};
use super::words::{Word, WordPart};
use super::{Glyph, GlyphRun, RunStyle};
use crate::model::style::Kashida;

/// The longest stroke, in tatweels.
pub(super) const LONGEST: usize = 8;
/// The character that stretches a join.
const TATWEEL: char = '\u{640}';
/// Joins of which at least one is safe in every face that has kashida.
const PROBES: [[&str; 2]; 4] = [["س", "ة"], ["س", "د"], ["ف", "ة"], ["س", "م"]];

/// How far a face stretches a join: a property of the face, for each join that is safe.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Elongation {
    /// What 1 to 8 tatweels add, in font units.
    pub(super) width: [i32; LONGEST],
    /// Whether several tatweels make one curve.
    pub(super) curved: bool,
}

/// The join of a word that may be stretched.
#[derive(Debug)]
pub(super) struct WordKashida {
    joint: KashidaPoint,
    /// Index of the part of the word in which it lies.
    part: usize,
    /// First byte of that part; the joint counts from there.
    start: usize,
    /// From 0, the best, to 4.
    pub(super) class: u8,
    /// How many letters the word has.
    pub(super) letters: usize,
    /// Width of what stands before it, in ems of the style.
    pub(super) x: f64,
    /// What its face adds, in font units.
    pub(super) elongation: Elongation,
    /// Ems of the style in a font unit of its face.
    pub(super) unit: f64,
    /// Size of its face as a share of the style's.
    pub(super) scale: f64,
    stretched: [OnceLock<Arc<Word>>; LONGEST],
}

/// How much of it a mode allows (docs/spec/justification.md, 5.1).
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Limits {
    /// No kashida until the ratio of the spaces passes this.
    pub(super) threshold: f64,
    /// Longest stroke of a curved face, in em.
    curved: f64,
    /// Longest stroke of a straight face, in em: at least, at most.
    straight: (f64, f64),
    /// Longest stroke as a share of the word's width.
    pub(super) share: f64,
    /// Fewest letters of a word.
    pub(super) letters: usize,
    /// Kashidas a line, by its words of Arabic script; at least one.
    pub(super) density: f64,
    /// Kashidas a line at most.
    pub(super) most: u32,
    /// Penalty of each.
    pub(super) each: f64,
    /// Penalty by class, for a stroke of [`Limits::PENALTY_EM`].
    pub(super) class: [f64; 5],
    /// Demerits of two lines running with kashida.
    pub(super) running: f64,
}

impl WordKashida {
    /// Byte of the word where its tatweels stand.
    pub(super) fn at(&self) -> usize {
        self.start + self.joint.at
    }

    /// What one tatweel adds, in ems of its face.
    pub(super) fn one_em(&self) -> f64 {
        f64::from(self.elongation.width[0]) * self.unit / self.scale
    }
}

impl Limits {
    /// The stroke that the penalty of a class is given for, in em.
    pub(super) const PENALTY_EM: f64 = 0.4;

    const SPARING: Self = Self {
        threshold: 1.0,
        curved: 0.60,
        straight: (0.45, 0.56),
        share: 0.25,
        letters: 4,
        density: 1.0 / 4.0,
        most: 3,
        each: 10.0,
        class: [2.0, 4.0, 8.0, 12.0, 20.0],
        running: 2000.0,
    };

    const FULL: Self = Self {
        threshold: 0.5,
        curved: 0.90,
        straight: (0.65, 0.76),
        share: 0.35,
        letters: 3,
        density: 1.0 / 3.0,
        most: 8,
        each: 5.0,
        class: [1.0, 2.0, 4.0, 6.0, 10.0],
        running: 500.0,
    };

    /// The limits of a mode; `None` where it stretches nothing.
    pub(super) fn of(mode: Kashida) -> Option<&'static Self> {
        match mode {
            Kashida::None => None,
            Kashida::Sparing => Some(&Self::SPARING),
            Kashida::Full => Some(&Self::FULL),
        }
    }

    /// The longest stroke of a face, in em; `one` is what one tatweel adds.
    pub(super) fn longest(&self, curved: bool, one: f64) -> f64 {
        if curved { self.curved } else { self.straight.0.max(self.straight.1.min(2.0 * one)) }
    }
}

impl Shaper<'_> {
    /// How far a face stretches joins; `None` where it does not: it has no tatweel, or joins
    /// do not grow with it, as in Nastaliq.
    pub(super) fn elongation(&self, font: FontId) -> Option<Elongation> {
        *self.elongations.get(usize::from(font.0))?.get_or_init(|| self.measure(font))
    }

    fn measure(&self, font: FontId) -> Option<Elongation> {
        let nominal = self.book().face(font).glyph(TATWEEL)?;
        PROBES.iter().find_map(|[before, after]| {
            let probe = |count: usize| {
                let stroke = TATWEEL.to_string().repeat(count);
                self.shape_arabic(font, &format!("{before}{stroke}{after}"))
            };
            let plain = probe(0);
            let shapes: Vec<GlyphRun> = (1..=LONGEST).map(probe).collect();
            if !is_safe(&plain, &shapes[0], before.len()) {
                return None;
            }
            let mut width = [0; LONGEST];
            for (slot, shaped) in width.iter_mut().zip(&shapes) {
                *slot = shaped.width - plain.width;
            }
            let copies = shapes[2].glyphs.iter().filter(|g| g.id == nominal).count();
            width.is_sorted().then_some(Elongation { width, curved: copies != 3 })
        })
    }

    /// The join of a word that may be stretched: the best that its face allows.
    pub(super) fn join<'w>(&self, word: &'w Word, style: &RunStyle) -> Option<&'w WordKashida> {
        word.join(|| {
            if !word.rtl || !word.text.contains(is_arabic) {
                return None;
            }
            joint::kashida_points(&word.text)
                .into_iter()
                .find_map(|j| self.try_joint(word, j, style))
        })
    }

    /// A joint as a join, if its face stretches it and nothing else of the word changes.
    fn try_joint(
        &self,
        word: &Word,
        joint: KashidaPoint,
        style: &RunStyle,
    ) -> Option<WordKashida> {
        let within = |p: &WordPart| {
            let start = p.start as usize;
            start < joint.at && joint.at < start + p.shaped.text.len()
        };
        let part = word.parts.iter().position(within)?;
        let plain = &word.parts[part];
        let elongation = self.elongation(plain.shaped.font)?;
        let local = KashidaPoint {
            at: joint.at - plain.start as usize,
            letter: joint.letter.checked_sub(plain.start as usize)?,
            ..joint
        };
        let raw = self.shape_with(word, part, local.at, 1, style);
        if !is_safe(&plain.shaped, &raw, local.at) {
            return None;
        }
        let before: f64 = word.parts[..part].iter().map(|p| p.width).sum();
        let logical = plain.shaped.glyphs.iter().filter(|g| (g.cluster as usize) < local.at);
        let units: i32 = logical.map(|g| g.advance).sum();
        let x = before + f64::from(units) * plain.unit;
        let (class, letters) = (joint.class, joint::letters(&word.text));
        let stretched = Default::default();
        let (unit, scale) = (plain.unit, plain.scale);
        let start = plain.start as usize;
        Some(WordKashida {
            joint: local,
            part,
            start,
            class,
            letters,
            x,
            elongation,
            unit,
            scale,
            stretched,
        })
    }

    /// A word with `count` tatweels in its join; the plain word where there are none.
    pub(super) fn stretched(
        &self,
        word: &Arc<Word>,
        count: usize,
        style: &RunStyle,
    ) -> Arc<Word> {
        let Some(join) = word.found_join() else { return word.clone() };
        match count.checked_sub(1).and_then(|index| join.stretched.get(index)) {
            Some(cell) => cell.get_or_init(|| self.stretch(word, join, count, style)).clone(),
            None => word.clone(),
        }
    }

    fn stretch(
        &self,
        word: &Word,
        join: &WordKashida,
        count: usize,
        style: &RunStyle,
    ) -> Arc<Word> {
        let raw = self.shape_with(word, join.part, join.joint.at, count, style);
        let mut parts = word.parts.to_vec();
        let part = &mut parts[join.part];
        let shaped = Arc::new(plain_text(&part.shaped, &raw, join.joint, count));
        *part = WordPart { width: f64::from(shaped.width) * part.unit, shaped, ..part.clone() };
        Arc::new(word.with_parts(parts))
    }

    /// The glyphs of a part with tatweels in it; clusters are bytes of the longer text.
    fn shape_with(
        &self,
        word: &Word,
        part: usize,
        at: usize,
        count: usize,
        style: &RunStyle,
    ) -> GlyphRun {
        let part = &word.parts[part];
        let text = &part.shaped.text;
        let (start, end) = (part.start as usize, part.start as usize + text.len());
        let mut longer = String::with_capacity(text.len() + count * TATWEEL.len_utf8());
        longer.push_str(&text[..at]);
        longer.extend(std::iter::repeat_n(TATWEEL, count));
        longer.push_str(&text[at..]);
        let context = (&word.text[..start], &word.text[end..]);
        let stretch = Stretch { text: &longer, before: context.0, after: context.1 };
        self.shape(part.shaped.font, Script::Arabic, true, &style.lang, stretch)
    }
}

/// Whether one tatweel changed nothing but its own cluster, and the word grew.
fn is_safe(plain: &GlyphRun, longer: &GlyphRun, at: usize) -> bool {
    let inserted = TATWEEL.len_utf8();
    let kept = longer.glyphs.iter().filter(|g| g.cluster as usize != at).map(|g| {
        let cluster = g.cluster as usize;
        let cluster = if cluster > at { cluster - inserted } else { cluster };
        Glyph { cluster: u32::try_from(cluster).unwrap_or(u32::MAX), ..*g }
    });
    longer.width > plain.width && kept.eq(plain.glyphs.iter().copied())
}

/// A stretched part with the text of the plain one. The strokes go to the cluster of the letter
/// before them; where a face makes one cluster of them and the letter after them, to that one.
fn plain_text(
    plain: &GlyphRun,
    longer: &GlyphRun,
    joint: KashidaPoint,
    count: usize,
) -> GlyphRun {
    let inserted = count * TATWEEL.len_utf8();
    let has = |byte: usize| longer.glyphs.iter().any(|g| g.cluster as usize == byte);
    let swallowed = !has(joint.at + inserted);
    let before = plain.glyphs.iter().map(|g| g.cluster as usize);
    let before = before.filter(|&c| c <= joint.letter).max().unwrap_or(joint.letter);
    let cluster = |c: usize| match c {
        c if c < joint.at => c,
        c if c >= joint.at + inserted => c - inserted,
        _ if swallowed => joint.at,
        _ => before,
    };
    let glyphs = longer.glyphs.iter().map(|g| Glyph {
        cluster: u32::try_from(cluster(g.cluster as usize)).unwrap_or(u32::MAX),
        ..*g
    });
    GlyphRun { glyphs: glyphs.collect(), text: plain.text.clone(), ..longer.clone() }
}

fn is_arabic(c: char) -> bool {
    super::analyze::strong_script(c) == Some(Script::Arabic)
}
