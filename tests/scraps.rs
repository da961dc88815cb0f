//! The last page of a text is no scrap: whatever its length, it bears a fair share of the lines that
//! its other pages have. Lines are counted in the frames; nothing is known of how they came there.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use rayon::prelude::*;
use serde_json::json;
use warraq::layout::frame::lines;

use crate::notice::{LANGUAGES, Made};

/// Share of the fullest page's lines that the last page has at least.
const FAIR: f64 = 0.12;
/// Letters of a line of prose; heads and folios have fewer.
const PROSE: usize = 18;

/// How many lines of prose each page has that has any.
fn counts(made: &Made) -> Vec<usize> {
    let count = |page: &warraq::layout::frame::Page| {
        let placed = lines(&page.items);
        let letters = placed.iter().map(|placed| {
            placed.line.pieces.iter().map(|piece| piece.shaped.text.chars().count()).sum()
        });
        letters.filter(|letters: &usize| *letters >= PROSE).count()
    };
    made.layout.pages.iter().map(count).filter(|count| *count > 0).collect()
}

#[test]
fn no_scrap_ends_a_text() {
    let ways: Vec<_> = LANGUAGES[..3]
        .iter()
        .flat_map(|language| ["najma", "kitab", "maktab"].map(|theme| (language, theme)))
        .flat_map(|(language, theme)| ["booklet", "a4"].map(|format| (language, theme, format)))
        .flat_map(|(language, theme, format)| {
            (6..=20).map(move |count| (language, theme, format, count))
        })
        .collect();
    let judged: Vec<_> = ways
        .par_iter()
        .map(|&((lang, words), theme, format, count)| {
            // Paragraphs of several lengths, so that pages end everywhere.
            let body: Vec<String> = (0..count)
                .map(|i| vec![*words; 2 + (i * 7 + count) % 4].join(" ") + ".")
                .collect();
            let made = Made::new(lang, theme, format, &json!(body), "");
            let counts = counts(&made);
            let fullest = counts.iter().max().copied().unwrap_or(0);
            let last = counts.last().copied().unwrap_or(0);
            let is_scrap = counts.len() > 1 && (last as f64) < FAIR * fullest as f64;
            (
                counts.len() > 1,
                is_scrap.then(|| format!("{lang} {theme} {format} {count}: {counts:?}")),
            )
        })
        .collect();
    let several = judged.iter().filter(|(several, _)| *several).count();
    assert!(several > judged.len() / 2, "too few have several pages: {several}");
    let scraps: Vec<_> = judged.into_iter().filter_map(|(_, scrap)| scrap).collect();
    assert!(scraps.is_empty(), "{} scraps: {scraps:#?}", scraps.len());
}
