//! Two versions of a text, word by word.

/// A stretch of words: `-` only in the old text, `+` only in the new one, ` ` in both.
pub fn diff(old: &str, new: &str) -> Vec<(char, String)> {
    let (old, new): (Vec<&str>, Vec<&str>) = (words(old), words(new));
    let width = new.len() + 1;
    let mut same = vec![0_u32; (old.len() + 1) * width];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            same[i * width + j] = match old[i] == new[j] {
                true => same[(i + 1) * width + j + 1] + 1,
                false => same[(i + 1) * width + j].max(same[i * width + j + 1]),
            };
        }
    }
    let (mut i, mut j, mut out) = (0, 0, Vec::<(char, String)>::new());
    while i < old.len() || j < new.len() {
        let (sign, word) = if i < old.len() && j < new.len() && old[i] == new[j] {
            (i, j) = (i + 1, j + 1);
            (' ', old[i - 1])
        } else if j == new.len()
            || i < old.len() && same[(i + 1) * width + j] >= same[i * width + j + 1]
        {
            i += 1;
            ('-', old[i - 1])
        } else {
            j += 1;
            ('+', new[j - 1])
        };
        match out.last_mut().filter(|(last, _)| *last == sign) {
            Some((_, text)) => text.push_str(word),
            None => out.push((sign, word.to_owned())),
        }
    }
    out
}

/// Words, each with the spaces after it.
fn words(text: &str) -> Vec<&str> {
    text.split_inclusive(char::is_whitespace).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_texts_come_out_of_their_difference() {
        let texts = [
            "",
            "one",
            "one two three",
            "one three",
            "two one  three\nfour",
            "«ثلاثة» four one",
        ];
        for old in texts {
            for new in texts {
                let diff = diff(old, new);
                let side = |not: char| -> String {
                    diff.iter()
                        .filter(|(sign, _)| *sign != not)
                        .map(|(_, t)| t.as_str())
                        .collect()
                };
                assert_eq!((side('+'), side('-')), (old.to_owned(), new.to_owned()));
                assert!(old != new || diff.iter().all(|(sign, _)| *sign == ' '));
            }
        }
        assert_eq!(diff("a b c", "a c").len(), 3);
    }
}
