//! The way from a project's folder to its documents: the real brochure, and every bad input.

use std::path::Path;

use warraq::diag::{Severity, Sink, Sources};
use warraq::model::lang::Lang;
use warraq::source::load;

fn lang(tag: &str) -> Lang {
    Lang::parse(tag).expect("a known language")
}

#[test]
fn the_real_brochure_loads_in_all_its_languages() {
    let (mut sources, mut sink) = (Sources::default(), Sink::default());
    let project = load(Path::new("source"), &mut sources, &mut sink);
    let project = project.unwrap_or_else(|_| panic!("{:#?}", sink.diagnostics()));
    for tag in ["ar", "en"] {
        let document = project.document(&lang(tag), &sources, None, &mut sink);
        assert!(document.is_ok(), "{:#?}", sink.diagnostics());
        if std::env::var("DUMP").is_ok() {
            println!(
                "{:#?}",
                document.map(|d| (
                    d.title,
                    d.subtitle,
                    d.sections[0].clone(),
                    d.meta,
                    d.siblings
                ))
            );
        }
    }
    assert_eq!(sink.count(Severity::Warning), 0);
}
