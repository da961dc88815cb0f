//! Verses keep their lines, whatever stands between their halves, in every language and theme.

use serde_json::json;

use crate::notice::{LANGUAGES, Made, THEMES, bare, phrase};
use crate::order::dice::Dice;

/// What poems are typed with between the halves of a verse.
const CAESURAS: [&str; 5] = [" *** ", " ... ", " … ", "     ", " ==== "];

#[test]
fn each_verse_begins_a_line() {
    let mut dice = Dice::new(23);
    for (lang, words) in LANGUAGES {
        for theme in THEMES {
            let caesura = CAESURAS[dice.below(CAESURAS.len())];
            let half = |dice: &mut Dice| phrase(words, 4, dice);
            let verses: Vec<String> = (0..4)
                .map(|_| format!("{}{caesura}{}", half(&mut dice), half(&mut dice)))
                .collect();
            let made = Made::new(lang, theme, "booklet", &json!([verses.join("\n")]), "");
            let lines: Vec<String> = made.lines().iter().map(|line| bare(line)).collect();
            for verse in &verses {
                let start = bare(verse.split(caesura).next().unwrap());
                assert!(
                    lines.iter().any(|line| line.starts_with(&start)),
                    "{lang} {theme}: no line begins with {verse}: {lines:#?}"
                );
            }
        }
    }
}
