//! A word processor's file (ECMA-376, Office Open XML), read as Markdown: headings by their styles,
//! bold and italic type, lists, tables, footnotes. Marks of direction are left out: they stand
//! there for the word processor. Pictures and boxes are left out, too, and told.

mod body;
mod styles;
mod xml;

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::{Draft, markdown, outline};
use body::{Body, DocxBlock, DocxCell};
use styles::DocxStyles;

/// Most bytes of one part of the file.
const PART: u64 = 64 << 20;
/// Most characters of a paragraph in bold type that is taken for a heading.
const HEADING: usize = 80;

/// The draft of such a file; `None` where it cannot be read as one, or holds no words.
pub(super) fn draft(bytes: &[u8], name: &str, introduction: &str) -> Option<Draft> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut part = |name: &str| {
        let file = archive.by_name(name).ok()?;
        let mut text = String::new();
        file.take(PART).read_to_string(&mut text).ok()?;
        Some(xml::tokens(&text))
    };
    let document = part("word/document.xml")?;
    let styles = DocxStyles::new(
        &part("word/styles.xml").unwrap_or_default(),
        &part("word/numbering.xml").unwrap_or_default(),
    );
    let (blocks, pictures) = Body::new(&styles).read(&document);
    let notes = body::notes(&part("word/footnotes.xml").unwrap_or_default(), &styles);
    let says = |text: &str| text.contains(char::is_alphanumeric);
    blocks.iter().any(|block| says(&block.plain())).then_some(())?;
    let (mut draft, lines) = match written(&blocks, &notes) {
        Some((text, lines)) => (markdown::draft(&text, name, introduction), lines),
        None => {
            let (blocks, lines) = body::plain(&blocks);
            (outline::draft(blocks, name, introduction), lines)
        }
    };
    for guess in &mut draft.guesses {
        guess.line = lines.get(guess.line.wrapping_sub(1)).copied().unwrap_or(0);
    }
    for number in pictures {
        draft.guess(number, "picture or box of text, left out", "");
    }
    draft.guesses.sort_by_key(|guess| guess.line);
    draft.unit = "paragraph";
    Some(draft)
}

/// The blocks in Markdown, and the paragraph of each line; `None` where nothing is a
/// heading and there are no notes: then plain text is looked through for headings.
fn written(blocks: &[DocxBlock], notes: &[(String, String)]) -> Option<(String, Vec<usize>)> {
    let styled = blocks.iter().any(|block| block.level() > 1);
    let level = |block: &DocxBlock| match block {
        DocxBlock::Paragraph { level: 0, list: None, bold: true, text, .. }
            if !styled && text.chars().count() <= HEADING =>
        {
            2
        }
        block => block.level(),
    };
    (blocks.iter().any(|block| level(block) > 0) || !notes.is_empty()).then_some(())?;
    let mut out = DocxDraft::default();
    for (number, block) in (1..).zip(blocks) {
        out.block(number, block, level(block));
    }
    for (id, text) in notes {
        if out.text.contains(&format!("[^{id}]")) {
            out.paragraph(blocks.len(), &format!("[^{id}]: {text}"));
        }
    }
    Some((out.text, out.lines))
}

#[derive(Default)]
struct DocxDraft {
    text: String,
    /// The paragraph of each line.
    lines: Vec<usize>,
    /// The numbers of the items so far, by depth; empty outside of lists.
    counts: Vec<usize>,
}

impl DocxDraft {
    fn line(&mut self, number: usize, text: &str) {
        for line in text.split('\n') {
            self.text.push_str(line);
            self.text.push('\n');
            self.lines.push(number);
        }
    }

    /// A block with an empty line before it.
    fn paragraph(&mut self, number: usize, text: &str) {
        self.line(number, "");
        self.line(number, text);
    }

    fn block(&mut self, number: usize, block: &DocxBlock, level: usize) {
        match block {
            DocxBlock::Paragraph { plain, .. } if plain.trim().is_empty() => {}
            DocxBlock::Paragraph { plain, .. } if level > 0 => {
                self.counts.clear();
                let text = super::escape::markdown(plain);
                self.paragraph(number, &format!("{} {text}", "#".repeat(level)));
            }
            DocxBlock::Paragraph { list: Some((numbered, depth)), text, .. } => {
                if self.counts.is_empty() {
                    self.line(number, "");
                }
                self.counts.resize(depth + 1, 0);
                self.counts[*depth] += 1;
                let sign = match numbered {
                    true => format!("{}.", self.counts[*depth]),
                    false => "-".to_owned(),
                };
                self.line(number, &format!("{:1$}{sign} {text}", "", depth * 4));
            }
            DocxBlock::Paragraph { text, .. } => {
                self.counts.clear();
                self.paragraph(number, text);
            }
            DocxBlock::Table(rows) => {
                self.counts.clear();
                self.paragraph(number, &table(rows));
            }
        }
    }
}

/// Rows as a table of Markdown; of one column, as paragraphs.
fn table(rows: &[Vec<DocxCell>]) -> String {
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    if width < 2 {
        let texts = rows.iter().flatten().map(|cell| cell.text.as_str());
        return texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n\n");
    }
    let line = |row: &Vec<DocxCell>| {
        let cell = |at| {
            row.get(at).map_or(String::new(), |cell: &DocxCell| cell.text.replace('|', "\\|"))
        };
        format!("| {} |", (0..width).map(cell).collect::<Vec<_>>().join(" | "))
    };
    let mut lines: Vec<String> = rows.iter().map(line).collect();
    lines.insert(1.min(lines.len()), format!("|{}", "---|".repeat(width)));
    lines.join("\n")
}
