//! Sizes that keep on one line what is not to be parted: the numbers of facts, the longest word of a
//! title.

use crate::model::{Fact, Inline, Text};

/// How facts stand, all of them alike: in a row, two by two or one under the other, by how many
/// there are and how many characters the longest number has; `narrow` stands last on phones.
pub(super) fn facts(facts: &[Fact]) -> String {
    /// Characters of a number that columns hold, by their number; on phones half the width.
    const FIT: [usize; 5] = [usize::MAX, usize::MAX, 11, 7, 5];
    const FIT_PHONE: usize = 6;
    let count = facts.len();
    let lengths = facts.iter().map(|fact| fact.number.to_plain().chars().count());
    let longest = lengths.max().unwrap_or_default();
    let fits = |columns: usize| FIT.get(columns).is_some_and(|&most| longest <= most);
    let wide = match count {
        _ if fits(count) => "row",
        4.. if fits(2) => "pairs",
        _ => "stack",
    };
    let two = count.is_multiple_of(2) && longest <= FIT_PHONE;
    let fit = class(facts.iter().map(|fact| longest_piece(&fact.number)).max());
    let columns = match wide {
        "row" => count,
        "pairs" => 2,
        _ => 1,
    };
    format!("facts {wide} of-{columns}{} {fit}", if two { "" } else { " narrow" })
}

/// The class of a number that is to stay on its line.
pub(super) fn number(number: &Text) -> String {
    class(Some(longest_piece(number)))
}

fn class(longest: Option<usize>) -> String {
    let held = longest.unwrap_or_default().clamp(2, LONGEST_FIT).next_multiple_of(2);
    format!("fit-{held}")
}

/// Characters of the longest piece at which no line ends.
fn longest_piece(number: &Text) -> usize {
    let mut said = String::new();
    unbroken(&number.inlines, false, &mut said);
    said.split(' ').map(|piece| piece.chars().count()).max().unwrap_or_default()
}

/// Longest piece of a number, in characters, that is made to fit its column.
const LONGEST_FIT: usize = 24;

/// A number as it breaks: blanks at which no line ends are replaced.
fn unbroken(inlines: &[Inline], whole: bool, out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Styled { style, content, .. } => {
                unbroken(content, whole || style.whole, out);
            }
            Inline::Isolate { content, .. } => unbroken(content, true, out),
            Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::Link { content, .. } => unbroken(content, whole, out),
            Inline::Text { text, .. } | Inline::Code { text, .. } if whole => {
                out.extend(text.chars().map(|c| if c == ' ' { '_' } else { c }));
            }
            Inline::Text { text, .. } | Inline::Code { text, .. } => out.push_str(text),
            Inline::Break => out.push(' '),
            Inline::NoteMark { .. } => {}
        }
    }
}

/// A word of more letters has no room on a phone in the size of titles.
const USUAL_WORD: usize = 10;
/// A longer one is parted.
const LONGEST_WORD: usize = 36;

/// The class of a title with a long word.
pub(super) fn word(title: &str) -> Option<String> {
    let longest = title.split_whitespace().map(|word| word.chars().count()).max()?;
    let held = longest.clamp(USUAL_WORD, LONGEST_WORD).next_multiple_of(2);
    (longest > USUAL_WORD).then(|| format!("word-{held}"))
}

/// What stands beside the titles of sections.
const BESIDE_TITLE: &str = "4.2rem";

/// The rules that keep the numbers of facts and the words of titles on their lines: as large as the
/// theme has them, or as large as the longest of them has room for.
pub(super) fn rules() -> String {
    /// Widths of a digit of heavy faces and of a letter of titles, in em.
    const WIDE: [f64; 2] = [0.68, 0.62];
    let fact = |n: usize| {
        let em = n as f64 * WIDE[0];
        format!(
            ".fit-{n} .number{{font-size:min(var(--fact),calc(var(--room)/{em:.1}))}}\n\
             .help.fit-{n} .name{{font-size:min(1.3em,calc((100vw - 2*var(--margin) - 2.2rem)/{em:.1}))}}\n"
        )
    };
    let word = |n: usize| {
        let em = n as f64 * WIDE[1];
        format!(
            "h1.word-{n}{{--word:calc((100vw - 2*var(--margin))/{em:.1})}}\n\
             h2.word-{n}{{--word:calc((100vw - 2*var(--margin) - {BESIDE_TITLE})/{em:.1})}}\n"
        )
    };
    let facts = (2..=LONGEST_FIT).step_by(2).map(fact);
    let words = (USUAL_WORD + 2..=LONGEST_WORD).step_by(2).map(word);
    facts.chain(words).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Span;
    use crate::model::TextId;

    #[test]
    fn facts_stand_in_columns_that_hold_their_numbers() {
        let text = |said: &str| {
            let inlines = vec![Inline::Text { text: said.into(), span: Span::NONE }];
            Text { id: TextId(0), inlines, span: Span::NONE }
        };
        let stand = |numbers: &[&str]| {
            let fact = |number: &&str| Fact { number: text(number), label: text("x") };
            facts(&numbers.iter().map(fact).collect::<Vec<_>>())
        };
        assert_eq!(stand(&["5", "12"]), "facts row of-2 fit-2");
        assert_eq!(stand(&["5", "12", "4.5%"]), "facts row of-3 narrow fit-4");
        assert_eq!(stand(&["5", "12", "4.5%", "1,245"]), "facts row of-4 fit-6");
        assert_eq!(stand(&["5", "12", "4.5%", "1,245,000"]), "facts pairs of-2 narrow fit-10");
        assert_eq!(stand(&["4.5%", "1,245,000"]), "facts row of-2 narrow fit-10");
        assert_eq!(stand(&["5", "4.5%", "1,245,000"]), "facts stack of-1 narrow fit-10");
        assert_eq!(stand(&["5", "about twelve million"]), "facts stack of-1 narrow fit-8");
    }
}
