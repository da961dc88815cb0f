//! What YAML passes over in silence, and what is meant by it: tags that nobody knows, and spaces
//! of other kinds where lines are indented.

use crate::diag::{Diagnostic, FileId, Span};

use super::super::node::ScalarStyle;

/// The fault of a tag before a value. Those that begin with `!!` are YAML's own.
pub(super) fn unknown_tag(text: &str, span: Span) -> Option<Diagnostic> {
    let start = span.start as usize;
    let own = text.get(start..)?;
    let before = text.get(..start)?.trim_end_matches(' ');
    let begin = if own.starts_with('!') {
        start
    } else {
        let word = before.rfind([' ', '\n', '[', '{', ',']).map_or(0, |at| at + 1);
        before[word..].starts_with('!').then_some(word)?
    };
    let tag = text[begin..].split([' ', '\n', '\r', ',', ']', '}']).next().unwrap_or_default();
    if tag.starts_with("!!") || tag.ends_with(':') {
        return None;
    }
    let line = text[begin..].lines().next().unwrap_or_default().trim();
    let place = span.file.map_or(span, |file| Span::new(file, begin..begin + tag.len()));
    let message = format!("`{tag}` is a tag of YAML's that means nothing here");
    Some(Diagnostic::error("unknown-tag", place, message).with_hint(format!(
        "remove it, or put text that begins with `!` between quotation marks: `\"{line}\"`"
    )))
}

/// The fault of an item of which `#` makes a comment; `end` is a place at the end of its line.
pub(super) fn comment_item(text: &str, end: usize, file: Option<FileId>) -> Option<Diagnostic> {
    let start = text.get(..end)?.rfind('\n').map_or(0, |at| at + 1);
    let line = text.get(start..)?.lines().next()?.trim_end();
    let bare = line.trim_start_matches([' ', '-']);
    let words = bare.trim_start_matches('#');
    if words.len() == bare.len()
        || !line.trim_start().starts_with("- ")
        || words.trim().is_empty()
    {
        return None;
    }
    let at = start + line.len() - bare.len();
    let message = "nothing stands after this hyphen: YAML takes `# …` for a comment";
    let words = words.trim();
    let fault =
        Diagnostic::error("empty-item", Span::new(file?, at..start + line.len()), message);
    Some(fault.with_hint(format!(
        "write `- heading: {words}`, put text with `#` between quotation marks, or remove the hyphen"
    )))
}

/// Whether a sign looks like a space and is none for YAML.
fn is_strange(c: char) -> bool {
    c.is_whitespace() && !c.is_ascii()
}

/// The fault of a line that is indented by spaces of another kind; `at` is a place on it.
pub(super) fn strange_indent(
    text: &str,
    at: usize,
    file: Option<FileId>,
) -> Option<Diagnostic> {
    let opens = |c: char| c == '-' || c != '\n' && c.is_whitespace();
    let start = text.get(..at)?.trim_end_matches(opens).len();
    if !text[..start].is_empty() && !text[..start].ends_with('\n') {
        return None;
    }
    let line = text.get(start..)?.lines().next()?;
    let indent = &line[..line.len() - line.trim_start().len()];
    let (column, sign) = indent.char_indices().find(|(_, c)| is_strange(*c))?;
    let span = Span::new(file?, start + column..start + indent.len());
    let message = format!(
        "{} (U+{:04X}) cannot indent a line",
        if sign == '\u{a0}' { "a no-break space" } else { "a space of another kind" },
        u32::from(sign)
    );
    let spaces = " ".repeat(indent.chars().count());
    Some(
        Diagnostic::error("strange-indent", span, message)
            .with_expected("spaces")
            .with_hint(format!("type the spaces anew: `{spaces}{}`", line.trim())),
    )
}

/// The same where YAML has taken a line for more of the text before it.
pub(super) fn folded_indent(text: &str, span: Span, style: ScalarStyle) -> Option<Diagnostic> {
    if style != ScalarStyle::Bare {
        return None;
    }
    let raw = text.get(span.range())?;
    if !raw.contains(is_strange) || !raw.contains('\n') {
        return None;
    }
    let mut at = span.range().start;
    for line in raw.split_inclusive('\n') {
        let bare = line.trim_start();
        let is_item = bare.starts_with("- ") || key_of(bare).is_some();
        if at > span.range().start
            && is_item
            && line.trim_start_matches(' ').starts_with(is_strange)
        {
            return strange_indent(text, at, span.file);
        }
        at += line.len();
    }
    None
}

/// The key with which a line begins, if it begins with one.
pub(super) fn key_of(line: &str) -> Option<&str> {
    let (key, rest) = line.split_once(':')?;
    let is_word =
        !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || "-_".contains(c));
    (is_word && (rest.is_empty() || rest.starts_with([' ', '\r', '\n']))).then_some(key)
}
