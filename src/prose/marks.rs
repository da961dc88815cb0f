//! Which marks of a paragraph belong together, and what each becomes.

use std::ops::Range;

use unicode_script::{Script, UnicodeScript};

use crate::model::lang::Lang;

/// Narrow no-break space.
const THIN: char = '\u{202F}';

/// An opening mark that waits for its partner.
struct PendingMark {
    /// The closing mark that is awaited.
    closes: char,
    /// Index of the sign.
    sign: usize,
}

/// A character of the paragraph, with its first byte.
#[derive(Clone, Copy)]
pub(super) struct Sign {
    pub(super) c: char,
    pub(super) at: usize,
}

impl Sign {
    /// Its bytes.
    pub(super) fn range(self) -> Range<usize> {
        self.at..self.at + self.c.len_utf8()
    }
}

/// What becomes of a sign.
#[derive(Clone)]
pub(super) enum Becomes {
    /// The same.
    Same,
    /// Other characters.
    Other(String),
    /// Nothing: a space that gives way to a narrower one.
    Nothing,
}

/// Pairs the marks of a paragraph.
pub(super) struct Marker<'a> {
    signs: &'a [Sign],
    marks: [&'static str; 4],
    /// Whether French spaces go inside of « and ».
    spaced: bool,
    /// Whether » may open, as German books have it.
    reversed: bool,
    open: Vec<PendingMark>,
    /// What becomes of each sign.
    pub(super) changes: Vec<Becomes>,
    /// Signs without a partner.
    pub(super) unpaired: Vec<usize>,
    /// For each sign, whether a single mark that can close stands after it.
    closer_follows: Vec<bool>,
    /// For each sign, whether the next double mark outside of Hebrew words stands where one closes.
    double_closes: Vec<bool>,
}

impl<'a> Marker<'a> {
    pub(super) fn new(signs: &'a [Sign], lang: &Lang) -> Self {
        let mut marker = Self {
            signs,
            marks: lang.quotes(),
            spaced: lang.primary() == "fr" && lang.region() != Some("CH"),
            reversed: lang.primary() == "de",
            open: vec![],
            changes: vec![Becomes::Same; signs.len()],
            unpaired: vec![],
            closer_follows: vec![false; signs.len()],
            double_closes: vec![false; signs.len()],
        };
        let (mut follows, mut closes) = (false, false);
        for i in (0..signs.len()).rev() {
            marker.closer_follows[i] = follows;
            marker.double_closes[i] = closes;
            follows |= signs[i].c == '\'' && marker.ends_word(i);
            if signs[i].c == '"' && !marker.in_hebrew(i) {
                closes = marker.ends_word(i);
            }
        }
        marker
    }

    pub(super) fn run(&mut self) {
        for i in 0..self.signs.len() {
            match self.signs[i].c {
                '"' => self.double(i),
                '\'' => self.single(i),
                '«' if self.awaits('«') => self.close('«', i),
                '«' => self.begin('»', i),
                '»' if self.awaits('»') => self.close('»', i),
                '»' if self.reversed => self.begin('«', i),
                '»' => self.unpaired.push(i),
                '“' if self.awaits('“') => self.close('“', i),
                '“' => self.begin('”', i),
                '„' => self.begin('“', i),
                '”' if self.awaits('”') => self.close('”', i),
                '”' if self.awaits('“') => self.close('“', i),
                _ => {}
            }
        }
        for open in std::mem::take(&mut self.open) {
            self.lose(&open);
        }
        self.unpaired.sort_unstable();
    }

    fn before(&self, i: usize) -> Option<char> {
        i.checked_sub(1).map(|before| self.signs[before].c)
    }

    fn after(&self, i: usize) -> Option<char> {
        self.signs.get(i + 1).map(|sign| sign.c)
    }

    /// Whether a mark stands where one opens: after a space, a bracket, a dash or nothing.
    fn begins_word(&self, i: usize) -> bool {
        let before = self.before(i).is_none_or(|c| {
            c.is_whitespace() || "([{«“„‘\"'–—-/\u{FFFC}\u{2066}\u{2067}\u{2068}".contains(c)
        });
        before && self.after(i).is_some_and(|c| !c.is_whitespace())
    }

    /// Whether a mark stands where one closes: after something, before no letter.
    fn ends_word(&self, i: usize) -> bool {
        self.before(i).is_some_and(|c| !c.is_whitespace())
            && !self.after(i).is_some_and(char::is_alphanumeric)
    }

    /// Whether a mark stands between two Hebrew letters.
    fn in_hebrew(&self, i: usize) -> bool {
        self.before(i).is_some_and(is_hebrew) && self.after(i).is_some_and(is_hebrew)
    }

    /// Whether a mark inside a Hebrew word is the gershayim of an abbreviation, and does not open
    /// a quotation after a prefix, as in ו"כן": that is so where only prefixes stand before it,
    /// more than a last letter after it, and the next mark closes.
    fn is_gershayim(&self, i: usize) -> bool {
        let letters = |signs: &mut dyn Iterator<Item = &Sign>, most: usize| {
            signs.take(most).take_while(|sign| is_hebrew(sign.c)).map(|sign| sign.c).collect()
        };
        let before: String = letters(&mut self.signs[..i].iter().rev(), PREFIXES + 1);
        let after: String = letters(&mut self.signs[i + 1..].iter(), 2);
        let prefixed =
            before.chars().all(|c| "משהוכלב".contains(c)) && before.chars().count() <= PREFIXES;
        let opens = prefixed && after.chars().count() > 1 && self.double_closes[i];
        !opens || self.awaits('"')
    }

