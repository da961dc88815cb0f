//! Opens what was made with the program that the system has for it.

use std::ffi::OsStr;
use std::io;
use std::process::{Command, Stdio};

use super::console::Console;

/// Opens a file or an address; where that cannot be done, says what to open by hand.
pub(super) fn open(what: &OsStr, console: &mut Console) -> io::Result<()> {
    let mut opener = opener();
    let quiet =
        opener.arg(what).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    match quiet.spawn() {
        Ok(_) => Ok(()),
        Err(_) => {
            let shown = crate::diag::print::one_line(&what.to_string_lossy());
            console.say(&format!("no program was found that opens it: open `{shown}` yourself"))
        }
    }
}

/// What the system opens files with.
fn opener() -> Command {
    if cfg!(target_os = "macos") {
        Command::new("open")
    } else if cfg!(target_os = "windows") {
        Command::new("explorer")
    } else {
        Command::new("xdg-open")
    }
}
