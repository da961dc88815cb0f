//! The paragraphs and tables of `word/document.xml`.

use super::super::blocks::{TextBlock as PlainBlock, blocks as plain_blocks};
use super::super::escape::markdown;
use super::super::lines::{is_edge, lines};
use super::styles::{DocxStyles, outline};
use super::xml::DocxToken;

/// Elements whose text is not the document's, or is there twice.
const SKIPPED: [&str; 5] = ["Fallback", "del", "moveFrom", "instrText", "drawing"];
/// Deepest item of a list.
const DEEPEST: usize = 8;

/// A block of the document.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum DocxBlock {
    Paragraph {
        /// The level of the heading that it is; 0 where it is none.
        level: usize,
        /// Whether it is a numbered item of a list, and how deep.
        list: Option<(bool, usize)>,
        /// Whether all of it is bold.
        bold: bool,
        /// Its text in Markdown.
        text: String,
        /// Its text without any signs.
        plain: String,
    },
    Table(Vec<Vec<DocxCell>>),
}

/// A cell of a table, in Markdown and without any signs.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct DocxCell {
    pub(super) text: String,
    pub(super) plain: String,
}

impl DocxBlock {
    pub(super) fn level(&self) -> usize {
        match self {
            Self::Paragraph { level, .. } => *level,
            Self::Table(_) => 0,
        }
    }

    /// All of its text.
    pub(super) fn plain(&self) -> String {
        match self {
            Self::Paragraph { plain, .. } => plain.clone(),
            Self::Table(rows) => cells(rows, " ").join(" "),
        }
    }
}

/// The rows of a table without any signs.
fn cells(rows: &[Vec<DocxCell>], between: &str) -> Vec<String> {
    let row = |row: &Vec<DocxCell>| {
        row.iter().map(|cell| cell.plain.as_str()).collect::<Vec<_>>().join(between)
    };
    rows.iter().map(row).collect()
}

/// The document as plain text, for one in which nothing is a heading by its style, and the
/// paragraph of each line.
pub(super) fn plain(blocks: &[DocxBlock]) -> (Vec<PlainBlock>, Vec<usize>) {
    let mut count = 0;
    let mut text = |block: &DocxBlock| {
        let numbered = matches!(block, DocxBlock::Paragraph { list: Some((true, _)), .. });
        count = if numbered { count + 1 } else { 0 };
        match block {
            DocxBlock::Paragraph { list: Some((true, _)), plain, .. } => {
                format!("{count}. {plain}")
            }
            DocxBlock::Paragraph { list: Some(_), plain, .. } => format!("• {plain}"),
            DocxBlock::Paragraph { plain, .. } => plain.clone(),
            DocxBlock::Table(rows) => cells(rows, "\t").join("\n"),
        }
    };
    let (mut whole, mut numbers) = (String::new(), vec![]);
    for (number, block) in (1..).zip(blocks) {
        let text = text(block) + "\n\n";
        numbers.extend(text.matches('\n').map(|_| number));
        whole += &text;
    }
    (plain_blocks(&lines(&whole)), numbers)
}

/// Text of one look.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
struct DocxRun {
    text: String,
    bold: bool,
    italic: bool,
    /// The note that it marks.
    note: Option<String>,
}

/// What is read of a paragraph.
#[derive(Debug, Default)]
struct Paragraph {
    runs: Vec<DocxRun>,
    style: String,
    level: usize,
    list: Option<(String, usize)>,
}

/// Reads the body of a document.
pub(super) struct Body<'s> {
    styles: &'s DocxStyles,
    blocks: Vec<DocxBlock>,
    paragraph: Paragraph,
    run: DocxRun,
    /// The rows of the table that the reader is in, and how many tables lie around each other.
    rows: Vec<Vec<DocxCell>>,
    tables: usize,
    skipped: usize,
    in_text: bool,
    /// The paragraphs with pictures.
    pictures: Vec<usize>,
}

impl<'s> Body<'s> {
    pub(super) fn new(styles: &'s DocxStyles) -> Self {
        Self {
            styles,
            blocks: vec![],
            paragraph: Paragraph::default(),
            run: DocxRun::default(),
            rows: vec![],
            tables: 0,
            skipped: 0,
            in_text: false,
            pictures: vec![],
        }
    }

    /// The blocks, and the numbers of the paragraphs in which pictures were left out.
    pub(super) fn read(mut self, tokens: &[DocxToken]) -> (Vec<DocxBlock>, Vec<usize>) {
        for token in tokens {
            match token {
                DocxToken::Open(name, _) => self.open(name, token),
                DocxToken::Close(name) => self.close(name),
                DocxToken::Text(text) if self.in_text && self.skipped == 0 => {
                    self.run.text += text;
                }
                DocxToken::Text(_) => {}
            }
        }
        (self.blocks, self.pictures)
    }

