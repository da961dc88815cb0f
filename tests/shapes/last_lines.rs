//! Last lines of flush prose: none follows a hyphen that could have been spared, and few are scraps.

use std::collections::BTreeMap;

use warraq::layout::frame::{FrameItem, TagKind};
use warraq::text::Line;

use super::project::Project;
use super::{Laid, lay_out};

/// Least share of its measure that a last line takes.
const LEAST: f64 = 0.12;
/// A line whose spaces are wider than so many natural ones is worse than a hyphen.
const LOOSE: f64 = 1.4;

/// The paragraphs of the sections, by their tags, as lines.
fn paragraphs(laid: &Laid) -> Vec<Vec<&Line>> {
    let tags = &laid.layout.tags.nodes;
    let is_prose = |tag: &usize| {
        let above = tags[*tag].parent.map(|parent| tags[parent.0 as usize].kind);
        tags[*tag].kind == TagKind::P && above == Some(TagKind::Sect)
    };
    let mut found: BTreeMap<usize, Vec<&Line>> = BTreeMap::new();
    for page in &laid.layout.pages {
        let mut open: Vec<usize> = vec![];
        for item in &page.items {
            match item {
                FrameItem::TagStart(tag) => open.push(tag.0 as usize),
                FrameItem::TagEnd => drop(open.pop()),
                FrameItem::Text { line, .. } => {
                    let prose = open.iter().rev().find(|tag| is_prose(tag));
                    prose.into_iter().for_each(|tag| found.entry(*tag).or_default().push(line));
                }
                _ => {}
            }
        }
    }
    found.into_values().collect()
}

/// Whether a line ends with a hyphen that its text has not.
fn is_hyphenated(line: &Line) -> bool {
    let last = line.pieces.iter().max_by_key(|piece| piece.start + piece.shaped.text.len());
    last.is_some_and(|piece| piece.shaped.text.ends_with(['\u{ad}', '\u{2010}']))
}

/// How many natural spaces wide the spaces of a line are that gives its last piece to the next one;
/// without end where that has no room for it, or no space to tell.
fn looseness(line: &Line, next: &Line) -> f64 {
    let spaces = |line: &Line| -> Vec<f64> {
        let spaces = line.pieces.iter().filter(|piece| piece.is_space());
        spaces.map(|piece| piece.width.to_pt()).filter(|width| *width > 0.0).collect()
    };
    let edge =
        line.pieces.iter().filter(|piece| piece.is_space()).map(|piece| piece.start).max();
    let last = line.pieces.iter().filter(|piece| Some(piece.start) > edge);
    let last: f64 = last.map(|piece| piece.width.to_pt()).sum();
    let (here, natural) = (spaces(line), spaces(next));
    let natural = natural.iter().copied().fold(f64::INFINITY, f64::min);
    let white = here.iter().sum::<f64>() + last;
    if here.len() < 2 || natural.is_infinite() || next.width.to_pt() + last > line.width.to_pt()
    {
        return f64::INFINITY;
    }
    white / (here.len() - 1) as f64 / natural
}

#[test]
fn last_lines_are_whole_words_and_no_scraps() {
    let (mut seen, mut hyphenated, mut scraps, mut inner) = (0, 0, 0, 0);
    for seed in 0..600 {
        let project = Project::new(seed);
        if project.theme != "kitab" || project.format.contains("fold") || project.lang == "ja" {
            continue;
        }
        let laid = lay_out(&project);
        for lines in paragraphs(&laid) {
            let [before @ .., line, last] = lines.as_slice() else { continue };
            let measure = line.width.to_pt();
            if before.is_empty() || (before[0].width.to_pt() - measure).abs() > 0.05 {
                continue;
            }
            seen += 1;
            inner += before.iter().filter(|line| is_hyphenated(line)).count();
            hyphenated += usize::from(is_hyphenated(line) && looseness(line, last) < LOOSE);
            scraps += usize::from(last.width.to_pt() < measure * LEAST);
        }
        if seen > 150 {
            break;
        }
    }
    assert!(seen > 150 && inner > 10, "{seen} paragraphs, {inner} hyphens inside");
    assert_eq!(
        hyphenated, 0,
        "of {seen} last lines follow a hyphen that could have been spared"
    );
    assert!(scraps * 15 <= seen, "{scraps} of {seen} last lines are scraps");
}
