//! What the Unicode algorithms say of a text: bidi levels (UAX #9), scripts of characters
//! (UAX #24), and where lines may end (UAX #14, with our tailoring on top).
//!
//! In: a paragraph's characters. Out: levels by byte, break opportunities by byte offset.
//! Unicode's own tests run through these functions in full (`tests/text_unicode.rs`). To them the
//! letters of Thai and its kin are alphabetic (LB1); their words are found in `complex`.

use std::ops::Range;

use icu_properties::props::GeneralCategory;
use icu_properties::{CodePointMapData, CodePointMapDataBorrowed};
use icu_segmenter::options::LineBreakOptions;
use icu_segmenter::{LineSegmenter, LineSegmenterBorrowed};
use unicode_bidi::{BidiClass, BidiDataSource, BidiInfo, Level};
use unicode_script::{Script, ScriptExtension, UnicodeScript};

use super::complex::{has_hangul, is_complex, is_inside_korean, word_breaks};
use crate::geom::Dir;

/// The embedding levels of a text (UAX #9, P1 to I2, and those parts of L1 that do not depend on
/// where lines end).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Levels {
    /// Level of the whole text, where it has only one.
    uniform: Option<u8>,
    /// Otherwise: levels by byte.
    bytes: Vec<u8>,
}

/// A place where a line may end or must.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opportunity {
    /// First byte of the next line.
    pub at: usize,
    /// Whether the line must end here.
    pub forced: bool,
}

impl Levels {
    /// Resolves levels. Each line between forced breaks is a paragraph of its own (P1) with this
    /// base direction; without one, the first strong character decides (P2, P3).
    pub fn new(text: &str, base: Option<Dir>) -> Self {
        if let Some(level) = base.and_then(|dir| uniform(text, dir)) {
            return Self { uniform: Some(level), bytes: vec![] };
        }
        let base = base.map(|dir| if dir.is_rtl() { Level::rtl() } else { Level::ltr() });
        let info = BidiInfo::new_with_data_source(&Classes, text, base);
        let mut bytes: Vec<u8> = info.levels.iter().map(|l| l.number()).collect();
        for paragraph in &info.paragraphs {
            let classes = &info.original_classes[paragraph.range.clone()];
            reset(classes, &mut bytes[paragraph.range.clone()], paragraph.level.number());
        }
        Self { uniform: None, bytes }
    }

    /// The level of the character at a byte.
    pub fn at(&self, byte: usize) -> u8 {
        self.uniform.or_else(|| self.bytes.get(byte).copied()).unwrap_or(0)
    }

    /// The level that the whole text has, where it has only one.
    pub fn uniform(&self) -> Option<u8> {
        self.uniform
    }
}

/// Bidi classes of `unicode-bidi`, the commonest without a search.
struct Classes;

impl BidiDataSource for Classes {
    fn bidi_class(&self, c: char) -> BidiClass {
        match c {
            'a'..='z' | 'A'..='Z' => BidiClass::L,
            '\u{620}'..='\u{64a}' => BidiClass::AL,
            ' ' => BidiClass::WS,
            _ => unicode_bidi::bidi_class(c),
        }
    }
}

/// The one level of a text whose letters all run in the base direction: neutrals follow it, and
/// European digits do too where it is left to right (W7).
fn uniform(text: &str, dir: Dir) -> Option<u8> {
    use BidiClass::{AL, B, BN, CS, EN, ES, ET, L, NSM, ON, R, S, WS};
    let fits = |c: char| match Classes.bidi_class(c) {
        B | BN | CS | ES | ET | NSM | ON | S | WS => true,
        AL | R => dir.is_rtl(),
        L | EN => !dir.is_rtl(),
        _ => false,
    };
    text.chars().all(fits).then_some(u8::from(dir.is_rtl()))
}

