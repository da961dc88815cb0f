//! Mixtures of words, digits and signs that nobody would type. Where no token of the table and no
//! sign at the edge of a foreign phrase is in them, the program shows what every editor shows;
//! everywhere words, numbers and phrases are whole and in order.

use std::ops::Range;

use super::dice::Dice;
use super::language::Digits;
use super::places::{Holder, Sample};
use super::plain;
use super::project::{WIDE, lines};

/// Words no two of which have a part in common; the same of the numbers.
const RIGHT_TO_LEFT: [&[&str]; 2] = [
    &["كتاب", "مدرسة", "جبل", "نهر", "قمر", "شمس", "ضوء", "طريق"],
    &["ספר", "ילד", "דרך", "מים", "שמש", "חבר"],
];
const LEFT_TO_RIGHT: [&str; 6] = ["word", "Quick", "fox", "jumps", "lazy", "Zebra"];
const NUMBERS: [&str; 4] = ["1", "23", "456", "7089"];
const SIGNS: &str = "()(){}«».,:;!?-–/%+=·،؛؟";
/// Beside a number these make no token.
const AROUND_NUMBERS: &str = "()«»،؛؟!?";
/// Between foreign words these are no part of a phrase, or may be part of another: brackets have
/// partners elsewhere, and the Arabic question mark and semicolon are letters to UAX #9.
const NOT_INSIDE: &str = "(){}«»؛؟";
/// One of these between two numbers makes one token of them.
const INSIDE_NUMBERS: &str = ".,:/-–،";
const TEXTS: usize = 600;

#[derive(Debug, Clone, PartialEq)]
enum Item {
    Word { text: &'static str, rtl: bool },
    Number(String),
    Sign(char),
    Space,
}

impl Item {
    fn typed(&self) -> String {
        match self {
            Self::Word { text, .. } => (*text).to_owned(),
            Self::Number(text) => text.clone(),
            Self::Sign(c) => c.to_string(),
            Self::Space => " ".to_owned(),
        }
    }

    /// What is seen of a word or a number.
    fn ink(&self) -> Option<String> {
        match self {
            Self::Word { text, rtl: true } => Some(text.chars().rev().collect()),
            Self::Word { text, .. } => Some((*text).to_owned()),
            Self::Number(text) => Some(text.clone()),
            _ => None,
        }
    }

    fn is_sign_of(&self, signs: &str) -> bool {
        matches!(self, Self::Sign(c) if signs.contains(*c))
    }
}

/// A text as items, for a paragraph of a direction.
struct Mixture {
    items: Vec<Item>,
    rtl: bool,
}

impl Mixture {
    fn new(dice: &mut Dice, lang: &str, digits: Digits) -> Self {
        let rtl = lang != "en";
        let (mut words, mut foreign) = match lang {
            "he" => (RIGHT_TO_LEFT[1].to_vec(), LEFT_TO_RIGHT.to_vec()),
            "en" => (LEFT_TO_RIGHT.to_vec(), RIGHT_TO_LEFT[dice.below(2)].to_vec()),
            _ => (RIGHT_TO_LEFT[0].to_vec(), LEFT_TO_RIGHT.to_vec()),
        };
        let mut numbers = NUMBERS.to_vec();
        let mut items = vec![];
        let take = |from: &mut Vec<&'static str>, dice: &mut Dice| {
            (!from.is_empty()).then(|| from.remove(dice.below(from.len())))
        };
        let first = dice.below(4) > 0;
        for at in 0..4 + dice.below(6) {
            let next = match dice.below(if at == 0 { 2 } else { 5 }) {
                _ if at == 0 && first => take(&mut words, dice).map(|text| (text, rtl)),
                0 | 1 => take(&mut foreign, dice).map(|text| (text, !rtl)),
                2 | 3 => {
                    let number = take(&mut numbers, dice);
                    items.extend(number.map(|text| Item::Number(digits.write(text))));
                    None
                }
                _ => take(&mut words, dice).map(|text| (text, rtl)),
            };
            items.extend(next.map(|(text, rtl)| Item::Word { text, rtl }));
            Self::gap(dice, rtl, &mut items);
        }
        items.extend(take(&mut words, dice).map(|text| Item::Word { text, rtl }));
        if dice.below(3) == 0 {
            items.push(Item::Sign(dice.pick(&['.', '!', ')'])));
        }
        Self { items, rtl }
    }

