//! Signs that no face of letters has, in any language, theme and block: none stops a brochure, and
//! each is on its page.

use serde_json::json;

use crate::notice::{FORMATS, LANGUAGES, Made, THEMES, bare};
use crate::order::dice::Dice;

/// Signs that people type, one or more of each block of Unicode.
const SIGNS: [&str; 16] =
    ["★", "☆", "✔", "✗", "☎", "✉", "●", "□", "►", "➜", "♥", "☀", "⚠", "①", "♿", "✂"];

#[test]
fn signs_are_set_wherever_they_stand() {
    assert!(!THEMES.is_empty() && !FORMATS.is_empty());
    let mut dice = Dice::new(11);
    for (lang, words) in LANGUAGES {
        for theme in THEMES {
            let word = words.split(' ').next().unwrap();
            let sign = |dice: &mut Dice| dice.pick(&SIGNS);
            let signs: Vec<&str> = (0..5).map(|_| sign(&mut dice)).collect();
            let body = json!([
                format!("{word} {} {word}", signs[0]),
                { "heading": format!("{} {word}", signs[1]) },
                { "terms": [{ "term": format!("{word} {}", signs[2]), "text": word }] },
                { "list": [format!("{word}{}", signs[3])] },
                { "table": { "head": [word, signs[4]], "rows": [[word, signs[4]]] } },
            ]);
            let made = Made::new(lang, theme, dice.pick(&FORMATS), &body, "");
            assert!(made.errors.is_empty(), "{lang} {theme} {signs:?}: {:?}", made.errors);
            let said: String = made.lines().iter().map(|line| bare(line)).collect();
            for sign in signs {
                assert!(said.contains(sign), "{lang} {theme}: no {sign} on the pages");
            }
        }
    }
}
