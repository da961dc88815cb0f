//! The lines of a plain text, gathered to paragraphs, lists and rows.
//!
//! Where no line is long, lines were broken by hand and an empty line parts paragraphs; where one
//! is, each line is a paragraph.

use super::lines::{ImportedLine, LineKind};

/// Most characters of a line that was broken by hand.
const BROKEN: usize = 100;
/// Deepest item of a list.
const DEEPEST: usize = 8;

/// A block of plain text, with the number of its first line.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TextBlock {
    pub(super) line: usize,
    pub(super) kind: BlockKind,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) enum BlockKind {
    /// A paragraph, by its lines.
    Text(Vec<String>),
    /// Items, each with its depth; numbered from `start` on.
    List { start: Option<u32>, items: Vec<(usize, String)> },
    /// Rows of cells, all of one length.
    Rows(Vec<Vec<String>>),
    /// A row of hyphens.
    Rule,
}

/// The blocks of a text.
pub(super) fn blocks(lines: &[ImportedLine]) -> Vec<TextBlock> {
    let broken = lines.iter().all(|line| match &line.kind {
        LineKind::Text(text) => text.chars().count() <= BROKEN,
        _ => true,
    });
    let mut reader = BlockReader { rest: lines, broken };
    std::iter::from_fn(|| reader.block()).collect()
}

struct BlockReader<'l> {
    rest: &'l [ImportedLine],
    broken: bool,
}

impl<'l> BlockReader<'l> {
    fn block(&mut self) -> Option<TextBlock> {
        while self.rest.first().is_some_and(|line| line.kind == LineKind::Blank) {
            self.rest = &self.rest[1..];
        }
        let first = self.rest.first()?;
        let (line, left) = (first.number, self.rest.len());
        let kind = match &first.kind {
            LineKind::Rule => None,
            LineKind::Bullet(_) => self.bullets(),
            LineKind::Number(..) => self.numbers(),
            LineKind::Row(_) => self.rows(),
            LineKind::Blank | LineKind::Text(_) => self.text(),
        };
        if let Some(kind) = kind {
            return Some(TextBlock { line, kind });
        }
        // What is no list and no table is text, or a rule.
        let rest = self.rest;
        if rest.len() == left {
            self.rest = &rest[1..];
        }
        let kind = match plain(&rest[0].kind) {
            Some(text) => BlockKind::Text(vec![text]),
            None => BlockKind::Rule,
        };
        Some(TextBlock { line, kind })
    }

    fn text(&mut self) -> Option<BlockKind> {
        let mut texts = vec![];
        while let Some(LineKind::Text(text)) = self.rest.first().map(|line| &line.kind) {
            texts.push(text.clone());
            self.rest = &self.rest[1..];
            if !self.broken {
                break;
            }
        }
        Some(BlockKind::Text(texts))
    }

    fn bullets(&mut self) -> Option<BlockKind> {
        let (mut items, mut indents) = (vec![], vec![]);
        while let Some((indent, LineKind::Bullet(text))) = self.item() {
            indents.push(indent);
            items.push(text.clone() + &self.more());
        }
        let items = depths(&indents).into_iter().zip(items).collect();
        Some(BlockKind::List { start: None, items })
    }

    /// Two items at least that are counted on.
    fn numbers(&mut self) -> Option<BlockKind> {
        let all = self.rest;
        let (mut items, mut start) = (vec![], None);
        while let Some((_, LineKind::Number(number, text, _))) = self.item() {
            let first = *start.get_or_insert(*number);
            let expected = u32::try_from(items.len()).ok().and_then(|n| first.checked_add(n));
            if expected != Some(*number) {
                break;
            }
            items.push((0, text.clone() + &self.more()));
        }
        if items.len() < 2 {
            self.rest = all;
            return None;
        }
        Some(BlockKind::List { start, items })
    }

    /// The next line that is not empty, if it may be an item of the list before it.
    fn item(&self) -> Option<(usize, &'l LineKind)> {
        let line = self.rest.iter().find(|line| line.kind != LineKind::Blank)?;
        Some((line.indent, &line.kind))
    }

    /// Goes past an item, to the text below it that goes on from it.
    fn more(&mut self) -> String {
        let blanks = self.rest.iter().take_while(|line| line.kind == LineKind::Blank).count();
        self.rest = self.rest.get(blanks + 1..).unwrap_or_default();
        self.continued()
    }

