//! What belongs together in the texts of two languages: block by block, row by row.
//!
//! Blocks have no names that languages share, so they are paired by what they are, in order; of
//! several that might be meant, those that bear the same numbers and Latin words belong together.

use std::collections::BTreeSet;

use super::lang::Digits;
use super::{Block, BlockKind, Text};
use crate::diag::Span;

/// More pairs than this are not weighed; then parts are paired by their number.
const MOST_PAIRS: usize = 1 << 22;

/// A part of an edition that other languages should have, too.
pub struct EditionPart {
    /// What it is, in words.
    pub name: &'static str,
    /// Its numbers and Latin words: what translations leave as it is.
    kept: BTreeSet<String>,
    /// Where it stands.
    pub span: Span,
    /// What it is made of.
    pub parts: Vec<Self>,
}

/// The blocks of two bodies beside one another, by their numbers; what has no counterpart stands
/// alone, where its own text has it.
pub fn rows(first: &[Block], second: &[Block]) -> Vec<(Option<usize>, Option<usize>)> {
    let parts = |all: &[Block]| all.iter().map(block).collect::<Vec<_>>();
    let (mut out, mut next) = (vec![], 0);
    for (i, partner) in partners(&parts(first), &parts(second)).into_iter().enumerate() {
        if let Some(partner) = partner {
            out.extend((next..partner).map(|alone| (None, Some(alone))));
            next = partner + 1;
        }
        out.push((Some(i), partner));
    }
    out.extend((next..second.len()).map(|alone| (None, Some(alone))));
    out
}

/// For each of the parts of `first` the number of its partner: the pairing in order that pairs
/// most parts and, of those, the ones that are most alike.
pub fn partners(first: &[EditionPart], other: &[EditionPart]) -> Vec<Option<usize>> {
    let same = |(a, b): (&EditionPart, &EditionPart)| a.name == b.name;
    if first.len() == other.len() && first.iter().zip(other).all(same)
        || first.len().saturating_mul(other.len()) > MOST_PAIRS
    {
        return (0..first.len()).map(|at| (at < other.len()).then_some(at)).collect();
    }
    let width = other.len() + 1;
    // The best sum of what follows two places, from the end.
    let mut best = vec![0_u32; (first.len() + 1) * width];
    for i in (0..first.len()).rev() {
        for j in (0..other.len()).rev() {
            let pair =
                likeness(&first[i], &other[j]).map_or(0, |l| l + best[(i + 1) * width + j + 1]);
            best[i * width + j] =
                pair.max(best[(i + 1) * width + j]).max(best[i * width + j + 1]);
        }
    }
    let (mut partners, mut j) = (vec![None; first.len()], 0);
    for (i, partner) in partners.iter_mut().enumerate() {
        while j < other.len() && best[i * width + j] == best[i * width + j + 1] {
            j += 1;
        }
        if j < other.len() && best[i * width + j] > best[(i + 1) * width + j] {
            *partner = Some(j);
            j += 1;
        }
    }
    partners
}

/// How alike two parts are; `None` where they are not the same kind of thing.
fn likeness(a: &EditionPart, b: &EditionPart) -> Option<u32> {
    let shared = a.kept.intersection(&b.kept).count().min(9);
    (a.name == b.name).then(|| 100 + u32::try_from(shared).unwrap_or_default())
}

/// The parts that a body is made of.
pub fn blocks(blocks: &[Block]) -> Vec<EditionPart> {
    // Where pages break is up to each language.
    let blocks =
        blocks.iter().filter(|b| !matches!(b.kind, BlockKind::PageBreak | BlockKind::Toc));
    blocks.map(block).collect()
}