    fn open(&mut self, name: &str, token: &DocxToken) {
        if SKIPPED.contains(&name) {
            if name == "drawing" && self.skipped == 0 {
                self.pictures.push(self.blocks.len() + 1);
            }
            self.skipped += 1;
        }
        if self.skipped > 0 {
            return;
        }
        self.property(name, token.attribute("val"));
        match name {
            "p" => self.paragraph = Paragraph::default(),
            "r" => self.run = DocxRun::default(),
            "t" => self.in_text = true,
            "tab" | "br" | "cr" => self.run.text.push(' '),
            "noBreakHyphen" => self.run.text.push('\u{2011}'),
            "softHyphen" => self.run.text.push('\u{ad}'),
            "footnoteReference" => self.run.note = token.attribute("id").map(str::to_owned),
            "tbl" => self.tables += 1,
            "tr" if self.tables == 1 => self.rows.push(vec![]),
            "tc" if self.tables == 1 => {
                self.rows.last_mut().into_iter().for_each(|row| row.push(DocxCell::default()));
            }
            _ => {}
        }
    }

    /// What is said of the paragraph or the run that the reader is in.
    fn property(&mut self, name: &str, value: Option<&str>) {
        let on = !matches!(value, Some("0" | "false" | "none"));
        let value = value.unwrap_or_default();
        match name {
            "pStyle" => self.paragraph.style = value.to_owned(),
            "outlineLvl" => self.paragraph.level = outline(value),
            "numId" => self.paragraph.list.get_or_insert_default().0 = value.to_owned(),
            "ilvl" => {
                self.paragraph.list.get_or_insert_default().1 = value.parse().unwrap_or(0);
            }
            "b" | "bCs" => self.run.bold |= on,
            "i" | "iCs" => self.run.italic |= on,
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if SKIPPED.contains(&name) {
            self.skipped = self.skipped.saturating_sub(1);
        }
        if self.skipped > 0 {
            return;
        }
        match name {
            "t" => self.in_text = false,
            "r" => {
                let run = std::mem::take(&mut self.run);
                self.paragraph.runs.push(run);
            }
            "p" => self.end_paragraph(),
            "tbl" => {
                self.tables = self.tables.saturating_sub(1);
                if self.tables == 0 {
                    self.blocks.push(DocxBlock::Table(std::mem::take(&mut self.rows)));
                }
            }
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        let Paragraph { runs, style, level, list } = std::mem::take(&mut self.paragraph);
        let text = inline(&runs);
        let plain: String = runs.iter().map(|run| clean(&run.text)).collect();
        let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
        if self.tables > 0 {
            if let Some(cell) = self.rows.last_mut().and_then(|row| row.last_mut()) {
                let space = if cell.text.is_empty() || text.is_empty() { "" } else { " " };
                cell.text += &(space.to_owned() + &text);
                cell.plain += &(space.to_owned() + &plain);
            }
            return;
        }
        let list = list.or_else(|| self.styles.list(&style));
        let list = list.and_then(|(list, depth)| {
            Some((self.styles.numbered(&list, depth)?, depth.min(DEEPEST)))
        });
        let level = if level > 0 { level } else { self.styles.level(&style) };
        let says = |run: &&DocxRun| run.text.contains(char::is_alphanumeric);
        let bold =
            runs.iter().any(|run| says(&run)) && runs.iter().filter(says).all(|run| run.bold);
        self.blocks.push(DocxBlock::Paragraph { level, list, bold, text, plain });
    }
}

/// Text without marks of direction and the like.
fn clean(text: &str) -> String {
    text.chars().filter(|&c| c.is_whitespace() || !is_edge(c)).collect()
}

/// The runs in Markdown: those of one look together, signs close to the words.
fn inline(runs: &[DocxRun]) -> String {
    let mut joined: Vec<DocxRun> = vec![];
    for run in runs {
        let alike = |last: &&mut DocxRun| {
            let look = (last.bold, last.italic) == (run.bold, run.italic);
            last.note.is_none() && run.note.is_none() && (look || run.text.trim().is_empty())
        };
        match joined.last_mut().filter(alike) {
            Some(last) => last.text += &run.text,
            None => joined.push(run.clone()),
        }
    }
    let text: String = joined.iter().map(one).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn one(run: &DocxRun) -> String {
    if let Some(note) = &run.note {
        return format!("[^{note}]");
    }
    let text = clean(&run.text);
    let words = text.trim();
    let sign = match (run.bold, run.italic) {
        _ if !words.contains(char::is_alphanumeric) => "",
        (true, true) => "***",
        (true, false) => "**",
        (false, true) => "*",
        (false, false) => "",
    };
    let start = &text[..text.len() - text.trim_start().len()];
    let end = &text[text.trim_end().len()..];
    let end = if words.is_empty() { "" } else { end };
    format!("{start}{sign}{}{sign}{end}", markdown(words))
}

/// The footnotes of a file: their ids and their text in Markdown.
pub(super) fn notes(tokens: &[DocxToken], styles: &DocxStyles) -> Vec<(String, String)> {
    let mut out = vec![];
    let mut start = None;
    for (at, token) in tokens.iter().enumerate() {
        match token {
            DocxToken::Open(name, _) if name == "footnote" => {
                start = token.attribute("id").map(|id| (id.to_owned(), at));
            }
            DocxToken::Close(name) if name == "footnote" => {
                let Some((id, from)) = start.take() else { continue };
                let (blocks, _) = Body::new(styles).read(&tokens[from..at]);
                let text = blocks.iter().map(|block| match block {
                    DocxBlock::Paragraph { text, .. } => text.clone(),
                    DocxBlock::Table(rows) => cells(rows, " ").join(" "),
                });
                let text = text.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ");
                out.extend((!text.is_empty()).then_some((id, text)));
            }
            _ => {}
        }
    }
    out
}
