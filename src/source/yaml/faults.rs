//! What the YAML crate's errors mean to someone who writes a brochure.

use serde_yaml::Error;

use super::{MAX_COPIES, MAX_DEPTH, lines};
use crate::diag::{Diagnostic, FileId, Span};
use crate::source::requote;

/// What the crate's error means to someone who writes a brochure.
pub(super) fn explain(error: &Error, text: &str, file: FileId) -> Diagnostic {
    let error = match error.without_snippet() {
        Error::AliasError { error, .. } => error.without_snippet(),
        error => error,
    };
    let whole = error.to_string();
    let said = whole.split(" at line ").next().unwrap_or_default();
    let span = place(error, text, file);
    match error {
        Error::Budget { breach: serde_yaml::budget::BudgetBreach::Depth { .. }, .. } => {
            deep(span)
        }
        _ if said.contains("recursion limit") => deep(span),
        Error::RecursiveReferencesRequireWeakTypes { .. } => {
            Diagnostic::error("alias-loop", span, "an alias stands inside its own anchor")
        }
        Error::UnknownAnchor { .. } => {
            Diagnostic::error("unknown-alias", span, "the alias has no anchor before it")
                .with_hint(quoting(span, text).unwrap_or_else(|| {
                    "put text that begins with `*` between quotation marks".to_owned()
                }))
        }
        Error::Budget { .. }
        | Error::AliasReplayLimitExceeded { .. }
        | Error::AliasExpansionLimitExceeded { .. }
        | Error::AliasReplayStackDepthExceeded { .. }
        | Error::AliasReplayCounterOverflow { .. } => Diagnostic::error(
            "too-many-aliases",
            span,
            format!("aliases copy too much: more than {MAX_COPIES} nodes, or too much text"),
        )
        .with_hint("write the text out instead of repeating `*alias`"),
        Error::MultipleDocuments { .. } => {
            Diagnostic::error("yaml-syntax", span, "a second document begins here")
                .with_hint("remove the line `---`")
        }
        _ if said.contains("escape") => escape(span, text),
        _ if said.contains("tabs disallowed") || said.contains("found a tab") => {
            let span = tab(span, text);
            Diagnostic::error("tab-indent", span, "a tab cannot indent a line")
                .with_expected("spaces")
                .with_hint("use two spaces for each level")
        }
        _ => lines::fault(text, span).unwrap_or_else(|| syntax(said, span, text)),
    }
}

fn deep(span: Span) -> Diagnostic {
    let message = format!("maps and lists are nested more than {MAX_DEPTH} deep");
    Diagnostic::error("too-deep", span, message)
}

/// A backslash between `"` begins an escape; paths and text seldom mean one.
fn escape(span: Span, text: &str) -> Diagnostic {
    let start = text.get(..span.start as usize).and_then(|before| before.rfind('\n'));
    let line = text.get(start.map_or(0, |at| at + 1)..).unwrap_or_default();
    let line = line.lines().next().unwrap_or_default().trim();
    let message = "a backslash between `\"` begins an escape, and this is none";
    let fault = Diagnostic::error("bad-escape", span, message);
    let slashes = line.replace('\\', "/");
    fault.with_hint(format!("in a path write slashes: `{slashes}`")).with_hint(format!(
        "in text put it between `'`: `{}`",
        line.replace('\'', "''").replace('"', "'")
    ))
}

