//! Whether a translation has what the first language has: block by block, row by row.
//!
//! Blocks have no names that languages share, so they are paired by what they are, in order; of
//! several that might be meant, those that bear the same numbers and Latin words belong together.

use std::collections::BTreeSet;

use crate::diag::{Diagnostic, Sink, Span};
use crate::model::lang::Digits;
use crate::model::{Block, BlockKind, Document, Section, Text};

/// As many missing parts of a section are told one by one; more are told together.
const TOLD: usize = 3;
/// More pairs than this are not weighed; then parts are paired by their number.
const MOST_PAIRS: usize = 1 << 22;

/// A part of an edition that other languages should have, too.
struct Part {
    name: &'static str,
    /// Its numbers and Latin words: what translations leave as it is.
    kept: BTreeSet<String>,
    span: Span,
    parts: Vec<Self>,
}

/// `untranslated`: blocks, and rows or items of blocks, that a translation lacks. Sections are
/// paired by id; those that it lacks are told elsewhere.
pub fn parity(first: &Document, other: &Document, sink: &mut Sink) {
    for section in &first.sections {
        let Some(own) = other.sections.iter().find(|own| own.id == section.id) else {
            continue;
        };
        let mut missing = vec![];
        compare(&blocks(&section.body), &blocks(&own.body), &mut missing);
        tell(section, own, &missing, other.lang.as_str(), sink);
    }
}

fn tell(
    section: &Section,
    own: &Section,
    missing: &[(&'static str, Span)],
    lang: &str,
    sink: &mut Sink,
) {
    let mut push = |span: Span, message: String| {
        let span = if span == Span::NONE { section.span } else { span };
        let fault = Diagnostic::warning("untranslated", span, message);
        sink.push(fault.with_related(own.span, "its section begins here"));
    };
    if missing.len() <= TOLD {
        for (name, span) in missing {
            push(*span, format!("this {name} is not in `{lang}`"));
        }
    } else if let Some((name, span)) = missing.first() {
        let (count, id) = (missing.len(), &section.id);
        push(*span, format!("{count} parts of `{id}` are not in `{lang}`: first this {name}"));
    }
}

/// Gathers the parts of `first` that `other` lacks, outermost only.
fn compare(first: &[Part], other: &[Part], missing: &mut Vec<(&'static str, Span)>) {
    let partners = partners(first, other);
    for (part, partner) in first.iter().zip(partners) {
        match partner.and_then(|at| other.get(at)) {
            Some(own) => compare(&part.parts, &own.parts, missing),
            None => missing.push((part.name, part.span)),
        }
    }
}

/// For each of the parts of `first` the number of its partner: the pairing in order that pairs
/// most parts and, of those, the ones that are most alike.
fn partners(first: &[Part], other: &[Part]) -> Vec<Option<usize>> {
    let same = |(a, b): (&Part, &Part)| a.name == b.name;
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
fn likeness(a: &Part, b: &Part) -> Option<u32> {
    let shared = a.kept.intersection(&b.kept).count().min(9);
    (a.name == b.name).then(|| 100 + u32::try_from(shared).unwrap_or_default())
}

fn blocks(blocks: &[Block]) -> Vec<Part> {
    // Where pages break is up to each language.
    let blocks =
        blocks.iter().filter(|b| !matches!(b.kind, BlockKind::PageBreak | BlockKind::Toc));
    blocks.map(block).collect()
}

fn block(block: &Block) -> Part {
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
    Part { parts, ..part(name, texts, block.span) }
}

/// An item of a list; the lists below it are parts of it.
fn item(item: &[Block]) -> Part {
    let span = item.first().map_or(Span::NONE, |block| block.span);
    let text = item.iter().find_map(|block| match &block.kind {
        BlockKind::Paragraph(text) => Some(text),
        _ => None,
    });
    Part { parts: blocks(item), ..part("item of a list", text, span) }
}

fn part<'t>(name: &'static str, texts: impl IntoIterator<Item = &'t Text>, span: Span) -> Part {
    let (mut kept, mut place) = (BTreeSet::new(), span);
    for text in texts {
        kept.extend(words(&text.to_plain()));
        place = if place == Span::NONE { text.span } else { place };
    }
    Part { name, kept, span: place, parts: vec![] }
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

    fn parts(list: &str) -> Vec<Part> {
        let kept = |word: &str| words(word);
        let all = list.split_whitespace().map(|word| Part {
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
