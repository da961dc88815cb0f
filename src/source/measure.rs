//! What no person types: text beyond the limits of [`limits`](crate::model::limits), told with its
//! place before any work is done on it. Later stages may take time that grows faster than what
//! they read, as long as it stays within these.

use unicode_normalization::char::is_combining_mark;
use unicode_script::{Script, UnicodeScript};

use super::node::{Node, NodeKind};
use crate::diag::{Diagnostic, Failed, Sink, Span};
use crate::model::limits::{BRACKETS, CONTENTS, LINE, MARKS, TEXT_PIECE, UNBROKEN};

/// Keys of text that is a line by its nature: a title of pages is none.
const LINES: [&str; 4] = ["title", "subtitle", "heading", "words"];

/// Measures all text of a language's file.
///
/// # Errors
/// [`Failed`], with the faults in `sink`.
pub(super) fn measure(node: &Node<'_>, sink: &mut Sink) -> Result<(), Failed> {
    let mut measure = Measure { told: Sink::default(), contents: vec![] };
    measure.walk(node, TEXT_PIECE);
    measure.contents();
    let sound = measure.told.check();
    sink.append(measure.told);
    sound
}

struct Measure {
    told: Sink,
    /// Where tables of contents stand.
    contents: Vec<Span>,
}

impl Measure {
    /// Walks nodes, whose depth has a limit of its own; text in them has at most `most` bytes.
    fn walk(&mut self, node: &Node<'_>, most: usize) {
        match &node.kind {
            NodeKind::Scalar(scalar) => {
                if let Some(fault) = fault(&scalar.text, most, node.span) {
                    self.told.push(fault);
                }
            }
            NodeKind::Seq(items) => {
                for item in items {
                    self.walk(item, most);
                    self.contents.extend(contents(item));
                }
            }
            NodeKind::Map(entries) => {
                for (key, value) in entries {
                    let line = LINES.contains(&&*key.text);
                    self.walk(value, if line { LINE.min(most) } else { most });
                }
            }
            NodeKind::Null | NodeKind::Told => {}
        }
    }

    /// Tells of tables of contents beyond the first.
    fn contents(&mut self) {
        let Some((first, more)) = self.contents.split_first() else { return };
        for &span in more.iter().skip(CONTENTS - 1) {
            let fault = Diagnostic::error("second-toc", span, "the contents stand here again");
            let fault = fault.with_related(*first, "they stand here first");
            self.told.push(fault.with_hint("keep one of the two"));
        }
    }
}

/// Where a block is a table of contents.
fn contents(item: &Node<'_>) -> Option<Span> {
    let NodeKind::Map(entries) = &item.kind else { return None };
    entries.iter().find(|(key, _)| key.text == "toc").map(|(key, _)| key.span)
}

/// What is too much in a piece of text.
fn fault(text: &str, most: usize, span: Span) -> Option<Diagnostic> {
    let refuse = |id, message: String, hint: &str| {
        Some(Diagnostic::error(id, span, message).with_hint(hint))
    };
    if text.len() > most {
        let (has, most) = (text.len() >> 10, most >> 10);
        let message = format!("this piece of text has {has} KB; at most {most} are read");
        return refuse("text-too-long", message, "part it into several items or sections");
    }
    // A short text cannot pass the others.
    if text.len() <= MARKS {
        return None;
    }
    let brackets = text.bytes().filter(|&b| b == b'[').count();
    if brackets > BRACKETS {
        let message =
            format!("this piece of text has {brackets} brackets; at most {BRACKETS} are read");
        return refuse("too-many-brackets", message, "part it into several items or sections");
    }
    let Longest { marks, letters } = Longest::of(text);
    if marks > MARKS {
        let message = format!("{marks} marks stand on one letter; at most {MARKS} are set");
        return refuse(
            "too-many-marks",
            message,
            "remove the marks that were pasted by mistake",
        );
    }
    if letters > UNBROKEN {
        let message =
            format!("{letters} letters run on without a space; at most {UNBROKEN} are set");
        return refuse("word-too-long", message, "put spaces where the words are parted");
    }
    None
}

/// The longest runs of a text, in characters.
struct Longest {
    /// Marks on one base.
    marks: usize,
    /// Letters without a place where a line may end.
    letters: usize,
}

impl Longest {
    fn of(text: &str) -> Self {
        let (mut marks, mut letters) = (0, 0);
        let mut most = Self { marks: 0, letters: 0 };
        for c in text.chars() {
            let letter = c.is_ascii() || matches!(c, '\u{620}'..='\u{64a}');
            marks = if !letter && is_combining_mark(c) { marks + 1 } else { 0 };
            letters = if c.is_whitespace() || breaks(c) { 0 } else { letters + 1 };
            most.marks = most.marks.max(marks);
            most.letters = most.letters.max(letters);
        }
        most
    }
}

/// Whether lines may end beside a letter of its script without a space (UAX #14, ID and SA).
fn breaks(c: char) -> bool {
    // Thai is the first of them in Unicode.
    c >= '\u{e00}'
        && matches!(
            c.script(),
            Script::Han
                | Script::Hiragana
                | Script::Katakana
                | Script::Bopomofo
                | Script::Yi
                | Script::Thai
                | Script::Lao
                | Script::Khmer
                | Script::Myanmar
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(text: &str) -> Option<&'static str> {
        fault(text, TEXT_PIECE, Span::NONE).map(|fault| fault.id)
    }

    #[test]
    fn what_no_person_types_is_refused() {
        assert_eq!(id(&format!("ب{}", "\u{64b}".repeat(MARKS + 1))), Some("too-many-marks"));
        assert_eq!(id(&"a".repeat(UNBROKEN + 1)), Some("word-too-long"));
        assert_eq!(id(&"[a] ".repeat(BRACKETS + 1)), Some("too-many-brackets"));
        assert_eq!(id(&"a ".repeat(TEXT_PIECE)), Some("text-too-long"));
    }

    #[test]
    fn what_people_type_passes() {
        assert_eq!(id(&format!("ب{}", "\u{64b}".repeat(MARKS))), None);
        assert_eq!(id(&"本".repeat(UNBROKEN * 2)), None, "Chinese has no spaces");
        assert_eq!(id(&"كلمة ".repeat(UNBROKEN * 2)), None);
        assert_eq!(id(&"[كلمة]{weight=700} ".repeat(BRACKETS / 2)), None);
    }
}
