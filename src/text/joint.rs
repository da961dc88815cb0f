//! Where a word of Arabic script may be stretched by its letters alone, best joint first.
//!
//! In: a word with the punctuation that touches it. Out: [`KashidaPoint`]s with their classes
//! (docs/spec/justification.md, 3, which refines the order that Microsoft published for its
//! Arabic justification). Letters are known by joining type and group (Unicode,
//! `ArabicShaping.txt`), so those of Persian, Urdu and their like inherit. Whether a face can
//! show a stroke at a joint is not asked here.

use unicode_joining_type::{JoiningGroup, JoiningType, get_joining_group, get_joining_type};

/// A place between two joined letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct KashidaPoint {
    /// Byte of the word where a tatweel would be put: after the first letter's marks.
    pub(super) at: usize,
    /// Byte of the letter before it.
    pub(super) letter: usize,
    /// From 0, the best, to 4; classes 5 to 7 of the order gain nothing and look bad.
    pub(super) class: u8,
}

/// A word with fewer letters is never stretched.
const FEWEST_LETTERS: usize = 3;

const TATWEEL: char = '\u{640}';
const ZERO_WIDTH_JOINER: char = '\u{200d}';
const HAMZA: char = '\u{621}';
const FATHATAN: char = '\u{64b}';

/// A letter with what its kashida points are judged by.
#[derive(Debug, Clone, Copy)]
struct Letter {
    c: char,
    /// Its byte.
    byte: usize,
    /// One past its marks.
    end: usize,
    kind: JoiningType,
    group: JoiningGroup,
    /// Whether fathatan stands on it.
    fathatan: bool,
}

impl Letter {
    fn new(byte: usize, c: char) -> Self {
        Self {
            c,
            byte,
            end: byte + c.len_utf8(),
            kind: get_joining_type(c),
            group: get_joining_group(c),
            fathatan: false,
        }
    }

    fn joins_after(&self) -> bool {
        use JoiningType::{DualJoining, JoinCausing, LeftJoining};
        matches!(self.kind, DualJoining | LeftJoining | JoinCausing)
            && self.c != ZERO_WIDTH_JOINER
    }

    fn joins_before(&self) -> bool {
        use JoiningType::{DualJoining, JoinCausing, RightJoining};
        matches!(self.kind, DualJoining | RightJoining | JoinCausing)
            && self.c != ZERO_WIDTH_JOINER
    }

    fn is_letter(&self) -> bool {
        use JoiningType::{DualJoining, LeftJoining, RightJoining};
        matches!(self.kind, DualJoining | RightJoining | LeftJoining) || self.c == HAMZA
    }

    fn is_in(&self, groups: &[JoiningGroup]) -> bool {
        groups.contains(&self.group)
    }
}

/// How many letters a word has; marks and tatweels do not count.
pub(super) fn letters(word: &str) -> usize {
    word.chars().filter(|&c| Letter::new(0, c).is_letter()).count()
}

/// The kashida points of a word that may be stretched, the best first: by class, then by nearness to
/// the word's end.
pub(super) fn kashida_points(word: &str) -> Vec<KashidaPoint> {
    let mut found = vec![];
    for stretch in stretches(word) {
        if stretch.iter().filter(|l| l.is_letter()).count() < FEWEST_LETTERS || is_god(&stretch)
        {
            continue;
        }
        for i in 1..stretch.len() {
            let (a, b) = (stretch[i - 1], stretch[i]);
            if a.joins_after()
                && b.joins_before()
                && let Some(class) = class(&stretch, i)
            {
                found.push(KashidaPoint { at: a.end, letter: a.byte, class });
            }
        }
    }
    found.sort_by_key(|joint| (joint.class, usize::MAX - joint.at));
    found
}

/// The letters of a word, divided where something else than a letter or a tatweel stands
/// between them: a word ends there, and at the zero-width non-joiner too.
fn stretches(word: &str) -> Vec<Vec<Letter>> {
    let mut all: Vec<Vec<Letter>> = vec![];
    let mut open = false;
    for (byte, c) in word.char_indices() {
        let letter = Letter::new(byte, c);
        if letter.kind == JoiningType::Transparent {
            let last = all.last_mut().filter(|_| open).and_then(|stretch| stretch.last_mut());
            if let Some(last) = last {
                last.end = letter.end;
                last.fathatan |= c == FATHATAN;
            }
        } else if letter.is_letter() || letter.kind == JoiningType::JoinCausing {
            if !open {
                all.push(vec![]);
            }
            all.last_mut().into_iter().for_each(|stretch| stretch.push(letter));
            open = true;
        } else {
            open = false;
        }
    }
    all
}

/// Whether the letters are the name of God, with or without what is written onto it.
fn is_god(stretch: &[Letter]) -> bool {
    let bare: String = stretch.iter().map(|l| l.c).filter(|&c| c != TATWEEL).collect();
    let before = bare.strip_suffix("لله").map(|before| before.chars().count());
    before.is_some_and(|letters| letters <= 3)
}

