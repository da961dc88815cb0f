//! Any bytes as the text of a project: faults, never a panic, never a hang.
#![no_main]

use libfuzzer_sys::fuzz_target;
use warraq::diag::{Sink, Sources};

fuzz_target!(|bytes: &[u8]| {
    let Ok(dir) = tempfile::tempdir() else { return };
    let text = dir.path().join("text");
    let brochure = "slug: fuzz\nlanguages: [ar]\n";
    let written = std::fs::create_dir(&text)
        .and_then(|()| std::fs::write(dir.path().join("brochure.yaml"), brochure))
        .and_then(|()| std::fs::write(text.join("ar.yaml"), bytes));
    if written.is_err() {
        return;
    }
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    if let Ok(project) = warraq::source::load(dir.path(), &mut sources, &mut sink) {
        for edition in project.editions() {
            let _ = project.document(&edition.lang, &sources, None, &mut sink);
        }
    }
    for fault in sink.diagnostics() {
        assert!(fault.span.start <= fault.span.end, "{fault:?}");
    }
});
