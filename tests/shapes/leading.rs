//! Prose of one leading: in a theme that asks for it, all lines of all paragraphs of a document stand
//! the same distance apart, whatever letters and marks the text has.

use std::collections::BTreeMap;

use warraq::layout::frame::{FrameItem, Layout, TagKind};

use super::project::Project;
use super::{Laid, lay_out};

/// Distances from baseline to baseline in paragraphs of sections, by the size of their type, in
/// hundredths of a point, and how often each is met: leads are larger than prose.
fn distances(layout: &Layout) -> BTreeMap<i64, BTreeMap<i64, usize>> {
    let mut found: BTreeMap<i64, BTreeMap<i64, usize>> = BTreeMap::new();
    let is_prose = |tag: usize| {
        let node = &layout.tags.nodes[tag];
        let above = node.parent.map(|parent| layout.tags.nodes[parent.0 as usize].kind);
        node.kind == TagKind::P && above == Some(TagKind::Sect)
    };
    for page in &layout.pages {
        let (mut open, mut lines): (Vec<usize>, BTreeMap<_, Vec<f64>>) = Default::default();
        for item in &page.items {
            match item {
                FrameItem::TagStart(tag) => open.push(tag.0 as usize),
                FrameItem::TagEnd => drop(open.pop()),
                FrameItem::Text { at, line, .. } => {
                    let size =
                        line.pieces.first().map_or(0.0, |piece| piece.style.size.to_pt());
                    let prose = open.iter().rev().find(|tag| is_prose(**tag));
                    let lines =
                        prose.map(|tag| lines.entry((*tag, hundredths(size))).or_default());
                    lines.into_iter().for_each(|lines| lines.push(at.y.to_pt()));
                }
                _ => {}
            }
        }
        for ((_, size), lines) in &mut lines {
            lines.sort_by(f64::total_cmp);
            lines.dedup();
            for pair in lines.windows(2) {
                let apart = hundredths(pair[1] - pair[0]);
                *found.entry(*size).or_default().entry(apart).or_default() += 1;
            }
        }
    }
    found
}

fn hundredths(length: f64) -> i64 {
    (length * 100.0).round() as i64
}

#[test]
fn prose_of_a_document_has_one_leading() {
    let (mut documents, mut lines) = (0, 0);
    for seed in 0..400 {
        let project = Project::new(seed);
        if project.theme != "kitab"
            || project.format.contains("fold")
            || project.format == "leaflet"
        {
            continue;
        }
        let Laid { layout, .. } = lay_out(&project);
        let by_size = distances(&layout);
        let most = |found: &&BTreeMap<i64, usize>| found.values().sum::<usize>();
        let Some(found) = by_size.values().max_by_key(most) else { continue };
        let all: usize = found.values().sum();
        if all < 6 {
            continue;
        }
        // A paragraph whose ink needs a quarter more has a leading of its own.
        let least = *found.keys().next().unwrap();
        let most = found.keys().filter(|key| **key < least * 5 / 4).max().unwrap();
        assert!(most - least <= 2, "{seed} {}: {found:?}", project.lang);
        (documents, lines) = (documents + 1, lines + all);
        if documents == 24 {
            break;
        }
    }
    assert!(documents == 24 && lines > 500, "{documents} documents, {lines} lines");
}
