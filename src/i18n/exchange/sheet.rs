//! A spreadsheet that came back: whatever its program has made of it, the cells of its first sheet.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::super::markup;
use super::xlsx::HEAD;
use super::xml::{XmlToken, attribute, tokens};
use super::{Back, Backs, broken};
use crate::diag::{FileId, Sink, Span};
use crate::model::lang::Lang;

/// Bytes of an unpacked part: a thousand brochures.
const MOST_BYTES: u64 = 64 << 20;

/// The cells of a row, by column from 0; each with what is wrong with it.
pub(super) type Cells = BTreeMap<usize, Result<String, String>>;

/// Reads the file.
pub(super) fn read(bytes: &[u8], file: FileId, sink: &mut Sink) -> Option<Backs> {
    let place = Span::new(file, 0..0);
    let found = archive(bytes).and_then(|mut archive| {
        let shared = match part(&mut archive, "xl/sharedStrings.xml") {
            Some(text) => strings(&tokens(&text).map_err(|(_, e)| e)?),
            None => vec![],
        };
        let first = first_sheet(&mut archive);
        let (name, part_name) =
            first.unwrap_or((String::new(), "xl/worksheets/sheet1.xml".to_owned()));
        let sheet = part(&mut archive, &part_name).ok_or("it has no sheet")?;
        let tokens = tokens(&sheet).map_err(|(_, e)| e)?;
        Ok((rows(&tokens, &shared), merged(&tokens), name))
    });
    let (rows, merged, name) = match found {
        Ok(found) => found,
        Err(message) => {
            sink.push(broken(place, format!("this is no spreadsheet (.xlsx): {message}")));
            return None;
        }
    };
    let mut sound = true;
    for range in merged {
        let message =
            format!("the cells {range} are merged: which piece is meant cannot be told");
        sink.push(broken(place, message).with_hint("part them, a row for each piece"));
        sound = false;
    }
    // `ar to en`, as it was exported; who renames the sheet names the language.
    let lang = name.rsplit(' ').next().filter(|_| name.contains(" to ")).and_then(Lang::parse);
    let backs = backs(&rows, place, sink).filter(|_| sound);
    backs.map(|rows| Backs { lang, rows })
}

pub(super) fn archive(bytes: &[u8]) -> Result<ZipArchive<Cursor<&[u8]>>, String> {
    ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())
}

pub(super) fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Option<String> {
    let mut text = String::new();
    archive.by_name(name).ok()?.take(MOST_BYTES).read_to_string(&mut text).ok()?;
    Some(text)
}

