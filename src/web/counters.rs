//! Markers of lists as CSS: numbers in the edition's digits, letters by counter styles of our own.
//!
//! Counter styles need no script. A reading system that knows none keeps the plain system that
//! stands before ours in each rule. Beyond the letters, numbers go on in the edition's digits.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::build::inner_blocks;
use crate::model::lang::{Digits, Marker};
use crate::model::{Block, BlockKind, Document};

/// The space between a marker and its item.
const SUFFIX: &str = "\"\\2002\"";

/// The rules for all lists of a document.
pub(super) fn css(doc: &Document) -> String {
    let (system, numbers) = (system(doc.digits), numbers(doc.digits));
    let mut out = format!(
        "@counter-style warraq{{system:{numbers};suffix:{SUFFIX}}}\n\
         ol{{list-style-type:{system};list-style-type:warraq}}\n"
    );
    for (name, marker) in markers(doc) {
        let plain = match marker.letters() {
            Some(letters) => {
                let symbols: Vec<_> = letters.iter().map(|l| format!("\"{l}\"")).collect();
                let kind = if marker.goes_on() { "alphabetic" } else { "fixed" };
                let _ = writeln!(
                    out,
                    "@counter-style warraq-{name}{{system:{kind};symbols:{};\
                     suffix:{SUFFIX};fallback:{system}}}",
                    symbols.join(" ")
                );
                system
            }
            None => {
                let _ = writeln!(
                    out,
                    "@counter-style warraq-{name}{{system:extends {name};suffix:{SUFFIX};\
                     fallback:{system}}}"
                );
                name
            }
        };
        let _ = writeln!(
            out,
            "ol.{}{{list-style-type:{plain};list-style-type:warraq-{name}}}",
            class(marker)
        );
    }
    out
}

/// The class of a list with a marker of its own.
pub(super) fn class(marker: Marker) -> String {
    format!("by-{}", marker.name())
}

/// What the markers of all lists may say, for the faces that they are set in.
pub(super) fn said(doc: &Document) -> String {
    let digits = doc.digits.format(1_234_567_890);
    let letters = markers(doc).into_values().map(|marker| match marker.letters() {
        Some(letters) => letters.concat(),
        None => (1..=50).map(|n| marker.format(n, doc.digits)).collect(),
    });
    let letters: String = letters.collect();
    format!("{digits}{letters}.\u{2002}")
}

/// The markers that the document's lists ask for, by name.
fn markers(doc: &Document) -> BTreeMap<&'static str, Marker> {
    fn look(blocks: &[Block], found: &mut BTreeMap<&'static str, Marker>) {
        for block in blocks {
            if let BlockKind::List(list) = &block.kind {
                found.extend(list.marker.map(|marker| (marker.name(), marker)));
            }
            inner_blocks(&block.kind).into_iter().for_each(|inner| look(inner, found));
        }
    }
    let mut found = BTreeMap::new();
    doc.sections.iter().for_each(|section| look(&section.body, &mut found));
    found
}

/// The predefined counter style of a set of digits (CSS Counter Styles 3, 6.1); `decimal` where
/// there is none.
fn system(digits: Digits) -> &'static str {
    match digits {
        Digits::Arab => "arabic-indic",
        Digits::Arabext => "persian",
        Digits::Beng => "bengali",
        Digits::Deva => "devanagari",
        Digits::Gujr => "gujarati",
        Digits::Guru => "gurmukhi",
        Digits::Khmr => "khmer",
        Digits::Knda => "kannada",
        Digits::Laoo => "lao",
        Digits::Mlym => "malayalam",
        Digits::Mymr => "myanmar",
        Digits::Orya => "oriya",
        Digits::Tamldec => "tamil",
        Digits::Telu => "telugu",
        Digits::Thai => "thai",
        Digits::Tibt => "tibetan",
        Digits::Latn | Digits::Adlm | Digits::Cakm | Digits::Nkoo | Digits::Olck => "decimal",
    }
}

/// What the counter style of a set of digits is made of.
fn numbers(digits: Digits) -> String {
    match system(digits) {
        "decimal" if digits != Digits::Latn => {
            let symbols = (0..10).map(|value| format!("\"{}\"", digits.digit(value)));
            format!("numeric;symbols:{}", symbols.collect::<Vec<_>>().join(" "))
        }
        system => format!("extends {system}"),
    }
}
