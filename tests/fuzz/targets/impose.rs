//! Any bytes as a PDF file that is to be imposed: sheets or a fault, never a panic, never a hang.
#![no_main]

use libfuzzer_sys::fuzz_target;
use warraq::diag::Sink;
use warraq::pdf::impose::{Imposition, impose};

fuzz_target!(|bytes: &[u8]| {
    let mut sink = Sink::default();
    let made = impose(bytes, &Imposition::BOOKLET, &mut sink);
    assert_eq!(made.is_err(), sink.has_errors());
});
