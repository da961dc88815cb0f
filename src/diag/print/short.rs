//! One line a fault, for editors and `grep`.

use std::io::{self, Write};

use super::super::Diagnostic;
use super::{Printer, one_line};

/// Writes `path:line:column: error[id]: message`; a fault without a place has no path.
pub(super) fn write(
    printer: &mut Printer<'_>,
    out: &mut dyn Write,
    fault: &Diagnostic,
) -> io::Result<()> {
    if let Some(place) = printer.place(fault.span) {
        write!(out, "{}: ", one_line(&place.to_short()))?;
    }
    let message = printer.voice.plain(&one_line(&fault.message));
    let severity = fault.severity.as_str();
    writeln!(out, "{severity}[{}]: {message}", fault.id)
}

#[cfg(test)]
mod tests {
    use super::super::super::Span;
    use super::super::FaultFormat;
    use super::super::tests::print;
    use super::*;

    #[test]
    fn a_fault_is_one_line_without_isolates() {
        let printed = print(FaultFormat::Short, "title: كتاب\n", |file| {
            Diagnostic::error("odd", Span::new(file, 7..9), "not\nso: `كتاب`").with_hint("no")
        });
        assert_eq!(printed, "source/text/ar.yaml:1:8: error[odd]: not so: `كتاب`\n");
    }
}
