//! The program: everything is in the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    // A panic is told as the fault of what was being made; where it arose is for those who ask.
    if std::env::var_os("RUST_BACKTRACE").is_none() {
        std::panic::set_hook(Box::new(|_| {}));
    }
    warraq::cli::main()
}
