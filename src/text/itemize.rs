//! A paragraph to units, and a unit to parts of one face.
//!
//! A *unit* is a word (with the punctuation that touches it) or a run of spaces: one level, one
//! style, no bidi control inside. Its *parts* have one face and one script each: faces change
//! between clusters only (a base with its marks), never inside a joined Arabic word, and inside
//! another word only where no face has it whole.
//! Characters that draw nothing neither choose a face nor change it.

use std::ops::Range;

use unicode_script::Script;

use super::RichText;
use super::analyze::{
    Levels, common_script, is_bidi_control, is_forced_break, is_ignorable, is_mark,
    strong_script,
};
use super::font::{Face, FontBook, FontStack};

/// What a unit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum UnitKind {
    /// A word, or a part of one that differs in level or style.
    Word,
    /// Spaces that stretch and shrink.
    Space,
}

/// A stretch of one kind, one level and one style.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Item {
    /// First byte.
    pub(super) start: usize,
    /// One past the last byte.
    pub(super) end: usize,
    /// What it is.
    pub(super) kind: UnitKind,
    /// Embedding level.
    pub(super) level: u8,
    /// Lowest level of the bidi controls between it and the unit before; the highest number where
    /// there are none. They draw nothing, but two isolates side by side are parted by them.
    pub(super) seam: u8,
    /// Index of its style in [`RichText::runs`].
    pub(super) run: usize,
    /// Script that its characters of no script of their own take.
    pub(super) around: Script,
}

/// A stretch of a unit in one face and one script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PartRange {
    /// Bytes of the unit.
    pub(super) range: Range<usize>,
    /// Index of the face in its stack.
    pub(super) entry: usize,
    /// Script to shape it in.
    pub(super) script: Script,
}

/// Spaces that a justified line may widen.
fn is_gap(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{a0}' | '\u{202f}')
}

/// The units of a paragraph in logical order. Bidi controls and forced breaks are in none.
pub(super) fn units(text: &RichText, levels: &Levels) -> Vec<Item> {
    let mut units = Vec::with_capacity(text.text.len() / 5 + 4);
    let mut seam = u8::MAX;
    for (run, styled) in text.runs.iter().enumerate() {
        let range = styled.range.clone();
        let Some(slice) = text.text.get(range.clone()) else { continue };
        run_units((slice, range.start), run, levels, &mut seam, &mut units);
    }
    resolve_scripts(&mut units, text);
    units
}

/// Appends the units of one styled run.
fn run_units(
    (slice, offset): (&str, usize),
    run: usize,
    levels: &Levels,
    seam: &mut u8,
    units: &mut Vec<Item>,
) {
    let mut open: Option<Item> = None;
    let mut before = '\0';
    for (i, c) in slice.char_indices() {
        let kind = match c {
            ' ' => Some(UnitKind::Space),
            '!'..='~' | '\u{600}'..='\u{61b}' | '\u{61d}'..='\u{6ff}' => Some(UnitKind::Word),
            _ if is_gap(c) => Some(UnitKind::Space),
            _ if is_bidi_control(c) || is_forced_break(c) => None,
            _ => Some(UnitKind::Word),
        };
        let start = offset + i;
        let level = levels.at(start);
        if let (Some(unit), Some(kind)) = (&mut open, kind)
            && unit.kind == kind
            && unit.level == level
            // Lines may end between spaces of two kinds, never between two of one.
            && (kind == UnitKind::Word || before == c)
        {
            unit.end = start + c.len_utf8();
            continue;
        }
        before = c;
        units.extend(open.take());
        let end = start + c.len_utf8();
        open = match kind {
            Some(kind) => {
                let seam = std::mem::replace(seam, u8::MAX);
                Some(Item { start, end, kind, level, seam, run, around: Script::Common })
            }
            None => {
                *seam = (*seam).min(level);
                None
            }
        };
    }
    units.extend(open);
}

