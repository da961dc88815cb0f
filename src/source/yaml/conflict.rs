//! Marks that version control leaves where two changes meet: whatever YAML would say of them, they
//! are told as what they are.

use crate::diag::{Diagnostic, FileId, Sink, Span};

/// How the lines of a conflict begin, in their order; the second stands alone on its line.
const MARKS: [&str; 3] = ["<<<<<<<", "=======", ">>>>>>>"];

/// Tells the marks of the first conflict of a text. Whether there is one.
pub(super) fn conflict(text: &str, file: FileId, sink: &mut Sink) -> bool {
    // Most texts have none, and are not looked through line by line.
    if !MARKS.iter().all(|mark| text.contains(mark)) {
        return false;
    }
    let (mut at, mut found) = (0, vec![]);
    for line in text.split_inclusive('\n') {
        let mark = MARKS.get(found.len());
        let bare = line.trim();
        let ends = |rest: &str| rest.is_empty() || rest.starts_with(' ');
        if mark.and_then(|mark| bare.strip_prefix(mark)).is_some_and(ends) {
            let start = at + line.len() - line.trim_start().len();
            found.push(Span::new(file, start..start + bare.len()));
        }
        at += line.len();
    }
    let whole = found.len() == MARKS.len();
    for span in found.into_iter().filter(|_| whole) {
        let message = "version control left the mark of a conflict here";
        sink.push(Diagnostic::error("merge-conflict", span, message).with_hint(
            "keep one of the two sides, or both, and remove the three lines of marks",
        ));
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Sources;

    fn told(text: &str) -> Vec<usize> {
        let (mut sources, mut sink) = (Sources::default(), Sink::default());
        let file = sources.add("a.yaml", text);
        conflict(text, file, &mut sink);
        sink.diagnostics().iter().map(|fault| fault.span.range().start).collect()
    }

    #[test]
    fn all_three_marks_are_told_wherever_they_are_indented() {
        assert_eq!(
            told("a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> other\n"),
            [5, 23, 36]
        );
        assert_eq!(told("- |\n  <<<<<<< HEAD\n  x\n  =======\n  y\n  >>>>>>> x").len(), 3);
        assert_eq!(told("<<<<<<<\r\na\r\n=======\r\n>>>>>>>\r\n").len(), 3);
    }

    #[test]
    fn headings_and_arrows_are_no_marks() {
        for text in [
            "Title\n=======\ntext",
            "a: '<<<<<<< x'\n=======\n>>>>>>> y",
            ">>>>>>> a\n=======\n<<<<<<< b",
            "======== <<<<<<<< >>>>>>>>",
        ] {
            assert_eq!(told(text), [0; 0], "{text}");
        }
    }
}
