//! Text that YAML takes for something else, as its line should be written.
//!
//! A plain scalar cannot begin with a sign that YAML keeps for itself (YAML 1.2, 7.3.3), nor hold
//! ` #`, which begins a comment (6.6). Authors do not know that; their own line in quotation marks
//! says it shortest.

use crate::diag::{Diagnostic, Span};

/// Signs with which no plain text begins.
const SIGNS: [char; 13] = ['[', '{', '*', '&', '!', '|', '>', '\'', '"', '%', '@', '`', '#'];
/// Longest line that is shown.
const SHOWN: usize = 120;

/// A line whose value begins with a sign, with that value in quotation marks.
pub(super) fn rewritten(line: &str) -> Option<String> {
    let line = line.trim_end();
    let (before, value) = parted(line)?;
    let shown = line.chars().count() <= SHOWN && value.starts_with(SIGNS);
    shown.then(|| format!("{}{}", before.trim_start(), quoted(value)))
}

/// A line whose value holds a `: `, with that value in quotation marks.
pub(super) fn with_colon(line: &str) -> Option<String> {
    let line = line.trim_end();
    let (before, value) = parted(line)?;
    let shown = line.chars().count() <= SHOWN && value.contains(": ");
    let is_plain = !value.starts_with(SIGNS);
    (shown && is_plain).then(|| format!("{}{}", before.trim_start(), quoted(value)))
}

/// Where the value of a line begins, in bytes.
pub(super) fn value_at(line: &str) -> Option<usize> {
    Some(parted(line)?.0.len())
}

/// A line's `- ` and `key: `, and the value after them.
fn parted(line: &str) -> Option<(&str, &str)> {
    let mut at = line.len() - line.trim_start().len();
    while let Some(rest) = line[at..].strip_prefix("- ") {
        at = line.len() - rest.trim_start().len();
    }
    let key = line[at..]
        .find(": ")
        .filter(|&end| line[at..at + end].bytes().all(|b| b.is_ascii_lowercase() || b == b'-'));
    if let Some(end) = key {
        at = line.len() - line[at + end + 2..].trim_start().len();
    }
    (at > 0).then(|| line.split_at(at))
}

/// A value in the quotation marks that need no escapes in it.
fn quoted(value: &str) -> String {
    if value.contains(['"', '\\']) {
        format!("'{}'", value.replace('\'', "''"))
    } else {
        format!("\"{value}\"")
    }
}

/// The rest of a line after a plain scalar that ends at a byte of a file, if it is a comment: its
/// length, and whether a space follows the sign, as it does in comments that are meant.
pub(super) fn comment(file: &str, end: usize) -> Option<(usize, bool)> {
    let (before, after) = file.split_at_checked(end)?;
    // A text after `|` or `>` ends with its line.
    if before.ends_with(['\n', '\r']) {
        return None;
    }
    let rest = after.trim_start_matches([' ', '\t']);
    let sign = rest.strip_prefix('#').filter(|_| rest.len() < after.len())?;
    let line = after.split(['\n', '\r']).next().unwrap_or_default();
    let meant =
        sign.is_empty() || sign.starts_with([' ', '#', '!', '-', '=', '\t', '\n', '\r']);
    Some((line.trim_end().len(), meant))
}

/// Tells that a comment cuts off a text.
pub(super) fn cut_off(value: &str, span: Span, rest: &str) -> Diagnostic {
    let whole = format!("{value}{rest}");
    let message = format!("YAML takes `{}` for a comment: it is not printed", rest.trim());
    let fault = Diagnostic::warning("comment-cut", span, message);
    if whole.chars().count() > SHOWN {
        return fault.with_hint("put the whole text between quotation marks");
    }
    fault
        .with_hint(format!("write {}; or put the comment on a line of its own", quoted(&whole)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_shown_in_quotation_marks() {
        for (line, wanted) in [
            ("  - [موقع](https://a.org) هنا", "- \"[موقع](https://a.org) هنا\""),
            ("    heading: **نص** ثم", "heading: \"**نص** ثم\""),
            ("- - \"كلمة\" ثم نص", "- - '\"كلمة\" ثم نص'"),
            ("- { label: x", "- \"{ label: x\""),
        ] {
            assert_eq!(rewritten(line).as_deref(), Some(wanted));
        }
        for line in ["- نص", "[x]", "", "- "] {
            assert_eq!(rewritten(line), None, "{line}");
        }
    }

    #[test]
    fn comments_are_found_and_told_apart() {
        assert_eq!(comment("a #1 من الكتاب\nx", 1).map(|c| c.1), Some(false));
        assert_eq!(comment("a  # remark", 1).map(|c| c.1), Some(true));
        assert_eq!(comment("a#1", 1), None);
        assert_eq!(comment("a\n # x", 1), None);
        assert_eq!(comment("a\n # x", 2), None);
    }
}
