//! Reading the text files of a project, within limits.

use std::path::Path;
use std::sync::Arc;

use super::input::{self, Refused};
use crate::diag::{Diagnostic, FileId, Sources, Span};
use crate::model::lang::Lang;
use crate::model::limits::TEXT_BYTES;

/// A file that was read, and its text.
pub(super) type File = (FileId, Arc<str>);

/// Why a file was not read.
#[derive(Debug)]
pub(super) enum Unread {
    /// It is not there.
    Missing,
    /// It is there, but of no use.
    Bad(Box<Diagnostic>),
}

/// Reads a text that a person named, wherever it lies, as UTF-8; a byte order mark is taken off.
///
/// # Errors
/// A fault that says why it is not read.
pub fn named(
    path: &Path,
    sources: &mut Sources,
) -> Result<(FileId, Arc<str>), Box<Diagnostic>> {
    let bytes = input::read(path, TEXT_BYTES)
        .map_err(|refused| Box::new(refusal(&refused, &path.to_string_lossy(), Span::NONE)))?;
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").map(<[u8]>::to_vec).unwrap_or(bytes);
    let text: Arc<str> = String::from_utf8(bytes)
        .map_err(|error| Box::new(not_utf8(path, &error.into_bytes(), sources)))?
        .into();
    Ok((sources.add(path, text.clone()), text))
}

/// Reads `path` inside `dir` as UTF-8; a byte order mark is taken off. `asked` is the place that
/// names the file, where there is one.
pub(super) fn read(
    dir: &Path,
    path: &str,
    asked: Option<Span>,
    sources: &mut Sources,
) -> Result<File, Unread> {
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

/// A file of a folder that is meant for one of another name: it has the same stem in any case,
/// and ends otherwise (`brochure.yml`, `Brochure.yaml`, `brochure.yaml.txt`).
pub(super) fn beside(folder: &Path, wanted: &str) -> Option<String> {
    let stem = |name: &str| name.split('.').next().unwrap_or_default().trim().to_lowercase();
    input::names(folder, ".")
        .into_iter()
        .find(|name| stem(name) == stem(wanted) && is_text(name) && folder.join(name).is_file())
}

/// Whether a file's name ends as that of a text: those of pictures and the like are something else.
fn is_text(name: &str) -> bool {
    let endings = name.split('.').skip(1);
    endings.clone().count() == 0
        || endings.map(str::to_lowercase).all(|end| {
            matches!(end.as_str(), "yaml" | "yml" | "txt" | "text" | "yaml~" | "bak" | "json")
        })
}

/// The fault of a text file that is listed and not there.
pub(super) fn missing_text(dir: &Path, lang: &Lang, span: Span) -> Diagnostic {
    let wanted = format!("text/{lang}.yaml");
    let message = format!("there is no file `{wanted}`");
    let fault = Diagnostic::error("missing-text", span, message);
    let file = format!("{lang}.yaml");
    let found = beside(&dir.join("text"), &file)
        .or_else(|| meant(dir, lang))
        .map(|name| format!("text/{name}"))
        .or_else(|| dir.join(&file).is_file().then(|| file.clone()))
        .or_else(|| beside(dir, &file));
    match found {
        Some(found) => fault.with_hint(format!("rename `{found}` to `{wanted}`")),
        None => fault.with_hint(format!("write it, or take `{lang}` out of `languages`")),
    }
}

/// A text file whose name means the language otherwise: `ar_EG.yaml`, `arabic.yaml`.
fn meant(dir: &Path, lang: &Lang) -> Option<String> {
    input::names(dir, "text").into_iter().find(|name| {
        let stem = name.split('.').next().unwrap_or_default();
        is_text(name) && Lang::parse(stem).is_some_and(|found| found == *lang)
    })
}