    /// What stands between two items: mostly a space.
    fn gap(dice: &mut Dice, rtl: bool, items: &mut Vec<Item>) {
        // Those two are letters from right to left.
        let signs: Vec<char> = SIGNS.chars().filter(|c| rtl || !"؛؟".contains(*c)).collect();
        let sign = Item::Sign(dice.pick(&signs));
        match dice.below(8) {
            0 => {}
            1 => items.push(sign),
            2 => items.extend([sign, Item::Space]),
            3 => items.extend([Item::Space, sign]),
            _ => items.push(Item::Space),
        }
    }

    fn sample(&self, lang: &'static str) -> Sample {
        Sample {
            what: "Mixture".into(),
            lang,
            holder: Holder::Paragraph,
            typed: self.typed(),
            tokens: vec![],
            line: None,
        }
    }

    fn typed(&self) -> String {
        self.items.iter().map(Item::typed).collect()
    }

    /// The nearest word or number before and after an item.
    fn around(&self, at: usize) -> [Option<&Item>; 2] {
        let is_body = |item: &&Item| matches!(item, Item::Word { .. } | Item::Number(_));
        let before = self.items[..at].iter().rev().find(is_body);
        [before, self.items[at + 1..].iter().find(is_body)]
    }

    fn is_foreign(&self, item: Option<&Item>) -> bool {
        matches!(item, Some(Item::Word { rtl, .. }) if *rtl != self.rtl)
    }

    /// Whether neither a token nor a sign at a phrase's edge can be in it.
    fn is_plain(&self) -> bool {
        let is_number = |item: Option<&Item>| matches!(item, Some(Item::Number(_)));
        self.items.iter().enumerate().all(|(at, item)| {
            let around = self.around(at);
            let foreign = around.map(|item| self.is_foreign(item));
            match item {
                Item::Number(_) => !around.iter().any(|item| is_number(*item)),
                Item::Sign(c) if around.iter().any(|item| is_number(*item)) => {
                    AROUND_NUMBERS.contains(*c) && foreign == [false; 2]
                }
                Item::Sign(c) => {
                    foreign[0] == foreign[1] && (!foreign[0] || !NOT_INSIDE.contains(*c))
                }
                _ => true,
            }
        })
    }

    /// What must be seen without a gap, in an order that is given or not.
    fn check(&self, seen: &str) -> Result<(), String> {
        if self.is_plain() {
            let plain = plain::seen(&self.typed(), self.rtl);
            if plain != seen {
                return Err(plain);
            }
        }
        for ink in self.items.iter().filter_map(Item::ink) {
            if !seen.contains(&ink) {
                return Err(ink);
            }
        }
        for range in self.numbers() {
            self.together(range, seen)?;
        }
        for range in self.phrases() {
            self.together(range.clone(), seen)?;
            self.in_order(range, seen)?;
        }
        Ok(())
    }

    /// The ranges of numbers with one sign between, beside which no letter stands.
    fn numbers(&self) -> Vec<Range<usize>> {
        let mut out = vec![];
        let mut at = 0;
        while at < self.items.len() {
            let mut end = at;
            while matches!(self.items.get(end), Some(Item::Number(_))) {
                end += 1;
                let goes_on = self.items.get(end).is_some_and(|i| i.is_sign_of(INSIDE_NUMBERS))
                    && matches!(self.items.get(end + 1), Some(Item::Number(_)));
                end += usize::from(goes_on);
            }
            let touches = |item: Option<&Item>| matches!(item, Some(Item::Word { .. }));
            let before = at.checked_sub(1).and_then(|before| self.items.get(before));
            if end > at && !touches(before) && !touches(self.items.get(end)) {
                out.push(at..end);
            }
            at = end.max(at + 1);
        }
        out
    }

    /// The ranges of two foreign words and what lies between, if that is neither bracket nor number.
    fn phrases(&self) -> Vec<Range<usize>> {
        let foreign = |at: usize| self.is_foreign(self.items.get(at));
        let mut out = vec![];
        for at in (0..self.items.len()).filter(|&at| foreign(at)) {
            let between = |item: &Item| match item {
                Item::Sign(c) => !NOT_INSIDE.contains(*c),
                item => *item == Item::Space,
            };
            let rest = &self.items[at + 1..];
            let count = rest.iter().take_while(|item| between(item)).count();
            if foreign(at + 1 + count) {
                out.push(at..at + count + 2);
            }
        }
        out
    }

