//! Blocks of plain text to title, headings, terms and prose: by how long they are, how they end
//! and what follows them.

use std::collections::BTreeSet;

use super::blocks::{BlockKind, TextBlock};
use super::escape::markdown;
use super::sections::{add, begin};
use super::{Draft, DraftPiece};
use crate::prose::{TokenKind, tokens};

/// Most characters of a title, of a heading and of a term.
const TITLE: usize = 120;
const HEADING: usize = 80;
const TERM: usize = 60;
/// So many digits in one word are a number to call, or one of an account.
const PHONE: usize = 7;
/// Bytes of a paragraph that goes on in another one: a text has its limits.
const PARAGRAPH: usize = 32 << 10;
/// Headings that follow one another up to which they are taken as such.
const MOST_HEADINGS: usize = 2;

/// The draft of a text. `name` is the title and `introduction` the heading where it has none.
pub(super) fn draft(mut blocks: Vec<TextBlock>, name: &str, introduction: &str) -> Draft {
    let mut draft = Draft::default();
    blocks.retain(|block| {
        let is_rule = block.kind == BlockKind::Rule;
        if is_rule {
            draft.guess(block.line, "rule, left out", "");
        }
        !is_rule
    });
    let attached = attached(&blocks);
    let free = |block: &&TextBlock| !attached.contains(&block.line);
    let mut rest = title(&blocks, name, &mut draft);
    while let Some(first) = rest.first() {
        let headings: Vec<_> = rest
            .iter()
            .take_while(free)
            .map_while(|block| Some((block.line, heading(block)?)))
            .collect();
        let leads = headings.len() < rest.len() && headings.len() <= MOST_HEADINGS;
        match headings.split_first().filter(|_| leads) {
            Some((&(line, text), below)) => {
                draft.guess(line, "heading", text);
                begin(&mut draft.sections, text, markdown(text));
                for &(line, text) in below {
                    draft.guess(line, "heading in its section", text);
                    add(&mut draft.sections, DraftPiece::Heading(markdown(text)), introduction);
                }
                rest = &rest[headings.len()..];
            }
            None => {
                body(first, introduction, &mut draft);
                rest = &rest[1..];
            }
        }
    }
    draft.guesses.sort_by_key(|guess| guess.line);
    draft
}

/// The lines that go on where a text stops, by their numbers: in a text that knows empty lines, no
/// heading stands right below a paragraph.
fn attached(blocks: &[TextBlock]) -> BTreeSet<usize> {
    let pairs = || blocks.windows(2).map(|pair| (&pair[0], &pair[1]));
    let follows = |(above, below): &(&TextBlock, &TextBlock)| match &above.kind {
        BlockKind::Text(lines) => above.line + lines.len() == below.line,
        _ => true,
    };
    if pairs().all(|pair| follows(&pair)) {
        return BTreeSet::new();
    }
    let goes_on = |(above, _): &(&TextBlock, &TextBlock)| {
        matches!(above.kind, BlockKind::Text(_)) && heading(above).is_none()
    };
    pairs().filter(follows).filter(goes_on).map(|(_, below)| below.line).collect()
}

/// Takes the title off, and a second line of it.
fn title<'b>(blocks: &'b [TextBlock], name: &str, draft: &mut Draft) -> &'b [TextBlock] {
    let is_title = |text: &&str| text.chars().count() <= TITLE && !text.ends_with('.');
    let first = blocks.first().and_then(single).filter(is_title);
    let Some((text, [second, ..])) = first.zip(blocks.get(1..)) else {
        draft.title = markdown(name);
        draft.guess(0, "title, as the text has none", name);
        return blocks;
    };
    let (title, other) = two_languages(text);
    draft.title = markdown(title);
    draft.guess(blocks[0].line, "title", title);
    if let Some(other) = other {
        draft.subtitle = Some(markdown(other));
        draft.guess(blocks[0].line, "subtitle", other);
        return &blocks[1..];
    }
    let leads = blocks.get(2).is_some_and(|third| heading(third).is_some());
    match heading(second).filter(|_| leads && blocks.len() > 3 && heading(&blocks[3]).is_none())
    {
        Some(text) => {
            draft.subtitle = Some(markdown(text));
            draft.guess(second.line, "subtitle", text);
            &blocks[2..]
        }
        None => &blocks[1..],
    }
}

/// A title, and the same in another script between parentheses at its end.
fn two_languages(text: &str) -> (&str, Option<&str>) {
    let is_latin = |text: &str| {
        let mut letters = text.chars().filter(|c| c.is_alphabetic());
        letters.all(|c| c < '\u{250}')
    };
    let parts = text.strip_suffix(')').and_then(|text| text.rsplit_once(" ("));
    match parts.map(|(title, other)| (title.trim_end(), other.trim())) {
        Some((title, other))
            if says(title)
                && says(other)
                && !other.contains(')')
                && is_latin(title) != is_latin(other) =>
        {
            (title, Some(other))
        }
        _ => (text, None),
    }
}