fn syntax(said: &str, span: Span, text: &str) -> Diagnostic {
    if said.contains("comment intercepting") {
        let message = "YAML takes what stands after ` #` for a comment, amid this text";
        return Diagnostic::error("comment-cut", span, message)
            .with_hint("put the text between quotation marks, or below `|`");
    }
    // Its marks are not ours: a name stands between two of the same.
    let said = said.replace('`', "'");
    let fault = Diagnostic::error("yaml-syntax", span, format!("this is not YAML: {said}"));
    let next = text.get(span.start as usize..).and_then(|rest| rest.chars().next());
    let sign = signed(span, text).filter(|_| next != Some(':') || !is_in_flow(span, text));
    if let Some((_, line)) = sign.as_ref().filter(|_| said.contains("unclosed")) {
        let message = "text that begins with a sign needs quotation marks";
        return fault.with_hint(format!("{message}: `{line}`"));
    }
    if let Some((place, line)) = sign {
        let message = "text that begins with a sign needs quotation marks";
        return Diagnostic::error("yaml-syntax", place, message)
            .with_hint(format!("write `{line}`"));
    }
    match next {
        Some(':') => {
            let hint = "put text that has a `: ` in it between quotation marks";
            let line = line_of(span, text).and_then(|(_, line)| requote::with_colon(line));
            match line.filter(|_| !is_in_flow(span, text)) {
                Some(line) => fault.with_hint(format!("{hint}: `{line}`")),
                None => fault.with_hint(hint),
            }
        }
        Some('@' | '`' | '%' | '&' | '!') => {
            fault.with_hint("put text that begins with a sign between quotation marks")
        }
        _ if said.contains("simple") => fault
            .with_hint("every line of a file is a key with its value, or a `- ` with an item of a list")
            .with_hint("text for readers stands under the `body:` of a section: `- \"…\"`"),
        _ => fault,
    }
}

/// Whether a place lies in brackets with which its line also ends: a list or a map is meant.
fn is_in_flow(span: Span, text: &str) -> bool {
    let (before, after) = text.split_at_checked(span.range().start).unwrap_or((text, ""));
    let before = before.rsplit('\n').next().unwrap_or_default();
    let after = after.lines().next().unwrap_or_default();
    let count = |signs: [char; 2]| before.matches(signs).count();
    after.trim_end().ends_with([']', '}']) && count(['[', '{']) > count([']', '}'])
}

/// The line of a fault with its value in quotation marks, where YAML took its first sign.
fn quoting(span: Span, text: &str) -> Option<String> {
    let (_, line) = signed(span, text)?;
    Some(format!("text that begins with a sign needs quotation marks: `{line}`"))
}

/// Where the value of a fault's line begins with a sign, and the line with it in quotation marks.
fn signed(span: Span, text: &str) -> Option<(Span, String)> {
    let (start, line) = line_of(span, text)?;
    let written = requote::rewritten(line)?;
    let at = start + requote::value_at(line)?;
    Some((Span::new(span.file?, at..start + line.trim_end().len()), written))
}

/// The line of a place, and where it begins.
fn line_of(span: Span, text: &str) -> Option<(usize, &str)> {
    let start = text.get(..span.range().start)?.rfind('\n').map_or(0, |end| end + 1);
    Some((start, text.get(start..)?.lines().next()?))
}

/// Where the error lies. Scanner errors have a line and a column in characters only.
fn place(error: &Error, text: &str, file: FileId) -> Span {
    let Some(location) = error.location() else { return Span::new(file, 0..0) };
    let line = usize::try_from(location.line()).unwrap_or(1).max(1);
    let column = usize::try_from(location.column()).unwrap_or(1).max(1);
    let line_start: usize =
        text.split_inclusive('\n').take(line - 1).map(str::len).sum::<usize>().min(text.len());
    let rest = &text[line_start..];
    let mut places = rest.char_indices().skip(column - 1);
    let (start, len) = places.next().map_or((rest.len(), 0), |(at, c)| (at, c.len_utf8()));
    let start = line_start + start;
    Span::new(file, start..start + len)
}

/// The first tab that indents a line, from the line of `span` on: the reader notices it only
/// after it, or while it still reads the line before.
fn tab(span: Span, text: &str) -> Span {
    let at = (span.start as usize).min(text.len());
    let mut start = text[..at].rfind('\n').map_or(0, |n| n + 1);
    for line in text[start..].split_inclusive('\n') {
        let indent = &line[..line.len() - line.trim_start().len()];
        if let (Some(column), Some(file)) = (indent.find('\t'), span.file) {
            let tab = start + column;
            return Span::new(file, tab..tab + 1);
        }
        start += line.len();
    }
    span
}
