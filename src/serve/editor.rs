//! A click opens the line of a text in the author's own editor.

use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

/// Editors that take a line before the file, as `+12 file`.
const PLUS: [&str; 10] =
    ["vi", "vim", "nvim", "gvim", "nano", "emacs", "emacsclient", "kak", "gedit", "micro"];
/// Editors that take both after `-g`, as `-g file:12`.
const GOTO: [&str; 5] = ["code", "codium", "vscodium", "code-insiders", "cursor"];

/// A program that opens a file at a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Editor {
    program: String,
    args: Vec<String>,
}

impl Editor {
    /// Reads what was typed: a program and its arguments, in which `{file}` and `{line}` stand for
    /// the place; `None` where nothing was typed.
    pub fn new(typed: &str) -> Option<Self> {
        let mut words = typed.split_whitespace().map(str::to_owned);
        let program = words.next()?;
        let mut args: Vec<String> = words.collect();
        if !args.iter().any(|arg| arg.contains("{file}")) {
            let name = Path::new(&program).file_stem().unwrap_or_default().to_string_lossy();
            let usual: &[&str] = match &*name {
                name if PLUS.contains(&name) => &["+{line}", "{file}"],
                name if GOTO.contains(&name) => &["-g", "{file}:{line}"],
                _ => &["{file}:{line}"],
            };
            args.extend(usual.iter().map(|arg| (*arg).to_owned()));
        }
        Some(Self { program, args })
    }

    /// Opens a line, and waits for nothing. No shell reads the names.
    ///
    /// # Errors
    /// What the system says where the program cannot be started.
    pub(super) fn open(&self, file: &str, line: usize) -> io::Result<()> {
        let mut command = Command::new(&self.program);
        command.args(self.filled(file, line));
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = command.spawn()?;
        // What becomes of an editor is its own affair; waiting only takes it off the list.
        std::thread::spawn(move || child.wait());
        Ok(())
    }

    fn filled(&self, file: &str, line: usize) -> Vec<String> {
        let line = line.to_string();
        let fill = |arg: &String| {
            let mut parts = arg.split("{file}").map(|part| part.replace("{line}", &line));
            let first = parts.next().unwrap_or_default();
            parts.fold(first, |out, part| out + file + &part)
        };
        self.args.iter().map(fill).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editors_get_file_and_line_as_they_take_them() {
        let opens = |typed: &str| {
            let editor = Editor::new(typed).unwrap();
            [vec![editor.program.clone()], editor.filled("a b/{line}.yaml", 7)]
                .concat()
                .join("|")
        };
        assert_eq!(opens("code"), "code|-g|a b/{line}.yaml:7");
        assert_eq!(opens("/usr/bin/nvim -u NONE"), "/usr/bin/nvim|-u|NONE|+7|a b/{line}.yaml");
        assert_eq!(opens("mine"), "mine|a b/{line}.yaml:7");
        assert_eq!(opens("mine --at={line} {file}"), "mine|--at=7|a b/{line}.yaml");
        assert_eq!(Editor::new("  "), None);
    }
}
