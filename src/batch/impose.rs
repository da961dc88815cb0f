//! A finished PDF file to sheets.

use std::fs;
use std::path::Path;

use super::report::Report;
use super::write::{reason, write_file};
use crate::diag::{Diagnostic, Failed, Sink, Span};
use crate::pdf::impose::{self, Imposed, Imposition, MAX_BYTES};

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
    let made = impose::impose(&pdf, how, &mut sink);
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
    let unreadable = |why: String| {
        let message = format!("cannot read `{name}`: {why}");
        Diagnostic::error("unreadable-file", Span::NONE, message)
    };
    let data = fs::metadata(file).map_err(|error| unreadable(reason(&error)))?;
    if data.is_dir() {
        return Err(unreadable("it is a folder".into())
            .with_hint("name the PDF file in it: `warraq impose FOLDER/FILE.pdf`"));
    }
    if data.len() > MAX_BYTES as u64 {
        let (has, most) = (data.len() >> 20, MAX_BYTES >> 20);
        return Err(unreadable(format!("it has {has} MB, and at most {most} are read")));
    }
    if matches!((file.canonicalize(), out.canonicalize()), (Ok(a), Ok(b)) if a == b) {
        let message = format!("the sheets would take the place of `{name}`");
        return Err(Diagnostic::error("output-is-input", Span::NONE, message)
            .with_hint("name another file with `--out`"));
    }
    fs::read(file).map_err(|error| unreadable(reason(&error)))
}