    /// The lines right below an item that are no items themselves.
    fn continued(&mut self) -> String {
        let mut out = String::new();
        while let Some(ImportedLine { indent, kind: LineKind::Text(text), .. }) =
            self.rest.first()
        {
            if !self.broken && *indent == 0 {
                break;
            }
            out = out + " " + text;
            self.rest = &self.rest[1..];
        }
        out
    }

    /// Two rows at least with as many cells.
    fn rows(&mut self) -> Option<BlockKind> {
        let rows: Vec<Vec<String>> = self
            .rest
            .iter()
            .map_while(|line| match &line.kind {
                LineKind::Row(cells) => Some(cells.clone()),
                _ => None,
            })
            .collect();
        let width = rows.first()?.len();
        let alike = rows.iter().take_while(|row| row.len() == width).count();
        let named = rows[0].iter().all(|cell| !cell.is_empty());
        if alike < 2 || !named {
            return None;
        }
        self.rest = &self.rest[alike..];
        Some(BlockKind::Rows(rows.into_iter().take(alike).collect()))
    }
}

/// How deep each item lies, by how far it stands in.
fn depths(indents: &[usize]) -> Vec<usize> {
    let mut open: Vec<usize> = vec![];
    let depth = |&indent: &usize| {
        while open.last().is_some_and(|last| indent <= *last) {
            open.pop();
        }
        open.push(indent);
        (open.len() - 1).min(DEEPEST)
    };
    indents.iter().map(depth).collect()
}

/// A line as it was typed, nearly: what it is as text.
fn plain(kind: &LineKind) -> Option<String> {
    match kind {
        LineKind::Row(cells) => {
            let cells: Vec<&str> = cells.iter().map(String::as_str).collect();
            Some(cells.join(" ").split_whitespace().collect::<Vec<_>>().join(" "))
        }
        LineKind::Text(text) | LineKind::Bullet(text) | LineKind::Number(_, _, text) => {
            Some(text.clone())
        }
        LineKind::Blank | LineKind::Rule => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::lines::lines;
    use super::*;

    fn kinds(text: &str) -> Vec<BlockKind> {
        blocks(&lines(text)).into_iter().map(|block| block.kind).collect()
    }

    fn text(lines: &[&str]) -> BlockKind {
        BlockKind::Text(lines.iter().map(|&line| line.to_owned()).collect())
    }

    fn list(start: Option<u32>, items: &[(usize, &str)]) -> BlockKind {
        let items = items.iter().map(|&(depth, text)| (depth, text.to_owned())).collect();
        BlockKind::List { start, items }
    }

    #[test]
    fn empty_lines_part_paragraphs_where_lines_were_broken_by_hand() {
        assert_eq!(kinds("a\nb\n\nc"), [text(&["a", "b"]), text(&["c"])]);
        let long = "x".repeat(BROKEN + 1);
        assert_eq!(kinds(&format!("a\n{long}")), [text(&["a"]), text(&[&long])]);
    }

    #[test]
    fn items_may_lie_apart_and_go_on_below() {
        assert_eq!(kinds("• a\n  b\n\n• c"), [list(None, &[(0, "a b"), (0, "c")])]);
        assert_eq!(kinds("- a\n  - b\n- c"), [list(None, &[(0, "a"), (1, "b"), (0, "c")])]);
        assert_eq!(kinds("3. a\n4. b"), [list(Some(3), &[(0, "a"), (0, "b")])]);
    }

    #[test]
    fn numbers_that_do_not_count_on_are_text() {
        assert_eq!(kinds("1. a"), [text(&["1. a"])]);
        assert_eq!(kinds("1. a\n1. b"), [text(&["1. a"]), text(&["1. b"])]);
    }

    #[test]
    fn rows_have_as_many_cells() {
        let rows = |rows: &[[&str; 2]]| {
            BlockKind::Rows(rows.iter().map(|row| row.map(String::from).to_vec()).collect())
        };
        assert_eq!(kinds("a\tb\nc\td"), [rows(&[["a", "b"], ["c", "d"]])]);
        assert_eq!(kinds("a\tb"), [text(&["a b"])]);
    }
}
