//! Standard output and standard error, and what they can show.

use std::collections::HashSet;
use std::io::{self, IsTerminal, Write};

use super::speech::SpeechArgs;
use crate::diag::print::{FaultFormat, Printer, Voice};
use crate::diag::{Diagnostic, Severity, Sink, Sources};

/// Where messages go.
pub(super) struct Console {
    /// Whether standard error shows colours.
    color: bool,
    /// Whether a person watches standard error.
    pub(super) interactive: bool,
    /// In which language, and in which order of letters, people are spoken to.
    arabic: bool,
    reorders: bool,
}

impl Console {
    /// Looks at the terminal and at `NO_COLOR` (<https://no-color.org>) and `TERM`.
    pub(super) fn from_env() -> Self {
        let says = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
        let dumb = says("TERM").is_some_and(|term| term == "dumb");
        let terminal = io::stderr().is_terminal();
        Self {
            color: terminal && !dumb && says("NO_COLOR").is_none(),
            interactive: terminal && !dumb,
            arabic: false,
            reorders: true,
        }
    }

    /// Speaks as was asked for; what was left open, as the environment has it.
    pub(super) fn speak(&mut self, args: &SpeechArgs) {
        self.arabic = args.arabic(|name| std::env::var(name).ok());
        self.reorders = args.reorders(io::stderr().is_terminal(), std::env::var("TERM").ok());
    }

    /// How people are spoken to.
    pub(super) fn voice(&self) -> Voice {
        Voice::new(self.arabic, self.reorders)
    }

    /// The same for files, whose readers order letters.
    pub(super) fn unordered(&self) -> Voice {
        Voice::new(self.arabic, true)
    }

    /// Writes a line for people to standard error, in their language.
    pub(super) fn say(&mut self, line: &str) -> io::Result<()> {
        writeln!(io::stderr().lock(), "{}", self.voice().say(line))
    }

    /// Writes a command's result to standard output.
    pub(super) fn print(&mut self, text: &str) -> io::Result<()> {
        let mut out = io::stdout().lock();
        out.write_all(text.as_bytes())?;
        out.flush()
    }

    /// Writes the faults of `sinks`, each only once, and how many there are.
    pub(super) fn report(
        &mut self,
        sources: &Sources,
        format: FaultFormat,
        sinks: &[&Sink],
    ) -> io::Result<()> {
        let mut known: HashSet<&Diagnostic> = HashSet::new();
        let all = sinks.iter().flat_map(|sink| sink.diagnostics());
        let faults: Vec<Diagnostic> =
            all.filter(|&fault| known.insert(fault)).cloned().collect();
        let mut text = vec![];
        let color = self.color && format == FaultFormat::Human;
        let voice = Voice::new(self.arabic, self.reorders || format != FaultFormat::Human);
        let count = count(&faults, &voice);
        let printer = Printer::new(sources, format, color);
        printer.in_voice(voice).write_all(&mut text, &faults)?;
        if format == FaultFormat::Json {
            let mut out = io::stdout().lock();
            out.write_all(&text)?;
            return out.flush();
        }
        io::stderr().lock().write_all(&text)?;
        match count {
            Some(count) if format == FaultFormat::Human => {
                writeln!(io::stderr().lock(), "{count}")
            }
            _ => Ok(()),
        }
    }
}

/// `2 errors, 1 warning`, where there is any.
fn count(faults: &[Diagnostic], voice: &Voice) -> Option<String> {
    let parts: Vec<String> = [Severity::Error, Severity::Warning]
        .into_iter()
        .filter_map(|severity| {
            let n = faults.iter().filter(|f| f.severity == severity).count();
            match (n, severity) {
                (0, _) => None,
                (1, Severity::Error) => Some("1 error".to_owned()),
                (1, _) => Some("1 warning".to_owned()),
                (_, Severity::Error) => Some(format!("{n} errors")),
                _ => Some(format!("{n} warnings")),
            }
        })
        .collect();
    (!parts.is_empty()).then(|| voice.say(&parts.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Span;

    #[test]
    fn faults_are_counted_by_severity() {
        let fault = |severity| {
            let mut fault = Diagnostic::error("x", Span::NONE, "x");
            fault.severity = severity;
            fault
        };
        let (error, warning) = (fault(Severity::Error), fault(Severity::Warning));
        assert_eq!(count(&[], &Voice::default()), None);
        assert_eq!(count(&[fault(Severity::Note)], &Voice::default()), None);
        assert_eq!(
            count(std::slice::from_ref(&warning), &Voice::default()).as_deref(),
            Some("1 warning")
        );
        let all = [error.clone(), error, warning];
        assert_eq!(count(&all, &Voice::default()).as_deref(), Some("2 errors, 1 warning"));
    }
}
