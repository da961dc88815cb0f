//! Plain text as Markdown that says the same: what would be taken for markup is escaped.

use crate::source::is_unseen;

/// Bullets that are read as such without a space, and that no backslash keeps from it.
const BULLETS: [char; 19] = [
    '•', '‣', '⁃', '∙', '◦', '▪', '▫', '■', '□', '●', '○', '◆', '◇', '▸', '►', '➢', '❖',
    '\u{f0b7}', '\u{f0a7}',
];
/// Longest number or letter before a sign that makes an item of it.
const LONGEST_LABEL: usize = 5;

/// A line of plain text as Markdown.
pub(super) fn markdown(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let chars: Vec<char> = text.chars().collect();
    // Marks that nobody sees keep no sign from beginning a block.
    let first = chars.iter().take_while(|&&c| is_unseen(c) || c.is_whitespace()).count();
    let label = label(&chars[first..]).map(|at| first + at);
    for (at, &c) in chars.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| chars[before]);
        let after = chars.get(at + 1).copied();
        if at == first && BULLETS.contains(&c) {
            out.push_str(&format!("&#{};", u32::from(c)));
            continue;
        }
        let means = match c {
            '\\' | '`' | '*' | '[' | '<' | '~' => true,
            '_' => !(is_word(before) && is_word(after)),
            '&' => is_word(after) || after == Some('#'),
            '#' | '>' | '+' | '-' | '=' | '|' => at == first,
            _ => Some(at) == label,
        };
        if means {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

fn is_word(c: Option<char>) -> bool {
    c.is_some_and(char::is_alphanumeric)
}

/// Where the sign after a number or a letter at the start stands.
fn label(chars: &[char]) -> Option<usize> {
    let start = usize::from(chars.first() == Some(&'('));
    let rest = chars.get(start..)?;
    let at = start + rest.iter().position(|c| !c.is_alphanumeric())?;
    let sign = matches!(chars[at], '.' | ')' | '-' | '/');
    (sign && at > start && at - start <= LONGEST_LABEL).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_be_markup_is_escaped_and_nothing_else() {
        for (text, written) in [
            ("كلام عادي: 50% (تقريبًا)", "كلام عادي: 50% (تقريبًا)"),
            ("snake_case and _x_", "snake_case and \\_x\\_"),
            ("2*3 [a](b) <b>", "2\\*3 \\[a](b) \\<b>"),
            ("# one # two", "\\# one # two"),
            ("1. one", "1\\. one"),
            ("أ) واحد", "أ\\) واحد"),
            ("• x", "&#8226; x"),
            ("\u{feff}\u{200f}- x", "\u{feff}\u{200f}\\- x"),
            ("\u{2060}12. x", "\u{2060}12\\. x"),
            ("R&D &amp; &#38; & x", "R\\&D \\&amp; \\&#38; & x"),
        ] {
            assert_eq!(markdown(text), written);
        }
    }
}
