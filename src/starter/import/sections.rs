//! Sections and their names.

use super::super::yaml::is_taken;
use super::{DraftPiece, DraftSection};

/// Most characters of a section's name.
const LONGEST_ID: usize = 40;

/// Adds a section to those that are there.
pub(super) fn begin(sections: &mut Vec<DraftSection>, heading: &str, markdown: String) {
    let id = id(heading, sections);
    sections.push(DraftSection { id, heading: markdown, body: vec![] });
}

/// Adds a piece to the last section; before any, to one with the heading of an introduction.
pub(super) fn add(sections: &mut Vec<DraftSection>, piece: DraftPiece, introduction: &str) {
    if sections.is_empty() {
        begin(sections, introduction, introduction.to_owned());
    }
    if let Some(section) = sections.last_mut() {
        section.body.push(piece);
    }
}

/// A name out of a heading in Latin letters, else out of the section's number.
fn id(heading: &str, sections: &[DraftSection]) -> String {
    let letters = heading.chars().filter(|c| c.is_alphabetic());
    let is_latin = letters.clone().count() > 0 && letters.clone().all(|c| c.is_ascii());
    let kept = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    let folded: String = heading.chars().map(kept).take(LONGEST_ID).collect();
    let parts: Vec<&str> = folded.split('-').filter(|part| !part.is_empty()).collect();
    let name = parts.join("-");
    let starts = name.starts_with(|c: char| c.is_ascii_lowercase());
    let is_free = sections.iter().all(|section| section.id != name) && !is_taken(&name);
    let number = sections.len() + 1;
    match is_latin && starts && is_free {
        true if !name.starts_with("section-") => name,
        _ => format!("section-{number}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_latin_and_stand_once() {
        let mut sections = vec![];
        for heading in ["History & aims", "تاريخ", "History: aims", "2026", "Section 9", "Null"]
        {
            begin(&mut sections, heading, heading.to_owned());
        }
        let ids: Vec<_> = sections.iter().map(|section| section.id.as_str()).collect();
        assert_eq!(
            ids,
            ["history-aims", "section-2", "section-3", "section-4", "section-5", "section-6"]
        );
    }
}