/// Gives each unit without letters of its own the script of what it stands with (UAX #24, 5.1):
/// the letters before it on its level, else after it, else of any level. Digits, which have a
/// level of their own in right-to-left text, go with the letters before them; where they begin a
/// phrase of their own, with its letters, so that `25-30 °C` stands in one face.
fn resolve_scripts(units: &mut [Item], text: &RichText) {
    let strong = |unit: &Item, last: bool| {
        let slice = &text.text[unit.start..unit.end];
        if unit.kind == UnitKind::Space {
            None
        } else if last {
            slice.chars().rev().find_map(strong_script)
        } else {
            slice.chars().find_map(strong_script)
        }
    };
    if let Some(script) = sole_script(units, text) {
        units.iter_mut().for_each(|unit| unit.around = script);
        return;
    }
    let following = following_scripts(units, |unit| strong(unit, false));
    let (mut last, mut by_level) = (None, [None; 128]);
    let mut depth = 0;
    for (unit, (near, far)) in units.iter_mut().zip(following) {
        let level = usize::from(unit.level.min(126));
        by_level[level + 1..=depth.max(level) + 1].fill(None);
        depth = level;
        let own = strong(unit, false);
        let slice = &text.text[unit.start..unit.end];
        unit.around = if let Some(script) = own {
            script
        } else if slice.chars().any(char::is_numeric) {
            let begins = by_level[level].is_none();
            let near = if begins { near.or(last) } else { last.or(near) };
            near.or(far).unwrap_or_else(|| language_script(text, unit))
        } else {
            by_level[level]
                .or(near)
                .or(last)
                .or(far)
                .unwrap_or_else(|| language_script(text, unit))
        };
        last = strong(unit, true).or(last);
        by_level[level] = own.and(last).or(Some(unit.around));
    }
}

/// The one script of a paragraph whose letters are all of one script and level.
fn sole_script(units: &[Item], text: &RichText) -> Option<Script> {
    let mut sole = None;
    for unit in units {
        let slice = &text.text[unit.start..unit.end];
        for script in slice.chars().filter_map(strong_script) {
            if *sole.get_or_insert(script) != script {
                return None;
            }
        }
    }
    sole
}

/// For each unit the script of the first letters after it: on its own level before any lower
/// one, and on any level.
fn following_scripts(
    units: &[Item],
    strong: impl Fn(&Item) -> Option<Script>,
) -> Vec<(Option<Script>, Option<Script>)> {
    let mut found = vec![(None, None); units.len()];
    let (mut any, mut by_level) = (None, [None; 128]);
    let mut depth = 0;
    for (i, unit) in units.iter().enumerate().rev() {
        let level = usize::from(unit.level.min(126));
        by_level[level + 1..=depth.max(level) + 1].fill(None);
        depth = level;
        found[i] = (by_level[level], any);
        if let Some(script) = strong(unit) {
            any = Some(script);
            by_level[level] = any;
        }
    }
    found
}

/// The script of a style's language, for text without any letter.
fn language_script(text: &RichText, unit: &Item) -> Script {
    text.runs[unit.run].style.lang.script()
}

/// A cluster, or a whole joined Arabic word: what must stay in one face.
struct FaceGroup {
    range: Range<usize>,
    script: Script,
    joins: bool,
    invisible: bool,
    /// Whether it is a letter with its marks: words of them prefer one face.
    letter: bool,
}

/// Splits a unit's text into parts, and lists where characters stand that no face has.
pub(super) fn parts(
    text: &str,
    around: Script,
    stack: &FontStack,
    book: &FontBook,
) -> (Vec<PartRange>, Vec<usize>) {
    let (mut parts, mut missing): (Vec<PartRange>, _) = (vec![], vec![]);
    let groups = groups(text, around);
    // The end of the word that one face has whole, and the face.
    let mut whole = (0, 0);
    for (i, group) in groups.iter().enumerate() {
        if group.letter && group.range.start >= whole.0 {
            whole = word_face(text, &groups[i..], stack, book);
        }
        let entry = match parts.last() {
            Some(last) if group.invisible => last.entry,
            _ if group.range.start < whole.0 => whole.1,
            _ => choose(text, group, stack, book, &mut missing),
        };
        match parts.last_mut() {
            Some(last)
                if last.entry == entry && (last.script == group.script || group.invisible) =>
            {
                last.range.end = group.range.end;
            }
            _ => {
                let range = group.range.clone();
                parts.push(PartRange { range, entry, script: group.script });
            }
        }
    }
    (parts, missing)
}

