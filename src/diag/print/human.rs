//! The long form: headline, source line with carets, hints, further places.

use std::io::{self, Write};

use super::super::{Diagnostic, Severity};
use super::excerpt::Excerpt;
use super::place::NamedPlace;
use super::{MessageStyle, PDI, Printer, one_line};

const FSI: char = '\u{2068}';

/// Writes one fault over several lines.
pub(super) fn write(
    printer: &mut Printer<'_>,
    out: &mut dyn Write,
    fault: &Diagnostic,
) -> io::Result<()> {
    let severity = MessageStyle::Severity(fault.severity);
    let word = printer.voice.say(fault.severity.as_str());
    let name = format!("{word}[{}]", fault.id);
    let headline = format!(": {}", printer.voice.say(&one_line(&fault.message)));
    let headline = printer.paint(MessageStyle::Strong, &headline);
    writeln!(out, "{}{headline}", printer.paint(severity, &name))?;

    let place = printer.place(fault.span);
    let related: Vec<_> = fault
        .related
        .iter()
        .filter_map(|(span, remark)| Some((printer.place(*span)?, remark)))
        .collect();
    let lines = place.iter().chain(related.iter().map(|(p, _)| p)).map(|p| p.line);
    let gutter = lines.max().map_or(1, |line| line.to_string().len());

    if let Some(place) = &place {
        let arrow = printer.paint(MessageStyle::Frame, "-->");
        writeln!(out, "{:gutter$}{arrow} {}", "", path(printer, place))?;
    }
    if let Some(place) = place.as_ref().filter(|place| !place.textless) {
        let label = fault.expected.as_deref().map(|e| format!("expected {e}"));
        source_line(printer, out, place, gutter, severity, label.as_deref())?;
    } else if let Some(expected) = &fault.expected {
        remark(printer, out, gutter, "expected", expected)?;
    }
    for (place, text) in &related {
        let dots = printer.paint(MessageStyle::Frame, ":::");
        writeln!(out, "{:gutter$}{dots} {}", "", path(printer, place))?;
        source_line(
            printer,
            out,
            place,
            gutter,
            MessageStyle::Severity(Severity::Note),
            Some(text),
        )?;
    }
    for hint in &fault.hints {
        remark(printer, out, gutter, "hint", hint)?;
    }
    Ok(())
}

/// `path:line:column`, isolated where the path is not left to right; a file without lines is
/// named alone.
fn path(printer: &Printer<'_>, place: &NamedPlace<'_>) -> String {
    let path = if place.textless { place.path.clone() } else { place.to_short() };
    printer.voice.show(isolate(&one_line(&path)))
}

/// The source line and, beneath it, carets and a label.
fn source_line(
    printer: &Printer<'_>,
    out: &mut dyn Write,
    place: &NamedPlace<'_>,
    gutter: usize,
    style: MessageStyle,
    label: Option<&str>,
) -> io::Result<()> {
    let Excerpt { text, carets } = Excerpt::new(place.source, &place.marked);
    let (text, carets) = (printer.voice.show(text), printer.voice.show(carets));
    let bar = printer.paint(MessageStyle::Frame, "|");
    let number = printer.paint(MessageStyle::Frame, &format!("{:gutter$}", place.line));
    let label = label.map(|l| printer.voice.say(&one_line(l))).unwrap_or_default();
    let space = if label.is_empty() { "" } else { " " };
    writeln!(out, "{:gutter$} {bar}", "")?;
    writeln!(out, "{number} {bar} {text}")?;
    let (carets, label) = (printer.paint(style, &carets), printer.paint(style, &label));
    writeln!(out, "{:gutter$} {bar} {carets}{space}{label}", "")
}

/// `= hint: …` and its kin.
fn remark(
    printer: &Printer<'_>,
    out: &mut dyn Write,
    gutter: usize,
    name: &str,
    text: &str,
) -> io::Result<()> {
    let name = printer.paint(MessageStyle::Strong, &printer.voice.say(name));
    let sign = printer.paint(MessageStyle::Frame, "=");
    writeln!(out, "{:gutter$} {sign} {name}: {}", "", printer.voice.say(&one_line(text)))
}