/// L1, parts 1 to 3: separators, and white space before them, take the paragraph's level.
fn reset(classes: &[BidiClass], levels: &mut [u8], base: u8) {
    let mut from = None;
    for i in 0..classes.len() {
        match classes[i] {
            BidiClass::S | BidiClass::B => {
                levels[from.take().unwrap_or(i)..=i].fill(base);
            }
            class if is_trailing(class) => from = from.or(Some(i)),
            _ => from = None,
        }
    }
}

/// Where a line's trailing white space begins: from there on all has the paragraph's level
/// (L1, part 4), and nothing is drawn.
pub fn trim_end(line: &str) -> usize {
    let trailing = |c: char| match c {
        ' ' | '\n' => true,
        '\u{21}'..='\u{7e}' | '\u{620}'..='\u{64a}' => false,
        _ => {
            let class = Classes.bidi_class(c);
            matches!(class, BidiClass::S | BidiClass::B) || is_trailing(class)
        }
    };
    line.trim_end_matches(trailing).len()
}

/// White space, isolate formatting characters, and what X9 removes (UAX #9, 5.2).
fn is_trailing(class: BidiClass) -> bool {
    use BidiClass::{BN, FSI, LRE, LRI, LRO, PDF, PDI, RLE, RLI, RLO, WS};
    matches!(class, WS | FSI | LRI | RLI | PDI | LRE | RLE | LRO | RLO | PDF | BN)
}

/// The order in which a line's parts stand from left to right (UAX #9, L2), by their levels.
pub fn visual_order(levels: &[u8]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..levels.len()).collect();
    let highest = levels.iter().copied().max().unwrap_or(0);
    let lowest_odd = levels.iter().copied().filter(|l| l % 2 == 1).min().unwrap_or(u8::MAX);
    for level in (lowest_odd..=highest).rev() {
        let mut start = 0;
        while start < order.len() {
            let run = levels[start..].iter().take_while(|&&l| l >= level).count();
            order[start..start + run].reverse();
            start += run.max(1);
        }
    }
    order
}

/// The script of a letter; `None` for characters that any script uses (Common, Inherited).
pub fn strong_script(c: char) -> Option<Script> {
    match c {
        'a'..='z' | 'A'..='Z' => Some(Script::Latin),
        '\0'..='\u{a9}' => None,
        '\u{640}' | '\u{64b}'..='\u{655}' | '\u{660}'..='\u{669}' => None,
        '\u{620}'..='\u{66f}' | '\u{671}'..='\u{6d3}' => Some(Script::Arabic),
        _ => match c.script() {
            Script::Common | Script::Inherited | Script::Unknown => None,
            script => Some(script),
        },
    }
}

/// The script that a character of no script of its own takes from `around`: that one, unless the
/// character belongs to a few other scripts only (UAX #24, `Script_Extensions`).
pub fn common_script(c: char, around: Script) -> Script {
    if c.is_ascii() {
        return around;
    }
    let extension: ScriptExtension = c.script_extension();
    let any = extension.is_common() || extension.is_inherited() || extension.is_empty();
    if any || extension.contains_script(around) {
        around
    } else if extension.contains_script(Script::Arabic) {
        Script::Arabic
    } else {
        extension.iter().next().unwrap_or(around)
    }
}

/// Where lines may end by UAX #14 alone, in order; the last is the end of the text.
///
/// A line may end between two words of plain letters, and no rule looks across such a place: the
/// text is cut there, and only the stretches with anything else go through the rules.
pub fn line_breaks(text: &str) -> Vec<Opportunity> {
    let mut found = Vec::with_capacity(text.len() / 8 + 1);
    let (mut start, mut plain) = (0, true);
    let mut before = ['\0'; 2];
    for (i, c) in text.char_indices() {
        let letter = is_plain_letter(c);
        if letter && before[1] == ' ' && is_plain_letter(before[0]) {
            stretch_breaks(text, start..i, plain, &mut found);
            (start, plain) = (i, true);
        }
        plain &= letter || c == ' ' && is_plain_letter(before[1]);
        before = [before[1], c];
    }
    stretch_breaks(text, start..text.len(), plain, &mut found);
    found
}