/// Where the word ends that begins with the first of `groups`, and the face that has all of it;
/// the place where it begins, if none has.
fn word_face(
    text: &str,
    groups: &[FaceGroup],
    stack: &FontStack,
    book: &FontBook,
) -> (usize, usize) {
    let first = &groups[0];
    let in_word = |g: &&FaceGroup| g.letter && g.script == first.script || g.invisible;
    let end = groups.iter().take_while(in_word).last().map_or(0, |g| g.range.end);
    let word = FaceGroup { range: first.range.start..end, ..*first };
    let mut missing = vec![];
    let entry = choose(text, &word, stack, book, &mut missing);
    if missing.is_empty() { (end, entry) } else { (first.range.start, 0) }
}

/// The groups of a unit's text, with their scripts.
fn groups(text: &str, around: Script) -> Vec<FaceGroup> {
    let mut current = text.chars().find_map(strong_script).unwrap_or(around);
    let mut groups: Vec<FaceGroup> = vec![];
    for (i, c) in text.char_indices() {
        let end = i + c.len_utf8();
        let invisible = is_ignorable(c);
        let strong = strong_script(c);
        current = strong.unwrap_or(current);
        let script = strong.unwrap_or_else(|| common_script(c, current));
        let letter = strong.is_some() && c.is_alphabetic();
        let joins = script == Script::Arabic && (letter || c == '\u{640}');
        match groups.last_mut() {
            Some(last) if is_mark(c) || invisible || joins && last.joins && !last.invisible => {
                last.range.end = end;
            }
            // A sign of number or verse encloses the digits behind it: one face has both.
            Some(last) if c.is_numeric() && encloses(&text[last.range.clone()]) => {
                last.range.end = end;
            }
            Some(last) if last.invisible => {
                let range = last.range.start..end;
                *last = FaceGroup { range, script, joins, invisible, letter };
            }
            _ => groups.push(FaceGroup { range: i..end, script, joins, invisible, letter }),
        }
    }
    groups
}

/// Whether a group begins with a sign that is drawn around or under the digits behind it
/// (`Prepended_Concatenation_Mark`).
fn encloses(group: &str) -> bool {
    group.starts_with(|c| {
        matches!(c, '\u{600}'..='\u{605}' | '\u{6dd}' | '\u{890}' | '\u{891}' | '\u{8e2}')
    })
}

/// The entry of a stack that a group takes: the first that lists its script and has all its
/// glyphs, else the first that has them, else the one that lacks fewest.
fn choose(
    text: &str,
    group: &FaceGroup,
    stack: &FontStack,
    book: &FontBook,
    missing: &mut Vec<usize>,
) -> usize {
    let slice = &text[group.range.clone()];
    let lacks = |entry: usize| {
        let face = book.face(stack.entries[entry].font);
        slice.chars().filter(|&c| !has(face, c)).count()
    };
    let lists = |entry: &usize| stack.entries[*entry].scripts.contains(&group.script);
    let all = 0..stack.entries.len();
    let preferred = all.clone().filter(lists).chain(all.filter(|e| !lists(e)));
    let mut best = None;
    for entry in preferred {
        let count = lacks(entry);
        if count == 0 {
            return entry;
        }
        if best.is_none_or(|(least, _)| count < least) {
            best = Some((count, entry));
        }
    }
    let Some((_, entry)) = best else { return 0 };
    let face = book.face(stack.entries[entry].font);
    let absent = slice.char_indices().filter(|&(_, c)| !has(face, c));
    missing.extend(absent.map(|(i, _)| group.range.start + i));
    entry
}

/// Whether a face can show a character: by a glyph of its own, or as the shaper replaces it
/// (invisible characters, spaces of other widths, the no-break hyphen, decomposed letters).
fn has(face: &Face, c: char) -> bool {
    let glyph = |c| face.glyph(c).is_some();
    if glyph(c) || is_ignorable(c) {
        return true;
    }
    match c {
        '\t' | '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' => glyph(' '),
        '\u{2011}' => glyph('\u{2010}'),
        _ => {
            let mut whole = true;
            let mut count = 0;
            unicode_normalization::char::decompose_canonical(c, |part| {
                count += 1;
                whole &= part != c && glyph(part);
            });
            whole && count > 1
        }
    }
}