/// The class of the joint before letter `i`; the first rule that fits decides.
fn class(word: &[Letter], i: usize) -> Option<u8> {
    use JoiningGroup::{
        Alef, Beh, Dal, FarsiYeh, Gaf, Heh, HehGoal, Kaf, Lam, Noon, Reh, Sad, Seen, SwashKaf,
        Tah, TehMarbuta, TehMarbutaGoal, Yeh, YehBarree, YehWithTail,
    };
    const YEH: &[JoiningGroup] = &[Yeh, FarsiYeh, YehBarree, YehWithTail];
    let (a, b) = (word[i - 1], word[i]);
    let (first, last) = (i == 1, i + 1 == word.len());
    let medial = i >= 2 && word[i - 2].joins_after() && a.joins_before();
    match () {
        () if a.c == TATWEEL => Some(0),
        () if a.is_in(&[Lam]) && b.is_in(&[Alef]) => None,
        () if b.is_in(&[Alef]) && (a.fathatan || b.fathatan) => None,
        () if a.is_in(&[Seen, Sad]) => Some(1),
        () if b.is_in(YEH) && last => None,
        () if is_prefix_before_article(word, i) || is_lam_of_article(word, i) => None,
        () if b.is_in(&[TehMarbuta, TehMarbutaGoal]) => Some(2),
        () if b.is_in(&[Heh, HehGoal]) && last => Some(2),
        () if b.is_in(&[Dal]) => match (last, medial) {
            (true, true) => Some(2),
            (false, true) => Some(4),
            (true, false) if !first => Some(4),
            _ => None,
        },
        () if b.is_in(&[Alef]) => Some(if first { 4 } else { 3 }),
        () if b.is_in(&[Tah, Lam, Kaf, Gaf, SwashKaf]) && last => Some(3),
        () if b.is_in(&[Beh, Noon, Yeh, FarsiYeh]) && medial && b.joins_after() => {
            let next = word.get(i + 1)?;
            let final_yeh = next.is_in(YEH) && i + 2 == word.len();
            (next.is_in(&[Reh]) || final_yeh).then_some(4)
        }
        () => None,
    }
}

/// Whether letter `i` is the article's alef after a prefix of one letter that joins it.
fn is_prefix_before_article(word: &[Letter], i: usize) -> bool {
    let prefix = i == 1 || i == 2 && matches!(word[0].c, 'و' | 'ف');
    prefix
        && matches!(word[i - 1].c, 'ب' | 'ف' | 'ك')
        && word[i].c == 'ا'
        && word.get(i + 1).is_some_and(|l| l.c == 'ل')
}

/// Whether the letter before `i` is the article's lam, at the word's start or after prefixes.
fn is_lam_of_article(word: &[Letter], i: usize) -> bool {
    let before = match i.checked_sub(2) {
        Some(alef) if word[alef].c == 'ا' && word[i - 1].c == 'ل' => &word[..alef],
        _ => return false,
    };
    match before {
        [] => true,
        [one] => matches!(one.c, 'و' | 'ف' | 'ب' | 'ك'),
        [one, two] => matches!(one.c, 'و' | 'ف') && matches!(two.c, 'ب' | 'ك'),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best(word: &str) -> Option<(usize, u8)> {
        kashida_points(word).first().map(|joint| (joint.at, joint.class))
    }

    /// The best kashida points by rule alone (docs/spec/justification.md, 8.2: the columns of the faces
    /// in which every join of the word can be stretched).
    #[test]
    fn the_best_joint_is_the_one_of_the_specification() {
        let table = [
            ("محمد", 6, 2),
            ("مُحَمَّد", 14, 2),
            ("السلام", 6, 1),
            ("سِقْطِ", 4, 1),
            ("المستغلين", 8, 1),
            ("والمستغلين", 10, 1),
            ("الأطفال", 10, 3),
            ("الإنسان", 10, 1),
            ("بالإضافة", 10, 1),
            ("حماية", 8, 2),
            ("أهدافه", 10, 2),
            ("لهذه", 4, 4),
            ("جديد", 6, 4),
            ("تقديم", 4, 4),
            ("المعلومات", 14, 3),
            ("البيانات", 12, 3),
            ("التحليل", 12, 3),
            ("أفضل", 6, 1),
            ("كتاب", 4, 3),
            ("قضايا", 4, 1),
            ("تأسيسه", 10, 1),
            ("المشروع", 8, 1),
            ("الخبرة", 6, 4),
            ("مستشفى", 8, 1),
            ("عالم", 2, 4),
            ("ولما", 6, 3),
            ("همکاری", 6, 3),
            ("شناسائی", 8, 1),
            ("الحـــق", 12, 0),
            ("بينهما", 10, 3),
        ];
        for (word, at, class) in table {
            assert_eq!(best(word), Some((at, class)), "{word}");
        }
    }

    #[test]
    fn words_that_no_scribe_stretches_have_no_joint() {
        let none = [
            "المركز",
            "الدولي",
            "الوعي",
            "المجتمع",
            "حقوق",
            "می‌خواهم",
            "آزادی",
            "من",
            "هو",
            "الله",
            "والله",
            "لله",
            "لآلئ",
            "قدمًا",
            "بالرقي",
            "تدفع",
            "ICMEC",
            "2026",
            "",
        ];
        for word in none {
            assert_eq!(kashida_points(word), vec![], "{word}");
        }
    }

    #[test]
    fn punctuation_and_non_joiners_end_a_word() {
        assert_eq!(best("«حماية»،"), Some((10, 2)));
        assert_eq!(best("(بقضايا)"), Some((7, 1)));
        assert_eq!(letters("«مُحَمَّد»،"), 4);
        assert_eq!(letters("شيء"), 3);
    }
}
