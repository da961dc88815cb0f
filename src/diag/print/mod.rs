//! Faults as text: for people, one line each, or as JSON for tools.
//!
//! In: diagnostics and the [`Sources`] they point into. Out: bytes on any writer. Lines and
//! columns count from 1; columns count characters (Unicode scalar values), as editors do.
//! Nothing here asks whether there is a terminal: the caller says whether to use colour.

mod excerpt;
mod gather;
mod human;
mod json;
mod place;
mod short;
mod voice;

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::{Diagnostic, FileId, Severity, Sources, Span};
use gather::{Gathered, gather};
pub use human::isolate;
use place::{LineIndex, NamedPlace};
pub use voice::Voice;

/// Opens a stretch that runs from left to right (UAX #9).
pub(super) const LRI: char = '\u{2066}';
/// Closes an isolated stretch.
pub(super) const PDI: char = '\u{2069}';

/// How faults are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FaultFormat {
    /// With the source line, a caret, what was expected and hints.
    #[default]
    Human,
    /// `path:line:column: error[id]: message`, one line a fault.
    Short,
    /// One JSON object a line.
    Json,
}

/// Writes faults in one format.
pub struct Printer<'a> {
    sources: &'a Sources,
    format: FaultFormat,
    color: bool,
    voice: Voice,
    lines: BTreeMap<FileId, LineIndex>,
}

impl<'a> Printer<'a> {
    /// A printer for faults of these files; `color` adds SGR sequences to the human format.
    pub fn new(sources: &'a Sources, format: FaultFormat, color: bool) -> Self {
        Self { sources, format, color, voice: Voice::default(), lines: BTreeMap::new() }
    }

    /// The same in another language, or for another terminal.
    #[must_use]
    pub fn in_voice(self, voice: Voice) -> Self {
        Self { voice, ..self }
    }

    /// Writes one fault.
    ///
    /// # Errors
    /// What the writer says.
    pub fn write(&mut self, out: &mut dyn Write, diagnostic: &Diagnostic) -> io::Result<()> {
        match self.format {
            FaultFormat::Human => human::write(self, out, diagnostic),
            FaultFormat::Short => short::write(self, out, diagnostic),
            FaultFormat::Json => json::write(self, out, diagnostic),
        }
    }

    /// Writes faults in their order. In the human format what is the same at many places is told
    /// once, a flood is cut off, and an empty line follows each.
    ///
    /// # Errors
    /// What the writer says.
    pub fn write_all(
        &mut self,
        out: &mut dyn Write,
        diagnostics: &[Diagnostic],
    ) -> io::Result<()> {
        if self.format != FaultFormat::Human {
            return diagnostics.iter().try_for_each(|fault| self.write(out, fault));
        }
        let Gathered { shown, left } = gather(diagnostics);
        for fault in &shown {
            self.write(out, fault)?;
            writeln!(out)?;
        }
        match left {
            0 => Ok(()),
            _ => {
                let more = format!("… and {left} more; `--message-format short` lists all");
                writeln!(out, "{}\n", self.voice.say(&more))
            }
        }
    }

    /// Where a span lies, if it lies in a known file.
    fn place(&mut self, span: Span) -> Option<NamedPlace<'a>> {
        let id = span.file?;
        let file = self.sources.get(id)?;
        let index = self.lines.entry(id).or_insert_with(|| LineIndex::new(&file.text));
        Some(NamedPlace::new(file, index, span))
    }

    /// Text in a style, where colour is wanted.
    fn paint(&self, style: MessageStyle, text: &str) -> String {
        if self.color && !text.is_empty() {
            format!("\x1b[{}m{text}\x1b[0m", style.sgr())
        } else {
            text.to_string()
        }
    }
}

/// What a stretch of a human message is, for its colour.
#[derive(Debug, Clone, Copy)]
enum MessageStyle {
    Severity(Severity),
    Frame,
    Strong,
}

impl MessageStyle {
    /// Parameters of the SGR sequence (ECMA-48 8.3.117).
    const fn sgr(self) -> &'static str {
        match self {
            Self::Severity(Severity::Error) => "1;31",
            Self::Severity(Severity::Warning) => "1;33",
            Self::Severity(Severity::Note) => "1;36",
            Self::Frame => "1;34",
            Self::Strong => "1",
        }
    }
}

/// A message on one line: no line ends, and nothing in it that a terminal would obey.
pub fn one_line(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\n' | '\r' | '\t' | '\u{2028}' | '\u{2029}' => ' ',
            c if c.is_control() || is_bidi_control(c) => char::REPLACEMENT_CHARACTER,
            c => c,
        })
        .collect()
}

/// Whether a character changes the order of others (UAX #9, 2): quoted raw, it could make a
/// message say something else than it holds.
const fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The faults of `text` at `ranges`, in a format, without colour.
    pub(super) fn print(
        format: FaultFormat,
        text: &str,
        make: impl Fn(FileId) -> Diagnostic,
    ) -> String {
        let mut sources = Sources::default();
        let file = sources.add("source/text/ar.yaml", text);
        let mut out = vec![];
        let diagnostic = make(file);
        Printer::new(&sources, format, false).write(&mut out, &diagnostic).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_message_cannot_command_the_terminal() {
        assert_eq!(one_line("a\x1b[2Jb\u{202e}c\nd"), "a\u{fffd}[2Jb\u{fffd}c d");
    }

    #[test]
    fn colour_is_only_where_it_is_asked_for() {
        let sources = Sources::default();
        let fault = Diagnostic::error("some-fault", Span::NONE, "it is wrong");
        let print = |color| {
            let mut out = vec![];
            Printer::new(&sources, FaultFormat::Human, color).write(&mut out, &fault).unwrap();
            String::from_utf8(out).unwrap()
        };
        assert_eq!(print(false), "error[some-fault]: it is wrong\n");
        assert_eq!(
            print(true),
            "\x1b[1;31merror[some-fault]\x1b[0m\x1b[1m: it is wrong\x1b[0m\n"
        );
    }
}
