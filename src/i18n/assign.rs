//! Names of pieces that stay with them: those of an earlier look are found again in a text.
//!
//! What has the same words is the same piece, wherever it has gone. What stands between the same
//! neighbours is the same piece, rewritten; of several the ones whose words are most alike. What is
//! left is new.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use sha2::{Digest, Sha256};

use crate::source::Unit;

/// A piece of an earlier look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Its name.
    pub id: String,
    /// Where it stood.
    pub place: String,
    /// The [`digest`] of its words.
    pub digest: String,
}

/// Longer runs of rewritten pieces are paired by their number alone.
const MOST_RUN: usize = 200;

/// What stands for words in the record: 64 bits of their SHA-256.
pub fn digest(text: &str) -> String {
    let bytes = Sha256::digest(text.trim().as_bytes());
    bytes.iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// For each of `units` the number of its earlier self in `known`; `words` are those that are still
/// known, by digest.
pub fn paired(
    known: &[Known],
    units: &[Unit],
    words: &BTreeMap<String, String>,
) -> Vec<Option<usize>> {
    let mut pairs = by_words(known, units);
    let taken: BTreeSet<usize> = pairs.iter().flatten().copied().collect();
    let mut at = 0;
    while at < units.len() {
        if pairs[at].is_some() {
            at += 1;
            continue;
        }
        let end = (at..units.len()).find(|&n| pairs[n].is_some()).unwrap_or(units.len());
        let from = at.checked_sub(1).and_then(|before| pairs[before]).map_or(0, |n| n + 1);
        let run: Vec<usize> = (from..known.len()).take_while(|n| !taken.contains(n)).collect();
        for (unit, partner) in rewritten(known, &run, &units[at..end], words) {
            pairs[at + unit] = Some(partner);
        }
        at = end;
    }
    pairs
}

/// Pairs what has the same words: at the same place first, then in order.
fn by_words(known: &[Known], units: &[Unit]) -> Vec<Option<usize>> {
    let digests: Vec<String> = units.iter().map(|unit| digest(&unit.text)).collect();
    let mut pairs = vec![None; units.len()];
    let mut left: BTreeMap<(&str, &str), VecDeque<usize>> = BTreeMap::new();
    let places: BTreeMap<(&str, &str), usize> = known
        .iter()
        .enumerate()
        .map(|(n, k)| ((k.place.as_str(), k.digest.as_str()), n))
        .collect();
    let mut taken = BTreeSet::new();
    for (n, unit) in units.iter().enumerate() {
        if let Some(&found) = places.get(&(unit.place.as_str(), digests[n].as_str())) {
            taken.insert(found);
            pairs[n] = Some(found);
        }
    }
    for (n, known) in known.iter().enumerate().filter(|(n, _)| !taken.contains(n)) {
        left.entry((kind(&known.place), &known.digest)).or_default().push_back(n);
    }
    for (n, unit) in units.iter().enumerate().filter(|(_, unit)| !unit.text.is_empty()) {
        if pairs[n].is_none() {
            let same = left.get_mut(&(kind(&unit.place), digests[n].as_str()));
            pairs[n] = same.and_then(VecDeque::pop_front);
        }
    }
    pairs
}

/// What a piece is, by the last step of its place: a key, or an item of a list.
fn kind(place: &str) -> &str {
    let step = place.rsplit('/').next().unwrap_or_default();
    if step.bytes().all(|b| b.is_ascii_digit()) { "#" } else { step }
}

/// The pairing in order of a run of rewritten pieces that has most likeness: number in the run,
/// number among the known.
fn rewritten(
    known: &[Known],
    run: &[usize],
    units: &[Unit],
    words: &BTreeMap<String, String>,
) -> Vec<(usize, usize)> {
    if run.len().max(units.len()) > MOST_RUN {
        let pairs = units.iter().enumerate().zip(run);
        let same = |((_, unit), n): &((usize, &Unit), &usize)| {
            kind(&unit.place) == kind(&known[**n].place)
        };
        return pairs.filter(same).map(|((at, _), &n)| (at, n)).collect();
    }
    let width = run.len() + 1;
    let mut best = vec![0_u32; (units.len() + 1) * width];
    let weight = |i: usize, j: usize| likeness(&known[run[j]], &units[i], words);
    for i in (0..units.len()).rev() {
        for j in (0..run.len()).rev() {
            let pair = weight(i, j).map_or(0, |w| w + best[(i + 1) * width + j + 1]);
            best[i * width + j] =
                pair.max(best[(i + 1) * width + j]).max(best[i * width + j + 1]);
        }
    }
    let (mut pairs, mut i, mut j) = (vec![], 0, 0);
    while i < units.len() && j < run.len() {
        let here = best[i * width + j];
        if here == best[(i + 1) * width + j] {
            i += 1;
        } else if here == best[i * width + j + 1] {
            j += 1;
        } else {
            pairs.push((i, run[j]));
            (i, j) = (i + 1, j + 1);
        }
    }
    pairs
}

/// How alike a piece and an earlier one are; `None` where they are not the same kind of thing.
fn likeness(known: &Known, unit: &Unit, words: &BTreeMap<String, String>) -> Option<u32> {
    if kind(&known.place) != kind(&unit.place) {
        return None;
    }
    let alike =
        words.get(&known.digest).map_or(0.0, |old| strsim::sorensen_dice(old, &unit.text));
    let same = if known.place == unit.place { 10.0 } else { 1.0 };
    // From 0 to 110: no sum of a text's pieces leaves 32 bits.
    Some((alike * 100.0 + same) as u32)
}

/// The names of a source's pieces: those of its earlier selves, new ones for what is new.
pub fn assign(
    known: &[Known],
    units: &[Unit],
    words: &BTreeMap<String, String>,
) -> Vec<String> {
    let pairs = paired(known, units, words);
    let mut taken: BTreeSet<String> = known.iter().map(|known| known.id.clone()).collect();
    let name = |(unit, pair): (&Unit, Option<usize>)| match pair.and_then(|n| known.get(n)) {
        Some(known) => known.id.clone(),
        None => {
            let mut more = (2_u32..).map(|n| format!("{}~{n}", unit.place));
            let mut id = unit.place.clone();
            while !taken.insert(id.clone()) {
                id = more.next().unwrap_or_default();
            }
            id
        }
    };
    units.iter().zip(pairs).map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Span;

    fn units(texts: &[&str]) -> Vec<Unit> {
        let unit = |(n, text): (usize, &&str)| Unit {
            place: format!("s/{}", n + 1),
            text: (*text).to_owned(),
            span: Span::NONE,
        };
        texts.iter().enumerate().map(unit).collect()
    }

    fn register(texts: &[&str]) -> (Vec<Known>, BTreeMap<String, String>) {
        let units = units(texts);
        let known = units.iter().map(|unit| Known {
            id: unit.place.clone(),
            place: unit.place.clone(),
            digest: digest(&unit.text),
        });
        let words = units.iter().map(|unit| (digest(&unit.text), unit.text.clone()));
        (known.collect(), words.collect())
    }

    fn names(before: &[&str], after: &[&str]) -> Vec<String> {
        let (known, words) = register(before);
        assign(&known, &units(after), &words)
    }

    const TEXTS: [&str; 5] = [
        "The first paragraph speaks of libraries",
        "Roads were built in the second year",
        "Water reaches all villages of the valley",
        "Schools opened in spring",
        "A closing word of thanks",
    ];

    #[test]
    fn names_stay_when_a_piece_comes_at_any_place() {
        for at in 0..=TEXTS.len() {
            let mut after = TEXTS.to_vec();
            after.insert(at, "Something that nobody has read before");
            let got = names(&TEXTS, &after);
            let expected = (0..TEXTS.len()).map(|n| format!("s/{}", n + 1));
            let kept: Vec<&String> =
                got.iter().enumerate().filter(|(n, _)| *n != at).map(|(_, id)| id).collect();
            assert!(kept.into_iter().cloned().eq(expected), "{got:?}");
            assert!(got[at] == "s/6" || got[at].contains('~'), "{got:?}");
        }
    }

    #[test]
    fn names_stay_when_pieces_go_move_or_are_rewritten() {
        for gone in 0..TEXTS.len() {
            let mut after = TEXTS.to_vec();
            after.remove(gone);
            let expected =
                (1..=TEXTS.len()).filter(|n| *n != gone + 1).map(|n| format!("s/{n}"));
            assert!(names(&TEXTS, &after).into_iter().eq(expected));
            let moved = [&TEXTS[gone..], &TEXTS[..gone]].concat();
            let expected = (gone..TEXTS.len()).chain(0..gone).map(|n| format!("s/{}", n + 1));
            assert!(names(&TEXTS, &moved).into_iter().eq(expected));
            let mut rewritten = TEXTS.to_vec();
            rewritten[gone] = "Entirely new, without a word of what was there";
            let expected = (1..=TEXTS.len()).map(|n| format!("s/{n}"));
            assert!(names(&TEXTS, &rewritten).into_iter().eq(expected));
        }
    }

    #[test]
    fn of_a_new_and_a_rewritten_neighbour_the_likest_keeps_the_name() {
        let changed = "Water reaches all the villages of the valley today";
        let new = "Nothing of this kind: a new matter";
        for (pair, own) in [([new, changed], 1), ([changed, new], 0)] {
            let after = [TEXTS[0], TEXTS[1], pair[0], pair[1], TEXTS[3], TEXTS[4]];
            assert_eq!(names(&TEXTS, &after)[2 + own], "s/3");
        }
    }
}
