//! Marks of Markdown as numbered placeholders, and back.
//!
//! `read **this** [page](https://…)` goes to translators as `read <1>this<2> <3>page<4>`: nobody
//! translates an address, and what is lost, doubled or out of order is told when the text comes
//! back. Numbers are those of the source; what a translation has more follows them.

use crate::source::marks;

/// The marks of a source and its translation, by number from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Marks {
    all: Vec<String>,
    /// As many of them have to come back.
    needed: usize,
}

impl Marks {
    /// The marks of a source and, behind them, those that its translation has more.
    pub(super) fn of(source: &str, own: Option<&str>) -> Self {
        let mut all: Vec<String> =
            marks(source).into_iter().map(|range| source[range].to_owned()).collect();
        let needed = all.len();
        let own = own.unwrap_or_default();
        let mut free: Vec<bool> = vec![true; needed];
        for range in marks(own) {
            let mark = &own[range];
            match (0..all.len()).find(|&n| free[n] && all[n] == mark) {
                Some(n) => free[n] = false,
                None => {
                    all.push(mark.to_owned());
                    free.push(false);
                }
            }
        }
        Self { all, needed }
    }

    /// The mark of a number.
    pub(super) fn get(&self, number: usize) -> Option<&str> {
        self.all.get(number.checked_sub(1)?).map(String::as_str)
    }

    /// A text as stretches of words and numbers of marks.
    pub(super) fn parts(&self, text: &str) -> Vec<MarkupPart> {
        let (mut out, mut at) = (vec![], 0);
        let mut free = vec![true; self.all.len()];
        for range in marks(text) {
            let mark = &text[range.clone()];
            let found = (0..self.all.len()).find(|&n| free[n] && self.all[n] == mark);
            // Every mark of the two texts has a number; of another text it stays as it is.
            let Some(n) = found else { continue };
            free[n] = false;
            if range.start > at {
                out.push(MarkupPart::Words(text[at..range.start].to_owned()));
            }
            out.push(MarkupPart::Mark(n + 1));
            at = range.end;
        }
        if at < text.len() {
            out.push(MarkupPart::Words(text[at..].to_owned()));
        }
        out
    }

    /// A text with placeholders.
    pub(super) fn encode(&self, text: &str) -> String {
        written(&self.parts(text))
    }

    /// Parts back to text, with what is wrong with their placeholders.
    pub(super) fn decode(&self, parts: &[MarkupPart]) -> (String, Vec<String>) {
        let (mut text, mut faults) = (String::new(), vec![]);
        let mut counts = vec![0_usize; self.all.len()];
        for part in parts {
            match part {
                MarkupPart::Words(words) => text.push_str(words),
                MarkupPart::Mark(number) => match self.get(*number) {
                    Some(mark) => {
                        counts[number - 1] += 1;
                        text.push_str(mark);
                    }
                    None => faults.push(format!("the source has no placeholder `<{number}>`")),
                },
            }
        }
        for (n, count) in counts.iter().enumerate() {
            let (number, mark) = (n + 1, &self.all[n]);
            match count {
                0 if n < self.needed => {
                    faults.push(format!("the placeholder `<{number}>` for `{mark}` is lost"));
                }
                0 | 1 => {}
                _ => faults.push(format!("the placeholder `<{number}>` stands {count} times")),
            }
        }
        if faults.is_empty() && !is_balanced(&text) {
            faults.push("the placeholders are out of order".to_owned());
        }
        if faults.is_empty() && marks(&text).len() != counts.iter().sum::<usize>() {
            faults.push("the words hold marks that the source does not have".to_owned());
        }
        (text, faults)
    }
}

/// A stretch of a text for translators.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum MarkupPart {
    /// Words.
    Words(String),
    /// The mark of a number.
    Mark(usize),
}

/// Parts as text: a number between `<` and `>` is a placeholder.
pub(super) fn written(parts: &[MarkupPart]) -> String {
    let part = |part: &MarkupPart| match part {
        MarkupPart::Words(words) => words.clone(),
        MarkupPart::Mark(number) => format!("<{number}>"),
    };
    parts.iter().map(part).collect()
}