    fn awaits(&self, mark: char) -> bool {
        self.open.iter().any(|open| open.closes == mark)
    }

    fn begin(&mut self, closes: char, sign: usize) {
        if self.open.len() < DEEPEST {
            self.open.push(PendingMark { closes, sign });
            self.space(sign);
        } else {
            self.unpaired.push(sign);
        }
    }

    /// Ends the innermost stretch that awaits a mark; those inside it have lost theirs.
    fn close(&mut self, mark: char, i: usize) {
        let Some(level) = self.open.iter().rposition(|open| open.closes == mark) else {
            return;
        };
        for lost in self.open.split_off(level + 1) {
            self.lose(&lost);
        }
        let Some(open) = self.open.pop() else { return };
        let [outer, outer_end, inner, inner_end] = self.marks;
        match mark {
            '"' if level % 2 == 0 => self.pair(open.sign, outer, i, outer_end),
            '"' | '\'' => self.pair(open.sign, inner, i, inner_end),
            _ => {}
        }
        self.space(i);
    }

    fn pair(&mut self, from: usize, opens: &str, to: usize, closes: &str) {
        self.changes[from] = Becomes::Other(opens.to_owned());
        self.changes[to] = Becomes::Other(closes.to_owned());
        self.space(from);
    }

    /// Sets the spaces of French inside of a guillemet, in place of those that stand there.
    fn space(&mut self, i: usize) {
        let mark = match &self.changes[i] {
            Becomes::Other(mark) => mark.chars().find(|c| *c != THIN),
            _ => Some(self.signs[i].c),
        };
        let is_space = |c: Option<char>| matches!(c, Some(' ' | '\u{a0}' | '\u{202f}'));
        match mark.filter(|_| self.spaced) {
            Some('«') => {
                self.changes[i] = Becomes::Other(format!("«{THIN}"));
                if is_space(self.after(i)) {
                    self.changes[i + 1] = Becomes::Nothing;
                }
            }
            Some('»') => {
                self.changes[i] = Becomes::Other(format!("{THIN}»"));
                if is_space(self.before(i)) {
                    self.changes[i - 1] = Becomes::Nothing;
                }
            }
            _ => {}
        }
    }

    /// What opened and was never closed; curly marks are left to their author.
    fn lose(&mut self, open: &PendingMark) {
        match self.signs[open.sign].c {
            '"' | '«' | '»' => self.unpaired.push(open.sign),
            '\'' => self.apostrophe(open.sign),
            _ => {}
        }
    }

    fn double(&mut self, i: usize) {
        let (before, after) = (self.before(i), self.after(i));
        let awaited = self.awaits('"');
        if self.in_hebrew(i) && self.is_gershayim(i) {
            // As in צה"ל.
        } else if awaited && !self.begins_word(i) {
            self.close('"', i);
        } else if before.is_some_and(char::is_numeric) {
            // Inches, or seconds.
        } else if after.is_some_and(|c| !c.is_whitespace()) {
            self.begin('"', i);
        } else {
            self.unpaired.push(i);
        }
    }

    fn single(&mut self, i: usize) {
        let (before, after) = (self.before(i), self.after(i));
        if before.is_some_and(is_hebrew) && !self.awaits('\'') {
            // Geresh, as in וכו'.
        } else if self.awaits('\'') && self.ends_word(i) {
            self.close('\'', i);
        } else if before.is_some_and(char::is_numeric)
            && !after.is_some_and(char::is_alphabetic)
        {
            // Feet, or minutes.
        } else if self.begins_word(i) && self.closer_follows[i] {
            self.begin('\'', i);
        } else {
            self.apostrophe(i);
        }
    }

    /// An apostrophe beside a letter of a script that has one, or before a short year.
    fn apostrophe(&mut self, i: usize) {
        let beside = [self.before(i), self.after(i)];
        let years = self.begins_word(i) && beside[1].is_some_and(|c| c.is_ascii_digit());
        let other = beside.iter().flatten().any(|c| is_other_letter(*c));
        let letters = beside.iter().flatten().any(|c| c.is_alphabetic());
        if years || letters && !other {
            self.changes[i] = Becomes::Other("’".to_owned());
        }
    }
}

/// Quotations nest no deeper.
const DEEPEST: usize = 16;
/// So many prefixes of one letter may stand before a Hebrew word, as in וכשה.
const PREFIXES: usize = 4;

fn is_hebrew(c: char) -> bool {
    c.script() == Script::Hebrew
}

/// Whether a letter's script has no apostrophe.
fn is_other_letter(c: char) -> bool {
    let western = matches!(c.script(), Script::Latin | Script::Greek | Script::Cyrillic);
    c.is_alphabetic() && !western
}
