//! What was typed and cannot be understood, as a fault like any other.

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::diag::{Diagnostic, Span};
use crate::source::decode::nearest;

/// The fault of a command line.
pub(super) fn fault(error: &Error) -> Diagnostic {
    let said = |kind| error.get(kind).map(words).unwrap_or_default();
    let (arg, value) = (said(ContextKind::InvalidArg), said(ContextKind::InvalidValue));
    let message = match error.kind() {
        ErrorKind::UnknownArgument => format!("unknown option {arg}"),
        ErrorKind::InvalidValue if value.is_empty() || value == "``" => {
            format!("{arg} lacks its value")
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("{value} is nothing that {arg} takes")
        }
        ErrorKind::InvalidSubcommand => {
            format!("unknown command {}", said(ContextKind::InvalidSubcommand))
        }
        ErrorKind::MissingRequiredArgument => format!("{arg} is missing"),
        ErrorKind::ArgumentConflict => {
            format!("{arg} cannot be used with {}", said(ContextKind::PriorArg))
        }
        _ => "the command line cannot be understood".to_owned(),
    };
    let fault = Diagnostic::error("wrong-usage", Span::NONE, message);
    fault.with_hint(hint(error))
}

/// What to type instead.
fn hint(error: &Error) -> String {
    let meant = [
        ContextKind::SuggestedArg,
        ContextKind::SuggestedSubcommand,
        ContextKind::SuggestedValue,
    ];
    if let Some(near) = meant.into_iter().find_map(|kind| error.get(kind)) {
        return format!("did you mean {}?", words(near));
    }
    if let Some(expected) = expected(error) {
        return expected;
    }
    let known = match error.get(ContextKind::ValidValue) {
        Some(ContextValue::Strings(known)) => known.as_slice(),
        _ => &[],
    };
    if known.is_empty() {
        return "`--help` behind the command lists what it takes".to_owned();
    }
    let typed = match error.get(ContextKind::InvalidValue) {
        Some(ContextValue::String(typed)) => typed,
        _ => "",
    };
    match nearest(typed, known.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("known are {}", words(&ContextValue::Strings(known.to_vec()))),
    }
}

/// What an option takes, where its own reader says so.
fn expected(error: &Error) -> Option<String> {
    let said = std::error::Error::source(error)?.to_string();
    said.starts_with("expected ").then_some(said)
}

/// What clap names, each between backticks.
fn words(value: &ContextValue) -> String {
    let quoted = |text: &String| format!("`{text}`");
    match value {
        ContextValue::String(text) => quoted(text),
        ContextValue::Strings(texts) => texts.iter().map(quoted).collect::<Vec<_>>().join(", "),
        ContextValue::StyledStr(text) => quoted(&text.to_string()),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::cli::Cli;

    #[test]
    fn what_cannot_be_understood_is_told_with_what_to_type() {
        for (line, message, hint) in [
            ("build --fromat pdf", "unknown option `--fromat`", "did you mean `--format`?"),
            (
                "build --format pfd",
                "`pfd` is nothing that `--format <FORMAT>` takes",
                "did you mean `pdf`?",
            ),
            (
                "build --jobs many",
                "`many` is nothing that `--jobs <N>` takes",
                "`--help` behind",
            ),
            ("build --out", "`--out <FOLDER>` lacks its value", "`--help` behind"),
            (
                "build --pseudo --drafts",
                "`--pseudo` cannot be used with `--drafts`",
                "`--help` behind",
            ),
            ("impose", "`<FILE>` is missing", "`--help` behind"),
        ] {
            let words = std::iter::once("warraq").chain(line.split(' '));
            let fault = fault(&Cli::try_parse_from(words).unwrap_err());
            assert_eq!(fault.message, message, "{line}");
            assert!(fault.hints[0].starts_with(hint), "{line}: {:?}", fault.hints);
        }
    }
}
