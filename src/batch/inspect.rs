//! A finished file, whoever made it, to what it holds.

use std::path::Path;

use super::guard::guarded;
use super::report::Report;
use crate::diag::{Diagnostic, Failed, Sink, Span};
use crate::model::finished::Finished;
use crate::model::limits::OUTPUT_BYTES;
use crate::source::input::{self, Refused};
use crate::{pdf, web};

/// Bytes in which a file says what it is.
const HEAD: usize = 1024;

/// Looks into a file.
///
/// # Errors
/// [`Failed`] where nothing can be told of it; why lies in the report.
pub fn inspect(file: &Path, report: &mut Report) -> Result<Finished, Failed> {
    let bytes = read(file).map_err(|fault| report.trouble.tell(fault))?;
    let span = Span::new(report.sources.add(file, ""), 0..0);
    let what = format!("the account of `{}`", file.display());
    let mut sink = Sink::default();
    let found = guarded(&what, span, &mut sink, |sink| {
        found(&bytes).map_err(|fault| sink.tell(Diagnostic { span, ..fault }))
    });
    report.content.append(sink);
    found
}

fn read(file: &Path) -> Result<Vec<u8>, Diagnostic> {
    input::read(file, OUTPUT_BYTES).map_err(|refused| {
        let message = format!("`{}` {}", file.display(), refused.what());
        let fault = Diagnostic::error(refused.id(), Span::NONE, message);
        match (&refused, refused.hint()) {
            (Refused::Folder, _) => {
                fault.with_hint("name a file in it: `warraq inspect FOLDER/FILE.pdf`")
            }
            (_, Some(hint)) => fault.with_hint(hint),
            (_, None) => fault,
        }
    })
}

/// What the bytes are, by themselves: names may lie.
fn found(bytes: &[u8]) -> Result<Finished, Diagnostic> {
    let head = &bytes[..bytes.len().min(HEAD)];
    if head.windows(5).any(|bytes| bytes == b"%PDF-") {
        return pdf::inspect::inspect(bytes);
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return web::inspect::book(bytes);
    }
    if is_page(head) { web::inspect::html(bytes) } else { Err(foreign(bytes)) }
}

/// Whether a file begins as a page does, in whatever Unicode encoding.
fn is_page(head: &[u8]) -> bool {
    let letters = head.iter().filter(|&&byte| byte != 0);
    let letters: String = letters.map(|&byte| char::from(byte.to_ascii_lowercase())).collect();
    ["<!doctype html", "<html", "<head", "<body", "<title"]
        .iter()
        .any(|tag| letters.contains(tag))
}

fn foreign(bytes: &[u8]) -> Diagnostic {
    let message = match bytes {
        [] => "the file is empty",
        _ => "the file is neither PDF nor EPUB nor HTML",
    };
    Diagnostic::error("foreign-file", Span::NONE, message)
        .with_hint("name a finished file, such as `output/ar/brochure.pdf`")
}
