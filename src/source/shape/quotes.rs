//! Values between signs that look like YAML's quotation marks and are none, and paths that
//! YAML's own quotation marks damage.

use std::borrow::Cow;

use super::super::node::{Scalar, ScalarStyle};
use super::Forms;
use super::settle::SettleWalk;
use crate::diag::{Diagnostic, Span};

/// Opening and closing marks of word processors.
const MARKS: [(char, char); 6] = [
    ('\u{201c}', '\u{201d}'),
    ('\u{201d}', '\u{201d}'),
    ('\u{201e}', '\u{201c}'),
    ('\u{201d}', '\u{201c}'),
    ('\u{2018}', '\u{2019}'),
    ('\u{2033}', '\u{2033}'),
];

/// Looks at a scalar: marks round a value are taken off with a warning, round a line of text they
/// are told only, since they may be meant.
pub(super) fn look(
    walk: &mut SettleWalk<'_>,
    scalar: &mut Scalar<'_>,
    span: Span,
    forms: &Forms<'_>,
    key: Option<&str>,
) {
    if scalar.style != ScalarStyle::Bare {
        return;
    }
    let is_text = forms.is_text() && forms.words.is_empty();
    let inner = inside(&scalar.text).or_else(|| {
        // In text these are the marks of many languages; a name has none.
        let inner = scalar.text.trim().strip_prefix('«')?.strip_suffix('»')?;
        Some(inner).filter(|inner| !is_text && !inner.contains(['«', '»', '\n']))
    });
    let Some(inner) = inner else { return };
    if is_text && key.is_none_or(|key| key == "text") {
        return;
    }
    let written = match key {
        Some(key) => format!("{key}: \"{inner}\""),
        None => format!("\"{inner}\""),
    };
    let (message, hint) = if is_text {
        (
            "these quotation marks are printed: YAML's own are `\"` and `'`",
            format!("if they are not meant, write `{written}`"),
        )
    } else {
        ("these are no quotation marks of YAML's", format!("write `{written}`"))
    };
    walk.sink.push(Diagnostic::warning("smart-quotes", span, message).with_hint(hint));
    if !is_text {
        scalar.text = Cow::Owned(inner.to_owned());
    }
}

/// What stands between the marks, where they enclose the whole of one line.
fn inside(text: &str) -> Option<&str> {
    let text = text.trim();
    let found =
        MARKS.iter().find_map(|(open, close)| text.strip_prefix(*open)?.strip_suffix(*close));
    let is_mark = |c| MARKS.iter().any(|(open, close)| *open == c || *close == c);
    found.filter(|inner| !inner.contains('\n') && !inner.contains(is_mark) && !inner.is_empty())
}

/// A path in `"…"` in which backslashes have become other signs.
pub(super) fn escaped_path(
    walk: &mut SettleWalk<'_>,
    scalar: &Scalar<'_>,
    span: Span,
    forms: &Forms<'_>,
    key: Option<&str>,
) -> bool {
    let raw = walk.text.get(span.range()).unwrap_or_default();
    let is_path = forms.format() == Some("path");
    let is_escaped = scalar.text.contains(char::is_control);
    if !is_path || scalar.style != ScalarStyle::DoubleQuoted || !is_escaped {
        return false;
    }
    let path = raw.trim_matches('"').replace("\\\\", "/").replace('\\', "/");
    let message = "a backslash between `\"` begins an escape: this path has become another";
    let key = key.unwrap_or("file");
    walk.sink.push(
        Diagnostic::error("escaped-path", span, message)
            .with_hint(format!("write slashes: `{key}: \"{path}\"`")),
    );
    true
}
