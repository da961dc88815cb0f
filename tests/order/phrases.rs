//! Phrases of the other direction: whole sentences in a place that has no letter of its own
//! direction, and Arabic or Hebrew inside English.

use super::dice::Dice;
use super::language::LANGUAGES;
use super::places::{HOLDERS, Holder, Sample};
use super::plain;

/// What has no letter of the paragraph's direction is one phrase with its closing mark.
const SENTENCES: [&str; 8] = [
    "What is R&D?",
    "Ready, steady, go!",
    "See C++ (and C#).",
    "(Who else?)",
    "International Centre (ICMEC)",
    "File → Save As…",
    "Windows 11, 64 bit.",
    "12.5% of all: why?",
];

/// What stands between two words of a phrase from right to left.
const JOINTS: [&str; 9] = [" ", "، ", " – ", ": ", " · ", "؛ ", "/", "\u{200c}", " → "];
/// What ends such a phrase and belongs to it: it is a letter to UAX #9, or U+061C says so.
const ENDS: [&str; 2] = ["", "؟"];

pub(super) fn samples() -> Vec<Sample> {
    let mut out = vec![];
    for language in &LANGUAGES {
        for (holder, sentence) in
            HOLDERS.into_iter().flat_map(|holder| SENTENCES.map(|text| (holder, text)))
        {
            let seen: String = sentence.chars().filter(|&c| plain::is_shown(c)).collect();
            out.push(Sample {
                what: "Sentence".into(),
                lang: language.tag,
                holder,
                typed: sentence.into(),
                tokens: vec![seen.clone()],
                line: Some(seen),
            });
        }
        let mut dice = Dice::new(7);
        let [first, second] = language.words;
        let is_arabic = !language.is_hebrew();
        for joint in JOINTS.into_iter().filter(|joint| is_arabic || !joint.contains('\u{200c}'))
        {
            let end = if is_arabic { dice.pick(&ENDS) } else { "" };
            out.push(inside(&format!("{first}{joint}{second} {first}{end}")));
            out.push(inside(&format!("{first} ({second}){joint}{first}")));
        }
    }
    out
}

/// A phrase that runs from right to left in an English sentence.
fn inside(phrase: &str) -> Sample {
    let seen = plain::seen(phrase, true);
    Sample {
        what: "Phrase in English".into(),
        lang: "en",
        holder: Holder::Paragraph,
        typed: format!("He said {phrase} to them."),
        line: Some(format!("Hesaid{seen}tothem.")),
        tokens: vec![seen],
    }
}