fn block(block: &Block) -> EditionPart {
    let (name, texts, parts): (_, Vec<&Text>, _) = match &block.kind {
        BlockKind::Paragraph(text) => ("paragraph", vec![text], vec![]),
        BlockKind::Heading { text, .. } => ("heading", vec![text], vec![]),
        BlockKind::Terms(rows) => {
            let rows = rows.iter().map(|row| part("term", [&row.term], row.span));
            ("list of terms", vec![], rows.collect())
        }
        BlockKind::List(list) => ("list", vec![], list.items.iter().map(|i| item(i)).collect()),
        BlockKind::Table(table) => {
            let rows = table.rows.iter().map(|row| part("row of a table", row, Span::NONE));
            ("table", vec![], rows.collect())
        }
        BlockKind::Callout { body, .. } => ("callout", vec![], blocks(body)),
        BlockKind::Facts(facts) => {
            let facts = facts.iter().map(|fact| part("fact", [&fact.number], Span::NONE));
            ("group of facts", vec![], facts.collect())
        }
        BlockKind::Steps(steps) => {
            let steps = steps.iter().map(|step| part("step", [&step.title], Span::NONE));
            ("group of steps", vec![], steps.collect())
        }
        BlockKind::Checklist(items) => {
            let items = items.iter().map(|item| part("item of a checklist", [item], item.span));
            ("checklist", vec![], items.collect())
        }
        BlockKind::Pairs(pairs) => {
            let pairs = pairs.iter().map(|pair| part("pair", &pair.good, Span::NONE));
            ("group of pairs", vec![], pairs.collect())
        }
        BlockKind::Hours(rows) => {
            let rows = rows.iter().map(|row| part("row of hours", [&row.days], Span::NONE));
            ("opening hours", vec![], rows.collect())
        }
        BlockKind::Timeline(moments) => {
            let rows = moments.iter().map(|m| part("row of a timeline", [&m.when], Span::NONE));
            ("timeline", vec![], rows.collect())
        }
        BlockKind::Help(help) => ("number to call", vec![&help.number], vec![]),
        BlockKind::Contact(contact) => {
            let rows = contact.rows.iter();
            let rows = rows.map(|(label, value)| part("contact", [label, value], Span::NONE));
            ("group of contacts", vec![], rows.collect())
        }
        BlockKind::Columns { columns, .. } => {
            ("group of columns", vec![], columns.iter().flat_map(|c| blocks(c)).collect())
        }
        BlockKind::Figure(_) => ("figure", vec![], vec![]),
        BlockKind::Quote { .. } => ("quote", vec![], vec![]),
        BlockKind::Qr(_) => ("QR code", vec![], vec![]),
        BlockKind::PageBreak => ("page break", vec![], vec![]),
        BlockKind::Toc => ("contents", vec![], vec![]),
    };
    EditionPart { parts, ..part(name, texts, block.span) }
}

/// An item of a list; the lists below it are parts of it.
fn item(item: &[Block]) -> EditionPart {
    let span = item.first().map_or(Span::NONE, |block| block.span);
    let text = item.iter().find_map(|block| match &block.kind {
        BlockKind::Paragraph(text) => Some(text),
        _ => None,
    });
    EditionPart { parts: blocks(item), ..part("item of a list", text, span) }
}

fn part<'t>(
    name: &'static str,
    texts: impl IntoIterator<Item = &'t Text>,
    span: Span,
) -> EditionPart {
    let (mut kept, mut place) = (BTreeSet::new(), span);
    for text in texts {
        kept.extend(words(&text.to_plain()));
        place = if place == Span::NONE { text.span } else { place };
    }
    EditionPart { name, kept, span: place, parts: vec![] }
}

/// The numbers, in digits 0–9, and the Latin words of a text.
fn words(text: &str) -> BTreeSet<String> {
    let folded = text.chars().map(|c| match Digits::read(c) {
        Some((_, value)) => Digits::Latn.digit(value),
        None => c,
    });
    let folded: String = folded.collect();
    let words =
        folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(list: &str) -> Vec<EditionPart> {
        let kept = |word: &str| words(word);
        let all = list.split_whitespace().map(|word| EditionPart {
            name: match word.chars().next() {
                Some('p') => "paragraph",
                Some('t') => "table",
                _ => "list",
            },
            kept: kept(&word[1..]),
            span: Span::NONE,
            parts: vec![],
        });
        all.collect()
    }

    #[test]
    fn parts_are_paired_in_order_by_kind_and_by_what_they_keep() {
        let pairs = |a: &str, b: &str| partners(&parts(a), &parts(b));
        assert_eq!(pairs("p t p", "p t p"), [Some(0), Some(1), Some(2)]);
        assert_eq!(pairs("p t p", "p p"), [Some(0), None, Some(1)]);
        assert_eq!(pairs("p1 p2 p3", "p1 p3"), [Some(0), None, Some(1)]);
        assert_eq!(pairs("p٢ p٣", "p3"), [None, Some(0)]);
        assert_eq!(pairs("p", "t p l"), [Some(1)]);
        assert_eq!(pairs("p t", ""), [None, None]);
    }
}
