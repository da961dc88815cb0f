//! Work that a dependency may break off: its panic becomes a fault of what was being made, so that
//! other languages and outputs go on.

use crate::diag::caught::{Panicked, caught};
use crate::diag::{Diagnostic, Failed, Sink, Span};

/// Does work on `what`, which is named at `span`. A panic in it is told and is no more than any
/// other fault.
///
/// # Errors
/// [`Failed`], with why in `sink`.
pub(super) fn guarded<T>(
    what: &str,
    span: Span,
    sink: &mut Sink,
    work: impl FnOnce(&mut Sink) -> Result<T, Failed>,
) -> Result<T, Failed> {
    match caught(|| work(sink)) {
        Ok(done) => done,
        Err(panic) => Err(sink.tell(fault(what, span, &panic))),
    }
}

/// The fault of work that was broken off.
pub(super) fn fault(what: &str, span: Span, panic: &Panicked) -> Diagnostic {
    let said = format!("please report it: the program did not expect this (`{panic}`)");
    let (span, message, hint) = match &panic.place {
        Some((place, own)) => {
            let span = if own.file.is_some() { *own } else { span };
            let hint = "put a sound file in its place";
            (span, format!("{what} cannot be made: {place} cannot be worked with"), hint)
        }
        None => {
            let hint = "take out what was changed last, or half of the text, to find the cause";
            (span, format!("{what} cannot be made: a step of it broke off"), hint)
        }
    };
    Diagnostic::error("broken-off", span, message).with_hint(hint).with_hint(said)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::caught::within;

    #[test]
    fn a_panic_is_a_fault_that_names_what_was_made_and_where_the_trouble_lies() {
        let mut sink = Sink::default();
        let font = || ("the font `fonts/a.ttf`".to_owned(), Span::NONE);
        let work = |_: &mut Sink| within(font, || Err(Failed).map(|n: usize| [1][n]));
        assert_eq!(guarded("the PDF", Span::NONE, &mut sink, work), Err(Failed));
        assert!(!sink.has_errors(), "a fault that was told is not told again");
        let work = |_: &mut Sink| within(font, || Ok([1][std::hint::black_box(7)]));
        assert_eq!(guarded("the PDF in `ar`", Span::NONE, &mut sink, work), Err(Failed));
        let fault = &sink.diagnostics()[0];
        assert!(fault.message.contains("`ar`") && fault.message.contains("`fonts/a.ttf`"));
        assert!(fault.hints[1].contains("out of bounds"));
    }
}