/// Letters of class AL with no other property that UAX #14 asks for.
fn is_plain_letter(c: char) -> bool {
    matches!(c, 'a'..='z' | 'A'..='Z' | '\u{620}'..='\u{63f}' | '\u{641}'..='\u{64a}')
}

/// Appends the breaks of a stretch of text; a plain one has only that at its end.
fn stretch_breaks(text: &str, range: Range<usize>, plain: bool, found: &mut Vec<Opportunity>) {
    if range.is_empty() {
        return;
    }
    if plain {
        found.push(Opportunity { at: range.end, forced: false });
        return;
    }
    const RULES: LineSegmenterBorrowed<'static> =
        LineSegmenter::new_17_for_non_complex_scripts(LineBreakOptions::default());
    let stretch = &text[range.clone()];
    let replaced = without_complex(stretch);
    let breaks = RULES.segment_str(replaced.as_deref().unwrap_or(stretch));
    found.extend(breaks.filter(|&at| at > 0).map(|at| Opportunity {
        at: range.start + at,
        forced: stretch[..at].ends_with(is_forced_break),
    }));
}

/// Whether a line must end after a character (classes BK, CR, LF, NL: LB4, LB5).
pub fn is_forced_break(c: char) -> bool {
    matches!(c, '\n' | '\u{b}' | '\u{c}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The text with letters of class SA replaced as LB1 says: marks by a combining mark, others by
/// a letter, of the same length in bytes. `None` where there is nothing to replace.
fn without_complex(text: &str) -> Option<String> {
    const CATEGORY: CodePointMapDataBorrowed<'static, GeneralCategory> =
        CodePointMapData::new();
    if !text.chars().any(is_complex) {
        return None;
    }
    let replace = |c: char| {
        let mark = matches!(
            CATEGORY.get(c),
            GeneralCategory::NonspacingMark | GeneralCategory::SpacingMark
        );
        match (is_complex(c), mark, c.len_utf8()) {
            (false, ..) => c,
            (_, true, 3) => '\u{900}',
            (_, true, _) => '\u{101fd}',
            (_, false, 3) => '\u{1820}',
            (_, false, _) => '\u{10280}',
        }
    };
    Some(text.chars().map(replace).collect())
}

/// Where lines may end: UAX #14, except that no line ends between joined Arabic letters, inside a
/// Korean word or right after the `://` of an address, and that one may end after any other `/` of
/// an address and between the words of Thai and its kin. `parts` says of a byte whether the
/// language there is one that hyphenates joined letters, at soft hyphens.
pub fn opportunities(text: &str, parts: impl Fn(usize) -> bool) -> Vec<Opportunity> {
    let mut found = line_breaks(text);
    let bytes = text.as_bytes();
    let korean = has_hangul(text);
    found.retain(|o| {
        // After a space neither can be; the text's end is always one (LB3).
        let plain = o.forced || o.at == bytes.len() || bytes[..o.at].ends_with(b" ");
        plain
            || !(is_inside_arabic(text, o.at)
                && !(text[..o.at].ends_with('\u{ad}') && parts(o.at))
                || korean && is_inside_korean(text, o.at)
                || bytes[..o.at].ends_with(b"://"))
    });
    found.extend(word_breaks(text).into_iter().map(|at| Opportunity { at, forced: false }));
    for (start, word) in addresses(text) {
        for (i, _) in word.match_indices('/') {
            let at = start + i + 1;
            let inner = i + 1 < word.len() && !word[i + 1..].starts_with('/');
            if inner && !word[..=i].ends_with("//") {
                found.push(Opportunity { at, forced: false });
            }
        }
    }
    found.sort_by_key(|o| (o.at, !o.forced));
    found.dedup_by_key(|o| o.at);
    found
}

/// The words that are addresses of pages, with their places.
fn addresses(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let any = text.contains("://") || text.contains("www.");
    let words = any.then(|| text.split(|c: char| c.is_whitespace() || is_bidi_control(c)));
    words
        .into_iter()
        .flatten()
        .filter(|word| word.contains("://") || word.starts_with("www."))
        .map(move |word| (word.as_ptr().addr() - text.as_ptr().addr(), word))
}

/// Whether the letters on both sides of a byte belong to one Arabic word: a soft hyphen or a
/// zero-width space between them does not part them.
fn is_inside_arabic(text: &str, at: usize) -> bool {
    let invisible = |c: &char| is_ignorable(*c);
    let arabic = |c: char| {
        c == '\u{640}' || strong_script(c) == Some(Script::Arabic) && c.is_alphanumeric()
    };
    let before = text[..at].chars().rev().find(|c| !invisible(c) && !is_mark(*c));
    let after = text[at..].chars().find(|c| !invisible(c));
    before.is_some_and(arabic) && after.is_some_and(arabic)
}

/// Marks, direction marks, embeddings, overrides and isolates: they steer bidi and never draw.
pub fn is_bidi_control(c: char) -> bool {
    c == '\u{61c}'
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether a character draws nothing by itself (`Default_Ignorable_Code_Point`, Unicode 17).
pub fn is_ignorable(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}

/// Whether a character combines with the one before it (general category M).
pub fn is_mark(c: char) -> bool {
    c >= '\u{300}' && unicode_normalization::char::is_combining_mark(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cutting_the_text_between_plain_words_changes_no_break() {
        let scraps =
            ["كتاب", "و", "abc", " ", " ", " ", "  ", ".", "،", "(", ")", "«", "“", "”"];
        let more = [
            "-", "/", "1", "٢", "%", "\u{a0}", "\n", "\u{64e}", "\u{ad}", "—", "\u{2066}", "!",
        ];
        let all: Vec<&str> = scraps.into_iter().chain(more).collect();
        let mut seed = 1_u64;
        for _ in 0..20_000 {
            let mut text = String::new();
            for _ in 0..12 {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                text.push_str(all[usize::try_from(seed >> 33).unwrap() % all.len()]);
            }
            let mut whole = vec![];
            stretch_breaks(&text, 0..text.len(), false, &mut whole);
            assert_eq!(line_breaks(&text), whole, "{text:?}");
        }
    }

    fn parts(text: &str) -> Vec<&str> {
        let ends: Vec<usize> = opportunities(text, |_| false).iter().map(|o| o.at).collect();
        let starts = std::iter::once(0).chain(ends.iter().copied());
        starts.zip(&ends).map(|(start, &end)| &text[start..end]).collect()
    }

    #[test]
    fn addresses_break_after_a_slash_and_arabic_words_nowhere() {
        assert_eq!(
            parts("://"),
            ["://"],
            "a text that ends in the middle of an address ends there"
        );
        assert_eq!(
            parts("see https://icmec.org/2020/ar now"),
            ["see ", "https://icmec.org/", "2020/", "ar ", "now"]
        );
        assert_eq!(parts("مست\u{ad}شفى مست\u{200b}شفى"), ["مست\u{ad}شفى ", "مست\u{200b}شفى"]);
        assert_eq!(parts("co\u{ad}op"), ["co\u{ad}", "op"]);
    }

    #[test]
    fn levels_of_one_direction_are_found_without_the_algorithm() {
        assert_eq!(Levels::new("كتاب (جديد).", Some(Dir::Rtl)).uniform(), Some(1));
        assert_eq!(Levels::new("12 books.", Some(Dir::Ltr)).uniform(), Some(0));
        assert_eq!(Levels::new("١٢ كتابًا", Some(Dir::Rtl)).uniform(), None);
    }
}
