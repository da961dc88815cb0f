//! Reading the text files of a project, within limits.

use std::path::Path;
use std::sync::Arc;

use super::decode::nearest;
use super::input::{self, Refused};
use crate::diag::{Diagnostic, FileId, Sources, Span};
use crate::model::limits::TEXT_BYTES;

/// Why a file was not read.
#[derive(Debug)]
pub(super) enum Unread {
    /// It is not there.
    Missing,
    /// It is there, but of no use.
    Bad(Box<Diagnostic>),
}

/// Reads `path` inside `dir` as UTF-8; a byte order mark is taken off. `asked` is the place that
/// names the file, where there is one.
pub(super) fn read(
    dir: &Path,
    path: &str,
    asked: Option<Span>,
    sources: &mut Sources,
) -> Result<(FileId, Arc<str>), Unread> {
    let full = dir.join(path);
    let bytes = match input::read_inside(dir, path, TEXT_BYTES) {
        Ok(bytes) => bytes,
        Err(Refused::Missing) => return Err(Unread::Missing),
        Err(refused) => {
            let own = || Span::new(sources.add(full.clone(), ""), 0..0);
            let span = asked.unwrap_or_else(own);
            return Err(Unread::Bad(Box::new(refusal(&refused, path, span))));
        }
    };
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").map(<[u8]>::to_vec).unwrap_or(bytes);
    match String::from_utf8(bytes) {
        Ok(text) => {
            let text: Arc<str> = text.into();
            Ok((sources.add(full, text.clone()), text))
        }
        Err(error) => Err(Unread::Bad(Box::new(not_utf8(&full, &error.into_bytes(), sources)))),
    }
}

/// The fault of a file that is not read, at the place that names it.
pub(super) fn refusal(refused: &Refused, path: &str, span: Span) -> Diagnostic {
    let message = format!("`{path}` {}", refused.what());
    let fault = Diagnostic::error(refused.id(), span, message);
    match refused.hint() {
        Some(hint) => fault.with_hint(hint),
        None => fault,
    }
}

/// The fault of the first byte that is not UTF-8. The text is kept with replacement
/// characters, so that its line can be shown.
fn not_utf8(full: &Path, bytes: &[u8], sources: &mut Sources) -> Diagnostic {
    let start = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
    let byte = bytes.get(start).copied().unwrap_or_default();
    let file = sources.add(full, String::from_utf8_lossy(bytes));
    let span = Span::new(file, start..start + '\u{fffd}'.len_utf8());
    let utf16 = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    let message = if utf16 {
        "the file is in UTF-16, not in UTF-8".to_owned()
    } else {
        format!("the byte {byte:02X} is not UTF-8 here")
    };
    Diagnostic::error("not-utf8", span, message).with_hint("save the file as UTF-8")
}

/// The fault of a text file that is listed and not there.
pub(super) fn missing_text(dir: &Path, tag: &str, span: Span) -> Diagnostic {
    let message = format!("there is no file `text/{tag}.yaml`");
    let fault = Diagnostic::error("missing-text", span, message);
    let names = input::names(dir, "text");
    let wanted = format!("{tag}.yaml");
    let near = nearest(&wanted, names.iter().map(String::as_str))
        .filter(|name| name.eq_ignore_ascii_case(&wanted) || *name == format!("{tag}.yml"));
    match near {
        Some(near) => fault.with_hint(format!("rename `text/{near}` to `text/{wanted}`")),
        None => fault.with_hint(format!("write it, or take `{tag}` out of `languages`")),
    }
}
