//! A table in a word processor's document (ECMA-376), for translators who have nothing else.

use std::collections::BTreeMap;

use super::super::markup::written;
use super::sheet::{Cells, archive, backs, part};
use super::xlsx::{DOC, HEAD, PACK, XML, note, packed, relations};
use super::xml::{XmlToken, attribute, escaped, tokens};
use super::{Backs, Job, broken};
use crate::diag::{FileId, Sink, Span};
use crate::geom::Dir;
use crate::model::lang::Lang;

const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const TYPE: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
/// Widths of the columns in twentieths of a point; together a page of A4 on its side.
const WIDTHS: [usize; 5] = [2200, 4600, 4600, 1100, 2000];

/// The file of a job.
pub(super) fn write(job: &Job<'_>) -> Vec<u8> {
    let types = format!(
        "{XML}<Types xmlns=\"{PACK}/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Override PartName=\"/word/document.xml\" ContentType=\"{TYPE}\"/></Types>"
    );
    let parts = [
        ("[Content_Types].xml", types),
        ("_rels/.rels", relations(&[("officeDocument", "word/document.xml")])),
        ("word/document.xml", document(job)),
    ];
    packed(&parts).unwrap_or_default()
}

fn document(job: &Job<'_>) -> String {
    let title = format!("{} to {}", job.source, job.lang);
    let borders = ["top", "left", "bottom", "right", "insideH", "insideV"]
        .map(|side| format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:color=\"999999\"/>"));
    let grid = WIDTHS.map(|width| format!("<w:gridCol w:w=\"{width}\"/>"));
    let head = HEAD.map(|head| (head.to_owned(), None));
    let rows = job.rows.iter().map(|entry| {
        row(&[
            (entry.id.to_owned(), None),
            (written(&entry.source), Some(job.source)),
            (written(&entry.own), Some(job.lang)),
            (entry.state.name().to_owned(), None),
            (note(entry), None),
        ])
    });
    let rows: String = rows.collect();
    format!(
        "{XML}<w:document xmlns:w=\"{MAIN}\" xmlns:r=\"{DOC}\"><w:body>{}\
         <w:tbl><w:tblPr><w:tblW w:w=\"{}\" w:type=\"dxa\"/><w:tblBorders>{}</w:tblBorders>\
         <w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>{}</w:tblGrid>{}{rows}</w:tbl>{}\
         <w:sectPr><w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/>\
         <w:pgMar w:top=\"1000\" w:right=\"1100\" w:bottom=\"1000\" w:left=\"1100\" w:header=\"500\" w:footer=\"500\" w:gutter=\"0\"/>\
         </w:sectPr></w:body></w:document>",
        paragraph(&title, None),
        WIDTHS.iter().sum::<usize>(),
        borders.concat(),
        grid.concat(),
        row(&head),
        paragraph("", None)
    )
}

fn row(cells: &[(String, Option<&Lang>); 5]) -> String {
    let cells = cells.iter().zip(WIDTHS).map(|((text, lang), width)| {
        let width = format!("<w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>");
        format!("<w:tc>{width}{}</w:tc>", paragraph(text, *lang))
    });
    format!("<w:tr>{}</w:tr>", cells.collect::<String>())
}

/// A paragraph of a cell, whose lines are kept.
fn paragraph(text: &str, lang: Option<&Lang>) -> String {
    let rtl = lang.is_some_and(|lang| lang.dir() == Dir::Rtl);
    let (bidi, run) = match (rtl, lang) {
        (true, Some(lang)) => (
            "<w:pPr><w:bidi/></w:pPr>",
            format!("<w:rPr><w:rtl/><w:lang w:bidi=\"{lang}\"/></w:rPr>"),
        ),
        (_, Some(lang)) => ("", format!("<w:rPr><w:lang w:val=\"{lang}\"/></w:rPr>")),
        _ => ("", String::new()),
    };
    let lines = text.split('\n').map(|line| match line {
        "" => String::new(),
        line => format!("<w:t xml:space=\"preserve\">{}</w:t>", escaped(line)),
    });
    let lines = lines.collect::<Vec<_>>().join("<w:br/>");
    format!("<w:p>{bidi}<w:r>{run}{lines}</w:r></w:p>")
}

/// Reads a file.
pub(super) fn read(bytes: &[u8], file: FileId, sink: &mut Sink) -> Option<Backs> {
    let place = Span::new(file, 0..0);
    let found = archive(bytes).and_then(|mut archive| {
        let text = part(&mut archive, "word/document.xml").ok_or("it has no text")?;
        tokens(&text).map_err(|(_, error)| error)
    });
    let tokens = match found {
        Ok(tokens) => tokens,
        Err(message) => {
            sink.push(broken(place, format!("this is no document (.docx): {message}")));
            return None;
        }
    };
    let DocxTable { rows, title, merged, .. } = DocxTable::read(&tokens);
    for row in &merged {
        let message =
            format!("row {row}: cells are merged: which piece is meant cannot be told");
        sink.push(broken(place, message).with_hint("part them, a row for each piece"));
    }
    let lang = title.trim().rsplit(' ').next().filter(|_| title.contains(" to "));
    let lang = lang.and_then(Lang::parse);
    let rows = backs(&rows, place, sink).filter(|_| merged.is_empty())?;
    Some(Backs { lang, rows })
}

/// The first table of a document, as it is read.
#[derive(Default)]
struct DocxTable {
    rows: BTreeMap<usize, Cells>,
    /// What stands before it.
    title: String,
    merged: Vec<usize>,
    /// How deep in tables, which row and which column.
    at: (usize, usize, usize),
    /// Whether the first table has ended, and whether characters are text.
    done: bool,
    inside: bool,
}

impl DocxTable {
    fn read(tokens: &[XmlToken]) -> Self {
        let mut table = Self::default();
        for token in tokens {
            match token {
                XmlToken::Open(name, attributes, _) => table.open(name, attributes),
                XmlToken::Close(name) => match name.as_str() {
                    "t" => table.inside = false,
                    "tbl" => {
                        table.at.0 = table.at.0.saturating_sub(1);
                        table.done |= table.at.0 == 0;
                    }
                    _ => {}
                },
                XmlToken::Text(text) if table.inside => table.push(text),
                XmlToken::Text(_) => {}
            }
        }
        for cell in table.rows.values_mut().flat_map(BTreeMap::values_mut).flatten() {
            *cell = cell.trim().to_owned();
        }
        table
    }

    fn open(&mut self, name: &str, attributes: &[(String, String)]) {
        let (depth, row, column) = self.at;
        match name {
            "tbl" => self.at.0 += 1,
            "tr" if depth == 1 && !self.done => self.at = (1, row + 1, 0),
            "tc" if depth == 1 => self.at.2 = column + 1,
            "gridSpan" | "vMerge" if depth == 1 && !self.done => self.merged.push(row),
            "p" | "br" | "cr" => self.push("\n"),
            "tab" if attribute(attributes, "val").is_none() => self.push("\t"),
            "t" => self.inside = true,
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        let (depth, row, column) = self.at;
        if self.done {
            return;
        }
        if depth == 0 {
            self.title.push_str(text);
        } else if let Ok(cell) =
            self.rows.entry(row).or_default().entry(column).or_insert_with(|| Ok(String::new()))
        {
            cell.push_str(text);
        }
    }
}
