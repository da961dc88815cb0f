//! The same samples for the browser: `tests/conformance/order.py` builds them as web pages and
//! compares what it measures there. `UPDATE_REF=1 cargo test order::browser` rewrites the file.

use std::fmt::Write as _;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use serde_json::json;

use super::places::Holder;
use super::{batches, phrases, places, project, random};

fn file() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/order.json.gz")
}

/// A line for each document: its language, where its samples are, its text file, and what must be
/// seen of each sample: its tokens, and its line or nothing.
fn cases() -> String {
    let samples = [places::samples(), phrases::samples(), random::samples()].concat();
    let mut out = String::new();
    for batch in batches(samples) {
        let element = match batch[0].holder {
            Holder::Paragraph => "p",
            Holder::Heading => "h3",
            Holder::Cell => "tbody td:first-child",
            Holder::Term => "dt",
        };
        let seen = batch.iter().map(|sample| json!([sample.tokens, sample.line]));
        let case = json!({
            "lang": batch[0].lang,
            "element": element,
            "text": project::text(&batch),
            "seen": seen.collect::<Vec<_>>(),
        });
        writeln!(out, "{case}").unwrap();
    }
    out
}

#[test]
fn the_browser_is_asked_for_the_same_samples() {
    let now = cases();
    if std::env::var_os("UPDATE_REF").is_some() {
        let mut packed = GzEncoder::new(vec![], Compression::best());
        packed.write_all(now.as_bytes()).unwrap();
        std::fs::write(file(), packed.finish().unwrap()).unwrap();
    }
    let mut then = String::new();
    let packed = std::fs::File::open(file()).unwrap();
    GzDecoder::new(packed).read_to_string(&mut then).unwrap();
    assert!(now == then, "`UPDATE_REF=1 cargo test` rewrites {}", file().display());
}
