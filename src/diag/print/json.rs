//! One JSON object a line, for tools. Keys are stable; a place that a fault lacks is `null`.

use std::io::{self, Write};

use serde::Serialize;

use super::super::Diagnostic;
use super::Printer;
use super::place::NamedPlace;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FaultRecord<'a> {
    id: &'a str,
    severity: &'a str,
    #[serde(flatten)]
    position: Position,
    message: String,
    expected: Option<String>,
    hints: Vec<String>,
    related: Vec<Related>,
}

#[derive(Serialize)]
struct Related {
    #[serde(flatten)]
    position: Position,
    message: String,
}

#[derive(Serialize, Default)]
#[serde(rename_all = "camelCase")]
struct Position {
    file: Option<String>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
}

impl Position {
    fn new(place: Option<NamedPlace<'_>>) -> Self {
        place.map_or_else(Self::default, |p| Self {
            file: Some(p.path),
            line: Some(p.line),
            column: Some(p.column),
            end_line: Some(p.end_line),
            end_column: Some(p.end_column),
        })
    }
}

/// Writes one fault as one line.
pub(super) fn write(
    printer: &mut Printer<'_>,
    out: &mut dyn Write,
    fault: &Diagnostic,
) -> io::Result<()> {
    let position = Position::new(printer.place(fault.span));
    let related = fault
        .related
        .iter()
        .map(|(span, remark)| Related {
            position: Position::new(printer.place(*span)),
            message: printer.voice.plain(remark),
        })
        .collect();
    let line = serde_json::to_string(&FaultRecord {
        id: fault.id,
        severity: fault.severity.as_str(),
        position,
        message: printer.voice.plain(&fault.message),
        expected: fault.expected.as_ref().map(|text| printer.voice.plain(text)),
        hints: fault.hints.iter().map(|hint| printer.voice.plain(hint)).collect(),
        related,
    })?;
    writeln!(out, "{line}")
}

#[cfg(test)]
mod tests {
    use super::super::super::Span;
    use super::super::FaultFormat;
    use super::super::tests::print;
    use super::*;

    #[test]
    fn a_fault_is_one_object_with_its_place() {
        let printed = print(FaultFormat::Json, "title: كتاب\nid: ب\n", |file| {
            Diagnostic::error("odd", Span::new(file, 7..15), "it is\n`odd`")
                .with_hint("mend it")
                .with_related(Span::NONE, "as ever")
        });
        let expected = concat!(
            r#"{"id":"odd","severity":"error","file":"source/text/ar.yaml","line":1,"column":8,"#,
            r#""endLine":1,"endColumn":12,"message":"it is\n`odd`","expected":null,"#,
            r#""hints":["mend it"],"related":[{"file":null,"line":null,"column":null,"#,
            r#""endLine":null,"endColumn":null,"message":"as ever"}]}"#,
            "\n"
        );
        assert_eq!(printed, expected);
    }
}