/// The name and the part of the first sheet, as the workbook says.
fn first_sheet(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Option<(String, String)> {
    let book = tokens(&part(archive, "xl/workbook.xml")?).ok()?;
    let (id, title) = book.iter().find_map(|token| match token {
        XmlToken::Open(name, attributes, _) if name == "sheet" => {
            // `r:id` after its local name; `sheetId` is another.
            let name = attribute(attributes, "name").unwrap_or_default();
            Some((attribute(attributes, "id")?.to_owned(), name.to_owned()))
        }
        _ => None,
    })?;
    let relations = tokens(&part(archive, "xl/_rels/workbook.xml.rels")?).ok()?;
    let part = relations.iter().find_map(|token| match token {
        XmlToken::Open(name, attributes, _) if name == "Relationship" => {
            let target = attribute(attributes, "Target")?;
            (attribute(attributes, "Id") == Some(id.as_str())).then(|| {
                match target.strip_prefix('/') {
                    Some(whole) => whole.to_owned(),
                    None => format!("xl/{target}"),
                }
            })
        }
        _ => None,
    })?;
    Some((title, part))
}

/// The texts that cells share; what is read beside a text, to pronounce it, is left out.
fn strings(tokens: &[XmlToken]) -> Vec<String> {
    let (mut out, mut text, mut inside, mut aside) = (vec![], String::new(), false, false);
    for token in tokens {
        match token {
            XmlToken::Open(name, ..) if name == "t" => inside = true,
            XmlToken::Open(name, ..) if name == "rPh" => aside = true,
            XmlToken::Close(name) => match name.as_str() {
                "t" => inside = false,
                "rPh" => aside = false,
                "si" => out.push(std::mem::take(&mut text)),
                _ => {}
            },
            XmlToken::Text(more) if inside && !aside => text.push_str(more),
            _ => {}
        }
    }
    out
}

fn merged(tokens: &[XmlToken]) -> Vec<String> {
    let range = |token: &XmlToken| match token {
        XmlToken::Open(name, attributes, _) if name == "mergeCell" => {
            attribute(attributes, "ref").map(str::to_owned)
        }
        _ => None,
    };
    tokens.iter().filter_map(range).collect()
}

/// The rows of a sheet, by number.
fn rows(tokens: &[XmlToken], shared: &[String]) -> BTreeMap<usize, Cells> {
    let mut rows: BTreeMap<usize, Cells> = BTreeMap::new();
    let (mut row, mut column, mut kind, mut text) = (0, 0, String::new(), String::new());
    let (mut inside, mut formula) = (false, false);
    for token in tokens {
        match token {
            XmlToken::Open(name, attributes, _) => match name.as_str() {
                "row" => {
                    let said = attribute(attributes, "r").and_then(|r| r.parse().ok());
                    (row, column) = (said.unwrap_or(row + 1), 0);
                }
                "c" => {
                    column =
                        attribute(attributes, "r").and_then(column_of).unwrap_or(column + 1);
                    kind = attribute(attributes, "t").unwrap_or("n").to_owned();
                    text.clear();
                    formula = false;
                }
                "v" | "t" => inside = true,
                "f" => formula = true,
                _ => {}
            },
            XmlToken::Close(name) => match name.as_str() {
                "v" | "t" => inside = false,
                "c" => {
                    let cell = cell(&kind, &text, formula, shared);
                    rows.entry(row).or_default().insert(column, cell);
                }
                _ => {}
            },
            XmlToken::Text(more) if inside => text.push_str(more),
            XmlToken::Text(_) => {}
        }
    }
    rows
}

/// What a cell says.
fn cell(kind: &str, text: &str, formula: bool, shared: &[String]) -> Result<String, String> {
    if formula {
        return Err("the cell holds a formula, not a text".to_owned());
    }
    match kind {
        "s" => {
            let text = text.trim().parse().ok().and_then(|n: usize| shared.get(n));
            text.cloned().ok_or("the cell names a text that the file does not have".to_owned())
        }
        "e" => Err(format!("the cell holds the fault `{text}`")),
        "b" => Err("the program has made a truth value of the cell".to_owned()),
        // Digits that a program has counted stay what they are; anything else of a number was
        // rounded, dated or put into powers.
        "n" if text.trim().bytes().all(|b| b.is_ascii_digit()) => Ok(text.trim().to_owned()),
        "n" => Err(format!("the program has made the number `{}` of the cell", text.trim())),
        _ => Ok(text.to_owned()),
    }
}

/// The column of a cell such as `AB12`, from 1.
fn column_of(name: &str) -> Option<usize> {
    let letters = name.bytes().take_while(u8::is_ascii_uppercase).take(4);
    let number = letters.fold(0_usize, |n, b| n * 26 + usize::from(b - b'A') + 1);
    (number > 0).then_some(number)
}

/// The rows below the head, as pieces.
pub(super) fn backs(
    rows: &BTreeMap<usize, Cells>,
    place: Span,
    sink: &mut Sink,
) -> Option<Vec<Back>> {
    let heads: BTreeMap<String, usize> = rows
        .values()
        .next()
        .into_iter()
        .flatten()
        .filter_map(|(&column, cell)| Some((cell.as_ref().ok()?.trim().to_lowercase(), column)))
        .collect();
    let columns = HEAD.map(|head| heads.get(head).copied());
    let missing = HEAD[..3].iter().zip(columns).find(|(_, column)| column.is_none());
    if let Some((head, _)) = missing {
        let message = format!("no column of the first row is headed `{head}`");
        sink.push(broken(place, message).with_hint("leave the first row as it was exported"));
        return None;
    }
    let mut out = vec![];
    for (&number, cells) in rows.iter().skip(1) {
        let text = |n: usize| columns[n].and_then(|column| cells.get(&column));
        let read: Result<Vec<String>, String> =
            (0..4).map(|n| text(n).cloned().unwrap_or(Ok(String::new()))).collect();
        match read {
            Ok(read) if read.iter().all(|cell| cell.trim().is_empty()) => {}
            Ok(read) => out.push(Back {
                id: read[0].trim().to_owned(),
                source: markup::read(&line_ends(&read[1])),
                own: markup::read(&line_ends(&read[2])),
                reviewed: read[3].trim().eq_ignore_ascii_case("fresh").then_some(true),
                span: place,
                row: Some(number),
            }),
            Err(message) => {
                let fault = broken(place, format!("row {number}: {message}"));
                sink.push(fault.with_hint("format the cell as text and type it again"));
            }
        }
    }
    Some(out)
}

/// Line ends as texts have them, whatever program wrote them.
fn line_ends(text: &str) -> String {
    text.replace("_x000D_", "").replace("\r\n", "\n").replace('\r', "\n")
}