/// Text with placeholders to its parts.
pub(super) fn read(text: &str) -> Vec<MarkupPart> {
    let (mut out, mut rest, mut words) = (vec![], text, String::new());
    while let Some(at) = rest.find('<') {
        words.push_str(&rest[..at]);
        match placeholder(&rest[at..]) {
            Some((number, length)) => {
                if !words.is_empty() {
                    out.push(MarkupPart::Words(std::mem::take(&mut words)));
                }
                out.push(MarkupPart::Mark(number));
                rest = &rest[at + length..];
            }
            None => {
                words.push('<');
                rest = &rest[at + 1..];
            }
        }
    }
    words.push_str(rest);
    if !words.is_empty() {
        out.push(MarkupPart::Words(words));
    }
    out
}

/// The number of a placeholder that begins here, and its bytes.
fn placeholder(text: &str) -> Option<(usize, usize)> {
    let end = text.find('>')?;
    let digits = text.get(1..end).filter(|d| d.bytes().all(|b| b.is_ascii_digit()))?;
    Some((digits.parse().ok()?, end + 1))
}

/// Whether every bracket that closes has one that opens before it.
fn is_balanced(text: &str) -> bool {
    let mut open = 0_usize;
    marks(text).into_iter().map(|range| &text[range]).all(|mark| {
        if mark == "[" {
            open += 1;
        } else if mark.starts_with(']') {
            match open.checked_sub(1) {
                Some(left) => open = left,
                None => return false,
            }
        }
        true
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pieces of Markdown, each with how many marks it has.
    const PIECES: [(&str, usize); 16] = [
        ("plain words", 0),
        ("**strong**", 2),
        ("*soft*", 2),
        ("_soft_", 2),
        ("a_b", 0),
        ("[page](https://example.org/a_(b))", 2),
        ("[span]{color=night .underline}", 2),
        ("`code **no** mark`", 1),
        ("note[^1]", 1),
        ("\\*", 1),
        ("a & b", 0),
        ("&amp;", 1),
        ("[bare]", 0),
        ("1 < 2 > 1", 0),
        ("<3>", 1),
        ("عربي **قوي** [رابط](#one)", 4),
    ];

    #[test]
    fn any_two_pieces_come_back_and_their_marks_are_counted() {
        for (first, ones) in PIECES {
            for (second, others) in PIECES {
                let text = format!("{first} then {second}");
                let table = Marks::of(&text, None);
                assert_eq!(table.all.len(), ones + others, "{text}: {table:?}");
                let encoded = table.encode(&text);
                assert_eq!(table.decode(&read(&encoded)), (text, vec![]), "{encoded}");
            }
        }
    }

    #[test]
    fn any_placeholder_that_is_lost_doubled_or_new_is_told() {
        for (piece, count) in PIECES {
            let table = Marks::of(piece, None);
            let encoded = table.encode(piece);
            for number in 1..=count {
                let mark = format!("<{number}>");
                for broken in [
                    encoded.replace(&mark, ""),
                    encoded.replace(&mark, &mark.repeat(2)),
                    encoded.replace(&mark, "<99>"),
                    encoded.replace(&mark, &format!("< {number} >")),
                ] {
                    assert!(!table.decode(&read(&broken)).1.is_empty(), "{broken}");
                }
            }
            assert!(
                !table.decode(&read(&format!("{encoded} **more**"))).1.is_empty(),
                "{encoded}"
            );
        }
        let link = Marks::of("[page](https://example.org/)", None);
        assert!(!link.decode(&read("<2>page<1>")).1.is_empty());
    }

    #[test]
    fn lists_and_headings_keep_their_marks() {
        let text = "- one\n- two\n\n1. three\n\n### four\n\n> five - six 7. seven";
        let table = Marks::of(text, None);
        assert_eq!(
            table.encode(text),
            "<1>one\n<2>two\n\n<3>three\n\n<4>four\n\n<5>five - six 7. seven"
        );
    }

    #[test]
    fn what_a_translation_has_more_comes_back_and_what_it_has_less_may_stay_away() {
        let table = Marks::of("**a** b", Some("*a* **b** `c`"));
        let own = table.encode("*a* **b** `c`");
        assert_eq!(own, "<3>a<4> <1>b<2> <5>");
        assert_eq!(table.decode(&read(&own)), ("*a* **b** `c`".to_owned(), vec![]));
        assert_eq!(table.decode(&read("<1>a<2> b")), ("**a** b".to_owned(), vec![]));
    }
}
