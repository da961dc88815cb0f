//! Standard output and standard error, and what they can show.

use std::collections::HashSet;
use std::io::{self, IsTerminal, Write};

use crate::diag::print::{Format, Printer};
use crate::diag::{Diagnostic, Severity, Sink, Sources};

/// Where messages go.
pub(super) struct Console {
    /// Whether standard error shows colours.
    color: bool,
    /// Whether a person watches standard error.
    pub(super) interactive: bool,
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
        }
    }

    /// Writes a line for people to standard error.
    pub(super) fn say(&mut self, line: &str) -> io::Result<()> {
        writeln!(io::stderr().lock(), "{line}")
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
        format: Format,
        sinks: &[&Sink],
    ) -> io::Result<()> {
        let mut known: HashSet<&Diagnostic> = HashSet::new();
        let all = sinks.iter().flat_map(|sink| sink.diagnostics());
        let faults: Vec<Diagnostic> =
            all.filter(|&fault| known.insert(fault)).cloned().collect();
        let mut text = vec![];
        let color = self.color && format == Format::Human;
        Printer::new(sources, format, color).write_all(&mut text, &faults)?;
        if format == Format::Json {
            let mut out = io::stdout().lock();
            out.write_all(&text)?;
            return out.flush();
        }
        io::stderr().lock().write_all(&text)?;
        match count(&faults) {
            Some(count) if format == Format::Human => self.say(&count),
            _ => Ok(()),
        }
    }
}

/// `2 errors, 1 warning`, where there is any.
fn count(faults: &[Diagnostic]) -> Option<String> {
    let parts: Vec<String> = [Severity::Error, Severity::Warning]
        .into_iter()
        .filter_map(|severity| {
            let n = faults.iter().filter(|f| f.severity == severity).count();
            let plural = if n == 1 { "" } else { "s" };
            (n > 0).then(|| format!("{n} {}{plural}", severity.as_str()))
        })
        .collect();
    (!parts.is_empty()).then(|| parts.join(", "))
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
        assert_eq!(count(&[]), None);
        assert_eq!(count(&[fault(Severity::Note)]), None);
        assert_eq!(count(std::slice::from_ref(&warning)).as_deref(), Some("1 warning"));
        let all = [error.clone(), error, warning];
        assert_eq!(count(&all).as_deref(), Some("2 errors, 1 warning"));
    }
}
