//! In which language the program speaks, and to what kind of terminal.

use std::ffi::OsString;

use clap::{Args, ValueEnum};

/// What POSIX asks for the language of messages, the strongest first.
const LOCALES: [&str; 3] = ["LC_ALL", "LC_MESSAGES", "LANG"];
/// Terminals that are known to leave letters in the order in which they come.
const LEAVE: [&str; 3] = ["linux", "alacritty", "foot"];

/// How people are spoken to.
#[derive(Debug, Default, Args)]
pub(super) struct SpeechArgs {
    /// Language of faults and hints [default: what `LC_ALL` or `LANG` says]
    #[arg(long, value_name = "LANGUAGE", value_enum, global = true)]
    ui_lang: Option<UiLang>,

    /// Whether the terminal itself reorders Arabic letters
    #[arg(long, value_name = "HOW", value_enum, default_value = "auto", global = true)]
    bidi: Bidi,
}

/// A language that the program speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum UiLang {
    /// Arabic
    Ar,
    /// English
    En,
}

/// Whether the terminal reorders letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Bidi {
    /// It does: letters are written in the order in which they are read
    On,
    /// It does not: letters are written in the order in which they are seen
    Off,
    /// As `TERM` lets suppose
    #[default]
    Auto,
}

impl SpeechArgs {
    /// What arguments say of the language before they are understood.
    pub(super) fn guessed(args: &[OsString]) -> Self {
        let said = |name: &str| {
            let words = || args.iter().map(|arg| arg.to_str().unwrap_or_default());
            let after = words().zip(words().skip(1)).find(|(word, _)| *word == name);
            let joined = words().find_map(|word| word.strip_prefix(name)?.strip_prefix('='));
            after.map(|(_, value)| value).or(joined)
        };
        Self {
            ui_lang: said("--ui-lang").and_then(|value| UiLang::from_str(value, true).ok()),
            bidi: said("--bidi").and_then(|v| Bidi::from_str(v, true).ok()).unwrap_or_default(),
        }
    }

    /// Whether people are spoken to in Arabic; `variable` is the environment.
    pub(super) fn arabic(&self, variable: impl Fn(&str) -> Option<String>) -> bool {
        let set = || LOCALES.iter().filter_map(|name| variable(name)).find(|v| !v.is_empty());
        match self.ui_lang {
            Some(lang) => lang == UiLang::Ar,
            None => set().is_some_and(|locale| {
                let language = locale.split(['_', '.', '@', '-']).next();
                language.is_some_and(|language| language.eq_ignore_ascii_case("ar"))
            }),
        }
    }

    /// Whether letters may be left in the order in which they are read.
    pub(super) fn reorders(&self, terminal: bool, term: Option<String>) -> bool {
        let leaves = || {
            let term = term.unwrap_or_default();
            let name = term.split('-').next().unwrap_or_default();
            terminal && LEAVE.contains(&name)
        };
        match self.bidi {
            Bidi::On => true,
            Bidi::Off => false,
            Bidi::Auto => !leaves(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_option_is_stronger_than_the_environment_and_its_order_is_that_of_posix() {
        let speaks = |ui_lang, set: &[(&str, &str)]| {
            let args = SpeechArgs { ui_lang, ..SpeechArgs::default() };
            args.arabic(|name| set.iter().find(|s| s.0 == name).map(|s| s.1.to_owned()))
        };
        let arabic = ["ar", "ar_EG.UTF-8", "ar_SY@euro", "AR"];
        let other = ["", "C", "en_US.UTF-8", "arz_EG", "arc"];
        for name in LOCALES {
            assert!(arabic.iter().all(|value| speaks(None, &[(name, value)])), "{name}");
            assert!(!other.iter().any(|value| speaks(None, &[(name, value)])), "{name}");
            assert!(!speaks(Some(UiLang::En), &[(name, "ar")]));
            assert!(speaks(Some(UiLang::Ar), &[(name, "en")]));
        }
        assert!(!speaks(None, &[("LC_ALL", "en"), ("LANG", "ar")]));
        assert!(speaks(None, &[("LC_ALL", ""), ("LANG", "ar")]));
    }

    #[test]
    fn only_known_terminals_are_taken_for_such_that_leave_letters() {
        let reorders = |bidi, terminal, term: &str| {
            let args = SpeechArgs { bidi, ..SpeechArgs::default() };
            args.reorders(terminal, Some(term.to_owned()))
        };
        assert!(!reorders(Bidi::Auto, true, "linux"));
        assert!(!reorders(Bidi::Auto, true, "foot-extra"));
        assert!(reorders(Bidi::Auto, true, "xterm-256color"));
        assert!(reorders(Bidi::Auto, false, "linux"), "a file is no terminal");
        assert!(reorders(Bidi::On, true, "linux"));
        assert!(!reorders(Bidi::Off, false, "xterm"));
    }
}