    /// Nothing that does not belong to the items of a range stands between them.
    fn together(&self, range: Range<usize>, seen: &str) -> Result<(), String> {
        let places = self.places(range.clone(), seen);
        let from = places.iter().map(|place| place.start).min().unwrap();
        let to = places.iter().map(|place| place.end).max().unwrap();
        let typed: String = self.items[range].iter().map(Item::typed).collect();
        let wanted = typed.chars().filter(|&c| plain::is_shown(c)).count();
        if seen[from..to].chars().count() == wanted { Ok(()) } else { Err(typed) }
    }

    /// The words of a phrase follow each other in its own direction.
    fn in_order(&self, range: Range<usize>, seen: &str) -> Result<(), String> {
        let places = self.places(range.clone(), seen);
        let goes_right = places.first().unwrap().start < places.last().unwrap().start;
        if goes_right == self.rtl {
            return Ok(());
        }
        Err(self.items[range].iter().map(Item::typed).collect())
    }

    /// Where the words and numbers of a range are seen.
    fn places(&self, range: Range<usize>, seen: &str) -> Vec<Range<usize>> {
        let inks = self.items[range].iter().filter_map(Item::ink);
        inks.map(|ink| {
            let start = seen.find(&ink).unwrap();
            start..start + ink.len()
        })
        .collect()
    }
}

/// Mixtures in which the program has nothing to decide, and what every editor shows of them.
pub(super) fn samples() -> Vec<Sample> {
    let mut out = vec![];
    for (lang, digits) in LANGS {
        for mixture in mixtures(lang, digits).iter().filter(|mixture| mixture.is_plain()) {
            let line = plain::seen(&mixture.typed(), mixture.rtl);
            out.push(Sample { line: Some(line), ..mixture.sample(lang) });
        }
    }
    out
}

const LANGS: [(&str, [Digits; 2]); 4] = [
    ("ar", [Digits::Latin, Digits::Arabic]),
    ("fa", [Digits::Latin, Digits::Persian]),
    ("he", [Digits::Latin; 2]),
    ("en", [Digits::Latin, Digits::Arabic]),
];

fn mixtures(lang: &str, digits: [Digits; 2]) -> Vec<Mixture> {
    let mut dice = Dice::new(u64::from(lang.as_bytes()[0]));
    (0..TEXTS).map(|i| Mixture::new(&mut dice, lang, digits[i % 2])).collect()
}

#[test]
fn mixtures_are_as_plain_or_their_parts_are_whole() {
    let mut faults = vec![];
    let (mut plain, mut chains, mut phrases) = (0, 0, 0);
    for (lang, digits) in LANGS {
        let mixtures = mixtures(lang, digits);
        let samples: Vec<Sample> =
            mixtures.iter().map(|mixture| mixture.sample(lang)).collect();
        for (mixture, lines) in mixtures.iter().zip(lines(&samples, WIDE)) {
            plain += usize::from(mixture.is_plain());
            chains += usize::from(mixture.numbers().iter().any(|range| range.len() > 1));
            phrases += usize::from(!mixture.phrases().is_empty());
            let [line] = &lines[..] else { panic!("one line: {lines:?}") };
            if let Err(wanted) = mixture.check(line) {
                let typed = mixture.typed();
                faults
                    .push(format!("{lang} `{typed}`\n    wanted {wanted}\n    seen   {line}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}:\n{}", faults.len(), faults.join("\n"));
    assert!(plain > 200 && chains > 100 && phrases > 100, "{plain} {chains} {phrases}");
}

/// What the mixtures are judged by holds of plain UAX #9 itself, so it asks nothing that is not so.
#[test]
fn plain_order_of_mixtures_has_whole_words_and_phrases() {
    for (lang, seed) in [("ar", 1), ("he", 2), ("en", 3)] {
        let mut dice = Dice::new(seed);
        for _ in 0..TEXTS * 4 {
            let mixture = Mixture::new(&mut dice, lang, Digits::Latin);
            let typed = mixture.typed();
            let checked = mixture.check(&plain::seen(&typed, mixture.rtl));
            assert!(checked.is_ok(), "{lang} {typed}: {checked:?}");
        }
    }
}
