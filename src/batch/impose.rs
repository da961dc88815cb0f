//! A finished PDF file to sheets.

use std::path::Path;

use super::guard::guarded;
use super::report::Report;
use super::write::write_file;
use crate::diag::{Diagnostic, Failed, Sink, Span};
use crate::pdf::impose::{self, Imposed, Imposition, MAX_BYTES};
use crate::source::input::{self, Refused};

/// Puts the pages of a file onto sheets and writes those to `out`, whole or not at all.
///
/// # Errors
/// [`Failed`] where there are no sheets; what is wrong lies in the report.
pub fn impose(
    file: &Path,
    out: &Path,
    how: &Imposition,
    report: &mut Report,
) -> Result<Imposed, Failed> {
    let pdf = read(file, out).map_err(|fault| report.trouble.tell(fault))?;
    let mut sink = Sink::default();
    let what = format!("the sheets of `{}`", file.display());
    let made = guarded(&what, Span::NONE, &mut sink, |sink| impose::impose(&pdf, how, sink));
    let span = Span::new(report.sources.add(file, ""), 0..0);
    for fault in sink.diagnostics() {
        report.content.push(Diagnostic { span, ..fault.clone() });
    }
    let made = made?;
    write_file(out, &made.bytes, &mut report.trouble)?;
    Ok(made)
}

/// The bytes of a file that is not the one to be written.
fn read(file: &Path, out: &Path) -> Result<Vec<u8>, Diagnostic> {
    let name = file.display();
    if matches!((file.canonicalize(), out.canonicalize()), (Ok(a), Ok(b)) if a == b) {
        let message = format!("the sheets would take the place of `{name}`");
        return Err(Diagnostic::error("output-is-input", Span::NONE, message)
            .with_hint("name another file with `--out`"));
    }
    input::read(file, MAX_BYTES as u64).map_err(|refused| {
        let message = format!("`{name}` {}", refused.what());
        let fault = Diagnostic::error(refused.id(), Span::NONE, message);
        match (&refused, refused.hint()) {
            (Refused::Folder, _) => {
                fault.with_hint("name the PDF file in it: `warraq impose FOLDER/FILE.pdf`")
            }
            (_, Some(hint)) => fault.with_hint(hint),
            (_, None) => fault,
        }
    })
}
