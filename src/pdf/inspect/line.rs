//! Glyphs to lines of text as they are read.
//!
//! Programs draw lines from right to left in one of two orders: as they are read, or as they are
//! seen, from left to right. Places tell which; what is in the order in which it is seen is put
//! into that of reading by the algorithm that made the one of the other (UAX #9), which undoes
//! itself. Words that nothing but their places parts get a space.

use hayro_interpret::kurbo::Point;
use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};

/// Of the size of the type: wider gaps part words, greater steps up or down part lines.
const WORD_GAP: f64 = 0.2;
const LINE_STEP: f64 = 0.5;
/// A greater step back is one to another stretch, which is read by itself.
const STEP_BACK: f64 = 2.0;
/// A hyphen that is seen at the end of a line alone.
const SOFT_HYPHEN: char = '\u{ad}';

/// A glyph with what it means, or words that stand for glyphs and have no place.
#[derive(Debug, Clone)]
pub(super) struct Drawn {
    pub(super) text: String,
    pub(super) start: Point,
    pub(super) end: Point,
    /// Size of the type; 0 where there is no place.
    pub(super) size: f64,
}

/// The text of glyphs in their order of drawing; in loose ones gaps part words.
pub(super) fn text(glyphs: &[Drawn], loose: bool) -> String {
    let mut out = String::new();
    let step = |a: &Drawn, b: &Drawn| {
        let size = a.size.max(b.size);
        let level = (a.start.y - b.start.y).abs() <= LINE_STEP * size;
        let near = b.start.x >= a.start.x - STEP_BACK * size;
        a.size == 0.0 || b.size == 0.0 || level && near
    };
    for line in glyphs.chunk_by(step) {
        let line = read(line, loose);
        let parted = out.is_empty() || out.ends_with(char::is_whitespace);
        match out.strip_suffix(SOFT_HYPHEN) {
            Some(word) => out.truncate(word.len()),
            None if !parted && !line.starts_with(char::is_whitespace) => out.push(' '),
            None => {}
        }
        out += &line;
    }
    out
}

/// A line as it is read, without marks of direction.
fn read(line: &[Drawn], loose: bool) -> String {
    let seen = is_as_seen(line);
    let mut out = String::new();
    for (index, glyph) in line.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|before| line.get(before));
        let gap = before.is_some_and(|before| gap(before, glyph) > WORD_GAP * glyph.size);
        let parted = out.ends_with(char::is_whitespace) || glyph.text.trim().is_empty();
        if loose && gap && !parted {
            out.push(' ');
        }
        out += &glyph.text;
    }
    let out = if seen { as_read(&out) } else { out };
    out.chars().filter(|&c| !is_mark(c)).collect()
}

/// How far two glyphs are apart, whichever stands first.
fn gap(a: &Drawn, b: &Drawn) -> f64 {
    (b.start.x.min(b.end.x) - a.start.x.max(a.end.x))
        .max(a.start.x.min(a.end.x) - b.start.x.max(b.end.x))
}

/// Whether letters from right to left are drawn from left to right.
fn is_as_seen(line: &[Drawn]) -> bool {
    let letters: Vec<&Drawn> =
        line.iter().filter(|glyph| glyph.text.chars().any(is_rtl)).collect();
    let (mut seen, mut read) = (0, 0);
    for pair in letters.windows(2) {
        if let [a, b] = pair {
            seen += usize::from(b.start.x > a.start.x);
            read += usize::from(b.start.x < a.start.x);
        }
    }
    seen > read
}

/// A line in the order of reading, from that of seeing.
fn as_read(seen: &str) -> String {
    let (rtl, ltr) = (
        seen.chars().filter(|&c| is_rtl(c)).count(),
        seen.chars().filter(|&c| is_ltr(c)).count(),
    );
    let level = if rtl >= ltr { Level::rtl() } else { Level::ltr() };
    let info = BidiInfo::new(seen, Some(level));
    let lines = info.paragraphs.iter().map(|part| info.reorder_line(part, part.range.clone()));
    lines.collect()
}

fn is_rtl(c: char) -> bool {
    matches!(bidi_class(c), BidiClass::R | BidiClass::AL)
}

fn is_ltr(c: char) -> bool {
    bidi_class(c) == BidiClass::L
}

/// Marks of direction, which are for programs.
const fn is_mark(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A line whose letters stand one by one, in this order from left to right, or back.
    fn line(text: &str, leftwards: bool, y: f64) -> Vec<Drawn> {
        let count = text.chars().count();
        let place =
            |n: usize| f64::from(u32::try_from(if leftwards { count - n } else { n }).unwrap());
        let glyph = |(n, c): (usize, char)| Drawn {
            text: c.to_string(),
            start: Point::new(place(n) * 5.0, y),
            end: Point::new(place(n) * 5.0 + 5.0, y),
            size: 10.0,
        };
        text.chars().enumerate().map(glyph).collect()
    }

    #[test]
    fn lines_are_read_in_one_order_however_they_are_drawn() {
        for said in ["كتب علم", "سنة ٢٠٢٦ كتبت", "كتاب PDF جديد", "في 12:30 موعد"]
        {
            let seen = as_read(said);
            assert_eq!(text(&line(&seen, false, 0.0), false), said, "as it is seen");
            assert_eq!(text(&line(said, true, 0.0), false), said, "as it is read");
        }
        assert_eq!(text(&line("abc", false, 0.0), false), "abc");
    }

    #[test]
    fn lines_and_gaps_part_words() {
        let both = [line("one", false, 0.0), line("two", false, 12.0)].concat();
        assert_eq!(text(&both, false), "one two");
        let broken = [line("on\u{ad}", false, 0.0), line("ce", false, 12.0)].concat();
        assert_eq!(text(&broken, false), "once");
        let mut apart = line("ab", false, 0.0);
        apart[1].start.x += 4.0;
        apart[1].end.x += 4.0;
        assert_eq!((text(&apart, true), text(&apart, false)), ("a b".into(), "ab".into()));
    }
}