fn says(text: &str) -> bool {
    text.contains(char::is_alphabetic)
}

/// The text of a block of one line.
fn single(block: &TextBlock) -> Option<&str> {
    match &block.kind {
        BlockKind::Text(lines) if lines.len() == 1 => {
            Some(lines[0].as_str()).filter(|text| says(text))
        }
        _ => None,
    }
}

/// The text of a block that may be a heading: short, not the end of a sentence, and without a number
/// to call or an address.
fn heading(block: &TextBlock) -> Option<&str> {
    let ends = ['.', '،', '؛', ':', '!', '…', ',', ';', '۔'];
    let reaches = |kind| matches!(kind, TokenKind::Phone | TokenKind::Mail | TokenKind::Page);
    single(block)
        .filter(|text| text.chars().count() <= HEADING && !text.ends_with(ends))
        .filter(|text| !tokens(text).iter().any(|token| reaches(token.kind)))
        .filter(|text| !text.split(' ').any(|word| digits(word) >= PHONE))
}

fn digits(word: &str) -> usize {
    word.chars().filter(|c| c.is_numeric()).count()
}

/// What stands under a heading.
fn body(block: &TextBlock, introduction: &str, draft: &mut Draft) {
    if draft.sections.is_empty() {
        draft.guess(block.line, "text before any heading, under a new one", introduction);
    }
    let pieces = match &block.kind {
        BlockKind::Text(lines) => match pairs(lines.iter().map(String::as_str)) {
            Some(rows) if rows.len() > 1 => vec![terms(block.line, &rows, draft)],
            _ => prose(&lines.join(" ")),
        },
        BlockKind::List { start, items } => vec![list(block.line, *start, items, draft)],
        BlockKind::Rows(rows) => {
            draft.guess(block.line, format!("table ({} rows)", rows.len()), &rows[0].join(" "));
            let cells = |row: &Vec<String>| row.iter().map(|cell| markdown(cell)).collect();
            vec![DraftPiece::Table(rows.iter().map(cells).collect())]
        }
        BlockKind::Rule => vec![],
    };
    pieces.into_iter().for_each(|piece| add(&mut draft.sections, piece, introduction));
}

/// A paragraph; where it is longer than any should be, several.
pub(super) fn prose(text: &str) -> Vec<DraftPiece> {
    let mut parts = vec![String::new()];
    for word in text.split(' ') {
        let last = parts.last().map_or(0, String::len);
        if last > PARAGRAPH {
            parts.push(String::new());
        }
        if let Some(part) = parts.last_mut() {
            let space = if part.is_empty() { "" } else { " " };
            *part = std::mem::take(part) + space + word;
        }
    }
    parts.iter().map(|part| DraftPiece::Prose(markdown(part))).collect()
}

fn list(
    line: usize,
    start: Option<u32>,
    items: &[(usize, String)],
    draft: &mut Draft,
) -> DraftPiece {
    let texts = || items.iter().map(|(_, text)| text.as_str());
    let is_deep = items.iter().any(|(depth, _)| *depth > 0);
    let first = texts().next().unwrap_or_default();
    if let Some(rows) = pairs(texts()).filter(|_| start.is_none() && !is_deep) {
        return terms(line, &rows, draft);
    }
    let what = if start.is_some() { "numbers" } else { "bullets" };
    draft.guess(line, format!("{what} ({})", items.len()), first);
    if is_deep {
        let item = |(depth, text): &(usize, String)| {
            format!("{:1$}- {2}", "", depth * 2, markdown(text))
        };
        return DraftPiece::Prose(items.iter().map(item).collect::<Vec<_>>().join("\n"));
    }
    DraftPiece::List { start, items: texts().map(markdown).collect() }
}

fn terms(line: usize, rows: &[(&str, &str)], draft: &mut Draft) -> DraftPiece {
    draft.guess(line, format!("terms ({})", rows.len()), rows[0].0);
    let row = |(term, text): &(&str, &str)| (markdown(term), markdown(text));
    DraftPiece::Terms(rows.iter().map(row).collect())
}

/// Texts that all are a term, a colon and a description; `None` where one is not.
fn pairs<'t>(texts: impl Iterator<Item = &'t str>) -> Option<Vec<(&'t str, &'t str)>> {
    let pair = |text: &'t str| {
        let (term, text) = text.split_once(": ")?;
        let (term, text) = (term.trim(), text.trim());
        let is_term =
            term.chars().count() <= TERM && says(term) && !term.contains(['.', '؟', '!']);
        (is_term && says_any(text)).then_some((term, text))
    };
    texts.map(pair).collect()
}

fn says_any(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}