/// Isolates each name in backticks that is not left to right, so that the words around it stay
/// where they are.
pub(super) fn isolate_quotes(message: &str) -> String {
    let parts: Vec<String> = message
        .split('`')
        .enumerate()
        .map(|(i, part)| if i % 2 == 1 { isolate(part) } else { part.to_string() })
        .collect();
    parts.join("`")
}

/// Text in an isolate of its own (UAX #9), where it holds anything that is not left to right.
pub fn isolate(text: &str) -> String {
    let info = unicode_bidi::BidiInfo::new(text, Some(unicode_bidi::Level::ltr()));
    if info.has_rtl() { format!("{FSI}{text}{PDI}") } else { text.to_string() }
}

#[cfg(test)]
mod tests {
    use super::super::super::Span;
    use super::super::FaultFormat;
    use super::super::tests::print;
    use super::*;

    const TEXT: &str = "title: كتاب\nsections:\n  - heding: تاريخ\n    id: الوقاية\n";

    #[test]
    fn a_file_without_lines_is_named_alone() {
        let printed = print(FaultFormat::Human, "", |file| {
            Diagnostic::error("no-pdf", Span::new(file, 0..0), "the file is empty")
                .with_expected("a PDF file")
        });
        let expected = "\
error[no-pdf]: the file is empty
 --> source/text/ar.yaml
  = expected: a PDF file
";
        assert_eq!(printed, expected);
    }

    #[test]
    fn a_fault_shows_its_line_what_was_expected_and_hints() {
        let printed = print(FaultFormat::Human, TEXT, |file| {
            let at = TEXT.find("heding").unwrap();
            Diagnostic::error(
                "unknown-key",
                Span::new(file, at..at + 6),
                "unknown key `heding`",
            )
            .with_expected("`id`, `heading` or `body`")
            .with_hint("did you mean `heading`?")
        });
        let expected = "\
error[unknown-key]: unknown key `heding`
 --> source/text/ar.yaml:3:5
  |
3 | \u{2066}  - heding: تاريخ\u{2069}
  | \u{2066}    ^^^^^^\u{2069} expected `id`, `heading` or `body`
  = hint: did you mean `heading`?
";
        assert_eq!(printed, expected);
    }

    #[test]
    fn quoted_arabic_is_isolated_and_related_places_are_shown() {
        let printed = print(FaultFormat::Human, TEXT, |file| {
            let id = TEXT.find("الوقاية").unwrap();
            Diagnostic::warning(
                "odd-id",
                Span::new(file, id..id + "الوقاية".len()),
                "the id `الوقاية` is not Latin",
            )
            .with_related(Span::new(file, 0..5), "the title is here")
        });
        let expected = "\
warning[odd-id]: the id `\u{2068}الوقاية\u{2069}` is not Latin
 --> source/text/ar.yaml:4:9
  |
4 | \u{2066}    id: الوقاية\u{2069}
  | \u{2066}        \u{202e}^^^^^^^\u{202c}\u{200e}\u{2069}
 ::: source/text/ar.yaml:1:1
  |
1 | \u{2066}title: كتاب\u{2069}
  | \u{2066}^^^^^\u{2069} the title is here
";
        assert_eq!(printed, expected);
    }

    #[test]
    fn a_fault_without_a_place_says_what_it_can() {
        let printed = print(FaultFormat::Human, "", |_| {
            Diagnostic::error("unwritable-output", Span::NONE, "cannot write `output`")
                .with_expected("a folder")
                .with_hint("choose another with `--out`")
        });
        let expected = "\
error[unwritable-output]: cannot write `output`
  = expected: a folder
  = hint: choose another with `--out`
";
        assert_eq!(printed, expected);
    }
}
