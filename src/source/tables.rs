//! Tables whose cells come from a spreadsheet, read into head and rows.

use std::path::PathBuf;

use super::assets::among;
use super::csv::{self, Field};
use super::files::{self, Unread};
use super::load::Edition;
use super::node::ScalarStyle;
use super::place::PlaceMap;
use super::schema::Prose;
use super::schema::blocks::{CellText, TableBlock};
use super::schema::text::BodyPiece;
use crate::diag::{Diagnostic, FileId, Sources, Span};

/// Endings of the names of such files.
const ENDINGS: [&str; 3] = [".csv", ".tsv", ".tab"];

/// Fills the tables of all editions; what is wrong with one is told with its edition.
pub(super) fn fill(roots: &[PathBuf], editions: &mut [Edition], sources: &mut Sources) {
    for edition in editions {
        let Some(text) = &mut edition.text else { continue };
        let (faults, files) = (&mut edition.faults, &mut edition.files);
        let mut filler = Filler { roots, sources, faults, files };
        for section in &mut text.sections {
            filler.pieces(section.body.as_deref_mut().unwrap_or_default());
        }
    }
}

struct Filler<'f> {
    roots: &'f [PathBuf],
    sources: &'f mut Sources,
    faults: &'f mut Vec<Diagnostic>,
    files: &'f mut Vec<FileId>,
}

impl Filler<'_> {
    fn pieces(&mut self, pieces: &mut [BodyPiece]) {
        for piece in pieces {
            let BodyPiece::Typed(block) = piece else { continue };
            if let Some(table) = &mut block.table {
                self.table(table);
            }
            if let Some(callout) = &mut block.callout {
                self.pieces(&mut callout.0.body);
            }
            block.columns.iter_mut().flatten().for_each(|column| self.pieces(column));
        }
    }

    fn table(&mut self, table: &mut TableBlock) {
        let lines = match (&table.csv, table.lines.take()) {
            (Some(csv), _) => self.cells(csv),
            (None, lines) => lines,
        };
        if table.csv.is_none() && lines.is_none() {
            return self.whole(table);
        }
        let twice = table.head.as_ref().or(table.rows.as_ref().and_then(|rows| rows.first()));
        if let Some(cell) = twice.and_then(|cells| cells.first()) {
            let message = "the cells of this table are said twice";
            let fault = Diagnostic::error("two-tables", cell.span, message);
            let hint = "keep `head` and `rows`, or what stands for both";
            return self.faults.push(fault.with_hint(hint));
        }
        let Some(lines) = lines else { return };
        let mut lines = lines.into_iter();
        match lines.next() {
            Some(head) => (table.head, table.rows) = (Some(head), Some(lines.collect())),
            None => self.faults.push(
                Diagnostic::error("empty-table", table.span, "the table has no lines")
                    .with_hint("write its head and its rows, a line each, or remove the table"),
            ),
        }
    }

    /// Tells what a table lacks that says its cells one by one.
    fn whole(&mut self, table: &TableBlock) {
        let example =
            "write `table: { head: [a, b], rows: [[1, 2]] }`, or `table: assets/table.csv`";
        // What lacks may be there under another name, and that is told.
        let told = |key: &str| {
            let named = format!("`{key}`");
            self.faults.iter().any(|fault| {
                let after =
                    fault.span.file == table.span.file && fault.span.start >= table.span.start;
                let means = fault.hints.iter().any(|hint| hint.contains(&named));
                fault.id == "unknown-key" && after && means
            })
        };
        let told = ["head", "rows"].map(told);
        let there = [table.head.is_some(), table.rows.is_some()];
        for (index, key) in ["head", "rows"].into_iter().enumerate() {
            if !there[index] && !told[index] {
                let message = format!("the key `{key}` is missing");
                let fault = Diagnostic::error("missing-key", table.span, message);
                self.faults.push(fault.with_hint(example));
            }
        }
    }

    /// The cells of a file, or of the values themselves.
    fn cells(&mut self, csv: &Prose) -> Option<Vec<Vec<CellText>>> {
        let text = csv.text.trim();
        let name = text.to_lowercase();
        let is_file = !text.contains('\n') && ENDINGS.iter().any(|end| name.ends_with(end));
        if !is_file {
            let file = csv.span.file.and_then(|file| self.sources.get(file));
            let raw = file.and_then(|file| file.text.get(csv.span.range())).unwrap_or_default();
            let places = PlaceMap::new(csv.span, raw, &csv.text, csv.style);
            return Some(cells(&csv.text, |field| places.span(field.place.clone())));
        }
        let root = match among(self.roots, text) {
            Ok((root, _)) => root,
            Err(fault) => {
                let told = Diagnostic::error("missing-table", csv.span, fault.message);
                let hint = fault.hint.into_iter();
                self.faults.push(hint.fold(told, |told, hint| told.with_hint(hint)));
                return None;
            }
        };
        match files::read(root, text, Some(csv.span), self.sources) {
            Ok((file, read)) => {
                self.files.push(file);
                Some(cells(&read, |field| Span::new(file, field.place.clone())))
            }
            Err(Unread::Bad(fault)) if fault.span == csv.span => {
                self.faults.push(*fault);
                None
            }
            Err(Unread::Bad(fault)) => {
                self.faults.push(fault.with_related(csv.span, "the table is named here"));
                None
            }
            Err(Unread::Missing) => {
                let message = format!("there is no file `{text}`");
                let hint = "put the table into `assets/` and write its name as it is there";
                self.faults.push(
                    Diagnostic::error("missing-table", csv.span, message).with_hint(hint),
                );
                None
            }
        }
    }
}

/// The rows of a text of values as cells.
fn cells(text: &str, place: impl Fn(&Field) -> Span) -> Vec<Vec<CellText>> {
    let cell = |field: Field| {
        let span = place(&field);
        let filled = !field.text.trim().is_empty();
        let prose = Prose { text: field.text, span, style: ScalarStyle::Bare };
        CellText { text: filled.then_some(prose), span }
    };
    csv::rows(text).into_iter().map(|row| row.into_iter().map(cell).collect()).collect()
}
