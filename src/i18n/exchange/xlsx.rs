//! A spreadsheet of name, source, translation, state and note (ECMA-376), which agencies send.
//!
//! All cells are text: a program that counts makes no dates and no numbers of them.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipWriter};

use super::super::markup::written;
use super::Job;
use super::xml::escaped;
use crate::geom::Dir;

/// What stands in the first row.
pub(super) const HEAD: [&str; 5] = ["id", "source", "translation", "state", "note"];
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
pub(super) const DOC: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
pub(super) const PACK: &str = "http://schemas.openxmlformats.org/package/2006";
const TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml";
pub(super) const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// The file of a job.
pub(super) fn write(job: &Job<'_>) -> Vec<u8> {
    let parts = [
        ("[Content_Types].xml", types()),
        ("_rels/.rels", relations(&[("officeDocument", "xl/workbook.xml")])),
        ("xl/workbook.xml", workbook(job)),
        (
            "xl/_rels/workbook.xml.rels",
            relations(&[("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml")]),
        ),
        ("xl/styles.xml", styles()),
        ("xl/worksheets/sheet1.xml", worksheet(job)),
    ];
    packed(&parts).unwrap_or_default()
}

/// The parts in one archive, with no times of any clock.
pub(super) fn packed(parts: &[(&str, String)]) -> zip::result::ZipResult<Vec<u8>> {
    let mut writer = ZipWriter::new(Cursor::new(vec![]));
    let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
    for (name, text) in parts {
        writer.start_file(*name, options)?;
        writer.write_all(text.as_bytes())?;
    }
    Ok(writer.finish()?.into_inner())
}

fn types() -> String {
    format!(
        "{XML}<Types xmlns=\"{PACK}/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Override PartName=\"/xl/workbook.xml\" ContentType=\"{TYPE}.sheet.main+xml\"/>\
         <Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"{TYPE}.worksheet+xml\"/>\
         <Override PartName=\"/xl/styles.xml\" ContentType=\"{TYPE}.styles+xml\"/></Types>"
    )
}

pub(super) fn relations(targets: &[(&str, &str)]) -> String {
    let each = targets.iter().enumerate().map(|(n, (kind, target))| {
        format!("<Relationship Id=\"r{n}\" Type=\"{DOC}/{kind}\" Target=\"{target}\"/>")
    });
    let each: String = each.collect();
    format!("{XML}<Relationships xmlns=\"{PACK}/relationships\">{each}</Relationships>")
}

fn workbook(job: &Job<'_>) -> String {
    let name = format!("{} to {}", job.source, job.lang);
    // At most 31 characters (ECMA-376, 18.2.19).
    let name: String = name.chars().take(31).collect();
    format!(
        "{XML}<workbook xmlns=\"{MAIN}\" xmlns:r=\"{DOC}\"><sheets>\
         <sheet name=\"{}\" sheetId=\"1\" r:id=\"r0\"/></sheets></workbook>",
        escaped(&name)
    )
}

/// Style 1 is text whose lines are broken, 2 the head, 3 and 4 text from right to left and from
/// left to right. 49 is the number of the format «text» (ECMA-376, 18.8.30).
fn styles() -> String {
    let text = |order: &str, font: u8| {
        format!(
            "<xf numFmtId=\"49\" fontId=\"{font}\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\" \
             applyFont=\"1\" applyAlignment=\"1\"><alignment vertical=\"top\" wrapText=\"1\"{order}/></xf>"
        )
    };
    format!(
        "{XML}<styleSheet xmlns=\"{MAIN}\">\
         <fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font>\
         <font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>\
         <fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>\
         <fill><patternFill patternType=\"gray125\"/></fill></fills>\
         <borders count=\"1\"><border/></borders>\
         <cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>\
         <cellXfs count=\"5\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/>{}{}{}{}</cellXfs>\
         <cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>",
        text("", 0),
        text("", 1),
        text(" readingOrder=\"2\"", 0),
        text(" readingOrder=\"1\"", 0)
    )
}

fn worksheet(job: &Job<'_>) -> String {
    let mut out = format!(
        "{XML}<worksheet xmlns=\"{MAIN}\"><sheetViews><sheetView workbookViewId=\"0\">\
         <pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>\
         <cols><col min=\"1\" max=\"1\" width=\"28\" customWidth=\"1\"/><col min=\"2\" max=\"3\" width=\"60\" customWidth=\"1\"/>\
         <col min=\"4\" max=\"4\" width=\"10\" customWidth=\"1\"/><col min=\"5\" max=\"5\" width=\"40\" customWidth=\"1\"/></cols>\
         <sheetData>"
    );
    out.push_str(&row(1, HEAD.map(|head| (head.to_owned(), 2))));
    let order = |dir: Dir| if dir == Dir::Rtl { 3 } else { 4 };
    let (from, to) = (order(job.source.dir()), order(job.lang.dir()));
    for (n, entry) in job.rows.iter().enumerate() {
        let cells = [
            (entry.id.to_owned(), 1),
            (written(&entry.source), from),
            (written(&entry.own), to),
            (entry.state.name().to_owned(), 1),
            (note(entry), 1),
        ];
        out.push_str(&row(n + 2, cells));
    }
    out + "</sheetData></worksheet>"
}

/// What the placeholders stand for, and what the source said before.
pub(super) fn note(entry: &super::Entry<'_>) -> String {
    let marks = (1..).map_while(|n| Some(format!("<{n}> {}", entry.marks.get(n)?.trim_end())));
    let then = entry.then.map(|then| format!("made from: {}", entry.marks.encode(then)));
    marks.chain(then).collect::<Vec<_>>().join("\n")
}

fn row(number: usize, cells: [(String, u8); 5]) -> String {
    let cell = |(n, (text, style)): (usize, &(String, u8))| {
        let column = char::from(b'A' + u8::try_from(n).unwrap_or_default());
        match text.is_empty() {
            true => format!("<c r=\"{column}{number}\" s=\"{style}\"/>"),
            false => format!(
                "<c r=\"{column}{number}\" s=\"{style}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
                escaped(text)
            ),
        }
    };
    let cells: String = cells.iter().enumerate().map(cell).collect();
    format!("<row r=\"{number}\">{cells}</row>")
}
